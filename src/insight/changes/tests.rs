use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::file::{parse, samples, to_bytes};
use crate::map::{Day, PartialDate, StrategyMap};
use crate::random_edits::{apply, edits};

fn kaiser() -> Value {
    serde_json::from_slice(samples::find("kaiser-permanente").expect("there").bytes).expect("JSON")
}

/// A map in which every field of the format stands.
fn full() -> Value {
    serde_json::from_str(include_str!("../../file/tests/full.headway.json")).expect("JSON")
}

fn map(tree: &Value) -> StrategyMap {
    parse(tree.to_string().as_bytes(), "test").expect("a map").map
}

/// What changes of the sample where something is done to its file.
fn after(edit: impl FnOnce(&mut Value)) -> Vec<Change> {
    let mut tree = kaiser();
    let before = map(&tree);
    edit(&mut tree);
    changes(&before, &map(&tree))
}

fn words(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(Change::words).collect()
}

/// An item of a list, by its id.
fn of<'a>(tree: &'a mut Value, list: &str, id: &str) -> &'a mut Value {
    tree[list].as_array_mut().expect("a list").iter_mut().find(|item| item["id"] == id).expect("there")
}

fn initiative<'a>(tree: &'a mut Value, id: &str) -> &'a mut Value {
    of(tree, "initiatives", id)
}

#[test]
fn a_move_to_the_other_lane_and_a_new_title_are_told_as_that() {
    let found = after(|tree| {
        let readings = initiative(tree, "home-readings");
        readings["strategy"] = json!("customer_engagement");
        readings["title"] = json!("Remote monitoring");
        initiative(tree, "video-visits")["position"]["x"] = json!(7);
    });
    let expected = [
        "See the doctor by video moved within its lane",
        "“Home readings reach the clinic” is now called “Remote monitoring”",
        "Remote monitoring moved to customer engagement",
    ];
    assert_eq!(words(&found), expected);
    assert_eq!(found.iter().map(Change::is_layout).collect::<Vec<_>>(), [true, false, false]);
    let lane = serde_json::to_value(&found[2]).expect("data");
    let data = json!({
        "kind": "moved", "item": "home-readings", "subject": "initiative", "title": "Remote monitoring",
        "field": "strategy", "before": "Digitized solutions", "after": "Customer engagement",
    });
    assert_eq!(lane, data);
}

#[test]
fn a_stage_that_was_reached_tells_what_it_was_before_and_its_mirror_goes_back() {
    let edit = |tree: &mut Value| {
        let stages = initiative(tree, "video-visits")["stages"].as_array_mut().expect("stages");
        stages.pop();
    };
    let mut earlier = kaiser();
    edit(&mut earlier);
    let forth = changes(&map(&earlier), &map(&kaiser()));
    let expected = ["See the doctor by video: stage now established since 2020 (was scaling since about Jul 2014)"];
    assert_eq!(words(&forth), expected);
    let back = changes(&map(&kaiser()), &map(&earlier));
    let expected = ["See the doctor by video: stage now scaling since about Jul 2014 (was established since 2020)"];
    assert_eq!(words(&back), expected);
}

#[test]
fn links_and_answers_are_told_by_the_names_of_both_ends() {
    let found = after(|tree| {
        let links = initiative(tree, "own-record")["relies_on"].as_array_mut().expect("links");
        links[0]["answers"].as_array_mut().expect("answers").push(json!({ "on": "2015", "answer": "yes_if" }));
        links[1]["capability"] = json!("contact-hub");
        links.pop();
        initiative(tree, "local-help")["serves"] = json!(["care-gaps"]);
    });
    let expected = [
        "Members open their own record: answer of One shared health record now yes if … since 2015 (was yes since 2007)",
        "Members open their own record relies on Message, phone and video hub instead of Bookings and billing end to end",
        "Members open their own record no longer relies on Trusted member log-in and proxies",
        "Link patients to local help now serves Spot and close care gaps",
        "Link patients to local help no longer serves Care circles and peer groups",
    ];
    let mut told = words(&found);
    told.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(told, expected);
}

