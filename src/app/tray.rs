//! The tray of ideas: initiatives that nobody has placed yet.

use egui::{Align, CornerRadius, Frame, Layout, Margin, RichText, Sense, Stroke, TextEdit, Ui, vec2};

use super::canvas::DraggedIdea;
use super::style::{Palette, font};
use super::widgets::section;
use super::workspace::Workspace;
use crate::map::Initiative;
use crate::scene::{Subject, Weight};

/// The state of the tray.
#[derive(Default)]
pub struct Tray {
    draft: String,
    wants_focus: bool,
}

impl Tray {
    /// Puts the cursor into the field for a new idea.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Shows the tray.
    pub fn show(&mut self, ui: &mut Ui, workspace: &mut Workspace) {
        let palette = Palette::for_ui(ui);
        let count = workspace.document.map().ideas().count();
        section(ui, "Ideas", |ui| {
            let words = RichText::new(format!("{count} NOT PLACED")).font(font(Weight::SemiBold, 11.0));
            ui.label(words.color(palette.muted));
        });
        self.entry(ui, workspace);
        ui.add_space(4.0);
        if workspace.canvas.drags_cards() {
            let hint = Frame::new().fill(palette.hover).corner_radius(8).inner_margin(Margin::same(10));
            hint.stroke(Stroke::new(1.5, palette.accent)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label("Drop here to take it off the canvas");
            });
        } else if count == 0 {
            let words = "Write what might be undertaken, one idea a line, and drag it onto the strategy that it belongs to.";
            ui.label(RichText::new(words).font(font(Weight::Regular, 12.0)).color(palette.muted));
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let ideas: Vec<_> = workspace.document.map().ideas().cloned().collect();
            for idea in ideas {
                row(ui, workspace, &idea);
                ui.add_space(2.0);
            }
        });
    }

    /// The field for a new idea; a pasted list makes one of each line.
    fn entry(&mut self, ui: &mut Ui, workspace: &mut Workspace) {
        let palette = Palette::for_ui(ui);
        let pasted = ui.input(|i| {
            i.events.iter().find_map(|event| match event {
                egui::Event::Paste(text) if text.trim().contains('\n') => Some(text.clone()),
                _ => None,
            })
        });
        let hint = RichText::new("Type an idea, or paste a list…").color(palette.muted);
        let before = self.draft.clone();
        let field = TextEdit::singleline(&mut self.draft).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(field.margin(Margin::symmetric(10, 7))).accessible_name("New idea");
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if let Some(list) = pasted.filter(|_| response.has_focus()) {
            workspace.document.add_ideas(&format!("{before}{list}"));
            self.draft.clear();
        } else if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
            workspace.document.add_ideas(&self.draft);
            self.draft.clear();
            // Ready for the next one: ideas come in bursts.
            response.request_focus();
        }
    }
}

/// One idea: clicked it is selected, dragged it goes onto a lane.
fn row(ui: &mut Ui, workspace: &mut Workspace, idea: &Initiative) {
    let palette = Palette::for_ui(ui);
    let subject = Subject::Initiative(idea.id.clone());
    let selected = workspace.selection.contains(&subject);
    let id = super::canvas::idea_id(&idea.id);
    let dragged = ui.ctx().is_being_dragged(id);
    let edge = if selected || dragged { Stroke::new(1.5, palette.accent) } else { Stroke::new(1.0, palette.edge) };
    let frame = Frame::new().fill(palette.field).stroke(edge).corner_radius(CornerRadius::same(7));
    let shown = frame.inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            grip(ui);
            let room = ui.available_width();
            ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::right_to_left(Align::Center), |ui| {
                if !idea.viewpoint.is_empty() {
                    let words = RichText::new(&idea.viewpoint).font(font(Weight::Regular, 11.0)).color(palette.muted);
                    ui.add(egui::Label::new(words).selectable(false));
                }
                ui.with_layout(Layout::left_to_right(Align::Center).with_main_wrap(true), |ui| {
                    let title = if idea.title.is_empty() { "Untitled" } else { &idea.title };
                    let words = RichText::new(title).font(font(Weight::Medium, 12.5));
                    ui.add(egui::Label::new(words).wrap().selectable(false));
                });
            });
        });
    });
    let response = ui.interact(shown.response.rect, id, Sense::click_and_drag());
    let name = format!("Idea: {}", idea.title);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, selected, &name));
    response.dnd_set_drag_payload(DraggedIdea(idea.id.clone()));
    if response.clicked() || response.gained_focus() {
        workspace.selection.only(subject);
    }
    response.on_hover_cursor(egui::CursorIcon::Grab);
}

/// Six dots that say that the row can be dragged.
fn grip(ui: &mut Ui) {
    let palette = Palette::for_ui(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 14.0), Sense::hover());
    for column in 0..2_u8 {
        for row in 0..3_u8 {
            let at = rect.min + vec2(2.0 + f32::from(column) * 5.0, 2.0 + f32::from(row) * 5.0);
            ui.painter().circle_filled(at, 1.1, palette.muted.gamma_multiply(0.7));
        }
    }
}
