use super::*;
use crate::map::{Indicator, Observation, PartialDate, Position, Stage, StageEntry};
use crate::scene::LIGHT;

fn date(text: &str) -> PartialDate {
    text.parse().expect(text)
}

fn initiative(id: &str, since: &str, values: &[f64]) -> Initiative {
    let observation = |(i, v): (usize, &f64)| Observation::exact(PartialDate::of_year(2010 + i as u16), *v);
    let observations = values.iter().enumerate().map(observation).collect();
    let stage = StageEntry {
        since: Some(date(since)),
        stage: Stage::Scaling,
        illustrative: false,
        sources: Vec::new(),
        extra: crate::map::Extra::new(),
    };
    Initiative {
        id: id.into(),
        title: id.to_uppercase(),
        strategy: Some(StrategyKind::CustomerEngagement),
        position: Some(Position { x: 20.0, y: if id == "early" { 72.0 } else { 220.0 } }.into()),
        stages: vec![stage],
        indicators: vec![Indicator { id: format!("{id}-k").as_str().into(), observations, ..Indicator::default() }],
        relies_on: vec![crate::map::Link::to("c".into())],
        ..Initiative::default()
    }
}

fn map() -> StrategyMap {
    let overview = Arc::new(Overview { as_of: Some(date("2016")), ..Overview::default() });
    let mut map = StrategyMap { overview, ..StrategyMap::default() };
    map.capabilities.put(Arc::new(Capability::named("c".into(), "Shared data", crate::map::Backbone::Operational)));
    map.initiatives.put(Arc::new(initiative("early", "2008", &[1.0, 2.0, 3.0, 4.0, 5.0])));
    map.initiatives.put(Arc::new(initiative("late", "2013", &[])));
    map
}

fn at(composer: &mut Composer, map: &StrategyMap, day: &str) -> Scene {
    composer.compose(map, Moment::of(map, Some(date(day)), Day(0)), &LIGHT)
}

fn subject(id: &str) -> Subject {
    Subject::Initiative(id.into())
}

#[test]
fn a_card_appears_with_its_first_stage_and_its_links_with_it_and_nothing_else_moves() {
    let (mut composer, map) = (Composer::default(), map());
    let (before, after) = (at(&mut composer, &map, "2012"), at(&mut composer, &map, "2013"));
    assert!(before.node(&subject("late")).is_none() && after.node(&subject("late")).is_some());
    let link = |id: &str| Subject::Link { initiative: id.into(), capability: "c".into() };
    assert!(before.node(&link("late")).is_none() && after.node(&link("late")).is_some());
    assert_eq!(before.frame, after.frame);
    assert_eq!(before.node(&link("early")).map(|node| node.bounds), after.node(&link("early")).map(|node| node.bounds));
}

#[test]
fn a_card_tells_the_direction_as_it_stood() {
    let (mut composer, map) = (Composer::default(), map());
    let mut told = |day: &str| at(&mut composer, &map, day).node(&subject("early")).map(|node| node.label.to_string());
    assert!(told("2013").is_some_and(|label| label.ends_with("too early to tell (4 observations)")));
    assert!(told("2014").is_some_and(|label| label.ends_with("advancing (5 observations)")));
    assert!(told("2009").is_some_and(|label| label.ends_with("too early to tell (no observation yet)")));
}

#[test]
fn what_does_not_change_with_the_day_is_not_drawn_again() {
    let (mut composer, map) = (Composer::default(), map());
    let shapes = |scene: &Scene| scene.node(&subject("early")).map(|node| node.shapes.clone()).expect("a card");
    let (first, second) = (at(&mut composer, &map, "2014-02-01"), at(&mut composer, &map, "2015"));
    assert!(Arc::ptr_eq(&shapes(&first), &shapes(&second)));
    let third = at(&mut composer, &map, "2013-11");
    assert!(!Arc::ptr_eq(&shapes(&first), &shapes(&third)));
}

#[test]
fn a_scene_that_was_reached_through_time_is_the_one_that_is_drawn_at_once() {
    let (mut composer, map) = (Composer::default(), map());
    for day in ["2009", "2012", "2013-05", "2016", "2011"] {
        let reached = at(&mut composer, &map, day);
        assert!(reached.nodes == at(&mut Composer::default(), &map, day).nodes, "{day}");
    }
}

#[test]
fn the_page_names_the_day_that_it_is_shown_as_of() {
    let (mut composer, map) = (Composer::default(), map());
    let heading = at(&mut composer, &map, "2008-05").node(&Subject::Map).map(|node| node.label.to_string());
    assert!(heading.is_some_and(|label| label.contains("as of May 2008")));
}

fn looking(lens: Lens, only: Option<&str>) -> LensView {
    LensView { lens: Some(lens), only: only.map(str::to_owned), links: true }
}

