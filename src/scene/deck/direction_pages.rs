//! Which way things move: the charts of the indicators, four on a page, with verdict, evidence and sources in words.

use super::figure::{Figure, verdict_words};
use super::sheet::{LEADING, LEAST, Look, Sheet, content_area};
use super::{DeckPlan, Page, SlideKind};
use crate::insight::{Direction, Period, Surveyed, Timeline, Verdict, direction, survey};
use crate::map::{Id, Observation};
use crate::scene::body::Paragraph;
use crate::scene::chart::Chart;
use crate::scene::compose::Composer;
use crate::scene::geometry::{Rect, rect};
use crate::scene::typeface::Weight;

/// How many indicators a deck draws at the most: what has decided itself comes first.
pub const MOST: usize = 16;
const GAP: (f32, f32) = (44.0, 30.0);

/// The pages; none where nothing was observed.
pub fn pages(plan: &DeckPlan<'_>, composer: &mut Composer) -> Vec<Page> {
    let day = plan.moment.day;
    let seen = |shown: &Surveyed<'_>| {
        let owner_there = match &shown.owner {
            crate::insight::Owner::Initiative(i) => i.placement().is_some() && plan.moment.has(i),
            _ => true,
        };
        owner_there && shown.indicator.count_by(day) > 0
    };
    let mut all: Vec<(Surveyed<'_>, Direction)> = survey(plan.map)
        .filter(seen)
        .map(|shown| {
            let said = direction(shown.indicator, day, None);
            (shown, said)
        })
        .collect();
    let count = all.len();
    if count > MOST {
        all.sort_by_key(|(_, said)| rank(said.verdict));
        all.truncate(MOST);
    }
    let timeline = Timeline::of(plan.map);
    let charts: Vec<Chart<'_>> =
        all.iter().map(|(shown, said)| Chart::of(plan.map, shown, day, said, Period::All, &timeline)).collect();
    let pages = charts.len().div_ceil(4);
    let page = |(i, four): (usize, &[Chart<'_>])| {
        let title = match pages {
            1 => "Direction".to_owned(),
            _ => format!("Direction, {} of {pages}", i + 1),
        };
        let mut page = four_charts(plan, title, four, composer);
        if count > MOST {
            page.notes.push(format!("{MOST} of {count} indicators are drawn: first those that advance or slip."));
        }
        page
    };
    charts.chunks(4).enumerate().map(page).collect()
}

fn rank(verdict: Option<Verdict>) -> usize {
    match verdict {
        Some(Verdict::Slipping) => 0,
        Some(Verdict::Advancing) => 1,
        Some(Verdict::Holding) => 2,
        Some(Verdict::TooEarly) => 3,
        None => 4,
    }
}

fn four_charts(plan: &DeckPlan<'_>, title: String, charts: &[Chart<'_>], composer: &mut Composer) -> Page {
    let area = content_area(plan.page);
    let size = ((area.w - GAP.0) / 2.0, (area.h - GAP.1) / 2.0);
    // Where there are one or two, they take the whole height.
    let height = if charts.len() <= 2 { area.h.min(size.1 * 1.5) } else { size.1 };
    let width = if charts.len() == 1 { area.w } else { size.0 };
    let mut page = Page::new(SlideKind::Direction, title, Vec::new());
    for (i, chart) in charts.iter().enumerate() {
        let (column, row) = ((i % 2) as f32, (i / 2) as f32);
        let cell = rect(area.x + column * (size.0 + GAP.0), area.y + row * (size.1 + GAP.1), width, height);
        one_chart(plan, &mut page, chart, cell, composer);
    }
    page
}

/// A chart with its words: name and verdict above, what is observed below them; evidence and sources at the foot.
fn one_chart(plan: &DeckPlan<'_>, page: &mut Page, chart: &Chart<'_>, cell: Rect, composer: &mut Composer) {
    let theme = plan.theme;
    let name = |part: &str| format!("{part}/{}", chart.indicator.id);
    let setter = composer.setter();
    let mut sheet = Sheet { setter, theme, nodes: Vec::new() };
    let verdict = Look { size: 16.5, weight: Weight::Bold, color: theme.verdict(chart.verdict) };
    let words = capitalised(verdict_words(chart));
    let room = sheet.setter.line(&words, verdict.weight, verdict.size).width * 1.05 + 6.0;
    let title = [Sheet::paragraph(&chart.title, sheet.bold(18.0))];
    let mut y = cell.y
        + sheet.passage(&name("name"), rect(cell.x, cell.y, cell.w - room - 16.0, 2.0 * LEADING * 18.0 + 1.0), &title);
    let place = rect(cell.right() - room, cell.y + 1.0, room, 22.0);
    let told = [Paragraph { align: crate::scene::Align::End, ..Sheet::paragraph(&words, verdict) }];
    sheet.passage(&name("verdict"), place, &told);
    let subtitle = [Sheet::paragraph(&chart.subtitle, sheet.quiet(LEAST))];
    y += sheet.passage(&name("about"), rect(cell.x, y, cell.w, 2.0 * LEADING * LEAST + 1.0), &subtitle) + 4.0;

    let mut foot = vec![Sheet::paragraph(&chart.evidence, sheet.plain(LEAST))];
    foot.extend(sources(plan, chart).map(|words| Sheet::paragraph(&words, sheet.quiet(LEAST))));
    let lines = |sheet: &mut Sheet<'_>| super::sheet::set(sheet.setter, &foot, cell.min(), cell.w, 6).height;
    let height = lines(&mut sheet).min(cell.h * 0.42);
    let place = rect(cell.x, cell.bottom() - height, cell.w, height + 1.0);
    let plot = rect(cell.x, y, cell.w, place.y - 8.0 - y);
    let mut nodes = std::mem::take(&mut sheet.nodes);
    sheet.passage(&name("evidence"), place, &foot);
    let after = sheet.nodes;
    let figure = Figure::of(chart, plot, theme);
    page.nodes.append(&mut nodes);
    if let Some(figure) = figure {
        page.nodes.push(figure.draw(theme, setter));
        page.figures.push(figure);
    }
    page.nodes.extend(after);
    page.notes.push(format!("{}: {}. {}", chart.title, words.to_lowercase(), chart.evidence));
}

/// Where the observations stand, in a sentence.
fn sources(plan: &DeckPlan<'_>, chart: &Chart<'_>) -> Option<String> {
    let observations: Vec<&Observation> = chart.dots.iter().map(|dot| dot.observation).collect();
    let mut ids: Vec<&Id> = Vec::new();
    for id in observations.iter().flat_map(|observation| &observation.sources) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let title = |id: &&Id| plan.map.sources.get(id).map(|source| source.title.clone()).filter(|t| !t.trim().is_empty());
    let titles: Vec<String> = ids.iter().filter_map(title).collect();
    let any_hollow = chart.dots.iter().any(|dot| dot.observation.illustrative);
    let illustrative = any_hollow.then_some("Hollow dots are illustrative.");
    let told = match titles.len() {
        0 => String::new(),
        1 => format!("Source: {}.", titles[0]),
        2 | 3 => format!("Sources: {}.", titles.join("; ")),
        more => format!("Sources: {}; {}; and {} more.", titles[0], titles[1], more - 2),
    };
    let words = [Some(told.as_str()).filter(|told| !told.is_empty()), illustrative];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
