//! What holds of every merge, tried on maps changed at random.
//!
//! Nothing here asks the merge how it went about it: the maps are compared as the files they are.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};

use super::{full, map, small, tree};
use crate::file::{parse, to_bytes};
use crate::insight::changes;
use crate::map::StrategyMap;
use crate::merge::pass::{merged, merged_of_two};
use crate::merge::{Choices, Merged, Side, merge_of_two, merge_with};
use crate::random_edits::{Edit, apply, edits};

/// How many cases a run of the suite tries.
const CASES: u32 = 5_000;

/// The variable that asks for more of them.
const MORE: &str = "HEADWAY_MERGE_CASES";

/// What happened to a map: before both sides parted, on ours, on both alike, and on theirs.
type Story = (bool, [Vec<Edit>; 4]);

fn story() -> impl Strategy<Value = Story> {
    (prop::bool::weighted(0.05), [edits(), edits(), edits(), edits()])
}

fn versions((is_full, [before, ours, both, theirs]): &Story) -> [StrategyMap; 3] {
    let mut base = if *is_full { full() } else { small() };
    before.iter().for_each(|edit| apply(&mut base, edit));
    let side = |edits: &[Edit]| {
        let mut tree = base.clone();
        // Only some stories have anything that both did alike.
        let alike = if both.len() > 3 { &both[..] } else { &[] };
        alike.iter().chain(edits).for_each(|edit| apply(&mut tree, edit));
        tree
    };
    let readable = |tree: &Value| parse(tree.to_string().as_bytes(), "edited").map(|loaded| loaded.map);
    let first = readable(&base).unwrap_or_else(|_| map(&small()));
    let [ours, theirs] = [side(ours), side(theirs)].map(|tree| readable(&tree).unwrap_or_else(|_| first.clone()));
    [first, ours, theirs]
}

#[test]
fn merging_loses_nothing_silently_and_always_gives_a_sound_map() {
    let cases = std::env::var(MORE).ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(cases) });
    if let Err(error) = runner.run(&story(), |story| all_hold(&story)) {
        panic!("{error}");
    }
}

#[test]
fn a_word_that_one_side_took_out_and_put_in_elsewhere_is_not_looked_for_where_it_was() {
    let both = vec![
        Edit::Remove(52, 0),
        Edit::Delete(15, 0),
        Edit::Set(91, json!("2012-03")),
        Edit::Set(2109, json!({ "a": 1, "b": "" })),
    ];
    let ours = vec![Edit::Set(913, json!("2012-03")), Edit::Add(0, 8)];
    let theirs = vec![Edit::Add(1, 2), Edit::Delete(42, 29)];
    all_hold(&(true, [vec![], ours, both, theirs])).expect("every law holds");
}

fn all_hold(story: &Story) -> Result<(), TestCaseError> {
    let [base, ours, theirs] = versions(story);
    identities(&base, &ours, &theirs)?;
    let one = merged(&base, &ours, &theirs, &Choices::new());
    sound(&one)?;
    nothing_lost(&base, &ours, &theirs, &one)?;
    let other = merged(&base, &theirs, &ours, &Choices::new());
    mirrored(&one, &other)?;
    chosen(&base, &ours, &theirs, &one)
}

/// One side alone has the last word where the other has done nothing, or the same.
fn identities(base: &StrategyMap, ours: &StrategyMap, theirs: &StrategyMap) -> Result<(), TestCaseError> {
    for (versions, expected) in [([base, ours, base], ours), ([base, base, theirs], theirs), ([base, ours, ours], ours)]
    {
        let [base, ours, theirs] = versions;
        let merged = merged(base, ours, theirs, &Choices::new());
        prop_assert_eq!(&merged.map, expected);
        prop_assert!(merged.conflicts.is_empty() && merged.renamed.is_empty() && merged.repairs.is_empty());
    }
    Ok(())
}

/// What is merged is a map that opens as it was saved, with nothing to repair.
fn sound(merged: &Merged) -> Result<(), TestCaseError> {
    let bytes = to_bytes(&merged.map).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let again = parse(&bytes, "merged").map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(again.repairs, vec![]);
    prop_assert_eq!(&again.map, &merged.map);
    prop_assert!(merged.conflicts.iter().all(|conflict| !conflict.words().trim().is_empty()));
    prop_assert!(merged.conflicts.iter().all(|conflict| conflict.ours != conflict.theirs));
    Ok(())
}

