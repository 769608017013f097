//! What the marks on a map mean.

use std::sync::Arc;

use super::direction_mark::direction_mark;
use super::furniture::{Furniture, style};
use super::geometry::{Point, point, rect};
use super::lens::Answers;
use super::links::{answer_dash, arrow, bar};
use super::node::{Node, Shape, Stroke, Subject};
use super::text::Setting;
use super::typeface::Weight;
use crate::insight::Verdict;
use crate::map::{Answer, Indicator, Initiative};

/// How far apart the two lines of the legend are.
pub const LEADING: f32 = 21.0;
/// The size of its words on the page.
const LEGEND_SIZE: f32 = 11.5;

/// The longest value of a lens that stands in the legend as it is.
const LONGEST_VALUE: f32 = 165.0;

/// What the signs of directions mean, for somebody who cannot see them.
const DIRECTIONS: &str =
    "Legend: an arrow upwards advances, a level one holds, one downwards slips, a broken ring is too early to tell";
/// And what the lines mean.
const LINKS: &str = "; links are solid where agreed, dashed for yes if, dotted while open, barred for not yet";

/// What a lens has coloured, for somebody who cannot see it.
fn told(answers: &Answers) -> String {
    let values: Vec<&str> = answers.colored.iter().map(|(value, _)| value.as_str()).collect();
    let only = answers.only.as_ref().map(|only| format!("; all but {only} is dimmed")).unwrap_or_default();
    format!("{}: {}{only}. ", answers.lens.question(), values.join(", "))
}

impl Furniture<'_> {
    /// What the marks mean: what a lens has coloured at the top, then directions, then links and maturity.
    pub fn legend(&mut self, answers: Option<&Answers>) -> Node {
        let left = self.frame.banner.x;
        let baseline = self.frame.legend;
        let leading = LEADING.max(1.5 * self.manner.size(LEGEND_SIZE));
        let mut shapes = Vec::new();
        let signs = point(left, baseline - leading);
        let upper = self.legend_of_directions(signs, answers.is_some(), &mut shapes);
        let lower = self.legend_of_links(point(left, baseline), &mut shapes);
        let mut top = baseline - leading - 14.0;
        let mut right = upper.max(lower);
        let mut label = String::new();
        if let Some(answers) = answers {
            // A slide has no line to spare: there it stands right of the signs.
            let at = if self.manner.is_slide() {
                point(upper + 44.0, baseline - leading)
            } else {
                signs - point(0.0, leading)
            };
            top = top.min(at.y - 14.0);
            right = right.max(self.legend_of_lens(answers, at, &mut shapes));
            label = told(answers);
        }
        let bounds = rect(left, top, right - left, baseline + 8.0 - top);
        label.push_str(DIRECTIONS);
        if self.links {
            label.push_str(LINKS);
        }
        Self::node(Subject::Legend, label, bounds, None, shapes)
    }

    /// An entry of the legend: a mark of a width and its name. Answers where the next one begins.
    fn legend_entry(&mut self, at: Point, mark: f32, name: &str, shapes: &mut Vec<Shape>) -> f32 {
        let look = style(self.manner.size(LEGEND_SIZE), Weight::Regular, self.theme.muted);
        let text = self.text(name, point(at.x + mark + 8.0, at.y), look);
        let next = at.x + mark + 8.0 + text_width(&text) + 26.0;
        shapes.push(text);
        next
    }

    /// The signs; without their colours where a lens has coloured the cards.
    fn legend_of_directions(&mut self, at: Point, plain: bool, shapes: &mut Vec<Shape>) -> f32 {
        let mut x = at.x;
        for verdict in Verdict::ALL {
            let color = if plain { self.theme.muted } else { self.theme.verdict(Some(verdict)) };
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
        let x = if self.links { self.legend_of_answers(at, shapes) } else { at.x };
        for level in 0..5_u8 {
            let fill = if level < 3 { ink } else { self.theme.unlit };
            let mark = rect(x + f32::from(level) * 10.0, y - 2.0, 8.0, 4.0);
            shapes.push(Shape::Box { rect: mark, radius: 2.0, fill: Some(fill), stroke: None });
        }
        self.legend_entry(point(x, at.y), 48.0, "maturity, 1 to 5", shapes) - 26.0
    }

    /// How the answers are drawn, and what serves. Answers where the next entry begins.
    fn legend_of_answers(&mut self, at: Point, shapes: &mut Vec<Shape>) -> f32 {
        let ink = self.theme.muted;
        let (mut x, y) = (at.x, at.y - 4.0);
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
        self.legend_entry(point(x, at.y), 30.0, "serves", shapes)
    }

    /// The question of a lens, and what can be said to it. Answers how far it reaches.
    fn legend_of_lens(&mut self, answers: &Answers, at: Point, shapes: &mut Vec<Shape>) -> f32 {
        let size = self.manner.size(LEGEND_SIZE);
        let look = style(size, Weight::SemiBold, self.theme.ink);
        let name = self.text(answers.lens.name(), at, look);
        let mut x = at.x + text_width(&name) + 20.0;
        shapes.push(name);
        let (end, longest) = (self.frame.banner.right(), LONGEST_VALUE * self.manner.growth(LEGEND_SIZE));
        for (i, (value, color)) in answers.colored.iter().enumerate() {
            let left_out = answers.colored.len() - i + answers.others;
            let setting = Setting { weight: Weight::Regular, size, width: longest, lines: 1 };
            let words = self.setter.set(value, setting).first().map_or(String::new(), |line| line.text.to_string());
            // What does not fit on the line any more is counted; that it is takes some room itself.
            if x + 20.0 + longest > end - 90.0 && left_out > 1 {
                return self.legend_entry(point(x - 20.0, at.y), 12.0, &format!("and {left_out} more"), shapes);
            }
            let dimmed = answers.only.as_ref().is_some_and(|only| only != value);
            let stroke = Stroke::solid(0.8, if dimmed { self.theme.edge } else { color.mixed(self.theme.ink, 0.3) });
            let fill = if dimmed { self.theme.panel } else { *color };
            let swatch = rect(x, at.y - 9.0, 12.0, 10.0);
            shapes.push(Shape::Box { rect: swatch, radius: 2.5, fill: Some(fill), stroke: Some(stroke) });
            x = self.legend_entry(point(x, at.y), 12.0, &words, shapes);
        }
        if answers.others > 0 {
            x = self.legend_entry(point(x - 20.0, at.y), 12.0, &format!("and {} more", answers.others), shapes);
        }
        x - 26.0
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
