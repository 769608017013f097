//! The report, as a reader has it.

use super::*;
use crate::file::samples;
use crate::map::{
    Adaptation, Answer, AnswerEntry, Capability, Day, Extra, Indicator, Initiative, Link, MaturityEntry, Note,
    Observation, PartialDate, Position, PrimaryChoice, Silenced, Source, Stage, StageEntry,
};
use std::sync::Arc;

fn date(text: &str) -> Option<PartialDate> {
    Some(text.parse().expect(text))
}

fn stage(since: &str, stage: Stage) -> StageEntry {
    StageEntry { since: date(since), stage, illustrative: true, sources: Vec::new(), extra: Extra::new() }
}

fn answer(on: &str, answer: Answer) -> AnswerEntry {
    AnswerEntry {
        on: date(on),
        answer,
        text: format!("said in {on}"),
        conditions: String::new(),
        agreed_by: "the board".into(),
        due: date("2016"),
        illustrative: false,
        sources: Vec::new(),
        extra: Extra::new(),
    }
}

fn maturity(on: &str, level: u8) -> MaturityEntry {
    MaturityEntry {
        date: date(on),
        level,
        note: String::new(),
        illustrative: false,
        sources: Vec::new(),
        extra: Extra::new(),
    }
}

fn map() -> StrategyMap {
    let mut map = StrategyMap::default();
    let overview = Arc::make_mut(&mut map.overview);
    overview.title = "Lifts & <more>".into();
    overview.as_of = date("2020");
    let choice = |since: &str, strategy, why: &str| PrimaryChoice {
        since: date(since),
        strategy,
        why: why.into(),
        extra: Extra::new(),
    };
    overview.strategy.primary = vec![
        choice("2010", StrategyKind::CustomerEngagement, "near"),
        choice("2015", StrategyKind::DigitizedSolutions, "far"),
    ];
    overview.silenced = vec![Silenced {
        check: "no-outcome".into(),
        item: Some("a".into()),
        reason: "Early days".into(),
        on: date("2014"),
        extra: Extra::new(),
    }];
    let mut link = Link::to("c".into());
    link.ask = "Data | now".into();
    link.answers = vec![answer("2011", Answer::NotYet), answer("2013", Answer::Yes)];
    let observations =
        (2010..2018).map(|year| Observation::exact(PartialDate::of_year(year), f64::from(year))).collect();
    let indicator = Indicator { id: "k".into(), name: "Units | all".into(), observations, ..Indicator::default() };
    let placed = Initiative {
        id: "a".into(),
        title: "Sensors *everywhere*".into(),
        strategy: Some(StrategyKind::DigitizedSolutions),
        position: Some(Position::default().into()),
        stages: vec![stage("2011", Stage::Experiment), stage("2014", Stage::Scaling)],
        relies_on: vec![link],
        indicators: vec![indicator],
        sources: vec!["s".into()],
        ..Initiative::default()
    };
    let idea = Initiative { id: "b".into(), title: "Doors as screens".into(), votes: Some(4), ..Initiative::default() };
    let late = Initiative { id: "l".into(), stages: vec![stage("2018", Stage::Scaling)], ..placed.clone() };
    map.initiatives = [placed, idea, Initiative { title: "Robots".into(), ..late }].into_iter().collect();
    let mut capability = Capability::named("c".into(), "Sensor data", Backbone::Operational);
    capability.maturity = vec![maturity("2010", 1), maturity("2015", 3)];
    map.capabilities.put(Arc::new(capability));
    let adapted = |id: &str, on: &str, change: &str| {
        Arc::new(Adaptation { id: id.into(), date: date(on), change: change.into(), ..Adaptation::default() })
    };
    map.adaptations.put(adapted("y", "2016", "Doors first"));
    map.adaptations.put(adapted("x", "2012", "Service first"));
    map.notes.put(Arc::new(Note { id: "n".into(), text: "Ask\nthe board".into(), ..Note::default() }));
    let (title, url) = ("A report".into(), "https://a.example/x".into());
    map.sources.put(Arc::new(Source { id: "s".into(), title, url, grade: "A".into(), ..Source::default() }));
    map
}

fn report(as_of: Option<&str>) -> String {
    let map = map();
    markdown(&map, Moment::of(&map, as_of.and_then(date), Day(0)))
}

#[track_caller]
fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no “{part}” in\n{text}");
    }
}

