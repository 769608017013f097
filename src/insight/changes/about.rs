//! Whom a change is about, and the sentences that say it.

use super::told::{ORDER, PLACE, capitalized, short};
use super::{Change, ChangeKind, Subject};
use crate::map::{Id, PartialDate};

/// The record that changes are about.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// Its id; none of the map as a whole.
    pub item: Option<Id>,
    /// What it is.
    pub subject: Subject,
    /// What it is called.
    pub title: String,
}

/// What something was and what it is now.
pub(crate) type Both = (Option<String>, Option<String>);

impl About {
    /// A change with its sentence.
    pub fn change(&self, kind: ChangeKind, field: impl Into<String>, both: Both, words: String) -> Change {
        Change {
            kind,
            item: self.item.clone(),
            subject: self.subject,
            title: self.title.clone(),
            field: field.into(),
            before: both.0,
            after: both.1,
            date: None,
            illustrative: false,
            words,
        }
    }

    /// The record as a whole has come.
    pub fn added(&self) -> Change {
        let words = match self.subject {
            Subject::Initiative => format!("New: {}", self.name()),
            Subject::Adaptation => format!("Adapted: {}", self.name()),
            subject => format!("New {}: {}", subject.name(), self.name()),
        };
        self.change(ChangeKind::Added, "", (None, Some(self.title.clone())), words)
    }

    /// The record as a whole is gone.
    pub fn gone(&self) -> Change {
        let words = match self.subject {
            Subject::Initiative => format!("Gone: {}", self.name()),
            subject => format!("{} gone: {}", capitalized(subject.name()), self.name()),
        };
        self.change(ChangeKind::Gone, "", (Some(self.title.clone()), None), words)
    }

    /// A part of the record, such as an entry of a series, has come, is gone, or became another.
    pub fn part(&self, noun: &str, both: Both) -> Change {
        let (kind, told) = match &both {
            (None, Some(after)) => (ChangeKind::Added, format!("{noun} added: {}", short(after))),
            (Some(before), None) => (ChangeKind::Gone, format!("{noun} gone: {}", short(before))),
            (before, after) => {
                let [before, after] = [before, after].map(|text| short(text.as_deref().unwrap_or("nothing")));
                (ChangeKind::Changed, format!("{noun} now {after} (was {before})"))
            }
        };
        self.change(kind, noun, both, self.say(&told))
    }

    /// Another order of a list.
    pub fn reordered(&self, list: &str, both: Both) -> Change {
        let words = self.say(&format!("another order of {list}"));
        self.change(ChangeKind::Moved, format!("{ORDER}{list}"), both, words)
    }

    /// Another place on the page, or none.
    pub fn placed(&self, both: Both, new_lane: bool) -> Change {
        let name = self.name();
        let words = match &both {
            (None, Some(_)) => format!("{name} was placed on the map"),
            (Some(_), None) => format!("{name} went back to the tray"),
            _ if self.subject == Subject::Initiative && new_lane => format!("{name} has another place in its new lane"),
            _ if self.subject == Subject::Initiative => format!("{name} moved within its lane"),
            _ => format!("{name} moved on the page"),
        };
        let kind = if both.0.is_some() && both.1.is_some() { ChangeKind::Moved } else { ChangeKind::Changed };
        self.change(kind, PLACE, both, words)
    }

    /// Another strategy.
    pub fn changed_lane(&self, both: Both) -> Change {
        let name = self.name();
        let words = match &both {
            (_, Some(after)) => format!("{name} moved to {}", after.to_lowercase()),
            (Some(before), None) => format!("{name} left {}", before.to_lowercase()),
            (None, None) => name,
        };
        self.change(ChangeKind::Moved, "strategy", both, words)
    }

    /// Another name.
    pub fn renamed(&self, field: &str, both: Both) -> Change {
        let words = match (self.subject, &both) {
            (Subject::Note, (before, after)) => {
                let [before, after] = [before, after].map(|text| short(text.as_deref().unwrap_or_default()));
                format!("Note now says “{after}” (was “{before}”)")
            }
            (Subject::Map, _) | (_, (None, _) | (_, None)) => return self.reworded(field, both, true),
            (_, (Some(before), Some(after))) => format!("“{}” is now called “{}”", short(before), short(after)),
        };
        self.change(ChangeKind::Changed, field, both, words)
    }

    /// A field says something else.
    pub fn reworded(&self, field: &str, both: Both, quoted: bool) -> Change {
        let mark = |text: &str| if quoted { format!("“{}”", short(text)) } else { short(text) };
        let long = |text: &str| text.chars().count() > 60;
        let told = match &both {
            (Some(before), Some(after)) if quoted && (long(before) || long(after)) => {
                format!("{field} reworded: {}", mark(after))
            }
            (Some(before), Some(after)) => format!("{field} now {} (was {})", mark(after), mark(before)),
            (None, Some(after)) => format!("{field} now {}", mark(after)),
            (Some(before), None) => format!("{field} no longer said (was {})", mark(before)),
            (None, None) => field.to_owned(),
        };
        self.change(ChangeKind::Changed, field, both, self.say(&told))
    }

    /// Something holds or no longer holds.
    pub fn turned(&self, field: &str, both: Both, holds: bool) -> Change {
        let words = self.say(&format!("{} {field}", if holds { "now" } else { "no longer" }));
        self.change(ChangeKind::Changed, field, both, words)
    }

    /// A sentence about the record.
    pub fn say(&self, told: &str) -> String {
        if self.subject == Subject::Map { capitalized(told) } else { format!("{}: {told}", self.name()) }
    }

    /// What it is called, short enough for a sentence.
    pub fn name(&self) -> String {
        short(&self.title)
    }
}

impl Change {
    /// With another sentence.
    pub(super) fn in_words(mut self, words: String) -> Self {
        self.words = words;
        self
    }

    /// With the day since when it is so.
    pub(super) fn dated(mut self, date: Option<PartialDate>) -> Self {
        self.date = date;
        self
    }

    /// With the mark of what is invented or judged.
    pub(super) fn marked(mut self, illustrative: bool) -> Self {
        self.illustrative |= illustrative;
        self
    }
}
