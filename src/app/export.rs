//! Exporting from the window: the dialog with its preview, the work, and what is told of it.

mod check;
mod chosen;
mod embed;
mod form;
mod opener;
mod preview;
mod remembered;
mod show;
mod slides;
mod work;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;

use egui::Context;

use super::HeadwayApp;
use super::dialog::Dialog;
use super::native_dialog::Purpose;
use crate::export::Format;
use crate::file;
use crate::map::{Day, PartialDate, StrategyMap};
use chosen::{Chosen, Other};
use opener::Handed;
use preview::{Previewer, View};
use remembered::Remembered;
use work::{End, Order, Work, sentence};

/// What the window knows of exports.
#[derive(Default)]
pub struct Exports {
    dialog: Option<ExportDialog>,
    work: Option<Work>,
    /// The file that was written last, and the words that tell so.
    written: Option<(String, PathBuf)>,
    /// What could not be opened is told here.
    opening: Option<mpsc::Receiver<String>>,
    remembered: Remembered,
}

/// The dialog while it is open. Nothing changes the map behind it.
struct ExportDialog {
    map: Arc<StrategyMap>,
    name: String,
    chosen: Chosen,
    previewer: Previewer,
    view: View,
    /// How many other maps were chosen.
    others: u64,
}

impl Exports {
    /// What is kept of exports in a folder, which need not exist.
    pub fn load(folder: Option<&Path>) -> Self {
        Self { remembered: Remembered::load(folder), ..Self::default() }
    }

    /// Whether the dialog is open.
    pub fn is_open(&self) -> bool {
        self.dialog.is_some()
    }

    /// Closes the dialog, as where its map is no longer open.
    pub fn close(&mut self) {
        self.dialog = None;
    }

    /// Ends what is being written, so that nothing is left behind by the end of the program.
    pub fn finish(&mut self) {
        if let Some(work) = self.work.take() {
            work.finish();
        }
    }

    /// The format that is chosen, and the ending of the name that is suggested for it: of a table, with its name.
    pub fn suggested_ending(&self, format: Format) -> String {
        match &self.dialog {
            Some(dialog) if format == Format::Csv => format!("{}.{}", dialog.chosen.sheet.key(), format.ending()),
            _ => format.ending().to_owned(),
        }
    }
}

impl HeadwayApp {
    /// Opens the dialog on the map as it is now.
    pub(super) fn open_export(&mut self, ctx: &Context) {
        self.settle();
        let Some(workspace) = &self.workspace else { return };
        let map = Arc::new(workspace.document.map().clone());
        let mut chosen = self.exports.remembered.last();
        chosen.as_of = workspace.moment().said.map(|date: PartialDate| date.to_string()).unwrap_or_default();
        // What the window compares with goes into the deck.
        chosen.other =
            self.compare.other().map(|(name, map)| Other { number: 1, name: name.to_owned(), map: map.clone() });
        chosen.view = workspace.view().clone();
        chosen.no_links = !chosen.view.links;
        self.exports.dialog = Some(ExportDialog {
            previewer: Previewer::new(ctx, map.clone()),
            name: workspace.name(),
            map,
            chosen,
            view: View::default(),
            others: 1,
        });
    }

    /// Begins to write what is chosen to a file.
    pub(super) fn export_to(&mut self, ctx: &Context, path: &Path) {
        let Some(dialog) = &self.exports.dialog else { return };
        let order = Order {
            map: dialog.map.clone(),
            format: dialog.chosen.format,
            choices: dialog.chosen.choices(Day::today()),
            path: path.to_owned(),
        };
        match Work::begin(ctx, order) {
            Ok(work) => self.exports.work = Some(work),
            Err(why) => self.tell_failure(why),
        }
    }

    /// Compares with a map from a file from now on.
    pub(super) fn compare_with(&mut self, path: &Path) {
        match (file::open(path), &mut self.exports.dialog) {
            (Ok(loaded), Some(dialog)) => {
                dialog.others += 1;
                let name = match loaded.map.overview.title.trim() {
                    "" => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                    title => title.to_owned(),
                };
                dialog.chosen.other = Some(Other { number: dialog.others, name, map: Arc::new(loaded.map) });
            }
            (Err(why), _) => {
                self.dialog =
                    Some(Dialog::Message("The map to compare with could not be opened", vec![why.to_string()]));
            }
            (Ok(_), None) => {}
        }
    }

    /// Takes what has come of the work, and of opening what it came to.
    pub(super) fn poll_export(&mut self, ctx: &Context) {
        if let Some(end) = self.exports.work.as_ref().and_then(Work::end) {
            self.exports.work = None;
            match end {
                End::Written(path, warnings) => self.tell_written(path, warnings),
                // Back in the dialog, where it can be begun again.
                End::Stopped => {}
                End::Failed(why) => self.tell_failure(why),
            }
            ctx.request_repaint();
        }
        let fault = self.exports.opening.as_ref().map(mpsc::Receiver::try_recv);
        match fault {
            Some(Ok(why)) => {
                self.exports.opening = None;
                self.dialog = Some(Dialog::Message("It could not be opened", vec![sentence(&why)]));
            }
            Some(Err(mpsc::TryRecvError::Disconnected)) => self.exports.opening = None,
            Some(Err(mpsc::TryRecvError::Empty)) | None => {}
        }
    }

    fn tell_written(&mut self, path: PathBuf, warnings: Vec<String>) {
        self.exports.dialog = None;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let words = format!("Exported to {name}");
        self.notice = Some(words.clone());
        self.exports.written = Some((words, path));
        if !warnings.is_empty() {
            self.dialog = Some(Dialog::Message("Exported; this should be known of it", warnings));
        }
    }

    fn tell_failure(&mut self, why: String) {
        self.dialog = Some(Dialog::Message("The map is not exported", vec![why]));
    }

    /// The file that was exported, while the window tells so.
    pub(super) fn told_export(&self) -> Option<&Path> {
        let (words, path) = self.exports.written.as_ref()?;
        (self.notice.as_ref() == Some(words)).then_some(path)
    }

    /// Opens the exported file, or its folder.
    fn open_exported(&mut self, ctx: &Context, what: Handed) {
        if let Some(path) = self.told_export() {
            self.exports.opening = Some(opener::open(ctx, path, what));
        }
    }

    /// Asks where to, and remembers what is chosen.
    fn ask_where(&mut self, ctx: &Context, dialog: &ExportDialog) {
        self.exports.remembered.keep(&dialog.chosen);
        self.ask_for_path(ctx, Purpose::Export(dialog.chosen.format));
    }
}
