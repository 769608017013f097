//! The preview on the screen: one page large, and all of them small below it.

use egui::emath::TSTransform;
use egui::{
    Align, Align2, Color32, CornerRadius, EventFilter, Frame, Key, Layout, Margin, Modifiers, Rect, Response, RichText,
    Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, vec2,
};

use super::{Content, Page, Preview, sheets};
use crate::app::canvas::paint::paint_scene;
use crate::app::style::{Palette, color32, font};
use crate::app::widgets::pill;
use crate::scene::{Scene, Weight};

/// How high a small page is.
const SMALL: f32 = 62.0;

/// How high the line below the large page is.
const FOOT: f32 = 34.0;

/// Which page is shown large.
#[derive(Clone, Copy, Debug, Default)]
pub struct View {
    /// Its place in the list.
    page: usize,
    /// Whether it was turned to by the keys, so that its small page has to come into sight.
    turned: bool,
}

/// How the pages are shown.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Whether the page of a drawing is left away.
    pub transparent: bool,
    /// Whether a newer preview is on its way.
    pub late: bool,
}

impl View {
    /// Draws the preview into all the room that there is.
    pub fn show(&mut self, ui: &mut Ui, preview: &Preview, manner: Manner) {
        let desk = Frame::new().fill(Palette::for_ui(ui).desk).corner_radius(CornerRadius::same(10));
        desk.inner_margin(Margin::symmetric(14, 12)).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            self.pages(ui, preview, manner);
        });
    }

    fn pages(&mut self, ui: &mut Ui, preview: &Preview, manner: Manner) {
        let inside = ui.max_rect();
        let count = preview.pages.len();
        self.turn(ui, count);
        let strip = if count > 1 { strip_height(preview) } else { 0.0 };
        let (rest, strip) = inside.split_top_bottom_at_y(inside.bottom() - strip);
        let (large, foot) = rest.split_top_bottom_at_y(rest.bottom() - FOOT);
        match (preview.pages.get(self.page), &preview.fault) {
            (Some(page), _) => {
                let name = format!("Preview of page {} of {count}: {}", self.page + 1, page.title);
                show_large(ui, large, page, &name, manner);
                within(ui, foot, |ui| self.foot(ui, page, count, manner.late));
            }
            (None, fault) => nothing(ui, inside, fault.as_deref(), manner.late),
        }
        if count > 1 {
            within(ui, strip, |ui| self.strip(ui, preview));
        }
    }

    /// Turns the page by the keys.
    fn turn(&mut self, ui: &Ui, count: usize) {
        self.turned = false;
        let last = count.saturating_sub(1);
        self.page = self.page.min(last);
        // Arrow keys lead from control to control where one has the focus; on a small page they turn.
        let free = ui.memory(|memory| memory.focused()).is_none_or(|focused| focused == strip_focus(self.page));
        let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let arrow = |a: Key, b: Key| free && (pressed(a) | pressed(b));
        let before = self.page;
        if pressed(Key::PageDown) || arrow(Key::ArrowRight, Key::ArrowDown) {
            self.page = (self.page + 1).min(last);
        }
        if pressed(Key::PageUp) || arrow(Key::ArrowLeft, Key::ArrowUp) {
            self.page = self.page.saturating_sub(1);
        }
        if free && pressed(Key::Home) {
            self.page = 0;
        }
        if free && pressed(Key::End) {
            self.page = last;
        }
        self.turned = self.page != before;
        if self.turned && ui.memory(|memory| memory.has_focus(strip_focus(before))) {
            ui.memory_mut(|memory| memory.request_focus(strip_focus(self.page)));
        }
    }

    /// The line below the large page: which one it is, and the way to the others.
    fn foot(&mut self, ui: &mut Ui, page: &Page, count: usize, late: bool) {
        let palette = Palette::for_ui(ui);
        ui.horizontal_centered(|ui| {
            if count > 1 {
                if turner(ui, "Previous page", self.page > 0, -1.0) {
                    self.page -= 1;
                    self.turned = true;
                }
                if turner(ui, "Next page", self.page + 1 < count, 1.0) {
                    self.page += 1;
                    self.turned = true;
                }
                ui.add_space(4.0);
            }
            let where_ = format!("Page {} of {count}", self.page + 1);
            ui.label(RichText::new(where_).font(font(Weight::SemiBold, 12.0)).color(palette.ink));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if late {
                    ui.label(RichText::new("Being made anew …").font(font(Weight::Regular, 12.0)).color(palette.muted));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let title = RichText::new(told(page)).font(font(Weight::Regular, 12.0)).color(palette.muted);
                    ui.add(egui::Label::new(title).truncate());
                });
            });
        });
    }

    /// All pages, small.
    fn strip(&mut self, ui: &mut Ui, preview: &Preview) {
        // The bar below the pages lies on the desk.
        ui.visuals_mut().extreme_bg_color = Palette::for_ui(ui).desk;
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                // Room for the edge of the first page.
                ui.add_space(2.0);
                ui.spacing_mut().item_spacing.x = 8.0;
                for (i, page) in preview.pages.iter().enumerate() {
                    let response = match &page.content {
                        Content::Drawing(scene) => small(ui, i, page, scene, i == self.page),
                        _ => pill(ui, &page.title, i == self.page, None),
                    };
                    if response.clicked() {
                        self.page = i;
                    }
                    if self.turned && i == self.page || response.gained_focus() {
                        response.scroll_to_me(None);
                    }
                }
                ui.add_space(2.0);
            });
        });
    }
}