/// The other way round there are as many conflicts about the same; and without any, the same is in both maps.
fn mirrored(one: &Merged, other: &Merged) -> Result<(), TestCaseError> {
    if !one.renamed.is_empty() || !one.repairs.is_empty() {
        return Ok(());
    }
    let subjects = |merged: &Merged| {
        let mut subjects: Vec<_> = merged.conflicts.iter().map(|c| (c.subject, c.item.clone())).collect();
        subjects.sort();
        subjects
    };
    prop_assert_eq!(subjects(one), subjects(other));
    if one.conflicts.is_empty() {
        let different = changes(&one.map, &other.map);
        let told: Vec<&str> = different.iter().filter(|change| !change.is_layout()).map(|c| c.words()).collect();
        prop_assert!(told.is_empty(), "{told:#?}");
    }
    Ok(())
}

#[test]
fn merging_without_a_common_version_keeps_what_either_has_and_tells_what_differs() {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(CASES / 5) });
    let tried = runner.run(&story(), |story| {
        let [_, ours, theirs] = versions(&story);
        let same = merged_of_two(&ours, &ours, &Choices::new());
        prop_assert_eq!(&same.map, &ours);
        prop_assert!(same.conflicts.is_empty() && same.renamed.is_empty() && same.repairs.is_empty());
        let one = merge_of_two(&ours, &theirs, &Choices::new());
        sound(&one)?;
        mirrored(&one, &merge_of_two(&theirs, &ours, &Choices::new()))?;
        all_of_both(&ours, &theirs, &one)?;
        let choices: Choices = one.conflicts.iter().map(|conflict| (conflict.id.clone(), Side::Theirs)).collect();
        let other = merge_of_two(&ours, &theirs, &choices);
        sound(&other)?;
        prop_assert!(other.conflicts.iter().all(|conflict| conflict.kept == Side::Theirs));
        theirs_where_chosen(&theirs, &other)
    });
    if let Err(error) = tried {
        panic!("{error}");
    }
}

/// Every record of either side is there once, with every field that only one side has, that both have alike, or that is in dispute as
/// ours has it.
fn all_of_both(ours: &StrategyMap, theirs: &StrategyMap, merged: &Merged) -> Result<(), TestCaseError> {
    if !merged.renamed.is_empty() || !merged.repairs.is_empty() {
        return Ok(());
    }
    let [ours, theirs, result] = [ours, theirs, &merged.map].map(records);
    prop_assert_eq!(result.len(), ours.keys().chain(theirs.keys().filter(|key| !ours.contains_key(*key))).count());
    for (key, is) in &result {
        let versions = [ours.get(key), theirs.get(key)];
        let names: std::collections::BTreeSet<&String> = versions.iter().flatten().flat_map(|f| f.keys()).collect();
        for name in names {
            let [mine, other] = versions.map(|version| version.and_then(|fields| fields.get(name)));
            let told = || merged.conflicts.iter().any(|c| c.item.as_ref().map_or("", |id| id.as_str()) == key.1);
            match (mine, other) {
                // Of the map itself also what a file leaves out is a value.
                (Some(one), None) | (None, Some(one)) => {
                    prop_assert!(is.get(name) == Some(one) || key.0.is_empty() && told(), "{:?} {}", key, name)
                }
                (Some(mine), Some(other)) if mine == other => prop_assert_eq!(is.get(name), Some(mine)),
                (Some(Value::Array(mine)), Some(Value::Array(other))) if !told() => {
                    let merged = is.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
                    let [mine, other, merged] = [mine, other, &merged].map(|list| {
                        let mut counted = BTreeMap::new();
                        list.iter().for_each(|entry| count(entry, &mut counted));
                        counted
                    });
                    for leaf in mine.keys().chain(other.keys()) {
                        prop_assert!(merged.contains_key(leaf), "{:?} {}: {} is lost", key, name, leaf);
                    }
                }
                (Some(empty), Some(one)) | (Some(one), Some(empty)) if key.0.is_empty() && says_nothing(empty) => {
                    let is_kept = is.get(name) == Some(one) || is.get(name) == Some(empty) && says_nothing(one);
                    prop_assert!(is_kept, "{:?} {}", key, name);
                }
                (Some(_), Some(_)) => prop_assert!(
                    told() || ["version", "min_reader"].contains(&name.as_str()),
                    "{:?} {} is not told",
                    key,
                    name
                ),
                (None, None) => {}
            }
        }
    }
    Ok(())
}

