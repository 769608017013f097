//! What others have made of the map: taken in where nothing is unsaved, brought together with it where something is.

#[cfg(test)]
mod tests;

use egui::{Context, Ui};

use super::banner::{Banner, Tone};
use super::canvas::Gesture;
use super::dialog::After;
use super::locking::ReadOnly;
use super::merge_review::Review;
use super::native_dialog::Purpose;
use super::watching::{News, Watching};
use super::workspace::Workspace;
use super::{HeadwayApp, View};
use crate::file::{self, Saved};
use crate::import::Opened;
use crate::insight::{are_versions, changes};
use crate::map::StrategyMap;
use crate::merge::{Choices, Merged, Side, merge, merge_of_two};

/// The step in which a map is reloaded.
const RELOAD: &str = "Changes by others";

/// The step in which changes of others come to those of the user.
const MERGE: &str = "Merge changes by others";

/// What is known of others who change the file.
#[derive(Default)]
pub struct Others {
    watching: Watching,
    /// What is in the file by now, while it waits for the end of a gesture.
    noticed: Option<Box<Opened>>,
    state: State,
    /// What was done about it.
    told: Option<Told>,
    /// What is still to be decided, the oldest first.
    reviews: Vec<Review>,
}

/// How the file is.
#[derive(Default)]
enum State {
    #[default]
    Well,
    Gone,
    Damaged(String),
    /// A newer version of the program has written it, and this one has changes that are not in it.
    Newer,
    /// Another map stands in it, which has nothing to do with this one.
    Another,
}

/// What was done about changes of others.
struct Told {
    words: String,
    /// The map before.
    before: StrategyMap,
    /// The step in which it was done, where it changed the map in one that can be taken back.
    step: Option<u64>,
    /// Whether the save that it came with is still to end.
    in_save: bool,
}

/// What came of a merge into the map that is open.
#[derive(Clone, Copy, Default)]
pub(super) struct MergedIn {
    /// The step in which it came; none where the map had all of it already.
    pub step: Option<u64>,
    /// How many differences need a decision.
    pub open: usize,
}

/// What can be done about it.
#[derive(Clone, Copy)]
enum Act {
    Show,
    Undo,
    Dismiss,
    Review,
    KeepMine,
    Save,
    SaveAs,
}

/// Whether what was done in a step is still in the map. What took no step cannot be taken back.
pub(super) fn stands(step: Option<u64>, workspace: &Workspace) -> bool {
    step.is_none_or(|step| workspace.document.has_step(step))
}

impl Others {
    /// What is to be decided next: nothing of it where the step that brought it was taken back.
    pub(super) fn review(&self, workspace: &Workspace) -> Option<&Review> {
        self.reviews.iter().find(|review| stands(review.step, workspace))
    }

    /// As [`Others::review`], to be decided.
    pub(super) fn take_review(&mut self, workspace: &Workspace) -> Option<Review> {
        let at = self.reviews.iter().position(|review| stands(review.step, workspace))?;
        Some(self.reviews.remove(at))
    }

    /// Whether the file is there and holds the map as it stands.
    pub(super) fn has_file_with(&self, workspace: &Workspace) -> bool {
        let is_there = matches!(self.state, State::Well) && workspace.stamp.is_some() && !workspace.over_damaged;
        is_there && workspace.document.map() == &workspace.base
    }

    /// Notes that it is decided: what was told of the merge is old news.
    pub(super) fn decided(&mut self) {
        self.told = None;
    }

    /// Puts it back: it is still to be decided.
    pub(super) fn put_back(&mut self, review: Review) {
        self.reviews.insert(0, review);
    }

    /// Takes away the review of a version that came in from the file: another one has come. Answers what both began from, where
    /// the version is the one that is known of the file.
    fn undecided_with(&mut self, version: &StrategyMap) -> Option<StrategyMap> {
        let at = self.reviews.iter().position(|review| review.of_file)?;
        let review = self.reviews.remove(at);
        // Where ours was saved since, that is decided.
        if review.is_with(version) { review.into_base() } else { None }
    }

    /// Notes that the map is in its file.
    pub(super) fn saved(&mut self) {
        self.state = State::Well;
        self.told = self.told.take().filter(|told| told.in_save).map(|told| Told { in_save: false, ..told });
    }
}

