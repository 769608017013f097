//! Where on the page a piece of advice belongs.

use crate::insight::{Advice, Check};
use crate::map::{Backbone, Id, StrategyKind, StrategyMap};
use crate::scene::Subject;

/// What of the page a piece of advice marks: what it is about, and not all that this has to do with. Advice about the map
/// as a whole marks the heading that it is about.
pub fn marked(map: &StrategyMap, primary: Option<StrategyKind>, advice: &Advice) -> Vec<Subject> {
    let (first, others) = (advice.items.first(), advice.items.get(1..).unwrap_or_default());
    let marked: Vec<Subject> = match (advice.check, first) {
        (Check::NoPrimary, _) => StrategyKind::ALL.map(Subject::Lane).into(),
        (Check::SplitFocus, _) => match primary {
            Some(primary) => vec![Subject::Lane(primary.other())],
            None => StrategyKind::ALL.map(Subject::Lane).into(),
        },
        (Check::NoOperationalBackbone, _) => vec![Subject::Backbone(Backbone::Operational)],
        (Check::NoDigitalServicesBackbone, _) => vec![Subject::Backbone(Backbone::DigitalServices)],
        (Check::NoAnswer, Some(initiative)) => {
            let link =
                |capability: &Id| Subject::Link { initiative: initiative.clone(), capability: capability.clone() };
            others.iter().map(link).collect()
        }
        (Check::SupportingFirst, Some(from)) => {
            others.iter().map(|to| Subject::Serves { from: from.clone(), to: to.clone() }).collect()
        }
        (Check::NoAdaptation, _) => advice.items.iter().filter_map(|id| subject(map, id)).collect(),
        (_, first) => first.and_then(|id| subject(map, id)).into_iter().collect(),
    };
    if marked.is_empty() { vec![Subject::Direction] } else { marked }
}

/// The initiative or the capability of an id.
pub fn subject(map: &StrategyMap, id: &Id) -> Option<Subject> {
    let initiative = map.initiatives.contains(id).then(|| Subject::Initiative(id.clone()));
    initiative.or_else(|| map.capabilities.contains(id).then(|| Subject::Capability(id.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::samples;
    use crate::insight::checks;
    use crate::map::{Day, Moment};

    fn marked_by(sample: &str, check: Check) -> Vec<Vec<Subject>> {
        let map = samples::find(sample).expect(sample).load().expect(sample).map;
        let moment = Moment::of(&map, None, Day::from_civil(2026, 1, 1));
        let found = checks(&map, moment).into_iter().filter(|finding| finding.advice.check == check);
        found.map(|finding| marked(&map, map.primary_on(moment.day), &finding.advice)).collect()
    }

    #[test]
    fn advice_marks_what_it_is_about() {
        let lanes: Vec<Subject> = StrategyKind::ALL.map(Subject::Lane).into();
        assert_eq!(marked_by("bank-before", Check::NoPrimary), std::slice::from_ref(&lanes));
        assert_eq!(marked_by("bank-before", Check::SplitFocus), [lanes]);
        assert_eq!(marked_by("bank-before", Check::NoNeed), [[Subject::Direction]]);
        let link = |initiative: &str, capability: &str| {
            vec![Subject::Link { initiative: initiative.into(), capability: capability.into() }]
        };
        assert_eq!(marked_by("bank-before", Check::NoAnswer), [link("partner-accounts", "consent")]);
        let weak = marked_by("bank-before", Check::WeakFoundation);
        assert_eq!(weak[0], [Subject::Capability("partner-interface".into())], "not all that rely on it");
        assert_eq!(marked_by("amazon", Check::StrayInitiative), [[Subject::Initiative("rent-storage".into())]]);
    }
}
