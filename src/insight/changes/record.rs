//! Two versions of one record, field by field.
//!
//! Records are compared as a file has them, so that no field is forgotten, known or not.

use serde_json::{Map, Value};

use super::Change;
use super::about::About;
use super::entry::{Kind, date_of, entry_words, is_illustrative, key_of, rest_of};
use super::pairing::{Mark, Pairing};
use super::told::{Names, both, is_text, label, place, value};
use crate::map::{Day, PartialDate};

/// How a field is compared.
pub(crate) enum Manner {
    /// As one value.
    Plain,
    /// As the name of its record.
    Name,
    /// As the lane of an initiative.
    Lane,
    /// As a place on the page.
    Place,
    /// As a record of its own.
    Inside(Kind),
    /// As a list of records without ids.
    Entries(Kind),
    /// As a list of ids: of what, in words.
    Ids(&'static str),
    /// As a list of texts: of what, in words.
    Texts(&'static str),
}

/// How a field of a kind of record is compared.
pub(crate) fn manner(kind: Kind, field: &str) -> Manner {
    use Kind::*;
    match (kind, field) {
        (Map | Initiative | Capability | Source, "title") | (Indicator, "name") | (Note, "text") => Manner::Name,
        (Initiative, "strategy") => Manner::Lane,
        (Initiative | Note, "position") => Manner::Place,
        (Map, "strategy") => Manner::Inside(Strategy),
        (Map, "silenced") => Manner::Entries(Silenced),
        (Map, "set_aside") => Manner::Entries(SetAside),
        (Strategy, "primary") => Manner::Entries(Primary),
        (Initiative, "stages") => Manner::Entries(Stage),
        (Initiative, "relies_on") => Manner::Entries(Link),
        (Link, "answers") => Manner::Entries(Answer),
        (Capability, "maturity") => Manner::Entries(Maturity),
        (Indicator, "observations") => Manner::Entries(Observation),
        (Initiative, "serves") => Manner::Ids("initiative served"),
        (Initiative | Capability | Adaptation | Stage | Answer | Maturity | Observation, "sources") => {
            Manner::Ids("source")
        }
        (Initiative, "technologies") => Manner::Texts("technology"),
        (Strategy, "not_doing") => Manner::Texts("not doing"),
        _ => Manner::Plain,
    }
}

/// The fields of a record.
pub(crate) type Fields = Map<String, Value>;

/// Compares the versions of one record and notes what differs.
pub(super) struct Differ<'a> {
    pub names: Names<'a>,
    pub about: About,
    pub found: &'a mut Vec<Change>,
}

impl Differ<'_> {
    /// Compares all fields. `of` says of which part of the record they are: "", or " of the stage …".
    pub fn fields(&mut self, kind: Kind, of: &str, before: &Fields, after: &Fields) {
        let gone = before.keys().filter(|field| !after.contains_key(*field));
        for field in after.keys().chain(gone) {
            let (was, is) = (before.get(field), after.get(field));
            let heads = !of.is_empty() && (field == kind.key() || Some(field.as_str()) == kind.main());
            if !heads && was.map(Value::to_string) != is.map(Value::to_string) {
                self.field(kind, of, field, (was, is), (before, after));
            }
        }
        let order = |one: &Fields, other: &Fields| -> Vec<String> {
            one.keys().filter(|field| other.contains_key(*field)).cloned().collect()
        };
        let (was, is) = (order(before, after), order(after, before));
        if was != is {
            let list = format!("the further fields{of}");
            self.note(self.about.reordered(&list, (Some(was.join(", ")), Some(is.join(", ")))));
        }
    }