/// Whether a file holds a map that has nothing to do with the one before.
fn is_another(before: &StrategyMap, now: &StrategyMap) -> bool {
    !before.initiatives.is_empty() && !now.initiatives.is_empty() && !are_versions(before, now)
}

impl HeadwayApp {
    /// Looks whether others have changed the file, and takes in what they have.
    pub(super) fn look_after_file(&mut self, ctx: &Context) {
        let saving = self.is_saving();
        let file = self.workspace.as_ref().filter(|_| !saving);
        let file = file.and_then(|workspace| workspace.path.as_deref().zip(workspace.stamp.as_ref()));
        let told = !matches!(self.others.state, State::Well);
        self.others.watching.follow(ctx, file, told);
        // Nothing comes in between while something is typed, dragged or asked.
        if saving || self.is_busy() {
            return;
        }
        if let Some(news) = self.others.watching.news() {
            self.hear(news);
            ctx.request_repaint();
        }
        if let Some(opened) = self.others.noticed.take() {
            self.take_in(*opened);
        }
    }

    fn is_busy(&self) -> bool {
        let asks = self.dialog.is_some() || self.pending.is_some() || self.versions.is_some() || self.import.is_some();
        // What was recovered is first to be kept or not.
        let asks = asks || self.recovery.is_undecided();
        let Some(workspace) = &self.workspace else { return asks };
        let canvas = &workspace.canvas;
        let edits = workspace.document.in_gesture() || canvas.editing.is_some();
        asks || edits || !matches!(canvas.gesture, Gesture::Idle) || workspace.presentation.is_some()
    }

    fn hear(&mut self, news: News) {
        let Some(workspace) = &mut self.workspace else { return };
        match news {
            News::Changed(opened) => {
                self.others.noticed = Some(opened);
                return;
            }
            News::Well => {
                self.others.state = State::Well;
                if self.others.has_file_with(workspace) {
                    workspace.document.note_saved();
                }
                return;
            }
            News::Gone => self.others.state = State::Gone,
            News::Damaged(why) => self.others.state = State::Damaged(why),
        }
        // What was told of the file before is no longer so.
        self.others.told = None;
        // What can only be looked at was never the user's to save.
        if !workspace.is_read_only() {
            workspace.document.unsave();
        }
    }

    /// Takes in what a save has found in the file; whether the save can go on.
    pub(super) fn bring_together(&mut self, opened: Opened) -> bool {
        if let Some(workspace) = &mut self.workspace {
            workspace.document.end_saving(false);
        }
        let open = self.others.reviews.len();
        self.take_in(opened);
        if let Some(told) = &mut self.others.told {
            told.in_save = true;
        }
        self.others.reviews.len() == open && self.workspace.as_ref().is_some_and(|workspace| workspace.path.is_some())
    }

    /// Takes in what others have put into the file.
    fn take_in(&mut self, opened: Opened) {
        let Some(workspace) = &mut self.workspace else { return };
        let Opened { loaded, stamp, .. } = opened;
        let unsaved = workspace.document.is_changed() && *workspace.document.map() != workspace.base;
        let is_another = is_another(&workspace.base, &loaded.map);
        if unsaved && (loaded.read_only || is_another) {
            // The file is not ours to write any more: the map goes on without it.
            (workspace.path, workspace.stamp, workspace.lock) = (None, None, None);
            workspace.document.unsave();
            self.others.state = if is_another { State::Another } else { State::Newer };
            return;
        }
        self.others.state = State::Well;
        self.keep_earlier();
        let Some(workspace) = &mut self.workspace else { return };
        let base = std::mem::replace(&mut workspace.base, loaded.map.clone());
        self.others.state = State::Well;
        workspace.stamp = Some(stamp);
        workspace.over_damaged = false;
        let repaired = match loaded.repairs.len() {
            0 => String::new(),
            1 => " One thing in it had to be repaired.".into(),
            more => format!(" {more} things in it had to be repaired."),
        };
        if unsaved {
            // What was not decided of the version before is a part of the question that this one asks.
            let base = self.others.undecided_with(&base).unwrap_or(base);
            let open = self.others.reviews.len();
            self.merge_in(loaded.map, Some(base), "another program");
            self.others.reviews.iter_mut().skip(open).for_each(|review| review.of_file = true);
            if let Some(workspace) = &mut self.workspace {
                match workspace.document.map() == &workspace.base {
                    true => workspace.document.note_saved(),
                    false => workspace.document.unsave(),
                }
            }
        } else {
            self.others.undecided_with(&base);
            self.reload(&loaded.map, loaded.read_only);
        }
        if let Some(told) = &mut self.others.told {
            told.words.push_str(&repaired);
        }
    }

