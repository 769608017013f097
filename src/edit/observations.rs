//! What a gesture does to the observations of an indicator.

use super::document::Document;
use crate::map::{Day, Id, Observation};

/// "Add observation", "Add 6 observations": the name of a step, and of the button that does it.
pub fn observations_label(verb: &str, count: usize) -> String {
    if count == 1 { format!("{verb} observation") } else { format!("{verb} {count} observations") }
}

impl Document {
    /// Adds observations to an indicator in the order of time, in one step: each after the last that begins no later. Answers
    /// where they stand.
    pub fn add_observations(&mut self, indicator: &Id, observations: Vec<Observation>) -> Vec<usize> {
        let mut places = Vec::new();
        if !observations.is_empty() {
            self.begin(&observations_label("Add", observations.len()));
            self.edit_indicator(indicator, |indicator| places = merge(&mut indicator.observations, observations));
            self.commit();
        }
        places
    }

    /// Changes the observation at a place in the list of an indicator, as part of the gesture.
    pub fn edit_observation(&mut self, (indicator, at): (&Id, usize), change: impl FnOnce(&mut Observation)) {
        self.edit_indicator(indicator, |indicator| {
            if let Some(observation) = indicator.observations.get_mut(at) {
                change(observation);
            }
        });
    }

    /// Takes the observation at a place out of the list of an indicator, in one step.
    pub fn remove_observation(&mut self, (indicator, at): (&Id, usize)) {
        self.begin(&observations_label("Remove", 1));
        self.edit_indicator(indicator, |indicator| {
            if at < indicator.observations.len() {
                indicator.observations.remove(at);
            }
        });
        self.commit();
    }
}

/// Puts new entries among known ones in one pass: thousands of them cost no more than a copy of the list.
fn merge(known: &mut Vec<Observation>, mut new: Vec<Observation>) -> Vec<usize> {
    let begin = |observation: &Observation| observation.date.start();
    new.sort_by_key(begin);
    // The earliest day from each place on: it never falls, even where the list is in no order.
    let mut earliest: Vec<Day> = known.iter().map(begin).collect();
    for at in (1..earliest.len()).rev() {
        earliest[at - 1] = earliest[at - 1].min(earliest[at]);
    }
    let old = std::mem::take(known);
    known.reserve(old.len() + new.len());
    let (mut old, mut taken, mut places) = (old.into_iter(), 0, Vec::with_capacity(new.len()));
    for observation in new {
        let before = earliest.partition_point(|day| *day <= begin(&observation));
        known.extend(old.by_ref().take(before - taken));
        taken = before;
        places.push(known.len());
        known.push(observation);
    }
    known.extend(old);
    places
}

#[cfg(test)]
mod tests {
    use super::super::record::Record;
    use super::*;
    use crate::map::Indicator;
    use std::sync::Arc;

    fn seen(date: &str, value: f64) -> Observation {
        Observation::exact(date.parse().expect(date), value)
    }

    fn with(observations: Vec<Observation>) -> Document {
        let mut document = Document::default();
        let indicator = Indicator { id: "n".into(), observations, ..Indicator::default() };
        document.put(Record::Indicator(Arc::new(indicator)));
        document.commit();
        document
    }

    fn values(document: &Document) -> Vec<f64> {
        let indicator = document.map().indicators.get(&"n".into()).expect("there");
        indicator.observations.iter().map(|observation| observation.value).collect()
    }

    #[test]
    fn observations_are_added_in_the_order_of_time_in_one_step() {
        let mut document = with(vec![seen("2012", 1.0), seen("2014", 2.0)]);
        let new = vec![seen("2015", 5.0), seen("2013", 3.0), seen("2014", 4.0), seen("2011", 0.0)];
        assert_eq!(document.add_observations(&"n".into(), new), [0, 2, 4, 5]);
        assert_eq!(values(&document), [0.0, 1.0, 3.0, 2.0, 4.0, 5.0]);
        assert_eq!(document.undo_label(), Some("Add 4 observations"));
        document.undo();
        assert_eq!(values(&document), [1.0, 2.0]);
        document.redo();
        assert_eq!(values(&document).len(), 6);
    }

    #[test]
    fn in_a_list_without_order_each_stands_after_the_last_that_begins_no_later() {
        let mut document = with(vec![seen("2014", 1.0), seen("2012", 2.0), seen("2016", 3.0)]);
        document.add_observations(&"n".into(), vec![seen("2013", 4.0), seen("2011", 5.0)]);
        assert_eq!(values(&document), [5.0, 1.0, 2.0, 4.0, 3.0]);
    }

    #[test]
    fn nothing_to_add_and_an_indicator_that_is_not_there_leave_no_step() {
        let mut document = with(Vec::new());
        assert!(document.add_observations(&"n".into(), Vec::new()).is_empty());
        assert!(document.add_observations(&"other".into(), vec![seen("2012", 1.0)]).is_empty());
        assert_eq!(document.undo_label(), Some("Change"));
    }

    #[test]
    fn an_observation_is_changed_and_removed_by_its_place() {
        let mut document = with(vec![seen("2012", 1.0), seen("2014", 2.0)]);
        let id: Id = "n".into();
        document.begin("Edit");
        document.edit_observation((&id, 1), |observation| observation.value = 9.0);
        document.edit_observation((&id, 7), |observation| observation.value = 0.0);
        document.commit();
        document.remove_observation((&id, 0));
        document.remove_observation((&id, 7));
        assert_eq!(values(&document), [9.0]);
        assert_eq!(document.undo_label(), Some("Remove observation"));
        document.undo();
        document.undo();
        assert_eq!(values(&document), [1.0, 2.0]);
    }
}
