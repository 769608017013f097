//! Whether another program has changed the file of the map that is open.
//!
//! A thread of its own looks, so that a slow network holds nobody up: when the window comes to the front, and every two seconds.
//! While nothing has changed it looks at size, time and number alone, and the window sleeps on.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use egui::Context;

use crate::file::{FileError, Stamp};
use crate::import::{self, ImportError, Opened};

/// How often the file is looked at, in seconds.
const EVERY: f64 = 2.0;

/// After so many looks in a row a file that is missing is told: programs that replace a file may take it away for a moment.
const GONE: u32 = 2;

/// After so many looks in a row a file that cannot be read is told: it may be half written.
const DAMAGED: u32 = 3;

/// What has become of the file.
#[derive(Debug)]
pub enum News {
    /// Another map is in it.
    Changed(Box<Opened>),
    /// There is no file any more.
    Gone,
    /// It cannot be read, and why.
    Damaged(String),
    /// It is as it was, after it was missing or could not be read.
    Well,
}

/// Why a file is looked at.
enum Wake {
    /// Two seconds have passed.
    Time,
    /// The window has come to the front.
    Focus,
}

/// Looks after one file at a time.
#[derive(Default)]
pub struct Watching {
    watch: Option<Watch>,
    /// When the last look was asked for, in the time of the window.
    asked: f64,
    focused: bool,
}

struct Watch {
    path: PathBuf,
    stamp: Stamp,
    wake: Sender<Wake>,
    news: Receiver<News>,
}

impl Watching {
    /// Looks after a file from now on, of which a version is known; after none where there is none. `told`: whether it was told
    /// already that it is missing or cannot be read, so that it is told as well once that is over.
    pub fn follow(&mut self, ctx: &Context, file: Option<(&Path, &Stamp)>, told: bool) {
        let same = |watch: &Watch, (path, stamp): (&Path, &Stamp)| watch.path == path && watch.stamp == *stamp;
        let goes_on = match (&self.watch, file) {
            (Some(watch), Some(file)) => same(watch, file),
            (None, None) => true,
            _ => false,
        };
        if !goes_on {
            // The thread of the watch before ends when it finds nobody who listens.
            self.watch = file.and_then(|(path, stamp)| Watch::begin(ctx, path, stamp, told));
        }
        let (now, focused) = ctx.input(|input| (input.time, input.focused));
        let is_time = !(0.0..EVERY).contains(&(now - self.asked));
        let comes_to_front = focused && !std::mem::replace(&mut self.focused, focused);
        if is_time {
            self.asked = now;
        }
        if let Some(watch) = &self.watch
            && (is_time || comes_to_front)
        {
            let wake = if is_time { Wake::Time } else { Wake::Focus };
            // A thread that has ended looks no more, and the next save looks itself.
            let _ = watch.wake.send(wake);
        }
    }

    /// What has become of the file since the last time.
    pub fn news(&self) -> Option<News> {
        self.watch.as_ref()?.news.try_recv().ok()
    }
}

impl Watch {
    /// None where the system has no room for a thread: then only a save looks.
    fn begin(ctx: &Context, path: &Path, stamp: &Stamp, told: bool) -> Option<Self> {
        let (wake, woken) = mpsc::channel();
        let (sender, news) = mpsc::channel();
        let (ctx, mut looker) = (ctx.clone(), Looker::new(path, stamp, told));
        let work = move || {
            loop {
                let counts = match woken.recv_timeout(Duration::from_secs_f64(EVERY)) {
                    Ok(Wake::Time) | Err(RecvTimeoutError::Timeout) => true,
                    Ok(Wake::Focus) => false,
                    Err(RecvTimeoutError::Disconnected) => return,
                };
                if let Some(news) = looker.look(counts) {
                    if sender.send(news).is_err() {
                        return;
                    }
                    ctx.request_repaint();
                }
            }
        };
        thread::Builder::new().name("watch".into()).spawn(work).ok()?;
        Some(Self { path: path.to_owned(), stamp: stamp.clone(), wake, news })
    }
}

/// Looks at a file again and again.
struct Looker {
    path: PathBuf,
    /// The version that is known.
    known: Stamp,
    /// How often in a row it was missing, and could not be read.
    missing: u32,
    unreadable: u32,
    /// Whether it was told that it is missing or cannot be read.
    told: bool,
}

impl Looker {
    fn new(path: &Path, known: &Stamp, told: bool) -> Self {
        Self { path: path.to_owned(), known: known.clone(), missing: 0, unreadable: 0, told }
    }

