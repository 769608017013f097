//! A node at another size and place.

use std::sync::Arc;

use super::body::{Body, Outline, Paragraph, Run};
use super::geometry::{Point, Rect, point, rect};
use super::node::{Node, Shape, Stroke, Text};

impl Node {
    /// The same node `by` times as large, its page moved so that what was the origin is `to`.
    pub fn scaled(&self, by: f32, to: Point) -> Self {
        let place = |p: Point| point(p.x * by + to.x, p.y * by + to.y);
        let area = |r: Rect| rect(r.x * by + to.x, r.y * by + to.y, r.w * by, r.h * by);
        Self {
            subject: self.subject.clone(),
            label: self.label.clone(),
            bounds: area(self.bounds),
            origin: place(self.origin),
            title_area: self.title_area.map(area),
            shapes: self.shapes.iter().map(|shape| scaled(shape, by)).collect(),
            body: self.body.as_ref().map(|body| Arc::new(scaled_body(body, by))),
        }
    }
}

/// A shape larger around the origin of its node.
fn scaled(shape: &Shape, by: f32) -> Shape {
    let at = |p: Point| point(p.x * by, p.y * by);
    match shape {
        Shape::Box { rect, radius, fill, stroke } => Shape::Box {
            rect: grown(*rect, by),
            radius: radius * by,
            fill: *fill,
            stroke: stroke.map(|stroke| thicker(stroke, by)),
        },
        Shape::Line { points, radius, stroke } => Shape::Line {
            points: points.iter().map(|p| at(*p)).collect(),
            radius: radius * by,
            stroke: thicker(*stroke, by),
        },
        Shape::Polygon { points, fill } => {
            Shape::Polygon { points: points.iter().map(|p| at(*p)).collect(), fill: *fill }
        }
        Shape::Circle { center, radius, fill } => {
            Shape::Circle { center: at(*center), radius: radius * by, fill: *fill }
        }
        Shape::Text(text) => Shape::Text(Text {
            at: at(text.at),
            size: text.size * by,
            spacing: text.spacing * by,
            width: text.width * by,
            ..text.clone()
        }),
    }
}

fn grown(r: Rect, by: f32) -> Rect {
    rect(r.x * by, r.y * by, r.w * by, r.h * by)
}

fn thicker(stroke: Stroke, by: f32) -> Stroke {
    Stroke { width: stroke.width * by, ..stroke }
}

fn scaled_body(body: &Body, by: f32) -> Body {
    Body {
        rect: grown(body.rect, by),
        outline: match body.outline {
            Outline::Rounded(radius) => Outline::Rounded(radius * by),
            Outline::Arrow(tip) => Outline::Arrow(tip * by),
        },
        fill: body.fill,
        stroke: body.stroke.map(|stroke| thicker(stroke, by)),
        insets: body.insets.map(|inset| inset * by),
        anchor: body.anchor,
        paragraphs: body.paragraphs.iter().map(|paragraph| scaled_paragraph(paragraph, by)).collect(),
        marks: body.marks.iter().map(|mark| scaled(mark, by)).collect(),
    }
}

fn scaled_paragraph(paragraph: &Paragraph, by: f32) -> Paragraph {
    let run = |run: &Run| Run { size: run.size * by, ..run.clone() };
    Paragraph { runs: paragraph.runs.iter().map(run).collect(), before: paragraph.before * by, ..paragraph.clone() }
}
