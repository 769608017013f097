//! What saving asks of a file system: each call on its own, so that a test can let any one of them fail.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The calls of a save. Each is one call to the system, or as near to it as the standard library comes.
pub(super) trait Disk {
    /// What is at a path, behind symbolic links.
    fn metadata(&self, path: &Path) -> io::Result<Metadata>;
    /// What is at a path, which may be a symbolic link itself.
    fn link_metadata(&self, path: &Path) -> io::Result<Metadata>;
    /// Where a symbolic link leads.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;
    /// The names in a folder.
    fn names(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// A new file to write, never one that is there; for nobody but the user where it is private.
    fn create(&self, path: &Path, private: bool) -> io::Result<File>;
    /// A file to read.
    fn open(&self, path: &Path) -> io::Result<File>;
    /// A file to write as it is, not emptied.
    fn open_to_write(&self, path: &Path) -> io::Result<File>;
    /// Marks a file as in use until it is closed. Whether it was free.
    fn lock(&self, file: &File) -> io::Result<bool>;
    /// What is known of an open file.
    fn file_metadata(&self, file: &File) -> io::Result<Metadata>;
    /// Gives a file the owner and the group of another.
    fn own(&self, file: &File, like: &Metadata) -> io::Result<()>;
    /// Gives a file the group of another, but not its owner.
    fn share(&self, file: &File, like: &Metadata) -> io::Result<()>;
    /// Says who may do what with a file.
    fn permit(&self, file: &File, permissions: Permissions) -> io::Result<()>;
    /// Reads some bytes; none at the end.
    fn read(&self, file: &File, buffer: &mut [u8]) -> io::Result<usize>;
    /// Writes some of the bytes.
    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize>;
    /// Waits until a file is on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Lets two names change places in one instant. Linux alone can.
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()>;
    /// Gives a file a name that is free, in one instant. Linux alone can.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a name, whether that is free or not.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a file a second name, which must be free.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a name away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Waits until the names in a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The file system of the machine.
pub(super) struct Machine;

impl Disk for Machine {
    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::metadata(path)
    }

    fn link_metadata(&self, path: &Path) -> io::Result<Metadata> {
        fs::symlink_metadata(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        // Only names of our own are looked for, and those are text.
        let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().into_string().ok()));
        names.filter_map(Result::transpose).collect()
    }

    fn create(&self, path: &Path, private: bool) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = private;
        options.open(path)
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        File::open(path)
    }

    fn open_to_write(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).open(path)
    }

    fn lock(&self, file: &File) -> io::Result<bool> {
        match file.try_lock() {
            Ok(()) => Ok(true),
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn file_metadata(&self, file: &File) -> io::Result<Metadata> {
        file.metadata()
    }

    #[cfg(unix)]
    fn own(&self, file: &File, like: &Metadata) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt, fchown};
        fchown(file, Some(like.uid()), Some(like.gid()))
    }

    #[cfg(not(unix))]
    fn own(&self, _: &File, _: &Metadata) -> io::Result<()> {
        Ok(())
    }

    #[cfg(unix)]
    fn share(&self, file: &File, like: &Metadata) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt, fchown};
        fchown(file, None, Some(like.gid()))
    }

    #[cfg(not(unix))]
    fn share(&self, _: &File, _: &Metadata) -> io::Result<()> {
        Ok(())
    }

    fn permit(&self, file: &File, permissions: Permissions) -> io::Result<()> {
        file.set_permissions(permissions)
    }

    fn read(&self, mut file: &File, buffer: &mut [u8]) -> io::Result<usize> {
        file.read(buffer)
    }

    fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        renamed(a, b, rustix::fs::RenameFlags::EXCHANGE)
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    #[cfg(target_os = "linux")]
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        renamed(from, to, rustix::fs::RenameFlags::NOREPLACE)
    }

    #[cfg(not(target_os = "linux"))]
    fn rename_new(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    /// Elsewhere a folder cannot be opened, and the system sees to its names itself.
    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(target_os = "linux")]
fn renamed(from: &Path, to: &Path, how: rustix::fs::RenameFlags) -> io::Result<()> {
    use rustix::fs::CWD;
    Ok(rustix::fs::renameat_with(CWD, from, CWD, to, how)?)
}

/// Makes a call, again for as long as a signal comes between.
pub(super) fn patiently<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// Whether the file system knows no such call, as NFS, CIFS, exFAT and older systems know no exchange of names.
pub(super) fn is_unknown(error: &io::Error) -> bool {
    // ENOSYS and EOPNOTSUPP are unsupported, EINVAL is invalid input to the standard library.
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}
