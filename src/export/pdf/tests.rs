use std::collections::HashMap;
use std::sync::Arc;

use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Object, Stream};

use super::*;
use crate::export::{Choices, pages};
use crate::map::{Capability, Id, Initiative, Link, Position, StrategyKind, StrategyMap};
use crate::scene::deck::{PageSize, SlideKind};
use crate::scene::{Align, Color, Node, Point, Scene, Shape, Subject, Text, Weight, point, rect};

const DAY: Day = Day(19_000);

fn meta(map: Option<&[u8]>) -> PdfMeta<'_> {
    PdfMeta { title: "", author: Some("Board office"), subject: "A map", language: None, day: DAY, map }
}

fn map_of(titles: &[&str]) -> StrategyMap {
    let mut map = StrategyMap::default();
    map.capabilities.put(Arc::new(Capability::named(
        Id::new("shared"),
        "One shared record",
        crate::map::Backbone::Operational,
    )));
    for (i, title) in titles.iter().enumerate() {
        map.initiatives.put(Arc::new(Initiative {
            id: Id::new(format!("i{i}")),
            title: (*title).into(),
            strategy: Some(StrategyKind::CustomerEngagement),
            position: Some(Position { x: 20.0 + 300.0 * i as f64, y: 72.0 }.into()),
            relies_on: vec![Link::to(Id::new("shared"))],
            ..Initiative::default()
        }));
    }
    map
}

fn deck_of(titles: &[&str], page: PageSize) -> Deck {
    let choices = Choices { page, ..Choices::new(DAY) };
    pages(&map_of(titles), &choices)
}

fn written(deck: &Deck) -> Exported {
    pdf(deck, &meta(None), &mut |_| true).expect("a PDF")
}

fn text(words: &str, at: Point, size: f32) -> Shape {
    let typeface = crate::scene::Typeface::default();
    Shape::Text(Text {
        at,
        text: words.into(),
        size,
        weight: Weight::Regular,
        color: Color::hex(0x001020),
        align: Align::Start,
        spacing: 0.0,
        width: typeface.width(words, Weight::Regular, size),
        covered: typeface.covers(words, Weight::Regular),
    })
}

fn node(subject: Subject, lines: &[&str], at: Point) -> Node {
    let shapes: Vec<Shape> =
        (0_u8..).zip(lines).map(|(i, line)| text(line, point(0.0, 20.0 + 20.0 * f32::from(i)), 16.0)).collect();
    let bounds = rect(at.x, at.y, 400.0, 60.0);
    Node {
        subject,
        label: lines.concat().into(),
        bounds,
        origin: at,
        title_area: None,
        shapes: shapes.into(),
        body: None,
    }
}

fn slide(nodes: Vec<Node>) -> Slide {
    let page = rect(0.0, 0.0, 1600.0, 900.0);
    let scene = Scene::new("Page".into(), "A page".into(), page, Color::hex(0xFFFFFF), nodes);
    Slide {
        kind: SlideKind::Strategy,
        title: "Page".into(),
        footer: String::new(),
        notes: Vec::new(),
        scene,
        tables: Vec::new(),
        figures: Vec::new(),
    }
}

fn deck(slides: Vec<Slide>) -> Deck {
    Deck { title: "Deck".into(), page: PageSize::Wide, slides }
}

