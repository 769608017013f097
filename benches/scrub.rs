//! What it costs, in CPU time of one core, to move a map through time: another day in every frame.
//!
//! `cargo bench --bench scrub` shows 1,000 initiatives with eight observations and four stages each, as of another day in each frame, to
//! and fro over eleven years in four seconds. A frame is the scene as of its day, the pass that lays out and paints, and the
//! tessellation. `cargo bench --bench scrub -- together` measures only what is called so. Beside it stands a yardstick: the same frames with everything drawn anew, as if nothing were remembered.

#[path = "support/window.rs"]
mod window;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, PointerButton, Role, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use headway::app::{HeadwayApp, Options, Workspace, canvas};
use headway::file::Replaces;
use headway::map::{
    Answer, AnswerEntry, Backbone, Capability, Day, Id, Indicator, Initiative, Link, MaturityEntry, Moment,
    Observation, PartialDate, Position, Stage, StageEntry, StrategyKind, StrategyMap,
};
use headway::scene::{Composer, LIGHT, rect};
use window::{Cost, Figures, WINDOW, Window, measure, milliseconds};

const INITIATIVES: usize = 1_000;
const OBSERVATIONS: usize = 8;

/// What a frame may cost: one of sixty in a second.
const BUDGET: Duration = Duration::from_millis(16);

/// How many frames a run from the first to the last day takes.
const FRAMES: usize = 240;

/// How many runs are measured.
const SWEEPS: usize = 4;

/// When things are observed.
#[derive(Clone, Copy, PartialEq)]
enum Rhythm {
    /// Each initiative on days of its own.
    Spread,
    /// All on the same days, once a year: the worst case, as every card changes in one frame.
    Together,
}

fn main() -> ExitCode {
    println!("Scrubbing {INITIATIVES} initiatives with {OBSERVATIONS} observations each, in milliseconds of one core.");
    println!("“anew” draws all of the scene again in each frame; “ratio” is anew to the median.\n");
    println!(
        "{:<12}{:<14}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>8}",
        "observed", "camera", "scene", "UI", "tess.", "median", "95 %", "worst", "anew", "ratio"
    );
    let mut slowest = Duration::ZERO;
    // Cargo adds an option of its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let chosen = |name: &&str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    for (rhythm, name) in [(Rhythm::Spread, "spread"), (Rhythm::Together, "together")] {
        if !chosen(&name) {
            continue;
        }
        for (zoom, camera) in [(None, "fitted"), (Some(1.0), "zoomed in, 1")] {
            let mut workspace = Workspace::new(map(rhythm), None, false);
            let anew = measure_anew(&mut workspace, zoom);
            let Scrubbing { figures, scene, worst } = measure_scrubbing(&mut workspace, zoom);
            println!(
                "{name:<12}{camera:<14}{:>9.2}{:>9.2}{:>9.2}{:>9.2}{:>9.2}{:>9.2}{:>9.2}{:>8.1}",
                milliseconds(scene),
                milliseconds(figures.ui),
                milliseconds(figures.tessellation),
                milliseconds(figures.sum),
                milliseconds(figures.most),
                milliseconds(worst),
                milliseconds(anew.sum),
                anew.sum.as_secs_f64() / figures.sum.as_secs_f64()
            );
            slowest = slowest.max(worst);
        }
    }
    println!(
        "\nThe whole window, the pointer dragged along the time bar (with the accessibility tree that a test reads):"
    );
    for (progress, name) in [(false, "map"), (true, "progress")].into_iter().filter(|(_, name)| chosen(name)) {
        let figures = measure_window(progress);
        println!("{name:<26}{:>9}{:>9.2}{:>9.2}", "", milliseconds(figures.sum), milliseconds(figures.most));
    }
    let verdict = if slowest <= BUDGET { "met" } else { "NOT met" };
    println!(
        "\nBudget: {:.0} ms a frame on a quiet machine with two cores: the slowest took {:.1} ms, {verdict}.",
        milliseconds(BUDGET),
        milliseconds(slowest)
    );
    ExitCode::SUCCESS
}

/// The day of a frame: to and fro between the first and the last.
fn day(frame: usize) -> Day {
    let (first, last) = (Day::from_civil(2005, 1, 1).0, Day::from_civil(2016, 1, 1).0);
    let step = frame % (2 * FRAMES);
    let part = if step < FRAMES { step } else { 2 * FRAMES - step };
    Day(first + ((last - first) as f64 * part as f64 / FRAMES as f64) as i32)
}

