//! The strategy on one page: direction, need, strength, which strategy leads and why, and what is left out on purpose.

use super::sheet::{LEADING, LEAST, Look, Sheet, content_area, set};
use super::{DeckPlan, Page, SlideKind};
use crate::map::{Day, Strategy};
use crate::scene::body::Paragraph;
use crate::scene::compose::Composer;
use crate::scene::geometry::{Point, Rect, rect};
use crate::scene::text::TextSetter;
use crate::scene::theme::Theme;
use crate::scene::typeface::Weight;

/// Sizes of running text, from the largest: the first that holds everything is taken.
const SIZES: [f32; 5] = [24.0, 21.0, 18.0, 16.5, LEAST];
const GAP: f32 = 48.0;

/// A heading and what stands below it.
struct Section {
    name: &'static str,
    heading: String,
    texts: Vec<String>,
    items: bool,
}

/// The page; nothing where nothing is said of the strategy.
pub fn page(plan: &DeckPlan<'_>, composer: &mut Composer) -> Option<Page> {
    let columns = sections(&plan.map.overview.strategy, plan.moment.day);
    if columns.iter().all(Vec::is_empty) {
        return None;
    }
    let area = content_area(plan.page);
    let width = (area.w - GAP) / 2.0;
    let places = [rect(area.x, area.y, width, area.h), rect(area.x + width + GAP, area.y, width, area.h)];
    let setter = composer.setter();
    let size = SIZES.into_iter().find(|size| {
        columns.iter().all(|sections| height(sections, *size, width, usize::MAX, plan.theme, setter) <= area.h)
    });
    let mut sheet = Sheet { setter, theme: plan.theme, nodes: Vec::new() };
    for (sections, place) in columns.iter().zip(places) {
        lay_out(&mut sheet, sections, place, size);
    }
    let nodes = sheet.nodes;
    Some(Page::new(SlideKind::Strategy, "Strategy on one page".to_owned(), nodes))
}

/// What stands in the left and in the right column.
fn sections(strategy: &Strategy, day: Day) -> [Vec<Section>; 2] {
    let text = |name, heading: &str, words: &str| {
        let words = words.trim();
        (!words.is_empty()).then(|| Section { name, heading: heading.into(), texts: vec![words.into()], items: false })
    };
    let left = [
        text("direction", "Strategic direction", &strategy.direction),
        text("need", "Customer need", &strategy.customer_need),
        text("strength", "Competitive strength", &strategy.competitive_strength),
    ];
    let mut right = Vec::new();
    if let Some(choice) = strategy.primary_on(day) {
        let since = choice.since.map(|date| format!(", since {}", date.in_words())).unwrap_or_default();
        let mut texts = vec![format!("{}{since}", choice.strategy.name())];
        texts.extend(Some(choice.why.trim().to_owned()).filter(|why| !why.is_empty()));
        right.push(Section { name: "primary", heading: "Primary strategy".into(), texts, items: false });
    } else if left.iter().any(Option::is_some) {
        let texts = vec!["None of the two leads yet".to_owned()];
        right.push(Section { name: "primary", heading: "Primary strategy".into(), texts, items: false });
    }
    let not_doing: Vec<String> =
        strategy.not_doing.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    if !not_doing.is_empty() {
        right.push(Section { name: "not-doing", heading: "Not doing".into(), texts: not_doing, items: true });
    }
    [left.into_iter().flatten().collect(), right]
}

fn paragraphs(section: &Section, size: f32, theme: &Theme) -> Vec<Paragraph> {
    let heading = Look { size: (size * 0.8).max(LEAST), weight: Weight::SemiBold, color: theme.muted };
    let body = Look { size, weight: Weight::Regular, color: theme.ink };
    let mut all = vec![Sheet::paragraph(&section.heading, heading)];
    all.extend(section.texts.iter().enumerate().map(|(i, text)| {
        let strong = i == 0 && !section.items && ["direction", "primary"].contains(&section.name);
        let look = if strong { Look { weight: Weight::SemiBold, ..body } } else { body };
        Paragraph { before: size * 0.3, item: section.items, ..Sheet::paragraph(text, look) }
    }));
    all
}

fn height(sections: &[Section], size: f32, width: f32, most: usize, theme: &Theme, setter: &mut TextSetter) -> f32 {
    let of = |section: &Section| set_height(&paragraphs(section, size, theme), width, most, setter) + size * 1.3;
    sections.iter().map(of).sum()
}

fn set_height(paragraphs: &[Paragraph], width: f32, most: usize, setter: &mut TextSetter) -> f32 {
    set(setter, paragraphs, Point::default(), width, most).height
}

/// Sets the sections of a column. Where even the smallest size does not hold them, each is shortened to its share.
fn lay_out(sheet: &mut Sheet<'_>, sections: &[Section], place: Rect, size: Option<f32>) {
    let mut y = place.y;
    let share = place.h / sections.len().max(1) as f32;
    let (size, most) = match size {
        Some(size) => (size, f32::INFINITY),
        None => (LEAST, share - LEADING * LEAST * 2.0),
    };
    for section in sections {
        let paragraphs = paragraphs(section, size, sheet.theme);
        let room = rect(place.x, y, place.w, most.min(place.bottom() - y).max(2.0 * LEADING * size));
        y += sheet.passage(section.name, room, &paragraphs) + size * 1.3;
    }
}