/// What the pages say, in the order in which they are drawn, by the tables that lead from glyphs to characters. What an
/// ornament says is not read.
fn said(bytes: &[u8]) -> String {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let mut said = String::new();
    for page in pdf.pages().iter() {
        let mut fonts: HashMap<String, HashMap<u16, String>> = HashMap::new();
        let mut font = String::new();
        let (mut actual, mut depth) = (None, 0);
        let mut operations = page.typed_operations();
        while let Some(operation) = operations.next() {
            let shown: Vec<u8> = match operation {
                TypedInstruction::TextFont(set) => {
                    font = set.0.as_str().to_owned();
                    let dict = page.resources().get_font(set.0).expect("the font");
                    fonts.entry(font.clone()).or_insert_with(|| characters(&dict));
                    continue;
                }
                TypedInstruction::BeginMarkedContentWithProperties(begin) => {
                    depth += 1;
                    if let Object::Dict(properties) = begin.1
                        && let Some(text) = properties.get::<hayro_syntax::object::String<'_>>("ActualText")
                    {
                        said.push_str(&unicode(text.as_bytes()));
                        actual = Some(depth);
                    }
                    continue;
                }
                TypedInstruction::BeginMarkedContent(_) => {
                    depth += 1;
                    continue;
                }
                TypedInstruction::EndMarkedContent(_) => {
                    if actual == Some(depth) {
                        actual = None;
                    }
                    depth -= 1;
                    continue;
                }
                TypedInstruction::ShowText(shown) => shown.0.as_bytes().to_vec(),
                TypedInstruction::ShowTexts(shown) => shown
                    .0
                    .iter::<hayro_syntax::object::Object<'_>>()
                    .filter_map(|part| match part {
                        Object::String(part) => Some(part.as_bytes().to_vec()),
                        _ => None,
                    })
                    .flatten()
                    .collect(),
                _ => continue,
            };
            if actual.is_none() {
                for glyph in shown.chunks_exact(2) {
                    let glyph = u16::from_be_bytes([glyph[0], glyph[1]]);
                    said.push_str(&fonts[&font][&glyph]);
                }
            }
        }
    }
    said
}

/// The characters of the glyphs of a font.
fn characters(font: &Dict<'_>) -> HashMap<u16, String> {
    let table = font.get::<Stream<'_>>("ToUnicode").expect("characters").decoded().expect("readable");
    let table = String::from_utf8_lossy(&table).into_owned();
    let hex = |text: &str| -> Vec<u8> {
        let text = text.trim_matches(['<', '>']);
        (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).expect("hex")).collect()
    };
    let pair = |line: &str| {
        let (glyph, text) = line.split_once(' ')?;
        let glyph = hex(glyph.strip_prefix('<')?);
        let text: Vec<u16> = hex(text).chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        (glyph.len() == 2).then(|| (u16::from_be_bytes([glyph[0], glyph[1]]), String::from_utf16_lossy(&text)))
    };
    table.lines().filter(|line| line.matches('<').count() == 2).filter_map(pair).collect()
}

/// A text of a PDF: UTF-16 behind its mark, or plain.
fn unicode(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        plain => plain.iter().map(|b| char::from(*b)).collect(),
    }
}

/// The values of a text entry in all dictionaries, in the order of the file.
fn entries(bytes: &[u8], key: &str) -> Vec<String> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let mut found = Vec::new();
    for object in pdf.objects() {
        if let Object::Dict(dict) = object
            && let Some(text) = dict.get::<hayro_syntax::object::String<'_>>(key)
        {
            found.push(unicode(text.as_bytes()));
        }
    }
    found
}

/// How many elements of the structure are of a kind.
fn count(bytes: &[u8], kind: &str) -> usize {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let of_kind = |object: &Object<'_>| match object {
        Object::Dict(dict) => {
            let named = |key: &str| dict.get::<hayro_syntax::object::Name<'_>>(key);
            dict.contains_key("P") && named("S").is_some_and(|name| name.as_str() == kind)
        }
        _ => false,
    };
    pdf.objects().into_iter().filter(of_kind).count()
}

#[test]
fn every_page_has_the_size_of_the_paper() {
    for size in PageSize::ALL {
        let mut deck = deck_of(&["One"], size);
        deck.slides.push(slide(vec![node(Subject::Heading, &["Second"], point(60.0, 40.0))]));
        let bytes = written(&deck).bytes;
        let pdf = Pdf::new(bytes).expect("a PDF");
        let (width, height) = size.points();
        let sizes: Vec<(f32, f32)> = pdf.pages().iter().map(|page| page.base_dimensions()).collect();
        assert_eq!(sizes, vec![(width, height); deck.slides.len()], "{size:?}");
    }
}

