//! Faults of single items: each opens, is told by path, and loses nothing.

use serde_json::{Value, json};

use super::{check_saved, validator};
use crate::file::{Loaded, MAX_TEXT, parse, to_bytes};
use crate::map::{Backbone, Desired, Initiative, StrategyMap};

/// A sound map with one of each thing that can be at fault.
fn sound() -> Value {
    json!({
        "format": "headway", "version": 1, "min_reader": 1, "title": "Care", "as_of": "2022",
        "strategy": {
            "direction": "Together",
            "primary": [{"since": "2004", "strategy": "customer_engagement", "why": "loyalty"}],
            "not_doing": ["insurance"]
        },
        "initiatives": [
            {
                "id": "write", "title": "Write to your care team", "strategy": "customer_engagement",
                "position": {"x": 20, "y": 30}, "votes": 4, "investment": 2.5, "technologies": ["mobile"],
                "stages": [{"since": "2005", "stage": "scaling"}],
                "relies_on": [{"capability": "record", "ask": "one record",
                               "answers": [{"on": "2006", "answer": "yes", "due": "2007"}]}],
                "indicators": [{"id": "letters", "name": "Letters", "desired": "increase", "kind": "measure",
                                "observations": [{"date": "2010", "value": 10, "qualifier": "about"}]}],
                "sources": ["S1"]
            },
            {"id": "remote", "title": "Remote care", "serves": ["write"]}
        ],
        "capabilities": [
            {"id": "record", "title": "Shared record", "backbone": "operational",
             "maturity": [{"date": "2010", "level": 3}]}
        ],
        "indicators": [
            {"id": "mood", "name": "Mood", "desired": "increase", "kind": "pulse",
             "observations": [{"date": "2011", "value": 1}]}
        ],
        "adaptations": [{"id": "turn", "date": "2012", "change": "less travel"}],
        "notes": [{"id": "note", "text": "Note", "position": {"x": 1, "y": 2}}],
        "sources": [{"id": "S1", "title": "Report", "date": "2013"}],
        "silenced": [{"check": "split-focus", "on": "2014"}]
    })
}

fn load(source: &Value) -> Loaded {
    let loaded = parse(source.to_string().as_bytes(), "care.json").expect("a fault of an item refuses no file");
    check_saved(source, &loaded, &validator());
    loaded
}

/// The sound map with one field replaced, given by its JSON pointer.
fn with(pointer: &str, value: Value) -> Value {
    let mut source = sound();
    let (parent, name) = pointer.rsplit_once('/').expect("pointer");
    match source.pointer_mut(parent).unwrap_or_else(|| panic!("{parent}")) {
        Value::Object(fields) => _ = fields.insert(name.into(), value),
        Value::Array(entries) => entries[name.parse::<usize>().expect("index")] = value,
        _ => panic!("{parent} holds nothing"),
    }
    source
}

/// Puts a fault into the sound map and checks that it, and nothing else, is told and set aside.
fn faulty(pointer: &str, value: Value, path: &str, told: &str) -> StrategyMap {
    let loaded = load(&with(pointer, value));
    let [repair] = &loaded.repairs[..] else { panic!("{pointer}: {:#?}", loaded.repairs) };
    assert_eq!(repair.path, path, "{repair}");
    assert!(repair.to_string().contains(told), "{repair}");
    assert!(repair.what.ends_with("; the original is kept in set_aside"), "{repair}");
    let [set_aside] = &loaded.map.overview.set_aside[..] else { panic!("{:#?}", loaded.map.overview.set_aside) };
    assert_eq!(set_aside.path, path);
    loaded.map
}

fn write(map: &StrategyMap) -> &Initiative {
    map.initiatives.get(&"write".into()).expect("the initiative survives")
}

#[test]
fn the_map_that_the_faults_are_put_into_is_sound() {
    assert_eq!(load(&sound()).repairs, []);
}

