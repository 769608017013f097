//! The parts of a deck in one zip file, with what says how they belong together: both are derived from the parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::export::ExportError;
use crate::export::xml::Xml;

/// Parts of fewer bytes are not packed.
const SMALL: usize = 2_500;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// That a part refers to another one.
pub struct Relation {
    kind: String,
    target: String,
    external: bool,
}

/// A relation of a kind of the office format to a part, by its way from where the relation stands.
pub fn relation(kind: &str, target: &str) -> Relation {
    Relation { kind: format!("{OFFICE}/{kind}"), target: target.to_owned(), external: false }
}

/// A relation to an address.
pub fn hyperlink(address: &str) -> Relation {
    Relation { kind: format!("{OFFICE}/hyperlink"), target: address.to_owned(), external: true }
}

/// A part of the package.
pub struct Part {
    name: String,
    content_type: Option<&'static str>,
    bytes: Vec<u8>,
    relations: Vec<Relation>,
}

impl Part {
    /// A part of a kind that [`content_type`] knows.
    pub fn new(name: String, kind: &str, xml: String) -> Self {
        Self { name, content_type: content_type(kind), bytes: xml.into_bytes(), relations: Vec::new() }
    }

    /// The same with what it refers to; the first is `rId1`.
    pub fn with(self, relations: Vec<Relation>) -> Self {
        Self { relations, ..self }
    }
}

/// What a part is, as the package says it; none for what its ending says.
fn content_type(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "presentation" => "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        "slide" => "application/vnd.openxmlformats-officedocument.presentationml.slide+xml",
        "slideLayout" => "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml",
        "slideMaster" => "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml",
        "notesSlide" => "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml",
        "notesMaster" => "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml",
        "theme" => "application/vnd.openxmlformats-officedocument.theme+xml",
        "presProps" => "application/vnd.openxmlformats-officedocument.presentationml.presProps+xml",
        "viewProps" => "application/vnd.openxmlformats-officedocument.presentationml.viewProps+xml",
        "tableStyles" => "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml",
        "chart" => "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        "core" => "application/vnd.openxmlformats-package.core-properties+xml",
        "app" => "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "customXmlProps" => "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        _ => return None,
    })
}

/// The parts of a deck.
#[derive(Default)]
pub struct Package {
    parts: Vec<Part>,
}

impl Package {
    /// Adds a part.
    pub fn add(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Adds a chart with its workbook.
    pub fn chart(&mut self, number: usize, xml: String, workbook: Vec<u8>) {
        let book = format!("../embeddings/Microsoft_Excel_Sheet{number}.xlsx");
        let chart = Part::new(format!("ppt/charts/chart{number}.xml"), "chart", xml);
        self.add(chart.with(vec![relation("package", &book)]));
        self.add(Part {
            name: format!("ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
            content_type: None,
            bytes: workbook,
            relations: Vec::new(),
        });
    }

    /// Adds the map itself, so that the deck opens as a map again.
    pub fn embed(&mut self, item: String) {
        let properties = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <ds:datastoreItem ds:itemID=\"{6B0F2C1E-8D1A-4E55-9B57-3A0C4F1D7E21}\" \
             xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"><ds:schemaRefs>\
             <ds:schemaRef ds:uri=\"urn:headway:map:1\"/></ds:schemaRefs></ds:datastoreItem>";
        let item = Part::new("customXml/item1.xml".into(), "", item);
        self.add(item.with(vec![relation("customXmlProps", "itemProps1.xml")]));
        self.add(Part::new("customXml/itemProps1.xml".into(), "customXmlProps", properties.into()));
        if let Some(presentation) = self.parts.iter_mut().find(|part| part.name == "ppt/presentation.xml") {
            presentation.relations.push(relation("customXml", "../customXml/item1.xml"));
        }
    }

    /// The bytes of the file. The same parts are always the same bytes.
    pub fn pack(self) -> Result<Vec<u8>, ExportError> {
        let failed = |error: &dyn std::fmt::Display| ExportError::Pack(error.to_string());
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(1))
            .last_modified_time(DateTime::default());
        let stored = options.compression_method(CompressionMethod::Stored).compression_level(None);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut write = |name: &str, bytes: &[u8], options: SimpleFileOptions| -> Result<(), ExportError> {
            // To pack a small part takes longer than it saves room.
            let options = if bytes.len() < SMALL { stored } else { options };
            zip.start_file(name, options).map_err(|error| failed(&error))?;
            zip.write_all(bytes).map_err(|error| failed(&error))
        };
        write("[Content_Types].xml", self.content_types().as_bytes(), options)?;
        let root = [
            relation("officeDocument", "ppt/presentation.xml"),
            Relation {
                kind: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".into(),
                ..relation("", "docProps/core.xml")
            },
            relation("extended-properties", "docProps/app.xml"),
        ];
        write("_rels/.rels", relations_xml(&root).as_bytes(), options)?;
        for part in &self.parts {
            // A workbook is packed already.
            let packing = if part.name.ends_with(".xlsx") { stored } else { options };
            write(&part.name, &part.bytes, packing)?;
            if !part.relations.is_empty() {
                let (folder, file) = part.name.rsplit_once('/').unwrap_or(("", &part.name));
                let name = format!("{folder}/_rels/{file}.rels");
                write(&name, relations_xml(&part.relations).as_bytes(), options)?;
            }
        }
        Ok(zip.finish().map_err(|error| failed(&error))?.into_inner())
    }

    fn content_types(&self) -> String {
        let mut xml = Xml::document();
        xml.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
        let endings = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ];
        for (ending, kind) in endings {
            xml.leaf("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        for part in &self.parts {
            if let Some(kind) = part.content_type {
                xml.leaf("Override", &[("PartName", &format!("/{}", part.name)), ("ContentType", kind)]);
            }
        }
        xml.finish()
    }
}

fn relations_xml(relations: &[Relation]) -> String {
    let mut xml = Xml::document();
    xml.open("Relationships", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")]);
    for (i, relation) in relations.iter().enumerate() {
        let id = format!("rId{}", i + 1);
        let mut attributes = vec![("Id", id.as_str()), ("Type", &relation.kind), ("Target", &relation.target)];
        if relation.external {
            attributes.push(("TargetMode", "External"));
        }
        xml.leaf("Relationship", &attributes);
    }
    xml.finish()
}
