//! Above the plot: what the indicator is, which way it moves, what the marks mean, and how far back is read.

use std::iter;
use std::sync::Arc;

use egui::{
    Align, ComboBox, CornerRadius, Galley, Label, Layout, Pos2, Rect, Response, RichText, Sense, Shape, Stroke,
    StrokeKind, Ui, vec2,
};

use super::lines;
use super::picture::Look;
use super::{Asked, Input};
use crate::app::progress::mark::{Ink, RADIUS, mark, whisker};
use crate::app::progress::text::fitted;
use crate::app::progress::words;
use crate::app::style::{Palette, font};
use crate::app::verdict;
use crate::insight::{Period, Verdict};
use crate::map::{IndicatorKind, Qualifier};
use crate::scene::Weight;
use crate::scene::chart::{Chart, Join};

/// Where the card is narrower than this, the verdict stands below the title.
const BESIDE_FROM: f32 = 380.0;

/// How high a line of the legend is.
const SIGN_HEIGHT: f32 = 18.0;

/// How wide an entry of the legend is besides its word.
const SIGN_ROOM: f32 = 29.0;

/// Between the entries of the legend.
const GAP: f32 = 3.0;

/// What the mark of an illustrative value means.
const MADE_UP: &str = "illustrative";

/// Where the card is lower than this, a note has one line.
const LOW: f32 = 430.0;

/// Where the card is narrower than this, what is said of illustrative values stands below the legend.
const PILL_BESIDE_FROM: f32 = 460.0;

/// Where it is at least as wide as this, it is said in full.
const PILL_IN_FULL_FROM: f32 = 1000.0;

/// The title, what is to know, and the verdict.
pub fn heading(ui: &mut Ui, chart: &Chart<'_>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    if ui.available_width() < BESIDE_FROM {
        titles(ui, chart);
        told(ui, chart);
    } else {
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            let size = vec2(verdict::badge_width(ui), 30.0);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Center), |ui| told(ui, chart));
            ui.add_space(10.0);
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| titles(ui, chart));
        });
    }
    ui.add_space(4.0);
}

/// The verdict, and what of a running total moves. The room for that stays where there is nothing to say yet.
fn told(ui: &mut Ui, chart: &Chart<'_>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    verdict::badge(ui, chart.verdict);
    if chart.indicator.accumulates && chart.indicator.kind == IndicatorKind::Measure {
        let palette = Palette::for_ui(ui);
        let words = chart.moving.unwrap_or_default();
        let ink = verdict::color(palette, chart.verdict);
        ui.label(RichText::new(words).font(font(Weight::Medium, 12.0)).color(ink));
    }
}

fn titles(ui: &mut Ui, chart: &Chart<'_>) {
    let palette = Palette::for_ui(ui);
    let note_lines = if ui.available_height() < LOW { 1 } else { 3 };
    let title = RichText::new(&chart.title).font(font(Weight::SemiBold, 18.0)).color(palette.ink);
    ui.label(title);
    let quiet = font(Weight::Regular, 12.5);
    ui.label(RichText::new(&chart.subtitle).font(quiet.clone()).color(palette.muted));
    if !chart.indicator.note.is_empty() {
        let note = fitted(ui, &chart.indicator.note, quiet, palette.muted, ui.available_width(), note_lines);
        let elided = note.elided;
        let label = ui.add(Label::new(note).sense(Sense::hover()));
        if elided {
            label.on_hover_text(&chart.indicator.note);
        }
    }
}

/// What the marks mean; at the right whether any value is illustrative, and the choice of the period.
pub fn legend(ui: &mut Ui, input: &Input<'_>, illustrative: bool, entries: impl FnOnce(&mut Ui)) -> Option<Asked> {
    let mut asked = None;
    let width = ui.available_width();
    let said = if width < PILL_IN_FULL_FROM { words::ILLUSTRATIVE_SHORT } else { words::ILLUSTRATIVE };
    // Its room is kept as long as any value is illustrative, even of those that have not come yet.
    let kept = illustrative || can_be_illustrative(input);
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        asked = period(ui, input);
        if kept && width >= PILL_BESIDE_FROM {
            pill(ui, said, illustrative);
        }
        ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
            ui.add_space(4.0);
            entries(ui);
        });
    });
    if kept && width < PILL_BESIDE_FROM {
        pill(ui, said, illustrative);
    }
    ui.add_space(2.0);
    asked
}

fn can_be_illustrative(input: &Input<'_>) -> bool {
    let all = iter::once(&input.shown).chain(input.overlaid).flat_map(|surveyed| &surveyed.indicator.observations);
    input.map.overview.illustrative || all.into_iter().any(|observation| observation.illustrative)
}

