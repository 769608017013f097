//! How the dialog looks, and what is told of an export in the status line.

use egui::{
    Align, Context, CornerRadius, Frame, Id, Key, Layout, Modal, Modifiers, Rect, RichText, Role, ScrollArea, Sense,
    Ui, UiBuilder, Vec2, WidgetInfo, vec2,
};

use super::ExportDialog;
use super::form::{self, Asked};
use super::opener::Handed;
use super::preview::Manner;
use crate::app::HeadwayApp;
use crate::app::native_dialog::Purpose;
use crate::app::style::{Palette, font};
use crate::app::widgets::primary_button;
use crate::export::Format;
use crate::scene::Weight;

/// How large the dialog is where the window has the room.
const LARGEST: Vec2 = vec2(1320.0, 860.0);

/// What stays free of the window around it, on both sides together.
const AROUND: Vec2 = vec2(48.0, 40.0);

/// How wide the choices are.
const FORM: f32 = 306.0;

const HEAD: f32 = 34.0;
const FOOT: f32 = 46.0;

/// What the dialog came to.
enum Outcome {
    Stay,
    Close,
    Export,
    Ask(Asked),
    /// To stop what is being written.
    Stop,
    TypePath,
}

/// What keeps the dialog from being used.
#[derive(Clone, Copy)]
enum Busy {
    Free,
    /// The system's file dialog is open; it may have kept us waiting.
    Asking(bool),
    /// The export is made; how much of it is done, once that takes long, and whether it was asked to stop.
    Writing(Option<f32>, bool),
}

impl HeadwayApp {
    /// Draws the dialog, where it is open.
    pub(in crate::app) fn show_export(&mut self, ui: &mut Ui) {
        // A question about the path, or what has failed, stands in its place until it is answered.
        if self.dialog.is_some() {
            return;
        }
        let Some(mut dialog) = self.exports.dialog.take() else { return };
        let busy = self.busy(ui.ctx());
        let palette = Palette::for_ui(ui);
        let frame = Frame::popup(ui.style()).fill(palette.panel).inner_margin(20).corner_radius(12);
        let size = (ui.ctx().content_rect().size() - AROUND - Vec2::splat(42.0)).min(LARGEST);
        let modal = Modal::new(Id::unique("export dialog")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            dialog.contents(ui, busy)
        });
        let escape = modal.is_top_modal && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let outcome = match (modal.inner, busy) {
            (Outcome::Stay, Busy::Writing(..)) if escape => Outcome::Stop,
            (Outcome::Stay, Busy::Free) if escape => Outcome::Close,
            (outcome, _) => outcome,
        };
        self.carry_out(ui.ctx(), dialog, outcome);
    }

    fn busy(&self, ctx: &Context) -> Busy {
        match &self.exports.work {
            Some(work) => Busy::Writing(work.progress(ctx), work.is_stopping()),
            None if self.is_asking() => Busy::Asking(self.waits_for_dialog()),
            None => Busy::Free,
        }
    }

    fn carry_out(&mut self, ctx: &Context, dialog: ExportDialog, outcome: Outcome) {
        match outcome {
            Outcome::Close => return,
            Outcome::Stop => self.exports.work.iter().for_each(super::Work::stop),
            Outcome::TypePath => self.type_path_instead(),
            Outcome::Stay | Outcome::Export | Outcome::Ask(_) => {}
        }
        if matches!(outcome, Outcome::Export) {
            self.ask_where(ctx, &dialog);
        }
        // The name that is suggested depends on what is chosen.
        self.exports.dialog = Some(dialog);
        if let Outcome::Ask(Asked::OtherMap) = outcome {
            self.ask_for_path(ctx, Purpose::Compare);
        }
    }

    /// What can be done with an export, at the right of the status line.
    pub(in crate::app) fn exported_buttons(&mut self, ui: &mut Ui) {
        if self.told_export().is_none() {
            return;
        }
        let button = |ui: &mut Ui, name: &str| {
            let text = RichText::new(name).font(font(Weight::Medium, 12.0)).color(Palette::for_ui(ui).ink);
            ui.add(egui::Button::new(text)).clicked()
        };
        // From the right to the left.
        let folder = button(ui, "Show folder");
        let file = button(ui, "Open");
        match (file, folder) {
            (true, _) => self.open_exported(ui.ctx(), Handed::File),
            (_, true) => self.open_exported(ui.ctx(), Handed::Folder),
            _ => {}
        }
    }
}

