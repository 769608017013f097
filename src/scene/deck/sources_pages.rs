//! Where the facts stand, what is illustrative, and which checks were silenced with which reason.

use super::sheet::{LEAST, content_area};
use super::table::Draft;
use super::{DeckPlan, Page, SlideKind};
use crate::map::{Silenced, Source};
use crate::scene::body::Paragraph;
use crate::scene::compose::Composer;
use crate::scene::typeface::Weight;

/// The pages; none where the map has neither sources nor silenced checks.
pub fn pages(plan: &DeckPlan<'_>, composer: &mut Composer) -> Vec<Page> {
    let sources = Draft {
        name: "sources",
        description: "The sources of the map".into(),
        columns: vec![
            ("Source".into(), 5.2),
            ("Publisher".into(), 2.6),
            ("Date".into(), 1.5),
            ("Address".into(), 4.4),
            ("Grade".into(), 0.9),
        ],
        rows: plan.map.sources.iter().map(|source| row(plan, source)).collect(),
    };
    let silenced = Draft {
        name: "silenced",
        description: "The checks that were silenced, and why".into(),
        columns: vec![
            ("Silenced check".into(), 2.6),
            ("About".into(), 3.0),
            ("Reason".into(), 6.0),
            ("Since".into(), 1.6),
        ],
        rows: plan.map.overview.silenced.iter().map(|silenced| silenced_row(plan, silenced)).collect(),
    };
    let area = content_area(plan.page);
    let mut pages = super::table_pages(plan, SlideKind::Sources, "Sources", &sources, area, LEAST, composer);
    pages.extend(super::table_pages(plan, SlideKind::Sources, "Silenced checks", &silenced, area, LEAST, composer));
    pages
}

fn cell(plan: &DeckPlan<'_>, words: &str) -> Vec<Paragraph> {
    vec![Paragraph::plain(words.trim(), LEAST, Weight::Regular, plan.theme.ink)]
}

fn row(plan: &DeckPlan<'_>, source: &Source) -> Vec<Vec<Paragraph>> {
    vec![
        cell(plan, &source.title),
        cell(plan, &source.publisher),
        cell(plan, &source.date.map(|date| date.in_words()).unwrap_or_default()),
        cell(plan, &source.url),
        cell(plan, &source.grade),
    ]
}

fn silenced_row(plan: &DeckPlan<'_>, silenced: &Silenced) -> Vec<Vec<Paragraph>> {
    let title = |id: &crate::map::Id| {
        let initiative = plan.map.initiatives.get(id).map(|i| i.title.clone());
        initiative.or_else(|| plan.map.capabilities.get(id).map(|c| c.title.clone()))
    };
    let about = silenced.item.as_ref().and_then(title).unwrap_or_else(|| "the whole map".into());
    vec![
        cell(plan, &silenced.check),
        cell(plan, &about),
        cell(plan, &silenced.reason),
        cell(plan, &silenced.on.map(|date| date.in_words()).unwrap_or_default()),
    ]
}