    /// What is to be told after one more look. Only some looks count where the file is not well.
    fn look(&mut self, counts: bool) -> Option<News> {
        let once = u32::from(counts);
        match seen(&self.path, &self.known) {
            Ok(Seen::Same(touched)) => {
                (self.missing, self.unreadable) = (0, 0);
                // What was only touched is not read again and again.
                self.known = touched.unwrap_or_else(|| self.known.clone());
                std::mem::take(&mut self.told).then_some(News::Well)
            }
            Ok(Seen::HalfRead) => None,
            Ok(Seen::Another(opened)) => {
                (self.missing, self.unreadable, self.told) = (0, 0, false);
                self.known = opened.stamp.clone();
                Some(News::Changed(opened))
            }
            Err(ImportError::File(FileError::NotFound { .. })) => {
                (self.missing, self.unreadable) = (self.missing + once, 0);
                self.tell(self.missing == GONE && counts, News::Gone)
            }
            Err(why) => {
                (self.missing, self.unreadable) = (0, self.unreadable + once);
                self.tell(self.unreadable == DAMAGED && counts, News::Damaged(why.to_string()))
            }
        }
    }

    fn tell(&mut self, now: bool, news: News) -> Option<News> {
        self.told |= now;
        now.then_some(news)
    }
}

/// The map in a file, where its content is another than that of a known version and nobody is writing it.
///
/// # Errors
/// Where it cannot be read, or is no file of a map by now.
pub fn newer(path: &Path, known: &Stamp) -> Result<Option<Box<Opened>>, ImportError> {
    Ok(match seen(path, known)? {
        Seen::Another(opened) => Some(opened),
        Seen::Same(_) | Seen::HalfRead => None,
    })
}

/// What a look at a file has seen.
enum Seen {
    /// The content that is known, with the looks that it has now where they are others.
    Same(Option<Stamp>),
    /// Another map.
    Another(Box<Opened>),
    /// What has changed while it was read, and is read again the next time.
    HalfRead,
}

fn seen(path: &Path, known: &Stamp) -> Result<Seen, ImportError> {
    if known.looks_alike(path) {
        return Ok(Seen::Same(None));
    }
    let opened = import::open(path)?;
    if opened.stamp.same_content(known) {
        return Ok(Seen::Same(Some(opened.stamp)));
    }
    if opened.embedded.is_some() {
        return Err(ImportError::NoMap { name: path.display().to_string() });
    }
    let is_whole = opened.stamp.looks_alike(path);
    Ok(if is_whole { Seen::Another(Box::new(opened)) } else { Seen::HalfRead })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    struct Place {
        path: PathBuf,
        looker: Looker,
        _folder: tempfile::TempDir,
    }

    fn watched() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.json");
        std::fs::write(&path, br#"{ "format": "headway", "version": 1, "title": "One" }"#).expect("written");
        let stamp = file::Stamp::of(&path).expect("read").expect("there");
        Place { looker: Looker::new(&path, &stamp, false), path, _folder: folder }
    }

    #[test]
    fn only_another_content_is_a_change_and_it_is_told_once() {
        let mut place = watched();
        assert!(place.looker.look(true).is_none());
        let same = std::fs::read(&place.path).expect("read");
        std::fs::remove_file(&place.path).expect("removed");
        std::fs::write(&place.path, same).expect("written");
        assert!(!place.looker.known.looks_alike(&place.path));
        assert!(place.looker.look(true).is_none(), "it was only touched");
        assert!(place.looker.known.looks_alike(&place.path), "it is not read once more");
        std::fs::write(&place.path, br#"{ "format": "headway", "version": 1, "title": "Another" }"#).expect("written");
        let Some(News::Changed(opened)) = place.looker.look(false) else { panic!("it is not told") };
        assert_eq!(opened.loaded.map.overview.title, "Another");
        assert!(place.looker.look(true).is_none());
    }

    #[test]
    fn a_half_written_file_is_told_only_when_it_stays_so() {
        let mut place = watched();
        std::fs::write(&place.path, br#"{ "format": "headway", "ti"#).expect("written");
        assert!(place.looker.look(true).is_none() && place.looker.look(true).is_none());
        assert!(place.looker.look(false).is_none(), "a look that does not count");
        assert!(matches!(place.looker.look(true), Some(News::Damaged(_))));
        assert!(place.looker.look(true).is_none(), "once is enough");
        std::fs::write(&place.path, br#"{ "format": "headway", "version": 1, "title": "Whole" }"#).expect("written");
        assert!(matches!(place.looker.look(true), Some(News::Changed(_))));
    }

    #[test]
    fn a_file_that_vanishes_and_comes_back_is_well_again() {
        let mut place = watched();
        let same = std::fs::read(&place.path).expect("read");
        std::fs::remove_file(&place.path).expect("removed");
        assert!(place.looker.look(true).is_none(), "it may be on its way");
        assert!(matches!(place.looker.look(true), Some(News::Gone)));
        std::fs::write(&place.path, same).expect("written");
        assert!(matches!(place.looker.look(true), Some(News::Well)));
        assert!(place.looker.look(true).is_none());
        // Also where it was another watch that had told it.
        let mut another = Looker::new(&place.path, &place.looker.known, true);
        assert!(matches!(another.look(true), Some(News::Well)) && another.look(true).is_none());
    }
}
