//! All headings: an arrow for each indicator with enough observations, from the longest towards to the longest away.

use egui::{
    Align2, Color32, CornerRadius, Id as EguiId, Pos2, Rect, Response, Role, ScrollArea, Sense, Shape, Stroke, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::cache::{Directions, Entry};
use super::owner::whose;
use super::rows::{ground, told};
use super::text::{FOOTNOTE, asterisk, fitted, quiet, quiet_galley, sentence};
use crate::app::style::{Palette, font};
use crate::app::verdict;
use crate::insight::{DECISIVE_FROM, Direction, TOLD_FROM, Verdict};
use crate::map::Id;
use crate::scene::Weight;

/// What the arrows mean.
pub const MEANING: &str =
    "each arrow: an indicator’s rate in its desired direction, over its own spread; width: strength of evidence";

const ROW_HEIGHT: f32 = 30.0;
/// How high a row is at the least: five of them show in a low card.
const LOW_ROW: f32 = 24.0;
/// Where the name stands above its arrow.
const STACKED_HEIGHT: f32 = 42.0;
/// In a card narrower than this a name beside its arrow could not be read.
const ABREAST: f32 = 400.0;
const AXIS_HEIGHT: f32 = 18.0;
const BAR: f32 = 3.5;
/// What an arrow keeps, so that its head can be seen.
const LEAST_LENGTH: f32 = 9.0;

/// The arrows, in their order.
#[derive(Debug, Default)]
pub struct Headings {
    sorted: Option<(u64, Sorted)>,
}

/// Which indicators have an arrow, and how many have none.
#[derive(Clone, Debug, Default, PartialEq)]
struct Sorted {
    /// Places in the map's order, the longest towards first.
    places: Vec<usize>,
    /// The length of the longest, either way.
    longest: f64,
    early: usize,
    context: usize,
    illustrative: bool,
}

impl Sorted {
    fn of(entries: &[Entry]) -> Self {
        let mut sorted = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            match entry.direction.verdict {
                None => sorted.context += 1,
                Some(Verdict::TooEarly) => sorted.early += 1,
                Some(_) => {
                    sorted.places.push(at);
                    sorted.illustrative |= entry.illustrative;
                }
            }
        }
        let length = |at: &usize| reach(&entries[*at].direction);
        sorted.places.sort_by(|a, b| length(b).total_cmp(&length(a)));
        sorted.longest = sorted.places.iter().map(|at| length(at).abs()).fold(FULL_FROM, f64::max);
        sorted
    }

    /// How many have no arrow, and why.
    fn left_out(&self) -> Option<String> {
        let counted =
            |n: usize, one: &str, more: &str| (n > 0).then(|| format!("{n} {}", if n == 1 { one } else { more }));
        let early = counted(self.early, "is too early to tell", "are too early to tell");
        let context = counted(self.context, "is context only", "are context only");
        let parts: Vec<String> = [early, context].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("Left out: {}", parts.join(", ")))
    }
}

/// Below this, in spreads a year, no arrow fills the card: a single slow one must not look like a fast one.
const FULL_FROM: f64 = 0.2;

/// How far the arrow of a direction reaches: never against its verdict.
fn reach(direction: &Direction) -> f64 {
    let heading = direction.heading.unwrap_or(0.0);
    match direction.verdict {
        Some(Verdict::Advancing) => heading.max(0.0),
        Some(Verdict::Slipping) => heading.min(0.0),
        _ => heading,
    }
}

/// How wide an arrow is: the less likely chance alone, the wider.
fn width(p: Option<f64>) -> f32 {
    let strength = p.map_or(0.0, |p| (-p.max(1e-9).log10() / 3.0).clamp(0.0, 1.0));
    1.5 + 2.5 * strength as f32
}

/// What the card shows besides the directions.
pub struct Input<'a> {
    /// What is told of the indicators.
    pub directions: &'a Directions,
    /// The place of the one on the chart.
    pub chosen: usize,
    /// Whether the whole map is invented.
    pub illustrative: bool,
}

