//! All records of two versions of a map.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::about::About;
use super::entry::Kind;
use super::record::{Differ, Fields};
use super::told::{Names, both};
use super::{Change, ChangeKind, Subject};
use crate::insight::{Owner, indicator_name, survey};
use crate::map::{Adaptation, Id, Note, Overview, Source, StrategyMap};

/// What differs between two versions of a map: every difference once, in the order of the map as it is now; what is gone of a list
/// comes after what is in it. Nothing where both are the same file.
///
/// Records are the same where they have the same id. A record that has come or is gone is one difference, with all that is in it. An
/// entry of a series is recognised by its date, or else by what it says; a link by its capability.
pub fn changes(before: &StrategyMap, after: &StrategyMap) -> Vec<Change> {
    let names = Names { before, after };
    let mut found = Vec::new();
    let about = About { item: None, subject: Subject::Map, title: after.overview.title.clone() };
    let mut differ = Differ { names, about, found: &mut found };
    differ.fields(Kind::Map, "", &overview(&before.overview), &overview(&after.overview));
    let mut owners = Owners::default();
    for (subject, kind, list) in LISTS {
        compare(names, (subject, kind), &list(before), &list(after), &mut owners, &mut found);
    }
    for change in &mut found {
        change.illustrative |= after.overview.illustrative;
    }
    found
}

/// Whether two maps are versions of one: most initiatives of the smaller one are in both.
pub fn are_versions(a: &StrategyMap, b: &StrategyMap) -> bool {
    let shared = a.initiatives.iter().filter(|initiative| b.initiatives.contains(&initiative.id)).count();
    let fewest = a.initiatives.len().min(b.initiatives.len());
    fewest > 0 && shared * 2 >= fewest
}

/// The records of one list of a map.
type List = fn(&StrategyMap) -> Vec<Item>;

/// All lists of records; indicators are one list, whosever they are.
pub(crate) const LISTS: [(Subject, Kind, List); 6] = [
    (Subject::Initiative, Kind::Initiative, initiatives),
    (Subject::Capability, Kind::Capability, capabilities),
    (Subject::Indicator, Kind::Indicator, indicators),
    (Subject::Adaptation, Kind::Adaptation, adaptations),
    (Subject::Note, Kind::Note, notes),
    (Subject::Source, Kind::Source, sources),
];

/// A record, as a file has it.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub id: Id,
    pub title: String,
    /// What it belongs to, as `initiative/<id>` or `capability/<id>`, and what that is called; empty where that is the map.
    pub owner: (String, String),
    pub illustrative: bool,
    /// Without its id, and without indicators, which are records of their own.
    pub fields: Fields,
}

/// The records that have come and those that are gone, whose own indicators came and went with them.
#[derive(Default)]
struct Owners {
    added: HashSet<String>,
    gone: HashSet<String>,
}

fn compare(
    names: Names<'_>,
    (subject, kind): (Subject, Kind),
    before: &[Item],
    after: &[Item],
    owners: &mut Owners,
    found: &mut Vec<Change>,
) {
    let were: HashMap<&Id, &Item> = before.iter().map(|item| (&item.id, item)).collect();
    let are: HashMap<&Id, &Item> = after.iter().map(|item| (&item.id, item)).collect();
    let about = |item: &Item| About { item: Some(item.id.clone()), subject, title: item.title.clone() };
    for item in after {
        let Some(was) = were.get(&item.id) else {
            if !owners.added.contains(&item.owner.0) {
                found.push(about(item).added().marked(item.illustrative));
            }
            continue;
        };
        if was.owner.0 != item.owner.0 {
            found.push(handed_over(&about(item), was, item));
        }
        Differ { names, about: about(item), found }.fields(kind, "", &was.fields, &item.fields);
    }
    for item in before.iter().filter(|item| !are.contains_key(&item.id) && !owners.gone.contains(&item.owner.0)) {
        found.push(about(item).gone().marked(item.illustrative));
    }
    orders(subject, (before, after), (&were, &are), found);
    let key = |item: &Item| format!("{}/{}", subject.name(), item.id);
    owners.added.extend(after.iter().filter(|item| !were.contains_key(&item.id)).map(key));
    owners.gone.extend(before.iter().filter(|item| !are.contains_key(&item.id)).map(key));
}

/// An indicator has become that of something else.
fn handed_over(about: &About, was: &Item, is: &Item) -> Change {
    let name = |item: &Item| Some(if item.owner.0.is_empty() { "the whole map".into() } else { item.owner.1.clone() });
    let raw = |item: &Item| Some(format!("{} ({})", item.owner.1, item.owner.0));
    let words = if name(was) == name(is) { (raw(was), raw(is)) } else { (name(was), name(is)) };
    let sentence = match &words {
        (Some(from), Some(to)) => format!("{} moved from {from} to {to}", about.name()),
        _ => about.name(),
    };
    about.change(ChangeKind::Moved, "owner", words, sentence)
}

