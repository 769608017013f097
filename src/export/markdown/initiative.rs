//! The initiatives of a strategy, each with what stands on it.

use super::writer::{Writer, escaped};
use super::{handshake, indicator};
use crate::export::reading::{Reading, named};
use crate::insight::words::number;
use crate::map::{Id, Initiative, StrategyKind, technology_name};

/// Writes the initiatives of a strategy that stand on the map.
pub fn write_lane(out: &mut Writer, reading: &Reading<'_>, strategy: StrategyKind) {
    let role = match reading.map.primary_on(reading.day()) {
        Some(primary) if primary == strategy => " (primary strategy)",
        Some(_) => " (supporting)",
        None => "",
    };
    out.heading(2, &format!("{}{role}", strategy.name()));
    let mut none = true;
    for initiative in reading.placed_in(strategy) {
        none = false;
        write(out, reading, initiative);
    }
    if none {
        out.paragraph("No initiative yet.");
    }
}

fn write(out: &mut Writer, reading: &Reading<'_>, initiative: &Initiative) {
    out.heading(3, &escaped(named(&initiative.title)));
    out.paragraphs(&initiative.summary);
    let stage = stage(out, reading, initiative);
    out.field("Stage", &stage);
    facts(out, reading, initiative);
    let serves: Vec<String> = reading.served_by(initiative).map(|served| escaped(named(&served.title))).collect();
    out.field("Serves", &serves.join("; "));
    if !initiative.relies_on.is_empty() {
        out.item(0, "**Relies on:**");
        for link in &initiative.relies_on {
            let told = handshake::whole(out, reading, link);
            out.item(1, &format!("{}: {told}", escaped(reading.name_of(&link.capability))));
        }
    }
    indicator::list(out, reading, &initiative.indicators);
    out.field("Sources", &cited(reading, &initiative.sources));
}

/// What the tray tells of an initiative as well: everything that does not depend on where it stands.
pub fn facts(out: &mut Writer, reading: &Reading<'_>, initiative: &Initiative) {
    out.field("Outcome", &escaped(&initiative.outcome));
    let technologies: Vec<String> = initiative.technologies.iter().map(|key| escaped(technology_name(key))).collect();
    out.field("Technologies", &technologies.join(", "));
    let [business, it] = [("business", &initiative.business_owner), ("IT", &initiative.it_owner)]
        .map(|(side, name)| Some(escaped(name)).filter(|n| !n.is_empty()).map(|name| format!("{side}: {name}")));
    out.field("Owners", &business.into_iter().chain(it).collect::<Vec<_>>().join("; "));
    out.field("Viewpoint", &escaped(&initiative.viewpoint));
    out.field("Votes", &initiative.votes.map(|votes| votes.to_string()).unwrap_or_default());
    let unit = &reading.map.overview.investment_unit;
    let investment = initiative.investment.map(|value| escaped(&format!("{} {unit}", number(value))));
    out.field("Investment", &investment.unwrap_or_default());
}

/// The stage in force, or the first that will come.
fn stage(out: &mut Writer, reading: &Reading<'_>, initiative: &Initiative) -> String {
    let Some(standing) = reading.stage(initiative) else { return "none yet".into() };
    let star = out.star(standing.entry.illustrative);
    let name = standing.entry.stage.name();
    match (standing.entry.since, standing.planned) {
        (Some(date), true) => format!("planned: {} from {}{star}", name.to_lowercase(), date.in_words()),
        (Some(date), false) => format!("{name} since {}{star}", date.in_words()),
        (None, _) => format!("{name}{star}"),
    }
}

/// The numbers, in the list at the end, of the sources with these ids.
pub fn cited(reading: &Reading<'_>, ids: &[Id]) -> String {
    let number = |id: &Id| reading.source_number(id).map(|number| format!("\\[{number}\\]"));
    ids.iter().filter_map(number).collect::<Vec<_>>().join(" ")
}
