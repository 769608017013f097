//! The flags of a chart: poles through the plot, and words in rows above it.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, FontId, Galley, Pos2, Rect, RichText, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2,
};
use egui_plot::PlotTransform;

use crate::app::style::{Palette, font};
use crate::map::StrategyKind;
use crate::scene::Weight;
use crate::scene::chart::{Flag, FlagKind, PENNANT, ROWS, Side, Slot, Wanted, plant};

/// How high a row of words is.
const ROW: f32 = 18.0;

/// So many poles are drawn dashed; more would cost more than they tell.
const DASHED: usize = 60;

/// The colours of flags.
#[derive(Clone, Copy, Debug)]
pub struct Poles {
    adaptation: Color32,
    strategies: [Color32; 2],
    other: Color32,
}

impl Poles {
    /// The colours of the light or the dark window.
    pub fn of(palette: &Palette) -> Self {
        let strategies = StrategyKind::ALL.map(|kind| palette.strategy(kind));
        Self { adaptation: palette.accent, strategies, other: palette.muted }
    }

    fn color(&self, kind: FlagKind) -> Color32 {
        match kind {
            FlagKind::Adaptation => self.adaptation,
            FlagKind::Stage(_, Some(StrategyKind::CustomerEngagement)) => self.strategies[0],
            FlagKind::Stage(_, Some(StrategyKind::DigitizedSolutions)) => self.strategies[1],
            FlagKind::Stage(_, None) => self.other,
        }
    }
}

fn words_font() -> FontId {
    font(Weight::Medium, 11.5)
}

/// How many rows the words of flags need where a span of time is as wide as this; fewer where the plot would be too low. More
/// flags than can be told have one, for those that are told when less is in sight.
pub fn rows(ui: &Ui, flags: &[Flag], time: (f64, f64), size: Vec2) -> usize {
    /// How much height each row asks of the plot.
    const PLOT_FOR_ROW: f32 = 80.0;
    let x_of = |at: f64| ((at - time.0) / (time.1 - time.0)) as f32 * size.x;
    let most = ((size.y / PLOT_FOR_ROW) as usize).clamp(1, ROWS);
    let planted = planted(ui, flags, (0.0, size.x), most, x_of);
    let rows = planted.iter().filter_map(|(_, _, slot)| slot.map(|slot| slot.row + 1)).max();
    rows.unwrap_or(usize::from(!planted.is_empty()))
}

/// Keeps room for rows of words above the plot.
pub fn strip(ui: &mut Ui, rows: usize) -> Rect {
    let between = ui.spacing().item_spacing.y;
    let height = if rows == 0 { 0.0 } else { rows as f32 * ROW + 2.0 - between };
    ui.allocate_exact_size(vec2(ui.available_width(), height.max(0.0)), Sense::hover())
        .0
        .expand2(vec2(0.0, between / 2.0))
}

/// The flags in sight, where their poles stand, and where their words do.
fn planted<'a>(
    ui: &Ui,
    flags: &'a [Flag],
    edges: (f32, f32),
    rows: usize,
    x_of: impl Fn(f64) -> f32,
) -> Vec<(&'a Flag, f32, Option<Slot>)> {
    let seen = flags.iter().map(|flag| (flag, x_of(flag.time)));
    let seen: Vec<(&Flag, f32)> = seen.filter(|(_, x)| (edges.0..=edges.1).contains(x)).collect();
    if seen.len() > DASHED {
        return seen.into_iter().map(|(flag, x)| (flag, x, None)).collect();
    }
    let wanted: Vec<Wanted> = seen.iter().map(|(flag, at)| Wanted { at: *at, width: width(ui, &flag.words) }).collect();
    let slots = plant(&wanted, edges, rows);
    seen.into_iter().zip(slots).map(|((flag, x), slot)| (flag, x, slot)).collect()
}

fn width(ui: &Ui, words: &str) -> f32 {
    // A little slack, so that words which fit are never cut by rounding.
    ui.painter().layout_no_wrap(words.to_owned(), words_font(), Color32::PLACEHOLDER).size().x + 1.0
}

/// Draws pennants and words in a strip above the plot, as wide as the plot. A pennant without room there hangs from the head of
/// its pole, inside the plot. Answers where those are.
pub fn show(ui: &Ui, flags: &[Flag], (strip, plot): (Rect, Rect), rows: usize, x_of: impl Fn(f64) -> f32) -> Vec<Rect> {
    let poles = Poles::of(Palette::for_ui(ui));
    let planted = planted(ui, flags, (strip.left(), strip.right()), rows, x_of);
    let mut inside = Vec::new();
    // Of more flags than this, pennants would be a fence.
    let all = planted.len() <= DASHED;
    for (i, (flag, x, slot)) in planted.into_iter().enumerate() {
        let color = poles.color(flag.kind);
        let Some(slot) = slot else {
            inside.extend(all.then(|| bare(ui, i, flag, pos2(x, plot.top()), plot.right(), color)));
            continue;
        };
        let top = strip.top() + slot.row as f32 * ROW;
        let pole = [pos2(x, top + 2.0), pos2(x, strip.bottom() + 1.0)];
        ui.painter().add(Shape::line_segment([pole[0], pos2(x, top + 13.0)], Stroke::new(1.2, color)));
        ui.painter().extend(Shape::dashed_line(&pole, Stroke::new(1.2, color), 4.0, 3.5));
        ui.painter().extend(pennant(pole[0], slot.side, color));
        let (from, to) = slot.reach(x);
        let rect = Rect::from_min_max(pos2(from, top), pos2(to, top + ROW));
        write(ui, flag, &slot, rect, color);
        let response = ui.interact(rect, ui.make_persistent_id(("flag", i)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &flag.words));
        response.on_hover_ui(|ui| told(ui, |ui, quiet, strong| tell(ui, flag, quiet, strong)));
    }
    inside
}

