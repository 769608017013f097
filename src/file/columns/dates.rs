//! Dates as spreadsheets write them.

use super::cells::short;
use super::{DayOrder, Question};
use crate::map::{DateError, Day, PartialDate};

/// The day that spreadsheets count from, in days since 1970.
const SPREADSHEET_EPOCH: i32 = -25_569;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A date that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The date.
    pub date: PartialDate,
    /// What the date cannot say, for the note.
    pub note: String,
    /// Whether a time of day stood beside it.
    pub time_left_out: bool,
}

/// What stands in a cell for a date.
#[derive(Clone, Debug, PartialEq)]
pub enum DateCell {
    /// One date, and no other.
    Found(Found),
    /// Day and month, in either order.
    Either { pair: (u8, u8), year: u16, about: bool, time_left_out: bool },
    /// Meant as a date, but none: why.
    Fault(String),
    /// Something else.
    Unlike,
}

impl DateCell {
    /// Whether it was meant as a date.
    pub fn is_like_a_date(&self) -> bool {
        *self != Self::Unlike
    }

    /// The date, with day and month in an order where that is known.
    pub fn resolve(self, text: &str, order: Option<DayOrder>) -> Result<Found, String> {
        match self {
            Self::Found(found) => Ok(found),
            Self::Fault(fault) => Err(fault),
            Self::Unlike if text.is_empty() => Err("There is no date".into()),
            Self::Unlike => Err(DateError::Form(short(text)).to_string()),
            Self::Either { pair, year, about, time_left_out } => {
                let order = order.or(evident(pair)).or((pair.0 == pair.1).then_some(DayOrder::DayFirst));
                let Some(order) = order else { return Err(undecided(text, pair)) };
                let (day, month) = if order == DayOrder::DayFirst { pair } else { (pair.1, pair.0) };
                if !(1..=12).contains(&month) {
                    return Err(format!("“{}” has no such month: {month} stands in its place", short(text)));
                }
                let date = build(text, &format!("{year:04}-{month:02}-{day:02}"), about)?;
                Ok(Found { date, note: String::new(), time_left_out })
            }
        }
    }
}

fn undecided(text: &str, (first, second): (u8, u8)) -> String {
    let name = |month: u8| MONTHS.get(usize::from(month).wrapping_sub(1)).map_or_else(String::new, |name| title(name));
    format!("“{}” can be {first} {} or {second} {}: choose what comes first", short(text), name(second), name(first))
}

fn title(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

/// The order that a date shows by itself: there is no month beyond 12.
fn evident((first, second): (u8, u8)) -> Option<DayOrder> {
    match (first > 12, second > 12) {
        (true, false) => Some(DayOrder::DayFirst),
        (false, true) => Some(DayOrder::MonthFirst),
        _ => None,
    }
}

/// In which order days and months stand in a column.
pub fn order(cells: impl Iterator<Item = DateCell>) -> Question<DayOrder> {
    let (mut day_first, mut month_first, mut undecided) = (false, false, false);
    for cell in cells {
        if let DateCell::Either { pair, .. } = cell {
            day_first |= evident(pair) == Some(DayOrder::DayFirst);
            month_first |= evident(pair) == Some(DayOrder::MonthFirst);
            undecided |= evident(pair).is_none() && pair.0 != pair.1;
        }
    }
    match (day_first, month_first, undecided) {
        (true, false, _) => Question::Decided(DayOrder::DayFirst),
        (false, true, _) => Question::Decided(DayOrder::MonthFirst),
        (_, _, true) => Question::Open(None),
        (_, _, false) => Question::Settled,
    }
}

/// What stands in a cell for a date.
pub fn classify(text: &str) -> DateCell {
    let text = text.trim();
    // Nothing longer is a date, and nothing longer has to be looked at.
    if text.len() > 60 {
        return DateCell::Unlike;
    }
    let (bare, about) = without_about(text);
    let (bare, time_left_out) = without_time(bare).map_or((bare, false), |bare| (bare, true));
    let forms = [numeric, quarter, worded];
    let form = forms.into_iter().map(|form| form(text, bare, about)).find(|cell| *cell != DateCell::Unlike);
    match form.unwrap_or(DateCell::Unlike) {
        DateCell::Found(found) => DateCell::Found(Found { time_left_out, ..found }),
        DateCell::Either { pair, year, about, .. } => DateCell::Either { pair, year, about, time_left_out },
        other => other,
    }
}

/// Takes "about" away, in the ways in which it is written.
fn without_about(text: &str) -> (&str, bool) {
    if let Some(bare) = text.strip_suffix('~') {
        return (bare.trim(), true);
    }
    for word in ["~", "≈", "about ", "circa ", "ca. ", "ca ", "c. "] {
        if text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return (text[word.len()..].trim(), true);
        }
    }
    (text, false)
}

