//! What becomes of the edits of two people, and what they are told.

use serde_json::json;

use super::{full, map, merged, push, remove, tree, words};
use crate::merge::{Choices, Side, merge, merge_with};

#[test]
fn what_two_people_changed_in_different_places_is_all_there() {
    let merged = merged(
        |ours| {
            ours["strategy"]["direction"] = json!("Care at home");
            ours["initiatives"][0]["position"] = json!({ "x": 5, "y": 6 });
            push(&mut ours["initiatives"][0]["indicators"][0]["observations"], json!({ "date": "2011", "value": 5 }));
        },
        |theirs| {
            theirs["strategy"]["customer_need"] = json!("Be seen");
            theirs["initiatives"][0]["title"] = json!("My record");
            push(&mut theirs["initiatives"][0]["indicators"][0]["observations"], json!({ "date": "2010", "value": 4 }));
            push(&mut theirs["initiatives"], json!({ "id": "new", "title": "Care by drone", "serves": ["a"] }));
        },
    );
    assert_eq!(words(&merged), Vec::<&str>::new());
    let tree = tree(&merged.map);
    assert_eq!([&tree["strategy"]["direction"], &tree["strategy"]["customer_need"]], ["Care at home", "Be seen"]);
    let first = &tree["initiatives"][0];
    assert_eq!((&first["title"], &first["position"]["x"]), (&json!("My record"), &json!(5)));
    let seen = first["indicators"][0]["observations"].as_array().expect("seen");
    let seen: Vec<_> = seen.iter().map(|seen| (seen["date"].as_str().unwrap_or(""), seen["value"].as_i64())).collect();
    let expected = [("2007", 1), ("2008", 2), ("2009", 3), ("2010", 4), ("2011", 5)];
    assert_eq!(seen, expected.map(|(date, value)| (date, Some(value))), "in the order of time");
    assert_eq!(tree["initiatives"][3]["title"], "Care by drone");
}

#[test]
fn one_field_changed_to_two_things_is_a_conflict_and_either_can_be_chosen() {
    let [mut ours, mut theirs] = [super::small(), super::small()];
    ours["strategy"]["direction"] = json!("Care at home");
    theirs["strategy"]["direction"] = json!("Care anywhere");
    theirs["title"] = json!("Large");
    let [base, ours, theirs] = [super::small(), ours, theirs].map(|tree| map(&tree));
    let first = merge(&base, &ours, &theirs);
    assert_eq!(
        words(&first),
        ["Strategic direction is “Care at home” in your version and “Care anywhere” in the other"]
    );
    assert_eq!(first.map.overview.strategy.direction, "Care at home");
    assert_eq!(first.map.overview.title, "Large");
    let data = serde_json::to_value(&first.conflicts[0]).expect("data");
    let expected = json!({ "item": null, "subject": "map", "title": "Small", "field": "strategic direction",
        "ours": "Care at home", "theirs": "Care anywhere", "kept": "ours" });
    assert_eq!(data, expected);
    let choices = Choices::from([(first.conflicts[0].id.clone(), Side::Theirs)]);
    let second = merge_with(&base, &ours, &theirs, &choices);
    assert_eq!(second.map.overview.strategy.direction, "Care anywhere");
    assert_eq!(second.conflicts[0].kept, Side::Theirs);
}

#[test]
fn what_one_removed_and_the_other_changed_is_kept_until_it_is_chosen_otherwise() {
    let [mut ours, mut theirs] = [super::small(), super::small()];
    remove(&mut ours, "initiatives", "a");
    ours["initiatives"][0]["serves"] = json!([]);
    push(&mut theirs["initiatives"][0]["indicators"][0]["observations"], json!({ "date": "2010", "value": 4 }));
    theirs["initiatives"][1]["outcome"] = json!("Fewer visits");
    let [base, ours, theirs] = [super::small(), ours, theirs].map(|tree| map(&tree));
    let first = merge(&base, &ours, &theirs);
    let expected = ["Own record was removed in your version and changed in the other version; it is kept"];
    assert_eq!(words(&first), expected);
    assert_eq!(first.conflicts[0].kept, Side::Theirs);
    let kept = first.map.initiatives.get(&"a".into()).expect("kept");
    assert_eq!(kept.indicators[0].observations.len(), 4, "with all that it has");
    let choices = Choices::from([(first.conflicts[0].id.clone(), Side::Ours)]);
    let second = merge_with(&base, &ours, &theirs, &choices);
    assert!(second.map.initiatives.get(&"a".into()).is_none());
    assert!(second.map.indicator(&"i".into()).is_none());
    assert_eq!(second.map.initiatives.get(&"b".into()).map(|b| b.outcome.as_str()), Some("Fewer visits"));
}

