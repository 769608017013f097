//! Unsaved work that an earlier window left behind: shown at the next start, and kept, saved elsewhere or discarded.
//!
//! What was left behind stays on the disk until it is confirmed that it is somewhere else as well: in a file, or in the
//! record of the window that goes on with it. Until then a program that is ended loses nothing by showing it.

mod list;
mod work;

use std::path::{Path, PathBuf};

use egui::{Context, Ui};

use super::HeadwayApp;
use super::banner::{Banner, Tone};
use super::dialog::{After, Dialog};
use super::leaving::Leaving;
use super::native_dialog::Purpose;
use super::workspace::Workspace;
use crate::edit::Document;
use crate::file::Backups;
use crate::journal::left_behind;
use work::Work;
pub use work::WorkId;

/// The step of the history that brings the recovered work in.
const STEP: &str = "Recover unsaved work";

/// The unsaved work that was left behind, as far as this window knows of it.
#[derive(Default)]
pub struct Recovery {
    /// What nobody has looked at yet: what was edited last comes first.
    waiting: Vec<Work>,
    /// What the open map shows, until it is decided what becomes of it.
    shown: Option<Shown>,
    /// Whether a strip tells of what waits, beside a map that was asked for by name.
    is_announced: bool,
    /// The next number.
    next: usize,
}

/// Recovered work that is open.
struct Shown {
    work: Work,
    /// The revision of the document that holds just that.
    revision: u64,
    /// Whether the save that is under way, or was last, has it.
    in_save: bool,
}

/// What is to become of the work that is shown.
#[derive(Clone, Copy, Debug)]
enum Choice {
    Keep,
    SaveElsewhere,
    Discard,
}

/// A piece of work as the start page offers it.
pub struct Offer {
    /// Which it is.
    pub id: WorkId,
    /// What the map is called.
    pub name: String,
    /// How much it is, until when, and where.
    pub line: String,
}

/// What can be done about work that waits.
#[derive(Clone, Copy, Debug)]
enum Announced {
    Show,
    Later,
}

impl Recovery {
    /// Looks for what was left behind in a folder, beyond what is known already.
    fn look(&mut self, folder: &Path, backups: Option<&Backups>) {
        for recovered in left_behind(folder) {
            let id = WorkId(self.next);
            self.next += 1;
            self.waiting.push(Work::new(id, recovered, backups));
        }
        self.waiting.sort_by_key(|work| std::cmp::Reverse(work.recovered.edited));
    }

    /// Whether the open map is recovered work of which nobody has said what is to become of it.
    pub(super) fn is_undecided(&self) -> bool {
        self.shown.is_some()
    }

    /// What waits, newest first.
    pub(super) fn waiting(&self) -> &[Work] {
        &self.waiting
    }

    /// The same as the start page offers it.
    pub(super) fn offers(&self) -> Vec<Offer> {
        let offer = |work: &Work| {
            let line = [Some(work.extent()), work.folder()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            Offer { id: work.id, name: work.name(), line }
        };
        self.waiting.iter().map(offer).collect()
    }

    fn find(&self, id: WorkId) -> Option<&Work> {
        self.shown.iter().map(|shown| &shown.work).chain(&self.waiting).find(|work| work.id == id)
    }

    fn take(&mut self, id: WorkId) -> Option<Work> {
        let at = self.waiting.iter().position(|work| work.id == id)?;
        Some(self.waiting.remove(at))
    }

    /// Whether the open map is recovered work, and no more than that: all of it is on the disk already.
    fn holds_all_of(&self, workspace: &Workspace) -> bool {
        let is_typed = workspace.canvas.editing.is_some();
        !is_typed && self.shown.as_ref().is_some_and(|shown| shown.revision == workspace.document.revision())
    }

    /// A name beside the file of the open map, where that is recovered work that nobody has decided about: the file is not
    /// to be written over by it.
    pub(super) fn beside(&self, path: &Path) -> Option<PathBuf> {
        let name = self.shown.as_ref().and(path.file_name())?.to_string_lossy().into_owned();
        let at = name.to_ascii_lowercase().find(".headway.json").or_else(|| name.rfind('.')).unwrap_or(name.len());
        let (stem, ending) = name.split_at_checked(at)?;
        Some(path.with_file_name(format!("{stem} (recovered){ending}")))
    }

    /// Notes whether what is being saved from now on has the recovered work in it: it may come and go by undo meanwhile.
    pub(super) fn begin_saving(&mut self, document: &Document) {
        if let Some(shown) = &mut self.shown {
            shown.in_save = is_in(Some(&*shown), document);
        }
    }

    /// Another map is shown from now on. What nobody decided about waits again.
    pub(super) fn put_back(&mut self) {
        if let Some(shown) = self.shown.take() {
            self.waiting.push(shown.work);
            self.waiting.sort_by_key(|work| std::cmp::Reverse(work.recovered.edited));
        }
    }
}

/// Whether what was recovered is still in a map and was not taken back.
fn is_in(shown: Option<&Shown>, document: &Document) -> bool {
    document.first_step() == Some(STEP) || shown.is_some_and(|shown| shown.work.is_unedited())
}

impl HeadwayApp {
    /// Looks for unsaved work that was left behind.
    fn look_for_recovered(&mut self) {
        self.wait_for_ended_journals();
        let backups = self.backups();
        if let Some(folder) = self.recovery_folder() {
            self.recovery.look(&folder, backups.as_ref());
        }
    }