#[test]
fn the_report_tells_all_of_the_map() {
    let text = report(None);
    has(
        &text,
        &[
            "# Lifts &amp; &lt;more&gt;\n",
            "as of 2020.",
            "\\* marks what is illustrative",
            "**Primary strategy:** Digitized solutions since 2015. far.\n    - Before: Customer engagement since 2010. near.",
            "## Digitized solutions (primary strategy)\n\n### Sensors \\*everywhere\\*\n",
            "- **Stage:** Scaling since 2014\\*\n",
            "- **Relies on:**\n    - Sensor data: **Yes** (2013, agreed by the board, due 2016). Ask: Data \\| now. Answer: said in 2013.",
            "Units \\| all (measure, desired direction: increase): **Advancing**. 8 observations 2010–2017",
            "- **Sources:** \\[1\\]\n",
            "## Digital services backbone\n\nNo capability yet.",
            "- **Maturity:** 3 of 5, assessed 2015\n",
            "| Units \\| all | Sensors \\*everywhere\\* | Advancing | 8 | 2010–2017 | +1 a year (Theil–Sen, 95 %: 1 to 1) |  |",
            "- **2012**: Service first.\n- **2016**: Doors first.\n",
            "## Ideas, not placed\n\n### Doors as screens\n\n- **Votes:** 4\n",
            "- Ask the board\n",
            "- **no-outcome** at “Sensors \\*everywhere\\*”, 2014: Early days\n",
            "1. A report. Grade A. <https://a.example/x>\n",
        ],
    );
    assert!(text.find("## Digitized") < text.find("## Customer"), "the primary strategy comes first");
}

#[test]
fn a_map_of_an_earlier_day_leaves_out_what_came_later() {
    let text = report(Some("2012"));
    has(
        &text,
        &[
            "as of 2012.",
            "**Primary strategy:** Customer engagement since 2010.",
            "**Stage:** Experiment since 2011",
            "Sensor data: **Not yet** (2011,",
            "**Too early to tell**. 3 observations 2010–2012",
            "**Maturity:** 1 of 5",
            "- **2012**: Service first.",
        ],
    );
    for later in ["2013", "2014", "2015", "2017", "Robots", "Doors first", "Scaling", "Silenced", "Before:"] {
        assert!(!text.contains(later), "“{later}” in\n{text}");
    }
}

#[test]
fn what_is_to_come_is_planned_on_a_map_that_speaks_of_its_own_day() {
    let mut map = map();
    Arc::make_mut(&mut map.overview).as_of = date("2017");
    has(&markdown(&map, Moment::of(&map, None, Day(0))), &["### Robots", "**Stage:** planned: scaling from 2018\\*"]);
}

#[test]
fn an_empty_map_has_a_report() {
    let text = markdown(&StrategyMap::default(), Moment::on(Day::from_civil(2020, 2, 3)));
    has(&text, &["# Untitled map\n", "as of 3 Feb 2020.", "**Strategic direction:** none yet", "No indicator yet."]);
    assert!(!text.contains("illustrative") && !text.contains("Sources"), "{text}");
}

#[test]
fn no_text_of_a_map_breaks_a_line_or_becomes_markup() {
    let evil = "# <b>x</b>\n\n- *a* | `b` \u{1}& [c](javascript:d) 🙂 \\";
    let mut map = map();
    for initiative in map.initiatives.iter().cloned().collect::<Vec<_>>() {
        let texts =
            Initiative { title: evil.into(), outcome: evil.into(), summary: evil.into(), ..(*initiative).clone() };
        map.initiatives.put(Arc::new(texts));
    }
    let text = markdown(&map, Moment::of(&map, None, Day(0)));
    let told = "\\# &lt;b&gt;x&lt;/b&gt; - \\*a\\* \\| \\`b\\` &amp; \\[c\\](javascript:d) 🙂 \\\\";
    has(&text, &[&format!("### {told}\n"), &format!("- **Outcome:** {told}\n"), &format!("| {told} |")]);
    assert!(!text.contains("<b>") && !text.chars().any(|c| c.is_control() && c != '\n'), "{text}");
    let table: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    let bars = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    assert!(table.iter().all(|line| bars(line) == 8), "{table:?}");
}

#[test]
fn of_the_samples_every_line_is_known_by_its_beginning() {
    for sample in samples::all() {
        let map = sample.load().expect("a sample").map;
        let text = markdown(&map, Moment::of(&map, None, Day(0)));
        assert!(!text.contains("\n\n\n") && text.ends_with('\n'), "{}", sample.name);
        assert_eq!(text, markdown(&map, Moment::of(&map, None, Day(0))));
    }
}