#[test]
fn what_one_removed_and_the_other_relies_on_anew_is_kept() {
    let [mut ours, mut theirs] = [super::small(), super::small()];
    remove(&mut ours, "capabilities", "d");
    push(&mut theirs["initiatives"][1]["relies_on"], json!({ "capability": "d", "ask": "Let them in" }));
    let [base, ours, theirs] = [super::small(), ours, theirs].map(|tree| map(&tree));
    let first = merge(&base, &ours, &theirs);
    let expected = ["Log-in was removed in your version and needed by Home readings in the other version; it is kept"];
    assert_eq!(words(&first), expected);
    assert!(first.map.capabilities.contains(&"d".into()));
    let choices = Choices::from([(first.conflicts[0].id.clone(), Side::Ours)]);
    let second = merge_with(&base, &ours, &theirs, &choices);
    assert!(!second.map.capabilities.contains(&"d".into()));
    assert_eq!(second.map.initiatives.get(&"b".into()).map(|b| b.relies_on.len()), Some(1), "the link is gone with it");
    assert!(second.repairs.is_empty());
}

#[test]
fn what_both_removed_or_one_removed_and_nobody_touched_is_gone() {
    let merged = merged(
        |ours| {
            remove(ours, "notes", "n");
            ours["strategy"]["not_doing"] = json!(["Insurance", "Travel"]);
        },
        |theirs| {
            remove(theirs, "notes", "n");
            remove(theirs, "adaptations", "f");
            theirs["strategy"]["not_doing"] = json!(["Insurance", "Hotels", "Journeys"]);
        },
    );
    assert_eq!(words(&merged), Vec::<&str>::new());
    assert!(merged.map.notes.is_empty() && merged.map.adaptations.is_empty());
    assert_eq!(merged.map.overview.strategy.not_doing, ["Insurance", "Journeys"]);
}

#[test]
fn two_new_items_with_one_id_are_both_kept_and_references_follow() {
    let merged = merged(
        |ours| {
            push(&mut ours["capabilities"], json!({ "id": "x", "title": "Video", "backbone": "digital_services" }));
            push(&mut ours["initiatives"][0]["relies_on"], json!({ "capability": "x" }));
        },
        |theirs| {
            push(&mut theirs["capabilities"], json!({ "id": "x", "title": "Phone", "backbone": "operational" }));
            push(&mut theirs["initiatives"][1]["relies_on"], json!({ "capability": "x" }));
        },
    );
    assert_eq!(words(&merged), Vec::<&str>::new());
    assert_eq!(merged.renamed.len(), 1);
    let told = "Both versions have something new with the id “x”: both are kept, the capability Phone as “x-2”";
    assert_eq!(merged.renamed[0].words(), told);
    let link =
        |id: &str| merged.map.initiatives.get(&id.into()).and_then(|i| i.relies_on.last()).map(|l| &l.capability);
    assert_eq!(link("a").map(|id| id.as_str()), Some("x"));
    assert_eq!(link("b").map(|id| id.as_str()), Some("x-2"));
    assert_eq!(merged.map.capabilities.get(&"x-2".into()).map(|c| c.title.as_str()), Some("Phone"));
}

