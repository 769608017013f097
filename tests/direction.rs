//! The statistics against others' software, and against chance.
//!
//! `tests/data/direction.jsonl` holds made-up series and what pymannkendall and SciPy say of them;
//! `tests/data/direction_reference.py` is the script that made it and tells with which versions.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use headway::insight::{Direction, EXACT_UP_TO, INTERVAL_FROM, Test, Verdict, direction};
use headway::map::{Day, Indicator, IndicatorKind, Observation, PartialDate};
use serde_json::Value;

const REFERENCE: &str = include_str!("data/direction.jsonl");

fn numbers(line: &Value, key: &str) -> Vec<f64> {
    line[key].as_array().expect(key).iter().map(|value| value.as_f64().expect(key)).collect()
}

fn observed(days: impl IntoIterator<Item = i32>, values: &[f64]) -> Indicator {
    let observation = |(day, value): (i32, &f64)| Observation::exact(PartialDate::of_day(Day(day)), *value);
    let observations = days.into_iter().zip(values).map(observation).collect();
    Indicator { observations, ..Indicator::default() }
}

fn told(indicator: &Indicator) -> Direction {
    direction(indicator, Day(i32::MAX), None)
}

/// Whether two numbers are the same but for rounding: to a part in 10⁹.
fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

#[test]
fn what_is_told_of_every_reference_series_is_what_independent_software_says() {
    let mut sizes = Vec::new();
    for (number, text) in REFERENCE.lines().enumerate() {
        let line: Value = serde_json::from_str(text).expect("a line of JSON");
        let days = numbers(&line, "days").into_iter().map(|day| day as i32);
        let values = numbers(&line, "values");
        let told = told(&observed(days, &values));
        let place = format!("line {}: {told:?}", number + 1);
        let exact = told.test == Some(Test::MannKendallExact);
        assert_eq!((told.n, exact), (values.len(), values.len() <= EXACT_UP_TO), "{place}");
        assert_eq!(told.s, line["s"].as_f64(), "{place}");
        assert!(same(told.p.expect("p"), line["p"].as_f64().expect("p")), "{place}");
        let rate = told.rate.expect("a rate");
        assert!(same(rate.slope, line["slope"].as_f64().expect("slope")), "{place}");
        assert_eq!(rate.interval.is_some(), values.len() >= INTERVAL_FROM, "{place}");
        if let Some((low, high)) = rate.interval {
            let known = (line["low"].as_f64().expect("low"), line["high"].as_f64().expect("high"));
            assert!(same(low, known.0) && same(high, known.1), "{place}");
        }
        assert_eq!(told.verdict.map(Verdict::key), line["verdict"].as_str(), "{place}");
        sizes.push(values.len());
    }
    assert!(sizes.len() >= 2_000 && sizes.contains(&2) && sizes.contains(&200));
}

/// Random numbers that are the same on every run. Source: G. Steele, D. Lea, C. Flood, *Fast splittable pseudorandom number
/// generators*, 2014 (SplitMix64).
struct Chance(u64);

impl Chance {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number from 0 to one less than the bound.
    fn below(&mut self, bound: usize) -> usize {
        (self.unit() * bound as f64) as usize
    }

    /// Strictly rising days, unevenly apart.
    fn days(&mut self, n: usize) -> Vec<i32> {
        let mut day = 0;
        (0..n)
            .map(|_| {
                day += 1 + self.below(400) as i32;
                day
            })
            .collect()
    }
}

/// How many of 10,000 series without any trend are told to advance or to slip; the lengths run from `lengths.0` to `lengths.1`.
fn false_alarms(lengths: (usize, usize), series: impl Fn(&mut Chance, usize) -> Indicator) -> usize {
    let mut chance = Chance(20_261_122);
    let alarms = (0..10_000).filter(|_| {
        let n = lengths.0 + chance.below(lengths.1 - lengths.0 + 1);
        let told = told(&series(&mut chance, n));
        matches!(told.verdict, Some(Verdict::Advancing | Verdict::Slipping))
    });
    alarms.count()
}

