//! The thread that writes a journal. What waits for the disk is left to a second one, so that no slow disk holds up an edit
//! on its way to the system, where the end of the program cannot harm it any more.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::live::Shared;
use super::outlet::Outlet;
use super::recovered::Recovered;
use super::trouble::Trouble;
use super::{Origin, Touched, entry};
use crate::map::{Id, StrategyMap};

/// How long what was written waits for more before the disk is asked to keep it. It leaves the disk the better half of
/// the second that may be lost.
const PAUSE: Duration = Duration::from_millis(400);

/// How long after something went wrong it is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// How much may be added before the journal is written anew, however small the map.
const LEAST_GROWTH: u64 = 4 * 1024 * 1024;

/// What the thread is asked for.
pub(super) enum Message {
    /// The map is this now.
    Whole(Box<StrategyMap>),
    /// These records are like this now.
    Touched(Vec<Touched>),
    /// The map was saved, or what it is compared with has become another.
    Rebase(Box<Origin>),
    /// What was recovered is in this journal too.
    Supersede(Box<Recovered>),
    /// The disk has kept a file, or not.
    Synced(u64, io::Result<()>),
    /// All is to be on the disk; whether it is.
    Flush(Sender<bool>),
    /// Nothing is to be recovered any more.
    Discard,
    /// What is there is to be recovered later.
    Leave,
}

/// What the disk is asked to keep: a file, and perhaps the names in its folder.
struct Job {
    number: u64,
    file: Arc<File>,
    folder: Option<PathBuf>,
}

pub(super) struct Writer {
    folder: PathBuf,
    name: Id,
    origin: Origin,
    /// The map as the journal tells it.
    map: StrategyMap,
    edits: usize,
    shared: Arc<Shared>,
    jobs: Sender<Job>,
    /// The number of the job that was given last.
    job: u64,
    /// The file that holds all of it; none before the first edit.
    current: Option<Outlet>,
    /// One that takes its place once the disk has kept it, with the number of that job. It gets every edit as well.
    next: Option<(u64, Outlet)>,
    /// Since when something waits for the disk.
    waits_since: Option<Instant>,
    /// The job that the current file waits for.
    under_way: Option<u64>,
    /// Whether the name of the current file waits for the disk too.
    is_renamed: bool,
    /// When something went wrong, so that the files are not to be added to.
    failed: Option<Instant>,
    superseded: Vec<Recovered>,
}

impl Writer {
    /// Begins to write on a thread of its own, to which the messages go.
    pub(super) fn start(
        folder: PathBuf,
        origin: Origin,
        shared: Arc<Shared>,
        messages: Receiver<Message>,
        answers: Sender<Message>,
    ) -> io::Result<thread::JoinHandle<()>> {
        let (jobs, waiting) = channel();
        thread::Builder::new().name("journal disk".into()).spawn(move || keep(&waiting, &answers))?;
        let map = origin.base.clone();
        let mut writer = Self {
            folder,
            name: Id::random(),
            origin,
            map,
            edits: 0,
            shared,
            jobs,
            job: 0,
            current: None,
            next: None,
            waits_since: None,
            under_way: None,
            is_renamed: false,
            failed: None,
            superseded: Vec::new(),
        };
        thread::Builder::new().name(super::live::THREAD.into()).spawn(move || writer.run(&messages))
    }

