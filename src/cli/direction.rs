//! `headway direction`: which way each indicator moves, with its evidence.

use std::path::PathBuf;

use headway::insight::{Direction, Period, Surveyed, direction, survey};
use headway::map::{Day, Moment, PartialDate, StrategyMap};
use lexopt::prelude::*;
use serde_json::{Value as Json, json};

use super::{Failure, HELP_DIRECTION, as_json, print, read};

/// Runs the command.
pub fn run(mut parser: lexopt::Parser) -> Result<(), Failure> {
    let (mut path, mut as_of, mut period, mut as_data) = (None, None, Period::All, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return print(HELP_DIRECTION),
            Long("as-of") => as_of = Some(parser.value()?.to_string_lossy().parse::<PartialDate>()?),
            Long("period") => period = named(&parser.value()?.to_string_lossy())?,
            Long("json") => as_data = true,
            Value(word) if path.is_none() => path = Some(PathBuf::from(word)),
            other => return Err(other.unexpected().into()),
        }
    }
    let path = path.ok_or_else(|| Failure("direction needs a map: headway direction FILE".into()))?;
    let map = read(&path)?.loaded.map;
    let moment = Moment::of(&map, as_of, Day::today());
    let from = period.begin(&map, moment.day).map_err(|why| Failure(format!("{}: {why}", path.display())))?;
    let mut told: Vec<(Surveyed<'_>, Direction)> =
        survey(&map).map(|surveyed| (surveyed, direction(surveyed.indicator, moment.day, from))).collect();
    for (_, direction) in &mut told {
        direction.illustrative |= map.overview.illustrative;
    }
    print(&if as_data { data(moment, period, &told)? } else { words(&map, (moment, period), &told) })
}

fn named(name: &str) -> Result<Period, Failure> {
    let known = Period::ALL.into_iter().find(|period| period.key() == name);
    let all = Period::ALL.map(Period::key).join(", ");
    known.ok_or_else(|| Failure(format!("there is no period “{name}”: choose one of {all}")))
}

/// The date that a moment is told by: as it was asked for, or else the day.
fn date(moment: Moment) -> PartialDate {
    moment.said.unwrap_or_else(|| PartialDate::of_day(moment.day))
}

fn data(moment: Moment, period: Period, told: &[(Surveyed<'_>, Direction)]) -> Result<String, Failure> {
    let indicators: Vec<Json> = told.iter().map(|(surveyed, direction)| record(surveyed, direction)).collect();
    let all = json!({ "as_of": date(moment).to_string(), "period": period.key(), "indicators": indicators });
    as_json(&all)
}

fn record(surveyed: &Surveyed<'_>, direction: &Direction) -> Json {
    let rate = direction.rate;
    json!({
        "subject": surveyed.owner.key(),
        "indicator": surveyed.indicator.id.to_string(),
        "name": surveyed.indicator.name,
        "unit": surveyed.indicator.unit,
        "desired": surveyed.indicator.desired.key(),
        "tested": direction.basis.key(),
        "observations": direction.observations,
        "n": direction.n,
        "s": direction.s.map(plain),
        "p": direction.p,
        "test": direction.test.map(|test| test.key()),
        "slope_per_year": rate.map(|rate| rate.slope),
        "interval": rate.and_then(|rate| rate.interval).map(|(low, high)| [low, high]),
        "verdict": direction.verdict.map(|verdict| verdict.key()),
        "from": direction.span.map(|span| span.0.to_string()),
        "to": direction.span.map(|span| span.1.to_string()),
        "lag1": direction.lag1,
        "illustrative": direction.illustrative,
    })
}

/// A whole number without a fraction.
fn plain(value: f64) -> Json {
    if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!(value) }
}

fn words(map: &StrategyMap, (moment, period): (Moment, Period), told: &[(Surveyed<'_>, Direction)]) -> String {
    let title = if map.overview.title.trim().is_empty() { "Untitled map" } else { &map.overview.title };
    let mut text = format!("{title}, as of {}", date(moment).in_words());
    if period != Period::All {
        text.push_str(&format!(", {}", period.name().to_lowercase()));
    }
    text.push('\n');
    if told.is_empty() {
        text.push_str("\nThe map has no indicator yet.\n");
    }
    let mut owner = None;
    for (surveyed, direction) in told {
        if owner != Some(surveyed.owner) {
            text.push_str(&format!("\n{}\n", surveyed.owner.title()));
            owner = Some(surveyed.owner);
        }
        let mark = if direction.illustrative { " · illustrative" } else { "" };
        let evidence = direction.evidence(&surveyed.indicator.unit);
        text.push_str(&format!("  {:<18} {}\n{:21}{evidence}{mark}\n", direction.verdict_words(), surveyed.name(), ""));
    }
    text
}
