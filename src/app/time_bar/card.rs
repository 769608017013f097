//! The card above a flag that shows one adaptation, ready to be changed.

use egui::{Key, Modifiers, Popup, PopupCloseBehavior, Rect, RectAlign, ScrollArea, Sense, Ui, vec2};

use super::buttons::{Look, Sign, sign_button};
use super::steps;
use crate::app::inspector::adaptation;
use crate::app::style::{Palette, font};
use crate::app::workspace::Workspace;
use crate::map::{Day, Id};
use crate::scene::Weight;

const WIDTH: f32 = 300.0;

/// What is left free above a high card: the bar of the window, and the card's own edges.
const ABOVE: f32 = 80.0;

/// The adaptation that is shown.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Which.
    pub id: Id,
    /// The day whose flag the card hangs at. It does not follow the date while that is being typed.
    pub day: Day,
    /// Whether the cursor is still to be set into its text.
    focus: bool,
    /// Whether it has been drawn yet.
    shown: bool,
}

impl Opened {
    /// Shows an adaptation, with the cursor in what was changed where that is still to be told.
    pub fn new(id: Id, day: Day, focus: bool) -> Self {
        Self { id, day, focus, shown: false }
    }
}

/// What was asked for in the card.
enum Asked {
    Close,
    Show(Id),
}

/// Draws the card. Answers the adaptation that is to be shown in its place, and its day.
pub fn show(ui: &mut Ui, workspace: &mut Workspace, anchor: Rect) -> Option<(Id, Day)> {
    let mut opened = workspace.time_bar.opened.take()?;
    let popup = egui::Id::unique(("adaptation card", opened.id.as_str()));
    if !opened.shown {
        Popup::open_id(ui.ctx(), popup);
        opened.shown = true;
    }
    // The canvas would take it for its own.
    let escape = Popup::is_id_open(ui.ctx(), popup) && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    if escape || !workspace.document.map().adaptations.contains(&opened.id) {
        return close(ui, workspace, popup);
    }
    let card = Popup::new(popup, ui.ctx().clone(), anchor, ui.layer_id())
        .open_memory(None)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .align(RectAlign::TOP)
        .align_alternatives(&[RectAlign::TOP_START, RectAlign::TOP_END])
        .gap(6.0)
        .width(WIDTH)
        .accessible_name("Adaptation")
        .frame(egui::Frame::popup(ui.style()).inner_margin(12).corner_radius(10));
    let room = (anchor.top() - ABOVE).max(120.0);
    let asked = card.show(|ui| contents(ui, workspace, &mut opened, room)).and_then(|shown| shown.inner);
    match asked {
        Some(Asked::Close) => return close(ui, workspace, popup),
        Some(Asked::Show(id)) => {
            workspace.document.commit();
            let day = workspace.document.map().adaptations.get(&id)?.date?.start();
            return Some((id, day));
        }
        None => {}
    }
    if Popup::is_id_open(ui.ctx(), popup) {
        workspace.time_bar.opened = Some(opened);
        return None;
    }
    close(ui, workspace, popup)
}

/// A field that is no longer shown cannot end its own gesture.
fn close(ui: &Ui, workspace: &mut Workspace, popup: egui::Id) -> Option<(Id, Day)> {
    Popup::close_id(ui.ctx(), popup);
    workspace.document.commit();
    None
}

fn contents(ui: &mut Ui, workspace: &mut Workspace, opened: &mut Opened, room: f32) -> Option<Asked> {
    ui.set_width(WIDTH);
    // An area would stop at a height of its own, however much room there is.
    ui.set_max_height(room);
    let asked = heading(ui, workspace, &opened.id);
    // In the first pass the card only finds out how large it is.
    let focus = opened.focus && !ui.is_sizing_pass();
    opened.focus &= !focus;
    ScrollArea::vertical().max_height(room - 30.0).show(ui, |ui| {
        let day = workspace.day();
        adaptation::card(ui, (&mut workspace.document, &mut workspace.selection), day, &opened.id, focus);
    });
    asked
}

fn heading(ui: &mut Ui, workspace: &Workspace, id: &Id) -> Option<Asked> {
    let palette = Palette::for_ui(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let timeline = workspace.timeline();
    let all: Vec<&Id> = steps::adaptations(&timeline).map(|(id, _)| id).collect();
    let at = all.iter().position(|other| *other == id);
    let words = match at {
        Some(at) if all.len() > 1 => format!("Adaptation {} of {}", at + 1, all.len()),
        _ => "Adaptation".to_owned(),
    };
    let place = egui::Align2::LEFT_CENTER;
    ui.painter().text(rect.left_center(), place, words, font(Weight::SemiBold, 13.0), palette.ink);
    let mut button = |slot: f32, sign, name: &str, enabled| {
        let place = Rect::from_min_size(rect.right_top() - vec2(22.0 * slot, 0.0), vec2(22.0, 22.0));
        sign_button(ui, place, Look { sign, name, hint: name, enabled, framed: false })
    };
    let earlier = at.and_then(|at| at.checked_sub(1)).map(|at| all[at].clone());
    let later = at.and_then(|at| all.get(at + 1)).map(|id| (*id).clone());
    let back = button(3.0, Sign::Back, "Earlier adaptation", earlier.is_some());
    let on = button(2.0, Sign::On, "Later adaptation", later.is_some());
    let closed = button(1.0, Sign::Cross, "Close", true);
    match () {
        () if closed => Some(Asked::Close),
        () if back => earlier.map(Asked::Show),
        () if on => later.map(Asked::Show),
        () => None,
    }
}
