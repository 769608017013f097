//! The card of an initiative.

use std::sync::{Arc, LazyLock};

use super::body::Body;
use super::direction_mark::{MARK_SIZE, direction_mark};
use super::geometry::{Point, Rect, point, rect};
use super::node::{Align, Dash, Shape, Stroke, Text};
use super::sparkline::sparkline;
use super::text::{Setting, TextSetter, is_blank};
use super::theme::{Color, Theme};
use super::typeface::Weight;
use crate::insight::{Direction, Verdict, direction};
use crate::map::{Day, Initiative, Stage, StrategyKind, technology_name};

/// How wide a card is, in page units.
pub const CARD_WIDTH: f32 = 248.0;

/// How high a card is while its title and technologies need no more.
pub const CARD_HEIGHT: f32 = 92.0;

const PADDING: f32 = 16.0;
const TITLE: Setting = Setting { weight: Weight::SemiBold, size: 14.5, width: 200.0, lines: 5 };
const TITLE_LEADING: f32 = 18.0;
const CHIP_HEIGHT: f32 = 15.0;
const CHIP_GAP: f32 = 4.0;

/// A card drawn at the origin.
#[derive(Clone, Debug)]
pub struct Card {
    /// How high it came out.
    pub height: f32,
    /// Where its title stands.
    pub title_area: Rect,
    /// Its shapes.
    pub shapes: Arc<[Shape]>,
    /// What somebody who cannot see it is told.
    pub label: Arc<str>,
    /// Its outline with its text, on a slide.
    pub body: Option<Arc<Body>>,
}

/// What of an initiative changes with the day: a card is drawn anew only where this does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Which entry of its stages holds.
    stage: Option<usize>,
    /// How many observations of its headline indicator have come.
    observed: usize,
}

impl Standing {
    /// How an initiative stands on a day.
    pub fn of(initiative: &Initiative, day: Day) -> Self {
        let holds = initiative.stage_on(day);
        let stage = holds.and_then(|entry| initiative.stages.iter().position(|other| std::ptr::eq(entry, other)));
        let come = |indicator: &crate::map::Indicator| indicator.count_by(day);
        Self { stage, observed: initiative.indicators.first().map_or(0, come) }
    }
}

/// What the headline indicator says on a day.
pub(super) fn headline(initiative: &Initiative, day: Day) -> Option<Direction> {
    initiative.indicators.first().map(|indicator| direction(indicator, day, None))
}

/// Draws the card of an initiative in a lane, as things stand on a day.
pub fn card(initiative: &Initiative, lane: StrategyKind, day: Day, theme: &Theme, setter: &mut TextSetter) -> Card {
    let said = headline(initiative, day);
    let accent = theme.lane(lane).accent;
    let stage = initiative.stage_on(day);
    let faded = stage.is_some_and(|entry| entry.stage == Stage::Stopped);
    let title = if is_blank(&initiative.title) { "Untitled" } else { &initiative.title };
    let lines = setter.set(title, TITLE);
    let extra = lines.len().saturating_sub(2) as f32 * TITLE_LEADING;
    let chips = chips(initiative, 69.0 + extra, theme, setter);
    let height = (chips.bottom + 8.0).max(CARD_HEIGHT + extra);

    let mut shapes = surface(height, initiative.is_planned_on(day), theme);
    let bar = rect(0.0, 10.0, 3.5, height - 20.0);
    let bar_color = if faded { theme.muted } else { accent };
    shapes.push(Shape::Box { rect: bar, radius: 1.75, fill: Some(bar_color), stroke: None });
    let ink = if faded || is_blank(&initiative.title) { theme.muted } else { theme.ink };
    for (i, line) in lines.iter().enumerate() {
        let at = point(PADDING, 24.0 + i as f32 * TITLE_LEADING);
        shapes.push(Shape::Text(Text::of_line(line, at, TITLE.size, TITLE.weight, ink)));
    }
    let stage = stage_words(initiative, day);
    shapes.push(Shape::Text(small(&stage, point(PADDING, 62.0 + extra), theme.muted, setter)));
    shapes.extend(chips.shapes);
    if let Some((indicator, said)) = initiative.indicators.first().zip(said.as_ref()) {
        let color = theme.verdict(said.verdict);
        shapes.extend(sparkline(indicator, day, rect(164.0, 47.0 + extra, 66.0, 16.0), color));
        shapes.extend(sign(said, color, setter));
    }
    let title_area =
        rect(PADDING - 4.0, 8.0, CARD_WIDTH - PADDING - 28.0, lines.len().max(1) as f32 * TITLE_LEADING + 4.0);
    let label = description(initiative, lane, &stage, said.as_ref()).into();
    Card { height, title_area, shapes: shapes.into(), label, body: None }
}

