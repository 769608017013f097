//! From the pointer and the keys to gestures and edits.

use egui::{CursorIcon, Key, Modifiers, PointerButton, Rect, Response, Ui, Vec2, vec2};

use super::accessibility::is_item;
use super::gesture::{Gesture, Moving, hit, landing};
use super::snap::{GRID, snap};
use super::{DraggedIdea, Tool, canvas_id, create_capability, create_initiative, create_note, cursor, edit_text};
use crate::app::workspace::Workspace;
use crate::edit::{Place, initiatives_label};
use crate::map::{Id, Position, StrategyKind};
use crate::scene::{CARD_HEIGHT, CARD_WIDTH, Point, Rect as PageRect, Scene, Subject, point, rect};

/// How close the pointer has to come to a line, in points.
const REACH: f32 = 6.0;

/// Pans and zooms.
pub fn navigate(ui: &Ui, response: &Response, workspace: &mut Workspace, area: Rect) {
    let camera = &mut workspace.canvas.camera;
    if response.dragged_by(PointerButton::Middle) {
        // A drag is noticed only after some way: that way counts too.
        let began = response.drag_started_by(PointerButton::Middle).then(|| response.total_drag_delta()).flatten();
        camera.pan(began.unwrap_or(response.drag_delta()));
        cursor(ui, CursorIcon::Grabbing);
    }
    let Some(at) = response.hover_pos() else { return };
    let (zoom, scroll, shift) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta(), i.modifiers.shift));
    if zoom != 1.0 {
        camera.zoom_at(area, at, zoom);
    } else if scroll != Vec2::ZERO {
        let sideways = shift && scroll.x == 0.0;
        camera.pan(if sideways { vec2(scroll.y, 0.0) } else { scroll });
    }
}

/// Goes on with what the pointer is doing, or begins something.
pub fn act(ui: &mut Ui, response: &Response, workspace: &mut Workspace, scene: &Scene) {
    let Some(area) = workspace.canvas.area else { return };
    take_idea(ui, response, workspace, scene, area);
    let space = ui.input(|i| i.key_down(Key::Space)) && !ui.ctx().text_edit_focused();
    let at = response.hover_pos().or(response.interact_pointer_pos());
    let page_at = at.map(|at| workspace.canvas.camera.to_page(area, at));
    let reach = REACH / workspace.canvas.camera.zoom;
    // A pointer that only happens to rest where the window opened points at nothing.
    workspace.canvas.pointed |= ui.input(|i| i.pointer.delta() != Vec2::ZERO);
    let points = response.hovered() && workspace.canvas.pointed;
    workspace.canvas.hovered = page_at.filter(|_| points).and_then(|at| hit(scene, at, reach));

    if response.drag_started_by(PointerButton::Primary) {
        let pressed = ui.input(|i| i.pointer.press_origin()).map(|at| workspace.canvas.camera.to_page(area, at));
        if let Some(pressed) = pressed {
            leave_text_fields(ui);
            begin(ui, workspace, scene, pressed, space);
        }
    }
    if response.dragged_by(PointerButton::Primary)
        && let Some(at) = ui.input(|i| i.pointer.interact_pos()).map(|at| workspace.canvas.camera.to_page(area, at))
    {
        go_on(ui, response, workspace, scene, at);
    }
    if response.drag_stopped_by(PointerButton::Primary) {
        let at = ui.input(|i| i.pointer.interact_pos());
        finish(ui, workspace, scene, at, area);
    }
    if let Some(at) = page_at {
        click(ui, response, workspace, scene, at);
    }
    hint_cursor(ui, response, workspace, page_at, space);
}

fn hint_cursor(ui: &Ui, response: &Response, workspace: &Workspace, at: Option<Point>, space: bool) {
    if !response.hovered() {
        return;
    }
    let icon = match &workspace.canvas.gesture {
        Gesture::Panning => CursorIcon::Grabbing,
        Gesture::Moving(_) | Gesture::Ordering { .. } => CursorIcon::Move,
        Gesture::Linking { .. } | Gesture::Marquee { .. } => CursorIcon::Crosshair,
        Gesture::Idle if space => CursorIcon::Grab,
        Gesture::Idle if workspace.canvas.tool != Tool::Select => CursorIcon::Crosshair,
        Gesture::Idle => match (at, &workspace.canvas.hovered) {
            (Some(_), Some(Subject::Link { .. } | Subject::Serves { .. })) => CursorIcon::PointingHand,
            _ => return,
        },
    };
    cursor(ui, icon);
}

