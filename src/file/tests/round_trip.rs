//! What a sound file keeps.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{FULL, check_saved, full, validator};
use crate::file::{parse, schema, schema_text, to_bytes};
use crate::map::{Day, StrategyMap};

#[test]
fn a_map_with_every_field_opens_without_repairs_and_saves_to_the_same_bytes() {
    let loaded = parse(FULL.as_bytes(), "full").expect("opens");
    assert_eq!(loaded.repairs, []);
    assert!(!loaded.read_only);
    let saved = to_bytes(&loaded.map).expect("saves");
    assert_eq!(String::from_utf8_lossy(&saved), FULL);
    check_saved(&full(), &loaded, &validator());
}

#[test]
fn fields_reach_the_map_they_stand_for() {
    let map = parse(FULL.as_bytes(), "full").expect("opens").map;
    let own = map.initiatives.get(&"own-record".into()).expect("there");
    assert_eq!(own.title, "Members open their own record");
    assert_eq!(own.votes, Some(7));
    assert_eq!(own.placement().map(|(_, place)| (place.x, place.y)), Some((20.0, 72.25)));
    assert_eq!(own.indicators[0].observations[1].value, -0.1);
    assert_eq!(own.extra.keys().collect::<Vec<_>>(), ["future_field", "later"]);
    assert_eq!(map.capabilities.len(), 2);
    assert_eq!(map.sources.len(), 1);
    assert_eq!(map.day(Day(0)), Day::from_civil(2022, 10, 31));
    assert_eq!(map.overview.set_aside.len(), 2);
}

#[test]
fn an_empty_map_is_written_with_its_title_alone() {
    let saved = to_bytes(&StrategyMap::default()).expect("saves");
    let expected = "{\n  \"format\": \"headway\",\n  \"version\": 1,\n  \"min_reader\": 1,\n  \"title\": \"\"\n}\n";
    assert_eq!(String::from_utf8_lossy(&saved), expected);
    assert_eq!(parse(&saved, "empty").expect("opens").map, StrategyMap::default());
}

