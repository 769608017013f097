//! Changing one item of a map, as part of a gesture.

use std::sync::Arc;

use super::document::Document;
use super::record::Record;
use crate::map::{Adaptation, Capability, Id, Indicator, Initiative, Note, Overview, Source};

impl Document {
    /// Changes an initiative as part of the gesture.
    pub fn edit_initiative(&mut self, id: &Id, edit: impl FnOnce(&mut Initiative)) {
        if let Some(mut record) = self.map().initiatives.get(id).cloned() {
            edit(Arc::make_mut(&mut record));
            self.put(Record::Initiative(record));
        }
    }

    /// Changes a capability as part of the gesture.
    pub fn edit_capability(&mut self, id: &Id, edit: impl FnOnce(&mut Capability)) {
        if let Some(mut record) = self.map().capabilities.get(id).cloned() {
            edit(Arc::make_mut(&mut record));
            self.put(Record::Capability(record));
        }
    }

    /// Changes an indicator, wherever it stands, as part of the gesture.
    pub fn edit_indicator(&mut self, id: &Id, edit: impl FnOnce(&mut Indicator)) {
        if let Some(mut record) = self.map().indicators.get(id).cloned() {
            edit(Arc::make_mut(&mut record));
            self.put(Record::Indicator(record));
            return;
        }
        let of = |indicators: &[Indicator]| indicators.iter().any(|indicator| indicator.id == *id);
        let initiative = self.map().initiatives.iter().find(|i| of(&i.indicators)).map(|i| i.id.clone());
        let capability = self.map().capabilities.iter().find(|c| of(&c.indicators)).map(|c| c.id.clone());
        let in_list = |indicators: &mut Vec<Indicator>| {
            if let Some(indicator) = indicators.iter_mut().find(|indicator| indicator.id == *id) {
                edit(indicator);
            }
        };
        if let Some(owner) = initiative {
            self.edit_initiative(&owner, |i| in_list(&mut i.indicators));
        } else if let Some(owner) = capability {
            self.edit_capability(&owner, |c| in_list(&mut c.indicators));
        }
    }

    /// Changes an adaptation as part of the gesture.
    pub fn edit_adaptation(&mut self, id: &Id, edit: impl FnOnce(&mut Adaptation)) {
        if let Some(mut record) = self.map().adaptations.get(id).cloned() {
            edit(Arc::make_mut(&mut record));
            self.put(Record::Adaptation(record));
        }
    }

    /// Changes a note as part of the gesture.
    pub fn edit_note(&mut self, id: &Id, edit: impl FnOnce(&mut Note)) {
        if let Some(mut record) = self.map().notes.get(id).cloned() {
            edit(Arc::make_mut(&mut record));
            self.put(Record::Note(record));
        }
    }

    /// Changes a source as part of the gesture.
    pub fn edit_source(&mut self, id: &Id, edit: impl FnOnce(&mut Source)) {
        if let Some(mut record) = self.map().sources.get(id).cloned() {
            edit(Arc::make_mut(&mut record));
            self.put(Record::Source(record));
        }
    }

    /// Changes what is not in a list as part of the gesture.
    pub fn edit_overview(&mut self, edit: impl FnOnce(&mut Overview)) {
        let mut record = self.map().overview.clone();
        edit(Arc::make_mut(&mut record));
        self.put(Record::Overview(record));
    }
}
