//! Files that were cut off, or whose end was never written, as after a power cut: every one of them is told with line and remedy.

use crate::file::{FileError, parse, samples};

/// Tries every length where it is set, which takes minutes.
const EVERY: &str = "HEADWAY_EVERY_LENGTH";

/// Far from both ends of a file, else only every so manieth length is tried; a prime, so that all columns come up.
const STEP: usize = 211;

/// How near to either end of a file every length is tried.
const NEAR: usize = 600;

fn lengths(whole: usize, all: bool) -> impl Iterator<Item = usize> {
    (0..whole).filter(move |at| all || *at < NEAR || whole - at <= NEAR || at % STEP == 0)
}

/// A file that ends at this length, or whose rest is zeros.
fn check(name: &str, bytes: &[u8], length: usize) {
    // Without its last line break a map is whole.
    let is_whole = bytes[length..].iter().all(u8::is_ascii_whitespace);
    let cut = &bytes[..length];
    let zeros = [cut, &vec![0; bytes.len() - length]].concat();
    let told = [parse(cut, name), parse(&zeros, name)].map(|result| result.map(|_| ()));
    let [cut_off, never_written] = told;
    match cut_off {
        Ok(()) => assert!(is_whole, "{name} opens when cut at {length}"),
        Err(error) if cut.trim_ascii().is_empty() => assert!(matches!(error, FileError::Empty { .. }), "{error}"),
        Err(error) => assert_told(&error, "ends too early", cut),
    }
    match never_written {
        Ok(()) => panic!("{name} opens with zeros from {length} on"),
        Err(error) => assert_told(&error, "nothing but zeros", cut),
    }
}

fn assert_told(error: &FileError, what: &str, sound: &[u8]) {
    let sentence = error.to_string();
    let FileError::NotJson { line, .. } = error else { panic!("{sentence}") };
    assert!(sentence.contains(what) && sentence.contains("take it from a backup"), "{sentence}");
    let lines = 1 + sound.iter().filter(|byte| **byte == b'\n').count();
    assert!((lines.saturating_sub(1)..=lines).contains(line), "line {line} of {lines}: {sentence}");
}

#[test]
fn a_sample_that_is_cut_off_or_ends_in_zeros_is_refused_with_line_and_remedy() {
    let all = std::env::var_os(EVERY).is_some();
    std::thread::scope(|scope| {
        for sample in samples::all() {
            scope.spawn(move || lengths(sample.bytes.len(), all).for_each(|at| check(sample.name, sample.bytes, at)));
        }
    });
}

#[test]
fn zeros_in_the_middle_of_a_file_are_no_end() {
    let error = parse(b"{\"format\": \"head\0way\"}", "care.json").expect_err("refused");
    assert!(error.to_string().contains("control character"), "{error}");
}
