//! What is drawn over the page while it is worked on, and never exported: selection, handles, guides, frames.

use egui::emath::TSTransform;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::gesture::{Gesture, hit, landing};
use super::paint::flattened;
use super::pointer::{can_serve, handle_place};
use super::{DraggedIdea, Tool};
use crate::app::style::Palette;
use crate::app::workspace::Workspace;
use crate::insight::direction;
use crate::map::{Day, Indicator, technology_name};
use crate::scene::{CARD_HEIGHT, CARD_WIDTH, Point, Rect as PageRect, Scene, Shape, Subject, point, rect};

fn place(transform: TSTransform, area: PageRect) -> Rect {
    Rect::from_min_size(transform * pos2(area.x, area.y), vec2(area.w, area.h) * transform.scaling)
}

fn spot(transform: TSTransform, at: Point) -> Pos2 {
    transform * pos2(at.x, at.y)
}

/// The sheet of the page on the desk.
pub fn page(painter: &Painter, scene: &Scene, transform: TSTransform, palette: &Palette) {
    let sheet = place(transform, scene.frame.page);
    for (grow, alpha) in [(5.0, 5), (3.0, 7), (1.0, 10)] {
        let below = sheet.expand(grow).translate(vec2(0.0, 2.0));
        painter.rect_filled(below, CornerRadius::same(5), Color32::from_black_alpha(alpha));
    }
    painter.rect_filled(sheet, CornerRadius::same(3), crate::app::style::color32(scene.background));
    painter.rect_stroke(
        sheet,
        CornerRadius::same(3),
        Stroke::new(1.0, palette.edge.gamma_multiply(0.6)),
        StrokeKind::Outside,
    );
}

/// Everything over the page.
pub fn marks(
    ui: &Ui,
    painter: &Painter,
    workspace: &Workspace,
    scene: &Scene,
    transform: TSTransform,
    palette: &Palette,
) {
    selection(painter, workspace, scene, transform, palette);
    handles(ui, painter, workspace, scene, transform, palette);
    for guide in &workspace.canvas.guides {
        let line = [spot(transform, guide.from), spot(transform, guide.to)];
        painter.line_segment(line, Stroke::new(1.0, palette.accent));
    }
    match &workspace.canvas.gesture {
        Gesture::Marquee { from, .. } => marquee(ui, painter, *from, transform, palette),
        Gesture::Linking { from } => pending_link(ui, painter, workspace, scene, from, transform, palette),
        _ => {}
    }
    ghost(ui, painter, workspace, scene, transform, palette);
}

fn selection(painter: &Painter, workspace: &Workspace, scene: &Scene, transform: TSTransform, palette: &Palette) {
    for subject in workspace.selection.subjects() {
        let Some(node) = scene.node(subject) else { continue };
        if !painter.clip_rect().intersects(place(transform, node.bounds)) {
            continue;
        }
        match subject {
            Subject::Link { .. } | Subject::Serves { .. } => {
                for shape in node.shapes.iter() {
                    if let Shape::Line { points, radius, .. } = shape {
                        let stroke = Stroke::new(3.0 * transform.scaling.max(0.6), palette.accent);
                        painter.line(flattened(points, *radius, transform, painter.clip_rect()), stroke);
                    }
                }
            }
            Subject::Initiative(_) | Subject::Capability(_) | Subject::Note(_) => {
                outline(painter, place(transform, node.bounds), 8.0 * transform.scaling, palette.accent);
            }
            Subject::Map | Subject::Direction | Subject::Lane(_) | Subject::Backbone(_) => {
                let around = place(transform, node.bounds).expand(1.0);
                painter.rect_stroke(
                    around,
                    CornerRadius::same(6),
                    Stroke::new(1.0, palette.accent),
                    StrokeKind::Outside,
                );
            }
            _ => {}
        }
    }
}

fn outline(painter: &Painter, around: Rect, radius: f32, color: Color32) {
    let corners = CornerRadius::same(radius.clamp(2.0, 40.0) as u8);
    painter.rect_stroke(around.expand(1.5), corners, Stroke::new(2.0, color), StrokeKind::Middle);
}

