//! A map that is being worked on, with its history.

use std::collections::BTreeSet;

use super::change::Change;
use super::record::{Key, ListKind, Record};
use crate::map::{Id, StrategyMap};

/// A map with its history. The only place where a map changes.
#[derive(Debug, Default)]
pub struct Document {
    map: StrategyMap,
    pending: Option<Change>,
    undo: Vec<Change>,
    redo: Vec<Change>,
    revision: u64,
    /// How many steps were ever made: the number of the last one.
    serial: u64,
    /// How long the history was when the map was last saved; `None` when that point can no longer be reached.
    saved: Option<usize>,
    /// The same of the state that is being saved.
    saving: Option<usize>,
    /// Whether the map can only be looked at.
    locked: bool,
    /// The names of the records that were touched since [`Document::take_touched`] was last asked.
    touched: BTreeSet<Key>,
}

impl Document {
    /// A document that holds a map as it was opened.
    pub fn new(map: StrategyMap) -> Self {
        Self { map, saved: Some(0), ..Self::default() }
    }

    /// A document that holds a map which is in no file as it is.
    pub fn unsaved(map: StrategyMap) -> Self {
        Self { map, ..Self::default() }
    }

    /// Lets nothing change the map from now on: it was written by a newer program, which knows more about it, or somebody
    /// else changes it.
    pub fn lock(&mut self) {
        self.locked = true;
    }

    /// Lets the map be changed again: nobody else changes it any more.
    pub fn unlock(&mut self) {
        self.locked = false;
    }

    /// The map as it stands.
    pub fn map(&self) -> &StrategyMap {
        &self.map
    }

    /// A count that rises with every change of the map, for what is derived from it.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The names of the records that may have changed since this was last asked, by whatever: a gesture that goes on, undo
    /// and redo among them.
    pub fn take_touched(&mut self) -> BTreeSet<Key> {
        std::mem::take(&mut self.touched)
    }

    /// Whether the map differs from what was last saved.
    pub fn is_changed(&self) -> bool {
        let pending = self.pending.as_ref().is_some_and(|change| !change.is_empty());
        pending || self.saved != Some(self.undo.len())
    }

    /// Notes that the map, as it stands, is being saved.
    pub fn begin_saving(&mut self) {
        self.commit();
        self.saving = Some(self.undo.len());
    }

    /// Notes whether the map is saved as it was at [`Document::begin_saving`].
    pub fn end_saving(&mut self, saved: bool) {
        let saving = self.saving.take();
        if saved {
            self.saved = saving;
        }
    }

    /// Whether the map, as it stands, is what is being saved.
    pub fn is_all_being_saved(&self) -> bool {
        let pending = self.pending.as_ref().is_some_and(|change| !change.is_empty());
        !pending && self.saving == Some(self.undo.len())
    }

    /// Notes that the map as it was saved last is in its file no more; what is under way goes on.
    pub fn unsave(&mut self) {
        self.saved = None;
    }

    /// Notes that the map, as it stands, is what is in its file.
    pub fn note_saved(&mut self) {
        self.commit();
        self.saved = Some(self.undo.len());
    }

    /// Whether the step of this number is in the map as it stands: not where it was taken back.
    pub fn has_step(&self, serial: u64) -> bool {
        self.pending.iter().chain(&self.undo).any(|change| change.serial == Some(serial))
    }

    /// Whether the step of this number is what undo would take back.
    pub fn ends_with_step(&self, serial: u64) -> bool {
        let pending = self.pending.as_ref().filter(|change| !change.is_empty());
        pending.or(self.undo.last()).is_some_and(|change| change.serial == Some(serial))
    }

    /// Makes the map what its file holds by now, in one step, and counts it as saved. Where nothing may change the map there is no
    /// way back from it. Answers the number of the step that can be taken back.
    pub fn reload(&mut self, label: &str, other: &StrategyMap) -> Option<u64> {
        let locked = std::mem::take(&mut self.locked);
        self.begin(label);
        self.take_over(other);
        let step = self.commit_step();
        self.note_saved();
        if locked {
            self.locked = true;
            self.undo.clear();
            self.redo.clear();
            self.saved = Some(0);
        }
        step.filter(|_| !locked)
    }

