//! What is disclosed by a file that has its map in it.

use crate::map::StrategyMap;

/// What goes along with a map, in sentences.
pub fn disclosed(map: &StrategyMap) -> String {
    let (ideas, notes) = (map.ideas().count(), map.notes.len());
    let beside = match (counted(ideas, "idea", "ideas"), counted(notes, "note", "notes")) {
        (Some(ideas), Some(notes)) => format!(", {ideas} in the tray and {notes}"),
        (Some(ideas), None) => format!(", and {ideas} in the tray"),
        (None, Some(notes)) => format!(", and {notes}"),
        (None, None) => String::new(),
    };
    format!(
        "Whoever has the file can open the map from it in Headway. Everything in the map goes along, also what no page \
         shows: owners, asks and answers, observations{beside}."
    )
}

fn counted(count: usize, one: &str, more: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {more}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Id, Initiative, Note, Table};

    fn map(ideas: usize, notes: usize) -> StrategyMap {
        let mut map = StrategyMap::default();
        let idea = |i: usize| Initiative { id: Id::new(format!("idea-{i}")), ..Initiative::default() };
        let note = |i: usize| Note { id: Id::new(format!("note-{i}")), ..Note::default() };
        map.initiatives = Table::from_iter((0..ideas).map(idea));
        map.notes = Table::from_iter((0..notes).map(note));
        map
    }

    #[test]
    fn ideas_and_notes_that_go_along_are_counted() {
        assert!(disclosed(&map(0, 0)).ends_with("asks and answers, observations."));
        assert!(disclosed(&map(1, 0)).ends_with("observations, and 1 idea in the tray."));
        assert!(disclosed(&map(0, 2)).ends_with("observations, and 2 notes."));
        assert!(disclosed(&map(3, 1)).ends_with("observations, 3 ideas in the tray and 1 note."));
    }
}