/// Says that not everything was observed. Its room stays where that is not so yet.
fn pill(ui: &mut Ui, said: &str, shown: bool) {
    let palette = Palette::for_ui(ui);
    let room = (ui.available_width() - 20.0).max(20.0);
    let galley = fitted(ui, said, font(Weight::SemiBold, 12.0), palette.ink, room, 1);
    let size = galley.size() + vec2(20.0, 7.0);
    // As high as the choice of the period beside it, so that both stand on one line.
    let height = size.y.max(ui.spacing().interact_size.y);
    let (room, response) = ui.allocate_exact_size(vec2(size.x, height), Sense::hover());
    let rect = Rect::from_center_size(room.center(), size);
    if shown {
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words::ILLUSTRATIVE));
        let stroke = Stroke::new(1.0, palette.muted);
        ui.painter().rect(rect, CornerRadius::same(11), palette.hover, stroke, StrokeKind::Inside);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.ink);
        response.on_hover_text(words::ILLUSTRATIVE);
    }
}

/// How far back is read. What cannot be chosen says why.
fn period(ui: &mut Ui, input: &Input<'_>) -> Option<Asked> {
    const PAD: egui::Vec2 = vec2(8.0, 3.0);
    const ICON: f32 = 9.0;
    const BEFORE_ICON: f32 = 4.0;
    let palette = Palette::for_ui(ui);
    let font = font(Weight::Medium, 12.0);
    let text = ui.painter().layout_no_wrap(input.period.name().to_owned(), font.clone(), palette.muted).size().x.ceil();
    let inner = text + BEFORE_ICON + ICON + 1.0;
    let mut asked = None;
    let row = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(inner + 2.0 * PAD.x, ui.spacing().interact_size.y), row, |ui| {
        ui.spacing_mut().button_padding = PAD;
        ui.spacing_mut().icon_width = ICON;
        ui.spacing_mut().icon_spacing = BEFORE_ICON;
        let quiet = &mut ui.visuals_mut().widgets.inactive;
        quiet.weak_bg_fill = egui::Color32::TRANSPARENT;
        quiet.fg_stroke.color = palette.muted;
        let shown = RichText::new(input.period.name()).font(font).color(palette.muted);
        let combo = ComboBox::from_id_salt("period").selected_text(shown).width(inner);
        let shown = combo.show_ui(ui, |ui| {
            for period in Period::ALL {
                if entry(ui, input, period).clicked() && period != input.period {
                    asked = Some(Asked::Period(period));
                }
            }
        });
        shown.response.accessible_name("Period");
    });
    asked
}

fn entry(ui: &mut Ui, input: &Input<'_>, period: Period) -> Response {
    let why = period.begin(input.map, input.day).err().map(|why| sentence(&why.to_string()));
    let chosen = period == input.period;
    ui.add_enabled_ui(why.is_none(), |ui| ui.selectable_label(chosen, period.name()))
        .inner
        .on_disabled_hover_text(why.unwrap_or_default())
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).chain(['.']).collect())
}

/// A sign of the legend, and what it means.
type Entry<'a> = (Box<dyn Fn(Pos2) -> Vec<Shape> + 'a>, &'static str);

const NOT_READ: &str = "not read";
const SPAN: &str = "span of the date";
const SUM: &str = "running sum";
const INTERVAL: &str = "95 % interval";
/// The longest name that the trend may have.
const EARLY: &str = "trend, too early";

/// What the marks and lines of a chart mean; only those that it has, in the room of all that it may have on any day.
pub fn marks(ui: &mut Ui, input: &Input<'_>, chart: &Chart<'_>, look: &Look) {
    let lines = lines_for(ui, &possible(input), ui.available_width());
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = SIGN_HEIGHT;
        ui.spacing_mut().item_spacing = vec2(GAP, 1.0);
        ui.set_min_height(lines as f32 * (SIGN_HEIGHT + 1.0) - 1.0);
        ui.horizontal_wrapped(|ui| {
            for (draw, name) in dots_of(chart, look).into_iter().chain(lines_of(chart, look)) {
                entry_of(ui, draw, name);
            }
        });
    });
}

