//! From days to places on the track, and back.

use crate::insight::Timeline;
use crate::map::Day;

/// How close the pointer has to come to a day on which something happens, in points.
const SNAP: f32 = 5.0;

/// The least length of a track, in days: on a shorter one a day would be as wide as a thumb.
const YEAR: i32 = 366;

/// The days that the track spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

impl Range {
    /// All that is dated and the day that the map speaks of, with a little air at both ends.
    pub fn of((first, last): (Day, Day), own: Day) -> Self {
        let (first, last) = (first.min(own).0, last.max(own).0);
        let air = ((last - first) / 40).max(15);
        let lacking = (YEAR - (last - first) - 2 * air).max(0);
        // Beyond these years a date cannot be written.
        let (least, most) = (Day::from_civil(0, 1, 1), Day::from_civil(9999, 12, 31));
        Self {
            from: Day(first - air - lacking / 2).clamp(least, most),
            to: Day(last + air + lacking - lacking / 2).clamp(least, most),
        }
    }
}

/// A range laid out on the track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The days.
    pub range: Range,
    /// Where the track begins.
    pub left: f32,
    /// Where it ends.
    pub right: f32,
}

impl Scale {
    /// Where a day stands.
    pub fn x(&self, day: Day) -> f32 {
        let share = f64::from(day.0 - self.range.from.0) / self.days();
        self.left + (share * f64::from(self.right - self.left)) as f32
    }

    /// The day at a place; beyond the ends of the track the one at its end.
    pub fn day(&self, x: f32) -> Day {
        let share = f64::from(x - self.left) / f64::from((self.right - self.left).max(1.0));
        Day(self.range.from.0 + (share.clamp(0.0, 1.0) * self.days()).round() as i32)
    }

    /// The day at a place, drawn to a day on which something happens, or to the map's own, where one is close.
    pub fn day_near(&self, x: f32, timeline: &Timeline, own: Day) -> Day {
        let day = self.day(x);
        let stops = [Some(own), timeline.day_before(Day(day.0 + 1)), timeline.next_day(day)];
        let away = |stop: &Day| (self.x(*stop) - x).abs();
        let nearest = stops.into_iter().flatten().min_by(|a, b| away(a).total_cmp(&away(b)));
        nearest.filter(|stop| away(stop) <= SNAP).unwrap_or(day)
    }

    fn days(&self) -> f64 {
        f64::from((self.range.to.0 - self.range.from.0).max(1))
    }

    /// The years that are written below the track, as many as stand `gap` apart, and where.
    pub fn years(&self, gap: f32) -> Vec<(i32, f32)> {
        const STEPS: [i32; 12] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];
        let year_width = (365.25 * f64::from(self.right - self.left) / self.days()) as f32;
        let Some(step) = STEPS.into_iter().find(|step| *step as f32 * year_width >= gap) else { return Vec::new() };
        let (first, last) = (self.range.from.civil().0, self.range.to.civil().0);
        let place = |year: i32| (year, self.x(Day::from_civil(year, 1, 1)));
        let years = (first.div_euclid(step)..=last.div_euclid(step)).map(|count| place(count * step));
        // A label may stand out over the end of the track by no more than the track's own margin.
        years.filter(|(_, x)| *x >= self.left && *x <= self.right).collect()
    }
}

/// Where marks are drawn for days in the order of time: one for each pixel, however many days fall on it.
pub fn thinned(scale: &Scale, days: impl Iterator<Item = Day>) -> Vec<f32> {
    let mut places: Vec<f32> = days.map(|day| scale.x(day).round()).collect();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::{Event, What};
    use crate::map::{PartialDate, StrategyKind};

    fn day(text: &str) -> Day {
        text.parse::<PartialDate>().expect(text).start()
    }

    fn scale(from: &str, to: &str, width: f32) -> Scale {
        Scale { range: Range { from: day(from), to: day(to) }, left: 100.0, right: 100.0 + width }
    }

    fn timeline(days: &[&str]) -> Timeline {
        let event = |text: &&str| Event {
            day: day(text),
            date: text.parse().expect(text),
            what: What::Primary(StrategyKind::CustomerEngagement),
        };
        Timeline { events: days.iter().map(event).collect(), observed: Vec::new() }
    }

    #[test]
    fn the_range_holds_all_that_is_dated_and_the_own_day_with_air() {
        let range = Range::of((day("2004"), day("2020")), day("2022-10-31"));
        assert!(range.from < day("2004") && range.from > day("2003"));
        assert!(range.to > day("2022-10-31") && range.to < day("2024"));
        let planned = Range::of((day("2004"), day("2030")), day("2016"));
        assert!(planned.to > day("2030"));
        let before = Range::of((day("2004"), day("2010")), day("1999"));
        assert!(before.from < day("1999"));
    }

    #[test]
    fn the_range_is_at_least_a_year_and_never_leaves_the_calendar() {
        let range = Range::of((day("2016-05-01"), day("2016-05-01")), day("2016-05-01"));
        assert!(range.to.0 - range.from.0 >= YEAR);
        let all = Range::of((day("0000"), Day::from_civil(9999, 12, 31)), day("2016"));
        assert_eq!((all.from.civil().0, all.to.civil().0), (0, 9999));
    }

    #[test]
    fn a_place_leads_to_the_day_that_stands_there() {
        let scale = scale("2004", "2016", 800.0);
        for text in ["2004", "2008-07-19", "2016"] {
            let there = scale.day(scale.x(day(text)));
            assert!((there.0 - day(text).0).abs() <= 1, "{text}");
        }
        assert_eq!(scale.day(-5_000.0), day("2004"));
        assert_eq!(scale.day(5_000.0), day("2016"));
    }

    #[test]
    fn the_pointer_is_drawn_to_what_is_within_five_points() {
        let scale = scale("2004", "2016", 800.0);
        let (timeline, own) = (timeline(&["2008", "2008-01-20", "2012"]), day("2015"));
        assert_eq!(scale.day_near(scale.x(day("2012")) + 4.5, &timeline, own), day("2012"));
        assert_ne!(scale.day_near(scale.x(day("2012")) + 6.0, &timeline, own), day("2012"));
        assert_eq!(scale.day_near(scale.x(day("2008")) - 1.0, &timeline, own), day("2008"));
        assert_eq!(scale.day_near(scale.x(own) - 3.0, &timeline, own), own);
    }

    #[test]
    fn as_many_years_are_written_as_fit() {
        let years = |width| scale("2003-06", "2022-10", width).years(44.0).iter().map(|(y, _)| *y).collect::<Vec<_>>();
        assert_eq!(years(1_200.0).len(), 19);
        assert_eq!(years(500.0), [2004, 2006, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022]);
        assert_eq!(years(200.0), [2005, 2010, 2015, 2020]);
        for width in [60.0, 200.0, 333.0, 1_200.0] {
            let places = scale("2003-06", "2022-10", width).years(44.0);
            assert!(places.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 43.0), "{width}: {places:?}");
        }
    }

    #[test]
    fn thousands_of_days_become_one_mark_for_each_pixel() {
        let scale = scale("2000", "2022", 640.0);
        let days = (0..8_000).map(|n| Day(day("2000").0 + n));
        let marks = thinned(&scale, days);
        assert!(marks.len() <= 641, "{}", marks.len());
        assert!(marks.windows(2).all(|pair| pair[1] - pair[0] >= 1.0));
    }
}
