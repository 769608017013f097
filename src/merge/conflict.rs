//! What two versions could not both have, and in which words a strategist is told.

use std::collections::BTreeMap;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::insight::Subject;
use crate::insight::shape::{About, Both, ORDER, short};
use crate::map::Id;

/// One of the two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The version at hand.
    Ours,
    /// The other version.
    Theirs,
}

impl Side {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Ours => Self::Theirs,
            Self::Theirs => Self::Ours,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Ours => "your version",
            Self::Theirs => "the other version",
        }
    }
}

/// The name of a conflict, the same whenever the same three versions are merged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ConflictId(pub(super) String);

/// Which side is chosen for a conflict.
pub type Choices = BTreeMap<ConflictId, Side>;

/// Something that both sides have changed, each in its own way. As data it has `item`, `subject`, `title`, `field`, `ours`, `theirs`
/// and `kept`; what is absent is null.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Its name, by which a side is chosen.
    pub id: ConflictId,
    /// The id of the record that it is about; none where it is the map as a whole.
    pub item: Option<Id>,
    /// What kind of record that is.
    pub subject: Subject,
    /// What the record is called.
    pub title: String,
    /// What of the record it is about, in words; empty where it is the record as a whole.
    pub field: String,
    /// What our version has, in words and in full; none where it has nothing there.
    pub ours: Option<String>,
    /// What the other version has.
    pub theirs: Option<String>,
    /// Which of them is in the map.
    pub kept: Side,
    words: String,
}

/// Why what one side has removed is not simply gone.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// The other side has changed it.
    Changed,
    /// Something that the other side has needs it.
    NeededBy(String),
}

impl Conflict {
    /// Both sides say something else in a field.
    pub(super) fn of_field(id: ConflictId, about: &About, field: String, (ours, theirs): Both, kept: Side) -> Self {
        let say = |text: &Option<String>| text.as_deref().map_or("nothing".into(), |text| format!("“{}”", short(text)));
        let told = if field.starts_with(ORDER) {
            format!("another {field} in either version")
        } else {
            format!("{field} is {} in your version and {} in the other", say(&ours), say(&theirs))
        };
        Self::told(id, about, field, (ours, theirs), kept, about.say(&told))
    }

    /// One side has removed a record, or a part of one, that the other still wants. `has` is what that one has.
    pub(super) fn of_removal(
        id: ConflictId,
        about: &About,
        (field, has): (String, String),
        remover: Side,
        why: &Wanted,
        kept: Side,
    ) -> Self {
        let what = if field.is_empty() { String::new() } else { format!("{field} {} ", short(&has)) };
        let wanted = match why {
            Wanted::Changed => "changed".to_owned(),
            Wanted::NeededBy(who) => format!("needed by {}", short(who)),
        };
        let end = if kept == remover { "left out" } else { "kept" };
        let told =
            format!("{what}was removed in {} and {wanted} in {}; it is {end}", remover.name(), remover.other().name());
        let words = if field.is_empty() { format!("{} {told}", about.name()) } else { about.say(&told) };
        let both = if remover == Side::Ours { (None, Some(has)) } else { (Some(has), None) };
        Self::told(id, about, field, both, kept, words)
    }

    fn told(id: ConflictId, about: &About, field: String, both: Both, kept: Side, words: String) -> Self {
        Self {
            id,
            item: about.item.clone(),
            subject: about.subject,
            title: about.title.clone(),
            field,
            ours: both.0,
            theirs: both.1,
            kept,
            words,
        }
    }

    /// The conflict in a sentence without a full stop; long texts are shortened.
    pub fn words(&self) -> &str {
        &self.words
    }
}

impl Serialize for Conflict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut data = serializer.serialize_struct("Conflict", 7)?;
        data.serialize_field("item", &self.item)?;
        data.serialize_field("subject", &self.subject)?;
        data.serialize_field("title", &self.title)?;
        data.serialize_field("field", &self.field)?;
        data.serialize_field("ours", &self.ours)?;
        data.serialize_field("theirs", &self.theirs)?;
        data.serialize_field("kept", &self.kept)?;
        data.end()
    }
}

/// A new item of the one side that had the id of another item of the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Renamed {
    /// What kind of record it is.
    pub subject: Subject,
    /// What it is called.
    pub title: String,
    /// The id that it had.
    pub from: Id,
    /// The id that it has in the merged map.
    pub to: Id,
}

impl Renamed {
    /// What was done, in a sentence without a full stop.
    pub fn words(&self) -> String {
        let Self { subject, title, from, to } = self;
        format!(
            "Both versions have something new with the id “{from}”: both are kept, the {} {} as “{to}”",
            subject.name(),
            short(title)
        )
    }
}
