//! Cut, copy, paste and duplicate: records of a map travel as its own JSON.

pub mod picture;

use super::placing::free_shift;
use super::workspace::Workspace;
use crate::file::fragment;
use crate::map::{Position, StrategyMap};
use crate::scene::Subject;

/// How far a duplicate is set beside its original, in page units.
const BESIDE: Position = Position { x: 24.0, y: 24.0 };

/// The selection as text for the clipboard; nothing where no record is selected.
pub fn copied(workspace: &Workspace) -> Option<String> {
    let selection = &workspace.selection;
    let (initiatives, capabilities, notes) = (selection.initiatives(), selection.capabilities(), selection.notes());
    if initiatives.is_empty() && capabilities.is_empty() && notes.is_empty() {
        return None;
    }
    Some(fragment::to_text(workspace.document.map(), &initiatives, &capabilities, &notes))
}

/// Puts what was on the clipboard into the map: records of a map as they are, lines of text as ideas in the tray.
/// Answers what to tell about it.
pub fn paste(workspace: &mut Workspace, text: &str) -> Option<String> {
    workspace.document.commit();
    if let Some(map) = fragment::from_text(text) {
        let shift = free_shift(workspace.document.map(), &map);
        insert(workspace, &map, "Paste", shift);
        return None;
    }
    let ideas = workspace.document.add_ideas(text);
    match ideas.len() {
        0 => Some("There is nothing on the clipboard that fits on a map.".into()),
        1 => Some("1 line became an idea in the tray.".into()),
        more => Some(format!("{more} lines became ideas in the tray.")),
    }
}

/// Copies the selection beside itself.
pub fn duplicate(workspace: &mut Workspace) {
    if let Some(map) = copied(workspace).and_then(|text| fragment::from_text(&text)) {
        workspace.document.commit();
        insert(workspace, &map, "Duplicate", BESIDE);
    }
}

fn insert(workspace: &mut Workspace, map: &StrategyMap, label: &str, shift: Position) {
    workspace.document.begin(label);
    let [initiatives, capabilities, notes] = workspace.document.insert(map, shift);
    workspace.document.commit();
    let subjects = initiatives
        .into_iter()
        .map(Subject::Initiative)
        .chain(capabilities.into_iter().map(Subject::Capability))
        .chain(notes.into_iter().map(Subject::Note));
    workspace.selection.set(subjects);
}

/// Deletes what is selected: records and links. One step.
pub fn delete(workspace: &mut Workspace, verb: &str) {
    let subjects = workspace.selection.subjects().to_vec();
    let label = label_of(verb, &subjects);
    workspace.document.commit();
    workspace.document.begin(&label);
    for subject in subjects {
        match subject {
            Subject::Initiative(id) => workspace.document.delete_initiative(&id),
            Subject::Capability(id) => workspace.document.delete_capability(&id),
            Subject::Note(id) => workspace.document.remove(crate::edit::ListKind::Notes, &id),
            Subject::Link { initiative, capability } => workspace.document.unlink(&initiative, &capability),
            Subject::Serves { from, to } => workspace.document.unserve(&from, &to),
            _ => {}
        }
    }
    workspace.document.commit();
    workspace.selection.clear();
}

fn label_of(verb: &str, subjects: &[Subject]) -> String {
    let all = |is: fn(&Subject) -> bool| !subjects.is_empty() && subjects.iter().all(is);
    if all(|subject| matches!(subject, Subject::Initiative(_))) {
        return crate::edit::initiatives_label(verb, subjects.len());
    }
    if all(|subject| matches!(subject, Subject::Capability(_))) {
        return crate::edit::capabilities_label(verb, subjects.len());
    }
    match subjects {
        [Subject::Note(_)] => format!("{verb} note"),
        [Subject::Link { .. } | Subject::Serves { .. }] => format!("{verb} link"),
        _ => format!("{verb} {} items", subjects.len()),
    }
}