/// Whether a field of the map itself is as good as left out.
fn says_nothing(value: &Value) -> bool {
    value == "" || value.is_null()
}

/// Where all is taken from the other side, its single values are the ones that are there.
fn theirs_where_chosen(theirs: &StrategyMap, merged: &Merged) -> Result<(), TestCaseError> {
    if !merged.renamed.is_empty() || !merged.repairs.is_empty() {
        return Ok(());
    }
    let [theirs, result] = [theirs, &merged.map].map(records);
    for (key, fields) in &theirs {
        let is_single = |name: &str, value: &Value| {
            let is_left_out = key.0.is_empty() && says_nothing(value);
            let is_several = value.is_array() || value.is_object();
            !(is_left_out || is_several || ["version", "min_reader"].contains(&name))
        };
        for (name, value) in fields.iter().filter(|(name, value)| is_single(name, value)) {
            prop_assert_eq!(result.get(key).and_then(|is| is.get(name)), Some(value), "{:?} {}", key, name);
        }
    }
    Ok(())
}

/// Whatever is chosen, the map is sound, and what was chosen is kept.
fn chosen(base: &StrategyMap, ours: &StrategyMap, theirs: &StrategyMap, one: &Merged) -> Result<(), TestCaseError> {
    for every in 1..3 {
        let some = one.conflicts.iter().step_by(every);
        let choices: Choices = some.map(|conflict| (conflict.id.clone(), conflict.kept.other())).collect();
        let again = merge_with(base, ours, theirs, &choices);
        sound(&again)?;
        for conflict in &again.conflicts {
            let chosen = choices.get(&conflict.id).copied();
            prop_assert!(chosen.is_none_or(|side| side == conflict.kept), "{}", conflict.words());
        }
    }
    Ok(())
}

type Fields = Map<String, Value>;

/// The records of a map as its file has them, by subject and id; the map itself has neither. An indicator says whose it is.
fn records(map: &StrategyMap) -> BTreeMap<(String, String), Fields> {
    let mut found = BTreeMap::new();
    let Value::Object(mut root) = tree(map) else { return found };
    let mut indicators = Vec::new();
    for list in ["indicators", "initiatives", "capabilities", "adaptations", "notes", "sources"] {
        let Some(Value::Array(entries)) = root.remove(list) else { continue };
        for entry in entries {
            let Value::Object(mut fields) = entry else { continue };
            let id = fields["id"].as_str().unwrap_or_default().to_owned();
            if let Some(Value::Array(own)) = fields.remove("indicators") {
                indicators.extend(own.into_iter().map(|indicator| (format!("{list}/{id}"), indicator)));
            }
            found.insert((list.to_owned(), id), fields);
        }
    }
    for (owner, indicator) in indicators {
        let Value::Object(mut fields) = indicator else { continue };
        let id = fields["id"].as_str().unwrap_or_default().to_owned();
        fields.insert("owner".into(), Value::from(owner));
        found.insert(("indicators".into(), id), fields);
    }
    let Some(Value::Object(strategy)) = root.remove("strategy") else {
        found.insert(Default::default(), root);
        return found;
    };
    root.extend(strategy.into_iter().map(|(name, value)| (format!("strategy.{name}"), value)));
    found.insert(Default::default(), root);
    found
}