#[test]
fn a_field_of_the_wrong_type_is_left_out_and_its_item_survives() {
    let outcome =
        faulty("/initiatives/0/outcome", json!(7), "initiatives[0].outcome", "a text belongs here, not a number");
    assert_eq!(write(&outcome).outcome, "");
    for (pointer, value, path) in [
        ("/title", json!(["Care"]), "title"),
        ("/as_of", json!(2022), "as_of"),
        ("/version", json!("one"), "version"),
        ("/min_reader", json!(1.5), "min_reader"),
        ("/illustrative", json!("yes"), "illustrative"),
        ("/strategy", json!("grow"), "strategy"),
        ("/strategy/direction", json!({"to": "there"}), "strategy.direction"),
        ("/strategy/not_doing", json!("everything"), "strategy.not_doing"),
        ("/strategy/not_doing/0", json!(1), "strategy.not_doing[0]"),
        ("/initiatives/0/position", json!("left"), "initiatives[0].position"),
        ("/initiatives/0/votes", json!(-1), "initiatives[0].votes"),
        ("/initiatives/0/votes", json!(4_294_967_296_u64), "initiatives[0].votes"),
        ("/initiatives/0/investment", json!("much"), "initiatives[0].investment"),
        ("/initiatives/0/technologies", json!({"a": 1}), "initiatives[0].technologies"),
        ("/initiatives/0/technologies/0", json!(null), "initiatives[0].technologies[0]"),
        ("/initiatives/0/stages", json!("scaling"), "initiatives[0].stages"),
        ("/initiatives/0/sources/0", json!(17), "initiatives[0].sources[0]"),
        ("/initiatives/0/relies_on/0/answers", json!(true), "initiatives[0].relies_on[0].answers"),
        ("/capabilities/0/owner", json!(false), "capabilities[0].owner"),
        ("/adaptations", json!("none"), "adaptations"),
        ("/notes/0/position", json!([1, 2]), "notes[0].position"),
        ("/sources/0/url", json!(["https://example.org"]), "sources[0].url"),
        ("/silenced/0/item", json!(3), "silenced[0].item"),
    ] {
        faulty(pointer, value, path, "");
    }
}

#[test]
fn a_list_entry_that_is_no_object_is_set_aside() {
    for (pointer, path) in [
        ("/initiatives/1", "initiatives[1]"),
        ("/initiatives/0/stages/0", "initiatives[0].stages[0]"),
        ("/initiatives/0/relies_on/0", "initiatives[0].relies_on[0]"),
        ("/initiatives/0/relies_on/0/answers/0", "initiatives[0].relies_on[0].answers[0]"),
        ("/initiatives/0/indicators/0", "initiatives[0].indicators[0]"),
        ("/initiatives/0/indicators/0/observations/0", "initiatives[0].indicators[0].observations[0]"),
        ("/capabilities/0/maturity/0", "capabilities[0].maturity[0]"),
        ("/indicators/0", "indicators[0]"),
        ("/adaptations/0", "adaptations[0]"),
        ("/notes/0", "notes[0]"),
        ("/sources/0", "sources[0]"),
        ("/silenced/0", "silenced[0]"),
        ("/strategy/primary/0", "strategy.primary[0]"),
    ] {
        for odd in [json!("odd"), json!(3), json!(["odd", ["nested"]]), json!(null)] {
            faulty(pointer, odd, path, "a group of fields in braces belongs here");
        }
    }
}