impl Headings {
    /// Draws the arrows. Answers which indicator was picked.
    pub fn show(&mut self, ui: &mut Ui, input: &Input<'_>) -> Option<Id> {
        let generation = input.directions.generation();
        if self.sorted.as_ref().is_none_or(|(known, _)| *known != generation) {
            self.sorted = Some((generation, Sorted::of(input.directions.entries())));
        }
        let sorted = self.sorted.as_ref().map(|(_, sorted)| sorted)?;
        if sorted.places.is_empty() {
            nothing(ui, sorted);
            return None;
        }
        Chart { sorted, input }.show(ui)
    }
}

fn nothing(ui: &mut Ui, sorted: &Sorted) {
    let needed = format!(
        "No heading yet: it takes {} observations of an indicator with a desired direction, or {} pulses that are not zero.",
        in_words(TOLD_FROM),
        in_words(DECISIVE_FROM)
    );
    let left_out = sorted.left_out().map(|left_out| format!(" {left_out}.")).unwrap_or_default();
    sentence(ui, &(needed + &left_out));
}

fn in_words(count: usize) -> String {
    match count {
        5 => "five".to_owned(),
        6 => "six".to_owned(),
        n => n.to_string(),
    }
}

struct Chart<'a> {
    sorted: &'a Sorted,
    input: &'a Input<'a>,
}

impl Chart<'_> {
    fn show(&self, ui: &mut Ui) -> Option<Id> {
        let area = ui.available_rect_before_wrap();
        let foot = self.foot(ui, area);
        let rows = area.with_max_y(foot.top());
        let frame = Frame::of(rows);
        axis(ui, &frame, foot, self.sorted.places.len());
        let scroll = |ui: &mut Ui| {
            let scroll = ScrollArea::vertical().id_salt("headings").auto_shrink(false);
            ui.spacing_mut().item_spacing.y = 0.0;
            scroll.show_rows(ui, frame.row, self.sorted.places.len(), |ui, range| self.rows(ui, &frame, range)).inner
        };
        ui.scope_builder(UiBuilder::new().max_rect(rows), scroll).inner
    }

    /// The words of the axis, and what is left out. Answers where they stand.
    fn foot(&self, ui: &mut Ui, area: Rect) -> Rect {
        let mut words: Vec<String> = self.sorted.left_out().into_iter().collect();
        words.extend((self.sorted.illustrative || self.input.illustrative).then(|| FOOTNOTE.to_owned()));
        let words = words.join(" · ");
        let beside = Frame::of(area).middle - area.left() - 48.0;
        let galley = quiet_galley(ui, &words, f32::INFINITY);
        // The words stand on the line of the axis where there is room, and below it elsewhere.
        let below = if galley.size().x <= beside { galley } else { quiet_galley(ui, &words, area.width()) };
        let own_line = !words.is_empty() && below.size().x > beside;
        let height = AXIS_HEIGHT + if own_line { below.size().y + 2.0 } else { 0.0 };
        let foot = area.with_min_y(area.bottom() - height);
        if !words.is_empty() {
            let at = Align2::LEFT_BOTTOM.align_size_within_rect(below.size(), foot);
            ui.put(at, egui::Label::new(below));
        }
        foot.with_max_y(foot.top() + AXIS_HEIGHT)
    }

    fn rows(&self, ui: &mut Ui, frame: &Frame, range: std::ops::Range<usize>) -> Option<Id> {
        let mut picked = None;
        for at in &self.sorted.places[range] {
            let entry = &self.input.directions.entries()[*at];
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), frame.row), Sense::hover());
            let response = ui.interact(rect, EguiId::unique(("heading", entry.id().as_str())), Sense::click());
            let illustrative = entry.illustrative || self.input.illustrative;
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label(entry, illustrative)));
            let row = Row { entry, illustrative, chosen: *at == self.input.chosen };
            row.paint(ui, frame, rect, &response, self.sorted.longest);
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                picked = Some(entry.id().clone());
            }
            response.on_hover_ui(|ui| tooltip(ui, entry, illustrative));
        }
        picked
    }
}

/// The row for those who cannot see it.
fn label(entry: &Entry, illustrative: bool) -> String {
    let direction = &entry.direction;
    let mark = if illustrative { ", illustrative" } else { "" };
    format!("{}: {}, {}{mark}", entry.held.surveyed().name(), direction.verdict_words(), direction.brief())
}