fn seen(map: &StrategyMap, day: &str, view: LensView) -> Scene {
    at(&mut Composer::default().looking(view), map, day)
}

fn words(scene: &Scene, id: &str) -> Vec<String> {
    let node = scene.node(&subject(id)).expect("a card");
    let text = |shape: &Shape| if let Shape::Text(text) = shape { Some(text.text.to_string()) } else { None };
    node.shapes.iter().filter_map(text).collect()
}

/// The map, with owners.
fn owned() -> StrategyMap {
    let mut map = map();
    for (id, owner) in [("early", "Sales"), ("late", "Service")] {
        let mut initiative = (**map.initiatives.get(&id.into()).expect("there")).clone();
        initiative.business_owner = owner.into();
        map.initiatives.put(Arc::new(initiative));
    }
    map
}

#[test]
fn through_a_lens_each_card_says_its_word_the_legend_follows_and_nothing_moves() {
    let map = owned();
    let (plain, seen) = (seen(&map, "2016", LensView::PLAIN), seen(&map, "2016", looking(Lens::Owner, None)));
    assert!(
        words(&seen, "early").contains(&"Sales".to_owned()) && words(&seen, "late").contains(&"Service".to_owned())
    );
    let label = |scene: &Scene, subject: &Subject| scene.node(subject).map(|node| node.label.to_string());
    assert!(label(&seen, &subject("late")).is_some_and(|label| label.ends_with(". Owner: Service")));
    assert!(label(&seen, &Subject::Legend).is_some_and(|label| label.contains("Sales, Service")));
    assert!(!label(&plain, &Subject::Legend).is_some_and(|label| label.contains("Sales")));
    assert!(seen.description.ends_with("Seen through a lens: Owner."));
    assert_eq!(plain.frame.lanes, seen.frame.lanes);
    for node in plain.nodes.iter().filter(|node| matches!(node.subject, Subject::Initiative(_) | Subject::Link { .. }))
    {
        assert_eq!(seen.node(&node.subject).map(|other| other.bounds), Some(node.bounds));
    }
}

#[test]
fn what_does_not_have_the_value_that_is_looked_for_is_dimmed_with_its_links_and_still_says_its_word() {
    let scene = seen(&owned(), "2016", looking(Lens::Owner, Some("Sales")));
    let said = |id: &str| scene.node(&subject(id)).map(|node| node.label.to_string()).expect("a card");
    assert!(said("early").ends_with("Owner: Sales") && said("late").ends_with("Owner: Service, dimmed"));
    let link = |id: &str| {
        let node = scene.node(&Subject::Link { initiative: id.into(), capability: "c".into() }).expect("a link");
        let line = node.shapes.iter().rev().find_map(|shape| match shape {
            Shape::Line { stroke, .. } => Some(stroke.color.with_alpha(255)),
            _ => None,
        });
        line.expect("a line")
    };
    assert_eq!((link("early"), link("late")), (LIGHT.muted, LIGHT.edge));
}

#[test]
fn a_map_without_its_links_has_them_aside_and_no_legend_for_them() {
    let view = LensView { links: false, ..LensView::PLAIN };
    let scene = seen(&owned(), "2016", view);
    assert!(scene.nodes.iter().all(|node| !matches!(node.subject, Subject::Link { .. })));
    assert_eq!(scene.aside.len(), 2);
    let legend = scene.node(&Subject::Legend).expect("a legend");
    assert!(!legend.label.contains("links") && legend.label.contains("arrow"));
}

#[test]
fn a_scene_that_was_reached_through_other_lenses_and_days_is_the_one_that_is_drawn_at_once() {
    let map = owned();
    let mut composer = Composer::default();
    for lens in Lens::ALL {
        for (day, only) in [("2009", None), ("2013-05", Some("Sales")), ("2014", None), ("2016", Some("Advancing"))] {
            composer.look(looking(lens, only));
            let reached = at(&mut composer, &map, day);
            assert!(reached.nodes == seen(&map, day, looking(lens, only)).nodes, "{lens:?} {day}");
        }
    }
    composer.look(LensView::PLAIN);
    assert!(at(&mut composer, &map, "2016").nodes == at(&mut Composer::default(), &map, "2016").nodes);
}

#[test]
fn a_building_block_stands_on_the_box_of_its_capability() {
    let mut map = owned();
    let mut capability = Capability::named("c".into(), "Shared data", crate::map::Backbone::Operational);
    capability.building_block = "Digital platform".into();
    map.capabilities.put(Arc::new(capability));
    let scene = seen(&map, "2016", looking(Lens::BuildingBlock, None));
    let node = scene.node(&Subject::Capability("c".into())).expect("a box");
    assert!(node.label.ends_with(". Building block: Digital platform"));
    assert!(!words(&scene, "early").contains(&"Digital platform".to_owned()), "cards are as they are");
}
