//! Which entries of two lists are the same one.

use std::collections::{BTreeMap, VecDeque};

use serde_json::Value;

/// What an entry is recognised by: its place in the list and the entry itself; none where it cannot be recognised so.
pub(crate) type Mark<'a> = &'a dyn Fn(usize, &Value) -> Option<String>;

/// Two lists compared.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Pairing {
    /// The places of what is in both, in the order of the list before.
    pub pairs: Vec<(usize, usize)>,
    /// The places, before, of what is gone.
    pub gone: Vec<usize>,
    /// The places, after, of what was added.
    pub added: Vec<usize>,
}

impl Pairing {
    /// Pairs what bears the same mark: first by the first mark, what is left by the next. Where several bear one mark, the first goes
    /// with the first, the second with the second; so the result is the same whichever list is called *before*.
    pub fn of(before: &[Value], after: &[Value], marks: &[Mark<'_>]) -> Self {
        let mut paired =
            Self { pairs: Vec::new(), gone: (0..before.len()).collect(), added: (0..after.len()).collect() };
        for mark in marks {
            paired.round(before, after, mark);
        }
        paired.pairs.sort_unstable();
        paired
    }

    fn round(&mut self, before: &[Value], after: &[Value], mark: Mark<'_>) {
        let mut waiting: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for &at in &self.added {
            if let Some(mark) = mark(at, &after[at]) {
                waiting.entry(mark).or_default().push_back(at);
            }
        }
        let pairs = &mut self.pairs;
        self.gone.retain(|&at| {
            let found = mark(at, &before[at]).and_then(|mark| waiting.get_mut(&mark)?.pop_front());
            pairs.extend(found.map(|other| (at, other)));
            found.is_none()
        });
        let taken: std::collections::BTreeSet<usize> = self.pairs.iter().map(|pair| pair.1).collect();
        self.added.retain(|at| !taken.contains(at));
    }

    /// Whether what is in both stands in another order.
    pub fn is_reordered(&self) -> bool {
        !self.pairs.is_sorted_by_key(|pair| pair.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn equals_come_first_then_what_has_the_same_key() {
        let [before, after] = [json!([["a", 1], ["a", 2], ["b", 1]]), json!([["a", 2], ["a", 3], ["c", 1]])];
        let [before, after] = [before, after].map(|list| list.as_array().cloned().unwrap_or_default());
        let marks: [Mark<'_>; 2] = [&|_, entry| Some(entry.to_string()), &|_, entry| Some(entry[0].to_string())];
        let paired = Pairing::of(&before, &after, &marks);
        assert_eq!(paired, Pairing { pairs: vec![(0, 1), (1, 0)], gone: vec![2], added: vec![2] });
        assert!(paired.is_reordered());
    }
}
