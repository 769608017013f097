//! CSV: one table as text, by RFC 4180.

use super::job::Sheet;
use super::reading::Reading;
use super::tables::{Cell, cleaned, grid};
use crate::map::{Moment, PartialDate, StrategyMap};

/// Without it Excel takes UTF-8 for another encoding and spoils every letter beyond ASCII.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Writes one table of a map as of a moment.
pub fn csv(map: &StrategyMap, sheet: Sheet, moment: Moment) -> String {
    let grid = grid(&Reading::of(map, moment), sheet);
    let mut out = String::from(BYTE_ORDER_MARK);
    line(&mut out, grid.headings.iter().map(|heading| heading.words.to_owned()));
    for row in &grid.rows {
        line(&mut out, row.iter().map(field));
    }
    out
}

fn line(out: &mut String, fields: impl Iterator<Item = String>) {
    for (i, field) in fields.enumerate() {
        if i > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\n', ';']) || field.starts_with(' ') || field.ends_with(' ') {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Number(value) => number(*value),
        Cell::Date(date) => date.to_string(),
        Cell::Day(day) => PartialDate::of_day(*day).to_string(),
    }
}

/// A text as one cell of a table on the clipboard, whose cells are set apart by tabs.
pub fn pasted(text: &str) -> String {
    harmless(&cleaned(text).replace('\n', "; "))
}

/// Text that no program takes for a formula: what begins like one gets an apostrophe before it, as OWASP has it for CSV injection.
/// What does not show at the beginning, and quotation marks, are looked behind.
fn harmless(text: &str) -> String {
    let formula = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let unseen = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '"' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    };
    let begins = text.starts_with('\n') || text.trim_start_matches(unseen).starts_with(formula);
    if begins { format!("'{text}") } else { text.to_owned() }
}

/// A number in its shortest exact form.
fn number(value: f64) -> String {
    let size = value.abs();
    if size >= 1e15 || (size > 0.0 && size < 1e-6) { format!("{value:e}") } else { (value + 0.0).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Day, Indicator, Initiative, Observation};
    use std::sync::Arc;

    fn written(title: &str, summary: &str) -> String {
        let mut map = StrategyMap::default();
        let initiative =
            Initiative { id: "i".into(), title: title.into(), summary: summary.into(), ..Initiative::default() };
        map.initiatives.put(Arc::new(initiative));
        csv(&map, Sheet::Initiatives, Moment::on(Day(0)))
    }

    #[test]
    fn a_table_begins_with_a_mark_and_its_headings_and_ends_its_lines_as_the_standard_has_it() {
        let text = written("Plain", "");
        assert!(text.starts_with("\u{FEFF}Id,Title,Strategy,Role,"), "{text}");
        assert!(text.ends_with("\r\n") && text.contains("\r\ni,Plain,,\"Idea, not placed\","), "{text}");
        let empty = csv(&StrategyMap::default(), Sheet::Links, Moment::on(Day(0)));
        assert_eq!(empty.matches("\r\n").count(), 1);
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_in_their_field() {
        let text = written("Say \"yes\", <now> & 'then' 🙂", "one\r\ntwo\u{7}");
        assert!(text.contains("i,\"Say \"\"yes\"\", <now> & 'then' 🙂\","), "{text}");
        assert!(text.contains("\"one\ntwo\""), "{text}");
    }

    #[test]
    fn text_that_begins_like_a_formula_is_told_as_text_and_numbers_are_left_alone() {
        for evil in
            ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1+1", "\"=1+1", "\u{FEFF}=1", "\u{200B}@A1", "＝1"]
        {
            let text = written(evil, "");
            let field = text.split("\r\n").nth(1).expect("a row").trim_start_matches("i,").trim_start_matches('"');
            assert!(field.starts_with('\''), "{evil:?}: {text}");
        }
        let mut map = StrategyMap::default();
        let observations = vec![Observation::exact(PartialDate::of_year(2012), -4.5)];
        map.indicators.put(Arc::new(Indicator { observations, ..Indicator::default() }));
        let text = csv(&map, Sheet::Observations, Moment::on(Day::from_civil(2020, 1, 1)));
        assert!(text.contains(",2012,2012-07-01,-4.5,exact,"), "{text}");
    }

    #[test]
    fn numbers_are_short_and_exact() {
        assert_eq!([0.0, -0.0, 1.5, 1e300, -2e-9].map(number), ["0", "0", "1.5", "1e300", "-2e-9"]);
    }
}
