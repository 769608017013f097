//! What a map says: which way its indicators move, what happened when, and where it is weak.

mod changes;
mod checks;
mod comparison;
mod correlation;
mod demand;
mod direction;
mod events;
mod lens;
mod mann_kendall;
mod method;
mod normal;
mod period;
mod readings;
mod sign_flip;
mod survey;
mod theil_sen;
mod trajectory;
pub mod words;

pub(crate) use changes::shape;
pub use changes::{Change, ChangeKind, Subject, are_versions, changes, changes_since};
pub use checks::{Advice, Check, Checker, Finding, Remedy, checks};
pub use comparison::{Comparison, Row, Side, Topic, comparison};
pub use demand::{Demand, Demands, Handshake, Measure, SEVERAL, Strain, WEAK_UP_TO, demands, warmth};
pub use direction::{Basis, Direction, LEVEL, TOLD_FROM, Test, Verdict, direction};
pub use events::{Event, Timeline, What};
pub use lens::Lens;
pub use mann_kendall::{EXACT_UP_TO, RankTrend, mann_kendall};
pub use method::{Fact, MethodStep, Missing, Reached, method};
pub use period::{NoAdaptation, Period};
pub use readings::{DAYS_IN_A_YEAR, Readings, come, in_years};
pub use sign_flip::{DECISIVE_FROM, Lean, sign_flip};
pub use survey::{Owner, Surveyed, indicator_name, survey};
pub use theil_sen::{INTERVAL_FROM, RATE_UP_TO, Rate, theil_sen};
pub use trajectory::{Step, Trajectory, trajectory};
