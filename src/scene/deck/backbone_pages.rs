//! The backbone: each capability with its maturity, what relies on it, and what was answered.

use super::sheet::content_area;
use super::table::Draft;
use super::{DeckPlan, Page, SlideKind};
use crate::map::{Answer, Backbone, Capability, Initiative, Link};
use crate::scene::body::Paragraph;
use crate::scene::compose::Composer;
use crate::scene::typeface::Weight;

/// The size of the text.
const SIZE: f32 = 16.0;
/// More initiatives than this are counted, not named.
const NAMED: usize = 6;

/// The pages; none where the map has no capability.
pub fn pages(plan: &DeckPlan<'_>, composer: &mut Composer) -> Vec<Page> {
    let mut rows = Vec::new();
    for backbone in Backbone::ALL {
        for capability in plan.map.capabilities.iter().filter(|capability| capability.backbone == backbone) {
            rows.push(row(plan, capability));
        }
    }
    let draft = Draft {
        name: "backbone",
        description: "Each capability with its maturity, what relies on it, and what was answered".into(),
        columns: vec![
            ("Capability".into(), 3.2),
            ("Backbone".into(), 2.2),
            ("Maturity".into(), 1.7),
            ("Relied on by".into(), 4.4),
            ("Answers".into(), 3.6),
        ],
        rows,
    };
    super::table_pages(plan, SlideKind::Backbone, "Backbone", &draft, content_area(plan.page), SIZE, composer)
}

fn text(plan: &DeckPlan<'_>, words: impl Into<String>) -> Paragraph {
    Paragraph::plain(words, SIZE, Weight::Regular, plan.theme.ink)
}

fn row(plan: &DeckPlan<'_>, capability: &Capability) -> Vec<Vec<Paragraph>> {
    let day = plan.moment.day;
    let links: Vec<(&Initiative, &Link)> = plan
        .map
        .placed()
        .filter(|initiative| plan.moment.has(initiative))
        .filter_map(|initiative| initiative.link_to(&capability.id).map(|link| (&**initiative, link)))
        .collect();
    let title = if crate::scene::text::is_blank(&capability.title) { "Untitled" } else { capability.title.trim() };
    let maturity = match capability.maturity_on(day) {
        Some(entry) => {
            let since = entry.date.map(|date| format!(", {}", date.in_words())).unwrap_or_default();
            format!("{} of 5{}{since}", entry.level, if entry.illustrative { "*" } else { "" })
        }
        None => "not assessed".into(),
    };
    let mut relied: Vec<Paragraph> = links.iter().take(NAMED).map(|(i, _)| text(plan, name(i))).collect();
    match links.len() {
        0 => relied.push(text(plan, "nothing yet")),
        more if more > NAMED => relied.push(text(plan, format!("and {} more", more - NAMED))),
        _ => {}
    }
    vec![
        vec![Paragraph::plain(title, SIZE, Weight::SemiBold, plan.theme.ink)],
        vec![text(plan, capability.backbone.name())],
        vec![text(plan, maturity)],
        relied,
        answers(plan, &links),
    ]
}

fn name(initiative: &Initiative) -> String {
    let title = initiative.title.trim();
    if crate::scene::text::is_blank(title) { "Untitled".into() } else { title.to_owned() }
}

/// How many links have which answer, and the conditions that were named.
fn answers(plan: &DeckPlan<'_>, links: &[(&Initiative, &Link)]) -> Vec<Paragraph> {
    let day = plan.moment.day;
    let mut told = Vec::new();
    for answer in [Answer::Yes, Answer::YesIf, Answer::NotYet, Answer::Open] {
        let of: Vec<&(&Initiative, &Link)> = links.iter().filter(|(_, link)| link.answer_on(day) == answer).collect();
        if of.is_empty() {
            continue;
        }
        let star = of.iter().any(|(_, link)| link.answer_entry_on(day).is_some_and(|entry| entry.illustrative));
        told.push(text(plan, format!("{} {}{}", of.len(), answer.name().to_lowercase(), if star { "*" } else { "" })));
        let entries = of.iter().filter_map(|(_, link)| link.answer_entry_on(day));
        let conditions = entries.map(|entry| entry.conditions.trim()).filter(|words| !words.is_empty()).take(2);
        told.extend(
            conditions.map(|words| Paragraph {
                item: true,
                ..Paragraph::plain(words, SIZE, Weight::Regular, plan.theme.muted)
            }),
        );
    }
    if told.is_empty() {
        told.push(text(plan, "no link"));
    }
    told
}
