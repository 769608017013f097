//! The part of time that is read.

use crate::map::{Day, PartialDate, StrategyMap};

/// How far back observations are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// All of them.
    #[default]
    All,
    /// Those of the last year.
    LastYear,
    /// Those of the last three years.
    LastThreeYears,
    /// Those since the last adaptation.
    SinceAdaptation,
}

impl Period {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::All, Self::LastYear, Self::LastThreeYears, Self::SinceAdaptation];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "All observations",
            Self::LastYear => "Last year",
            Self::LastThreeYears => "Last three years",
            Self::SinceAdaptation => "Since the last adaptation",
        }
    }

    /// The name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::LastYear => "year",
            Self::LastThreeYears => "three-years",
            Self::SinceAdaptation => "adaptation",
        }
    }

    /// The first day that is read as of a day; none where all are. An error says that nothing was adapted by then.
    ///
    /// # Errors
    /// Where the period begins with an adaptation and there is none by that day.
    pub fn begin(self, map: &StrategyMap, day: Day) -> Result<Option<Day>, NoAdaptation> {
        match self {
            Self::All => Ok(None),
            Self::LastYear => Ok(Some(years_before(day, 1))),
            Self::LastThreeYears => Ok(Some(years_before(day, 3))),
            Self::SinceAdaptation => {
                let begun = map.adaptations.iter().filter_map(|adaptation| adaptation.date).map(PartialDate::start);
                begun.filter(|start| *start <= day).max().map(Some).ok_or(NoAdaptation)
            }
        }
    }
}

/// Nothing was adapted yet, so that nothing can be read since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing was adapted by that day, so there is no last adaptation to read from")]
pub struct NoAdaptation;

/// The day after the same date so many years before.
fn years_before(day: Day, years: i32) -> Day {
    let (year, month, of_month) = day.civil();
    // The 29th of February has no like in most years: the 1st of March comes after the 28th.
    Day(Day::from_civil(year - years, month, of_month).0 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Adaptation;
    use std::sync::Arc;

    #[test]
    fn a_year_is_read_from_the_day_after_the_same_date_of_the_year_before() {
        let map = StrategyMap::default();
        let day = Day::from_civil(2016, 3, 31);
        assert_eq!(Period::LastYear.begin(&map, day), Ok(Some(Day::from_civil(2015, 4, 1))));
        assert_eq!(Period::LastThreeYears.begin(&map, day), Ok(Some(Day::from_civil(2013, 4, 1))));
        assert_eq!(Period::All.begin(&map, day), Ok(None));
    }

    #[test]
    fn the_last_adaptation_is_the_last_that_has_come() {
        let mut map = StrategyMap::default();
        let day = Day::from_civil(2016, 3, 31);
        assert_eq!(Period::SinceAdaptation.begin(&map, day), Err(NoAdaptation));
        for (id, date) in [("a", "2012"), ("b", "2014-05"), ("c", "2019")] {
            let date = Some(date.parse().expect(date));
            map.adaptations.put(Arc::new(Adaptation { id: id.into(), date, ..Adaptation::default() }));
        }
        assert_eq!(Period::SinceAdaptation.begin(&map, day), Ok(Some(Day::from_civil(2014, 5, 1))));
    }
}