/// The keyboard belongs to the canvas from the moment that it is touched.
fn leave_text_fields(ui: &Ui) {
    ui.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
}

fn begin(ui: &Ui, workspace: &mut Workspace, scene: &Scene, at: Point, space: bool) {
    workspace.document.commit();
    if space {
        workspace.canvas.gesture = Gesture::Panning;
        return;
    }
    let zoom = workspace.canvas.camera.zoom;
    if let Some(from) = handle_at(workspace, scene, at) {
        workspace.canvas.gesture = Gesture::Linking { from };
        return;
    }
    let subject = hit(scene, at, REACH / zoom);
    let modifiers = ui.input(|i| i.modifiers);
    workspace.canvas.gesture = match subject {
        Some(Subject::Initiative(from)) if workspace.canvas.tool == Tool::Link => Gesture::Linking { from },
        Some(subject @ (Subject::Initiative(_) | Subject::Note(_))) => {
            if !workspace.selection.contains(&subject) {
                select(workspace, subject.clone(), modifiers);
            }
            moving(workspace, scene, &subject, at).map_or(Gesture::Idle, Gesture::Moving)
        }
        Some(Subject::Capability(id)) => {
            select(workspace, Subject::Capability(id.clone()), modifiers);
            Gesture::Ordering { id }
        }
        _ => {
            let keep = modifiers.shift || modifiers.command;
            let before = if keep { workspace.selection.clone() } else { Default::default() };
            Gesture::Marquee { from: at, before }
        }
    };
}

/// The selected cards and notes, taken hold of at a point.
fn moving(workspace: &Workspace, scene: &Scene, grabbed: &Subject, at: Point) -> Option<Moving> {
    let places = |ids: Vec<Id>, subject: fn(Id) -> Subject| {
        let with_place = ids.into_iter().filter_map(|id| Some((id.clone(), scene.node(&subject(id))?.bounds)));
        with_place.collect::<Vec<_>>()
    };
    Some(Moving {
        start: at,
        grabbed: scene.node(grabbed)?.bounds,
        cards: places(workspace.selection.initiatives(), Subject::Initiative),
        notes: places(workspace.selection.notes(), Subject::Note),
        lanes: scene.frame.lanes,
    })
}

fn go_on(ui: &Ui, response: &Response, workspace: &mut Workspace, scene: &Scene, at: Point) {
    match workspace.canvas.gesture.clone() {
        Gesture::Panning => {
            let began = response.drag_started().then(|| response.total_drag_delta()).flatten();
            workspace.canvas.camera.pan(began.unwrap_or(response.drag_delta()));
        }
        Gesture::Moving(moving) => {
            let free = ui.input(|i| i.modifiers.alt);
            move_to(workspace, scene, &moving, at, free);
        }
        Gesture::Ordering { id } => reorder(workspace, scene, &id, at),
        Gesture::Marquee { from, before } => {
            let frame = PageRect::spanning(from, at);
            workspace.selection = before;
            for node in scene.within(frame) {
                let item = matches!(node.subject, Subject::Initiative(_) | Subject::Capability(_) | Subject::Note(_));
                if item && frame.intersects(node.bounds) {
                    workspace.selection.add(node.subject.clone());
                }
            }
        }
        Gesture::Linking { .. } | Gesture::Idle => {}
    }
}

fn move_to(workspace: &mut Workspace, scene: &Scene, moving: &Moving, at: Point, free: bool) {
    let by = at - moving.start;
    let held = moving.grabbed.moved(by);
    let by = if free {
        workspace.canvas.guides.clear();
        by
    } else {
        let zoom = workspace.canvas.camera.zoom;
        let neighbours: Vec<PageRect> = scene
            .within(held.grown(700.0))
            .filter(|node| match &node.subject {
                Subject::Initiative(id) => !moving.cards.iter().any(|(moved, _)| moved == id),
                _ => false,
            })
            .map(|node| node.bounds)
            .collect();
        let lane = landing(&moving.lanes, held).0;
        let origin = moving.lanes.iter().find(|l| l.strategy == lane).map_or(Point::default(), |l| l.rect.min());
        let (snapped, guides) = snap(held, &neighbours, origin, zoom);
        workspace.canvas.guides = guides;
        snapped - moving.grabbed.min()
    };
    let count = moving.cards.len();
    let label = if count == 0 { "Move note".to_owned() } else { initiatives_label("Move", count) };
    workspace.document.begin(&label);
    for (id, start) in &moving.cards {
        let (strategy, position) = landing(&moving.lanes, start.moved(by));
        workspace.document.place(id, Place { strategy, position });
    }
    for (id, start) in &moving.notes {
        let place = start.moved(by);
        let position = Position { x: f64::from(place.x), y: f64::from(place.y) };
        workspace.document.edit_note(id, |note| note.position.at = position);
    }
}