/// What a page is called, and how much is on it where only the beginning is shown.
fn told(page: &Page) -> String {
    match &page.content {
        Content::Table(_, 2) => format!("{} · 1 row", page.title),
        // The head is no row.
        Content::Table(_, rows) => format!("{} · {} rows", page.title, rows.saturating_sub(1)),
        _ => page.title.clone(),
    }
}

fn strip_height(preview: &Preview) -> f32 {
    let drawn = preview.pages.iter().any(|page| matches!(page.content, Content::Drawing(_)));
    if drawn { SMALL + 16.0 } else { 36.0 }
}

fn within<R>(ui: &mut Ui, place: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().max_rect(place), contents).inner
}

/// The id of a small page, which lets the keys of the dialog know that it has the focus.
fn strip_focus(page: usize) -> egui::Id {
    egui::Id::unique(("page of the preview", page))
}

fn show_large(ui: &mut Ui, place: Rect, page: &Page, name: &str, manner: Manner) {
    match &page.content {
        Content::Drawing(scene) => {
            let sheet = fitted(scene, place);
            let response = ui.interact(sheet, egui::Id::unique("large page"), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
            ui.painter().add(ui.visuals().popup_shadow.as_shape(sheet, CornerRadius::ZERO));
            draw(ui, sheet, scene, manner.transparent);
        }
        Content::Table(rows, count) => {
            within(ui, place, |ui| sheets::table(ui, name, rows, *count));
        }
        Content::Text(lines, count) => {
            within(ui, place, |ui| sheets::text(ui, name, lines, *count));
        }
    }
}

/// Where a whole page stands in the middle of a frame, as large as it fits.
fn fitted(scene: &Scene, frame: Rect) -> Rect {
    let page = scene.frame.page;
    let scaling = (frame.width() / page.w.max(1.0)).min(frame.height() / page.h.max(1.0)).max(0.01);
    Rect::from_center_size(frame.center(), vec2(page.w, page.h) * scaling)
}

/// Draws a page into the place that it fits.
fn draw(ui: &Ui, sheet: Rect, scene: &Scene, transparent: bool) {
    let painter = ui.painter().with_clip_rect(sheet.intersect(ui.clip_rect()));
    if transparent {
        chequers(&painter, sheet, scene);
    } else {
        painter.rect_filled(sheet, CornerRadius::ZERO, color32(scene.background));
    }
    let page = scene.frame.page;
    let scaling = sheet.width() / page.w.max(1.0);
    let transform = TSTransform::new(sheet.min.to_vec2() - scaling * vec2(page.x, page.y), scaling);
    paint_scene(ui, &painter, scene, transform);
}

/// The pattern that stands for nothing: what lies below will show through.
fn chequers(painter: &egui::Painter, sheet: Rect, scene: &Scene) {
    const SIDE: f32 = 8.0;
    let (fill, other) = match color32(scene.background).intensity() < 0.5 {
        true => (Color32::from_gray(0x30), Color32::from_gray(0x3C)),
        false => (Color32::from_gray(0xFF), Color32::from_gray(0xEC)),
    };
    painter.rect_filled(sheet, CornerRadius::ZERO, fill);
    let mut mesh = egui::Mesh::default();
    let (across, down) = ((sheet.width() / SIDE).ceil() as usize, (sheet.height() / SIDE).ceil() as usize);
    for row in 0..down {
        for column in (row % 2..across).step_by(2) {
            let at = sheet.min + vec2(column as f32, row as f32) * SIDE;
            mesh.add_colored_rect(Rect::from_min_size(at, Vec2::splat(SIDE)), other);
        }
    }
    painter.add(egui::Shape::mesh(mesh));
}

fn small(ui: &mut Ui, i: usize, page: &Page, scene: &Scene, chosen: bool) -> Response {
    let palette = Palette::for_ui(ui);
    let size = scene.frame.page;
    let width = (SMALL * size.w / size.h.max(1.0)).clamp(30.0, 200.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, SMALL), Sense::hover());
    let response = ui.interact(rect, strip_focus(i), Sense::click());
    let name = format!("Page {}: {}", i + 1, page.title);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), chosen, &name));
    if response.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    }
    if ui.is_rect_visible(rect) {
        draw(ui, fitted(scene, rect), scene, false);
        let edge = match (chosen, response.hovered() || response.has_focus()) {
            (true, _) => Stroke::new(2.0, palette.accent),
            (false, true) => Stroke::new(1.5, palette.muted),
            (false, false) => Stroke::new(1.0, palette.edge),
        };
        ui.painter().rect_stroke(rect, CornerRadius::same(3), edge, StrokeKind::Outside);
    }
    response.on_hover_text(&page.title)
}

