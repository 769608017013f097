//! What the checks find in each sample is what the README promises, no more and no less.

use std::collections::BTreeMap;

use headway::file::samples;
use headway::insight::checks;
use headway::map::{Day, Moment};

const README: &str = include_str!("../README.md");

/// How often each check speaks.
type Counts = BTreeMap<String, usize>;

/// What the README promises, by the name of the sample: the last column of its table.
fn promised() -> BTreeMap<String, Counts> {
    let mut promised = BTreeMap::new();
    for line in README.lines().filter(|line| line.starts_with("| `samples/")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 3, "three columns: {line}");
        let (file, findings) = (cells[0], cells[2]);
        let name = file.trim_matches('`').trim_start_matches("samples/").trim_end_matches(".json");
        let counts = findings.split(", ").map(|finding| match finding.split_once(" × ") {
            Some((check, count)) => (check.trim_matches('`').to_owned(), count.parse().unwrap_or_default()),
            None => (finding.trim_matches('`').to_owned(), 1),
        });
        assert!(promised.insert(name.to_owned(), counts.collect()).is_none(), "{name} stands there twice");
    }
    promised
}

/// What the checks find in each sample on some day of ours.
fn found(today: Day) -> BTreeMap<String, Counts> {
    let mut found = BTreeMap::new();
    for sample in samples::all() {
        let Ok(loaded) = sample.load() else { continue };
        let map = loaded.map;
        assert!(map.overview.as_of.is_some(), "{} speaks of a day of its own", sample.name);
        let counts: &mut Counts = found.entry(sample.name.to_owned()).or_default();
        for finding in checks(&map, Moment::of(&map, None, today)) {
            assert_eq!(finding.silenced, None, "{}", sample.name);
            *counts.entry(finding.advice.check.id().to_owned()).or_default() += 1;
        }
    }
    found
}

#[test]
fn the_checks_find_in_each_sample_exactly_what_its_line_in_the_readme_promises() {
    let today = Day::from_civil(2026, 1, 1);
    assert_eq!(found(today), promised());
}

#[test]
fn what_the_checks_find_in_the_samples_does_not_depend_on_the_day_of_asking() {
    assert_eq!(found(Day::from_civil(2020, 1, 1)), found(Day::from_civil(2040, 1, 1)));
}

#[test]
fn one_choice_leaves_the_bank_with_fewer_findings() {
    let found = found(Day::from_civil(2026, 1, 1));
    let (before, after) = (&found["bank-before"], &found["bank-after"]);
    assert!(before.contains_key("no-primary") && before.contains_key("split-focus"));
    assert!(after.values().sum::<usize>() < before.values().sum::<usize>() / 2);
    assert!(after.keys().all(|check| before.contains_key(check)), "and with none that is new: {after:?}");
}
