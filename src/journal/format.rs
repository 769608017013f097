//! The frame of a journal: a line that says what it is, then entries, each with its length before and a checksum behind.
//!
//! The checksum is over the entry and the checksum before it. So an entry counts only where all before it are as they were
//! written: neither a torn end nor zeros nor what stood there before are taken for one.

use sha2::{Digest, Sha256};

/// What a journal begins with: its name and the version of its form.
pub(super) const MAGIC: &[u8] = b"headway journal 1\n";

const LENGTH: usize = 4;
const SUM: usize = 8;

/// The checksum over all entries so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chain([u8; SUM]);

impl Chain {
    /// Of a journal without entries.
    pub(super) fn start() -> Self {
        Self([0; SUM]).over(MAGIC)
    }

    fn over(self, payload: &[u8]) -> Self {
        let digest = Sha256::new().chain_update(self.0).chain_update(payload).finalize();
        let mut sum = [0; SUM];
        sum.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
        Self(sum)
    }

    /// The bytes of the next entry; the chain then covers it. Nothing where it is too long for an entry.
    pub(super) fn frame(&mut self, payload: &[u8]) -> Option<Vec<u8>> {
        let length = u32::try_from(payload.len()).ok()?;
        *self = self.over(payload);
        let mut bytes = Vec::with_capacity(LENGTH + payload.len() + SUM);
        bytes.extend(length.to_le_bytes());
        bytes.extend(payload);
        bytes.extend(self.0);
        Some(bytes)
    }
}

/// The sound entries of a journal, from its beginning on.
pub(super) struct Entries<'a> {
    rest: &'a [u8],
    chain: Chain,
}

impl<'a> Entries<'a> {
    /// Of the bytes of a file; nothing where they are no journal that this version can read.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        Some(Self { rest: bytes.strip_prefix(MAGIC)?, chain: Chain::start() })
    }

    /// Whether nothing stands behind those that were read.
    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.rest.split_first_chunk::<LENGTH>()?;
        let (payload, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
        let (sum, rest) = rest.split_first_chunk::<SUM>()?;
        let chain = self.chain.over(payload);
        if chain != Chain(*sum) {
            // Nothing behind it can be told from chance.
            self.rest = &[];
            return None;
        }
        (self.rest, self.chain) = (rest, chain);
        Some(payload)
    }
}