fn reorder(workspace: &mut Workspace, scene: &Scene, id: &Id, at: Point) {
    let panel = scene.frame.panel;
    let inside = point(at.x, at.y.clamp(panel.y, panel.bottom()));
    let Some(backbone) = scene.frame.backbone_at(inside.y) else { return };
    let row = scene.frame.backbones.iter().find(|row| row.backbone == backbone);
    let boxes = row.into_iter().flat_map(|row| row.lines.iter().flatten());
    let others: Vec<_> = boxes.filter(|(other, _)| other != id).collect();
    let before = others.iter().find(|(_, place)| inside.y < place.bottom() + 13.0 && inside.x < place.center().x);
    workspace.document.begin("Reorder capabilities");
    workspace.document.reorder_capability(id, backbone, before.map(|(other, _)| other));
}

fn finish(ui: &Ui, workspace: &mut Workspace, scene: &Scene, at: Option<egui::Pos2>, area: Rect) {
    workspace.canvas.guides.clear();
    match std::mem::take(&mut workspace.canvas.gesture) {
        Gesture::Moving(moving) => {
            let over_tray = at.zip(workspace.canvas.tray).is_some_and(|(at, tray)| tray.contains(at));
            if over_tray && !moving.cards.is_empty() {
                workspace.document.cancel();
                let ids: Vec<Id> = moving.cards.into_iter().map(|(id, _)| id).collect();
                workspace.document.return_to_tray(&ids);
            }
            workspace.document.commit();
        }
        Gesture::Linking { from } => {
            if let Some(at) = at {
                let at = workspace.canvas.camera.to_page(area, at);
                connect(workspace, scene, &from, at);
            }
            if workspace.canvas.tool == Tool::Link && !ui.input(|i| i.modifiers.shift) {
                workspace.canvas.tool = Tool::Select;
            }
        }
        Gesture::Ordering { .. } => workspace.document.commit(),
        Gesture::Panning | Gesture::Marquee { .. } | Gesture::Idle => {}
    }
}

/// Links a card to what the handle was dropped on.
fn connect(workspace: &mut Workspace, scene: &Scene, from: &Id, at: Point) {
    match hit(scene, at, 0.0) {
        Some(Subject::Capability(capability)) => {
            workspace.document.link(from, &capability);
            workspace.selection.only(Subject::Link { initiative: from.clone(), capability });
        }
        Some(Subject::Initiative(to)) if can_serve(workspace, from, &to) => {
            workspace.document.serve(from, &to);
            workspace.selection.only(Subject::Serves { from: from.clone(), to });
        }
        _ => {}
    }
}

/// Whether one initiative may serve another: it stands in another lane than the one that leads, and the other in that.
pub fn can_serve(workspace: &Workspace, from: &Id, to: &Id) -> bool {
    let map = workspace.document.map();
    let lane = |id: &Id| map.initiatives.get(id).and_then(|i| i.placement()).map(|(lane, _)| lane);
    match map.primary_on(workspace.day()) {
        Some(primary) => lane(to) == Some(primary) && lane(from).is_some_and(|lane| lane != primary),
        None => lane(from).zip(lane(to)).is_some_and(|(from, to)| from != to),
    }
}

