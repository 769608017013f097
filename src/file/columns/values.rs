//! Numbers as spreadsheets write them.

use super::cells::short;
use super::{DecimalMark, Question};
use crate::map::Qualifier;

/// The longest text that may stand beside a number.
const LONGEST_UNIT: usize = 30;

/// What says that a value is only about right.
const ABOUT: [&str; 8] = ["~", "≈", "about ", "approximately ", "approx. ", "circa ", "ca. ", "ca "];
/// What says that a value is a lower bound.
const AT_LEAST: [&str; 6] = [">=", "≥", ">", "at least ", "more than ", "over "];
/// What says that a value is an upper bound, which an observation cannot be.
const AT_MOST: [&str; 7] = ["<=", "≤", "<", "at most ", "less than ", "up to ", "under "];

/// A value that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The number; finite.
    pub value: f64,
    /// How exact it is.
    pub qualifier: Qualifier,
    /// What stood beside it.
    pub unit: String,
}

/// A text taken apart: what stands before a number, the number as it is written, and what stands beside it.
struct Parts<'a> {
    qualifier: Qualifier,
    negative: bool,
    digits: &'a str,
    exponent: &'a str,
    unit: &'a str,
}

/// Whether a text begins as a number does.
pub fn is_like_a_number(text: &str) -> bool {
    !matches!(parts(text), Ok(None))
}

/// Reads a value. `doubtful` says that even a point may be a mark of groups.
pub fn read(text: &str, decimal: Option<DecimalMark>, doubtful: bool) -> Result<Value, String> {
    let text = text.trim();
    let unread = || format!("“{}” is not a number", short(text));
    if text.starts_with('#') {
        return Err(format!("“{}” is an error of the spreadsheet and not a number", short(text)));
    }
    let parts = parts(text)?.ok_or_else(unread)?;
    let plain = plain(text, parts.digits, decimal, doubtful)?;
    let value: f64 = format!("{plain}{}", parts.exponent.replace('−', "-")).parse().map_err(|_| unread())?;
    if !value.is_finite() {
        return Err(format!("“{}” is too large a number", short(text)));
    }
    // No negative zero.
    let value = if parts.negative { 0.0 - value } else { value };
    Ok(Value { value, qualifier: parts.qualifier, unit: parts.unit.to_owned() })
}

/// Takes a value apart; nothing where it is no number. An error says why a number cannot be an observation.
fn parts(text: &str) -> Result<Option<Parts<'_>>, String> {
    let text = text.trim();
    let (rest, mut qualifier) = qualified(text)?;
    let rest = rest.trim_start().trim_start_matches(['$', '€', '£', '¥']).trim_start();
    let (rest, negative) = match rest.strip_prefix(['-', '−', '–']) {
        Some(rest) => (rest, true),
        None => (rest.strip_prefix('+').unwrap_or(rest), false),
    };
    let rest = rest.trim_start().trim_start_matches(['$', '€', '£', '¥']);
    let (digits, rest) = rest.split_at(length_of_digits(rest));
    let (exponent, rest) = rest.split_at(length_of_exponent(rest));
    let mut unit = rest.trim();
    for (mark, meant) in [('+', Qualifier::AtLeast), ('~', Qualifier::About)] {
        if let Some(rest) = unit.strip_prefix(mark) {
            (unit, qualifier) = (rest.trim(), meant);
        }
    }
    let is_unit = unit.chars().count() <= LONGEST_UNIT && !unit.contains(|c: char| c.is_ascii_digit() || c == ':');
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
        && digits.contains(|c: char| c.is_ascii_digit())
        && has_decimals_once(digits);
    Ok((is_number && is_unit).then_some(Parts { qualifier, negative, digits, exponent, unit }))
}

fn qualified(text: &str) -> Result<(&str, Qualifier), String> {
    let strip = |words: &[&str]| {
        words.iter().find_map(|word| {
            let start = text.get(..word.len())?;
            start.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
        })
    };
    if let Some(rest) = strip(&ABOUT) {
        Ok((rest, Qualifier::About))
    } else if let Some(rest) = strip(&AT_LEAST) {
        Ok((rest, Qualifier::AtLeast))
    } else if strip(&AT_MOST).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit())) {
        Err(format!(
            "“{}” is an upper bound: write the value itself, and what is known of it into the note",
            short(text)
        ))
    } else {
        Ok((text, Qualifier::Exact))
    }
}

/// Whether a mark that stands more than once stands between groups: a date such as 08.05.2012 is no number.
fn has_decimals_once(digits: &str) -> bool {
    [('.', ','), (',', '.')].into_iter().all(|(mark, other)| {
        let whole = digits.split(other).next().unwrap_or_default();
        digits.matches(mark).count() < 2 || could_group(whole, mark)
    })
}

/// A mark between groups of digits that is never a decimal mark.
fn is_group_mark(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\'' | '’')
}

