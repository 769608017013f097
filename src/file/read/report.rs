//! What was wrong with single items of a file, and what became of their originals.

use std::fmt;

use serde_json::Value;

use super::MAX_DEPTH;
use super::place::Place;
use crate::map::{Extra, SetAside, steers_direction};

/// Something in a file that could not be used as it stood. `Display` gives one sentence with path and title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Where it stood, as in `initiatives[3].position.x`; indices count from 0.
    pub path: String,
    /// The title of the item that it belongs to; empty where there is none.
    pub title: String,
    /// What was wrong and what was done about it.
    pub what: String,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if !self.title.is_empty() {
            write!(f, " “{}”", self.title)?;
        }
        write!(f, ": {}", self.what)
    }
}

/// What is done with a value that nothing can be made of.
pub(super) const LEFT_OUT: &str = "; it was left out";

/// How many characters of a file's own text a sentence quotes.
const QUOTED: usize = 60;

/// How many levels the list `set_aside` and its entry put around a value.
const LEVELS_AROUND: usize = 3;

/// Collects the faults of a file.
#[derive(Default)]
pub(super) struct Report {
    /// One for each fault, for the user.
    pub(super) repairs: Vec<Repair>,
    /// The originals, for the file.
    pub(super) set_aside: Vec<SetAside>,
}

impl Report {
    /// Reports a fault and keeps the original. The remedy follows the fault in the same sentence.
    pub(super) fn keep(&mut self, place: &Place<'_>, title: &str, fault: String, remedy: &str, original: &Value) {
        let path = place.to_string();
        self.tell(path.clone(), title, format!("{fault}{remedy}; the original is kept in set_aside"));
        self.set_aside.push(SetAside { path, fault, value: storable(original), extra: Extra::new() });
    }

    /// Reports a fault by which nothing was lost.
    pub(super) fn tell(&mut self, path: String, title: &str, what: String) {
        // What is quoted from the file may hold line breaks or turn what is around it, and a repair is one line.
        let one_line = |text: String| text.replace(|c: char| c.is_control() || steers_direction(c), " ");
        self.repairs.push(Repair { path: one_line(path), title: one_line(short(title)), what: one_line(what) });
    }
}

/// A text, or its beginning where it is too long for a sentence.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A copy that can stand in `set_aside`: as it is, or as text where the levels around it would nest it too deep.
fn storable(value: &Value) -> Value {
    if depth(value) + LEVELS_AROUND > MAX_DEPTH { Value::String(value.to_string()) } else { value.clone() }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(entries) => 1 + entries.iter().map(depth).max().unwrap_or(0),
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repair_is_told_with_path_and_title() {
        let mut repair = Repair { path: "initiatives[3].votes".into(), title: "Ask".into(), what: "it is odd".into() };
        assert_eq!(repair.to_string(), "initiatives[3].votes “Ask”: it is odd");
        repair.title.clear();
        assert_eq!(repair.to_string(), "initiatives[3].votes: it is odd");
    }

    #[test]
    fn long_texts_are_quoted_by_their_beginning() {
        assert_eq!(short(&"ä".repeat(60)), "ä".repeat(60));
        assert_eq!(short(&"ä".repeat(61)), format!("{}…", "ä".repeat(60)));
    }
}
