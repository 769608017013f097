//! What every page has: title, banner, lanes, backbone panel, notes and sources.

use std::sync::Arc;

use super::body::{Anchor, Body, Outline, Paragraph};
use super::geometry::{Point, Rect, point, rect};
use super::manner::Manner;
use super::node::{Align, Node, Shape, Stroke, Subject, Text};
use super::page::{LaneFrame, PageFrame};
use super::text::{Line, Setting, TextSetter, unbroken};
use super::theme::{Color, Theme};
use super::typeface::Weight;
use crate::insight::survey;
use crate::map::{Backbone, Moment, Note, StrategyKind, StrategyMap};

/// Draws the parts of a page around the cards and links.
pub struct Furniture<'a> {
    /// The map.
    pub map: &'a StrategyMap,
    /// The moment that it is shown as of.
    pub moment: Moment,
    /// The strategy that leads.
    pub primary: Option<StrategyKind>,
    /// The colours.
    pub theme: &'a Theme,
    /// Where everything stands.
    pub frame: &'a PageFrame,
    /// In which manner.
    pub manner: Manner,
    /// Whether links are drawn.
    pub links: bool,
    /// Sets the texts.
    pub setter: &'a mut TextSetter,
}

/// How a line of text looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub size: f32,
    pub weight: Weight,
    pub color: Color,
    pub align: Align,
    pub spacing: f32,
}

pub(super) const fn style(size: f32, weight: Weight, color: Color) -> Style {
    Style { size, weight, color, align: Align::Start, spacing: 0.0 }
}

/// How the strategic direction is set on the banner; its lines also decide how high the banner is.
pub fn direction_setting(manner: Manner) -> Setting {
    Setting { weight: Weight::SemiBold, size: manner.direction(), width: 1180.0, lines: 4 }
}

/// What stands in for a direction that is not there.
pub const NO_DIRECTION: &str = "No strategic direction yet";

/// What stands in a backbone that has none.
const NO_CAPABILITY: &str = "No capability yet";

/// What a direction is not.
const ASIDE: &str = "a direction, not an end state";

