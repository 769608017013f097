//! The sentences of the bar.

use crate::insight::Timeline;
use crate::map::{Adaptation, Day, PartialDate, StrategyMap};

/// What stands in place of the track of a map on which nothing is dated.
pub const NOTHING_DATED: &str = "Nothing on this map has a date yet. Once stages, adaptations or observations have one, \
                                 they stand here in the order of time, and the map can be shown as of any day.";

/// The same where there is little room.
pub const NOTHING_DATED_SHORT: &str = "Nothing on this map has a date yet.";

/// How many events of one day are told.
const MOST: usize = 8;

/// A day in words.
pub fn in_words(day: Day) -> String {
    PartialDate::of_day(day).in_words()
}

/// That the map is shown as of another day, from the longest way to say it to the shortest.
pub fn elsewhen(day: Day, read_only: bool) -> Vec<String> {
    let shown = format!("Shown as of {}", in_words(day));
    let all = [
        format!("{shown}. Stages, maturity, answers and the primary strategy that you change apply from this day on."),
        format!("{shown}; changes apply from this day on."),
        format!("{shown}."),
    ];
    all.into_iter().skip(if read_only { 2 } else { 0 }).collect()
}

/// What happens on a day, or else what happened last before it.
pub fn happened(timeline: &Timeline, map: &StrategyMap, day: Day) -> Option<String> {
    let come = timeline.events.partition_point(|event| event.day <= day);
    let last = timeline.events[..come].last()?;
    let events = timeline.on(last.day);
    let mut words: Vec<String> = events.iter().take(MOST).map(|event| event.words(map)).collect();
    if events.len() > MOST {
        words.push(format!("and {} more", events.len() - MOST));
    }
    // A year's name is also that of its first day; several events of one day may be dated differently well.
    let date = events.first().map_or_else(|| in_words(last.day), |event| event.date.in_words());
    let words = words.join("; ");
    Some(if last.day == day { format!("{date}: {words}") } else { format!("Last change, {date}: {words}") })
}

/// Everything about an adaptation, for a resting pointer: the first line is its heading.
pub fn adaptation(map: &StrategyMap, adaptation: &Adaptation) -> (String, Vec<String>) {
    let date = adaptation.date.map_or_else(|| "No date".to_owned(), PartialDate::in_words);
    let mark = if adaptation.illustrative { " (illustrative)" } else { "" };
    let parts = [
        ("What was noticed", &adaptation.trigger),
        ("What was changed", &adaptation.change),
        ("What came of it", &adaptation.outcome),
    ];
    let told = parts.iter().filter(|(_, text)| !text.trim().is_empty());
    let mut lines: Vec<String> = told.map(|(label, text)| format!("{label}: {}", text.trim())).collect();
    let sources = adaptation.sources.iter().filter_map(|id| map.sources.get(id));
    let titles: Vec<&str> = sources.map(|source| source.title.trim()).filter(|title| !title.is_empty()).collect();
    match titles.len() {
        0 => {}
        1 => lines.push(format!("Source: {}", titles[0])),
        _ => lines.push(format!("Sources: {}", titles.join("; "))),
    }
    (format!("Adaptation, {date}{mark}"), lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Source;
    use std::sync::Arc;

    fn map() -> StrategyMap {
        let mut map = StrategyMap::default();
        map.sources.put(Arc::new(Source { id: "s".into(), title: "Annual report".into(), ..Source::default() }));
        map.adaptations.put(Arc::new(Adaptation {
            id: "a".into(),
            date: "2012-05".parse().ok(),
            change: "Video first".into(),
            illustrative: true,
            sources: vec!["s".into()],
            ..Adaptation::default()
        }));
        map
    }

    #[test]
    fn what_happens_on_a_day_is_told_and_after_it_what_happened_last() {
        let map = map();
        let timeline = Timeline::of(&map);
        let told = |year, month, day| happened(&timeline, &map, Day::from_civil(year, month, day));
        assert_eq!(told(2012, 5, 1).as_deref(), Some("May 2012: Adapted: Video first"));
        assert_eq!(told(2013, 1, 1).as_deref(), Some("Last change, May 2012: Adapted: Video first"));
        assert_eq!(told(2012, 4, 30), None);
    }

    #[test]
    fn an_adaptation_is_told_with_labels_its_mark_and_the_titles_of_its_sources() {
        let map = map();
        let (heading, lines) = adaptation(&map, map.adaptations.get(&"a".into()).expect("there"));
        assert_eq!(heading, "Adaptation, May 2012 (illustrative)");
        assert_eq!(lines, ["What was changed: Video first", "Source: Annual report"]);
    }

    #[test]
    fn a_map_that_can_only_be_looked_at_promises_no_changes() {
        let day = Day::from_civil(2008, 12, 31);
        assert!(elsewhen(day, false)[0].starts_with("Shown as of 31 Dec 2008. Stages"));
        assert_eq!(elsewhen(day, true), ["Shown as of 31 Dec 2008."]);
    }
}
