//! Three versions of one list inside a record: dated series, links, ids and texts.

use serde_json::Value;

use super::conflict::{Conflict, ConflictId, Side, Wanted};
use super::fields::{Spot, Weigher};
use super::order::{Token, order};
use super::version::is_same;
use crate::insight::shape::{Fields, Kind, Mark, ORDER, Pairing, both, date_of, entry_words, key_of, rest_of, value};
use crate::map::{Day, PartialDate};

/// The list in the common version, in ours and in theirs.
type Lists = [Vec<Value>; 3];

/// One entry in the versions that have it.
#[derive(Clone, Copy, Default)]
struct Trio {
    base: Option<usize>,
    ours: Option<usize>,
    theirs: Option<usize>,
}

/// Which entries of three lists are the same one.
fn trios(lists: &Lists, marks: &[Mark<'_>], marks_of_new: &[Mark<'_>]) -> Vec<Trio> {
    let [base, ours, theirs] = lists;
    let mut trios: Vec<Trio> = (0..base.len()).map(|at| Trio { base: Some(at), ..Trio::default() }).collect();
    let (mine, other) = (Pairing::of(base, ours, marks), Pairing::of(base, theirs, marks));
    mine.pairs.iter().for_each(|&(was, is)| trios[was].ours = Some(is));
    other.pairs.iter().for_each(|&(was, is)| trios[was].theirs = Some(is));
    let new = |list: &[Value], places: &[usize]| places.iter().map(|&at| list[at].clone()).collect::<Vec<_>>();
    let both_new = Pairing::of(&new(ours, &mine.added), &new(theirs, &other.added), marks_of_new);
    let at = |list: &[usize], place: usize| list.get(place).copied();
    trios.extend(both_new.pairs.iter().map(|&(one, two)| Trio {
        base: None,
        ours: at(&mine.added, one),
        theirs: at(&other.added, two),
    }));
    trios.extend(both_new.gone.iter().map(|&one| Trio { ours: at(&mine.added, one), ..Trio::default() }));
    trios.extend(both_new.added.iter().map(|&two| Trio { theirs: at(&other.added, two), ..Trio::default() }));
    trios
}

impl Trio {
    /// A name for conflicts about it.
    fn path(&self, list: &str) -> String {
        match (self.base, self.ours) {
            (Some(at), _) => format!("{list}/{at}"),
            (None, at) => format!("{list}/new-{}", at.unwrap_or_default()),
        }
    }
}

