//! The bar below every view that leads the map through time: what happened when, and the day that the map is shown as of.

pub(super) mod buttons;
mod card;
mod flags;
mod message;
pub(super) mod play;
mod range;
mod steps;
pub(super) mod told;
mod track;

use egui::{Align2, Rect, RichText, Stroke, Ui, UiBuilder, pos2, vec2};

use super::canvas::Gesture;
use super::command::{Command, shortcut_text};
use super::guide::explained;
use super::style::{Palette, font};
use super::workspace::Workspace;
use crate::map::{Day, Id, PartialDate};
use crate::scene::Weight;
use buttons::{Look, Sign, sign_button};
use card::Opened;
use play::{Course, Play};
use range::{Range, Scale};
use steps::Way;
use track::{Days, Places};

/// How high the bar is.
pub const HEIGHT: f32 = 78.0;

/// The room at both sides of the bar.
const MARGIN: f32 = 12.0;

/// How far below the upper edge the track lies.
const TRACK_AT: f32 = 28.0;

/// Where the flags begin.
const FLAGS_AT: f32 = 7.0;

/// How high the line below the track is.
const MESSAGE_HEIGHT: f32 = 26.0;

/// From this width on the buttons at the right have their words.
const ROOMY: f32 = 960.0;

/// The state of the bar. It belongs to the open map: another one begins anew.
#[derive(Default)]
pub struct TimeBar {
    play: Option<Play>,
    opened: Option<Opened>,
    places: Option<Places>,
}

impl TimeBar {
    /// Whether the map is being played.
    pub fn is_playing(&self) -> bool {
        self.play.is_some()
    }
}

/// Whether a command of this bar can do something now.
pub fn can_run(workspace: &Workspace, command: Command) -> bool {
    let (timeline, days) = (workspace.timeline(), (workspace.day(), workspace.own_day()));
    match command {
        Command::Play => workspace.time_bar.is_playing() || course(workspace).is_some(),
        Command::PreviousEvent => steps::event(&timeline, days, Way::Back).is_some(),
        Command::NextEvent => steps::event(&timeline, days, Way::On).is_some(),
        Command::PreviousAdaptation => steps::adaptation(&timeline, days.0, Way::Back).is_some(),
        Command::NextAdaptation => steps::adaptation(&timeline, days.0, Way::On).is_some(),
        Command::OwnDay => workspace.is_elsewhen(),
        Command::AddAdaptation => !workspace.is_read_only(),
        _ => false,
    }
}

/// Runs a command of this bar.
pub fn run(workspace: &mut Workspace, command: Command) {
    let (timeline, days) = (workspace.timeline(), (workspace.day(), workspace.own_day()));
    let day = match command {
        Command::Play => return play_or_pause(workspace),
        Command::AddAdaptation => return add_adaptation(workspace),
        Command::PreviousEvent => steps::event(&timeline, days, Way::Back),
        Command::NextEvent => steps::event(&timeline, days, Way::On),
        Command::PreviousAdaptation => steps::adaptation(&timeline, days.0, Way::Back),
        Command::NextAdaptation => steps::adaptation(&timeline, days.0, Way::On),
        Command::OwnDay => Some(days.1),
        _ => None,
    };
    if let Some(day) = day {
        go(workspace, day);
    }
}

/// Shows the map as of a day, and stays there.
fn go(workspace: &mut Workspace, day: Day) {
    if is_being_changed(workspace) {
        return;
    }
    workspace.settle();
    workspace.time_bar.play = None;
    workspace.show_as_of(Some(day));
}

/// Whether the pointer is changing the map: what it holds must not vanish meanwhile.
fn is_being_changed(workspace: &Workspace) -> bool {
    matches!(workspace.canvas.gesture, Gesture::Moving(_) | Gesture::Ordering { .. } | Gesture::Linking { .. })
}

/// From the first day of all to the map's own, where there is a way.
fn course(workspace: &Workspace) -> Option<Course> {
    let first = workspace.timeline().span()?.0;
    Some(Course { first, own: workspace.own_day() }).filter(|course| course.is_long())
}

