//! A map that is too full for one page, in numbers: how many initiatives each strategy has, and what they rely on most.

use super::sheet::{LEAST, Sheet, content_area};
use super::table::{self, Draft};
use super::{DeckPlan, Page, SlideKind};
use crate::insight::{Verdict, direction};
use crate::map::{Initiative, Stage, StrategyKind};
use crate::scene::body::Paragraph;
use crate::scene::compose::Composer;
use crate::scene::geometry::rect;
use crate::scene::typeface::Weight;

/// How many capabilities are named.
const NAMED: usize = 8;

/// The page.
pub fn page(plan: &DeckPlan<'_>, parts: usize, composer: &mut Composer) -> Page {
    let area = content_area(plan.page);
    let setter = composer.setter();
    let mut sheet = Sheet { setter, theme: plan.theme, nodes: Vec::new() };
    let direction = plan.map.overview.strategy.direction.trim();
    let direction = if direction.is_empty() { crate::scene::furniture::NO_DIRECTION } else { direction };
    let told = [
        Sheet::paragraph("Strategic direction", sheet.quiet(16.0)),
        Sheet::paragraph(direction, sheet.bold(24.0)),
        Paragraph { before: 8.0, ..Sheet::paragraph(&why(plan, parts), sheet.quiet(16.0)) },
    ];
    let mut y = area.y + sheet.passage("overview", rect(area.x, area.y, area.w, 130.0), &told) + 20.0;
    let mut page = Page::new(SlideKind::Map, plan.title(), std::mem::take(&mut sheet.nodes));
    for draft in [strategies(plan), capabilities(plan)] {
        let place = rect(area.x, y, area.w, (area.bottom() - y).max(120.0));
        if let Some(table) = table::lay_out(&draft, place, plan.theme, 16.0, setter).into_iter().next() {
            y = table.rect().bottom() + 26.0;
            page.add_table(table, plan.theme, setter);
        }
    }
    page
}

fn why(plan: &DeckPlan<'_>, parts: usize) -> String {
    let count = plan.map.placed().filter(|initiative| plan.moment.has(initiative)).count();
    let mut words = format!(
        "{count} initiatives are too many to be read on one page: the map follows on {parts} pages, strategy by strategy."
    );
    if let Some(lens) = plan.view.words() {
        words.push_str(&format!(" They are seen through a lens: {lens}."));
    }
    words
}

fn plain(plan: &DeckPlan<'_>, words: impl Into<String>) -> Vec<Paragraph> {
    vec![Paragraph::plain(words, LEAST.max(16.0), Weight::Regular, plan.theme.ink)]
}

/// How the initiatives of each strategy stand.
fn strategies(plan: &DeckPlan<'_>) -> Draft {
    let day = plan.moment.day;
    let mut columns = vec![("Strategy".into(), 3.0), ("Initiatives".into(), 1.3)];
    columns.extend(Stage::ALL.map(|stage| (stage.name().into(), 1.3)));
    columns.extend(Verdict::ALL.map(|verdict| (verdict.name().into(), 1.45)));
    let row = |strategy: StrategyKind| {
        let here = |i: &&std::sync::Arc<Initiative>| {
            plan.moment.has(i) && i.placement().is_some_and(|(lane, _)| lane == strategy)
        };
        let own: Vec<&Initiative> = plan.map.placed().filter(here).map(|i| &**i).collect();
        let role = match plan.map.primary_on(day) {
            Some(primary) if primary == strategy => "primary",
            Some(_) => "supporting",
            None => "no strategy leads",
        };
        let verdicts: Vec<Option<Verdict>> =
            own.iter().map(|i| i.indicators.first().and_then(|k| direction(k, day, None).verdict)).collect();
        let at_stage = |stage| own.iter().filter(|i| i.stage_on(day).is_some_and(|entry| entry.stage == stage)).count();
        let mut row = vec![plain(plan, format!("{} ({role})", strategy.name())), plain(plan, own.len().to_string())];
        row.extend(Stage::ALL.map(|stage| plain(plan, at_stage(stage).to_string())));
        row.extend(
            Verdict::ALL
                .map(|verdict| plain(plan, verdicts.iter().filter(|said| **said == Some(verdict)).count().to_string())),
        );
        row
    };
    Draft {
        name: "strategies",
        description:
            "How many initiatives each strategy has, at which stage, and which way their first indicators move".into(),
        columns,
        rows: StrategyKind::ALL.map(row).to_vec(),
    }
}

/// The capabilities that most initiatives rely on.
fn capabilities(plan: &DeckPlan<'_>) -> Draft {
    let demand =
        |id: &crate::map::Id| plan.map.placed().filter(|i| plan.moment.has(i) && i.link_to(id).is_some()).count();
    let mut all: Vec<_> = plan.map.capabilities.iter().map(|c| (demand(&c.id), c)).collect();
    all.sort_by_key(|(demand, _)| std::cmp::Reverse(*demand));
    let row = |(demand, capability): &(usize, &std::sync::Arc<crate::map::Capability>)| {
        let maturity = capability.maturity_on(plan.moment.day).map_or("not assessed".to_owned(), |entry| {
            format!("{} of 5{}", entry.level, if entry.illustrative { "*" } else { "" })
        });
        vec![
            plain(plan, capability.title.trim()),
            plain(plan, capability.backbone.name()),
            plain(plan, maturity),
            plain(plan, demand.to_string()),
        ]
    };
    Draft {
        name: "capabilities",
        description: "The capabilities that most initiatives rely on".into(),
        columns: vec![
            ("Most relied on".into(), 5.0),
            ("Backbone".into(), 3.0),
            ("Maturity".into(), 1.6),
            ("Initiatives".into(), 1.6),
        ],
        rows: all.iter().take(NAMED).map(row).collect(),
    }
}