impl Weigher<'_> {
    /// A list of records without ids.
    pub fn entries(&mut self, kind: Kind, noun: &str, path: &str, lists: &Lists) -> Vec<Value> {
        let identical: Mark<'_> = &|_, entry| Some(entry.to_string());
        let key: Mark<'_> = &|_, entry| Some(key_of(kind, entry));
        let rest: Mark<'_> = &|_, entry| rest_of(kind, entry);
        let key_and_main: Mark<'_> =
            &|_, entry| Some(key_of(kind, entry) + "\n" + &kind.main().map(|main| entry[main].to_string())?);
        let trios = match kind {
            // There is one link to a capability, whatever stands on it.
            Kind::Link => trios(lists, &[key], &[key]),
            // Two values of one day are two observations.
            Kind::Observation => trios(lists, &[identical, key, rest], &[identical, key_and_main]),
            Kind::SetAside => trios(lists, &[identical, key, rest], &[identical]),
            _ => trios(lists, &[identical, key, rest], &[identical, key]),
        };
        let values = trios.iter().map(|trio| self.entry(kind, noun, &trio.path(path), trio, lists)).collect();
        let names = self.names;
        let mut merged = self.in_order(&trios, values, lists, (path, noun), &|entry| entry_words(kind, entry, names));
        let day = |entry: &Value| date_of(kind, entry).map_or(Day(i32::MIN), PartialDate::start);
        let is_dated = kind.is_series() || kind == Kind::Observation;
        // Lists that both sides keep in the order of time stay so.
        if is_dated && lists[1..].iter().all(|list| list.is_sorted_by_key(day)) {
            merged.sort_by_key(day);
        }
        merged
    }

    fn entry(&mut self, kind: Kind, noun: &str, path: &str, trio: &Trio, lists: &Lists) -> Option<Value> {
        let [base, ours, theirs] = lists;
        let [was, mine, other] =
            [trio.base.map(|at| &base[at]), trio.ours.map(|at| &ours[at]), trio.theirs.map(|at| &theirs[at])];
        let (mine, other) = match (was, mine, other) {
            (_, Some(mine), Some(other)) => (mine, other),
            (Some(was), Some(has), None) => return self.removed(kind, noun, path, (was, has), Side::Theirs),
            (Some(was), None, Some(has)) => return self.removed(kind, noun, path, (was, has), Side::Ours),
            (_, mine, other) => return mine.or(other).filter(|_| was.is_none()).cloned(),
        };
        let fields = |value: Option<&Value>| value.and_then(Value::as_object).cloned().unwrap_or_else(Fields::new);
        let words = entry_words(kind, mine, self.names).unwrap_or_default();
        let of =
            if kind == Kind::Link { format!(" of the link to {words}") } else { format!(" of the {noun} {words}") };
        let spot = Spot { kind, of: &of, path, entry: Some((noun, mine, other)) };
        Some(Value::Object(self.fields(&spot, &fields(was), &fields(Some(mine)), &fields(Some(other)))))
    }

    /// What one side has and the other has removed.
    fn removed(
        &mut self,
        kind: Kind,
        noun: &str,
        path: &str,
        (was, has): (&Value, &Value),
        remover: Side,
    ) -> Option<Value> {
        if is_same(was, has) {
            return None;
        }
        let words = entry_words(kind, has, self.names).unwrap_or_default();
        self.removal(path.to_owned(), noun, words, remover).then(|| has.clone())
    }

    /// Notes that one side has removed what the other has changed; whether it is kept.
    fn removal(&mut self, path: String, noun: &str, has: String, remover: Side) -> bool {
        let id = ConflictId(path);
        let kept = self.choices.get(&id).copied().unwrap_or(remover.other());
        let field = (noun.to_owned(), has);
        self.conflicts.push(Conflict::of_removal(id, &self.about, field, remover, &Wanted::Changed, kept));
        kept != remover
    }

    /// A list of ids or of texts. A text that stands in the place of another is that one, reworded.
    pub fn atoms(&mut self, noun: &str, field: &str, path: &str, lists: &Lists, by_place: bool) -> Vec<Value> {
        let same: Mark<'_> = &|_, entry| Some(entry.to_string());
        let there: Mark<'_> = &|at, _| by_place.then(|| at.to_string());
        let trios = trios(lists, &[same, there], &[same]);
        let names = self.names;
        let told = |entry: &Value| match by_place {
            true => value(field, entry),
            false => entry.as_str().map(|id| names.of(id)),
        };
        let values = trios.iter().map(|trio| self.atom(noun, &trio.path(path), trio, lists, &told)).collect();
        self.in_order(&trios, values, lists, (path, noun), &told)
    }

    fn atom(
        &mut self,
        noun: &str,
        path: &str,
        trio: &Trio,
        lists: &Lists,
        told: &dyn Fn(&Value) -> Option<String>,
    ) -> Option<Value> {
        let [base, ours, theirs] = lists;
        let [was, mine, other] =
            [trio.base.map(|at| &base[at]), trio.ours.map(|at| &ours[at]), trio.theirs.map(|at| &theirs[at])];
        let (has, remover) = match (was, mine, other) {
            (Some(was), Some(mine), Some(other)) if mine != other && mine != was && other != was => {
                let side = self.conflict(path.to_owned(), noun.to_owned(), both(Some(mine), Some(other), told));
                return Some(if side == Side::Ours { mine } else { other }.clone());
            }
            (was, Some(mine), Some(other)) => return Some(if Some(mine) == was { other } else { mine }.clone()),
            (Some(was), Some(has), None) if has != was => (has, Side::Theirs),
            (Some(was), None, Some(has)) if has != was => (has, Side::Ours),
            (_, mine, other) => return mine.or(other).filter(|_| was.is_none()).cloned(),
        };
        self.removal(path.to_owned(), noun, told(has).unwrap_or_default(), remover).then(|| has.clone())
    }

    /// What is kept of a list, in one order.
    fn in_order(
        &mut self,
        trios: &[Trio],
        mut values: Vec<Option<Value>>,
        lists: &Lists,
        (path, noun): (&str, &str),
        told: &dyn Fn(&Value) -> Option<String>,
    ) -> Vec<Value> {
        let tokens = |place: fn(&Trio) -> Option<usize>| -> Vec<Token> {
            let mut placed: Vec<(usize, Token)> =
                trios.iter().enumerate().filter_map(|(token, trio)| Some((place(trio)?, token))).collect();
            placed.sort_unstable();
            placed.into_iter().map(|placed| placed.1).collect()
        };
        let [base, ours, theirs] = [tokens(|trio| trio.base), tokens(|trio| trio.ours), tokens(|trio| trio.theirs)];
        let keep: Vec<bool> = values.iter().map(Option::is_some).collect();
        let id = ConflictId(format!("{path}/order"));
        let prefer = self.choices.get(&id).copied().unwrap_or(Side::Ours);
        let ordered = order([&base, &ours, &theirs], &keep, prefer);
        if ordered.is_disputed {
            let all = |list: &Value| Some(list.as_array()?.iter().filter_map(told).collect::<Vec<_>>().join(" · "));
            let [ours, theirs] = [1, 2].map(|side| Value::Array(lists[side].clone()));
            let words = both(Some(&ours), Some(&theirs), all);
            self.conflict(id.0, format!("{ORDER}the list: {noun}"), words);
        }
        ordered.order.into_iter().filter_map(|token| values[token].take()).collect()
    }
}
