//! The map during a step: what is in light as on the canvas, the rest dimmed.

use egui::emath::TSTransform;
use egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::light::Light;
use crate::app::canvas::paint;
use crate::scene::{Scene, Subject};

/// What stays free around what is shown, in points.
const MARGIN: f32 = 28.0;

/// From this scale on what is shown can be read.
const READABLE: f32 = 0.6;

/// Beyond this scale nothing gains.
const LARGEST: f32 = 1.8;

/// Draws the map.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene, light: &Light) {
    let painter = ui.painter_at(area);
    let transform = transform(area, &light.frames(scene));
    paint::paint_in_light(ui, &painter, scene, transform, |subject| light.has(subject));
    read_out(ui, area, scene, light, transform);
}

/// Shows the first of the frames that can be read; where none can, the one that is largest.
fn transform(area: Rect, frames: &[crate::scene::Rect]) -> TSTransform {
    let room = (area.size() - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0));
    let scale = |frame: &crate::scene::Rect| (room.x / frame.w.max(1.0)).min(room.y / frame.h.max(1.0)).min(LARGEST);
    let readable = frames.iter().find(|frame| scale(frame) >= READABLE);
    let largest = || frames.iter().max_by(|a, b| scale(a).total_cmp(&scale(b)));
    let Some(frame) = readable.or_else(largest) else { return TSTransform::IDENTITY };
    let (zoom, middle) = (scale(frame), frame.center());
    TSTransform::new(area.center().to_vec2() - vec2(middle.x, middle.y) * zoom, zoom)
}

/// What is in light for those who cannot see it.
fn read_out(ui: &Ui, area: Rect, scene: &Scene, light: &Light, transform: TSTransform) {
    let seen = paint::in_view(area, transform);
    for node in scene.within(seen).filter(|node| is_told(&node.subject) && light.has(&node.subject)) {
        let place = Rect::from_min_size(
            transform * pos2(node.bounds.x, node.bounds.y),
            vec2(node.bounds.w, node.bounds.h) * transform.scaling,
        );
        let id = ui.scope_id().with(("shown", node.subject.name()));
        let response = ui.interact(place.intersect(area), id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &*node.label));
    }
}

fn is_told(subject: &Subject) -> bool {
    matches!(
        subject,
        Subject::Map | Subject::Direction | Subject::Initiative(_) | Subject::Capability(_) | Subject::Note(_)
    )
}
