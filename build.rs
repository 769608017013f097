//! Embeds the samples: a broken one does not build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

/// In which order the samples are offered: the two of the briefing, further companies, and what is invented, where a map
/// from before a choice stands before that from after it. One that is not named here comes last.
const ORDER: [&str; 7] =
    ["kaiser-permanente", "schindler", "netflix", "amazon", "omnichannel-retailer", "bank-before", "bank-after"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=samples");
    match embed_samples() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the list of samples as a Rust expression, for `src/file/samples.rs`.
fn embed_samples() -> Result<(), String> {
    let folder = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("samples");
    let mut list = String::from("&[\n");
    for path in sample_files(&folder)? {
        list.push_str(&sample(&path).map_err(|fault| format!("{}: {fault}", path.display()))?);
    }
    list.push_str("]\n");
    let target = PathBuf::from(variable("OUT_DIR")?).join("samples.rs");
    fs::write(&target, list).map_err(|error| format!("{}: {error}", target.display()))
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|error| format!("{name}: {error}"))
}

fn sample_files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    files.sort_by_cached_key(|path| {
        let name = path.file_stem().unwrap_or_default().to_os_string();
        (ORDER.iter().position(|known| name == *known).unwrap_or(ORDER.len()), name)
    });
    Ok(files)
}

/// One sample as a Rust expression. Only what is cheap to see is checked here; the tests check the rest.
fn sample(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let tree: Value = serde_json::from_str(&text).map_err(|error| format!("this sample is not JSON: {error}"))?;
    if tree["format"] != "headway" {
        return Err("this sample is not a strategy map: it lacks \"format\": \"headway\"".into());
    }
    check_layout(&text)?;
    let stem = path.file_stem().and_then(|stem| stem.to_str()).ok_or("the name of this sample is not text")?;
    let name = stem.strip_suffix(".headway").unwrap_or(stem);
    let title = tree["title"].as_str().unwrap_or_default();
    let lesson = first_sentence(tree["description"].as_str().unwrap_or_default());
    Ok(format!(
        "    Sample {{ name: {name:?}, title: {title:?}, lesson: {lesson:?}, bytes: include_bytes!({:?}) }},\n",
        path.display().to_string()
    ))
}

/// A text up to its first full stop or line break.
fn first_sentence(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.find(". ").map_or(line, |stop| &line[..=stop])
}

/// Whether a text is laid out as the program writes it: two more blanks for each open bracket, and a final newline.
fn check_layout(text: &str) -> Result<(), String> {
    let rule = "write it with an indent of two blanks and a final newline, as `headway export` does";
    let mut open = 0_usize;
    for (index, line) in text.split_terminator('\n').enumerate() {
        let bare = line.trim_start_matches(' ');
        if bare.starts_with(['}', ']']) {
            open = open.saturating_sub(1);
        }
        if line.len() - bare.len() != 2 * open || bare.is_empty() || bare.ends_with(char::is_whitespace) {
            return Err(format!("line {} of this sample is not in canonical form: {rule}", index + 1));
        }
        if bare.ends_with(['{', '[']) {
            open += 1;
        }
    }
    if text.ends_with("}\n") { Ok(()) } else { Err(format!("this sample does not end in canonical form: {rule}")) }
}