/// The sign of a direction in the upper right corner; an asterisk beside it where values are illustrative.
fn sign(said: &Direction, color: Color, setter: &mut TextSetter) -> Vec<Shape> {
    let Some(verdict) = said.verdict else { return Vec::new() };
    let mut shapes = SIGNS[verdict as usize].clone();
    for shape in &mut shapes {
        if let Shape::Line { stroke, .. } = shape {
            stroke.color = color;
        }
    }
    if said.illustrative {
        let at = point(SIGN_AT.x - MARK_SIZE / 2.0 - 8.0, SIGN_AT.y + 4.5);
        shapes.push(Shape::Text(small("*", at, color, setter)));
    }
    shapes
}

/// Where the sign of a direction stands on a card.
const SIGN_AT: Point = Point { x: CARD_WIDTH - PADDING - MARK_SIZE / 2.0 + 3.0, y: 19.5 };

/// The signs in their place, by verdict: all cards share their points.
static SIGNS: LazyLock<[Vec<Shape>; 4]> =
    LazyLock::new(|| Verdict::ALL.map(|verdict| direction_mark(verdict, SIGN_AT, MARK_SIZE, Color::hex(0))));

/// The stage in a few words: `Scaling · since 2013`, with an asterisk where it is illustrative.
pub(super) fn stage_words(initiative: &Initiative, day: Day) -> String {
    let (entry, planned) = match initiative.stage_on(day) {
        Some(entry) => (entry, false),
        None => match initiative.stages.iter().min_by_key(|entry| entry.since.map(|date| date.middle())) {
            Some(entry) => (entry, true),
            None => return "No stage yet".into(),
        },
    };
    let star = if entry.illustrative { "*" } else { "" };
    let name = entry.stage.name();
    match entry.since {
        Some(date) if planned => format!("{name} · from {}{star}", date.year()),
        Some(date) if date.is_about() => format!("{name} · since ~{}{star}", date.year()),
        Some(date) => format!("{name} · since {}{star}", date.year()),
        None => format!("{name}{star}"),
    }
}

/// The white sheet of a card and what it throws on the page: two faint sheets below, which every output draws alike.
fn surface(height: f32, planned: bool, theme: &Theme) -> Vec<Shape> {
    let sheet = rect(0.0, 0.0, CARD_WIDTH, height);
    let below = |grow: f32, down: f32, alpha: u8| {
        let rect = sheet.grown(grow).moved(point(0.0, down));
        Shape::Box { rect, radius: 8.0 + grow, fill: Some(theme.shadow.with_alpha(alpha)), stroke: None }
    };
    let dash = if planned { Dash::Dashed } else { Dash::Solid };
    let edge = Stroke { width: 1.0, color: if planned { theme.muted } else { theme.edge }, dash };
    // A card has about this many shapes in all.
    let mut shapes = Vec::with_capacity(24);
    shapes.extend([
        below(1.0, 1.6, 10),
        below(0.0, 1.0, 14),
        Shape::Box { rect: sheet, radius: 8.0, fill: Some(theme.card), stroke: Some(edge) },
    ]);
    shapes
}

struct Chips {
    shapes: Vec<Shape>,
    bottom: f32,
}

