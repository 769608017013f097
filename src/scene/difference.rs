//! What differs between two versions of a map, drawn on the map itself.
//!
//! The map is drawn with what is gone at its old place, and marks on what has changed. A mark is a sign with a word; colour
//! only repeats what both say. Without a difference nothing here is called: the map is drawn as ever.

mod both;
mod found;
mod ghost;
mod mark;
mod sign;

use super::compose::{Composer, Scene};
use super::node::{Node, Subject};
use super::theme::Theme;
use crate::map::{Moment, StrategyMap};
use both::Both;
use found::Found;
use mark::Marker;

/// An earlier version of a map.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// What it is called: `Changes since …`.
    pub name: &'a str,
    /// The map as it was.
    pub map: &'a StrategyMap,
}

/// Draws a map as of a moment with what has changed on it since an earlier version: what was added, is gone, has moved, has
/// another link, another stage or another answer. `None` where nothing of it can be seen on the map.
pub fn difference(
    composer: &mut Composer,
    earlier: Earlier<'_>,
    map: &StrategyMap,
    moment: Moment,
    theme: &Theme,
) -> Option<Scene> {
    let found = Found::between(earlier.map, map, moment);
    if found.is_empty() {
        return None;
    }
    let both = Both::of(earlier.map, map, moment);
    let scene = composer.compose(&both.map, moment, theme);
    let manner = composer.manner();
    let mut frame = scene.frame.clone();
    let mut marker = Marker::new(theme, manner, &scene, composer.setter());
    let (below, above) = marker.marks(&found, &both);
    let legend = marker.legend(earlier.name, &found, &frame);
    frame.page.h = frame.page.h.max(legend.bounds.bottom() + if manner.is_slide() { 6.0 } else { 14.0 });
    let nodes = scene.nodes.iter().map(|node| ghost::as_it_is(node, &both, &found, theme));
    let nodes = layered(nodes.collect(), below, above, legend);
    let title = scene.title.clone();
    let description = format!("{} Marked on it is what has changed since {}.", scene.description, earlier.name);
    let mut drawn = Scene::new(title, description, frame.page, scene.background, nodes);
    drawn.frame = frame;
    Some(drawn)
}

/// All nodes from the back to the front: what marks where cards were lies below what stands there now.
fn layered(nodes: Vec<Node>, below: Vec<Node>, above: Vec<Node>, legend: Node) -> Vec<Node> {
    let is_card = |node: &Node| matches!(node.subject, Subject::Initiative(_) | Subject::Capability(_));
    let (places, nodes): (Vec<Node>, Vec<Node>) =
        nodes.into_iter().partition(|node| matches!(node.subject, Subject::Mark(_)));
    let at = nodes.iter().position(is_card).unwrap_or(nodes.len());
    let mut all = nodes;
    let cards = all.split_off(at);
    all.extend(places);
    all.extend(below);
    all.extend(cards);
    all.extend(above);
    all.push(legend);
    all
}

#[cfg(test)]
mod tests;
