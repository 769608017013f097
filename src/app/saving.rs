//! Saving on a thread of its own: a slow disk or network holds nobody up. What is changed meanwhile is not saved with it.

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use egui::Context;

use super::HeadwayApp;
use super::dialog::{After, Dialog};
use super::locking::ReadOnly;
use super::not_saved::NotSaved;
use super::watching;
use super::workspace::Workspace;
use crate::file::{self, Backups, FileError, Lock, MAX_BYTES, Replaces, Saved, Stamp};
use crate::import::Opened;
use crate::map::StrategyMap;

/// What is told where a save has met what cannot be merged without a decision.
const UNDECIDED: &str = "Another program has changed the file meanwhile, and not everything of both can stand. See the strip \
                         above the map, or save again to keep yours; the other version is then among the earlier versions.";

/// A save that is under way.
pub struct Saving {
    end: mpsc::Receiver<Result<End, FileError>>,
    thread: JoinHandle<()>,
    ctx: Context,
    path: PathBuf,
    /// The map as it is saved.
    map: StrategyMap,
    /// Its file held open for changes, where that is not the open map's own already.
    lock: Option<Lock>,
    /// What happens once it is done.
    after: Option<After>,
    /// What was asked for meanwhile.
    next: Queue,
}

/// Saves that were asked for while another one is under way, of what was changed since or to other files, and what happens
/// once each is done.
#[derive(Default)]
struct Queue(VecDeque<(PathBuf, Option<After>)>);

impl Queue {
    /// One more. What goes to the file that comes last goes there once.
    fn add(&mut self, path: &Path, after: Option<After>) {
        match self.0.back_mut().filter(|(last, _)| last == path) {
            Some((_, last)) => *last = after,
            None => self.0.push_back((path.to_owned(), after)),
        }
    }

    fn take(&mut self) -> Option<(PathBuf, Option<After>)> {
        self.0.pop_front()
    }
}

/// How a save ends.
enum End {
    Saved(Saved),
    /// Another program has changed the file: that is brought together with the map first.
    Changed(Box<Opened>),
}

impl End {
    /// What came of a save, or else what another program has made of the file.
    fn parted(end: Option<Result<Self, FileError>>) -> Result<Option<Result<Saved, FileError>>, Box<Opened>> {
        match end {
            Some(Ok(Self::Changed(opened))) => Err(opened),
            Some(Ok(Self::Saved(saved))) => Ok(Some(Ok(saved))),
            Some(Err(why)) => Ok(Some(Err(why))),
            None => Ok(None),
        }
    }
}

/// What is written.
enum Order {
    /// The map, in place of the version that was seen last.
    Map(Box<StrategyMap>, Option<Stamp>),
    /// The map, in place of a damaged file, which is kept aside.
    OverDamaged(Box<StrategyMap>, Option<Stamp>),
    /// A newer file as it is: this version does not know all that is in it.
    Bytes(Vec<u8>),
    /// A copy of a newer file.
    Copy(PathBuf),
}

impl Order {
    fn of(workspace: &Workspace, path: &Path) -> Self {
        let newer = matches!(workspace.read_only, Some(ReadOnly::Newer));
        match (&workspace.newer_copy, workspace.path.as_ref().filter(|_| newer)) {
            (Some(bytes), _) => Self::Bytes(bytes.clone()),
            (None, Some(newer)) => Self::Copy(newer.clone()),
            (None, None) => {
                let own_file = workspace.path.as_deref() == Some(path);
                let (map, seen) = (workspace.document.map().clone(), workspace.stamp.clone().filter(|_| own_file));
                let write = if own_file && workspace.over_damaged { Self::OverDamaged } else { Self::Map };
                write(Box::new(map), seen)
            }
        }
    }

    fn write(self, path: &Path, backups: Option<&Backups>, looks_first: bool) -> Result<End, FileError> {
        let saved = match self {
            Self::Map(map, seen) => {
                // A file that cannot be read is no reason not to save: it is kept beside the map.
                let newer = seen.as_ref().filter(|_| looks_first).map(|seen| watching::newer(path, seen));
                if let Some(Ok(Some(opened))) = newer {
                    return Ok(End::Changed(opened));
                }
                keep(backups, path);
                let saved = file::save(&map, path, replaces(seen.as_ref()))?;
                keep(backups, path);
                Ok(saved)
            }
            Self::OverDamaged(map, seen) => {
                let saved = file::save_over_damaged(&map, path, replaces(seen.as_ref()))?;
                keep(backups, path);
                Ok(saved)
            }
            Self::Bytes(bytes) => file::write_file(path, &bytes, Replaces::WhatIsThere),
            Self::Copy(newer) => file::copy(&newer, path),
        };
        saved.map(End::Saved)
    }
}

