use super::*;
use crate::map::Qualifier;
use proptest::prelude::*;

fn plain() -> Options<'static> {
    Options::default()
}

/// What each line came to, in short: the written date and the value, or the fault.
fn told(text: &str, options: &Options<'_>) -> Vec<String> {
    let line = |line: Line| match line.outcome {
        Outcome::Read(seen) => {
            let about = match seen.qualifier {
                Qualifier::Exact => "",
                Qualifier::About => "about ",
                Qualifier::AtLeast => "at least ",
            };
            format!("{} {about}{}", seen.date, seen.value)
        }
        Outcome::Heading => "heading".into(),
        Outcome::Blank => "blank".into(),
        Outcome::Fault(fault) => fault,
    };
    read(text, options).lines.into_iter().map(line).collect()
}

fn one(text: &str) -> String {
    told(text, &plain()).remove(0)
}

fn date(text: &str) -> String {
    one(&format!("{text}\t7")).trim_end_matches(" 7").to_owned()
}

fn value(text: &str) -> String {
    let told = one(&format!("2012\t{text}"));
    told.strip_prefix("2012 ").map(str::to_owned).unwrap_or(told)
}

fn value_with(text: &str, mark: DecimalMark) -> String {
    told(&format!("2012\t{text}"), &Options { decimal: Some(mark), ..plain() }).remove(0)
}

#[test]
fn columns_are_separated_by_tabs_semicolons_bars_spaces_or_commas() {
    for text in ["2012-05\t3.5", "2012-05; 3.5", "2012-05 | 3.5", "| 2012-05 | 3.5 |", "2012-05   3.5", "2012-05,3.5"] {
        assert_eq!(one(text), "2012-05 3.5", "{text}");
    }
    assert_eq!(one("2012-05,  3.5"), "2012-05 3.5");
    assert_eq!(one("\"2012-05\",\"3.5\""), "2012-05 3.5");
    assert_eq!(one("\"8 May, 2012\"\t\"3.5\"\t\t"), "2012-05-08 3.5");
}

#[test]
fn line_ends_marks_of_byte_order_and_blank_lines_do_no_harm() {
    let all = told("\u{feff}2012\t1\r\n\r\n2013\t2\r2014\t3\n\t\n\n", &plain());
    assert_eq!(
        all,
        ["2012 1", "blank", "2013 2", "2014 3"]
            .map(str::to_owned)
            .into_iter()
            .chain(["blank".into()])
            .collect::<Vec<_>>()
    );
    assert_eq!(told("", &plain()), ["blank"]);
}

#[test]
fn an_empty_column_at_the_left_is_left_out() {
    assert_eq!(told("\t2012\t1\n\t2013\t2", &plain()), ["2012 1", "2013 2"]);
    assert!(told("2012\t1\n\t2", &plain())[1].contains("no date beside “2”"));
}

#[test]
fn dates_are_read_in_every_form_that_leaves_no_doubt() {
    let all = [
        ("2012", "2012"),
        ("2012-05", "2012-05"),
        ("2016~", "2016~"),
        ("about 2016", "2016~"),
        ("2012/05/08", "2012-05-08"),
        ("2012.5.8", "2012-05-08"),
        ("2012/5", "2012-05"),
        ("5/2012", "2012-05"),
        ("8 May 2012", "2012-05-08"),
        ("8. May 2012", "2012-05-08"),
        ("May 8th, 2012", "2012-05-08"),
        ("Tue, 8 May 2012", "2012-05-08"),
        ("08-Sept-2012", "2012-09-08"),
        ("May 2012", "2012-05"),
        ("2012 december", "2012-12"),
        ("13/05/2012", "2012-05-13"),
        ("05/13/2012", "2012-05-13"),
        ("05.05.2012", "2012-05-05"),
        ("2012-05-08T10:15:00Z", "2012-05-08"),
        ("2012-05-08 10:15:00.5", "2012-05-08"),
        ("13/05/2012 1:15 PM", "2012-05-13"),
    ];
    for (text, read) in all {
        assert_eq!(date(text), read, "{text}");
    }
}

