//! Tables on the pages of a deck: laid out once, drawn for a preview and a PDF, and native in an office program.

use std::borrow::Cow;
use std::sync::Arc;

use super::sheet::{LEADING, set};
use crate::scene::body::Paragraph;
use crate::scene::geometry::{Point, Rect, point, rect};
use crate::scene::node::{Node, Shape, Stroke, Subject};
use crate::scene::text::TextSetter;
use crate::scene::theme::Theme;
use crate::scene::typeface::Weight;

/// What stays free inside a cell: left and right, above and below.
pub const PADDING: (f32, f32) = (10.0, 6.0);

/// A table as it stands on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name, unique on the page.
    pub name: String,
    /// What somebody who cannot see it is told.
    pub description: String,
    /// Where it stands.
    pub corner: Point,
    /// How wide its columns are.
    pub widths: Vec<f32>,
    /// Its rows; the first one heads the columns.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// How high it is.
    pub height: f32,
    /// Its cells.
    pub cells: Vec<Vec<Paragraph>>,
}

impl Table {
    /// The place that it takes.
    pub fn rect(&self) -> Rect {
        let height = self.rows.iter().map(|row| row.height).sum();
        rect(self.corner.x, self.corner.y, self.widths.iter().sum(), height)
    }
}

/// A table before it is laid out.
pub struct Draft {
    /// Its name.
    pub name: &'static str,
    /// What somebody who cannot see it is told.
    pub description: String,
    /// The heads of its columns, and how much of the width each takes.
    pub columns: Vec<(Cow<'static, str>, f32)>,
    /// Its rows: the cells, each of several paragraphs.
    pub rows: Vec<Vec<Vec<Paragraph>>>,
}

/// Lays a table out over as many pages as it needs: what of it stands on each.
pub fn lay_out(draft: &Draft, area: Rect, theme: &Theme, size: f32, setter: &mut TextSetter) -> Vec<Table> {
    let whole: f32 = draft.columns.iter().map(|column| column.1).sum();
    let widths: Vec<f32> = draft.columns.iter().map(|column| area.w * column.1 / whole).collect();
    // No row is higher than a third of the page: what is longer is shortened, so that a page holds several.
    let most = ((area.h / 3.0) / (LEADING * size)).floor().max(2.0) as usize;
    let head: Vec<Vec<Paragraph>> = draft
        .columns
        .iter()
        .map(|column| vec![Paragraph::plain(&*column.0, size, Weight::SemiBold, theme.on_accent)])
        .collect();
    let head = row(&head, &widths, most, setter);
    let rows: Vec<Row> = draft.rows.iter().map(|cells| row(cells, &widths, most, setter)).collect();
    let mut pages: Vec<Vec<Row>> = Vec::new();
    let mut free = 0.0;
    for next in rows {
        match pages.last_mut() {
            Some(page) if next.height <= free => {
                free -= next.height;
                page.push(next);
            }
            _ => {
                free = area.h - head.height - next.height;
                pages.push(vec![head.clone(), next]);
            }
        }
    }
    let table = |rows| Table {
        name: draft.name.to_owned(),
        description: draft.description.clone(),
        corner: area.min(),
        widths: widths.clone(),
        rows,
    };
    pages.into_iter().map(table).collect()
}

fn row(cells: &[Vec<Paragraph>], widths: &[f32], most: usize, setter: &mut TextSetter) -> Row {
    let mut height = 0.0_f32;
    let mut done = Vec::with_capacity(cells.len());
    for (cell, width) in cells.iter().zip(widths) {
        let set = set(setter, cell, Point::default(), width - 2.0 * PADDING.0, most);
        height = height.max(set.height);
        done.push(set.paragraphs);
    }
    Row { height: height.max(LEADING * super::sheet::LEAST) + 2.0 * PADDING.1, cells: done }
}

/// Draws a table: a node for each cell.
pub fn draw(table: &Table, theme: &Theme, setter: &mut TextSetter) -> Vec<Node> {
    let name: Arc<str> = table.name.as_str().into();
    let mut nodes = Vec::new();
    let mut y = table.corner.y;
    for (i, row) in table.rows.iter().enumerate() {
        let mut x = table.corner.x;
        for (column, (cell, width)) in row.cells.iter().zip(&table.widths).enumerate() {
            let place = rect(x, y, *width, row.height);
            let fill = if i == 0 {
                theme.ink
            } else if i.is_multiple_of(2) {
                theme.panel
            } else {
                theme.page
            };
            let mut shapes = vec![Shape::Box { rect: place, radius: 0.0, fill: Some(fill), stroke: None }];
            let line: Arc<[Point]> = Arc::new([point(x, place.bottom()), point(place.right(), place.bottom())]);
            shapes.push(Shape::Line { points: line, radius: 0.0, stroke: Stroke::solid(1.0, theme.edge) });
            let corner = point(x + PADDING.0, y + PADDING.1);
            shapes.extend(set(setter, cell, corner, width - 2.0 * PADDING.0, usize::MAX).shapes);
            let words = cell.iter().flat_map(|p| &p.runs).map(|run| run.text.as_str());
            nodes.push(Node {
                subject: Subject::Cell { table: name.clone(), row: i, column, heads: i == 0 },
                label: words.collect::<Vec<_>>().join(" ").into(),
                bounds: place,
                origin: Point::default(),
                title_area: None,
                shapes: shapes.into(),
                body: None,
            });
            x += width;
        }
        y += row.height;
    }
    nodes
}
