//! All records of three versions put together, until nothing in the result lacks what it needs.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Value, json};

use super::Merged;
use super::clash::Namer;
use super::conflict::{Choices, Conflict, ConflictId, Side, Wanted};
use super::fields::{Spot, Weigher};
use super::order::order;
use super::references::Fate;
use super::version::{INDICATORS, List, Version, is_same_item, kind_of, list_of};
use crate::insight::Subject;
use crate::insight::shape::{About, Item, Kind, LISTS, Names, ORDER, both};
use crate::map::{Id, StrategyMap};

/// A record by the place of its list and its id.
type Key = (usize, Id);

/// Merges three versions of a map, whatever of them is the same.
pub(super) fn merged(base: &StrategyMap, ours: &StrategyMap, theirs: &StrategyMap, choices: &Choices) -> Merged {
    of_versions(Names { before: theirs, after: ours }, [base, ours, theirs].map(Version::of), choices)
}

/// Merges two versions of a map without the one that both began from. What stands in both is in dispute wherever it differs, and
/// nothing counts as removed.
pub(super) fn merged_of_two(ours: &StrategyMap, theirs: &StrategyMap, choices: &Choices) -> Merged {
    let names = Names { before: theirs, after: ours };
    let [ours, theirs] = [ours, theirs].map(Version::of);
    of_versions(names, [Version::shared(&ours, &theirs), ours, theirs], choices)
}

fn of_versions(names: Names<'_>, [base, ours, mut theirs]: [Version; 3], choices: &Choices) -> Merged {
    let mut namer = Namer::of([&base, &ours, &theirs]);
    let mut renamed = namer.part(&base, &ours, &mut theirs);
    let mut needed = BTreeMap::new();
    let (mut result, conflicts) = loop {
        let mut pass = Pass::new(names, choices, [&base, &ours, &theirs], &needed);
        let mut result = pass.run();
        let lacking = pass.lacking(&mut result);
        if lacking.is_empty() {
            break (result, pass.conflicts);
        }
        needed.extend(lacking);
    };
    renamed.extend(namer.settle(&mut result));
    let loaded = result.into_map();
    Merged { map: loaded.map, conflicts, renamed, repairs: loaded.repairs }
}

/// The sources that a version refers to.
fn cited(version: &Version) -> HashSet<String> {
    let mut cited = HashSet::new();
    version.clone().each_reference(&mut |_, subject, id| {
        if subject == Subject::Source {
            cited.insert(id.to_owned());
        }
        Fate::Keep
    });
    cited
}

/// One way over all records.
struct Pass<'a> {
    names: Names<'a>,
    choices: &'a Choices,
    base: &'a Version,
    ours: &'a Version,
    theirs: &'a Version,
    /// What one side has removed and something of the other needs, with the name of that.
    needed: &'a BTreeMap<Key, String>,
    conflicts: Vec<Conflict>,
    /// Whether what one side alone has removed was kept, where that is in dispute.
    verdicts: BTreeMap<Key, bool>,
    /// The owners in one version whose indicators are not as they were.
    touched: [HashSet<String>; 2],
}

impl<'a> Pass<'a> {
    fn new(
        names: Names<'a>,
        choices: &'a Choices,
        [base, ours, theirs]: [&'a Version; 3],
        needed: &'a BTreeMap<Key, String>,
    ) -> Self {
        let was = &base.lists[INDICATORS].items;
        let touched = [ours, theirs].map(|version| {
            let all = version.lists[INDICATORS].items.values();
            let changed = all.filter(|item| was.get(&item.id).is_none_or(|was| !is_same_item(was, item)));
            changed.map(|item| item.owner.0.clone()).collect()
        });
        Self { names, choices, base, ours, theirs, needed, conflicts: Vec::new(), verdicts: BTreeMap::new(), touched }
    }

    fn run(&mut self) -> Version {
        let about = About { item: None, subject: Subject::Map, title: self.map_title() };
        let spot = Spot { kind: Kind::Map, of: "", path: "map", entry: None };
        let (base, ours, theirs) = (self.base, self.ours, self.theirs);
        let overview = self.weigher(about).fields(&spot, &base.overview, &ours.overview, &theirs.overview);
        let lists = [0, 1, 2, 3, 4, 5].map(|at| self.list(at));
        Version { overview, lists }
    }

    fn map_title(&self) -> String {
        self.names.after.overview.title.clone()
    }

    fn weigher(&mut self, about: About) -> Weigher<'_> {
        Weigher { names: self.names, choices: self.choices, about, conflicts: &mut self.conflicts }
    }

