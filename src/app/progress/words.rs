//! What an indicator says, in words.

use crate::insight::Direction;
pub use crate::insight::words::{number, value};
use crate::map::{Day, Indicator, IndicatorKind, PartialDate, StrategyMap};
use crate::scene::chart::{Chart, Dot, Flag, Overlay};

/// Said beside the chart where any value is invented or judged.
pub const ILLUSTRATIVE: &str = "Illustrative values: invented or judged, not observed";

/// The same where there is little room.
pub const ILLUSTRATIVE_SHORT: &str = "Illustrative values";

/// A day for people.
pub fn day(day: Day) -> String {
    PartialDate::of_day(day).in_words()
}

/// From where the observations are.
pub fn sources(map: &StrategyMap, dots: &[Dot<'_>]) -> Option<String> {
    let publishers = publishers(map, dots);
    let name = if publishers.len() == 1 { "Source" } else { "Sources" };
    (!publishers.is_empty()).then(|| format!("{name}: {}", publishers.join(", ")))
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

/// That some observations come later, in few words.
pub fn later(later: usize) -> Option<String> {
    match later {
        0 => None,
        1 => Some("1 later observation not shown".to_owned()),
        n => Some(format!("{n} later observations not shown")),
    }
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

/// Up to this many observations are told one by one; of more, the first and the last half of so many.
const TOLD_ONE_BY_ONE: usize = 60;

/// The chart for those who cannot see it: every observation in the order of time, what they say, and what happened meanwhile.
pub fn chart(map: &StrategyMap, chart: &Chart<'_>, direction: &Direction) -> String {
    let observed = observed(map, chart.indicator, &chart.dots);
    let told = format!("Chart of {}. {observed}. {}", chart.title, said(direction, &chart.evidence));
    told + &meanwhile(&chart.flags)
}

/// Several indicators on one chart, for those who cannot see it.
pub fn overlay(map: &StrategyMap, overlay: &Overlay<'_>, chart: &Chart<'_>, direction: &Direction) -> String {
    let all = overlay.strands.iter().map(|strand| match strand.dots.as_slice() {
        [] => format!("{}: no observation.", strand.name),
        dots => format!("{}: {}.", strand.name, observed(map, strand.indicator, dots)),
    });
    let all = all.collect::<Vec<_>>().join(" ");
    let said = said(direction, &chart.evidence);
    format!("Chart of {}, {EACH_ON_ITS_OWN}. {all} {}: {said}", names(overlay), chart.title)
        + &meanwhile(&overlay.flags)
}

/// How several indicators are made to fit one chart.
const EACH_ON_ITS_OWN: &str = "each on its own spread";

fn names(overlay: &Overlay<'_>) -> String {
    let names: Vec<&str> = overlay.strands.iter().map(|strand| strand.name.as_str()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// How several indicators on one chart are to be read.
pub fn how_to_read(overlay: &Overlay<'_>) -> String {
    let count = overlay.strands.len();
    let mut told = format!("{count} indicators, {EACH_ON_ITS_OWN}: from its lowest to its highest value.");
    match overlay.left_out {
        0 => {}
        1 => told.push_str(" One more is left out: more could not be told apart."),
        n => told.push_str(&format!(" {n} more are left out: more could not be told apart.")),
    }
    told
}

fn observed(map: &StrategyMap, indicator: &Indicator, dots: &[Dot<'_>]) -> String {
    let each = |dot: &Dot<'_>| {
        let told = told(map, indicator, dot);
        let mark = if dot.observation.illustrative { ", illustrative" } else { "" };
        format!("{}: {}{mark}", told.date, told.value)
    };
    if dots.len() <= TOLD_ONE_BY_ONE {
        return dots.iter().map(each).collect::<Vec<_>>().join("; ");
    }
    let half = TOLD_ONE_BY_ONE / 2;
    let (first, last) = (&dots[..half], &dots[dots.len() - half..]);
    let between = format!("{} more", dots.len() - 2 * half);
    first.iter().map(each).chain([between]).chain(last.iter().map(each)).collect::<Vec<_>>().join("; ")
}

fn said(direction: &Direction, evidence: &str) -> String {
    let end = if evidence.ends_with('.') { "" } else { "." };
    format!("{}. {evidence}{end}", direction.verdict_words())
}

fn meanwhile(flags: &[Flag]) -> String {
    if flags.is_empty() {
        return String::new();
    }
    let all = flags.iter().take(TOLD_ONE_BY_ONE).map(|flag| {
        let what = flag.words.trim_end_matches('.');
        format!("{}, {what}", flag.date.in_words())
    });
    format!(" Meanwhile: {}.", all.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::{Owner, Period, Surveyed, Timeline, direction};
    use crate::map::{Adaptation, Observation, Qualifier, Source};
    use crate::scene::chart::series;
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
    fn each_publisher_is_named_once() {
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
        let dots = series(&indicator, Day::from_civil(2020, 1, 1), None);
        assert_eq!(sources(&map, &dots).as_deref(), Some("Sources: Company, A study"));
        assert_eq!(sources(&map, &dots[..1]).as_deref(), Some("Source: Company"));
        assert_eq!(sources(&map, &[]), None);
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
        let dots = series(&indicator, Day::from_civil(2020, 1, 1), None);
        let told = told(&map, &indicator, &dots[0]);
        assert_eq!((told.date.as_str(), told.value.as_str()), ("Mar 2010", "at least 3 million"));
        assert_eq!(
            told.remarks,
            ["Illustrative: invented or judged, not observed", "Worked out.", "Source: Annual report"]
        );
    }

    fn described(map: &StrategyMap, indicator: &Indicator) -> String {
        let day = Day::from_civil(2020, 1, 1);
        let shown = Surveyed { indicator, owner: Owner::Map };
        let told = direction(indicator, day, None);
        chart(map, &Chart::of(map, &shown, day, &told, Period::All, &Timeline::of(map)), &told)
    }

    #[test]
    fn the_chart_is_told_with_its_observations_its_verdict_and_what_happened() {
        let mut map = StrategyMap::default();
        let (date, change) = (Some("2011".parse().expect("a year")), "Video first.".into());
        map.adaptations.put(Arc::new(Adaptation { id: "a".into(), date, change, ..Adaptation::default() }));
        let mut seen = observation("2010-03", 3.0, Qualifier::AtLeast);
        seen.illustrative = true;
        let told = described(&map, &measure("million", vec![seen]));
        let known =
            "Chart of Members. Mar 2010: at least 3 million, illustrative. Too early to tell. 1 observation Mar 2010.";
        assert!(told.starts_with(known), "{told}");
        assert!(told.ends_with(" Meanwhile: 2011, Adapted: Video first."), "{told}");
    }

    #[test]
    fn of_very_many_observations_the_first_and_the_last_are_told() {
        let many = (0..500).map(|i| observation("2010", f64::from(i), Qualifier::Exact)).collect();
        let told = described(&StrategyMap::default(), &measure("", many));
        assert!(told.contains("2010: 29; 440 more; 2010: 470;") && told.contains("2010: 499."), "{told}");
    }
}
