//! A map of any size that is like real ones, the same in every run.

use std::sync::Arc;

use headway::map::{
    Answer, AnswerEntry, Backbone, Capability, Id, Indicator, Initiative, Link, Observation, PartialDate, Position,
    Stage, StageEntry, StrategyKind, StrategyMap,
};

/// A map with so many initiatives, 1.5 links for each, and an eighth as many capabilities, at most 60.
///
/// Each card has a title of two lines, a stage, one to three technologies and a headline indicator of six observations. The
/// cards stand in rows of the proportions of a page, three fifths of them in the lane that leads. What each relies on is
/// anywhere in the backbones; a few of the supporting ones serve one of the others in place of a second link.
pub fn map_of(count: usize) -> StrategyMap {
    let mut map = StrategyMap::default();
    let mut overview = (*map.overview).clone();
    overview.title = format!("{count} initiatives");
    overview.strategy.direction = "Somewhere".into();
    map.overview = Arc::new(overview);
    let mut document = headway::edit::Document::new(map);
    document.choose_primary(StrategyKind::CustomerEngagement, Some(PartialDate::of_year(2004)));
    let mut map = document.map().clone();

    let capabilities = (count / 8).clamp(2, 60);
    for i in 0..capabilities {
        let backbone = Backbone::ALL[i % 2];
        map.capabilities.put(Arc::new(Capability::named(
            capability_id(i),
            format!("Capability {i} of the backbone"),
            backbone,
        )));
    }
    let columns = ((count as f32 * 0.78).sqrt().ceil() as usize).max(5);
    let leading = (columns * 3).div_ceil(5);
    for i in 0..count {
        let (row, column) = (i / columns, i % columns);
        let (strategy, column) = if column < leading {
            (StrategyKind::CustomerEngagement, column)
        } else {
            (StrategyKind::DigitizedSolutions, column - leading)
        };
        let position = Position { x: 20.0 + 300.0 * column as f64, y: 72.0 + 132.0 * row as f64 };
        map.initiatives.put(Arc::new(initiative(i, strategy, position, capabilities)));
    }
    map
}

fn capability_id(i: usize) -> Id {
    Id::new(format!("capability-{i}"))
}

/// The name of an initiative of the map.
pub fn initiative_id(i: usize) -> Id {
    Id::new(format!("initiative-{i}"))
}

/// Any number below a limit, the same in every run.
fn any(seed: usize, below: usize) -> usize {
    (seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) % below.max(1)
}

fn initiative(i: usize, strategy: StrategyKind, position: Position, capabilities: usize) -> Initiative {
    let technologies = ["mobile", "cloud", "analytics"];
    let mut initiative = Initiative {
        id: initiative_id(i),
        title: format!("Initiative number {i} with a title that takes two lines"),
        strategy: Some(strategy),
        position: Some(position.into()),
        technologies: technologies[..1 + i % 3].iter().map(|name| (*name).to_owned()).collect(),
        indicators: vec![indicator(i)],
        ..Initiative::default()
    };
    let since = Some(PartialDate::of_year(2005 + (i % 12) as u16));
    let stage = Stage::ALL[1 + i % 3];
    initiative.stages =
        vec![StageEntry { since, stage, illustrative: false, sources: Vec::new(), extra: Default::default() }];
    let first = any(2 * i, capabilities);
    initiative.relies_on.push(link(i, first));
    if i % 2 == 1 {
        let supports = strategy == StrategyKind::DigitizedSolutions && i % 10 == 1;
        if supports {
            initiative.serves.push(initiative_id(i.saturating_sub(2 + any(i, 4))));
        } else {
            initiative
                .relies_on
                .push(Link::to(capability_id((first + 1 + any(2 * i + 1, capabilities - 1)) % capabilities)));
        }
    }
    initiative
}

/// A link with the next of the four answers, so that solid, dashed, dotted and barred ones are as many.
fn link(i: usize, capability: usize) -> Link {
    let answer = Answer::ALL[any(i, Answer::ALL.len())];
    let entry = AnswerEntry {
        on: None,
        answer,
        text: String::new(),
        conditions: String::new(),
        agreed_by: String::new(),
        due: None,
        illustrative: false,
        sources: Vec::new(),
        extra: Default::default(),
    };
    Link { answers: vec![entry], ..Link::to(capability_id(capability)) }
}

fn indicator(i: usize) -> Indicator {
    let observations = (0..6_u16).map(|year| {
        let value = any(i * 6 + usize::from(year), 90) as f64;
        Observation::exact(PartialDate::of_year(2006 + year), value)
    });
    Indicator {
        id: Id::new(format!("indicator-{i}")),
        name: "Members registered".into(),
        observations: observations.collect(),
        ..Indicator::default()
    }
}
