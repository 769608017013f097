//! The commands, run as a user or a script would run them.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};

fn headway(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").args(arguments).output().expect("it runs")
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

fn sample(name: &str) -> String {
    format!("{}/samples/{name}.json", env!("CARGO_MANIFEST_DIR"))
}

/// What a refusal must be: exit code 2, one sentence on standard error, no panic.
fn assert_refused(output: &Output, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(words), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(said.trim().lines().count(), 1, "{said}");
}

#[test]
fn a_sample_that_is_opened_and_saved_keeps_its_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["kaiser-permanente", "schindler"] {
        let copy = folder.path().join(format!("{name}.json"));
        assert!(headway(&["export", &sample(name), &text(&copy)]).status.success());
        assert_eq!(std::fs::read(&copy).expect("written"), std::fs::read(sample(name)).expect("there"));
    }
}

#[test]
fn the_page_is_exported_as_svg_and_as_png_with_its_density() {
    let folder = tempfile::tempdir().expect("a folder");
    let svg = folder.path().join("k.svg");
    assert!(headway(&["export", &sample("kaiser-permanente"), &text(&svg)]).status.success());
    let drawn = std::fs::read_to_string(&svg).expect("written");
    assert!(drawn.contains(">Collaborative healthcare</text>"));
    assert!(drawn.contains("id=\"initiative/own-record\""));

    let png = folder.path().join("k.png");
    assert!(headway(&["export", &sample("kaiser-permanente"), &text(&png)]).status.success());
    let file = std::io::BufReader::new(std::fs::File::open(&png).expect("written"));
    let reader = png::Decoder::new(file).read_info().expect("a picture");
    assert_eq!(reader.info().pixel_dims.map(|dims| dims.xppu), Some(11_811));
    assert_eq!(reader.info().width, 5000);
}

#[test]
fn the_same_map_gives_the_same_picture_every_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let export = |name: &str| {
        let out = folder.path().join(name);
        assert!(headway(&["export", &sample("schindler"), &text(&out), "--width", "800"]).status.success());
        std::fs::read(out).expect("written")
    };
    assert_eq!(export("a.png"), export("b.png"));
    assert_eq!(export("a.svg"), export("b.svg"));
}

#[test]
fn what_is_no_map_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = std::fs::read(sample("schindler")).expect("there");
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("truncated.json", whole[..whole.len() / 2].to_vec(), "line"),
        ("empty.json", Vec::new(), "empty"),
        ("binary.json", vec![0, 159, 146, 150, 255, 0, 1], "text"),
        ("list.json", b"[1, 2, 3]".to_vec(), "strategy map"),
        ("deep.json", [vec![b'['; 128], vec![b']'; 128]].concat(), "127"),
    ];
    for (name, bytes, words) in cases {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        let out = folder.path().join("out.svg");
        assert_refused(&headway(&["export", &text(&path), &text(&out)]), words);
        assert!(!out.exists());
    }
    let large = folder.path().join("large.json");
    std::fs::File::create(&large).and_then(|file| file.set_len(100 << 20)).expect("written");
    assert_refused(&headway(&["export", &text(&large), "out.svg"]), "64 MiB");
    assert_refused(&headway(&["export", "no-such.json", "out.svg"]), "no such file");
}

#[test]
fn a_fault_of_one_item_is_told_and_the_map_is_exported() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("faulty.json");
    let faulty = std::fs::read_to_string(sample("kaiser-permanente")).expect("there");
    std::fs::write(&path, faulty.replacen("\"x\": 20", "\"x\": 1e308", 1)).expect("written");
    let out = folder.path().join("out.json");
    let output = headway(&["export", &text(&path), &text(&out)]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("initiatives[0]") && said.contains("Members open their own record"), "{said}");
    assert!(std::fs::read_to_string(&out).expect("written").contains("1e308") || said.contains("set_aside"));
}

#[test]
fn the_samples_are_listed_and_written_out() {
    let listed = String::from_utf8(headway(&["samples"]).stdout).expect("text");
    assert!(listed.contains("kaiser-permanente") && listed.contains("Schindler"), "{listed}");
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("s.json");
    assert!(headway(&["samples", "schindler", "-o", &text(&out)]).status.success());
    assert_eq!(std::fs::read(out).expect("written"), std::fs::read(sample("schindler")).expect("there"));
    assert_refused(&headway(&["samples", "nobody", "-o", "x.json"]), "no sample");
}

#[test]
fn the_schema_accepts_every_sample() {
    let schema: serde_json::Value = serde_json::from_slice(&headway(&["schema"]).stdout).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for name in ["kaiser-permanente", "schindler"] {
        let map = serde_json::from_slice(&std::fs::read(sample(name)).expect("there")).expect("JSON");
        let faults: Vec<String> = validator.iter_errors(&map).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{name}: {faults:?}");
    }
}

#[test]
fn bad_usage_is_told_and_help_is_there() {
    assert_refused(&headway(&["export", &sample("schindler")]), "export needs");
    assert_refused(&headway(&["export", &sample("schindler"), "x.gif"]), ".svg");
    assert_refused(&headway(&["export", &sample("schindler"), "x.svg", "--as-of", "2012-13"]), "month");
    assert!(headway(&["--help"]).status.success());
    for command in ["export", "samples", "schema"] {
        let help = String::from_utf8(headway(&[command, "--help"]).stdout).expect("text");
        assert!(help.contains("Usage"), "{command}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_window_is_refused_in_a_sentence() {
    assert_refused(&headway(&[&sample("schindler")]), "no window can be opened");
}
