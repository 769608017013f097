//! The card of one indicator: what it is and which way it moves, its observations as they are, and how that is known.

mod footer;
mod head;
mod lines;
mod overlaid;
mod picture;
mod place;
mod steer;

use std::iter;

use egui::{
    CornerRadius, Id as EguiId, Rangef, Rect, RichText, Role, Stroke, StrokeKind, Ui, Vec2, Vec2b, WidgetInfo, vec2,
};
use egui_plot::{AxisHints, Plot, PlotBounds, PlotResponse};

use super::flags::{self, Poles};
use super::mark::{Ink, RADIUS};
use super::{ticks, words};
use crate::app::style::{Palette, font};
use crate::insight::{Direction, Owner, Period, Surveyed, Timeline, Verdict};
use crate::map::{Day, StrategyMap};
use crate::scene::Weight;
use crate::scene::chart::{self, Chart, Flag, FlagKind, lifetime, overlay};
use footer::Footer;
use picture::{Look, Picture};

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
    let asked = head::legend(ui, input, chart.illustrative, |ui| head::marks(ui, input, chart, &look));
    let remarks = words::later(chart.later).into_iter().chain(words::sources(input.map, &chart.dots));
    let below = Footer::of(ui, &chart.evidence, remarks);
    let size = vec2(ui.available_width(), below.height_left(ui));
    let rows = rows(ui, input, size);
    let strip = flags::strip(ui, rows);
    let id = ui.make_persistent_id(("observations", chart.indicator.id.as_str()));
    let size = vec2(size.x, below.height_left(ui));
    let whole = picture::bounds(&extent);
    let picture = Picture::new(input.map, chart, extent, look);
    let shown = plot(ui, id, size, Scale::Values { whole: chart.zero_line }, whole, |plot| plot.add(picture));
    finish(ui, &shown, || words::chart(input.map, chart, input.direction));
    let mut taken = place::Taken::of(chart, &shown.transform, &look.ink);
    taken.rects.extend(fly(ui, &chart.flags, strip, rows, &shown));
    taken.rects.extend(way_back(ui, id, &shown));
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
    let told = words::how_to_read(&several);
    let asked = head::legend(ui, input, several.illustrative, |ui| head::quiet(ui, &told));
    let evidence = format!("{}: {}", chart.title, chart.evidence);
    let all: Vec<_> = several.strands.iter().flat_map(|strand| strand.dots.iter().copied()).collect();
    let remarks = words::later(chart.later).into_iter().chain(words::sources(input.map, &all));
    let below = Footer::of(ui, &evidence, remarks);
    let names = overlaid::Names::of(ui, &several);
    let width = (ui.available_width() - names.width()).max(1.0);
    let rows = rows(ui, input, vec2(width, below.height_left(ui)));
    let strip = flags::strip(ui, rows);
    // Its own place in memory: what was zoomed to among values is nothing among spreads.
    let id = ui.make_persistent_id(("overlaid", chart.indicator.id.as_str()));
    let size = vec2(width, below.height_left(ui));
    let whole = picture::bounds(&extent);
    let item = overlaid::Strands::new(ui, input.map, &several, extent);
    let shown = plot(ui, id, size, Scale::Spreads, whole, |plot| plot.add(item));
    finish(ui, &shown, || words::overlay(input.map, &several, chart, input.direction));
    fly(ui, &several.flags, strip, rows, &shown);
    names.show(ui, &several, &shown.transform);
    way_back(ui, id, &shown);
    below.show(ui);
    asked
}

/// How many rows the words of flags need once everything has happened: fewer flags need no more, and the plot keeps its height
/// while time is played.
fn rows(ui: &Ui, input: &Input<'_>, size: Vec2) -> usize {
    let all = iter::once(&input.shown).chain(input.overlaid);
    let Some(time) = lifetime(all.map(|surveyed| surveyed.indicator)) else { return 0 };
    let mut flags = chart::flags(input.map, &input.shown, Day(i32::MAX), input.timeline);
    flags.retain(|flag| input.overlaid.is_empty() || flag.kind == FlagKind::Adaptation);
    flags::rows(ui, &flags, time, vec2(size.x - AXIS_WIDTH, size.y))
}

/// Offers to show everything again where that is not what is seen. Answers where.
fn way_back(ui: &Ui, id: EguiId, shown: &PlotResponse<bool>) -> Option<Rect> {
    shown.inner.then(|| steer::show_all(ui, id, *shown.transform.frame()))
}

fn nothing_observed(chart: &Chart<'_>, day: Day) -> String {
    match words::left_out(chart.later, day) {
        Some(left_out) => format!("No observation by {}. {left_out}.", words::day(day)),
        None => "No observation yet. Add one below, under Observations: a date and a value.".to_owned(),
    }
}

/// What the chart is drawn in: in the colour of its verdict while it moves, quietly otherwise.
fn look(palette: &Palette, chart: &Chart<'_>, owner: &Owner<'_>) -> Look {
    let decided = matches!(chart.verdict, Some(Verdict::Advancing | Verdict::Slipping));
    let verdict = crate::app::verdict::color(palette, chart.verdict);
    let observed = if decided { verdict } else { owner.color(palette) };
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
    id: EguiId,
    size: Vec2,
    scale: Scale,
    whole: PlotBounds,
    fill: impl FnOnce(&mut egui_plot::PlotUi<'a>) + 'a,
) -> PlotResponse<bool> {
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
        .id(id)
        .width(size.x)
        .height(size.y)
        .show_background(false)
        .show_grid(Vec2b::new(false, true))
        .show_crosshair(false)
        // Its own moves know no bounds.
        .allow_drag(false)
        .allow_scroll(false)
        .allow_zoom(false)
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
    plot.custom_x_axes(vec![axis(AxisHints::new_x()).min_thickness(18.0).formatter(|mark, _| ticks::time_label(mark))])
        .custom_y_axes(vec![axis(AxisHints::new_y()).min_thickness(AXIS_WIDTH).formatter(values)])
        .show(ui, move |plot| {
            let moved = steer::steer(plot, &whole);
            fill(plot);
            moved
        })
}

/// Names the plot for those who cannot see it, and shows that it has the focus.
fn finish(ui: &Ui, shown: &PlotResponse<bool>, description: impl Fn() -> String) {
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, description()));
    if shown.response.has_focus() {
        let stroke = Stroke::new(1.5, Palette::for_ui(ui).accent);
        ui.painter().rect_stroke(shown.response.rect, CornerRadius::same(4), stroke, StrokeKind::Inside);
    }
}

/// Draws the flags above the plot. Answers where those hang that had no room there.
fn fly(ui: &Ui, flags: &[Flag], strip: Rect, rows: usize, shown: &PlotResponse<bool>) -> Vec<Rect> {
    let frame = *shown.transform.frame();
    let strip = Rect::from_x_y_ranges(frame.x_range(), strip.y_range());
    flags::show(ui, flags, (strip, frame), rows, |time| shown.transform.position_from_point_x(time))
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