#[test]
fn records_that_come_and_go_are_one_change_each_with_all_that_is_in_them() {
    let found = after(|tree| {
        let list = tree["initiatives"].as_array_mut().expect("a list");
        list.retain(|item| item["id"] != "own-record");
        list.push(json!({ "id": "n", "title": "Care by drone", "indicators": [{ "id": "ni", "name": "Flights",
            "desired": "increase", "kind": "measure", "observations": [{ "date": "2020", "value": 1 }] }] }));
    });
    assert_eq!(words(&found), ["New: Care by drone", "Gone: Members open their own record"]);
}

#[test]
fn observations_are_recognised_by_their_date_or_by_their_value() {
    let found = after(|tree| {
        let seen = initiative(tree, "own-record")["indicators"][0]["observations"].as_array_mut().expect("seen");
        seen[0]["value"] = json!(1.1);
        seen[1]["date"] = json!("2009-05");
        seen[2]["note"] = json!("Checked.");
        seen.pop();
        seen.push(json!({ "date": "2013", "value": 4.4 }));
    });
    let expected = [
        "Members registered on kp.org: observation now 1.1, 14 Feb 2007 (was 1, 14 Feb 2007)",
        "Members registered on kp.org: observation now 2.5, May 2009 (was 2.5, Apr 2009)",
        "Members registered on kp.org: note of the observation 3, Mar 2010 now “Checked.” (was “The month is worked out from \
         the announcement reported.”)",
        "Members registered on kp.org: observation added: 4.4, 2013",
        "Members registered on kp.org: observation gone: 4.1, 31 Dec 2012",
    ];
    assert_eq!(words(&found), expected);
}

#[test]
fn an_indicator_that_was_given_to_another_is_the_same_one() {
    let found = after(|tree| {
        let mut given = initiative(tree, "own-record")["indicators"].as_array_mut().expect("a list").remove(0);
        given["unit"] = json!("thousand");
        let to = initiative(tree, "phone-app");
        to.as_object_mut().expect("a record").entry("indicators").or_insert(json!([]));
        to["indicators"].as_array_mut().expect("a list").push(given);
    });
    let expected = [
        "Members registered on kp.org moved from Members open their own record to Health centre on the phone",
        "Members registered on kp.org: unit now “thousand” (was “million”)",
    ];
    assert_eq!(words(&found), expected);
}

#[test]
fn the_strategy_in_words_its_choice_and_what_is_left_out_are_told() {
    let found = after(|tree| {
        let strategy = &mut tree["strategy"];
        strategy["direction"] = json!("Health together");
        strategy["customer_need"] = json!("");
        let choice = json!({ "since": "2020", "strategy": "digitized_solutions" });
        strategy["primary"].as_array_mut().expect("a list").push(choice);
        strategy["not_doing"][1] = json!("A record for each region.");
        strategy["x_mood"] = json!(3);
        tree["illustrative"] = json!(true);
        tree["as_of"] = json!("2025");
    });
    let told = words(&found).join("\n");
    for part in [
        "Now illustrative",
        "Day of the map now 2025 (was Oct 2022)",
        "Strategic direction now “Health together” (was “Collaborative healthcare”)",
        "Customer need no longer said",
        "Primary strategy now digitized solutions since 2020 (was customer engagement since 2004)",
        "Not doing now “A record for each region.” (was “A channel",
        "X mood now 3",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert_eq!(found.len(), 7, "{told}");
}

#[test]
fn another_order_of_a_list_is_one_change() {
    let found = after(|tree| {
        tree["capabilities"].as_array_mut().expect("a list").swap(0, 4);
        initiative(tree, "own-record")["indicators"].as_array_mut().expect("a list").swap(0, 1);
    });
    let expected =
        ["Another order of the capabilities", "Members open their own record: another order of the indicators"];
    assert_eq!(words(&found), expected);
    assert!(found.iter().all(Change::is_layout));
}

#[test]
fn a_note_is_told_by_what_it_says() {
    let with = |text: &str| {
        map(&json!({ "format": "headway", "version": 1, "min_reader": 1, "title": "M",
        "notes": [{ "id": "n", "text": text, "position": { "x": 0, "y": 0 } }] }))
    };
    let found = changes(&with("Ask the board"), &with("Ask the members"));
    assert_eq!(words(&found), ["Note now says “Ask the members” (was “Ask the board”)"]);
}

#[test]
fn what_is_renamed_to_the_name_of_another_still_differs() {
    let found = after(|tree| {
        of(tree, "capabilities", "contact-hub")["title"] = json!("Bookings and billing end to end");
        initiative(tree, "own-record")["relies_on"][1]["capability"] = json!("contact-hub");
    });
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|change| change.before != change.after));
}