/// The handles that links are drawn from: of the card under the pointer and of a selected one.
fn handles(
    ui: &Ui,
    painter: &Painter,
    workspace: &Workspace,
    scene: &Scene,
    transform: TSTransform,
    palette: &Palette,
) {
    let idle = matches!(workspace.canvas.gesture, Gesture::Idle) && workspace.canvas.editing.is_none();
    if !idle || transform.scaling < super::paint::DETAIL || egui::DragAndDrop::has_any_payload(ui.ctx()) {
        return;
    }
    let single = workspace.selection.single().cloned();
    for subject in [single, workspace.canvas.hovered.clone()].into_iter().flatten() {
        if let (Subject::Initiative(_), Some(node)) = (&subject, scene.node(&subject)) {
            let at = spot(transform, handle_place(node.bounds, transform.scaling));
            painter.circle(at, 5.5, palette.panel, Stroke::new(1.5, palette.accent));
            let arm = 2.6;
            painter.line_segment([at - vec2(arm, 0.0), at + vec2(arm, 0.0)], Stroke::new(1.4, palette.accent));
            painter.line_segment([at - vec2(0.0, arm), at + vec2(0.0, arm)], Stroke::new(1.4, palette.accent));
        }
    }
}

fn marquee(ui: &Ui, painter: &Painter, from: Point, transform: TSTransform, palette: &Palette) {
    if let Some(to) = ui.input(|i| i.pointer.interact_pos()) {
        let frame = Rect::from_two_pos(spot(transform, from), to);
        let fill = palette.accent.gamma_multiply(0.10);
        painter.rect(frame, 2, fill, Stroke::new(1.0, palette.accent), StrokeKind::Inside);
    }
}

fn pending_link(
    ui: &Ui,
    painter: &Painter,
    workspace: &Workspace,
    scene: &Scene,
    from: &crate::map::Id,
    transform: TSTransform,
    palette: &Palette,
) {
    let Some(to) = ui.input(|i| i.pointer.interact_pos()) else { return };
    let Some(node) = scene.node(&Subject::Initiative(from.clone())) else { return };
    let start = spot(transform, point(node.bounds.center().x, node.bounds.bottom()));
    let stroke = Stroke::new(2.0, palette.accent);
    let bend = vec2(0.0, ((to.y - start.y).abs() / 2.0).clamp(12.0, 90.0));
    let curve = egui::epaint::CubicBezierShape::from_points_stroke(
        [start, start + bend, to - bend, to],
        false,
        Color32::TRANSPARENT,
        stroke,
    );
    painter.add(curve);
    painter.circle_filled(to, 4.0, palette.accent);
    let under = transform.inverse() * to;
    let target = hit(scene, point(under.x, under.y), 0.0).filter(|subject| match subject {
        Subject::Capability(_) => true,
        Subject::Initiative(id) => can_serve(workspace, from, id),
        _ => false,
    });
    if let Some(node) = target.and_then(|subject| scene.node(&subject)) {
        outline(painter, place(transform, node.bounds), 8.0 * transform.scaling, palette.accent);
    }
}

/// Where an idea from the tray would land.
fn ghost(ui: &Ui, painter: &Painter, workspace: &Workspace, scene: &Scene, transform: TSTransform, palette: &Palette) {
    let Some(idea) = egui::DragAndDrop::payload::<DraggedIdea>(ui.ctx()) else { return };
    let Some(at) = ui.input(|i| i.pointer.interact_pos()).filter(|at| painter.clip_rect().contains(*at)) else {
        return;
    };
    let under = transform.inverse() * at;
    let held = rect(under.x - CARD_WIDTH / 2.0, under.y - CARD_HEIGHT / 2.0, CARD_WIDTH, CARD_HEIGHT);
    let (lane, position) = landing(&scene.frame.lanes, held);
    let origin = scene.frame.lane(lane).min();
    let card = rect(origin.x + position.x as f32, origin.y + position.y as f32, CARD_WIDTH, CARD_HEIGHT);
    let accent = palette.strategy(lane);
    let shown = place(transform, card);
    let corners = CornerRadius::same((8.0 * transform.scaling) as u8);
    painter.rect(shown, corners, palette.panel.gamma_multiply(0.85), Stroke::new(1.5, accent), StrokeKind::Inside);
    if let Some(initiative) = workspace.document.map().initiatives.get(&idea.0) {
        let font = crate::app::style::font(crate::scene::Weight::SemiBold, (14.5 * transform.scaling).max(9.0));
        let galley =
            painter.layout(initiative.title.clone(), font, palette.ink, shown.width() - 24.0 * transform.scaling);
        painter.galley(shown.min + vec2(16.0, 10.0) * transform.scaling, galley, palette.ink);
    }
}

