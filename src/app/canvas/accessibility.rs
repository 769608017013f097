//! The items of the canvas for the keyboard and for assistive technology: each visible one can be reached and read.

use egui::accesskit::Action;
use egui::{EventFilter, Id as EguiId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint::DETAIL;
use crate::app::workspace::Workspace;
use crate::scene::{Scene, Subject};

/// The name of an item among the window's widgets.
pub fn item_id(subject: &Subject) -> EguiId {
    EguiId::unique(("item", subject.name()))
}

/// Gives each visible item a place in the order of Tab and in the tree of assistive technology. Answers the one that has
/// the focus.
pub fn items(ui: &mut Ui, workspace: &mut Workspace, scene: &Scene, area: Rect) -> Option<Subject> {
    let transform = workspace.canvas.camera.transform(area);
    if transform.scaling < DETAIL {
        return None;
    }
    if workspace.canvas.editing.is_some() {
        workspace.canvas.wants_focus = None;
    }
    let clicking = ui.input(|i| i.pointer.any_click() || i.pointer.any_down());
    if let Some(subject) = workspace.canvas.wants_focus.take_if(|_| !clicking) {
        ui.memory_mut(|memory| memory.request_focus(item_id(&subject)));
    }
    if workspace.canvas.wants_focus.is_some() {
        ui.ctx().request_repaint();
    }
    let mut focused = None;
    for node in scene.within(workspace.canvas.camera.visible(area)) {
        if !is_item(&node.subject) {
            continue;
        }
        let place = Rect::from_min_size(
            transform * pos2(node.bounds.x, node.bounds.y),
            vec2(node.bounds.w, node.bounds.h) * transform.scaling,
        );
        let id = item_id(&node.subject);
        let response = ui.interact(place.intersect(area), id, Sense::focusable_noninteractive());
        let selected = workspace.selection.contains(&node.subject);
        response.widget_info(|| {
            let advice = workspace.canvas.marks.words_of(&node.subject);
            let label = advice.map_or_else(|| node.label.to_string(), |advice| format!("{} {advice}", node.label));
            WidgetInfo::selected(Role::ListBoxOption, true, selected, label)
        });
        ui.ctx().accesskit_node_builder(id, |builder| {
            builder.set_selected(selected);
            builder.add_action(Action::Click);
        });
        let pressed = ui.input(|i| i.has_accesskit_action_request(id, Action::Click));
        let tabbed = response.gained_focus() && ui.input(|i| i.key_pressed(egui::Key::Tab) || i.events.is_empty());
        if pressed || tabbed && !workspace.selection.contains(&node.subject) {
            workspace.selection.only(node.subject.clone());
            workspace.canvas.camera.reveal(area, node.bounds);
        }
        if response.has_focus() {
            focused = Some(node.subject.clone());
            let arrows = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
        }
    }
    focused
}

/// Whether a thing is an item: something that can be walked to, read and edited.
pub fn is_item(subject: &Subject) -> bool {
    matches!(
        subject,
        Subject::Map | Subject::Direction | Subject::Initiative(_) | Subject::Capability(_) | Subject::Note(_)
    )
}