    fn field(
        &mut self,
        kind: Kind,
        of: &str,
        field: &str,
        (was, is): (Option<&Value>, Option<&Value>),
        whole: (&Fields, &Fields),
    ) {
        let name = label(field) + of;
        let list = |list: Option<&Value>| list.and_then(Value::as_array).cloned().unwrap_or_default();
        match manner(kind, field) {
            Manner::Plain => self.plain(&name, field, was, is),
            Manner::Name => self.note(self.about.renamed(&name, both(was, is, |v| value(field, v)))),
            Manner::Lane => self.note(self.about.changed_lane(both(was, is, |v| value(field, v)))),
            Manner::Place => {
                let new_lane = whole.0.get("strategy") != whole.1.get("strategy");
                self.note(self.about.placed(both(was, is, place), new_lane));
            }
            Manner::Inside(kind) => {
                let fields = |v: Option<&Value>| v.and_then(Value::as_object).cloned().unwrap_or_default();
                self.fields(kind, of, &fields(was), &fields(is));
            }
            Manner::Entries(entry) => self.entries(entry, whole.1, &list(was), &list(is)),
            Manner::Ids(noun) => {
                let names = self.names;
                self.list(&format!("{noun}{of}"), &list(was), &list(is), false, |v| Some(names.of(v.as_str()?)));
            }
            Manner::Texts(noun) => {
                let told = |v: &Value| Some(value(field, v).unwrap_or_else(|| "“”".into()));
                self.list(&format!("{noun}{of}"), &list(was), &list(is), true, told);
            }
        }
    }

    fn plain(&mut self, name: &str, field: &str, was: Option<&Value>, is: Option<&Value>) {
        let words = both(was, is, |v| value(field, v));
        let holds = |v: Option<&Value>| v.map_or(Some(false), Value::as_bool);
        let change = match (holds(was), holds(is)) {
            (Some(false), Some(true)) => self.about.turned(name, words, true),
            (Some(true), Some(false)) => self.about.turned(name, words, false),
            _ => {
                let quoted = is.or(was).is_some_and(|v| is_text(field, v));
                self.about.reworded(name, words, quoted)
            }
        };
        self.note(change);
    }

    /// Compares lists of ids or of texts. A text that stands in the place of another is that one, reworded.
    fn list(
        &mut self,
        noun: &str,
        before: &[Value],
        after: &[Value],
        by_place: bool,
        told: impl Fn(&Value) -> Option<String>,
    ) {
        let same: Mark<'_> = &|_, v| Some(v.to_string());
        let there: Mark<'_> = &|at, _| by_place.then(|| at.to_string());
        let paired = Pairing::of(before, after, &[same, there]);
        for &(was, is) in &paired.pairs {
            if before[was] != after[is] {
                let words = both(Some(&before[was]), Some(&after[is]), &told);
                self.note(self.about.reworded(noun, words, true));
            }
        }
        for &is in &paired.added {
            self.note(self.listed(noun, (None, told(&after[is]))));
        }
        for &was in &paired.gone {
            self.note(self.listed(noun, (told(&before[was]), None)));
        }
        self.order(&format!("the list: {noun}"), &paired, before, after, told);
    }

    fn listed(&self, noun: &str, words: (Option<String>, Option<String>)) -> Change {
        let serves = match (noun, &words) {
            ("initiative served", (None, Some(served))) => Some(format!("{} now serves {served}", self.about.name())),
            ("initiative served", (Some(served), None)) => {
                Some(format!("{} no longer serves {served}", self.about.name()))
            }
            _ => None,
        };
        let change = self.about.part(noun, words);
        match serves {
            Some(sentence) => change.in_words(sentence),
            None => change,
        }
    }

    fn order(
        &mut self,
        list: &str,
        paired: &Pairing,
        before: &[Value],
        after: &[Value],
        told: impl Fn(&Value) -> Option<String>,
    ) {
        if !paired.is_reordered() {
            return;
        }
        let mut places: Vec<usize> = paired.pairs.iter().map(|pair| pair.1).collect();
        places.sort_unstable();
        let was = Value::Array(paired.pairs.iter().map(|pair| before[pair.0].clone()).collect());
        let is = Value::Array(places.iter().map(|&at| after[at].clone()).collect());
        let all = |list: &Value| {
            let told = list.as_array()?.iter().filter_map(&told).collect::<Vec<_>>();
            Some(told.join(" · "))
        };
        self.note(self.about.reordered(list, both(Some(&was), Some(&is), all)));
    }

