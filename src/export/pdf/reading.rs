//! In which order the nodes of a page are read, and drawn.

use super::pen::Part;
use crate::scene::{Node, Rect, Scene, Subject};

/// Something that is read after another.
#[derive(Debug, PartialEq, Eq)]
pub enum Item {
    /// A node, by its place in the scene.
    Node(usize),
    /// What belongs together under the heading of its first node: a lane with its cards, a backbone with its capabilities.
    Section(Vec<usize>),
    /// The cells of a table, row by row.
    Table(Vec<usize>),
}

impl Item {
    /// Its nodes in their order.
    fn nodes(&self) -> &[usize] {
        match self {
            Self::Node(i) => std::slice::from_ref(i),
            Self::Section(nodes) | Self::Table(nodes) => nodes,
        }
    }
}

/// The order of a page: its headings and words, the lanes with their cards, the backbones with their capabilities, what
/// joins them, and then notes, legend, sources and whatever else there is.
pub fn order(scene: &Scene) -> Vec<Item> {
    let nodes = &scene.nodes;
    let mut taken = vec![false; nodes.len()];
    let mut items = Vec::new();
    items.extend(plain(nodes, |s| matches!(s, Subject::Heading | Subject::Map | Subject::Direction)));
    items.extend(words(nodes));
    for (i, node) in nodes.iter().enumerate() {
        if is_ground(&node.subject) {
            let mut members = members(nodes, node, &taken);
            members.iter().for_each(|member| taken[*member] = true);
            members.insert(0, i);
            items.push(Item::Section(members));
        }
    }
    let alone = |i: &usize| !taken[*i] && (is_card(&nodes[*i].subject) || is_box(&nodes[*i].subject));
    items.extend(in_rows(nodes, (0..nodes.len()).filter(alone).collect()).into_iter().map(Item::Node));
    items.extend(plain(nodes, is_link));
    items.extend(plain(nodes, |s| matches!(s, Subject::Note(_))));
    items.extend(plain(nodes, |s| matches!(s, Subject::Legend)));
    items.extend(plain(nodes, |s| matches!(s, Subject::Sources)));
    let mut read = vec![false; nodes.len()];
    items.iter().flat_map(Item::nodes).for_each(|i| read[*i] = true);
    items.extend((0..nodes.len()).filter(|i| !read[*i]).map(Item::Node));
    items
}

/// The order in which the nodes of a page are drawn, and how much of each. Programs that do not know the structure of a PDF
/// read it as it is drawn, so on a map that is the order of reading, above the lanes, the panel and the links. Where cards
/// lie on top of each other, it is the order of the scene.
pub fn steps(scene: &Scene) -> Vec<(usize, Part)> {
    let nodes = &scene.nodes;
    let whole = |i: usize| (i, Part::Whole);
    if !nodes.iter().any(|node| is_ground(&node.subject)) || overlaps(scene) {
        return (0..nodes.len()).map(whole).collect();
    }
    let all_of = |of: fn(&Subject) -> bool| (0..nodes.len()).filter(move |i| of(&nodes[*i].subject));
    let mut steps: Vec<(usize, Part)> = all_of(is_ground).map(|i| (i, Part::Ornaments)).collect();
    steps.extend(all_of(is_link).map(whole));
    let items = order(scene);
    for i in items.iter().flat_map(Item::nodes).copied().filter(|i| !is_link(&nodes[*i].subject)) {
        steps.push((i, if is_ground(&nodes[i].subject) { Part::Texts } else { Part::Whole }));
    }
    steps
}

/// Whether cards or boxes lie on top of each other.
fn overlaps(scene: &Scene) -> bool {
    let stands = |node: &&Node| is_card(&node.subject) || is_box(&node.subject);
    let mut standing = scene.nodes.iter().filter(stands);
    standing.any(|node| scene.within(node.bounds).filter(stands).any(|other| other.subject != node.subject))
}

fn plain(nodes: &[Node], of: impl Fn(&Subject) -> bool) -> impl Iterator<Item = Item> {
    nodes.iter().enumerate().filter(move |(_, node)| of(&node.subject)).map(|(i, _)| Item::Node(i))
}

/// Passages, charts and tables, in the order of the page. The cells of a table that follow each other are one table.
fn words(nodes: &[Node]) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open: Option<(&str, Vec<usize>)> = None;
    for (i, node) in nodes.iter().enumerate() {
        if let Subject::Cell { table, .. } = &node.subject {
            match &mut open {
                Some((name, cells)) if *name == &**table => cells.push(i),
                _ => items.extend(open.replace((table, vec![i])).map(|(_, cells)| Item::Table(cells))),
            }
        } else if matches!(node.subject, Subject::Passage(_) | Subject::Chart(_)) {
            items.extend(open.take().map(|(_, cells)| Item::Table(cells)));
            items.push(Item::Node(i));
        }
    }
    items.extend(open.map(|(_, cells)| Item::Table(cells)));
    items
}

fn is_ground(subject: &Subject) -> bool {
    matches!(subject, Subject::Lane(_) | Subject::Backbone(_))
}

fn is_link(subject: &Subject) -> bool {
    matches!(subject, Subject::Link { .. } | Subject::Serves { .. })
}

fn is_card(subject: &Subject) -> bool {
    matches!(subject, Subject::Initiative(_) | Subject::Reference(_))
}

fn is_box(subject: &Subject) -> bool {
    matches!(subject, Subject::Capability(_))
}

/// What stands on a lane or on the row of a backbone.
fn members(nodes: &[Node], owner: &Node, taken: &[bool]) -> Vec<usize> {
    let lane = matches!(owner.subject, Subject::Lane(_));
    let fits = |subject: &Subject| is_card(subject) || !lane && is_box(subject);
    let on_it = |i: &usize| fits(&nodes[*i].subject) && !taken[*i] && holds(owner.bounds, nodes[*i].bounds);
    in_rows(nodes, (0..nodes.len()).filter(on_it).collect())
}

fn holds(outer: Rect, inner: Rect) -> bool {
    let middle = inner.center();
    (outer.x..=outer.right()).contains(&middle.x) && (outer.y..=outer.bottom()).contains(&middle.y)
}

/// Row by row from the top, and from left to right within each. A card is in the row of the one above all that are left if
/// it begins above that one's middle.
fn in_rows(nodes: &[Node], mut left: Vec<usize>) -> Vec<usize> {
    let bounds = |i: &usize| nodes[*i].bounds;
    left.sort_by(|a, b| bounds(a).y.total_cmp(&bounds(b).y));
    let mut ordered: Vec<usize> = Vec::with_capacity(left.len());
    let mut from = 0;
    while let Some(first) = left.get(from) {
        let middle = bounds(first).center().y;
        let reach = left[from..].partition_point(|i| bounds(i).y <= middle).max(1);
        let row = &mut left[from..from + reach];
        row.sort_by(|a, b| bounds(a).x.total_cmp(&bounds(b).x));
        ordered.extend_from_slice(row);
        from += reach;
    }
    ordered
}
