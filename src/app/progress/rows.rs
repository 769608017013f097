//! The rows of the list: an indicator's name, its verdict with the evidence, and its small line.

use egui::epaint::text::FontsView;
use egui::{
    Color32, CornerRadius, Id as EguiId, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::cache::Entry;
use super::owner::whose;
use super::text::{asterisk, fitted};
use crate::app::style::{Palette, color32, font};
use crate::app::verdict;
use crate::insight::{Direction, Verdict};
use crate::map::{Day, Id};
use crate::scene::Weight;
use crate::scene::chart::{Dot, series, strand_color};

const PAD: f32 = 9.0;
const TEXT_LEFT: f32 = 22.0;
/// Right of the name, where the switch of the overlay stands.
const BESIDE: f32 = 28.0;
/// Between the name and the verdict.
const LEADING: f32 = 4.0;
const VERDICT_HEIGHT: f32 = 16.0;
const NAME: (Weight, f32) = (Weight::SemiBold, 13.0);
const SIGN: f32 = 10.0;

/// Above a group and below its heading.
pub const GROUP_HEIGHT: f32 = 30.0;

/// What a row shows.
pub struct Row<'a> {
    /// The indicator and what is told of it.
    pub entry: &'a Entry,
    /// As of when.
    pub day: Day,
    /// Whether it is the one on the chart.
    pub chosen: bool,
    /// Its place among those that are drawn with that one.
    pub overlaid: Option<usize>,
    /// Whether one more may be drawn with that one.
    pub room: bool,
    /// Whether the date of the last observation stands in place of the evidence.
    pub dated: bool,
    /// Whether any of its values is invented or judged.
    pub illustrative: bool,
}

/// What was done to a row.
pub struct Touched {
    /// The row.
    pub response: Response,
    /// Whether it is to be drawn with the chosen one, or no longer.
    pub overlay: bool,
}

/// The name of a row among the window's widgets.
pub fn row_id(indicator: &Id) -> EguiId {
    EguiId::unique(("progress row", indicator.as_str()))
}

/// How high the row of a name is. The widths of the letters tell how many lines it takes, which is much quicker than setting it.
pub fn height(fonts: &mut FontsView<'_>, name: &str, width: f32) -> f32 {
    let font = font(NAME.0, NAME.1);
    let room = name_width(width);
    let mut needed = 0.0;
    // A name that just fits may be broken by the pair-wise distances of its letters.
    let two = name.chars().any(|letter| {
        needed += fonts.glyph_width(&font, letter);
        needed > room - 2.0
    });
    let lines = if two { 2.0 } else { 1.0 };
    2.0 * PAD + lines * fonts.row_height(&font) + LEADING + VERDICT_HEIGHT
}

fn name_width(row: f32) -> f32 {
    (row - TEXT_LEFT - BESIDE).max(60.0)
}

/// What is said of an indicator in a word.
pub fn word(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        None => "Context only",
        Some(Verdict::TooEarly) => "Too early",
        Some(verdict) => verdict.name(),
    }
}

/// The row for those who cannot see it.
fn description(row: &Row<'_>) -> String {
    let mut told = vec![row.entry.direction.verdict_words().to_owned(), evidence(row)];
    told.push(whose(&row.entry.held.surveyed().owner));
    told.extend(row.illustrative.then(|| "illustrative values".to_owned()));
    told.extend(row.overlaid.map(|_| "overlaid".to_owned()));
    told.join(", ")
}

fn evidence(row: &Row<'_>) -> String {
    match row.entry.last {
        Some(last) if row.dated => format!("last {}", last.in_words()),
        _ => brief(&row.entry.direction),
    }
}

fn brief(direction: &Direction) -> String {
    // No line ends between a number and what it counts.
    direction.brief().replace(' ', "\u{A0}")
}

/// Draws the row of an indicator.
pub fn draw(ui: &mut Ui, rect: Rect, row: &Row<'_>) -> Touched {
    let surveyed = row.entry.held.surveyed();
    let response = ui.interact(rect, row_id(row.entry.id()), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, row.chosen, surveyed.name()));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(row.chosen);
        node.set_description(description(row).replace('\u{A0}', " "));
    });
    let seen = ui.is_rect_visible(rect);
    if seen {
        paint(ui, rect, row, &response);
    }
    let overlay = overlay_switch(ui, rect, row, &response);
    if seen {
        beside(&response, |ui| tooltip(ui, row));
    }
    Touched { overlay: overlay || extended(ui, &response), response }
}