    /// Keeps the map as it was in the file before others changed it, among the earlier versions. What comes in does not
    /// depend on it.
    fn keep_earlier(&self) {
        let Some((backups, workspace)) = self.backups().zip(self.workspace.as_ref()) else { return };
        if let (Some(path), Ok(bytes)) = (&workspace.path, file::to_bytes(&workspace.base)) {
            let _ = backups.keep(path, &bytes);
        }
    }

    /// Makes the map what is in its file by now, where nothing of it is unsaved.
    fn reload(&mut self, theirs: &StrategyMap, newer: bool) {
        let Some(workspace) = &mut self.workspace else { return };
        let before = workspace.document.map().clone();
        if newer {
            (workspace.read_only, workspace.lock) = (Some(ReadOnly::Newer), None);
            workspace.document.lock();
        }
        let step = workspace.document.reload(RELOAD, theirs);
        let mut words = format!("Reloaded: {} by another program.", counted(changes(&before, theirs).len()));
        if newer {
            words.push_str(" It is of a newer version of Headway now: it can be looked at and saved as a copy.");
        }
        self.others.told = Some(Told { words, before, step, in_save: false });
    }

    /// Brings another version of the map together with the one that is open, in one step that can be undone. Where they conflict, ours
    /// stands until it is decided.
    ///
    /// `base` is the version that both began from; without one, what differs is to be decided. `whose` goes on after “Merged with the
    /// changes of”. Answers what came of it.
    pub(super) fn merge_in(&mut self, theirs: StrategyMap, base: Option<StrategyMap>, whose: &str) -> MergedIn {
        let Some(workspace) = self.workspace.as_mut().filter(|workspace| !workspace.is_read_only()) else {
            return MergedIn::default();
        };
        workspace.settle();
        let before = workspace.document.map().clone();
        let merged = match &base {
            Some(base) => merge(base, &before, &theirs),
            None => merge_of_two(&before, &theirs, &Choices::new()),
        };
        workspace.document.begin(MERGE);
        workspace.document.take_over(&merged.map);
        let step = workspace.document.commit_step();
        let words = merge_words(&before, &merged, whose);
        self.others.told = Some(Told { words, before: before.clone(), step, in_save: false });
        let open = merged.conflicts.len();
        if open > 0 {
            self.others.reviews.push(Review::new(base, before, theirs, merged, step));
        }
        MergedIn { step, open }
    }

    /// Brings the versions together with the map that a save has found in the file and kept beside it; whether that was all it had
    /// to tell, and left nothing to decide. They stay beside it: the file has both only once the map is saved again.
    pub(super) fn merge_met(&mut self, saved: &Saved, base: &StrategyMap) -> bool {
        let mut all = saved.kept.len() == saved.met.len();
        for path in &saved.met {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match file::open(path) {
                Ok(loaded) if !loaded.read_only => {
                    let whose = format!("another program, whose version is kept beside the file as “{name}”");
                    // What is still to be decided keeps the map from being left.
                    all &= self.merge_in(loaded.map, Some(base.clone()), &whose).open == 0;
                }
                _ => all = false,
            }
        }
        all && !saved.met.is_empty()
    }

    /// What is to be known of others, in strips.
    pub(super) fn show_others(&mut self, ui: &mut Ui) {
        let asked = [self.file_strip(), self.changes_strip()].into_iter().flatten();
        let chosen: Vec<Act> = asked.filter_map(|strip| strip.show(ui)).collect();
        chosen.into_iter().for_each(|act| self.act(ui, act));
    }

