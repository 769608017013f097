//! A page of indicators: each with whose it is, its verdict and the evidence.

use egui::{Align2, Color32, CornerRadius, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::steps::INDICATORS_ON_A_PAGE;
use crate::app::progress::owner::whose;
use crate::app::progress::text::{FOOTNOTE, asterisk, fitted};
use crate::app::style::{Palette, font};
use crate::app::verdict;
use crate::insight::{Direction, Surveyed, Verdict, direction, survey, words};
use crate::map::{Day, Id, Indicator, Observation, StrategyMap};
use crate::scene::Weight;

/// So many rows stand in one column.
const ROWS: usize = INDICATORS_ON_A_PAGE / 2;

/// What is told of an indicator.
#[derive(Clone, Debug)]
pub struct Told {
    id: Id,
    /// The day that it is told as of.
    day: Day,
    /// Which way it moves.
    pub direction: Direction,
    illustrative: bool,
}

/// What is told of all indicators on a day: first what has a verdict, in the map's order.
pub fn told(map: &StrategyMap, day: Day) -> Vec<Told> {
    let told = |surveyed: Surveyed<'_>| {
        let indicator = surveyed.indicator;
        let mut come = indicator.observations.iter().filter(|seen| seen.date.start() <= day);
        let illustrative = map.overview.illustrative || come.any(|seen| seen.illustrative);
        Told { id: indicator.id.clone(), day, direction: direction(indicator, day, None), illustrative }
    };
    let mut all: Vec<Told> = survey(map).map(told).collect();
    let rank = |told: &Told| match told.direction.verdict {
        Some(Verdict::Advancing | Verdict::Holding | Verdict::Slipping) => 0,
        Some(Verdict::TooEarly) => 1,
        None => 2,
    };
    all.sort_by_key(rank);
    all
}

/// Draws a page.
pub fn show(ui: &mut Ui, area: Rect, map: &StrategyMap, all: &[Told], page: usize) {
    let palette = Palette::for_ui(ui);
    let told: Vec<&Told> = all.iter().skip(page * INDICATORS_ON_A_PAGE).take(INDICATORS_ON_A_PAGE).collect();
    let unit = (area.height() / 42.0).clamp(10.0, 26.0).min(area.width() / 70.0);
    let frame = area.shrink2(vec2(area.width() * 0.05, area.height() * 0.06));
    let title = fitted(ui, "Progress", font(Weight::Bold, unit * 1.7), palette.ink, frame.width(), 1);
    ui.painter().galley(frame.min, title.clone(), palette.ink);
    let foot = foot(&told, all.len(), page);
    let foot_font = font(Weight::Regular, unit * 0.75);
    ui.painter().text(frame.left_bottom(), Align2::LEFT_BOTTOM, foot, foot_font, palette.muted);
    let rows = Rect::from_min_max(
        pos2(frame.left(), frame.top() + title.size().y + unit * 1.2),
        pos2(frame.right(), frame.bottom() - unit * 1.6),
    );
    let columns = if told.len() > ROWS { 2 } else { 1 };
    let gap = unit * 2.5;
    let width = (rows.width() - gap * (columns - 1) as f32) / columns as f32;
    let lines = told.len().div_ceil(columns);
    let height = (rows.height() / lines.max(1) as f32).min(unit * 4.6);
    let surveyed: std::collections::HashMap<&Id, Surveyed<'_>> =
        survey(map).map(|surveyed| (&surveyed.indicator.id, surveyed)).collect();
    // Three lines of text and some air.
    let unit = unit.min(height / 4.4);
    for (i, told) in told.iter().enumerate() {
        let Some(surveyed) = surveyed.get(&told.id) else { continue };
        let (column, line) = (i / lines, i % lines);
        let at = rows.min + vec2((width + gap) * column as f32, height * line as f32);
        row(ui, Rect::from_min_size(at, vec2(width, height)), unit, told, surveyed);
    }
}

/// What is left out, and what the mark means.
fn foot(told: &[&Told], all: usize, page: usize) -> String {
    let shown = page * INDICATORS_ON_A_PAGE + told.len();
    let mut parts = Vec::new();
    if shown < all && told.len() < all {
        parts.push(format!("{shown} of {all} indicators so far"));
    }
    if told.iter().any(|told| told.illustrative) {
        parts.push(FOOTNOTE.to_owned());
    }
    parts.join("  ·  ")
}

