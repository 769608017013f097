//! The map as it comes out, and what of it is otherwise in the other version.

use std::sync::Arc;

use egui::emath::TSTransform;
use egui::{Painter, Rect, Ui};

use super::Review;
use super::ghost::{Ghost, label, missing, ring};
use crate::app::whose::subject;
use crate::app::workspace::{Workspace, theme};
use crate::map::{Moment, StrategyMap};
use crate::merge::{Conflict, Side};
use crate::scene::{Composer, Node, Rect as PageRect, Scene};

/// What is drawn of one difference; remembered until something of it changes.
#[derive(Clone)]
pub struct Drawn {
    key: Key,
    /// The map as it comes out.
    pub scene: Arc<Scene>,
    /// What somebody who cannot see it is told.
    pub told: String,
    /// What of the page is to be seen of the difference.
    pub around: Option<PageRect>,
    kept: Side,
    /// What it is about, as it comes out.
    node: Option<Node>,
    ghost: Option<Ghost>,
    /// What both versions have, ours first.
    words: [String; 2],
    /// Whether the drawing shows what differs.
    is_seen: bool,
}

#[derive(Clone, PartialEq)]
struct Key {
    revision: u64,
    moment: Moment,
    dark: bool,
    made: u64,
    at: usize,
}

impl Drawn {
    /// Draws the difference that is looked at.
    pub fn of(review: &Review, workspace: &Workspace, dark: bool) -> Self {
        let (revision, moment) = (workspace.document.revision(), workspace.moment());
        let key = Key { revision, moment, dark, made: review.made, at: review.at };
        if let Some(known) = review.drawn.as_ref().filter(|known| known.key == key) {
            return known.clone();
        }
        let now = workspace.document.map();
        let map = review.applied_to(now);
        let scene = compose(&map, moment, dark);
        let Some(conflict) = review.conflicts().get(review.at) else {
            let words = Default::default();
            return Self {
                key,
                scene,
                told: String::new(),
                around: None,
                kept: Side::Ours,
                node: None,
                ghost: None,
                words,
                is_seen: true,
            };
        };
        let other_map = review.applied_otherwise(now, conflict);
        let other_scene = compose(&other_map, moment, dark);
        let whose = subject(conflict.subject, conflict.item.as_ref(), &conflict.field, [&map, &other_map]);
        let [node, other] = [&scene, &other_scene].map(|scene| scene.node(whose.as_ref()?).cloned());
        let is_seen = match (&node, &other) {
            (Some(node), Some(other)) => node.shapes != other.shapes || node.bounds != other.bounds,
            (node, other) => node.is_some() != other.is_some(),
        };
        let ghost = other.map(|other| Ghost::beside(other, node.as_ref(), &scene, is_seen));
        let around = match (&node, &ghost) {
            (Some(node), Some(ghost)) => Some(node.bounds.union(ghost.bounds())),
            (node, ghost) => node.as_ref().map(|node| node.bounds).or(ghost.as_ref().map(Ghost::bounds)),
        };
        let words = [Side::Ours, Side::Theirs].map(|side| words(conflict, side));
        Self {
            key,
            scene,
            told: format!("{}.", conflict.words()),
            around,
            kept: conflict.kept,
            node,
            ghost,
            words,
            is_seen,
        }
    }

    fn label(&self, side: Side) -> String {
        let name = name(side);
        let words = &self.words[usize::from(side == Side::Theirs)];
        let lies_apart = self.ghost.as_ref().is_some_and(|ghost| !ghost.is_shared());
        if self.is_seen && self.node.is_some() && lies_apart { name.into() } else { format!("{name}: {words}") }
    }

    /// Paints both versions over the map.
    pub fn paint(&self, ui: &Ui, painter: &Painter, area: Rect, transform: TSTransform) {
        let other = self.kept.other();
        let [kept_label, other_label] = [self.label(self.kept), self.label(other)];
        match (&self.node, &self.ghost) {
            (Some(node), Some(ghost)) => {
                ghost.paint(ui, painter, transform, other, &other_label);
                ring(ui, painter, transform, node.bounds, self.kept, &kept_label);
            }
            (Some(node), None) => {
                ring(ui, painter, transform, node.bounds, self.kept, &kept_label);
                missing(ui, painter, transform, node.bounds, (other, false), &other_label);
            }
            (None, Some(ghost)) => {
                ghost.paint(ui, painter, transform, other, &other_label);
                missing(ui, painter, transform, ghost.bounds(), (self.kept, true), &kept_label);
            }
            // It stands nowhere on the map: both stand above it in words.
            (None, None) => {
                let at = area.left_top() + egui::vec2(14.0, 14.0);
                let below = label(ui, painter, at, area.width() - 28.0, (self.kept, true), &kept_label);
                label(
                    ui,
                    painter,
                    below.left_bottom() + egui::vec2(0.0, 6.0),
                    area.width() - 28.0,
                    (other, false),
                    &other_label,
                );
            }
        }
    }
}

/// How a side is called.
pub fn name(side: Side) -> &'static str {
    match side {
        Side::Ours => "Yours",
        Side::Theirs => "Theirs",
    }
}

/// What a side has there.
pub fn words(conflict: &Conflict, side: Side) -> String {
    let has = match side {
        Side::Ours => &conflict.ours,
        Side::Theirs => &conflict.theirs,
    };
    match has {
        Some(_) if conflict.field.is_empty() => "kept, as changed".into(),
        Some(words) => words.clone(),
        None if conflict.field.is_empty() => "removed".into(),
        None => "nothing".into(),
    }
}

fn compose(map: &StrategyMap, moment: Moment, dark: bool) -> Arc<Scene> {
    Arc::new(Composer::default().compose(map, moment, theme(dark)))
}
