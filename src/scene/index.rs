//! What lies where: a uniform grid over the nodes of a scene, for culling and hit-testing.

use super::geometry::{Point, Rect};
use super::node::Node;

/// How large a cell is, in page units: about a card and the gap beside it.
const CELL: f32 = 320.0;

/// The most cells in a row or column; a larger page gets larger cells.
const MOST: f32 = 256.0;

/// Finds the nodes at a place without looking at the others.
#[derive(Clone, Debug, Default)]
pub struct Index {
    origin: Point,
    cell: (f32, f32),
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
}

impl Index {
    /// An index of the nodes by their bounds.
    pub fn new(nodes: &[Node]) -> Self {
        let Some(first) = nodes.first() else { return Self::default() };
        let all = nodes.iter().fold(first.bounds, |all, node| all.union(node.bounds));
        let cell = ((all.w / MOST).max(CELL), (all.h / MOST).max(CELL));
        let columns = (all.w / cell.0).ceil().max(1.0) as usize;
        let rows = (all.h / cell.1).ceil().max(1.0) as usize;
        let mut index = Self { origin: all.min(), cell, columns, rows, cells: vec![Vec::new(); columns * rows] };
        for (i, node) in nodes.iter().enumerate() {
            for area in node.areas() {
                index.enter(i as u32, area);
            }
        }
        index
    }

    fn enter(&mut self, node: u32, area: Rect) {
        let (x, y) = self.span(area);
        for row in y {
            for column in x.clone() {
                let cell = &mut self.cells[row * self.columns + column];
                // The pieces of one link meet in a cell.
                if cell.last() != Some(&node) {
                    cell.push(node);
                }
            }
        }
    }

    fn span(&self, area: Rect) -> (std::ops::RangeInclusive<usize>, std::ops::RangeInclusive<usize>) {
        let at = |value: f32, start: f32, size: f32, count: usize| {
            (((value - start) / size).floor().max(0.0) as usize).min(count.saturating_sub(1))
        };
        let column = |x| at(x, self.origin.x, self.cell.0, self.columns);
        let row = |y| at(y, self.origin.y, self.cell.1, self.rows);
        (column(area.x)..=column(area.right()), row(area.y)..=row(area.bottom()))
    }

    /// The nodes that lie in an area, from the back to the front. Of a link only those parts count that it runs along.
    pub fn within(&self, nodes: &[Node], area: Rect) -> Vec<usize> {
        if self.cells.is_empty() {
            return Vec::new();
        }
        let (x, y) = self.span(area);
        let share = x.clone().count() * y.clone().count();
        if share * 4 > self.cells.len() {
            // So much of the page is asked for that looking at each node is less work than looking at each cell.
            return (0..nodes.len()).filter(|i| touches(nodes[*i].bounds, area)).collect();
        }
        let mut found: Vec<usize> = y
            .flat_map(|row| x.clone().map(move |column| row * self.columns + column))
            .flat_map(|cell| self.cells[cell].iter().map(|i| *i as usize))
            .filter(|i| nodes.get(*i).is_some_and(|node| touches(node.bounds, area)))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn touches(a: Rect, b: Rect) -> bool {
    a.x <= b.right() && b.x <= a.right() && a.y <= b.bottom() && b.y <= a.bottom()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Subject, rect};

    fn node(bounds: Rect) -> Node {
        Node {
            subject: Subject::Legend,
            label: "".into(),
            bounds,
            origin: Point::default(),
            title_area: None,
            shapes: [].into(),
            body: None,
        }
    }

    #[test]
    fn the_grid_finds_what_a_search_of_all_finds() {
        let nodes: Vec<Node> =
            (0..400).map(|i| node(rect((i * 379 % 5000) as f32, (i * 787 % 3000) as f32, 248.0, 92.0))).collect();
        let index = Index::new(&nodes);
        for i in 0..200 {
            let area =
                rect((i * 97 % 5200) as f32, (i * 57 % 3200) as f32, (i * 13 % 900) as f32, (i * 7 % 700) as f32);
            let all: Vec<usize> = (0..nodes.len()).filter(|n| touches(nodes[*n].bounds, area)).collect();
            assert_eq!(index.within(&nodes, area), all);
        }
    }

    #[test]
    fn a_page_of_absurd_size_still_has_few_cells() {
        let index = Index::new(&[node(rect(0.0, 0.0, 2e7, 2e7))]);
        assert!(index.cells.len() <= 70_000);
    }
}
