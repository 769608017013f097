//! How the plot is looked at more closely: by dragging and with the wheel, within bounds, and always with a way back.

use egui::{
    Align2, CornerRadius, CursorIcon, Id, PointerButton, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
};
use egui::{Response, vec2};
use egui_plot::{PlotBounds, PlotMemory, PlotUi};

use crate::app::style::{Palette, font};
use crate::scene::Weight;

/// How much more than everything is seen at most, in both directions.
const FARTHEST: f64 = 4.0;

/// Which part of everything is seen at least: of some years, less than a day.
const NEAREST: f64 = 1e-4;

/// What takes back every move of the view.
const SHOW_ALL: &str = "Show all";

/// Moves what is seen as the pointer asks. Answers whether it is now anything but everything.
///
/// The plot's own moves know no bounds, and a view that is set right only afterwards would tremble at them.
pub fn steer(plot: &mut PlotUi<'_>, whole: &PlotBounds) -> bool {
    let seen = plot.plot_bounds();
    let asked = dragged(plot, seen).or_else(|| scrolled(plot, seen)).or_else(|| zoomed(plot, seen, whole));
    let at_rest = plot.auto_bounds().all();
    // A double click shows everything again: nothing must stand against it.
    if plot.response().double_clicked() || (at_rest && asked.is_none()) {
        return false;
    }
    let next = within(&asked.unwrap_or(seen), whole);
    if next != seen || at_rest {
        plot.set_plot_bounds(next);
    }
    true
}

fn dragged(plot: &PlotUi<'_>, seen: PlotBounds) -> Option<PlotBounds> {
    let response = plot.response();
    if !response.dragged_by(PointerButton::Primary) {
        return None;
    }
    plot.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let by = response.drag_delta();
    (by != egui::Vec2::ZERO).then(|| moved(plot, seen, -by))
}

fn scrolled(plot: &PlotUi<'_>, seen: PlotBounds) -> Option<PlotBounds> {
    // Upwards and downwards the page scrolls.
    let by = plot.ctx().input(|input| input.smooth_scroll_delta().x);
    (plot.response().contains_pointer() && by != 0.0).then(|| moved(plot, seen, vec2(-by, 0.0)))
}

fn moved(plot: &PlotUi<'_>, mut seen: PlotBounds, by: egui::Vec2) -> PlotBounds {
    let [x, y] = plot.transform().dvalue_dpos();
    seen.translate((f64::from(by.x) * x, f64::from(by.y) * y));
    seen
}

fn zoomed(plot: &PlotUi<'_>, seen: PlotBounds, whole: &PlotBounds) -> Option<PlotBounds> {
    let by = plot.ctx().input(|input| input.zoom_delta_2d());
    let pointer = plot.response().hover_pos().filter(|_| by != egui::Vec2::splat(1.0))?;
    let around = plot.transform().value_from_position(pointer);
    Some(zoom(&seen, whole, (f64::from(by.x), f64::from(by.y)), (around.x, around.y)))
}

/// A view that is nearer around a place, or farther, as far as the bounds let it.
fn zoom(seen: &PlotBounds, whole: &PlotBounds, by: (f64, f64), around: (f64, f64)) -> PlotBounds {
    let axis = |at: usize, by: f64, around: f64| {
        let (from, to) = (seen.min()[at], seen.max()[at]);
        let all = whole.max()[at] - whole.min()[at];
        let part = ((to - from) / by).clamp(NEAREST * all, FARTHEST * all) / (to - from);
        (around + (from - around) * part, around + (to - around) * part)
    };
    let (x, y) = (axis(0, by.0, around.0), axis(1, by.1, around.1));
    PlotBounds::from_min_max([x.0, y.0], [x.1, y.1])
}

