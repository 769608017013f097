//! The workbook, read back.

use super::*;
use crate::file::samples;
use crate::map::{Indicator, Initiative, Link, Observation, Stage, StageEntry};
use resvg::usvg::roxmltree::Document;
use std::io::{Cursor, Read};
use std::sync::Arc;

/// A workbook, unpacked.
struct Book {
    zip: zip::ZipArchive<Cursor<Vec<u8>>>,
    strings: Vec<String>,
}

/// What a cell holds: its value, whether it is text, and the number of its style.
struct Seen {
    value: String,
    is_text: bool,
    style: usize,
}

impl Book {
    fn of(map: &StrategyMap, moment: Moment) -> Self {
        let bytes = xlsx(map, moment).expect("a workbook").bytes;
        let mut book = Self { zip: zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip"), strings: Vec::new() };
        let strings = book.part("xl/sharedStrings.xml");
        let tree = Document::parse(&strings).expect("well-formed");
        let texts = tree.descendants().filter(|n| n.has_tag_name("t"));
        book.strings = texts.map(|n| n.text().unwrap_or_default().to_owned()).collect();
        book
    }

    fn part(&mut self, name: &str) -> String {
        let mut text = String::new();
        self.zip.by_name(name).expect(name).read_to_string(&mut text).expect("text");
        text
    }

    fn cell(&mut self, sheet: usize, at: &str) -> Option<Seen> {
        let xml = self.part(&format!("xl/worksheets/sheet{sheet}.xml"));
        let tree = Document::parse(&xml).expect("well-formed");
        let cell = tree.descendants().find(|n| n.has_tag_name("c") && n.attribute("r") == Some(at))?;
        assert!(!cell.children().any(|n| n.has_tag_name("f")), "a formula in {at}");
        let raw = cell.children().find(|n| n.has_tag_name("v"))?.text()?.to_owned();
        let is_text = cell.attribute("t") == Some("s");
        let value = if is_text { self.strings[raw.parse::<usize>().expect("a number")].clone() } else { raw };
        let style = cell.attribute("s").map_or(0, |s| s.parse().expect("a number"));
        Some(Seen { value, is_text, style })
    }

    /// The cell below the heading with these words, in the first row.
    fn below(&mut self, sheet: usize, heading: &str) -> Option<Seen> {
        let letters = (0..26).map(|i| char::from(b'A' + i));
        for letter in letters {
            if self.cell(sheet, &format!("{letter}1")).is_some_and(|seen| seen.value == heading) {
                return self.cell(sheet, &format!("{letter}2"));
            }
        }
        panic!("no heading “{heading}”");
    }
}

const INITIATIVES: usize = 2;
const OBSERVATIONS: usize = 5;

fn map_with(initiative: Initiative) -> StrategyMap {
    StrategyMap { initiatives: [initiative].into_iter().collect(), ..StrategyMap::default() }
}

fn begun(since: &str) -> Initiative {
    let since = Some(since.parse().expect(since));
    let stage = StageEntry {
        since,
        stage: Stage::Scaling,
        illustrative: false,
        sources: Vec::new(),
        extra: crate::map::Extra::new(),
    };
    Initiative { id: "i".into(), stages: vec![stage], ..Initiative::default() }
}

fn today() -> Moment {
    Moment::on(Day::from_civil(2020, 1, 1))
}

#[test]
fn the_workbook_has_a_sheet_about_it_and_the_four_tables_with_filters_and_a_frozen_heading() {
    for map in [StrategyMap::default(), samples::all()[0].load().expect("a sample").map] {
        let mut book = Book::of(&map, today());
        let workbook = book.part("xl/workbook.xml");
        let tree = Document::parse(&workbook).expect("well-formed");
        let names: Vec<_> =
            tree.descendants().filter(|n| n.has_tag_name("sheet")).filter_map(|n| n.attribute("name")).collect();
        assert_eq!(names, ["About", "Initiatives", "Capabilities", "Links", "Observations"]);
        for sheet in 2..=5 {
            let xml = book.part(&format!("xl/worksheets/sheet{sheet}.xml"));
            assert!(xml.contains("<pane ySplit=\"1\" topLeftCell=\"A2\"") && xml.contains("state=\"frozen\""), "{xml}");
            assert!(xml.contains("<autoFilter ref=\"A1:"), "{xml}");
            assert!(!xml.contains("<hyperlink"), "{xml}");
        }
    }
}

#[test]
fn a_day_is_a_real_date_and_a_year_is_text_with_a_real_date_beside_it() {
    let day = |since: &str, heading: &str| {
        let mut book = Book::of(&map_with(begun(since)), today());
        let seen = book.below(INITIATIVES, heading).expect("a cell");
        (seen.value, seen.is_text)
    };
    let middle = "Stage since, sorts as (middle of its span)";
    assert_eq!(day("2012-05-08", "Stage since"), ("41037".into(), false));
    assert_eq!(day("2012", "Stage since"), ("2012".into(), true));
    assert_eq!(day("2012-05-08~", "Stage since"), ("2012-05-08~".into(), true));
    assert_eq!(day("2012", middle), ("41091".into(), false));
    assert_eq!(day("1874-03-01", "Stage since"), ("1874-03-01".into(), true));
    assert_eq!(day("1874", middle), ("1874-07-02".into(), true));
    let mut book = Book::of(&map_with(begun("2012-05-08")), today());
    let style = book.below(INITIATIVES, "Stage since").expect("a cell").style;
    let styles = book.part("xl/styles.xml");
    let tree = Document::parse(&styles).expect("well-formed");
    let formats = tree.descendants().find(|n| n.has_tag_name("cellXfs")).expect("formats");
    let format = formats.children().filter(|n| n.is_element()).nth(style).and_then(|n| n.attribute("numFmtId"));
    let dates =
        tree.descendants().find(|n| n.attribute("formatCode") == Some("yyyy-mm-dd")).expect("a format of dates");
    assert_eq!(format, dates.attribute("numFmtId"));
}

#[test]
fn a_value_is_a_number() {
    let mut map = StrategyMap::default();
    let observations = vec![Observation::exact(PartialDate::of_year(2012), -12.25)];
    map.indicators.put(Arc::new(Indicator { observations, ..Indicator::default() }));
    let seen = Book::of(&map, today()).below(OBSERVATIONS, "Value").expect("a cell");
    assert_eq!((seen.value.as_str(), seen.is_text), ("-12.25", false));
}

#[test]
fn no_text_becomes_a_formula_or_loses_a_letter() {
    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter";
    for title in ["=1+1", "@x", "https://a.example", "<&>\"' 🙂 Ωμέγα Ж", "_x0041_", "'=1", "007", word] {
        let initiative = Initiative { title: title.into(), ..begun("2012") };
        let seen = Book::of(&map_with(initiative), today()).below(INITIATIVES, "Title").expect("a cell");
        let told = seen.value.replace("_x005F_", "_");
        assert_eq!((told.as_str(), seen.is_text), (title, true));
    }
    let initiative = Initiative { title: "a\u{0}\u{1b}b\r\nc\u{FFFF}".into(), ..begun("2012") };
    assert_eq!(Book::of(&map_with(initiative), today()).below(INITIATIVES, "Title").expect("a cell").value, "ab\nc");
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_and_that_is_said() {
    let relies_on = (0..4).map(|i| Link::to(format!("{i}{}", "😀".repeat(5_000)).as_str().into())).collect();
    let initiative = Initiative { relies_on, ..begun("2012") };
    let map = map_with(initiative);
    let exported = xlsx(&map, today()).expect("a workbook");
    assert_eq!(exported.warnings.len(), 1);
    assert!(exported.warnings[0].starts_with("A text is longer than a cell"), "{:?}", exported.warnings);
    let seen = Book::of(&map, today()).below(INITIATIVES, "Relies on").expect("a cell");
    assert!(seen.value.ends_with("😀…") && seen.value.encode_utf16().count() <= MOST_TEXT);
}

#[test]
fn the_workbook_is_the_same_on_every_run_and_dated_by_its_day() {
    let map = samples::all()[0].load().expect("a sample").map;
    let moment = Moment::of(&map, None, Day(0));
    let [one, other] = [0, 1].map(|_| xlsx(&map, moment).expect("a workbook").bytes);
    assert!(one == other);
    let core = Book::of(&map, moment).part("docProps/core.xml");
    assert!(core.contains(">2022-10-31T00:00:00Z</dcterms:created>"), "{core}");
    assert!(core.contains(">2022-10-31T00:00:00Z</dcterms:modified>"), "{core}");
}
