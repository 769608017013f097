//! The card of one indicator: what it is and which way it moves, its observations as they are, and how that is known.

mod head;
mod lines;
mod overlaid;
mod picture;
mod place;

use std::sync::Arc;

use egui::{
    Align2, Color32, CornerRadius, Galley, Label, Rangef, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    Vec2b, WidgetInfo, vec2,
};
use egui_plot::{AxisHints, Plot, PlotResponse};

use super::flags::{self, Poles};
use super::mark::{Ink, RADIUS};
use super::{ticks, words};
use crate::app::style::{Palette, color32, font};
use crate::insight::{Direction, Owner, Period, Surveyed, Timeline, Verdict};
use crate::map::{Day, StrategyMap};
use crate::scene::Weight;
use crate::scene::chart::{Chart, Flag, overlay};
use picture::{Look, Picture};

/// What the chart keeps of the view even where the window is very low.
const LEAST_HEIGHT: f32 = 120.0;

/// How wide the labels of the axis of values are at least.
const AXIS_WIDTH: f32 = 46.0;

/// What the card shows.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The map.
    pub map: &'a StrategyMap,
    /// The indicator.
    pub shown: Surveyed<'a>,
    /// Which way it moves, as of the day and in the period.
    pub direction: &'a Direction,
    /// How far back observations are read.
    pub period: Period,
    /// Other indicators to draw beside it.
    pub overlaid: &'a [Surveyed<'a>],
    /// What happened when.
    pub timeline: &'a Timeline,
    /// The day that the map is shown as of.
    pub day: Day,
}

/// What was asked for on the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To read another period.
    Period(Period),
}

/// Draws the card of an indicator. Answers what was asked for on it.
pub fn show(ui: &mut Ui, input: &Input<'_>) -> Option<Asked> {
    let Input { map, shown, day, direction, timeline, .. } = *input;
    let chart = Chart::of(map, &shown, day, direction, input.period, timeline);
    head::heading(ui, &chart);
    if input.overlaid.is_empty() { show_one(ui, input, &chart) } else { show_overlaid(ui, input, &chart) }
}

fn show_one(ui: &mut Ui, input: &Input<'_>, chart: &Chart<'_>) -> Option<Asked> {
    let Some(extent) = chart.extent else {
        super::sentence(ui, &nothing_observed(chart, input.day));
        return None;
    };
    let palette = Palette::for_ui(ui);
    let look = look(palette, chart, &input.shown.owner);
    let asked = head::legend(ui, input, |ui| head::marks(ui, chart, &look));
    let lines = [Some(chart.evidence.clone()), words::sources(input.map, &chart.dots), left_out(chart, input.day)];
    let below = Footer::of(ui, lines);
    let width = ui.available_width();
    let rows = flags::rows(ui, &chart.flags, extent.time, vec2(width - AXIS_WIDTH, below.height_left(ui)));
    let strip = flags::strip(ui, rows);
    let id = ("observations", chart.indicator.id.as_str());
    let height = below.height_left(ui);
    let picture = Picture::new(input.map, chart, extent, look);
    let shown = plot(ui, id, vec2(width, height), Scale::Values { whole: chart.zero_line }, |plot| plot.add(picture));
    finish(ui, &shown, || words::chart(input.map, chart, input.direction));
    fly(ui, &chart.flags, strip, rows, &shown);
    let mut taken = place::Taken::of(chart, &shown.transform, &look.ink);
    if chart.illustrative {
        taken.rects.push(badge(ui, &taken));
    }
    place::heading_label(ui, chart, &taken, (look.trend, look.ink.ground));
    below.show(ui);
    asked
}

fn show_overlaid(ui: &mut Ui, input: &Input<'_>, chart: &Chart<'_>) -> Option<Asked> {
    let several = overlay(input.map, &input.shown, input.overlaid, input.day, input.timeline);
    let Some(extent) = several.extent else {
        super::sentence(ui, &nothing_observed(chart, input.day));
        return None;
    };
    let asked = head::legend(ui, input, |ui| head::quiet(ui, &words::how_to_read(&several)));
    let evidence = format!("{}: {}", chart.title, chart.evidence);
    let all: Vec<_> = several.strands.iter().flat_map(|strand| strand.dots.iter().copied()).collect();
    let below = Footer::of(ui, [Some(evidence), words::sources(input.map, &all), left_out(chart, input.day)]);
    let names = overlaid::Names::of(ui, &several);
    let width = (ui.available_width() - names.width()).max(1.0);
    let rows = flags::rows(ui, &several.flags, extent.time, vec2(width - AXIS_WIDTH, below.height_left(ui)));
    let strip = flags::strip(ui, rows);
    // Its own place in memory: what was zoomed to among values is nothing among spreads.
    let id = ("overlaid", chart.indicator.id.as_str());
    let height = below.height_left(ui);
    let item = overlaid::Strands::new(ui, input.map, &several, extent);
    let taken = item.dots();
    let shown = plot(ui, id, vec2(width, height), Scale::Spreads, |plot| plot.add(item));
    finish(ui, &shown, || words::overlay(input.map, &several, chart, input.direction));
    fly(ui, &several.flags, strip, rows, &shown);
    names.show(ui, &several, &shown.transform);
    if several.illustrative {
        badge(ui, &place::Taken::of_dots(taken, &shown.transform));
    }
    below.show(ui);
    asked
}