fn begin(workspace: &mut Workspace, zoom: Option<f32>) {
    let page = workspace.scene(false).frame.page;
    let camera = &mut workspace.canvas.camera;
    match zoom {
        None => camera.fit_page(WINDOW, page),
        Some(zoom) => {
            camera.fit(WINDOW, rect(page.center().x, page.center().y, 0.0, 0.0), zoom);
            camera.release();
        }
    }
}

/// What it costs to go through time.
struct Scrubbing {
    figures: Figures,
    /// The scene alone, at the median.
    scene: Duration,
    /// The slowest frame, by its best time of all sweeps.
    worst: Duration,
}

/// Frames as the window draws them: several sweeps from the first to the last day. The slowest frame is that of the day whose best
/// time is the longest, so that a machine which did something else for a moment is not taken for a slow program.
fn measure_scrubbing(workspace: &mut Workspace, zoom: Option<f32>) -> Scrubbing {
    begin(workspace, zoom);
    let mut window = Window::new();
    let (mut composing, mut costs) = (Vec::new(), Vec::new());
    let mut best = vec![Duration::MAX; FRAMES];
    // The first sweep only warms up: it draws each state of a card for the first time.
    for sweep in 0..=SWEEPS {
        for (frame, best) in best.iter_mut().enumerate() {
            workspace.show_as_of(Some(day(frame)));
            let start = Instant::now();
            workspace.scene(false);
            let composed = start.elapsed();
            let mut cost = window.frame(|ui| {
                canvas::show(ui, workspace);
            });
            cost.ui += composed;
            if sweep > 0 {
                composing.push(composed);
                costs.push(cost);
                *best = cost.sum().min(*best);
            }
        }
    }
    composing.sort_unstable();
    let scene = composing.get(composing.len() / 2).copied().unwrap_or_default();
    Scrubbing { figures: Figures::of(&costs), scene, worst: best.into_iter().max().unwrap_or_default() }
}

