//! What the marks on a map mean.

use std::sync::Arc;

use super::direction_mark::direction_mark;
use super::furniture::{Furniture, style};
use super::geometry::{Point, point, rect};
use super::links::{answer_dash, arrow, bar};
use super::node::{Node, Shape, Stroke, Subject};
use super::typeface::Weight;
use crate::insight::Verdict;
use crate::map::{Answer, Indicator, Initiative};

/// How far apart the two lines of the legend are.
const LEGEND_LEADING: f32 = 21.0;
/// The size of its words on the page.
const LEGEND_SIZE: f32 = 11.5;

impl Furniture<'_> {
    /// What the marks mean: directions above, links and maturity below.
    pub fn legend(&mut self) -> Node {
        let left = self.frame.banner.x;
        let baseline = self.frame.legend;
        let leading = LEGEND_LEADING.max(1.5 * self.manner.size(LEGEND_SIZE));
        let mut shapes = Vec::new();
        let upper = self.legend_of_directions(point(left, baseline - leading), &mut shapes);
        let lower = self.legend_of_links(point(left, baseline), &mut shapes);
        let top = baseline - leading - 14.0;
        let bounds = rect(left, top, upper.max(lower) - left, baseline + 8.0 - top);
        let label = "Legend: an arrow upwards advances, a level one holds, one downwards slips, a broken ring is too early to \
                     tell; links are solid where agreed, dashed for yes if, dotted while open, barred for not yet";
        Self::node(Subject::Legend, label.into(), bounds, None, shapes)
    }

    /// An entry of the legend: a mark of a width and its name. Answers where the next one begins.
    fn legend_entry(&mut self, at: Point, mark: f32, name: &str, shapes: &mut Vec<Shape>) -> f32 {
        let look = style(self.manner.size(LEGEND_SIZE), Weight::Regular, self.theme.muted);
        let text = self.text(name, point(at.x + mark + 8.0, at.y), look);
        let next = at.x + mark + 8.0 + text_width(&text) + 26.0;
        shapes.push(text);
        next
    }

    fn legend_of_directions(&mut self, at: Point, shapes: &mut Vec<Shape>) -> f32 {
        let mut x = at.x;
        for verdict in Verdict::ALL {
            let color = self.theme.verdict(Some(verdict));
            shapes.extend(direction_mark(verdict, point(x + 6.0, at.y - 4.0), 12.0, color));
            x = self.legend_entry(point(x, at.y), 12.0, verdict.name(), shapes);
        }
        if self.has_stars() {
            let look = style(self.manner.size(12.5), Weight::Medium, self.theme.muted);
            let star = self.text("*", point(x, at.y + 1.0), look);
            shapes.push(star);
            x = self.legend_entry(point(x, at.y), 5.0, "illustrative", shapes);
        }
        x - 26.0
    }

    fn legend_of_links(&mut self, at: Point, shapes: &mut Vec<Shape>) -> f32 {
        let ink = self.theme.muted;
        let y = at.y - 4.0;
        let mut x = at.x;
        let answers =
            [(Answer::Yes, "agreed"), (Answer::YesIf, "yes, if"), (Answer::Open, "open"), (Answer::NotYet, "not yet")];
        for (answer, name) in answers {
            let points: Arc<[Point]> = Arc::new([point(x, y), point(x + 30.0, y)]);
            let stroke = Stroke { width: 1.8, color: ink, dash: answer_dash(answer) };
            shapes.push(Shape::Line { points, radius: 0.0, stroke });
            if answer == Answer::NotYet {
                shapes.push(bar(point(x + 15.0, y), true, ink));
            }
            x = self.legend_entry(point(x, at.y), 30.0, name, shapes);
        }
        let ends = [point(x, y), point(x + 30.0, y)];
        let stroke = Stroke::solid(1.6, ink);
        shapes.push(Shape::Line { points: Arc::new(ends), radius: 0.0, stroke });
        shapes.push(arrow(ends[0], ends[1], stroke));
        x = self.legend_entry(point(x, at.y), 30.0, "serves", shapes);
        for level in 0..5_u8 {
            let fill = if level < 3 { ink } else { self.theme.unlit };
            let mark = rect(x + f32::from(level) * 10.0, y - 2.0, 8.0, 4.0);
            shapes.push(Shape::Box { rect: mark, radius: 2.0, fill: Some(fill), stroke: None });
        }
        self.legend_entry(point(x, at.y), 48.0, "maturity, 1 to 5", shapes) - 26.0
    }

    /// Whether an asterisk stands on a stage, a maturity or the direction of a card.
    fn has_stars(&self) -> bool {
        let headline = |i: &Initiative| i.indicators.first().is_some_and(Indicator::is_illustrative);
        self.map.initiatives.iter().any(|i| i.stages.iter().any(|entry| entry.illustrative) || headline(i))
            || self.map.capabilities.iter().any(|c| c.maturity.iter().any(|entry| entry.illustrative))
    }
}

fn text_width(shape: &Shape) -> f32 {
    if let Shape::Text(text) = shape { text.width } else { 0.0 }
}
