//! The view of the backbones: what initiatives ask of each capability against how mature it is, what waits for what, and the
//! handshakes with both of their sides.

mod arrange;
mod heat;
mod menu;
mod row;

use std::sync::Arc;

use egui::{CornerRadius, Rect, Sense, Ui, vec2};

use super::progress::card;
use super::selection::Selection;
use super::style::Palette;
use crate::edit::Document;
use crate::insight::{Demands, demands};
use crate::map::{Id, Moment};
use crate::scene::Subject;
use heat::Heat;

/// Between the cards, and around them.
const GAP: f32 = 14.0;

/// The view and what it shows.
#[derive(Debug, Default)]
pub struct BackboneView {
    told: Option<((u64, Moment), Arc<Demands>)>,
    heat: Heat,
    /// The capability whose handshakes alone are listed.
    about: Option<Id>,
}

impl BackboneView {
    /// Draws the view of a map at a moment. Answers the initiative that is to be shown on the map.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        document: &mut Document,
        selection: &mut Selection,
        moment: Moment,
    ) -> Option<Id> {
        let palette = Palette::for_ui(ui);
        let area = ui.available_rect_before_wrap();
        ui.allocate_rect(area, Sense::hover());
        ui.painter().rect_filled(area, CornerRadius::ZERO, palette.desk);
        let inner = Rect::from_min_size(
            area.min + vec2(GAP, GAP),
            (area.size() - 2.0 * vec2(GAP, GAP)).max(vec2(380.0, 220.0)),
        );
        let told = self.told(document, moment);
        let input = heat::Input {
            map: document.map(),
            told: &told,
            moment,
            revision: document.revision(),
            about: self.about.as_ref(),
        };
        if let Some(capability) = card(ui, inner, "demand", |ui| self.heat.show(ui, &input)) {
            selection.only(Subject::Capability(capability.clone()));
            self.about = Some(capability).filter(|id| self.about.as_ref() != Some(id));
            ui.ctx().request_repaint();
        }
        None
    }

    /// Demand and handshakes, worked out once for each state of the map and each moment.
    fn told(&mut self, document: &Document, moment: Moment) -> Arc<Demands> {
        let key = (document.revision(), moment);
        match &self.told {
            Some((known, told)) if *known == key => told.clone(),
            _ => {
                let told = Arc::new(demands(document.map(), moment));
                self.told = Some((key, told.clone()));
                told
            }
        }
    }
}
