//! Direction: what all indicators say, in a table.

use super::indicator;
use super::writer::{Writer, escaped};
use crate::export::reading::Reading;
use crate::insight::words::span;
use crate::insight::{Owner, Surveyed};

const HEADINGS: [&str; 7] = ["Indicator", "Of", "Verdict", "n", "Period", "Rate", "Illustrative"];

/// Writes what all indicators say, then in full those of the map as a whole, which stand nowhere else.
pub fn write(out: &mut Writer, reading: &Reading<'_>) {
    out.heading(2, "Direction");
    let all: Vec<Surveyed<'_>> = reading.indicators().collect();
    if all.is_empty() {
        return out.paragraph("No indicator yet.");
    }
    out.paragraph(
        "The verdict is a test at the 5 % level of what was observed up to the day, not a comparison with a target; n is how many \
         values were tested.",
    );
    let rows: Vec<Vec<String>> = all.iter().map(|surveyed| row(reading, surveyed)).collect();
    out.table(&HEADINGS, &rows);
    if all.iter().any(|surveyed| surveyed.owner == Owner::Map) {
        out.heading(3, "Of the whole map");
        for surveyed in all.iter().filter(|surveyed| surveyed.owner == Owner::Map) {
            indicator::write(out, reading, surveyed.indicator, 0);
        }
    }
}

fn row(reading: &Reading<'_>, surveyed: &Surveyed<'_>) -> Vec<String> {
    let direction = reading.direction(surveyed.indicator);
    vec![
        escaped(surveyed.name()),
        escaped(surveyed.owner.title()),
        direction.verdict_words().to_owned(),
        direction.n.to_string(),
        direction.span.map(span).unwrap_or_default(),
        escaped(&direction.rate_words(&surveyed.indicator.unit).unwrap_or_default()),
        if direction.illustrative { "yes".into() } else { String::new() },
    ]
}