/// Every change of either side is in the map, or there is a conflict about what it was made to.
fn nothing_lost(
    base: &StrategyMap,
    ours: &StrategyMap,
    theirs: &StrategyMap,
    merged: &Merged,
) -> Result<(), TestCaseError> {
    if !merged.renamed.is_empty() || !merged.repairs.is_empty() {
        return all_words_are_there(base, ours, theirs, merged);
    }
    let [base, ours, theirs, result] = [base, ours, theirs, &merged.map].map(records);
    let mut keys: Vec<_> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        let conflicts = merged.conflicts.iter();
        let in_dispute = conflicts
            .filter(|conflict| conflict.item.as_ref().map_or("", |id| id.as_str()) == key.1)
            .filter(|conflict| conflict.item.is_some() || key.0.is_empty() || conflict.subject.name() == key.0)
            .count();
        let is = result.get(key);
        match (base.get(key), ours.get(key), theirs.get(key)) {
            (None, Some(new), _) | (None, None, Some(new)) => prop_assert_eq!(is, Some(new), "new: {:?}", key),
            (Some(was), Some(mine), Some(other)) => {
                let Some(is) = is else { return Err(TestCaseError::fail(format!("{key:?} is gone"))) };
                fields_kept(key, [was, mine, other, is], in_dispute)?;
            }
            (Some(was), Some(has), None) | (Some(was), None, Some(has)) => {
                let owner = has.get("owner").and_then(Value::as_str).and_then(|owner| owner.split_once('/'));
                let is_owner_kept = owner.is_some_and(|(_, id)| {
                    merged
                        .conflicts
                        .iter()
                        .any(|c| c.field.is_empty() && c.item.as_ref().is_some_and(|i| i.as_str() == id))
                });
                if was != has || in_dispute > 0 {
                    prop_assert_eq!(is, Some(has), "removed by one, changed by the other: {:?}", key);
                    prop_assert!(in_dispute > 0 || is_owner_kept, "{:?} is not told", key);
                } else if !is_owner_kept {
                    prop_assert_eq!(is, None, "removed and not touched: {:?}", key);
                }
            }
            (_, None, None) => prop_assert_eq!(is, None, "removed by both: {:?}", key),
        }
    }
    Ok(())
}

fn fields_kept(key: &(String, String), versions: [&Fields; 4], in_dispute: usize) -> Result<(), TestCaseError> {
    let names: BTreeSet<&String> = versions.iter().flat_map(|fields| fields.keys()).collect();
    for name in names {
        let [was, mine, other, is] = versions.map(|fields| fields.get(name));
        if mine == other || other == was {
            prop_assert_eq!(is, mine, "{:?} {}", key, name);
        } else if mine == was {
            prop_assert_eq!(is, other, "{:?} {}", key, name);
        } else if ["version", "min_reader"].contains(&name.as_str()) {
            prop_assert!(is.and_then(Value::as_u64) >= mine.max_by_number(other), "{:?} {}", key, name);
        } else if [was, mine, other].into_iter().flatten().all(Value::is_array) || in_dispute == 0 {
            lists_kept(key, name, [was, mine, other, is], in_dispute)?;
        } else {
            prop_assert_eq!(is, mine, "{:?} {} is in dispute", key, name);
        }
    }
    Ok(())
}

/// Of which of two versions of a format a file is.
trait MaxByNumber {
    fn max_by_number(self, other: Self) -> Option<u64>;
}

impl MaxByNumber for Option<&Value> {
    fn max_by_number(self, other: Self) -> Option<u64> {
        self.and_then(Value::as_u64).max(other.and_then(Value::as_u64))
    }
}

