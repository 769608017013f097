//! What a chart says in words.

use crate::insight::{Basis, Direction, NoAdaptation, Owner, Period, Verdict};
use crate::map::{Day, Desired, Indicator, IndicatorKind, PartialDate};

/// What is to know of an indicator, in a line.
pub fn subtitle(indicator: &Indicator, owner: &Owner<'_>) -> String {
    let mut parts = Vec::new();
    match indicator.kind {
        IndicatorKind::Pulse => parts.push("judged from −2 (away) to +2 (towards), drawn as a running sum".into()),
        IndicatorKind::Measure if !indicator.unit.is_empty() => parts.push(indicator.unit.clone()),
        IndicatorKind::Measure => {}
    }
    parts.push(match indicator.desired {
        Desired::None => "context only".to_owned(),
        desired => format!("desired direction: {}", desired.name().to_lowercase()),
    });
    parts.extend(indicator.timing.map(|timing| timing.name().to_lowercase()));
    if indicator.accumulates && indicator.kind == IndicatorKind::Measure {
        parts.push("running total, so that its pace is what is tested".to_owned());
    }
    parts.push(match owner {
        Owner::Map => "of the whole map".to_owned(),
        owner => format!("of “{}”", owner.title()),
    });
    parts.join(" · ")
}

/// What moves, where that is not the values: a total that rises may slip, since its pace falls.
pub(super) fn moving(direction: &Direction) -> Option<&'static str> {
    let decided = matches!(direction.verdict, Some(Verdict::Advancing | Verdict::Slipping));
    let s = direction.s.filter(|_| decided && direction.basis == Basis::Pace)?;
    Some(if s > 0.0 { "its pace rises" } else { "its pace falls" })
}

/// The evidence of a direction, what of the observations was read, and whether any are illustrative.
pub(super) fn evidence(
    indicator: &Indicator,
    direction: &Direction,
    (period, begin): (Period, Result<Option<Day>, NoAdaptation>),
    any: bool,
    illustrative: bool,
) -> String {
    let mut parts = vec![if any && direction.observations == 0 {
        "No observation in the period".to_owned()
    } else {
        capitalised(&direction.evidence(&indicator.unit))
    }];
    parts.extend(read(period, begin));
    if illustrative {
        parts.push("With illustrative values".to_owned());
    }
    if parts.len() > 1 {
        parts.iter_mut().for_each(|part| part.push('.'));
    }
    parts.join(" ")
}

/// Which part of time was read, where it was narrowed.
fn read(period: Period, begin: Result<Option<Day>, NoAdaptation>) -> Option<String> {
    let name = period.name().to_lowercase();
    let day = |from| PartialDate::of_day(from).in_words();
    match begin {
        Err(_) => Some("Read: all observations, since nothing was adapted by that day".to_owned()),
        Ok(None) => None,
        Ok(Some(from)) if period == Period::SinceAdaptation => Some(format!("Read: {name} ({})", day(from))),
        Ok(Some(from)) => Some(format!("Read: {name} (since {})", day(from))),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Timing;

    #[test]
    fn the_subtitle_says_what_is_wished_for_and_never_a_target() {
        let mut indicator = Indicator { unit: "%".into(), timing: Some(Timing::Lagging), ..Indicator::default() };
        indicator.accumulates = true;
        assert_eq!(
            subtitle(&indicator, &Owner::Map),
            "% · desired direction: increase · lagging · running total, so that its pace is what is tested · of the whole map"
        );
        indicator.desired = Desired::None;
        assert!(subtitle(&indicator, &Owner::Map).contains("context only"));
    }
}
