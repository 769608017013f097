//! What has changed of what is drawn, thing by thing.

use super::sign::Sign;
use crate::map::{Capability, Id, Initiative, Link, Moment, StrategyMap};
use crate::scene::node::Subject;

/// What has changed of one thing on the map: signs with their words, the weightiest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What it is.
    pub subject: Subject,
    /// What it is called.
    pub title: String,
    /// How it has changed.
    pub signs: Vec<(Sign, String)>,
}

/// What has changed of what is drawn.
pub struct Found {
    /// Thing by thing, in the order of the map.
    pub told: Vec<Told>,
}

impl Found {
    /// What has changed between two versions, as far as it is on the map at a moment.
    pub fn between(before: &StrategyMap, after: &StrategyMap, moment: Moment) -> Self {
        let mut found = Self { told: Vec::new() };
        found.strategy(before, after, moment);
        let stands = |one: &Initiative| one.placement().is_some() && moment.has(one);
        let known = |map: &StrategyMap, id: &Id| map.initiatives.get(id).filter(|one| stands(one)).cloned();
        for is in after.initiatives.iter().filter(|one| stands(one)) {
            match (known(before, &is.id), before.initiatives.contains(&is.id)) {
                (Some(was), _) => found.initiative(&was, is, moment),
                (None, was_an_idea) => found.add(initiative(is), if was_an_idea { "placed" } else { "new" }),
            }
        }
        for was in before.initiatives.iter().filter(|one| stands(one) && known(after, &one.id).is_none()) {
            let is_an_idea = after.initiatives.contains(&was.id);
            found.lose(initiative(was), if is_an_idea { "back in the tray" } else { "gone" });
        }
        for is in after.capabilities.iter() {
            match before.capabilities.get(&is.id) {
                Some(was) => found.capability(was, is, moment),
                None => found.add(capability(is), "new"),
            }
        }
        for was in before.capabilities.iter().filter(|one| !after.capabilities.contains(&one.id)) {
            found.lose(capability(was), "gone");
        }
        found.notes(before, after);
        found
    }

    /// Whether nothing has changed that is drawn.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// What has changed of a thing.
    pub fn of(&self, subject: &Subject) -> Option<&Told> {
        self.told.iter().find(|told| told.subject == *subject)
    }

    /// Whether a sign is drawn.
    pub fn has(&self, sign: Sign) -> bool {
        self.told.iter().any(|told| told.signs.iter().any(|(drawn, _)| *drawn == sign))
    }

    fn tell(&mut self, (subject, title): (Subject, String), signs: Vec<(Sign, String)>) {
        if !signs.is_empty() {
            self.told.push(Told { subject, title, signs });
        }
    }

    fn add(&mut self, what: (Subject, String), words: &str) {
        self.tell(what, vec![(Sign::Added, words.into())]);
    }

    fn lose(&mut self, what: (Subject, String), words: &str) {
        self.tell(what, vec![(Sign::Gone, words.into())]);
    }

    fn strategy(&mut self, before: &StrategyMap, after: &StrategyMap, moment: Moment) {
        if before.overview.strategy.direction != after.overview.strategy.direction {
            let what = (Subject::Direction, "Strategic direction".into());
            self.tell(what, vec![(Sign::Changed, "reworded".into())]);
        }
        let (was, is) = (before.primary_on(moment.day), after.primary_on(moment.day));
        if let Some(lane) = is.or(was).filter(|_| was != is) {
            let words = if is.is_some() { "now leads" } else { "leads no longer" };
            self.tell((Subject::Lane(lane), lane.name().into()), vec![(Sign::Changed, words.into())]);
        }
    }

