//! The handshake on a link: the ask of the business and the answer of IT.

use super::writer::{Writer, escaped, sentence};
use crate::export::reading::Reading;
use crate::map::{Answer, Link};

/// The answer of the day, with what was asked and what was said.
pub fn whole(out: &mut Writer, reading: &Reading<'_>, link: &Link) -> String {
    let mut told = answer(out, reading, link);
    let (text, conditions) =
        reading.answer(link).map_or(("", ""), |entry| (entry.text.as_str(), entry.conditions.as_str()));
    let parts =
        [("Ask", link.ask.as_str()), ("Expected", &link.expected), ("Answer", text), ("Conditions", conditions)];
    for (name, words) in parts {
        let words = sentence(escaped(words));
        if !words.is_empty() {
            told.push_str(&format!(" {name}: {words}"));
        }
    }
    told
}

/// The answer of the day alone: since when, who agreed, by when. Where nobody has answered, the ask is open.
pub fn answer(out: &mut Writer, reading: &Reading<'_>, link: &Link) -> String {
    let Some(entry) = reading.answer(link) else { return format!("**{}**.", name(Answer::Open)) };
    let star = out.star(entry.illustrative);
    let by = escaped(&entry.agreed_by);
    let mut known = Vec::new();
    known.extend(entry.on.map(|date| date.in_words()));
    known.extend((!by.is_empty()).then(|| format!("agreed by {by}")));
    known.extend(entry.due.map(|date| format!("due {}", date.in_words())));
    let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    format!("**{}**{star}{known}.", name(entry.answer))
}

fn name(answer: Answer) -> &'static str {
    match answer {
        Answer::YesIf => "Yes, if",
        other => other.name(),
    }
}
