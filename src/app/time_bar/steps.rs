//! Steps from one day on which something happens to the next.

use crate::insight::{Event, Timeline, What};
use crate::map::{Day, Id};

/// Which way to step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To what was before.
    Back,
    /// To what comes after.
    On,
}

/// The next day from one on which something happens. The day that the map speaks of is a stop as well.
pub fn event(timeline: &Timeline, (shown, own): (Day, Day), way: Way) -> Option<Day> {
    let (happens, own) = match way {
        Way::Back => (timeline.day_before(shown), Some(own).filter(|own| *own < shown)),
        Way::On => (timeline.next_day(shown), Some(own).filter(|own| *own > shown)),
    };
    let both = happens.into_iter().chain(own);
    match way {
        Way::Back => both.max(),
        Way::On => both.min(),
    }
}

/// The next day from one on which the course was changed.
pub fn adaptation(timeline: &Timeline, shown: Day, way: Way) -> Option<Day> {
    let mut days = adaptations(timeline).map(|(_, event)| event.day);
    match way {
        Way::Back => days.take_while(|day| *day < shown).last(),
        Way::On => days.find(|day| *day > shown),
    }
}

/// The adaptations in the order of time.
pub fn adaptations(timeline: &Timeline) -> impl Iterator<Item = (&Id, &Event)> {
    timeline.events.iter().filter_map(|event| match &event.what {
        What::Adaptation(id) => Some((id, event)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{PartialDate, StrategyKind};

    fn timeline() -> Timeline {
        let event = |day: i32, what| Event { day: Day(day), date: PartialDate::of_day(Day(day)), what };
        let primary = || What::Primary(StrategyKind::CustomerEngagement);
        let adapted = |id: &str| What::Adaptation(id.into());
        Timeline {
            events: vec![event(10, primary()), event(20, adapted("a")), event(30, primary()), event(40, adapted("b"))],
            observed: vec![Day(5), Day(25)],
        }
    }

    #[test]
    fn the_own_day_is_a_stop_among_the_events() {
        let timeline = timeline();
        let own = Day(35);
        assert_eq!(event(&timeline, (Day(30), own), Way::On), Some(own));
        assert_eq!(event(&timeline, (own, own), Way::On), Some(Day(40)));
        assert_eq!(event(&timeline, (Day(40), own), Way::Back), Some(own));
        assert_eq!(event(&timeline, (own, own), Way::Back), Some(Day(30)));
        assert_eq!(event(&timeline, (Day(10), own), Way::Back), None);
        assert_eq!(event(&timeline, (Day(41), Day(35)), Way::On), None);
    }

    #[test]
    fn adaptations_have_steps_of_their_own() {
        let timeline = timeline();
        assert_eq!(adaptation(&timeline, Day(35), Way::Back), Some(Day(20)));
        assert_eq!(adaptation(&timeline, Day(20), Way::On), Some(Day(40)));
        assert_eq!(adaptation(&timeline, Day(20), Way::Back), None);
        assert_eq!(adaptation(&timeline, Day(40), Way::On), None);
    }
}
