//! What the speaker says: made from the map's own texts.

use super::{DeckPlan, Page, SlideKind};
use crate::map::{Initiative, Moment};
use crate::scene::node::Subject;

/// More initiatives than this are not told one by one.
const MOST: usize = 24;
/// No paragraph is longer.
const LONGEST: usize = 600;

/// The notes of a page.
pub(super) fn of(plan: &DeckPlan<'_>, page: &Page) -> Vec<String> {
    let mut notes = match page.kind {
        SlideKind::Map => map(plan, page),
        SlideKind::Strategy => strategy(plan),
        SlideKind::Direction => {
            vec!["A direction says which way things move, by what was observed. There is no target.".to_owned()]
        }
        SlideKind::Backbone => vec!["What the initiatives rely on, and what was answered to what they ask for.".into()],
        SlideKind::Changes => vec!["What has changed.".into()],
        SlideKind::Comparison => vec!["Two maps side by side.".into()],
        SlideKind::Sources => vec!["Where the figures and facts of this deck stand.".into()],
    };
    notes.extend(page.notes.iter().cloned());
    if page.kind == SlideKind::Map {
        notes.extend(
            plan.map
                .notes
                .iter()
                .filter(|note| !note.text.trim().is_empty())
                .map(|note| format!("Note on the map: {}", note.text.trim())),
        );
    }
    notes.into_iter().map(|note| shortened(&note)).collect()
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let start: String = text.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

fn map(plan: &DeckPlan<'_>, page: &Page) -> Vec<String> {
    let overview = &plan.map.overview;
    let mut notes: Vec<String> = Vec::new();
    notes.extend(Some(overview.description.trim().to_owned()).filter(|words| !words.is_empty()));
    if let Some(primary) = overview.strategy.primary_on(plan.moment.day) {
        notes.push(format!("The primary strategy is {}.", primary.strategy.name().to_lowercase()));
    }
    let on_page = page.nodes.iter().filter_map(|node| match &node.subject {
        Subject::Initiative(id) => plan.map.initiatives.get(id),
        _ => None,
    });
    notes.extend(on_page.take(MOST).map(|initiative| initiative_words(initiative, plan.moment)));
    notes
}

fn initiative_words(initiative: &Initiative, moment: Moment) -> String {
    let mut words = initiative.title.trim().to_owned();
    if words.is_empty() {
        words.push_str("Untitled");
    }
    if let Some(entry) = initiative.stage_on(moment.day) {
        words.push_str(&format!(" ({})", entry.stage.name().to_lowercase()));
    }
    for text in [&initiative.outcome, &initiative.summary] {
        if !text.trim().is_empty() {
            words.push_str(". ");
            words.push_str(text.trim().trim_end_matches('.'));
        }
    }
    words.push('.');
    words
}

fn strategy(plan: &DeckPlan<'_>) -> Vec<String> {
    let strategy = &plan.map.overview.strategy;
    let mut notes = Vec::new();
    for (name, words) in [
        ("Strategic direction", &strategy.direction),
        ("Customer need", &strategy.customer_need),
        ("Competitive strength", &strategy.competitive_strength),
    ] {
        if !words.trim().is_empty() {
            notes.push(format!("{name}: {}", words.trim()));
        }
    }
    for choice in &strategy.primary {
        let since = choice.since.map(|date| format!(" since {}", date.in_words())).unwrap_or_default();
        notes.push(format!("Primary{since}: {}. {}", choice.strategy.name(), choice.why.trim()));
    }
    notes
}