#[test]
fn an_unknown_value_of_a_closed_list_is_left_out_or_spoils_its_entry() {
    faulty(
        "/initiatives/0/strategy",
        json!("both"),
        "initiatives[0].strategy",
        "“both” is not one of customer_engagement, digitized_solutions",
    );
    faulty(
        "/initiatives/0/indicators/0/timing",
        json!("late"),
        "initiatives[0].indicators[0].timing",
        "leading, lagging",
    );
    faulty("/initiatives/0/indicators/0/kind", json!("guess"), "initiatives[0].indicators[0].kind", "measure, pulse");
    let qualifier = "initiatives[0].indicators[0].observations[0].qualifier";
    faulty("/initiatives/0/indicators/0/observations/0/qualifier", json!("roughly"), qualifier, "at_least");
    let stage = faulty("/initiatives/0/stages/0/stage", json!("betting"), "initiatives[0].stages[0]", "established");
    assert!(write(&stage).stages.is_empty());
    let primary = faulty("/strategy/primary/0/strategy", json!("both"), "strategy.primary[0]", "“both”");
    assert!(primary.overview.strategy.primary.is_empty());
    let answer = "initiatives[0].relies_on[0].answers[0]";
    faulty(
        "/initiatives/0/relies_on/0/answers/0/answer",
        json!("no"),
        answer,
        "“no” is not one of open, yes, yes_if, not_yet",
    );
}

#[test]
fn an_unknown_wish_gives_no_verdict() {
    let path = "initiatives[0].indicators[0].desired";
    let map = faulty("/initiatives/0/indicators/0/desired", json!("stay"), path, "increase, decrease, none");
    assert_eq!(write(&map).indicators[0].desired, Desired::None);
}

#[test]
fn an_impossible_date_is_left_out_where_the_item_is_of_use_without_it() {
    faulty("/adaptations/0/date", json!("2012-02-30"), "adaptations[0].date", "“2012-02-30” is not in the calendar");
    faulty("/sources/0/date", json!("2013-13"), "sources[0].date", "no such month");
    faulty("/silenced/0/on", json!("soon"), "silenced[0].on", "is not a date");
    faulty("/as_of", json!("soon"), "as_of", "is not a date");
    let path = "initiatives[0].relies_on[0].answers[0].due";
    faulty("/initiatives/0/relies_on/0/answers/0/due", json!("next year"), path, "is not a date");
}

#[test]
fn an_impossible_date_spoils_an_entry_that_would_always_hold_without_it() {
    faulty("/initiatives/0/stages/0/since", json!("2005-00"), "initiatives[0].stages[0]", "no such month");
    faulty("/strategy/primary/0/since", json!(2004), "strategy.primary[0]", "a date in quotes");
    faulty("/capabilities/0/maturity/0/date", json!("x"), "capabilities[0].maturity[0]", "is not a date");
    faulty(
        "/initiatives/0/relies_on/0/answers/0/on",
        json!("x"),
        "initiatives[0].relies_on[0].answers[0]",
        "is not a date",
    );
}

#[test]
fn an_observation_without_date_or_value_is_set_aside_as_a_whole() {
    let observation = "/initiatives/0/indicators/0/observations/0";
    let path = "initiatives[0].indicators[0].observations[0]";
    for (field, value, told) in [
        ("date", json!(null), "the date is missing"),
        ("date", json!("2010-02-30"), "is not in the calendar"),
        ("value", json!(null), "the value is missing"),
        ("value", json!("ten"), "a number belongs here, not a text"),
        ("value", json!(9_007_199_254_740_993_u64), "more digits than can be kept"),
    ] {
        let map = faulty(&format!("{observation}/{field}"), value, path, told);
        assert!(write(&map).indicators[0].observations.is_empty());
    }
}

#[test]
fn a_level_or_pulse_out_of_range_is_set_aside_rather_than_bent() {
    for level in [json!(0), json!(6), json!(-1), json!(2.5), json!(1e300), json!("3"), json!(null)] {
        faulty("/capabilities/0/maturity/0/level", level, "capabilities[0].maturity[0]", "“Shared record”: the level");
    }
    for pulse in [json!(3), json!(-2.5)] {
        faulty("/indicators/0/observations/0/value", pulse, "indicators[0].observations[0]", "“Mood”: a pulse lies");
    }
    let told = load(&with("/indicators/0/observations/0/value", json!(-1e308))).repairs[0].to_string();
    assert!(told.contains("and -1e308 does not"), "{told}");
}