/// Of a list that both sides have changed: without a conflict, what either has added is there and what either has removed is not.
fn lists_kept(
    key: &(String, String),
    name: &str,
    [was, mine, other, is]: [Option<&Value>; 4],
    in_dispute: usize,
) -> Result<(), TestCaseError> {
    prop_assert!(
        in_dispute > 0 || [was, mine, other].into_iter().flatten().all(Value::is_array),
        "{:?} {} is not told",
        key,
        name
    );
    if in_dispute > 0 {
        return Ok(());
    }
    let entries = |list: Option<&Value>| list.and_then(Value::as_array).cloned().unwrap_or_default();
    let [before, one, two, after] = [was, mine, other, is].map(entries);
    let new = |list: &[Value]| list.iter().filter(|entry| !before.contains(entry)).count();
    let most = one.len().max(two.len()).max((one.len() + two.len()).saturating_sub(before.len()));
    prop_assert!(after.len() <= most + new(&one).min(new(&two)), "{:?} {} has doubles", key, name);
    let [was, mine, other, is] = [was, mine, other, is].map(|list| {
        let mut counted: BTreeMap<String, i64> = BTreeMap::new();
        list.into_iter().for_each(|list| count(list, &mut counted));
        counted
    });
    let of = |counted: &BTreeMap<String, i64>, leaf: &String| counted.get(leaf).copied().unwrap_or(0);
    for leaf in was.keys().chain(mine.keys()).chain(other.keys()).chain(is.keys()) {
        let (b, o, t, m) = (of(&was, leaf), of(&mine, leaf), of(&other, leaf), of(&is, leaf));
        // What both have changed beyond recognition stands there as both have it.
        let range = least(b, o, t)..=o + t;
        prop_assert!(range.contains(&m), "{:?} {}: {} stands {} times, not {:?}", key, name, leaf, m, range);
    }
    Ok(())
}

/// How often a word at least stands in what was merged, by how often it stands in the three versions: what is new somewhere is there,
/// and so is what nobody has taken out.
fn least(base: i64, ours: i64, theirs: i64) -> i64 {
    match base {
        0 => i64::from(ours + theirs > 0),
        _ if ours >= base && theirs >= base => base,
        _ => 0,
    }
}

/// How often each text and number stands in a value.
fn count(value: &Value, counted: &mut BTreeMap<String, i64>) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| count(entry, counted)),
        Value::Object(fields) => fields.values().for_each(|field| count(field, counted)),
        leaf => *counted.entry(leaf.to_string()).or_default() += 1,
    }
}

/// Where items had to be renamed: no word is gone that only one side, or neither, has taken out.
fn all_words_are_there(
    base: &StrategyMap,
    ours: &StrategyMap,
    theirs: &StrategyMap,
    merged: &Merged,
) -> Result<(), TestCaseError> {
    let before = places(base);
    let taken_out: BTreeSet<String> =
        [ours, theirs].into_iter().flat_map(|side| taken_out(&before, &places(side))).collect();
    let counted = |map: &StrategyMap| {
        let mut counted = BTreeMap::new();
        count(&tree(map), &mut counted);
        counted
    };
    let [base, ours, theirs, result] = [base, ours, theirs, &merged.map].map(counted);
    let of = |counted: &BTreeMap<String, i64>, leaf: &String| counted.get(leaf).copied().unwrap_or(0);
    let new_ids: Vec<String> =
        merged.renamed.iter().map(|renamed| Value::from(renamed.from.as_str()).to_string()).collect();
    for leaf in ours.keys().chain(theirs.keys()).filter(|leaf| !new_ids.contains(leaf)) {
        let least = match of(&base, leaf) {
            0 => 1,
            _ if taken_out.contains(leaf) => 0,
            before => before,
        };
        prop_assert!(!merged.conflicts.is_empty() || of(&result, leaf) >= least, "{} is lost", leaf);
    }
    for renamed in &merged.renamed {
        prop_assert!(result.contains_key(&Value::from(renamed.to.as_str()).to_string()), "{:?}", renamed);
    }
    Ok(())
}

/// How often each word stands where: in which record, and in which field of it, wherever in its lists.
type Places = BTreeMap<(String, String), i64>;

fn places(map: &StrategyMap) -> Places {
    let mut places = Places::new();
    for ((list, id), fields) in records(map) {
        count_at(&format!("{list}/{id}"), &Value::Object(fields), &mut places);
    }
    places
}

fn count_at(place: &str, value: &Value, places: &mut Places) {
    match value {
        Value::Array(entries) => entries.iter().for_each(|entry| count_at(place, entry, places)),
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| count_at(&format!("{place}/{name}"), field, places))
        }
        leaf => *places.entry((place.to_owned(), leaf.to_string())).or_default() += 1,
    }
}

/// The words that stand less often than before at any place.
fn taken_out(before: &Places, after: &Places) -> Vec<String> {
    let fewer = before.iter().filter(|(place, count)| after.get(*place).is_none_or(|now| now < *count));
    fewer.map(|((_, word), _)| word.clone()).collect()
}