fn replaces(seen: Option<&Stamp>) -> Replaces<'_> {
    seen.map_or(Replaces::WhatIsThere, Replaces::Version)
}

/// Keeps the version that is in a file now. Before a save, that is what another program may have written, or what was
/// there before this program knew the file; after it, what was saved. The save does not depend on it: a file that is no
/// map has no backup, and where the state folder is full the map itself is saved all the same.
fn keep(backups: Option<&Backups>, path: &Path) {
    if let (Some(backups), Ok(bytes)) = (backups, file::read(path, MAX_BYTES)) {
        let _ = backups.keep(path, &bytes);
    }
}

impl HeadwayApp {
    /// Whether a save is under way.
    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// Begins to save the map to a file, and does something else once that is done. Asks before all that is in the file
    /// would go.
    pub(super) fn save_to(&mut self, ctx: &Context, path: &Path, after: Option<After>) {
        if let Some(saving) = &mut self.saving {
            saving.next.add(path, after);
        } else if !self.asks_about_emptied(path, after.as_ref()) {
            self.write_to(ctx, path, after);
        }
    }

    /// The file that the map has once all saves are done that were asked for.
    pub(super) fn file_to_come(&self) -> Option<&Path> {
        let saving = self.saving.as_ref()?;
        Some(saving.next.0.back().map_or(&saving.path, |(path, _)| path))
    }

    /// Goes on with the saves that were asked for while another one was under way; whether there are any.
    fn save_next(&mut self, ctx: &Context, mut queue: Queue) -> bool {
        let Some((path, after)) = queue.take() else { return false };
        self.save_to(ctx, &path, after);
        self.save_later(queue);
        true
    }

    fn save_later(&mut self, queue: Queue) {
        if let Some(saving) = &mut self.saving {
            saving.next = queue;
        }
    }

    /// Does so without asking.
    pub(super) fn write_to(&mut self, ctx: &Context, path: &Path, after: Option<After>) {
        self.begin_save(ctx, path, after, true);
    }

    /// `looks_first`: whether what another program has made of the file meanwhile is to be brought together with the map first.
    fn begin_save(&mut self, ctx: &Context, path: &Path, after: Option<After>, looks_first: bool) {
        let backups = self.backups();
        let lock = match self.lock_for(path) {
            Ok(lock) => lock,
            Err(why) => {
                self.dialog = Some(Dialog::NotSaved(NotSaved { path: path.to_owned(), after, why }));
                return;
            }
        };
        let Some(workspace) = &mut self.workspace else { return };
        workspace.document.begin_saving();
        self.recovery.begin_saving(&workspace.document);
        let (order, map) = (Order::of(workspace, path), workspace.document.map().clone());
        let (sender, end) = mpsc::channel();
        let (there, ctx_there) = (path.to_owned(), ctx.clone());
        let work = move || {
            // The window may be gone by now: then nobody waits for the answer.
            let _ = sender.send(order.write(&there, backups.as_ref(), looks_first));
            ctx_there.request_repaint();
        };
        match thread::Builder::new().name("save".into()).spawn(work) {
            Ok(thread) => {
                self.notice = None;
                let (ctx, path) = (ctx.clone(), path.to_owned());
                self.saving = Some(Saving { end, thread, ctx, path, map, lock, after, next: Queue::default() });
            }
            Err(why) => {
                workspace.document.end_saving(false);
                let why = format!("The system has no room for this work ({why}); close something and try again.");
                self.dialog = Some(Dialog::NotSaved(NotSaved { path: path.to_owned(), after, why }));
            }
        }
    }

    /// Whether something that would lose unsaved work can wait for a save that is under way, and loses nothing then.
    pub(super) fn waits_for_save(&mut self, after: &After) -> bool {
        let newest = self.workspace.as_ref().is_some_and(|workspace| workspace.document.is_all_being_saved());
        match &mut self.saving {
            Some(saving) if newest && saving.next.0.is_empty() => {
                saving.after = Some(after.clone());
                true
            }
            _ => false,
        }
    }

