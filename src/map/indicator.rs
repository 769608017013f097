//! Indicators: something observable that tells which way a thing moves. Never a target.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Day, Extra, Id, Keyed, PartialDate, is_false, number};

/// The direction that is wished for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Desired {
    /// More is better.
    #[default]
    Increase,
    /// Less is better.
    Decrease,
    /// Context only: no verdict.
    None,
}

impl Desired {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Increase, Self::Decrease, Self::None];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Increase => "Increase",
            Self::Decrease => "Decrease",
            Self::None => "Context only",
        }
    }

    /// The name in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Increase => "increase",
            Self::Decrease => "decrease",
            Self::None => "none",
        }
    }
}

/// Whether an indicator moves before or after what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// Moves first.
    Leading,
    /// Moves afterwards.
    Lagging,
}

impl Timing {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Leading, Self::Lagging];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Leading => "Leading",
            Self::Lagging => "Lagging",
        }
    }

    /// The name in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Leading => "leading",
            Self::Lagging => "lagging",
        }
    }
}

/// How an indicator is observed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// By a number.
    #[default]
    Measure,
    /// By a dated judgement from −2 (clearly away) to +2 (clearly towards).
    Pulse,
}

impl IndicatorKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Measure, Self::Pulse];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Measure => "Measure",
            Self::Pulse => "Pulse",
        }
    }

    /// The name in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Measure => "measure",
            Self::Pulse => "pulse",
        }
    }

    /// Whether a value can be observed of an indicator of this kind.
    pub fn admits(self, value: f64) -> bool {
        value.is_finite() && (self == Self::Measure || value.abs() <= STRONGEST_PULSE)
    }

    /// Why a value, as it was written, cannot be observed of an indicator of this kind.
    pub fn why_not(self, written: &str) -> String {
        match self {
            Self::Measure => format!("“{written}” is not a number"),
            Self::Pulse => {
                format!("A pulse is a judgement from −2 (clearly away) to 2 (clearly towards), and “{written}” is not")
            }
        }
    }
}

/// The strongest judgement, in either direction.
const STRONGEST_PULSE: f64 = 2.0;

/// How exact an observed value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// As stated.
    #[default]
    Exact,
    /// About.
    About,
    /// A lower bound.
    AtLeast,
}

impl Qualifier {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Exact, Self::About, Self::AtLeast];

    /// The name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at least",
        }
    }

    /// The name in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::AtLeast => "at_least",
        }
    }

    fn is_exact(&self) -> bool {
        *self == Self::Exact
    }
}

/// A dated value of an indicator.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Observation {
    /// When it was observed.
    pub date: PartialDate,
    /// What was observed, in the indicator's unit; finite.
    #[serde(serialize_with = "number::exact")]
    pub value: f64,
    /// How exact the value is.
    #[serde(skip_serializing_if = "Qualifier::is_exact", default)]
    pub qualifier: Qualifier,
    /// What has to be known to read it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub note: String,
    /// Whether the value is invented or judged.
    #[serde(skip_serializing_if = "is_false", default)]
    pub illustrative: bool,
    /// Ids of the sources.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub sources: Vec<Id>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Observation {
    /// An exact value on a date.
    pub fn exact(date: PartialDate, value: f64) -> Self {
        Self {
            date,
            value,
            qualifier: Qualifier::Exact,
            note: String::new(),
            illustrative: false,
            sources: Vec::new(),
            extra: Extra::new(),
        }
    }
}

/// Something observable that tells which way an initiative, a capability or the whole map moves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Indicator {
    /// Unique in the map.
    pub id: Id,
    /// What is observed.
    pub name: String,
    /// The unit of the values.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub unit: String,
    /// The direction that is wished for.
    pub desired: Desired,
    /// Whether it moves first or afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timing: Option<Timing>,
    /// How it is observed.
    pub kind: IndicatorKind,
    /// Whether a measure is a running total, which can only rise.
    #[serde(skip_serializing_if = "is_false", default)]
    pub accumulates: bool,
    /// What has to be known to read it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub note: String,
    /// What was observed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub observations: Vec<Observation>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Indicator {
    /// Whether any of its values is invented or judged.
    pub fn is_illustrative(&self) -> bool {
        self.observations.iter().any(|observation| observation.illustrative)
    }

    /// Its observations in the order of time; those of one day in the order of the list.
    pub fn in_time(&self) -> Vec<&Observation> {
        let mut sorted: Vec<&Observation> = self.observations.iter().collect();
        // In most files they are in order already; else each date is worked out once.
        if !self.observations.is_sorted_by_key(|observation| observation.date.middle()) {
            sorted.sort_by_cached_key(|observation| observation.date.middle());
        }
        sorted
    }

    /// How many observations have come by a day.
    pub fn count_by(&self, day: Day) -> usize {
        self.observations.iter().filter(|observation| observation.date.start() <= day).count()
    }

    /// The observations that have come by a day, in the order of time, each with the height at which it is drawn: its value,
    /// or for a pulse the running sum, since each pulse says which way things went since the one before.
    pub fn drawn_by(&self, day: Day) -> Vec<(&Observation, f64)> {
        let mut sum = 0.0;
        let come = self.in_time().into_iter().filter(|observation| observation.date.start() <= day);
        come.map(|observation| {
            sum += observation.value;
            (observation, if self.kind == IndicatorKind::Pulse { sum } else { observation.value })
        })
        .collect()
    }
}

impl Keyed for Indicator {
    fn id(&self) -> &Id {
        &self.id
    }
}
