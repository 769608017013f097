//! Saving, step by step: old or new, never neither, and nothing of anybody else's is lost.
//!
//! What is written goes to a temporary file in the same folder, onto the disk, and only then under the file's name. On
//! Linux the two names change places in one instant, and what came out is looked at: where it is not the version that
//! was to be replaced, another program was quicker, and its version is kept beside the file. So there is no moment at
//! which a version of anybody could vanish. Where the file system knows no such exchange, see
//! [`Sequence::replace_by_name`].

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::beside::{Leftover, Place};
use super::disk::{Disk, is_unknown, patiently};
use super::{Replaces, Saved};
use crate::file::FileError;
use crate::file::stamp::{Fingerprint, Looks, Stamp};

/// How many symbolic links in a row are followed to a file that does not exist yet, as Linux does.
const MAX_LINKS: usize = 40;

/// How often a step is tried again because another program was in between.
const TRIES: usize = 32;

/// Writes a file.
pub(super) fn put(disk: &dyn Disk, path: &Path, bytes: &[u8], replaces: Replaces<'_>) -> Result<Saved, FileError> {
    let name = path.display().to_string();
    let failed = |error: io::Error| FileError::writing(&name, &error);
    let existing = match patiently(|| disk.metadata(path)) {
        Ok(existing) if existing.is_dir() => return Err(FileError::FolderInTheWay { name }),
        // A device or pipe, such as /dev/stdout, is written to and never replaced.
        Ok(existing) if !existing.is_file() => {
            write_through(disk, path, bytes).map_err(failed)?;
            return Ok(Saved::default());
        }
        Ok(existing) => Some(existing),
        // Any other error may hide a file that is there: only what is not found is new.
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    if let Some(existing) = &existing {
        may_replace(disk, path, existing)?;
    }
    let place = Place::of(behind_links(disk, path).map_err(failed)?);
    let known = match replaces {
        Replaces::Version(stamp) => Some(stamp.content()),
        Replaces::WhatIsThere if existing.is_some() => {
            Some(content(disk, &place.target).map_err(|error| FileError::reading(&name, &error))?)
        }
        Replaces::WhatIsThere | Replaces::Anything => None,
    };
    let guards_others = !matches!(replaces, Replaces::Anything);
    let ours = Fingerprint::of(bytes);
    Sequence { disk, name: &name, place, existing, guards_others, known, ours, kept: Vec::new() }.run(bytes)
}

/// Whether a file may be replaced at all.
fn may_replace(disk: &dyn Disk, path: &Path, existing: &Metadata) -> Result<(), FileError> {
    let name = path.display().to_string();
    if existing.permissions().readonly() {
        return Err(FileError::WriteProtected { name });
    }
    #[cfg(unix)]
    if std::os::unix::fs::MetadataExt::nlink(existing) > 1 {
        return Err(FileError::SeveralNames { name });
    }
    // The folder may let its files be replaced, although this one is not the user's to write.
    match patiently(|| disk.open_to_write(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::writing(&name, &error)),
        _ => Ok(()),
    }
}

fn write_through(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_all(disk, &patiently(|| disk.open_to_write(path))?, bytes)
}

fn write_all(disk: &dyn Disk, file: &File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match patiently(|| disk.write(file, bytes))? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            count => bytes = bytes.get(count..).unwrap_or_default(),
        }
    }
    Ok(())
}