#[test]
fn the_least_that_opens_is_the_format() {
    let loaded = parse(br#"{"format":"headway"}"#, "least").expect("opens");
    assert_eq!((loaded.map, loaded.repairs), (StrategyMap::default(), vec![]));
}

#[test]
fn nulls_count_as_absent_and_fields_in_any_order_are_put_in_order() {
    let source = json!({
        "notes": null, "strategy": null, "title": null, "as_of": null, "version": null, "set_aside": null,
        "initiatives": [{"title": "A", "votes": null, "position": null, "serves": null, "id": "a", "investment": null}],
        "format": "headway",
    });
    let loaded = parse(source.to_string().as_bytes(), "nulls").expect("opens");
    assert_eq!(loaded.repairs, []);
    let saved: Value = serde_json::from_slice(&to_bytes(&loaded.map).expect("saves")).expect("JSON");
    let keys: Vec<&String> = saved.as_object().expect("object").keys().collect();
    assert_eq!(keys, ["format", "version", "min_reader", "title", "initiatives"]);
    assert_eq!(saved["initiatives"], json!([{"id": "a", "title": "A"}]));
}

#[test]
fn a_byte_order_mark_is_accepted_and_not_written_back() {
    let marked = format!("\u{FEFF}{FULL}");
    let loaded = parse(marked.as_bytes(), "marked").expect("opens");
    assert_eq!(String::from_utf8_lossy(&to_bytes(&loaded.map).expect("saves")), FULL);
}

#[test]
fn positions_are_rounded_to_hundredths_when_they_are_read() {
    let source =
        json!({"format": "headway", "notes": [{"id": "n", "text": "t", "position": {"x": 1.005001, "y": -0.001}}]});
    let loaded = parse(source.to_string().as_bytes(), "rounded").expect("opens");
    assert_eq!(loaded.repairs, []);
    let position = loaded.map.notes.get(&"n".into()).expect("there").position.at;
    assert_eq!((position.x, position.y), (1.01, 0.0));
}

#[test]
fn a_file_for_a_newer_program_opens_read_only_with_nothing_lost() {
    let mut source = full();
    source["version"] = json!(9);
    source["min_reader"] = json!(2);
    let loaded = parse(source.to_string().as_bytes(), "newer").expect("opens");
    assert!(loaded.read_only);
    let saved: Value = serde_json::from_slice(&to_bytes(&loaded.map).expect("saves")).expect("JSON");
    assert_eq!(saved, source);
}

#[test]
fn the_schema_allows_what_a_map_may_lack_and_refuses_what_is_no_map() {
    let fits = validator();
    assert!(fits.is_valid(&json!({"format": "headway"})));
    assert!(fits.is_valid(&json!({"format": "headway", "unknown": [1]})));
    assert!(!fits.is_valid(&json!({"title": "A"})));
    assert!(!fits.is_valid(&json!({"format": "compass"})));
    let stage = |stage: &str| json!({"format": "headway", "initiatives": [{"id": "a", "title": "A", "stages": [{"stage": stage}]}]});
    assert!(fits.is_valid(&stage("scaling")));
    assert!(!fits.is_valid(&stage("betting")));
}

#[test]
fn the_schema_is_titled_and_ends_in_a_newline() {
    assert_eq!(schema()["title"], "Headway strategy map");
    assert!(schema_text().ends_with("}\n"));
}

#[test]
fn every_sample_fits_the_schema() {
    let fits = validator();
    for sample in crate::file::samples::all() {
        let tree: Value = serde_json::from_slice(sample.bytes).expect(sample.name);
        let errors: Vec<String> = fits.iter_errors(&tree).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", sample.name);
    }
}

#[test]
fn the_full_map_has_every_field_of_the_schema_and_unknown_fields_wherever_they_are_kept() {
    let (schema, full) = (schema(), full());
    let mut seen = BTreeMap::new();
    collect_keys(&schema, "map", &schema, &full, &mut seen);
    for (name, definition) in definitions(&schema) {
        let Some(properties) = definition["properties"].as_object() else { continue };
        let keys = seen.get(name).unwrap_or_else(|| panic!("the full map has no {name}"));
        for property in properties.keys() {
            assert!(keys.contains(property.as_str()), "the full map has no {property} in any {name}");
        }
        let unknown = keys.iter().any(|key| !properties.contains_key(*key));
        assert!(unknown, "the full map has no unknown field in any {name}");
    }
}

fn definitions(schema: &Value) -> Vec<(&str, &Value)> {
    let definitions = schema["$defs"].as_object().expect("definitions");
    definitions.iter().map(|(name, definition)| (name.as_str(), definition)).chain([("map", schema)]).collect()
}

/// Walks schema and document side by side and notes which keys the objects of each definition have.
fn collect_keys<'a>(
    schema: &'a Value,
    name: &'a str,
    node: &'a Value,
    value: &'a Value,
    seen: &mut BTreeMap<&'a str, BTreeSet<&'a str>>,
) {
    if let Some(definition) = node["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return collect_keys(schema, definition, &schema["$defs"][definition], value, seen);
    }
    for option in node["anyOf"].as_array().into_iter().flatten().filter(|option| option["type"] != "null") {
        collect_keys(schema, name, option, value, seen);
    }
    for entry in value.as_array().into_iter().flatten() {
        collect_keys(schema, name, &node["items"], entry, seen);
    }
    if let (Some(properties), Some(fields)) = (node["properties"].as_object(), value.as_object()) {
        seen.entry(name).or_default().extend(fields.keys().map(String::as_str));
        for (key, property) in properties {
            if let Some(field) = fields.get(key) {
                collect_keys(schema, name, property, field, seen);
            }
        }
    }
}
