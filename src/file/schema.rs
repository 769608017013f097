//! The JSON Schema of the file format, derived from the types of the map.

use serde_json::{Value, json};

use super::document::Document;

/// The schema (JSON Schema, draft 2020-12). Unknown fields are allowed everywhere.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Document<'_>);
    // The derivation requires whatever is always written; a reader gets by with less.
    schema.insert("required".into(), json!(["format"]));
    schema.to_value()
}

/// The schema as the text of a file, with a final newline.
pub fn schema_text() -> String {
    format!("{:#}\n", schema())
}
