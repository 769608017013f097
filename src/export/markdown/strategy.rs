//! The strategy: where it heads, which of the two leads, what is left out.

use super::writer::{Writer, escaped, sentence};
use crate::export::reading::Reading;
use crate::map::{PartialDate, PrimaryChoice};

/// Writes the strategy.
pub fn write(out: &mut Writer, reading: &Reading<'_>) {
    let strategy = &reading.map.overview.strategy;
    out.heading(2, "Strategy");
    let direction = escaped(&strategy.direction);
    out.field("Strategic direction", if direction.is_empty() { "none yet" } else { &direction });
    out.field("Customer need", &escaped(&strategy.customer_need));
    out.field("Competitive strength", &escaped(&strategy.competitive_strength));
    primary(out, reading);
    let left_out: Vec<String> = strategy.not_doing.iter().map(|words| escaped(words)).collect();
    if left_out.iter().any(|words| !words.is_empty()) {
        out.item(0, "**Not doing:**");
        left_out.iter().filter(|words| !words.is_empty()).for_each(|words| out.item(1, words));
    }
}

/// The strategy that leads, and those that led before.
fn primary(out: &mut Writer, reading: &Reading<'_>) {
    let strategy = &reading.map.overview.strategy;
    let Some(now) = strategy.primary_on(reading.day()) else {
        return out.field("Primary strategy", "none yet");
    };
    out.field("Primary strategy", &choice(now));
    let mut before: Vec<&PrimaryChoice> =
        strategy.primary.iter().filter(|other| reading.has_come(other.since) && !std::ptr::eq(*other, now)).collect();
    before.sort_by_key(|other| std::cmp::Reverse(other.since.map(PartialDate::start)));
    for earlier in before {
        out.item(1, &format!("Before: {}", choice(earlier)));
    }
}

fn choice(choice: &PrimaryChoice) -> String {
    let since = choice.since.map(|date| format!(" since {}", date.in_words())).unwrap_or_default();
    let why = sentence(escaped(&choice.why));
    let name = sentence(format!("{}{since}", choice.strategy.name()));
    if why.is_empty() { name } else { format!("{name} {why}") }
}