/// What is in both versions, of one owner, in another order.
fn orders(
    subject: Subject,
    (before, after): (&[Item], &[Item]),
    (were, are): (&HashMap<&Id, &Item>, &HashMap<&Id, &Item>),
    found: &mut Vec<Change>,
) {
    let mut earlier: HashMap<&str, Vec<&Item>> = HashMap::new();
    for item in before.iter().filter(|item| item.stayed(are)) {
        earlier.entry(&item.owner.0).or_default().push(item);
    }
    let stayed: Vec<&Item> = after.iter().filter(|item| item.stayed(were)).collect();
    // What belongs to one owner stands together.
    for now in stayed.chunk_by(|one, next| one.owner.0 == next.owner.0) {
        let Some(was) = now.first().and_then(|first| earlier.get(first.owner.0.as_str())) else { continue };
        if was.iter().map(|item| &item.id).eq(now.iter().map(|item| &item.id)) {
            continue;
        }
        let list =
            |items: &[&Item]| json!(items.iter().map(|item| [&item.title, item.id.as_str()]).collect::<Vec<_>>());
        let titles = |list: &Value| {
            let titles = list.as_array()?.iter().filter_map(|pair| pair[0].as_str());
            Some(titles.collect::<Vec<_>>().join(" · "))
        };
        let words = both(Some(&list(was)), Some(&list(now)), titles);
        found.extend(now.first().map(|item| item.about_owner().reordered(&format!("the {}", subject.plural()), words)));
    }
}

impl Item {
    /// Whether it is in the other version too, and belongs to the same there.
    fn stayed(&self, others: &HashMap<&Id, &Item>) -> bool {
        others.get(&self.id).is_some_and(|other| other.owner.0 == self.owner.0)
    }

    /// What it belongs to.
    fn about_owner(&self) -> About {
        let (subject, id) = match self.owner.0.split_once('/') {
            None => (Subject::Map, None),
            Some(("capability", id)) => (Subject::Capability, Some(Id::new(id))),
            Some((_, id)) => (Subject::Initiative, Some(Id::new(id))),
        };
        About { item: id, subject, title: self.owner.1.clone() }
    }
}

/// A record with its fields as a file has them, without those that are compared by themselves.
fn item(id: &Id, title: &str, record: &impl Serialize, apart: &[&str]) -> Item {
    // A record is plain data with text as keys: writing it cannot fail.
    let mut fields = match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    };
    fields.retain(|field, _| field != "id" && !apart.contains(&field.as_str()));
    let illustrative = fields.get("illustrative").and_then(Value::as_bool) == Some(true);
    Item { id: id.clone(), title: title.to_owned(), owner: Default::default(), illustrative, fields }
}

fn titled(title: &str, subject: Subject) -> String {
    let title = title.trim();
    if title.is_empty() { format!("untitled {}", subject.name()) } else { title.to_owned() }
}

fn initiatives(map: &StrategyMap) -> Vec<Item> {
    let of = |title: &str| titled(title, Subject::Initiative);
    map.initiatives.iter().map(|one| item(&one.id, &of(&one.title), &**one, &["indicators"])).collect()
}

fn capabilities(map: &StrategyMap) -> Vec<Item> {
    let of = |title: &str| titled(title, Subject::Capability);
    map.capabilities.iter().map(|one| item(&one.id, &of(&one.title), &**one, &["indicators"])).collect()
}

fn indicators(map: &StrategyMap) -> Vec<Item> {
    let each = survey(map).map(|surveyed| {
        let (indicator, owner) = (surveyed.indicator, surveyed.owner);
        let name = indicator_name(indicator).trim();
        let owner =
            if owner == Owner::Map { Default::default() } else { (owner.key(), owner.title().trim().to_owned()) };
        Item { owner, ..item(&indicator.id, name, indicator, &[]) }
    });
    each.collect()
}

fn adaptations(map: &StrategyMap) -> Vec<Item> {
    map.adaptations.iter().map(|one| item(&one.id, &adaptation_title(one), &**one, &[])).collect()
}

/// What an adaptation is called: what was changed, or else what was noticed.
pub(super) fn adaptation_title(adaptation: &Adaptation) -> String {
    let said = [&adaptation.change, &adaptation.trigger].into_iter().map(|text| text.trim().trim_end_matches('.'));
    said.into_iter().find(|text| !text.is_empty()).unwrap_or("nothing said yet").to_owned()
}

fn notes(map: &StrategyMap) -> Vec<Item> {
    let of = |note: &Note| titled(&note.text, Subject::Note);
    map.notes.iter().map(|one| item(&one.id, &of(one), &**one, &[])).collect()
}

fn sources(map: &StrategyMap) -> Vec<Item> {
    let of = |source: &Source| titled(&source.title, Subject::Source);
    map.sources.iter().map(|one| item(&one.id, &of(one), &**one, &[])).collect()
}

/// The fields of what is in no list.
pub(crate) fn overview(overview: &Overview) -> Fields {
    // Taken apart, so that a field that comes to be is not forgotten here.
    let Overview {
        version,
        min_reader,
        title,
        organization,
        description,
        as_of,
        investment_unit,
        illustrative,
        strategy,
        silenced,
        set_aside,
        extra,
    } = overview;
    let known = json!({
        "version": version, "min_reader": min_reader, "title": title, "organization": organization,
        "description": description, "as_of": as_of, "investment_unit": investment_unit, "illustrative": illustrative,
        "strategy": strategy, "silenced": silenced, "set_aside": set_aside,
    });
    let mut fields = known.as_object().cloned().unwrap_or_default();
    fields.extend(extra.clone());
    fields
}