fn row(ui: &mut Ui, place: Rect, unit: f32, told: &Told, surveyed: &Surveyed<'_>) {
    let palette = Palette::for_ui(ui);
    let direction = &told.direction;
    let words = direction.verdict_words();
    let mark = if told.illustrative { ", illustrative" } else { "" };
    let evidence = direction.evidence(&surveyed.indicator.unit);
    let label = format!("{} {}: {words}. {evidence}{mark}", surveyed.name(), whose(&surveyed.owner));
    let response = ui.interact(place, ui.scope_id().with(("indicator", &told.id)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));

    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, palette.edge));
    let middle = place.center().y;
    let high = (place.height() * 0.62).min(unit * 2.6);
    let bar = Rect::from_center_size(pos2(place.left() + 2.5, middle), vec2(5.0, high));
    ui.painter().rect_filled(bar, CornerRadius::same(2), surveyed.owner.color(palette));

    let color = verdict::color(palette, direction.verdict);
    let verdict_font = font(Weight::SemiBold, unit * 0.95);
    let widest = ui.painter().layout_no_wrap(Verdict::TooEarly.name().to_owned(), verdict_font.clone(), color).size().x;
    let sign = unit * 1.15;
    let text_at = place.right() - widest;
    ui.painter().text(pos2(text_at, middle), Align2::LEFT_CENTER, words, verdict_font, color);
    if let Some(told) = direction.verdict {
        verdict::sign(ui.painter(), told, pos2(text_at - sign, middle), sign, color);
    }

    let plot = Rect::from_center_size(pos2(text_at - sign * 2.0 - unit * 3.2, middle), vec2(unit * 5.4, high * 0.8));
    dots(ui, plot, told.day, surveyed.indicator, unit * 0.16, color);

    let left = place.left() + unit * 1.1;
    let room = plot.left() - unit - left;
    let name = fitted(ui, surveyed.name(), font(Weight::SemiBold, unit), palette.ink, room - unit, 2);
    let said = format!("{}  ·  {}", brief(direction), whose(&surveyed.owner));
    let left_over = if name.rows.len() > 1 { 1 } else { 2 };
    let said = fitted(ui, &said, font(Weight::Regular, unit * 0.72), palette.muted, room, left_over);
    let top = middle - (name.size().y + said.size().y) / 2.0;
    let at = pos2(left, top);
    ui.painter().galley(at, name.clone(), palette.ink);
    if told.illustrative {
        asterisk(ui, at, &name, palette.muted);
    }
    ui.painter().galley(pos2(left, top + name.size().y), said, palette.muted);
}

/// The evidence in as few words as a row has room for.
fn brief(direction: &Direction) -> String {
    let seen = words::count(direction.observations, direction.basis);
    let span = direction.span.map(|dates| format!(" {}", words::span(dates))).unwrap_or_default();
    let p = direction.brief();
    if p.starts_with("p ") { format!("{seen}{span}  ·  {p}") } else { format!("{seen}{span}") }
}

/// What was observed by a day: the raw dots, at their dates.
fn dots(ui: &Ui, place: Rect, day: Day, indicator: &Indicator, radius: f32, color: Color32) {
    let come = || indicator.observations.iter().filter(|seen| seen.date.start() <= day);
    let spread = |of: &dyn Fn(&Observation) -> f64| {
        let (low, high) =
            come().map(of).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        (low, high - low)
    };
    let (date, value) = (|seen: &Observation| f64::from(seen.date.middle().0), |seen: &Observation| seen.value);
    let (across, up) = (spread(&date), spread(&value));
    // What does not spread stands in the middle.
    let part = |at: f64, (low, span): (f64, f64)| if span > 0.0 { ((at - low) / span) as f32 } else { 0.5 };
    let inner = place.shrink(radius);
    for seen in come() {
        let at = pos2(
            inner.left() + inner.width() * part(date(seen), across),
            inner.bottom() - inner.height() * part(value(seen), up),
        );
        ui.painter().circle_filled(at, radius, color);
    }
}