fn tooltip(ui: &mut Ui, entry: &Entry, illustrative: bool) {
    let surveyed = entry.held.surveyed();
    let direction = &entry.direction;
    let lines = [
        format!("{} · {}", direction.verdict_words(), whose(&surveyed.owner)),
        direction.evidence(&surveyed.indicator.unit),
        heading_words(direction),
    ];
    told(ui, surveyed.name(), &lines);
    if illustrative {
        quiet(ui, "Illustrative values: invented or judged, not observed");
    }
}

/// What the length of the arrow is.
fn heading_words(direction: &Direction) -> String {
    let Some(heading) = direction.heading else { return "Its rate is too large to be told".to_owned() };
    let way = if heading < 0.0 { "away" } else { "towards" };
    let size = crate::insight::words::rounded(heading.abs());
    let what = if direction.basis == crate::insight::Basis::Judgements { "of its running sum's" } else { "of its" };
    format!("Heading: {size} {what} own spread a year {way}")
}

/// Where names and arrows stand.
struct Frame {
    names: egui::Rangef,
    middle: f32,
    /// How far the longest arrow reaches, either way.
    half: f32,
    y: egui::Rangef,
    /// How high a row is.
    row: f32,
    /// How far the name stands above the middle of its row, and the arrow below.
    apart: f32,
}

impl Frame {
    fn of(area: Rect) -> Self {
        let (left, right) = (area.left() + 8.0, area.right() - 14.0);
        let stacked = area.width() < ABREAST;
        let names = if stacked { right } else { area.left() + (0.36 * area.width()).min(300.0) };
        let arrows = egui::Rangef::new(if stacked { left } else { names + 14.0 }, right);
        Self {
            names: egui::Rangef::new(left, names),
            middle: arrows.center(),
            half: (arrows.span() / 2.0 - 4.0).max(LEAST_LENGTH),
            y: area.y_range(),
            row: if stacked { STACKED_HEIGHT } else { (area.height() / 5.0).clamp(LOW_ROW, ROW_HEIGHT) },
            apart: if stacked { 9.0 } else { 0.0 },
        }
    }

    /// The line of the axis through a row; it does not run through a name.
    fn axis(&self, row: Rect) -> egui::Rangef {
        egui::Rangef::new(if self.apart > 0.0 { row.center().y + 2.0 } else { row.top() }, row.bottom())
    }
}

/// The line from which arrows go towards and away, with its words.
fn axis(ui: &Ui, frame: &Frame, foot: Rect, rows: usize) {
    let palette = Palette::for_ui(ui);
    // Where names stand above their arrows, the line runs through no name.
    let top = if frame.apart > 0.0 { frame.y.min + rows as f32 * frame.row } else { frame.y.min };
    if top < frame.y.max {
        ui.painter().vline(frame.middle, egui::Rangef::new(top, frame.y.max), Stroke::new(1.0, palette.edge));
    }
    let font = font(Weight::Regular, 11.5);
    let y = foot.center().y + 1.0;
    let word = |at: Pos2, align: Align2, word: &str| {
        ui.painter().text(at, align, word, font.clone(), palette.muted);
    };
    word(pos2(frame.middle - 7.0, y), Align2::RIGHT_CENTER, "away");
    word(pos2(frame.middle + 7.0, y), Align2::LEFT_CENTER, "towards");
}

struct Row<'a> {
    entry: &'a Entry,
    illustrative: bool,
    chosen: bool,
}

