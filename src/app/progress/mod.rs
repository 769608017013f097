//! The view of progress: every indicator of the map, the observations of one of them over time, where all of them head, and
//! how far the two strategies have moved.
//!
//! What is shown is what was observed and what follows from it: no target, and no line where nothing was seen.

mod cache;
mod chart;
mod flags;
mod headings;
mod layout;
mod list;
mod mark;
pub(super) mod observations;
mod order;
pub(super) mod owner;
pub(super) mod rows;
pub(super) mod text;
mod ticks;
mod trajectory_panel;
mod words;

use std::sync::Arc;

use egui::{
    CornerRadius, Id as EguiId, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
    vec2,
};

use crate::app::style::{Palette, font};
use crate::edit::Document;
use crate::insight::{Direction, Period, Surveyed, Timeline};
use crate::map::{Day, Id};
use crate::scene::{Subject, Weight};
use cache::{Directions, Held};
use headings::Headings;
use layout::{GAP, LEAST, Places, places};
use list::{Act, List, MOST_OVERLAID};
use text::sentence;

/// What is said where the map has no indicator.
const NOTHING: &str = "No indicator yet. Select an initiative on the map and add one in the inspector.";

/// What the lower card shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Lower {
    /// Where all indicators head.
    #[default]
    Headings,
    /// The observations of the one that is shown.
    Observations,
}

/// The view of progress and what it shows.
#[derive(Debug, Default)]
pub struct ProgressView {
    chosen: Option<Id>,
    /// Whether the row of the chosen indicator still has to be brought into view.
    reveal: bool,
    /// What is drawn with the chosen one.
    overlaid: Vec<Id>,
    /// What is read of all indicators.
    period: Period,
    lower: Lower,
    directions: Directions,
    list: List,
    headings: Headings,
}

/// The indicator on the chart, and what is drawn with it.
struct Shown {
    place: usize,
    held: Held,
    direction: Arc<Direction>,
    overlaid: Vec<Held>,
    ids: Vec<Id>,
    illustrative: bool,
}

/// What is looked at.
struct Scope<'a> {
    document: &'a mut Document,
    timeline: &'a Timeline,
    day: Day,
    /// Whether that is another day than the map's own.
    elsewhen: bool,
    shown: Shown,
}

impl ProgressView {
    /// Shows an indicator from now on, as when it was picked elsewhere.
    pub fn choose(&mut self, indicator: Id) {
        self.chosen = Some(indicator);
        self.reveal = true;
    }

    /// Shows the observations of the chosen indicator below its chart from now on.
    pub fn show_observations(&mut self) {
        self.lower = Lower::Observations;
    }

