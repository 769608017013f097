//! Whether business asks have current IT answers.

use std::sync::Arc;

use super::{Advice, Check, Reading, listed, titled};
use crate::map::{Answer, Capability, Initiative, Link};

/// Handshakes of an initiative that are open, or whose yes-if or not-yet nobody has touched for long. A yes is an agreement
/// and does not grow old.
pub(super) fn no_answer(
    reading: &Reading,
    initiative: &Initiative,
    capabilities: &[Option<Arc<Capability>>],
) -> Option<Advice> {
    let known = initiative.relies_on.iter().zip(capabilities);
    let of = |waits: fn(&Reading, &Link) -> bool| -> Vec<&Arc<Capability>> {
        known
            .clone()
            .filter(|(link, _)| waits(reading, link))
            .filter_map(|(_, capability)| capability.as_ref())
            .collect()
    };
    let (open, old) = (of(is_open), of(is_old));
    let names = |all: &[&Arc<Capability>]| listed(&all.iter().map(|c| titled(&c.title)).collect::<Vec<_>>());
    let title = titled(&initiative.title);
    let sentence = match (open.is_empty(), old.is_empty()) {
        (true, true) => return None,
        (false, true) => format!("{title} waits for an answer on {}.", names(&open)),
        (true, false) => format!("{title} has had no new answer on {} for long.", names(&old)),
        (false, false) => {
            format!(
                "{title} waits for an answer on {}, and has had no new one on {} for long.",
                names(&open),
                names(&old)
            )
        }
    };
    let others = open.iter().chain(&old).map(|capability| capability.id.clone());
    Some(Advice::of(Check::NoAnswer, &initiative.id, sentence).and(others))
}

fn is_open(reading: &Reading, link: &Link) -> bool {
    link.answer_on(reading.day()) == Answer::Open
}

fn is_old(reading: &Reading, link: &Link) -> bool {
    let waits = |entry: &&crate::map::AnswerEntry| matches!(entry.answer, Answer::YesIf | Answer::NotYet);
    let entry = link.answer_entry_on(reading.day()).filter(waits);
    entry.and_then(|entry| entry.on).is_some_and(|on| reading.is_long_ago(on))
}
