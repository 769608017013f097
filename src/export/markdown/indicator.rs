//! An indicator: its verdict with the evidence, and what was observed.

use super::initiative::cited;
use super::writer::{Writer, escaped, sentence};
use crate::export::reading::Reading;
use crate::insight::words::value;
use crate::insight::{come, indicator_name};
use crate::map::{Desired, Indicator, IndicatorKind, Observation};

/// Up to this many observations are told one by one; of more, the first and the last half of so many.
const TOLD_ONE_BY_ONE: usize = 12;

/// Writes the indicators of one thing as entries of its list.
pub fn list(out: &mut Writer, reading: &Reading<'_>, indicators: &[Indicator]) {
    if indicators.is_empty() {
        return;
    }
    out.item(0, "**Indicators:**");
    for indicator in indicators {
        write(out, reading, indicator, 1);
    }
}

/// Writes an indicator as an entry, so deep within others.
pub fn write(out: &mut Writer, reading: &Reading<'_>, indicator: &Indicator, depth: usize) {
    let direction = reading.direction(indicator);
    let star = out.star(direction.illustrative);
    let evidence = sentence(escaped(&direction.evidence(&indicator.unit)));
    let name = escaped(indicator_name(indicator));
    out.item(depth, &format!("{name} ({}): **{}**{star}. {evidence}", about(indicator), direction.verdict_words()));
    let note = escaped(&indicator.note);
    if !note.is_empty() {
        out.item(depth + 1, &format!("Note: {note}"));
    }
    let seen = come(indicator, reading.day(), None);
    if !seen.is_empty() {
        let told = observed(out, indicator, &seen);
        out.item(depth + 1, &format!("Observed: {told}."));
        let sources = cited(reading, &ids(&seen));
        if !sources.is_empty() {
            out.item(depth + 1, &format!("Sources: {sources}"));
        }
    }
}

/// Which way it is wished to go and how it is observed. Nothing of a target.
fn about(indicator: &Indicator) -> String {
    let mut parts = vec![indicator.kind.name().to_lowercase()];
    if indicator.accumulates && indicator.kind == IndicatorKind::Measure {
        parts.push("running total".into());
    }
    parts.push(match indicator.desired {
        Desired::None => "context only".into(),
        desired => format!("desired direction: {}", desired.name().to_lowercase()),
    });
    parts.extend(indicator.timing.map(|timing| timing.name().to_lowercase()));
    parts.join(", ")
}

fn observed(out: &mut Writer, indicator: &Indicator, seen: &[&Observation]) -> String {
    let mut each = |observation: &&Observation| {
        let star = out.star(observation.illustrative);
        format!("{}: {}{star}", observation.date.in_words(), escaped(&value(indicator, observation)))
    };
    if seen.len() <= TOLD_ONE_BY_ONE {
        return seen.iter().map(each).collect::<Vec<_>>().join("; ");
    }
    let half = TOLD_ONE_BY_ONE / 2;
    let mut told: Vec<String> = seen[..half].iter().map(&mut each).collect();
    told.push(format!("{} more", seen.len() - 2 * half));
    told.extend(seen[seen.len() - half..].iter().map(each));
    told.join("; ")
}

/// The ids of the sources, each once, in the order in which they are first named.
fn ids(seen: &[&Observation]) -> Vec<crate::map::Id> {
    let mut ids = Vec::new();
    for id in seen.iter().flat_map(|observation| &observation.sources) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}
