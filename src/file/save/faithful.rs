//! Whether what is about to be written reads back as the map that is open.

use std::sync::Arc;

use crate::file::{FileError, parse, to_bytes};
use crate::map::{Initiative, Note, StrategyMap, Table};

/// Reads bytes back before they replace anything, and compares.
///
/// # Errors
/// Where they are not the map. The sentence tells the first thing that is not.
pub(super) fn check(map: &StrategyMap, bytes: &[u8], name: &str) -> Result<(), FileError> {
    let unfaithful = |what: String| FileError::Unfaithful { name: name.to_owned(), what };
    let again = parse(bytes, name)?;
    if let Some(repair) = again.repairs.first() {
        return Err(unfaithful(repair.to_string()));
    }
    if !is_same(map, &again.map) || to_bytes(&again.map)? != bytes {
        return Err(unfaithful("something in it is not written as it is".into()));
    }
    Ok(())
}

/// Whether a map is another one, but for the positions: a file holds those in hundredths.
fn is_same(map: &StrategyMap, read: &StrategyMap) -> bool {
    let initiatives = all(&map.initiatives, &read.initiatives, |initiative: &mut Initiative| {
        if let Some(spot) = &mut initiative.position {
            spot.at = spot.at.as_written();
        }
    });
    let notes = all(&map.notes, &read.notes, |note: &mut Note| note.position.at = note.position.at.as_written());
    initiatives
        && notes
        && map.overview == read.overview
        && map.capabilities == read.capabilities
        && map.indicators == read.indicators
        && map.adaptations == read.adaptations
        && map.sources == read.sources
}

fn all<T: PartialEq + Clone>(a: &Table<T>, b: &Table<T>, round: impl Fn(&mut T)) -> bool {
    let same = |a: &Arc<T>, b: &Arc<T>| {
        a == b || {
            let mut rounded = T::clone(a);
            round(&mut rounded);
            rounded == **b
        }
    };
    a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b))
}