fn click(ui: &mut Ui, response: &Response, workspace: &mut Workspace, scene: &Scene, at: Point) {
    if workspace.canvas.marks.has_pointer() {
        if response.clicked() && ui.input(|i| i.pointer.any_click()) {
            click_mark(ui, workspace);
        }
        return;
    }
    let zoom = workspace.canvas.camera.zoom;
    if response.double_clicked() {
        let dark = ui.visuals().dark_mode;
        double_click(workspace, scene, at, dark);
        return;
    }
    // Enter on a canvas that has the focus is no click of the pointer.
    if !response.clicked() || !ui.input(|i| i.pointer.any_click()) {
        return;
    }
    leave_text_fields(ui);
    workspace.document.commit();
    let dark = ui.visuals().dark_mode;
    match workspace.canvas.tool {
        Tool::Initiative => return create_initiative(workspace, StrategyKind::CustomerEngagement, Some(at), dark),
        Tool::Capability => {
            let backbone = scene.frame.backbone_at(at.y).unwrap_or(crate::map::Backbone::DigitalServices);
            return create_capability(workspace, backbone, dark);
        }
        Tool::Note => return create_note(workspace, at, dark),
        Tool::Select | Tool::Link => {}
    }
    let modifiers = ui.input(|i| i.modifiers);
    let subject = hit(scene, at, REACH / zoom);
    // What is no item leaves the focus with the canvas, so that Tab goes on to the first item.
    match subject.clone().filter(is_item) {
        Some(item) => workspace.canvas.wants_focus = Some(item),
        None => response.request_focus(),
    }
    match subject {
        Some(subject) => select(workspace, subject, modifiers),
        None => workspace.selection.clear(),
    }
}

/// A mark leads to what it says, and selects what it stands on.
fn click_mark(ui: &Ui, workspace: &mut Workspace) {
    leave_text_fields(ui);
    workspace.document.commit();
    if let Some(subject) = workspace.canvas.marks.click() {
        workspace.selection.only(subject);
    }
}

fn select(workspace: &mut Workspace, subject: Subject, modifiers: Modifiers) {
    if modifiers.shift || modifiers.command {
        workspace.selection.toggle(subject);
    } else {
        workspace.selection.only(subject);
    }
}

fn double_click(workspace: &mut Workspace, scene: &Scene, at: Point, dark: bool) {
    match hit(scene, at, 0.0) {
        Some(Subject::Lane(strategy)) => create_initiative(workspace, strategy, Some(at), dark),
        Some(Subject::Backbone(backbone)) => create_capability(workspace, backbone, dark),
        Some(subject) => {
            workspace.selection.only(subject.clone());
            edit_text(workspace, &subject);
        }
        None => create_note(workspace, at, dark),
    }
}

/// Where the handle of a card is: below the middle of its lower edge.
pub fn handle_place(card: PageRect, zoom: f32) -> Point {
    point(card.center().x, card.bottom() + 9.0 / zoom)
}

/// The card whose handle is at a point, of those that show one.
fn handle_at(workspace: &Workspace, scene: &Scene, at: Point) -> Option<Id> {
    let zoom = workspace.canvas.camera.zoom;
    let near = |card: PageRect| {
        let handle = handle_place(card, zoom);
        (at.x - handle.x).hypot(at.y - handle.y) <= 9.0 / zoom
    };
    scene.within(PageRect::spanning(at, at).grown(24.0 / zoom)).find_map(|node| match &node.subject {
        Subject::Initiative(id) if near(node.bounds) => Some(id.clone()),
        _ => None,
    })
}

/// Shows where an idea from the tray would land, and puts it there when it is let go.
fn take_idea(ui: &Ui, response: &Response, workspace: &mut Workspace, scene: &Scene, area: Rect) {
    let Some(at) = ui.input(|i| i.pointer.interact_pos()).filter(|at| area.contains(*at)) else { return };
    let at = workspace.canvas.camera.to_page(area, at);
    let held = rect(at.x - CARD_WIDTH / 2.0, at.y - CARD_HEIGHT / 2.0, CARD_WIDTH, CARD_HEIGHT);
    let Some(idea) = response.dnd_release_payload::<DraggedIdea>() else { return };
    let neighbours: Vec<PageRect> = scene
        .within(held.grown(700.0))
        .filter(|node| matches!(node.subject, Subject::Initiative(_)))
        .map(|node| node.bounds)
        .collect();
    let lane = landing(&scene.frame.lanes, held).0;
    let (snapped, _) = snap(held, &neighbours, scene.frame.lane(lane).min(), workspace.canvas.camera.zoom);
    let (strategy, position) = landing(&scene.frame.lanes, PageRect { x: snapped.x, y: snapped.y, ..held });
    workspace.document.commit();
    workspace.document.begin("Place initiative");
    workspace.document.place(&idea.0, Place { strategy, position });
    workspace.document.commit();
    leave_text_fields(ui);
    workspace.selection.only(Subject::Initiative(idea.0.clone()));
}

