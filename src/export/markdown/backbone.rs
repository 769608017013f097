//! A backbone: its capabilities, how mature each is, and what relies on it.

use super::initiative::cited;
use super::writer::{Writer, escaped};
use super::{handshake, indicator};
use crate::export::reading::{Reading, Role, named};
use crate::map::{Backbone, Capability, capability_kind_name};

/// Writes a backbone.
pub fn write(out: &mut Writer, reading: &Reading<'_>, backbone: Backbone) {
    out.heading(2, backbone.name());
    let mut none = true;
    for capability in reading.map.capabilities.iter().filter(|capability| capability.backbone == backbone) {
        none = false;
        capability_section(out, reading, capability);
    }
    if none {
        out.paragraph("No capability yet.");
    }
}

fn capability_section(out: &mut Writer, reading: &Reading<'_>, capability: &Capability) {
    out.heading(3, &escaped(named(&capability.title)));
    out.paragraphs(&capability.summary);
    let maturity = maturity(out, reading, capability);
    out.field("Maturity", &maturity);
    out.field("Kind", &escaped(capability_kind_name(&capability.kind)));
    out.field("Building block", &escaped(&capability.building_block));
    out.field("Owner", &escaped(&capability.owner));
    relied_on(out, reading, capability);
    indicator::list(out, reading, &capability.indicators);
    out.field("Sources", &cited(reading, &capability.sources));
}

fn maturity(out: &mut Writer, reading: &Reading<'_>, capability: &Capability) -> String {
    let Some(entry) = capability.maturity_on(reading.day()) else { return "not assessed".into() };
    let star = out.star(entry.illustrative);
    let on = entry.date.map(|date| format!(", assessed {}", date.in_words())).unwrap_or_default();
    let note = escaped(&entry.note);
    let note = if note.is_empty() { note } else { format!(". {note}") };
    format!("{} of 5{on}{star}{note}", entry.level)
}

/// What relies on a capability, with the answer; the asks stand with the initiatives.
fn relied_on(out: &mut Writer, reading: &Reading<'_>, capability: &Capability) {
    let relying = reading.relying_on(&capability.id);
    if relying.is_empty() {
        return out.field("Relied on by", "no initiative");
    }
    out.item(0, "**Relied on by:**");
    for (initiative, link) in relying {
        let idea = if reading.role(initiative) == Role::Idea { " (idea, not placed)" } else { "" };
        let answer = handshake::answer(out, reading, link);
        out.item(1, &format!("{}{idea}: {answer}", escaped(named(&initiative.title))));
    }
}
