//! Handing a file, or the folder that it is in, to the program that the system has for it.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use egui::Context;

/// What is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// The file itself.
    File,
    /// The folder that it is in.
    Folder,
}

/// Opens a file or its folder, on a thread of its own. What goes wrong comes over the channel, in a sentence.
pub fn open(ctx: &Context, path: &Path, what: Handed) -> mpsc::Receiver<String> {
    let (sender, fault) = mpsc::channel();
    let (mut command, told, ctx) = (command(path, what), failed(path, what), ctx.clone());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let late = sender.clone();
    let words = told.clone();
    let wait = move || {
        let status = command.status();
        // Explorer answers 1 whatever came of it.
        if !status.is_ok_and(|status| status.success() || cfg!(windows)) {
            // The window may be gone by now: then there is nobody to tell.
            let _ = late.send(words);
            ctx.request_repaint();
        }
    };
    if thread::Builder::new().name("open".into()).spawn(wait).is_err() {
        let _ = sender.send(told);
    }
    fault
}

fn failed(path: &Path, what: Handed) -> String {
    match what {
        Handed::File => format!(
            "{}: no program of this system opens this file; it is there all the same. Open it from the program that you \
             want to use.",
            path.display()
        ),
        Handed::Folder => {
            let folder = path.parent().unwrap_or(path);
            format!(
                "{}: no program of this system shows this folder. Go there with your file manager.",
                folder.display()
            )
        }
    }
}

#[cfg(target_os = "macos")]
fn command(path: &Path, what: Handed) -> Command {
    let mut command = Command::new("open");
    if what == Handed::Folder {
        command.arg("-R");
    }
    command.arg(path);
    command
}

#[cfg(windows)]
fn command(path: &Path, what: Handed) -> Command {
    let mut command = Command::new("explorer");
    match what {
        Handed::File => command.arg(path),
        Handed::Folder => command.arg("/select,").arg(path),
    };
    command
}

#[cfg(not(any(windows, target_os = "macos")))]
fn command(path: &Path, what: Handed) -> Command {
    let mut command = Command::new("xdg-open");
    // A path that begins with a hyphen must not be taken for an option.
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    command.arg(match what {
        Handed::File => whole.as_path(),
        Handed::Folder => whole.parent().unwrap_or(&whole),
    });
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_opened_is_told_with_its_path() {
        let path = Path::new("board").join("deck.pdf");
        assert!(failed(&path, Handed::File).starts_with(&path.display().to_string()));
        assert!(failed(&path, Handed::Folder).starts_with("board: "));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_path_is_handed_over_whole() {
        let command = command(Path::new("-deck.pdf"), Handed::File);
        let argument = command.get_args().next().expect("the path");
        assert!(Path::new(argument).is_absolute());
    }
}
