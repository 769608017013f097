//! The guide in the window: its page, and the tooltips of the words that it explains.

mod contents;
mod explained;
mod page;
mod paragraph;

use egui::{Align, Context, Frame, Id as EguiId, Key, Layout, Modal, Modifiers, RichText, Ui, Vec2, vec2};

pub use explained::{explained, explained_word};

use super::HeadwayApp;
use super::style::{Palette, font};
use super::widgets::quiet_button;
use crate::guide::{self, Topic};
use crate::scene::{Subject, Weight};

/// How large the page is where the window has the room.
const LARGEST: Vec2 = vec2(904.0, 800.0);

/// What stays free of the window around it, on both sides together.
const AROUND: Vec2 = vec2(90.0, 82.0);

/// How wide the list of topics is.
const LIST: f32 = 226.0;
const BETWEEN: f32 = 34.0;
const FOOT: f32 = 34.0;

/// What the guide holds while it is open.
pub struct OpenGuide {
    topic: &'static Topic,
    /// What was read before, the last one at the end.
    before: Vec<&'static Topic>,
    search: String,
    /// Whether the field for a search has had the focus.
    shown: bool,
    /// Whether the topic is to be read from its beginning, and to be in sight in the list.
    anew: bool,
}

/// What a click or a key leads to.
enum Outcome {
    Stay,
    Close,
    Back,
    Go(&'static Topic),
}

fn asked_for() -> EguiId {
    EguiId::unique("topic of the guide that was asked for")
}

/// Asks for the guide, opened at a topic. It opens in this frame or the next one.
pub fn ask_for(ctx: &Context, topic: &'static Topic) {
    ctx.data_mut(|data| data.insert_temp(asked_for(), Some(topic)));
    ctx.request_repaint();
}

/// A quiet way to the questions that help to choose between the two strategies.
pub fn help_to_choose(ui: &mut Ui) {
    let text = RichText::new("Which of the two? Questions that help").font(font(Weight::Medium, 12.0));
    let link = egui::Button::new(text.color(Palette::for_ui(ui).accent)).frame(false);
    if ui.add(link).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        ask_for(ui.ctx(), &guide::CHOOSING);
    }
}

impl OpenGuide {
    fn at(topic: &'static Topic) -> Self {
        Self { topic, before: Vec::new(), search: String::new(), shown: false, anew: true }
    }

    fn go(&mut self, topic: &'static Topic) {
        if self.topic != topic {
            self.before.push(std::mem::replace(&mut self.topic, topic));
        }
        self.anew = true;
    }

    fn back(&mut self) {
        if let Some(topic) = self.before.pop() {
            self.topic = topic;
            self.anew = true;
        }
    }

    fn contents(&mut self, ui: &mut Ui) -> Outcome {
        let mut outcome = self.keys(ui);
        let height = ui.available_height() - FOOT;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let list = ui.allocate_ui_with_layout(vec2(LIST, height), Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(vec2(LIST, height));
                contents::show(ui, self)
            });
            ui.add_space(BETWEEN);
            let width = ui.available_width();
            let page = ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(vec2(width, height));
                page::show(ui, self.topic, self.anew)
            });
            self.anew = false;
            if let Some(topic) = list.inner.or(page.inner) {
                outcome = Outcome::Go(topic);
            }
        });
        self.foot(ui).unwrap_or(outcome)
    }

    /// The keys that lead through the guide.
    fn keys(&self, ui: &Ui) -> Outcome {
        let (back, close) = ui.input_mut(|input| {
            let back = input.consume_key(Modifiers::ALT, Key::ArrowLeft);
            (back, input.consume_key(Modifiers::NONE, Key::F1))
        });
        match (close, back) {
            (true, _) => Outcome::Close,
            (false, true) => Outcome::Back,
            (false, false) => Outcome::Stay,
        }
    }

    fn foot(&self, ui: &mut Ui) -> Option<Outcome> {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Close").clicked() {
                return Some(Outcome::Close);
            }
            ui.add_space(8.0);
            let back = |ui: &mut Ui| quiet_button(ui, "Back").on_hover_text("To what was read before (Alt+Left)");
            let pressed = ui.add_enabled_ui(!self.before.is_empty(), back).inner.clicked();
            pressed.then_some(Outcome::Back)
        })
        .inner
    }
}

impl HeadwayApp {
    /// Opens the guide at what is selected, or else at its beginning.
    pub(super) fn open_guide(&mut self) {
        let selected = self.workspace.as_ref().and_then(|workspace| workspace.selection.single());
        let topic = match selected {
            Some(Subject::Initiative(_)) => &guide::INITIATIVE,
            Some(Subject::Capability(_)) => &guide::CAPABILITY,
            Some(Subject::Link { .. }) => &guide::HANDSHAKE,
            Some(Subject::Serves { .. }) => &guide::SUPPORTING,
            Some(Subject::Direction) => &guide::STRATEGIC_DIRECTION,
            _ => &guide::ABOUT,
        };
        self.guide = Some(OpenGuide::at(topic));
    }

    /// Opens the guide at a topic.
    pub(super) fn open_guide_at(&mut self, topic: &'static Topic) {
        match &mut self.guide {
            Some(open) => open.go(topic),
            None => self.guide = Some(OpenGuide::at(topic)),
        }
    }

    /// Draws the guide, where it is open or was asked for.
    pub(super) fn show_guide(&mut self, ui: &mut Ui) {
        let asked = ui.data_mut(|data| data.remove_temp::<Option<&'static Topic>>(asked_for()));
        if let Some(topic) = asked.flatten() {
            self.open_guide_at(topic);
        }
        let Some(mut open) = self.guide.take() else { return };
        let palette = Palette::for_ui(ui);
        let frame = Frame::popup(ui.style()).fill(palette.panel).inner_margin(20).corner_radius(12);
        let size = (ui.ctx().content_rect().size() - AROUND).min(LARGEST);
        let modal = Modal::new(EguiId::unique("guide")).frame(frame).show(ui.ctx(), |ui| {
            ui.set_min_size(size);
            ui.set_max_size(size);
            open.contents(ui)
        });
        let outcome = if modal.should_close() { Outcome::Close } else { modal.inner };
        match outcome {
            Outcome::Close => return,
            Outcome::Back => open.back(),
            Outcome::Go(topic) => open.go(topic),
            Outcome::Stay => {}
        }
        self.guide = Some(open);
    }
}
