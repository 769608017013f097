//! What else a map has: adaptations, ideas, notes, silenced checks, sources.

use super::initiative::{cited, facts};
use super::writer::{Writer, address, escaped, sentence};
use crate::export::reading::{Reading, named};
use crate::map::{Adaptation, Source};

/// Writes everything after the direction; what there is nothing of is left out.
pub fn write(out: &mut Writer, reading: &Reading<'_>) {
    adaptations(out, reading);
    ideas(out, reading);
    notes(out, reading);
    silenced(out, reading);
    sources(out, reading);
}

fn adaptations(out: &mut Writer, reading: &Reading<'_>) {
    let all = reading.adaptations();
    if all.is_empty() {
        return;
    }
    out.heading(2, "Adaptations");
    for adaptation in all {
        adaptation_entry(out, reading, adaptation);
    }
}

fn adaptation_entry(out: &mut Writer, reading: &Reading<'_>, adaptation: &Adaptation) {
    let date = adaptation.date.map_or("No date".to_owned(), |date| date.in_words());
    let star = out.star(adaptation.illustrative);
    let change = sentence(escaped(&adaptation.change));
    out.item(0, &format!("**{date}**{star}: {}", if change.is_empty() { "adapted." } else { &change }));
    let parts = [("What was noticed", &adaptation.trigger), ("What came of it", &adaptation.outcome)];
    for (name, words) in parts.map(|(name, words)| (name, escaped(words))) {
        if !words.is_empty() {
            out.item(1, &format!("{name}: {words}"));
        }
    }
    let sources = cited(reading, &adaptation.sources);
    if !sources.is_empty() {
        out.item(1, &format!("Sources: {sources}"));
    }
}

fn ideas(out: &mut Writer, reading: &Reading<'_>) {
    if reading.ideas().next().is_none() {
        return;
    }
    out.heading(2, "Ideas, not placed");
    for idea in reading.ideas() {
        out.heading(3, &escaped(named(&idea.title)));
        out.paragraphs(&idea.summary);
        out.field("Thought of for", idea.strategy.map_or("", |strategy| strategy.name()));
        facts(out, reading, idea);
    }
}

fn notes(out: &mut Writer, reading: &Reading<'_>) {
    let notes: Vec<String> = reading.map.notes.iter().map(|note| escaped(&note.text)).collect();
    if notes.iter().all(String::is_empty) {
        return;
    }
    out.heading(2, "Notes");
    notes.iter().filter(|note| !note.is_empty()).for_each(|note| out.item(0, note));
}

fn silenced(out: &mut Writer, reading: &Reading<'_>) {
    if reading.silenced().next().is_none() {
        return;
    }
    out.heading(2, "Silenced checks");
    for silenced in reading.silenced() {
        let at = silenced.item.as_ref().map(|id| format!(" at “{}”", escaped(reading.name_of(id))));
        let on = silenced.on.map(|date| format!(", {}", date.in_words())).unwrap_or_default();
        let reason = escaped(&silenced.reason);
        let reason = if reason.is_empty() { "no reason given" } else { &reason };
        out.item(0, &format!("**{}**{}{on}: {reason}", escaped(&silenced.check), at.unwrap_or_default()));
    }
}

fn sources(out: &mut Writer, reading: &Reading<'_>) {
    if reading.map.sources.is_empty() {
        return;
    }
    out.heading(2, "Sources");
    for (i, source) in reading.map.sources.iter().enumerate() {
        out.numbered(i + 1, &source_words(source));
    }
}

/// `Title. Publisher, Mar 2016. Grade A. <https://…> Note.`
fn source_words(source: &Source) -> String {
    let publisher = Some(escaped(&source.publisher)).filter(|publisher| !publisher.is_empty());
    let whence: Vec<String> = publisher.into_iter().chain(source.date.map(|date| date.in_words())).collect();
    let grade = escaped(&source.grade);
    let grade = if grade.is_empty() { grade } else { format!("Grade {grade}") };
    let parts = [escaped(named(&source.title)), whence.join(", "), grade];
    let mut parts: Vec<String> = parts.into_iter().map(sentence).collect();
    parts.push(address(&source.url));
    parts.push(sentence(escaped(&source.note)));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}
