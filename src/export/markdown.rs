//! Markdown: a map as a report in words, for a wiki and for whoever cannot see the picture.

mod backbone;
mod direction;
mod handshake;
mod indicator;
mod initiative;
mod rest;
mod strategy;
mod writer;

use super::reading::Reading;
use crate::map::{Backbone, Moment, StrategyKind, StrategyMap};
use writer::{Writer, escaped};

/// Writes a map as of a moment, in CommonMark with the tables of GitHub.
pub fn markdown(map: &StrategyMap, moment: Moment) -> String {
    let reading = Reading::of(map, moment);
    let mut body = Writer::default();
    strategy::write(&mut body, &reading);
    for strategy in lanes(&reading) {
        initiative::write_lane(&mut body, &reading, strategy);
    }
    for backbone in Backbone::ALL {
        backbone::write(&mut body, &reading, backbone);
    }
    direction::write(&mut body, &reading);
    rest::write(&mut body, &reading);
    let mut report = Writer::default();
    head(&mut report, &reading, body.has_stars());
    report.finish() + "\n" + &body.finish()
}

/// The two strategies, the primary one first.
fn lanes(reading: &Reading<'_>) -> [StrategyKind; 2] {
    match reading.map.primary_on(reading.day()) {
        Some(primary) => [primary, primary.other()],
        None => StrategyKind::ALL,
    }
}

fn head(out: &mut Writer, reading: &Reading<'_>, stars: bool) {
    let overview = &reading.map.overview;
    out.heading(1, &escaped(reading.title()));
    let whose = match escaped(&overview.organization) {
        none if none.is_empty() => String::new(),
        name => format!(" of {name}"),
    };
    out.paragraph(&format!("Digital strategy map{whose}, as of {}.", reading.date().in_words()));
    out.paragraphs(&overview.description);
    if overview.illustrative {
        out.paragraph("Everything on this map is illustrative: invented or judged, not a fact.");
    } else if stars {
        out.paragraph("\\* marks what is illustrative: invented or judged, not a fact.");
    }
}

#[cfg(test)]
mod tests;