/// The names of all entries that the legend of an indicator may need on any day.
fn possible(input: &Input<'_>) -> Vec<&'static str> {
    let indicator = input.shown.indicator;
    let has = |qualifier| indicator.observations.iter().any(|observation| observation.qualifier == qualifier);
    let mut names = qualifiers(has).into_iter().map(Qualifier::name).collect::<Vec<_>>();
    let pulse = indicator.kind == IndicatorKind::Pulse;
    let values = if pulse || indicator.accumulates { 0 } else { indicator.observations.len() };
    let spans = indicator.observations.iter().any(|observation| observation.date.start() != observation.date.end());
    let illustrative = indicator.observations.iter().any(|observation| observation.illustrative);
    let further = [
        (illustrative, MADE_UP),
        (input.period != Period::All, NOT_READ),
        (spans, SPAN),
        (pulse, SUM),
        (values > 2, EARLY),
        (values > 4, INTERVAL),
    ];
    names.extend(further.into_iter().filter_map(|(may, name)| may.then_some(name)));
    names
}

/// How many lines entries take.
fn lines_for(ui: &Ui, names: &[&str], room: f32) -> usize {
    let mut lines = (1, 0.0_f32);
    for width in names.iter().map(|name| SIGN_ROOM + galley(ui, name).size().x + GAP) {
        lines = if lines.1 > 0.0 && lines.1 + width - GAP > room {
            (lines.0 + 1, width)
        } else {
            (lines.0, lines.1 + width)
        };
    }
    lines.0
}

/// The qualifiers to explain. Exact marks alone need no words.
fn qualifiers(has: impl Fn(Qualifier) -> bool) -> Vec<Qualifier> {
    let all: Vec<Qualifier> = Qualifier::ALL.into_iter().filter(|qualifier| has(*qualifier)).collect();
    if all == [Qualifier::Exact] { Vec::new() } else { all }
}

fn dots_of<'a>(chart: &Chart<'_>, look: &Look) -> Vec<Entry<'a>> {
    let ink = Ink { radius: RADIUS, ..look.ink };
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for qualifier in qualifiers(|qualifier| chart.dots.iter().any(|dot| dot.observation.qualifier == qualifier)) {
        let down = vec2(0.0, if qualifier == Qualifier::AtLeast { 3.0 } else { 0.0 });
        entries.push((Box::new(move |at| mark(at + down, qualifier, false, &ink)), qualifier.name()));
    }
    if chart.dots.iter().any(|dot| dot.observation.illustrative) {
        entries.push((Box::new(move |at| mark(at, Qualifier::Exact, true, &ink)), MADE_UP));
    }
    if chart.dots.iter().any(|dot| !dot.read) {
        entries.push((Box::new(move |at| mark(at, Qualifier::Exact, false, &ink.pale())), NOT_READ));
    }
    if chart.dots.iter().any(|dot| dot.span().is_some()) {
        let draw = move |at: Pos2| whisker(at - vec2(7.0, 0.0), at + vec2(7.0, 0.0), ink.observed).to_vec();
        entries.push((Box::new(draw), SPAN));
    }
    entries
}

fn lines_of<'a>(chart: &Chart<'_>, look: &'a Look) -> Vec<Entry<'a>> {
    let level = |at: Pos2| [at - vec2(8.0, 0.0), at + vec2(8.0, 0.0)];
    let mut entries: Vec<Entry<'a>> = Vec::new();
    if chart.join == Join::Steps {
        let stroke = look.join(chart.join);
        entries.push((Box::new(move |at| vec![Shape::line_segment(level(at), stroke)]), SUM));
    }
    let Some(trend) = &chart.trend else { return entries };
    let (stroke, dashed) = look.line();
    let line = move |at: Pos2| {
        let path = level(at);
        if dashed { Shape::dashed_line(&path, stroke, 4.0, 3.0) } else { vec![Shape::line_segment(path, stroke)] }
    };
    let name = match chart.verdict {
        Some(Verdict::Holding) => "trend, unclear",
        Some(Verdict::TooEarly) => EARLY,
        Some(Verdict::Advancing | Verdict::Slipping) | None => "trend",
    };
    entries.push((Box::new(line), name));
    if trend.band.is_some() {
        entries.push((Box::new(move |at| wedges(at, look)), INTERVAL));
    }
    entries
}

/// A small bow tie, as the band is one.
fn wedges(at: Pos2, look: &Look) -> Vec<Shape> {
    let color = look.trend.gamma_multiply(0.3);
    let side = |x: f32| lines::triangle([at, at + vec2(x, -5.0), at + vec2(x, 5.0)], color);
    [side(-8.0), side(8.0)].into_iter().flatten().collect()
}

fn entry_of(ui: &mut Ui, draw: impl Fn(Pos2) -> Vec<Shape>, name: &str) {
    // The sign and its word stay together where the line ends.
    let (galley, palette) = (galley(ui, name), Palette::for_ui(ui));
    let (rect, response) = ui.allocate_exact_size(vec2(SIGN_ROOM + galley.size().x, SIGN_HEIGHT), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
    ui.painter().extend(draw(rect.left_center() + vec2(8.0, 0.0)));
    let text = rect.left_center() + vec2(21.0, -galley.size().y / 2.0);
    ui.painter().galley(text, galley, palette.muted);
}

fn galley(ui: &Ui, name: &str) -> Arc<Galley> {
    ui.painter().layout_no_wrap(name.to_owned(), font(Weight::Regular, 11.5), Palette::for_ui(ui).muted)
}

/// A sentence in place of a legend.
pub fn quiet(ui: &mut Ui, text: &str) {
    let palette = Palette::for_ui(ui);
    ui.label(RichText::new(text).font(font(Weight::Regular, 12.0)).color(palette.muted));
}