/// What the guide says of a heading of the page.
fn explained(name: &str) -> Option<String> {
    crate::guide::topic(name).map(|topic| format!("{}\n{}", topic.name, topic.meaning))
}

/// What a resting pointer is told of a thing.
pub fn tooltip_words(workspace: &Workspace, subject: &Subject) -> Option<String> {
    let map = workspace.document.map();
    let day = workspace.day();
    if workspace.canvas.tool != Tool::Select {
        return None;
    }
    match subject {
        Subject::Initiative(id) => {
            let initiative = map.initiatives.get(id)?;
            let mut lines = vec![initiative.title.clone()];
            lines.extend(Some(initiative.outcome.clone()).filter(|outcome| !outcome.is_empty()));
            if let Some(entry) = initiative.stage_on(day) {
                let since = entry.since.map(|date| format!(" since {}", date.in_words())).unwrap_or_default();
                let mark = if entry.illustrative { " (illustrative)" } else { "" };
                lines.push(format!("{}{since}{mark}", entry.stage.name()));
            }
            let technologies: Vec<&str> = initiative.technologies.iter().map(|key| technology_name(key)).collect();
            lines.extend(Some(technologies.join(", ")).filter(|names| !names.is_empty()));
            lines.extend(initiative.indicators.iter().map(|indicator| indicator_words(indicator, day)));
            Some(lines.join("\n"))
        }
        Subject::Capability(id) => {
            let capability = map.capabilities.get(id)?;
            let mut lines = vec![capability.title.clone()];
            lines.extend(Some(capability.summary.clone()).filter(|summary| !summary.is_empty()));
            lines.push(match capability.maturity_on(day) {
                Some(entry) => {
                    let mark = if entry.illustrative { " (illustrative)" } else { "" };
                    format!("Maturity {} of 5{mark}", entry.level)
                }
                None => "Maturity not assessed yet".into(),
            });
            Some(lines.join("\n"))
        }
        Subject::Link { initiative, capability } => {
            let link = map.initiatives.get(initiative)?.link_to(capability)?;
            let mut lines = vec![format!(
                "{} relies on {}",
                map.initiatives.get(initiative)?.title,
                map.capabilities.get(capability)?.title
            )];
            lines.extend(Some(&link.ask).filter(|ask| !ask.is_empty()).map(|ask| format!("Business asks: {ask}")));
            let entry = link.answer_entry_on(day);
            let said = entry.map(|entry| entry.text.as_str()).filter(|text| !text.is_empty());
            let mark = if entry.is_some_and(|entry| entry.illustrative) { " (illustrative)" } else { "" };
            lines.push(format!("IT answers: {}{mark}", said.unwrap_or(link.answer_on(day).name())));
            Some(lines.join("\n"))
        }
        Subject::Serves { from, to } => {
            Some(format!("{} serves {}", map.initiatives.get(from)?.title, map.initiatives.get(to)?.title))
        }
        Subject::Direction => explained("Strategic direction"),
        Subject::Lane(strategy) => explained(strategy.name()),
        Subject::Backbone(backbone) => explained(backbone.name()),
        _ => None,
    }
}

/// Which way an indicator moves, and the evidence for it.
fn indicator_words(indicator: &Indicator, day: Day) -> String {
    let said = direction(indicator, day, None);
    let mark = if said.illustrative { ", illustrative" } else { "" };
    format!("{}: {} ({}){mark}", indicator.name, said.verdict_words().to_lowercase(), said.brief())
}
