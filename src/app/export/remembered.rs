//! The last choices, kept in the user's state folder for the next export.
//!
//! A convenience only: what cannot be read is forgotten, and what cannot be written too. The date and the other map are
//! not kept, for they belong to one map; nor is it kept that the map goes along, because each time that discloses anew.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::chosen::{Chosen, Measure};
use crate::export::{Format, Sheet};
use crate::file::{Replaces, write_file};
use crate::scene::Look;
use crate::scene::deck::{PageSize, SlideKind};

/// The name of the file, beside the list of recent files.
const FILE: &str = "export.json";

/// Where the last choices are kept.
#[derive(Debug, Default)]
pub struct Remembered {
    /// Nowhere where the user has no home: then they are kept for the session.
    file: Option<PathBuf>,
    last: Option<Chosen>,
}

impl Remembered {
    /// The choices that are kept in a folder, which need not exist.
    pub fn load(folder: Option<&Path>) -> Self {
        let file = folder.map(|folder| folder.join(FILE));
        let kept = file.as_ref().and_then(|file| std::fs::read(file).ok());
        let last = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).map(|value| read(&value));
        Self { file, last }
    }

    /// What was chosen last, or what is offered first.
    pub fn last(&self) -> Chosen {
        self.last.clone().unwrap_or_default()
    }

    /// Keeps what was chosen.
    pub fn keep(&mut self, chosen: &Chosen) {
        let value = written(chosen);
        self.last = Some(read(&value));
        let Some(file) = &self.file else { return };
        let _ = file.parent().map(std::fs::create_dir_all);
        let _ = serde_json::to_vec_pretty(&value).map(|bytes| write_file(file, &bytes, Replaces::Anything));
    }
}

fn written(chosen: &Chosen) -> Value {
    json!({
        "format": chosen.format.ending(),
        "page": chosen.page.key(),
        "theme": chosen.look.key(),
        "left_out": chosen.left_out.iter().map(|kind| kind.key()).collect::<Vec<_>>(),
        "since": chosen.since,
        "by_width": chosen.measure == Measure::Width,
        "dpi": chosen.dpi,
        "width": chosen.width,
        "transparent": chosen.transparent,
        "outlines": chosen.outlines,
        "table": chosen.sheet.key(),
    })
}

fn read(value: &Value) -> Chosen {
    let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default();
    let is = |name: &str| value.get(name).and_then(Value::as_bool).unwrap_or_default();
    let first = Chosen::default();
    let left_out = value.get("left_out").and_then(Value::as_array).into_iter().flatten();
    let left_out = left_out.filter_map(|key| named(&SlideKind::ALL, key.as_str()?, SlideKind::key)).collect();
    let mut chosen = Chosen {
        format: named(&Format::ALL, text("format"), Format::ending).unwrap_or(first.format),
        page: named(&PageSize::ALL, text("page"), PageSize::key).unwrap_or(first.page),
        look: named(&Look::ALL, text("theme"), Look::key).unwrap_or(first.look),
        left_out,
        since: text("since").to_owned(),
        measure: if is("by_width") { Measure::Width } else { Measure::Density },
        dpi: text("dpi").to_owned(),
        width: text("width").to_owned(),
        transparent: is("transparent"),
        outlines: is("outlines"),
        sheet: named(&Sheet::ALL, text("table"), Sheet::key).unwrap_or(first.sheet),
        ..Chosen::default()
    };
    // A field that could not be read then would not be understood now.
    if chosen.since().is_err() {
        chosen.since.clear();
    }
    for measure in [Measure::Density, Measure::Width] {
        if (Chosen { measure, ..chosen.clone() }).size().is_err() {
            match measure {
                Measure::Density => chosen.dpi.clone_from(&first.dpi),
                Measure::Width => chosen.width.clone_from(&first.width),
            }
        }
    }
    chosen
}

fn named<T: Copy>(all: &[T], name: &str, of: impl Fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|one| of(*one) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_choices_are_there_again_after_a_restart_and_what_discloses_is_not() {
        let folder = tempfile::tempdir().expect("folder");
        let state = folder.path().join("state");
        let mut remembered = Remembered::load(Some(&state));
        remembered.keep(&Chosen {
            format: Format::Png,
            page: PageSize::A3,
            look: Look::Mono,
            as_of: "2012".into(),
            left_out: vec![SlideKind::Backbone, SlideKind::Sources],
            since: "2010".into(),
            measure: Measure::Width,
            width: "1920".into(),
            transparent: true,
            sheet: Sheet::Links,
            embed: true,
            ..Chosen::default()
        });
        for remembered in [remembered, Remembered::load(Some(&state))] {
            let last = remembered.last();
            assert_eq!((last.format, last.page, last.look), (Format::Png, PageSize::A3, Look::Mono));
            assert_eq!(last.left_out, [SlideKind::Backbone, SlideKind::Sources]);
            assert_eq!((last.since.as_str(), last.width.as_str(), last.dpi.as_str()), ("2010", "1920", "300"));
            assert_eq!((last.measure, last.transparent, last.sheet), (Measure::Width, true, Sheet::Links));
            assert!(last.as_of.is_empty() && !last.embed);
        }
    }

    #[test]
    fn what_cannot_be_read_or_kept_is_no_error() {
        let folder = tempfile::tempdir().expect("folder");
        for broken in ["", "{", "[1]", "{\"format\": 7, \"dpi\": \"none\", \"since\": \"soon\", \"left_out\": [3]}"] {
            std::fs::write(folder.path().join(FILE), broken).expect("written");
            let last = Remembered::load(Some(folder.path())).last();
            assert_eq!((last.format, last.fault()), (Format::Pptx, None));
        }
        let mut below_a_file = Remembered::load(Some(&folder.path().join(FILE)));
        below_a_file.keep(&Chosen { format: Format::Svg, ..Chosen::default() });
        assert_eq!(below_a_file.last().format, Format::Svg);
    }
}
