//! What an export costs in CPU time, beside other programs that do the same work.
//!
//! `cargo bench --bench export` exports a map of 1,000 initiatives: in this process, in one thread, which is what a user waits for in
//! the window; and as a command of its own, which is measured as the yardsticks are, with the start of the program. The
//! yardsticks are `rsvg-convert`, of the SVG that Headway writes, and PptxGenJS, of the same map; one that is not on this machine is
//! said and left out. On a machine that does something else at the same time the figures are only good for their order of size.
//!
//! `cargo bench --bench export -- 300` takes another number of initiatives.

#[path = "support/map.rs"]
mod map;
#[path = "support/yardstick.rs"]
mod yardstick;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use headway::export::{Choices, ExportError, Format, PngSize, SvgOptions, export, svg};
use headway::file::Replaces;
use headway::map::{Day, StrategyMap};
use headway::scene::{Composer, LIGHT, Scene};
use yardstick::{Run, best_of, install};

const INITIATIVES: usize = 1_000;

/// How wide the picture is, in pixels.
const WIDTH: &str = "3840";

/// What the map is compared with as a deck.
const PPTXGENJS: &str = "pptxgenjs@4.0.1";

/// How long one export is measured at most, and at least how often.
const PATIENCE: Duration = Duration::from_secs(4);
const RUNS: std::ops::RangeInclusive<usize> = 3..=25;

/// How often a program of its own is run.
const COMMAND_RUNS: usize = 9;

/// An export that is measured, and what it may cost.
struct Task {
    format: Format,
    name: &'static str,
    budget: Duration,
    /// How many times less than the yardstick it has to take.
    times_less: f64,
}

const TASKS: [Task; 4] = [
    Task { format: Format::Svg, name: "SVG of a scene", budget: Duration::from_millis(10), times_less: 0.0 },
    Task { format: Format::Png, name: "PNG, 3840 wide", budget: Duration::from_millis(600), times_less: 2.0 },
    Task { format: Format::Pdf, name: "PDF", budget: Duration::from_millis(350), times_less: 2.0 },
    Task { format: Format::Pptx, name: "PPTX", budget: Duration::from_millis(110), times_less: 3.0 },
];

/// The least and the median of several runs.
#[derive(Clone, Copy)]
struct Figures {
    best: Duration,
    median: Duration,
}

fn measure<T, E>(mut work: impl FnMut() -> Result<T, E>) -> Result<Figures, E> {
    let (begin, mut took) = (Instant::now(), Vec::new());
    while took.len() < *RUNS.end() && (took.len() < *RUNS.start() || begin.elapsed() < PATIENCE) {
        let start = Instant::now();
        let made = std::hint::black_box(work()?);
        took.push(start.elapsed());
        drop(made);
    }
    took.sort_unstable();
    Ok(Figures { best: took[0], median: took[took.len() / 2] })
}

/// What is exported, and where to.
struct Bench {
    map: StrategyMap,
    choices: Choices,
    folder: PathBuf,
}