fn nothing_observed(chart: &Chart<'_>, day: Day) -> String {
    match left_out(chart, day) {
        Some(left_out) => format!("No observation by {}. {left_out}.", words::day(day)),
        None => "No observation yet. Add one below, under Observations: a date and a value.".to_owned(),
    }
}

fn left_out(chart: &Chart<'_>, day: Day) -> Option<String> {
    words::left_out(chart.later, day)
}

/// The colour that tells where the owner of an indicator stands on the map.
fn owner_color(owner: &Owner<'_>, palette: &Palette) -> Color32 {
    match owner {
        Owner::Map => palette.ink,
        Owner::Initiative(initiative) => initiative.strategy.map_or(palette.muted, |kind| palette.strategy(kind)),
        Owner::Capability(capability) => color32(palette.scene.backbone(capability.backbone)),
    }
}

/// What the chart is drawn in: in the colour of its verdict while it moves, quietly otherwise.
fn look(palette: &Palette, chart: &Chart<'_>, owner: &Owner<'_>) -> Look {
    let decided = matches!(chart.verdict, Some(Verdict::Advancing | Verdict::Slipping));
    let verdict = crate::app::verdict::color(palette, chart.verdict);
    let observed = if decided { verdict } else { owner_color(owner, palette) };
    let ink = Ink { observed, illustrative: palette.muted, ground: palette.panel, radius: RADIUS };
    Look {
        ink: ink.for_many(chart.dots.len()),
        trend: if decided { verdict } else { palette.muted },
        decided,
        rule: palette.edge,
        begin: palette.muted,
        poles: Poles::of(palette),
    }
}

/// What the axis of heights tells.
#[derive(Clone, Copy, Debug)]
enum Scale {
    /// Values; whole ones where a fraction has no meaning.
    Values { whole: bool },
    /// Parts of a spread.
    Spreads,
}

fn plot<'a>(
    ui: &mut Ui,
    id: (&str, &str),
    size: Vec2,
    scale: Scale,
    fill: impl FnOnce(&mut egui_plot::PlotUi<'a>) + 'a,
) -> PlotResponse<()> {
    let palette = Palette::for_ui(ui);
    let axis = |hints: AxisHints<'static>| {
        let font = font(Weight::Regular, 11.5);
        hints.tick_label_color(palette.muted).tick_label_font(font).label_spacing(Rangef::new(1.0, 2.0))
    };
    let values = move |mark, _: &_| match scale {
        Scale::Values { .. } => ticks::value_label(mark),
        Scale::Spreads => ticks::spread_label(mark),
    };
    let mut plot = Plot::new(id)
        .width(size.x)
        .height(size.y)
        .show_background(false)
        .show_grid(Vec2b::new(false, true))
        .show_crosshair(false)
        .allow_scroll(Vec2b::new(true, false))
        .set_margin_fraction(Vec2::ZERO)
        // Marks that are already far enough apart are drawn in full, not faded in.
        .grid_spacing(Rangef::new(1.0, 2.0))
        .grid_color(palette.edge.gamma_multiply(0.7))
        .x_grid_spacer(|input| ticks::time_marks(input.bounds, input.base_step_size));
    plot = match scale {
        Scale::Values { whole } => {
            plot.y_grid_spacer(move |input| ticks::value_marks(input.bounds, input.base_step_size, whole))
        }
        Scale::Spreads => plot.y_grid_spacer(|input| ticks::spread_marks(input.bounds)),
    };
    plot.custom_x_axes(vec![axis(AxisHints::new_x()).min_thickness(22.0).formatter(|mark, _| ticks::time_label(mark))])
        .custom_y_axes(vec![axis(AxisHints::new_y()).min_thickness(AXIS_WIDTH).formatter(values)])
        .show(ui, fill)
}

