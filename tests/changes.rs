//! A map and its edited copy: every change is listed once, and none is missed.
//!
//! Maps are edited at random as the window edits them. What has to be listed is counted here from both maps, record by record,
//! and not by what counts it in the program.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use headway::edit::{Document, ListKind, Place, Record};
use headway::file::samples;
use headway::insight::{Change, changes, survey};
use headway::map::{
    Answer, AnswerEntry, Backbone, Extra, Id, Indicator, Keyed, MaturityEntry, Note, Observation, PartialDate,
    Position, PrimaryChoice, Source, Stage, StageEntry, StrategyKind, StrategyMap, Table,
};
use proptest::prelude::*;

/// What is listed of what: the kind of record, its id, and which part of it.
type Listed = BTreeMap<(&'static str, String, String), usize>;

/// Dates and texts of a number, never given twice.
fn date(n: usize) -> PartialDate {
    PartialDate::of_year(2100 + n as u16)
}

/// One edit: which of all kinds, at which record, and of which part.
#[derive(Clone, Copy, Debug)]
struct Edit {
    kind: usize,
    at: usize,
    part: usize,
}

const KINDS: usize = 34;

fn nth<T: Keyed>(table: &Table<T>, at: usize) -> Option<Id> {
    let count = table.len();
    table.iter().nth(at.checked_rem(count)?).map(|one| one.id().clone())
}

fn take<T>(list: &mut Vec<T>, at: usize) {
    if let Some(at) = at.checked_rem(list.len()) {
        list.remove(at);
    }
}

/// Does one edit through the layer that the window edits by. `n` makes its texts and dates unlike all others.
fn edit(document: &mut Document, Edit { kind, at, part }: Edit, n: usize) {
    let text = format!("text {n}");
    let map = document.map().clone();
    document.begin("Edit");
    let strategy = StrategyKind::ALL[part % 2];
    if let Some(id) = nth(&map.initiatives, at) {
        let capability = nth(&map.capabilities, part);
        let other = nth(&map.initiatives, part);
        match (kind, capability, other) {
            (0, ..) => document.edit_initiative(&id, |i| i.title = text.clone()),
            (1, ..) => document.edit_initiative(&id, |i| i.outcome = text.clone()),
            (2, ..) => document.edit_initiative(&id, |i| i.it_owner = text.clone()),
            (3, ..) => document.edit_initiative(&id, |i| i.investment = Some(n as f64 + 0.5)),
            (4, ..) => {
                let position = Position { x: n as f64, y: 100.0 };
                document.place(&id, Place { strategy, position });
            }
            (5, ..) => document.edit_initiative(&id, |i| i.position = None),
            (6, ..) => document.edit_initiative(&id, |i| {
                let stage = [Stage::Idea, Stage::Scaling, Stage::Stopped][part % 3];
                let sources = vec![Id::new(&text)];
                let extra = Extra::new();
                i.stages.push(StageEntry { since: Some(date(n)), stage, illustrative: false, sources, extra });
            }),
            (7, ..) => document.edit_initiative(&id, |i| take(&mut i.stages, part)),
            (8, Some(capability), _) => drop(document.link(&id, &capability)),
            (9, Some(capability), _) => document.unlink(&id, &capability),
            (10, _, Some(other)) => drop(document.serve(&id, &other)),
            (11, _, Some(other)) => document.unserve(&id, &other),
            (12, ..) => document.edit_initiative(&id, |i| {
                if let Some(link) = i.relies_on.first_mut() {
                    let answer = [Answer::Yes, Answer::YesIf, Answer::NotYet][part % 3];
                    link.answers.push(AnswerEntry {
                        on: Some(date(n)),
                        answer,
                        text: text.clone(),
                        conditions: String::new(),
                        agreed_by: String::new(),
                        due: None,
                        illustrative: false,
                        sources: Vec::new(),
                        extra: Extra::new(),
                    });
                }
            }),
            (13, ..) => document.edit_initiative(&id, |i| {
                if let Some(link) = i.relies_on.first_mut() {
                    take(&mut link.answers, part);
                }
            }),
            (14, ..) => document.edit_initiative(&id, |i| {
                if let Some(link) = i.relies_on.first_mut() {
                    link.ask = text.clone();
                }
            }),
            (15, ..) => document.delete_initiative(&id),
            (16, ..) => document.edit_initiative(&id, |i| i.sources.push(Id::new(&text))),
            _ => {}
        }
    }
    if let Some(id) = nth(&map.capabilities, at) {
        match kind {
            17 => document.edit_capability(&id, |c| c.title = text.clone()),
            18 => document.edit_capability(&id, |c| {
                let level = 1 + (part % 5) as u8;
                c.maturity.push(MaturityEntry {
                    date: Some(date(n)),
                    level,
                    note: text.clone(),
                    illustrative: false,
                    sources: Vec::new(),
                    extra: Extra::new(),
                });
            }),
            19 => document.edit_capability(&id, |c| take(&mut c.maturity, part)),
            20 => document.delete_capability(&id),
            21 => drop(document.add_capability(&text, Backbone::ALL[part % 2])),
            _ => {}
        }
    }
    let indicators: Vec<Id> = survey(&map).map(|one| one.indicator.id.clone()).collect();
    if let Some(id) = at.checked_rem(indicators.len()).map(|at| &indicators[at]) {
        match kind {
            22 => document.edit_indicator(id, |i| {
                i.observations.push(Observation { note: text.clone(), ..Observation::exact(date(n), n as f64 + 0.25) });
            }),
            23 => document.edit_indicator(id, |i| take(&mut i.observations, part)),
            24 => document.edit_indicator(id, |i| i.name = text.clone()),
            _ => {}
        }
    }
    match kind {
        25 => document.put(Record::Note(Arc::new(Note { id: Id::random(), text: text.clone(), ..Note::default() }))),
        26 => {
            if let Some(id) = nth(&map.notes, at) {
                document.edit_note(&id, |note| note.text = text.clone());
            }
        }
        27 => {
            if let Some(id) = nth(&map.sources, at) {
                match part % 2 {
                    0 => document.edit_source(&id, |source| source.title = text.clone()),
                    _ => document.remove(ListKind::Sources, &id),
                }
            }
        }
        28 => {
            let id = document.add_adaptation(Some(date(n)));
            document.edit_adaptation(&id, |adaptation| adaptation.change = text.clone());
        }
        29 => document.edit_overview(|overview| match part % 4 {
            0 => overview.title = text.clone(),
            1 => overview.strategy.direction = text.clone(),
            2 => overview.strategy.customer_need = text.clone(),
            _ => overview.organization = text.clone(),
        }),
        30 => document.edit_overview(|overview| overview.strategy.not_doing.push(text.clone())),
        31 => document.edit_overview(|overview| take(&mut overview.strategy.not_doing, at)),
        32 => document.edit_overview(|overview| {
            let (since, why, extra) = (Some(date(n)), text.clone(), Extra::new());
            overview.strategy.primary.push(PrimaryChoice { since, strategy, why, extra });
        }),
        33 => document.edit_overview(|overview| take(&mut overview.strategy.primary, at)),
        _ => {}
    }
    document.commit();
    if part % 11 == 0 {
        document.undo();
    }
}

/// Counts what differs.
struct Counted {
    listed: Listed,
    subject: &'static str,
    id: String,
}

impl Counted {
    fn add(&mut self, part: &str, count: usize) {
        if count > 0 {
            *self.listed.entry((self.subject, self.id.clone(), part.to_owned())).or_default() += count;
        }
    }

    fn differs<T: PartialEq>(&mut self, part: &str, a: &T, b: &T) {
        self.add(part, usize::from(a != b));
    }

    /// Lists in which nothing but whole entries comes and goes: how many did.
    fn entries<T: PartialEq>(&mut self, part: &str, a: &[T], b: &[T]) {
        let gone = a.iter().filter(|one| !b.contains(one)).count();
        self.add(part, gone + b.iter().filter(|one| !a.contains(one)).count());
    }

    /// A dated series: where its last entry is gone and another one came to be the last, that is one change and not two.
    fn series<T: PartialEq>(&mut self, part: &str, a: &[T], b: &[T], date: impl Fn(&T) -> Option<PartialDate>) {
        self.entries(part, a, b);
        let last = |list: &[T]| {
            let day = |i: &usize| date(&list[*i]).map(|date| date.start());
            (0..list.len()).max_by_key(day)
        };
        if let (Some(was), Some(is)) = (last(a), last(b))
            && !b.contains(&a[was])
            && !a.contains(&b[is])
        {
            let count = self.listed.get_mut(&(self.subject, self.id.clone(), part.to_owned())).expect("counted");
            *count -= 1;
        }
    }

    /// The records of a list: those that came, those that are gone, and those in both for a closer look.
    fn records<'a, T: Keyed>(
        &mut self,
        subject: &'static str,
        a: &'a Table<T>,
        b: &'a Table<T>,
    ) -> Vec<(&'a T, &'a T)> {
        self.subject = subject;
        for one in a.iter().filter(|one| !b.contains(one.id())).chain(b.iter().filter(|one| !a.contains(one.id()))) {
            self.id = one.id().to_string();
            self.add("", 1);
        }
        a.iter().filter_map(|one| Some((&**one, &**b.get(one.id())?))).collect()
    }
}