    fn initiative(&mut self, was: &Initiative, is: &Initiative, moment: Moment) {
        let mut signs = Vec::new();
        if was.strategy != is.strategy {
            signs.push((Sign::Moved, "moved here".to_owned()));
        } else if was.placement() != is.placement() {
            signs.push((Sign::Moved, "moved".to_owned()));
        }
        let [earlier, now] = [was, is].map(|one| one.stage_on(moment.day).map(|entry| entry.stage));
        if earlier != now {
            let [from, to] =
                [earlier, now].map(|stage| stage.map_or("no stage".to_owned(), |stage| stage.name().to_lowercase()));
            signs.push((Sign::Stage, format!("{from} to {to}")));
        }
        // What has its own sign is set aside; whatever else differs is in the list in words.
        let rest = Initiative {
            strategy: is.strategy,
            position: is.position.clone(),
            stages: if earlier != now { is.stages.clone() } else { was.stages.clone() },
            relies_on: is.relies_on.clone(),
            serves: is.serves.clone(),
            ..was.clone()
        };
        if rest != *is {
            signs.push((Sign::Changed, "changed".to_owned()));
        }
        self.tell(initiative(is), signs);
        self.links(was, is, moment);
    }

    fn links(&mut self, was: &Initiative, is: &Initiative, moment: Moment) {
        for link in &is.relies_on {
            match was.link_to(&link.capability) {
                None => self.add(relies(is, link), ""),
                Some(earlier) => self.link(relies(is, link), earlier, link, moment),
            }
        }
        for link in was.relies_on.iter().filter(|link| is.link_to(&link.capability).is_none()) {
            self.lose(relies(is, link), "");
        }
        for id in is.serves.iter().filter(|id| !was.serves.contains(id)) {
            self.add(serves(is, id), "");
        }
        for id in was.serves.iter().filter(|id| !is.serves.contains(id)) {
            self.lose(serves(is, id), "");
        }
    }

    fn link(&mut self, what: (Subject, String), was: &Link, is: &Link, moment: Moment) {
        let (from, to) = (was.answer_on(moment.day), is.answer_on(moment.day));
        if from != to {
            let [from, to] = [from, to].map(|answer| answer.name().to_lowercase());
            self.tell(what, vec![(Sign::Answer, format!("{from} to {to}"))]);
        } else if was != is {
            self.tell(what, vec![(Sign::Changed, String::new())]);
        }
    }

    fn capability(&mut self, was: &Capability, is: &Capability, moment: Moment) {
        let mut signs = Vec::new();
        if was.backbone != is.backbone {
            signs.push((Sign::Moved, "moved here".to_owned()));
        }
        let [earlier, now] = [was, is].map(|one| one.maturity_on(moment.day).map(|entry| entry.level));
        if earlier != now {
            let [from, to] = [earlier, now].map(|level| level.map_or("none".to_owned(), |level| level.to_string()));
            signs.push((Sign::Changed, format!("maturity {from} to {to}")));
        } else if (Capability { backbone: is.backbone, ..was.clone() }) != *is {
            signs.push((Sign::Changed, "changed".to_owned()));
        }
        self.tell(capability(is), signs);
    }

    fn notes(&mut self, before: &StrategyMap, after: &StrategyMap) {
        for note in after.notes.iter() {
            let what = (Subject::Note(note.id.clone()), note.text.clone());
            match before.notes.get(&note.id) {
                None => self.add(what, "new"),
                Some(was) if was.text != note.text => self.tell(what, vec![(Sign::Changed, "reworded".into())]),
                Some(was) if was.position != note.position => self.tell(what, vec![(Sign::Moved, "moved".into())]),
                Some(_) => {}
            }
        }
    }
}

fn initiative(one: &Initiative) -> (Subject, String) {
    (Subject::Initiative(one.id.clone()), one.title.clone())
}

fn capability(one: &Capability) -> (Subject, String) {
    (Subject::Capability(one.id.clone()), one.title.clone())
}

fn relies(from: &Initiative, link: &Link) -> (Subject, String) {
    let subject = Subject::Link { initiative: from.id.clone(), capability: link.capability.clone() };
    (subject, format!("link of {}", from.title))
}

fn serves(from: &Initiative, to: &Id) -> (Subject, String) {
    (Subject::Serves { from: from.id.clone(), to: to.clone() }, format!("link of {}", from.title))
}
