//! What has changed between two versions: drawn on the map, with a list in words beside it.

use std::sync::Arc;

use egui::{
    CornerRadius, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::app::canvas::{Camera, paint};
use crate::app::style::{Palette, color32, font};
use crate::app::whose::subject;
use crate::app::widgets::{quiet_button, section};
use crate::insight::{Change, changes};
use crate::map::{Moment, StrategyMap};
use crate::scene::{Composer, Earlier, Scene, Subject, Theme, Weight, difference};

/// How wide the list is, where there is room.
const LIST: f32 = 330.0;

/// So many changes are listed at once; more on request.
const PORTION: usize = 100;

/// What has changed between two versions.
pub struct Changed {
    scene: Arc<Scene>,
    /// In words, and what each leads to.
    list: Vec<(Change, Option<Subject>)>,
}

impl Changed {
    /// Works out what has changed since an earlier version.
    pub fn between(earlier: Earlier<'_>, map: &StrategyMap, moment: Moment, theme: &Theme) -> Self {
        let mut composer = Composer::default();
        let drawn = difference(&mut composer, earlier, map, moment, theme);
        let scene = drawn.unwrap_or_else(|| composer.compose(map, moment, theme));
        let list = changes(earlier.map, map).into_iter().map(|change| {
            let subject = subject(change.subject, change.item.as_ref(), &change.field, [map, earlier.map]);
            let subject = subject.filter(|subject| scene.node(subject).is_some());
            (change, subject)
        });
        let mut list: Vec<_> = list.collect();
        // Where a card stands says less than what it says.
        list.sort_by_key(|(change, _)| change.is_layout());
        Self { list, scene: Arc::new(scene) }
    }
}

/// How the changes are looked at.
#[derive(Default)]
pub struct Looking {
    camera: Camera,
    /// The change that was clicked.
    chosen: Option<usize>,
    /// How many portions more than one are listed.
    more: usize,
}

impl Looking {
    /// Draws the map with its changes, and the list, into what room there is.
    pub fn show(&mut self, ui: &mut Ui, changed: &Changed) {
        let area = ui.available_rect_before_wrap();
        let list = LIST.min(area.width() * 0.36);
        let (left, right) = area.split_left_right_at_x(area.right() - list);
        let canvas = left.with_max_x(left.right() - 18.0);
        self.canvas(ui, canvas, changed);
        let clicked =
            ui.scope_builder(UiBuilder::new().id_salt("changes").max_rect(right), |ui| self.list(ui, changed));
        if let Some(at) = clicked.inner {
            self.chosen = Some(at);
            self.lead_to(canvas, changed, at);
        }
    }

    /// Frames what a change is about; the whole page where it is nowhere on it.
    fn lead_to(&mut self, canvas: Rect, changed: &Changed, at: usize) {
        let subject = changed.list.get(at).and_then(|(_, subject)| subject.as_ref());
        match subject.and_then(|subject| changed.scene.node(subject)) {
            Some(node) => {
                self.camera.release();
                self.camera.fit(canvas, node.bounds.grown(110.0), 1.2);
            }
            None => self.camera.fit_page(canvas, changed.scene.frame.page),
        }
    }

    fn canvas(&mut self, ui: &mut Ui, area: Rect, changed: &Changed) {
        let palette = Palette::for_ui(ui);
        let scene = &changed.scene;
        let response = ui.interact(area, egui::Id::unique("changes on the map"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &scene.description));
        self.camera.follow(ui, area, scene.frame.page, &response);
        let painter = ui.painter_at(area);
        painter.rect_filled(area, CornerRadius::same(8), palette.desk);
        let transform = self.camera.transform(area);
        let place = |of: crate::scene::Rect| {
            Rect::from_min_size(transform * pos2(of.x, of.y), vec2(of.w, of.h) * transform.scaling)
        };
        painter.rect_filled(place(scene.frame.page), CornerRadius::same(3), color32(scene.background));
        paint::paint_scene(ui, &painter, scene, transform);
        let chosen = self.chosen.and_then(|at| changed.list.get(at)?.1.as_ref());
        if let Some(node) = chosen.and_then(|subject| scene.node(subject)) {
            // Around its mark too.
            let mark = scene.node(&Subject::Mark(node.subject.name().into()));
            let around = mark.map_or(node.bounds, |mark| mark.bounds.union(node.bounds));
            let ring = Stroke::new(2.0, palette.accent);
            painter.rect_stroke(place(around).expand(5.0), CornerRadius::same(10), ring, StrokeKind::Outside);
        }
        painter.rect_stroke(area, CornerRadius::same(8), Stroke::new(1.0, palette.edge), StrokeKind::Inside);
    }

    /// The changes in words. Answers the one that was clicked.
    fn list(&mut self, ui: &mut Ui, changed: &Changed) -> Option<usize> {
        let palette = Palette::for_ui(ui);
        ui.spacing_mut().item_spacing.y = 4.0;
        let count = changed.list.len();
        section(ui, "In words", |ui| {
            let words = RichText::new(count.to_string()).font(font(Weight::SemiBold, 11.0));
            ui.label(words.color(palette.muted));
        });
        if count == 0 {
            ui.label(RichText::new("Nothing differs.").color(palette.muted));
        }
        let mut clicked = None;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let shown = PORTION * (1 + self.more);
            for (i, (change, subject)) in changed.list.iter().enumerate().take(shown) {
                if row(ui, change, subject.is_some(), self.chosen == Some(i)) {
                    clicked = Some(i);
                }
            }
            if count > shown && quiet_button(ui, &format!("Show more of {count}")).clicked() {
                self.more += 1;
            }
        });
        clicked
    }
}

/// A change in a sentence, to be clicked.
fn row(ui: &mut Ui, change: &Change, leads: bool, chosen: bool) -> bool {
    let palette = Palette::for_ui(ui);
    let width = ui.available_width() - 8.0;
    let mark = if change.illustrative { " · illustrative" } else { "" };
    let told = format!("{}{mark}", change.words());
    let words = ui.painter().layout(told.clone(), font(Weight::Regular, 12.5), palette.ink, width - 20.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, words.size().y + 13.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, format!("Change: {told}")));
    if ui.is_rect_visible(rect) {
        let fill = if chosen || response.hovered() { palette.hover } else { palette.panel };
        let painter = ui.painter();
        painter.rect(rect, CornerRadius::same(7), fill, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
        painter.galley(rect.min + vec2(10.0, 6.5), words, palette.ink);
        if response.has_focus() || chosen {
            let ring = Stroke::new(1.5, palette.accent);
            painter.rect_stroke(rect, CornerRadius::same(7), ring, StrokeKind::Inside);
        }
    }
    let hint = if leads { "Show it on the map" } else { "It stands nowhere on the map" };
    response.on_hover_text(hint).clicked()
}
