use super::*;
use crate::file::samples;
use crate::map::{Answer, AnswerEntry, Day, Extra, Id, Initiative, Link, Position, Stage, StageEntry, StrategyKind};
use crate::scene::{DARK, LIGHT};
use std::sync::Arc;

fn sample(name: &str) -> StrategyMap {
    samples::find(name).expect("there").load().expect("read").map
}

fn drawn(before: &StrategyMap, after: &StrategyMap) -> Option<Scene> {
    let moment = Moment::of(after, None, Day(20_000));
    difference(&mut Composer::default(), Earlier { name: "May", map: before }, after, moment, &LIGHT)
}

fn changed(map: &StrategyMap, id: &str, edit: impl FnOnce(&mut Initiative)) -> StrategyMap {
    let mut map = map.clone();
    let mut initiative = (**map.initiatives.get(&id.into()).expect("there")).clone();
    edit(&mut initiative);
    map.initiatives.put(Arc::new(initiative));
    map
}

/// What is told of the marks, in the order of the drawing.
fn marks(scene: &Scene) -> Vec<String> {
    let marks = scene.nodes.iter().filter(|node| matches!(node.subject, Subject::Mark(_)));
    marks.map(|node| node.label.to_string()).collect()
}

#[test]
fn nothing_is_drawn_where_nothing_has_changed() {
    let kaiser = sample("kaiser-permanente");
    assert!(drawn(&kaiser, &kaiser).is_none());
    // Words that stand nowhere on the map change nothing that is drawn.
    let mut reworded = kaiser.clone();
    let mut overview = (*reworded.overview).clone();
    overview.strategy.customer_need = "Another need".into();
    reworded.overview = Arc::new(overview);
    assert!(drawn(&kaiser, &reworded).is_none());
}

#[test]
fn what_was_added_and_what_is_gone_swap_when_it_is_seen_from_the_other_side() {
    let kaiser = sample("kaiser-permanente");
    let mut without = kaiser.clone();
    without.initiatives.remove(&"phone-app".into());
    let card = Subject::Initiative("phone-app".into());
    let gone = drawn(&kaiser, &without).expect("drawn");
    let ghost = gone.node(&card).expect("a ghost");
    assert!(ghost.label.starts_with("Gone: Initiative: Health centre on the phone"), "{}", ghost.label);
    assert!(marks(&gone).contains(&"Changed: Health centre on the phone: gone".to_owned()));
    let link = Subject::Link { initiative: "phone-app".into(), capability: "developer-interface".into() };
    assert!(gone.node(&link).is_some_and(|node| node.label.starts_with("Gone: ")));
    let added = drawn(&without, &kaiser).expect("drawn");
    assert!(added.node(&card).is_some_and(|node| node.label.starts_with("Initiative: ")));
    assert!(marks(&added).contains(&"Changed: Health centre on the phone: new".to_owned()));
}

#[test]
fn a_ghost_stands_at_its_old_place_or_beside_what_stands_there_now() {
    let kaiser = sample("kaiser-permanente");
    let mut after = kaiser.clone();
    let was = after.initiatives.remove(&"phone-app".into()).expect("there");
    let place = |scene: &Scene, id: &str| scene.node(&Subject::Initiative(id.into())).expect("there").bounds;
    let free = drawn(&kaiser, &after).expect("drawn");
    let plain = Composer::default().compose(&kaiser, Moment::of(&kaiser, None, Day(20_000)), &LIGHT);
    assert_eq!(place(&free, "phone-app"), place(&plain, "phone-app"));
    let new = Initiative { id: "new".into(), title: "In its place".into(), stages: Vec::new(), ..(*was).clone() };
    after.initiatives.put(Arc::new(new));
    let beside = drawn(&kaiser, &after).expect("drawn");
    assert!(!place(&beside, "phone-app").grown(-12.0).intersects(place(&beside, "new").grown(-12.0)));
}

#[test]
fn a_card_that_moved_shows_where_it_stood_and_the_way_from_there() {
    let kaiser = sample("kaiser-permanente");
    let after = changed(&kaiser, "home-readings", |one| {
        one.strategy = Some(StrategyKind::CustomerEngagement);
        one.stand_at(Position { x: 320.0, y: 420.0 });
    });
    let told = marks(&drawn(&kaiser, &after).expect("drawn"));
    for part in ["Where it stood before", "The way from where it stood", "Home readings reach the clinic: moved here"] {
        assert!(told.iter().any(|label| label.contains(part)), "{part}: {told:#?}");
    }
}

#[test]
fn links_stages_and_answers_are_marked_with_a_sign_and_their_words() {
    let kaiser = sample("kaiser-permanente");
    let after = changed(&kaiser, "own-record", |one| {
        let on = Some("2021".parse().expect("a date"));
        one.relies_on[0].answers.push(AnswerEntry {
            on,
            answer: Answer::NotYet,
            text: String::new(),
            conditions: String::new(),
            agreed_by: String::new(),
            due: None,
            illustrative: false,
            sources: Vec::new(),
            extra: Extra::new(),
        });
        one.relies_on.remove(1);
        one.relies_on.push(Link::to(Id::new("contact-hub")));
        one.stages.push(StageEntry {
            since: on,
            stage: Stage::Stopped,
            illustrative: false,
            sources: Vec::new(),
            extra: Extra::new(),
        });
    });
    let scene = drawn(&kaiser, &after).expect("drawn");
    let told = marks(&scene).join("\n");
    for part in [
        "Members open their own record: established to stopped",
        "link of Members open their own record: yes to not yet",
        "link of Members open their own record: new",
        "link of Members open their own record: gone",
        "Changed since May. Marked: new, gone, another stage, another answer",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn all_marks_lie_on_the_page_and_are_named_once() {
    let (before, after) = (sample("bank-before"), sample("bank-after"));
    for (a, b) in [(&before, &after), (&after, &before)] {
        let moment = Moment::of(b, None, Day(20_000));
        let earlier = Earlier { name: "the other", map: a };
        let scene = difference(&mut Composer::default(), earlier, b, moment, &DARK).expect("drawn");
        let mut names = std::collections::HashSet::new();
        for node in &scene.nodes {
            assert!(names.insert(node.subject.name()), "{}", node.subject.name());
            let (page, on) = (scene.frame.page, node.bounds);
            assert!(on.x >= 0.0 && on.y >= 0.0 && on.right() <= page.w && on.bottom() <= page.h, "{}", node.label);
        }
        let again = difference(&mut Composer::default(), earlier, b, moment, &DARK).expect("drawn");
        assert!(again.nodes == scene.nodes, "the same drawing each time");
    }
}