    /// Takes what has come of a save.
    pub(super) fn poll_saving(&mut self, ctx: &Context) {
        let end = match self.saving.as_ref().map(|saving| saving.end.try_recv()) {
            None | Some(Err(mpsc::TryRecvError::Empty)) => return,
            Some(Ok(end)) => Some(end),
            Some(Err(mpsc::TryRecvError::Disconnected)) => None,
        };
        let Some(saving) = self.saving.take() else { return };
        let end = match End::parted(end) {
            Ok(end) => end,
            Err(opened) => {
                // Else the file would be found open in another window: this one.
                drop(saving.lock);
                if self.bring_together(*opened) {
                    self.begin_save(ctx, &saving.path, saving.after, false);
                    self.save_later(saving.next);
                } else {
                    self.dialog = Some(Dialog::Message("The map is not saved yet", vec![UNDECIDED.into()]));
                }
                return ctx.request_repaint();
            }
        };
        let notice = match self.take_end(&saving.path, (saving.map, saving.lock), end) {
            Ok(notice) => notice,
            Err(why) => {
                let failed = NotSaved { path: saving.path, after: saving.after, why };
                return self.not_saved(ctx, failed, saving.next);
            }
        };
        // What is to be known is told before the map is left.
        let told = notice.is_some();
        if let Some(notice) = notice {
            self.dialog = Some(Dialog::Message("The map is saved", vec![notice]));
        }
        if !self.save_next(ctx, saving.next)
            && let Some(after) = saving.after.filter(|_| !told)
        {
            self.after_saving(ctx, after);
        }
        ctx.request_repaint();
    }

    /// Notes in the document what came of a save: what the user should know of it, or why it failed.
    fn take_end(
        &mut self,
        path: &Path,
        (map, lock): (StrategyMap, Option<Lock>),
        end: Option<Result<Saved, FileError>>,
    ) -> Result<Option<String>, String> {
        if let Some(Err(why)) = &end
            && why.is_unconfirmed()
        {
            self.note_unconfirmed(path);
        }
        let saved = match end {
            Some(end) => end.map_err(|why| why.to_string()),
            None => Err("The save broke off by a fault in Headway; try again, or save under another name.".into()),
        };
        if let Some(workspace) = &mut self.workspace {
            workspace.document.end_saving(saved.is_ok());
        }
        let saved = saved?;
        let mut notice = saved.notice();
        self.others.saved();
        if let Some(workspace) = &mut self.workspace {
            workspace.path = Some(path.to_owned());
            workspace.stamp = saved.stamp.clone();
            workspace.over_damaged = false;
            workspace.hold_saved(path, lock);
            let before = std::mem::replace(&mut workspace.base, map);
            if self.merge_met(&saved, &before) {
                notice = Saved { kept: Vec::new(), ..saved }.notice();
            }
        }
        self.recovered_is_saved();
        self.recent.add(path);
        self.recent.save();
        self.note_siblings_saved();
        Ok(notice)
    }

    /// Nobody will be there to decide about what another program has made of the file: nothing is written over it.
    fn leave_to_others(&mut self, path: &Path) -> Result<Option<String>, String> {
        if let Some(workspace) = &mut self.workspace {
            workspace.document.end_saving(false);
        }
        Err(format!("{}: another program has changed this file meanwhile, so it was left as it is.", path.display()))
    }

    /// The file has the map, and the disk does not promise to keep it: that is this window's own version, and no saved one.
    fn note_unconfirmed(&mut self, path: &Path) {
        if let Some(workspace) = self.workspace.as_mut().filter(|workspace| workspace.path.as_deref() == Some(path)) {
            workspace.stamp = Stamp::of(path).ok().flatten().or(workspace.stamp.take());
            workspace.document.unsave();
        }
    }

    /// Goes on after a save that failed: with what was asked for meanwhile, or by asking what to do.
    fn not_saved(&mut self, ctx: &Context, mut failed: NotSaved, mut next: Queue) {
        // It would fail again.
        if next.0.front().is_some_and(|(path, _)| *path == failed.path) {
            failed.after = next.take().and_then(|(_, after)| after);
        }
        if !self.save_next(ctx, next) {
            self.dialog = Some(Dialog::NotSaved(failed));
        }
    }

    /// Waits for the end of a save, as before the map is left whatever is unsaved.
    pub(super) fn finish_saving(&mut self) {
        if let Some(ctx) = self.saving.as_ref().map(|saving| saving.ctx.clone()) {
            self.still_leaving(&ctx, Self::wait_for_save);
        }
    }

    fn wait_for_save(&mut self) {
        let Some(saving) = self.saving.take() else { return };
        // One that broke has no end.
        let _ = saving.thread.join();
        let end = match End::parted(saving.end.try_recv().ok()) {
            Ok(end) => self.take_end(&saving.path, (saving.map, saving.lock), end),
            Err(_) => self.leave_to_others(&saving.path),
        };
        if let Err(why) = end {
            let mut sentences = vec![why];
            if self.keep_for_recovery() {
                sentences.push("What was not saved is left in recovery: see File ▸ Recovered work.".into());
            }
            self.dialog = Some(Dialog::Message("The map is not saved", sentences));
        }
    }
}
