//! The structure of a document, as somebody reads it who cannot see it.

use std::num::NonZeroU16;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::page::Page;
use krilla::tagging::{BBox, TableHeaderScope, Tag, TagGroup, TagKind};

use super::lettering::writable;
use super::pen::{Block, Fit, Leaf, Role};
use super::reading::{Item, order};
use super::web::encoded;
use crate::scene::{Node, Scene, Subject};

/// What is needed to tell of a page.
pub struct Structure<'a, 'b> {
    /// The page, which gets the links that lead off it.
    pub page: &'a mut Page<'b>,
    /// Which page it is, from 0.
    pub number: usize,
    /// Where the drawing lies on it.
    pub fit: Fit,
    /// The drawing.
    pub scene: &'a Scene,
    /// What was drawn of each node.
    pub blocks: Vec<Vec<Block>>,
}

impl Structure<'_, '_> {
    /// The page as a section.
    pub fn section(mut self) -> TagGroup {
        let mut section = TagGroup::new(Tag::Section);
        for item in order(self.scene) {
            match item {
                Item::Node(i) => self.node(i, 1, &mut section),
                Item::Section(nodes) => {
                    let mut part = TagGroup::new(Tag::Section);
                    nodes.into_iter().for_each(|i| self.node(i, 2, &mut part));
                    push(&mut section, part);
                }
                Item::Table(cells) => section.push(self.table(&cells)),
            }
        }
        section
    }

    /// Adds what was drawn of a node; a heading of it is of a level.
    fn node(&mut self, i: usize, level: u16, into: &mut TagGroup) {
        let blocks = self.blocks.get_mut(i).map(std::mem::take).unwrap_or_default();
        let Some(node) = self.scene.nodes.get(i) else { return };
        for block in blocks {
            let mut group = TagGroup::new(self.tag(&block.role, node, level));
            block.leaves.into_iter().for_each(|leaf| self.leaf(leaf, &mut group));
            push(into, group);
        }
    }

    fn tag(&self, role: &Role, node: &Node, level: u16) -> TagKind {
        match role {
            Role::Heading(text) => {
                let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(writable(text).into_owned())).into()
            }
            Role::Paragraph => Tag::P.into(),
            Role::Picture => {
                let label = writable(&node.label);
                let told = if label.trim().is_empty() { node.subject.name() } else { label.into_owned() };
                let bounds = self.fit.on_paper(node.bounds).map(|rect| BBox::new(self.number, rect));
                Tag::Figure(Some(told)).with_bbox(bounds).into()
            }
        }
    }

    fn leaf(&mut self, leaf: Leaf, into: &mut TagGroup) {
        match leaf {
            Leaf::Content(content) => into.push(content),
            Leaf::Web { content, address, area } => {
                let action = Action::Link(LinkAction::new(encoded(&address)));
                let link = LinkAnnotation::new(area, Target::Action(action));
                let told = format!("Opens {}", writable(&address));
                let annotation = self.page.add_tagged_annotation(Annotation::new_link(link, Some(told)));
                let mut group = TagGroup::new(Tag::Link);
                group.push(content);
                group.push(annotation);
                into.push(group);
            }
        }
    }

    /// A table of cells: the rows that head columns first, then the others. A cell that is not drawn is empty.
    fn table(&mut self, cells: &[usize]) -> TagGroup {
        let mut places: Vec<(usize, usize, bool, usize)> = Vec::new();
        for i in cells {
            if let Some(Subject::Cell { row, column, heads, .. }) = self.scene.nodes.get(*i).map(|node| &node.subject) {
                places.push((*row, *column, *heads, *i));
            }
        }
        places.sort_unstable();
        let columns = places.iter().map(|(_, column, ..)| column + 1).max().unwrap_or(0);
        let (mut head, mut body) = (TagGroup::new(Tag::THead), TagGroup::new(Tag::TBody));
        for row in places.chunk_by(|a, b| a.0 == b.0) {
            let heads = row.iter().all(|(_, _, heads, _)| *heads);
            let mut group = TagGroup::new(Tag::TR);
            for column in 0..columns {
                group.push(self.cell(row.iter().find(|cell| cell.1 == column)));
            }
            if heads { head.push(group) } else { body.push(group) }
        }
        let mut table = TagGroup::new(Tag::Table);
        push(&mut table, head);
        push(&mut table, body);
        table
    }

    fn cell(&mut self, cell: Option<&(usize, usize, bool, usize)>) -> TagGroup {
        let Some((_, _, heads, i)) = cell else { return TagGroup::new(Tag::TD) };
        let tag: TagKind = if *heads { Tag::TH(TableHeaderScope::Column).into() } else { Tag::TD.into() };
        let mut group = TagGroup::new(tag);
        self.node(*i, 2, &mut group);
        group
    }
}

/// Adds a group that is not empty.
fn push(into: &mut TagGroup, group: TagGroup) {
    if !group.children.is_empty() {
        into.push(group);
    }
}
