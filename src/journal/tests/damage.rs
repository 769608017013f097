//! Whatever is left of a journal, its map is as it was after one of the edits: never in between, never a panic.

use super::*;
use crate::journal::format::Entries;
use crate::journal::restore;

/// Tries every length where it is set, which takes minutes.
const EVERY: &str = "HEADWAY_EVERY_LENGTH";

/// In the middle of the map, only every so manieth length is tried.
const STEP: usize = 997;

/// A journal of a sample, how long it was after each entry, and what the map was then.
struct Stream {
    bytes: Vec<u8>,
    states: Vec<(usize, String)>,
}

impl Stream {
    fn of(map: &StrategyMap) -> Self {
        let mut document = Document::new(map.clone());
        let mut written = Written::new(&origin(map));
        let mut states = vec![(written.bytes.len(), text(map))];
        let initiatives = map.initiatives.order().clone();
        let mut step = |document: &mut Document| {
            let touched = touched(document);
            assert!(written.edit(touched));
            states.push((written.bytes.len(), text(document.map())));
        };
        document.begin("Type");
        for letters in ["A", "Ab", "Abø ☃"] {
            document.edit_initiative(&initiatives[0], |i| i.title = letters.into());
            step(&mut document);
        }
        document.begin("Delete");
        document.delete_initiative(&initiatives[1]);
        step(&mut document);
        document.undo();
        step(&mut document);
        document.edit_overview(|overview| overview.description = "As of today".into());
        step(&mut document);
        Self { bytes: written.bytes, states }
    }

    /// How many entries are whole in the first so many bytes.
    fn whole(&self, length: usize) -> usize {
        self.states.iter().filter(|(end, _)| *end <= length).count()
    }

    fn lengths(&self) -> impl Iterator<Item = usize> {
        let all = std::env::var_os(EVERY).is_some();
        let opening = self.states[0].0;
        (0..=self.bytes.len()).filter(move |at| all || *at < 100 || at + 100 > opening || at % STEP == 0)
    }

    fn check(&self, bytes: &[u8], whole: usize, what: &str) {
        let found = restore(bytes).map(|restored| (restored.edits, text(&restored.map)));
        let right = (whole > 1).then(|| (whole - 1, self.states[whole - 1].1.clone()));
        assert!(found == right, "{what}: {whole} whole entries, but {:?}", found.map(|(edits, _)| edits));
    }
}

fn count(bytes: &[u8]) -> usize {
    Entries::of(bytes).map_or(0, Iterator::count)
}

#[test]
fn a_journal_that_ends_anywhere_or_in_zeros_or_in_chance_is_one_of_the_maps_that_were() {
    std::thread::scope(|scope| {
        for sample in samples::all() {
            scope.spawn(|| {
                let stream = Stream::of(&sample.load().expect("opens").map);
                stream.check(&stream.bytes, stream.states.len(), "unharmed");
                for length in stream.lengths() {
                    let (cut, whole) = (&stream.bytes[..length], stream.whole(length));
                    assert_eq!(count(cut), whole, "cut at {length}");
                    for rest in [[0_u8; 64], [0xA5; 64]] {
                        let (ends, kept) = ([cut, &rest].concat(), stream.bytes.iter());
                        // What comes may be what was there.
                        let same = ends.iter().zip(kept).take_while(|(now, before)| now == before).count();
                        assert_eq!(count(&ends), stream.whole(same), "{} from {length} on", rest[0]);
                    }
                }
                for (end, _) in &stream.states {
                    for length in [end - 1, *end, end + 1, end + 9] {
                        let cut = &stream.bytes[..length.min(stream.bytes.len())];
                        stream.check(cut, stream.whole(length), sample.name);
                    }
                }
            });
        }
    });
}

#[test]
fn a_bit_that_turned_over_ends_the_journal_there() {
    let stream = Stream::of(&sample("kaiser-permanente"));
    for at in stream.lengths().filter(|at| *at < stream.bytes.len()) {
        let mut bytes = stream.bytes.clone();
        bytes[at] ^= 1 << (at % 8);
        // Those before the one that was hit.
        assert_eq!(count(&bytes), stream.whole(at), "at {at}");
    }
}

#[test]
fn entries_of_another_journal_or_in_another_order_do_not_count() {
    let stream = Stream::of(&sample("kaiser-permanente"));
    let ends: Vec<usize> = stream.states.iter().map(|(end, _)| *end).collect();
    let part = |from: usize, to: usize| &stream.bytes[ends[from]..ends[to]];
    let opening = &stream.bytes[..ends[0]];
    stream.check(&[opening, part(1, 2)].concat(), 1, "one is missing");
    stream.check(&[opening, part(0, 1), part(0, 1)].concat(), 2, "one stands twice");
    stream.check(&[opening, part(0, 1), part(2, 3), part(1, 2)].concat(), 2, "two changed places");
    let other = Stream::of(&sample("netflix"));
    stream.check(&[opening, &other.bytes[other.states[0].0..]].concat(), 1, "another one's");
}

#[test]
fn entries_that_say_odd_things_are_no_harm() {
    let map = sample("kaiser-permanente");
    let fragment = text(&StrategyMap::default());
    for line in [
        "",
        "{}",
        "[]",
        "{\"at\": 1, \"edits\": 1, \"gone\": [[99, [\"x\"]], [0, [\"nobody\", \"\"]]]}",
        "{\"at\": 1, \"edits\": 1, \"order\": [[0, []], [1, [\"x\", \"x\"]]]}",
        "{\"at\": 18446744073709551615, \"edits\": 18446744073709551615}",
        "{\"at\": -1, \"edits\": 1}",
    ] {
        for rest in [fragment.as_str(), "", "{", "{\"format\": \"headway\", \"notes\": [{\"id\": 3}]}"] {
            let mut written = Written::new(&origin(&map));
            written.append(format!("{line}\n{rest}").as_bytes());
            if let Some(restored) = restore(&written.bytes) {
                assert_eq!(restored.map.initiatives.len(), map.initiatives.len(), "{line} {rest}");
            }
        }
    }
}
