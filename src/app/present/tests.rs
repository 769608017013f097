//! A step never spoils the next: what is shown follows from the step alone.

use std::collections::HashSet;
use std::sync::Arc;

use super::steps::{MOST_CAPABILITIES, steps};
use super::*;
use crate::map::{Backbone, Capability, Initiative, Link, Position, StrategyKind};
use crate::scene::Subject;

fn sample(name: &str) -> StrategyMap {
    crate::file::samples::find(name).expect("the sample").load().expect("it opens").map
}

fn presented(map: &StrategyMap, day: Option<&str>) -> Presentation {
    let asked = day.map(|day| day.parse().expect("a date"));
    Presentation::new(map, Moment::of(map, asked, Day::today()), Arc::new(Timeline::of(map)))
}

fn initiative(i: usize, strategy: StrategyKind, capability: usize) -> Arc<Initiative> {
    let position = Position { x: 20.0 + 300.0 * (i % 5) as f64, y: 72.0 + 130.0 * (i / 5) as f64 };
    Arc::new(Initiative {
        id: format!("i{i}").as_str().into(),
        title: format!("Initiative {i}"),
        strategy: Some(strategy),
        position: Some(position.into()),
        relies_on: vec![Link::to(format!("c{capability}").as_str().into())],
        ..Initiative::default()
    })
}

fn large(initiatives: usize, capabilities: usize) -> StrategyMap {
    let mut map = StrategyMap::default();
    for i in 0..capabilities {
        let id = format!("c{i}").as_str().into();
        map.capabilities.put(Arc::new(Capability::named(id, format!("Capability {i}"), Backbone::ALL[i % 2])));
    }
    for i in 0..initiatives {
        map.initiatives.put(initiative(i, StrategyKind::CustomerEngagement, i % capabilities));
    }
    map
}

/// All that is seen of a presentation.
#[derive(Debug, PartialEq)]
struct Seen {
    at: usize,
    step: Step,
    playing: Playing,
    moment: Moment,
    light: Light,
    caption: Caption,
    subjects: Vec<Subject>,
}

fn seen(presentation: &mut Presentation, map: &StrategyMap) -> Seen {
    let moment = presentation.shown(map);
    Seen {
        at: presentation.at,
        step: presentation.step().clone(),
        playing: presentation.playing,
        moment,
        light: Light::of(presentation.step(), map, moment),
        caption: presentation.caption(map),
        subjects: presentation.scene(map, false).nodes.iter().map(|node| node.subject.clone()).collect(),
    }
}

/// Numbers at random, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Wanders about, with time going on and the play stopped at random, and comes to a step at last.
fn wander(presentation: &mut Presentation, map: &StrategyMap, chance: &mut Chance, to: usize) {
    for _ in 0..chance.below(60) {
        match chance.below(9) {
            0 => drop(presentation.go(Go::First)),
            1 => drop(presentation.go(Go::Last)),
            2 => drop(presentation.go(Go::Pause)),
            3 | 4 => drop(presentation.go(Go::Back)),
            5 => drop(presentation.play_on(0.2)),
            6 => drop(seen(presentation, map)),
            _ => drop(presentation.go(Go::On)),
        }
    }
    if presentation.at == to {
        presentation.go(if to == 0 { Go::On } else { Go::Back });
    }
    while presentation.at != to {
        presentation.go(if presentation.at < to { Go::On } else { Go::Back });
    }
}

#[test]
fn a_step_looks_the_same_however_it_was_reached() {
    for name in ["kaiser-permanente", "schindler"] {
        let map = sample(name);
        let mut chance = Chance(4);
        for _ in 0..40 {
            let mut wandered = presented(&map, None);
            let to = chance.below(wandered.steps.len());
            wander(&mut wandered, &map, &mut chance, to);
            let mut straight = presented(&map, None);
            straight.arrive(to);
            assert_eq!(seen(&mut wandered, &map), seen(&mut straight, &map), "{name}, step {to}");
            for presentation in [&mut wandered, &mut straight] {
                presentation.play_on(0.2);
                presentation.play_on(0.2);
            }
            assert_eq!(seen(&mut wandered, &map), seen(&mut straight, &map), "{name}, step {to}, a moment later");
        }
    }
}

#[test]
fn the_steps_are_direction_strategies_capabilities_time_progress_and_the_whole_map() {
    let map = sample("kaiser-permanente");
    let told: Vec<String> = presented(&map, None)
        .steps
        .iter()
        .map(|step| match step {
            Step::Direction => "direction".to_owned(),
            Step::Strategy(part) => part.strategy.key().to_owned(),
            Step::Capability(id) => id.to_string(),
            Step::Backbone(backbone) => backbone.key().to_owned(),
            Step::Time => "time".to_owned(),
            Step::Progress { .. } => "progress".to_owned(),
            Step::Map => "map".to_owned(),
        })
        .collect();
    assert_eq!(told[..3], ["direction", "customer_engagement", "digitized_solutions"]);
    assert_eq!(told[told.len() - 3..], ["time", "progress", "map"]);
    assert_eq!(told.len(), 12);
    assert!(!told.contains(&"mock-clinic".to_owned()), "nothing relies on it");
}

