//! The chart of an indicator on a page of a deck: drawn for a preview and a PDF, and native in an office program.

use super::sheet::LEAST;
use super::ticks::{time_ticks, value_step, value_ticks};
use crate::insight::Verdict;
use crate::map::{Id, PartialDate};
use crate::scene::chart::{Band, Chart, Extent, Join, Spot};
use crate::scene::geometry::{Point, Rect, point};
use crate::scene::node::{Align, Dash, Node, Shape, Stroke, Subject, Text};
use crate::scene::text::TextSetter;
use crate::scene::theme::{Color, Theme};
use crate::scene::typeface::Weight;

/// The chart of an indicator as it stands on a page.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The indicator.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Its unit; empty where it has none.
    pub unit: String,
    /// What somebody who cannot see it is told.
    pub description: String,
    /// Where it stands.
    pub rect: Rect,
    /// Of the observations.
    pub ink: Color,
    /// Of the trend, by its verdict.
    pub color: Color,
    /// Whether it advances or slips.
    pub decided: bool,
    /// How its dots are joined.
    pub join: Join,
    /// Its observations, in the order of time.
    pub dots: Vec<Seen>,
    /// The line of the trend.
    pub trend: Option<[Spot; 2]>,
    /// What the interval of the rate allows.
    pub band: Option<Band>,
    /// Where it heads.
    pub heading: Option<[Spot; 2]>,
    /// The part of time and heights that is shown.
    pub extent: Extent,
}

/// An observation on a chart.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// When.
    pub date: PartialDate,
    /// The middle of its date, in years.
    pub time: f64,
    /// What was observed.
    pub value: f64,
    /// Where it stands: its value, or of a pulse the running sum.
    pub height: f64,
    /// Whether it is illustrative.
    pub illustrative: bool,
}

impl Figure {
    /// The chart of an indicator in a place; nothing where nothing was observed.
    pub fn of(chart: &Chart<'_>, place: Rect, theme: &Theme) -> Option<Self> {
        let seen = |dot: &crate::scene::chart::Dot<'_>| Seen {
            date: dot.observation.date,
            time: dot.time,
            value: dot.observation.value,
            height: dot.height,
            illustrative: dot.observation.illustrative,
        };
        Some(Self {
            id: chart.indicator.id.clone(),
            name: chart.title.clone(),
            unit: chart.indicator.unit.clone(),
            description: format!("Chart of “{}”: {}. {}", chart.title, verdict_words(chart), chart.evidence),
            rect: place,
            ink: theme.ink,
            color: theme.verdict(chart.verdict),
            decided: matches!(chart.verdict, Some(Verdict::Advancing | Verdict::Slipping)),
            join: chart.join,
            dots: chart.dots.iter().map(seen).collect(),
            trend: chart.trend.as_ref().map(|trend| trend.line),
            band: chart.trend.as_ref().and_then(|trend| trend.band),
            heading: chart.heading,
            extent: chart.extent?,
        })
    }

    /// How far apart the marks of values in a range are, so that there are at most so many; judgements are whole numbers.
    pub fn value_step(&self, range: (f64, f64), most: usize) -> f64 {
        let step = value_step(range, most);
        if self.join == Join::Steps { step.max(1.0) } else { step }
    }

    /// Draws it as a node.
    pub fn draw(&self, theme: &Theme, setter: &mut TextSetter) -> Node {
        let mut plot = Plot::new(self, theme, setter);
        plot.axes();
        plot.trend();
        plot.observations();
        Node {
            subject: Subject::Chart(self.id.clone()),
            label: self.description.as_str().into(),
            bounds: self.rect,
            origin: Point::default(),
            title_area: None,
            shapes: plot.shapes.into(),
            body: None,
        }
    }
}

/// What an indicator says, in a word or two.
pub fn verdict_words(chart: &Chart<'_>) -> &'static str {
    chart.verdict.map_or("context only", Verdict::name)
}

/// A chart while it is being drawn.
struct Plot<'a> {
    figure: &'a Figure,
    theme: &'a Theme,
    setter: &'a mut TextSetter,
    inside: Rect,
    shapes: Vec<Shape>,
}

impl<'a> Plot<'a> {
    fn new(figure: &'a Figure, theme: &'a Theme, setter: &'a mut TextSetter) -> Self {
        let r = figure.rect;
        let ticks = value_ticks(figure.extent.height, figure.value_step(figure.extent.height, most_values(r)));
        let widest = ticks.iter().map(|tick| setter.line(&tick.1, Weight::Regular, LEAST).width).fold(0.0, f32::max);
        let left = (widest + 12.0).min(r.w / 3.0);
        let inside = crate::scene::rect(r.x + left, r.y + 8.0, r.w - left - 8.0, r.h - 8.0 - LEAST * 1.6);
        Self { figure, theme, setter, inside, shapes: Vec::new() }
    }

