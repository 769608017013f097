//! The context menus of the canvas.

use egui::{Button, Response, Ui};

use super::gesture::hit;
use super::{create_capability, create_initiative, create_note};
use crate::app::command::{Command, shortcut_text};
use crate::app::workspace::Workspace;
use crate::scene::{Point, Scene, Subject};

/// Shows the menu of what was clicked with the other button. Answers a command that was chosen.
pub fn show(response: &Response, workspace: &mut Workspace, scene: &Scene) -> Option<Command> {
    if response.secondary_clicked()
        && let (Some(area), Some(at)) = (workspace.canvas.area, response.interact_pointer_pos())
    {
        let at = workspace.canvas.camera.to_page(area, at);
        let subject = hit(scene, at, 6.0 / workspace.canvas.camera.zoom);
        if let Some(subject) = &subject
            && !workspace.selection.contains(subject)
        {
            workspace.selection.only(subject.clone());
        }
        workspace.canvas.menu_at = Some((at, subject));
    }
    let (at, subject) = workspace.canvas.menu_at.clone()?;
    let mut chosen = None;
    response.context_menu(|ui| {
        ui.set_min_width(220.0);
        contents(ui, workspace, at, subject.as_ref(), &mut chosen);
    });
    chosen
}

fn contents(
    ui: &mut Ui,
    workspace: &mut Workspace,
    at: Point,
    subject: Option<&Subject>,
    chosen: &mut Option<Command>,
) {
    let dark = ui.visuals().dark_mode;
    match subject {
        Some(Subject::Initiative(_)) => {
            commands(ui, &[Command::EditText, Command::Duplicate, Command::ReturnToTray], chosen);
            ui.separator();
            commands(ui, &[Command::Cut, Command::Copy, Command::CopyPicture, Command::Delete], chosen);
        }
        Some(Subject::Capability(_) | Subject::Note(_)) => {
            commands(ui, &[Command::EditText, Command::Duplicate], chosen);
            ui.separator();
            commands(ui, &[Command::Cut, Command::Copy, Command::CopyPicture, Command::Delete], chosen);
        }
        Some(Subject::Link { .. } | Subject::Serves { .. }) => commands(ui, &[Command::Delete], chosen),
        Some(Subject::Lane(strategy)) => {
            if ui.button("New initiative here").clicked() {
                create_initiative(workspace, *strategy, Some(at), dark);
            }
            if workspace.document.map().primary_on(workspace.day()) != Some(*strategy) {
                commands(ui, &[Command::ChoosePrimary(*strategy)], chosen);
            }
            commands(ui, &[Command::Paste, Command::CopyPicture], chosen);
        }
        Some(Subject::Backbone(backbone)) => {
            if ui.button("New capability here").clicked() {
                create_capability(workspace, *backbone, dark);
            }
            commands(ui, &[Command::Paste, Command::CopyPicture], chosen);
        }
        Some(Subject::Map | Subject::Direction) => {
            commands(ui, &[Command::EditText, Command::EditStrategy, Command::CopyPicture], chosen)
        }
        _ => {
            if ui.button("New note here").clicked() {
                create_note(workspace, at, dark);
            }
            commands(ui, &[Command::Paste, Command::CopyPicture, Command::SelectAll, Command::ZoomFit], chosen);
        }
    }
}

fn commands(ui: &mut Ui, commands: &[Command], chosen: &mut Option<Command>) {
    for command in commands {
        let keys = shortcut_text(ui.ctx(), *command);
        if ui.add(Button::new(command.name()).shortcut_text(keys)).clicked() {
            *chosen = Some(*command);
        }
    }
}