#[test]
fn the_strategy_that_leads_comes_first() {
    let steps = presented(&sample("schindler"), None).steps;
    let first = steps.iter().find_map(|step| if let Step::Strategy(part) = step { Some(part.strategy) } else { None });
    assert_eq!(first, Some(StrategyKind::DigitizedSolutions));
}

#[test]
fn an_empty_map_is_presented_as_it_is() {
    assert_eq!(presented(&StrategyMap::default(), None).steps, [Step::Map]);
}

#[test]
fn many_capabilities_are_shown_by_backbone() {
    let few = large(30, MOST_CAPABILITIES);
    let many = large(30, MOST_CAPABILITIES + 1);
    let count = |map: &StrategyMap, is: fn(&Step) -> bool| {
        steps(map, Moment::on(Day(0)), false).iter().filter(|step| is(step)).count()
    };
    assert_eq!(count(&few, |step| matches!(step, Step::Capability(_))), MOST_CAPABILITIES);
    assert_eq!(count(&many, |step| matches!(step, Step::Capability(_))), 0);
    assert_eq!(count(&many, |step| matches!(step, Step::Backbone(_))), 2);
}

#[test]
fn a_strategy_of_many_cards_is_shown_in_few_parts_that_hold_each_card_once() {
    for count in [1, 40, 41, 300, 1_000] {
        let map = large(count, 3);
        let all = steps(&map, Moment::on(Day(0)), false);
        let parts = all.iter().filter_map(|step| if let Step::Strategy(part) = step { Some(part) } else { None });
        let parts: Vec<_> = parts.collect();
        let cards: Vec<_> = parts.iter().flat_map(|part| part.cards.iter()).collect();
        assert_eq!((cards.len(), cards.iter().collect::<HashSet<_>>().len()), (count, count));
        assert!(parts.len() <= 8 && parts.iter().all(|part| part.of == parts.len()), "{count}: {}", parts.len());
    }
}

#[test]
fn all_that_is_put_into_light_is_on_the_page() {
    for name in ["kaiser-permanente", "schindler"] {
        let map = sample(name);
        let mut presentation = presented(&map, None);
        for at in 0..presentation.steps.len() {
            presentation.arrive(at);
            presentation.playing = Playing::Done;
            let light = Light::of(presentation.step(), &map, presentation.moment);
            let scene = presentation.scene(&map, true);
            if let Light::On { lit, .. } = &light {
                for subject in lit {
                    assert!(scene.node(subject).is_some(), "{name}: {}", subject.name());
                }
            }
            assert!(!light.frames(&scene).is_empty());
        }
    }
}

#[test]
fn time_is_played_once_up_to_the_day_that_is_presented() {
    let map = sample("kaiser-permanente");
    let mut presentation = presented(&map, Some("2012-06"));
    let at = presentation.steps.iter().position(|step| *step == Step::Time).expect("time");
    presentation.arrive(at);
    let first = presentation.shown(&map).day;
    let mut last = first;
    while presentation.play_on(0.2) {
        let day = presentation.shown(&map).day;
        assert!(day >= last && day <= presentation.moment.day);
        last = day;
    }
    assert_eq!(presentation.shown(&map), presentation.moment);
    assert!(!presentation.play_on(0.2), "it plays once");
    presentation.go(Go::Pause);
    assert_eq!(presentation.shown(&map).day, first, "asked for, it plays again");
}

#[test]
fn a_play_that_is_stopped_stays_on_its_day_and_goes_on_from_there() {
    let map = sample("schindler");
    let mut presentation = presented(&map, None);
    let at = presentation.steps.iter().position(|step| *step == Step::Time).expect("time");
    presentation.arrive(at);
    presentation.play_on(0.25);
    presentation.go(Go::Pause);
    let day = presentation.shown(&map).day;
    assert!(!presentation.play_on(0.25));
    assert_eq!(presentation.shown(&map).day, day);
    presentation.go(Go::Pause);
    assert!(presentation.play_on(0.25) && presentation.shown(&map).day > day);
}

#[test]
fn the_caption_of_a_capability_tells_who_relies_on_it_and_what_was_answered() {
    let map = sample("kaiser-permanente");
    let mut presentation = presented(&map, None);
    let step = Step::Capability("shared-record".into());
    presentation.at = presentation.steps.iter().position(|known| *known == step).expect("there");
    let caption = presentation.caption(&map);
    assert_eq!(caption.head, "One shared health record");
    assert!(caption.rest.contains("rely on it") && caption.rest.contains("answers: "), "{}", caption.rest);
}
