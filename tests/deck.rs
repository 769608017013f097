//! Decks, taken apart: what an office program needs and what a board sees.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::Arc;

use headway::export::{Choices, Format, export};
use headway::file::samples;
use headway::insight::Lens;
use headway::map::{
    Backbone, Capability, Day, Indicator, Initiative, Link, Observation, PartialDate, Position, StrategyKind,
    StrategyMap,
};
use headway::scene::deck::{PageSize, SlideKind};
use headway::scene::{LensView, Look};
use resvg::usvg::roxmltree::{Document, Node};

const WORDS: [&str; 12] = [
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte",
    "😀 👨‍👩‍👧‍👦",
    "Ελληνικά",
    "стратегия",
    "<b>&amp;\"'",
    "\u{1}\u{7}\u{FFFF}",
    "",
    "digital channels to care teams",
    "עברית",
    "日本語の題",
    "a\nb",
    "=1+1",
];

fn day() -> Day {
    Day::from_civil(2022, 10, 31)
}

/// A map with texts of every kind, so many initiatives, links between them and series on every third.
fn odd_map(count: usize) -> StrategyMap {
    let mut map = StrategyMap::default();
    for (i, word) in WORDS.iter().take(6).enumerate() {
        let backbone = Backbone::ALL[i % 2];
        map.capabilities.put(Arc::new(Capability::named(format!("c{i}").as_str().into(), *word, backbone)));
    }
    for i in 0..count {
        let strategy = StrategyKind::ALL[usize::from(i % 3 == 2)];
        let observation = |year: u16| Observation::exact(PartialDate::of_year(2010 + year), f64::from(year) * 1.5);
        let indicator = Indicator {
            id: format!("k{i}").as_str().into(),
            name: WORDS[(i + 5) % 12].into(),
            observations: (0..6).map(observation).collect(),
            ..Indicator::default()
        };
        map.initiatives.put(Arc::new(Initiative {
            id: format!("i{i}").as_str().into(),
            title: format!("{} {}", WORDS[i % 12], WORDS[(i / 12) % 12]),
            strategy: Some(strategy),
            position: Some(Position { x: 20.0 + (i % 3) as f64 * 292.0, y: 72.0 + (i / 3) as f64 * 150.0 }.into()),
            technologies: vec!["mobile".into(), WORDS[(i + 3) % 12].into()],
            relies_on: (0..i % 4).map(|k| Link::to(format!("c{}", (i + k) % 6).as_str().into())).collect(),
            serves: if i % 3 == 2 { vec![format!("i{}", i - 2).as_str().into()] } else { Vec::new() },
            indicators: if i % 3 == 0 { vec![indicator] } else { Vec::new() },
            ..Initiative::default()
        }));
    }
    map
}

fn maps() -> Vec<(String, StrategyMap)> {
    let sample = |sample: &samples::Sample| (sample.name.to_owned(), sample.load().expect("a sample").map);
    let mut maps: Vec<(String, StrategyMap)> = samples::all().iter().map(sample).collect();
    maps.extend([0, 1, 12, 70].map(|count| (format!("{count} odd initiatives"), odd_map(count))));
    maps
}

/// The parts of a deck by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let count = zip.len();
    let read = |i: usize| {
        let mut part = zip.by_index(i).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("readable");
        (part.name().expect("a name").into_owned(), content)
    };
    (0..count).map(read).collect()
}

fn written(map: &StrategyMap, choices: &Choices) -> BTreeMap<String, Vec<u8>> {
    parts(&export(map, Format::Pptx, choices, &mut |_| true).expect("a deck").bytes)
}

fn deck_of(map: &StrategyMap) -> BTreeMap<String, Vec<u8>> {
    written(map, &Choices::new(day()))
}

fn text(part: &[u8]) -> &str {
    std::str::from_utf8(part).expect("UTF-8")
}

fn slides(deck: &BTreeMap<String, Vec<u8>>) -> Vec<(&str, &str)> {
    let slides = deck.iter().filter(|(name, _)| name.starts_with("ppt/slides/slide"));
    slides.map(|(name, part)| (name.as_str(), text(part))).collect()
}

fn named<'a, 'i>(node: Node<'a, 'i>, tag: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |n| n.tag_name().name() == tag)
}