/// Frames of the whole window while the pointer is dragged along the time bar, with the map or the view of progress above it.
fn measure_window(progress: bool) -> Figures {
    let folder = std::env::temp_dir().join(format!("headway-scrub-{}", std::process::id()));
    let file = folder.join("map.json");
    let written = std::fs::create_dir_all(&folder).is_ok()
        && headway::file::save(&map(Rhythm::Spread), &file, Replaces::Anything).is_ok();
    assert!(written, "{} cannot be written", file.display());
    let options = Options {
        file: Some((file.clone(), headway::import::open(&file))),
        theme: Some(egui::ThemePreference::Light),
        own_dialogs: true,
        state: Some(folder.join("state")),
    };
    let mut window = Harness::builder().with_size(WINDOW.size()).build_eframe(move |cc| HeadwayApp::new(cc, options));
    window.run_steps(4);
    if progress {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
        window.run_steps(4);
    }
    let track = window.get_by_role(Role::Slider).rect();
    let at = |part: f32| pos2(track.left() + 10.0 + (track.width() - 20.0) * part, track.top() + 9.0);
    let press = |pressed| Event::PointerButton {
        pos: at(0.0),
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(Event::PointerMoved(at(0.0)));
    window.step();
    window.event(press(true));
    window.step();
    let figures = measure(|frame| {
        let step = frame % (2 * FRAMES);
        let part = if step < FRAMES { step } else { 2 * FRAMES - step } as f32 / FRAMES as f32;
        window.event(Event::PointerMoved(at(part)));
        let start = Instant::now();
        window.step();
        Cost { ui: start.elapsed(), ..Cost::default() }
    });
    // What is left behind in the folder of temporary files does no harm.
    drop(std::fs::remove_dir_all(&folder));
    figures
}

/// The same frames with all of the scene drawn anew.
fn measure_anew(workspace: &mut Workspace, zoom: Option<f32>) -> Figures {
    begin(workspace, zoom);
    let mut window = Window::new();
    measure(|frame| {
        let start = Instant::now();
        let map = workspace.document.map();
        let moment = Moment::of(map, Some(PartialDate::of_day(day(frame))), Day(0));
        std::hint::black_box(Composer::default().compose(map, moment, &LIGHT));
        let composed = start.elapsed();
        let mut cost = window.frame(|ui| {
            canvas::show(ui, workspace);
        });
        cost.ui += composed;
        cost
    })
}

/// A map of rows of cards, three fifths of them in the lane that leads.
fn map(rhythm: Rhythm) -> StrategyMap {
    let mut map = StrategyMap::default();
    let mut overview = (*map.overview).clone();
    overview.title = "A thousand initiatives through time".into();
    overview.as_of = Some(PartialDate::of_year(2016));
    map.overview = Arc::new(overview);
    for i in 0..60 {
        let mut capability = Capability::named(capability_id(i), format!("Capability {i}"), Backbone::ALL[i % 2]);
        let assessed = |level: u8| MaturityEntry {
            date: Some(PartialDate::of_year(2004 + 2 * u16::from(level) + (i % 2) as u16)),
            level,
            note: String::new(),
            illustrative: false,
            sources: Vec::new(),
            extra: Default::default(),
        };
        capability.maturity = (1..=5).map(assessed).collect();
        map.capabilities.put(Arc::new(capability));
    }
    for i in 0..INITIATIVES {
        let (row, column) = (i / 28, i % 28);
        let (strategy, column) = if column < 17 {
            (StrategyKind::CustomerEngagement, column)
        } else {
            (StrategyKind::DigitizedSolutions, column - 17)
        };
        let position = Position { x: 20.0 + 300.0 * column as f64, y: 72.0 + 132.0 * row as f64 };
        map.initiatives.put(Arc::new(initiative(i, strategy, position, rhythm)));
    }
    map
}

fn capability_id(i: usize) -> Id {
    Id::new(format!("capability-{i}"))
}

/// Any number below a limit, the same in every run.
fn any(seed: usize, below: usize) -> usize {
    (seed.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) % below.max(1)
}

/// Any day of a year, the same in every run.
fn some_day(year: u16, seed: usize) -> PartialDate {
    PartialDate::of_day(Day(PartialDate::of_year(year).start().0 + any(seed, 365) as i32))
}

fn initiative(i: usize, strategy: StrategyKind, position: Position, rhythm: Rhythm) -> Initiative {
    let stages = Stage::ALL[..4].iter().enumerate().map(|(nth, &stage)| StageEntry {
        since: Some(some_day(2005 + 2 * nth as u16, 7 * i + nth)),
        stage,
        illustrative: false,
        sources: Vec::new(),
        extra: Default::default(),
    });
    let link = |nth: usize| {
        let answer = |(step, answer): (usize, Answer)| AnswerEntry {
            on: Some(some_day(2006 + 3 * step as u16, 11 * i + nth + step)),
            answer,
            text: String::new(),
            conditions: String::new(),
            agreed_by: String::new(),
            due: None,
            illustrative: false,
            sources: Vec::new(),
            extra: Default::default(),
        };
        let answers = [Answer::NotYet, Answer::YesIf, Answer::Yes].into_iter().enumerate().map(answer).collect();
        Link { answers, ..Link::to(capability_id(any(3 * i + nth, 60))) }
    };
    Initiative {
        id: Id::new(format!("initiative-{i}")),
        title: format!("Initiative number {i} with a title that takes two lines"),
        strategy: Some(strategy),
        position: Some(position.into()),
        technologies: ["mobile", "cloud"][..1 + i % 2].iter().map(|name| (*name).to_owned()).collect(),
        stages: stages.collect(),
        relies_on: (0..1 + i % 2).map(link).collect(),
        indicators: vec![indicator(i, rhythm)],
        ..Initiative::default()
    }
}

fn indicator(i: usize, rhythm: Rhythm) -> Indicator {
    let observation = |nth: usize| {
        let year = 2006 + nth as u16;
        let date = if rhythm == Rhythm::Together { PartialDate::of_year(year) } else { some_day(year, 13 * i + nth) };
        Observation::exact(date, (any(17 * i + nth, 40) + 6 * nth) as f64)
    };
    Indicator {
        id: Id::new(format!("indicator-{i}")),
        name: "Members registered".into(),
        observations: (0..OBSERVATIONS).map(observation).collect(),
        ..Indicator::default()
    }
}
