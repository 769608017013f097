//! The track: what happened when, and the thumb that is drawn along it.

use std::sync::Arc;

use egui::accesskit::Action;
use egui::{
    Align2, Color32, CursorIcon, EventFilter, Key, Mesh, Modifiers, PointerButton, Rect, Response, Role, Sense, Shape,
    Stroke, Ui, WidgetInfo, pos2, vec2,
};

use super::flags::{self, Flag};
use super::range::{Scale, thinned};
use super::steps::{self, Way};
use super::told;
use crate::app::style::{Palette, font};
use crate::insight::Timeline;
use crate::map::{Day, StrategyMap};
use crate::scene::Weight;

/// How far apart the years below the track stand.
const YEARS_APART: f32 = 46.0;

const THUMB: f32 = 7.0;

/// Where what is on the track stands: worked out once for each state of the map and each width of the window.
pub struct Places {
    timeline: Arc<Timeline>,
    /// From days to places.
    pub scale: Scale,
    /// The flags, from left to right.
    pub flags: Vec<Flag>,
    events: Vec<f32>,
    observed: Vec<f32>,
    years: Vec<(i32, f32)>,
}

impl Places {
    /// Works out the places.
    pub fn of(map: &StrategyMap, timeline: &Arc<Timeline>, scale: Scale) -> Self {
        Self {
            timeline: timeline.clone(),
            scale,
            flags: flags::flags(map, timeline, &scale),
            events: thinned(&scale, timeline.events.iter().map(|event| event.day)),
            observed: thinned(&scale, timeline.observed.iter().copied()),
            years: scale.years(YEARS_APART),
        }
    }

    /// Whether they hold for this timeline laid out in this way.
    pub fn are_of(&self, timeline: &Arc<Timeline>, scale: &Scale) -> bool {
        Arc::ptr_eq(&self.timeline, timeline) && self.scale == *scale
    }
}

/// The days that the track tells of.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// The day that the map is shown as of.
    pub shown: Day,
    /// The day that the map speaks of by itself.
    pub own: Day,
}

/// Draws the track at a height, in an area that takes the pointer. Answers the day to show from now on.
pub fn show(ui: &mut Ui, places: &Places, area: Rect, y: f32, days: Days) -> Option<Day> {
    let response = ui.interact(area, ui.scope_id().with("track"), Sense::click_and_drag());
    tell(&response, places, days);
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    paint(ui, &response, places, y, days);
    pointed(ui, &response, places, days).or_else(|| stepped(ui, &response, places, days))
}

/// What assistive technology reads and may do.
fn tell(response: &Response, places: &Places, days: Days) {
    response.widget_info(|| WidgetInfo::slider(true, f64::from(days.shown.0), "Map as of"));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Slider);
        node.set_value(told::in_words(days.shown));
        node.set_min_numeric_value(f64::from(places.scale.range.from.0));
        node.set_max_numeric_value(f64::from(places.scale.range.to.0));
        node.add_action(Action::Increment);
        node.add_action(Action::Decrement);
    });
}

/// The day under a pointer that is held down, or that clicked.
fn pointed(ui: &Ui, response: &Response, places: &Places, days: Days) -> Option<Day> {
    let held = response.is_pointer_button_down_on() && ui.input(|i| i.pointer.button_down(PointerButton::Primary));
    let at = response.interact_pointer_pos().filter(|_| held || response.clicked())?;
    response.request_focus();
    Some(places.scale.day_near(at.x, &places.timeline, days.own)).filter(|day| *day != days.shown)
}

/// The day that the keys lead to while the track has the focus.
fn stepped(ui: &mut Ui, response: &Response, places: &Places, days: Days) -> Option<Day> {
    let asked = |action| ui.input(|i| i.has_accesskit_action_request(response.id, action));
    let (back, on) = (asked(Action::Decrement), asked(Action::Increment));
    let key = |key| response.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let (left, right) = (key(Key::ArrowLeft), key(Key::ArrowRight));
    let (home, end) = (key(Key::Home), key(Key::End));
    if response.has_focus() {
        let arrows = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: false, escape: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    }
    let timeline = &places.timeline;
    match () {
        () if back || left => steps::event(timeline, (days.shown, days.own), Way::Back),
        () if on || right => steps::event(timeline, (days.shown, days.own), Way::On),
        () if home => timeline.span().map(|(first, _)| first.min(days.own)),
        () if end => Some(days.own),
        () => None,
    }
}

fn paint(ui: &Ui, response: &Response, places: &Places, y: f32, days: Days) {
    let palette = Palette::for_ui(ui);
    let Scale { left, right, .. } = places.scale;
    let thumb = pos2(places.scale.x(days.shown).clamp(left, right), y);
    let painter = ui.painter();
    for (year, x) in &places.years {
        let (align, at) = (Align2::CENTER_TOP, pos2(*x, y + 9.0));
        painter.text(at, align, year.to_string(), font(Weight::Regular, 11.0), palette.muted);
    }
    let mut mesh = Mesh::default();
    let line = |from: f32, to: f32| Rect::from_min_max(pos2(from, y - 1.5), pos2(to, y + 1.5));
    mesh.add_colored_rect(line(left, right), palette.edge);
    mesh.add_colored_rect(line(left, thumb.x), palette.ink);
    marks(&mut mesh, &places.observed, (y + 3.0, y + 6.0), palette.muted.gamma_multiply(0.55));
    marks(&mut mesh, &places.events, (y - 5.0, y + 5.0), palette.muted);
    painter.add(Shape::mesh(mesh));
    own_day(ui, pos2(places.scale.x(days.own), y), palette);
    let ring = if response.has_focus() { palette.accent } else { palette.ink };
    let radius = if response.hovered() || response.is_pointer_button_down_on() { THUMB + 1.0 } else { THUMB };
    painter.circle(thumb, radius, palette.panel, Stroke::new(2.5, ring));
}

/// Fine upright lines. They are quads of one mesh: a map may have one for each pixel.
fn marks(mesh: &mut Mesh, places: &[f32], (top, bottom): (f32, f32), color: Color32) {
    for x in places {
        mesh.add_colored_rect(Rect::from_min_max(pos2(*x, top), pos2(x + 1.0, bottom)), color);
    }
}

/// The day that the map speaks of by itself, so that the way back is seen.
fn own_day(ui: &Ui, at: egui::Pos2, palette: &Palette) {
    let mark = Rect::from_center_size(at, vec2(5.0, 13.0));
    ui.painter().rect(mark, 2, palette.panel, Stroke::new(1.5, palette.ink), egui::StrokeKind::Inside);
}