/// The file that a path leads to over symbolic links, whether it exists or not.
fn behind_links(disk: &dyn Disk, path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        match patiently(|| disk.link_metadata(&target)) {
            Ok(metadata) if metadata.is_symlink() => {
                let link = patiently(|| disk.read_link(&target))?;
                target = target.parent().unwrap_or(Path::new("")).join(link);
            }
            Ok(_) => return Ok(target),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(target),
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

fn content(disk: &dyn Disk, path: &Path) -> io::Result<Fingerprint> {
    let file = patiently(|| disk.open(path))?;
    Fingerprint::of_all(|buffer| patiently(|| disk.read(&file, buffer)))
}

struct Sequence<'a> {
    disk: &'a dyn Disk,
    /// The file as the user named it.
    name: &'a str,
    place: Place,
    /// What is replaced, as it was at the beginning.
    existing: Option<Metadata>,
    /// Whether versions of other programs are kept.
    guards_others: bool,
    /// The version that may be replaced.
    known: Option<Fingerprint>,
    /// The version that is written.
    ours: Fingerprint,
    /// Where versions of other programs are now.
    kept: Vec<PathBuf>,
}

impl Sequence<'_> {
    fn run(mut self, bytes: &[u8]) -> Result<Saved, FileError> {
        let done = self.write(bytes);
        match done {
            Ok((stamp, met)) => Ok(Saved { stamp: Some(stamp), kept: self.kept, met, damaged: None }),
            // Where somebody else's version is now must be told whatever became of the save.
            Err(error) if !self.kept.is_empty() => {
                Err(FileError::FoundOthers { error: Box::new(error), kept: self.kept })
            }
            Err(error) => Err(error),
        }
    }

    /// The version that was written, and where those are that were met on the way.
    fn write(&mut self, bytes: &[u8]) -> Result<(Stamp, Vec<PathBuf>), FileError> {
        self.sweep();
        let swept = self.kept.len();
        // The file stays open to the end: that keeps its lock, which keeps others from sweeping it.
        let (mut temporary, file) = self.begin()?;
        let done = self.fill(&file, bytes).map_err(|error| self.failed(&error)).and_then(|stamp| {
            self.put_in_place(&mut temporary).map_err(|error| self.failed(&error))?;
            self.settle()?;
            Ok(stamp)
        });
        // Only now, and also after an error: there may be somebody else's version under the temporary name.
        if temporary.extension().is_some_and(|ending| ending == "swap") {
            let safe = [self.known.unwrap_or(self.ours), self.ours];
            self.clear(&temporary, |content| safe.contains(&content));
        } else {
            self.remove(&temporary);
        }
        if !self.kept.is_empty() && done.is_ok() {
            self.settle()?;
        }
        let met = self.kept.get(swept..).unwrap_or_default().to_vec();
        done.map(|stamp| (stamp, met))
    }

    fn failed(&self, error: &io::Error) -> FileError {
        FileError::writing(self.name, error)
    }

    /// A new temporary file, marked as in use.
    fn begin(&self) -> Result<(PathBuf, File), FileError> {
        for _ in 0..TRIES {
            let path = self.place.part();
            let file = match patiently(|| self.disk.create(&path, self.existing.is_some())) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied && self.existing.is_some() => {
                    return Err(FileError::FolderClosed { name: self.name.to_owned() });
                }
                Err(error) => return Err(self.failed(&error)),
            };
            // A file system without locks has nobody who sweeps by them either.
            let swept = match patiently(|| self.disk.lock(&file)) {
                Ok(free) => !free || self.is_nameless(&file),
                Err(_) => false,
            };
            if !swept {
                return Ok((path, file));
            }
        }
        Err(self.failed(&io::ErrorKind::ResourceBusy.into()))
    }

    /// Whether another save swept a file before it was marked as in use.
    fn is_nameless(&self, file: &File) -> bool {
        #[cfg(unix)]
        let links = patiently(|| self.disk.file_metadata(file)).map(|m| std::os::unix::fs::MetadataExt::nlink(&m));
        #[cfg(not(unix))]
        let links = patiently(|| self.disk.file_metadata(file)).map(|_| 1_u64);
        links.is_ok_and(|links| links == 0)
    }

    /// Writes the temporary file through to the disk, with the owner and the permissions of the old one.
    fn fill(&self, file: &File, bytes: &[u8]) -> io::Result<Stamp> {
        if let Some(existing) = &self.existing {
            self.look_like(file, existing)?;
        }
        write_all(self.disk, file, bytes)?;
        patiently(|| self.disk.sync(file))?;
        Ok(Stamp::new(self.ours, &patiently(|| self.disk.file_metadata(file))?))
    }

    fn look_like(&self, file: &File, existing: &Metadata) -> io::Result<()> {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no groups there"))]
        let mut permissions = existing.permissions();
        // Only the administrator may give files away: then the group at least, so that it can go on working with it.
        let shared = patiently(|| self.disk.own(file, existing)).is_ok()
            || patiently(|| self.disk.share(file, existing)).is_ok();
        #[cfg(unix)]
        if !shared {
            use std::os::unix::fs::PermissionsExt;
            // What a group might do, another group may only do where everybody may.
            let mode = permissions.mode();
            permissions.set_mode((mode & !0o070) | ((mode & 0o007) << 3));
        }
        #[cfg(not(unix))]
        let _ = shared;
        // Before the content, so that nobody reads what only some may.
        match patiently(|| self.disk.permit(file, permissions.clone())) {
            // A file system that knows no permissions refuses them.
            Err(error) if is_unknown(&error) || error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            other => other,
        }
    }

    /// Puts the temporary file in place. Afterwards its name may stand for what was there.
    fn put_in_place(&mut self, temporary: &mut PathBuf) -> io::Result<()> {
        if !self.guards_others {
            return patiently(|| self.disk.rename(temporary, &self.place.target));
        }
        if self.existing.is_some() {
            return self.change_places(temporary);
        }
        match patiently(|| self.disk.rename_new(temporary, &self.place.target)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => self.change_places(temporary),
            Err(error) if is_unknown(&error) => self.replace_by_name(temporary),
            other => other,
        }
    }

    fn change_places(&mut self, temporary: &mut PathBuf) -> io::Result<()> {
        // After a crash it can hold somebody else's version from here on, and its name says so.
        let swap = self.place.swap(self.known, self.ours);
        patiently(|| self.disk.rename(temporary, &swap))?;
        *temporary = swap;
        for _ in 0..TRIES {
            match patiently(|| self.disk.exchange(temporary, &self.place.target)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) if is_unknown(&error) => return self.replace_by_name(temporary),
                other => return other,
            }
            // Somebody took the file away: it is new, unless somebody was quicker again.
            match patiently(|| self.disk.rename_new(temporary, &self.place.target)) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) if is_unknown(&error) => return self.replace_by_name(temporary),
                other => return other,
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// Replaces the file where the file system knows no exchange of names: on NFS, CIFS and exFAT, on macOS and Windows.
    ///
    /// What is there is read, kept if it is another program's, and looked at once more by size, time and number right
    /// before it is replaced. What is put in place between that look and the replacement is lost: the window is two calls
    /// to the system wide, some microseconds on a disk and one round trip on a network.
    fn replace_by_name(&mut self, temporary: &Path) -> io::Result<()> {
        let mut safe: Vec<Fingerprint> = self.known.into_iter().chain([self.ours]).collect();
        for _ in 0..TRIES {
            let before = self.looks()?;
            if before.is_some() {
                match content(self.disk, &self.place.target) {
                    Ok(content) if safe.contains(&content) => {}
                    Ok(content) => {
                        self.copy_aside()?;
                        safe.push(content);
                    }
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    Err(error) => return Err(error),
                }
            }
            if self.looks()? == before {
                return patiently(|| self.disk.rename(temporary, &self.place.target));
            }
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// How the file looks now; nothing where there is none.
    fn looks(&self) -> io::Result<Option<Looks>> {
        match patiently(|| self.disk.link_metadata(&self.place.target)) {
            Ok(metadata) if metadata.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(metadata) => Ok(Some(Looks::of(&metadata))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Keeps what is in the file beside it, under a second name or as a copy, before it is replaced.
    fn copy_aside(&mut self) -> io::Result<()> {
        for sibling in self.place.siblings() {
            match patiently(|| self.disk.link(&self.place.target, &sibling)) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Ok(()) => {}
                Err(_) => match patiently(|| self.disk.create(&sibling, true)) {
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                    Ok(copy) => self.copy_into(&copy).inspect_err(|_| self.remove(&sibling))?,
                    Err(error) => return Err(error),
                },
            }
            self.kept.push(sibling);
            return Ok(());
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn copy_into(&self, copy: &File) -> io::Result<()> {
        let from = patiently(|| self.disk.open(&self.place.target))?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            match patiently(|| self.disk.read(&from, &mut buffer))? {
                0 => return patiently(|| self.disk.sync(copy)),
                count => write_all(self.disk, copy, buffer.get(..count).unwrap_or_default())?,
            }
        }
    }

    /// Makes the names in the folder survive a power cut.
    fn settle(&self) -> Result<(), FileError> {
        match patiently(|| self.disk.sync_folder(&self.place.folder)) {
            Ok(()) => Ok(()),
            // Some file systems cannot synchronise a folder, and some folders may be written and not read.
            Err(error) if is_unknown(&error) || error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            Err(error) => Err(FileError::Unconfirmed { name: self.name.to_owned(), reason: error.to_string() }),
        }
    }

    /// Clears up what earlier saves of this file left when they were killed. That nothing can be done about one of them
    /// is no reason not to save.
    fn sweep(&mut self) {
        for name in patiently(|| self.disk.names(&self.place.folder)).unwrap_or_default() {
            let Some(leftover) = self.place.leftover(&name) else { continue };
            let path = self.place.folder.join(name);
            // Held open until it is dealt with, so that two do not sweep the same.
            let Ok(file) = patiently(|| self.disk.open(&path)) else { continue };
            if !patiently(|| self.disk.lock(&file)).unwrap_or(false) {
                continue;
            }
            match leftover {
                Leftover::Part => self.remove(&path),
                Leftover::Swap(safe) => self.clear(&path, |content| safe.contains(&content.short())),
            }
        }
    }

    /// Takes a temporary file away, or keeps it beside the file where its content may not go.
    fn clear(&mut self, path: &Path, may_go: impl Fn(Fingerprint) -> bool) {
        let is_gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        let is_file = patiently(|| self.disk.link_metadata(path)).map(|metadata| metadata.is_file());
        match is_file.and_then(|is_file| Ok(is_file && may_go(content(self.disk, path)?))) {
            Ok(true) => self.remove(path),
            Err(error) if is_gone(&error) => {}
            // What cannot be read is kept as well: it may be somebody's.
            Ok(false) | Err(_) => {
                let kept = self.place.siblings().find(|sibling| self.rename_free(path, sibling).is_ok());
                self.kept.push(kept.unwrap_or_else(|| path.to_owned()));
            }
        }
    }

    /// Gives a file a name that is free, also where the file system cannot do that in one call.
    fn rename_free(&self, from: &Path, to: &Path) -> io::Result<()> {
        match patiently(|| self.disk.rename_new(from, to)) {
            Err(error) if is_unknown(&error) => {
                patiently(|| self.disk.link(from, to))?;
                self.remove(from);
                Ok(())
            }
            other => other,
        }
    }

    /// Takes a name away that is there no more, or not needed. If it stays, the next save sweeps it.
    fn remove(&self, path: &Path) {
        // Once more, because network drives refuse for a moment.
        let removed = patiently(|| self.disk.remove(path));
        if removed.is_err_and(|error| error.kind() != io::ErrorKind::NotFound) {
            let _ = patiently(|| self.disk.remove(path));
        }
    }
}
