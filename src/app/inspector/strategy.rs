//! The strategy of the map: where it heads, which of the two leads, what is left out.

use egui::Ui;

use super::fields;
use super::look::{self, Icon};
use super::work::Work;
use super::{parsed, series};
use crate::app::guide::help_to_choose;
use crate::app::widgets::{field_name, section};
use crate::edit::Document;
use crate::map::{Extra, PartialDate, PrimaryChoice, Strategy, StrategyKind};

/// Draws the strategy, to be changed.
pub fn show(ui: &mut Ui, work: &mut Work<'_>) {
    let overview = work.map().overview.clone();
    let strategy = &overview.strategy;
    let words = ("Strategic direction", "Edit strategic direction", "A heading, not an end state");
    text(ui, work, words, &strategy.direction, |strategy, text| strategy.direction = text);
    let words = ("Customer need", "Edit customer need", "What need does it start from?");
    text(ui, work, words, &strategy.customer_need, |strategy, text| strategy.customer_need = text);
    let words = ("Competitive strength", "Edit competitive strength", "The one clear strength that it builds");
    text(ui, work, words, &strategy.competitive_strength, |strategy, text| strategy.competitive_strength = text);
    primary(ui, work, strategy);
    history(ui, work, strategy);
    not_doing(ui, work, strategy);
}

fn text(
    ui: &mut Ui,
    work: &mut Work<'_>,
    words: fields::Words<'_>,
    value: &str,
    set: impl FnOnce(&mut Strategy, String),
) {
    fields::text(ui, work.document, words, 2, value, |document, text| {
        document.edit_overview(|overview| set(&mut overview.strategy, text));
    });
}

fn primary(ui: &mut Ui, work: &mut Work<'_>, strategy: &Strategy) {
    field_name(ui, "Primary strategy");
    let now = strategy.primary_on(work.day).map(|choice| choice.strategy);
    let clicked = look::strategies(ui, "", now);
    if now.is_none() {
        help_to_choose(ui);
    }
    let Some(clicked) = clicked.filter(|clicked| now != Some(*clicked)) else { return };
    // The first choice has always been so; each further one, and one for another day, is a change of course with a date.
    let dated = !strategy.primary.is_empty() || work.is_elsewhen();
    let since = dated.then(|| PartialDate::of_day(work.day));
    work.act("Choose primary strategy", |document| document.choose_primary(clicked, since));
}

fn history(ui: &mut Ui, work: &mut Work<'_>, strategy: &Strategy) {
    let mut add = false;
    section(ui, "History of the choice", |ui| {
        add = look::icon_button(ui, Icon::Plus, "Add choice of strategy").clicked();
    });
    if strategy.primary.is_empty() {
        look::remark(ui, "Neither of the two leads yet: every trade-off will be debated again.");
    }
    fields::scoped(ui, ("choices", strategy.primary.len()), |ui| {
        for (at, choice) in strategy.primary.iter().enumerate() {
            look::framed(ui, |ui| choice_of(ui, work, (at, choice)));
        }
    });
    if add {
        let lead = strategy.primary_on(work.day).map_or(StrategyKind::CustomerEngagement, |choice| choice.strategy);
        let since = Some(PartialDate::of_day(work.day));
        let choice = PrimaryChoice { since, strategy: lead, why: String::new(), extra: Extra::new() };
        work.act("Add choice of strategy", |document| {
            edit(document, |strategy| {
                series::insert(&mut strategy.primary, choice);
            });
        });
    }
}

/// Changes the strategy as part of the gesture.
fn edit(document: &mut Document, change: impl FnOnce(&mut Strategy)) {
    document.edit_overview(|overview| change(&mut overview.strategy));
}

fn choice_of(ui: &mut Ui, work: &mut Work<'_>, (at, choice): (usize, &PrimaryChoice)) {
    let name = format!("Choice {}", at + 1);
    let mut removed = false;
    let fault = look::line(ui, |ui| {
        let words = (&*format!("{name} since"), "Edit date of choice");
        let read = fields::date(ui, work.document, words, choice.since, |document, since| {
            edit(document, |strategy| series::edit(&mut strategy.primary, at, |choice| choice.since = since));
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            removed = look::icon_button(ui, Icon::Cross, &format!("Remove choice {}", at + 1)).clicked();
        });
        read.fault
    });
    parsed::show_fault(ui, fault.as_ref());
    let clicked = look::strategies(ui, &name, Some(choice.strategy));
    if let Some(kind) = clicked {
        work.act("Change choice of strategy", |document| {
            edit(document, |strategy| series::edit(&mut strategy.primary, at, |choice| choice.strategy = kind));
        });
    }
    let words = (&*format!("{name} why"), "Edit reason of choice", "Why was it chosen?");
    fields::bare_text(ui, work.document, words, 2, &choice.why, |document, text| {
        edit(document, |strategy| series::edit(&mut strategy.primary, at, |choice| choice.why = text));
    });
    if removed {
        work.act("Remove choice of strategy", |document| {
            edit(document, |strategy| series::remove(&mut strategy.primary, at));
        });
    }
}

fn not_doing(ui: &mut Ui, work: &mut Work<'_>, strategy: &Strategy) {
    section(ui, "Not doing", |_| {});
    fields::scoped(ui, ("not doing", strategy.not_doing.len()), |ui| {
        for (at, line) in strategy.not_doing.iter().enumerate() {
            left_out(ui, work, (at, line));
        }
    });
    if let Some(line) = fields::entry(ui, ("New not doing", "What is left out on purpose?"), "Add not doing") {
        work.act("Add not doing", |document| edit(document, |strategy| strategy.not_doing.push(line)));
    }
}

fn left_out(ui: &mut Ui, work: &mut Work<'_>, (at, line): (usize, &str)) {
    let name = format!("Not doing {}", at + 1);
    let mut removed = false;
    let field = |ui: &mut Ui, work: &mut Work<'_>| {
        fields::bare_text(ui, work.document, (&name, "Edit not doing", ""), 2, line, |document, text| {
            edit(document, |strategy| series::edit(&mut strategy.not_doing, at, |line| *line = text));
        });
    };
    fields::beside(ui, work, 20.0, field, |ui, _| {
        removed = look::icon_button(ui, Icon::Cross, &format!("Remove not doing {}", at + 1)).clicked();
    });
    if removed {
        work.act("Remove not doing", |document| edit(document, |strategy| series::remove(&mut strategy.not_doing, at)));
    }
}
