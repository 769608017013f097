//! Journals written, broken off, damaged and read again.

mod damage;
mod live;
mod steps;

use crate::edit::{Document, Record};
use crate::file::{self, samples};
use crate::map::StrategyMap;

use super::format::{Chain, MAGIC};
use super::{Origin, Touched, entry};

/// A map as its file would be: positions are in hundredths there.
fn text(map: &StrategyMap) -> String {
    String::from_utf8(file::to_bytes(map).expect("written")).expect("text")
}

fn sample(name: &str) -> StrategyMap {
    samples::find(name).expect("the sample").load().expect("opens").map
}

fn origin(base: &StrategyMap) -> Origin {
    Origin { title: base.overview.title.clone(), base: base.clone(), ..Origin::default() }
}

/// The records that were touched, as the window hands them over.
fn touched(document: &mut Document) -> Vec<Touched> {
    let keys = document.take_touched();
    keys.into_iter().map(|key| (key.clone(), Record::read(document.map(), &key))).collect()
}

/// A journal in memory.
struct Written {
    bytes: Vec<u8>,
    chain: Chain,
    map: StrategyMap,
    edits: usize,
}

impl Written {
    fn new(origin: &Origin) -> Self {
        let mut written = Self { bytes: MAGIC.to_vec(), chain: Chain::start(), map: origin.base.clone(), edits: 0 };
        written.append(&entry::opening(origin).expect("written"));
        written
    }

    fn append(&mut self, payload: &[u8]) {
        self.bytes.extend(self.chain.frame(payload).expect("short enough"));
    }

    /// Answers whether there was something to write.
    fn edit(&mut self, touched: Vec<Touched>) -> bool {
        let payload = entry::of_edit(&mut self.map, touched, self.edits + 1).expect("written");
        if let Some(payload) = &payload {
            self.edits += 1;
            self.append(payload);
        }
        payload.is_some()
    }
}
