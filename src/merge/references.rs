//! Where one record names another.

use serde_json::Value;

use crate::insight::Subject;
use crate::insight::shape::{Fields, Kind, Manner, manner};
use crate::map::Id;

/// What becomes of a reference.
pub(super) enum Fate {
    /// It stays as it is.
    Keep,
    /// It leads to another id.
    Become(Id),
    /// It is taken out; a link with all that stands on it.
    Drop,
}

/// Calls `visit` with every reference in a record, and does with it what that says.
pub(super) fn each_reference(kind: Kind, fields: &mut Fields, visit: &mut dyn FnMut(Subject, &str) -> Fate) {
    for (name, value) in fields.iter_mut() {
        let Value::Array(entries) = value else { continue };
        match manner(kind, name) {
            Manner::Ids(_) => {
                let subject = if name == "serves" { Subject::Initiative } else { Subject::Source };
                entries.retain_mut(|id| stays(id, subject, visit));
            }
            Manner::Entries(entry_kind) => entries.retain_mut(|entry| {
                let Value::Object(entry) = entry else { return true };
                if let Some(capability) = entry.get_mut("capability").filter(|_| entry_kind == Kind::Link)
                    && !stays(capability, Subject::Capability, visit)
                {
                    return false;
                }
                each_reference(entry_kind, entry, visit);
                true
            }),
            _ => {}
        }
    }
}

fn stays(id: &mut Value, subject: Subject, visit: &mut dyn FnMut(Subject, &str) -> Fate) -> bool {
    match visit(subject, id.as_str().unwrap_or_default()) {
        Fate::Keep => true,
        Fate::Drop => false,
        Fate::Become(new) => {
            *id = Value::from(new.as_str());
            true
        }
    }
}