#[test]
fn a_coordinate_too_far_out_is_set_to_the_limit() {
    let map = faulty(
        "/initiatives/0/position/x",
        json!(1e308),
        "initiatives[0].position.x",
        "beyond ±10,000,000 and was set to 0",
    );
    assert_eq!(write(&map).position.as_ref().map(|spot| (spot.at.x, spot.at.y)), Some((0.0, 30.0)));
    let map = faulty("/notes/0/position/y", json!(-10_000_001), "notes[0].position.y", "was set to 0");
    assert_eq!(map.notes.get(&"note".into()).map(|note| note.position.at.y), Some(0.0));
}

#[test]
fn a_coordinate_that_is_no_number_becomes_zero() {
    let map = faulty("/initiatives/0/position/y", json!("top"), "initiatives[0].position.y", "it was set to 0");
    assert_eq!(write(&map).position.as_ref().map(|spot| (spot.at.x, spot.at.y)), Some((20.0, 0.0)));
}

#[test]
fn a_number_beyond_all_bounds_is_kept_as_text() {
    let text = |value: &str| sound().to_string().replace("\"investment\":2.5", &format!("\"investment\":{value}"));
    for number in ["1e999", "-1e999", "123456789012345678901234567890"] {
        let loaded = parse(text(number).as_bytes(), "care.json").expect("opens");
        assert_eq!(write(&loaded.map).investment, None);
        assert!(loaded.repairs[0].to_string().starts_with("line 1, column "), "{}", loaded.repairs[0]);
        assert!(loaded.repairs[1].what.contains("is too large to be used"), "{}", loaded.repairs[1]);
        assert_eq!(loaded.map.overview.set_aside[0].value, json!(number));
        check_saved(&json!(number), &loaded, &validator());
    }
    let far = sound().to_string().replace("\"x\":20", "\"x\":-1e999");
    let loaded = parse(far.as_bytes(), "care.json").expect("opens");
    assert_eq!(write(&loaded.map).position.as_ref().map(|spot| spot.at.x), Some(0.0));
}

