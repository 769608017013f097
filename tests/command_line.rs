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
    for name in headway::file::samples::all().iter().map(|sample| sample.name) {
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
fn every_command_reads_the_map_in_a_picture_and_says_where_there_is_none() {
    use headway::export::{Choices, Format, PngSize, export};
    let folder = tempfile::tempdir().expect("a folder");
    let map = headway::file::open(Path::new(&sample("kaiser-permanente"))).expect("opens").map;
    let picture = |embed: bool| {
        let choices = Choices { embed, size: PngSize::Width(400), ..Choices::new(headway::map::Day(20_000)) };
        export(&map, Format::Png, &choices, &mut |_| true).expect("exported").bytes
    };
    let (path, copy) = (folder.path().join("picture.png"), folder.path().join("copy.json"));
    std::fs::write(&path, picture(true)).expect("written");
    assert!(headway(&["export", &text(&path), &text(&copy)]).status.success());
    assert_eq!(std::fs::read(&copy).expect("written"), std::fs::read(sample("kaiser-permanente")).expect("there"));
    assert!(headway(&["direction", &text(&path)]).status.success());
    std::fs::write(&path, picture(false)).expect("written");
    assert_refused(&headway(&["direction", &text(&path)]), "picture.png carries no map: ");
    std::fs::write(&path, &picture(true)[..90]).expect("written");
    assert_refused(&headway(&["direction", &text(&path)]), "picture.png: ");
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

#[cfg(target_os = "linux")]
#[test]
fn an_intact_version_of_a_damaged_map_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("care.headway.json");
    let bytes = std::fs::read(sample("schindler")).expect("there");
    std::fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
        command.env("XDG_STATE_HOME", folder.path()).args(["check", &text(&path)]).output().expect("it runs")
    };
    assert!(!String::from_utf8_lossy(&run().stderr).contains("is intact"), "there is none yet");
    let backups = headway::file::Backups::in_folder(folder.path().join("headway").join("backups"));
    backups.keep(&path, &bytes).expect("kept");
    assert_refused(&run(), "is intact; open the map in the window to take it, or find it as ");
    let said = String::from_utf8_lossy(&run().stderr).into_owned();
    assert!(said.contains("care.headway.json, line") && said.contains(&text(&backups.of(&path)[0].path)), "{said}");
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
    assert_eq!(listed.lines().count(), headway::file::samples::all().len(), "{listed}");
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
    for name in headway::file::samples::all().iter().map(|sample| sample.name) {
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
    let commands =
        ["export", "direction", "backbone", "check", "method", "import", "compare", "merge", "samples", "schema"];
    for command in commands {
        let help = String::from_utf8(headway(&[command, "--help"]).stdout).expect("text");
        assert!(help.contains("Usage"), "{command}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_window_is_refused_in_a_sentence() {
    assert_refused(&headway(&[&sample("schindler")]), "no window can be opened");
}

fn direction(arguments: &[&str]) -> serde_json::Value {
    let output = headway(&[&["direction"], arguments, &["--json"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_series_of_a_sample_is_told_with_its_evidence() {
    let told = direction(&[&sample("kaiser-permanente")]);
    let file = std::fs::read_to_string(sample("kaiser-permanente")).expect("there");
    let map: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    let of = |list: &str| map[list].as_array().into_iter().flatten().flat_map(|item| item["indicators"].as_array());
    let own = map["indicators"].as_array().map_or(0, Vec::len);
    let expected = own + of("initiatives").chain(of("capabilities")).map(Vec::len).sum::<usize>();
    let indicators = told["indicators"].as_array().expect("a list");
    assert_eq!((told["as_of"].as_str(), indicators.len()), (Some("2022-10"), expected));

    let registered = indicators.iter().find(|told| told["indicator"] == "registered").expect("told");
    assert_eq!(
        (&registered["subject"], &registered["verdict"]),
        (&"initiative/own-record".into(), &"advancing".into())
    );
    assert_eq!((&registered["n"], &registered["s"]), (&7.into(), &21.into()));
    assert!(registered["p"].as_f64().is_some_and(|p| (p - 2.0 / 5040.0).abs() < 1e-9));
    assert_eq!((&registered["from"], &registered["to"]), (&"2007-02-14".into(), &"2012-12-31".into()));
    assert_eq!(registered["interval"].as_array().map(Vec::len), Some(2));
    for told in indicators {
        for key in ["name", "test", "slope_per_year", "lag1", "illustrative"] {
            assert!(told.get(key).is_some(), "{key} of {told}");
        }
    }
    assert!(indicators.iter().any(|told| told["illustrative"] == true && told["test"] == "sign_flip_exact"));
}

#[test]
fn directions_are_told_as_of_a_day_and_for_a_period() {
    let path = sample("kaiser-permanente");
    let registered = |arguments: &[&str]| {
        let told = direction(&[&[path.as_str()], arguments].concat());
        let all = told["indicators"].as_array().expect("a list").clone();
        let found = all.into_iter().find(|told| told["indicator"] == "registered").expect("told");
        (found["n"].as_i64(), found["verdict"].as_str().map(str::to_owned))
    };
    assert_eq!(registered(&["--as-of", "2008"]), (Some(1), Some("too_early".into())));
    assert_eq!(registered(&["--as-of", "2012", "--period", "year"]).1, Some("too_early".into()));
    assert_refused(&headway(&["direction", &path, "--period", "decade"]), "choose one of all, year");
    assert_refused(&headway(&["direction", &path, "--as-of", "2012-02-31"]), "29 days");
    assert_refused(&headway(&["direction"]), "headway direction FILE");
}

#[test]
fn the_backbone_is_told_as_data_and_in_words() {
    let told = headway(&["backbone", &sample("bank-before"), "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).expect("JSON");
    assert_eq!(told["as_of"], "2024-02");
    let record = told["capabilities"].as_array().expect("a list").iter().find(|c| c["title"] == "One customer record");
    let record = record.expect("the record");
    assert_eq!(
        (&record["initiatives"], &record["maturity"], &record["strain"]),
        (&2.into(), &2.into(), &"strained".into())
    );
    let first = &told["handshakes"][0];
    assert_eq!((&first["answer"], &first["waits"]), (&"open".into(), &true.into()), "what is open comes first");
    let words = headway(&["backbone", &sample("bank-before"), "--as-of", "2024-02"]);
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(words.contains("  One customer record: strained: 2 initiatives at maturity 2"), "{words}");
    assert!(words.contains("      waits: Accounts inside partner shops (Open)"), "{words}");
    assert_refused(&headway(&["backbone"]), "headway backbone FILE");
}

#[test]
fn directions_are_told_in_words() {
    let output = headway(&["direction", &sample("schindler")]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && told.starts_with("Schindler, as of "));
    assert!(told.contains("Context only") && told.contains("· illustrative"));
}

#[test]
fn the_page_as_of_a_day_of_the_past_shows_the_map_as_it_stood() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("2008.svg");
    let exported = headway(&["export", &sample("kaiser-permanente"), &text(&out), "--as-of", "2008"]);
    assert!(exported.status.success());
    let drawn = std::fs::read_to_string(&out).expect("written");
    assert!(drawn.contains("as of 2008"));
    assert!(drawn.contains("id=\"initiative/own-record\"") && drawn.contains("Scaling · since 2007"));
    assert!(!drawn.contains("See the doctor by video"), "video visits began later");
    assert!(!drawn.contains("Established"));
}

#[test]
fn what_differs_between_two_versions_is_told_in_words_and_as_data() {
    let folder = tempfile::tempdir().expect("a folder");
    let later = folder.path().join("later.json");
    let file = std::fs::read_to_string(sample("schindler")).expect("there");
    let mut map: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    let initiatives = map["initiatives"].as_array_mut().expect("a list");
    let robot = initiatives.iter_mut().find(|one| one["id"] == "shaft-robot").expect("there");
    robot["strategy"] = "customer_engagement".into();
    initiatives.retain(|one| one["id"] != "touch-free");
    std::fs::write(&later, map.to_string()).expect("written");

    let told = headway(&["compare", &sample("schindler"), &text(&later)]);
    let words = String::from_utf8_lossy(&told.stdout).into_owned();
    assert_eq!(told.status.code(), Some(1), "{words}");
    assert!(words.starts_with("Schindler: 2 changes from "), "{words}");
    assert!(words.contains("\n  Robot drills the shaft moved to customer engagement\n"), "{words}");
    assert!(words.contains("\n  Gone: Touch-free journeys\n"), "{words}");

    let data = headway(&["compare", &sample("schindler"), &text(&later), "--json"]);
    assert_eq!(data.status.code(), Some(1));
    let data: serde_json::Value = serde_json::from_slice(&data.stdout).expect("JSON");
    assert_eq!(data["changes"].as_array().map(Vec::len), Some(2));
    let moved = serde_json::json!({
        "kind": "moved", "item": "shaft-robot", "subject": "initiative", "title": "Robot drills the shaft",
        "field": "strategy", "before": "Digitized solutions", "after": "Customer engagement",
    });
    assert_eq!(data["changes"][0], moved);
}

#[test]
fn a_picture_of_what_has_changed_is_written_and_another_map_is_told_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("changes.svg");
    let export = |map: &str, other: &str| headway(&["export", &sample(map), &text(&out), "--with", &sample(other)]);
    let written = export("bank-after", "bank-before");
    assert!(written.status.success() && written.stderr.is_empty());
    let svg = std::fs::read_to_string(&out).expect("written");
    assert!(svg.contains("Changed since A bank that wants both, before (fictional)"), "the legend tells since when");
    let written = export("bank-after", "schindler");
    assert!(written.status.success());
    assert!(String::from_utf8_lossy(&written.stderr).contains("Schindler is another map, no earlier version"));
}

#[test]
fn two_files_of_the_same_map_do_not_differ_however_they_are_laid_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let compact = folder.path().join("compact.json");
    let file = std::fs::read_to_string(sample("kaiser-permanente")).expect("there");
    let map: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    std::fs::write(&compact, map.to_string()).expect("written");
    let told = headway(&["compare", &sample("kaiser-permanente"), &text(&compact)]);
    assert_eq!(told.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&told.stdout).contains("nothing differs"));
    assert_refused(&headway(&["compare", &sample("schindler")]), "two maps");
    assert_refused(&headway(&["compare", &sample("schindler"), "no-such.json"]), "no such file");
}

#[test]
fn advice_is_told_in_words_and_as_data_and_what_is_silenced_does_not_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.json");
    let silenced = r#"{"check": "no-direction", "reason": "It is decided in May", "on": "2026-01"}"#;
    let write = |primary: &str| {
        let strategy = format!(r#"{{"primary": [{primary}]}}"#);
        let capabilities = r#"[{"id": "a", "title": "Orders", "backbone": "operational", "indicators": []},
            {"id": "b", "title": "Partners", "backbone": "digital_services", "indicators": []}]"#;
        let initiatives = r#"[{"id": "i", "title": "Order by phone", "strategy": "customer_engagement",
            "position": {"x": 0, "y": 0}, "outcome": "Orders take a minute", "relies_on": [
            {"capability": "a", "answers": [{"answer": "yes"}]}, {"capability": "b", "answers": [{"answer": "yes"}]}]}]"#;
        let map = format!(
            r#"{{"format": "headway", "version": 1, "min_reader": 1, "title": "A shop", "as_of": "2026", "strategy": {strategy},
            "initiatives": {initiatives}, "capabilities": {capabilities}, "silenced": [{silenced}]}}"#
        );
        std::fs::write(&path, map).expect("written");
    };
    write("");
    let output = headway(&["check", &text(&path)]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("A shop, as of 2026: 1 piece of advice\n\nno-primary: "), "{said}");
    assert!(said.contains("It is decided in May"), "{said}");

    let output = headway(&["check", &text(&path), "--as-of", "2025-05", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("data");
    assert_eq!(told["as_of"], "2025-05");
    assert_eq!(told["findings"][0]["check"], "no-primary");
    assert_eq!(told["findings"][0]["items"], serde_json::json!([]));
    assert!(told["findings"][0]["why"].as_str().is_some_and(|why| why.ends_with("(S4, S1)")));
    assert!(told["findings"][0]["silenced"].is_null());
    assert_eq!(told["findings"][1]["silenced"], "It is decided in May");

    write(r#"{"strategy": "customer_engagement"}"#);
    let output = headway(&["check", &text(&path)]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert_refused(&headway(&["check"]), "headway check FILE");
    assert_refused(&headway(&["check", &text(&path), "--as-of", "soon"]), "is not a date");
}

#[test]
fn a_lens_goes_along_with_every_format_that_draws_the_map_and_without_one_nothing_differs() {
    let folder = tempfile::tempdir().expect("a folder");
    let bank = sample("bank-before");
    let written = |name: &str, options: &[&str]| {
        let path = folder.path().join(name);
        let output = headway(&[&["export", &bank, &text(&path)], options].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read(&path).expect("written")
    };
    let svg = |options: &[&str]| String::from_utf8(written("a.svg", options)).expect("text");
    let seen = svg(&["--lens", "owner=head-of-it", "--no-links"]);
    assert!(seen.contains("Owner: Head of marketing, dimmed") && !seen.contains("id=\"link/"));
    assert!(svg(&[]).contains("id=\"link/") && !svg(&[]).contains("Head of IT"));
    for format in ["png", "pdf", "pptx"] {
        let name = format!("a.{format}");
        assert_ne!(written(&name, &["--lens", "stage"]), written(&name, &[]), "{format}");
    }
}

#[test]
fn a_lens_or_a_value_that_is_not_there_is_refused_with_those_that_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = text(&folder.path().join("a.svg"));
    let refused = |lens: &str| headway(&["export", &sample("bank-before"), &out, "--lens", lens]);
    assert_refused(&refused("colour"), "choose one of direction, answer, technology");
    assert_refused(&refused("stage=running"), "choose one of Idea, Experiment, Scaling");
    assert_refused(&refused("building-block=platform"), "says nothing of building-block");
}

#[test]
fn a_list_of_ideas_is_told_and_then_taken_into_a_map() {
    let folder = tempfile::tempdir().expect("a folder");
    let (list, out) = (folder.path().join("ideas.csv"), folder.path().join("out.json"));
    std::fs::write(&list, "Einfall;Votes\nWayfinding;3\nNight post;n/a\n").expect("written");
    let unknown = headway(&["import", &sample("kaiser-permanente"), &text(&list)]);
    assert_refused(&unknown, "Choose the column that holds the titles");
    let column = ["--heading", "1", "--column", "Einfall=title"];
    let mut arguments = vec!["import", &sample("kaiser-permanente"), &text(&list), &text(&out)]
        .into_iter()
        .map(str::to_owned)
        .collect::<Vec<_>>();
    arguments.extend(column.map(str::to_owned));
    let told = headway(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(told.status.code(), Some(1), "one row is left out");
    let said = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(said.starts_with("1 new, 0 changed, 0 unchanged, 1 left out"), "{said}");
    assert!(said.contains("row 3 “Night post”: left out. Votes: “n/a” is not a number"), "{said}");
    let map = headway::import::open(&out).expect("a map").loaded.map;
    assert!(map.ideas().any(|idea| idea.title == "Wayfinding" && idea.votes == Some(3)));
}

#[test]
fn the_method_is_told_in_words_and_as_data() {
    let output = headway(&["method", &sample("bank-before")]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("6 of 7 handshakes have an answer."), "{said}");
    assert!(said.contains("    missing: Accounts inside partner shops → Identity and consent"), "{said}");
    let output = headway(&["method", &sample("bank-before"), "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("data");
    assert_eq!((&told["as_of"], told["steps"].as_array().map(Vec::len)), (&"2024-02".into(), Some(5)));
    let answers = &told["steps"][2]["facts"][1];
    assert_eq!((&answers["have"], &answers["of"]), (&6.into(), &7.into()));
    let open = serde_json::json!([{"what": "answer", "items": ["partner-accounts", "consent"]}]);
    assert_eq!(answers["missing"], open);
    assert_refused(&headway(&["method"]), "headway method FILE");
}

/// A sample with a few words replaced, as another program would have saved it.
fn edited(folder: &Path, name: &str, replaced: &[(&str, &str)]) -> String {
    let mut content = std::fs::read_to_string(sample("schindler")).expect("there");
    for (from, to) in replaced {
        assert!(content.contains(from), "{from}");
        content = content.replacen(from, to, 1);
    }
    let path = folder.join(name);
    std::fs::write(&path, content).expect("written");
    text(&path)
}

#[test]
fn two_versions_are_merged_and_conflicts_are_told_by_words_and_by_the_exit_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let (base, out) = (sample("schindler"), text(&folder.path().join("merged.json")));
    let organization = ("\"organization\": \"Schindler", "\"organization\": \"Schindler Group");
    let ours = edited(folder.path(), "ours.json", &[("\"direction\": \"", "\"direction\": \"Smart "), organization]);
    let theirs = edited(folder.path(), "theirs.json", &[("\"customer_need\": \"", "\"customer_need\": \"Today: ")]);
    let clean = headway(&["merge", &base, &ours, &theirs, &out]);
    assert_eq!(clean.status.code(), Some(0), "{clean:?}");
    assert!(String::from_utf8_lossy(&clean.stdout).contains(": no conflict"), "{clean:?}");
    let merged = std::fs::read_to_string(&out).expect("written");
    for part in ["\"direction\": \"Smart ", "\"customer_need\": \"Today: ", "\"organization\": \"Schindler Group"] {
        assert!(merged.contains(part), "{part}");
    }

    let theirs = edited(folder.path(), "theirs.json", &[("\"direction\": \"", "\"direction\": \"Calm ")]);
    let disputed = headway(&["merge", &base, &ours, &theirs, &out]);
    let told = String::from_utf8_lossy(&disputed.stdout);
    assert_eq!(disputed.status.code(), Some(1), "{told}");
    assert!(told.contains(": 1 conflict\n\n  Strategic direction is “Smart "), "{told}");
    assert!(std::fs::read_to_string(&out).expect("written").contains("\"direction\": \"Smart "), "ours is kept");
    let data = headway(&["merge", &base, &theirs, &ours, &out, "--json"]);
    let data: serde_json::Value = serde_json::from_slice(&data.stdout).expect("JSON");
    let conflict = &data["conflicts"][0];
    assert_eq!((&conflict["field"], &conflict["kept"]), (&"strategic direction".into(), &"ours".into()));
    assert!(conflict["ours"].as_str().is_some_and(|text| text.starts_with("Calm ")), "{conflict}");
}

#[test]
fn a_merge_that_cannot_be_made_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("merged.json");
    let base = sample("schindler");
    assert_refused(&headway(&["merge", &base, &base, &text(&out)]), "needs three maps");
    assert_refused(&headway(&["merge", &base, &base, "no-such.json", &text(&out)]), "no such file");
    let newer = edited(folder.path(), "newer.json", &[("\"min_reader\": 1", "\"min_reader\": 2")]);
    assert_refused(&headway(&["merge", &base, &base, &newer, &text(&out)]), "newer version");
    assert!(!out.exists());
}

#[test]
fn unsaved_work_that_was_left_behind_is_listed_and_written_out() {
    use headway::journal::{FOLDER, Journal, Origin};
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("headway").join(FOLDER);
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_headway"));
        command.env("XDG_STATE_HOME", folder.path()).args(arguments).output().expect("it runs")
    };
    let said = |output: Output| String::from_utf8(output.stdout).expect("text");
    assert_eq!(said(run(&["recovered"])), "No unsaved work was left behind.\n");
    let base = headway::file::open(Path::new(&sample("netflix"))).expect("opens").map;
    let path = folder.path().join("map.json");
    let origin = Origin { path: Some(path.clone()), title: "map.json".into(), base: base.clone(), content: None };
    let journal = Journal::begin(&state, origin).expect("begun");
    let mut document = headway::edit::Document::new(base);
    document.edit_overview(|overview| overview.title = "Not saved".into());
    journal.write(document.map());
    assert!(journal.flush());
    assert_eq!(said(run(&["recovered"])), "No unsaved work was left behind.\n", "its window is open");
    journal.leave().wait();
    let listed = said(run(&["recovered"]));
    assert!(listed.starts_with("  1  map.json: 1 change, the last at 20") && listed.lines().count() == 1, "{listed}");
    let data: serde_json::Value = serde_json::from_str(&said(run(&["recovered", "--json"]))).expect("data");
    assert_eq!(data["recovered"][0]["file"], path.display().to_string());
    assert_eq!((&data["recovered"][0]["edits"], &data["recovered"][0]["changes"]), (&1.into(), &1.into()));
    let out = text(&folder.path().join("out.json"));
    assert!(run(&["recovered", "1", &out]).status.success());
    assert_eq!(headway::file::open(Path::new(&out)).expect("opens").map.overview.title, "Not saved");
    assert!(!said(run(&["recovered"])).starts_with("No"), "it stays where it is");
    assert_refused(&run(&["recovered", "2", &out]), "no unsaved work of the number 2");
    assert_refused(&run(&["recovered", "1"]), "say where to");
    assert_refused(&run(&["recovered", "first", &out]), "first");
}

#[test]
fn unsaved_work_of_a_day_that_no_calendar_has_is_listed_like_any_other() {
    use headway::journal::{FOLDER, Journal, Origin};
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("headway").join(FOLDER);
    let base = headway::file::open(Path::new(&sample("netflix"))).expect("opens").map;
    let journal = Journal::begin(&state, Origin { title: "map.json".into(), base: base.clone(), ..Origin::default() });
    let journal = journal.expect("begun");
    let mut document = headway::edit::Document::new(base);
    document.edit_overview(|overview| overview.title = "Not saved".into());
    journal.write(document.map());
    journal.leave().wait();
    let file = std::fs::read_dir(&state).expect("there").next().expect("one").expect("read").path();
    std::fs::write(&file, far_ahead(&std::fs::read(&file).expect("read"))).expect("written");
    let listed =
        Command::new(env!("CARGO_BIN_EXE_headway")).env("XDG_STATE_HOME", folder.path()).arg("recovered").output();
    let listed = String::from_utf8(listed.expect("it runs").stdout).expect("text");
    assert!(listed.starts_with("  1  map.json: 1 change, the last at 9999-12-31"), "{listed}");
}

/// A journal whose edits were made as late as can be written.
fn far_ahead(journal: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let head = journal.iter().position(|byte| *byte == b'\n').expect("a first line") + 1;
    let (magic, mut rest) = journal.split_at(head);
    let (mut bytes, mut chain) = (magic.to_vec(), Sha256::digest([&[0; 8], magic].concat())[..8].to_vec());
    while let Some((length, more)) = rest.split_first_chunk() {
        let (entry, more) = more.split_at(u32::from_le_bytes(*length) as usize);
        let entry = match entry.strip_prefix(b"{\"at\":") {
            Some(line) => {
                let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
                [format!("{{\"at\":{}", u64::MAX).as_bytes(), &line[digits..]].concat()
            }
            None => entry.to_vec(),
        };
        chain = Sha256::digest([&chain[..], &entry].concat())[..8].to_vec();
        bytes.extend((entry.len() as u32).to_le_bytes());
        bytes.extend([&entry[..], &chain].concat());
        rest = &more[8..];
    }
    bytes
}
