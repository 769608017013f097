//! What a journal tells is what the document holds, whatever was done to it.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::journal::restore;
use crate::random_edits::{Edit, apply, edits};

/// One thing that is done to a document.
#[derive(Clone, Debug)]
enum Step {
    /// Part of a gesture that goes on.
    Edit(Vec<Edit>),
    Commit,
    Cancel,
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => edits().prop_map(Step::Edit),
        2 => Just(Step::Commit),
        1 => Just(Step::Cancel),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ];
    prop::collection::vec(step, 1..12)
}

/// The map with some edits of its file.
fn edited(map: &StrategyMap, edits: &[Edit]) -> StrategyMap {
    let mut tree: Value = serde_json::from_str(&text(map)).expect("JSON");
    edits.iter().for_each(|edit| apply(&mut tree, edit));
    file::parse(tree.to_string().as_bytes(), "edited").map_or_else(|_| map.clone(), |loaded| loaded.map)
}

fn take(document: &mut Document, step: &Step) {
    match step {
        Step::Edit(edits) => {
            let other = edited(document.map(), edits);
            document.begin("Random");
            document.take_over(&other);
        }
        Step::Commit => document.commit(),
        Step::Cancel => document.cancel(),
        Step::Undo => _ = document.undo(),
        Step::Redo => _ = document.redo(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("HEADWAY_JOURNAL_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(100)
    ))]

    #[test]
    fn after_any_step_the_journal_tells_what_the_document_holds(steps in steps()) {
        let base = file::parse(include_bytes!("../../merge/tests/small.json"), "small").expect("opens").map;
        let mut document = Document::new(base.clone());
        let mut written = Written::new(&origin(&base));
        for step in &steps {
            take(&mut document, step);
            let touched = touched(&mut document);
            written.edit(touched);
            prop_assert_eq!(text(&written.map), text(document.map()), "in memory, after {:?}", step);
            if written.edits > 0 {
                let restored = restore(&written.bytes).expect("restored");
                prop_assert_eq!(text(&restored.map), text(document.map()), "restored, after {:?}", step);
                prop_assert_eq!(restored.edits, written.edits);
            }
        }
    }

    #[test]
    fn the_differences_of_two_maps_make_the_one_of_the_other(ours in edits(), theirs in edits()) {
        let base = file::parse(include_bytes!("../../merge/tests/small.json"), "small").expect("opens").map;
        let (from, to) = (edited(&base, &ours), edited(&base, &theirs));
        let mut map = from.clone();
        entry::of_edit(&mut map, entry::differences(&from, &to), 1).expect("written");
        prop_assert_eq!(text(&map), text(&to));
    }
}
