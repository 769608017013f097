//! Values of a file in words.

use serde_json::Value;

use super::super::words::number;
use crate::map::{
    Answer, Backbone, CAPABILITY_KINDS, Desired, Id, IndicatorKind, PartialDate, Qualifier, Stage, StrategyKind,
    StrategyMap, TECHNOLOGIES, Timing, steers_direction,
};

/// The field of a place on the page.
pub(crate) const PLACE: &str = "place";

/// How the field of an order begins.
pub(crate) const ORDER: &str = "order of ";

/// How long a text in a sentence may be.
const SHORT: usize = 90;

/// The names of what both maps refer to.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    pub before: &'a StrategyMap,
    pub after: &'a StrategyMap,
}

impl Names<'_> {
    /// What an item is called: now, or before where it is gone, or else its id.
    pub fn of(&self, id: &str) -> String {
        let id = Id::new(id);
        let title = |map: &StrategyMap| {
            let capability = || map.capabilities.get(&id).map(|capability| &capability.title);
            let source = || map.sources.get(&id).map(|source| &source.title);
            let indicator = || map.indicator(&id).map(|indicator| &indicator.name);
            let initiative = map.initiatives.get(&id).map(|initiative| &initiative.title);
            let title = initiative.or_else(capability).or_else(source).or_else(indicator)?.trim();
            (!title.is_empty()).then(|| title.to_owned())
        };
        title(self.after).or_else(|| title(self.before)).unwrap_or_else(|| id.to_string())
    }
}

/// What was and what is, in words; where the words are the same and the values are not, as they stand in the file.
pub(crate) fn both(
    before: Option<&Value>,
    after: Option<&Value>,
    told: impl Fn(&Value) -> Option<String>,
) -> (Option<String>, Option<String>) {
    let words = (before.and_then(&told), after.and_then(&told));
    if words.0 == words.1 { (before.map(Value::to_string), after.map(Value::to_string)) } else { words }
}

/// The value of a field in words; nothing where it says nothing.
pub(crate) fn value(field: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(holds) => holds.then(|| "yes".to_owned()),
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(named(field, text).unwrap_or_else(|| text.clone())),
        Value::Number(figure) => Some(figure.as_f64().map_or_else(|| figure.to_string(), number)),
        other => Some(other.to_string()),
    }
}

/// A place on the page: to the right and down, in page units.
pub(crate) fn place(spot: &Value) -> Option<String> {
    let coordinate = |axis: &str| spot.get(axis).and_then(Value::as_f64).map(number);
    Some(format!("{} / {}", coordinate("x")?, coordinate("y")?))
}

/// Whether a value is a text in somebody's own words, and no name of a closed list and no date.
pub(super) fn is_text(field: &str, value: &Value) -> bool {
    value.as_str().is_some_and(|text| named(field, text).is_none())
}

/// The name on the screen of what a closed list has, and dates for people.
fn named(field: &str, key: &str) -> Option<String> {
    let name = match field {
        "strategy" => StrategyKind::ALL.into_iter().find(|kind| kind.key() == key).map(StrategyKind::name),
        "backbone" => Backbone::ALL.into_iter().find(|backbone| backbone.key() == key).map(Backbone::name),
        "stage" => Stage::ALL.into_iter().find(|stage| stage.key() == key).map(Stage::name),
        "answer" => Answer::ALL.into_iter().find(|answer| answer.key() == key).map(Answer::name),
        "desired" => Desired::ALL.into_iter().find(|desired| desired.key() == key).map(Desired::name),
        "timing" => Timing::ALL.into_iter().find(|timing| timing.key() == key).map(Timing::name),
        "qualifier" => Qualifier::ALL.into_iter().find(|qualifier| qualifier.key() == key).map(Qualifier::name),
        "kind" if let Some((_, name)) = CAPABILITY_KINDS.iter().find(|(known, _)| *known == key) => {
            return Some(name.to_lowercase());
        }
        "technologies" if TECHNOLOGIES.contains(&key) => return Some(key.replace('_', " ")),
        "kind" => IndicatorKind::ALL.into_iter().find(|kind| kind.key() == key).map(IndicatorKind::name),
        "since" | "on" | "date" | "due" | "as_of" => return key.parse::<PartialDate>().ok().map(PartialDate::in_words),
        _ => None,
    };
    name.map(str::to_owned)
}

/// The name of a field on the screen.
pub(crate) fn label(field: &str) -> String {
    match field {
        "as_of" => "day of the map".into(),
        "version" => "version of the format".into(),
        "min_reader" => "oldest version that can read it".into(),
        "it_owner" => "IT owner".into(),
        "direction" => "strategic direction".into(),
        "desired" => "desired direction".into(),
        "silenced" => "silenced check".into(),
        "set_aside" => "part set aside".into(),
        "url" => "address".into(),
        other => other.replace('_', " "),
    }
}

/// A text with a capital letter at its start.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text on one line, with nothing that would disturb the words around it, short enough for a sentence: cut between words.
pub(crate) fn short(text: &str) -> String {
    let stray = |c: char| c.is_whitespace() || c.is_control() || steers_direction(c);
    let line = text.split(stray).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = line.char_indices().nth(SHORT) else { return line };
    let end = line[..cut].rfind(' ').filter(|end| *end > cut / 2).unwrap_or(cut);
    format!("{} …", line[..end].trim_end_matches([' ', ',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words_and_whole_letters() {
        assert_eq!(short("  two\n words "), "two words");
        assert_eq!(short("one\u{1b}[31m \u{202E}two"), "one [31m two");
        let cut = short(&"ünï ".repeat(60));
        assert!(cut.ends_with("ünï …") && cut.chars().count() <= SHORT + 2, "{cut}");
        assert_eq!(short(&"é".repeat(200)).chars().count(), SHORT + 2);
    }
}
