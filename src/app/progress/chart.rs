//! The chart of one indicator: its observations as they are, at their real dates.

use std::ops::RangeInclusive;

use egui::{
    Align2, CornerRadius, Label, Pos2, Rangef, Rect, RichText, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, Vec2b,
    WidgetInfo, vec2,
};
use egui_plot::{
    AxisHints, ClosestElem, Cursor, HLine, LabelFormatterFn, Plot, PlotBounds, PlotConfig, PlotGeometry, PlotItem,
    PlotItemBase, PlotPoint, PlotTransform,
};

use super::list::{self, Listed};
use super::mark::{Ink, RADIUS, mark, whisker};
use super::series::{Dot, Extent, extent, later, series};
use super::{ticks, words};
use crate::app::style::{Palette, font};
use crate::map::{Day, Indicator, IndicatorKind, Qualifier, StrategyMap};
use crate::scene::Weight;

/// What the chart keeps of the view even where the window is very low.
const LEAST_HEIGHT: f32 = 120.0;

/// Draws the heading, the chart and what stands below it.
pub fn show(ui: &mut Ui, map: &StrategyMap, listed: &Listed<'_>, day: Day) {
    let indicator = listed.indicator;
    let dots = series(indicator, day);
    let later = later(indicator, day);
    heading(ui, listed);
    let Some(extent) = extent(&dots, indicator.kind, is_illustrative(map, &dots)) else {
        let mut text = "No observation yet. Add one in the inspector: a date and a value.".to_owned();
        if let Some(left_out) = words::left_out(later, day) {
            text = format!("No observation by {}. {left_out}.", words::day(day));
        }
        super::sentence(ui, &text);
        return;
    };
    let palette = Palette::for_ui(ui);
    let ink = Ink { observed: listed.owner.color(palette), illustrative: palette.muted, ground: palette.panel };
    legend(ui, &dots, &ink);
    ui.add_space(6.0);
    let lines = [Some(words::footer(map, &dots)), words::left_out(later, day)];
    let footer: Vec<_> = lines.into_iter().flatten().map(|line| set(ui, line)).collect();
    let below: f32 = footer.iter().map(|galley| galley.size().y + ui.spacing().item_spacing.y).sum();
    let height = (ui.available_height() - below - 6.0).max(LEAST_HEIGHT);
    let marks = Marks::new(map, indicator, dots, extent, ink);
    plot(ui, height, marks);
    ui.add_space(6.0);
    for galley in footer {
        ui.add(Label::new(galley));
    }
}

/// Whether anything that is shown is invented or judged.
fn is_illustrative(map: &StrategyMap, dots: &[Dot<'_>]) -> bool {
    map.overview.illustrative || dots.iter().any(|dot| dot.observation.illustrative)
}

fn heading(ui: &mut Ui, listed: &Listed<'_>) {
    let palette = Palette::for_ui(ui);
    ui.spacing_mut().item_spacing.y = 4.0;
    let title = RichText::new(list::name(listed.indicator)).font(font(Weight::SemiBold, 18.0)).color(palette.ink);
    ui.label(title);
    let quiet = |text: String| RichText::new(text).font(font(Weight::Regular, 12.5)).color(palette.muted);
    ui.label(quiet(words::subtitle(listed.indicator, &listed.owner)));
    if !listed.indicator.note.is_empty() {
        ui.label(quiet(listed.indicator.note.clone()));
    }
    ui.add_space(4.0);
}

fn set(ui: &Ui, text: String) -> std::sync::Arc<egui::Galley> {
    let palette = Palette::for_ui(ui);
    ui.painter().layout(text, font(Weight::Regular, 12.5), palette.muted, ui.available_width())
}

/// What the marks mean.
fn legend(ui: &mut Ui, dots: &[Dot<'_>], ink: &Ink) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for qualifier in Qualifier::ALL {
            let draw = |at: Pos2| {
                mark(at + vec2(0.0, if qualifier == Qualifier::AtLeast { 3.0 } else { 0.0 }), qualifier, false, ink)
            };
            legend_entry(ui, draw, qualifier.name());
        }
        if dots.iter().any(|dot| dot.observation.illustrative) {
            legend_entry(ui, |at| mark(at, Qualifier::Exact, true, ink), "illustrative");
        }
        if dots.iter().any(|dot| dot.span().is_some()) {
            let draw = |at: Pos2| whisker(at - vec2(7.0, 0.0), at + vec2(7.0, 0.0), ink.observed).to_vec();
            legend_entry(ui, draw, "span of the date");
        }
        let hint = hint(ui);
        let room = ui.available_size_before_wrap().x - hint.size().x;
        ui.add_space(room.max(0.0));
        ui.label(hint);
    });
}

