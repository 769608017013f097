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

/// The parts of a deck. Those that are complete are packed while others are being made, so that few are held at a time.
pub struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    /// Those that are not packed yet.
    parts: Vec<Part>,
    /// What each part is that is more than its ending says.
    types: Vec<(String, &'static str)>,
}

impl Package {
    /// A package that says what is in it.
    ///
    /// # Errors
    /// Where nothing can be packed.
    pub fn new() -> Result<Self, ExportError> {
        let zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut package = Self { zip, parts: Vec::new(), types: Vec::new() };
        let root = [
            relation("officeDocument", "ppt/presentation.xml"),
            Relation {
                kind: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".into(),
                ..relation("", "docProps/core.xml")
            },
            relation("extended-properties", "docProps/app.xml"),
        ];
        package.write("_rels/.rels", relations_xml(&root).as_bytes())?;
        Ok(package)
    }

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

    /// Packs what was added so far: nothing more is to be said of it.
    ///
    /// # Errors
    /// Where it cannot be packed.
    pub fn settle(&mut self) -> Result<(), ExportError> {
        for part in std::mem::take(&mut self.parts) {
            self.write(&part.name, &part.bytes)?;
            if !part.relations.is_empty() {
                let (folder, file) = part.name.rsplit_once('/').unwrap_or(("", &part.name));
                let name = format!("{folder}/_rels/{file}.rels");
                self.write(&name, relations_xml(&part.relations).as_bytes())?;
            }
            self.types.extend(part.content_type.map(|kind| (part.name, kind)));
        }
        Ok(())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
        let failed = |error: &dyn std::fmt::Display| ExportError::Pack(error.to_string());
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        // A workbook is packed already, and to pack a small part takes longer than it saves room.
        let options = if bytes.len() < SMALL || name.ends_with(".xlsx") {
            options.compression_method(CompressionMethod::Stored)
        } else {
            options.compression_method(CompressionMethod::Deflated).compression_level(Some(1))
        };
        self.zip.start_file(name, options).map_err(|error| failed(&error))?;
        self.zip.write_all(bytes).map_err(|error| failed(&error))
    }

    /// The bytes of the file. The same parts are always the same bytes.
    ///
    /// # Errors
    /// Where something cannot be packed.
    pub fn pack(mut self) -> Result<Vec<u8>, ExportError> {
        self.settle()?;
        let types = self.content_types();
        self.write("[Content_Types].xml", types.as_bytes())?;
        Ok(self.zip.finish().map_err(|error| ExportError::Pack(error.to_string()))?.into_inner())
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
        for (name, kind) in &self.types {
            xml.leaf("Override", &[("PartName", &format!("/{name}")), ("ContentType", kind)]);
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
