//! Where others have changed the same as the user: what is to be decided, and how the map comes out of it.

mod drawn;
mod ghost;
mod list;
mod page;

use egui::Ui;

use super::canvas::Camera;
use super::{HeadwayApp, View};
use crate::map::StrategyMap;
use crate::merge::{Choices, Conflict, ConflictId, Merged, Side, merge, merge_of_two, merge_with};

use drawn::Drawn;
use page::Asked;

/// The step in which it is decided.
const DECIDE: &str = "Decide on changes by others";

/// One merge of which something is to be decided.
pub struct Review {
    base: Option<StrategyMap>,
    ours: StrategyMap,
    theirs: StrategyMap,
    /// As it came into the map, ours wherever they conflict.
    first: StrategyMap,
    choices: Choices,
    /// As it is by what is chosen so far.
    merged: Merged,
    /// The step in which it came into the map; none where it changed nothing but what is to be decided.
    pub(super) step: Option<u64>,
    /// The difference that is looked at.
    at: usize,
    camera: Camera,
    /// Whether the camera is still to be led to it.
    leads: bool,
    /// How often a choice was made: what is drawn depends on it.
    made: u64,
    drawn: Option<Drawn>,
    /// Whether the other version came in from the file of the map.
    pub(super) of_file: bool,
}

impl Review {
    /// What came of a merge.
    pub fn new(
        base: Option<StrategyMap>,
        ours: StrategyMap,
        theirs: StrategyMap,
        merged: Merged,
        step: Option<u64>,
    ) -> Self {
        Self {
            base,
            ours,
            theirs,
            first: merged.map.clone(),
            choices: Choices::new(),
            merged,
            step,
            at: 0,
            camera: Camera::default(),
            leads: true,
            made: 0,
            drawn: None,
            of_file: false,
        }
    }

    /// Whether it is about this version.
    pub fn is_with(&self, version: &StrategyMap) -> bool {
        self.theirs == *version
    }

    /// Whether it is known what both began from.
    pub fn has_beginning(&self) -> bool {
        self.base.is_some()
    }

    /// What both began from.
    pub fn into_base(self) -> Option<StrategyMap> {
        self.base
    }

    /// How many differences need a decision.
    pub fn open(&self) -> usize {
        self.merged.conflicts.len()
    }

    /// What is to be decided, each as it is chosen.
    fn conflicts(&self) -> &[Conflict] {
        &self.merged.conflicts
    }

    /// Chooses a side for one difference, or for all.
    pub(super) fn choose(&mut self, id: Option<&ConflictId>, side: Side) {
        match id {
            Some(id) => drop(self.choices.insert(id.clone(), side)),
            None => {
                let all = self.merged.conflicts.iter().map(|conflict| conflict.id.clone());
                let all: Vec<ConflictId> = all.collect();
                self.choices.extend(all.into_iter().map(|id| (id, side)));
            }
        }
        self.merged = self.merge(&self.choices);
        self.made += 1;
    }

    fn merge(&self, choices: &Choices) -> Merged {
        match &self.base {
            Some(base) => merge_with(base, &self.ours, &self.theirs, choices),
            None => merge_of_two(&self.ours, &self.theirs, choices),
        }
    }

    /// The map that is open, as it becomes by what is chosen but for one difference.
    fn applied_otherwise(&self, now: &StrategyMap, but: &Conflict) -> StrategyMap {
        let mut choices = self.choices.clone();
        choices.insert(but.id.clone(), but.kept.other());
        decided(now, &self.first, &self.merge(&choices).map)
    }

    /// The map that is open, as it becomes by what is chosen. What was edited since the merge stays, unless another choice is made of
    /// just that.
    fn applied_to(&self, now: &StrategyMap) -> StrategyMap {
        decided(now, &self.first, &self.merged.map)
    }
}

/// A map that has come from `first`, as it becomes where `first` becomes another one.
fn decided(now: &StrategyMap, first: &StrategyMap, becomes: &StrategyMap) -> StrategyMap {
    let merged = merge(first, now, becomes);
    // What was chosen is meant, whatever was there.
    let chosen: Choices = merged.conflicts.iter().map(|conflict| (conflict.id.clone(), Side::Theirs)).collect();
    if chosen.is_empty() { merged.map } else { merge_with(first, now, becomes, &chosen).map }
}

impl HeadwayApp {
    /// Takes what was chosen into the map, in one step.
    pub(super) fn decide(&mut self, review: &Review) {
        let Some(workspace) = &mut self.workspace else { return };
        workspace.settle();
        let map = review.applied_to(workspace.document.map());
        workspace.document.begin(DECIDE);
        workspace.document.take_over(&map);
        workspace.document.commit();
        if self.others.has_file_with(workspace) {
            workspace.document.note_saved();
        }
        self.others.decided();
    }

    /// Shows what is to be decided next, and takes what was decided into the map.
    pub(super) fn show_review(&mut self, ui: &mut Ui) {
        let Some(workspace) = &mut self.workspace else { return };
        let Some(mut review) = self.others.take_review(workspace) else {
            // The step that brought it was taken back.
            self.view = View::Map;
            return;
        };
        let asked = review.show(ui, workspace);
        match asked {
            Some(Asked::Done) => self.decide(&review),
            asked => {
                self.others.put_back(review);
                if asked == Some(Asked::Later) {
                    self.view = View::Map;
                }
            }
        }
        if asked.is_some() {
            ui.ctx().request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Document;

    fn titled(map: &StrategyMap, title: &str, organization: &str) -> StrategyMap {
        let mut document = Document::new(map.clone());
        document.edit_overview(|overview| {
            overview.title = title.into();
            overview.organization = organization.into();
        });
        document.commit();
        document.map().clone()
    }

    fn review() -> Review {
        let base = StrategyMap::default();
        let (ours, theirs) = (titled(&base, "Ours", ""), titled(&base, "Theirs", "They"));
        let merged = merge(&base, &ours, &theirs);
        Review::new(Some(base), ours, theirs, merged, Some(1))
    }

    #[test]
    fn what_is_chosen_comes_into_the_map_and_can_be_chosen_anew() {
        let mut review = review();
        let now = review.first.clone();
        let id = review.conflicts()[0].id.clone();
        assert_eq!(review.applied_to(&now), now, "ours stands until it is decided");
        review.choose(Some(&id), Side::Theirs);
        let after = review.applied_to(&now);
        assert_eq!((&*after.overview.title, &*after.overview.organization), ("Theirs", "They"));
        assert_eq!(review.applied_otherwise(&now, &review.conflicts()[0]), now);
        review.choose(None, Side::Ours);
        assert_eq!(review.applied_to(&now), now);
    }

    #[test]
    fn what_was_edited_since_the_merge_stays_unless_the_choice_is_about_it() {
        let mut review = review();
        let now = titled(&review.first, "Ours, edited", "We");
        assert_eq!(review.applied_to(&now), now);
        review.choose(None, Side::Theirs);
        let after = review.applied_to(&now);
        assert_eq!((&*after.overview.title, &*after.overview.organization), ("Theirs", "We"));
    }
}
