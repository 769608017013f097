//! What each kind of record is read from: one function for each type of the map, with its fields in their fixed order.

use std::collections::HashSet;

use super::fields::{Fields, Useless};
use super::ids::Kind;
use crate::map::{
    Adaptation, Answer, AnswerEntry, Backbone, Capability, Desired, Id, Indicator, IndicatorKind, Initiative, Link,
    MaturityEntry, Note, Observation, PrimaryChoice, Qualifier, Silenced, Source, Stage, StageEntry, Strategy,
    StrategyKind, Timing,
};

/// The highest level of maturity.
const MOST_MATURE: u8 = 5;

/// The strongest pulse, in either direction.
const STRONGEST_PULSE: f64 = 2.0;

pub(super) fn strategy(fields: &mut Fields<'_>) -> Strategy {
    Strategy {
        direction: fields.text("direction"),
        customer_need: fields.text("customer_need"),
        competitive_strength: fields.text("competitive_strength"),
        primary: fields.entries("primary", primary_choice),
        not_doing: fields.texts("not_doing"),
        extra: fields.rest(),
    }
}

fn primary_choice(fields: &mut Fields<'_>) -> Result<PrimaryChoice, Useless> {
    Ok(PrimaryChoice {
        since: fields.series_date("since")?,
        strategy: fields.needed_choice("strategy", &StrategyKind::ALL, StrategyKind::key)?,
        why: fields.text("why"),
        extra: fields.rest(),
    })
}

pub(super) fn initiative(fields: &mut Fields<'_>) -> Initiative {
    let id = fields.id();
    Initiative {
        title: fields.needed_text("title"),
        strategy: fields.choice("strategy", &StrategyKind::ALL, StrategyKind::key),
        position: fields.position("position"),
        outcome: fields.text("outcome"),
        summary: fields.text("summary"),
        viewpoint: fields.text("viewpoint"),
        votes: fields.count("votes"),
        business_owner: fields.text("business_owner"),
        it_owner: fields.text("it_owner"),
        investment: fields.number("investment"),
        technologies: fields.texts("technologies"),
        stages: fields.entries("stages", stage_entry),
        serves: serves(fields, &id),
        relies_on: links(fields),
        indicators: fields.records("indicators", indicator),
        sources: fields.sources(),
        id,
        extra: fields.rest(),
    }
}

fn stage_entry(fields: &mut Fields<'_>) -> Result<StageEntry, Useless> {
    Ok(StageEntry {
        since: fields.series_date("since")?,
        stage: fields.needed_choice("stage", &Stage::ALL, Stage::key)?,
        illustrative: fields.flag("illustrative"),
        sources: fields.sources(),
        extra: fields.rest(),
    })
}

fn serves(fields: &mut Fields<'_>, own: &Id) -> Vec<Id> {
    let mut served = HashSet::new();
    fields.references("serves", Kind::Initiative, |id| {
        if id == own {
            Err("an initiative cannot serve itself".into())
        } else if !served.insert(id.clone()) {
            Err("that initiative is served already".into())
        } else {
            Ok(())
        }
    })
}

fn links(fields: &mut Fields<'_>) -> Vec<Link> {
    let mut linked = HashSet::new();
    fields.entries("relies_on", |fields| {
        let capability = fields.needed_reference("capability", Kind::Capability)?;
        if !linked.insert(capability.clone()) {
            return Err("the initiative is linked to that capability already".into());
        }
        Ok(Link {
            capability,
            ask: fields.text("ask"),
            expected: fields.text("expected"),
            answers: fields.entries("answers", answer_entry),
            extra: fields.rest(),
        })
    })
}

fn answer_entry(fields: &mut Fields<'_>) -> Result<AnswerEntry, Useless> {
    Ok(AnswerEntry {
        on: fields.series_date("on")?,
        answer: fields.needed_choice("answer", &Answer::ALL, Answer::key)?,
        text: fields.text("text"),
        conditions: fields.text("conditions"),
        agreed_by: fields.text("agreed_by"),
        due: fields.date("due"),
        illustrative: fields.flag("illustrative"),
        sources: fields.sources(),
        extra: fields.rest(),
    })
}

