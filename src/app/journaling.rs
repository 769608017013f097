//! Keeps unsaved work on disk while it is made, so that a crash takes at most a second of it.
//!
//! Asked before and after each frame. A journal begins with the first change and goes once the map is saved, or its changes
//! are not wanted; what is left when the program breaks down is offered at the next start.

#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use egui::{Context, Ui};

use super::HeadwayApp;
use super::banner::{Banner, Tone};
use super::workspace::Workspace;
use crate::edit::{Key, Record};
use crate::file::Fingerprint;
use crate::journal::{self, Ending, FOLDER, Journal, Origin, Recovered, Touched};

/// What is told where the user has no folder for it.
const NO_FOLDER: &str = "Unsaved changes would be lost in a crash: this user has no home folder that could keep them. \
                         Save often.";

/// The journal of the map that is open.
#[derive(Default)]
pub(super) struct Journaling {
    journal: Option<Journal>,
    /// The version of the file that it goes on from.
    from: (Option<PathBuf>, Option<Fingerprint>),
    /// What is being typed on the page and is not in the document yet, as it was written last.
    typed: Option<Record>,
    /// The state of the map that is to be recovered later, where the user wished so.
    leaves: Option<u64>,
    /// What was recovered and is open now: it goes as soon as this journal has it.
    recovered: Option<Recovered>,
    /// Why no journal could be begun.
    fault: Option<String>,
    /// Journals that come to their end.
    endings: Vec<Ending>,
}

impl HeadwayApp {
    /// Where unsaved work is kept.
    pub(super) fn recovery_folder(&self) -> Option<PathBuf> {
        self.state_folder().map(|folder| folder.join(FOLDER))
    }

    /// Writes what was changed since this was last called.
    pub(super) fn keep_journal(&mut self, ctx: &Context) {
        self.journaling.endings.retain(|ending| !ending.has_come());
        if self.is_only_recovered() {
            return;
        }
        self.keep_edited_recovered(ctx);
        let folder = self.recovery_folder();
        if let Some(workspace) = self.workspace.as_mut().filter(|workspace| !workspace.is_read_only()) {
            let undecided = self.others.review(workspace).is_some();
            self.journaling.follow(folder.as_deref(), workspace, undecided, ctx);
        }
    }

    /// Does what a frame does. Where it breaks down, what it changed before is brought onto the disk first.
    pub(super) fn guarded(&mut self, ctx: &Context, frame: impl FnOnce(&mut Self)) {
        let done = catch_unwind(AssertUnwindSafe(|| frame(self)));
        if let Err(why) = done {
            let folder = self.recovery_folder();
            if let Some(workspace) = self.workspace.as_mut().filter(|workspace| !workspace.is_read_only()) {
                self.journaling.rescue(folder.as_deref(), workspace, ctx);
            }
            resume_unwind(why);
        }
    }

    /// Leaves the unsaved work to be recovered when this map is left. What is being typed is part of it.
    ///
    /// # Errors
    /// A sentence that says why it cannot be kept: then the map is not to be left.
    pub(super) fn leave_in_recovery(&mut self, ctx: &Context) -> Result<(), String> {
        self.settle();
        self.keep_journal(ctx);
        let (Some(workspace), Some(journal)) = (&self.workspace, &self.journaling.journal) else {
            return self.journaling.trouble().map_or(Ok(()), Err);
        };
        if !journal.flush() {
            return Err(journal.trouble().unwrap_or_else(|| "The disk does not answer; try again, or save.".into()));
        }
        self.journaling.leaves = Some(workspace.document.revision());
        Ok(())
    }

    /// Does something that may change the map after it was to be left in recovery, as where a save meets what others have
    /// written: it is still to be left there, as it is then.
    pub(super) fn still_leaving(&mut self, ctx: &Context, work: impl FnOnce(&mut Self)) {
        let leaves = self.leaves_as_it_is();
        work(self);
        if leaves && self.is_changed() {
            self.keep_journal(ctx);
            self.keep_for_recovery();
        }
    }

    /// Whether the map, as it stands, is to be recovered later.
    fn leaves_as_it_is(&self) -> bool {
        let revision = self.workspace.as_ref().map(|workspace| workspace.document.revision());
        revision.is_some() && self.journaling.leaves == revision
    }

    /// Takes back the wish to leave it there, where what was to come then did not: the map is still open.
    pub(super) fn leave_no_longer(&mut self) {
        self.journaling.leaves = None;
    }

    /// Why unsaved work cannot be kept at the moment, where it cannot.
    pub(super) fn why_unprotected(&self) -> Option<String> {
        self.journaling.trouble()
    }

    /// The map is left although a save of it failed: what was unsaved can be recovered. Answers whether it can.
    pub(super) fn keep_for_recovery(&mut self) -> bool {
        self.journaling.leaves = self.workspace.as_ref().map(|workspace| workspace.document.revision());
        self.journaling.journal.is_some()
    }

    /// Takes what was recovered, and is open now, off the disk as soon as the journal of this window has it.
    pub(super) fn take_over_recovered(&mut self, recovered: Recovered) {
        self.journaling.recovered = Some(recovered);
    }

    /// The map that is open is left: saved, or without what was not saved, or with that to be recovered.
    pub(super) fn end_journal(&mut self) {
        let revision = self.workspace.as_ref().map(|workspace| workspace.document.revision());
        self.journaling.end(revision);
    }

    /// The program ends. Whatever ended it: what nobody decided about can be recovered.
    pub(super) fn finish_journal(&mut self) {
        if self.may_close || !self.is_changed() {
            self.end_journal();
        }
        // A journal that is dropped without more is left to be recovered.
        self.journaling.journal = None;
        self.wait_for_ended_journals();
    }