    /// Draws the view as of a day, which may be another than the map's own. Answers what has the indicator that was just picked, for the inspector.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        document: &mut Document,
        timeline: &Timeline,
        (day, elsewhen): (Day, bool),
    ) -> Option<Subject> {
        let palette = Palette::for_ui(ui);
        let area = ui.available_rect_before_wrap();
        ui.allocate_rect(area, Sense::hover());
        ui.painter().rect_filled(area, CornerRadius::ZERO, palette.desk);
        // Where there is less room, the view is cut: it is not drawn inside out.
        let inner = Rect::from_min_size(area.min + vec2(GAP, GAP), (area.size() - 2.0 * vec2(GAP, GAP)).max(LEAST));
        self.read(document, day);
        let Some(shown) = self.shown(document) else {
            card(ui, inner, "nothing", |ui| sentence(ui, NOTHING));
            return None;
        };
        let act = self.cards(ui, inner, &mut Scope { document, timeline, day, elsewhen, shown });
        act.and_then(|act| self.follow(ui, act))
    }

    /// Works out what has changed since the last time.
    fn read(&mut self, document: &Document, day: Day) {
        let from = self.period.begin(document.map(), day).unwrap_or_else(|_| {
            // Nothing was adapted by this day: everything is read.
            self.period = Period::All;
            None
        });
        self.directions.refresh(document, day, from);
        let directions = &self.directions;
        self.overlaid.retain(|id| directions.get(id).is_some());
    }

    /// The chosen indicator while it exists, or else the first, with what is drawn besides.
    fn shown(&self, document: &Document) -> Option<Shown> {
        let place = self.chosen.as_ref().and_then(|id| self.directions.place(id)).unwrap_or(0);
        let entry = self.directions.entries().get(place)?;
        let others = self.overlaid.iter().filter(|id| *id != entry.id());
        let overlaid: Vec<Held> =
            others.filter_map(|id| self.directions.get(id)).take(MOST_OVERLAID).map(|e| e.held.clone()).collect();
        Some(Shown {
            place,
            held: entry.held.clone(),
            direction: entry.direction.clone(),
            ids: overlaid.iter().map(|held| held.indicator().id.clone()).collect(),
            overlaid,
            illustrative: document.map().overview.illustrative,
        })
    }

    /// Does what was asked for. Answers what has the indicator that was picked.
    fn follow(&mut self, ui: &Ui, act: Act) -> Option<Subject> {
        // What was asked for in one card is seen in the others.
        ui.ctx().request_repaint();
        match act {
            Act::Choose(id) => {
                let subject = self.directions.get(&id).map(|entry| entry.held.surveyed().owner.subject());
                self.choose(id);
                subject
            }
            Act::Overlay(id) => {
                if self.overlaid.contains(&id) {
                    self.overlaid.retain(|other| *other != id);
                } else {
                    self.overlaid.push(id);
                }
                None
            }
            Act::ClearOverlay => {
                self.overlaid.clear();
                None
            }
        }
    }

    fn cards(&mut self, ui: &mut Ui, inner: Rect, scope: &mut Scope<'_>) -> Option<Act> {
        let places = places(inner.size());
        let from = inner.min.to_vec2();
        let picked = if places.list_scrolls { None } else { self.list_card(ui, places.list.translate(from), scope) };
        let rest = places.rest.translate(from);
        // The bar of the scroll stands in the margin.
        let rest = rest.with_max_x(rest.right() + GAP - 2.0);
        let beside = ui.scope_builder(UiBuilder::new().id_salt("rest").max_rect(rest), |ui| {
            ui.set_clip_rect(rest.expand2(vec2(1.0, GAP)).intersect(ui.clip_rect()));
            let scroll = ScrollArea::vertical().id_salt("cards").auto_shrink(false);
            scroll.show(ui, |ui| self.rest(ui, &places, scope)).inner
        });
        picked.or(beside.inner)
    }

    /// The cards beside the list, or all of them where they stand one below the other.
    fn rest(&mut self, ui: &mut Ui, places: &Places, scope: &mut Scope<'_>) -> Option<Act> {
        let corner = ui.max_rect().min;
        ui.allocate_rect(Rect::from_min_size(corner, vec2(places.rest.width(), places.height)), Sense::hover());
        let from = corner - places.rest.min;
        let picked = if places.list_scrolls { self.list_card(ui, places.list.translate(from), scope) } else { None };
        card(ui, places.chart.translate(from), "chart", |ui| self.chart(ui, scope));
        let trajectory = self.directions.trajectory(scope.document, scope.day);
        let primary = scope.document.map().primary_on(scope.day);
        card(ui, places.trajectory.translate(from), "trajectory", |ui| {
            trajectory_panel::show(ui, &trajectory, primary)
        });
        let lower = card(ui, places.lower.translate(from), "lower", |ui| self.lower_card(ui, scope));
        picked.or(lower)
    }

    fn list_card(&mut self, ui: &mut Ui, rect: Rect, scope: &Scope<'_>) -> Option<Act> {
        let input = list::Input {
            directions: &self.directions,
            day: scope.day,
            chosen: scope.shown.place,
            overlaid: &scope.shown.ids,
            illustrative: scope.shown.illustrative,
            reveal: std::mem::take(&mut self.reveal),
        };
        card(ui, rect, "indicators", |ui| self.list.show(ui, &input))
    }

    fn chart(&mut self, ui: &mut Ui, scope: &Scope<'_>) {
        let overlaid: Vec<Surveyed<'_>> = scope.shown.overlaid.iter().map(Held::surveyed).collect();
        let input = chart::Input {
            map: scope.document.map(),
            shown: scope.shown.held.surveyed(),
            direction: &scope.shown.direction,
            period: self.period,
            overlaid: &overlaid,
            timeline: scope.timeline,
            day: scope.day,
        };
        if let Some(chart::Asked::Period(period)) = chart::show(ui, &input) {
            self.period = period;
            ui.ctx().request_repaint();
        }
    }

    fn lower_card(&mut self, ui: &mut Ui, scope: &mut Scope<'_>) -> Option<Act> {
        ui.spacing_mut().item_spacing.y = 3.0;
        let count = scope.shown.held.indicator().observations.len();
        self.lower_header(ui, count);
        let id = scope.shown.held.indicator().id.clone();
        match self.lower {
            Lower::Headings => {
                let input = headings::Input {
                    directions: &self.directions,
                    chosen: scope.shown.place,
                    illustrative: scope.shown.illustrative,
                };
                self.headings.show(ui, &input).map(Act::Choose)
            }
            Lower::Observations => {
                observations::show(ui, scope.document, &id, scope.day, scope.elsewhen);
                None
            }
        }
    }

    /// The title of the lower card with what it means, and the switch between what it can show.
    fn lower_header(&mut self, ui: &mut Ui, count: usize) {
        let observations = format!("Observations ({count})");
        let names = [(Lower::Headings, "All headings"), (Lower::Observations, observations.as_str())];
        let area = ui.available_rect_before_wrap();
        let width = switch(ui, area, "progress lower", &names, &mut self.lower);
        let beside = area.width() - width - 16.0;
        let (title, line) = match self.lower {
            Lower::Headings => ("All headings", self.meaning()),
            Lower::Observations => ("Observations", String::new()),
        };
        if beside < 120.0 {
            // The switch says it as well.
            ui.add_space(34.0);
        } else {
            let head = area.with_max_x(area.left() + beside);
            ui.scope_builder(UiBuilder::new().max_rect(head), |ui| text::title(ui, title));
        }
        if !line.is_empty() && area.height() > 150.0 {
            let low = area.with_min_y(area.top() + if beside < 120.0 { 34.0 } else { 24.0 });
            let room =
                if text::quiet_galley(ui, &line, f32::INFINITY).size().x <= beside { beside } else { area.width() };
            let low = if room > beside && beside >= 120.0 { low.translate(vec2(0.0, 8.0)) } else { low };
            ui.scope_builder(UiBuilder::new().max_rect(low.with_max_x(low.left() + room)), |ui| text::quiet(ui, &line));
        }
        ui.add_space(4.0);
    }

    /// What the arrows mean, and of which observations.
    fn meaning(&self) -> String {
        match self.period {
            Period::All => headings::MEANING.to_owned(),
            period => format!("{} · {}", headings::MEANING, period.name().to_lowercase()),
        }
    }
}