    /// At the start: shows what was left behind, where no other file was asked for.
    pub(super) fn recover(&mut self, asked_for: Option<&Path>) -> bool {
        self.look_for_recovered();
        let waiting = self.recovery.waiting();
        let found = match asked_for {
            Some(path) => waiting.iter().find(|work| work.is_of(path)),
            None => waiting.first(),
        };
        let found = found.map(|work| work.id);
        self.recovery.is_announced = found.is_none() && !waiting.is_empty();
        found.is_some_and(|id| {
            self.show_recovered(id);
            true
        })
    }

    /// A file was opened: where work on it was left behind, that is shown in its place.
    pub(super) fn show_recovered_of(&mut self, path: &Path) {
        self.look_for_recovered();
        let found = self.recovery.waiting().iter().find(|work| work.is_of(path)).map(|work| work.id);
        if let Some(id) = found {
            self.show_recovered(id);
        }
    }

    /// To work on recovered work is to keep it: from then on the record of this window holds it all.
    pub(super) fn keep_edited_recovered(&mut self, ctx: &Context) {
        let is_in = |workspace: &Workspace| is_in(self.recovery.shown.as_ref(), &workspace.document);
        if self.has_edited_recovered() && self.workspace.as_ref().is_some_and(is_in) {
            self.keep_recovered(ctx);
        }
    }

    /// Before the start page or the list is shown: what was left since is on it as well.
    pub(super) fn refresh_recovered(&mut self) {
        self.recovery.put_back();
        self.look_for_recovered();
        self.recovery.is_announced = false;
    }

    /// Opens the list of what was left behind.
    pub(super) fn open_recovered(&mut self) {
        self.look_for_recovered();
        self.recovery.is_announced = false;
        self.dialog = Some(if self.recovery.waiting().is_empty() && self.recovery.shown.is_none() {
            let why = "Changes that were not saved are kept here when Headway or the machine stops, and when a map is left \
                       in recovery. There are none.";
            Dialog::Message("There is no recovered work", vec![why.into()])
        } else {
            Dialog::Recovered
        });
    }

    /// Shows a piece of work as the open map, on top of the map as it was last saved.
    pub(super) fn show_recovered(&mut self, id: WorkId) {
        // Showing another map puts back what was shown before.
        let Some(work) = self.recovery.take(id) else { return };
        self.show_map(work.recovered.base.clone(), work.recovered.path.as_deref(), false);
        let Some(workspace) = &mut self.workspace else { return };
        if !workspace.part_from_other_window() {
            // A save sees what another program made of the file since, and never writes over it.
            workspace.stamp = work.stamp.clone();
            workspace.over_damaged = matches!(work.basis, work::Basis::Damaged(_));
        }
        if work.is_unedited() {
            workspace.document = Document::unsaved(work.recovered.map.clone());
        } else {
            workspace.document.begin(STEP);
            workspace.document.take_over(&work.recovered.map);
            workspace.document.commit();
        }
        let revision = workspace.document.revision();
        self.recovery.shown = Some(Shown { work, revision, in_save: false });
        self.recovery.is_announced = false;
    }

    /// Tells of recovered work, and does what is chosen.
    pub(super) fn show_recovery_banner(&mut self, ui: &mut Ui) {
        if let Some(shown) = &self.recovery.shown {
            let elsewhere = if shown.work.recovered.path.is_some() { "Save elsewhere…" } else { "Save as…" };
            let banner = Banner {
                id: "recovered work",
                tone: Tone::Decide,
                words: shown.work.told(),
                actions: vec![("Keep", Choice::Keep), (elsewhere, Choice::SaveElsewhere), ("Discard", Choice::Discard)],
            };
            let id = shown.work.id;
            match banner.show(ui) {
                Some(Choice::Keep) => self.keep_recovered(ui.ctx()),
                Some(Choice::SaveElsewhere) => self.ask_for_path(ui.ctx(), Purpose::Save(None)),
                Some(Choice::Discard) => self.dialog = Some(Dialog::DiscardRecovered(id)),
                None => {}
            }
        } else if self.recovery.is_announced {
            let Some(newest) = self.recovery.waiting().first() else { return };
            let words = match self.recovery.waiting().len() {
                1 => format!("There is recovered work of “{}”: {}.", newest.name(), newest.extent()),
                more => format!("There is recovered work of {more} maps, the newest of “{}”.", newest.name()),
            };
            let id = newest.id;
            let actions = vec![("Show", Announced::Show), ("Later", Announced::Later)];
            match (Banner { id: "recovered work", tone: Tone::Calm, words, actions }).show(ui) {
                Some(Announced::Show) if self.recovery.waiting().len() > 1 => self.open_recovered(),
                Some(Announced::Show) => self.after_saving(ui.ctx(), After::Recovered(id)),
                Some(Announced::Later) => self.recovery.is_announced = false,
                None => {}
            }
        }
    }

