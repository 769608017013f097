//! The map and its strategy: what is shown while nothing of the map is selected.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::indicator::{self, Owner};
use super::work::Work;
use super::{adaptation, fields, look, source, strategy};
use crate::app::style::font;
use crate::app::widgets::section;
use crate::edit::Document;
use crate::map::{Indicator, Overview, SetAside};
use crate::scene::Weight;

/// Draws the map as a whole, to be changed.
pub fn show(ui: &mut Ui, work: &mut Work<'_>) {
    look::kind(ui, "Map");
    let overview = work.map().overview.clone();
    let words = ("Title", "Edit title", "Untitled map");
    fields::title(ui, work.document, words, &overview.title, |document, text| {
        document.edit_overview(|overview| overview.title = text);
    });
    whose(ui, work, &overview);
    section(ui, "Strategy", |_| {});
    strategy::show(ui, work);
    about(ui, work, &overview);
    let held: Vec<Arc<Indicator>> = work.map().indicators.iter().cloned().collect();
    let indicators: Vec<&Indicator> = held.iter().map(|indicator| &**indicator).collect();
    indicator::section(ui, work, &Owner::Map, &indicators);
    adaptation::list(ui, work);
    source::list(ui, work);
    set_aside(ui, &overview.set_aside);
}

fn whose(ui: &mut Ui, work: &mut Work<'_>, overview: &Overview) {
    let organization = |document: &mut Document, text| document.edit_overview(|o| o.organization = text);
    let words = ("Organization", "Edit organization", "Whose strategy is it?");
    fields::text(ui, work.document, words, 1, &overview.organization, organization);
    let words = ("As of", "Edit as of", "today");
    fields::captioned_date(ui, work.document, words, overview.as_of, |document, date| {
        document.edit_overview(|overview| overview.as_of = date);
    });
}

/// What has to be known before reading the map. It stands below the strategy, because it may be long.
fn about(ui: &mut Ui, work: &mut Work<'_>, overview: &Overview) {
    section(ui, "About this map", |_| {});
    let description = |document: &mut Document, text| document.edit_overview(|o| o.description = text);
    let words = ("Description", "Edit description", "What has to be known before reading it?");
    fields::text(ui, work.document, words, 3, &overview.description, description);
    let unit = |document: &mut Document, text| document.edit_overview(|o| o.investment_unit = text);
    let words = ("Investment unit", "Edit investment unit", "million USD, people …");
    fields::text(ui, work.document, words, 1, &overview.investment_unit, unit);
    ui.add_space(4.0);
    if look::toggle(ui, "Illustrative", overview.illustrative) {
        work.act("Mark map as illustrative", |document| {
            document.edit_overview(|overview| overview.illustrative = !overview.illustrative);
        });
    }
}

/// What of the file could not be used. It is kept as it was and written back.
fn set_aside(ui: &mut Ui, items: &[SetAside]) {
    if items.is_empty() {
        return;
    }
    section(ui, "Set aside", |_| {});
    look::remark(ui, "These parts of the file could not be used. They are kept as they were.");
    look::listed(ui, "parts set aside", items, |ui, item| {
        ui.label(RichText::new(&item.path).font(font(Weight::Medium, 12.0)));
        look::remark(ui, &item.fault);
        look::hairline(ui);
    });
}
