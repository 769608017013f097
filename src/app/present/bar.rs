//! The line below a step: its caption, where it stands among the steps, and buttons while the pointer moves.

use std::sync::Arc;
use std::time::Duration;

use egui::{
    Color32, CornerRadius, CursorIcon, EventFilter, Galley, Id as EguiId, Rect, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit, pos2, vec2,
};

use super::caption::Caption;
use super::keys::Go;
use super::{Playing, Presentation};
use crate::app::style::{Palette, font};
use crate::app::time_bar::buttons::{Sign, paint};
use crate::map::StrategyMap;
use crate::scene::Weight;

/// How long the buttons stay after the pointer has moved, in seconds.
const LINGER: f64 = 2.5;

const BUTTON: f32 = 36.0;

/// What is said on the first step.
const KEYS: &str = "→ on   ← back   Esc ends";

/// Where the parts of the window are.
pub struct Areas {
    /// All of it.
    pub whole: Rect,
    /// What the step is drawn on.
    pub stage: Rect,
    /// The line below.
    line: Rect,
    /// The size of the caption's text.
    text: f32,
}

impl Areas {
    /// Divides the window.
    pub fn of(whole: Rect) -> Self {
        let text = (whole.height() / 46.0).clamp(15.0, 28.0);
        let top = whole.bottom() - (2.7 * text + 14.0).round();
        Self { whole, stage: whole.with_max_y(top), line: whole.with_min_y(top), text }
    }
}

/// Whether the pointer was moved lately.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pointer {
    /// When it was moved last, in seconds.
    moved: Option<f64>,
}

impl Pointer {
    /// Looks after the pointer. Answers whether it is in use; a pointer that rests is hidden.
    fn is_in_use(&mut self, ui: &Ui) -> bool {
        let (now, moves) = ui.input(|i| (i.time, i.pointer.delta() != egui::Vec2::ZERO));
        if moves {
            self.moved = Some(now);
        }
        let left = self.moved.map_or(0.0, |moved| moved + LINGER - now);
        if left > 0.0 {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
        } else {
            ui.ctx().set_cursor_icon(CursorIcon::None);
        }
        left > 0.0
    }
}

/// A button of the line.
struct Control {
    go: Go,
    sign: Sign,
    name: &'static str,
    keys: &'static str,
    enabled: bool,
}

fn controls(shown: &Presentation) -> Vec<Control> {
    let control = |go, sign, name, keys, enabled| Control { go, sign, name, keys, enabled };
    let last = shown.at + 1 == shown.steps.len();
    let mut controls = vec![control(Go::Back, Sign::Back, "Previous step", "Left", shown.at > 0)];
    if shown.is_playable() {
        controls.push(match shown.playing {
            Playing::Runs(_) => control(Go::Pause, Sign::Pause, "Pause", "P", true),
            Playing::Rests(_) => control(Go::Pause, Sign::Play, "Play on", "P", true),
            Playing::Done => control(Go::Pause, Sign::Play, "Play again", "P", true),
        });
    }
    controls.push(control(Go::On, Sign::On, "Next step", "Right", !last));
    controls.push(control(Go::Leave, Sign::Cross, "End the presentation", "Esc", true));
    controls
}

/// What is quietly said about the keys.
fn hint(shown: &Presentation) -> &'static str {
    match (shown.is_playable(), shown.playing) {
        (true, Playing::Runs(_)) => "P pauses",
        (true, Playing::Rests(_)) => "P plays on",
        (true, Playing::Done) => "P plays again",
        (false, _) if shown.at == 0 => KEYS,
        _ => "",
    }
}

/// Draws the line. Answers what a button asks for.
pub fn show(ui: &mut Ui, areas: &Areas, shown: &mut Presentation, map: &StrategyMap) -> Option<Go> {
    let palette = Palette::for_ui(ui);
    let in_use = shown.pointer.is_in_use(ui);
    let line = areas.line;
    ui.painter().hline(line.x_range(), line.top() + 0.5, Stroke::new(1.0, palette.edge));
    played(ui, shown, line);
    let controls = controls(shown);
    let inner = line.shrink2(vec2(28.0, 0.0));
    let count = format!("{} / {}", shown.at + 1, shown.steps.len());
    let count = galley(ui, &count, Weight::Medium, areas.text * 0.8, palette.muted);
    let at = pos2(inner.right() - count.size().x, inner.center().y - count.size().y / 2.0);
    ui.painter().galley(at, count, palette.muted);
    // The counter never moves the rest while it counts.
    let widest = galley(ui, "000 / 000", Weight::Medium, areas.text * 0.8, palette.muted).size().x;
    let right = inner.right() - widest.min(inner.width() / 6.0) - 16.0;
    let left = right - controls.len() as f32 * (BUTTON + 4.0);
    let focused = controls.iter().any(|control| ui.memory(|memory| memory.has_focus(id(ui, control.go))));
    let visible = in_use || focused;
    let mut asked = None;
    for (i, control) in controls.iter().enumerate() {
        let middle = pos2(left + (BUTTON + 4.0) * i as f32 + BUTTON / 2.0, line.center().y);
        let place = Rect::from_center_size(middle, vec2(BUTTON, BUTTON));
        if button(ui, place, control, visible) {
            asked = Some(control.go);
        }
    }
    let hint = galley(ui, hint(shown), Weight::Regular, areas.text * 0.62, palette.muted);
    // Buttons and hint take turns, and the caption keeps its room.
    let room = left.min(right - hint.size().x);
    if !visible {
        let at = pos2(right - hint.size().x, inner.center().y - hint.size().y / 2.0);
        ui.painter().galley(at, hint, palette.muted);
    }
    let caption = shown.caption(map);
    let words = format!("Step {} of {}: {}", shown.at + 1, shown.steps.len(), caption.words());
    told(ui, Rect::from_min_max(inner.min, pos2(room - 20.0, inner.bottom())), &caption, areas.text, shown);
    announce(ui, line, &words);
    asked
}

