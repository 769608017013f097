//! What is gone: pale, with a broken outline, and still to be read.

use std::sync::Arc;

use super::both::Both;
use super::found::Found;
use super::sign::Sign;
use crate::scene::body::Body;
use crate::scene::geometry::rect;
use crate::scene::node::{Dash, Node, Shape, Stroke, Subject, Text};
use crate::scene::theme::{Color, Theme};

/// A node as it is drawn: pale where it is gone, an outline where something stood, else as ever.
pub fn as_it_is(node: &Node, both: &Both, found: &Found, theme: &Theme) -> Node {
    match &node.subject {
        Subject::Initiative(id) if both.gone.contains(id) => card(node, theme),
        Subject::Capability(id) if both.gone_boxes.contains(id) => card(node, theme),
        Subject::Initiative(id) if both.former.iter().any(|(_, former)| former == id) => place(node, theme),
        Subject::Link { initiative, .. } if both.gone.contains(initiative) => link(node, theme),
        Subject::Serves { from, to } if both.gone.contains(from) || both.gone.contains(to) => link(node, theme),
        subject @ (Subject::Link { .. } | Subject::Serves { .. }) => {
            let is_gone = found.of(subject).is_some_and(|told| told.signs.iter().any(|(sign, _)| *sign == Sign::Gone));
            if is_gone { link(node, theme) } else { node.clone() }
        }
        _ => node.clone(),
    }
}

/// The edge of a ghost.
fn edge(theme: &Theme) -> Stroke {
    Stroke { width: 1.4, color: theme.muted, dash: Dash::Dashed }
}

/// A card or a box that is gone.
fn card(node: &Node, theme: &Theme) -> Node {
    let sheet = rect(0.0, 0.0, node.bounds.w, node.bounds.h);
    let outline = Shape::Box { rect: sheet, radius: 8.0, fill: Some(paper(theme)), stroke: Some(edge(theme)) };
    let texts = node.shapes.iter().filter_map(|shape| match shape {
        // Signs and stars of what is gone say nothing any more.
        Shape::Text(text) if text.text.chars().count() > 1 => Some(Shape::Text(faded(text, theme))),
        _ => None,
    });
    let body = node.body.as_ref().map(|body| {
        let mut body =
            Body { fill: Some(paper(theme)), stroke: Some(edge(theme)), marks: Vec::new(), ..(**body).clone() };
        for run in body.paragraphs.iter_mut().flat_map(|paragraph| &mut paragraph.runs) {
            run.color = theme.muted;
        }
        Arc::new(body)
    });
    Node {
        label: format!("Gone: {}", node.label).into(),
        title_area: None,
        shapes: std::iter::once(outline).chain(texts).collect(),
        body,
        ..node.clone()
    }
}

/// The place where a card stood that stands elsewhere now.
fn place(node: &Node, theme: &Theme) -> Node {
    let sheet = rect(0.0, 0.0, node.bounds.w, node.bounds.h);
    let outline = Shape::Box { rect: sheet, radius: 8.0, fill: None, stroke: Some(edge(theme)) };
    Node {
        subject: Subject::Mark(node.subject.name().into()),
        label: "Where it stood before".into(),
        title_area: None,
        shapes: Arc::new([outline]),
        body: None,
        ..node.clone()
    }
}

fn link(node: &Node, theme: &Theme) -> Node {
    let pale = theme.muted.with_alpha(150);
    let shapes = node.shapes.iter().map(|shape| match shape {
        Shape::Line { points, radius, stroke } => Shape::Line {
            points: points.clone(),
            radius: *radius,
            stroke: Stroke { width: stroke.width * 0.8, color: pale, dash: Dash::Dashed },
        },
        Shape::Circle { center, radius, .. } => Shape::Circle { center: *center, radius: *radius, fill: pale },
        other => other.clone(),
    });
    Node { label: format!("Gone: {}", node.label).into(), shapes: shapes.collect(), ..node.clone() }
}

/// The page shines through what is gone.
fn paper(theme: &Theme) -> Color {
    theme.page.with_alpha(110)
}

fn faded(text: &Text, theme: &Theme) -> Text {
    Text { color: theme.muted, ..text.clone() }
}
