//! The fields of one object of a file, each read as what it should be, with faults reported on the way.

use serde_json::Value;

use super::MAX_TEXT;
use super::ids::{Ids, Kind};
use super::place::Place;
use super::report::{LEFT_OUT, Report, short};
use crate::map::{Extra, Id, POSITION_LIMIT, PartialDate, Position, Spot};

/// What reading needs beside the object at hand.
pub(super) struct Context {
    /// Faults so far.
    pub(super) report: Report,
    /// Which record a written id means.
    pub(super) ids: Ids,
    /// Whether links may lead to records that are not in the file, as on a clipboard.
    pub(super) may_dangle: bool,
}

/// One object of the file. Every field that was asked for counts as known; the rest is [`Fields::rest`].
pub(super) struct Fields<'a> {
    object: &'a Extra,
    place: Place<'a>,
    title: &'a str,
    known: Vec<&'static str>,
    context: &'a mut Context,
}

/// Why an entry of a list is of no use at all: a clause for the user.
pub(super) type Useless = String;

impl<'a> Fields<'a> {
    /// The whole document.
    pub(super) fn of_document(object: &'a Extra, context: &'a mut Context) -> Self {
        Self { object, place: Place::Root, title: "", known: Vec::new(), context }
    }

    /// The fields that nobody asked for, in their order.
    pub(super) fn rest(&self) -> Extra {
        let unknown = self.object.iter().filter(|(name, _)| !self.known.contains(&name.as_str()));
        unknown.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// A field that is present; null counts as absent.
    pub(super) fn get(&mut self, name: &'static str) -> Option<&'a Value> {
        self.known.push(name);
        // Objects have few fields: to look at each takes less than to work out a hash.
        let (_, value) = self.object.iter().find(|(field, _)| *field == name)?;
        (!value.is_null()).then_some(value)
    }

    /// A text, empty where it is absent.
    pub(super) fn text(&mut self, name: &'static str) -> String {
        let here = self.place;
        let text = self.read(name, |value| value.as_str().ok_or_else(|| expected("a text", value)));
        text.map(|text| self.shortened(Place::Field(&here, name), text)).unwrap_or_default()
    }

    /// A text that every item has; its absence is reported.
    pub(super) fn needed_text(&mut self, name: &'static str) -> String {
        if self.get(name).is_none() {
            let path = Place::Field(&self.place, name).to_string();
            self.context.report.tell(path, self.title, format!("the {name} is missing; it is empty now"));
        }
        self.text(name)
    }

    /// A word without which the entry is of no use.
    pub(super) fn needed_word(&mut self, name: &'static str) -> Result<String, Useless> {
        let word = self.get(name).and_then(Value::as_str).filter(|word| !word.is_empty() && !is_too_long(word));
        word.map(str::to_owned).ok_or_else(|| format!("the {name} is missing"))
    }

    /// A mark, false where it is absent.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        self.read(name, |value| value.as_bool().ok_or_else(|| expected("true or false", value))).unwrap_or(false)
    }

    /// A date of an item that is of use without it.
    pub(super) fn date(&mut self, name: &'static str) -> Option<PartialDate> {
        self.read(name, date)
    }

    /// The date of an entry in a series. Without it the entry would always have held, so a faulty one spoils the entry.
    pub(super) fn series_date(&mut self, name: &'static str) -> Result<Option<PartialDate>, Useless> {
        self.get(name).map(date).transpose()
    }

    /// A date without which the entry is of no use.
    pub(super) fn needed_date(&mut self, name: &'static str) -> Result<PartialDate, Useless> {
        self.series_date(name)?.ok_or_else(|| format!("the {name} is missing"))
    }

    /// A number, exactly as it stands.
    pub(super) fn number(&mut self, name: &'static str) -> Option<f64> {
        self.read(name, number)
    }

    /// A number without which the entry is of no use.
    pub(super) fn needed_number(&mut self, name: &'static str) -> Result<f64, Useless> {
        self.get(name).map(number).transpose()?.ok_or_else(|| format!("the {name} is missing"))
    }

    /// A whole number that is not negative.
    pub(super) fn count(&mut self, name: &'static str) -> Option<u32> {
        self.read(name, |value| whole(value).ok_or_else(|| expected("a whole number that is not negative", value)))
    }

    /// A whole number from 1 to `most`, without which the entry is of no use.
    pub(super) fn needed_level(&mut self, name: &'static str, most: u8) -> Result<u8, Useless> {
        let value = self.get(name).ok_or_else(|| format!("the {name} is missing"))?;
        let level = whole(value).and_then(|level| u8::try_from(level).ok()).filter(|level| (1..=most).contains(level));
        level.ok_or_else(|| format!("the {name} {} is not one of 1 to {most}", short(&value.to_string())))
    }

    /// One of a closed list, by its name in a file.
    pub(super) fn choice<T: Copy>(&mut self, name: &'static str, all: &[T], key: fn(T) -> &'static str) -> Option<T> {
        self.read(name, |value| choice(value, all, key))
    }

    /// One of a closed list, without which the entry is of no use.
    pub(super) fn needed_choice<T: Copy>(
        &mut self,
        name: &'static str,
        all: &[T],
        key: fn(T) -> &'static str,
    ) -> Result<T, Useless> {
        let value = self.get(name).ok_or_else(|| format!("the {name} is missing"))?;
        choice(value, all, key)
    }

    /// One of a closed list that every item has: where it is missing or unknown, `otherwise` with a report.
    pub(super) fn choice_or<T: Copy>(
        &mut self,
        name: &'static str,
        all: &[T],
        key: fn(T) -> &'static str,
        otherwise: T,
    ) -> T {
        match self.needed_choice(name, all, key) {
            Ok(chosen) => chosen,
            Err(fault) => {
                self.keep(name, fault, &format!("; it was set to {}", key(otherwise)));
                otherwise
            }
        }
    }

    /// The place of a card or note. A coordinate that cannot be used becomes 0, one too far out the limit.
    pub(super) fn position(&mut self, name: &'static str) -> Option<Spot> {
        let object = self.read(name, |value| value.as_object().ok_or_else(|| expected("a position", value)))?;
        let mut fields = self.inner(name, object);
        let position = Position { x: fields.coordinate("x"), y: fields.coordinate("y") };
        Some(Spot { at: position.as_written(), extra: fields.rest() })
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, name: &'static str) -> Vec<String> {
        self.list(name, |fields, place, entry| {
            let text = entry.as_str().ok_or_else(|| expected("a text", entry))?;
            Ok(fields.shortened(place, text))
        })
    }

    /// The id of a record, which [`super::ids::settle`] has made sure of.
    pub(super) fn id(&mut self) -> Id {
        self.get("id").and_then(Value::as_str).map(Id::new).unwrap_or_default()
    }

    /// An id that refers to any record, or to none that exists.
    pub(super) fn loose_reference(&mut self, name: &'static str) -> Option<Id> {
        self.read(name, |value| value.as_str().map(Id::new).ok_or_else(|| expected("an id", value)))
    }

    /// The id of a record that has to exist, without which the entry is of no use.
    pub(super) fn needed_reference(&mut self, name: &'static str, kind: Kind) -> Result<Id, Useless> {
        let value = self.get(name).ok_or_else(|| format!("the {name} is missing"))?;
        self.reference(kind, value)
    }

    /// Ids of records that have to exist, each of which `accept` lets pass or not.
    pub(super) fn references(
        &mut self,
        name: &'static str,
        kind: Kind,
        mut accept: impl FnMut(&Id) -> Result<(), Useless>,
    ) -> Vec<Id> {
        self.list(name, |fields, _, entry| {
            let id = fields.reference(kind, entry)?;
            accept(&id).map(|()| id)
        })
    }

    /// Ids of sources; one that does not exist is left as it stands.
    pub(super) fn sources(&mut self) -> Vec<Id> {
        self.list("sources", |fields, _, entry| {
            let written = entry.as_str().ok_or_else(|| expected("the id of a source", entry))?;
            Ok(fields.context.ids.find(Kind::Source, written).cloned().unwrap_or_else(|| Id::new(written)))
        })
    }

    /// A list of objects. An entry that is of no use is set aside as a whole.
    pub(super) fn entries<T>(
        &mut self,
        name: &'static str,
        mut read: impl FnMut(&mut Fields<'_>) -> Result<T, Useless>,
    ) -> Vec<T> {
        self.list(name, |fields, place, entry| {
            let object = entry.as_object().ok_or_else(|| expected("a group of fields in braces", entry))?;
            let title = if fields.title.is_empty() { title_of(object) } else { fields.title };
            let context = &mut *fields.context;
            read(&mut Fields { object, place, title, known: Vec::new(), context })
        })
    }

    /// A list of records, each of which is of use whatever is wrong with its fields.
    pub(super) fn records<T>(&mut self, name: &'static str, read: impl Fn(&mut Fields<'_>) -> T) -> Vec<T> {
        self.entries(name, |fields| Ok(read(fields)))
    }

    /// An object that stands in a field; absent where the field is.
    pub(super) fn object<T: Default>(&mut self, name: &'static str, read: impl FnOnce(&mut Fields<'_>) -> T) -> T {
        let object =
            self.read(name, |value| value.as_object().ok_or_else(|| expected("a group of fields in braces", value)));
        object.map(|object| read(&mut self.inner(name, object))).unwrap_or_default()
    }