    fn run(&mut self, messages: &Receiver<Message>) {
        loop {
            let message = match self.due() {
                Some(due) => messages.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match message {
                Ok(Message::Whole(map)) => self.whole(&map),
                Ok(Message::Touched(touched)) => self.edit(touched),
                Ok(Message::Rebase(origin)) => self.rebase(*origin),
                Ok(Message::Supersede(recovered)) => {
                    self.superseded.push(*recovered);
                    self.flush();
                }
                Ok(Message::Synced(job, result)) => self.synced(job, result),
                // Nobody may wait for the answer any more.
                Ok(Message::Flush(answer)) => _ = answer.send(self.flush()),
                Ok(Message::Discard) => return self.discard(),
                Ok(Message::Leave) | Err(RecvTimeoutError::Disconnected) => return self.leave(),
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.do_what_is_due();
        }
    }

    /// When there is something to do whatever comes.
    fn due(&self) -> Option<Instant> {
        let again = self.failed.map(|failed| failed + AGAIN);
        let keep = self.waits_since.filter(|_| self.under_way.is_none()).map(|since| since + PAUSE);
        again.or(keep)
    }

    fn do_what_is_due(&mut self) {
        if self.due().is_none_or(|due| due > Instant::now()) {
            return;
        }
        if self.failed.is_some() {
            self.start_over();
        } else if let Some(file) = self.current.as_ref().map(Outlet::file) {
            self.waits_since = None;
            let names = std::mem::take(&mut self.is_renamed);
            self.under_way = self.ask(file, names);
        }
    }

    /// Asks the disk to keep a file.
    fn ask(&mut self, file: Arc<File>, names: bool) -> Option<u64> {
        self.job += 1;
        let job = Job { number: self.job, file, folder: names.then(|| self.folder.clone()) };
        match self.jobs.send(job) {
            Ok(()) => Some(self.job),
            Err(_) => {
                self.fail(&Trouble::Ended);
                None
            }
        }
    }

    /// What is handed over whole is unsaved also where nothing of it was edited: its file may be gone.
    fn whole(&mut self, map: &StrategyMap) {
        self.edit(entry::differences(&self.map, map));
        if self.current.is_none() && self.failed.is_none() {
            self.begin();
        }
    }

    fn edit(&mut self, touched: Vec<Touched>) {
        match entry::of_edit(&mut self.map, touched, self.edits + 1) {
            Ok(None) => {}
            Ok(Some(payload)) => {
                self.edits += 1;
                self.put(&payload);
            }
            Err(why) => self.fail(&why.into()),
        }
    }

    fn put(&mut self, payload: &[u8]) {
        if self.failed.is_some() {
            return;
        }
        let Some(current) = &mut self.current else { return self.begin() };
        if let Err(why) = current.append(payload) {
            return self.fail(&why.into());
        }
        let (growth, whole) = current.growth();
        self.waits_since.get_or_insert_with(Instant::now);
        if let Some((_, next)) = &mut self.next {
            if next.append(payload).is_err() {
                self.drop_next();
            }
        } else if growth > LEAST_GROWTH + whole {
            self.renew();
        }
    }

    /// The first edit: nothing is there that could be lost, so the file has its name before the disk has kept it.
    fn begin(&mut self) {
        match Outlet::create(&self.folder, &self.origin, &self.map, self.edits).and_then(|new| self.named(new)) {
            Ok(outlet) => {
                self.current = Some(outlet);
                self.is_renamed = true;
                self.waits_since.get_or_insert_with(Instant::now);
            }
            Err(why) => self.fail(&why),
        }
    }

    fn named(&self, mut outlet: Outlet) -> Result<Outlet, Trouble> {
        match outlet.rename(&self.name) {
            Ok(()) => Ok(outlet),
            Err(why) => {
                outlet.remove();
                Err(why.into())
            }
        }
    }

    /// Begins to write the journal anew, shorter or from another base. The current one goes on until the disk has kept it.
    fn renew(&mut self) {
        self.drop_next();
        match Outlet::create(&self.folder, &self.origin, &self.map, self.edits) {
            Ok(outlet) => {
                if let Some(job) = self.ask(outlet.file(), false) {
                    self.next = Some((job, outlet));
                }
            }
            // Where there is no room for a second one, this one goes on.
            Err(_) => _ = self.current.as_mut().map(Outlet::postpone),
        }
    }

    fn drop_next(&mut self) {
        if let Some((_, next)) = self.next.take() {
            next.remove();
        }
    }

    fn rebase(&mut self, origin: Origin) {
        self.origin = origin;
        if self.current.is_some() && self.failed.is_none() {
            self.renew();
        }
    }

    fn synced(&mut self, job: u64, result: io::Result<()>) {
        if self.next.as_ref().is_some_and(|(number, _)| *number == job) {
            let Some((_, next)) = self.next.take() else { return };
            if result.is_err() {
                return next.remove();
            }
            if let Ok(next) = self.named(next) {
                self.current = Some(next);
                self.is_renamed = true;
                self.under_way = None;
                self.waits_since.get_or_insert_with(Instant::now);
            }
        } else if self.under_way == Some(job) {
            self.under_way = None;
            match result {
                Err(why) => self.fail(&why.into()),
                // Somebody has cleared the folder.
                Ok(()) if self.current.as_ref().is_some_and(|current| !current.is_in_place()) => self.start_over(),
                Ok(()) if self.waits_since.is_none() => self.forget_superseded(),
                Ok(()) => {}
            }
        }
    }

    fn fail(&mut self, why: &Trouble) {
        self.drop_next();
        self.failed = Some(Instant::now());
        self.under_way = None;
        self.shared.tell(Some(why.sentence()));
    }

    /// Writes all of it into a new file, after something went wrong.
    fn start_over(&mut self) {
        match self.written_over() {
            Ok(outlet) => {
                self.current = Some(outlet);
                (self.failed, self.waits_since, self.under_way, self.is_renamed) = (None, None, None, false);
                self.shared.tell(None);
                self.forget_superseded();
            }
            Err(why) => self.fail(&why),
        }
    }

    fn written_over(&self) -> Result<Outlet, Trouble> {
        let outlet = Outlet::create(&self.folder, &self.origin, &self.map, self.edits)?;
        if let Err(why) = outlet.file().sync_all() {
            outlet.remove();
            return Err(why.into());
        }
        let outlet = self.named(outlet)?;
        sync_folder(&self.folder)?;
        Ok(outlet)
    }

    /// Whether all is on the disk now.
    fn flush(&mut self) -> bool {
        let is_gone = self.current.as_ref().is_some_and(|current| !current.is_in_place());
        if self.failed.is_some() || is_gone {
            self.start_over();
        } else if let Some(current) = &self.current {
            let kept = current.file().sync_data().and_then(|()| sync_folder(&self.folder));
            match kept {
                Ok(()) => {
                    (self.waits_since, self.is_renamed) = (None, false);
                    self.forget_superseded();
                }
                Err(why) => self.fail(&why.into()),
            }
        }
        self.failed.is_none()
    }

    /// What was recovered is in this journal, which is on the disk.
    fn forget_superseded(&mut self) {
        if self.current.is_some() && self.failed.is_none() {
            discard_all(&mut self.superseded);
        }
    }

    fn discard(&mut self) {
        self.drop_next();
        if let Some(current) = self.current.take() {
            current.remove();
        }
        discard_all(&mut self.superseded);
    }

    fn leave(&mut self) {
        self.flush();
        // The newer base is the better one to go on from.
        if let Some((_, next)) = self.next.take() {
            match next.file().sync_data() {
                Ok(()) => _ = self.named(next).map(|next| self.current = Some(next)),
                Err(_) => next.remove(),
            }
            // The one before holds the same.
            let _ = sync_folder(&self.folder);
        }
    }
}

/// What cannot be taken away is offered once more, and is then no harm.
fn discard_all(superseded: &mut Vec<Recovered>) {
    superseded.drain(..).for_each(|recovered| _ = recovered.discard());
}

/// Lets the disk keep one file after the other.
fn keep(jobs: &Receiver<Job>, answers: &Sender<Message>) {
    while let Ok(Job { number, file, folder }) = jobs.recv() {
        let kept = file.sync_data().and_then(|()| folder.map_or(Ok(()), |folder| sync_folder(&folder)));
        if answers.send(Message::Synced(number, kept)).is_err() {
            return;
        }
    }
}

#[cfg(unix)]
fn sync_folder(folder: &std::path::Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened, and the system sees to its names itself.
#[cfg(not(unix))]
fn sync_folder(_: &std::path::Path) -> io::Result<()> {
    Ok(())
}
