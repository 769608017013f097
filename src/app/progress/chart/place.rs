//! Where words may stand on the plot: nowhere on a dot, on a line or on a flag's pole.

use egui::{Color32, Pos2, Rect, Ui, Vec2, pos2, vec2};
use egui_plot::PlotTransform;

use super::lines::cut;
use super::picture::{at, frame};
use crate::app::progress::mark::Ink;
use crate::app::style::font;
use crate::scene::Weight;
use crate::scene::chart::Chart;

/// What stands beside the arrow that goes on beyond the last dot.
pub const HEADING: &str = "heading, no target";

/// What is taken on a plot.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The plot.
    pub frame: Rect,
    /// What hides nothing and is hidden by nothing.
    pub rects: Vec<Rect>,
    lines: Vec<[Pos2; 2]>,
    poles: Vec<f32>,
    dots: Vec<Pos2>,
    reach: f32,
    arrow: Option<[Pos2; 2]>,
}

impl Taken {
    /// What a chart takes.
    pub fn of(chart: &Chart<'_>, transform: &PlotTransform, ink: &Ink) -> Self {
        let place = at(transform);
        let arrow = chart.heading.map(|heading| heading.map(&place));
        let line = chart.trend.as_ref().map(|trend| trend.line.map(&place));
        let times = chart.flags.iter().map(|flag| flag.time).chain(chart.read_from);
        Self {
            frame: frame(transform),
            rects: Vec::new(),
            lines: line.into_iter().chain(arrow).collect(),
            poles: times.map(|time| transform.position_from_point_x(time)).collect(),
            dots: chart.dots.iter().map(|dot| place((dot.time, dot.height))).collect(),
            reach: ink.radius,
            arrow,
        }
    }

    fn hides(&self, rect: Rect) -> bool {
        let near = rect.expand(self.reach + 2.0);
        self.dots.iter().any(|dot| near.contains(*dot))
            || self.lines.iter().any(|line| cut(*line, rect.expand(3.0)).is_some())
            || self.arrow.is_some_and(|[_, tip]| rect.expand(9.0).contains(tip))
            || self.rects.iter().any(|other| other.expand(3.0).intersects(rect))
    }

    fn crosses(&self, rect: Rect) -> bool {
        let near = rect.expand(3.0).x_range();
        self.poles.iter().any(|pole| near.contains(*pole))
    }

    /// The place beside the arrow for words of this size: one that hides nothing and crosses no pole, or else one that only crosses
    /// a pole; none where there is no such place, or where the arrow is out of sight.
    fn beside_arrow(&self, size: Vec2) -> Option<Rect> {
        let [from, tip] = self.arrow?;
        if !self.frame.contains(tip) {
            return None;
        }
        let inside = self.frame.shrink2(vec2(2.0, 4.0));
        let free: Vec<Rect> =
            candidates(from, tip, size).filter(|r| inside.contains_rect(*r) && !self.hides(*r)).collect();
        free.iter().find(|rect| !self.crosses(**rect)).or(free.first()).copied()
    }
}

/// Places for words around an arrow, the nearest first.
fn candidates(from: Pos2, tip: Pos2, size: Vec2) -> impl Iterator<Item = Rect> {
    // The side away from the line first: below a rising arrow, above a falling one.
    let side = if tip.y <= from.y { 1.0 } else { -1.0 };
    let half = size / 2.0;
    let directions = [(1.0, side), (-1.0, -side), (0.0, side), (0.0, -side), (1.0, -side), (-1.0, side), (1.0, 0.0)];
    let spots = [0.5, 1.0, 0.0].map(|part| from + (tip - from) * part);
    let distances = [8.0, 14.0, 22.0, 34.0, 50.0, 72.0];
    distances.into_iter().flat_map(move |distance| {
        spots.into_iter().flat_map(move |spot| {
            directions.into_iter().map(move |(x, y): (f32, f32)| {
                let middle = spot + vec2(x * (half.x + distance), y * (half.y + distance));
                Rect::from_center_size(pos2(middle.x, middle.y), size)
            })
        })
    })
}

/// Writes beside the arrow what it is.
pub fn heading_label(ui: &Ui, chart: &Chart<'_>, taken: &Taken, (color, ground): (Color32, Color32)) {
    if chart.heading.is_none() {
        return;
    }
    let galley = ui.painter().layout_no_wrap(HEADING.to_owned(), font(Weight::Medium, 11.5), color);
    if let Some(rect) = taken.beside_arrow(galley.size()) {
        // So that a line of the grid does not strike the words through.
        ui.painter().rect_filled(rect.expand2(vec2(3.0, 0.0)), 3.0, ground.gamma_multiply(0.85));
        ui.painter().galley(rect.min, galley, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::progress::mark::RADIUS;

    fn taken(arrow: [Pos2; 2], poles: Vec<f32>) -> Taken {
        let frame = Rect::from_min_max(Pos2::ZERO, pos2(700.0, 400.0));
        let lines = vec![[pos2(50.0, 350.0), arrow[0]], arrow];
        let dots = vec![pos2(50.0, 350.0), arrow[0]];
        Taken { frame, rects: Vec::new(), lines, poles, dots, reach: RADIUS, arrow: Some(arrow) }
    }

    #[test]
    fn the_words_beside_the_arrow_hide_nothing_and_stay_on_the_plot() {
        let size = vec2(105.0, 15.0);
        for tip_y in (20..=380).step_by(12) {
            for pole in (500..700).step_by(9) {
                let arrow = [pos2(590.0, 200.0), pos2(670.0, tip_y as f32)];
                let taken = taken(arrow, vec![pole as f32]);
                let rect = taken.beside_arrow(size).expect("room");
                assert!(taken.frame.contains_rect(rect) && !taken.hides(rect));
                assert!(!taken.crosses(rect), "crosses the pole at {pole} of an arrow to {tip_y}");
            }
        }
    }

    #[test]
    fn an_arrow_out_of_sight_has_no_words() {
        assert_eq!(taken([pos2(690.0, 200.0), pos2(760.0, 100.0)], Vec::new()).beside_arrow(vec2(100.0, 15.0)), None);
    }
}