    fn file_strip(&self) -> Option<Banner<Act>> {
        let workspace = self.workspace.as_ref()?;
        let name = workspace.name();
        let (words, actions) = match &self.others.state {
            State::Well => return None,
            State::Gone => (
                format!(
                    "“{name}” is no longer where it was: somebody moved, renamed or deleted it. The map is still here."
                ),
                vec![("Save again", Act::Save), ("Save as…", Act::SaveAs)],
            ),
            State::Damaged(why) => (
                format!(
                    "Another program has changed the file, and it cannot be read now. Your map is still here. {why}"
                ),
                vec![("Save as…", Act::SaveAs), ("Save again", Act::Save)],
            ),
            State::Another => (
                "Another map is in the file now, which shares next to nothing with this one. Your map with its changes \
                 is still here: save it under another name."
                    .into(),
                vec![("Save as…", Act::SaveAs)],
            ),
            State::Newer => (
                "A newer version of Headway has changed the file, and this one cannot write it. Your map with its \
                 changes is still here: save it under another name."
                    .into(),
                vec![("Save as…", Act::SaveAs)],
            ),
        };
        let actions = if workspace.is_read_only() { vec![("Save as…", Act::SaveAs)] } else { actions };
        Some(Banner { id: "file", tone: Tone::Decide, words, actions })
    }

    fn changes_strip(&self) -> Option<Banner<Act>> {
        let workspace = self.workspace.as_ref()?;
        let undoable = |step: Option<u64>| step.is_some_and(|step| workspace.document.ends_with_step(step));
        if let Some(review) = self.others.review(workspace).filter(|_| self.view != View::Review) {
            let count = review.open();
            let need = if count == 1 { "difference needs" } else { "differences need" };
            let why = if review.has_beginning() {
                "you and somebody else have changed the same thing"
            } else {
                "your map and the other version are not alike there"
            };
            let words = format!("{count} {need} a decision: {why}. Until then, yours stands and nothing is removed.");
            let mut actions = vec![("Review", Act::Review), ("Keep mine", Act::KeepMine)];
            if undoable(review.step) {
                actions.push(("Undo", Act::Undo));
            }
            return Some(Banner { id: "others", tone: Tone::Decide, words, actions });
        }
        let told = self.others.told.as_ref().filter(|told| stands(told.step, workspace))?;
        let mut actions = vec![("OK", Act::Dismiss), ("Show changes", Act::Show)];
        if undoable(told.step) {
            actions.push(("Undo", Act::Undo));
        }
        (self.view != View::Review).then(|| Banner {
            id: "others",
            tone: Tone::Calm,
            words: told.words.clone(),
            actions,
        })
    }

    fn act(&mut self, ui: &mut Ui, act: Act) {
        let ctx = ui.ctx().clone();
        match act {
            Act::Show => {
                if let Some(told) = self.others.told.take() {
                    self.compare_with_before(told.before);
                }
            }
            Act::Undo => {
                self.settle();
                self.others.told = None;
                self.run(ui, super::Command::Undo);
            }
            Act::Dismiss => self.others.told = None,
            Act::Review => self.view = View::Review,
            Act::KeepMine => {
                if let Some(workspace) = &self.workspace
                    && let Some(mut review) = self.others.take_review(workspace)
                {
                    review.choose(None, Side::Ours);
                    self.decide(&review);
                }
            }
            Act::Save => self.save(&ctx, None::<After>),
            Act::SaveAs => self.ask_for_path(&ctx, Purpose::Save(None)),
        }
        ctx.request_repaint();
    }
}

fn counted(count: usize) -> String {
    match count {
        0 => "nothing on the map was changed".into(),
        1 => "1 change".into(),
        more => format!("{more} changes"),
    }
}

/// What a merge came to, where nothing is to be decided.
fn merge_words(before: &StrategyMap, merged: &Merged, whose: &str) -> String {
    let mut words = match changes(before, &merged.map).len() {
        0 => format!("Merged with the changes of {whose}: all of them were here already."),
        1 => format!("Merged: 1 change of {whose}."),
        more => format!("Merged: {more} changes of {whose}."),
    };
    for renamed in &merged.renamed {
        words.push_str(&format!(" {}.", renamed.words()));
    }
    match merged.repairs.len() {
        0 => {}
        1 => words.push_str(" One thing could not stand beside the others and was set aside in the file."),
        more => {
            words.push_str(&format!(" {more} things could not stand beside the others and were set aside in the file."))
        }
    }
    words
}
