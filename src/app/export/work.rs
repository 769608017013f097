//! An export on a thread of its own: it is made and written there, and can be stopped until it is written.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use egui::Context;

use crate::export::{Choices, ExportError, Format, export};
use crate::file::{Replaces, write_file};
use crate::map::StrategyMap;

/// What takes longer shows its progress.
const SOON: Duration = Duration::from_millis(500);

/// The window is drawn anew for each such part of the work.
const STEP: f32 = 0.01;

/// What an export came to.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// It is written, with what the user should know of it.
    Written(PathBuf, Vec<String>),
    /// The user has stopped it: nothing is written.
    Stopped,
    /// It failed, in a sentence: nothing is written.
    Failed(String),
}

/// What an export is of and where to.
pub struct Order {
    /// The map.
    pub map: Arc<StrategyMap>,
    /// What is written.
    pub format: Format,
    /// How.
    pub choices: Choices,
    /// Where to.
    pub path: PathBuf,
}

/// An export that is being made.
pub struct Work {
    end: mpsc::Receiver<End>,
    shared: Arc<Shared>,
    thread: JoinHandle<()>,
    since: Instant,
}

#[derive(Default)]
struct Shared {
    /// Which part is done, as the bits of a number from 0 to 1.
    done: AtomicU32,
    stopped: AtomicBool,
}

impl Work {
    /// Begins an export.
    ///
    /// # Errors
    /// Where the system has no thread for it: a sentence.
    pub fn begin(ctx: &Context, order: Order) -> Result<Self, String> {
        let shared = Arc::new(Shared::default());
        let (sender, end) = mpsc::channel();
        let (told, ctx_there) = (shared.clone(), ctx.clone());
        let work = move || {
            // The window may be gone by now: then nobody waits for the answer.
            let _ = sender.send(make(&order, &told, &ctx_there));
            ctx_there.request_repaint();
        };
        let thread = thread::Builder::new().name("export".into()).spawn(work);
        let thread = thread.map_err(|why| format!("The system has no room for this work ({why}); close something."))?;
        ctx.request_repaint_after(SOON);
        Ok(Self { end, shared, thread, since: Instant::now() })
    }

    /// How it ended, once it has.
    pub fn end(&self) -> Option<End> {
        match self.end.try_recv() {
            Ok(end) => Some(end),
            Err(mpsc::TryRecvError::Empty) => None,
            Err(mpsc::TryRecvError::Disconnected) => Some(End::Failed(BROKEN.into())),
        }
    }

    /// Which part is done, from 0 to 1, where it takes so long that it has to be shown.
    pub fn progress(&self, ctx: &Context) -> Option<f32> {
        let waited = self.since.elapsed();
        if waited < SOON {
            ctx.request_repaint_after(SOON - waited);
            return None;
        }
        Some(f32::from_bits(self.shared.done.load(Ordering::Relaxed)))
    }

    /// Whether it was asked to stop.
    pub fn is_stopping(&self) -> bool {
        self.shared.stopped.load(Ordering::Relaxed)
    }

    /// Stops it as soon as it can be.
    pub fn stop(&self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
    }

    /// Stops it and waits for its end, so that it leaves nothing half written.
    pub fn finish(self) {
        self.stop();
        // One that broke has told so already.
        let _ = self.thread.join();
    }
}

/// A fault of the program itself.
const BROKEN: &str = "The export broke off by a fault in Headway; nothing is written. Try another format.";

fn make(order: &Order, shared: &Shared, ctx: &Context) -> End {
    let mut painted = 0.0;
    let mut go_on = |done: f32| {
        shared.done.store(done.to_bits(), Ordering::Relaxed);
        if done - painted >= STEP {
            painted = done;
            ctx.request_repaint();
        }
        !shared.stopped.load(Ordering::Relaxed)
    };
    let made = match export(&order.map, order.format, &order.choices, &mut go_on) {
        Ok(made) => made,
        Err(ExportError::Stopped) => return End::Stopped,
        Err(why) => return End::Failed(sentence(&why.to_string())),
    };
    if shared.stopped.load(Ordering::Relaxed) {
        return End::Stopped;
    }
    match write_file(&order.path, &made.bytes, Replaces::WhatIsThere) {
        Ok(saved) => End::Written(order.path.clone(), made.warnings.into_iter().chain(saved.notice()).collect()),
        Err(why) => End::Failed(why.to_string()),
    }
}

/// An error as it stands in a dialog: with a capital and a full stop.
pub fn sentence(words: &str) -> String {
    let mut letters = words.trim().chars();
    let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
    let rest = letters.as_str();
    format!("{first}{rest}{}", if rest.ends_with(['.', '!', '?']) { "" } else { "." })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Day;

    fn order(path: PathBuf) -> Order {
        let map = Arc::new(StrategyMap::default());
        Order { map, format: Format::Svg, choices: Choices::new(Day(0)), path }
    }

    fn ended(work: &Work) -> End {
        work.end.recv().expect("an end")
    }

    #[test]
    fn an_export_is_written_and_says_where() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("map.svg");
        let work = Work::begin(&Context::default(), order(path.clone())).expect("begun");
        assert_eq!(ended(&work), End::Written(path.clone(), Vec::new()));
        assert!(std::fs::read_to_string(path).expect("read").contains("<svg"));
    }

    #[test]
    fn an_export_that_is_stopped_or_fails_leaves_nothing() {
        let folder = tempfile::tempdir().expect("folder");
        let shared = Shared { stopped: AtomicBool::new(true), ..Shared::default() };
        assert_eq!(make(&order(folder.path().join("map.svg")), &shared, &Context::default()), End::Stopped);
        let nowhere = order(folder.path().join("none").join("map.svg"));
        let End::Failed(why) = make(&nowhere, &Shared::default(), &Context::default()) else { panic!("it fails") };
        assert!(why.contains("the folder for this file does not exist"), "{why}");
        assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 0);
    }

    #[test]
    fn an_error_is_told_as_a_sentence() {
        assert_eq!(sentence("the picture is too large"), "The picture is too large.");
        assert_eq!(sentence("It is so."), "It is so.");
        assert_eq!(sentence(""), ".");
    }
}
