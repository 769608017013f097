//! Which map to compare with.

use egui::{Button, CornerRadius, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::Asked;
use crate::app::start::{Thumbnail, thumbnail};
use crate::app::style::{Palette, font};
use crate::app::widgets::section;
use crate::scene::Weight;

/// What the view is for.
const GIST: &str = "Two maps side by side, in the rows of Figure 1 of the MIT CISR briefing. With an earlier version of the \
                    same map: what has changed.";

/// About how wide the card of a sample is.
const CARD: f32 = 230.0;

/// Offers a file, the map as last saved, and the samples.
pub fn show(ui: &mut Ui, has_file: bool, samples: &[Thumbnail]) -> Option<Asked> {
    let palette = Palette::for_ui(ui);
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let heading = RichText::new("Compare this map").font(font(Weight::SemiBold, 17.0)).color(palette.ink);
        ui.label(heading);
        ui.label(RichText::new(GIST).color(palette.muted));
        section(ui, "With another map, or an earlier version", |_| {});
        ui.horizontal_wrapped(|ui| {
            if ui.button("A file…").clicked() {
                asked = Some(Asked::File);
            }
            let saved = ui.add_enabled(has_file, Button::new("This map as last saved"));
            if saved.on_disabled_hover_text("It has no file yet").clicked() {
                asked = Some(Asked::Saved);
            }
        });
        section(ui, "With a sample", |_| {});
        let gap = 12.0;
        let columns = ((ui.available_width() + gap) / (CARD + gap)).floor().max(1.0) as usize;
        let width = (ui.available_width() - gap * (columns - 1) as f32) / columns as f32;
        for row in samples.chunks(columns) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                for sample in row {
                    if card(ui, sample, width) {
                        asked = Some(Asked::Sample(sample.name));
                    }
                }
            });
            ui.add_space(gap - ui.spacing().item_spacing.y);
        }
    });
    asked
}

/// A sample: how it looks, and what it is called. Answers whether it was clicked.
fn card(ui: &mut Ui, sample: &Thumbnail, width: f32) -> bool {
    let palette = Palette::for_ui(ui);
    let picture = vec2(width - 16.0, (width - 16.0) * 9.0 / 16.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, picture.y + 42.0), Sense::click());
    let name = format!("Compare with {}", sample.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if ui.is_rect_visible(rect) {
        let (fill, edge) =
            if response.hovered() { (palette.hover, palette.muted) } else { (palette.panel, palette.edge) };
        ui.painter().rect(rect, CornerRadius::same(10), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
        thumbnail(ui, Rect::from_min_size(rect.min + vec2(8.0, 8.0), picture), &sample.scene);
        let words = ui.painter().layout_no_wrap(sample.title.clone(), font(Weight::SemiBold, 13.0), palette.ink);
        let clip = rect.shrink2(vec2(10.0, 0.0)).intersect(ui.clip_rect());
        ui.painter().with_clip_rect(clip).galley(rect.min + vec2(11.0, picture.y + 16.0), words, palette.ink);
        if response.has_focus() {
            let ring = Stroke::new(2.0, palette.accent);
            ui.painter().rect_stroke(rect, CornerRadius::same(10), ring, StrokeKind::Inside);
        }
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