#[test]
fn numbers_in_unknown_fields_keep_their_digits() {
    let kept = "[9007199254740993,18446744073709551615,-9223372036854775808,1e+308,5e-324,1.0,0.1]";
    let source = format!(r#"{{"format":"headway","later":{kept},"larger":184467440737095516199}}"#);
    let loaded = parse(source.as_bytes(), "care.json").expect("opens");
    assert_eq!(loaded.map.overview.extra["later"].to_string(), kept);
    assert_eq!(loaded.map.overview.extra["larger"], json!("184467440737095516199"));
    assert_eq!(loaded.repairs.len(), 1);
}

#[test]
fn a_text_that_is_too_long_is_cut_between_characters() {
    let long = "é".repeat(MAX_TEXT + 1);
    let map = faulty(
        "/initiatives/0/summary",
        json!(long),
        "initiatives[0].summary",
        "longer than 10,000 characters and was cut",
    );
    assert_eq!(write(&map).summary, "é".repeat(MAX_TEXT));
    faulty("/strategy/not_doing/0", json!(long), "strategy.not_doing[0]", "was cut");
    assert_eq!(load(&with("/initiatives/0/summary", json!("é".repeat(MAX_TEXT)))).repairs, []);
}

#[test]
fn the_second_with_an_id_gets_another_and_references_keep_to_the_first() {
    let map = faulty(
        "/initiatives/1/id",
        json!("write"),
        "initiatives[1].id",
        "“Remote care”: another item has the same id; it is now called “write-2”",
    );
    assert_eq!(map.initiatives.order()[..], ["write".into(), "write-2".into()]);
    let second = map.initiatives.get(&"write-2".into()).expect("renamed");
    assert_eq!(second.serves, ["write".into()]);
}

#[test]
fn ids_are_unique_over_all_kinds_and_references_follow_their_kind() {
    let mut source = sound();
    for pointer in ["/capabilities/0/id", "/sources/0/id", "/initiatives/0/indicators/0/id", "/notes/0/id"] {
        *source.pointer_mut(pointer).expect(pointer) = json!("write");
    }
    for pointer in ["/initiatives/0/relies_on/0/capability", "/initiatives/0/sources/0"] {
        *source.pointer_mut(pointer).expect(pointer) = json!("write");
    }
    let map = load(&source).map;
    let own = write(&map);
    assert_eq!(own.indicators[0].id.as_str(), "write-2");
    assert_eq!(map.capabilities.get(&own.relies_on[0].capability).map(|c| c.title.as_str()), Some("Shared record"));
    assert_eq!(map.sources.get(&own.sources[0]).map(|s| s.title.as_str()), Some("Report"));
}

#[test]
fn a_new_id_avoids_those_that_stand_further_down() {
    let notes =
        json!([{"id": "a", "text": ""}, {"id": "a", "text": ""}, {"id": "a-2", "text": ""}, {"id": "a-2", "text": ""}]);
    let map = load(&json!({"format": "headway", "notes": notes})).map;
    assert_eq!(map.notes.order()[..], ["a".into(), "a-3".into(), "a-2".into(), "a-2-2".into()]);
}

#[test]
fn a_missing_or_unusable_id_is_made_from_the_place() {
    for (id, kept) in [(json!(null), 0), (json!(""), 1), (json!(17), 1), (json!("x".repeat(MAX_TEXT + 1)), 1)] {
        let loaded = load(&with("/notes/0/id", id));
        assert_eq!(loaded.map.notes.order()[..], ["notes-0".into()]);
        assert_eq!((loaded.repairs.len(), loaded.map.overview.set_aside.len()), (1, kept));
    }
    let long = "x".repeat(MAX_TEXT);
    let source = json!({"format": "headway", "notes": [{"id": long, "text": ""}, {"id": long, "text": ""}]});
    assert_eq!(load(&source).map.notes.order()[1].as_str(), "notes-1");
}

#[test]
fn a_missing_title_is_told_and_becomes_empty() {
    for (pointer, path) in [
        ("/initiatives/0/title", "initiatives[0].title"),
        ("/capabilities/0/title", "capabilities[0].title"),
        ("/indicators/0/name", "indicators[0].name"),
        ("/notes/0/text", "notes[0].text"),
        ("/sources/0/title", "sources[0].title"),
    ] {
        let loaded = load(&with(pointer, json!(null)));
        let [repair] = &loaded.repairs[..] else { panic!("{:#?}", loaded.repairs) };
        assert_eq!(repair.path, path);
        assert!(loaded.map.overview.set_aside.is_empty(), "nothing was lost");
        assert_eq!(load(&with(pointer, json!(""))).repairs, []);
    }
}

#[test]
fn a_link_to_nowhere_is_set_aside() {
    faulty(
        "/initiatives/0/relies_on/0/capability",
        json!("gone"),
        "initiatives[0].relies_on[0]",
        "there is no item “gone”",
    );
    faulty(
        "/initiatives/0/relies_on/0/capability",
        json!("remote"),
        "initiatives[0].relies_on[0]",
        "there is no item “remote”",
    );
    faulty(
        "/initiatives/0/relies_on/0/capability",
        json!(null),
        "initiatives[0].relies_on[0]",
        "the capability is missing",
    );
    faulty("/initiatives/1/serves/0", json!("gone"), "initiatives[1].serves[0]", "there is no item “gone”");
    faulty("/initiatives/1/serves/0", json!("remote"), "initiatives[1].serves[0]", "an initiative cannot serve itself");
    faulty("/initiatives/1/serves", json!(["write", "write"]), "initiatives[1].serves[1]", "served already");
    let twice = json!([{"capability": "record"}, {"capability": "record", "ask": "more"}]);
    faulty("/initiatives/0/relies_on", twice, "initiatives[0].relies_on[1]", "linked to that capability already");
}

#[test]
fn a_source_that_is_not_listed_is_left_alone() {
    let loaded = load(&with("/initiatives/0/sources/0", json!("elsewhere")));
    assert_eq!(loaded.repairs, []);
    assert_eq!(write(&loaded.map).sources, ["elsewhere".into()]);
}

#[test]
fn a_capability_without_a_known_backbone_is_put_on_the_operational_one() {
    for backbone in [json!("digital"), json!(2), json!(null)] {
        let map = faulty("/capabilities/0/backbone", backbone, "capabilities[0].backbone", "it was set to operational");
        assert_eq!(map.capabilities.get(&"record".into()).map(|c| c.backbone), Some(Backbone::Operational));
        assert_eq!(write(&map).relies_on.len(), 1);
    }
}

#[test]
fn a_silenced_check_without_a_name_is_set_aside() {
    faulty("/silenced/0/check", json!(null), "silenced[0]", "the check is missing");
}

#[test]
fn what_was_set_aside_before_stays_first_and_odd_entries_are_kept() {
    let before = json!([{"path": "a", "fault": "b", "value": {"c": 1}, "later": true}, "odd", {"path": 3, "value": 4}]);
    let mut source = with("/set_aside", before);
    source["initiatives"][0]["votes"] = json!("many");
    let map = load(&source).map;
    let paths: Vec<&str> = map.overview.set_aside.iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(paths, ["a", "set_aside[1]", "set_aside[2]", "initiatives[0].votes"]);
    assert_eq!(map.overview.set_aside[0].extra["later"], true);
    let map = faulty("/set_aside", json!("nothing"), "set_aside", "a list belongs here");
    assert_eq!(map.overview.set_aside[0].value, "nothing");
}

#[test]
fn of_a_field_that_stands_twice_the_last_is_used_and_the_first_is_kept() {
    let source = sound().to_string().replace("\"votes\":4", "\"votes\":3,\"votes\":4");
    let loaded = parse(source.as_bytes(), "care.json").expect("opens");
    assert_eq!(write(&loaded.map).votes, Some(4));
    assert_eq!(
        loaded.repairs[0].to_string(),
        "initiatives[0].votes: the field stands twice; the last one is used; the original is kept in set_aside"
    );
    assert_eq!(loaded.map.overview.set_aside[0].value, 3);
    check_saved(&sound(), &loaded, &validator());
}

#[test]
fn a_deep_original_is_kept_as_text_so_that_the_saved_file_opens_again() {
    let deep = format!("{}7{}", "[".repeat(126), "]".repeat(126));
    let source = format!(r#"{{"format": "headway", "initiatives": {{"a": {}}}}}"#, &deep[1..deep.len() - 1]);
    let loaded = parse(source.as_bytes(), "care.json").expect("opens");
    let again = parse(&to_bytes(&loaded.map).expect("saves"), "care.json").expect("opens again");
    assert_eq!(again.repairs, []);
    assert!(again.map.overview.set_aside[0].value.as_str().is_some_and(|text| text.contains("[7]")));
}

#[test]
fn repairs_are_told_by_path_and_title() {
    let map = with("/initiatives/0/position/x", json!(1e308));
    let told = load(&map).repairs[0].to_string();
    assert_eq!(
        told,
        "initiatives[0].position.x “Write to your care team”: the coordinate 1e+308 is beyond ±10,000,000 and was set to 0; \
         the original is kept in set_aside"
    );
}

#[test]
fn a_repair_is_one_line_whatever_the_file_says() {
    let mut source = with("/notes/0/text", json!("First line\nSecond line\n".repeat(20)));
    source["notes"][0]["position"]["x"] = json!("to the\nleft");
    let loaded = load(&source);
    let told = loaded.repairs[0].to_string();
    assert!(told.starts_with("notes[0].position.x “First line Second line "), "{told}");
    assert!(!told.contains('\n'));
}

#[test]
fn many_with_one_id_are_renamed_in_no_time() {
    let notes = vec![json!({"id": "a", "text": "t"}); 20_000];
    let source = json!({"format": "headway", "notes": notes}).to_string();
    let loaded = parse(source.as_bytes(), "care.json").expect("opens");
    assert_eq!(loaded.map.notes.len(), 20_000);
}
