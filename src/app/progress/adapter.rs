//! What the view asks of the chart, until the chart takes it itself.
#![allow(dead_code, reason = "the chart does not use all of it yet")]

use egui::Ui;

use super::chart;
use crate::insight::{Direction, Period, Surveyed, Timeline};
use crate::map::{Day, StrategyMap};

/// What the chart shows.
pub struct Input<'a> {
    /// The map.
    pub map: &'a StrategyMap,
    /// The indicator.
    pub shown: Surveyed<'a>,
    /// Which way it moves.
    pub direction: &'a Direction,
    /// What is read of it.
    pub period: Period,
    /// What is drawn with it.
    pub overlaid: &'a [Surveyed<'a>],
    /// What happened when.
    pub timeline: &'a Timeline,
    /// As of when.
    pub day: Day,
}

/// What was asked for on the chart.
pub enum Asked {
    /// Another period.
    Period(Period),
}

/// Draws the chart.
pub fn show(ui: &mut Ui, input: &Input<'_>) -> Option<Asked> {
    chart::show(ui, input.map, &input.shown, input.day);
    None
}
