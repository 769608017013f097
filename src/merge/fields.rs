//! Three versions of one record, field by field.

use serde_json::Value;

use super::conflict::{Choices, Conflict, ConflictId, Side};
use super::order::order;
use super::version::{are_same, is_same};
use crate::insight::shape::{About, Both, Fields, Kind, Manner, Names, both, entry_words, label, manner, place, value};

/// Where in a record something stands.
pub(super) struct Spot<'a> {
    /// What kind of record, or part of one, has the fields.
    pub kind: Kind,
    /// The part in words: "", or " of the stage …".
    pub of: &'a str,
    /// The part as a path that names conflicts.
    pub path: &'a str,
    /// Of an entry: what it is called, and the whole of it as both sides have it.
    pub entry: Option<(&'a str, &'a Value, &'a Value)>,
}

/// Puts the versions of one record together and notes where they conflict.
pub(super) struct Weigher<'a> {
    pub names: Names<'a>,
    pub choices: &'a Choices,
    pub about: About,
    pub conflicts: &'a mut Vec<Conflict>,
}

impl Weigher<'_> {
    /// The fields of one record out of three versions of them.
    pub fn fields(&mut self, spot: &Spot<'_>, base: &Fields, ours: &Fields, theirs: &Fields) -> Fields {
        if are_same(ours, theirs) || are_same(theirs, base) {
            return ours.clone();
        }
        if are_same(ours, base) {
            return theirs.clone();
        }
        let mut names: Vec<&String> = ours.keys().collect();
        names.extend(theirs.keys().filter(|name| !ours.contains_key(*name)));
        names.extend(base.keys().filter(|name| !ours.contains_key(*name) && !theirs.contains_key(*name)));
        // Key and main word of an entry are one thing to whoever reads it: where both are in dispute they are so once.
        let mut disputed_head = None;
        let values: Vec<Option<Value>> = names
            .iter()
            .map(|name| {
                let versions = [base.get(*name), ours.get(*name), theirs.get(*name)];
                self.field(spot, name, versions, &mut disputed_head)
            })
            .collect();
        let tokens = |fields: &Fields| -> Vec<usize> {
            fields.keys().filter_map(|field| names.iter().position(|name| *name == field)).collect()
        };
        let keep: Vec<bool> = values.iter().map(Option::is_some).collect();
        let ordered = order([&tokens(base), &tokens(ours), &tokens(theirs)], &keep, Side::Ours);
        let mut values = values;
        let taken = ordered.order.into_iter().filter_map(|at| Some((names[at].clone(), values[at].take()?)));
        taken.collect()
    }

    fn field(
        &mut self,
        spot: &Spot<'_>,
        name: &str,
        [base, ours, theirs]: [Option<&Value>; 3],
        disputed_head: &mut Option<Side>,
    ) -> Option<Value> {
        let same = |one: Option<&Value>, other: Option<&Value>| match (one, other) {
            (Some(one), Some(other)) => is_same(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        if same(ours, theirs) || same(theirs, base) {
            return ours.cloned();
        }
        if same(ours, base) {
            return theirs.cloned();
        }
        let path = format!("{}/{name}", spot.path);
        let list = |list: Option<&Value>| list.and_then(Value::as_array).map_or(&[][..], Vec::as_slice).to_vec();
        let lists = || [list(base), list(ours), list(theirs)];
        match manner(spot.kind, name) {
            Manner::Inside(kind) => {
                let none = Fields::new();
                let fields =
                    |value: Option<&'_ Value>| value.and_then(Value::as_object).cloned().unwrap_or(none.clone());
                let inner = Spot { kind, of: spot.of, path: &path, entry: None };
                Some(Value::Object(self.fields(&inner, &fields(base), &fields(ours), &fields(theirs))))
            }
            Manner::Entries(kind) => {
                let link = spot.entry.filter(|_| kind == Kind::Answer).map(|entry| entry.1);
                let noun = match link.and_then(|link| entry_words(Kind::Link, link, self.names)) {
                    Some(capability) => format!("answer of {capability}"),
                    None => kind.noun().to_owned(),
                };
                Some(Value::Array(self.entries(kind, &noun, &path, &lists())))
            }
            Manner::Ids(noun) => {
                Some(Value::Array(self.atoms(&format!("{noun}{}", spot.of), name, &path, &lists(), false)))
            }
            Manner::Texts(noun) => {
                Some(Value::Array(self.atoms(&format!("{noun}{}", spot.of), name, &path, &lists(), true)))
            }
            _ if spot.kind == Kind::Map && matches!(name, "version" | "min_reader") => {
                // Whoever can read the newer can read the older too.
                [ours, theirs].into_iter().flatten().max_by_key(|version| version.as_u64()).cloned()
            }
            manner => self.dispute(spot, name, path, &manner, [ours, theirs], disputed_head),
        }
    }

    /// Both sides say something else: one of them it is.
    fn dispute(
        &mut self,
        spot: &Spot<'_>,
        name: &str,
        path: String,
        manner: &Manner,
        [ours, theirs]: [Option<&Value>; 2],
        disputed_head: &mut Option<Side>,
    ) -> Option<Value> {
        let head = spot.entry.filter(|_| name == spot.kind.key() || Some(name) == spot.kind.main());
        let side = match (head, *disputed_head) {
            (Some(_), Some(side)) => side,
            (Some((noun, our_entry, their_entry)), None) => {
                let words = both(Some(our_entry), Some(their_entry), |entry| entry_words(spot.kind, entry, self.names));
                let side = self.conflict(path, noun.to_owned(), words);
                *disputed_head = Some(side);
                side
            }
            (None, _) => {
                let words =
                    both(ours, theirs, |v| if matches!(manner, Manner::Place) { place(v) } else { value(name, v) });
                let field = if matches!(manner, Manner::Place) { "place".into() } else { label(name) + spot.of };
                self.conflict(path, field, words)
            }
        };
        let chosen = if side == Side::Ours { ours } else { theirs };
        chosen.cloned()
    }

    /// Notes a conflict, and says which side it is to be.
    pub fn conflict(&mut self, path: String, field: String, words: Both) -> Side {
        let id = ConflictId(path);
        let side = self.choices.get(&id).copied().unwrap_or(Side::Ours);
        self.conflicts.push(Conflict::of_field(id, &self.about, field, words, side));
        side
    }
}