    fn place(&self, (time, height): Spot) -> Point {
        let Extent { time: (from, to), height: (low, high) } = self.figure.extent;
        let x = ((time - from) / (to - from)) as f32;
        // Halves first: the whole range of numbers may lie between the two.
        let y = ((height / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0)).clamp(0.0, 1.0) as f32;
        point(self.inside.x + x * self.inside.w, self.inside.bottom() - y * self.inside.h)
    }

    fn line(&mut self, points: &[Point], width: f32, color: Color, dash: Dash) {
        self.shapes.push(Shape::Line { points: points.into(), radius: 0.0, stroke: Stroke { width, color, dash } });
    }

    fn label(&mut self, words: &str, at: Point, align: Align) {
        let line = self.setter.line(words, Weight::Regular, LEAST);
        let text = Text::of_line(&line, at, LEAST, Weight::Regular, self.theme.muted);
        self.shapes.push(Shape::Text(Text { align, ..text }));
    }

    fn axes(&mut self) {
        let Extent { time, height } = self.figure.extent;
        let step = self.figure.value_step(height, most_values(self.figure.rect));
        for (value, words) in value_ticks(height, step) {
            let y = self.place((time.0, value)).y;
            let ends = [point(self.inside.x, y), point(self.inside.right(), y)];
            self.line(&ends, 1.0, self.theme.edge, Dash::Solid);
            self.label(&words, point(self.inside.x - 8.0, y + 0.36 * LEAST), Align::End);
        }
        let bottom = self.inside.bottom();
        let mut free = f32::MIN;
        for (year, words) in time_ticks(time, (self.inside.w / 70.0).max(2.0) as usize) {
            let x = self.place((year, height.0)).x;
            let half = self.setter.line(&words, Weight::Regular, LEAST).width / 2.0;
            self.line(&[point(x, bottom), point(x, bottom + 4.0)], 1.0, self.theme.muted, Dash::Solid);
            // A label that would lie on the one before, or outside, is left out; its mark stays.
            if x - half > free && x + half < self.figure.rect.right() + 4.0 {
                self.label(&words, point(x, bottom + LEAST * 1.35), Align::Middle);
                free = x + half + 10.0;
            }
        }
        self.line(
            &[point(self.inside.x, bottom), point(self.inside.right(), bottom)],
            1.0,
            self.theme.muted,
            Dash::Solid,
        );
    }

    fn trend(&mut self) {
        let color = self.figure.color;
        if let Some(band) = self.figure.band {
            let fill = color.with_alpha(36);
            let [upper, lower] = [band.upper, band.lower].map(|edge| edge.map(|spot| self.place(spot)));
            for corners in [[upper[0], upper[1], lower[0]], [upper[1], upper[2], lower[2]]] {
                self.shapes.push(Shape::Polygon { points: corners.as_slice().into(), fill });
            }
        }
        if let Some(line) = self.figure.trend {
            let ends = line.map(|spot| self.place(spot));
            let (width, dash) = if self.figure.decided { (2.2, Dash::Solid) } else { (1.6, Dash::Dashed) };
            self.line(&ends, width, color, dash);
        }
        if let Some(heading) = self.figure.heading {
            let [from, tip] = heading.map(|spot| self.place(spot));
            self.line(&[from, tip], 2.2, color, Dash::Solid);
            self.shapes.push(crate::scene::links::arrow(from, tip, Stroke::solid(2.2, color)));
        }
    }

    fn observations(&mut self) {
        let dots: Vec<(Point, bool)> =
            self.figure.dots.iter().map(|dot| (self.place((dot.time, dot.height)), dot.illustrative)).collect();
        let pale = self.figure.ink.with_alpha(130);
        match self.figure.join {
            Join::Apart => {}
            Join::Line => {
                let points: Vec<Point> = dots.iter().map(|dot| dot.0).collect();
                self.line(&points, 1.6, pale, Dash::Solid);
            }
            Join::Steps => {
                let mut points: Vec<Point> = Vec::new();
                let mut level = self.place((self.figure.extent.time.0, 0.0)).y;
                for (at, _) in &dots {
                    points.extend([point(at.x, level), *at]);
                    level = at.y;
                }
                self.line(&points, 1.6, pale, Dash::Solid);
            }
        }
        for (center, illustrative) in dots {
            self.shapes.push(Shape::Circle { center, radius: 5.0, fill: self.figure.ink });
            let fill = if illustrative { self.theme.page } else { self.figure.color };
            self.shapes.push(Shape::Circle { center, radius: 3.2, fill });
        }
    }
}

fn most_values(r: Rect) -> usize {
    (r.h / 42.0).clamp(2.0, 6.0) as usize
}