#[test]
fn the_text_is_read_from_the_title_to_the_backbone() {
    let bytes = written(&deck_of(&["Members open their record", "Waffles, office & file"], PageSize::Wide)).bytes;
    let said = said(&bytes);
    let expected = [
        "Untitled map",
        "STRATEGIC DIRECTION",
        "Customer engagement",
        "Members open their record",
        "Waffles, office & file",
        "Digitized solutions",
        "Operational backbone",
        "One shared record",
        "Advancing",
    ];
    let places: Vec<Option<usize>> = expected.iter().map(|words| said.find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{said}");
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let made =
        || pdf(&deck_of(&["One", "Två", "Три"], PageSize::A4), &meta(Some(b"{}")), &mut |_| true).expect("a PDF");
    assert_eq!(made().bytes, made().bytes);
}

#[test]
fn the_map_that_goes_along_comes_back_as_it_was() {
    let map = "{\"title\": \"Überblick\"}\n".repeat(400);
    let bytes =
        pdf(&deck_of(&["One"], PageSize::Wide), &meta(Some(map.as_bytes())), &mut |_| true).expect("a PDF").bytes;
    assert_eq!(entries(&bytes, "UF"), [ATTACHMENT]);
    let pdf = Pdf::new(bytes).expect("a PDF");
    let embedded = pdf.objects().into_iter().find_map(|object| match object {
        Object::Stream(stream) if stream.dict().contains_key("Params") => {
            stream.decoded().ok().map(|data| data.into_owned())
        }
        _ => None,
    });
    assert_eq!(embedded.as_deref(), Some(map.as_bytes()));
    assert!(entries(&written(&deck_of(&["One"], PageSize::Wide)).bytes, "UF").is_empty());
}

#[test]
fn odd_texts_never_fail() {
    let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    let odd = [
        long,
        "Ελλάδα, Москва, Zürich e\u{301}",
        "<&>\"' \\(%) -> => fi ffl",
        "\u{0}\u{1}\u{7}\u{1B}bell\u{FEFF}\u{FFFE}\u{FFFF}\u{2028}\u{AD}\u{200B}",
        "😀 👨‍👩‍👧‍👦 ❤️ 🏳️‍🌈",
        "שלום עולם 2024 and مرحبا بالعالم (1)",
        "日本語 ไทย हिन्दी \u{10FFFF}\u{E000}\u{FDD0}",
        "\u{202E}turned\u{202C} \u{300}",
        "",
        "   ",
    ];
    for titles in odd.chunks(2) {
        written(&deck_of(titles, PageSize::Wide));
    }
    let mut deck = deck_of(&odd, PageSize::Standard);
    let nodes = odd.iter().map(|words| node(Subject::Passage((*words).into()), &[words, words], point(90.0, 90.0)));
    let mut odd_page = slide(nodes.collect());
    odd_page.title = odd.concat();
    deck.title = odd.concat();
    deck.slides.push(odd_page);
    deck.slides.push(slide(Vec::new()));
    deck.slides.push(Slide { title: String::new(), ..slide(vec![node(Subject::Heading, &[""], point(0.0, 0.0))]) });
    written(&deck);
    let mut bundled_alone = Lettering::new(false);
    let made = write(&deck, &meta(None), None, &mut bundled_alone, &mut |_| true).expect("not stopped");
    assert!(made.is_ok() && bundled_alone.missing().contains("日"), "{:?}", bundled_alone.missing());
}

#[test]
fn what_no_font_has_becomes_a_box_that_still_tells_what_it_is() {
    let page = slide(vec![node(Subject::Passage("p".into()), &["Next \u{F8FFE}\u{F8FFE} year"], point(90.0, 90.0))]);
    let made = written(&deck(vec![page]));
    assert!(said(&made.bytes).contains("Next \u{F8FFE}\u{F8FFE} year"), "{}", said(&made.bytes));
    assert_eq!(made.warnings.len(), 1);
    assert!(made.warnings[0].contains("U+F8FFE"), "{:?}", made.warnings);
    assert!(written(&deck_of(&["One"], PageSize::Wide)).warnings.is_empty());
}

#[test]
fn headings_pictures_and_tables_are_told_apart() {
    let cell = |row, column| Subject::Cell { table: "t".into(), row, column, heads: row == 0 };
    let cells = [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)];
    let cell_node = |(row, column): (usize, usize)| {
        node(cell(row, column), &["A cell"], point(60.0 + 400.0 * column as f32, 200.0 + 60.0 * row as f32))
    };
    let mut nodes = vec![node(Subject::Heading, &["What the strategy", "says"], point(60.0, 40.0))];
    nodes.push(node(Subject::Passage("need".into()), &["A need", "in two lines"], point(60.0, 100.0)));
    nodes.extend(cells.map(cell_node));
    nodes.push(node(Subject::Chart(Id::new("c")), &["12 %"], point(60.0, 500.0)));
    nodes.push(node(Subject::Footer, &["Page 1"], point(60.0, 860.0)));
    let bytes = written(&deck(vec![slide(nodes)])).bytes;
    let counts = ["Sect", "H1", "Table", "THead", "TR", "TH", "TD", "Figure"].map(|kind| count(&bytes, kind));
    assert_eq!(counts, [1, 1, 1, 1, 3, 2, 4, 1]);
    assert_eq!(entries(&bytes, "T"), ["What the strategy says"]);
    assert_eq!(entries(&bytes, "Alt"), ["12 %"]);
}