/// Whether the row was clicked to add it to what is shown.
fn extended(ui: &Ui, response: &Response) -> bool {
    response.clicked() && ui.input(|input| input.modifiers.command || input.modifiers.shift)
}

fn paint(ui: &Ui, rect: Rect, row: &Row<'_>, response: &Response) {
    let palette = Palette::for_ui(ui);
    ground(ui, rect, response, row.chosen);
    let surveyed = row.entry.held.surveyed();
    let bar = Rect::from_min_size(rect.min + vec2(8.0, PAD + 1.0), vec2(3.5, rect.height() - 2.0 * PAD - 2.0));
    ui.painter().rect_filled(bar, CornerRadius::same(1), surveyed.owner.color(palette));
    let name = fitted(ui, surveyed.name(), font(NAME.0, NAME.1), palette.ink, name_width(rect.width()), 2);
    let at = rect.min + vec2(TEXT_LEFT, PAD);
    ui.painter().galley(at, name.clone(), palette.ink);
    if row.illustrative {
        asterisk(ui, at, &name, palette.muted);
    }
    let line = Rect::from_min_max(
        pos2(at.x, rect.bottom() - PAD - VERDICT_HEIGHT),
        pos2(rect.right() - PAD, rect.bottom() - PAD),
    );
    let end = verdict_line(ui, line, row);
    let dots = series(row.entry.held.indicator(), row.day, None);
    let wide = if rect.width() >= 262.0 { 76.0 } else { 52.0 };
    let room = (line.right() - end - 10.0).min(wide);
    if room >= 24.0 {
        let frame = Rect::from_min_max(pos2(line.right() - room, line.top() - 3.0), pos2(line.right(), line.bottom()));
        let color = verdict::color(palette, row.entry.direction.verdict);
        ui.painter().extend(sparkline(&dots, frame.shrink(3.0), color));
    }
}

/// The verdict with its sign and what it rests on. Answers where it ends.
fn verdict_line(ui: &Ui, line: Rect, row: &Row<'_>) -> f32 {
    let palette = Palette::for_ui(ui);
    let told = row.entry.direction.verdict;
    let color = verdict::color(palette, told);
    let mut x = line.left();
    if let Some(told) = told {
        verdict::sign(ui.painter(), told, pos2(x + SIGN / 2.0, line.center().y), SIGN, color);
        x += SIGN + 5.0;
    }
    let word = fitted(ui, word(told), font(Weight::SemiBold, 11.5), color, line.right() - x, 1);
    x = set(ui, pos2(x, line.center().y), word) + 9.0;
    let evidence = fitted(ui, &evidence(row), font(Weight::Regular, 11.5), palette.muted, line.right() - x, 1);
    set(ui, pos2(x, line.center().y), evidence)
}

/// Sets a line to the right of a point. Answers where it ends.
fn set(ui: &Ui, at: Pos2, galley: std::sync::Arc<egui::Galley>) -> f32 {
    let size = galley.size();
    ui.painter().galley(pos2(at.x, at.y - size.y / 2.0), galley, Palette::for_ui(ui).muted);
    at.x + size.x
}

/// What a row stands on, by its state.
pub fn ground(ui: &Ui, rect: Rect, response: &Response, selected: bool) {
    let palette = Palette::for_ui(ui);
    let radius = CornerRadius::same(7);
    if selected {
        ui.painter().rect(rect, radius, palette.hover, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover.gamma_multiply(0.6));
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
    }
}

