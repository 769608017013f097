//! From bytes to a tree of JSON values, without losing what the parser alone would lose.

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::map::Entry;

use super::place::Place;
use super::report::{Report, short};
use super::scan::{self, Cursor, Refusal};
use super::words::{CUT_OFF, NEVER_WRITTEN, in_plain_words};
use super::{FileError, MAX_BYTES};

/// Reads JSON. What is well formed but cannot be held is reported: of a field that stands twice the last is used, and
/// a number too large is kept as text.
pub(super) fn tree(bytes: &[u8], name: &str, report: &mut Report) -> Result<Value, FileError> {
    let text = text(bytes, name)?;
    let oversized = scan::scan(text).map_err(|refusal| refused(refusal, text, name))?;
    tell_oversized(text, &oversized, report);
    let quoted = scan::quoted(text, &oversized);
    let mut parser = serde_json::Deserializer::from_str(&quoted);
    let node = Node { place: Place::Root, report };
    node.deserialize(&mut parser).and_then(|value| parser.end().map(|()| value)).map_err(|error| {
        let place = stop(&quoted, &error);
        let what = in_plain_words(&error).to_owned();
        FileError::NotJson { name: name.to_owned(), line: place.line, column: place.column, what }
    })
}

fn text<'a>(bytes: &'a [u8], name: &str) -> Result<&'a str, FileError> {
    let name = || name.to_owned();
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileError::TooLarge { name: name() });
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(FileError::Empty { name: name() });
    }
    let broken = |end: usize, what: &str| {
        let whole = std::str::from_utf8(&bytes[..end]).unwrap_or_default();
        let place = Cursor::new(whole).at(end);
        FileError::NotJson { name: name(), line: place.line, column: place.column, what: what.to_owned() }
    };
    let filled = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    // Zeros elsewhere too are another encoding.
    let ends_in_zeros = filled < bytes.len() && !bytes[..filled].contains(&0);
    match std::str::from_utf8(&bytes[..filled]) {
        Ok(_) if ends_in_zeros => Err(broken(filled, NEVER_WRITTEN)),
        // The last character stops in its middle.
        Err(error) if error.error_len().is_none() => {
            Err(broken(error.valid_up_to(), if ends_in_zeros { NEVER_WRITTEN } else { CUT_OFF }))
        }
        _ => std::str::from_utf8(bytes).map_err(|_| FileError::NotText { name: name() }),
    }
}

fn refused(refusal: Refusal, text: &str, name: &str) -> FileError {
    let name = name.to_owned();
    match refusal {
        Refusal::TooDeep(byte) => {
            let place = Cursor::new(text).at(byte);
            FileError::TooDeep { name, line: place.line, column: place.column }
        }
        Refusal::TooManyValues => FileError::TooManyItems { name },
    }
}

fn tell_oversized(text: &str, numbers: &[Range<usize>], report: &mut Report) {
    let mut place = Cursor::new(text);
    for number in numbers {
        place = place.at(number.start);
        let what = format!("the number {} is too large to be used and was kept as text", short(&text[number.clone()]));
        report.tell(format!("line {}, column {}", place.line, place.column), "", what);
    }
}

/// Where the parser stopped; it counts the bytes of a line, not the characters.
fn stop<'a>(text: &'a str, error: &serde_json::Error) -> Cursor<'a> {
    let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    Cursor::new(text).at(line_start + error.column().saturating_sub(1))
}

/// One value of the tree, at its place.
struct Node<'a> {
    place: Place<'a>,
    report: &'a mut Report,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, parser: D) -> Result<Value, D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let place = Place::Entry(&self.place, list.len());
            let Some(entry) = entries.next_element_seed(Node { place, report: self.report })? else {
                return Ok(Value::Array(list));
            };
            list.push(entry);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some(name) = fields.next_key::<String>()? {
            let place = Place::Field(&self.place, &name);
            let value = fields.next_value_seed(Node { place, report: self.report })?;
            match object.entry(name) {
                Entry::Vacant(field) => {
                    field.insert(value);
                }
                Entry::Occupied(mut field) => {
                    let place = Place::Field(&self.place, field.key());
                    let told = "the field stands twice".into();
                    self.report.keep(&place, "", told, "; the last one is used", field.get());
                    field.insert(value);
                }
            }
        }
        Ok(Value::Object(object))
    }
}
