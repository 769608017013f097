//! A small menu that shows what is chosen in it.

use egui::{Align2, Popup, Role, ScrollArea, Sense, TextWrapMode, Ui, WidgetInfo, pos2, vec2};

use crate::app::progress::rows::ground;
use crate::app::progress::text::{chevron, fitted};
use crate::app::style::{Palette, font};
use crate::scene::Weight;

/// The widest that the button becomes.
const WIDEST: f32 = 190.0;

/// Draws the button, and while it is open what it offers; of a long list only what is in sight. Answers the place of what was
/// chosen. `name` is what assistive technology reads.
pub fn menu(ui: &mut Ui, name: &str, shown: &str, offered: usize, title: impl Fn(usize) -> String) -> Option<usize> {
    let palette = Palette::for_ui(ui);
    let galley = fitted(ui, shown, font(Weight::Regular, 12.0), palette.muted, WIDEST, 1);
    let (rect, button) = ui.allocate_exact_size(vec2(galley.size().x + 28.0, 24.0), Sense::click());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    ui.ctx().accesskit_node_builder(button.id, |node| node.set_value(shown));
    let ink = if button.hovered() || button.has_focus() { palette.ink } else { palette.muted };
    ground(ui, rect, &button, false);
    let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect).min + vec2(8.0, 0.0);
    ui.painter().galley_with_override_text_color(at, galley, ink);
    chevron(ui, pos2(rect.right() - 11.0, rect.center().y + 0.5), ink);
    let mut chosen = None;
    Popup::menu(&button).gap(4.0).show(|ui| {
        ui.set_width(220.0);
        ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        let height = ui.spacing().interact_size.y;
        ScrollArea::vertical().max_height(320.0).show_rows(ui, height, offered, |ui, lines| {
            for at in lines {
                let title = title(at);
                let entry =
                    egui::Button::new(&title).selected(title == shown).min_size(vec2(ui.available_width(), height));
                if ui.add(entry).clicked() {
                    chosen = Some(at);
                    ui.close();
                }
            }
        });
    });
    chosen
}
