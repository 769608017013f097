//! The card of an initiative on a slide: one outline with its text, large enough to be read from a distance.

use std::sync::Arc;

use super::body::{Anchor, Body, Outline, Paragraph};
use super::card::{self, CARD_HEIGHT, CARD_WIDTH, Card};
use super::direction_mark::{MARK_SIZE, asterisk, direction_mark};
use super::geometry::{Rect, point, rect};
use super::lens::Tone;
use super::manner::Manner;
use super::node::{Dash, Shape, Stroke, Text};
use super::sparkline::sparkline;
use super::tag::{stripes, told};
use super::text::{Setting, TextSetter, is_blank, unbroken};
use super::theme::{Color, Theme};
use super::typeface::Weight;
use crate::insight::Lens;
use crate::map::{Day, Initiative, Stage, StrategyKind, technology_name};

/// The height of a line of text over its size, in Inter as in Calibri.
pub const LEADING: f32 = 1.22;
/// How far below the top of its line a baseline lies, over the size.
const ASCENT: f32 = 0.96;
/// What stays free at the left, and at the right of the title, where the sign of the direction stands.
const LEFT: f32 = 16.0;
const RIGHT: f32 = 34.0;
const TOP: f32 = 8.0;
const BOTTOM: f32 = 9.0;
/// The room of the small line of observations.
const SPARK: (f32, f32) = (62.0, 15.0);

/// Text as it is set in a body: the lines for a drawing, the paragraphs for an office program.
struct Setter<'a> {
    setter: &'a mut TextSetter,
    y: f32,
    shapes: Vec<Shape>,
    paragraphs: Vec<Paragraph>,
    /// How far to the right and to which baseline each line reaches.
    reach: Vec<(f32, f32)>,
}

impl Setter<'_> {
    fn add(&mut self, words: &str, size: f32, weight: Weight, color: Color, lines: usize) {
        if is_blank(words) {
            return;
        }
        let room = |covered: bool| if covered { CARD_WIDTH - LEFT - 12.0 } else { CARD_WIDTH - LEFT - RIGHT };
        let width = if weight == Weight::SemiBold { room(false) } else { room(self.covers(words, weight, size)) };
        let set = self.setter.set(words, Setting { weight, size, width, lines });
        for line in set.iter() {
            let at = point(LEFT, self.y + ASCENT * size);
            self.reach.push((LEFT + line.width, at.y));
            self.shapes.push(Shape::Text(Text::of_line(line, at, size, weight, color)));
            self.y += LEADING * size;
        }
        self.paragraphs.push(Paragraph::plain(unbroken(words, &set), size, weight, color));
    }

    /// Whether the bundled typeface has all of a text: then Calibri is narrower, and more fits on a line.
    fn covers(&mut self, words: &str, weight: Weight, size: f32) -> bool {
        self.setter.line(words, weight, size).covered
    }
}

