//! Asking for a path: by the system's dialog, off the window's thread; by our own where the system has none.

use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::HeadwayApp;
use super::dialog::{After, Dialog, PathPrompt};
use crate::export::Format;
use crate::file;
use crate::import;

/// A *cancelled* that comes sooner than a person can cancel means that there is no dialog service.
const TOO_SOON: Duration = Duration::from_millis(250);

/// After this the window offers to type the path: a portal without a backend never answers.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a path is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// To open a map.
    Open,
    /// To save the map, and what to do then.
    Save(Option<After>),
    /// To export the map.
    Export(Format),
    /// To open another map, to compare with.
    Compare,
    /// To take ideas from a list.
    ImportIdeas,
}

impl Purpose {
    /// The endings of the files that it is about.
    pub fn endings(&self) -> &'static [&'static str] {
        match self {
            Self::Open | Self::Compare => &import::ENDINGS,
            Self::ImportIdeas => &import::ideas::ENDINGS,
            Self::Save(_) => &["json"],
            Self::Export(Format::Pptx) => &["pptx"],
            Self::Export(Format::Pdf) => &["pdf"],
            Self::Export(Format::Svg) => &["svg"],
            Self::Export(Format::Png) => &["png"],
            Self::Export(Format::Xlsx) => &["xlsx"],
            Self::Export(Format::Csv) => &["csv"],
            Self::Export(Format::Markdown) => &["md"],
        }
    }

    /// Whether the file is to be there already.
    pub fn opens(&self) -> bool {
        matches!(self, Self::Open | Self::Compare | Self::ImportIdeas)
    }

    /// The question, for the head of a dialog.
    pub fn question(&self) -> &'static str {
        match self {
            Self::Open => "Open a map",
            Self::Save(_) => "Save the map as",
            Self::Compare => "Compare with another map",
            Self::ImportIdeas => "Import ideas from a list",
            Self::Export(Format::Pptx) => "Export as a PowerPoint deck",
            Self::Export(Format::Pdf) => "Export as PDF",
            Self::Export(Format::Svg) => "Export as SVG",
            Self::Export(Format::Png) => "Export as PNG",
            Self::Export(Format::Xlsx) => "Export as an Excel workbook",
            Self::Export(Format::Csv) => "Export as a CSV table",
            Self::Export(Format::Markdown) => "Export as a Markdown report",
        }
    }

    /// What a path may look like.
    pub fn example(&self) -> &'static str {
        match self {
            Self::ImportIdeas => "/folder/ideas.csv",
            _ => "/folder/map.headway.json",
        }
    }

    /// The path of the file to write, whatever ending was typed. An export always has the ending of its format: no program
    /// would open it else, and it can never stand in the place of a map.
    pub fn named(&self, mut path: PathBuf) -> PathBuf {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match (self, ending) {
            (Self::Export(format), Some(ending)) if ending != format.ending() => {
                path.as_mut_os_string().push(format!(".{}", format.ending()));
            }
            (_, None) => drop(path.set_extension(self.endings()[0])),
            _ => {}
        }
        path
    }
}

/// What a dialog of the system came to, and how long it was open.
type Answer = (Option<PathBuf>, Duration);

/// A dialog of the system that has not answered yet.
pub struct Pending {
    purpose: Purpose,
    answer: mpsc::Receiver<Answer>,
    since: Instant,
    suggestion: PathBuf,
}

impl HeadwayApp {
    /// Asks for a path.
    pub(super) fn ask_for_path(&mut self, ctx: &egui::Context, purpose: Purpose) {
        let suggestion = self.suggested_path(&purpose);
        if self.own_dialogs {
            self.dialog = Some(Dialog::Path(PathPrompt::new(purpose, &suggestion, None)));
            return;
        }
        match spawn(ctx, &purpose, &suggestion) {
            Some(answer) => {
                self.pending = Some(Pending { purpose, answer, since: Instant::now(), suggestion });
                ctx.request_repaint_after(PATIENCE);
            }
            None => self.dialog = Some(Dialog::Path(PathPrompt::new(purpose, &suggestion, None))),
        }
    }

    fn suggested_path(&self, purpose: &Purpose) -> PathBuf {
        let Some(workspace) = self.workspace.as_ref().filter(|_| !purpose.opens()) else {
            return std::env::current_dir().unwrap_or_default();
        };
        if let (Purpose::Save(_), Some(path)) = (purpose, &workspace.path) {
            // What can only be looked at is saved as a copy.
            let own = if workspace.is_read_only() { file::copy_beside(path) } else { path.clone() };
            return self.recovery.beside(path).unwrap_or(own);
        }
        let folder = workspace.path.as_ref().and_then(|path| path.parent()).map(Path::to_path_buf);
        let folder = folder.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        let ending = match purpose {
            Purpose::Export(format) => self.exports.suggested_ending(*format),
            Purpose::Open | Purpose::Compare | Purpose::ImportIdeas | Purpose::Save(_) => "headway.json".to_owned(),
        };
        folder.join(workspace.suggested_file_name(&ending))
    }