impl Bench {
    fn of(initiatives: usize, folder: &Path) -> Result<Self, String> {
        let map = map::map_of(initiatives);
        let mut choices = Choices::new(Day::from_civil(2016, 3, 1));
        choices.size = PngSize::Width(3840);
        let bench = Self { map, choices, folder: folder.to_owned() };
        let _ = headway::file::save(&bench.map, Path::new(&bench.path("map.json")), Replaces::Anything)
            .map_err(|why| why.to_string())?;
        let drawn = svg(&bench.scene(), &SvgOptions::default()).map_err(|why| why.to_string())?;
        std::fs::write(bench.path("map.svg"), drawn).map_err(|why| why.to_string())?;
        Ok(bench)
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn scene(&self) -> Scene {
        Composer::default().compose(&self.map, self.choices.moment(&self.map), &LIGHT)
    }

    /// An export from beginning to end; of the SVG, which takes less than the scene itself, only the writing.
    fn in_process(&self, format: Format, scene: &Scene) -> Result<Figures, ExportError> {
        if format == Format::Svg {
            return measure(|| svg(scene, &SvgOptions::default()));
        }
        measure(|| export(&self.map, format, &self.choices, &mut |_| true))
    }

    /// The same by the command, with the start of the program.
    fn as_command(&self, format: Format) -> Result<Run, String> {
        let (from, to) = (self.path("map.json"), self.path(&format!("out.{}", format.ending())));
        let mut arguments = vec!["export", &from, &to, "--as-of", "2016-03-01"];
        if format == Format::Png {
            arguments.extend(["--width", WIDTH]);
        }
        best_of(COMMAND_RUNS, env!("CARGO_BIN_EXE_headway"), &arguments).map_err(|why| {
            why.replace(env!("CARGO_BIN_EXE_headway"), "headway").replace(&self.folder.display().to_string(), "…")
        })
    }

    fn yardstick(&self, format: Format) -> Option<Result<Run, String>> {
        let (from, to) = (self.path("map.svg"), self.path(&format!("yardstick.{}", format.ending())));
        let rsvg = |options: &[&str]| {
            let arguments = [&["--unlimited"], options, &["-o", &to, &from]].concat();
            best_of(COMMAND_RUNS, "rsvg-convert", &arguments)
        };
        match format {
            Format::Png => Some(rsvg(&["-w", WIDTH])),
            Format::Pdf => Some(rsvg(&["-f", "pdf"])),
            Format::Pptx => Some(self.pptxgenjs(&to)),
            _ => None,
        }
    }

    fn pptxgenjs(&self, to: &str) -> Result<Run, String> {
        best_of(1, "node", &["--version"])?;
        install(PPTXGENJS, &self.folder)?;
        let script = format!("{}/benches/yardsticks/pptxgenjs.mjs", env!("CARGO_MANIFEST_DIR"));
        best_of(COMMAND_RUNS, "node", &[&script, &self.path(""), &self.path("map.json"), to])
    }
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn cell(figure: Option<Duration>) -> String {
    figure.map_or_else(|| format!("{:>10}", "—"), |figure| format!("{:>10.1}", ms(figure)))
}

/// A line of the table, and what is to be said below it.
fn report((bench, scene): (&Bench, &Scene), task: &Task, remarks: &mut Vec<String>) {
    let mut note = |remark: String| remarks.push(format!("{}: {remark}", task.name));
    let own = bench.in_process(task.format, scene).map_err(|why| note(why.to_string())).ok();
    let command = bench.as_command(task.format).map_err(&mut note).ok();
    let other = bench.yardstick(task.format).and_then(|run| run.map_err(&mut note).ok());
    let compared =
        other.as_ref().zip(command.as_ref()).map(|(other, own)| other.cpu.as_secs_f64() / own.cpu.as_secs_f64());
    println!(
        "{:<16}{}{}{}{}{:>8}",
        task.name,
        cell(own.map(|own| own.best)),
        cell(own.map(|own| own.median)),
        cell(command.as_ref().map(|run| run.cpu)),
        cell(other.as_ref().map(|run| run.cpu)),
        compared.map_or("—".to_owned(), |ratio| format!("{ratio:.1}")),
    );
    let verdict = |met: bool| if met { "met" } else { "NOT met" };
    if let Some(own) = own {
        note(format!("within {:.0} ms: {:.1}, {}", ms(task.budget), ms(own.best), verdict(own.best <= task.budget)));
    }
    if let Some(ratio) = compared {
        let least = task.times_less;
        note(format!("{least:.0} times less than the yardstick: {ratio:.1}, {}", verdict(ratio >= least)));
    }
    if let Some(said) = other.map(|run| run.said).filter(|said| !said.trim().is_empty()) {
        note(format!("the yardstick wrote {}", said.trim()));
    }
}

fn run(initiatives: usize) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|why| why.to_string())?;
    let bench = Bench::of(initiatives, folder.path())?;
    let links = bench.map.link_count() + bench.map.initiatives.iter().map(|one| one.serves.len()).sum::<usize>();
    println!("Exporting {initiatives} initiatives with {links} links, in milliseconds of CPU time.");
    println!(
        "“best” and “median” of several runs in this process; “command” is headway export as a program of its own, beside"
    );
    println!("the “other” program that does the same (rsvg-convert, PptxGenJS); “ratio” is other to command.\n");
    println!("{:<16}{:>10}{:>10}{:>10}{:>10}{:>8}", "", "best", "median", "command", "other", "ratio");
    let figures = measure(|| Ok::<_, String>(bench.scene()))?;
    println!("{:<16}{}{}", "scene alone", cell(Some(figures.best)), cell(Some(figures.median)));
    let scene = bench.scene();
    let mut remarks = Vec::new();
    for task in &TASKS {
        report((&bench, &scene), task, &mut remarks);
    }
    println!("\n{}", remarks.join("\n"));
    Ok(())
}

fn main() -> ExitCode {
    // Cargo adds an option of its own.
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    match run(asked.unwrap_or(INITIATIVES)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