/// The view that is nearest to one and within bounds: neither too near nor too far, and its middle in what there is to see.
fn within(seen: &PlotBounds, whole: &PlotBounds) -> PlotBounds {
    let axis = |at: usize| {
        let (low, high) = (whole.min()[at], whole.max()[at]);
        let (from, to) = (seen.min()[at], seen.max()[at]);
        let half = (to - from).clamp(NEAREST * (high - low), FARTHEST * (high - low)) / 2.0;
        let middle = (from / 2.0 + to / 2.0).clamp(low, high);
        // What is within bounds keeps its very numbers: otherwise it would creep.
        if half * 2.0 == to - from && middle == from / 2.0 + to / 2.0 {
            (from, to)
        } else {
            (middle - half, middle + half)
        }
    };
    let (x, y) = (axis(0), axis(1));
    let next = PlotBounds::from_min_max([x.0, y.0], [x.1, y.1]);
    if next.is_valid() { next } else { *whole }
}

/// A quiet button in the corner of a plot of which not everything is seen, or too much: it shows everything again.
/// Answers where it is.
pub fn show_all(ui: &Ui, plot: Id, frame: Rect) -> Rect {
    let palette = Palette::for_ui(ui);
    let galley = ui.painter().layout_no_wrap(SHOW_ALL.to_owned(), font(Weight::Medium, 12.0), palette.ink);
    let rect = Align2::RIGHT_BOTTOM.align_size_within_rect(galley.size() + vec2(18.0, 8.0), frame.shrink(8.0));
    let button = ui.interact(rect, plot.with(SHOW_ALL), Sense::click());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, SHOW_ALL));
    let edge = if button.has_focus() { Stroke::new(1.5, palette.accent) } else { Stroke::new(1.0, palette.edge) };
    let fill = if button.hovered() { palette.hover } else { palette.panel };
    ui.painter().rect(rect, CornerRadius::same(7), fill, edge, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, palette.ink);
    if button.clicked() {
        reset(&button, plot);
    }
    rect
}

fn reset(button: &Response, plot: Id) {
    if let Some(mut memory) = PlotMemory::load(&button.ctx, plot) {
        memory.auto_bounds = true.into();
        memory.store(&button.ctx, plot);
    }
    button.ctx.request_repaint();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> PlotBounds {
        PlotBounds::from_min_max([2006.0, 0.0], [2016.0, 100.0])
    }

    #[test]
    fn however_far_one_zooms_out_everything_stays_in_sight_and_no_more_than_four_times_as_much() {
        let mut seen = whole();
        for _ in 0..200 {
            seen = within(&zoom(&seen, &whole(), (0.8, 0.8), (2015.9, 99.0)), &whole());
        }
        assert!((seen.width() - 40.0).abs() < 1e-6 && (seen.height() - 400.0).abs() < 1e-6, "{seen:?}");
        assert!(seen.min()[0] <= 2006.0 && seen.max()[0] >= 2016.0 && seen.min()[1] <= 0.0 && seen.max()[1] >= 100.0);
    }

    #[test]
    fn however_far_one_zooms_in_the_place_under_the_pointer_stays_there_and_the_view_keeps_a_size() {
        let mut seen = whole();
        for _ in 0..500 {
            seen = within(&zoom(&seen, &whole(), (1.3, 1.3), (2010.0, 40.0)), &whole());
        }
        assert!(seen.width() > 9e-4 && seen.height() > 9e-3, "{seen:?}");
        assert!(seen.range_x().contains(&2010.0) && seen.range_y().contains(&40.0));
    }

    #[test]
    fn no_view_leaves_everything_behind() {
        let away = PlotBounds::from_min_max([2100.0, -900.0], [2110.0, -800.0]);
        let seen = within(&away, &whole());
        assert_eq!((seen.range_x(), seen.range_y()), (2011.0..=2021.0, -50.0..=50.0));
        let inside = PlotBounds::from_min_max([2007.1, 10.3], [2009.7, 33.9]);
        assert_eq!(within(&inside, &whole()), inside);
        let broken = PlotBounds::from_min_max([f64::NAN, 0.0], [2009.0, f64::INFINITY]);
        assert_eq!(within(&broken, &whole()), whole());
    }
}