/// Names the plot for those who cannot see it, and shows that it has the focus.
fn finish(ui: &Ui, shown: &PlotResponse<()>, description: impl Fn() -> String) {
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, description()));
    if shown.response.has_focus() {
        let stroke = Stroke::new(1.5, Palette::for_ui(ui).accent);
        ui.painter().rect_stroke(shown.response.rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    }
}

fn fly(ui: &Ui, flags: &[Flag], strip: Rect, rows: usize, shown: &PlotResponse<()>) {
    let frame = shown.response.rect;
    let strip = Rect::from_x_y_ranges(frame.x_range(), strip.y_range());
    flags::show(ui, flags, strip, rows, |time| shown.transform.position_from_point_x(time));
}

/// Says on the chart that not all of it was observed, where it hides no dot. Answers where.
fn badge(ui: &Ui, taken: &place::Taken) -> Rect {
    let palette = Palette::for_ui(ui);
    let room = (taken.frame.width() - 32.0).max(40.0);
    let galley = ui.painter().layout(words::ILLUSTRATIVE.to_owned(), font(Weight::SemiBold, 12.0), palette.ink, room);
    let rect = taken.free_corner(galley.size() + vec2(20.0, 10.0));
    let stroke = Stroke::new(1.0, palette.muted);
    ui.painter().rect(rect, CornerRadius::same(12), palette.hover, stroke, StrokeKind::Inside);
    ui.painter().galley(rect.min + vec2(10.0, 5.0), galley, palette.ink);
    rect
}

/// The lines below the plot: the evidence first, never cut.
struct Footer {
    lines: Vec<Arc<Galley>>,
    hint: Arc<Galley>,
}

impl Footer {
    fn of<const N: usize>(ui: &Ui, lines: [Option<String>; N]) -> Self {
        let palette = Palette::for_ui(ui);
        let quiet = font(Weight::Regular, 12.5);
        let set = |line: String| {
            // No line begins with the dot.
            let line = line.replace(" · ", "\u{A0}· ");
            ui.painter().layout(line, quiet.clone(), palette.muted, ui.available_width())
        };
        let hint = "Drag to pan, Ctrl + wheel to zoom, double-click to reset".to_owned();
        let hint = ui.painter().layout_no_wrap(hint, font(Weight::Regular, 11.5), palette.muted.gamma_multiply(0.8));
        Self { lines: lines.into_iter().flatten().map(set).collect(), hint }
    }

    /// How high the plot can be above the lines.
    fn height_left(&self, ui: &Ui) -> f32 {
        let between = ui.spacing().item_spacing.y;
        let lines: f32 = self.lines.iter().map(|galley| galley.size().y + between).sum();
        (ui.available_height() - lines - 8.0 - between).max(LEAST_HEIGHT)
    }

    fn show(self, ui: &mut Ui) {
        ui.add_space(8.0);
        let right = ui.max_rect().right();
        let mut last = Rect::NOTHING;
        for galley in self.lines {
            last = ui.add(Label::new(galley).sense(Sense::hover())).rect;
        }
        // How to look closer is said where it costs no room.
        if last.is_positive() && right - last.right() > self.hint.size().x + 24.0 {
            let at = Align2::RIGHT_CENTER.align_size_within_rect(self.hint.size(), last.with_max_x(right));
            ui.painter().galley(at.min, self.hint, Palette::for_ui(ui).muted);
        }
    }
}

/// What is known of an observation, at the pointer; with the name of its indicator where there are several.
fn tooltip(area: &egui::Response, name: Option<&str>, told: &words::Told) {
    bubble(area, |ui, quiet, strong| {
        ui.label(quiet(name.map_or_else(|| told.date.clone(), |name| format!("{name} · {}", told.date))));
        ui.label(strong(told.value.clone()));
        told.remarks.iter().for_each(|remark| drop(ui.label(quiet(remark.clone()))));
    });
}

/// A tooltip at the pointer over the plot.
fn bubble(
    area: &egui::Response,
    contents: impl FnOnce(&mut Ui, &dyn Fn(String) -> RichText, &dyn Fn(String) -> RichText),
) {
    let anchor = egui::PopupAnchor::Pointer;
    let tooltip = egui::Tooltip::always_open(area.ctx.clone(), area.layer_id, area.id, anchor);
    tooltip.gap(14.0).width(340.0).show(|ui| flags::told(ui, contents));
}

#[cfg(test)]
mod tests;
