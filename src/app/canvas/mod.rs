//! The canvas: the page, and everything that is done on it with the pointer and the keys.

mod accessibility;
mod camera;
mod dashes;
mod gesture;
mod inline_edit;
mod marks;
mod menu;
mod mesh;
mod overlay;
pub mod paint;
mod pointer;
mod snap;

use egui::{CursorIcon, Id as EguiId, Rect, Sense, Ui, vec2};

pub use camera::Camera;
pub use gesture::Gesture;
pub use inline_edit::InlineEdit;

use super::command::Command;
use super::lens;
use super::style::Palette;
use super::workspace::Workspace;
use crate::map::{Backbone, Id, StrategyKind};
use crate::scene::{Point, Subject};
use snap::Guide;

/// An idea that is dragged out of the tray.
#[derive(Clone, Debug)]
pub struct DraggedIdea(pub Id);

/// What a press on the canvas does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Selects and moves.
    #[default]
    Select,
    /// Makes an initiative.
    Initiative,
    /// Makes a capability.
    Capability,
    /// Draws a link.
    Link,
    /// Makes a note.
    Note,
}

/// The state of the canvas.
#[derive(Default)]
pub struct CanvasState {
    /// What part of the page is seen.
    pub camera: Camera,
    /// What a press does.
    pub tool: Tool,
    /// What the pointer is doing.
    pub gesture: Gesture,
    /// The text that is edited in its place.
    pub editing: Option<InlineEdit>,
    /// The marks of the checks.
    pub marks: marks::Marks,
    /// Where the canvas is in the window.
    pub area: Option<Rect>,
    /// Where the tray is in the window, for what is dropped there.
    pub tray: Option<Rect>,
    guides: Vec<Guide>,
    menu_at: Option<(Point, Option<Subject>)>,
    hovered: Option<Subject>,
    /// Whether the pointer has moved since the map was opened.
    pointed: bool,
    /// What was clicked and gets the focus once the click is over: egui takes it from whatever a click did not land on.
    wants_focus: Option<Subject>,
    last_zoom: f32,
}

impl CanvasState {
    /// Whether cards are being dragged, so that the tray can offer itself.
    pub fn drags_cards(&self) -> bool {
        matches!(&self.gesture, Gesture::Moving(moving) if !moving.cards.is_empty())
    }

    /// Shows the whole page.
    pub fn fit_page(&mut self, page: crate::scene::Rect) {
        if let Some(area) = self.area {
            self.camera.fit_page(area, page);
        }
    }

    /// Makes everything on the canvas larger by a factor, around its middle.
    pub fn zoom_by(&mut self, factor: f32) {
        if let Some(area) = self.area {
            self.camera.zoom_at(area, area.center(), factor);
        }
    }
}

/// Shows the canvas in what is left of the window. Answers a command that was chosen on it.
pub fn show(ui: &mut Ui, workspace: &mut Workspace) -> Option<Command> {
    let dark = ui.visuals().dark_mode;
    let palette = Palette::of(dark);
    let area = ui.available_rect_before_wrap();
    ui.allocate_rect(area, Sense::hover());
    let response = ui.interact(area, canvas_id(), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "Strategy map"));
    workspace.canvas.area = Some(area);

    let scene = workspace.scene(dark);
    if matches!(workspace.canvas.gesture, Gesture::Idle) && workspace.canvas.editing.is_none() {
        workspace.canvas.camera.keep_fitted(area, scene.frame.page);
    }
    pointer::navigate(ui, &response, workspace, area);
    workspace.canvas.camera.hold(area, scene.frame.page);
    marks::point_at(&response, &mut workspace.canvas);
    pointer::act(ui, &response, workspace, &scene);

    let scene = workspace.scene(dark);
    marks::make(workspace, &scene);
    let painter = ui.painter_at(area);
    painter.rect_filled(area, 0, palette.desk);
    let transform = workspace.canvas.camera.transform(area);
    overlay::page(&painter, &scene, transform, palette);
    let zoom = workspace.canvas.camera.zoom;
    if zoom == workspace.canvas.last_zoom {
        paint::paint_scene(ui, &painter, &scene, transform);
    } else {
        paint::paint_zooming(ui, &painter, &scene, transform);
        ui.ctx().request_repaint();
    }
    workspace.canvas.last_zoom = zoom;
    if !scene.aside.is_empty() {
        let asked = lens::on_demand(&scene, workspace.selection.subjects(), workspace.canvas.hovered.as_ref());
        paint::paint_nodes(ui, &painter, asked, transform);
    }
    if let Gesture::Moving(moving) = &workspace.canvas.gesture {
        let dragged = moving.cards.iter().filter_map(|(id, _)| scene.node(&Subject::Initiative(id.clone())));
        paint::paint_nodes(ui, &painter, dragged, transform);
    }

    let focused = accessibility::items(ui, workspace, &scene, area);
    overlay::marks(ui, &painter, workspace, &scene, transform, palette);
    marks::paint(ui, &painter, &workspace.canvas.marks, transform, palette);
    pointer::keys(ui, workspace, &scene, focused);
    edit_in_place(ui, workspace, area);
    let command = menu::show(&response, workspace, &scene);
    if workspace.canvas.editing.is_none() && command.is_none() && !marks::tooltip(&response, &workspace.canvas.marks) {
        tooltip(&response, workspace, &scene);
    }
    command
}

