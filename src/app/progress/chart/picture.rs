//! What is drawn of one indicator: band, poles, lines, and its observations above all.

use std::ops::RangeInclusive;

use egui::{Color32, Pos2, Rect, Shape, Stroke, Ui, pos2};
use egui_plot::{
    ClosestElem, Cursor, LabelFormatterFn, PlotBounds, PlotConfig, PlotGeometry, PlotItem, PlotItemBase, PlotPoint,
    PlotTransform,
};

use super::lines;
use crate::app::progress::flags::{self, Poles};
use crate::app::progress::mark::{Ink, RADIUS, mark, whisker};
use crate::app::progress::words;
use crate::map::StrategyMap;
use crate::scene::chart::{Band, Chart, Dot, Extent, Flag, Join, Spot, Trend};

/// What a chart is drawn in.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Of the marks.
    pub ink: Ink,
    /// Of the trend.
    pub trend: Color32,
    /// Whether the trend leads somewhere; otherwise it is drawn quietly.
    pub decided: bool,
    /// Of the line at zero.
    pub rule: Color32,
    /// Of the line where reading begins.
    pub begin: Color32,
    /// Of the poles of flags.
    pub poles: Poles,
}

impl Look {
    /// How the line of the trend is drawn, and whether it is dashed.
    pub fn line(&self) -> (Stroke, bool) {
        if self.decided { (Stroke::new(2.2, self.trend), false) } else { (Stroke::new(1.4, self.trend), true) }
    }

    /// The ground of the band.
    pub fn band(&self) -> Color32 {
        self.trend.gamma_multiply(if self.decided { 0.13 } else { 0.09 })
    }

    /// The line from dot to dot: pale, since nothing was seen there; steps less so, since the sum did stand.
    pub fn join(&self, join: Join) -> Stroke {
        let weight = if join == Join::Steps { 0.65 } else { 0.4 };
        Stroke::new(1.3, self.ink.observed.gamma_multiply(weight))
    }
}

/// One indicator on the plot.
pub struct Picture<'a> {
    base: PlotItemBase,
    map: &'a StrategyMap,
    chart: &'a Chart<'a>,
    points: Vec<PlotPoint>,
    extent: Extent,
    look: Look,
}

impl<'a> Picture<'a> {
    /// The picture of a chart.
    pub fn new(map: &'a StrategyMap, chart: &'a Chart<'a>, extent: Extent, look: Look) -> Self {
        let points = chart.dots.iter().map(|dot| PlotPoint::new(dot.time, dot.height)).collect();
        Self { base: PlotItemBase::new("observations".to_owned()), map, chart, points, extent, look }
    }

    /// Everything below the dots that stands upright or level.
    fn rules(&self, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let frame = *transform.frame();
        if self.chart.zero_line {
            let y = transform.position_from_point_y(0.0);
            let path = [pos2(frame.left(), y), pos2(frame.right(), y)];
            shapes.extend(lines::line(path, frame, Stroke::new(1.5, self.look.rule), false));
        }
        if let Some(from) = self.chart.read_from {
            let x = transform.position_from_point_x(from);
            let path = [pos2(x, frame.top()), pos2(x, frame.bottom())];
            shapes.extend(lines::line(path, frame, Stroke::new(1.0, self.look.begin), false));
        }
        flags::poles(&self.chart.flags, &self.look.poles, transform, shapes);
    }

    fn trend(&self, trend: &Trend, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let frame = *transform.frame();
        let (stroke, dashed) = self.look.line();
        shapes.extend(lines::line(trend.line.map(at(transform)), frame, stroke, dashed));
    }

    fn heading(&self, heading: [Spot; 2], transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let (path, (stroke, _)) = (heading.map(at(transform)), self.look.line());
        shapes.extend(lines::line(path, *transform.frame(), stroke, false));
        shapes.extend(lines::head(path, stroke));
    }

    fn joined(&self, transform: &PlotTransform) -> Option<Shape> {
        let place = at(transform);
        let dots = self.chart.dots.iter();
        let path: Vec<Pos2> = match self.chart.join {
            Join::Apart => return None,
            Join::Line => dots.map(|dot| place((dot.time, dot.height))).collect(),
            Join::Steps => steps(&self.chart.dots).into_iter().map(place).collect(),
        };
        Some(Shape::line(path, self.look.join(self.chart.join)))
    }

    fn dots(&self, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        let seen = transform.frame().expand(20.0);
        let pale = self.look.ink.pale();
        let place = at(transform);
        let inked = |dot: &Dot<'_>| if dot.read { self.look.ink } else { pale };
        if self.chart.dots.len() <= MANY {
            for (dot, (start, end)) in self.chart.dots.iter().filter_map(|dot| Some(dot).zip(dot.span())) {
                let color = inked(dot).of(dot.observation.illustrative);
                shapes.extend(whisker(place((start, dot.height)), place((end, dot.height)), color));
            }
        }
        for dot in &self.chart.dots {
            let at = place((dot.time, dot.height));
            if seen.contains(at) {
                shapes.extend(mark(at, dot.observation.qualifier, dot.observation.illustrative, &inked(dot)));
            }
        }
    }
}