impl ExportDialog {
    fn contents(&mut self, ui: &mut Ui, busy: Busy) -> Outcome {
        let area = ui.max_rect();
        let (head, rest) = area.split_top_bottom_at_y(area.top() + HEAD);
        let (middle, foot) = rest.split_top_bottom_at_y(rest.bottom() - FOOT);
        let (left, right) = middle.split_left_right_at_x(middle.left() + FORM);
        part(ui, head, |ui| self.head(ui));
        let format = self.chosen.format;
        let asked = part(ui, left, |ui| {
            if !matches!(busy, Busy::Free) {
                ui.disable();
            }
            let scroll = ScrollArea::vertical().auto_shrink(false);
            let shown = scroll.show(ui, |ui| {
                // The bar of the scrolling stands beside the fields, not on them.
                ui.set_width(FORM - 26.0);
                form::show(ui, &mut self.chosen, &self.map, self.previewer.shown())
            });
            shown.inner
        });
        if self.chosen.format.has_pages() != format.has_pages() || !format.has_pages() && self.chosen.format != format {
            // Its pages are others.
            self.view = Default::default();
        }
        self.previewer.update(&self.chosen);
        let drawn = matches!(self.chosen.format, Format::Svg | Format::Png);
        let manner = Manner { transparent: self.chosen.transparent && drawn, late: self.previewer.is_late() };
        part(ui, right, |ui| self.view.show(ui, self.previewer.shown(), manner));
        let outcome = part(ui, foot, |ui| self.foot(ui, busy));
        asked.map_or(outcome, Outcome::Ask)
    }

    fn head(&self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        ui.horizontal(|ui| {
            ui.label(RichText::new("Export").font(font(Weight::SemiBold, 17.0)).color(palette.ink));
            ui.add_space(2.0);
            // On the line that the heading stands on.
            let name = RichText::new(&self.name).color(palette.muted).line_height(Some(17.0));
            ui.add(egui::Label::new(name).truncate());
        });
    }

    /// The line at the bottom: what stands in the way, or how far the work has come, and the buttons.
    fn foot(&self, ui: &mut Ui, busy: Busy) -> Outcome {
        let palette = Palette::for_ui(ui);
        let below = ui.max_rect().with_min_y(ui.max_rect().top() + 14.0);
        let contents = |ui: &mut Ui| {
            ui.spacing_mut().button_padding = vec2(14.0, 6.0);
            match busy {
                Busy::Free => self.buttons(ui),
                Busy::Asking(late) => {
                    let typed = late && primary_button(ui, "Type the path instead").clicked();
                    ui.label(RichText::new("Waiting for the file dialog of the system …").color(palette.muted));
                    if typed { Outcome::TypePath } else { Outcome::Stay }
                }
                Busy::Writing(None, _) => Outcome::Stay,
                Busy::Writing(Some(done), stopping) => {
                    let stopped = ui.add_enabled(!stopping, egui::Button::new("Cancel")).clicked();
                    ui.add_space(8.0);
                    bar(ui, done);
                    ui.add_space(8.0);
                    let words = if stopping {
                        "Stopping …".to_owned()
                    } else {
                        format!("Making the {} …", self.chosen.format.name())
                    };
                    ui.label(RichText::new(words).color(palette.muted));
                    if stopped { Outcome::Stop } else { Outcome::Stay }
                }
            }
        };
        part(ui, below, |ui| ui.with_layout(Layout::right_to_left(Align::Center), contents).inner)
    }

    fn buttons(&self, ui: &mut Ui) -> Outcome {
        let palette = Palette::for_ui(ui);
        let in_the_way = self.in_the_way();
        // The filled button is what Enter does, unless something else has the focus.
        let enter = ui.input(|input| input.key_pressed(Key::Enter)) && ui.memory(|memory| memory.focused()).is_none();
        let export = ui.add_enabled_ui(in_the_way.is_none(), |ui| primary_button(ui, "Export…").clicked()).inner;
        let cancel = ui.button("Cancel").clicked();
        ui.add_space(8.0);
        if let Some(why) = &in_the_way {
            ui.add(egui::Label::new(RichText::new(why).color(palette.warning)).truncate());
        }
        match (export || enter && in_the_way.is_none(), cancel) {
            (true, _) => Outcome::Export,
            (_, true) => Outcome::Close,
            _ => Outcome::Stay,
        }
    }

    /// Why nothing can be exported now, in a sentence.
    fn in_the_way(&self) -> Option<String> {
        let preview = self.previewer.shown();
        let wanted = preview.offered.iter().any(|kind| !self.chosen.left_out.contains(kind));
        let none = self.chosen.format.has_pages() && !self.previewer.is_late() && !wanted;
        self.chosen.fault().or_else(|| none.then(|| "Choose at least one page".to_owned()))
    }
}

fn part<R>(ui: &mut Ui, place: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().max_rect(place), contents).inner
}

/// How much is done.
fn bar(ui: &mut Ui, done: f32) {
    let palette = Palette::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(220.0, 6.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, "Progress of the export"));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_numeric_value(f64::from(done * 100.0)));
    ui.painter().rect_filled(rect, CornerRadius::same(3), palette.edge);
    let part = Rect::from_min_size(rect.min, vec2(rect.width() * done.clamp(0.0, 1.0), rect.height()));
    ui.painter().rect_filled(part, CornerRadius::same(3), palette.accent);
}
