//! Each check has a map that it alone speaks of, and one of which it just does not.

use std::sync::Arc;

use super::*;
use crate::map::{
    Adaptation, Answer, AnswerEntry, Backbone, Capability, Desired, Extra, Indicator, Link, MaturityEntry, Observation,
    Position, PrimaryChoice, Silenced, StageEntry,
};

fn date(text: &str) -> PartialDate {
    text.parse().expect(text)
}

fn moment() -> Moment {
    Moment::on(Day::from_civil(2016, 12, 31))
}

fn stage(since: &str, stage: Stage) -> StageEntry {
    StageEntry { since: Some(date(since)), stage, illustrative: false, sources: Vec::new(), extra: Extra::new() }
}

fn answer(on: &str, answer: Answer) -> AnswerEntry {
    AnswerEntry {
        on: Some(date(on)),
        answer,
        text: String::new(),
        conditions: String::new(),
        agreed_by: String::new(),
        due: None,
        illustrative: false,
        sources: Vec::new(),
        extra: Extra::new(),
    }
}

fn maturity(level: u8) -> MaturityEntry {
    MaturityEntry {
        date: Some(date("2015")),
        level,
        note: String::new(),
        illustrative: false,
        sources: Vec::new(),
        extra: Extra::new(),
    }
}

/// An indicator with these values, a year apart, the last one in 2016.
fn indicator(name: &str, values: &[f64]) -> Indicator {
    let first = 2017 - values.len() as u16;
    let observations =
        values.iter().zip(first..).map(|(value, year)| Observation::exact(PartialDate::of_year(year), *value));
    Indicator {
        id: format!("of {name}").as_str().into(),
        name: name.into(),
        desired: Desired::Increase,
        observations: observations.collect(),
        ..Indicator::default()
    }
}

fn initiative(id: &str, strategy: StrategyKind) -> Initiative {
    let link = Link { answers: vec![answer("2010", Answer::Yes)], ..Link::to("services".into()) };
    let mut initiative = Initiative {
        id: id.into(),
        title: id.into(),
        strategy: Some(strategy),
        outcome: "People find help themselves".into(),
        business_owner: "Sales".into(),
        it_owner: "Platforms".into(),
        stages: vec![stage("2012", Stage::Scaling)],
        relies_on: vec![link, Link { capability: "records".into(), ..Link::to("records".into()) }],
        indicators: vec![indicator("Helped", &[1.0, 2.0])],
        ..Initiative::default()
    };
    initiative.relies_on[1].answers = vec![answer("2010", Answer::Yes)];
    initiative.stand_at(Position { x: 0.0, y: 0.0 });
    initiative
}

const ENGAGEMENT: StrategyKind = StrategyKind::CustomerEngagement;
const SOLUTIONS: StrategyKind = StrategyKind::DigitizedSolutions;

/// A map of which no check has anything to say: two initiatives lead, one serves them.
fn sound() -> StrategyMap {
    let mut map = StrategyMap::default();
    let overview = Arc::make_mut(&mut map.overview);
    overview.strategy.direction = "Collaborative healthcare".into();
    overview.strategy.customer_need = "Care that knows me".into();
    overview.strategy.primary =
        vec![PrimaryChoice { since: None, strategy: ENGAGEMENT, why: String::new(), extra: Extra::new() }];
    for (id, backbone) in [("records", Backbone::Operational), ("services", Backbone::DigitalServices)] {
        let mut capability = Capability::named(id.into(), id, backbone);
        capability.maturity = vec![maturity(3)];
        map.capabilities.put(Arc::new(capability));
    }
    let mut supporting = initiative("monitor", SOLUTIONS);
    supporting.serves = vec!["lead".into()];
    for initiative in [initiative("lead", ENGAGEMENT), initiative("other", ENGAGEMENT), supporting] {
        map.initiatives.put(Arc::new(initiative));
    }
    map
}

fn with(edit: impl FnOnce(&mut StrategyMap)) -> StrategyMap {
    let mut map = sound();
    edit(&mut map);
    map
}