    /// All records of one list, in one order.
    fn list(&mut self, at: usize) -> List {
        let [base, ours, theirs] = [&self.base.lists[at], &self.ours.lists[at], &self.theirs.lists[at]];
        let all = ours.order.iter().chain(theirs.order.iter().filter(|id| !ours.items.contains_key(*id)));
        let items = all.filter_map(|id| self.item(at, [base, ours, theirs].map(|list| list.items.get(id))));
        let items: HashMap<Id, Item> = items.map(|item| (item.id.clone(), item)).collect();
        let mut result = List { order: Vec::with_capacity(items.len()), items };
        if at != INDICATORS {
            result.order = self.order(at, "", [&base.order, &ours.order, &theirs.order], &result.items);
            return result;
        }
        // What belongs to one owner has an order of its own.
        let owners: BTreeSet<String> = result.items.values().map(|item| item.owner.0.clone()).collect();
        let by_owner = [base, ours, theirs].map(|list| {
            let mut by_owner: HashMap<&str, Vec<Id>> = HashMap::new();
            for item in list.order.iter().filter_map(|id| list.items.get(id)) {
                by_owner.entry(&item.owner.0).or_default().push(item.id.clone());
            }
            by_owner
        });
        for owner in &owners {
            let none = Vec::new();
            let ids = [0, 1, 2].map(|version| by_owner[version].get(owner.as_str()).unwrap_or(&none));
            let own = |id: &&Id| result.items.get(*id).is_some_and(|item| item.owner.0 == *owner);
            let ids = ids.map(|ids| ids.iter().filter(own).cloned().collect::<Vec<_>>());
            let order = self.order(at, owner, [&ids[0], &ids[1], &ids[2]], &result.items);
            result.order.extend(order);
        }
        result
    }

    /// A record out of the versions that have it; none where it is gone.
    fn item(&mut self, at: usize, versions: [Option<&Item>; 3]) -> Option<Item> {
        match versions {
            [was, Some(mine), Some(other)] => Some(self.both(at, was, mine, other)),
            [Some(was), Some(has), None] => self.removed(at, was, has, Side::Theirs).then(|| has.clone()),
            [Some(was), None, Some(has)] => self.removed(at, was, has, Side::Ours).then(|| has.clone()),
            [_, mine, other] => mine.or(other).cloned(),
        }
    }

    fn both(&mut self, at: usize, was: Option<&Item>, mine: &Item, other: &Item) -> Item {
        let Some(was) = was.filter(|_| !is_same_item(mine, other)) else { return mine.clone() };
        let about = about(at, mine);
        let path = path(at, &mine.id);
        let owner = if mine.owner.0 == other.owner.0 || other.owner.0 == was.owner.0 {
            &mine.owner
        } else if mine.owner.0 == was.owner.0 {
            &other.owner
        } else {
            let owners = [mine, other].map(|item| json!(item.owner));
            let words = both(Some(&owners[0]), Some(&owners[1]), |owner| {
                let title = owner[1].as_str().filter(|title| !title.is_empty());
                Some(title.unwrap_or("the whole map").to_owned())
            });
            let side = self.weigher(about.clone()).conflict(format!("{path}/owner of"), "owner".into(), words);
            if side == Side::Ours { &mine.owner } else { &other.owner }
        };
        let spot = Spot { kind: kind_of(at), of: "", path: &path, entry: None };
        let fields = self.weigher(about).fields(&spot, &was.fields, &mine.fields, &other.fields);
        Item { owner: owner.clone(), fields, ..mine.clone() }
    }

    /// Whether what one side has removed is kept: that depends on what the other has made of it.
    fn removed(&mut self, at: usize, was: &Item, has: &Item, remover: Side) -> bool {
        // The indicators of a record in dispute are there with it or gone with it.
        if at == INDICATORS
            && let Some(kept) = owner_of(has).and_then(|owner| self.verdicts.get(&owner))
        {
            return *kept;
        }
        let owner = format!("{}/{}", LISTS[at].0.name(), has.id);
        let touched = self.touched[usize::from(remover == Side::Ours)].contains(&owner);
        let key = (at, has.id.clone());
        let why = if !is_same_item(was, has) || touched {
            Wanted::Changed
        } else if let Some(who) = self.needed.get(&key) {
            Wanted::NeededBy(who.clone())
        } else {
            return false;
        };
        let id = ConflictId(path(at, &has.id));
        let side = self.choices.get(&id).copied().unwrap_or(remover.other());
        let about = about(at, has);
        let field = (String::new(), about.title.clone());
        self.conflicts.push(Conflict::of_removal(id, &about, field, remover, &why, side));
        self.verdicts.insert(key, side != remover);
        side != remover
    }