fn number(node: Node<'_, '_>, attribute: &str) -> i64 {
    node.attribute(attribute).and_then(|value| value.parse().ok()).unwrap_or_default()
}

/// The part of a shape that says who it is.
fn identity<'a, 'i>(shape: Node<'a, 'i>) -> Node<'a, 'i> {
    named(shape, "cNvPr").next().expect("an identity")
}

fn place(shape: Node<'_, '_>) -> [i64; 4] {
    let at = named(shape, "xfrm").next().expect("a place");
    let (off, ext) = (named(at, "off").next().expect("off"), named(at, "ext").next().expect("ext"));
    [number(off, "x"), number(off, "y"), number(ext, "cx"), number(ext, "cy")]
}

fn sites([x, y, w, h]: [i64; 4]) -> [(i64, i64); 4] {
    [(x + w / 2, y), (x, y + h / 2), (x + w / 2, y + h), (x + w, y + h / 2)]
}

/// Where a connector begins and ends, as it is drawn: mirrored in its box, then turned around its middle.
fn ends(connector: Node<'_, '_>) -> [(i64, i64); 2] {
    let at = named(connector, "xfrm").next().expect("a place");
    let [x, y, w, h] = place(connector);
    let turns = number(at, "rot") / 5_400_000;
    [(0, 0), (w, h)].map(|(px, py)| {
        let px = if at.attribute("flipH") == Some("1") { w - px } else { px };
        let py = if at.attribute("flipV") == Some("1") { h - py } else { py };
        let mut from_middle = (2 * px - w, 2 * py - h);
        for _ in 0..turns {
            from_middle = (-from_middle.1, from_middle.0);
        }
        ((2 * x + w + from_middle.0) / 2, (2 * y + h + from_middle.1) / 2)
    })
}

#[test]
fn the_same_map_is_always_the_same_bytes() {
    for (name, map) in maps() {
        let bytes = || export(&map, Format::Pptx, &Choices::new(day()), &mut |_| true).expect("a deck").bytes;
        assert!(bytes() == bytes(), "{name}");
    }
}

#[test]
fn every_part_is_known_and_every_relation_leads_somewhere() {
    for (name, map) in maps() {
        let deck = deck_of(&map);
        let types = Document::parse(text(&deck["[Content_Types].xml"])).expect("XML");
        let told: BTreeSet<&str> = named(types.root(), "Override").filter_map(|n| n.attribute("PartName")).collect();
        for part in &told {
            assert!(deck.contains_key(part.trim_start_matches('/')), "{name}: {part}");
        }
        for (part, content) in &deck {
            assert!(!part.ends_with('/'), "{name}: a folder");
            if part.ends_with(".xlsx") {
                continue;
            }
            let xml = Document::parse(text(content)).unwrap_or_else(|why| panic!("{name}: {part}: {why}"));
            let plain = part.ends_with(".rels") || part.starts_with("[Content");
            assert!(plain || told.contains(format!("/{part}").as_str()), "{name}: {part} has no type");
            if !part.ends_with(".rels") {
                continue;
            }
            let folder = part.replace("_rels/", "");
            for relation in named(xml.root(), "Relationship") {
                if relation.attribute("TargetMode") == Some("External") {
                    continue;
                }
                let mut way: Vec<&str> = folder.split('/').collect();
                way.pop();
                for step in relation.attribute("Target").expect("a target").split('/') {
                    if step == ".." {
                        way.pop();
                    } else {
                        way.push(step);
                    }
                }
                assert!(deck.contains_key(&way.join("/")), "{name}: {part} leads to {}", way.join("/"));
            }
        }
        let presentation = text(&deck["ppt/presentation.xml"]);
        assert!(presentation.find("notesMasterIdLst") < presentation.find("sldIdLst"));
        assert!(!deck.keys().any(|part| [".png", ".jpg", ".emf", ".svg"].iter().any(|end| part.ends_with(end))));
    }
}