/// How to look closer.
fn hint(ui: &Ui) -> std::sync::Arc<egui::Galley> {
    let palette = Palette::for_ui(ui);
    let text = "Drag to pan, Ctrl + wheel to zoom, double-click to reset".to_owned();
    ui.painter().layout_no_wrap(text, font(Weight::Regular, 11.5), palette.muted)
}

fn legend_entry(ui: &mut Ui, draw: impl Fn(Pos2) -> Vec<Shape>, name: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
    ui.painter().extend(draw(rect.center()));
    quiet(ui, name);
    ui.add_space(10.0);
}

fn quiet(ui: &mut Ui, text: &str) {
    let palette = Palette::for_ui(ui);
    ui.label(RichText::new(text).font(font(Weight::Regular, 11.5)).color(palette.muted));
}

fn plot(ui: &mut Ui, height: f32, marks: Marks<'_>) {
    let palette = Palette::for_ui(ui);
    let (map, indicator) = (marks.map, marks.indicator);
    let description = words::chart(map, indicator, &marks.dots);
    let illustrative = is_illustrative(map, &marks.dots);
    let pulse = indicator.kind == IndicatorKind::Pulse;
    let axis = |hints: AxisHints<'static>| {
        let font = font(Weight::Regular, 11.5);
        hints.tick_label_color(palette.muted).tick_label_font(font).label_spacing(Rangef::new(1.0, 2.0))
    };
    let shown = Plot::new(("observations", indicator.id.as_str()))
        .height(height)
        .show_background(false)
        .show_grid(Vec2b::new(false, true))
        .show_crosshair(false)
        .allow_scroll(Vec2b::new(true, false))
        .set_margin_fraction(Vec2::ZERO)
        // Marks that are already far enough apart are drawn in full, not faded in.
        .grid_spacing(Rangef::new(1.0, 2.0))
        .grid_color(palette.edge.gamma_multiply(0.7))
        .x_grid_spacer(|input| ticks::time_marks(input.bounds, input.base_step_size))
        .y_grid_spacer(move |input| ticks::value_marks(input.bounds, input.base_step_size, pulse))
        .custom_x_axes(vec![axis(AxisHints::new_x()).min_thickness(22.0).formatter(|mark, _| ticks::time_label(mark))])
        .custom_y_axes(vec![axis(AxisHints::new_y()).min_thickness(46.0).formatter(|mark, _| ticks::value_label(mark))])
        .show(ui, |plot| {
            if pulse {
                plot.hline(HLine::new("neither way", 0.0).color(palette.edge).width(1.5).allow_hover(false));
            }
            plot.add(marks);
        });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &description));
    if shown.response.has_focus() {
        ui.painter().rect_stroke(
            shown.response.rect,
            CornerRadius::same(4),
            Stroke::new(1.5, palette.accent),
            StrokeKind::Inside,
        );
    }
    if illustrative {
        badge(ui, shown.response.rect);
    }
}

