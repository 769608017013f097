//! Records without ids: the entries of a series, links, and what else stands in a list of its own record.

use serde_json::Value;

use super::told::{Names, value};
use crate::map::PartialDate;

/// What kind of record fields belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Map,
    Strategy,
    Initiative,
    Capability,
    Indicator,
    Adaptation,
    Note,
    Source,
    Stage,
    Link,
    Answer,
    Maturity,
    Observation,
    Primary,
    Silenced,
    SetAside,
}

impl Kind {
    /// What one entry of a list is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::Link => "link",
            Self::Answer => "answer",
            Self::Maturity => "maturity",
            Self::Observation => "observation",
            Self::Primary => "primary strategy",
            Self::Silenced => "silenced check",
            Self::SetAside => "part set aside",
            _ => "entry",
        }
    }

    /// The field that dates an entry, or that an entry is for.
    pub fn key(self) -> &'static str {
        match self {
            Self::Stage | Self::Primary => "since",
            Self::Answer => "on",
            Self::Link => "capability",
            Self::Silenced => "check",
            Self::SetAside => "path",
            _ => "date",
        }
    }

    /// The field that says most of an entry, besides its key.
    pub fn main(self) -> Option<&'static str> {
        match self {
            Self::Stage => Some("stage"),
            Self::Answer => Some("answer"),
            Self::Primary => Some("strategy"),
            Self::Maturity => Some("level"),
            Self::Observation => Some("value"),
            Self::Silenced => Some("item"),
            _ => None,
        }
    }

    /// Whether the latest entry is the one that holds.
    pub fn is_series(self) -> bool {
        matches!(self, Self::Stage | Self::Answer | Self::Primary | Self::Maturity)
    }
}

/// What an entry says, besides what has to be known to read it.
pub(crate) fn entry_words(kind: Kind, entry: &Value, names: Names<'_>) -> Option<String> {
    let text = |field: &str| entry.get(field).and_then(|v| value(field, v));
    let name = |field: &str| entry.get(field).and_then(Value::as_str).map(|id| names.of(id));
    let joined = |main: Option<String>, between: &str, date: Option<String>| {
        let main = main.unwrap_or_default();
        Some(date.map_or(main.clone(), |date| format!("{main}{between}{date}")))
    };
    match kind {
        Kind::Stage => joined(text("stage").map(|stage| stage.to_lowercase()), " since ", text("since")),
        Kind::Answer => joined(text("answer").map(|answer| answer.to_lowercase()), " since ", text("on")),
        Kind::Primary => joined(text("strategy").map(|strategy| strategy.to_lowercase()), " since ", text("since")),
        Kind::Maturity => joined(text("level").map(|level| format!("{level} of 5")), ", ", text("date")),
        Kind::Observation => joined(text("value"), ", ", text("date")),
        Kind::Link => name("capability"),
        Kind::Silenced => joined(text("check"), " at ", name("item")),
        Kind::SetAside => joined(text("path"), ": ", text("fault")),
        _ => Some(entry.to_string()),
    }
}

/// What tells an entry from the others of its list.
pub(crate) fn key_of(kind: Kind, entry: &Value) -> String {
    let part = |field: &str| entry.get(field).map(Value::to_string).unwrap_or_default();
    let item = if kind == Kind::Silenced { part("item") } else { String::new() };
    part(kind.key()) + &item
}

/// What an entry says besides its key; nothing where that is nothing.
pub(crate) fn rest_of(kind: Kind, entry: &Value) -> Option<String> {
    let fields = entry.as_object()?.iter().filter(|field| field.0 != kind.key());
    let rest: Vec<String> = fields.map(|(field, v)| format!("{field}:{v}")).collect();
    (!rest.is_empty()).then(|| rest.join("\n"))
}

/// Whether an entry is invented or judged.
pub(crate) fn is_illustrative(entry: &Value) -> bool {
    entry.get("illustrative").and_then(Value::as_bool) == Some(true)
}

/// Since when an entry holds.
pub(crate) fn date_of(kind: Kind, entry: &Value) -> Option<PartialDate> {
    entry.get(kind.key())?.as_str()?.parse().ok()
}
