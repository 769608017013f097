//! What is found, in words.

use super::direction::{Basis, Direction, Test};
use crate::map::{Indicator, IndicatorKind, Observation, PartialDate, Qualifier};

/// Between groups of three digits: narrow, and no line is broken there.
const GROUP: char = '\u{202F}';

/// A number for people: the shortest exact form, its digits in groups where there are five or more.
pub fn number(value: f64) -> String {
    let size = value.abs();
    let plain = if size >= 1e15 || (size > 0.0 && size < 1e-6) { format!("{size:e}") } else { size.to_string() };
    let whole = plain.find(['.', 'e']).unwrap_or(plain.len());
    let mut told = String::new();
    if value < 0.0 {
        told.push('−');
    }
    for (i, digit) in plain[..whole].chars().enumerate() {
        if i > 0 && whole >= 5 && (whole - i).is_multiple_of(3) {
            told.push(GROUP);
        }
        told.push(digit);
    }
    told + &plain[whole..]
}

/// A number that was worked out: three digits say all that can be known of it.
pub fn rounded(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return number(value);
    }
    if value.abs() >= 1e15 || value.abs() < 1e-6 {
        return format!("{}{:.2e}", if value < 0.0 { "−" } else { "" }, value.abs());
    }
    let places = (2 - value.abs().log10().floor() as i32).clamp(0, 12);
    let grain = 10_f64.powi(places);
    number((value * grain).round() / grain + 0.0)
}

/// What was observed, with its unit and how exact it is: "at least 3 million".
pub fn value(indicator: &Indicator, observation: &Observation) -> String {
    let value = match indicator.kind {
        IndicatorKind::Pulse => pulse(observation.value),
        IndicatorKind::Measure if indicator.unit.is_empty() => number(observation.value),
        IndicatorKind::Measure => format!("{} {}", number(observation.value), indicator.unit),
    };
    match observation.qualifier {
        Qualifier::Exact => value,
        qualifier => format!("{} {value}", qualifier.name()),
    }
}

/// A judgement with what it means.
fn pulse(value: f64) -> String {
    let judged = match value {
        v if v <= -1.5 => "clearly away",
        v if v < 0.0 => "away",
        v if v >= 1.5 => "clearly towards",
        v if v > 0.0 => "towards",
        _ => "neither way",
    };
    let sign = if value > 0.0 { "+" } else { "" };
    format!("{sign}{}, {judged}", number(value))
}

/// How likely, in as many digits as matter: `0.033`, `0.71`, `< 0.0001`.
pub fn likelihood(p: f64) -> String {
    match p {
        p if p < 0.0001 => "< 0.0001".into(),
        p if p < 0.001 => format!("{p:.4}"),
        p if p < 0.1 => format!("{p:.3}"),
        p if p < 1.0 => format!("{p:.2}"),
        _ => "1".into(),
    }
}

/// `p = 0.033`, `p < 0.0001`.
fn p_words(p: f64) -> String {
    let told = likelihood(p);
    if told.starts_with('<') { format!("p {told}") } else { format!("p = {told}") }
}

/// What is observed, one of it.
fn one(basis: Basis) -> &'static str {
    if basis == Basis::Judgements { "pulse" } else { "observation" }
}

/// "7 observations", "1 pulse": how many were seen.
pub fn count(observations: usize, basis: Basis) -> String {
    let one = one(basis);
    match observations {
        0 => format!("no {one} yet"),
        1 => format!("1 {one}"),
        n => format!("{n} {one}s"),
    }
}

/// The unit of a change: one of percent is told in percentage points, since it is no growth by so many percent; of a unit that also
/// says what is counted (`share of members, %`) the last part counts.
fn rate_unit(unit: &str) -> String {
    match unit.rsplit(", ").next().unwrap_or_default().trim() {
        "" => String::new(),
        "%" | "percent" | "per cent" => " percentage points".to_owned(),
        unit => format!(" {unit}"),
    }
}

/// How each value leans the way of the one before, beside the trend.
fn lag_words(lag1: f64) -> String {
    format!("beside the trend each value and the next correlate by {}", rounded((lag1 * 100.0).round() / 100.0))
}

