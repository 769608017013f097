//! The marks of the checks over the page, on request: small, quiet, and never part of an export.

use std::collections::HashMap;
use std::sync::Arc;

use egui::emath::TSTransform;
use egui::{Align2, CursorIcon, Painter, Pos2, Response, RichText, Ui, pos2};

use super::mesh::Pen;
use super::{Gesture, Tool};
use crate::app::checks::{Key, marked};
use crate::app::style::{Palette, font};
use crate::app::workspace::Workspace;
use crate::insight::Finding;
use crate::scene::{Node, Point, Scene, Shape, Subject, Weight};

/// The size of a mark in points, and in units of the page where the page is seen from afar.
const RADIUS: f32 = 6.5;
const RADIUS_ON_PAGE: f32 = 12.0;

/// The smallest that a mark becomes, in points.
const LEAST: f32 = 2.0;

/// From this size on a mark has room for a number.
const NUMBERED: f32 = 5.5;

/// The state of the marks.
#[derive(Default)]
pub struct Marks {
    /// Whether they are drawn.
    pub shown: bool,
    drawn: Vec<Mark>,
    by_subject: HashMap<Subject, usize>,
    /// What they were made from: as long as both are the same, they are.
    made_from: Option<(Arc<Scene>, Arc<Vec<Finding>>)>,
    /// The mark under the pointer.
    hovered: Option<usize>,
    /// The finding whose mark was clicked.
    clicked: Option<Key>,
}

/// A mark.
struct Mark {
    subject: Subject,
    /// Its place on the page.
    at: Point,
    /// The findings that it stands for.
    findings: Vec<usize>,
}

impl Marks {
    /// The finding whose mark was clicked since this was asked last.
    pub fn take_clicked(&mut self) -> Option<Key> {
        self.clicked.take()
    }

    /// Whether the pointer is on a mark, which then takes the click.
    pub fn has_pointer(&self) -> bool {
        self.hovered.is_some()
    }

    /// Notes a click on the mark under the pointer; answers what it marks.
    pub fn click(&mut self) -> Option<Subject> {
        let mark = self.drawn.get(self.hovered?)?;
        let (_, findings) = self.made_from.as_ref()?;
        let advice = &findings.get(*mark.findings.first()?)?.advice;
        self.clicked = Some((advice.check, advice.item.clone()));
        Some(mark.subject.clone())
    }

    /// What the marks say of something, for those who do not see them; nothing while they are not drawn.
    pub fn words_of(&self, subject: &Subject) -> Option<String> {
        let mark = self.drawn.get(*self.by_subject.get(subject)?).filter(|_| self.shown)?;
        Some(self.sentences(mark).join(" "))
    }

    fn sentences(&self, mark: &Mark) -> Vec<&str> {
        let findings = self.made_from.as_ref().map_or(&[][..], |(_, findings)| findings.as_slice());
        mark.findings.iter().filter_map(|at| Some(findings.get(*at)?.advice.message.as_str())).collect()
    }

    fn make(&mut self, scene: &Arc<Scene>, findings: &Arc<Vec<Finding>>, subjects: impl Fn(&Finding) -> Vec<Subject>) {
        self.drawn.clear();
        self.by_subject.clear();
        for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.silenced.is_none()) {
            for subject in subjects(finding) {
                if let Some(known) = self.by_subject.get(&subject) {
                    self.drawn[*known].findings.push(at);
                } else if let Some(place) = scene.node(&subject).and_then(place) {
                    self.by_subject.insert(subject.clone(), self.drawn.len());
                    self.drawn.push(Mark { subject, at: place, findings: vec![at] });
                }
            }
        }
        self.made_from = Some((scene.clone(), findings.clone()));
    }
}

/// Makes the marks where they are shown and anything has changed.
pub fn make(workspace: &mut Workspace, scene: &Arc<Scene>) {
    if !workspace.canvas.marks.shown {
        return;
    }
    let findings = workspace.findings();
    let known = workspace.canvas.marks.made_from.as_ref();
    if !known.is_some_and(|(s, f)| Arc::ptr_eq(s, scene) && Arc::ptr_eq(f, &findings)) {
        let map = workspace.document.map();
        let primary = map.primary_on(workspace.day());
        let subjects = |finding: &Finding| marked(map, primary, &finding.advice);
        workspace.canvas.marks.make(scene, &findings, subjects);
    }
}

