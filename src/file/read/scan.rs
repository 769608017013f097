//! A first look over a text, before it is parsed as JSON: what would exhaust the parser or be lost in it.

use std::borrow::Cow;
use std::ops::Range;

use super::{MAX_DEPTH, MAX_ITEMS};

/// No map within the limits has more values than this; a text that does would only fill the memory.
const MAX_VALUES: usize = 20 * MAX_ITEMS;

/// Why a text is not even tried.
#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    /// A bracket opens deeper than [`MAX_DEPTH`], at this byte.
    TooDeep(usize),
    /// There are more values than any map has.
    TooManyValues,
}

/// Checks the nesting without recursion and finds the numbers that JSON allows but a program's number cannot hold,
/// such as `1e999`. The text need not be JSON: what is wrong with it otherwise is for the parser to say.
pub(super) fn scan(text: &str) -> Result<Vec<Range<usize>>, Refusal> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut values) = (0, 0_usize, 0_usize);
    let mut oversized = Vec::new();
    while let Some(&byte) = bytes.get(at) {
        let end = match byte {
            b'"' => end_of_text(bytes, at),
            b'-' | b'0'..=b'9' => end_of_number(bytes, at),
            _ => at + 1,
        };
        match byte {
            b'[' | b'{' if depth == MAX_DEPTH => return Err(Refusal::TooDeep(at)),
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if values == MAX_VALUES => return Err(Refusal::TooManyValues),
            b',' => values += 1,
            b'-' | b'0'..=b'9' if is_oversized(&text[at..end]) => oversized.push(at..end),
            _ => {}
        }
        at = end;
    }
    Ok(oversized)
}

/// The text with the given numbers in quotes, so that they are kept digit by digit.
pub(super) fn quoted<'a>(text: &'a str, numbers: &[Range<usize>]) -> Cow<'a, str> {
    if numbers.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut result = String::with_capacity(text.len() + 2 * numbers.len());
    let mut done = 0;
    for number in numbers {
        result.push_str(&text[done..number.start]);
        result.push('"');
        result.push_str(&text[number.clone()]);
        result.push('"');
        done = number.end;
    }
    result.push_str(&text[done..]);
    Cow::Owned(result)
}

/// A place in a text, for people. Moves forwards only, so that many places of a large text are found in one pass.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    byte: usize,
    /// From 1.
    pub(super) line: usize,
    /// In characters, from 1.
    pub(super) column: usize,
}

impl<'a> Cursor<'a> {
    /// At the beginning of a text.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, byte: 0, line: 1, column: 1 }
    }

    /// Moved on to a byte, at most to the end of the text.
    pub(super) fn at(mut self, byte: usize) -> Self {
        let end = byte.clamp(self.byte, self.text.len());
        for passed in &self.text.as_bytes()[self.byte..end] {
            match passed {
                b'\n' => (self.line, self.column) = (self.line + 1, 1),
                // The bytes of a character after its first.
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
        self.byte = end;
        self
    }
}

fn end_of_text(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn end_of_number(bytes: &[u8], start: usize) -> usize {
    let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    bytes[start..].iter().position(|byte| !is_part(byte)).map_or(bytes.len(), |length| start + length)
}

/// Whether a JSON number lies beyond the largest float, or is a whole number whose last digits a float would lose.
fn is_oversized(number: &str) -> bool {
    // Up to 18 digits always fit a 64-bit integer, and only an exponent makes a short number large.
    if number.len() <= 18 && !number.contains(['e', 'E']) {
        return false;
    }
    match serde_json::from_str::<serde_json::Number>(number) {
        Err(error) => error.to_string().starts_with("number out of range"),
        Ok(held) => {
            let is_whole = !number.contains(['.', 'e', 'E']);
            is_whole && held.is_f64() && held.as_f64().is_none_or(|float| format!("{float:.0}") != number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_outside_texts_only() {
        assert_eq!(scan(&"[".repeat(127)), Ok(vec![]));
        assert_eq!(scan(&"[".repeat(128)), Err(Refusal::TooDeep(127)));
        assert_eq!(scan(&"[]".repeat(500)), Ok(vec![]));
        assert_eq!(scan(&format!("\"\\\"{}\"", "[".repeat(500))), Ok(vec![]));
    }

    #[test]
    fn numbers_that_a_float_cannot_hold_are_found_and_others_are_not() {
        for held in
            ["1e308", "-1e308", "9007199254740993", "18446744073709551615", "100000000000000000000", "0.1", "1e-999"]
        {
            assert!(!is_oversized(held), "{held}");
        }
        for lost in ["1e999", "-1e999", "18446744073709551617", "-123456789012345678901234567890"] {
            assert!(is_oversized(lost), "{lost}");
        }
        for no_number in ["01e999", "1e", "--------------------", "1.2.3.4.5.6.7.8.9.10"] {
            assert!(!is_oversized(no_number), "{no_number}");
        }
    }

    #[test]
    fn oversized_numbers_are_quoted_where_they_stand() {
        let text = r#"{"a": 1e999, "b": [-1e999,2], "c": "1e999"}"#;
        let numbers = scan(text).expect("flat");
        assert_eq!(quoted(text, &numbers), r#"{"a": "1e999", "b": ["-1e999",2], "c": "1e999"}"#);
    }

    #[test]
    fn lines_and_columns_are_counted_in_characters_from_one() {
        let place = |text: &str, byte: usize| {
            let cursor = Cursor::new(text).at(byte);
            (cursor.line, cursor.column)
        };
        assert_eq!(place("ab", 0), (1, 1));
        assert_eq!(place("é\nüb", 5), (2, 2));
        assert_eq!(place("a\n", 99), (2, 1));
        let cursor = Cursor::new("é\nüb").at(1).at(5);
        assert_eq!((cursor.line, cursor.column), (2, 2));
    }
}
