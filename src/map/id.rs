//! Names of records.

use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

/// The opaque name of a record, unique in its map. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(transparent)]
pub struct Id(Arc<str>);

impl Id {
    /// How many letters and digits a new id has: enough that maps of different authors merge without a clash.
    pub const LENGTH: usize = 10;

    /// An id with the given text.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(Arc::from(text.as_ref()))
    }

    /// A new random id of [`Id::LENGTH`] lower-case letters and digits.
    pub fn random() -> Self {
        const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
        let mut text = String::with_capacity(Self::LENGTH);
        while text.len() < Self::LENGTH {
            let mut byte = [0_u8; 1];
            // Without a source of randomness the clock still keeps ids of one session apart.
            if getrandom::fill(&mut byte).is_err() {
                byte = [Self::clock_byte()];
            }
            // 252 is the largest multiple of 36 in a byte: above it the first letters would come up more often.
            if byte[0] < 252 {
                text.push(char::from(LETTERS[usize::from(byte[0] % 36)]));
            }
        }
        Self::new(text)
    }

    fn clock_byte() -> u8 {
        use std::sync::atomic::{AtomicU64, Ordering};
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let nanos = std::time::UNIX_EPOCH.elapsed().map_or(0, |d| d.as_nanos() as u64);
        let mixed = (nanos ^ count.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 56) as u8
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Id {
    /// The empty id: of a record that has not been given one yet.
    fn default() -> Self {
        Self::new("")
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_ids_are_ten_letters_or_digits_and_differ() {
        let ids: std::collections::HashSet<Id> = (0..500).map(|_| Id::random()).collect();
        assert_eq!(ids.len(), 500);
        for id in ids {
            assert_eq!(id.as_str().len(), 10);
            assert!(id.as_str().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        }
    }
}