/// Of more dots than this the spans of their dates would hide each other.
const MANY: usize = 80;

/// Where a place of the chart is on the screen.
pub fn at(transform: &PlotTransform) -> impl Fn(Spot) -> Pos2 + '_ {
    |spot| transform.position_from_point(&PlotPoint::new(spot.0, spot.1))
}

/// The corners of a sum that stands until the next dot adds to it; before the first it is zero.
fn steps(dots: &[Dot<'_>]) -> Vec<Spot> {
    let mut path = Vec::with_capacity(2 * dots.len());
    let mut sum = 0.0;
    for dot in dots {
        path.extend([(dot.time, sum), (dot.time, dot.height)]);
        sum = dot.height;
    }
    path
}

/// The wedges to both sides of the middle.
fn band(band: &Band, transform: &PlotTransform, color: Color32) -> Vec<Shape> {
    let place = at(transform);
    let side = |i: usize| {
        let corners = [band.upper[i], band.lower[i], band.upper[1]];
        lines::triangle(corners.map(&place), color)
    };
    [side(0), side(2)].into_iter().flatten().collect()
}

impl PlotItem for Picture<'_> {
    fn shapes(&self, _: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        if let Some(interval) = self.chart.trend.as_ref().and_then(|trend| trend.band.as_ref()) {
            shapes.extend(band(interval, transform, self.look.band()));
        }
        self.rules(transform, shapes);
        shapes.extend(self.joined(transform));
        if let Some(trend) = &self.chart.trend {
            self.trend(trend, transform, shapes);
        }
        if let Some(heading) = self.chart.heading {
            self.heading(heading, transform, shapes);
        }
        self.dots(transform, shapes);
    }

    fn initialize(&mut self, _: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        self.look.ink.observed
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::Points(&self.points)
    }

    fn bounds(&self) -> PlotBounds {
        bounds(&self.extent)
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }

    fn find_closest(&self, pointer: Pos2, transform: &PlotTransform) -> Option<ClosestElem> {
        closest(&self.points, &self.chart.flags, pointer, transform)
    }

    fn on_hover(
        &self,
        area: &egui::Response,
        element: ClosestElem,
        shapes: &mut Vec<Shape>,
        _: &mut Vec<Cursor>,
        plot: &PlotConfig<'_>,
        _: Option<&LabelFormatterFn<'_>>,
    ) {
        let Some(dot) = self.chart.dots.get(element.index) else {
            return tell_flag(area, &self.chart.flags, self.points.len(), &element);
        };
        let color = self.look.ink.of(dot.observation.illustrative);
        shapes.push(halo(at(plot.transform)((dot.time, dot.height)), self.look.ink.radius, color));
        super::tooltip(area, None, &words::told(self.map, self.chart.indicator, dot));
    }
}

/// The bounds of what a chart shows at first.
pub fn bounds(extent: &Extent) -> PlotBounds {
    let Extent { time, height } = extent;
    PlotBounds::from_min_max([time.0, height.0], [time.1, height.1])
}

/// What is nearest to the pointer: the places of the dots come first, then those of the flags.
pub fn closest(points: &[PlotPoint], all: &[Flag], pointer: Pos2, transform: &PlotTransform) -> Option<ClosestElem> {
    let flag = flags::near(all, pointer, transform).map(|(index, distance)| (points.len() + index, distance));
    let dot = nearest(points, pointer, transform);
    let (index, distance) = dot.into_iter().chain(flag).min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(ClosestElem { index, dist_sq: distance * distance })
}

/// Tells of the flag under the pointer, where the element is one: its place comes behind those of so many dots.
pub fn tell_flag(area: &egui::Response, all: &[Flag], dots: usize, element: &ClosestElem) {
    let flag = element.index.checked_sub(dots).and_then(|index| all.get(index));
    if let Some(flag) = flag {
        super::bubble(area, |ui, quiet, strong| flags::tell(ui, flag, quiet, strong));
    }
}

/// The point nearest to the pointer, and how far it is. All of a mark is its place, not only its middle.
fn nearest(points: &[PlotPoint], pointer: Pos2, transform: &PlotTransform) -> Option<(usize, f32)> {
    let distance = |point: &PlotPoint| (transform.position_from_point(point).distance(pointer) - RADIUS).max(0.0);
    points.iter().map(distance).enumerate().min_by(|a, b| a.1.total_cmp(&b.1))
}

/// The ring around the mark under the pointer.
pub fn halo(at: Pos2, radius: f32, color: Color32) -> Shape {
    Shape::circle_stroke(at, radius + 4.0, Stroke::new(1.5, color.gamma_multiply(0.6)))
}

/// The frame of a plot.
pub fn frame(transform: &PlotTransform) -> Rect {
    *transform.frame()
}