/// A button with an arrow to the left or to the right.
fn turner(ui: &mut Ui, name: &str, enabled: bool, towards: f32) -> bool {
    let palette = Palette::for_ui(ui);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(24.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    if enabled && response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), palette.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(rect, CornerRadius::same(6), ring, StrokeKind::Inside);
    }
    let color = if enabled { palette.ink } else { palette.muted.gamma_multiply(0.4) };
    let arrow = [vec2(-2.5, -5.0), vec2(2.5, 0.0), vec2(-2.5, 5.0)];
    let points = arrow.map(|at| rect.center() + vec2(at.x * towards, at.y)).to_vec();
    ui.painter().add(egui::Shape::line(points, Stroke::new(1.6, color)));
    response.clicked()
}

/// What stands in place of a preview.
fn nothing(ui: &mut Ui, place: Rect, fault: Option<&str>, late: bool) {
    let palette = Palette::for_ui(ui);
    let words = match (fault, late) {
        (Some(fault), _) => fault,
        (None, true) => "The preview is being made …",
        (None, false) => "There is no page: choose at least one.",
    };
    let color = if fault.is_some() { palette.warning } else { palette.muted };
    let galley = ui.painter().layout(words.to_owned(), font(Weight::Regular, 13.0), color, place.width().min(420.0));
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), place);
    ui.put(at, egui::Label::new(galley));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::style;
    use crate::map::{Day, Moment, StrategyMap};
    use crate::scene::{Composer, LIGHT};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;
    use std::sync::Arc;

    fn harness(pages: usize, size: Vec2) -> Harness<'static, View> {
        let scene = Arc::new(Composer::default().compose(&StrategyMap::default(), Moment::on(Day(0)), &LIGHT));
        let page = |i: usize| Page { title: format!("Title {}", i + 1), content: Content::Drawing(scene.clone()) };
        let preview = Preview { pages: (0..pages).map(page).collect(), ..Preview::default() };
        let manner = Manner { transparent: false, late: false };
        let draw = move |ui: &mut Ui, view: &mut View| view.show(ui, &preview, manner);
        let builder = Harness::builder().with_size(size).with_context_setup(style::install);
        let mut harness = builder.build_ui_state(draw, View::default());
        harness.run();
        harness
    }

    fn at(harness: &Harness<'_, View>, page: usize, of: usize) {
        harness.get_by_label(&format!("Page {page} of {of}"));
        harness.get_by_label(&format!("Preview of page {page} of {of}: Title {page}"));
    }

    #[test]
    fn pages_are_turned_by_keys_by_buttons_and_by_the_small_ones() {
        let mut harness = harness(7, vec2(900.0, 620.0));
        at(&harness, 1, 7);
        let keys = [
            (Key::ArrowRight, 2),
            (Key::PageDown, 3),
            (Key::ArrowDown, 4),
            (Key::ArrowLeft, 3),
            (Key::PageUp, 2),
            (Key::End, 7),
            (Key::PageDown, 7),
            (Key::ArrowUp, 6),
            (Key::Home, 1),
            (Key::PageUp, 1),
        ];
        for (key, page) in keys {
            harness.key_press(key);
            harness.run();
            at(&harness, page, 7);
        }
        harness.get_by_label("Next page").click();
        harness.run();
        at(&harness, 2, 7);
        harness.get_by_label("Previous page").click();
        harness.run();
        at(&harness, 1, 7);
        harness.get_by_label("Page 5: Title 5").click();
        harness.run();
        at(&harness, 5, 7);
    }

    #[test]
    fn arrow_keys_turn_the_page_from_a_small_one_that_has_the_focus() {
        let mut harness = harness(3, vec2(900.0, 620.0));
        harness.get_by_label("Page 1: Title 1").focus();
        harness.run();
        harness.key_press(Key::ArrowRight);
        harness.run();
        at(&harness, 2, 3);
        harness.key_press(Key::ArrowRight);
        harness.run();
        at(&harness, 3, 3);
    }

    #[test]
    fn one_page_needs_no_way_to_others_and_none_is_explained() {
        let single = harness(1, vec2(700.0, 500.0));
        at(&single, 1, 1);
        assert!(single.query_by_label("Next page").is_none());
        harness(0, vec2(700.0, 500.0)).get_by_label("There is no page: choose at least one.");
    }

    #[test]
    fn a_whole_page_stands_in_the_middle_of_its_frame() {
        let scene = Composer::default().compose(&StrategyMap::default(), Moment::on(Day(0)), &LIGHT);
        let frame = Rect::from_min_size(egui::pos2(10.0, 20.0), vec2(400.0, 400.0));
        let sheet = fitted(&scene, frame);
        assert!(frame.expand(0.01).contains_rect(sheet));
        assert!((sheet.center() - frame.center()).length() < 0.01 && (sheet.width() - 400.0).abs() < 0.01);
    }
}
