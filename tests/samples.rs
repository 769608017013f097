//! The samples against the facts that they were made from: every series, its sources and their grades, and what has to be
//! marked. Whoever changes a figure of a sample changes it here as well, with its source at hand.

use std::collections::{BTreeMap, BTreeSet};

use headway::file::samples::{self, Sample};
use headway::map::{Answer, Backbone, Day, Id, Indicator, IndicatorKind, Link, Moment, Qualifier, StrategyMap};
use headway::scene::{Composer, DARK, LIGHT, Point, Rect, Scene, Shape, Subject, rect};

/// The measured series. A heading names sample, owner (`map` for the map as a whole) and indicator; a line has date,
/// qualifier (`=` exact, `~` about, `>` at least), value and source, and `note` where the figure is unclear or worked out
/// and must not be shown without a note that says so.
const FACTS: &str = "
# kaiser-permanente own-record registered
2007-02-14 ~ 1 KS08
2009-04 = 2.5 KS09
2010-03 > 3 KS04
2011-04 = 3.4 KS10
2011-09-12 > 3.6 KS11
2012-05 ~ 3.9 KS15
2012-12-31 = 4.1 KS17
# kaiser-permanente own-record eligible-registered
2011-04 = 58 KS10
2011 > 60 KS12
2012-05 = 63 KS15
2012-12-31 = 66 KS17
# kaiser-permanente own-record labs-viewed
2010 > 25 KS12
2011 = 29.7 KS13
2012 ~ 32 KS16 note
2015 = 40.5 KS18
2016 > 45.4 KS18
# kaiser-permanente own-record refills
2011 = 10 KS13
2012 ~ 11.8 KS16 note
2015 = 19.4 KS18
2016 = 21.8 KS18
# kaiser-permanente care-messages secure-emails
2011 = 12.2 KS14
2012 ~ 13 KS16 note
2015 = 22.3 KS18
2016 = 23.6 KS18
# kaiser-permanente phone-app app-downloads
2012-01 ~ 2.1 KS35
2012-05 ~ 100 KS15 note
2013-02-28 > 400 KS16
2013-06-03 > 500 KS33
# kaiser-permanente video-visits remote-visits
2020-02~ = 18 KS22 note
2020-04-30 = 80 KS22
2020-10 ~ 50 KS23
2022-10 = 34 KS24
# kaiser-permanente map experience-rating
2012 = 68 KS29
2014-03-26 = 68 KS26
2016-05-26 = 57 KS27
2017-04-03 = 67 KS28
# kaiser-permanente shared-record offices-connected
2008-05 = 421 KS02
2010-03 = 431 KS04
2012 = 533 KS13
# schindler map people-moved
2012 = 1 SS01
2015 > 1 SS02
2017-05 ~ 1 SS03
2020-06-29 > 1.5 SS04
2024 > 2 SS06
# schindler connected-lifts units-connected
2023 > 30 SS08
2024 > 35 SS09
# schindler connected-lifts connected-growth
2022 = 27 SS07
# schindler map ebit-margin
2017 = 11.7 SS13
2018 = 11.7 SS13
2022 = 8 SS07
2025 = 12.6 SS37
# schindler map revenue
2014 = 9246 SS13
2015 = 9391 SS13
2016 = 9693 SS13
2017 = 10179 SS13
2018 = 10879 SS13
2021 = 11236 SS11
2022 = 11346 SS07
2023 ~ 11490 SS38
2025 = 10947 SS37
# schindler map employees
2015-03 = 54668 SS38
2017-12-31 = 61019 SS13
2018-12-31 = 64486 SS13
2021-12 = 69015 SS38
2023-12 = 70406 SS38
# netflix map subscribers
2005-12-31 = 4179 NS01
2006-12-31 = 6316 NS01
2007-12-31 = 7479 NS02
2008-12-31 = 9390 NS02
2009-12-31 = 12268 NS02
2010-12-31 = 20010 NS02
2011-12-31 = 26253 NS02
# netflix watch-at-once streaming-members
2013-12-31 = 44350 NS03
2014-12-31 = 57391 NS03
2015-12-31 = 74762 NS03
2016-12-31 = 93800 NS04
2017-12-31 ~ 118000 NS05
# netflix advert-plan paid-members
2017-12-31 = 111 NS07
2020-12-31 = 203.66 NS06
2021-12-31 = 221.84 NS08
2022-12-31 = 231 NS09
# netflix contest prediction-gain
2007-07-29 = 7.8 NS15
2007-10-01 = 8.43 NS12
2008-12-10 = 9.44 NS13
2009-09-21 > 10 NS14
# netflix dvd-brand satisfaction
2010 = 86 AS12 note
2011 = 74 AS12
2012 = 74 AS13 note
2014 = 81 AS15 note
# amazon sellers sellers-share
1999 = 3 AS01
2000 = 3 AS01
2001 = 6 AS01
2002 = 17 AS01
2003 = 22 AS01
2004 = 25 AS01
2005 = 28 AS01
2006 = 28 AS01
2007 = 29 AS01
2008 = 30 AS01
2009 = 31 AS01
2010 = 34 AS01
2011 = 38 AS01
2012 = 42 AS01
2013 = 46 AS01
2014 = 49 AS01
2015 = 51 AS01
2016 = 54 AS01
2017 = 56 AS01
2018 = 58 AS01
# amazon prime prime-members
2018-04-18 > 100 AS03
2020-01 = 150 AS02
2021-04 > 200 AS02
# amazon fulfilment robots
2014-05-22 ~ 1000 AS08
2014 = 15000 AS09
2017-01-04 = 45000 AS09
2019 = 200000 AS10
2022 > 520000 AS11
# amazon map satisfaction
2010 = 87 AS12
2011 = 86 AS12
2012 = 85 AS13
2014 = 86 AS14
2015 = 83 AS14
# omnichannel-retailer map industry-kerbside
2020-04 = 6.6 RS01
2020-06 = 8.1 RS02 note
2021-02 = 50.7 RS01
2021-12-31 = 61.8 RS02
# omnichannel-retailer map industry-pickup
2020-04 = 54 RS01
2021-02 = 68.7 RS01
# bank-after map industry-app
2017 = 26 BS02
2022 = 45 BS03 note
2024-11 = 55 BS01
2025-11 = 54 BS02
";