impl Furniture<'_> {
    pub(super) fn text(&mut self, words: &str, at: Point, style: Style) -> Shape {
        let line = self.setter.line(words, style.weight, style.size);
        self.set_line(&line, at, style)
    }

    fn set_line(&mut self, line: &Line, at: Point, style: Style) -> Shape {
        let letters = line.text.chars().count() as f32;
        Shape::Text(Text {
            at,
            covered: line.covered,
            text: line.text.clone(),
            size: style.size,
            weight: style.weight,
            color: style.color,
            align: style.align,
            spacing: style.spacing,
            width: line.width + style.spacing * letters,
        })
    }

    pub(super) fn node(
        subject: Subject,
        label: String,
        bounds: Rect,
        title_area: Option<Rect>,
        shapes: Vec<Shape>,
    ) -> Node {
        Node {
            subject,
            label: label.into(),
            bounds,
            origin: Point::default(),
            title_area,
            shapes: shapes.into(),
            body: None,
        }
    }

    /// The title of the map and the day that it speaks of.
    pub fn heading(&mut self) -> Node {
        let overview = &self.map.overview;
        let left = self.frame.banner.x;
        let width = self.frame.banner.w;
        let empty = overview.title.trim().is_empty();
        let title = if empty { "Untitled map" } else { &overview.title };
        let setting = Setting { weight: Weight::Bold, size: 30.0, width, lines: 1 };
        let ink = if empty { self.theme.muted } else { self.theme.ink };
        let mut shapes = Vec::new();
        if let Some(line) = self.setter.set(title, setting).first().cloned() {
            shapes.push(self.set_line(&line, point(left, 58.0), style(30.0, Weight::Bold, ink)));
        }
        let subtitle = self.subtitle();
        let setting = Setting { weight: Weight::Regular, size: 14.0, width, lines: 1 };
        if let Some(line) = self.setter.set(&subtitle, setting).first().cloned() {
            shapes.push(self.set_line(&line, point(left, 84.0), style(14.0, Weight::Regular, self.theme.muted)));
        }
        let bounds = rect(left, 24.0, width, 68.0);
        let title_area = rect(left - 6.0, 28.0, width.min(900.0), 42.0);
        Self::node(Subject::Map, format!("{title}. {subtitle}"), bounds, Some(title_area), shapes)
    }

    fn subtitle(&self) -> String {
        let overview = &self.map.overview;
        let mut parts = vec!["Digital strategy map".to_owned()];
        if !overview.organization.is_empty() && overview.organization != overview.title {
            parts.push(overview.organization.clone());
        }
        if let Some(date) = self.moment.said {
            parts.push(format!("as of {}", date.in_words()));
        }
        if overview.illustrative {
            parts.push("illustrative".into());
        }
        parts.join("  ·  ")
    }

    /// The banner of the strategic direction: an arrow, because it is a heading.
    pub fn banner(&mut self) -> Vec<Node> {
        let r = self.frame.banner;
        let theme = *self.theme;
        let outline: Arc<[Point]> = Arc::new([
            r.min(),
            point(r.right() - 26.0, r.y),
            point(r.right(), r.center().y),
            point(r.right() - 26.0, r.bottom()),
            point(r.x, r.bottom()),
        ]);
        let label_size = self.manner.size(10.5);
        let spacing = if self.manner.is_slide() { 0.0 } else { 1.2 };
        let small = Style { spacing, ..style(label_size, Weight::SemiBold, theme.banner_muted) };
        let setting = direction_setting(self.manner);
        let first = r.y + 10.5 + label_size;
        let (first, leading) = if self.manner.is_slide() { (first - 2.0, 1.25 * setting.size) } else { (first, 23.0) };
        let below = if self.manner.is_slide() { leading + 2.0 } else { 21.0 };
        let mut shapes = vec![Shape::Polygon { points: outline, fill: theme.banner }];
        shapes.push(self.text("STRATEGIC DIRECTION", point(r.x + 20.0, first), small));
        let direction = self.map.overview.strategy.direction.clone();
        let empty = direction.trim().is_empty();
        let words = if empty { NO_DIRECTION } else { &direction };
        let ink = if empty { theme.banner_muted } else { theme.banner_ink };
        let lines = self.setter.set(words, setting);
        for (i, line) in lines.iter().enumerate() {
            let at = point(r.x + 20.0, first + below + i as f32 * leading);
            shapes.push(self.set_line(line, at, style(setting.size, setting.weight, ink)));
        }
        let title_area = rect(r.x + 12.0, r.y + 24.0, r.w - 300.0, r.h - 26.0);
        let node =
            Self::node(Subject::Direction, format!("Strategic direction: {words}"), r, Some(title_area), Vec::new());
        let aside = style(self.manner.size(12.5), Weight::Regular, theme.banner_muted);
        if !self.manner.is_slide() {
            let at = point(r.right() - 44.0, r.center().y + 4.0);
            shapes.push(self.text(ASIDE, at, Style { align: Align::End, ..aside }));
            return vec![Node { shapes: shapes.into(), ..node }];
        }
        let body = Body {
            rect: r,
            outline: Outline::Arrow(26.0),
            fill: Some(theme.banner),
            stroke: None,
            insets: [20.0, 2.0, r.w - 20.0 - setting.width, 2.0],
            anchor: Anchor::Middle,
            paragraphs: vec![
                Paragraph::plain("STRATEGIC DIRECTION", small.size, small.weight, small.color),
                Paragraph::plain(unbroken(words, &lines), setting.size, setting.weight, ink),
            ],
            marks: Vec::new(),
        };
        let width = self.setter.line(ASIDE, aside.weight, aside.size).width + 8.0;
        let place = rect(r.right() - 40.0 - width, r.center().y - aside.size * 0.7, width, aside.size * 1.4);
        let beside = self.passage("direction/aside", ASIDE, place, Style { align: Align::End, ..aside });
        vec![Node { shapes: shapes.into(), body: Some(Arc::new(body)), ..node }, beside]
    }

    /// A line of text of its own, on a slide: as wide as its place, in its middle between above and below.
    fn passage(&mut self, name: &str, words: &str, place: Rect, style: Style) -> Node {
        let x = match style.align {
            Align::Start => place.x,
            Align::Middle => place.center().x,
            Align::End => place.right(),
        };
        let shape = self.text(words, point(x, place.center().y + 0.36 * style.size), style);
        let paragraph =
            Paragraph { align: style.align, ..Paragraph::plain(words, style.size, style.weight, style.color) };
        let body = Body {
            rect: place,
            outline: Outline::Rounded(0.0),
            fill: None,
            stroke: None,
            insets: [0.0; 4],
            anchor: Anchor::Middle,
            paragraphs: vec![paragraph],
            marks: Vec::new(),
        };
        let subject = Subject::Passage(name.into());
        Node { body: Some(Arc::new(body)), ..Self::node(subject, words.to_owned(), place, None, vec![shape]) }
    }

    /// A lane with its heading; nothing where it has no width.
    pub fn lane(&mut self, lane: LaneFrame) -> Vec<Node> {
        let r = lane.rect;
        if r.w <= 0.0 {
            return Vec::new();
        }
        let colors = self.theme.lane(lane.strategy);
        let leads = self.primary == Some(lane.strategy);
        let edge = if leads { Stroke::solid(1.6, colors.accent) } else { Stroke::solid(1.0, colors.edge) };
        let mut shapes = vec![Shape::Box { rect: r, radius: 10.0, fill: Some(colors.fill), stroke: Some(edge) }];
        let name = lane.strategy.name();
        let size = self.manner.lane_name();
        let title = self.setter.line(name, Weight::Bold, size);
        let baseline = r.y + 12.0 + size;
        shapes.push(self.set_line(&title, point(r.x + 20.0, baseline), style(size, Weight::Bold, colors.accent)));
        let role = self.primary.map(|primary| if primary == lane.strategy { "PRIMARY FOCUS" } else { "SUPPORTING" });
        let pill = point(r.x + 20.0 + title.width + 14.0, baseline - 16.0);
        let badge = role.map(|words| self.badge(words, pill, leads, colors.accent));
        let gist = style(self.manner.size(12.5), Weight::Regular, self.theme.muted);
        let below = if self.manner.is_slide() { 1.4 * gist.size } else { 20.0 };
        let told = match self.primary {
            Some(primary) if primary == lane.strategy => ", primary focus",
            Some(_) => ", supporting",
            None => "",
        };
        let label = format!("Strategy: {name}{told}");
        if !self.manner.is_slide() {
            shapes.extend(badge.into_iter().flatten());
            shapes.push(self.text(lane.strategy.gist(), point(r.x + 20.0, baseline + below), gist));
            return vec![Self::node(Subject::Lane(lane.strategy), label, r, None, shapes)];
        }
        // A narrow lane has no room for what its strategy is about.
        let room = Setting { weight: gist.weight, size: gist.size, width: r.w - 40.0, lines: 1 };
        let gist_lines = self.setter.set(lane.strategy.gist(), room);
        let fits = gist_lines.iter().all(|line| *line.text == *lane.strategy.gist());
        let gist_lines = if fits { gist_lines } else { [].into() };
        let words = if fits { lane.strategy.gist() } else { "" };
        shapes.extend(gist_lines.iter().map(|line| self.set_line(line, point(r.x + 20.0, baseline + below), gist)));
        let body = Body {
            rect: r,
            outline: Outline::Rounded(10.0),
            fill: Some(colors.fill),
            stroke: Some(edge),
            insets: [20.0, 10.0, 12.0, 2.0],
            anchor: Anchor::Top,
            paragraphs: vec![
                Paragraph::plain(name, size, Weight::Bold, colors.accent),
                Paragraph { before: 2.0, ..Paragraph::plain(words, gist.size, gist.weight, gist.color) },
            ],
            marks: Vec::new(),
        };
        let node = Self::node(Subject::Lane(lane.strategy), label, r, None, shapes);
        let lane_node = Node { body: Some(Arc::new(body)), ..node };
        let badge = role
            .zip(badge)
            .filter(|(_, [pill, _])| matches!(pill, Shape::Box { rect, .. } if rect.right() < r.right() - 8.0));
        let badge = badge.map(|(words, shapes)| self.badge_node(lane.strategy, words, shapes));
        std::iter::once(lane_node).chain(badge).collect()
    }

    fn badge(&mut self, words: &str, at: Point, filled: bool, accent: Color) -> [Shape; 2] {
        let weight = if filled { Weight::Bold } else { Weight::SemiBold };
        let ink = if filled { self.theme.on_accent } else { accent };
        let size = self.manner.size(10.5);
        let spacing = if self.manner.is_slide() { 0.0 } else { 0.8 };
        let label = Style { spacing, align: Align::Middle, ..style(size, weight, ink) };
        let width = self.setter.line(words, weight, size).width + spacing * words.len() as f32 + 22.0;
        let grown = size - 10.5;
        let pill = rect(at.x, at.y - grown / 2.0, width, 22.0 + grown);
        let fill = filled.then_some(accent);
        let stroke = (!filled).then_some(Stroke::solid(1.0, accent));
        let text = self.text(words, point(pill.center().x, pill.center().y + 0.38 * size), label);
        [Shape::Box { rect: pill, radius: pill.h / 2.0, fill, stroke }, text]
    }

    /// The badge of a lane as a thing of its own, on a slide.
    fn badge_node(&self, strategy: StrategyKind, words: &str, shapes: [Shape; 2]) -> Node {
        let (rect, radius, fill, stroke) = match shapes[0] {
            Shape::Box { rect, radius, fill, stroke } => (rect, radius, fill, stroke),
            _ => (Rect::default(), 0.0, None, None),
        };
        let text = match &shapes[1] {
            Shape::Text(text) => {
                Paragraph { align: Align::Middle, ..Paragraph::plain(words, text.size, text.weight, text.color) }
            }
            _ => Paragraph::plain(words, 0.0, Weight::Bold, self.theme.ink),
        };
        let body = Body {
            rect,
            outline: Outline::Rounded(radius),
            fill,
            stroke,
            insets: [0.0; 4],
            anchor: Anchor::Middle,
            paragraphs: vec![text],
            marks: Vec::new(),
        };
        let subject = Subject::Passage(format!("role/{}", strategy.key()).into());
        let node = Self::node(subject, words.to_lowercase(), rect, None, shapes.to_vec());
        Node { body: Some(Arc::new(body)), ..node }
    }

    /// The panel of the backbones: the rows with their names.
    pub fn panel(&mut self) -> Vec<Node> {
        let theme = *self.theme;
        let panel = self.frame.panel;
        let rows = self.frame.backbones.clone();
        let divider = (rows[0].rect.bottom() + rows[1].rect.y) / 2.0;
        let mut nodes = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            let mut shapes = Vec::new();
            if i == 0 {
                let edge = Stroke::solid(1.0, theme.edge);
                shapes.push(Shape::Box { rect: panel, radius: 10.0, fill: Some(theme.panel), stroke: Some(edge) });
                let points: Arc<[Point]> =
                    Arc::new([point(panel.x + 12.0, divider), point(panel.right() - 12.0, divider)]);
                shapes.push(Shape::Line { points, radius: 0.0, stroke: edge });
            }
            let size = self.manner.size(13.5);
            let name = style(size, Weight::Bold, theme.backbone(row.backbone));
            let words = match row.backbone {
                Backbone::DigitalServices => ["Digital services", "backbone"],
                Backbone::Operational => ["Operational", "backbone"],
            };
            let middle = row.rect.center().y;
            shapes.push(self.text(words[0], point(panel.x + 20.0, middle - 0.37 * size), name));
            shapes.push(self.text(words[1], point(panel.x + 20.0, middle + 0.89 * size), name));
            let hint = style(self.manner.size(12.5), Weight::Regular, theme.muted);
            if row.lines.is_empty() && !self.manner.is_slide() {
                shapes.push(self.text(NO_CAPABILITY, point(panel.x + 170.0, middle + 4.0), hint));
            }
            let bounds = if i == 0 {
                rect(panel.x, panel.y, panel.w, divider - panel.y)
            } else {
                rect(panel.x, divider, panel.w, panel.bottom() - divider)
            };
            let label = format!("{}: {} capabilities", row.backbone.name(), row.lines.iter().flatten().count());
            let node = Self::node(Subject::Backbone(row.backbone), label, bounds, None, shapes);
            if !self.manner.is_slide() {
                nodes.push(node);
                continue;
            }
            let names = words.map(|word| Paragraph::plain(word, name.size, name.weight, name.color));
            let body = row_body(if i == 0 { panel } else { bounds }, i == 0, middle, names.to_vec(), theme, divider);
            nodes.push(Node { body: Some(Arc::new(body)), ..node });
            if row.lines.is_empty() {
                let left = panel.x + 158.0 * self.manner.growth(14.0);
                let place = rect(left, middle - hint.size, 300.0, 2.0 * hint.size);
                nodes.push(self.passage(&format!("empty/{}", row.backbone.key()), NO_CAPABILITY, place, hint));
            }
        }
        nodes
    }

    /// A note on the page.
    pub fn note(&mut self, note: &Note) -> Node {
        let theme = *self.theme;
        let setting = Setting { weight: Weight::Regular, size: 12.5, width: 200.0, lines: 12 };
        let words = if note.text.trim().is_empty() { "Empty note" } else { &note.text };
        let lines = self.setter.set(words, setting);
        let height = 22.0 + lines.len() as f32 * 17.0;
        let edge = Stroke::solid(1.0, theme.note_edge);
        let sheet = rect(0.0, 0.0, 224.0, height);
        let mut shapes = vec![Shape::Box { rect: sheet, radius: 4.0, fill: Some(theme.note), stroke: Some(edge) }];
        for (i, line) in lines.iter().enumerate() {
            let at = point(12.0, 24.0 + i as f32 * 17.0);
            shapes.push(self.set_line(line, at, style(12.5, Weight::Regular, theme.ink)));
        }
        let origin = point(
            (note.position.at.x as f32).clamp(0.0, super::page::FARTHEST),
            (note.position.at.y as f32).clamp(0.0, super::page::FARTHEST),
        );
        let bounds = sheet.moved(origin);
        Node {
            subject: Subject::Note(note.id.clone()),
            label: format!("Note: {words}").into(),
            bounds,
            origin,
            title_area: Some(bounds.grown(-4.0)),
            shapes: shapes.into(),
            body: None,
        }
    }

    /// Where the facts stand, and what is not a fact.
    pub fn sources(&mut self) -> Node {
        let words = self.source_words();
        let right = self.frame.banner.right();
        let baseline = self.frame.legend;
        let room = Setting { weight: Weight::Regular, size: 11.5, width: 760.0, lines: 2 };
        let lines = self.setter.set(&words, room);
        let look = Style { align: Align::End, ..style(11.5, Weight::Regular, self.theme.muted) };
        let first = baseline - 15.0 * lines.len().saturating_sub(1) as f32;
        let shapes =
            lines.iter().enumerate().map(|(i, line)| self.set_line(line, point(right, first + 15.0 * i as f32), look));
        let shapes: Vec<Shape> = shapes.collect();
        let bounds = rect(right - 760.0, first - 12.0, 760.0, baseline - first + 16.0);
        Self::node(Subject::Sources, words, bounds, None, shapes)
    }

    fn source_words(&self) -> String {
        let mut sentences = Vec::new();
        let mut publishers: Vec<&str> = Vec::new();
        for source in self.map.sources.iter() {
            let name = if source.publisher.is_empty() { &source.title } else { &source.publisher };
            if !name.is_empty() && !publishers.contains(&name.as_str()) {
                publishers.push(name);
            }
        }
        match publishers.len() {
            0 => {}
            1..=3 => sentences.push(format!("Sources: {}.", publishers.join(", "))),
            more => sentences.push(format!("Sources: {} and {} more.", publishers[..2].join(", "), more - 2)),
        }
        if let Some(sentence) = illustrative_words(self.map) {
            sentences.push(sentence);
        }
        let ideas = self.map.ideas().count();
        match ideas {
            0 => {}
            1 => sentences.push("1 idea is not placed.".into()),
            more => sentences.push(format!("{more} ideas are not placed.")),
        }
        sentences.join(" ")
    }
}