#[test]
fn every_placed_initiative_has_one_card_and_every_link_one_connector_on_the_sites_of_what_it_joins() {
    for (name, map) in maps() {
        let deck = deck_of(&map);
        let (mut cards, mut connectors) = (Vec::new(), 0);
        for (slide, xml) in slides(&deck) {
            let xml = Document::parse(xml).expect("XML");
            let shapes: BTreeMap<&str, Node<'_, '_>> =
                named(xml.root(), "sp").map(|shape| (identity(shape).attribute("id").expect("an id"), shape)).collect();
            for shape in shapes.values() {
                assert!(named(*shape, "txBody").count() == 1, "{name}: {slide}: a shape without a text body");
                let id = identity(*shape).attribute("name").expect("a name");
                let words: String = named(*shape, "t").filter_map(|t| t.text()).collect();
                if map.initiatives.contains(&id.into()) && !words.ends_with("on another page") {
                    assert!(!words.trim().is_empty(), "{name}: {slide}: {id} says nothing");
                    cards.push(id.to_owned());
                }
            }
            for connector in named(xml.root(), "cxnSp") {
                connectors += 1;
                let straight = named(connector, "prstGeom").any(|g| g.attribute("prst") == Some("straightConnector1"));
                let [_, _, w, h] = place(connector);
                let about = identity(connector).attribute("name");
                let step = named(connector, "prstGeom").any(|g| g.attribute("prst") == Some("bentConnector3"));
                assert!(
                    straight || (w > 0 && (h > 0 || step)),
                    "{name}: {slide}: {about:?} has no room for its corners"
                );
                for (tag, end) in ["stCxn", "endCxn"].into_iter().zip(ends(connector)) {
                    let glue = named(connector, tag).next().expect("glued");
                    let to = shapes[glue.attribute("id").expect("an id")];
                    let site = sites(place(to))[number(glue, "idx") as usize];
                    let far = (site.0 - end.0).abs().max((site.1 - end.1).abs());
                    assert!(far <= 1, "{name}: {slide}: {:?} ends {far} off", identity(connector).attribute("name"));
                }
            }
        }
        let mut wanted: Vec<String> = map.placed().map(|initiative| initiative.id.to_string()).collect();
        cards.sort();
        wanted.sort();
        assert_eq!(cards, wanted, "{name}");
        let placed = |id: &headway::map::Id| map.placed().any(|initiative| initiative.id == *id);
        let links = map.placed().map(|i| i.relies_on.len() + i.serves.iter().filter(|id| placed(id)).count());
        assert_eq!(connectors, links.sum::<usize>(), "{name}");
    }
}

#[test]
fn everything_has_an_alternative_text_or_only_decorates_and_ids_are_unique_on_a_slide() {
    for (name, map) in maps() {
        for (slide, xml) in slides(&deck_of(&map)) {
            let xml = Document::parse(xml).expect("XML");
            let mut ids = BTreeSet::new();
            for of in named(xml.root(), "cNvPr") {
                assert!(ids.insert(number(of, "id")), "{name}: {slide}: an id twice");
                let said = of.attribute("descr").is_some_and(|words| !words.is_empty());
                let root = number(of, "id") == 1;
                assert!(
                    root || said || named(of, "decorative").count() == 1,
                    "{name}: {slide}: {:?}",
                    of.attribute("name")
                );
            }
        }
    }
}

#[test]
fn no_text_is_below_nine_points_and_no_colour_or_font_is_foreign_to_the_theme() {
    for look in Look::ALL {
        for page in [PageSize::Wide, PageSize::Standard] {
            let choices = Choices { look, page, ..Choices::new(day()) };
            for (name, map) in maps().into_iter().take(3) {
                for (slide, xml) in slides(&written(&map, &choices)) {
                    assert!(!xml.contains("srgbClr"), "{name}: {slide}");
                    let xml = Document::parse(xml).expect("XML");
                    for run in named(xml.root(), "rPr").filter(|run| run.has_attribute("sz")) {
                        assert!(number(run, "sz") >= 900, "{name}: {slide}: {}", number(run, "sz"));
                    }
                    for font in named(xml.root(), "latin") {
                        assert!(matches!(font.attribute("typeface"), Some("+mn-lt" | "+mj-lt")), "{name}: {slide}");
                    }
                }
            }
        }
    }
}

