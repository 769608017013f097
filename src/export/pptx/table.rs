//! Native tables, and the frame that tables and charts stand in.

use super::shape::{Told, Writer};
use super::units::Area;
use crate::export::xml::Xml;
use crate::scene::Paragraph;
use crate::scene::deck::{PADDING, Row, Table};

/// The style without lines and fillings: those are the cells' own, in the colours of the theme.
const STYLE: &str = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}";

impl Writer<'_> {
    /// A frame with something that is not a shape.
    pub fn frame(&mut self, told: Told<'_>, area: Area, content: impl FnOnce(&mut Xml)) {
        self.xml.open("p:graphicFrame", &[]).open("p:nvGraphicFramePr", &[]);
        self.identity(told);
        self.xml.element("p:cNvGraphicFramePr", &[], |xml| {
            xml.leaf("a:graphicFrameLocks", &[("noGrp", "1")]);
        });
        self.xml.leaf("p:nvPr", &[]).close();
        self.xml.element("p:xfrm", &[], |xml| {
            xml.leaf("a:off", &[("x", &area.x.to_string()), ("y", &area.y.to_string())]);
            xml.leaf("a:ext", &[("cx", &area.w.to_string()), ("cy", &area.h.to_string())]);
        });
        self.xml.element("a:graphic", &[], content);
        self.xml.close();
    }

    /// A table. `link` is asked for the relation to an address that a cell holds.
    pub fn table(&mut self, table: &Table, link: &mut dyn FnMut(&str) -> String) {
        let area = self.units.area(table.rect());
        // The cells are written with all that this writer knows, and then put into their frame.
        let before = std::mem::replace(&mut self.xml, Xml::fragment(4096));
        self.xml.element("a:tblPr", &[("firstRow", "1"), ("bandRow", "1")], |xml| {
            xml.words("a:tableStyleId", STYLE);
        });
        self.xml.open("a:tblGrid", &[]);
        for width in &table.widths {
            let width = self.units.length(*width).to_string();
            self.xml.leaf("a:gridCol", &[("w", &width)]);
        }
        self.xml.close();
        for (i, row) in table.rows.iter().enumerate() {
            self.row(i, row, link);
        }
        let cells = std::mem::replace(&mut self.xml, before).finish();
        self.frame(Told { name: &table.name, description: Some(&table.description) }, area, |xml| {
            xml.element("a:graphicData", &[("uri", "http://schemas.openxmlformats.org/drawingml/2006/table")], |xml| {
                xml.element("a:tbl", &[], |xml| {
                    xml.raw(&cells);
                });
            });
        });
    }

    fn row(&mut self, number: usize, row: &Row, link: &mut dyn FnMut(&str) -> String) {
        let height = self.units.length(row.height).to_string();
        self.xml.open("a:tr", &[("h", &height)]);
        for cell in &row.cells {
            self.cell(number, cell, link);
        }
        self.xml.close();
    }

    fn cell(&mut self, row: usize, cell: &[Paragraph], link: &mut dyn FnMut(&str) -> String) {
        let address = address(cell).map(|address| link(&address));
        self.xml.open("a:tc", &[]).open("a:txBody", &[]).leaf("a:bodyPr", &[]).leaf("a:lstStyle", &[]);
        self.paragraphs(cell, address.as_deref());
        self.xml.close();
        let (side, edge) = (self.units.length(PADDING.0).to_string(), self.units.length(PADDING.1).to_string());
        let margins = [("marL", side.as_str()), ("marR", &side), ("marT", &edge), ("marB", &edge), ("anchor", "t")];
        self.xml.open("a:tcPr", &margins);
        let width = self.units.length(1.0).max(1).to_string();
        for side in ["a:lnL", "a:lnR", "a:lnT"] {
            self.xml.element(side, &[("w", &width)], |xml| {
                xml.leaf("a:noFill", &[]);
            });
        }
        self.xml.element("a:lnB", &[("w", &width)], |xml| {
            xml.element("a:solidFill", &[], |xml| {
                xml.element("a:schemeClr", &[("val", "bg2")], |xml| {
                    xml.leaf("a:lumMod", &[("val", "85000")]);
                });
            });
        });
        let ground = match row {
            0 => "tx1",
            row if row.is_multiple_of(2) => "bg2",
            _ => "bg1",
        };
        self.xml.element("a:solidFill", &[], |xml| {
            xml.leaf("a:schemeClr", &[("val", ground)]);
        });
        self.xml.close().close();
    }
}

/// The address that a cell is, where it is one.
fn address(cell: &[Paragraph]) -> Option<String> {
    let [paragraph] = cell else { return None };
    let [run] = paragraph.runs.as_slice() else { return None };
    let text = run.text.trim();
    let is_one = (text.starts_with("https://") || text.starts_with("http://"))
        && text.is_ascii()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c))
        && text.split("://").nth(1).is_some_and(|rest| rest.contains('.') && !rest.starts_with('.'));
    is_one.then(|| text.to_owned())
}
