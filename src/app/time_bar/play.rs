//! Playing the map through time.

use crate::map::Day;

/// How long the whole range takes, in seconds.
const SECONDS: f64 = 12.0;

/// The most of a second that one frame may take: after a stall time goes on from where it was.
const LONGEST_FRAME: f64 = 0.25;

/// What is played: from the first day of all to the day that the map speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Where it begins.
    pub first: Day,
    /// Where it ends.
    pub own: Day,
}

impl Course {
    /// Whether there is anything between its ends.
    pub fn is_long(self) -> bool {
        self.first < self.own
    }
}

/// A map that is being played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Play {
    /// The day that it has come to, with the part of it that has gone by.
    at: f64,
}

impl Play {
    /// Begins at a day; at the beginning of the course where that day is at its end or beyond.
    pub fn from(shown: Day, course: Course) -> Self {
        let start = if shown >= course.own { course.first } else { shown.max(course.first) };
        Self { at: f64::from(start.0) }
    }

    /// The day that it has come to.
    pub fn day(&self) -> Day {
        Day(self.at.floor() as i32)
    }

    /// Goes on by the time that a frame took. Answers the day to show; nothing once the end is reached.
    pub fn step(&mut self, seconds: f32, course: Course) -> Option<Day> {
        let days_a_second = f64::from(course.own.0 - course.first.0) / SECONDS;
        self.at += f64::from(seconds).clamp(0.0, LONGEST_FRAME) * days_a_second;
        let day = self.day();
        (course.is_long() && day < course.own).then_some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COURSE: Course = Course { first: Day(1_000), own: Day(7_000) };

    #[test]
    fn the_whole_range_takes_twelve_seconds_at_any_rate_of_frames() {
        for rate in [24.0, 60.0, 144.0] {
            let mut play = Play::from(COURSE.own, COURSE);
            let mut frames = 0;
            while play.step(1.0 / rate, COURSE).is_some() {
                frames += 1;
            }
            let seconds = frames as f32 / rate;
            assert!((seconds - 12.0).abs() < 0.2, "{rate}: {seconds}");
        }
    }

    #[test]
    fn it_goes_on_from_the_day_that_is_shown_and_ends_with_the_own_day() {
        let mut play = Play::from(Day(6_990), COURSE);
        assert_eq!(play.step(0.0125, COURSE), Some(Day(6_996)));
        assert_eq!(play.step(0.0125, COURSE), None);
        let mut from_the_future = Play::from(Day(9_000), COURSE);
        assert_eq!(from_the_future.step(0.0, COURSE), Some(COURSE.first));
    }

    #[test]
    fn a_stall_skips_no_years_and_an_empty_course_ends_at_once() {
        let mut play = Play::from(COURSE.first, COURSE);
        assert_eq!(play.step(30.0, COURSE), Some(Day(1_125)));
        let nothing = Course { first: Day(5), own: Day(5) };
        assert_eq!(Play::from(Day(5), nothing).step(0.1, nothing), None);
    }
}
