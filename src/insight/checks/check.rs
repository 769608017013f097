//! The checks by name, each with the reason behind it.

/// A check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Check {
    /// No strategy leads.
    NoPrimary,
    /// The supporting strategy weighs as much as the primary.
    SplitFocus,
    /// A supporting initiative serves none of the primary.
    StrayInitiative,
    /// A supporting initiative started before the one that it serves.
    SupportingFirst,
    /// There is no strategic direction.
    NoDirection,
    /// The direction names no customer need.
    NoNeed,
    /// Something is worded as a target.
    EndState,
    /// An initiative does not say what it changes.
    NoOutcome,
    /// An initiative relies on no capability.
    Unsupported,
    /// The operational backbone is empty.
    NoOperationalBackbone,
    /// The digital services backbone is empty.
    NoDigitalServicesBackbone,
    /// A capability of low maturity carries several initiatives.
    WeakFoundation,
    /// No initiative relies on a capability.
    IdleCapability,
    /// A handshake waits.
    NoAnswer,
    /// An initiative has an owner on one side only.
    OneSided,
    /// Nothing is observed of an initiative.
    NoObservation,
    /// What was observed of an initiative is old.
    StaleObservation,
    /// Something slips and nothing was adapted.
    NoAdaptation,
    /// An initiative lists technologies and no outcome.
    ChannelOnly,
}

impl Check {
    /// All, in the order in which they speak.
    pub const ALL: [Self; 19] = [
        Self::NoPrimary,
        Self::SplitFocus,
        Self::StrayInitiative,
        Self::SupportingFirst,
        Self::NoDirection,
        Self::NoNeed,
        Self::EndState,
        Self::NoOutcome,
        Self::Unsupported,
        Self::NoOperationalBackbone,
        Self::NoDigitalServicesBackbone,
        Self::WeakFoundation,
        Self::IdleCapability,
        Self::NoAnswer,
        Self::OneSided,
        Self::NoObservation,
        Self::StaleObservation,
        Self::NoAdaptation,
        Self::ChannelOnly,
    ];

    /// The short name, as it stands in files and data.
    pub fn id(self) -> &'static str {
        match self {
            Self::NoPrimary => "no-primary",
            Self::SplitFocus => "split-focus",
            Self::StrayInitiative => "stray-initiative",
            Self::SupportingFirst => "supporting-first",
            Self::NoDirection => "no-direction",
            Self::NoNeed => "no-need",
            Self::EndState => "end-state",
            Self::NoOutcome => "no-outcome",
            Self::Unsupported => "unsupported",
            Self::NoOperationalBackbone => "no-operational-backbone",
            Self::NoDigitalServicesBackbone => "no-digital-services-backbone",
            Self::WeakFoundation => "weak-foundation",
            Self::IdleCapability => "idle-capability",
            Self::NoAnswer => "no-answer",
            Self::OneSided => "one-sided",
            Self::NoObservation => "no-observation",
            Self::StaleObservation => "stale-observation",
            Self::NoAdaptation => "no-adaptation",
            Self::ChannelOnly => "channel-only",
        }
    }

    /// Why it matters, with the texts that say so.
    pub fn why(self) -> &'static str {
        match self {
            Self::NoPrimary => "Without one strategy that leads, every trade-off is debated again. (S4, S1)",
            Self::SplitFocus => {
                "Two strategies of the same weight are two directions, and they build new silos. (S4, S1)"
            }
            Self::StrayInitiative => {
                "What the other strategy undertakes is worth its effort where it serves the one that leads. (S4)"
            }
            Self::SupportingFirst => {
                "The strategy that leads shows what support it needs; what came before it may support something else. (S4)"
            }
            Self::NoDirection => "A direction gives initiatives a common heading, and people a reason to choose. (S4)",
            Self::NoNeed => "A direction starts from a need that somebody perceived in customers. (S4)",
            Self::EndState => {
                "A direction is a heading and not an end state: an indicator tells whether things move that way. (S4)"
            }
            Self::NoOutcome => {
                "What an initiative changes for the customer or the business is the reason to undertake it. (S2)"
            }
            Self::Unsupported => "Initiatives scale on capabilities that carry them dependably. (S4)",
            Self::NoOperationalBackbone => "Dependable operation is the table stakes of any digital strategy. (S4)",
            Self::NoDigitalServicesBackbone => {
                "The operational backbone alone does not give the agility for a flow of innovation. (S4)"
            }
            Self::WeakFoundation => {
                "Where demand is ahead of maturity, several initiatives wait for one thing. (S0, step 1)"
            }
            Self::IdleCapability => "A capability is built for what relies on it. (S4)",
            Self::NoAnswer => "An ask without a current answer lets both sides assume what suits them. (S3)",
            Self::OneSided => {
                "Business and IT carry an initiative together; each side needs somebody to ask. (S3; S0, step 3)"
            }
            Self::NoObservation => "Only what is observed can show whether to go on or to change course. (S0, step 5)",
            Self::StaleObservation => "Old observations tell where things were, not where they head. (S0, step 5)",
            Self::NoAdaptation => "What the market shows is a reason to change course, or to say why not. (S4)",
            Self::ChannelOnly => "A mix of channels and technologies without an outcome is no strategy. (S2)",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_check_has_a_name_of_its_own_and_a_reason_with_its_source() {
        let mut names: Vec<&str> = Check::ALL.map(Check::id).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Check::ALL.len());
        assert!(Check::ALL.iter().all(|check| check.why().contains("(S")));
        assert!(Check::ALL.is_sorted(), "they speak in the order in which they are listed");
    }
}