    /// Waits for the journals of maps that were left: they hold on to their files until then.
    pub(super) fn wait_for_ended_journals(&mut self) {
        self.journaling.endings.drain(..).for_each(Ending::wait);
    }

    /// Tells where unsaved work cannot be kept at the moment.
    pub(super) fn tell_unprotected(&mut self, ui: &mut Ui) {
        let Some(words) = self.journaling.trouble().filter(|_| self.workspace.is_some()) else { return };
        let banner = Banner { id: "unprotected", tone: Tone::Decide, words, actions: vec![("Save now", ())] };
        if banner.show(ui).is_some() {
            let ctx = ui.ctx().clone();
            self.save(&ctx, None);
        }
    }
}

/// Brings unsaved work onto the disk before the process breaks down, in whichever thread that is.
pub(super) fn rescue_in_panics() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        tell(info);
        journal::flush_all();
    }));
}

impl Journaling {
    fn trouble(&self) -> Option<String> {
        self.journal.as_ref().map_or_else(|| self.fault.clone(), Journal::trouble)
    }

    /// `undecided`: whether the user is still to decide on what others have put into the file.
    fn follow(&mut self, folder: Option<&Path>, workspace: &mut Workspace, undecided: bool, ctx: &Context) {
        let typed = typed(workspace);
        if !workspace.document.is_changed() && typed.is_none() {
            return self.nothing_unsaved(workspace);
        }
        let from = version(workspace);
        if self.journal.is_none() {
            self.begin(folder, workspace, ctx);
        } else if from != self.from && !(undecided && from.0 == self.from.0) {
            // What is undecided goes on from the version that both began from: whoever recovers it is asked again.
            self.from = from;
            self.journal.as_ref().into_iter().for_each(|journal| journal.rebase(origin(workspace)));
        }
        let touched = self.touched(workspace, typed);
        if !touched.is_empty() {
            self.leaves = None;
        }
        if let Some(journal) = &self.journal {
            journal.write_touched(touched);
            self.recovered.take().into_iter().for_each(|recovered| journal.supersede(recovered));
        }
    }

    fn begin(&mut self, folder: Option<&Path>, workspace: &mut Workspace, ctx: &Context) {
        let Some(folder) = folder else {
            self.fault = Some(NO_FOLDER.into());
            return;
        };
        match Journal::begin(folder, origin(workspace)) {
            Ok(journal) => {
                let ctx = ctx.clone();
                journal.on_trouble(move || ctx.request_repaint());
                journal.write(workspace.document.map());
                // All of them are in the map that was just written.
                workspace.document.take_touched();
                (self.journal, self.from, self.fault) = (Some(journal), version(workspace), None);
            }
            Err(why) => {
                let fault = format!("Unsaved changes would be lost in a crash at the moment ({why}); save often.");
                self.fault = Some(fault);
            }
        }
    }

    /// What was touched since, with what is being typed on the page in place of what the document has.
    fn touched(&mut self, workspace: &mut Workspace, typed: Option<Record>) -> Vec<Touched> {
        let mut keys = workspace.document.take_touched();
        let before = std::mem::replace(&mut self.typed, typed.clone());
        if before != typed {
            keys.extend(before.iter().chain(&typed).map(Record::key));
        }
        let map = workspace.document.map();
        let as_is = |key: Key| match &typed {
            Some(typed) if typed.key() == key => (key, Some(typed.clone())),
            _ => (key.clone(), Record::read(map, &key)),
        };
        keys.into_iter().map(as_is).collect()
    }

    /// The map is as its file has it.
    fn nothing_unsaved(&mut self, workspace: &mut Workspace) {
        workspace.document.take_touched();
        self.end(None);
    }

    /// Ends the journal. Where the map was to be left in this state, it can be recovered.
    fn end(&mut self, revision: Option<u64>) {
        let leaves = self.leaves.take().is_some_and(|left| Some(left) == revision);
        (self.typed, self.fault, self.from) = (None, None, (None, None));
        self.recovered = None;
        let journal = self.journal.take();
        self.endings.extend(journal.map(|journal| if leaves { journal.leave() } else { journal.discard() }));
    }

    /// Writes what the frame changed that broke down. What was being typed may be in nobody's hands now: it stays as it
    /// was written last.
    fn rescue(&mut self, folder: Option<&Path>, workspace: &mut Workspace, ctx: &Context) {
        if self.journal.is_none() && workspace.document.is_changed() {
            self.begin(folder, workspace, ctx);
        }
        let Some(journal) = &self.journal else { return };
        let typed = self.typed.as_ref().map(Record::key);
        let keys = workspace.document.take_touched().into_iter().filter(|key| typed.as_ref() != Some(key));
        let map = workspace.document.map();
        journal.write_touched(keys.map(|key| (key.clone(), Record::read(map, &key))).collect());
        // Where it cannot be kept, there is nobody left to be told.
        journal.flush();
    }
}

/// What is being typed on the page, where it differs from what the document has.
fn typed(workspace: &Workspace) -> Option<Record> {
    let map = workspace.document.map();
    let record = workspace.canvas.editing.as_ref()?.record(map)?;
    (Record::read(map, &record.key()).as_ref() != Some(&record)).then_some(record)
}

fn version(workspace: &Workspace) -> (Option<PathBuf>, Option<Fingerprint>) {
    (workspace.path.clone(), workspace.stamp.as_ref().map(crate::file::Stamp::content))
}

fn origin(workspace: &Workspace) -> Origin {
    let (path, content) = version(workspace);
    Origin { path, content, title: workspace.name(), base: workspace.base.clone() }
}
