//! Several indicators on one plot, each on its own spread, with their names at the ends of their lines.

use std::ops::RangeInclusive;
use std::sync::Arc;

use egui::{Color32, Galley, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui_plot::{
    ClosestElem, Cursor, LabelFormatterFn, PlotBounds, PlotConfig, PlotGeometry, PlotItem, PlotItemBase, PlotPoint,
    PlotTransform,
};

use super::picture::{bounds, closest, frame, halo, tell_flag};
use crate::app::progress::flags::{self, Poles};
use crate::app::progress::mark::{Ink, RADIUS, mark};
use crate::app::progress::words;
use crate::app::style::{Palette, color32, font};
use crate::map::StrategyMap;
use crate::scene::Weight;
use crate::scene::chart::{Dot, Extent, Overlay, Strand, strand_color};

/// How far the names stand from the plot: room for a line to each, and its mark.
const LEADER: f32 = 26.0;

/// How far a name is from the next.
const BETWEEN: f32 = 18.0;

fn ink(palette: &Palette, place: usize, marks: usize) -> Ink {
    let color = color32(strand_color(place, palette.scene.dark));
    Ink { observed: color, illustrative: color, ground: palette.panel, radius: RADIUS }.for_many(marks)
}

/// The lines of all indicators.
pub struct Strands<'a> {
    base: PlotItemBase,
    map: &'a StrategyMap,
    overlay: &'a Overlay<'a>,
    points: Vec<PlotPoint>,
    /// Of each point, the indicator and the dot.
    owners: Vec<(usize, usize)>,
    inks: Vec<Ink>,
    poles: Poles,
    extent: Extent,
}

impl<'a> Strands<'a> {
    /// The lines of an overlay.
    pub fn new(ui: &Ui, map: &'a StrategyMap, overlay: &'a Overlay<'a>, extent: Extent) -> Self {
        let palette = Palette::for_ui(ui);
        let mut points = Vec::new();
        let mut owners = Vec::new();
        for (place, strand) in overlay.strands.iter().enumerate() {
            for (i, dot) in strand.dots.iter().enumerate() {
                points.push(PlotPoint::new(dot.time, strand.part(dot.height)));
                owners.push((place, i));
            }
        }
        let inks = overlay.strands.iter().enumerate().map(|(i, strand)| ink(palette, i, strand.dots.len()));
        let (inks, poles) = (inks.collect(), Poles::of(palette));
        Self { base: PlotItemBase::new("overlaid".to_owned()), map, overlay, points, owners, inks, poles, extent }
    }

    fn dot(&self, index: usize) -> Option<(usize, &Strand<'a>, &Dot<'a>)> {
        let &(place, i) = self.owners.get(index)?;
        let strand = self.overlay.strands.get(place)?;
        Some((place, strand, strand.dots.get(i)?))
    }
}

impl PlotItem for Strands<'_> {
    fn shapes(&self, _: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        flags::poles(&self.overlay.flags, &self.poles, transform, shapes);
        let seen = transform.frame().expand(20.0);
        // The shown indicator is drawn last: it lies on the others.
        for (strand, ink) in self.overlay.strands.iter().zip(&self.inks).rev() {
            let path: Vec<Pos2> = strand.dots.iter().map(|dot| place(strand, dot, transform)).collect();
            shapes.push(Shape::line(path.clone(), Stroke::new(1.8, ink.observed)));
            for (dot, at) in strand.dots.iter().zip(path).filter(|(_, at)| seen.contains(*at)) {
                shapes.extend(mark(at, dot.observation.qualifier, dot.observation.illustrative, ink));
            }
        }
    }

    fn initialize(&mut self, _: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        Color32::TRANSPARENT
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
        closest(&self.points, &self.overlay.flags, pointer, transform)
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
        let Some((at, strand, dot)) = self.dot(element.index) else {
            return tell_flag(area, &self.overlay.flags, self.points.len(), &element);
        };
        let ink = self.inks[at];
        shapes.push(halo(place(strand, dot, plot.transform), ink.radius, ink.observed));
        super::tooltip(area, Some(&strand.name), &words::told(self.map, strand.indicator, dot));
    }
}

