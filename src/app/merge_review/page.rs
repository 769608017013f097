//! The page on which differences are decided: the map as it comes out, with the other version beside it, and the list.

use egui::{
    Align, CornerRadius, Key, Label, Layout, Modifiers, Rect, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, vec2,
};

use super::Review;
use super::drawn::Drawn;
use super::list::{self, Chosen};
use crate::app::canvas::paint;
use crate::app::style::{Palette, color32, font};
use crate::app::widgets::primary_button;
use crate::app::workspace::Workspace;
use crate::scene::Weight;

/// The desk that is seen around the card.
const GAP: f32 = 14.0;

/// How wide the list is, where there is room.
const LIST: f32 = 380.0;

/// How high the bar above both is.
const BAR: f32 = 40.0;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// All is decided as it is chosen.
    Done,
    /// It is decided another time.
    Later,
}

impl Review {
    /// Shows what is to be decided, in what room there is.
    pub(super) fn show(&mut self, ui: &mut Ui, workspace: &Workspace) -> Option<Asked> {
        let palette = Palette::for_ui(ui);
        let area = ui.available_rect_before_wrap();
        ui.allocate_rect(area, Sense::hover());
        ui.painter().rect_filled(area, CornerRadius::ZERO, palette.desk);
        let sheet = area.shrink(GAP);
        let edge = Stroke::new(1.0, palette.edge);
        ui.painter().rect(sheet, CornerRadius::same(10), palette.panel, edge, StrokeKind::Inside);
        let inside = sheet.shrink2(vec2(22.0, 14.0));
        let (bar, rest) = inside.split_top_bottom_at_y(inside.top() + BAR);
        let (left, right) = rest.split_left_right_at_x(rest.right() - LIST.min(rest.width() * 0.42));
        self.canvas(ui, left.with_max_x(left.right() - 18.0), workspace);
        let asked = ui.scope_builder(UiBuilder::new().id_salt("review").max_rect(bar), |ui| self.bar(ui)).inner;
        let list = ui.scope_builder(UiBuilder::new().id_salt("differences").max_rect(right), |ui| {
            list::show(ui, self.conflicts(), self.at)
        });
        match list.inner {
            Some(Chosen::Look(at)) => self.look_at(at),
            Some(Chosen::Side(at, side)) => {
                let id = self.conflicts().get(at).map(|conflict| conflict.id.clone());
                self.choose(id.as_ref(), side);
                self.look_at(at);
                ui.ctx().request_repaint();
            }
            Some(Chosen::All(side)) => {
                self.choose(None, side);
                ui.ctx().request_repaint();
            }
            None => {}
        }
        let escape = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        asked.or(escape.then_some(Asked::Later))
    }

    fn look_at(&mut self, at: usize) {
        // A choice about the same does not lead elsewhere.
        self.leads |= self.at != at;
        self.at = at;
    }

    fn bar(&self, ui: &mut Ui) -> Option<Asked> {
        let palette = Palette::for_ui(ui);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let done = primary_button(ui, "Done")
                .on_hover_text("Take what is chosen into the map: one step that can be undone")
                .clicked();
            let later =
                ui.button("Later").on_hover_text("Until it is decided, yours stands and nothing is removed").clicked();
            ui.add_space(12.0);
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                let heading = match self.open() {
                    1 => "1 difference to decide".to_owned(),
                    count => format!("{count} differences to decide"),
                };
                let heading = RichText::new(heading).font(font(Weight::SemiBold, 17.0)).color(palette.ink);
                ui.add(Label::new(heading).truncate().selectable(false));
                let note = if self.has_beginning() {
                    "You and somebody else have changed the same thing. All other changes of both are in the map."
                } else {
                    "Here your map and the other version differ. What only one of them has is in the map."
                };
                let note = RichText::new(note).color(palette.muted);
                ui.add_space(8.0);
                ui.add(Label::new(note).truncate().selectable(false));
            });
            match (done, later) {
                (true, _) => Some(Asked::Done),
                (_, true) => Some(Asked::Later),
                _ => None,
            }
        })
        .inner
    }

    fn canvas(&mut self, ui: &mut Ui, area: Rect, workspace: &Workspace) {
        let palette = Palette::for_ui(ui);
        self.at = self.at.min(self.open().saturating_sub(1));
        let drawn = Drawn::of(self, workspace, ui.visuals().dark_mode);
        let scene = drawn.scene.clone();
        let response = ui.interact(area, egui::Id::unique("differences on the map"), Sense::click_and_drag());
        response.widget_info(|| {
            WidgetInfo::labeled(egui::Role::Image, true, format!("{} {}", drawn.told, scene.description))
        });
        if std::mem::take(&mut self.leads) {
            match drawn.around {
                Some(around) => {
                    self.camera.release();
                    self.camera.fit(area, around.grown(70.0), 1.3);
                }
                None => self.camera.fit_page(area, scene.frame.page),
            }
        }
        self.camera.follow(ui, area, scene.frame.page, &response);
        let painter = ui.painter_at(area);
        painter.rect_filled(area, CornerRadius::same(8), palette.desk);
        let transform = self.camera.transform(area);
        painter.rect_filled(
            super::ghost::place(transform, scene.frame.page),
            CornerRadius::same(3),
            color32(scene.background),
        );
        paint::paint_scene(ui, &painter, &scene, transform);
        drawn.paint(ui, &painter, area, transform);
        painter.rect_stroke(area, CornerRadius::same(8), Stroke::new(1.0, palette.edge), StrokeKind::Inside);
        self.drawn = Some(drawn);
    }
}
