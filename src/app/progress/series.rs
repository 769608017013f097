//! The dots of an indicator, for its small line in the list.

pub use crate::scene::chart::Dot;
use crate::map::{Day, Indicator};

/// The observations of an indicator that have come by a day, in the order of time.
pub fn series(indicator: &Indicator, day: Day) -> Vec<Dot<'_>> {
    crate::scene::chart::series(indicator, day, None)
}