/// Draws the card of an initiative for a slide, as things stand on a day.
pub fn slide_card(
    initiative: &Initiative,
    lane: StrategyKind,
    day: Day,
    theme: &Theme,
    tone: Option<&Tone>,
    manner: Manner,
    setter: &mut TextSetter,
) -> Card {
    let said = card::headline(initiative, day);
    let faded = initiative.stage_on(day).is_some_and(|entry| entry.stage == Stage::Stopped);
    let untitled = is_blank(&initiative.title);
    let title = if untitled { "Untitled" } else { &initiative.title };
    let (size, small) = (manner.size(15.5), manner.size(11.5));
    let mut set = Setter { setter, y: TOP, shapes: Vec::new(), paragraphs: Vec::new(), reach: Vec::new() };
    set.add(title, size, Weight::SemiBold, if faded || untitled { theme.muted } else { theme.ink }, 5);
    let title_bottom = set.y;
    let stage = card::stage_words(initiative, day);
    set.add(&stage, small, Weight::Medium, theme.muted, 2);
    // What a lens asks for stands instead of the technologies: a card that grew could push the map off its one page.
    match tone.filter(|tone| !matches!(tone.lens, Lens::Stage | Lens::Technology)) {
        Some(tone) => set.add(&tone.word, small, Weight::Medium, theme.ink, 2),
        None => set.add(&technology_words(initiative), small, Weight::Medium, theme.muted, 2),
    }
    let Setter { y, shapes: texts, paragraphs, reach, .. } = set;

    let headline = initiative.indicators.first().zip(said.as_ref());
    let height = height(y, &reach, headline.is_some());
    let sheet = rect(0.0, 0.0, CARD_WIDTH, height);
    let planned = initiative.is_planned_on(day);
    let dash = if planned { Dash::Dashed } else { Dash::Solid };
    let edge = Stroke { width: 1.0, color: if planned { theme.muted } else { theme.edge }, dash };
    let mut marks = vec![bar(height, if faded { theme.muted } else { theme.lane(lane).accent })];
    marks.extend(tone.iter().flat_map(|tone| stripes(tone, height)));
    if let Some((indicator, said)) = headline {
        let color = theme.verdict(said.verdict);
        let spark = rect(CARD_WIDTH - 18.0 - SPARK.0, height - 10.0 - SPARK.1, SPARK.0, SPARK.1);
        marks.extend(sparkline(indicator, day, spark, color));
        let sign = point(CARD_WIDTH - 18.0, 18.0);
        marks.extend(said.verdict.iter().flat_map(|verdict| direction_mark(*verdict, sign, MARK_SIZE, color)));
        if said.illustrative && said.verdict.is_some() {
            marks.extend(asterisk(point(sign.x, sign.y + 14.0), color));
        }
    }
    let mut shapes = vec![Shape::Box { rect: sheet, radius: 8.0, fill: Some(theme.card), stroke: Some(edge) }];
    shapes.extend(marks.iter().cloned());
    shapes.extend(texts);
    let body = Body {
        rect: sheet,
        outline: Outline::Rounded(8.0),
        fill: Some(theme.card),
        stroke: Some(edge),
        insets: [LEFT, TOP, RIGHT, 2.0],
        anchor: Anchor::Top,
        paragraphs,
        marks,
    };
    let label = card::description(initiative, lane, &stage, said.as_ref());
    let label = tone.map_or_else(|| label.as_str().into(), |tone| told(&label, tone));
    let title_area = Rect { h: title_bottom, ..sheet };
    Card { height, title_area, shapes: shapes.into(), label, body: Some(Arc::new(body)) }
}

/// How high a card is: at least as on the page, and so that no text runs into the line of observations.
fn height(bottom: f32, reach: &[(f32, f32)], has_line: bool) -> f32 {
    let height = (bottom + BOTTOM).max(CARD_HEIGHT);
    let runs_into = |height: f32| {
        let (left, top) = (CARD_WIDTH - 26.0 - SPARK.0, height - 12.0 - SPARK.1);
        reach.iter().any(|(right, baseline)| *right > left && *baseline > top)
    };
    if has_line && runs_into(height) { (bottom + 15.0 + SPARK.1).max(height) } else { height }
}

fn bar(height: f32, color: Color) -> Shape {
    Shape::Box { rect: rect(0.0, 10.0, 3.5, height - 20.0), radius: 1.75, fill: Some(color), stroke: None }
}

fn technology_words(initiative: &Initiative) -> String {
    initiative.technologies.iter().map(|key| technology_name(key)).collect::<Vec<_>>().join(" · ")
}

/// The card of an initiative that stands on another page: only its name, so that a link has an end.
pub fn reference_card(initiative: &Initiative, theme: &Theme, manner: Manner, setter: &mut TextSetter) -> Card {
    let title = if is_blank(&initiative.title) { "Untitled" } else { &initiative.title };
    let mut set = Setter { setter, y: TOP, shapes: Vec::new(), paragraphs: Vec::new(), reach: Vec::new() };
    set.add(title, manner.size(13.0), Weight::SemiBold, theme.muted, 3);
    set.add("on another page", manner.size(11.5), Weight::Regular, theme.muted, 1);
    let sheet = rect(0.0, 0.0, CARD_WIDTH, set.y + BOTTOM);
    let edge = Stroke { width: 1.0, color: theme.muted, dash: Dash::Dashed };
    let fill = Some(theme.page);
    let mut shapes = vec![Shape::Box { rect: sheet, radius: 8.0, fill, stroke: Some(edge) }];
    shapes.extend(set.shapes);
    let body = Body {
        rect: sheet,
        outline: Outline::Rounded(8.0),
        fill,
        stroke: Some(edge),
        insets: [LEFT, TOP, RIGHT, 2.0],
        anchor: Anchor::Top,
        paragraphs: set.paragraphs,
        marks: Vec::new(),
    };
    let label = format!("Initiative on another page: {title}").into();
    Card { height: sheet.h, title_area: sheet, shapes: shapes.into(), label, body: Some(Arc::new(body)) }
}