fn place(strand: &Strand<'_>, dot: &Dot<'_>, transform: &PlotTransform) -> Pos2 {
    transform.position_from_point(&PlotPoint::new(dot.time, strand.part(dot.height)))
}

/// The names of the indicators, beside the plot.
pub struct Names {
    galleys: Vec<Arc<Galley>>,
}

impl Names {
    /// The names of an overlay; long ones are cut.
    pub fn of(ui: &Ui, overlay: &Overlay<'_>) -> Self {
        let palette = Palette::for_ui(ui);
        let room = (0.26 * ui.available_width()).clamp(60.0, 190.0);
        let set = |strand: &Strand<'_>| flags::cut(ui, &strand.name, font(Weight::Medium, 12.0), palette.ink, room);
        Self { galleys: overlay.strands.iter().map(set).collect() }
    }

    /// How much room they take beside the plot.
    pub fn width(&self) -> f32 {
        LEADER + 4.0 + self.galleys.iter().fold(0.0, |width: f32, galley| width.max(galley.size().x))
    }

    /// Writes each where its line ends, or as near as the others let it.
    pub fn show(self, ui: &Ui, overlay: &Overlay<'_>, transform: &PlotTransform) {
        let palette = Palette::for_ui(ui);
        let frame = frame(transform);
        let ends: Vec<Option<Pos2>> = overlay.strands.iter().map(|strand| end(strand, transform)).collect();
        let wanted: Vec<f32> = ends.iter().map(|end| end.map_or(frame.center().y, |end| end.y)).collect();
        let heights = apart(&wanted, (frame.top() + 6.0, frame.bottom() - 6.0), BETWEEN);
        for (place, (galley, y)) in self.galleys.into_iter().zip(heights).enumerate() {
            let ink = ink(palette, place, 1);
            let sign = pos2(frame.right() + LEADER - 12.0, y);
            if let Some(end) = ends[place] {
                let stroke = Stroke::new(1.0, ink.observed.gamma_multiply(0.45));
                let elbow = pos2(frame.right() + 4.0, y);
                ui.painter().add(Shape::line(vec![end + vec2(RADIUS, 0.0), elbow, sign], stroke));
            }
            ui.painter().circle_filled(sign, 4.0, ink.observed);
            let rect = Rect::from_min_size(pos2(frame.right() + LEADER, y - galley.size().y / 2.0), galley.size());
            let name = &overlay.strands[place].name;
            let response = ui.interact(rect, ui.make_persistent_id(("strand", place)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
            if galley.elided {
                response.on_hover_text(name);
            }
            ui.painter().galley(rect.min, galley, palette.ink);
        }
    }
}

/// The last dot of a line that is seen.
fn end(strand: &Strand<'_>, transform: &PlotTransform) -> Option<Pos2> {
    let places = strand.dots.iter().rev().map(|dot| place(strand, dot, transform));
    places.into_iter().find(|at| transform.frame().expand(1.0).contains(*at))
}

/// Heights as near to those that are wanted as they can be at least so far apart, between two edges.
fn apart(wanted: &[f32], (top, bottom): (f32, f32), between: f32) -> Vec<f32> {
    let between = between.min((bottom - top).max(0.0) / (wanted.len().max(2) - 1) as f32);
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));
    let mut heights = wanted.to_vec();
    let mut least = top;
    for &i in &order {
        heights[i] = heights[i].max(least);
        least = heights[i] + between;
    }
    let mut most = bottom;
    for &i in order.iter().rev() {
        heights[i] = heights[i].min(most);
        most = heights[i] - between;
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_apart_and_between_the_edges_whatever_the_ends_of_the_lines() {
        let cases: [&[f32]; 5] = [&[50.0], &[50.0, 50.0, 50.0], &[0.0, 300.0], &[299.0, 300.0, 298.0], &[0.0; 6]];
        for wanted in cases {
            let mut heights = apart(wanted, (6.0, 294.0), 18.0);
            heights.sort_by(f32::total_cmp);
            assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= 17.99), "{heights:?}");
            assert!(heights.iter().all(|height| (5.99..=294.01).contains(height)), "{heights:?}");
        }
        assert_eq!(apart(&[20.0, 90.0], (6.0, 294.0), 18.0), [20.0, 90.0]);
    }
}
