//! Which version of a file somebody has seen, so that it can be told from what another program made of it.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::FileError;

/// The fingerprint of some bytes: their SHA-256.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The fingerprint of what a source gives until its end.
    pub(super) fn of_all(mut next: impl FnMut(&mut [u8]) -> io::Result<usize>) -> io::Result<Self> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match next(&mut buffer)? {
                0 => return Ok(Self(hasher.finalize().into())),
                count => hasher.update(buffer.get(..count).unwrap_or_default()),
            }
        }
    }

    /// Its first 16 hexadecimal digits.
    pub(super) fn short(&self) -> String {
        self.0.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// All its hexadecimal digits.
    pub(crate) fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The fingerprint with these hexadecimal digits; nothing where they are none.
    pub(crate) fn from_hex(digits: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let pairs = digits.as_bytes().chunks_exact(2);
        if digits.len() != 2 * bytes.len() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let [high, low] = [pair.first()?, pair.get(1)?].map(|digit| char::from(*digit).to_digit(16));
            *byte = u8::try_from(high? * 16 + low?).ok()?;
        }
        Some(Self(bytes))
    }
}

impl std::fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.short())
    }
}

/// A version of a file: its content, and by what a change is noticed without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    content: Fingerprint,
    looks: Looks,
}

/// What the system tells of a file without reading it: size, time, and which file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Looks {
    size: u64,
    modified: Option<SystemTime>,
    /// Device and number, where the system numbers its files.
    file: Option<(u64, u64)>,
}

impl Looks {
    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let file = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.dev(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let file = None;
        Self { size: metadata.len(), modified: metadata.modified().ok(), file }
    }
}

impl Stamp {
    pub(super) fn new(content: Fingerprint, metadata: &Metadata) -> Self {
        Self { content, looks: Looks::of(metadata) }
    }

    /// A version that was seen earlier, of which nothing but the content is known any more: no file looks like it.
    pub fn unseen(content: Fingerprint) -> Self {
        Self { content, looks: Looks { size: u64::MAX, modified: None, file: None } }
    }

    /// The version that a file has now; none where there is no such file.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn of(path: &Path) -> Result<Option<Self>, FileError> {
        match Self::read(path) {
            Ok(stamp) => Ok(Some(stamp)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(FileError::reading(&path.display().to_string(), &error)),
        }
    }

    fn read(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        // Before the content: what is written meanwhile looks different from this afterwards.
        let metadata = file.metadata()?;
        let content = Fingerprint::of_all(|buffer| file.read(buffer))?;
        Ok(Self::new(content, &metadata))
    }

    /// Whether the file at a path still looks like this version by size, time and number. Cheap, and no proof: where it
    /// does not, [`Stamp::of`] tells whether the content differs.
    pub fn looks_alike(&self, path: &Path) -> bool {
        path.metadata().is_ok_and(|metadata| Looks::of(&metadata) == self.looks)
    }

    /// Whether another version has the same content.
    pub fn same_content(&self, other: &Self) -> bool {
        self.content == other.content
    }

    /// The fingerprint of the content.
    pub fn content(&self) -> Fingerprint {
        self.content
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_known_by_its_content_and_a_change_by_its_looks() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("care.json");
        assert_eq!(Stamp::of(&path), Ok(None), "there is no file yet");
        std::fs::write(&path, "one").expect("written");
        let first = Stamp::of(&path).expect("read").expect("there");
        assert!(first.looks_alike(&path));
        assert_eq!(first.content(), Fingerprint::of(b"one"));
        std::fs::write(folder.path().join("new"), "two").expect("written");
        std::fs::rename(folder.path().join("new"), &path).expect("replaced");
        assert!(!first.looks_alike(&path) || cfg!(not(unix)));
        let second = Stamp::of(&path).expect("read").expect("there");
        assert!(!second.same_content(&first));
        assert!(matches!(Stamp::of(folder.path()), Err(FileError::IsFolder { .. })));
    }

    #[test]
    fn a_fingerprint_is_written_in_digits_and_read_again() {
        let print = Fingerprint::of(b"one");
        assert_eq!(Fingerprint::from_hex(&print.hex()), Some(print));
        for digits in ["", "00", &print.hex()[1..], &print.hex().replace(|c: char| c.is_ascii_digit(), "é")] {
            assert_eq!(Fingerprint::from_hex(digits), None, "{digits}");
        }
    }
}