#[test]
fn what_became_true_since_a_day_is_told_in_the_order_of_time_and_directions_last() {
    let kaiser = map(&kaiser());
    let end = |text: &str| text.parse::<PartialDate>().expect("a date").end();
    let found = changes_since(&kaiser, end("2011"), end("2012"));
    let told = words(&found);
    for part in [
        "New: Health centre on the phone, scaling since Jan 2012",
        "Care circles and peer groups: stage now scaling since 2012 (was experiment)",
        "Members open their own record: answer of Trusted member log-in and proxies now yes since 2012 (was open)",
        "Trusted member log-in and proxies: maturity now 4 of 5 since 2012",
    ] {
        assert!(told.contains(&part), "{part}: {told:#?}");
    }
    assert!(!told.iter().any(|line| line.contains("8 May 2012")), "it was scaling already: {told:#?}");
    let days: Vec<Day> =
        found.iter().filter(|c| c.field != "direction").filter_map(|c| Some(c.date?.start())).collect();
    assert!(days.is_sorted());
    assert!(found.iter().any(|change| change.field == "maturity" && change.illustrative));
    assert_eq!(changes_since(&kaiser, end("2012"), end("2012")), Vec::new());
    let turned = changes_since(&kaiser, end("2009"), end("2012"));
    let last = turned.iter().filter(|change| change.field == "direction").map(Change::words).collect::<Vec<_>>();
    assert!(last.contains(&"Members registered on kp.org: now advancing (was too early to tell)"), "{last:#?}");
    assert!(turned[turned.len() - last.len()..].iter().all(|change| change.field == "direction"));
}

fn counted(changes: &[Change]) -> BTreeMap<(ChangeKind, Subject), usize> {
    let mut counted = BTreeMap::new();
    for change in changes {
        // Seen from the other side what has come is gone.
        let kind = if change.kind == ChangeKind::Gone { ChangeKind::Added } else { change.kind };
        *counted.entry((kind, change.subject)).or_default() += 1;
    }
    counted
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_difference_of_two_files_is_told_and_seen_alike_from_both_sides(some in edits(), more in edits()) {
        let mut trees = vec![full()];
        for edit in some.iter().chain(&more) {
            let mut next = trees.last().expect("the first").clone();
            apply(&mut next, edit);
            trees.push(next);
        }
        let read = |tree: &Value| parse(tree.to_string().as_bytes(), "edited").ok().map(|loaded| loaded.map);
        let maps: Vec<StrategyMap> = trees.iter().filter_map(read).collect();
        // Each version with the next, where little differs, and the first with all.
        let pairs = maps.windows(2).map(|pair| (&pair[0], &pair[1])).chain(maps.iter().map(|map| (&maps[0], map)));
        for (a, b) in pairs {
            let (forth, back) = (changes(a, b), changes(b, a));
            let same = to_bytes(a).expect("written") == to_bytes(b).expect("written");
            prop_assert_eq!(forth.is_empty(), same);
            prop_assert_eq!(counted(&forth), counted(&back));
            for change in forth.iter().chain(&back) {
                prop_assert_ne!(&change.before, &change.after, "{:?}", change);
                prop_assert!(!change.words().trim().is_empty());
            }
            prop_assert_eq!(changes(a, b), forth);
        }
    }
}