    /// Begins a gesture, or goes on with the one of the same label. Another one is finished first.
    pub fn begin(&mut self, label: &str) {
        if self.pending.as_ref().is_some_and(|change| change.label == label) {
            return;
        }
        self.commit();
        self.pending = Some(Change::new(label));
    }

    /// Whether a gesture is under way.
    pub fn in_gesture(&self) -> bool {
        self.pending.is_some()
    }

    /// Finishes the gesture of this label; another one goes on. For a field that is left after a click elsewhere has begun
    /// something new.
    pub fn finish(&mut self, label: &str) {
        if self.pending.as_ref().is_some_and(|change| change.label == label) {
            self.commit();
        }
    }

    /// Takes the gesture of this label back; another one goes on. For a field whose text can no longer be read.
    pub fn take_back(&mut self, label: &str) {
        if self.pending.as_ref().is_some_and(|change| change.label == label) {
            self.cancel();
        }
    }

    /// Finishes the gesture: one step of the history. Nothing happens where nothing was changed.
    pub fn commit(&mut self) {
        self.commit_step();
    }

    /// As [`Document::commit`]; answers the number by which the step is known, where there is one.
    pub fn commit_step(&mut self) -> Option<u64> {
        let mut change = self.pending.take()?;
        change.settle();
        if change.is_empty() {
            return None;
        }
        for mark in [&mut self.saved, &mut self.saving] {
            if mark.is_some_and(|mark| mark > self.undo.len()) {
                *mark = None;
            }
        }
        self.redo.clear();
        // A step that was taken up again stays the same.
        let serial = change.serial.unwrap_or(self.serial + 1);
        self.serial = self.serial.max(serial);
        change.serial = Some(serial);
        self.undo.push(change);
        Some(serial)
    }

    /// Takes the last step up again, so that what follows from it becomes part of it. Answers whether there was one.
    pub fn reopen(&mut self) -> bool {
        self.commit();
        let marked = [self.saved, self.saving].contains(&Some(self.undo.len()));
        if marked || !self.redo.is_empty() {
            return false;
        }
        self.pending = self.undo.pop();
        self.pending.is_some()
    }

    /// Takes the gesture back, as for Escape during a drag.
    pub fn cancel(&mut self) {
        if let Some(change) = self.pending.take() {
            change.apply(&mut self.map, false);
            self.touched.extend(change.keys().cloned());
            self.revision += 1;
        }
    }

    /// Puts a record into the map, as part of the gesture.
    pub fn put(&mut self, record: Record) {
        let key = record.key();
        let before = Record::read(&self.map, &key);
        if self.locked || before.as_ref() == Some(&record) {
            return;
        }
        if let (None, Key::Item(list, _)) = (&before, &key) {
            self.touch_order(*list);
        }
        record.clone().write(&mut self.map);
        self.note(key, before, Some(record));
    }

    /// Takes a record out of the map, as part of the gesture.
    pub fn remove(&mut self, list: ListKind, id: &Id) {
        let key = Key::Item(list, id.clone());
        let Some(before) = Record::read(&self.map, &key).filter(|_| !self.locked) else { return };
        self.touch_order(list);
        Record::erase(&mut self.map, &key);
        self.note(key, Some(before), None);
    }

    /// Notes the order of a list before a record comes or goes, so that undo puts it back in its place.
    fn touch_order(&mut self, list: ListKind) {
        let key = Key::Order(list);
        let before = Record::read(&self.map, &key);
        let change = self.pending.get_or_insert_with(|| Change::new("Change"));
        change.note(key, before.clone(), before);
    }

    fn note(&mut self, key: Key, before: Option<Record>, after: Option<Record>) {
        let order = match &key {
            Key::Item(list, _) if before.is_none() || after.is_none() => Some(*list),
            _ => None,
        };
        let change = self.pending.get_or_insert_with(|| Change::new("Change"));
        self.touched.insert(key.clone());
        change.note(key, before, after);
        if let Some(list) = order {
            let key = Key::Order(list);
            let after = Record::read(&self.map, &key);
            self.touched.insert(key.clone());
            change.note(key, None, after);
        }
        self.revision += 1;
    }