pub(super) fn capability(fields: &mut Fields<'_>) -> Capability {
    Capability {
        id: fields.id(),
        title: fields.needed_text("title"),
        backbone: fields.choice_or("backbone", &Backbone::ALL, Backbone::key, Backbone::Operational),
        kind: fields.text("kind"),
        building_block: fields.text("building_block"),
        summary: fields.text("summary"),
        owner: fields.text("owner"),
        maturity: fields.entries("maturity", maturity_entry),
        indicators: fields.records("indicators", indicator),
        sources: fields.sources(),
        extra: fields.rest(),
    }
}

fn maturity_entry(fields: &mut Fields<'_>) -> Result<MaturityEntry, Useless> {
    Ok(MaturityEntry {
        date: fields.series_date("date")?,
        level: fields.needed_level("level", MOST_MATURE)?,
        note: fields.text("note"),
        illustrative: fields.flag("illustrative"),
        sources: fields.sources(),
        extra: fields.rest(),
    })
}

pub(super) fn indicator(fields: &mut Fields<'_>) -> Indicator {
    let mut indicator = Indicator {
        id: fields.id(),
        name: fields.needed_text("name"),
        unit: fields.text("unit"),
        desired: desired(fields),
        timing: fields.choice("timing", &Timing::ALL, Timing::key),
        kind: fields.choice("kind", &IndicatorKind::ALL, IndicatorKind::key).unwrap_or_default(),
        accumulates: fields.flag("accumulates"),
        note: fields.text("note"),
        ..Indicator::default()
    };
    let is_pulse = indicator.kind == IndicatorKind::Pulse;
    indicator.observations = fields.entries("observations", |fields| observation(fields, is_pulse));
    indicator.extra = fields.rest();
    indicator
}

fn desired(fields: &mut Fields<'_>) -> Desired {
    let is_stated = fields.get("desired").is_some();
    let desired = fields.choice("desired", &Desired::ALL, Desired::key);
    // A wish that cannot be read gives no verdict, rather than perhaps the opposite of what was meant.
    desired.unwrap_or(if is_stated { Desired::None } else { Desired::default() })
}

fn observation(fields: &mut Fields<'_>, is_pulse: bool) -> Result<Observation, Useless> {
    let date = fields.needed_date("date")?;
    let value = fields.needed_number("value")?;
    if is_pulse && value.abs() > STRONGEST_PULSE {
        // Three hundred digits would be no help.
        let told = if value.abs() < 1e15 { value.to_string() } else { format!("{value:e}") };
        return Err(format!("a pulse lies between −2 and 2, and {told} does not"));
    }
    Ok(Observation {
        date,
        value,
        qualifier: fields.choice("qualifier", &Qualifier::ALL, Qualifier::key).unwrap_or_default(),
        note: fields.text("note"),
        illustrative: fields.flag("illustrative"),
        sources: fields.sources(),
        extra: fields.rest(),
    })
}

pub(super) fn adaptation(fields: &mut Fields<'_>) -> Adaptation {
    Adaptation {
        id: fields.id(),
        date: fields.date("date"),
        trigger: fields.text("trigger"),
        change: fields.text("change"),
        outcome: fields.text("outcome"),
        illustrative: fields.flag("illustrative"),
        sources: fields.sources(),
        extra: fields.rest(),
    }
}

pub(super) fn note(fields: &mut Fields<'_>) -> Note {
    Note {
        id: fields.id(),
        text: fields.needed_text("text"),
        position: fields.position("position").unwrap_or_default(),
        extra: fields.rest(),
    }
}

pub(super) fn source(fields: &mut Fields<'_>) -> Source {
    Source {
        id: fields.id(),
        title: fields.needed_text("title"),
        publisher: fields.text("publisher"),
        date: fields.date("date"),
        url: fields.text("url"),
        grade: fields.text("grade"),
        note: fields.text("note"),
        extra: fields.rest(),
    }
}

pub(super) fn silenced(fields: &mut Fields<'_>) -> Result<Silenced, Useless> {
    Ok(Silenced {
        check: fields.needed_word("check")?,
        item: fields.loose_reference("item"),
        reason: fields.text("reason"),
        on: fields.date("on"),
        extra: fields.rest(),
    })
}