fn edit_in_place(ui: &mut Ui, workspace: &mut Workspace, area: Rect) {
    let scene = workspace.scene(ui.visuals().dark_mode);
    let Some(mut editing) = workspace.canvas.editing.take() else { return };
    let Some(place) = scene.node(&editing.subject).and_then(|node| node.title_area) else {
        // It is not on the map on the day that is shown by now: what was typed is kept.
        editing.finish(&mut workspace.document);
        return;
    };
    let transform = workspace.canvas.camera.transform(area);
    let place =
        Rect::from_min_size(transform * egui::pos2(place.x, place.y), vec2(place.w, place.h) * transform.scaling);
    if editing.show(ui, &mut workspace.document, place, transform.scaling) {
        workspace.canvas.editing = Some(editing);
    }
}

/// Tells what lies under a resting pointer.
fn tooltip(response: &egui::Response, workspace: &Workspace, scene: &crate::scene::Scene) {
    let resting = matches!(workspace.canvas.gesture, Gesture::Idle);
    let Some(subject) = workspace.canvas.hovered.as_ref().filter(|_| resting) else { return };
    let at = response.hover_pos().zip(workspace.canvas.area);
    let at = at.map(|(at, area)| workspace.canvas.camera.to_page(area, at));
    let words = overlay::tooltip_words(workspace, subject);
    if let Some(words) = words
        && at.is_some_and(|at| gesture::is_told_at(scene, subject, at))
    {
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(340.0);
            let (title, rest) = words.split_once('\n').unwrap_or((&words, ""));
            ui.label(egui::RichText::new(title).font(super::style::font(crate::scene::Weight::SemiBold, 13.0)));
            if !rest.is_empty() {
                ui.label(egui::RichText::new(rest).color(Palette::for_ui(ui).muted));
            }
        });
    }
}

/// Makes an initiative in a lane, at a place of the page or else below the others, and begins to edit its title.
pub fn create_initiative(workspace: &mut Workspace, strategy: StrategyKind, at: Option<Point>, dark: bool) {
    let scene = workspace.scene(dark);
    let place = match at {
        Some(at) => gesture::landing(&scene.frame.lanes, crate::scene::rect(at.x - 124.0, at.y - 46.0, 248.0, 92.0)),
        None => (strategy, super::placing::free_place(workspace.document.map(), &scene, strategy)),
    };
    let mut initiative = crate::edit::new_idea("");
    initiative.strategy = Some(place.0);
    initiative.stand_at(place.1);
    let subject = Subject::Initiative(initiative.id.clone());
    workspace.document.commit();
    workspace.document.begin("Add initiative");
    workspace.document.put(crate::edit::Record::Initiative(initiative.into()));
    begin_new(workspace, subject, dark);
}

/// Makes a capability at the end of a backbone and begins to edit its title.
pub fn create_capability(workspace: &mut Workspace, backbone: Backbone, dark: bool) {
    workspace.document.commit();
    workspace.document.begin("Add capability");
    let id = workspace.document.add_capability("", backbone);
    begin_new(workspace, Subject::Capability(id), dark);
}

/// Makes a note at a place of the page and begins to edit it.
pub fn create_note(workspace: &mut Workspace, at: Point, dark: bool) {
    let position = crate::map::Position { x: f64::from(at.x), y: f64::from(at.y) };
    let note = crate::map::Note { id: Id::random(), position: position.into(), ..Default::default() };
    let subject = Subject::Note(note.id.clone());
    workspace.document.commit();
    workspace.document.begin("Add note");
    workspace.document.put(crate::edit::Record::Note(note.into()));
    begin_new(workspace, subject, dark);
}

fn begin_new(workspace: &mut Workspace, subject: Subject, dark: bool) {
    workspace.canvas.tool = Tool::Select;
    workspace.selection.only(subject.clone());
    let scene = workspace.scene(dark);
    if let (Some(area), Some(node)) = (workspace.canvas.area, scene.node(&subject)) {
        workspace.canvas.camera.reveal(area, node.bounds);
    }
    workspace.canvas.editing = Some(InlineEdit::of_new(subject));
}

/// Begins to edit the text of something in its place; answers whether it has one.
pub fn edit_text(workspace: &mut Workspace, subject: &Subject) -> bool {
    workspace.document.commit();
    workspace.canvas.editing = InlineEdit::of(&workspace.document, subject);
    workspace.canvas.editing.is_some()
}

/// The pointer's shape over the canvas.
fn cursor(ui: &Ui, icon: CursorIcon) {
    ui.ctx().set_cursor_icon(icon);
}

/// The name of the canvas among the window's widgets.
fn canvas_id() -> EguiId {
    EguiId::unique("canvas")
}

/// The name of an idea's row among the window's widgets.
pub fn idea_id(id: &Id) -> EguiId {
    EguiId::unique(("idea", id.as_str()))
}
