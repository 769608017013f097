use super::*;
use crate::file::samples;
use crate::map::Day;

fn sample(name: &str) -> StrategyMap {
    samples::find(name).expect(name).load().expect(name).map
}

fn reached(map: &StrategyMap) -> Vec<Reached> {
    method(map, Moment::of(map, None, Day::from_civil(2026, 1, 1)))
}

fn words(map: &StrategyMap, step: MethodStep) -> Vec<String> {
    let reached = reached(map).into_iter().find(|reached| reached.step == step).expect("each step");
    reached.facts.into_iter().map(|fact| fact.words).collect()
}

#[test]
fn an_empty_map_says_of_each_step_where_to_begin() {
    let map = StrategyMap::default();
    let reached = reached(&map);
    assert_eq!(reached.iter().map(|reached| reached.step.number()).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert!(reached.iter().all(|reached| !reached.is_whole()));
    let first: Vec<&Missing> = reached.iter().filter_map(|reached| reached.first_open()?.missing.first()).collect();
    let backbone = Missing::Capability(Backbone::DigitalServices);
    assert_eq!(first, [&backbone, &Missing::Direction, &Missing::Initiative, &Missing::Primary, &Missing::Adaptation]);
}

#[test]
fn the_bank_before_its_choice_is_told_what_is_missing_step_by_step() {
    let bank = sample("bank-before");
    assert_eq!(
        words(&bank, MethodStep::Objectives),
        [
            "The strategic direction is written.",
            "The direction names no customer need yet.",
            "6 of 7 initiatives say what they change."
        ]
    );
    assert_eq!(
        words(&bank, MethodStep::Collaborate),
        ["2 of 7 initiatives have an owner in the business and in IT.", "6 of 7 handshakes have an answer."]
    );
    assert_eq!(words(&bank, MethodStep::Invest)[0], "Neither strategy leads yet.");
    let brief: Vec<String> = reached(&bank).iter().map(Reached::in_brief).collect();
    assert_eq!(brief, ["", "6 of 7", "2 of 7", "open", "4 of 5"]);
    let answers = &reached(&bank)[2].facts[1];
    let open = Missing::Handshake { initiative: "partner-accounts".into(), capability: "consent".into() };
    assert_eq!((answers.have, answers.of, &answers.missing), (6, 7, &vec![open]));
}

#[test]
fn the_bank_after_its_choice_tells_the_weight_behind_it() {
    let bank = sample("bank-after");
    let unit = &bank.overview.investment_unit;
    let words = words(&bank, MethodStep::Invest);
    assert_eq!(words[0], format!("Customer engagement leads, with 4 of 5 initiatives and 1370 of 1590 {unit}."));
    assert_eq!(
        words[1..],
        ["1 of 1 supporting initiative serves one that leads.", "5 of 5 initiatives say what is invested in them."]
    );
    assert!(reached(&bank)[3].is_whole(), "what was stopped is not counted");
}

#[test]
fn what_was_observed_long_ago_counts_as_missing() {
    let map = sample("kaiser-permanente");
    let observed = &reached(&map)[4].facts[0];
    assert_eq!(observed.words, "1 of 8 initiatives under way were observed within a year and a half.");
    assert_eq!(observed.missing.len(), 7);
    assert!(!observed.missing.contains(&Missing::Item("video-visits".into())));
}

#[test]
fn a_map_is_read_as_of_the_day_that_is_asked_for() {
    let map = sample("schindler");
    let early = Moment::of(&map, Some("2012".parse().expect("a date")), Day::from_civil(2026, 1, 1));
    let facts = &method(&map, early)[0].facts;
    assert_eq!(facts[1].have, 0, "no capability was assessed by then: {facts:?}");
}
