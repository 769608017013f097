//! The same bytes wherever and whenever the program runs, and nothing from a file that disturbs what is around it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};

fn headway(arguments: &[&str], surroundings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").envs(surroundings.iter().copied());
    command.args(arguments).output().expect("it runs")
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn sample(name: &str) -> String {
    format!("{}/samples/{name}.json", env!("CARGO_MANIFEST_DIR"))
}

/// Opens and saves every sample, and expects the bytes that it had.
fn assert_kept(surroundings: &[(&str, &str)]) {
    let folder = tempfile::tempdir().expect("a folder");
    for name in headway::file::samples::all().iter().map(|sample| sample.name) {
        let copy = folder.path().join(format!("{name}.json"));
        let output = headway(&["export", &sample(name), &text(&copy)], surroundings);
        assert!(output.status.success(), "{surroundings:?} {output:?}");
        let kept = std::fs::read(&copy).expect("written") == std::fs::read(sample(name)).expect("there");
        assert!(kept, "{name} in {surroundings:?}");
    }
}

/// Builds a locale into a folder, where the system has what it takes: a Debian without the package `locales` has only its own.
fn build_locale(folder: &Path, name: &str) -> bool {
    let input = name.trim_end_matches(".UTF-8");
    let mut command = Command::new("localedef");
    command.args(["-i", input, "-f", "UTF-8"]).arg(folder.join(name));
    // It warns, and fails with that, where a locale is not as strict as it could be.
    command.output().is_ok() && folder.join(name).join("LC_NUMERIC").is_file()
}

/// What separates the parts of a number in a locale, as the system has it.
fn decimal_point(surroundings: &[(&str, &str)]) -> String {
    let output = Command::new("locale").arg("decimal_point").envs(surroundings.iter().copied()).output();
    String::from_utf8_lossy(&output.expect("what builds locales comes with it").stdout).trim().to_owned()
}

#[test]
fn a_map_is_saved_and_exported_to_the_same_bytes_in_every_locale() {
    let folder = tempfile::tempdir().expect("a folder");
    let built = text(folder.path());
    let mut drawn = Vec::new();
    for (locale, zone) in [
        ("C", "UTC"),
        ("C.UTF-8", "Pacific/Kiritimati"),
        ("de_DE.UTF-8", "Europe/Berlin"),
        ("tr_TR.UTF-8", "Europe/Istanbul"),
        ("ar_EG.UTF-8", "Pacific/Pago_Pago"),
    ] {
        let mut surroundings = vec![("LC_ALL", locale), ("LANG", locale), ("LANGUAGE", locale), ("TZ", zone)];
        if !locale.starts_with('C') && build_locale(folder.path(), locale) {
            surroundings.push(("LOCPATH", &built));
            if locale.starts_with("de") {
                assert_eq!(decimal_point(&surroundings), ",", "the locale is in force");
            }
        }
        assert_kept(&surroundings);
        let written = ["svg", "csv", "md", "pptx"].map(|ending| {
            let out = folder.path().join(format!("out.{ending}"));
            let output = headway(&["export", &sample("schindler"), &text(&out), "--as-of", "2016"], &surroundings);
            assert!(output.status.success(), "{surroundings:?} {output:?}");
            std::fs::read(&out).expect("written")
        });
        drawn.push(written);
    }
    assert!(drawn.iter().all(|one| *one == drawn[0]), "exports are the same in every locale");
}

/// Stands before the system's clock and tells the time that the surroundings say.
#[cfg(target_os = "linux")]
const CLOCK: &str = r#"
#define _GNU_SOURCE
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <sys/syscall.h>
int clock_gettime(clockid_t clock, struct timespec *now) {
    long failed = syscall(SYS_clock_gettime, clock, now);
    const char *seconds = getenv("CLOCK_SECONDS");
    if (!failed && clock == CLOCK_REALTIME && seconds) now->tv_sec = atoll(seconds);
    return (int)failed;
}
"#;

#[cfg(target_os = "linux")]
#[test]
fn a_map_is_saved_to_the_same_bytes_whatever_the_clock_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let (source, library) = (folder.path().join("clock.c"), folder.path().join("clock.so"));
    std::fs::write(&source, CLOCK).expect("written");
    // What linked this test can build a library too.
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(&source).status();
    assert!(built.expect("a C compiler").success());
    let undated = folder.path().join("undated.json");
    std::fs::write(&undated, r#"{"format": "headway", "title": "Undated"}"#).expect("written");
    // Early and late enough that no time zone changes the year.
    for (year, seconds) in [("1999", "930000000"), ("2100", "4110000000")] {
        let surroundings = [("LD_PRELOAD", text(&library)), ("CLOCK_SECONDS", seconds.to_owned())];
        let surroundings: Vec<(&str, &str)> =
            surroundings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let advice = headway(&["check", &text(&undated), "--json"], &surroundings);
        let advice: serde_json::Value = serde_json::from_slice(&advice.stdout).expect("JSON");
        assert!(advice["as_of"].as_str().is_some_and(|day| day.starts_with(year)), "the clock stands at {advice}");
        assert_kept(&surroundings);
    }
}

#[test]
fn what_turns_text_around_or_commands_a_terminal_stays_out_of_drawings_tables_and_sentences() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("hostile.json");
    let title = "Care \\u202egnp.exe\\u2067 \\u001b[31m=1+1";
    let item = |id: &str, votes: &str| {
        format!(
            r#"{{"id": "{id}", "title": "{title}", "strategy": "customer_engagement", "votes": {votes}, "position": {{"x": 20, "y": 20}}}}"#
        )
    };
    let map = format!(
        r#"{{"format": "headway", "title": "{title}", "initiatives": [{}, {}]}}"#,
        item("a", "\"\\u202emany\""),
        item("=b", "3")
    );
    std::fs::write(&path, &map).expect("written");
    let stray = ['\u{202E}', '\u{2067}', '\u{1b}'];
    for ending in ["svg", "csv", "md"] {
        let out = folder.path().join(format!("out.{ending}"));
        let output = headway(&["export", &text(&path), &text(&out)], &[]);
        assert!(output.status.success(), "{output:?}");
        let written = std::fs::read_to_string(&out).expect("text");
        assert!(!written.contains(stray), "{ending}: {written}");
        assert!(written.contains("gnp.exe"), "{ending}: the words are there");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains("votes") && !told.contains(stray), "{told}");
    }
    let table = std::fs::read_to_string(folder.path().join("out.csv")).expect("text");
    assert!(table.contains("\r\n'=b,"), "{table}");
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).expect("there").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(names.len(), 4, "names of items become no files: {names:?}");
    let again = folder.path().join("again.json");
    assert!(headway(&["export", &text(&path), &text(&again)], &[]).status.success());
    assert!(std::fs::read_to_string(&again).expect("text").contains('\u{202E}'), "the map itself keeps its words");
    for other in ["check", "direction", "backbone", "method"] {
        for more in [&[][..], &["--json"]] {
            let output = headway(&[&[other, &text(&path)], more].concat(), &[]);
            let told = String::from_utf8_lossy(&output.stdout);
            assert!(!told.contains(stray), "{other}: {told}");
            if !more.is_empty() {
                serde_json::from_str::<serde_json::Value>(&told).expect("JSON");
            }
        }
    }
    let advice = headway(&["check", &text(&path), "--json"], &[]);
    let advice: serde_json::Value = serde_json::from_slice(&advice.stdout).expect("JSON");
    assert!(advice.to_string().contains('\u{202E}'), "data keeps its words: {advice}");
    let compared = headway(&["compare", &sample("schindler"), &text(&path)], &[]);
    assert!(!String::from_utf8_lossy(&compared.stdout).contains(stray), "{compared:?}");
}