/// A switch at the right of a card between what it can show. Answers how wide it is.
pub(super) fn switch<T: Copy + PartialEq>(ui: &Ui, card: Rect, salt: &str, names: &[(T, &str)], chosen: &mut T) -> f32 {
    const HEIGHT: f32 = 26.0;
    let palette = Palette::for_ui(ui);
    let set = |name: &str, on: bool| {
        let (weight, ink) = if on { (Weight::SemiBold, palette.ink) } else { (Weight::Medium, palette.muted) };
        ui.painter().layout_no_wrap(name.to_owned(), font(weight, 12.0), ink)
    };
    let galleys: Vec<_> = names.iter().map(|(what, name)| set(name, what == chosen)).collect();
    let words: f32 = galleys.iter().map(|galley| galley.size().x).sum();
    let air = ((card.width() - 4.0 - words) / galleys.len().max(1) as f32).clamp(6.0, 22.0);
    let width = words + air * galleys.len() as f32 + 4.0;
    let left = (card.right() - width).max(card.left());
    let all = Rect::from_min_size(egui::pos2(left, card.top() - 3.0), vec2(width, HEIGHT));
    ui.painter().rect_filled(all, CornerRadius::same(8), palette.desk);
    let mut x = all.left() + 2.0;
    for (at, ((what, name), galley)) in names.iter().zip(galleys).enumerate() {
        let rect = Rect::from_min_size(egui::pos2(x, all.top() + 2.0), vec2(galley.size().x + air, HEIGHT - 4.0));
        x = rect.right();
        let cell = ui.interact(rect, EguiId::unique((salt, at)), Sense::click());
        cell.widget_info(|| WidgetInfo::selected(Role::Tab, true, what == chosen, *name));
        let on = what == chosen;
        if on || cell.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(7), if on { palette.panel } else { palette.hover });
        }
        if cell.has_focus() {
            let ring = Stroke::new(1.5, palette.accent);
            ui.painter().rect_stroke(rect, CornerRadius::same(7), ring, StrokeKind::Inside);
        }
        let at = egui::Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
        ui.painter().galley(at, galley, palette.ink);
        if cell.clicked() {
            *chosen = *what;
            ui.ctx().request_repaint();
        }
    }
    width
}

/// The air inside of a card.
fn margin(name: &str, size: Vec2) -> Vec2 {
    match name {
        "indicators" => vec2(8.0, 8.0),
        _ if size.x < 300.0 => vec2(14.0, 16.0),
        _ => vec2(20.0, 16.0),
    }
}

/// A white rounded card with contents.
pub(super) fn card<R>(ui: &mut Ui, rect: Rect, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::for_ui(ui);
    ui.painter().rect(rect, CornerRadius::same(10), palette.panel, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
    let inside = rect.shrink2(margin(name, rect.size()));
    ui.scope_builder(UiBuilder::new().id_salt(name).max_rect(inside), |ui| {
        ui.set_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
        contents(ui)
    })
    .inner
}

#[cfg(test)]
mod tests;