#[test]
fn charts_hold_the_observations_of_the_map_and_their_workbooks_the_same() {
    for (name, map) in maps() {
        let deck = deck_of(&map);
        let indicators: Vec<&Indicator> = headway::insight::survey(&map).map(|surveyed| surveyed.indicator).collect();
        let known: Vec<Vec<f64>> =
            indicators.iter().map(|indicator| sorted(indicator.observations.iter().map(|o| o.value))).collect();
        for (part, xml) in deck.iter().filter(|(part, _)| part.starts_with("ppt/charts/chart")) {
            let xml = Document::parse(text(xml)).expect("XML");
            let series: Vec<Vec<f64>> = named(xml.root(), "val").map(values).collect();
            assert!(known.contains(&sorted(series[0].iter().copied())), "{name}: {part}: {:?}", series[0]);
            let number = part.trim_start_matches("ppt/charts/chart").trim_end_matches(".xml");
            let book = parts(&deck[&format!("ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx")]);
            let sheet = Document::parse(text(&book["xl/worksheets/sheet1.xml"])).expect("XML");
            for (column, cached) in ["B", "C", "D"].into_iter().zip(&series) {
                let cells = named(sheet.root(), "c").filter(|cell| {
                    let at = cell.attribute("r").unwrap_or_default();
                    at.starts_with(column) && at != format!("{column}1")
                });
                let cells: Vec<f64> = cells.filter_map(|cell| named(cell, "v").next()?.text()?.parse().ok()).collect();
                assert_eq!(cells, *cached, "{name}: {part}: column {column}");
            }
        }
    }
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

fn values(of: Node<'_, '_>) -> Vec<f64> {
    named(of, "v").filter_map(|v| v.text()?.parse().ok()).collect()
}

#[test]
fn a_deck_has_the_slides_that_were_chosen_and_says_since_when_things_changed() {
    let map = &samples::find("kaiser-permanente").expect("a sample").load().expect("a map").map;
    let other = &samples::find("schindler").expect("a sample").load().expect("a map").map;
    let mut choices = Choices::new(day());
    choices.slides = Some(vec![SlideKind::Changes, SlideKind::Comparison]);
    choices.other = Some(("Schindler".into(), other.clone()));
    choices.since = Some("2012".parse().expect("a date"));
    let deck = written(map, &choices);
    let all: String = slides(&deck).iter().map(|slide| slide.1).collect();
    assert_eq!(slides(&deck).len(), 2);
    assert!(all.contains("Changes since 2012") && all.contains("Comparison"));
    assert!(all.contains("Urban mobility solutions") && all.contains("Collaborative healthcare"));
    assert_eq!(all.matches("<a:tbl>").count(), 2);
}

#[test]
fn a_deck_says_where_no_strategy_leads_yet() {
    let mut map = odd_map(3);
    let overview = Arc::make_mut(&mut map.overview);
    overview.strategy.primary.clear();
    overview.strategy.direction = "Simpler days".into();
    let deck = deck_of(&map);
    let page = slides(&deck).into_iter().find(|(_, xml)| xml.contains("Strategy on one page"));
    let (_, xml) = page.expect("a page of the strategy");
    assert!(xml.contains("Simpler days") && xml.contains("None of the two leads yet"), "{xml}");
}

#[test]
fn the_comparison_of_kaiser_permanente_and_schindler_is_a_native_table_with_the_content_of_figure_1() {
    let sample = |name: &str| samples::find(name).expect("a sample").load().expect("a map").map;
    let mut choices = Choices::new(day());
    choices.slides = Some(vec![SlideKind::Comparison]);
    choices.other = Some(("Schindler".into(), sample("schindler")));
    let deck = written(&sample("kaiser-permanente"), &choices);
    let [(_, slide)] = &slides(&deck)[..] else { panic!("one slide") };
    let slide = Document::parse(slide).expect("XML");
    let rows = slide.descendants().filter(|node| node.tag_name().name() == "tr");
    let words = |cell: Node<'_, '_>| {
        let paragraphs = cell.descendants().filter(|node| node.tag_name().name() == "p");
        let said = |of: Node<'_, '_>| {
            of.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect::<String>()
        };
        paragraphs.map(said).collect::<Vec<_>>().join(" / ")
    };
    let told: Vec<Vec<String>> =
        rows.map(|row| row.children().filter(|node| node.tag_name().name() == "tc").map(words).collect()).collect();
    let expected = [
        ["Compared", "Kaiser Permanente", "Schindler"],
        ["Type of digital strategy", "Customer engagement / since 2004", "Digitized solutions / since about 2006"],
        ["Strategic direction", "Collaborative healthcare", "Urban mobility solutions"],
        [
            "Most important capability of the operational backbone",
            "One shared health record / 4 initiatives rely on it",
            "Same processes in every country (SHAPE) / 1 initiative relies on it, as on 3 others",
        ],
        [
            "Supporting initiatives",
            "Home readings reach the clinic / Link patients to local help",
            "Live status for facility managers",
        ],
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_changes_of_a_version_are_drawn_on_the_map_and_told_in_a_table_after_it() {
    let sample = |name: &str| samples::find(name).expect("a sample").load().expect("a map").map;
    let mut choices = Choices::new(day());
    choices.slides = Some(vec![SlideKind::Changes]);
    choices.other = Some(("the spring".into(), sample("bank-before")));
    let deck = written(&sample("bank-after"), &choices);
    let all = slides(&deck);
    assert!(all[0].1.contains("Changes since the spring, on the map"));
    for words in ["experiment to scaling", "now leads", "maturity 2 to 4", "Changed since the spring"] {
        assert!(all[0].1.contains(words), "{words}");
    }
    assert!(all[1..].iter().all(|slide| slide.1.contains("<a:tbl>")) && all.len() > 1);
}

#[test]
fn a_picture_shows_what_has_changed_since_an_earlier_version_and_says_so_of_another_map() {
    let sample = |name: &str| samples::find(name).expect("a sample").load().expect("a map").map;
    let svg = |other: Option<(&str, &str)>| {
        let other = other.map(|(name, map)| (name.to_owned(), sample(map)));
        let choices = Choices { other, ..Choices::new(day()) };
        let made = export(&sample("bank-after"), Format::Svg, &choices, &mut |_| true).expect("exported");
        (String::from_utf8(made.bytes).expect("text"), made.warnings)
    };
    let (plain, _) = svg(None);
    let (changed, warnings) = svg(Some(("the spring", "bank-before")));
    assert!(changed.contains("Changed since the spring") && !plain.contains("Changed since") && warnings.is_empty());
    let (same, warnings) = svg(Some(("today", "bank-after")));
    assert!(same == plain && warnings[0].contains("nothing that can be seen on the map has changed"));
    let (another, warnings) = svg(Some(("Netflix", "netflix")));
    assert!(another == plain && warnings[0].contains("Netflix is another map"));
}

#[test]
fn a_stopped_export_writes_nothing() {
    let (_, map) = maps().remove(0);
    let stopped = export(&map, Format::Pptx, &Choices::new(day()), &mut |done| done < 0.3);
    assert!(stopped.is_err_and(|why| why.to_string().contains("stopped")));
}

/// The map of a sample through a lens, on the pages that show it.
fn through(lens: Option<Lens>) -> Choices {
    let view = LensView { lens, ..LensView::PLAIN };
    Choices { slides: Some(vec![SlideKind::Map]), view, ..Choices::new(day()) }
}

fn sample(name: &str) -> StrategyMap {
    samples::find(name).expect("the sample").load().expect("it opens").map
}

#[test]
fn a_map_that_is_whole_on_one_page_is_so_through_every_lens_too() {
    for map in samples::all().iter().map(|known| sample(known.name)) {
        let pages = |lens| headway::export::pages(&map, &through(lens)).slides.len();
        let split: Vec<Lens> = Lens::ALL.into_iter().filter(|lens| pages(Some(*lens)) > pages(None)).collect();
        assert!(split.is_empty(), "{}: {split:?}", map.overview.title);
    }
}

#[test]
fn a_slide_has_the_words_of_a_lens_as_text_and_its_colours_as_they_are() {
    let deck = written(&sample("bank-before"), &through(Some(Lens::Owner)));
    let slide = String::from_utf8_lossy(&deck["ppt/slides/slide1.xml"]).into_owned();
    assert!(slide.contains("<a:t>Head of marketing</a:t>") && slide.contains("<a:srgbClr val=\"CC79A7\"/>"));
    let plain = written(&sample("bank-before"), &through(None));
    assert!(!String::from_utf8_lossy(&plain["ppt/slides/slide1.xml"]).contains("srgbClr"));
}
