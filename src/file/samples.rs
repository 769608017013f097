//! The sample maps, embedded by the build script from the folder `samples/`.

use super::{FileError, Loaded, parse};

/// A map that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Its short name: that of its file, without the ending.
    pub name: &'static str,
    /// The title of the map.
    pub title: &'static str,
    /// What the map is about: the first sentence of its description; may be empty.
    pub lesson: &'static str,
    /// Its file, in canonical form.
    pub bytes: &'static [u8],
}

impl Sample {
    /// Reads the map.
    ///
    /// # Errors
    /// None as far as the tests of the samples reach.
    pub fn load(&self) -> Result<Loaded, FileError> {
        parse(self.bytes, self.name)
    }
}

static SAMPLES: &[Sample] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));

/// All samples, in the order in which they are offered.
pub fn all() -> &'static [Sample] {
    SAMPLES
}

/// The sample with this name.
pub fn find(name: &str) -> Option<&'static Sample> {
    all().iter().find(|sample| sample.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::to_bytes;

    #[test]
    fn every_sample_opens_without_repairs_and_saves_to_the_same_bytes() {
        for sample in all() {
            let loaded = sample.load().expect(sample.name);
            let repairs: Vec<String> = loaded.repairs.iter().map(ToString::to_string).collect();
            assert!(repairs.is_empty(), "{}: {repairs:#?}", sample.name);
            assert!(loaded.map.overview.set_aside.is_empty(), "{} has something set aside", sample.name);
            let saved = to_bytes(&loaded.map).expect(sample.name);
            assert_eq!(String::from_utf8_lossy(&saved), String::from_utf8_lossy(sample.bytes), "{}", sample.name);
        }
    }

    #[test]
    fn the_briefing_s_own_cases_come_first_and_before_comes_before_after() {
        let names: Vec<_> = all().iter().map(|sample| sample.name).collect();
        assert_eq!(names[..2], ["kaiser-permanente", "schindler"]);
        let place = |name| names.iter().position(|other| *other == name).expect("a sample");
        assert_eq!(place("bank-before") + 1, place("bank-after"));
    }

    #[test]
    fn a_sample_is_found_by_its_name_and_tells_title_and_lesson() {
        for sample in all() {
            assert_eq!(find(sample.name), Some(sample));
            let map = sample.load().expect(sample.name).map;
            assert_eq!(sample.title, map.overview.title);
            assert!(map.overview.description.starts_with(sample.lesson));
            assert!(!sample.lesson.is_empty(), "{} does not say what it is about", sample.name);
        }
        assert_eq!(find("no such sample"), None);
    }
}
