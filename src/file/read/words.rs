//! The JSON parser's complaints in plain words.

/// A file whose end is missing.
pub(super) const CUT_OFF: &str =
    "the file ends too early: it is probably cut off, so fetch it again or take it from a backup";

/// A file whose end is there and was never filled.
pub(super) const NEVER_WRITTEN: &str = "from here on the file holds nothing but zeros, as after a power cut or a broken \
     synchronisation; fetch it again or take it from a backup";

/// What is wrong where the parser stopped, and what to do, for somebody who does not know JSON.
pub(super) fn in_plain_words(error: &serde_json::Error) -> &'static str {
    if error.is_eof() {
        return CUT_OFF;
    }
    let message = error.to_string();
    COMPLAINTS
        .iter()
        .find(|(complaint, _)| message.starts_with(complaint))
        .map_or("this is not JSON; check that it is the right file, or take it from a backup", |(_, words)| words)
}

/// How a complaint of `serde_json` begins, and the words for it.
const COMPLAINTS: [(&str, &str); 14] = [
    ("expected `:`", "a colon is missing after a field's name; put one between the name and its value"),
    ("expected `,` or `]`", "a comma or the ] that closes a list is missing; put it in before this place"),
    ("expected `,` or `}`", "a comma or the } that closes a group of fields is missing; put it in before this place"),
    ("expected ident", "a word stands without quotes; put it in double quotes (only true, false and null go without)"),
    (
        "expected value",
        "this is not JSON: a value was expected here; check that it is the right file, or correct this place",
    ),
    ("invalid escape", BACKSLASH),
    ("invalid unicode code point", BACKSLASH),
    ("lone leading surrogate", BACKSLASH),
    ("unexpected end of hex escape", BACKSLASH),
    ("invalid number", "this number is not written as JSON wants it; write it as in 20, -3 or 1.5"),
    (
        "control character",
        "a text runs over the end of its line or holds a control character; close its quotes, or write \\n or \\t",
    ),
    ("key must be a string", "a field's name must stand in double quotes; put it in quotes"),
    ("trailing comma", "a comma stands before a closing bracket; take the comma out"),
    ("trailing characters", "something follows after the end of the map; take it out, or take the file from a backup"),
];

const BACKSLASH: &str =
    "a backslash in a text is followed by something that JSON does not know; write \\\\ for a backslash itself";

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> &'static str {
        in_plain_words(&serde_json::from_str::<serde_json::Value>(text).expect_err(text))
    }

    #[test]
    fn every_kind_of_broken_json_has_its_own_words() {
        let faults = [
            (r#"{"a""#, "ends too early"),
            (r#"{"a" 1}"#, "colon"),
            ("[1 2]", "closes a list"),
            (r#"{"a": 1 "b": 2}"#, "closes a group"),
            ("[nothing]", "without quotes"),
            ("[<html>]", "a value was expected"),
            (r#"["\q"]"#, "backslash"),
            (r#"["\ud800x"]"#, "backslash"),
            (r#"["\ud800\u0041"]"#, "backslash"),
            ("[01]", "number"),
            ("[\"a\nb\"]", "end of its line"),
            ("{a: 1}", "name must stand"),
            ("[1,]", "comma stands before"),
            ("{} {}", "follows after"),
        ];
        for (text, expected) in faults {
            assert!(words(text).contains(expected), "{text}: {}", words(text));
        }
    }
}