    fn order(&mut self, at: usize, owner: &str, versions: [&Vec<Id>; 3], items: &HashMap<Id, Item>) -> Vec<Id> {
        let mut tokens: HashMap<&Id, usize> = HashMap::new();
        let mut ids: Vec<&Id> = Vec::new();
        let numbered = versions.map(|version| {
            let number = |id| {
                *tokens.entry(id).or_insert_with(|| {
                    ids.push(id);
                    ids.len() - 1
                })
            };
            version.iter().map(number).collect::<Vec<_>>()
        });
        let keep: Vec<bool> = ids.iter().map(|id| items.contains_key(*id)).collect();
        let subject = LISTS[at].0;
        let list = if owner.is_empty() { "map" } else { owner };
        let id = ConflictId(format!("{list}/order of {}", subject.plural()));
        let prefer = self.choices.get(&id).copied().unwrap_or(Side::Ours);
        let ordered = order([&numbered[0], &numbered[1], &numbered[2]], &keep, prefer);
        if ordered.is_disputed {
            let titles = |ids: &Value| {
                let titles = ids.as_array()?.iter().filter_map(|id| Some(items.get(id.as_str()?)?.title.as_str()));
                Some(titles.collect::<Vec<_>>().join(" · "))
            };
            let words = both(Some(&json!(versions[1])), Some(&json!(versions[2])), titles);
            let about = self.about_owner(owner);
            self.weigher(about).conflict(id.0, format!("{ORDER}the {}", subject.plural()), words);
        }
        ordered.order.into_iter().map(|token| ids[token].clone()).collect()
    }

    /// What has lists of its own: the map, or an owner of indicators.
    fn about_owner(&self, owner: &str) -> About {
        let found = key_of_owner(owner).and_then(|(at, id)| {
            let has = |version: &'a Version| version.lists[at].items.get(&id);
            has(self.ours).or_else(|| has(self.theirs)).map(|item| about(at, item))
        });
        found.unwrap_or_else(|| About { item: None, subject: Subject::Map, title: self.map_title() })
    }

    /// What something in the result needs and one side has removed. Where that is left out by choice, the reference goes too.
    fn lacking(&self, result: &mut Version) -> BTreeMap<Key, String> {
        let there: HashSet<Key> =
            (0..LISTS.len()).flat_map(|at| result.lists[at].order.iter().map(move |id| (at, id.clone()))).collect();
        let mut lacking = BTreeMap::new();
        let mut homeless = Vec::new();
        // Few maps lack a source, and looking for all that are named is a way over all fields.
        let named = [self.ours, self.theirs].map(|side| (side, LazyCell::new(|| cited(side))));
        let indicators = &result.lists[INDICATORS];
        for item in indicators.order.iter().filter_map(|id| indicators.items.get(id)) {
            let Some(owner) = owner_of(item).filter(|owner| !there.contains(owner)) else { continue };
            if self.verdicts.contains_key(&owner) {
                homeless.push(item.id.clone());
            } else {
                lacking.entry(owner).or_insert_with(|| item.title.clone());
            }
        }
        for id in homeless {
            if let Some(item) = result.lists[INDICATORS].items.get_mut(&id) {
                item.owner = Default::default();
            }
        }
        result.each_reference(&mut |item, subject, id| {
            let Some(key) = list_of(subject).map(|at| (at, Id::new(id))).filter(|key| !there.contains(key)) else {
                return Fate::Keep;
            };
            if self.verdicts.contains_key(&key) {
                return Fate::Drop;
            }
            // A source need not be in the map; but one that was removed together with all that named it is wanted again.
            let has = |version: &Version| version.lists[key.0].items.contains_key(&key.1);
            let is_wanted = subject != Subject::Source
                || has(self.base)
                    && named.iter().any(|(side, _)| has(side))
                    && named.iter().all(|(side, cited)| has(side) || !cited.contains(id));
            if is_wanted {
                lacking.entry(key).or_insert_with(|| item.title.clone());
            }
            Fate::Keep
        });
        lacking
    }
}

fn about(at: usize, item: &Item) -> About {
    About { item: Some(item.id.clone()), subject: LISTS[at].0, title: item.title.clone() }
}

fn path(at: usize, id: &Id) -> String {
    format!("{}/{id}", LISTS[at].0.name())
}

fn owner_of(indicator: &Item) -> Option<Key> {
    key_of_owner(&indicator.owner.0)
}

fn key_of_owner(owner: &str) -> Option<Key> {
    let (subject, id) = owner.split_once('/')?;
    let at = LISTS.iter().position(|list| list.0.name() == subject)?;
    Some((at, Id::new(id)))
}
