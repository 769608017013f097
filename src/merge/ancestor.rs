//! Which of the versions that are known two others began from, where neither of them says so: a program that leaves a copy
//! of a file beside it does not tell.

use std::collections::BTreeSet;

use crate::insight::{Subject, changes};
use crate::map::{Id, StrategyMap};

/// What of a map differs between two versions: a field of a record, or a record as a whole.
type Places = BTreeSet<(Subject, Option<Id>, String)>;

/// The newest of some earlier versions, oldest first, that both maps are built on; none where that cannot be told.
///
/// A version that is too old does no harm: what has become of it since is asked about. One that is too new would make what
/// one side has never seen look like what it has taken back. So the search goes on from a version only where each side has
/// all that came with the next, or something newer in its place.
pub fn ancestor(earlier: &[StrategyMap], ours: &StrategyMap, theirs: &StrategyMap) -> Option<StrategyMap> {
    let (mut base, later) = earlier.split_first()?;
    let mut proven = false;
    for next in later {
        let step = places(base, next);
        if step.is_empty() {
            continue;
        }
        if ![ours, theirs].iter().all(|side| is_built_on(base, next, side, &step)) {
            break;
        }
        (base, proven) = (next, true);
    }
    // The oldest that is known may itself be one side's work alone, and is where it is that side.
    (proven || (base != ours && base != theirs)).then(|| base.clone())
}

fn places(before: &StrategyMap, after: &StrategyMap) -> Places {
    changes(before, after).into_iter().map(|change| (change.subject, change.item, change.field)).collect()
}

/// Whether a map has what came with the step from one version to the next: nothing as it was before, and something as it
/// was then.
fn is_built_on(base: &StrategyMap, next: &StrategyMap, side: &StrategyMap, step: &Places) -> bool {
    let (since_base, since_next) = (places(base, side), places(next, side));
    let within = |places: &Places, (subject, item, field): &(Subject, Option<Id>, String)| {
        // A record that has come or is gone stands for all of its fields.
        places.contains(&(*subject, item.clone(), field.clone()))
            || places.contains(&(*subject, item.clone(), String::new()))
    };
    step.iter().all(|place| within(&since_base, place)) && step.iter().any(|place| !within(&since_next, place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Document;
    use crate::map::Initiative;

    /// A map with the initiatives of these titles; the ids are the titles' first words.
    fn map(titles: &[&str]) -> StrategyMap {
        let mut document = Document::new(StrategyMap::default());
        for title in titles {
            let id = Id::new(title.split(' ').next().unwrap_or_default());
            let initiative = Initiative { id, title: (*title).into(), ..Initiative::default() };
            document.put(crate::edit::Record::Initiative(initiative.into()));
        }
        document.map().clone()
    }

    #[test]
    fn it_is_the_newest_version_that_both_are_built_on() {
        let (first, second, third) = (map(&["a"]), map(&["a", "b"]), map(&["a", "b", "c"]));
        let all = [first.clone(), second.clone(), third.clone()];
        let theirs = map(&["a", "b", "d"]);
        assert_eq!(ancestor(&all, &third, &theirs), Some(second.clone()), "the third is ours alone");
        let (ours, theirs) = (map(&["a 2", "b", "c"]), map(&["a", "b 2"]));
        assert_eq!(ancestor(&all, &ours, &theirs), Some(second), "what came with the second may be another since");
        assert_eq!(ancestor(&all, &map(&["a", "c"]), &map(&["a", "b", "d"])), Some(first), "or gone");
        let renamed = [map(&["a", "b"]), map(&["a 1", "b 1"])];
        let (ours, theirs) = (map(&["a 1", "b 2"]), map(&["a 2", "b 1"]));
        assert_eq!(ancestor(&renamed, &ours, &theirs), Some(renamed[1].clone()));
    }

    #[test]
    fn a_version_that_one_side_has_never_seen_is_none_that_it_began_from() {
        // Another program put its version in the place of ours, which it left beside the file.
        let (first, ours) = (map(&["a"]), map(&["a", "b"]));
        let theirs = map(&["a", "c"]);
        assert_eq!(ancestor(&[first.clone(), ours.clone()], &theirs, &ours), Some(first));
    }

    #[test]
    fn where_only_one_side_is_known_nothing_is_said() {
        let (ours, theirs) = (map(&["a"]), map(&["b"]));
        assert_eq!(ancestor(&[], &ours, &theirs), None);
        assert_eq!(ancestor(std::slice::from_ref(&ours), &ours, &theirs), None);
        assert_eq!(ancestor(std::slice::from_ref(&theirs), &ours, &theirs), None);
    }

    #[test]
    fn a_copy_that_is_an_earlier_version_is_told_by_that() {
        let (first, second, third) = (map(&["a"]), map(&["a", "b"]), map(&["a", "b", "c"]));
        let all = [first, second.clone(), third.clone()];
        assert_eq!(ancestor(&all, &third, &second), Some(second));
    }
}
