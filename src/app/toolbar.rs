//! The tools of the canvas and its scale.

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, Ui, vec2};

use super::canvas::Tool;
use super::command::{Command, shortcut_text};
use super::style::{Palette, font};
use super::workspace::Workspace;
use crate::scene::Weight;

const TOOLS: [(Tool, &str, &str); 5] = [
    (Tool::Select, "Select", "Select and move (V)"),
    (Tool::Initiative, "Initiative", "Click a lane to add an initiative (I)"),
    (Tool::Capability, "Capability", "Click a backbone to add a capability (C)"),
    (Tool::Link, "Link", "Drag from an initiative to what it relies on or serves (L)"),
    (Tool::Note, "Note", "Click to add a note (N)"),
];

const HEIGHT: f32 = 28.0;

/// Shows the tools in the middle of the bar below the canvas. Answers a command that was chosen.
pub fn show(ui: &mut Ui, workspace: &mut Workspace) -> Option<Command> {
    let palette = Palette::for_ui(ui);
    let percent = format!("{:.0} %", workspace.canvas.camera.zoom * 100.0);
    let commands = [
        (Command::ZoomFit, "Fit"),
        (Command::ZoomOut, "−"),
        (Command::ZoomActual, percent.as_str()),
        (Command::ZoomIn, "+"),
    ];
    let width = |name: &str| ui.painter().layout_no_wrap(name.into(), font(Weight::Medium, 12.5), palette.ink).size().x;
    let widths: Vec<f32> = TOOLS
        .iter()
        .map(|(_, name, _)| *name)
        .chain(commands.iter().map(|(_, name)| *name))
        .map(|name| if name.ends_with('%') { 58.0 } else { width(name) + 20.0 })
        .collect();
    let total = widths.iter().sum::<f32>() + 12.0;
    let middle = egui::pos2(ui.ctx().content_rect().center().x, ui.max_rect().center().y);
    let mut at = middle - vec2(total / 2.0, HEIGHT / 2.0);
    let mut chosen = None;
    let mut widths = widths.into_iter();
    let mut next = |at: &mut egui::Pos2| {
        let rect = Rect::from_min_size(*at, vec2(widths.next().unwrap_or(60.0), HEIGHT));
        at.x = rect.right();
        rect
    };
    for (tool, name, hint) in TOOLS {
        let rect = next(&mut at);
        if cell(ui, rect, name, hint, workspace.canvas.tool == tool) {
            workspace.canvas.tool = tool;
        }
    }
    at.x += 6.0;
    ui.painter().vline(at.x, middle.y - 9.0..=middle.y + 9.0, Stroke::new(1.0, palette.edge));
    at.x += 6.0;
    for (command, name) in commands {
        let rect = next(&mut at);
        let hint = format!("{} ({})", command.name(), shortcut_text(ui.ctx(), command));
        if cell(ui, rect, name, &hint, false) {
            chosen = Some(command);
        }
    }
    chosen
}

fn cell(ui: &mut Ui, rect: Rect, name: &str, hint: &str, chosen: bool) -> bool {
    let palette = Palette::for_ui(ui);
    let response = ui.interact(rect, ui.scope_id().with(("tool", hint)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, hint));
    let ink = match (chosen, response.hovered()) {
        (true, _) => {
            ui.painter().rect_filled(rect, CornerRadius::same(6), palette.chosen);
            palette.on_chosen
        }
        (false, true) => {
            ui.painter().rect_filled(rect, CornerRadius::same(6), palette.hover);
            palette.ink
        }
        (false, false) => palette.muted,
    };
    if response.has_focus() {
        let ring = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(rect, CornerRadius::same(6), ring, egui::StrokeKind::Inside);
    }
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, name, font(Weight::Medium, 12.5), ink);
    response.on_hover_text(hint).clicked()
}