#[test]
fn every_card_and_link_of_a_map_is_told_of() {
    let alts = entries(&written(&deck_of(&["One", "Two"], PageSize::Wide)).bytes, "Alt");
    let told = |words: &str| alts.iter().filter(|alt| alt.contains(words)).count();
    assert!(told("One shared record") >= 3, "{alts:?}");
    assert!(told("Legend") == 1 && told("Two") >= 2, "{alts:?}");
}

#[test]
fn an_address_in_a_text_can_be_followed_from_each_of_its_lines() {
    let mut passage =
        node(Subject::Passage("p".into()), &["Report (https://a.example/long/", "way), and more"], point(60.0, 100.0));
    passage.label = "Report (https://a.example/long/way), and more".into();
    let bytes = written(&deck(vec![slide(vec![passage])])).bytes;
    assert_eq!(count(&bytes, "Link"), 2);
    assert_eq!(entries(&bytes, "Contents"), ["Opens https://a.example/long/way", "Opens https://a.example/long/way"]);
    assert!(said(&bytes).starts_with("Report (https://a.example/long/ way), and more"), "{}", said(&bytes));
}

#[test]
fn there_is_a_bookmark_for_every_page_and_the_document_says_what_it_is() {
    let first = Slide { title: "First".into(), ..slide(Vec::new()) };
    let second = Slide { title: "Second & last".into(), ..slide(Vec::new()) };
    let bytes = written(&deck(vec![first, second])).bytes;
    let titles = entries(&bytes, "Title");
    for title in ["First", "Second & last", "Deck"] {
        assert!(titles.iter().any(|t| t == title), "{titles:?}");
    }
    assert_eq!(entries(&bytes, "Author"), ["Board office"]);
    assert_eq!(entries(&bytes, "Lang"), ["en-GB"]);
}

#[test]
fn a_stopped_export_says_so() {
    let stopped = pdf(&deck_of(&["One"], PageSize::Wide), &meta(None), &mut |done| done < 0.3);
    assert!(matches!(stopped, Err(ExportError::Stopped)));
}

#[test]
fn nothing_in_what_a_document_says_of_itself_turns_the_words_of_a_reader_around() {
    assert_eq!(super::lettering::writable("Care \u{202E}gnp\u{2067}\u{7}\u{FEFF}"), "Care gnp ");
    let turned = PdfMeta { title: "\u{202E}", subject: "Care \u{202E}gnp", ..meta(None) };
    let deck = Deck { title: "\u{2067}".into(), ..deck_of(&["One"], PageSize::Wide) };
    let bytes = pdf(&deck, &turned, &mut |_| true).expect("a PDF").bytes;
    let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(holds("Untitled map") && holds("Care gnp") && !holds("\u{202E}"));
}