/// Fails where more than one in twenty of the series of any of these lengths is told to move. At a few lengths the level of the test
/// itself lies so near to one in twenty that 10,000 series cannot tell; so lengths stand alone only where they tell.
fn assert_rare(lengths: &[(usize, usize)], series: impl Fn(&mut Chance, usize) -> Indicator) {
    for &lengths in lengths {
        let alarms = false_alarms(lengths, &series);
        assert!(alarms <= 500, "{alarms} of 10000 with {lengths:?} observations");
    }
}

#[test]
fn measures_without_a_trend_are_told_to_move_in_at_most_one_case_of_twenty() {
    let noise = |chance: &mut Chance, n: usize| {
        let values: Vec<f64> = (0..n).map(|_| chance.unit()).collect();
        observed(chance.days(n), &values)
    };
    assert_rare(&[(5, 5), (7, 7), (10, 10), (11, 11), (5, 10), (11, 20), (5, 60)], noise);
}

#[test]
fn measures_of_few_different_values_are_told_to_move_in_at_most_one_case_of_twenty() {
    let coarse = |chance: &mut Chance, n: usize| {
        let levels = 2 + chance.below(3);
        let values: Vec<f64> = (0..n).map(|_| chance.below(levels) as f64).collect();
        observed(chance.days(n), &values)
    };
    assert_rare(&[(5, 5), (10, 10), (11, 11), (5, 10), (11, 20), (5, 60)], coarse);
}

#[test]
fn running_totals_of_a_steady_pace_are_told_to_move_in_at_most_one_case_of_twenty() {
    let total = |chance: &mut Chance, n: usize| {
        let mut sum = 0.0;
        let values: Vec<f64> = (0..n)
            .map(|_| {
                sum += 0.5 + chance.unit();
                sum
            })
            .collect();
        // A year apart each: the pace is what comes in a year.
        let days = (0..n).map(|i| (i as f64 * 365.25) as i32);
        Indicator { accumulates: true, ..observed(days, &values) }
    };
    assert_rare(&[(6, 6), (11, 11), (12, 12), (6, 11), (12, 20), (6, 60)], total);
}

#[test]
fn running_totals_seen_at_odd_times_are_told_to_move_in_at_most_one_case_of_twenty() {
    let total = |chance: &mut Chance, n: usize| {
        let days = chance.days(n);
        let mut sum = 0.0;
        let mut before = 0;
        let values: Vec<f64> = days
            .iter()
            .map(|day| {
                // What comes in between grows with the time between, by a pace that is drawn anew.
                sum += f64::from(day - before) * (0.5 + chance.unit());
                before = *day;
                sum
            })
            .collect();
        Indicator { accumulates: true, ..observed(days, &values) }
    };
    assert_rare(&[(6, 11), (12, 20), (6, 60)], total);
}

#[test]
fn fair_pulses_are_told_to_move_in_at_most_one_case_of_twenty() {
    let pulses = |strongest: usize| {
        move |chance: &mut Chance, n: usize| {
            let judgement = |chance: &mut Chance| chance.below(2 * strongest + 1) as f64 - strongest as f64;
            let values: Vec<f64> = (0..n).map(|_| judgement(chance)).collect();
            Indicator { kind: IndicatorKind::Pulse, ..observed(chance.days(n), &values) }
        }
    };
    let coins = |chance: &mut Chance, n: usize| {
        let values: Vec<f64> = (0..n).map(|_| if chance.below(2) == 0 { -1.0 } else { 1.0 }).collect();
        Indicator { kind: IndicatorKind::Pulse, ..observed(chance.days(n), &values) }
    };
    let lengths = [(6, 6), (10, 10), (11, 11), (17, 17), (6, 10), (11, 20), (6, 60)];
    assert_rare(&lengths, pulses(1));
    assert_rare(&lengths, pulses(2));
    assert_rare(&lengths, coins);
}
