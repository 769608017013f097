//! What it costs a frame to hand an edit over to the journal, beside writing the whole map out.
//!
//! `cargo bench --bench journal`. Both in the same process, taking turns; medians and the slowest in milliseconds. The first
//! edit hands over the whole map. The last column is how long an edit takes until it is on the disk.

use std::hint::black_box;
use std::time::Instant;

use headway::edit::{Document, Record};
use headway::file::to_bytes;
use headway::journal::{Journal, Origin};

#[path = "support/map.rs"]
mod map;

/// How often each is done.
const ROUNDS: usize = 200;

fn main() -> std::io::Result<()> {
    println!(
        "{:>12} {:>10} {:>10} {:>10} {:>10} {:>10}",
        "initiatives", "first", "again", "slowest", "whole", "on disk"
    );
    [30, 300, 1_000, 10_000].into_iter().try_for_each(measure)
}

fn measure(count: usize) -> std::io::Result<()> {
    let folder = std::env::temp_dir().join(format!("headway-bench-{}", std::process::id()));
    let base = map::map_of(count);
    let mut document = Document::new(base.clone());
    let mut begun = None;
    let first = milliseconds(|| {
        let journal =
            Journal::begin(&folder, Origin { title: "Bench".into(), base: base.clone(), ..Origin::default() });
        journal.iter().for_each(|journal| journal.write(document.map()));
        begun = Some(journal);
    });
    let Some(journal) = begun.transpose()? else { return Ok(()) };
    let (mut again, mut whole, mut on_disk) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..if count > 1_000 { ROUNDS / 10 } else { ROUNDS } {
        let id = map::initiative_id(round * 7 % count);
        document.begin("Edit");
        document.edit_initiative(&id, |initiative| initiative.outcome = format!("Something {round}"));
        document.commit();
        again.push(milliseconds(|| {
            let keys = document.take_touched();
            let touched = keys.into_iter().map(|key| (key.clone(), Record::read(document.map(), &key)));
            journal.write_touched(touched.collect());
        }));
        on_disk.push(milliseconds(|| _ = black_box(journal.flush())));
        whole.push(milliseconds(|| _ = black_box(to_bytes(document.map()))));
    }
    journal.discard().wait();
    std::fs::remove_dir(&folder)?;
    let slowest = again.iter().copied().fold(0.0, f64::max);
    let [again, whole, on_disk] = [again, whole, on_disk].map(median);
    println!("{count:>12} {first:>10.3} {again:>10.3} {slowest:>10.3} {whole:>10.3} {on_disk:>10.3}");
    Ok(())
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let since = Instant::now();
    work();
    since.elapsed().as_secs_f64() * 1000.0
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