    /// The entries of a list, with those set aside of which `read` can make nothing.
    pub(super) fn list<T>(
        &mut self,
        name: &'static str,
        mut read: impl FnMut(&mut Self, Place<'_>, &'a Value) -> Result<T, Useless>,
    ) -> Vec<T> {
        let Some(entries) = self.read(name, |value| value.as_array().ok_or_else(|| expected("a list", value))) else {
            return Vec::new();
        };
        let here = self.place;
        let list = Place::Field(&here, name);
        let mut result = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let place = Place::Entry(&list, index);
            match read(self, place, entry) {
                Ok(value) => result.push(value),
                Err(fault) => self.context.report.keep(&place, self.title, fault, LEFT_OUT, entry),
            }
        }
        result
    }

    fn inner<'b>(&'b mut self, name: &'static str, object: &'b Extra) -> Fields<'b> {
        let place = Place::Field(&self.place, name);
        Fields { object, place, title: self.title, known: Vec::new(), context: self.context }
    }

    /// What `read` makes of a field; where it cannot, the field is left out with a report.
    fn read<T>(&mut self, name: &'static str, read: impl FnOnce(&'a Value) -> Result<T, String>) -> Option<T> {
        let value = self.get(name)?;
        match read(value) {
            Ok(read) => Some(read),
            Err(fault) => {
                self.keep(name, fault, LEFT_OUT);
                None
            }
        }
    }

    fn keep(&mut self, name: &'static str, fault: String, remedy: &str) {
        let original = self.object.get(name).unwrap_or(&Value::Null);
        self.context.report.keep(&Place::Field(&self.place, name), self.title, fault, remedy, original);
    }

    fn reference(&self, kind: Kind, value: &Value) -> Result<Id, Useless> {
        let written = value.as_str().ok_or_else(|| expected("an id", value))?;
        match self.context.ids.find(kind, written) {
            Some(id) => Ok(id.clone()),
            None if self.context.may_dangle => Ok(Id::new(written)),
            None => Err(format!("there is no item “{}” to lead to", short(written))),
        }
    }

    fn coordinate(&mut self, name: &'static str) -> f64 {
        let Some(value) = self.get(name) else {
            let path = Place::Field(&self.place, name).to_string();
            self.context.report.tell(path, self.title, "the coordinate is missing; it was set to 0".into());
            return 0.0;
        };
        let Some(coordinate) = as_float(value) else {
            self.keep(name, expected("a number", value), "; it was set to 0");
            return 0.0;
        };
        if coordinate.abs() > POSITION_LIMIT {
            // Not the limit: out there nobody would find the card, and the page would be a stripe.
            let fault = format!("the coordinate {} is beyond ±10,000,000", short(&bare(value)));
            self.keep(name, fault, " and was set to 0");
            return 0.0;
        }
        coordinate
    }

    fn shortened(&mut self, place: Place<'_>, text: &str) -> String {
        if !is_too_long(text) {
            return text.to_owned();
        }
        let fault = "the text is longer than 10,000 characters".to_owned();
        self.context.report.keep(&place, self.title, fault, " and was cut there", &Value::from(text));
        text.chars().take(MAX_TEXT).collect()
    }
}

