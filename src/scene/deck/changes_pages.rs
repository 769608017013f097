//! What has changed: since a date, or against another version of the map; and two maps side by side.

use super::map_pages::{MOST_ON_ONE_PAGE, fitted};
use super::sheet::content_area;
use super::table::Draft;
use super::{DeckPlan, Page, SlideKind};
use crate::insight::{Change, Side, Topic, are_versions, changes, changes_since, comparison};
use crate::map::{Day, Moment, PartialDate, StrategyMap};
use crate::scene::body::Paragraph;
use crate::scene::compose::Composer;
use crate::scene::difference::{Earlier, difference};
use crate::scene::typeface::Weight;

/// The size of the text.
const SIZE: f32 = 16.0;
/// More changes than this are counted, not told.
const MOST: usize = 60;
/// Changes are told of so many days where no date was asked for.
const A_YEAR: i32 = 365;

fn cell(plan: &DeckPlan<'_>, words: &str, weight: Weight) -> Vec<Paragraph> {
    words.lines().map(|line| Paragraph::plain(line, SIZE, weight, plan.theme.ink)).collect()
}

/// The page of what has changed since another version, drawn on the map; none where nothing of it can be seen, or where the
/// map is too full for one page.
pub fn drawn_page(plan: &DeckPlan<'_>, composer: Composer) -> (Option<Page>, Composer) {
    let Some((name, other)) = plan.other.filter(|(_, other)| are_versions(other, plan.map)) else {
        return (None, composer);
    };
    if plan.map.placed().filter(|initiative| plan.moment.has(initiative)).count() > MOST_ON_ONE_PAGE {
        return (None, composer);
    }
    let earlier = Earlier { name, map: other };
    let (nodes, composer) = fitted(content_area(plan.page), composer, |composer| {
        difference(composer, earlier, plan.map, plan.moment, plan.theme)
    });
    let title = format!("Changes since {name}, on the map");
    (nodes.map(|nodes| Page::new(SlideKind::Changes, title, nodes)), composer)
}

/// The pages of what has changed, in words; none where nothing has.
pub fn pages(plan: &DeckPlan<'_>, composer: &mut Composer) -> Vec<Page> {
    let (title, changes) = match plan.other.filter(|(_, other)| are_versions(other, plan.map)) {
        Some((name, other)) => (format!("Changes since {name}"), against(other, plan.map)),
        None => {
            let from = plan.since.map_or(Day(plan.moment.day.0 - A_YEAR), PartialDate::end);
            let date = plan.since.unwrap_or_else(|| PartialDate::of_day(from));
            (format!("Changes since {}", date.in_words()), changes_since(plan.map, from, plan.moment.day))
        }
    };
    let dated = changes.iter().any(|change| change.date.is_some());
    let row = |change: &Change| {
        let star = if change.illustrative { "*" } else { "" };
        let date = change.date.map(|date| date.in_words()).unwrap_or_default();
        let mut row = if dated { vec![cell(plan, &date, Weight::Regular)] } else { Vec::new() };
        row.push(cell(plan, capitalised(change.subject.name()).as_str(), Weight::Regular));
        row.push(cell(plan, &format!("{}{star}", change.words()), Weight::Regular));
        row
    };
    let mut rows: Vec<_> = changes.iter().take(MOST).map(row).collect();
    if changes.len() > MOST {
        let mut last = vec![cell(plan, "", Weight::Regular); if dated { 2 } else { 1 }];
        last.push(cell(plan, &format!("and {} more changes", changes.len() - MOST), Weight::Regular));
        rows.push(last);
    }
    let mut columns = if dated { vec![("When".into(), 1.6)] } else { Vec::new() };
    columns.extend([("What".into(), 1.6), ("Change".into(), 9.0)]);
    let description = "What has changed, one change in each row".into();
    let draft = Draft { name: "changes", description, columns, rows };
    super::table_pages(plan, SlideKind::Changes, &title, &draft, content_area(plan.page), SIZE, composer)
}

/// The differences of two versions that say something to a board: not where a card stands, nor the order of lists.
fn against(before: &StrategyMap, after: &StrategyMap) -> Vec<Change> {
    changes(before, after).into_iter().filter(|change| !change.is_layout()).collect()
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The page of two maps side by side; none where there is one map alone.
pub fn comparison_pages(plan: &DeckPlan<'_>, composer: &mut Composer) -> Vec<Page> {
    let Some((name, other)) = plan.other else { return Vec::new() };
    let own = plan.title();
    let theirs = Moment::of(other, None, plan.today);
    let told = comparison(
        Side { name: &own, map: plan.map, moment: plan.moment },
        Side { name, map: other, moment: theirs },
        &Topic::FIGURE,
    );
    let row = |row: &crate::insight::Row| {
        let [a, b] = &row.cells;
        vec![cell(plan, row.name(), Weight::SemiBold), cell(plan, a, Weight::Regular), cell(plan, b, Weight::Regular)]
    };
    let rows = told.rows.iter().map(row).collect();
    let [a, b] = told.columns.clone();
    let description = format!("{a} and {b} side by side");
    let columns = vec![("Compared".into(), 2.4), (a.into(), 5.0), (b.into(), 5.0)];
    let draft = Draft { name: "comparison", description, columns, rows };
    super::table_pages(plan, SlideKind::Comparison, "Comparison", &draft, content_area(plan.page), SIZE, composer)
}
