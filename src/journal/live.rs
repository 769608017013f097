//! A journal as its window has it.

use std::io;
use std::path::{Path, PathBuf, absolute};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::recovered::Recovered;
use super::trouble::Trouble;
use super::writer::{Message, Writer};
use super::{Origin, Touched};
use crate::map::StrategyMap;

/// What the thread is called that writes.
pub(super) const THREAD: &str = "journal";

/// How long somebody waits who wants all to be on the disk.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is called when something is to be told.
type Wake = Box<dyn Fn() + Send>;

/// What the window and the thread that writes both know.
#[derive(Default)]
pub(super) struct Shared {
    trouble: Mutex<Option<String>>,
    wake: Mutex<Option<Wake>>,
}

impl Shared {
    /// Tells the window what is wrong, or that nothing is any more.
    pub(super) fn tell(&self, trouble: Option<String>) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        if let Some(wake) = &*self.wake.lock().unwrap_or_else(PoisonError::into_inner) {
            wake();
        }
    }
}

/// The way to the thread that writes.
struct Line(Sender<Message>);

impl Line {
    fn flush(&self) -> bool {
        // The thread cannot wait for itself.
        if thread::current().name() == Some(THREAD) {
            return false;
        }
        let (answer, kept) = channel();
        self.0.send(Message::Flush(answer)).is_ok() && kept.recv_timeout(PATIENCE).unwrap_or(false)
    }
}

/// The journals of this process, for the moment when it breaks down.
static LIVE: Mutex<Vec<Weak<Line>>> = Mutex::new(Vec::new());

/// Brings all that the journals of this process were given onto the disk, as before it breaks down. Waits for seconds at
/// the most.
pub fn flush_all() {
    let lines: Vec<Arc<Line>> = match LIVE.try_lock() {
        Ok(live) => live.iter().filter_map(Weak::upgrade).collect(),
        // Whoever broke down held it: then nothing can be done here, and each edit is with the system already.
        Err(_) => return,
    };
    for line in lines {
        line.flush();
    }
}

/// The journal of a map that is being worked on. Dropped without more, it leaves its file to be recovered.
pub struct Journal {
    line: Arc<Line>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Journal {
    /// Begins a journal in a folder, which need not exist. There is no file before the first edit.
    ///
    /// # Errors
    /// Where the system has no room for one thread more. What goes wrong later is told by [`Journal::trouble`].
    pub fn begin(folder: &Path, origin: Origin) -> io::Result<Self> {
        let (sender, messages) = channel();
        let shared = Arc::<Shared>::default();
        let (folder, origin) = (folder.to_path_buf(), located(origin));
        let thread = Writer::start(folder, origin, shared.clone(), messages, sender.clone())?;
        let line = Arc::new(Line(sender));
        if let Ok(mut live) = LIVE.lock() {
            live.retain(|other| other.strong_count() > 0);
            live.push(Arc::downgrade(&line));
        }
        Ok(Self { line, shared, thread: Some(thread) })
    }

    /// Calls something, from another thread, whenever [`Journal::trouble`] has something else to tell.
    pub fn on_trouble(&self, wake: impl Fn() + Send + 'static) {
        *self.shared.wake.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(wake));
    }

    /// Writes the map as it is now. What differs is found on the journal's thread; the cost here is that of a clone.
    pub fn write(&self, map: &StrategyMap) {
        self.send(Message::Whole(Box::new(map.clone())));
    }

    /// Writes the records that were touched since, as they are now.
    pub fn write_touched(&self, touched: Vec<Touched>) {
        if !touched.is_empty() {
            self.send(Message::Touched(touched));
        }
    }

    /// Goes on from another saved map: the map was saved while it was worked on, or its file was changed by another
    /// program. What was written stays as it is.
    pub fn rebase(&self, origin: Origin) {
        self.send(Message::Rebase(Box::new(located(origin))));
    }

    /// Takes what was recovered off the disk as soon as this journal, which was given it, is there.
    pub fn supersede(&self, recovered: Recovered) {
        self.send(Message::Supersede(Box::new(recovered)));
    }

    /// Waits until all that was written is on the disk; whether it is.
    pub fn flush(&self) -> bool {
        self.line.flush()
    }

    /// Why unsaved work cannot be kept at the moment: a sentence for the user.
    pub fn trouble(&self) -> Option<String> {
        self.shared.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes the file away: the map is saved, or its changes are not wanted.
    pub fn discard(mut self) -> Ending {
        self.end(Message::Discard)
    }

    /// Leaves the file to be recovered.
    pub fn leave(mut self) -> Ending {
        self.end(Message::Leave)
    }

    fn end(&mut self, how: Message) -> Ending {
        // A thread that has ended has left its file as it was.
        let _ = self.line.0.send(how);
        Ending(self.thread.take())
    }

    fn send(&self, message: Message) {
        if self.line.0.send(message).is_err() {
            let told = Some(Trouble::Ended.sentence());
            *self.shared.trouble.lock().unwrap_or_else(PoisonError::into_inner) = told;
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if self.thread.is_some() {
            self.end(Message::Leave).wait();
        }
    }
}

/// The end of a journal, which is under way.
#[must_use = "the program must not end before it"]
pub struct Ending(Option<JoinHandle<()>>);

impl Ending {
    /// Whether it has come.
    pub fn has_come(&self) -> bool {
        self.0.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits for it.
    pub fn wait(self) {
        // A thread that broke down has left its file as it was.
        let _ = self.0.map(JoinHandle::join);
    }
}

/// An origin whose path holds wherever the next program is started.
fn located(origin: Origin) -> Origin {
    let whole = |path: PathBuf| absolute(&path).unwrap_or(path);
    Origin { path: origin.path.map(whole), ..origin }
}