    /// Takes the answer of a dialog of the system, or stands in for it where it does not come.
    pub(super) fn poll_dialog(&mut self, ctx: &egui::Context) {
        let Some(pending) = &self.pending else { return };
        let (answer, open_for) = match pending.answer.try_recv() {
            Ok(answer) => answer,
            Err(mpsc::TryRecvError::Disconnected) => (None, Duration::ZERO),
            Err(mpsc::TryRecvError::Empty) => {
                let waited = pending.since.elapsed();
                if waited < PATIENCE {
                    ctx.request_repaint_after(PATIENCE - waited);
                } else if self.dialog.is_none() {
                    self.notice = Some("Waiting for the file dialog of the system …".into());
                }
                return;
            }
        };
        let Some(pending) = self.pending.take() else { return };
        self.notice = None;
        match answer {
            Some(path) => self.use_chosen(ctx, pending.purpose, path),
            None if open_for < TOO_SOON => {
                self.dialog = Some(Dialog::Path(PathPrompt::new(pending.purpose, &pending.suggestion, None)));
            }
            None => {}
        }
    }

    /// Uses a path that the system's dialog has come to.
    fn use_chosen(&mut self, ctx: &egui::Context, purpose: Purpose, path: PathBuf) {
        let named = if purpose.opens() { path.clone() } else { purpose.named(path.clone()) };
        // The system has asked about the name that was chosen, and not about one that has got an ending since.
        if named != path && named.exists() {
            self.dialog = Some(Dialog::Path(PathPrompt::replacing(purpose, named)));
        } else {
            self.use_path(ctx, purpose, &named);
        }
    }

    /// Gives up on a dialog of the system that does not come, and asks in our own.
    pub(super) fn type_path_instead(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.notice = None;
            self.dialog = Some(Dialog::Path(PathPrompt::new(pending.purpose, &pending.suggestion, None)));
        }
    }

    /// Whether a dialog of the system is open.
    pub(super) fn is_asking(&self) -> bool {
        self.pending.is_some()
    }

    /// Whether a dialog of the system has kept us waiting.
    pub(super) fn waits_for_dialog(&self) -> bool {
        self.pending.as_ref().is_some_and(|pending| pending.since.elapsed() >= PATIENCE)
    }
}

/// Opens the system's dialog; its answer arrives by the channel and wakes the window.
fn spawn(ctx: &egui::Context, purpose: &Purpose, suggestion: &Path) -> Option<mpsc::Receiver<Answer>> {
    let name = suggestion.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = if purpose.opens() { Some(suggestion) } else { suggestion.parent() };
    let mut dialog = rfd::AsyncFileDialog::new().set_title(purpose.question()).add_filter("Files", purpose.endings());
    if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    let (sender, receiver) = mpsc::channel();
    let ctx = ctx.clone();
    let opens = purpose.opens();
    let thread = thread::Builder::new().name("file-dialog".into()).spawn(move || {
        let since = Instant::now();
        let chosen =
            if opens { wait_for(dialog.pick_file()) } else { wait_for(dialog.set_file_name(name).save_file()) };
        // The window may be gone by now: then nobody waits for the answer.
        let _ = sender.send((chosen.map(|file| file.path().to_owned()), since.elapsed()));
        ctx.request_repaint();
    });
    thread.ok().map(|_| receiver)
}

/// Waits for a future on this thread.
fn wait_for<F: Future>(future: F) -> F::Output {
    struct Unpark(thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: std::sync::Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = std::sync::Arc::new(Unpark(thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            std::task::Poll::Ready(value) => return value,
            std::task::Poll::Pending => thread::park(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_has_the_ending_of_its_format_whatever_was_typed() {
        let named = |format, typed: &str| Purpose::Export(format).named(typed.into()).display().to_string();
        assert_eq!(named(Format::Pdf, "board"), "board.pdf");
        assert_eq!(named(Format::Pdf, "board.PDF"), "board.PDF");
        assert_eq!(named(Format::Pdf, "board.v2"), "board.v2.pdf");
        assert_eq!(named(Format::Svg, "map.headway.json"), "map.headway.json.svg");
        assert_eq!(Purpose::Save(None).named("map".into()), Path::new("map.json"));
        assert_eq!(Purpose::Save(None).named("map.txt".into()), Path::new("map.txt"));
        for format in Format::ALL {
            assert_eq!(Purpose::Export(format).endings(), [format.ending()]);
        }
    }
}
