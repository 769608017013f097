//! Dated series: what holds since when.

use crate::map::{AnswerEntry, Day, MaturityEntry, PartialDate, PrimaryChoice, StageEntry};

/// An entry of a dated series.
pub trait Dated {
    /// Its date; absent means always so.
    fn date(&self) -> Option<PartialDate>;
}

impl Dated for StageEntry {
    fn date(&self) -> Option<PartialDate> {
        self.since
    }
}

impl Dated for AnswerEntry {
    fn date(&self) -> Option<PartialDate> {
        self.on
    }
}

impl Dated for MaturityEntry {
    fn date(&self) -> Option<PartialDate> {
        self.date
    }
}

impl Dated for PrimaryChoice {
    fn date(&self) -> Option<PartialDate> {
        self.since
    }
}

/// Changes what holds from a day on: the entry of just that day where there is one, else a new one in its place.
pub fn hold_from<T: Dated>(
    series: &mut Vec<T>,
    day: Day,
    new: impl FnOnce(PartialDate) -> T,
    change: impl FnOnce(&mut T),
) {
    let date = PartialDate::of_day(day);
    let known = series.iter().position(|entry| entry.date() == Some(date));
    let at = known.unwrap_or_else(|| insert(series, new(date)));
    change(&mut series[at]);
}

/// Puts an entry after the last one that begins no later, so that it is the one that holds. Answers where it stands.
pub fn insert<T: Dated>(series: &mut Vec<T>, entry: T) -> usize {
    let begin = |entry: &T| entry.date().map_or(Day(i32::MIN), PartialDate::start);
    let at = series.iter().rposition(|known| begin(known) <= begin(&entry)).map_or(0, |last| last + 1);
    series.insert(at, entry);
    at
}

/// Takes the entry at a place out, where there is one.
pub fn remove<T>(series: &mut Vec<T>, at: usize) {
    if at < series.len() {
        series.remove(at);
    }
}

/// Changes the entry at a place, where there is one.
pub fn edit<T>(series: &mut [T], at: usize, change: impl FnOnce(&mut T)) {
    if let Some(entry) = series.get_mut(at) {
        change(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Extra, Initiative, Stage};

    fn entry(since: Option<&str>, stage: Stage) -> StageEntry {
        let since = since.map(|text| text.parse().expect(text));
        StageEntry { since, stage, illustrative: false, sources: Vec::new(), extra: Extra::new() }
    }

    fn set(stages: &mut Vec<StageEntry>, date: &str, stage: Stage) {
        let day = date.parse::<PartialDate>().expect(date).end();
        hold_from(stages, day, |since| StageEntry { since: Some(since), ..entry(None, stage) }, |e| e.stage = stage);
    }

    fn shown(stages: &[StageEntry]) -> Vec<String> {
        let date = |entry: &StageEntry| entry.since.map_or("always".into(), |date| date.to_string());
        stages.iter().map(|entry| format!("{} {}", date(entry), entry.stage.key())).collect()
    }

    #[test]
    fn setting_a_stage_twice_on_a_day_replaces_the_entry_of_that_day() {
        let mut stages = vec![entry(Some("2005"), Stage::Experiment)];
        set(&mut stages, "2012-05-08", Stage::Scaling);
        set(&mut stages, "2012-05-08", Stage::Established);
        assert_eq!(shown(&stages), ["2005 experiment", "2012-05-08 established"]);
    }

    #[test]
    fn a_new_entry_stands_in_the_order_of_time_and_holds_on_its_day() {
        let mut stages =
            vec![entry(None, Stage::Idea), entry(Some("2012"), Stage::Experiment), entry(Some("2016"), Stage::Stopped)];
        set(&mut stages, "2012-01-01", Stage::Scaling);
        assert_eq!(shown(&stages), ["always idea", "2012 experiment", "2012-01-01 scaling", "2016 stopped"]);
        let initiative = Initiative { stages, ..Initiative::default() };
        let day = Day::from_civil(2012, 1, 1);
        assert_eq!(initiative.stage_on(day).map(|entry| entry.stage), Some(Stage::Scaling));
    }

    #[test]
    fn what_replaces_a_value_keeps_the_rest_of_the_entry() {
        let mut stages = vec![StageEntry { illustrative: true, ..entry(Some("2012-05-08"), Stage::Idea) }];
        set(&mut stages, "2012-05-08", Stage::Scaling);
        assert!(stages[0].illustrative);
        assert_eq!(shown(&stages), ["2012-05-08 scaling"]);
    }

    #[test]
    fn places_beyond_the_end_are_left_alone() {
        let mut stages = vec![entry(None, Stage::Idea)];
        remove(&mut stages, 3);
        edit(&mut stages, 3, |entry| entry.stage = Stage::Stopped);
        assert_eq!(shown(&stages), ["always idea"]);
    }
}
