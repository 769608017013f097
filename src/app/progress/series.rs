//! The dots of an indicator, for its small line in the list.

use crate::map::{Day, Indicator};
pub use crate::scene::chart::Dot;

/// The observations of an indicator that have come by a day, in the order of time.
pub fn series(indicator: &Indicator, day: Day) -> Vec<Dot<'_>> {
    crate::scene::chart::series(indicator, day, None)
}