/// The grades of the sources: A from a company, a regulator, a reviewed paper or the owner of a survey, B from the press,
/// C from a blog or a copy.
const GRADES: &str = "
A: AS01 AS04 AS06 AS07 BS01 BS02 KS01 KS02 KS08 KS16 KS22 KS23 KS26 KS27 KS32 KS34 KS38 KS40 KS41 KS43 KS48 KS50
   KS51 NS16 NS17 NS24 RS01 RS02 RS03 RS04 SS04 SS06 SS07 SS08 SS09 SS10 SS11 SS17 SS22 SS25 SS27 SS32
B: AS02 AS03 AS05 AS08 AS09 AS10 AS12 AS13 AS14 AS15 AS16 BS03 KS03 KS04 KS07 KS10 KS12 KS13 KS14 KS15 KS18 KS24
   KS28 KS29 KS33 KS35 KS37 KS39 KS42 KS44 KS46 KS49 NS04 NS05 NS06 NS07 NS08 NS09 NS10 NS11 NS12 NS13 NS14 NS18
   NS19 NS20 NS21 NS22 NS23 SS03 SS15 SS18 SS19 SS20 SS21 SS23 SS24 SS26 SS29 SS30 SS31 SS33 SS37 SS39
C: AS11 AS17 KS06 KS09 KS11 KS17 KS47 KS52 NS01 NS02 NS03 NS15 SS01 SS02 SS13 SS14 SS16 SS28 SS34 SS35 SS38
";

/// What was remembered and not found, or is known to be wrong: in no sample.
const NOT_TO_BE_FOUND: [&str; 12] = [
    "Predix",
    "10.06",
    "1 Feb 2013",
    "80 % of hours",
    "260 million",
    "35 % of sales",
    "November 2000",
    "26.5 percentage",
    "300 percent",
    "about 20,000",
    "twice as likely",
    "more than 75 per",
];