/// Whether a text has more than [`MAX_TEXT`] characters.
pub(super) fn is_too_long(text: &str) -> bool {
    text.len() > MAX_TEXT && text.chars().nth(MAX_TEXT).is_some()
}

/// What a record calls itself, for reports; empty where it does not say.
pub(super) fn title_of(record: &Extra) -> &str {
    let names = ["title", "name", "text", "change", "trigger"];
    names.iter().filter_map(|name| record.get(*name)?.as_str()).find(|title| !title.is_empty()).unwrap_or_default()
}

fn expected(what: &str, found: &Value) -> String {
    let found = match found {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a group of fields",
    };
    format!("{what} belongs here, not {found}")
}

fn date(value: &Value) -> Result<PartialDate, String> {
    let text = value.as_str().ok_or_else(|| expected("a date in quotes, as in \"2012\" or \"2012-05-08\",", value))?;
    // Shortened first, because the sentence about a faulty date quotes it.
    short(text).parse().map_err(|error: crate::map::DateError| error.to_string())
}

fn number(value: &Value) -> Result<f64, String> {
    let float = as_float(value).ok_or_else(|| expected("a number", value))?;
    if value.is_string() {
        return Err(format!("the number {} is too large to be used", short(&bare(value))));
    }
    let is_exact = value.as_i64().is_none_or(|whole| i128::from(whole) == float as i128)
        && value.as_u64().is_none_or(|whole| i128::from(whole) == float as i128);
    if is_exact { Ok(float) } else { Err(format!("the number {value} has more digits than can be kept")) }
}

/// A number as a float, also one that [`super::json`] kept as text because it is too large.
fn as_float(value: &Value) -> Option<f64> {
    let is_large = |float: &f64| float.abs() > i64::MAX as f64;
    // The last digit tells 1e999 from "infinity", which Rust reads as a float too.
    let large = || value.as_str().filter(|text| text.ends_with(|c: char| c.is_ascii_digit()))?.parse().ok();
    value.as_f64().or_else(|| large().filter(is_large))
}

/// A value as it is written, a text without its quotes.
fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A whole number, also where it is written with a fraction of zero.
fn whole(value: &Value) -> Option<u32> {
    let float = value.as_f64().filter(|float| float.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(float))?;
    Some(float as u32)
}

fn choice<T: Copy>(value: &Value, all: &[T], key: fn(T) -> &'static str) -> Result<T, String> {
    let text = value.as_str().ok_or_else(|| expected("a text", value))?;
    all.iter().copied().find(|one| key(*one) == text).ok_or_else(|| {
        let keys: Vec<&str> = all.iter().map(|one| key(*one)).collect();
        format!("“{}” is not one of {}", short(text), keys.join(", "))
    })
}
