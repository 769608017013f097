//! Which way an indicator moves, below its fields: the verdict with its sign, and the evidence.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use egui::{Id, RichText, Sense, Ui, vec2};

use super::look;
use crate::app::guide::explained_word;
use crate::app::style::{Palette, font};
use crate::app::verdict;
use crate::insight::{self, Basis, Direction};
use crate::map::{Day, Indicator};
use crate::scene::{MARK_SIZE, Weight};

/// Draws the verdict as of a day and what stands behind it.
pub fn show(ui: &mut Ui, indicator: &Indicator, day: Day) {
    let direction = known(ui, indicator, day);
    ui.add_space(6.0);
    let told = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        heading(ui, &direction);
        // No line ends between a sign and what it is equal to.
        look::remark(ui, &direction.evidence(&indicator.unit).replace(" = ", "\u{a0}=\u{a0}"));
        if direction.basis == Basis::Pace {
            look::remark(ui, "A running total can only rise, so its pace is read.");
        }
        if direction.illustrative {
            look::remark(ui, "* Some of the values are illustrative: judged or invented.");
        }
    });
    ui.add_space(4.0);
    explained_word(told.response, "Direction");
}

/// The sign and the word.
fn heading(ui: &mut Ui, direction: &Direction) {
    let palette = Palette::for_ui(ui);
    let color = verdict::color(palette, direction.verdict);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if let Some(verdict) = direction.verdict {
            let (rect, _) = ui.allocate_exact_size(vec2(MARK_SIZE + 1.0, 18.0), Sense::hover());
            verdict::sign(ui.painter(), verdict, rect.center(), MARK_SIZE, color);
        }
        let star = if direction.illustrative { " *" } else { "" };
        let words = format!("{}{star}", direction.verdict_words());
        ui.label(RichText::new(words).font(font(Weight::SemiBold, 13.0)).color(color));
    });
}

/// A direction that was worked out, and of what.
#[derive(Clone)]
struct Known {
    of: u64,
    direction: Arc<Direction>,
}

/// The direction, worked out only where what it is read from has changed: of thousands of observations that takes a while.
fn known(ui: &Ui, indicator: &Indicator, day: Day) -> Arc<Direction> {
    let memory = Id::unique("direction in the inspector");
    let of = fingerprint(indicator, day);
    let known: Option<Known> = ui.data(|data| data.get_temp(memory));
    if let Some(known) = known.filter(|known| known.of == of) {
        return known.direction;
    }
    let direction = Arc::new(insight::direction(indicator, day, None));
    ui.data_mut(|data| data.insert_temp(memory, Known { of, direction: direction.clone() }));
    direction
}

/// A number that changes with everything that a direction is read from.
pub fn fingerprint(indicator: &Indicator, day: Day) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&indicator.id, indicator.desired, indicator.kind, indicator.accumulates, day).hash(&mut hasher);
    for observation in &indicator.observations {
        (observation.date, observation.value.to_bits(), observation.illustrative).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Observation, PartialDate};

    #[test]
    fn what_changes_a_direction_changes_the_fingerprint() {
        let day = Day::from_civil(2020, 1, 1);
        let seen = Observation::exact(PartialDate::of_year(2012), 3.0);
        let indicator = Indicator { observations: vec![seen], ..Indicator::default() };
        let mut other = indicator.clone();
        assert_eq!(fingerprint(&indicator, day), fingerprint(&other, day));
        other.observations[0].illustrative = true;
        assert_ne!(fingerprint(&indicator, day), fingerprint(&other, day));
        assert_ne!(fingerprint(&indicator, day), fingerprint(&indicator, Day(day.0 + 1)));
        other.observations = vec![Observation { value: 4.0, ..indicator.observations[0].clone() }];
        assert_ne!(fingerprint(&indicator, day), fingerprint(&other, day));
    }
}