/// What has to be listed of two versions, for the edits above.
fn expected(a: &StrategyMap, b: &StrategyMap) -> Listed {
    let mut all = Counted { listed: Listed::new(), subject: "map", id: String::new() };
    let (was, is) = (&a.overview, &b.overview);
    all.differs("title", &was.title, &is.title);
    all.differs("organization", &was.organization, &is.organization);
    all.differs("strategic direction", &was.strategy.direction, &is.strategy.direction);
    all.differs("customer need", &was.strategy.customer_need, &is.strategy.customer_need);
    all.series("primary strategy", &was.strategy.primary, &is.strategy.primary, |one| one.since);
    // A text that stands in the place of another one is that one, reworded.
    let unlike = |one: &[String], other: &[String]| -> BTreeSet<usize> {
        (0..one.len()).filter(|i| !other.contains(&one[*i])).collect()
    };
    let (was, is) = (&was.strategy.not_doing, &is.strategy.not_doing);
    all.add("not doing", unlike(was, is).union(&unlike(is, was)).count());
    for (was, is) in all.records("initiative", &a.initiatives, &b.initiatives) {
        all.id = is.id.to_string();
        all.differs("title", &was.title, &is.title);
        all.differs("outcome", &was.outcome, &is.outcome);
        all.differs("IT owner", &was.it_owner, &is.it_owner);
        all.differs("investment", &was.investment, &is.investment);
        all.differs("strategy", &was.strategy, &is.strategy);
        all.differs("place", &was.position, &is.position);
        all.series("stage", &was.stages, &is.stages, |one| one.since);
        all.entries("initiative served", &was.serves, &is.serves);
        all.entries("source", &was.sources, &is.sources);
        let linked = |list: &[headway::map::Link]| list.iter().map(|link| link.capability.clone()).collect::<Vec<_>>();
        all.entries("link", &linked(&was.relies_on), &linked(&is.relies_on));
        for (was, is) in is.relies_on.iter().filter_map(|link| Some((was.link_to(&link.capability)?, link))) {
            all.differs("ask", &was.ask, &is.ask);
            all.series("answer", &was.answers, &is.answers, |one| one.on);
        }
    }
    for (was, is) in all.records("capability", &a.capabilities, &b.capabilities) {
        all.id = is.id.to_string();
        all.differs("title", &was.title, &is.title);
        all.series("maturity", &was.maturity, &is.maturity, |one| one.date);
    }
    // An indicator comes and goes with what has it.
    let of = |map: &StrategyMap| -> BTreeMap<Id, Indicator> {
        survey(map).map(|one| (one.indicator.id.clone(), one.indicator.clone())).collect()
    };
    let (before, after) = (of(a), of(b));
    all.subject = "indicator";
    for (id, is) in after {
        let Some(was) = before.get(&id) else { continue };
        all.id = id.to_string();
        all.differs("name", &was.name, &is.name);
        all.entries("observation", &was.observations, &is.observations);
    }
    all.records("adaptation", &a.adaptations, &b.adaptations);
    for (was, is) in all.records("note", &a.notes, &b.notes) {
        all.id = is.id.to_string();
        all.differs("text", &was.text, &is.text);
    }
    for (was, is) in all.records("source", &a.sources, &b.sources) {
        all.id = is.id.to_string();
        all.differs("title", &was.title, &is.title);
    }
    all.listed
}