/// A pennant without words at the head of a pole. At the pointer the plot tells what it is, as of all of the pole.
fn bare(ui: &Ui, place: usize, flag: &Flag, head: Pos2, right: f32, color: Color32) -> Rect {
    let side = if head.x + PENNANT > right { Side::Left } else { Side::Right };
    ui.painter().extend(pennant(head, side, color));
    let from = if side == Side::Left { head.x - PENNANT } else { head.x };
    let rect = Rect::from_min_size(pos2(from, head.y), vec2(PENNANT, 10.0));
    let response = ui.interact(rect, ui.make_persistent_id(("flag", place)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &flag.words));
    rect
}

fn write(ui: &Ui, flag: &Flag, slot: &Slot, rect: Rect, color: Color32) {
    if slot.width <= 0.0 {
        return;
    }
    let galley = cut(ui, &flag.words, words_font(), color, slot.width);
    let x = match slot.side {
        Side::Right => rect.left() + PENNANT,
        Side::Left => rect.right() - PENNANT - galley.size().x,
    };
    ui.painter().galley(pos2(x, rect.top() + (13.0 - galley.size().y) / 2.0 + 1.0), galley, color);
}

/// Text on one line, cut with an ellipsis where it has no more room.
pub fn cut(ui: &Ui, text: &str, font: FontId, color: Color32, room: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(room);
    ui.painter().layout_job(job)
}

/// A small flag with a notch.
fn pennant(top: Pos2, side: Side, color: Color32) -> [Shape; 2] {
    let x = if side == Side::Left { -1.0 } else { 1.0 };
    let corner = |dx: f32, dy: f32| top + vec2(x * dx, dy);
    let (notch, none) = (corner(7.0, 4.5), Stroke::NONE);
    [
        Shape::convex_polygon(vec![corner(0.0, 0.0), corner(10.0, 0.0), notch, corner(0.0, 4.5)], color, none),
        Shape::convex_polygon(vec![corner(0.0, 4.5), notch, corner(10.0, 9.0), corner(0.0, 9.0)], color, none),
    ]
}

/// The poles of flags through the plot.
pub fn poles(flags: &[Flag], colors: &Poles, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
    let frame = *transform.frame();
    let places = flags.iter().map(|flag| (flag, transform.position_from_point_x(flag.time)));
    let seen: Vec<(&Flag, f32)> = places.filter(|(_, x)| frame.x_range().contains(*x)).collect();
    let dashed = seen.len() <= DASHED;
    let mut last = f32::NEG_INFINITY;
    for (flag, x) in seen {
        // Poles that stand as close as this are one.
        if x - last < if dashed { 0.3 } else { 3.0 } {
            continue;
        }
        last = x;
        let path = [pos2(x, frame.top()), pos2(x, frame.bottom())];
        let color = colors.color(flag.kind);
        if dashed {
            shapes.extend(Shape::dashed_line(&path, Stroke::new(1.2, color), 4.0, 3.5));
        } else {
            shapes.push(Shape::line_segment(path, Stroke::new(1.0, color.gamma_multiply(0.35))));
        }
    }
}

/// The flag whose pole is nearest to the pointer, and how far it is. A dot that is as near goes first.
pub fn near(flags: &[Flag], pointer: Pos2, transform: &PlotTransform) -> Option<(usize, f32)> {
    const AFTER_DOTS: f32 = 1.0;
    let distance = |flag: &Flag| (transform.position_from_point_x(flag.time) - pointer.x).abs() + AFTER_DOTS;
    flags.iter().map(distance).enumerate().min_by(|a, b| a.1.total_cmp(&b.1))
}

/// All that is known of a flag.
pub fn tell(ui: &mut Ui, flag: &Flag, quiet: &dyn Fn(String) -> RichText, strong: &dyn Fn(String) -> RichText) {
    ui.label(quiet(flag.date.in_words()));
    let mut told = flag.told.iter();
    told.next().map(|what| ui.label(strong(what.clone())));
    told.for_each(|more| drop(ui.label(quiet(more.clone()))));
}

/// The contents of a tooltip on the chart.
pub fn told(ui: &mut Ui, contents: impl FnOnce(&mut Ui, &dyn Fn(String) -> RichText, &dyn Fn(String) -> RichText)) {
    let palette = Palette::for_ui(ui);
    ui.set_max_width(340.0);
    ui.spacing_mut().item_spacing.y = 3.0;
    let quiet = |text: String| RichText::new(text).font(font(Weight::Regular, 12.0)).color(palette.muted);
    let strong = |text: String| RichText::new(text).font(font(Weight::SemiBold, 13.5)).color(palette.ink);
    contents(ui, &quiet, &strong);
}