/// How far the play has come, along the upper edge of the line.
fn played(ui: &Ui, shown: &Presentation, line: Rect) {
    let (true, Some(course)) = (shown.is_playable(), shown.course()) else { return };
    let whole = f64::from(course.own.0 - course.first.0);
    let part = match shown.playing {
        Playing::Runs(play) | Playing::Rests(play) => f64::from(play.day().0 - course.first.0) / whole,
        Playing::Done => 1.0,
    };
    let right = line.left() + line.width() * part as f32;
    let track = Rect::from_min_max(line.min, pos2(right, line.top() + 3.0));
    ui.painter().rect_filled(track, 0, Palette::for_ui(ui).accent);
}

/// The caption: what is shown, and what is said of it in one line or two.
fn told(ui: &Ui, place: Rect, caption: &Caption, size: f32, shown: &Presentation) {
    let palette = Palette::for_ui(ui);
    let painter = ui.painter_at(place);
    let head = wrapped(ui, &caption.head, Weight::SemiBold, size, palette.ink, place.width() * 0.5, 2);
    // While days go by, what is said stands still.
    let widest = galley(ui, "30 Mar 0000", Weight::SemiBold, size, palette.ink).size().x;
    let head_width = if shown.is_playable() { head.size().x.max(widest) } else { head.size().x };
    let rest_at = place.left() + head_width + size;
    let rest = wrapped(ui, &caption.rest, Weight::Regular, size * 0.8, palette.muted, place.right() - rest_at, 2);
    let at = |galley: &Galley, x: f32| pos2(x, place.center().y - galley.size().y / 2.0);
    painter.galley(at(&head, place.left()), head.clone(), palette.ink);
    painter.galley(at(&rest, rest_at), rest.clone(), palette.muted);
}

/// Tells every step to those who cannot see it, as soon as it is there.
fn announce(ui: &Ui, line: Rect, words: &str) {
    let id = ui.scope_id().with("told");
    let response = ui.interact(line.with_max_y(line.top() + 1.0), id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(accesskit::Live::Polite));
}

fn id(ui: &Ui, go: Go) -> EguiId {
    ui.scope_id().with(("present", format!("{go:?}")))
}

/// A button that is seen while the pointer moves or the focus is on one, and always there for the keyboard.
fn button(ui: &Ui, place: Rect, control: &Control, visible: bool) -> bool {
    let palette = Palette::for_ui(ui);
    let sense = match (control.enabled, visible) {
        (false, _) => Sense::hover(),
        (true, true) => Sense::click(),
        // A click where nothing is seen leads on.
        (true, false) => Sense::focusable_noninteractive(),
    };
    let id = id(ui, control.go);
    let response = ui.interact(place, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, control.enabled, control.name));
    ui.ctx().accesskit_node_builder(id, |node| node.add_action(accesskit::Action::Click));
    let asked = control.enabled && ui.input(|i| i.has_accesskit_action_request(id, accesskit::Action::Click));
    if response.has_focus() {
        // The arrows lead through the steps and not from button to button.
        let keep = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keep));
    }
    if visible {
        let ink = match (control.enabled, response.hovered()) {
            (false, _) => palette.muted.gamma_multiply(0.45),
            (true, true) => palette.ink,
            (true, false) => palette.muted,
        };
        let fill = if response.hovered() && control.enabled { palette.hover } else { Color32::TRANSPARENT };
        ui.painter().rect_filled(place, CornerRadius::same(8), fill);
        if response.has_focus() {
            let ring = Stroke::new(2.0, palette.accent);
            ui.painter().rect_stroke(place, CornerRadius::same(8), ring, StrokeKind::Inside);
        }
        paint(ui, control.sign, place, ink);
    }
    let clicked = response.clicked();
    response.on_hover_text(format!("{} ({})", control.name, control.keys));
    clicked || asked
}

fn galley(ui: &Ui, text: &str, weight: Weight, size: f32, color: Color32) -> Arc<Galley> {
    ui.painter().layout_no_wrap(text.to_owned(), font(weight, size), color)
}

/// A text in at most so many lines; what does not fit is cut with an ellipsis.
fn wrapped(ui: &Ui, text: &str, weight: Weight, size: f32, color: Color32, width: f32, lines: usize) -> Arc<Galley> {
    crate::app::progress::text::fitted(ui, text, font(weight, size), color, width, lines)
}
