//! Several indicators on one chart, each on its own spread: what rose first, and what followed.

use super::dot::{Dot, series};
use super::extent::{Extent, aired_time};
use super::flag::{Flag, FlagKind, flags};
use crate::insight::{Surveyed, Timeline};
use crate::map::{Day, Indicator, StrategyMap};
use crate::scene::Color;

/// How many indicators can be told apart on one chart.
pub const MOST_STRANDS: usize = 6;

/// On light and on dark: at least 3 : 1 against the ground, and apart for every kind of colour blindness (a difference of at least 27
/// in CIELAB, as G. M. Machado and others simulate it, *IEEE Transactions on Visualization and Computer Graphics* 15, 2009).
const COLORS: [[Color; MOST_STRANDS]; 2] = [
    [
        Color::hex(0x1A33D6),
        Color::hex(0xE4507A),
        Color::hex(0x14501C),
        Color::hex(0x2A8CEC),
        Color::hex(0x8E8A0A),
        Color::hex(0x5A1A62),
    ],
    [
        Color::hex(0xF0C02C),
        Color::hex(0xA55FF2),
        Color::hex(0x8AF5AA),
        Color::hex(0xC25A38),
        Color::hex(0x2A8A8A),
        Color::hex(0xB8BCFA),
    ],
];

/// The colour of an indicator by its place; never without its name.
pub fn strand_color(place: usize, dark: bool) -> Color {
    COLORS[usize::from(dark)][place % MOST_STRANDS]
}

/// One indicator among several.
#[derive(Clone, Debug, PartialEq)]
pub struct Strand<'a> {
    /// What is observed.
    pub indicator: &'a Indicator,
    /// Its name.
    pub name: String,
    /// Every observation that has come, in the order of time, at its own height.
    pub dots: Vec<Dot<'a>>,
    /// Its lowest and its highest height.
    pub spread: (f64, f64),
}

impl<'a> Strand<'a> {
    fn of(shown: &Surveyed<'a>, day: Day) -> Self {
        let dots = series(shown.indicator, day, None);
        let heights = || dots.iter().map(|dot| dot.height);
        let spread = (heights().fold(f64::INFINITY, f64::min), heights().fold(f64::NEG_INFINITY, f64::max));
        Self { indicator: shown.indicator, name: shown.name().to_owned(), dots, spread }
    }

    /// Where a height lies on the indicator's own spread: 0 at its lowest, 1 at its highest, the middle where all are equal.
    pub fn part(&self, height: f64) -> f64 {
        let (low, high) = self.spread;
        if high > low { (height - low) / (high - low) } else { 0.5 }
    }
}

/// Several indicators on one chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlay<'a> {
    /// The indicators, the shown one first; each is there once.
    pub strands: Vec<Strand<'a>>,
    /// What changed the course meanwhile.
    pub flags: Vec<Flag>,
    /// The part of time that is shown; heights are parts of a spread. None where nothing was observed.
    pub extent: Option<Extent>,
    /// Whether any value that is drawn is invented or judged.
    pub illustrative: bool,
    /// How many were asked for beyond those that can be told apart.
    pub left_out: usize,
}

/// An indicator with others beside it.
pub fn overlay<'a>(
    map: &StrategyMap,
    shown: &Surveyed<'a>,
    others: &[Surveyed<'a>],
    day: Day,
    timeline: &Timeline,
) -> Overlay<'a> {
    let mut all = vec![*shown];
    for other in others {
        if all.iter().all(|one| one.indicator.id != other.indicator.id) {
            all.push(*other);
        }
    }
    let left_out = all.len().saturating_sub(MOST_STRANDS);
    let strands: Vec<Strand<'_>> = all.iter().take(MOST_STRANDS).map(|one| Strand::of(one, day)).collect();
    let dots = || strands.iter().flat_map(|strand| &strand.dots);
    let illustrative = map.overview.illustrative || dots().any(|dot| dot.observation.illustrative);
    let times = dots().fold(None, |span: Option<(f64, f64)>, dot| {
        Some(span.map_or((dot.time, dot.time), |(from, to)| (from.min(dot.time), to.max(dot.time))))
    });
    let extent = times.map(|span| Extent { time: aired_time(span), height: (-0.08, 1.08) });
    let mut flags = flags(map, shown, day, timeline);
    // A stage is that of one initiative: among several indicators it would not be clear of which.
    flags.retain(|flag| flag.kind == FlagKind::Adaptation);
    Overlay { strands, flags, extent, illustrative, left_out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::Owner;
    use crate::map::{Observation, PartialDate};
    use crate::scene::{DARK, LIGHT};

    fn indicator(id: &str, values: &[f64]) -> Indicator {
        let observation = |(i, v): (usize, &f64)| Observation::exact(PartialDate::of_year(2001 + i as u16), *v);
        let observations = values.iter().enumerate().map(observation).collect();
        Indicator { id: id.into(), name: id.to_uppercase(), observations, ..Indicator::default() }
    }

    fn overlaid<'a>(indicators: &'a [Indicator]) -> Overlay<'a> {
        let all: Vec<Surveyed<'a>> =
            indicators.iter().map(|indicator| Surveyed { indicator, owner: Owner::Map }).collect();
        overlay(&StrategyMap::default(), &all[0], &all[1..], Day(30_000), &Timeline::default())
    }

    #[test]
    fn each_indicator_reaches_over_its_own_spread() {
        let all = [indicator("a", &[10.0, 30.0, 20.0]), indicator("b", &[5.0, 5.0]), indicator("c", &[])];
        let overlay = overlaid(&all);
        let parts: Vec<Vec<f64>> =
            overlay.strands.iter().map(|s| s.dots.iter().map(|dot| s.part(dot.height)).collect()).collect();
        assert_eq!(parts, [vec![0.0, 1.0, 0.5], vec![0.5, 0.5], Vec::new()]);
        assert!(overlay.extent.is_some_and(|extent| extent.time.0 < 2001.5 && extent.time.1 > 2003.5));
        assert_eq!(overlaid(&all[2..]).extent, None);
    }

    #[test]
    fn an_indicator_is_drawn_once_and_what_cannot_be_told_apart_is_left_out() {
        let all: Vec<Indicator> =
            ["a", "a", "b", "c", "d", "e", "f", "g", "h"].iter().map(|id| indicator(id, &[1.0])).collect();
        let overlay = overlaid(&all);
        let names: Vec<&str> = overlay.strands.iter().map(|strand| strand.name.as_str()).collect();
        assert_eq!((names, overlay.left_out), (vec!["A", "B", "C", "D", "E", "F"], 2));
    }

    #[test]
    fn colours_differ_from_each_other_and_from_the_ground() {
        let light = |c: Color| {
            let linear = |v: u8| (f64::from(v) / 255.0).powf(2.2);
            0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b)
        };
        for (dark, ground) in [(false, LIGHT.card), (true, DARK.card)] {
            for place in 0..MOST_STRANDS {
                let (a, b) = (light(strand_color(place, dark)), light(ground));
                assert!((a.max(b) + 0.05) / (a.min(b) + 0.05) >= 3.0, "{place} {dark}");
                assert!((0..place).all(|other| strand_color(other, dark) != strand_color(place, dark)));
            }
        }
    }
}