    /// Makes the map another one, as part of the gesture: only what differs is touched.
    pub fn take_over(&mut self, other: &StrategyMap) {
        for list in ListKind::ALL {
            for id in
                list.ids(&self.map).iter().filter(|id| Record::read(other, &Key::Item(list, (*id).clone())).is_none())
            {
                self.remove(list, id);
            }
            let order = list.ids(other);
            for record in order.iter().filter_map(|id| Record::read(other, &Key::Item(list, id.clone()))) {
                self.put(record);
            }
            self.put(Record::Order(list, order));
        }
        self.put(Record::Overview(other.overview.clone()));
    }

    /// The label of the first step of the history that is in the map.
    pub fn first_step(&self) -> Option<&str> {
        self.undo.first().map(|change| change.label.as_str())
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        let pending = self.pending.as_ref().filter(|change| !change.is_empty());
        pending.or(self.undo.last()).map(|change| change.label.as_str())
    }

    /// What redo would bring back.
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|change| change.label.as_str())
    }

    /// Takes the last step back; answers what it was.
    pub fn undo(&mut self) -> Option<&Change> {
        self.commit();
        let change = self.undo.pop()?;
        change.apply(&mut self.map, false);
        self.touched.extend(change.keys().cloned());
        self.revision += 1;
        self.redo.push(change);
        self.redo.last()
    }

    /// Brings the step that was last taken back again; answers what it was.
    pub fn redo(&mut self) -> Option<&Change> {
        self.commit();
        let change = self.redo.pop()?;
        change.apply(&mut self.map, true);
        self.touched.extend(change.keys().cloned());
        self.revision += 1;
        self.undo.push(change);
        self.undo.last()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::map::Initiative;
    use proptest::prelude::*;

    fn idea(id: &str) -> Record {
        Record::Initiative(Arc::new(Initiative { id: id.into(), title: id.into(), ..Initiative::default() }))
    }

    fn order(document: &Document) -> Vec<String> {
        document.map().initiatives.order().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_removed_record_comes_back_in_its_place() {
        let mut document = Document::default();
        for id in ["a", "b", "c"] {
            document.put(idea(id));
        }
        document.commit();
        document.begin("Delete");
        document.remove(ListKind::Initiatives, &"b".into());
        document.commit();
        assert_eq!(order(&document), ["a", "c"]);
        assert_eq!(document.undo().map(|c| c.label.clone()).as_deref(), Some("Delete"));
        assert_eq!(order(&document), ["a", "b", "c"]);
        document.redo();
        assert_eq!(order(&document), ["a", "c"]);
    }

    #[test]
    fn a_gesture_of_many_moves_is_one_step_and_can_be_cancelled() {
        let mut document = Document::default();
        document.put(idea("a"));
        document.commit();
        document.begin("Rename");
        for title in ["b", "c", "d"] {
            document.edit_initiative(&"a".into(), |i| i.title = title.into());
        }
        document.commit();
        document.begin("Rename again");
        document.edit_initiative(&"a".into(), |i| i.title = "x".into());
        document.cancel();
        let title = |d: &Document| d.map().initiatives.get(&"a".into()).map(|i| i.title.clone());
        assert_eq!(title(&document).as_deref(), Some("d"));
        document.undo();
        assert_eq!(title(&document).as_deref(), Some("a"));
    }

    #[test]
    fn only_the_gesture_of_a_label_is_taken_back() {
        let mut document = Document::default();
        document.put(idea("a"));
        document.commit();
        document.begin("Rename");
        document.edit_initiative(&"a".into(), |i| i.title = "b".into());
        document.take_back("Move");
        assert!(document.in_gesture());
        document.take_back("Rename");
        assert_eq!(document.map().initiatives.get(&"a".into()).map(|i| i.title.as_str()), Some("a"));
        assert_eq!(document.undo_label(), Some("Change"));
    }

    #[test]
    fn a_gesture_that_changes_nothing_leaves_no_step() {
        let mut document = Document::new(StrategyMap::default());
        document.begin("Nothing");
        document.edit_overview(|o| o.title = "x".into());
        document.edit_overview(|o| o.title.clear());
        document.commit();
        assert_eq!(document.undo_label(), None);
        assert!(!document.is_changed());
    }

    #[test]
    fn undo_back_to_the_saved_state_is_unchanged_and_a_lost_saved_state_stays_changed() {
        let mut document = Document::new(StrategyMap::default());
        document.put(idea("a"));
        document.commit();
        document.begin_saving();
        document.end_saving(true);
        document.undo();
        assert!(document.is_changed());
        document.redo();
        assert!(!document.is_changed());
        document.undo();
        document.put(idea("b"));
        document.commit();
        assert!(document.is_changed());
    }

    #[test]
    fn a_reloaded_map_counts_as_saved_and_its_old_state_as_changed() {
        let mut document = Document::new(StrategyMap::default());
        document.put(idea("a"));
        document.note_saved();
        let mut other = document.map().clone();
        let mut theirs = Document::new(std::mem::take(&mut other));
        theirs.put(idea("b"));
        theirs.remove(ListKind::Initiatives, &"a".into());
        theirs.commit();
        document.reload("Changes by others", theirs.map());
        assert_eq!((order(&document), document.is_changed()), (vec!["b".to_owned()], false));
        assert_eq!(document.map(), theirs.map());
        document.undo();
        assert_eq!((order(&document), document.is_changed()), (vec!["a".to_owned()], true));
        document.redo();
        assert!(!document.is_changed());
        document.unsave();
        assert!(document.is_changed());
    }

    #[test]
    fn a_step_is_known_by_its_number_whatever_else_is_done_in_its_place() {
        let mut document = Document::default();
        document.put(idea("a"));
        let first = document.commit_step().expect("a step");
        assert_eq!(document.commit_step(), None);
        document.put(idea("b"));
        assert!(document.has_step(first) && !document.ends_with_step(first));
        let second = document.commit_step().expect("a step");
        document.undo();
        assert!(document.ends_with_step(first) && !document.has_step(second));
        document.redo();
        assert!(document.ends_with_step(second));
        document.undo();
        document.put(idea("c"));
        document.commit();
        assert!(document.has_step(first) && !document.has_step(second) && !document.ends_with_step(second));
        assert!(document.reopen());
        document.put(idea("d"));
        let reopened = document.commit_step().expect("a step");
        assert!(reopened > second && document.ends_with_step(reopened));
    }

    #[test]
    fn a_map_that_can_only_be_looked_at_is_reloaded_without_a_way_back() {
        let mut document = Document::new(StrategyMap::default());
        document.lock();
        let mut theirs = Document::new(StrategyMap::default());
        theirs.put(idea("b"));
        theirs.commit();
        let revision = document.revision();
        document.reload("Changes by others", theirs.map());
        assert_eq!((order(&document), document.undo_label()), (vec!["b".to_owned()], None));
        assert!(!document.is_changed() && document.revision() > revision);
        document.put(idea("c"));
        assert_eq!(order(&document), ["b"], "it is still locked");
    }

    #[test]
    fn what_is_changed_during_a_save_is_not_saved_by_it() {
        let mut document = Document::new(StrategyMap::default());
        document.put(idea("a"));
        document.begin_saving();
        assert!(document.is_changed() && document.is_all_being_saved());
        document.put(idea("b"));
        document.commit();
        assert!(!document.is_all_being_saved());
        document.end_saving(true);
        assert!(document.is_changed());
        document.undo();
        assert!(!document.is_changed(), "this was saved");
        // A state that can be reached no more is not the state that comes in its place.
        document.redo();
        document.begin_saving();
        document.undo();
        document.put(idea("c"));
        document.commit();
        document.end_saving(true);
        assert!(document.is_changed());
        document.begin_saving();
        document.end_saving(false);
        assert!(document.is_changed(), "a save that failed saves nothing");
    }

    #[test]
    fn a_map_becomes_another_one_in_one_step_and_itself_again_by_undo() {
        let maps = [&[][..], &["a", "b", "c"], &["c", "a"], &["d", "b"]].map(|ids: &[&str]| {
            let mut document = Document::default();
            ids.iter().for_each(|id| document.put(idea(id)));
            document.edit_overview(|overview| overview.title = ids.concat());
            document.map().clone()
        });
        for (from, to) in maps.iter().flat_map(|from| maps.iter().map(move |to| (from, to))) {
            let mut document = Document::new(from.clone());
            document.take_over(to);
            document.commit();
            assert!(document.map() == to && document.is_changed() == (from != to));
            document.undo();
            assert!(document.map() == from);
        }
    }

    #[test]
    fn whatever_changes_a_record_touches_it() {
        let mut document = Document::default();
        let named = |document: &mut Document| document.take_touched().into_iter().collect::<Vec<_>>();
        let item = Key::Item(ListKind::Initiatives, "a".into());
        let both = [item.clone(), Key::Order(ListKind::Initiatives)];
        document.put(idea("a"));
        assert_eq!(named(&mut document), both);
        document.commit();
        assert_eq!(named(&mut document), []);
        document.edit_initiative(&"a".into(), |i| i.title = "b".into());
        assert_eq!(named(&mut document), std::slice::from_ref(&item), "while the gesture goes on");
        document.cancel();
        assert_eq!(named(&mut document), [item]);
        document.undo();
        assert_eq!(named(&mut document), both);
        document.redo();
        assert_eq!(named(&mut document), both);
        document.remove(ListKind::Initiatives, &"a".into());
        assert_eq!(named(&mut document), both);
    }

    #[test]
    fn nothing_changes_a_locked_map() {
        let mut document = Document::default();
        document.put(idea("a"));
        document.commit();
        document.begin_saving();
        document.end_saving(true);
        document.lock();
        document.put(idea("b"));
        document.remove(ListKind::Initiatives, &"a".into());
        document.edit_overview(|o| o.title = "x".into());
        document.commit();
        assert_eq!(order(&document), ["a"]);
        assert!(!document.is_changed());
    }

    #[test]
    fn finishing_a_field_leaves_the_gesture_that_came_after_it_alone() {
        let mut document = Document::default();
        document.begin("Edit outcome");
        document.put(idea("a"));
        document.begin("Move initiative");
        document.put(idea("b"));
        document.finish("Edit outcome");
        assert!(document.in_gesture());
        document.finish("Move initiative");
        assert_eq!(document.undo_label(), Some("Move initiative"));
    }

    proptest! {
        #[test]
        fn undoing_all_restores_the_start_and_redoing_all_the_end(
            steps in proptest::collection::vec((0_u8..4, 0_u8..6, 0_u8..3), 1..40),
        ) {
            let mut document = Document::default();
            for id in 0..4 {
                document.put(idea(&id.to_string()));
            }
            document.commit();
            let start = document.map().clone();
            for (kind, id, gesture) in &steps {
                document.begin(&format!("gesture {gesture}"));
                let name = Id::new(id.to_string());
                match kind {
                    0 => document.put(idea(name.as_str())),
                    1 => document.remove(ListKind::Initiatives, &name),
                    2 => document.edit_initiative(&name, |i| i.outcome.push('x')),
                    _ => {
                        let mut ids = (**document.map().initiatives.order()).clone();
                        let by = usize::from(*id) % ids.len().max(1);
                        ids.rotate_left(by);
                        document.put(Record::Order(ListKind::Initiatives, Arc::new(ids)));
                    }
                }
            }
            document.commit();
            let end = document.map().clone();
            let mut count = 0;
            while document.undo_label().is_some_and(|label| label.starts_with("gesture")) {
                document.undo();
                count += 1;
            }
            prop_assert_eq!(document.map(), &start);
            for _ in 0..count {
                document.redo();
            }
            prop_assert_eq!(document.map(), &end);
        }
    }
}
