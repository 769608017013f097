//! A file system on which any call can be made to fail, and between whose calls another program may act.

use std::cell::{Cell, RefCell};
use std::fs::{File, Metadata, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use crate::file::save::disk::{Disk, Machine};

/// The errors that each call is made to fail with, by their numbers on Linux.
pub const ERRORS: [(&str, i32); 9] = [
    ("EIO", 5),
    ("ENOSPC", 28),
    ("EACCES", 13),
    ("EROFS", 30),
    ("EINTR", 4),
    ("EXDEV", 18),
    ("EINVAL", 22),
    ("ENOSYS", 38),
    ("EOPNOTSUPP", 95),
];

/// Which calls fail.
#[derive(Clone, Copy)]
pub enum Fails {
    /// None.
    Nothing,
    /// The call of this number, from 0, with this error of the system.
    Once(usize, i32),
    /// The call of this number and all after it.
    From(usize, i32),
}

/// The name of a call, and what another program does right before it.
type Meanwhile = (&'static str, Box<dyn Fn()>);

/// The machine's file system with faults.
pub struct Faulty {
    fails: Fails,
    /// Whether names can be exchanged, and files renamed to names that must be free.
    exchanges: bool,
    /// Whether a file may have a second name.
    links: bool,
    /// The calls so far.
    calls: RefCell<Vec<&'static str>>,
    /// What another program does right before a call of this name, once.
    meanwhile: Cell<Option<Meanwhile>>,
    /// Writes at most so many bytes at once.
    pub piece: usize,
}

impl Faulty {
    pub fn new(fails: Fails, exchanges: bool) -> Self {
        let (calls, meanwhile) = (RefCell::default(), Cell::new(None));
        Self { fails, exchanges, links: true, calls, meanwhile, piece: usize::MAX }
    }

    /// As exFAT: names cannot be exchanged and files have one name.
    pub fn plainest() -> Self {
        Self { links: false, ..Self::new(Fails::Nothing, false) }
    }

    pub fn meanwhile(self, before: &'static str, acts: impl Fn() + 'static) -> Self {
        self.meanwhile.set(Some((before, Box::new(acts))));
        self
    }

    pub fn calls(&self) -> Vec<&'static str> {
        self.calls.borrow().clone()
    }

    fn call(&self, name: &'static str) -> io::Result<()> {
        if let Some((before, acts)) = self.meanwhile.take() {
            if before == name {
                acts();
            } else {
                self.meanwhile.set(Some((before, acts)));
            }
        }
        let number = self.calls.borrow().len();
        self.calls.borrow_mut().push(name);
        match self.fails {
            Fails::Once(at, error) if at == number => Err(io::Error::from_raw_os_error(error)),
            Fails::From(at, error) if at <= number => Err(io::Error::from_raw_os_error(error)),
            _ => Ok(()),
        }
    }

    fn known(&self, knows: bool) -> io::Result<()> {
        if knows { Ok(()) } else { Err(io::Error::from_raw_os_error(22)) }
    }
}

impl Disk for Faulty {
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.call("metadata")?;
        Machine.metadata(path)
    }

    fn link_metadata(&self, path: &Path) -> io::Result<Metadata> {
        self.call("link_metadata")?;
        Machine.link_metadata(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("read_link")?;
        Machine.read_link(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.call("names")?;
        Machine.names(folder)
    }

    fn create(&self, path: &Path, private: bool) -> io::Result<File> {
        self.call("create")?;
        Machine.create(path, private)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        self.call("open")?;
        Machine.open(path)
    }

    fn open_to_write(&self, path: &Path) -> io::Result<File> {
        self.call("open_to_write")?;
        Machine.open_to_write(path)
    }

    fn lock(&self, file: &File) -> io::Result<bool> {
        self.call("lock")?;
        Machine.lock(file)
    }

    fn file_metadata(&self, file: &File) -> io::Result<Metadata> {
        self.call("file_metadata")?;
        Machine.file_metadata(file)
    }

    fn own(&self, file: &File, like: &Metadata) -> io::Result<()> {
        self.call("own")?;
        Machine.own(file, like)
    }

    fn share(&self, file: &File, like: &Metadata) -> io::Result<()> {
        self.call("share")?;
        Machine.share(file, like)
    }

    fn permit(&self, file: &File, permissions: Permissions) -> io::Result<()> {
        self.call("permit")?;
        Machine.permit(file, permissions)
    }

    fn read(&self, file: &File, buffer: &mut [u8]) -> io::Result<usize> {
        self.call("read")?;
        Machine.read(file, buffer)
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        self.call("write")?;
        Machine.write(file, &bytes[..bytes.len().min(self.piece)])
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.call("sync")?;
        Machine.sync(file)
    }

    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.call("exchange")?;
        self.known(self.exchanges)?;
        Machine.exchange(a, b)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename_new")?;
        self.known(self.exchanges)?;
        Machine.rename_new(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename")?;
        Machine.rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("link")?;
        self.known(self.links)?;
        Machine.link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call("remove")?;
        Machine.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call("sync_folder")?;
        Machine.sync_folder(folder)
    }
}