#[test]
fn dates_that_cannot_be_read_are_explained() {
    let all = [
        ("31.02.2012", "“31.02.2012” is not in the calendar: that month has 29 days"),
        ("31 Feb 2013", "28 days"),
        ("2012-13", "“2012-13” has no such month"),
        ("2012-00-01", "no such month"),
        ("05/08/2012", "can be 5 August or 8 May: choose what comes first"),
        ("13.13.2012", "has no such month"),
        ("8/5/12", "year of two digits"),
        ("8 May 12", "year of two digits"),
        ("May-12", "no year of four digits"),
        ("8/5", "has no year"),
        ("41037", "perhaps 8 May 2012"),
        ("41037.5", "yyyy-mm-dd"),
        ("2012.5", "part of a year"),
        ("soon", "is not a date"),
        ("99999", "is not a date"),
    ];
    for (text, fault) in all {
        let told = date(text);
        assert!(told.contains(fault), "{text}: {told}");
    }
    assert!(told("2011\t3\n\t3", &plain())[1].contains("no date beside “3”"));
}

#[test]
fn a_quarter_is_about_its_middle_month_and_the_note_keeps_it() {
    for text in ["Q3 2014", "2014-Q3", "2014Q3", "q3/2014", "3Q 2014"] {
        assert_eq!(date(text), "2014-08~", "{text}");
    }
    let reading = read("Q3 2014\t7", &plain());
    assert!(matches!(&reading.lines[0].outcome, Outcome::Read(seen) if seen.note == "Q3 2014"));
    assert!(reading.remarks.iter().any(|remark| remark.contains("quarter")));
    assert!(date("Q3 14").contains("two digits"));
    assert!(date("Q5 2014").contains("is not a date"));
}

#[test]
fn day_and_month_are_asked_for_unless_the_column_decides() {
    let text = "05/08/2012\t1\n06/08/2012\t2";
    assert_eq!(read(text, &plain()).order, Question::Open(None));
    let chosen = |order| told(text, &Options { order: Some(order), ..plain() });
    assert_eq!(chosen(DayOrder::DayFirst), ["2012-08-05 1", "2012-08-06 2"]);
    assert_eq!(chosen(DayOrder::MonthFirst), ["2012-05-08 1", "2012-06-08 2"]);

    let decided = read("05/08/2012\t1\n13/08/2012\t2", &plain());
    assert_eq!(decided.order, Question::Decided(DayOrder::DayFirst));
    assert!(decided.remarks.iter().any(|remark| remark.contains("Days come before months")));
    assert_eq!(told("05/08/2012\t1\n13/08/2012\t2", &plain()), ["2012-08-05 1", "2012-08-13 2"]);
    assert_eq!(told("05/08/2012\t1\n08/13/2012\t2", &plain()), ["2012-05-08 1", "2012-08-13 2"]);

    let at_odds = "13/08/2012\t1\n08/13/2012\t2\n05/08/2012\t3";
    assert_eq!(read(at_odds, &plain()).order, Question::Open(None));
    assert_eq!(read("2012-05-08\t1", &plain()).order, Question::Settled);
    let against = told("05/13/2012\t1", &Options { order: Some(DayOrder::DayFirst), ..plain() });
    assert!(against[0].contains("13 stands in its place"));
}

