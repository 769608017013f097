//! What an initiative says of itself.

use super::{Advice, Check, titled};
use crate::map::{Id, Initiative};

pub(super) fn all(initiative: &Initiative) -> impl Iterator<Item = Advice> {
    [outcome(initiative), unsupported(initiative), one_sided(initiative)].into_iter().flatten()
}

fn advice(check: Check, id: &Id, title: &str, rest: &str) -> Advice {
    Advice::of(check, id, format!("{} {rest}", titled(title)))
}

/// No outcome; where technologies are listed, that is what is said.
fn outcome(Initiative { id, title, outcome, technologies, .. }: &Initiative) -> Option<Advice> {
    let (check, rest) = if technologies.is_empty() {
        (Check::NoOutcome, "does not say yet what it changes for the customer or the business.")
    } else {
        (Check::ChannelOnly, "lists technologies, but not what they change for the customer or the business.")
    };
    outcome.trim().is_empty().then(|| advice(check, id, title, rest))
}

fn unsupported(Initiative { id, title, relies_on, .. }: &Initiative) -> Option<Advice> {
    relies_on.is_empty().then(|| advice(Check::Unsupported, id, title, "relies on no capability of a backbone."))
}

fn one_sided(Initiative { id, title, business_owner, it_owner, .. }: &Initiative) -> Option<Advice> {
    let missing = match (business_owner.trim().is_empty(), it_owner.trim().is_empty()) {
        (false, true) => "has an owner in the business, but none in IT.",
        (true, false) => "has an owner in IT, but none in the business.",
        _ => return None,
    };
    Some(advice(Check::OneSided, id, title, missing))
}