    /// Whether the recovered work that is open was worked on since it was shown.
    pub(super) fn has_edited_recovered(&self) -> bool {
        self.recovery.shown.is_some() && !self.is_only_recovered()
    }

    /// The map was saved: what was recovered needs no more guarding, where it is in what was saved.
    pub(super) fn recovered_is_saved(&mut self) {
        if let Some(shown) = self.recovery.shown.take_if(|shown| shown.in_save) {
            self.dialog = self.sweep_recovered(shown.work).or(self.dialog.take());
        }
    }

    /// Whether the open map is recovered work that nobody has decided about, and no more than that: it is on the disk as it
    /// is, and needs no second record.
    pub(super) fn is_only_recovered(&self) -> bool {
        self.workspace.as_ref().is_some_and(|workspace| self.recovery.holds_all_of(workspace))
    }

    /// Whether the open map may be left without a question, because it is nothing but recovered work that waits on.
    pub(super) fn waits_on(&self, after: &After) -> bool {
        self.is_only_recovered() && matches!(after, After::Recovered(_))
    }

    /// Goes on with the recovered work as unsaved changes of the open map. It goes off the disk once the record of this
    /// window is there.
    fn keep_recovered(&mut self, ctx: &Context) {
        let Some(workspace) = &mut self.workspace else { return };
        let document = &mut workspace.document;
        if document.undo_label().is_none() && document.redo_label() == Some(STEP) {
            document.redo();
        }
        if !is_in(self.recovery.shown.as_ref(), document) {
            self.recovery.put_back();
            let why =
                "It was undone, and the map was changed in another way since. It waits under File ▸ Recovered work.";
            self.dialog = Some(Dialog::Message("The recovered work is no longer in this map", vec![why.into()]));
        } else if let Some(shown) = self.recovery.shown.take() {
            self.take_over_recovered(shown.work.recovered);
            self.keep_journal(ctx);
        }
    }

    /// Throws recovered work away. Where it is shown, its file is opened as it is.
    pub(super) fn discard_recovered(&mut self, ctx: &Context, id: WorkId) {
        match self.recovery.shown.take() {
            Some(shown) if shown.work.id == id => {
                let path = shown.work.recovered.path.clone();
                let told = self.sweep_recovered(shown.work);
                self.go_on(ctx, After::StartPage);
                if let Some(path) = path.filter(|path| path.is_file()) {
                    self.open_file(&path);
                }
                self.dialog = told.or(self.dialog.take());
            }
            shown => {
                self.recovery.shown = shown;
                let told = self.recovery.take(id).and_then(|work| self.sweep_recovered(work));
                let more = !self.recovery.waiting.is_empty();
                self.dialog = told.or_else(|| more.then_some(Dialog::Recovered));
            }
        }
    }

    /// Leaves unsaved work in recovery and goes on, or asks again where it cannot be left there.
    pub(super) fn leave_and_go_on(&mut self, ctx: &Context, after: After) {
        // What was shown and not touched since is in recovery as it is.
        if self.has_edited_recovered()
            && let Some(shown) = self.recovery.shown.take()
        {
            self.take_over_recovered(shown.work.recovered);
        }
        match self.leave_in_recovery(ctx) {
            Ok(()) => self.go_on(ctx, after),
            Err(why) => self.dialog = Some(Dialog::Leaving(Leaving::without_recovery(after, why))),
        }
    }

    /// Goes on without what is unsaved, recovered work among it.
    pub(super) fn discard_and_go_on(&mut self, ctx: &Context, after: After) {
        let told = self.recovery.shown.take().and_then(|shown| self.sweep_recovered(shown.work));
        self.leave_no_longer();
        self.go_on(ctx, after);
        self.dialog = told.or(self.dialog.take());
    }

    /// Takes recovered work off the disk; answers what is to be told where that failed.
    fn sweep_recovered(&mut self, work: Work) -> Option<Dialog> {
        let name = work.name();
        let why = work.recovered.discard().err()?;
        let sentences = vec![
            format!("The recovered work of “{name}” could not be taken off the disk ({why})."),
            "It will be offered again at the next start.".to_owned(),
        ];
        Some(Dialog::Message("The recovered work is still there", sentences))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_that_goes_by_is_told_by_its_day_and_how_long_ago_it_is() {
        let now = std::time::SystemTime::now();
        assert!(work::when(now).ends_with(", just now"), "{}", work::when(now));
        // A clock that is wrong is no reason to break down.
        let before = std::time::UNIX_EPOCH - std::time::Duration::from_secs(86_400);
        assert!(work::when(before).starts_with("1 Jan 1970"), "{}", work::when(before));
        let ahead = std::time::UNIX_EPOCH + std::time::Duration::from_millis(u64::MAX);
        assert!(work::when(ahead).starts_with("31 Dec 9999"), "{}", work::when(ahead));
    }
}