/// Finds the mark under the pointer among those that were drawn last.
pub fn point_at(response: &Response, canvas: &mut super::CanvasState) {
    canvas.marks.hovered = None;
    let free = matches!(canvas.gesture, Gesture::Idle) && canvas.tool == Tool::Select && canvas.editing.is_none();
    if let (Some(at), Some(area), true) = (response.hover_pos(), canvas.area, free && canvas.marks.shown) {
        let transform = canvas.camera.transform(area);
        let reach = radius(transform) + 2.0;
        // The last one lies on top.
        let under = |mark: &Mark| spot(transform, mark.at).distance(at) <= reach;
        canvas.marks.hovered = canvas.marks.drawn.iter().rposition(under);
    }
}

/// Draws those that are in sight, in one mesh.
pub fn paint(ui: &Ui, painter: &Painter, marks: &Marks, transform: TSTransform, palette: &Palette) {
    if !marks.shown {
        return;
    }
    let radius = radius(transform);
    let mut pen = Pen::new(ui.ctx().pixels_per_point());
    let sight = painter.clip_rect().expand(radius);
    let mut numbers = Vec::new();
    for (i, mark) in marks.drawn.iter().enumerate() {
        let at = spot(transform, mark.at);
        if !sight.contains(at) {
            continue;
        }
        let (ground, ink) = (palette.panel, palette.advice);
        let grown = if marks.hovered == Some(i) { radius + 1.0 } else { radius };
        if grown >= NUMBERED {
            pen.disc(at, grown + 1.5, ground);
        }
        pen.disc(at, grown, ink);
        if grown >= NUMBERED {
            pen.disc(at, grown - 1.3, ground);
            match mark.findings.len() {
                1 => pen.disc(at, 2.0, ink),
                more => numbers.push((at, more)),
            }
        }
    }
    painter.add(egui::Shape::mesh(pen.mesh));
    for (at, number) in numbers {
        let words = if number > 9 { "9+".to_owned() } else { number.to_string() };
        painter.text(at, Align2::CENTER_CENTER, words, font(Weight::SemiBold, 8.5), palette.advice);
    }
}

/// Tells what the mark under the pointer stands for. Answers whether there is one.
pub fn tooltip(response: &Response, marks: &Marks) -> bool {
    let Some(mark) = marks.hovered.and_then(|at| marks.drawn.get(at)) else { return false };
    let response = response.clone().on_hover_cursor(CursorIcon::PointingHand);
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(340.0);
        for sentence in marks.sentences(mark) {
            ui.label(RichText::new(sentence).font(font(Weight::Medium, 13.0)));
        }
        ui.label(RichText::new("Click to read why").color(Palette::for_ui(ui).muted));
    });
    true
}

fn radius(transform: TSTransform) -> f32 {
    (RADIUS_ON_PAGE * transform.scaling).clamp(LEAST, RADIUS)
}

fn spot(transform: TSTransform, at: Point) -> Pos2 {
    transform * pos2(at.x, at.y)
}

/// Where the mark of a node is: on a link its middle, else a corner.
fn place(node: &Node) -> Option<Point> {
    let bounds = node.bounds;
    match node.subject {
        Subject::Link { .. } | Subject::Serves { .. } => node.shapes.iter().find_map(|shape| match shape {
            Shape::Line { points, .. } => middle(points).map(|at| at + node.origin),
            _ => None,
        }),
        Subject::Direction | Subject::Backbone(_) => Some(bounds.min()),
        _ => Some(Point { x: bounds.right(), y: bounds.y }),
    }
}

/// The point half the way along a line.
fn middle(points: &[Point]) -> Option<Point> {
    let length = |pair: &[Point]| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y);
    let mut left = points.windows(2).map(length).sum::<f32>() / 2.0;
    for pair in points.windows(2) {
        let piece = length(pair);
        if piece > 0.0 && left <= piece {
            let t = left / piece;
            return Some(Point {
                x: pair[0].x + (pair[1].x - pair[0].x) * t,
                y: pair[0].y + (pair[1].y - pair[0].y) * t,
            });
        }
        left -= piece;
    }
    points.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::point;

    #[test]
    fn the_middle_of_a_link_is_half_the_way_along_it() {
        assert_eq!(middle(&[point(0.0, 0.0), point(10.0, 0.0), point(10.0, 30.0)]), Some(point(10.0, 10.0)));
        assert_eq!(middle(&[point(5.0, 5.0), point(5.0, 5.0)]), Some(point(5.0, 5.0)));
        assert_eq!(middle(&[]), None);
    }
}
