//! What has changed: between two versions of a map, or on one map since a day.

mod about;
mod entry;
mod pairing;
mod record;
mod since;
mod told;
mod walk;

#[cfg(test)]
mod tests;

pub use since::changes_since;
pub use walk::{are_versions, changes};

/// The records and fields of a map, how each is compared and what it is called: what a comparison and a merge share.
pub(crate) mod shape {
    pub(crate) use super::about::{About, Both};
    pub(crate) use super::entry::{Kind, date_of, entry_words, key_of, rest_of};
    pub(crate) use super::pairing::{Mark, Pairing};
    pub(crate) use super::record::{Fields, Manner, manner};
    pub(crate) use super::told::{Names, ORDER, both, label, place, short, value};
    pub(crate) use super::walk::{Item, LISTS, overview};
}

use serde::{Serialize, Serializer};

use crate::map::{Id, PartialDate};

/// How something has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It was not there before.
    Added,
    /// It is no longer there.
    Gone,
    /// It says something else.
    Changed,
    /// It is the same, in another place: another lane, another place on the page, another owner, another order.
    Moved,
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The map as a whole, and its strategy.
    Map,
    /// An initiative, with its stages, links and answers.
    Initiative,
    /// A capability, with its maturity.
    Capability,
    /// An indicator, with its observations; whosever it is.
    Indicator,
    /// A change of course.
    Adaptation,
    /// Free text on the page.
    Note,
    /// Where a fact stands.
    Source,
}

impl Subject {
    /// The name in the middle of a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Initiative => "initiative",
            Self::Capability => "capability",
            Self::Indicator => "indicator",
            Self::Adaptation => "adaptation",
            Self::Note => "note",
            Self::Source => "source",
        }
    }

    /// The name of many, in the middle of a sentence.
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::Map => "maps",
            Self::Initiative => "initiatives",
            Self::Capability => "capabilities",
            Self::Indicator => "indicators",
            Self::Adaptation => "adaptations",
            Self::Note => "notes",
            Self::Source => "sources",
        }
    }
}

/// One difference. As data it has `kind`, `item`, `subject`, `title`, `field`, `before` and `after`; what is absent is null.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// How it has changed.
    pub kind: ChangeKind,
    /// The id of the record that it is about; none where it is the map as a whole.
    pub item: Option<Id>,
    /// What kind of record that is.
    pub subject: Subject,
    /// What the record is called, after the change where it is still there.
    pub title: String,
    /// What of the record has changed, in words; empty where it is the record as a whole.
    pub field: String,
    /// What it was, in words and in full; never the same as `after`.
    pub before: Option<String>,
    /// What it is now, in words and in full.
    pub after: Option<String>,
    /// Since when it is so, where that is dated.
    pub date: Option<PartialDate>,
    /// Whether what it became, or was where it is gone, is invented or judged; the sentence does not say so.
    pub illustrative: bool,
    words: String,
}

impl Change {
    /// The change in a sentence without a full stop; long texts are shortened.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether nothing but the look of the page or the order of a list has changed.
    pub fn is_layout(&self) -> bool {
        self.kind == ChangeKind::Moved && (self.field == told::PLACE || self.field.starts_with(told::ORDER))
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut data = serializer.serialize_struct("Change", 7)?;
        data.serialize_field("kind", &self.kind)?;
        data.serialize_field("item", &self.item)?;
        data.serialize_field("subject", &self.subject)?;
        data.serialize_field("title", &self.title)?;
        data.serialize_field("field", &self.field)?;
        data.serialize_field("before", &self.before)?;
        data.serialize_field("after", &self.after)?;
        data.end()
    }
}