    /// Compares lists of records without ids: what bears the same date or is for the same thing is the same entry, and so is what
    /// says the same of another date.
    fn entries(&mut self, kind: Kind, owner: &Fields, before: &[Value], after: &[Value]) {
        let names = self.names;
        let noun = match (kind, owner.get("capability").and_then(Value::as_str)) {
            (Kind::Answer, Some(capability)) => format!("answer of {}", names.of(capability)),
            _ => kind.noun().to_owned(),
        };
        let told = |entry: &Value| entry_words(kind, entry, names);
        let mut paired = Pairing::of(
            before,
            after,
            &[&|_, entry| Some(entry.to_string()), &|_, entry| Some(key_of(kind, entry)), &|_, entry| {
                rest_of(kind, entry)
            }],
        );
        for &(was, is) in &paired.pairs {
            self.entry(kind, &noun, &before[was], &after[is], &told);
        }
        if kind.is_series() {
            self.latest(kind, &noun, (before, after), &mut paired, &told);
        }
        for &is in &paired.added {
            let change = self.entry_change(kind, &noun, (None, told(&after[is])));
            self.note(change.marked(is_illustrative(&after[is])).dated(date_of(kind, &after[is])));
        }
        for &was in &paired.gone {
            let change = self.entry_change(kind, &noun, (told(&before[was]), None));
            self.note(change.marked(is_illustrative(&before[was])));
        }
        self.order(&format!("the list: {noun}"), &paired, before, after, told);
    }

    /// The versions of one entry.
    fn entry(
        &mut self,
        kind: Kind,
        noun: &str,
        before: &Value,
        after: &Value,
        told: &dyn Fn(&Value) -> Option<String>,
    ) {
        let head =
            |entry: &Value| (entry.get(kind.key()).cloned(), kind.main().and_then(|main| entry.get(main)).cloned());
        if head(before) != head(after) {
            let change = self.entry_change(kind, noun, both(Some(before), Some(after), told));
            self.note(change.marked(is_illustrative(after)).dated(date_of(kind, after)));
        }
        if let (Some(before), Some(fields)) = (before.as_object(), after.as_object()) {
            let of = match kind {
                Kind::Link => format!(" of the link to {}", told(after).unwrap_or_default()),
                _ => format!(" of the {noun} {}", told(after).unwrap_or_default()),
            };
            self.fields(kind, &of, before, fields);
        }
    }

    /// Where another entry has become the last of a series, or the last is gone, that is what holds now and what held before.
    fn latest(
        &mut self,
        kind: Kind,
        noun: &str,
        (before, after): (&[Value], &[Value]),
        paired: &mut Pairing,
        told: &dyn Fn(&Value) -> Option<String>,
    ) {
        let last = |list: &[Value]| {
            let day = |at: &usize| date_of(kind, &list[*at]).map_or(Day(i32::MIN), PartialDate::start);
            (0..list.len()).max_by_key(day)
        };
        let (Some(was), Some(is)) = (last(before), last(after)) else { return };
        let is_another = paired.gone.contains(&was) || paired.added.contains(&is);
        if !is_another || told(&before[was]) == told(&after[is]) {
            return;
        }
        paired.gone.retain(|at| *at != was);
        paired.added.retain(|at| *at != is);
        let change = self.entry_change(kind, noun, both(Some(&before[was]), Some(&after[is]), told));
        self.note(change.marked(is_illustrative(&after[is])).dated(date_of(kind, &after[is])));
    }

    fn entry_change(&self, kind: Kind, noun: &str, words: (Option<String>, Option<String>)) -> Change {
        let name = self.about.name();
        let relies = match (kind, &words) {
            (Kind::Link, (None, Some(to))) => Some(format!("{name} now relies on {to}")),
            (Kind::Link, (Some(to), None)) => Some(format!("{name} no longer relies on {to}")),
            (Kind::Link, (Some(from), Some(to))) => Some(format!("{name} relies on {to} instead of {from}")),
            _ => None,
        };
        let change = self.about.part(noun, words);
        match relies {
            Some(sentence) => change.in_words(sentence),
            None => change,
        }
    }

    fn note(&mut self, change: Change) {
        self.found.push(change);
    }
}
