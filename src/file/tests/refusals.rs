//! What is refused, and in which words.

use std::fs::File;

use super::FULL;
use crate::file::{FileError, MAX_BYTES, MAX_ITEMS, open, parse, to_bytes};

fn refused(bytes: &[u8]) -> FileError {
    let error = parse(bytes, "care.json").expect_err("refused");
    let sentence = error.to_string();
    assert!(sentence.starts_with("care.json"), "{sentence}");
    assert!(sentence.ends_with('.'), "{sentence}");
    error
}

fn told(text: &str) -> String {
    refused(text.as_bytes()).to_string()
}

#[test]
fn an_empty_file_is_told_from_one_that_is_cut_off() {
    for empty in ["", " \n\t\r\n", "\u{FEFF}"] {
        assert!(matches!(refused(empty.as_bytes()), FileError::Empty { .. }));
    }
    assert!(told("{").contains("ends too early"));
}

#[test]
fn what_is_not_text_is_called_so() {
    for bytes in [&b"PK\x03\x04\xff\xfe"[..], b"\xff\xfe{\x00}\x00", b"{\"format\": \"\xc3\"}"] {
        assert!(matches!(refused(bytes), FileError::NotText { .. }));
    }
}

#[test]
fn what_is_not_json_is_told_with_line_and_column_in_characters() {
    let error = refused("{\n  \"format\": \"headway\",\n  \"tïtle\": nothing\n}".as_bytes());
    let FileError::NotJson { line, column, ref what, .. } = error else { panic!("{error}") };
    assert_eq!((line, column), (3, 13));
    assert!(what.contains("without quotes"));
    assert!(error.to_string().starts_with("care.json, line 3, column 13: "));
    assert!(told("<html></html>").starts_with("care.json, line 1, column 1: this is not JSON"));
}

#[test]
fn every_truncation_of_a_map_is_refused_with_a_sentence() {
    let whole = r#"{"format": "headway", "as_of": "2022~", "initiatives": [{"id": "ä\n", "position": {"x": -2.5e1, "y": 0},
        "votes": 7, "serves": ["b"], "later": [true, false, null]}, {"id": "b", "illustrative": true}]}"#;
    assert!(parse(whole.as_bytes(), "whole").is_ok());
    for end in 0..whole.len() {
        refused(&whole.as_bytes()[..end]);
    }
}

#[test]
fn json_that_is_no_map_is_told_what_it_lacks() {
    assert!(told("[]").contains("outermost brackets"));
    assert!(told("\"headway\"").contains("outermost brackets"));
    assert!(told("{}").contains("does not say"));
    assert!(told(r#"{"format": "compass"}"#).contains("“compass”"));
    assert!(told(r#"{"format": 1}"#).contains("not the text"));
    assert!(told(r#"{"format": "headway", "format": "other"}"#).contains("“other”"));
}

#[test]
fn nesting_of_127_levels_opens_and_128_are_refused_where_they_begin() {
    let nested = |levels: usize| {
        format!("{{\"format\": \"headway\",\n \"x\": {}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1))
    };
    let loaded = parse(nested(127).as_bytes(), "deep").expect("opens");
    let saved = to_bytes(&loaded.map).expect("saves");
    assert_eq!(parse(&saved, "deep").expect("opens again").map, loaded.map);
    let error = refused(nested(128).as_bytes());
    assert!(matches!(error, FileError::TooDeep { line: 2, column: 133, .. }), "{error:?}");
    assert!(matches!(refused("[".repeat(128).as_bytes()), FileError::TooDeep { line: 1, column: 128, .. }));
    assert!(matches!(refused("[".repeat(1_000_000).as_bytes()), FileError::TooDeep { .. }));
    assert!(matches!(refused("{\"a\":".repeat(1_000_000).as_bytes()), FileError::TooDeep { .. }));
}

#[test]
fn more_than_64_mebibytes_are_refused_before_they_are_read() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("large.json");
    File::create(&path).and_then(|file| file.set_len(MAX_BYTES + 1)).expect("sparse file");
    let error = open(&path).expect_err("refused");
    assert!(matches!(error, FileError::TooLarge { .. }));
    assert!(error.to_string().contains("large.json: "));
    assert!(matches!(refused(&vec![b' '; MAX_BYTES as usize + 1]), FileError::TooLarge { .. }));
}

#[test]
fn more_than_200_000_items_are_refused_and_as_many_open() {
    let items = |count: usize| {
        let observations = vec![r#"{"date":"2012","value":1}"#; count - 1].join(",");
        let indicator = format!(r#"{{"id": "i", "name": "", "observations": [{observations}]}}"#);
        format!(r#"{{"format": "headway", "indicators": [{indicator}]}}"#)
    };
    assert!(matches!(refused(items(MAX_ITEMS + 1).as_bytes()), FileError::TooManyItems { .. }));
    let loaded = parse(items(MAX_ITEMS).as_bytes(), "full").expect("opens");
    assert_eq!((loaded.map.item_count(), loaded.repairs.len()), (MAX_ITEMS, 0));
    let values = format!("[{}1]", "1,".repeat(30 * MAX_ITEMS));
    assert!(matches!(refused(values.as_bytes()), FileError::TooManyItems { .. }));
}

#[test]
fn a_missing_file_and_a_folder_are_told_apart() {
    let folder = tempfile::tempdir().expect("folder");
    assert!(matches!(open(folder.path()), Err(FileError::IsFolder { .. })));
    assert!(matches!(open(&folder.path().join("none.json")), Err(FileError::NotFound { .. })));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("secret.json");
    std::fs::write(&path, FULL).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("locked");
    // The superuser may read anything.
    if File::open(&path).is_err() {
        assert!(matches!(open(&path), Err(FileError::ReadDenied { .. })));
    }
}