fn of_initiative(id: &str, edit: impl FnOnce(&mut Initiative)) -> StrategyMap {
    with(|map| {
        let mut initiative = (**map.initiatives.get(&id.into()).expect(id)).clone();
        edit(&mut initiative);
        map.initiatives.put(Arc::new(initiative));
    })
}

fn of_capability(id: &str, edit: impl FnOnce(&mut Capability)) -> StrategyMap {
    with(|map| {
        let mut capability = (**map.capabilities.get(&id.into()).expect(id)).clone();
        edit(&mut capability);
        map.capabilities.put(Arc::new(capability));
    })
}

fn of_overview(edit: impl FnOnce(&mut crate::map::Overview)) -> StrategyMap {
    with(|map| edit(Arc::make_mut(&mut map.overview)))
}

/// The one finding there is.
fn alone(check: Check, map: &StrategyMap) -> Advice {
    let found = checks(map, moment());
    assert_eq!(found.iter().map(|finding| finding.advice.check).collect::<Vec<_>>(), [check], "{found:#?}");
    (*found[0].advice).clone()
}

fn says(check: Check, map: &StrategyMap, message: &str) {
    assert_eq!(alone(check, map).message, message);
}

fn silent(map: &StrategyMap) {
    let found = checks(map, moment());
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn nothing_is_said_of_a_sound_map() {
    silent(&sound());
}

#[test]
fn no_primary() {
    let none = of_overview(|overview| overview.strategy.primary.clear());
    says(Check::NoPrimary, &none, "Neither strategy leads yet: choose the one that the other is to support.");
    assert_eq!(alone(Check::NoPrimary, &none).remedy, None, "both are undertaken");
    let later = of_overview(|overview| overview.strategy.primary[0].since = Some(date("2017")));
    alone(Check::NoPrimary, &later);
    silent(&of_overview(|overview| overview.strategy.primary[0].since = Some(date("2016-12-31"))));
}

#[test]
fn the_strategy_in_which_all_is_undertaken_is_offered_to_lead() {
    let mut map = of_overview(|overview| overview.strategy.primary.clear());
    map.initiatives.remove(&"monitor".into());
    assert_eq!(alone(Check::NoPrimary, &map).remedy, Some(Remedy::Lead(ENGAGEMENT)));
}

#[test]
fn split_focus() {
    let second = |map: &mut StrategyMap| {
        let serves = vec!["lead".into()];
        map.initiatives.put(Arc::new(Initiative { serves, ..initiative("second", SOLUTIONS) }));
    };
    let as_many = "Digitized solutions takes as many initiatives as customer engagement, which is to lead.";
    says(Check::SplitFocus, &with(second), as_many);
    let invested = |lead: f64| {
        with(|map| {
            for (id, amount) in [("lead", lead), ("other", 1.0), ("monitor", 5.0)] {
                let mut initiative = (**map.initiatives.get(&id.into()).expect(id)).clone();
                initiative.investment = Some(amount);
                map.initiatives.put(Arc::new(initiative));
            }
        })
    };
    let as_much = "Digitized solutions takes as much investment as customer engagement, which is to lead.";
    says(Check::SplitFocus, &invested(4.0), as_much);
    silent(&invested(4.5));
    silent(&of_initiative("monitor", |initiative| initiative.investment = Some(9.0)));
}

#[test]
fn a_focus_is_split_also_where_neither_leads_and_both_weigh_about_the_same() {
    let invested = |monitor: f64| {
        with(|map| {
            Arc::make_mut(&mut map.overview).strategy.primary.clear();
            for (id, amount) in [("lead", 6.0), ("other", 4.0), ("monitor", monitor)] {
                let mut initiative = (**map.initiatives.get(&id.into()).expect(id)).clone();
                initiative.investment = Some(amount);
                map.initiatives.put(Arc::new(initiative));
            }
        })
    };
    for level in [9.0, 10.0, 11.0] {
        let found = checks(&invested(level), moment());
        assert_eq!(
            found.iter().map(|found| found.advice.check).collect::<Vec<_>>(),
            [Check::NoPrimary, Check::SplitFocus]
        );
        let words = "Customer engagement takes about as much investment as digitized solutions, and neither leads.";
        assert_eq!(found[1].advice.message, words);
    }
    alone(Check::NoPrimary, &invested(8.9));
    alone(Check::NoPrimary, &invested(11.2));
}

#[test]
fn stray_initiative() {
    let stray = of_initiative("monitor", |initiative| initiative.serves.clear());
    says(Check::StrayInitiative, &stray, "“monitor” serves no initiative of the primary strategy.");
    assert_eq!(alone(Check::StrayInitiative, &stray).remedy, None, "two could be served");
    silent(&of_initiative("monitor", |initiative| {
        initiative.serves.clear();
        initiative.stages.push(stage("2015", Stage::Stopped));
    }));
    silent(&of_initiative("monitor", |initiative| {
        initiative.serves.clear();
        initiative.position = None;
    }));
}

#[test]
fn a_stray_is_offered_to_serve_the_only_initiative_that_leads() {
    let mut map = of_initiative("monitor", |initiative| initiative.serves.clear());
    map.initiatives.remove(&"other".into());
    let found = checks(&map, moment());
    let stray = found.iter().find(|finding| finding.advice.check == Check::StrayInitiative).expect("a stray");
    let remedy = stray.advice.remedy.clone().expect("a remedy");
    assert_eq!(remedy.label(), "Let it serve “lead”");
}

#[test]
fn supporting_first() {
    let first = of_initiative("monitor", |initiative| initiative.stages = vec![stage("2011", Stage::Experiment)]);
    let advice = alone(Check::SupportingFirst, &first);
    assert_eq!(advice.message, "“monitor” started before “lead”, which it serves.");
    assert_eq!(advice.items, ["monitor".into(), "lead".into()]);
    silent(&of_initiative("monitor", |initiative| initiative.stages = vec![stage("2012-03", Stage::Experiment)]));
    alone(Check::SupportingFirst, &of_initiative("lead", |lead| lead.stages = vec![stage("2012", Stage::Idea)]));
    silent(&of_initiative("monitor", |monitor| monitor.stages.insert(0, stage("2010", Stage::Idea))));
}

#[test]
fn no_direction_and_no_need() {
    let none = of_overview(|overview| overview.strategy.direction = " ".into());
    says(Check::NoDirection, &none, "The map has no strategic direction yet.");
    let no_need = of_overview(|overview| overview.strategy.customer_need.clear());
    says(Check::NoNeed, &no_need, "The strategic direction names no customer need that it starts from.");
    silent(&of_overview(|overview| overview.strategy.direction = "C".into()));
    silent(&of_overview(|overview| overview.strategy.customer_need = "C".into()));
}

#[test]
fn end_state() {
    let direction = |text: &str| of_overview(|overview| overview.strategy.direction = text.into());
    assert_eq!(alone(Check::EndState, &direction("40 % of sales by 2028")).item, None);
    silent(&direction("Sales in every shop"));
    let outcome = of_initiative("lead", |lead| lead.outcome = "Achieve 80 % satisfaction".into());
    assert_eq!(alone(Check::EndState, &outcome).items, ["lead".into()]);
    let named = of_capability("records", |records| records.indicators = vec![indicator("Market share", &[])]);
    let words = "The indicator “Market share” of “records” is worded as a target.";
    says(Check::EndState, &named, words);
    let of_map = with(|map| map.indicators.put(Arc::new(indicator("Earnings per share", &[1.0]))));
    says(Check::EndState, &of_map, "The indicator “Earnings per share” is worded as a target.");
}

#[test]
fn no_outcome_and_channel_only() {
    let none = of_initiative("lead", |lead| lead.outcome.clear());
    let words = "“lead” does not say yet what it changes for the customer or the business.";
    says(Check::NoOutcome, &none, words);
    silent(&of_initiative("lead", |lead| lead.outcome = "O".into()));
    let channels = of_initiative("lead", |lead| {
        lead.outcome.clear();
        lead.technologies = vec!["mobile".into()];
    });
    alone(Check::ChannelOnly, &channels);
    silent(&of_initiative("lead", |lead| lead.technologies = vec!["mobile".into()]));
}

#[test]
fn unsupported() {
    let bare = of_initiative("lead", |lead| lead.relies_on.clear());
    says(Check::Unsupported, &bare, "“lead” relies on no capability of a backbone.");
    silent(&of_initiative("lead", |lead| lead.relies_on.truncate(1)));
}

#[test]
fn an_empty_backbone() {
    let without = |id: &str| {
        with(|map| {
            map.capabilities.remove(&id.into());
            for known in map.initiatives.clone().iter() {
                let mut initiative = (**known).clone();
                initiative.relies_on.retain(|link| link.capability.as_str() != id);
                map.initiatives.put(Arc::new(initiative));
            }
        })
    };
    // One capability that carries one initiative is enough.
    let with_one = |id: &str, backbone: Backbone| {
        let mut map = without(id);
        map.capabilities.put(Arc::new(Capability::named("one".into(), "Billing", backbone)));
        let mut lead = (**map.initiatives.get(&"lead".into()).expect("lead")).clone();
        lead.relies_on.push(Link { answers: vec![answer("2016", Answer::Yes)], ..Link::to("one".into()) });
        map.initiatives.put(Arc::new(lead));
        map
    };
    says(Check::NoOperationalBackbone, &without("records"), "The operational backbone has no capability yet.");
    silent(&with_one("records", Backbone::Operational));
    alone(Check::NoOperationalBackbone, &with_one("records", Backbone::DigitalServices));
    let services = "The digital services backbone has no capability yet.";
    says(Check::NoDigitalServicesBackbone, &without("services"), services);
    silent(&with_one("services", Backbone::DigitalServices));
    alone(Check::NoDigitalServicesBackbone, &with_one("services", Backbone::Operational));
}

#[test]
fn weak_foundation() {
    let weak = of_capability("records", |records| records.maturity = vec![maturity(2)]);
    let advice = alone(Check::WeakFoundation, &weak);
    assert_eq!(advice.message, "“records” carries 3 initiatives at maturity 2 of 5.");
    assert_eq!(advice.items.len(), 4);
    silent(&of_capability("records", |records| records.maturity.clear()));
    let mut carries_one = weak;
    for id in ["other", "monitor"] {
        let mut initiative = (**carries_one.initiatives.get(&id.into()).expect(id)).clone();
        initiative.relies_on.truncate(1);
        carries_one.initiatives.put(Arc::new(initiative));
    }
    silent(&carries_one);
}

#[test]
fn idle_capability() {
    let idle = |map: &mut StrategyMap| {
        map.capabilities.put(Arc::new(Capability::named("idle".into(), "Billing", Backbone::Operational)));
    };
    says(Check::IdleCapability, &with(idle), "No initiative relies on “Billing”.");
    let mut relied_on = of_initiative("lead", |lead| {
        lead.relies_on.push(Link { answers: vec![answer("2016", Answer::Yes)], ..Link::to("idle".into()) });
    });
    idle(&mut relied_on);
    silent(&relied_on);
}

#[test]
fn no_answer() {
    let answered = |answers: Vec<AnswerEntry>| of_initiative("lead", |lead| lead.relies_on[0].answers = answers);
    let advice = alone(Check::NoAnswer, &answered(Vec::new()));
    assert_eq!(advice.message, "“lead” waits for an answer on “services”.");
    assert_eq!(advice.items, ["lead".into(), "services".into()]);
    let old = answered(vec![answer("2014-12", Answer::YesIf)]);
    says(Check::NoAnswer, &old, "“lead” has had no new answer on “services” for long.");
    silent(&answered(vec![answer("2016", Answer::NotYet)]));
    silent(&answered(vec![answer("2001", Answer::Yes)]));
}

#[test]
fn one_sided() {
    let no_it = of_initiative("lead", |lead| lead.it_owner.clear());
    says(Check::OneSided, &no_it, "“lead” has an owner in the business, but none in IT.");
    silent(&of_initiative("lead", |lead| {
        lead.it_owner.clear();
        lead.business_owner.clear();
    }));
}

#[test]
fn no_observation() {
    let none = of_initiative("lead", |lead| lead.indicators.clear());
    says(Check::NoObservation, &none, "“lead” is under way and has no indicator.");
    let never = of_initiative("lead", |lead| lead.indicators = vec![indicator("Helped", &[])]);
    says(Check::NoObservation, &never, "“lead” is under way and was never observed.");
    silent(&of_initiative("other", |other| {
        other.indicators.clear();
        other.stages = vec![stage("2012", Stage::Idea)];
    }));
}

#[test]
fn stale_observation() {
    let observed = |on: &str| {
        of_initiative("lead", |lead| lead.indicators[0].observations = vec![Observation::exact(date(on), 1.0)])
    };
    says(Check::StaleObservation, &observed("2015-06-30"), "“lead” was last observed in Jun 2015.");
    silent(&observed("2015-07-02"));
}

#[test]
fn no_adaptation() {
    let slipping = of_initiative("lead", |lead| lead.indicators = vec![indicator("Helped", &[9., 7., 5., 4., 2., 1.])]);
    let advice = alone(Check::NoAdaptation, &slipping);
    assert_eq!(advice.message, "“Helped” slips, and nothing was adapted yet.");
    assert_eq!((advice.item, advice.items), (None, vec!["lead".into()]));
    let adapted = |on: &str| {
        let mut map = slipping.clone();
        map.adaptations.put(Arc::new(Adaptation { id: "a".into(), date: Some(date(on)), ..Adaptation::default() }));
        map
    };
    says(Check::NoAdaptation, &adapted("2012"), "“Helped” slips, and nothing was adapted since 2012.");
    silent(&adapted("2016"));
}

#[test]
fn a_written_reason_silences_one_finding() {
    let silenced = |item: Option<&str>, reason: &str| {
        let mut map = of_initiative("lead", |lead| lead.it_owner.clear());
        Arc::make_mut(&mut map.overview).silenced = vec![Silenced {
            check: "one-sided".into(),
            item: item.map(Id::new),
            reason: reason.into(),
            on: None,
            extra: Extra::new(),
        }];
        checks(&map, moment())[0].silenced.clone()
    };
    assert_eq!(silenced(Some("lead"), "IT joins in March").as_deref(), Some("IT joins in March"));
    assert_eq!(silenced(Some("other"), "IT joins in March"), None);
    assert_eq!(silenced(Some("lead"), " "), None, "without a reason nothing is silenced");
}

#[test]
fn what_is_remembered_says_the_same_as_what_is_read_anew() {
    let steps = [
        sound(),
        of_initiative("lead", |lead| lead.stages = vec![stage("2014", Stage::Scaling)]),
        of_capability("records", |records| records.title = "Patient records".into()),
        of_initiative("lead", |lead| lead.relies_on[1].answers.clear()),
        of_overview(|overview| overview.strategy.primary[0].strategy = SOLUTIONS),
        with(|map| drop(map.initiatives.remove(&"lead".into()))),
    ];
    let mut checker = Checker::default();
    let mut edited = sound();
    for map in &steps {
        // As an edit does: what is the same stays the same record.
        for id in ["lead", "other", "monitor"] {
            match map.initiatives.get(&id.into()) {
                Some(record) if edited.initiatives.get(&id.into()) != Some(record) => {
                    edited.initiatives.put(record.clone())
                }
                Some(_) => {}
                None => drop(edited.initiatives.remove(&id.into())),
            }
        }
        for record in map.capabilities.iter() {
            edited.capabilities.put(record.clone());
        }
        edited.overview = map.overview.clone();
        assert_eq!(checker.check(&edited, moment()), checks(&edited, moment()));
    }
}
