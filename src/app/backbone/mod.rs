//! The view of the backbones: what initiatives ask of each capability against how mature it is, what waits for what, and the
//! handshakes with both of their sides.

mod arrange;
mod filter;
mod handshake_row;
mod handshakes;
mod heat;
mod menu;
mod row;
mod sheet;
mod waits;

use std::sync::Arc;

use egui::{CornerRadius, Rect, Sense, Ui, UiBuilder, vec2};

use super::inspector::{parsed, work::title_or};
use super::progress::text::title;
use super::progress::{card, switch};
use super::selection::Selection;
use super::style::Palette;
use crate::edit::Document;
use crate::insight::{Demands, demands};
use crate::map::{Id, Moment};
use crate::scene::Subject;
use handshakes::Handshakes;
use heat::Heat;
use waits::Waits;

/// Between the cards, and around them.
const GAP: f32 = 14.0;

/// From this width on there is room for two cards side by side.
const WIDE: f32 = 900.0;

/// What a card shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    /// Demand against maturity; where there is room for two cards it has its own.
    Demand,
    /// What the business asks and IT answers.
    #[default]
    Handshakes,
    /// What waits for what.
    Waits,
}

/// What was asked for in the view.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    /// To show an initiative on the map.
    Initiative(Id),
    /// To show a capability, and what is about it alone.
    Capability(Id),
    /// To list all capabilities again.
    ShowAll,
}

/// What is looked at.
struct Scope<'a> {
    document: &'a mut Document,
    selection: &'a mut Selection,
    moment: Moment,
    told: Arc<Demands>,
    about: Option<Id>,
}

impl Scope<'_> {
    fn capability_title(&self, id: &Id) -> String {
        let capability = self.document.map().capabilities.get(id);
        title_or(capability.map(|capability| capability.title.as_str()), "Untitled capability")
    }
}

/// The view and what it shows.
#[derive(Debug, Default)]
pub struct BackboneView {
    told: Option<((u64, Moment), Arc<Demands>)>,
    /// What the only card shows, or the right one of two.
    shown: Shown,
    heat: Heat,
    handshakes: Handshakes,
    waits: Waits,
    /// The capability that alone is listed.
    about: Option<Id>,
    /// When it was last drawn.
    drawn: u64,
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
        self.come_back(ui);
        parsed::as_of(ui.ctx(), moment.day);
        let told = self.told(document, moment);
        self.about = self.about.take().filter(|id| document.map().capabilities.contains(id));
        let mut scope = Scope { document, selection, moment, told, about: self.about.clone() };
        // Where there is less room, the view is cut: it is not drawn inside out.
        let size = (area.size() - 2.0 * vec2(GAP, GAP)).max(vec2(392.0, 232.0));
        let asked = self.cards(ui, Rect::from_min_size(area.min + vec2(GAP, GAP), size), &mut scope);
        match asked? {
            Asked::Initiative(id) => return Some(id),
            Asked::Capability(id) => {
                selection.only(Subject::Capability(id.clone()));
                self.about = Some(id).filter(|id| self.about.as_ref() != Some(id));
            }
            Asked::ShowAll => self.about = None,
        }
        // What was asked for in one card is seen in the other.
        ui.ctx().request_repaint();
        None
    }

    /// Sorts anew what may have changed while another view was shown.
    fn come_back(&mut self, ui: &Ui) {
        let now = ui.ctx().cumulative_pass_nr();
        if now > self.drawn + 3 {
            self.handshakes.sort_anew();
        }
        self.drawn = now;
    }

    fn cards(&mut self, ui: &mut Ui, inner: Rect, scope: &mut Scope<'_>) -> Option<Asked> {
        if inner.width() < WIDE {
            let names = [(Shown::Demand, "Demand"), (Shown::Handshakes, "Handshakes"), (Shown::Waits, "What waits")];
            return card(ui, inner, "backbone", |ui| self.lists(ui, scope, &names, true));
        }
        if self.shown == Shown::Demand {
            self.shown = Shown::Handshakes;
        }
        let width = (0.46 * inner.width()).clamp(430.0, 680.0).round();
        let (left, right) = (inner.with_max_x(inner.left() + width), inner.with_min_x(inner.left() + width + GAP));
        let asked = card(ui, left, "demand", |ui| self.heat(ui, scope));
        let names = [(Shown::Handshakes, "Handshakes"), (Shown::Waits, "What waits")];
        let listed = card(ui, right, "lists", |ui| self.lists(ui, scope, &names, false));
        asked.or(listed)
    }

    fn heat(&mut self, ui: &mut Ui, scope: &Scope<'_>) -> Option<Asked> {
        let input = heat::Input {
            map: scope.document.map(),
            told: &scope.told,
            moment: scope.moment,
            revision: scope.document.revision(),
            about: scope.about.as_ref(),
        };
        self.heat.show(ui, &input).map(Asked::Capability)
    }

    fn lists(&mut self, ui: &mut Ui, scope: &mut Scope<'_>, names: &[(Shown, &str)], narrow: bool) -> Option<Asked> {
        let area = ui.available_rect_before_wrap();
        let before = self.shown;
        let width = switch(ui, area, "backbone lists", names, &mut self.shown);
        if before != self.shown {
            // A field that is no longer shown cannot end its own gesture.
            scope.document.commit();
        }
        let head = area.with_max_x(area.right() - width - 16.0).with_max_y(area.top() + 26.0);
        // The heat map has a title of its own.
        if head.width() > 150.0 && (self.shown != Shown::Demand || !narrow) {
            let name = if self.shown == Shown::Waits { "What waits for what" } else { "Handshakes" };
            ui.scope_builder(UiBuilder::new().max_rect(head), |ui| title(ui, name));
        }
        let below = area.with_min_y(area.top() + 34.0);
        ui.scope_builder(UiBuilder::new().id_salt(self.shown as u8).max_rect(below), |ui| match self.shown {
            Shown::Demand => self.heat(ui, scope),
            Shown::Handshakes => self.handshakes.show(ui, scope),
            Shown::Waits => self.waits.show(ui, scope),
        })
        .inner
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
