//! What an indicator says, in words.

use crate::map::{Day, Desired, Indicator, IndicatorKind, Observation, PartialDate, Qualifier, StrategyMap};

use super::list::Owner;
use super::series::Dot;
pub use crate::insight::words::number;

/// Said on the chart where any value is invented or judged.
pub const ILLUSTRATIVE: &str = "Illustrative values: invented or judged, not observed";

/// What was observed, with its unit and how exact it is: "at least 3 million".
pub fn value(indicator: &Indicator, observation: &Observation) -> String {
    let value = match indicator.kind {
        IndicatorKind::Pulse => pulse(observation.value),
        IndicatorKind::Measure if indicator.unit.is_empty() => number(observation.value),
        IndicatorKind::Measure => format!("{} {}", number(observation.value), indicator.unit),
    };
    match observation.qualifier {
        Qualifier::Exact => value,
        qualifier => format!("{} {value}", qualifier.name()),
    }
}

fn pulse(value: f64) -> String {
    let judged = match value {
        v if v <= -1.5 => "clearly away",
        v if v < 0.0 => "away",
        v if v >= 1.5 => "clearly towards",
        v if v > 0.0 => "towards",
        _ => "neither way",
    };
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}, {judged}", number(value))
}

/// How many observations there are.
pub fn count(observations: usize) -> String {
    match observations {
        0 => "No observation yet".to_owned(),
        1 => "1 observation".to_owned(),
        n => format!("{n} observations"),
    }
}

/// A day for people.
pub fn day(day: Day) -> String {
    PartialDate::of_day(day).in_words()
}

/// What is to know of an indicator, in a line.
pub fn subtitle(indicator: &Indicator, owner: &Owner<'_>) -> String {
    let mut parts = Vec::new();
    match indicator.kind {
        IndicatorKind::Pulse => {
            parts.push("judged from −2 (clearly away) to +2 (clearly towards), drawn as a running sum".into())
        }
        IndicatorKind::Measure if !indicator.unit.is_empty() => parts.push(indicator.unit.clone()),
        IndicatorKind::Measure => {}
    }
    parts.push(match indicator.desired {
        Desired::None => "context only".to_owned(),
        desired => format!("desired direction: {}", desired.name().to_lowercase()),
    });
    parts.extend(indicator.timing.map(|timing| timing.name().to_lowercase()));
    if indicator.accumulates {
        parts.push("running total".to_owned());
    }
    parts.push(match owner {
        Owner::Map => "of the whole map".to_owned(),
        owner => format!("of “{}”", owner.title()),
    });
    parts.join(" · ")
}