fn play_or_pause(workspace: &mut Workspace) {
    let play = course(workspace).map(|course| Play::from(workspace.day(), course));
    workspace.settle();
    workspace.time_bar.play = if workspace.time_bar.is_playing() { None } else { play };
}

/// Shows the next day of a map that is being played.
fn play_on(ui: &Ui, workspace: &mut Workspace) {
    let Some(mut play) = workspace.time_bar.play else { return };
    ui.ctx().request_repaint();
    if is_being_changed(workspace) {
        return;
    }
    let seconds = ui.input(|i| i.stable_dt);
    let day = course(workspace).and_then(|course| play.step(seconds, course));
    workspace.time_bar.play = day.map(|_| play);
    workspace.show_as_of(day);
}

fn add_adaptation(workspace: &mut Workspace) {
    workspace.settle();
    workspace.time_bar.play = None;
    let day = workspace.day();
    workspace.document.begin("Add adaptation");
    let id = workspace.document.add_adaptation(Some(PartialDate::of_day(day)));
    workspace.document.commit();
    workspace.time_bar.opened = Some(Opened::new(id, day, true));
}

/// Shows an adaptation in its card, and the map as of its day.
fn open(workspace: &mut Workspace, id: Id, day: Day) {
    go(workspace, day);
    workspace.time_bar.opened = Some(Opened::new(id, day, false));
}

/// Where the parts of the bar are.
struct Areas {
    bar: Rect,
    /// Between what stands at the left and what stands at the right.
    track: Rect,
    message: Rect,
}

impl Areas {
    fn of(bar: Rect) -> Self {
        let right = if bar.width() >= ROOMY { 132.0 } else { 36.0 };
        let upper = bar.with_max_y(bar.bottom() - MESSAGE_HEIGHT);
        Self {
            bar,
            track: Rect::from_min_max(
                pos2(bar.left() + 206.0, upper.top()),
                pos2(bar.right() - right - 20.0, upper.bottom()),
            ),
            message: bar.with_min_y(upper.bottom()),
        }
    }

    fn track_y(&self) -> f32 {
        self.bar.top() + TRACK_AT
    }
}

/// The colour behind the bar: tinted while the map is shown as of another day than its own.
pub fn fill(workspace: &Workspace, palette: &Palette) -> egui::Color32 {
    let tint = if palette.scene.dark { 0.12 } else { 0.10 };
    if workspace.is_elsewhen() { palette.panel.lerp_to_gamma(palette.accent, tint) } else { palette.panel }
}

/// Draws the bar into what is left of its panel. Answers a command that was chosen.
pub fn show(ui: &mut Ui, workspace: &mut Workspace) -> Option<Command> {
    play_on(ui, workspace);
    let palette = Palette::for_ui(ui);
    let whole = ui.max_rect();
    ui.painter().rect_filled(whole, 0, fill(workspace, palette));
    ui.painter().hline(whole.x_range(), whole.top() + 0.5, Stroke::new(1.0, palette.edge));
    let areas = Areas::of(whole.shrink2(vec2(MARGIN, 0.0)));
    let mut chosen = controls(ui, workspace, &areas);
    match workspace.timeline().span() {
        Some(span) => track_and_flags(ui, workspace, &areas, span),
        None => {
            message::nothing_dated(ui, areas.track);
            let corner = Rect::from_min_size(pos2(areas.track.left(), areas.bar.top() + FLAGS_AT), vec2(10.0, 10.0));
            card::show(ui, workspace, corner);
        }
    }
    chosen = add_button(ui, workspace, &areas).or(chosen);
    message::show(ui, workspace, areas.message).or(chosen)
}

