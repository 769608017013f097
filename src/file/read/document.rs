//! From a tree of JSON values to a map.

use std::sync::Arc;

use serde_json::Value;

use super::fields::{Context, Fields};
use super::records;
use super::report::short;
use crate::map::{Extra, FORMAT_NAME, FORMAT_VERSION, Overview, SetAside, StrategyMap};

/// The fields of a tree that is a map; of another, what it lacks.
pub(super) fn root(tree: Value) -> Result<Extra, String> {
    let Value::Object(root) = tree else {
        return Err("its outermost brackets are not { }".into());
    };
    match root.get("format") {
        Some(Value::String(format)) if format == FORMAT_NAME => Ok(root),
        Some(Value::String(format)) => Err(format!("its format is “{}” and not “headway”", short(format))),
        Some(_) => Err("its format is not the text “headway”".into()),
        None => Err("it does not say \"format\": \"headway\"".into()),
    }
}

/// Reads the whole map. What has to be set aside is collected in the context, after what the file had set aside.
pub(super) fn map(root: &Extra, context: &mut Context) -> StrategyMap {
    let mut fields = Fields::of_document(root, context);
    let (overview, mut set_aside) = overview(&mut fields);
    let mut map = StrategyMap {
        initiatives: fields.records("initiatives", records::initiative).into_iter().collect(),
        capabilities: fields.records("capabilities", records::capability).into_iter().collect(),
        indicators: fields.records("indicators", records::indicator).into_iter().collect(),
        adaptations: fields.records("adaptations", records::adaptation).into_iter().collect(),
        notes: fields.records("notes", records::note).into_iter().collect(),
        sources: fields.records("sources", records::source).into_iter().collect(),
        overview: Arc::default(),
    };
    let extra = fields.rest();
    set_aside.append(&mut context.report.set_aside);
    map.overview = Arc::new(Overview { set_aside, extra, ..overview });
    map
}

/// What is not in a list of records, and what the file had set aside.
fn overview(fields: &mut Fields<'_>) -> (Overview, Vec<SetAside>) {
    fields.get("format");
    let overview = Overview {
        version: fields.count("version").unwrap_or(FORMAT_VERSION),
        min_reader: fields.count("min_reader").unwrap_or(FORMAT_VERSION),
        title: fields.text("title"),
        organization: fields.text("organization"),
        description: fields.text("description"),
        as_of: fields.date("as_of"),
        investment_unit: fields.text("investment_unit"),
        illustrative: fields.flag("illustrative"),
        strategy: fields.object("strategy", records::strategy),
        silenced: fields.entries("silenced", records::silenced),
        ..Overview::default()
    };
    (overview, fields.list("set_aside", |_, _, entry| set_aside(entry)))
}

/// An entry that an earlier reading set aside; its texts are kept whole whatever their length.
fn set_aside(entry: &Value) -> Result<SetAside, String> {
    let odd = || "an entry of set_aside has a path and a fault, both texts, and a value".to_owned();
    let object = entry.as_object().ok_or_else(odd)?;
    let text = |name: &str| match object.get(name) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(value) => value.as_str().map(str::to_owned).ok_or_else(odd),
    };
    let is_known = |name: &str| matches!(name, "path" | "fault" | "value");
    Ok(SetAside {
        path: text("path")?,
        fault: text("fault")?,
        value: object.get("value").cloned().unwrap_or_default(),
        extra: object
            .iter()
            .filter(|(name, _)| !is_known(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    })
}

/// The lists whose entries count as items, wherever they stand.
const ITEM_LISTS: [&str; 11] = [
    "initiatives",
    "capabilities",
    "indicators",
    "adaptations",
    "notes",
    "stages",
    "serves",
    "relies_on",
    "answers",
    "observations",
    "maturity",
];

/// How many items the file holds, faulty ones among them; of a sound file as [`StrategyMap::item_count`].
pub(super) fn item_count(root: &Extra) -> usize {
    // Sources are items only here: further down, the field of that name refers to them.
    let sources = root.get("sources").and_then(Value::as_array).map_or(0, Vec::len);
    sources + items_in(root)
}

fn items_in(object: &Extra) -> usize {
    let fields = object.iter().filter(|(name, _)| ITEM_LISTS.contains(&name.as_str()));
    let lists = fields.filter_map(|(_, value)| value.as_array());
    lists.map(|list| list.len() + list.iter().filter_map(Value::as_object).map(items_in).sum::<usize>()).sum()
}

#[cfg(test)]
mod tests {
    #[test]
    fn items_are_counted_in_a_file_as_in_a_map() {
        let full = include_bytes!("../tests/full.headway.json");
        let map = crate::file::parse(full, "full").expect("opens").map;
        let tree: serde_json::Value = serde_json::from_slice(full).expect("JSON");
        assert_eq!(super::item_count(tree.as_object().expect("object")), map.item_count());
        assert!(map.item_count() > 30);
    }
}