/// Takes the time of day away, where there is one.
fn without_time(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(':')?;
    let date = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let hour = head.len() - date.len();
    let of_time = |c: char| c.is_ascii_digit() || ":.,+- ZzAaPpMm\u{202f}\u{a0}".contains(c);
    if !(1..=2).contains(&hour) || !rest.chars().all(of_time) {
        return None;
    }
    let bare = date.strip_suffix(['T', 't', ' ', '\u{a0}'])?;
    Some(bare.trim_end().trim_end_matches(','))
}

fn found(text: &str, written: &str, about: bool) -> DateCell {
    match build(text, written, about) {
        Ok(date) => DateCell::Found(Found { date, note: String::new(), time_left_out: false }),
        Err(fault) => DateCell::Fault(fault),
    }
}

/// The date of a written form; a fault names what was typed.
fn build(text: &str, written: &str, about: bool) -> Result<PartialDate, String> {
    let written = if about { format!("{written}~") } else { written.to_owned() };
    written.parse().map_err(|error| {
        let text = short(text);
        match error {
            DateError::Form(_) => DateError::Form(text),
            DateError::Month(_) => DateError::Month(text),
            DateError::Day(_, length) => DateError::Day(text, length),
        }
        .to_string()
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Dates of numbers only: 2012, 2012-05, 2012/5/8, 08.05.2012, 5/2012.
fn numeric(text: &str, bare: &str, about: bool) -> DateCell {
    let mark = bare.chars().find(|c| !c.is_ascii_digit());
    let parts: Vec<&str> = match mark {
        Some(mark @ ('-' | '/' | '.')) => bare.split(mark).collect(),
        Some(_) => return DateCell::Unlike,
        None => vec![bare],
    };
    if parts.len() > 3 || !parts.iter().all(|part| is_digits(part)) {
        return DateCell::Unlike;
    }
    let number = |at: usize| parts[at].parse::<u16>().unwrap_or(0);
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    match (lengths.as_slice(), mark) {
        ([4], _) => found(text, bare, about),
        ([5] | [5, _], None | Some('.')) => serial(text, parts[0]),
        ([4, 1 | 2], Some('.')) => DateCell::Fault(format!(
            "“{}” can be a month or a part of a year: write the month as in 2012-05",
            short(text)
        )),
        ([4, 1 | 2], _) => found(text, &format!("{}-{:02}", parts[0], number(1)), about),
        ([1 | 2, 4], _) => found(text, &format!("{}-{:02}", parts[1], number(0)), about),
        ([1 | 2, 1 | 2], Some('-' | '/')) => no_year(text),
        ([4, 1 | 2, 1 | 2], _) => found(text, &format!("{}-{:02}-{:02}", parts[0], number(1), number(2)), about),
        ([1 | 2, 1 | 2, 4], _) => {
            DateCell::Either { pair: (number(0) as u8, number(1) as u8), year: number(2), about, time_left_out: false }
        }
        ([1 | 2, 1 | 2, 2], _) => short_year(text),
        _ => DateCell::Unlike,
    }
}

fn no_year(text: &str) -> DateCell {
    DateCell::Fault(format!("“{}” has no year: write the date as in 2012-05-08", short(text)))
}

fn short_year(text: &str) -> DateCell {
    DateCell::Fault(format!("“{}” has a year of two digits: write all four", short(text)))
}

/// A date that a spreadsheet shows as the count of its days.
fn serial(text: &str, days: &str) -> DateCell {
    let days: i32 = days.parse().unwrap_or(0);
    if !(15_000..80_000).contains(&days) {
        return DateCell::Unlike;
    }
    let day = PartialDate::of_day(Day(days + SPREADSHEET_EPOCH)).in_words();
    DateCell::Fault(format!(
        "“{}” is how a spreadsheet counts days (perhaps {day}): give the cells the format yyyy-mm-dd and copy them again",
        short(text)
    ))
}

/// Quarters: Q3 2014, 2014-Q3, 3Q2014. There is no such date: it becomes about its middle month, and the note keeps it.
fn quarter(text: &str, bare: &str, _: bool) -> DateCell {
    let plain: String = bare.chars().filter(|c| !matches!(c, ' ' | '-' | '/' | '\'' | '’' | '.')).collect();
    let plain = plain.to_ascii_uppercase();
    let Some((before, after)) = plain.split_once('Q') else { return DateCell::Unlike };
    let digit = |text: &str| text.parse::<u8>().ok().filter(|n| text.len() == 1 && (1..=4).contains(n));
    let (quarter, year) = match (digit(before), before, after) {
        (Some(quarter), _, year) => (Some(quarter), year),
        (None, "", after) if after.is_ascii() && !after.is_empty() => (digit(&after[..1]), &after[1..]),
        (None, year, after) => (digit(after), year),
    };
    let Some(quarter) = quarter.filter(|_| is_digits(year)) else { return DateCell::Unlike };
    match year.len() {
        4 => {
            let cell = found(text, &format!("{year}-{:02}", 3 * quarter - 1), true);
            match cell {
                DateCell::Found(found) => DateCell::Found(Found { note: format!("Q{quarter} {year}"), ..found }),
                other => other,
            }
        }
        2 => short_year(text),
        _ => DateCell::Unlike,
    }
}

/// Dates with the month in words: 8 May 2012, May 8, 2012, May 2012, 8-May-2012.
fn worded(text: &str, bare: &str, about: bool) -> DateCell {
    let tokens = bare.split(|c: char| c.is_whitespace() || "-/.,".contains(c)).filter(|token| !token.is_empty());
    let (mut months, mut years, mut days) = (Vec::new(), Vec::new(), Vec::new());
    for token in tokens {
        let token = token.to_lowercase();
        let number = ["st", "nd", "rd", "th"].iter().find_map(|end| token.strip_suffix(end)).unwrap_or(&token);
        match (is_digits(number), number.len()) {
            (true, 4) => years.push(number.to_owned()),
            (true, 1 | 2) => days.push(number.to_owned()),
            _ => match month_of(&token) {
                Some(month) => months.push(month),
                None if is_weekday(&token) => {}
                None => return DateCell::Unlike,
            },
        }
    }
    match (months.as_slice(), years.as_slice(), days.as_slice()) {
        ([month], [year], []) => found(text, &format!("{year}-{month:02}"), about),
        ([month], [year], [day]) => found(text, &format!("{year}-{month:02}-{day:0>2}"), about),
        ([_], [], [_]) => {
            DateCell::Fault(format!("“{}” has no year of four digits: write it as in May 2012", short(text)))
        }
        ([_], [], [_, _]) => short_year(text),
        _ => DateCell::Unlike,
    }
}

fn month_of(token: &str) -> Option<u8> {
    let known = MONTHS.iter().position(|name| token.len() >= 3 && name.starts_with(token));
    let known = known.or_else(|| (token == "sept").then_some(8));
    known.map(|at| at as u8 + 1)
}

fn is_weekday(token: &str) -> bool {
    token.len() >= 3 && WEEKDAYS.iter().any(|name| name.starts_with(token))
}