/// What stands below the chart: how many observations, of which years, from where.
pub fn footer(map: &StrategyMap, dots: &[Dot<'_>]) -> String {
    let (Some(first), Some(last)) = (dots.first(), dots.last()) else { return String::new() };
    let (from, to) = (first.observation.date.year(), last.observation.date.year());
    let years = if from == to { from.to_string() } else { format!("{from}–{to}") };
    let counted = format!("{}, {years}", count(dots.len()));
    let publishers = publishers(map, dots);
    if publishers.is_empty() {
        return counted;
    }
    let name = if publishers.len() == 1 { "source" } else { "sources" };
    format!("{counted} · {name}: {}", publishers.join(", "))
}

/// Who published what was observed, each once.
fn publishers<'a>(map: &'a StrategyMap, dots: &[Dot<'_>]) -> Vec<&'a str> {
    let mut named: Vec<&str> = Vec::new();
    for id in dots.iter().flat_map(|dot| &dot.observation.sources) {
        let Some(source) = map.sources.get(id) else { continue };
        let name = if source.publisher.is_empty() { &source.title } else { &source.publisher };
        if !name.is_empty() && !named.contains(&name.as_str()) {
            named.push(name);
        }
    }
    named
}

/// That some observations are left out, where any are.
pub fn left_out(later: usize, as_of: Day) -> Option<String> {
    (later > 0).then(|| format!("Observations after {} are not shown ({later})", day(as_of)))
}

/// What is told of an observation under the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// When.
    pub date: String,
    /// What.
    pub value: String,
    /// What has to be known, and from where it is.
    pub remarks: Vec<String>,
}

/// All that is known of an observation.
pub fn told(map: &StrategyMap, indicator: &Indicator, dot: &Dot<'_>) -> Told {
    let observation = dot.observation;
    let mut remarks = Vec::new();
    if indicator.kind == IndicatorKind::Pulse {
        remarks.push(format!("Running sum {}", number(dot.height)));
    }
    if observation.illustrative {
        remarks.push("Illustrative: invented or judged, not observed".to_owned());
    }
    if !observation.note.is_empty() {
        remarks.push(observation.note.clone());
    }
    let titles = observation.sources.iter().filter_map(|id| map.sources.get(id)).map(|source| &source.title);
    remarks.extend(titles.map(|title| format!("Source: {title}")));
    Told { date: observation.date.in_words(), value: value(indicator, observation), remarks }
}

/// The chart for those who cannot see it: every observation in the order of time.
pub fn chart(map: &StrategyMap, indicator: &Indicator, dots: &[Dot<'_>]) -> String {
    let all = dots.iter().map(|dot| {
        let told = told(map, indicator, dot);
        let mark = if dot.observation.illustrative { ", illustrative" } else { "" };
        format!("{}: {}{mark}", told.date, told.value)
    });
    format!("Chart of {}. {}.", super::list::name(indicator), all.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Source, Timing};
    use std::sync::Arc;

    fn observation(date: &str, value: f64, qualifier: Qualifier) -> Observation {
        Observation { qualifier, ..Observation::exact(date.parse().expect(date), value) }
    }

    fn measure(unit: &str, observations: Vec<Observation>) -> Indicator {
        Indicator { name: "Members".into(), unit: unit.into(), observations, ..Indicator::default() }
    }

    #[test]
    fn the_typeface_has_what_numbers_are_told_with() {
        assert!(
            crate::scene::Typeface::default()
                .covers("−10\u{202F}000 … 2007–2012 “of” ·", crate::scene::Weight::Regular)
        );
    }

    #[test]
    fn values_are_told_with_unit_and_qualifier() {
        let indicator = measure("million", Vec::new());
        let told = |qualifier| value(&indicator, &observation("2010-03", 3.0, qualifier));
        assert_eq!(told(Qualifier::AtLeast), "at least 3 million");
        assert_eq!(told(Qualifier::About), "about 3 million");
        assert_eq!(told(Qualifier::Exact), "3 million");
        assert_eq!(value(&measure("", Vec::new()), &observation("2010", 0.5, Qualifier::Exact)), "0.5");
    }

    #[test]
    fn pulses_are_told_as_judgements() {
        let indicator = Indicator { kind: IndicatorKind::Pulse, ..Indicator::default() };
        let told = |v| value(&indicator, &observation("2010", v, Qualifier::Exact));
        assert_eq!(
            [-2.0, -1.0, 0.0, 1.0, 2.0].map(told),
            ["−2, clearly away", "−1, away", "0, neither way", "+1, towards", "+2, clearly towards"]
        );
    }

    #[test]
    fn the_subtitle_says_what_is_wished_for_and_never_a_target() {
        let mut indicator = measure("%", Vec::new());
        indicator.timing = Some(Timing::Lagging);
        indicator.accumulates = true;
        assert_eq!(
            subtitle(&indicator, &Owner::Map),
            "% · desired direction: increase · lagging · running total · of the whole map"
        );
        indicator.desired = Desired::None;
        assert!(subtitle(&indicator, &Owner::Map).contains("context only"));
    }

    #[test]
    fn the_footer_names_each_publisher_once() {
        let mut map = StrategyMap::default();
        for (id, publisher) in [("a", "Company"), ("b", "Company"), ("c", "")] {
            let source =
                Source { id: id.into(), title: "A study".into(), publisher: publisher.into(), ..Source::default() };
            map.sources.put(Arc::new(source));
        }
        let mut observations =
            vec![observation("2007", 1.0, Qualifier::Exact), observation("2012-05", 2.0, Qualifier::Exact)];
        observations[0].sources = vec!["a".into(), "unknown".into(), "b".into()];
        observations[1].sources = vec!["c".into()];
        let indicator = measure("%", observations);
        let dots = super::super::series::series(&indicator, Day::from_civil(2020, 1, 1));
        assert_eq!(footer(&map, &dots), "2 observations, 2007–2012 · sources: Company, A study");
        assert_eq!(footer(&map, &dots[..1]), "1 observation, 2007 · source: Company");
        assert_eq!(footer(&map, &[]), "");
    }

    #[test]
    fn what_is_left_out_is_said() {
        let day = Day::from_civil(2016, 3, 31);
        assert_eq!(left_out(2, day).as_deref(), Some("Observations after 31 Mar 2016 are not shown (2)"));
        assert_eq!(left_out(0, day), None);
    }

    #[test]
    fn an_observation_tells_its_note_its_sources_and_that_it_is_illustrative() {
        let mut map = StrategyMap::default();
        map.sources.put(Arc::new(Source { id: "s".into(), title: "Annual report".into(), ..Source::default() }));
        let mut seen = observation("2010-03", 3.0, Qualifier::AtLeast);
        seen.note = "Worked out.".into();
        seen.sources = vec!["s".into()];
        seen.illustrative = true;
        let indicator = measure("million", vec![seen]);
        let dots = super::super::series::series(&indicator, Day::from_civil(2020, 1, 1));
        let told = told(&map, &indicator, &dots[0]);
        assert_eq!((told.date.as_str(), told.value.as_str()), ("Mar 2010", "at least 3 million"));
        assert_eq!(
            told.remarks,
            ["Illustrative: invented or judged, not observed", "Worked out.", "Source: Annual report"]
        );
        assert_eq!(chart(&map, &indicator, &dots), "Chart of Members. Mar 2010: at least 3 million, illustrative.");
    }
}