/// Keys that act on what is selected: arrows move it, Enter edits its text, Escape backs out.
pub fn keys(ui: &mut Ui, workspace: &mut Workspace, scene: &Scene, focused: Option<Subject>) {
    let holder = ui.memory(|memory| memory.focused());
    let elsewhere = holder.is_some_and(|holder| holder != canvas_id()) && focused.is_none();
    let behind_dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
    let taken = ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx());
    if workspace.canvas.editing.is_some() || elsewhere || behind_dialog || taken {
        return;
    }
    if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        back_out(ui, workspace);
    }
    if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter))
        && let Some(subject) = workspace.selection.single().cloned()
    {
        edit_text(workspace, &subject);
    }
    const ARROWS: [(Key, f32, f32); 4] = [
        (Key::ArrowLeft, -1.0, 0.0),
        (Key::ArrowRight, 1.0, 0.0),
        (Key::ArrowUp, 0.0, -1.0),
        (Key::ArrowDown, 0.0, 1.0),
    ];
    for (key, x, y) in ARROWS {
        for (modifier, step) in [(Modifiers::NONE, GRID), (Modifiers::SHIFT, 1.0)] {
            if ui.input_mut(|i| i.consume_key(modifier, key)) {
                nudge(workspace, scene, x * step, y * step);
            }
        }
    }
    let tools = [
        (Key::V, Tool::Select),
        (Key::I, Tool::Initiative),
        (Key::C, Tool::Capability),
        (Key::L, Tool::Link),
        (Key::N, Tool::Note),
    ];
    for (key, tool) in tools {
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
            workspace.canvas.tool = tool;
        }
    }
}

/// One step back: from a gesture, a tool, or what is selected.
fn back_out(ui: &Ui, workspace: &mut Workspace) {
    let canvas = &mut workspace.canvas;
    if !matches!(canvas.gesture, Gesture::Idle) {
        canvas.gesture = Gesture::Idle;
        canvas.guides.clear();
        workspace.document.cancel();
        ui.ctx().stop_dragging();
    } else if canvas.tool != Tool::Select {
        canvas.tool = Tool::Select;
    } else {
        workspace.selection.clear();
        ui.memory_mut(|memory| memory.request_focus(canvas_id()));
    }
}

fn nudge(workspace: &mut Workspace, scene: &Scene, x: f32, y: f32) {
    let initiatives = workspace.selection.initiatives();
    let notes = workspace.selection.notes();
    if let (Some(Subject::Capability(id)), true) = (workspace.selection.single().cloned(), x != 0.0) {
        return shift_capability(workspace, &id, x > 0.0);
    }
    if initiatives.is_empty() && notes.is_empty() {
        return;
    }
    let label =
        if initiatives.is_empty() { "Move note".to_owned() } else { initiatives_label("Move", initiatives.len()) };
    workspace.document.begin(&label);
    for id in initiatives {
        let Some(node) = scene.node(&Subject::Initiative(id.clone())) else { continue };
        let Some((lane, _)) = workspace.document.map().initiatives.get(&id).and_then(|i| i.placement()) else {
            continue;
        };
        let frame = scene.frame.lanes;
        let (strategy, position) = landing(&frame, node.bounds.moved(point(x, y)));
        // The arrows move a card within its lane; dragging takes it across.
        if strategy == lane {
            workspace.document.place(&id, Place { strategy, position });
        }
    }
    for id in notes {
        workspace.document.edit_note(&id, |note| {
            note.position.at.x += f64::from(x);
            note.position.at.y += f64::from(y);
        });
    }
}

/// Moves a capability one place to the left or right in its backbone.
fn shift_capability(workspace: &mut Workspace, id: &Id, right: bool) {
    let map = workspace.document.map();
    let Some(backbone) = map.capabilities.get(id).map(|c| c.backbone) else { return };
    let row: Vec<Id> = map.capabilities.iter().filter(|c| c.backbone == backbone).map(|c| c.id.clone()).collect();
    let Some(at) = row.iter().position(|other| other == id) else { return };
    if !right && at == 0 || right && at + 1 >= row.len() {
        return;
    }
    let before = if right { row.get(at + 2) } else { row.get(at - 1) }.cloned();
    workspace.document.begin("Reorder capabilities");
    workspace.document.reorder_capability(id, backbone, before.as_ref());
    workspace.document.commit();
}