/// What is listed by the program, counted alike.
fn listed(changes: &[Change]) -> Listed {
    let mut listed = Listed::new();
    for change in changes {
        let id = change.item.as_ref().map(Id::to_string).unwrap_or_default();
        let part = change.field.split(" of ").next().unwrap_or_default().to_owned();
        *listed.entry((change.subject.name(), id, part)).or_default() += 1;
    }
    listed
}

/// A sample in which every kind of record stands.
fn sample() -> StrategyMap {
    let mut map = samples::find("kaiser-permanente").expect("there").load().expect("read").map;
    map.notes.put(Arc::new(Note { id: "n".into(), text: "Ask the board".into(), ..Note::default() }));
    map.sources.put(Arc::new(Source { id: "s".into(), title: "A talk".into(), ..Source::default() }));
    map
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_change_of_an_edited_copy_is_listed_once_and_none_is_missed(
        edits in prop::collection::vec((0..KINDS, 0..60_usize, 0..60_usize), 0..24),
    ) {
        let before = sample();
        let mut document = Document::new(before.clone());
        for (n, (kind, at, part)) in edits.into_iter().enumerate() {
            edit(&mut document, Edit { kind, at, part }, n);
        }
        let after = document.map();
        prop_assert_eq!(listed(&changes(&before, after)), expected(&before, after));
        prop_assert_eq!(listed(&changes(after, &before)), expected(after, &before));
    }
}

#[test]
fn each_kind_of_edit_is_listed() {
    for kind in 0..KINDS {
        let before = sample();
        let mut document = Document::new(before.clone());
        // No part is a multiple of what makes an edit be undone.
        let tried = (0..100).filter(|n| n % 11 > 0).any(|n| {
            edit(&mut document, Edit { kind, at: n / 11, part: n % 11 }, n);
            !changes(&before, document.map()).is_empty()
        });
        assert!(tried, "edit {kind} changes nothing that is listed");
        assert_eq!(listed(&changes(&before, document.map())), expected(&before, document.map()), "edit {kind}");
    }
}