/// Which kinds of things on a map hold something illustrative, in a sentence.
pub fn illustrative_words(map: &StrategyMap) -> Option<String> {
    if map.overview.illustrative {
        return Some("Everything on this map is illustrative.".into());
    }
    let answers = || map.initiatives.iter().flat_map(|i| &i.relies_on).flat_map(|link| &link.answers);
    let kinds = [
        ("answers", answers().any(|entry| entry.illustrative)),
        ("stages", map.initiatives.iter().flat_map(|i| &i.stages).any(|entry| entry.illustrative)),
        ("maturity", map.capabilities.iter().flat_map(|c| &c.maturity).any(|entry| entry.illustrative)),
        ("observations", survey(map).any(|surveyed| surveyed.indicator.is_illustrative())),
    ];
    let named: Vec<&str> = kinds.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
    (!named.is_empty()).then(|| format!("Partly illustrative: {}.", named.join(", ")))
}

/// The row of a backbone as one outline with its name; the first one is the panel that both stand on.
fn row_body(rect: Rect, is_panel: bool, middle: f32, names: Vec<Paragraph>, theme: Theme, divider: f32) -> Body {
    let edge = Stroke::solid(1.0, theme.edge);
    let size = names.first().and_then(|name| name.runs.first()).map_or(0.0, |run| run.size);
    let top = (middle - 1.22 * size - rect.y).max(0.0);
    let line: Arc<[Point]> = Arc::new([point(rect.x + 12.0, divider), point(rect.right() - 12.0, divider)]);
    Body {
        rect,
        outline: Outline::Rounded(if is_panel { 10.0 } else { 0.0 }),
        fill: is_panel.then_some(theme.panel),
        stroke: is_panel.then_some(edge),
        insets: [20.0, top, (rect.w - 20.0 - 138.0 * (size / 13.5).max(1.0)).max(0.0), 0.0],
        anchor: Anchor::Top,
        paragraphs: names,
        marks: if is_panel { vec![Shape::Line { points: line, radius: 0.0, stroke: edge }] } else { Vec::new() },
    }
}
