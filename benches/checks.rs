//! Editing one card of a map and checking it again, beside checking everything anew.
//!
//! `cargo bench --bench checks`. Both in the same process, taking turns; medians and the slowest in milliseconds.

use std::hint::black_box;
use std::time::Instant;

use headway::edit::Document;
use headway::insight::{Checker, checks};
use headway::map::{Day, Moment};

#[path = "support/map.rs"]
mod map;

/// How often each is done.
const ROUNDS: usize = 200;

fn main() {
    println!(
        "{:>12} {:>9} {:>10} {:>10} {:>10} {:>10}",
        "initiatives", "findings", "again", "slowest", "anew", "ratio"
    );
    for count in [30, 300, 1_000, 10_000] {
        measure(count);
    }
}

fn measure(count: usize) {
    let mut document = Document::new(map::map_of(count));
    let moment = Moment::on(Day::from_civil(2016, 12, 31));
    let mut checker = Checker::default();
    let found = checker.check(document.map(), moment).len();
    let (mut again, mut anew) = (Vec::new(), Vec::new());
    for round in 0..if count > 1_000 { ROUNDS / 10 } else { ROUNDS } {
        let id = map::initiative_id(round * 7 % count);
        document.begin("Edit");
        document.edit_initiative(&id, |initiative| initiative.outcome = format!("Something {round}"));
        document.commit();
        again.push(milliseconds(|| checker.check(document.map(), moment).len()));
        anew.push(milliseconds(|| checks(document.map(), moment).len()));
    }
    let slowest = again.iter().copied().fold(0.0, f64::max);
    let (again, anew) = (median(again), median(anew));
    println!("{count:>12} {found:>9} {again:>10.3} {slowest:>10.3} {anew:>10.3} {:>10.1}", anew / again);
}

fn milliseconds(work: impl FnOnce() -> usize) -> f64 {
    let since = Instant::now();
    black_box(work());
    since.elapsed().as_secs_f64() * 1000.0
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