/// The switch that draws an indicator with the chosen one: a ring where it is, an empty one while the row is pointed at.
fn overlay_switch(ui: &Ui, rect: Rect, row: &Row<'_>, response: &Response) -> bool {
    if row.chosen {
        return false;
    }
    let surveyed = row.entry.held.surveyed();
    let place = Rect::from_center_size(pos2(rect.right() - 15.0, rect.top() + PAD + 8.0), Vec2::splat(22.0));
    let overlaid = row.overlaid.is_some();
    let sense = if overlaid || row.room { Sense::click() } else { Sense::hover() };
    let switch = ui.interact(place, response.id.with("overlay"), sense);
    let name = || format!("Overlay {}", surveyed.name());
    let enabled = overlaid || row.room;
    switch.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, overlaid, name()));
    let pointed = response.contains_pointer() || switch.contains_pointer() || switch.has_focus();
    if ui.is_rect_visible(place) && (overlaid || pointed || response.has_focus()) {
        let palette = Palette::for_ui(ui);
        let color = match row.overlaid {
            // The one that is shown is drawn in the first colour.
            Some(place) => color32(strand_color(place + 1, palette.scene.dark)),
            None if enabled => surveyed.owner.color(palette),
            None => palette.edge,
        };
        ring(ui, &switch, overlaid, color);
    }
    let clicked = switch.clicked();
    if switch.hovered() {
        switch.on_hover_text(match (overlaid, row.room) {
            (true, _) => "Take it off the chart",
            (false, true) => "Draw it on the same chart (Ctrl or Shift and click)",
            (false, false) => "Five are on the chart already",
        });
    }
    clicked
}

fn ring(ui: &Ui, switch: &Response, filled: bool, color: Color32) {
    let palette = Palette::for_ui(ui);
    let at = switch.rect.center();
    if switch.hovered() || switch.has_focus() {
        ui.painter().circle_filled(at, 10.0, palette.hover);
    }
    if switch.has_focus() {
        ui.painter().circle_stroke(at, 10.0, Stroke::new(1.5, palette.accent));
    }
    ui.painter().circle_stroke(at, 5.0, Stroke::new(1.5, color));
    if filled {
        ui.painter().circle_filled(at, 2.6, color);
    }
}

/// Tells more of a row to its right, where it hides no other row.
fn beside(response: &Response, contents: impl FnOnce(&mut Ui)) {
    let mut tooltip = egui::Tooltip::for_enabled(response);
    tooltip.popup = tooltip.popup.align(egui::RectAlign::RIGHT_START).gap(14.0);
    tooltip.show(contents);
}

/// All that a row has no room for.
fn tooltip(ui: &mut Ui, row: &Row<'_>) {
    let surveyed = row.entry.held.surveyed();
    let direction = &row.entry.direction;
    told(ui, surveyed.name(), &[whose(&surveyed.owner), direction.evidence(&surveyed.indicator.unit)]);
    if row.illustrative {
        super::text::quiet(ui, "Illustrative values: invented or judged, not observed");
    }
}

/// A name and what is said of it, as a tooltip.
pub fn told(ui: &mut Ui, name: &str, lines: &[String]) {
    let palette = Palette::for_ui(ui);
    ui.set_max_width(340.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.label(egui::RichText::new(name).font(font(Weight::SemiBold, 13.0)).color(palette.ink));
    for line in lines {
        super::text::quiet(ui, line);
    }
}

/// The small line of a row, by real dates; dotted where any value is invented or judged. A dot marks the last.
fn sparkline(dots: &[Dot<'_>], frame: Rect, color: Color32) -> Vec<Shape> {
    let Some(last) = dots.last() else { return Vec::new() };
    let range = |pick: fn(&Dot<'_>) -> f64| {
        let all = dots.iter().map(pick);
        (all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max))
    };
    let (times, heights) = (range(|dot| dot.time), range(|dot| dot.height));
    let part = |value: f64, (low, high): (f64, f64), alone: f32| {
        if high > low { ((value - low) / (high - low)) as f32 } else { alone }
    };
    let place = |dot: &Dot<'_>| {
        let x = frame.left() + part(dot.time, times, 1.0) * frame.width();
        pos2(x, frame.bottom() - part(dot.height, heights, 0.5) * frame.height())
    };
    let line: Vec<_> = dots.iter().map(place).collect();
    let mut shapes = if dots.iter().any(|dot| dot.observation.illustrative) {
        Shape::dotted_line(&line, color, 4.5, 0.9)
    } else {
        vec![Shape::line(line, Stroke::new(1.6, color))]
    };
    shapes.push(Shape::circle_filled(place(last), 2.4, color));
    shapes
}