#[test]
fn an_id_that_is_a_note_here_and_a_source_there_is_given_once() {
    let merged = merged(
        |ours| push(&mut ours["notes"], json!({ "id": "x", "text": "Hm", "position": { "x": 1, "y": 2 } })),
        |theirs| {
            push(&mut theirs["sources"], json!({ "id": "x", "title": "Study" }));
            theirs["adaptations"][0]["sources"] = json!(["x"]);
        },
    );
    assert_eq!(merged.repairs, []);
    assert_eq!(merged.renamed.len(), 1);
    let adaptation = merged.map.adaptations.get(&"f".into()).expect("there");
    assert_eq!(adaptation.sources, ["x-2".into()]);
    assert!(merged.map.sources.contains(&"x-2".into()) && merged.map.notes.contains(&"x".into()));
}

#[test]
fn answers_and_stages_of_one_day_are_one_entry_and_its_parts_are_weighed() {
    let merged = merged(
        |ours| {
            let initiative = &mut ours["initiatives"][0];
            initiative["stages"][1]["stage"] = json!("established");
            initiative["relies_on"][0]["answers"][0]["text"] = json!("Of course");
            push(&mut initiative["relies_on"][0]["answers"], json!({ "on": "2010", "answer": "yes" }));
        },
        |theirs| {
            let initiative = &mut theirs["initiatives"][0];
            initiative["stages"][1]["since"] = json!("2008");
            initiative["relies_on"][0]["answers"][0]["conditions"] = json!("After the move");
            push(
                &mut initiative["relies_on"][0]["answers"],
                json!({ "on": "2010", "answer": "not_yet", "due": "2012" }),
            );
        },
    );
    let expected =
        ["Own record: answer of One record is “yes since 2010” in your version and “not yet since 2010” in the other"];
    assert_eq!(words(&merged), expected);
    let initiative = &tree(&merged.map)["initiatives"][0];
    assert_eq!(initiative["stages"][1], json!({ "since": "2008", "stage": "established" }));
    let answers = &initiative["relies_on"][0]["answers"];
    assert_eq!((&answers[0]["text"], &answers[0]["conditions"]), (&json!("Of course"), &json!("After the move")));
    assert_eq!(answers[2], json!({ "on": "2010", "answer": "yes", "due": "2012" }));
}

#[test]
fn two_orders_of_one_list_are_a_conflict_and_one_is_not() {
    let swap = |tree: &mut serde_json::Value, one: usize, other: usize| {
        tree["initiatives"].as_array_mut().expect("a list").swap(one, other);
    };
    let one = merged(|ours| swap(ours, 0, 1), |theirs| theirs["title"] = json!("Large"));
    assert_eq!(words(&one), Vec::<&str>::new());
    assert_eq!(one.map.initiatives.order()[0].as_str(), "b");
    let two = merged(|ours| swap(ours, 0, 1), |theirs| swap(theirs, 1, 2));
    assert_eq!(words(&two), ["Another order of the initiatives in either version"]);
    assert_eq!(two.map.initiatives.order()[0].as_str(), "b");
}

#[test]
fn a_value_that_is_no_pulse_on_what_has_become_one_is_told() {
    let merged = merged(
        |ours| {
            ours["indicators"][0]["observations"] =
                json!([{ "date": "2011", "value": 9 }, { "date": "2012", "value": 8 }])
        },
        |theirs| {
            theirs["indicators"][0]["kind"] = json!("pulse");
            theirs["indicators"][0]["observations"] = json!([]);
        },
    );
    assert_eq!(merged.repairs.len(), 1);
    assert!(merged.repairs[0].to_string().contains("a pulse lies between −2 and 2"));
    assert_eq!(merged.map.overview.set_aside.len(), 1, "it is kept there");
}

#[test]
fn fields_of_a_newer_version_are_merged_and_the_newer_version_is_kept() {
    let [mut ours, mut theirs] = [full(), full()];
    ours["version"] = json!(2);
    ours["initiatives"][0]["future_field"]["of"] = json!("ours");
    theirs["version"] = json!(3);
    theirs["initiatives"][0]["later"] = json!("theirs");
    let merged = merge(&map(&full()), &map(&ours), &map(&theirs));
    assert!(merged.conflicts.is_empty());
    let tree = tree(&merged.map);
    assert_eq!(tree["version"], 3);
    let first = &tree["initiatives"][0];
    assert_eq!((&first["future_field"]["of"], &first["later"]), (&json!("ours"), &json!("theirs")));
}