const FICTIONAL: [&str; 3] = ["omnichannel-retailer", "bank-before", "bank-after"];

#[expect(clippy::expect_used, reason = "a sample that does not open ends the test")]
fn map_of(sample: &Sample) -> StrategyMap {
    sample.load().expect(sample.name).map
}

fn maps() -> impl Iterator<Item = (&'static str, StrategyMap)> {
    samples::all().iter().map(|sample| (sample.name, map_of(sample)))
}

/// All indicators of a map with the id of what they belong to.
fn indicators(map: &StrategyMap) -> Vec<(&str, &Indicator)> {
    let of_initiatives = map.initiatives.iter().flat_map(|i| i.indicators.iter().map(|held| (i.id.as_str(), held)));
    let of_capabilities = map.capabilities.iter().flat_map(|c| c.indicators.iter().map(|held| (c.id.as_str(), held)));
    of_initiatives.chain(of_capabilities).chain(map.indicators.iter().map(|held| ("map", &**held))).collect()
}

fn links(map: &StrategyMap) -> impl Iterator<Item = &Link> {
    map.initiatives.iter().flat_map(|initiative| &initiative.relies_on)
}

/// The observations of an indicator as a line of the table each, without the word for a note.
fn lines(indicator: &Indicator) -> Vec<String> {
    let line = |seen: &headway::map::Observation| {
        let sign = match seen.qualifier {
            Qualifier::Exact => "=",
            Qualifier::About => "~",
            Qualifier::AtLeast => ">",
        };
        let sources: Vec<_> = seen.sources.iter().map(ToString::to_string).collect();
        format!("{} {sign} {} {}", seen.date, seen.value, sources.join(","))
    };
    indicator.observations.iter().map(line).collect()
}

/// The table by heading.
fn facts() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut facts = BTreeMap::new();
    let mut heading = "";
    for line in FACTS.trim().lines() {
        match line.strip_prefix("# ") {
            Some(found) => heading = found,
            None => facts.entry(heading).or_insert_with(Vec::new).push(line),
        }
    }
    facts
}

#[test]
fn every_series_of_the_facts_stands_in_its_sample_value_by_value_with_its_source() {
    for (heading, expected) in facts() {
        let [name, owner, id] = heading.split(' ').collect::<Vec<_>>()[..] else { panic!("{heading}") };
        let map = map_of(samples::find(name).expect(name));
        let held = indicators(&map);
        let (_, indicator) = held.iter().find(|(of, it)| (*of, it.id.as_str()) == (owner, id)).expect(heading);
        let bare: Vec<_> = expected.iter().map(|line| line.trim_end_matches(" note")).collect();
        assert_eq!(lines(indicator), bare, "{heading}");
        for (line, seen) in expected.iter().zip(&indicator.observations) {
            assert!(!seen.illustrative, "{heading}, {line}: a figure with a source is not illustrative");
            assert!(!line.ends_with(" note") || !seen.note.is_empty(), "{heading}, {line}: says nothing of its doubt");
        }
    }
}

#[test]
fn no_sample_measures_what_is_not_among_the_facts() {
    let facts = facts();
    for (name, map) in maps() {
        for (owner, indicator) in indicators(&map) {
            if indicator.kind == IndicatorKind::Pulse {
                let marked = indicator.observations.iter().all(|seen| seen.illustrative && seen.sources.is_empty());
                assert!(marked, "{name}: a pulse is a judgement of ours, {}", indicator.id);
                continue;
            }
            // The map from before the choice knows the part of the series that was known by then.
            let of = name.replace("before", "after");
            let known = &facts[format!("{of} {owner} {}", indicator.id).as_str()];
            for line in lines(indicator) {
                assert!(known.iter().any(|fact| fact.trim_end_matches(" note") == line), "{name}: {line}");
            }
        }
    }
}