impl Row<'_> {
    fn paint(&self, ui: &Ui, frame: &Frame, rect: Rect, response: &Response, longest: f64) {
        let palette = Palette::for_ui(ui);
        let surveyed = self.entry.held.surveyed();
        ground(ui, rect.shrink2(vec2(0.0, 1.0)), response, self.chosen);
        let text = pos2(frame.names.min + BAR + 8.0, rect.center().y - frame.apart);
        let bar = Rect::from_min_size(pos2(frame.names.min, text.y - 8.0), vec2(BAR, 16.0));
        ui.painter().rect_filled(bar, CornerRadius::same(1), surveyed.owner.color(palette));
        let room = frame.names.max - text.x - if self.illustrative { 10.0 } else { 0.0 };
        let name = fitted(ui, surveyed.name(), font(Weight::Medium, 12.5), palette.ink, room, 1);
        let at = pos2(text.x, text.y - name.size().y / 2.0);
        ui.painter().galley(at, name.clone(), palette.ink);
        if self.illustrative {
            asterisk(ui, at, &name, palette.muted);
        }
        // The ground of a row covers the axis.
        ui.painter().vline(frame.middle, frame.axis(rect), Stroke::new(1.0, palette.edge));
        let direction = &self.entry.direction;
        let part = if longest > 0.0 { reach(direction) / longest } else { 0.0 };
        let color = verdict::color(palette, direction.verdict);
        let from = pos2(frame.middle, rect.center().y + frame.apart);
        let back = direction.verdict == Some(Verdict::Slipping) || part < 0.0;
        let length = (part.abs() as f32 * frame.half).max(LEAST_LENGTH);
        ui.painter().extend(arrow(from, vec2(if back { -length } else { length }, 0.0), width(direction.p), color));
    }
}

/// An arrow with an open head.
fn arrow(from: Pos2, along: Vec2, width: f32, color: Color32) -> [Shape; 2] {
    let tip = from + along;
    let side = along.x.signum();
    let reach = 4.0 + width;
    let head = vec![tip + vec2(-side * reach, -reach * 0.8), tip, tip + vec2(-side * reach, reach * 0.8)];
    let stroke = Stroke::new(width, color);
    // The line ends inside of the head: its end is blunt.
    let end = tip - vec2(side * width * 0.6, 0.0);
    [Shape::line_segment([from, end], stroke), Shape::line(head, Stroke::new(width.max(1.8), color))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Document;
    use crate::map::{Day, Desired, Indicator, Observation, PartialDate, StrategyMap};
    use std::sync::Arc;

    fn sorted(series: &[(&str, Desired, &[f64])]) -> (Vec<String>, Sorted) {
        let mut map = StrategyMap::default();
        for (id, desired, values) in series {
            let seen = |(i, value): (usize, &f64)| Observation::exact(PartialDate::of_year(2000 + i as u16), *value);
            let observations = values.iter().enumerate().map(seen).collect();
            let indicator = Indicator { id: (*id).into(), desired: *desired, observations, ..Indicator::default() };
            map.indicators.put(Arc::new(indicator));
        }
        let mut directions = Directions::default();
        directions.refresh(&Document::new(map), Day::from_civil(2020, 1, 1), None);
        let sorted = Sorted::of(directions.entries());
        (sorted.places.iter().map(|at| directions.entries()[*at].id().to_string()).collect(), sorted)
    }

    #[test]
    fn arrows_go_from_the_longest_towards_to_the_longest_away() {
        let (order, sorted) = sorted(&[
            ("slips", Desired::Increase, &[5.0, 4.0, 3.0, 2.0, 1.0]),
            ("slowly", Desired::Increase, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]),
            ("holds", Desired::Increase, &[2.0, 3.0, 2.5, 2.0, 2.4]),
            ("falls", Desired::Decrease, &[5.0, 4.0, 3.0, 2.0, 1.0]),
            ("early", Desired::Increase, &[1.0, 2.0]),
            ("context", Desired::None, &[1.0, 2.0, 3.0, 4.0, 5.0]),
        ]);
        assert_eq!(order, ["falls", "slowly", "holds", "slips"]);
        assert_eq!(sorted.left_out().as_deref(), Some("Left out: 1 is too early to tell, 1 is context only"));
        assert!((sorted.longest - 0.25).abs() < 0.001);
    }

    #[test]
    fn stronger_evidence_is_wider_within_its_bounds() {
        let widths = [None, Some(1.0), Some(0.05), Some(0.01), Some(0.001), Some(0.0)].map(width);
        assert!(widths.windows(2).all(|pair| pair[0] <= pair[1]), "{widths:?}");
        assert_eq!((widths[0], widths[5]), (1.5, 4.0));
    }
}