/// Says on the chart that not all of it was observed.
fn badge(ui: &Ui, plot: Rect) {
    let palette = Palette::for_ui(ui);
    let room = (plot.width() - 32.0).max(40.0);
    let galley = ui.painter().layout(words::ILLUSTRATIVE.to_owned(), font(Weight::SemiBold, 12.0), palette.ink, room);
    let size = galley.size() + vec2(20.0, 10.0);
    let rect = Align2::RIGHT_TOP.align_size_within_rect(size, plot.shrink(4.0));
    let stroke = Stroke::new(1.0, palette.muted);
    ui.painter().rect(rect, CornerRadius::same(12), palette.hover, stroke, StrokeKind::Inside);
    ui.painter().galley(rect.min + vec2(10.0, 5.0), galley, palette.ink);
}

/// The marks of all observations of an indicator.
struct Marks<'a> {
    base: PlotItemBase,
    map: &'a StrategyMap,
    indicator: &'a Indicator,
    points: Vec<PlotPoint>,
    dots: Vec<Dot<'a>>,
    extent: Extent,
    ink: Ink,
}

impl<'a> Marks<'a> {
    fn new(map: &'a StrategyMap, indicator: &'a Indicator, dots: Vec<Dot<'a>>, extent: Extent, ink: Ink) -> Self {
        let points = dots.iter().map(|dot| PlotPoint::new(dot.time, dot.height)).collect();
        Self { base: PlotItemBase::new("observations".to_owned()), map, indicator, points, dots, extent, ink }
    }
}

impl PlotItem for Marks<'_> {
    fn shapes(&self, _: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        for dot in &self.dots {
            if let Some((start, end)) = dot.span() {
                let at = |time: f64| transform.position_from_point(&PlotPoint::new(time, dot.height));
                shapes.extend(whisker(at(start), at(end), self.ink.of(dot.observation.illustrative)));
            }
        }
        for (dot, point) in self.dots.iter().zip(&self.points) {
            let at = transform.position_from_point(point);
            shapes.extend(mark(at, dot.observation.qualifier, dot.observation.illustrative, &self.ink));
        }
    }

    fn initialize(&mut self, _: RangeInclusive<f64>) {}

    fn color(&self) -> egui::Color32 {
        self.ink.observed
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::Points(&self.points)
    }

    fn bounds(&self) -> PlotBounds {
        let Extent { time, height } = self.extent;
        PlotBounds::from_min_max([time.0, height.0], [time.1, height.1])
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }

    fn find_closest(&self, pointer: Pos2, transform: &PlotTransform) -> Option<ClosestElem> {
        let distance = |point: &PlotPoint| {
            // All of a mark is its place, not only its middle.
            (transform.position_from_point(point).distance(pointer) - RADIUS).max(0.0)
        };
        let all = self.points.iter().map(distance).enumerate();
        let (index, distance) = all.min_by(|a, b| a.1.total_cmp(&b.1))?;
        Some(ClosestElem { index, dist_sq: distance * distance })
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
        let Some((dot, point)) = self.dots.get(element.index).zip(self.points.get(element.index)) else { return };
        let at = plot.transform.position_from_point(point);
        let color = self.ink.of(dot.observation.illustrative);
        shapes.push(Shape::circle_stroke(at, RADIUS + 4.0, Stroke::new(1.5, color.gamma_multiply(0.6))));
        tooltip(area, &words::told(self.map, self.indicator, dot));
    }
}

/// What is known of an observation, at the pointer.
fn tooltip(area: &egui::Response, told: &words::Told) {
    let anchor = egui::PopupAnchor::Pointer;
    let tooltip = egui::Tooltip::always_open(area.ctx.clone(), area.layer_id, area.id, anchor);
    tooltip.gap(14.0).width(340.0).show(|ui| {
        let palette = Palette::for_ui(ui);
        ui.set_max_width(340.0);
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.label(RichText::new(&told.date).font(font(Weight::Regular, 11.5)).color(palette.muted));
        ui.label(RichText::new(&told.value).font(font(Weight::SemiBold, 14.0)).color(palette.ink));
        for remark in &told.remarks {
            ui.label(RichText::new(remark).font(font(Weight::Regular, 12.0)).color(palette.muted));
        }
    });
}
