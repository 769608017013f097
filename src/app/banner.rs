//! A strip under the bar: what must not be overlooked of the open map, and what can be done about it.

use egui::{Align, Color32, CornerRadius, Frame, Layout, Margin, Panel, RichText, Ui};

use super::style::{Palette, font};
use super::widgets::primary_button;
use crate::scene::Weight;

/// How wide the coloured edge at the left is.
const EDGE: f32 = 4.0;

/// How much a banner matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Calm,
    /// Something is to be decided.
    Decide,
}

/// What a strip tells, and the actions that it offers: the first is the one that is most likely wanted.
#[derive(Clone, Debug)]
pub struct Banner<A> {
    /// Tells it from other strips of the window.
    pub id: &'static str,
    /// How much it matters.
    pub tone: Tone,
    /// One sentence, or two.
    pub words: String,
    /// The names of the buttons and what they do.
    pub actions: Vec<(&'static str, A)>,
}

impl<A: Clone> Banner<A> {
    /// Shows the strip; answers what was chosen.
    pub fn show(&self, ui: &mut Ui) -> Option<A> {
        let palette = Palette::for_ui(ui);
        let edge = match self.tone {
            Tone::Calm => palette.accent,
            Tone::Decide => palette.advice,
        };
        let frame = Frame::new().fill(tinted(palette.panel, edge)).inner_margin(Margin::symmetric(16, 8));
        let shown = Panel::top(self.id).frame(frame).show_separator_line(false).show(ui, |ui| self.contents(ui));
        let mut side = shown.response.rect;
        side.set_right(side.left() + EDGE);
        ui.painter().rect_filled(side, CornerRadius::ZERO, edge);
        shown.inner
    }

    fn contents(&self, ui: &mut Ui) -> Option<A> {
        let mut chosen = None;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (at, (name, action)) in self.actions.iter().enumerate() {
                let button = if at == 0 { primary_button(ui, name) } else { ui.button(*name) };
                if button.clicked() {
                    chosen = Some(action.clone());
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(&self.words).font(font(Weight::Regular, 13.0))).wrap());
            });
        });
        chosen
    }
}

/// A ground with a little of a colour in it.
fn tinted(ground: Color32, colour: Color32) -> Color32 {
    ground.lerp_to_gamma(colour, 0.10)
}