#[test]
fn sources_carry_their_grade_and_each_is_referred_to() {
    let mut grades = BTreeMap::new();
    let mut grade = "";
    for word in GRADES.split_whitespace() {
        match word.strip_suffix(':') {
            Some(found) => grade = found,
            None => drop(grades.insert(word, grade)),
        }
    }
    for (name, map) in maps() {
        let text = samples::find(name).map(|sample| String::from_utf8_lossy(sample.bytes)).expect(name);
        for source in map.sources.iter() {
            let id = source.id.as_str();
            assert!(!source.url.is_empty() && !source.grade.is_empty(), "{name}: {id}");
            assert_eq!(grades.get(id).copied().unwrap_or(&source.grade), source.grade, "{name}: {id}");
            assert!(grades.contains_key(id) || id.starts_with("SEED"), "{name}: {id} is none of the sources");
            assert!(text.matches(&format!("\"{id}\"")).count() > 1, "{name}: nothing refers to {id}");
        }
    }
}

#[test]
fn what_is_reconstructed_is_marked_and_the_description_says_so() {
    for (name, map) in maps() {
        let about = &map.overview.description;
        assert!(about.contains("endorse nothing") && about.contains("no cause is claimed"), "{name}");
        let fictional = FICTIONAL.contains(&name);
        assert_eq!(map.overview.illustrative, fictional, "{name}");
        let said = if fictional { "is fictional" } else { "reconstructions" };
        assert!(about.contains(said), "{name} does not say “{said}”");
        assert_eq!(map.overview.title.contains("(fictional)"), fictional, "{name}");
        assert_eq!(map.overview.organization.contains("(fictional)"), fictional, "{name}");
        for link in links(&map) {
            assert!(!link.ask.is_empty() && !link.answers.is_empty(), "{name}: {}", link.capability);
            assert!(link.answers.iter().all(|answer| answer.illustrative), "{name}: {}", link.capability);
        }
        for capability in map.capabilities.iter() {
            assert!(!capability.maturity.is_empty(), "{name}: {}", capability.id);
            assert!(capability.maturity.iter().all(|entry| entry.illustrative), "{name}: {}", capability.id);
        }
        for initiative in map.initiatives.iter() {
            let judged = initiative.stages.iter().filter(|entry| entry.sources.is_empty());
            assert!(judged.into_iter().all(|entry| entry.illustrative), "{name}: {}", initiative.id);
        }
        let told = map.adaptations.iter().all(|change| change.illustrative || !change.sources.is_empty());
        assert!(told, "{name}: an adaptation has neither source nor mark");
    }
}

#[test]
fn nothing_remembered_or_known_to_be_wrong_is_shown() {
    for sample in samples::all() {
        let text = String::from_utf8_lossy(sample.bytes);
        for wrong in NOT_TO_BE_FOUND {
            assert!(!text.contains(wrong), "{}: {wrong}", sample.name);
        }
    }
}

#[test]
fn each_sample_is_a_whole_map_and_together_they_show_every_answer() {
    let mut answers = BTreeSet::new();
    for (name, map) in maps() {
        let placed = map.initiatives.iter().filter(|initiative| initiative.placement().is_some()).count();
        assert!((6..=12).contains(&placed), "{name} has {placed} initiatives");
        for backbone in Backbone::ALL {
            assert!(map.capabilities.iter().any(|capability| capability.backbone == backbone), "{name}: {backbone:?}");
        }
        answers.extend(links(&map).flat_map(|link| &link.answers).filter(|a| a.on.is_some()).map(|a| a.answer));
    }
    assert_eq!(answers.len(), Answer::ALL.len(), "{answers:?}");
}

#[test]
fn the_bank_is_one_map_before_and_after_a_choice() {
    let [before, after] = ["bank-before", "bank-after"].map(|name| map_of(samples::find(name).expect(name)));
    assert!(before.overview.strategy.primary.is_empty());
    assert_eq!(after.overview.strategy.primary.len(), 1);
    for initiative in before.initiatives.iter() {
        let later = after.initiatives.get(&initiative.id).expect("it is still there");
        assert_eq!(later.placement(), initiative.placement(), "{}", initiative.id);
        assert!(later.stages.starts_with(&initiative.stages), "{} keeps its history", initiative.id);
    }
}

