//! Above the plot: what the indicator is, which way it moves, what the marks mean, and how far back is read.

use egui::{Align, ComboBox, Layout, Pos2, Response, RichText, Sense, Shape, Ui, vec2};

use super::lines;
use super::picture::Look;
use super::{Asked, Input};
use crate::app::progress::mark::{Ink, RADIUS, mark, whisker};
use crate::app::style::{Palette, font};
use crate::app::verdict;
use crate::insight::{Period, Verdict};
use crate::map::Qualifier;
use crate::scene::Weight;
use crate::scene::chart::{Chart, Join};

/// Where the card is narrower than this, the verdict stands below the title.
const BESIDE_FROM: f32 = 380.0;

/// How high a line of the legend is.
const SIGN_HEIGHT: f32 = 18.0;

/// The title, what is to know, and the verdict.
pub fn heading(ui: &mut Ui, chart: &Chart<'_>) {
    ui.spacing_mut().item_spacing.y = 4.0;
    if ui.available_width() < BESIDE_FROM {
        titles(ui, chart);
        verdict::badge(ui, chart.verdict);
    } else {
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            verdict::badge(ui, chart.verdict);
            ui.add_space(10.0);
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| titles(ui, chart));
        });
    }
    ui.add_space(4.0);
}

fn titles(ui: &mut Ui, chart: &Chart<'_>) {
    let palette = Palette::for_ui(ui);
    let title = RichText::new(&chart.title).font(font(Weight::SemiBold, 18.0)).color(palette.ink);
    ui.label(title);
    let quiet = |text: &str| RichText::new(text).font(font(Weight::Regular, 12.5)).color(palette.muted);
    ui.label(quiet(&chart.subtitle));
    if !chart.indicator.note.is_empty() {
        ui.label(quiet(&chart.indicator.note));
    }
}

/// What the marks mean, and at the right the choice of the period.
pub fn legend(ui: &mut Ui, input: &Input<'_>, entries: impl FnOnce(&mut Ui)) -> Option<Asked> {
    let mut asked = None;
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        asked = period(ui, input);
        ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
            ui.add_space(4.0);
            entries(ui);
        });
    });
    ui.add_space(4.0);
    asked
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

/// What the marks and lines of a chart mean; only those that it has.
pub fn marks(ui: &mut Ui, chart: &Chart<'_>, look: &Look) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = SIGN_HEIGHT;
        ui.spacing_mut().item_spacing = vec2(5.0, 1.0);
        ui.horizontal_wrapped(|ui| {
            dots_of(ui, chart, look);
            lines_of(ui, chart, look);
        });
    });
}

fn dots_of(ui: &mut Ui, chart: &Chart<'_>, look: &Look) {
    let ink = Ink { radius: RADIUS, ..look.ink };
    let has = |qualifier| chart.dots.iter().any(|dot| dot.observation.qualifier == qualifier);
    // Exact marks alone need no words.
    let plain = !Qualifier::ALL.into_iter().any(|qualifier| qualifier != Qualifier::Exact && has(qualifier));
    for qualifier in Qualifier::ALL.into_iter().filter(|qualifier| !plain && has(*qualifier)) {
        let down = vec2(0.0, if qualifier == Qualifier::AtLeast { 3.0 } else { 0.0 });
        entry_of(ui, |at| mark(at + down, qualifier, false, &ink), qualifier.name());
    }
    if chart.dots.iter().any(|dot| dot.observation.illustrative) {
        entry_of(ui, |at| mark(at, Qualifier::Exact, true, &ink), "illustrative");
    }
    if chart.dots.iter().any(|dot| !dot.read) {
        entry_of(ui, |at| mark(at, Qualifier::Exact, false, &ink.pale()), "not read");
    }
    if chart.dots.iter().any(|dot| dot.span().is_some()) {
        let draw = |at: Pos2| whisker(at - vec2(7.0, 0.0), at + vec2(7.0, 0.0), ink.observed).to_vec();
        entry_of(ui, draw, "span of the date");
    }
}

fn lines_of(ui: &mut Ui, chart: &Chart<'_>, look: &Look) {
    let level = |at: Pos2| [at - vec2(8.0, 0.0), at + vec2(8.0, 0.0)];
    if chart.join == Join::Steps {
        entry_of(ui, |at| vec![Shape::line_segment(level(at), look.join(chart.join))], "running sum");
    }
    let Some(trend) = &chart.trend else { return };
    let (stroke, dashed) = look.line();
    let line = |at: Pos2| {
        let path = level(at);
        if dashed { Shape::dashed_line(&path, stroke, 4.0, 3.0) } else { vec![Shape::line_segment(path, stroke)] }
    };
    entry_of(
        ui,
        line,
        match chart.verdict {
            Some(Verdict::Holding) => "trend, no clear direction",
            Some(Verdict::TooEarly) => "trend, too early to tell",
            Some(Verdict::Advancing | Verdict::Slipping) | None => "trend",
        },
    );
    if trend.band.is_some() {
        entry_of(ui, |at| wedges(at, look), "95 % interval of the rate");
    }
}

/// A small bow tie, as the band is one.
fn wedges(at: Pos2, look: &Look) -> Vec<Shape> {
    let color = look.trend.gamma_multiply(0.3);
    let side = |x: f32| lines::triangle([at, at + vec2(x, -5.0), at + vec2(x, 5.0)], color);
    [side(-8.0), side(8.0)].into_iter().flatten().collect()
}

fn entry_of(ui: &mut Ui, draw: impl Fn(Pos2) -> Vec<Shape>, name: &str) {
    // The sign and its word stay together where the line ends.
    let palette = Palette::for_ui(ui);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), font(Weight::Regular, 11.5), palette.muted);
    let (rect, response) = ui.allocate_exact_size(vec2(31.0 + galley.size().x, SIGN_HEIGHT), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
    ui.painter().extend(draw(rect.left_center() + vec2(8.0, 0.0)));
    let text = rect.left_center() + vec2(21.0, -galley.size().y / 2.0);
    ui.painter().galley(text, galley, palette.muted);
}

/// A sentence in place of a legend.
pub fn quiet(ui: &mut Ui, text: &str) {
    let palette = Palette::for_ui(ui);
    ui.label(RichText::new(text).font(font(Weight::Regular, 12.0)).color(palette.muted));
}
