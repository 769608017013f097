//! What the speaker says, as notes of a slide.

use super::shape::LANGUAGE;
use super::slide::{SPACES, tree_root};
use crate::export::xml::Xml;

/// The notes of a slide.
pub fn xml(notes: &[String], number: usize) -> String {
    let mut xml = Xml::document();
    xml.open("p:notes", &SPACES).open("p:cSld", &[]).open("p:spTree", &[]);
    tree_root(&mut xml);
    xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
    xml.leaf("p:cNvPr", &[("id", "2"), ("name", "Slide image"), ("descr", &format!("Slide {number}"))]);
    xml.element("p:cNvSpPr", &[], |xml| {
        xml.leaf("a:spLocks", &[("noGrp", "1"), ("noRot", "1"), ("noChangeAspect", "1")]);
    });
    xml.element("p:nvPr", &[], |xml| {
        xml.leaf("p:ph", &[("type", "sldImg")]);
    });
    xml.close().leaf("p:spPr", &[]).close();
    xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
    xml.leaf("p:cNvPr", &[("id", "3"), ("name", "Notes"), ("descr", "Notes")]);
    xml.element("p:cNvSpPr", &[], |xml| {
        xml.leaf("a:spLocks", &[("noGrp", "1")]);
    });
    xml.element("p:nvPr", &[], |xml| {
        xml.leaf("p:ph", &[("type", "body"), ("idx", "1")]);
    });
    xml.close().leaf("p:spPr", &[]).open("p:txBody", &[]).leaf("a:bodyPr", &[]).leaf("a:lstStyle", &[]);
    let said: Vec<&str> = notes.iter().flat_map(|note| note.lines()).filter(|line| !line.trim().is_empty()).collect();
    for line in &said {
        xml.element("a:p", &[], |xml| {
            xml.element("a:r", &[], |xml| {
                xml.leaf("a:rPr", &[("lang", LANGUAGE), ("dirty", "0")]).words("a:t", line);
            });
        });
    }
    if said.is_empty() {
        xml.element("a:p", &[], |xml| {
            xml.leaf("a:endParaRPr", &[("lang", LANGUAGE)]);
        });
    }
    xml.close().close().close().close();
    xml.element("p:clrMapOvr", &[], |xml| {
        xml.leaf("a:masterClrMapping", &[]);
    });
    xml.finish()
}