/// "2009–2015", "Mar 2010 – May 2010": from when to when.
pub fn span((from, to): (PartialDate, PartialDate)) -> String {
    if from == to {
        from.in_words()
    } else if from.year() != to.year() {
        format!("{}–{}", from.year(), to.year())
    } else {
        format!("{} – {}", from.in_words(), to.in_words())
    }
}

impl Direction {
    /// The verdict in a word, or that there is none.
    pub fn verdict_words(&self) -> &'static str {
        self.verdict.map_or("Context only", |verdict| verdict.name())
    }

    /// The evidence in as few words as a row of a list has: `p 0.017`, or how many observations there are.
    pub fn brief(&self) -> String {
        use super::Verdict::{Advancing, Holding, Slipping};
        match (self.verdict, self.p) {
            (Some(Advancing | Holding | Slipping), Some(p)) => format!("p {}", likelihood(p)),
            _ if self.observations == 0 && self.from.is_some() => "none in the period".to_owned(),
            _ => count(self.observations, self.basis),
        }
    }

    /// All of the evidence: what was read, the test and what came of it, and the rate in a unit.
    pub fn evidence(&self, unit: &str) -> String {
        let mut parts = vec![self.read()];
        parts.extend(self.tested());
        parts.extend(self.rate_words(unit));
        parts.extend(self.lag1.map(lag_words));
        parts.join(" · ")
    }

    /// What was read: how many observations, from when to when, and what of them was tested.
    fn read(&self) -> String {
        let mut read = match self.from {
            Some(from) if self.observations == 0 => {
                format!("no {} since {}", one(self.basis), PartialDate::of_day(from).in_words())
            }
            _ => count(self.observations, self.basis),
        };
        if let Some(dates) = self.span {
            read.push_str(&format!(" {}", span(dates)));
        }
        match self.basis {
            Basis::Pace if self.n == 1 => read.push_str(", 1 pace between them"),
            Basis::Pace if self.n > 1 => read.push_str(&format!(", {} paces between them", self.n)),
            Basis::Values if self.n == 1 && self.observations > 1 => read.push_str(", all on one day"),
            Basis::Values if self.n < self.observations => read.push_str(&format!(" on {} days", self.n)),
            Basis::Judgements if self.decisive < self.n => read.push_str(&format!(", {} not zero", self.decisive)),
            _ => {}
        }
        read
    }

    fn tested(&self) -> Option<String> {
        let (s, p, test) = (self.s?, self.p?, self.test?);
        let statistic = match test {
            Test::MannKendallExact | Test::MannKendallNormal => "rank trend S",
            Test::SignFlipExact | Test::SignFlipNormal => "sum",
        };
        Some(format!("{statistic} = {}, {} ({})", number(s), p_words(p), test.name()))
    }

    /// How fast it moves in a unit, with its interval.
    pub fn rate_words(&self, unit: &str) -> Option<String> {
        let rate = self.rate?;
        let sign = if rate.slope > 0.0 { "+" } else { "" };
        let unit = rate_unit(unit);
        let what = if self.basis == Basis::Pace { "pace " } else { "" };
        let a_year = if self.basis == Basis::Pace { " a year, each year" } else { " a year" };
        let interval = rate.interval.map(|(low, high)| format!(", 95\u{A0}%: {} to {}", rounded(low), rounded(high)));
        Some(format!("{what}{sign}{}{unit}{a_year} (Theil–Sen{})", rounded(rate.slope), interval.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::direction;
    use crate::map::Day;

    fn yearly(values: &[f64]) -> Indicator {
        let observation = |(i, v): (usize, &f64)| Observation::exact(PartialDate::of_year(2009 + i as u16), *v);
        let observations = values.iter().enumerate().map(observation).collect();
        Indicator { observations, ..Indicator::default() }
    }

    fn told(indicator: &Indicator) -> Direction {
        direction(indicator, Day::from_civil(2100, 1, 1), None)
    }

    #[test]
    fn numbers_are_short_exact_and_grouped_from_five_digits_on() {
        let all = [
            (29.7, "29.7"),
            (9246.0, "9246"),
            (54_668.5, "54\u{202F}668.5"),
            (-1_234_567.0, "−1\u{202F}234\u{202F}567"),
        ];
        for (value, told) in all {
            assert_eq!(number(value), told);
        }
        assert_eq!(number(0.0), "0");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(1e300), "1e300");
    }

    #[test]
    fn what_is_worked_out_has_three_digits() {
        let all = [
            (7.494_870_041e299, "7.49e299"),
            (-4.0e-9, "−4.00e-9"),
            (7.4321, "7.43"),
            (-0.012_345, "−0.0123"),
            (1234.5, "1235"),
            (0.0, "0"),
            (98_765.4, "98\u{202F}765"),
        ];
        for (value, told) in all {
            assert_eq!(rounded(value), told);
        }
    }

    fn observation(date: &str, value: f64, qualifier: Qualifier) -> Observation {
        Observation { qualifier, ..Observation::exact(date.parse().expect(date), value) }
    }

    fn measure(unit: &str) -> Indicator {
        Indicator { unit: unit.into(), ..Indicator::default() }
    }

    #[test]
    fn values_are_told_with_unit_and_qualifier() {
        let indicator = measure("million");
        let told = |qualifier| value(&indicator, &observation("2010-03", 3.0, qualifier));
        assert_eq!(told(Qualifier::AtLeast), "at least 3 million");
        assert_eq!(told(Qualifier::About), "about 3 million");
        assert_eq!(told(Qualifier::Exact), "3 million");
        assert_eq!(value(&measure(""), &observation("2010", 0.5, Qualifier::Exact)), "0.5");
    }

    #[test]
    fn pulses_are_told_as_judgements() {
        let indicator = Indicator { kind: IndicatorKind::Pulse, ..Indicator::default() };
        let told = |v| value(&indicator, &observation("2010", v, Qualifier::Exact));
        assert_eq!(
            [-2.0, -1.0, 0.0, 1.0, 2.0].map(told),
            ["−2, clearly away", "−1, away", "0, neither way", "+1, towards", "+2, clearly towards"]
        );
    }

    #[test]
    fn the_evidence_says_what_was_read_the_test_and_the_rate() {
        let evidence = told(&yearly(&[24.0, 29.0, 35.0, 40.0, 49.0, 57.0, 64.0])).evidence("points");
        let known = "7 observations 2009–2015 · rank trend S = 21, p = 0.0004 (exact Mann–Kendall) · +";
        assert!(evidence.starts_with(known), "{evidence}");
        assert!(evidence.contains(" points a year (Theil–Sen, 95\u{A0}%: "), "{evidence}");
    }

    #[test]
    fn the_evidence_of_pulses_is_their_sum() {
        let indicator = Indicator { kind: IndicatorKind::Pulse, ..yearly(&[1.0, 0.0, 2.0]) };
        assert_eq!(
            told(&indicator).evidence(""),
            "3 pulses 2009–2011, 2 not zero · sum = 3, p = 0.50 (exact sign flips)"
        );
        assert_eq!(told(&indicator).brief(), "3 pulses");
    }

    #[test]
    fn the_evidence_of_a_running_total_is_its_pace() {
        let indicator = Indicator { accumulates: true, ..yearly(&[1.0, 2.0, 4.0]) };
        assert!(told(&indicator).evidence("million").contains("2 paces between them"));
        assert!(told(&indicator).evidence("million").contains("pace +1 million a year, each year"));
    }

    #[test]
    fn what_moves_by_percent_moves_by_percentage_points() {
        let evidence = |unit| told(&yearly(&[1.0, 2.0, 4.0])).evidence(unit);
        assert!(evidence("%").contains(" percentage points a year"), "{}", evidence("%"));
        assert!(evidence("share of members, %").contains("+1.5 percentage points a year"));
        assert!(evidence("million CHF").contains("+1.5 million CHF a year"));
    }

    #[test]
    fn nothing_seen_in_a_period_is_not_nothing_seen_at_all() {
        let from = Day::from_civil(2013, 4, 1);
        let later = direction(&yearly(&[1.0, 2.0]), Day::from_civil(2016, 3, 31), Some(from));
        assert_eq!(
            (later.brief().as_str(), later.evidence("").as_str()),
            ("none in the period", "no observation since 1 Apr 2013")
        );
    }

    #[test]
    fn nothing_seen_is_said() {
        assert_eq!(told(&Indicator::default()).evidence("%"), "no observation yet");
    }
}