/// How each sample looks in both themes, as of its own day.
fn scenes() -> impl Iterator<Item = (&'static str, StrategyMap, Scene)> {
    [&LIGHT, &DARK].into_iter().flat_map(|theme| {
        maps().map(move |(name, map)| {
            let scene = Composer::default().compose(&map, Moment::of(&map, None, Day(0)), theme);
            (name, map, scene)
        })
    })
}

/// Cards and boxes.
fn outlines(scene: &Scene) -> Vec<(&Subject, Rect)> {
    let solid = |node: &&headway::scene::Node| matches!(node.subject, Subject::Initiative(_) | Subject::Capability(_));
    scene.nodes.iter().filter(solid).map(|node| (&node.subject, node.bounds)).collect()
}

#[test]
fn no_card_of_a_sample_overlaps_another_or_leaves_its_lane_and_no_text_is_cut() {
    for (name, map, scene) in scenes() {
        let outlines = outlines(&scene);
        for (i, (subject, bounds)) in outlines.iter().enumerate() {
            for (other, rest) in &outlines[i + 1..] {
                assert!(!bounds.grown(5.0).intersects(rest.grown(5.0)), "{name}: {subject:?} and {other:?}");
            }
            let Subject::Initiative(id) = subject else { continue };
            let (strategy, _) = map.initiatives.get(id).and_then(|held| held.placement()).expect("placed");
            let lane = scene.frame.lane(strategy);
            let corners = [bounds.right(), bounds.bottom()];
            assert!(bounds.x >= lane.x && corners[0] <= lane.right() && corners[1] <= lane.bottom(), "{name}: {id}");
        }
        for node in &scene.nodes {
            for shape in node.shapes.iter() {
                let Shape::Text(text) = shape else { continue };
                assert!(!text.text.contains('…'), "{name}: “{}” is cut", text.text);
            }
        }
    }
}

#[test]
fn every_link_of_a_sample_is_drawn_and_hidden_by_no_card() {
    for (name, map, scene) in scenes() {
        let drawn =
            scene.nodes.iter().filter(|node| matches!(node.subject, Subject::Link { .. } | Subject::Serves { .. }));
        let mut count = 0;
        for node in drawn {
            count += 1;
            let ends: [&Id; 2] = match &node.subject {
                Subject::Link { initiative, capability } => [initiative, capability],
                Subject::Serves { from, to } => [from, to],
                _ => unreachable!("filtered"),
            };
            let pieces: Vec<Rect> = node.shapes.iter().flat_map(|shape| pieces(shape, node.origin)).collect();
            assert!(!pieces.is_empty(), "{name}: {:?} is not drawn", node.subject);
            for (subject, bounds) in outlines(&scene) {
                let (Subject::Initiative(id) | Subject::Capability(id)) = subject else { continue };
                let hidden = pieces.iter().any(|piece| piece.intersects(bounds.grown(-1.0)));
                assert!(ends.contains(&id) || !hidden, "{name}: {:?} runs behind {id}", node.subject);
            }
        }
        let serves: usize = map.initiatives.iter().map(|initiative| initiative.serves.len()).sum();
        assert_eq!(count, links(&map).count() + serves, "{name}");
    }
}

/// The straight pieces of a line, on the page.
fn pieces(shape: &Shape, origin: Point) -> Vec<Rect> {
    let Shape::Line { points, .. } = shape else { return Vec::new() };
    let piece = |ends: &[Point]| {
        let (x, y) = (ends[0].x.min(ends[1].x), ends[0].y.min(ends[1].y));
        rect(origin.x + x, origin.y + y, (ends[0].x - ends[1].x).abs(), (ends[0].y - ends[1].y).abs()).grown(0.1)
    };
    points.windows(2).map(piece).collect()
}
