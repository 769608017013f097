//! What is selected.

use std::collections::HashSet;

use crate::map::{Id, StrategyMap};
use crate::scene::Subject;

/// What is selected, in the order in which it was chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    subjects: Vec<Subject>,
    /// The same again, to ask quickly.
    members: HashSet<Subject>,
}

impl Selection {
    /// Selects one thing alone.
    pub fn only(&mut self, subject: Subject) {
        self.set([subject]);
    }

    /// Selects these things alone.
    pub fn set(&mut self, subjects: impl IntoIterator<Item = Subject>) {
        self.clear();
        for subject in subjects {
            self.add(subject);
        }
    }

    /// Adds a thing.
    pub fn add(&mut self, subject: Subject) {
        if self.members.insert(subject.clone()) {
            self.subjects.push(subject);
        }
    }

    /// Adds a thing, or takes it out where it was selected.
    pub fn toggle(&mut self, subject: Subject) {
        if self.members.remove(&subject) {
            self.subjects.retain(|known| *known != subject);
        } else {
            self.add(subject);
        }
    }

    /// Selects nothing.
    pub fn clear(&mut self) {
        self.subjects.clear();
        self.members.clear();
    }

    /// Whether a thing is selected.
    pub fn contains(&self, subject: &Subject) -> bool {
        self.members.contains(subject)
    }

    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }

    /// What is selected.
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// The one thing that is selected, where it is one.
    pub fn single(&self) -> Option<&Subject> {
        if let [subject] = &self.subjects[..] { Some(subject) } else { None }
    }

    /// The selected initiatives.
    pub fn initiatives(&self) -> Vec<Id> {
        let id = |subject: &Subject| if let Subject::Initiative(id) = subject { Some(id.clone()) } else { None };
        self.subjects.iter().filter_map(id).collect()
    }

    /// The selected capabilities.
    pub fn capabilities(&self) -> Vec<Id> {
        let id = |subject: &Subject| if let Subject::Capability(id) = subject { Some(id.clone()) } else { None };
        self.subjects.iter().filter_map(id).collect()
    }

    /// The selected notes.
    pub fn notes(&self) -> Vec<Id> {
        let id = |subject: &Subject| if let Subject::Note(id) = subject { Some(id.clone()) } else { None };
        self.subjects.iter().filter_map(id).collect()
    }

    /// Forgets what is no longer in the map, as after an undo.
    pub fn prune(&mut self, map: &StrategyMap) {
        self.subjects.retain(|subject| match subject {
            Subject::Initiative(id) => map.initiatives.contains(id),
            Subject::Capability(id) => map.capabilities.contains(id),
            Subject::Note(id) => map.notes.contains(id),
            Subject::Link { initiative, capability } => {
                map.initiatives.get(initiative).is_some_and(|i| i.link_to(capability).is_some())
            }
            Subject::Serves { from, to } => map.initiatives.get(from).is_some_and(|i| i.serves.contains(to)),
            _ => true,
        });
        self.members = self.subjects.iter().cloned().collect();
    }
}