/// Play, the steps, and the day.
fn controls(ui: &mut Ui, workspace: &Workspace, areas: &Areas) -> Option<Command> {
    let palette = Palette::for_ui(ui);
    let middle = areas.track_y();
    let mut left = areas.bar.left();
    let (sign, name) = if workspace.time_bar.is_playing() { (Sign::Pause, "Pause") } else { (Sign::Play, "Play") };
    let buttons = [
        (Command::Play, sign, name, 34.0),
        (Command::PreviousEvent, Sign::Back, "Previous event", 24.0),
        (Command::NextEvent, Sign::On, "Next event", 24.0),
    ];
    let mut chosen = None;
    for (command, sign, name, width) in buttons {
        let place = Rect::from_min_size(pos2(left, middle - 13.0), vec2(width, 26.0));
        left = place.right() + if command == Command::Play { 4.0 } else { 0.0 };
        let hint = format!("{} ({})", command.name(), shortcut_text(ui.ctx(), command));
        let enabled = can_run(workspace, command);
        let look = Look { sign, name, hint: &hint, enabled, framed: command == Command::Play };
        if sign_button(ui, place, look) {
            chosen = Some(command);
        }
    }
    let at = pos2(left + 10.0, middle);
    let date = told::in_words(workspace.day());
    ui.painter().text(at + vec2(0.0, 3.0), Align2::LEFT_BOTTOM, date, font(Weight::Bold, 14.0), palette.ink);
    let below = UiBuilder::new().max_rect(Rect::from_min_size(at + vec2(0.0, 4.0), vec2(90.0, 15.0)));
    let text = RichText::new("the map as of").font(font(Weight::Regular, 11.0)).color(palette.muted);
    ui.scope_builder(below, |ui| explained(ui, "The map as of", text));
    chosen
}

fn track_and_flags(ui: &mut Ui, workspace: &mut Workspace, areas: &Areas, span: (Day, Day)) {
    let (timeline, own) = (workspace.timeline(), workspace.own_day());
    let (left, right) = (areas.track.left() + 8.0, areas.track.right() - 8.0);
    let scale = Scale { range: Range::of(span, own), left, right };
    let known = workspace.time_bar.places.take().filter(|places| places.are_of(&timeline, &scale));
    let places = known.unwrap_or_else(|| Places::of(workspace.document.map(), &timeline, scale));
    let days = Days { shown: workspace.day(), own };
    let y = areas.track_y();
    let pressed = Rect::from_min_max(pos2(left - 8.0, y - 9.0), pos2(right + 8.0, areas.track.bottom()));
    let mut asked = None;
    for flag in &places.flags {
        let pole = (areas.bar.top() + FLAGS_AT, y);
        if flag.show(ui, workspace.document.map(), pole, days.shown).clicked() {
            asked = flag.ids.first().map(|id| (id.clone(), flag.day));
        }
    }
    if let Some(day) = track::show(ui, &places, pressed, y, days) {
        go(workspace, day);
    }
    let day = workspace.time_bar.opened.as_ref().map_or(days.shown, |opened| opened.day);
    let anchor = flags::anchor(&scale, day, areas.bar.top() + FLAGS_AT);
    workspace.time_bar.places = Some(places);
    let other = card::show(ui, workspace, anchor);
    if let Some((id, day)) = asked.or(other) {
        open(workspace, id, day);
    }
}

/// The button at the right that makes an adaptation of the shown day.
fn add_button(ui: &mut Ui, workspace: &Workspace, areas: &Areas) -> Option<Command> {
    let command = Command::AddAdaptation;
    let hint = format!("Note a change of course on {}", told::in_words(workspace.day()));
    let enabled = can_run(workspace, command);
    let middle = areas.track_y();
    let words = areas.bar.width() >= ROOMY;
    let size = if words { vec2(128.0, 26.0) } else { vec2(30.0, 26.0) };
    let place = Rect::from_min_size(pos2(areas.bar.right() - size.x, middle - 13.0), size);
    if !words {
        let look = Look { sign: Sign::Plus, name: command.name(), hint: &hint, enabled, framed: true };
        return sign_button(ui, place, look).then_some(command);
    }
    let response = ui.add_enabled_ui(enabled, |ui| ui.put(place, egui::Button::new(command.name()))).inner;
    response.on_hover_text(hint).clicked().then_some(command)
}