#[test]
fn values_are_read_with_their_marks_and_qualifiers() {
    let all = [
        ("1.5", "1.5"),
        (".5", "0.5"),
        ("3.", "3"),
        ("−2", "-2"),
        ("- 2", "-2"),
        ("+2", "2"),
        ("-0", "0"),
        ("1 234.5", "1234.5"),
        ("1\u{202f}234\u{202f}567", "1234567"),
        ("1'234.5", "1234.5"),
        ("1’234", "1234"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1.234", "1.234"),
        ("1.5E+3", "1500"),
        ("2e−3", "0.002"),
        ("45 %", "45"),
        ("45%", "45"),
        ("$ 3.5", "3.5"),
        ("-€3", "-3"),
        ("3.5 million", "3.5"),
        ("~3", "about 3"),
        ("≈ 3", "about 3"),
        ("ca. 3", "about 3"),
        (">3", "at least 3"),
        ("≥ 3", "at least 3"),
        ("At least 3", "at least 3"),
        ("70+", "at least 70"),
    ];
    for (text, read) in all {
        assert_eq!(value(text), read, "{text}");
    }
}

#[test]
fn values_that_cannot_be_read_are_explained() {
    let all = [
        ("n/a", "“n/a” is not a number"),
        ("NaN", "“NaN” is not a number"),
        ("inf", "is not a number"),
        ("#N/A", "an error of the spreadsheet"),
        ("#DIV/0!", "an error of the spreadsheet"),
        ("1e999", "too large"),
        ("12 5", "is not a number"),
        ("3 of 5", "is not a number"),
        ("<3", "upper bound"),
        ("1,2.5", "has a comma in a place where no thousands end"),
        ("", "no value beside “2012”"),
    ];
    for (text, fault) in all {
        let told = value(text);
        assert!(told.contains(fault), "{text}: {told}");
    }
}

#[test]
fn a_decimal_comma_is_taken_as_decided_where_no_value_can_be_read_otherwise() {
    let text = "2012\t3\n2013\t~12,75\n2014\t1.234,5";
    let reading = read(text, &plain());
    assert_eq!(reading.decimal, Question::Decided(DecimalMark::Comma));
    assert_eq!(reading.comma.as_deref(), Some("12,75"));
    assert_eq!(told(text, &plain()), ["2012 3", "2013 about 12.75", "2014 1234.5"]);
    let otherwise = told(text, &Options { decimal: Some(DecimalMark::Point), ..plain() });
    assert_eq!(otherwise[1], "“~12,75” has a comma, but the decimal mark is set to point");
}

#[test]
fn a_decimal_comma_beside_what_can_be_read_otherwise_is_proposed_and_never_guessed() {
    for beside in ["1.234", "4.7", "1,234"] {
        let text = format!("2012\t0,5\n2013\t{beside}");
        let reading = read(&text, &plain());
        assert_eq!(reading.decimal, Question::Open(Some(DecimalMark::Comma)), "{beside}");
        assert_eq!(reading.comma, None);
        assert_eq!(told(&text, &plain())[0], "“0,5” has a comma: choose the decimal mark");
    }
}

#[test]
fn a_comma_before_three_digits_can_be_either_and_that_is_said() {
    assert_eq!(value("1,234"), "“1,234” can be 1234 or 1.234: choose the decimal mark");
    assert_eq!(read("2012\t1,234", &plain()).decimal, Question::Open(None));
    assert_eq!(value_with("1,234", DecimalMark::Comma), "2012 1.234");
    assert_eq!(value_with("1,234", DecimalMark::Point), "2012 1234");
    assert_eq!(value_with("1,5", DecimalMark::Point), "“1,5” has a comma, but the decimal mark is set to point");
    assert_eq!(value_with("4.7", DecimalMark::Comma), "“4.7” has a point, but the decimal mark is set to comma");
    assert_eq!(value_with("1.234", DecimalMark::Comma), "2012 1234");
    let beside = read("2012\t1,234\n2013\t1,234.5", &plain());
    assert_eq!(beside.decimal, Question::Open(Some(DecimalMark::Point)));
}

#[test]
fn beside_decimal_commas_a_point_may_stand_between_groups() {
    let told = told("2012\t0,5\n2013\t1.234\n2014\t1.5", &plain());
    assert!(told[1].contains("can be 1234 or 1.234"), "{told:?}");
    assert_eq!(told[2], "2014 1.5");
}

#[test]
fn a_heading_is_recognised() {
    let reading = read("\nDate\tMembers (million)\n2012\t3", &plain());
    assert_eq!(reading.lines[1].outcome, Outcome::Heading);
    assert!(told("Date\tValue", &Options { no_heading: true, ..plain() })[0].contains("is not a date"));
    assert!(told("31.02.2012\tn/a\n2012\t3", &plain())[0].contains("29 days"));
}

#[test]
fn columns_in_reverse_order_are_recognised_where_there_is_no_doubt() {
    let reading = read("Value\tDate\n3\t2012-05\n2010\t2013-05\nn/a\t2014-05", &plain());
    assert!(matches!(&reading.lines[2].outcome, Outcome::Read(seen) if seen.value == 2010.0));
    assert!(reading.remarks.iter().any(|remark| remark.contains("values stand first")));
    assert_eq!(told("1990\t2010\n1991\t2011", &plain()), ["1990 2010", "1991 2011"]);
    assert_eq!(told("2012-05\t2010\nsoon\t2011", &plain())[0], "2012-05 2010");
    let comma = Options { decimal: Some(DecimalMark::Comma), ..plain() };
    assert_eq!(told("3,5\t13.05.2012", &comma), ["2012-05-13 3.5"]);
}

#[test]
fn further_columns_times_and_units_are_left_out_and_said() {
    let reading = read("2012-05-08 00:00\t45 %\tnote", &Options { unit: "%", ..plain() });
    assert!(matches!(&reading.lines[0].outcome, Outcome::Read(_)));
    let said = reading.remarks.join(" ");
    assert!(said.contains("first two columns") && said.contains("time of day") && said.contains("left out: “%”."));
    let other = read("2012\t3 million", &Options { unit: "%", ..plain() });
    assert!(other.remarks[0].contains("The indicator is in “%”: check the values"));
}

#[test]
fn commas_that_may_be_decimals_or_ends_of_columns_are_not_guessed_at() {
    assert!(one("2012-05-08,3,5").contains("separate the columns by a semicolon"));
    assert!(one("May 8, 2012, 3.5").contains("separate the columns by a semicolon"));
    assert_eq!(one("2012-05-08,3.5,a note"), "2012-05-08 3.5");
}

#[test]
fn a_line_with_one_column_says_what_is_missing() {
    assert!(told("2011\t1\n2012", &plain())[1].contains("no value beside “2012”"));
    assert!(told("2011\t1\nsomething", &plain())[1].contains("A date and a value are needed"));
}

#[test]
fn a_pulse_beyond_two_is_explained() {
    let pulse = Options { kind: IndicatorKind::Pulse, ..plain() };
    assert_eq!(told("2012\t−2", &pulse), ["2012 -2"]);
    assert!(told("2012\t3", &pulse)[0].contains("judgement from −2"));
}

#[test]
fn what_is_too_long_is_refused_in_a_sentence() {
    let long = read(&"2012\t1\n".repeat(MAX_LINES + 1), &plain());
    assert!(long.lines.is_empty() && long.refusal.is_some_and(|why| why.contains("10001 lines")));
    assert_eq!(read(&"2012\t1\n".repeat(MAX_LINES), &plain()).lines.len(), MAX_LINES);
    assert!(read(&"x".repeat(MAX_BYTES + 1), &plain()).refusal.is_some_and(|why| why.contains("megabyte")));
}

#[test]
fn a_table_is_told_from_a_list_of_ideas() {
    for table in ["2012\t3", "Idea\tOwner", "\n2012-05;3.5", "May 2012, 3", "3 | 2012-05"] {
        assert!(is_table(table), "{table}");
    }
    for other in
        ["", "Price estimate\nCoach marketplace", "A, B", "{\n  \"since\": \"2005\", \"x\": 3\n}", "\tIndented"]
    {
        assert!(!is_table(other), "{other}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_every_line_is_answered(
        text in r#"([0-9]{0,5}|[-−.,/~>≥<Q%"';|$€ \t\n\r]|May|about |1,5|é|\PC){0,40}"#,
        comma in any::<Option<bool>>(),
        first in any::<Option<bool>>(),
        pulse in any::<bool>(),
    ) {
        let decimal = comma.map(|comma| if comma { DecimalMark::Comma } else { DecimalMark::Point });
        let order = first.map(|first| if first { DayOrder::DayFirst } else { DayOrder::MonthFirst });
        let kind = if pulse { IndicatorKind::Pulse } else { IndicatorKind::Measure };
        let reading = read(&text, &Options { decimal, order, kind, unit: "%", no_heading: false });
        for (at, line) in reading.lines.iter().enumerate() {
            prop_assert_eq!(line.number, at + 1);
            if let Outcome::Read(seen) = &line.outcome {
                prop_assert!(kind.admits(seen.value));
            }
        }
        is_table(&text);
    }
}