/// The technologies, one chip each, on as many rows as they need.
fn chips(initiative: &Initiative, top: f32, theme: &Theme, setter: &mut TextSetter) -> Chips {
    let (mut x, mut y) = (PADDING, top);
    let mut shapes = Vec::new();
    for technology in &initiative.technologies {
        let setting =
            Setting { weight: Weight::Medium, size: 10.5, width: CARD_WIDTH - 2.0 * PADDING - 16.0, lines: 1 };
        let Some(line) = setter.set(technology_name(technology), setting).first().cloned() else { continue };
        let width = line.width + 16.0;
        if x > PADDING && x + width > CARD_WIDTH - PADDING {
            x = PADDING;
            y += CHIP_HEIGHT + CHIP_GAP;
        }
        let chip = rect(x, y, width, CHIP_HEIGHT);
        shapes.push(Shape::Box { rect: chip, radius: CHIP_HEIGHT / 2.0, fill: Some(theme.chip), stroke: None });
        let text = Text::of_line(&line, point(x + width / 2.0, y + 11.0), setting.size, setting.weight, theme.muted);
        shapes.push(Shape::Text(Text { align: Align::Middle, ..text }));
        x += width + CHIP_GAP;
    }
    Chips { shapes, bottom: if initiative.technologies.is_empty() { top } else { y + CHIP_HEIGHT } }
}

fn small(words: &str, at: Point, color: Color, setter: &mut TextSetter) -> Text {
    let line = setter.line(words, Weight::Medium, 11.5);
    Text {
        at,
        text: line.text,
        size: 11.5,
        weight: Weight::Medium,
        color,
        align: Align::Start,
        spacing: 0.0,
        width: line.width,
        covered: true,
    }
}

/// What somebody who cannot see the card is told.
pub(super) fn description(
    initiative: &Initiative,
    lane: StrategyKind,
    stage: &str,
    said: Option<&Direction>,
) -> String {
    let mut words = format!("Initiative: {}. {}. {stage}", initiative.title, lane.name());
    if !initiative.technologies.is_empty() {
        let names: Vec<&str> = initiative.technologies.iter().map(|key| technology_name(key)).collect();
        words.push_str(&format!(". Technologies: {}", names.join(", ")));
    }
    if let Some((indicator, said)) = initiative.indicators.first().zip(said) {
        words.push_str(&format!(". Indicator: {}, {}", indicator.name, direction_words(said)));
    }
    words
}

/// What is told of a direction: `advancing (7 observations)`, `context only (1 observation), illustrative`.
fn direction_words(said: &Direction) -> String {
    let count = crate::insight::words::count(said.observations, said.basis);
    let mark = if said.illustrative { ", illustrative" } else { "" };
    format!("{} ({count}){mark}", said.verdict_words().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::LIGHT;

    fn drawn(initiative: &Initiative) -> Card {
        let day = Day::from_civil(2022, 1, 1);
        card(initiative, StrategyKind::CustomerEngagement, day, &LIGHT, &mut TextSetter::default())
    }

    fn texts(card: &Card) -> Vec<&Text> {
        card.shapes.iter().filter_map(|s| if let Shape::Text(t) = s { Some(t) } else { None }).collect()
    }

    #[test]
    fn a_card_grows_with_its_title_and_technologies_so_that_nothing_is_cut() {
        let short = drawn(&Initiative { title: "Short".into(), ..Initiative::default() });
        assert_eq!(short.height, CARD_HEIGHT);
        let long = drawn(&Initiative {
            title: "A rather long title that needs three whole lines on a card to be read".into(),
            technologies: ["social", "mobile", "analytics", "cloud", "internet_of_things"].map(String::from).to_vec(),
            ..Initiative::default()
        });
        assert!(long.height > CARD_HEIGHT + 18.0);
        for text in texts(&long) {
            assert!(text.left() >= 0.0 && text.left() + text.width <= CARD_WIDTH, "{}", text.text);
            assert!(text.at.y < long.height, "{}", text.text);
        }
    }

    #[test]
    fn an_untitled_card_says_so() {
        assert_eq!(&*texts(&drawn(&Initiative::default()))[0].text, "Untitled");
    }
}