fn length_of_digits(text: &str) -> usize {
    let mut all = text.char_indices().peekable();
    while let Some((at, c)) = all.next() {
        let before_digit = all.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !(c.is_ascii_digit() || matches!(c, '.' | ',') || (is_group_mark(c) && before_digit && at > 0)) {
            return at;
        }
    }
    text.len()
}

fn length_of_exponent(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return 0 };
    let digits = rest.strip_prefix(['+', '-', '−']).unwrap_or(rest);
    let after = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == digits.len() { 0 } else { text.len() - after.len() }
}

/// Whether a mark could stand between groups of three digits: 1,234 and 12,345,678, but not 0,125 or 12,75.
fn could_group(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(mark);
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    let begins = (1..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_digit()) && !first.starts_with('0');
    begins && rest.peek().is_some() && rest.all(is_group)
}

/// What the points and commas of a number can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    /// There is no comma, and at most one point.
    Plain,
    /// A decimal point, or commas between groups.
    Point,
    /// A decimal comma, or points between groups.
    Comma,
    /// A comma that can be either.
    Either,
}

fn marks(digits: &str) -> Marks {
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    match (points, commas) {
        (0 | 1, 0) => Marks::Plain,
        (_, 0) => Marks::Comma,
        (0, 1) if could_group(digits, ',') => Marks::Either,
        (0, 1) => Marks::Comma,
        (0, _) => Marks::Point,
        _ if digits.rfind('.') > digits.rfind(',') => Marks::Point,
        _ => Marks::Comma,
    }
}

/// The first value that can only be explained by a decimal comma, as it is written.
pub fn comma<'a>(mut cells: impl Iterator<Item = &'a str>) -> Option<String> {
    cells.find_map(|cell| {
        let digits = parts(cell).ok()??.digits;
        (digits.contains(',') && marks(digits) == Marks::Comma).then(|| digits.to_owned())
    })
}

/// Which decimal mark a column has, where any of its values has a comma that could be one. Where every comma can only be a
/// decimal mark, and no point could be one, that decides it.
pub fn decimal<'a>(cells: impl Iterator<Item = &'a str>) -> Question<DecimalMark> {
    let (mut point, mut comma, mut either, mut dotted) = (false, false, false, false);
    for cell in cells {
        let Ok(Some(parts)) = parts(cell) else { continue };
        match marks(parts.digits) {
            Marks::Plain => dotted |= parts.digits.contains('.'),
            Marks::Point => point = true,
            // Points between groups say it by themselves, as in 1.234.567.
            Marks::Comma if !parts.digits.contains(',') => {}
            Marks::Comma => comma = true,
            Marks::Either => either = true,
        }
    }
    match (comma, either, point) {
        (false, false, _) => Question::Settled,
        (true, false, false) if !dotted => Question::Decided(DecimalMark::Comma),
        (true, _, false) => Question::Open(Some(DecimalMark::Comma)),
        (false, true, true) => Question::Open(Some(DecimalMark::Point)),
        _ => Question::Open(None),
    }
}

/// The digits of a number as the language of the program writes them.
fn plain(text: &str, digits: &str, decimal: Option<DecimalMark>, doubtful: bool) -> Result<String, String> {
    let mark = match (decimal, marks(digits)) {
        (Some(mark), _) => mark,
        (None, Marks::Plain) if doubtful && could_group(digits, '.') => return Err(either(text, digits)),
        (None, Marks::Plain | Marks::Point) => DecimalMark::Point,
        (None, Marks::Comma) if digits.contains(',') && !digits.contains('.') => {
            return Err(format!("“{}” has a comma: choose the decimal mark", short(text)));
        }
        (None, Marks::Comma) => DecimalMark::Comma,
        (None, Marks::Either) => return Err(either(text, digits)),
    };
    let (decimal, group) = if mark == DecimalMark::Point { ('.', ',') } else { (',', '.') };
    let (whole, part) = digits.split_once(decimal).unwrap_or((digits, ""));
    if !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(format!("“{}” is not a number", short(text)));
    }
    let used: Option<char> = whole.chars().find(|c| !c.is_ascii_digit());
    if let Some(used) = used {
        if !could_group(whole, used) {
            return Err(ungrouped(text, used, (decimal, group)));
        }
        return Ok(format!("{}.{part}0", whole.replace(used, "")));
    }
    Ok(format!("0{whole}.{part}0"))
}

fn either(text: &str, digits: &str) -> String {
    let joined: String = digits.chars().filter(char::is_ascii_digit).collect();
    format!("“{}” can be {joined} or {}: choose the decimal mark", short(text), digits.replace(',', "."))
}

/// Why the marks in a number are none between groups of digits.
fn ungrouped(text: &str, used: char, (decimal, group): (char, char)) -> String {
    let named = |mark| if mark == ',' { "comma" } else { "point" };
    let has_both = text.contains(decimal);
    let text = short(text);
    if used != group {
        format!("“{text}” is not a number")
    } else if has_both {
        format!("“{text}” has a {} in a place where no thousands end", named(used))
    } else {
        format!("“{text}” has a {}, but the decimal mark is set to {}", named(used), named(decimal))
    }
}
