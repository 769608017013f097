//! What a frame of the canvas costs, in CPU time: the pass that lays out and paints, and the tessellation of what it painted.
//!
//! `cargo bench --bench frame` drives the real canvas without a window and prints a table. Beside it stands a yardstick:
//! the same cards painted one by one with egui's own painter, without culling and without links. On a machine that does
//! something else at the same time the figures are only good for their order of size.
//!
//! `cargo bench --bench frame -- 1000 zoomed` measures only that size, and only situations that are called so.

#[path = "support/map.rs"]
mod map;
#[path = "support/window.rs"]
mod window;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::emath::TSTransform;
use egui::{Color32, CornerRadius, Painter, Pos2, Rect, Stroke, StrokeKind, pos2, vec2};
use headway::app::{Workspace, canvas, style};
use headway::map::Initiative;
use headway::scene::{CARD_HEIGHT, CARD_WIDTH, Subject, Weight, rect};
use map::{initiative_id, map_of};
use window::{Figures, WINDOW, Window, measure, milliseconds};

const SIZES: [usize; 4] = [30, 300, 1_000, 10_000];

/// The most initiatives that the yardstick is measured at: beyond, it only takes long.
const YARDSTICK_UP_TO: usize = 1_000;

/// What 10,000 initiatives may cost zoomed in, on a quiet machine with two cores.
const BUDGET: Duration = Duration::from_millis(3);

/// What the camera does while frames are measured.
#[derive(Clone, Copy, PartialEq)]
enum Situation {
    /// The whole page.
    Fitted,
    /// At rest over the middle of the page, one point a unit.
    ZoomedIn,
    /// Moved in every frame, one point a unit.
    Panning,
    /// Another scale in every frame, from one half to two.
    Zooming,
    /// At rest just above the scale from which on cards have their text: the most that is ever drawn in full.
    FarOut,
}

impl Situation {
    const ALL: [Self; 5] = [Self::Fitted, Self::ZoomedIn, Self::Panning, Self::Zooming, Self::FarOut];

    fn name(self) -> &'static str {
        match self {
            Self::Fitted => "fitted",
            Self::ZoomedIn => "zoomed in, 1.0",
            Self::Panning => "panning, 1.0",
            Self::Zooming => "zooming, 0.5–2",
            Self::FarOut => "far out, 0.26",
        }
    }

    fn scale(self) -> Option<f32> {
        match self {
            Self::Fitted => None,
            Self::ZoomedIn | Self::Panning | Self::Zooming => Some(1.0),
            Self::FarOut => Some(0.26),
        }
    }
}

/// How long it takes to compose the scene for the first time, and again after one card has moved.
fn measure_composing(workspace: &mut Workspace) -> [Duration; 2] {
    let compose = |workspace: &mut Workspace| {
        let start = Instant::now();
        workspace.scene(false);
        start.elapsed()
    };
    let first = compose(workspace);
    let mut again: Vec<Duration> = (0..9)
        .map(|_| {
            workspace.document.edit_initiative(&initiative_id(1), |initiative| {
                if let Some(position) = &mut initiative.position {
                    position.at.x += 1.0;
                }
            });
            compose(workspace)
        })
        .collect();
    workspace.document.cancel();
    again.sort_unstable();
    [first, again.get(4).copied().unwrap_or_default()]
}

/// Puts the camera where a situation begins.
fn begin(workspace: &mut Workspace, situation: Situation) {
    let page = workspace.scene(false).frame.page;
    let camera = &mut workspace.canvas.camera;
    match situation.scale() {
        None => camera.fit_page(WINDOW, page),
        Some(scale) => {
            camera.fit(WINDOW, rect(page.center().x, page.center().y, 0.0, 0.0), scale);
            camera.release();
        }
    }
}

/// Moves the camera from one frame to the next, to and fro.
fn go_on(workspace: &mut Workspace, situation: Situation, frame: usize) {
    let camera = &mut workspace.canvas.camera;
    match situation {
        Situation::Panning => {
            camera.pan(if (frame / 60).is_multiple_of(2) { vec2(-9.0, -5.0) } else { vec2(9.0, 5.0) })
        }
        Situation::Zooming => {
            // A quarter of the way up, half of it down, a quarter up again.
            let up = ((frame + 35) / 70).is_multiple_of(2);
            camera.zoom_at(WINDOW, WINDOW.center(), if up { 1.02 } else { 1.0 / 1.02 });
        }
        Situation::Fitted | Situation::ZoomedIn | Situation::FarOut => {}
    }
}

fn measure_canvas(window: &mut Window, workspace: &mut Workspace, situation: Situation) -> Figures {
    begin(workspace, situation);
    measure(|i| {
        go_on(workspace, situation, i);
        window.frame(|ui| {
            canvas::show(ui, workspace);
        })
    })
}

fn measure_yardstick(window: &mut Window, workspace: &mut Workspace, situation: Situation) -> Figures {
    begin(workspace, situation);
    let scene = workspace.scene(false);
    let places: Vec<(Arc<Initiative>, Pos2)> = workspace
        .document
        .map()
        .placed()
        .filter_map(|initiative| {
            let origin = scene.node(&Subject::Initiative(initiative.id.clone()))?.origin;
            Some((initiative.clone(), pos2(origin.x, origin.y)))
        })
        .collect();
    measure(|i| {
        go_on(workspace, situation, i);
        let transform = workspace.canvas.camera.transform(WINDOW);
        window.frame(|ui| {
            let painter = ui.painter();
            places.iter().for_each(|(initiative, at)| naive_card(painter, initiative, *at, transform));
        })
    })
}

/// A card as one would paint it first: a rounded rectangle with a bar, three texts and its chips, whatever is visible.
fn naive_card(painter: &Painter, initiative: &Initiative, at: Pos2, transform: TSTransform) {
    let zoom = transform.scaling;
    let (ink, muted) = (Color32::from_rgb(0x18, 0x21, 0x2F), Color32::from_rgb(0x5A, 0x66, 0x75));
    let spot = |x: f32, y: f32| transform * (at + vec2(x, y));
    let sheet = Rect::from_min_size(spot(0.0, 0.0), vec2(CARD_WIDTH, CARD_HEIGHT) * zoom);
    let corners = CornerRadius::same((8.0 * zoom).round() as u8);
    painter.rect(sheet, corners, Color32::WHITE, Stroke::new(zoom, Color32::LIGHT_GRAY), StrokeKind::Middle);
    painter.rect_filled(Rect::from_min_size(spot(0.0, 10.0), vec2(3.5, 72.0) * zoom), corners, muted);
    let font = |weight, size: f32| style::font(weight, (size * zoom).max(0.5));
    let title = painter.layout(initiative.title.clone(), font(Weight::SemiBold, 14.5), ink, 200.0 * zoom);
    painter.galley(spot(16.0, 10.0), title, ink);
    let stage = painter.layout_no_wrap("Scaling · since 2013".into(), font(Weight::Medium, 11.5), muted);
    painter.galley(spot(16.0, 51.0), stage, muted);
    for (i, technology) in initiative.technologies.iter().enumerate() {
        let x = 16.0 + 66.0 * i as f32;
        let chip = Rect::from_min_size(spot(x, 69.0), vec2(62.0, 15.0) * zoom);
        painter.rect_filled(chip, CornerRadius::same((7.5 * zoom).round() as u8), Color32::from_gray(0xF2));
        let name = painter.layout_no_wrap(technology.clone(), font(Weight::Medium, 10.5), muted);
        painter.galley(spot(x + 8.0, 70.0), name, muted);
    }
}

/// How many cards and how many links the index finds where a situation begins.
fn seen(workspace: &mut Workspace, situation: Situation) -> (usize, usize) {
    begin(workspace, situation);
    let visible = workspace.canvas.camera.visible(WINDOW);
    let scene = workspace.scene(false);
    let count = |is: fn(&Subject) -> bool| scene.within(visible).filter(|node| is(&node.subject)).count();
    (
        count(|subject| matches!(subject, Subject::Initiative(_))),
        count(|subject| matches!(subject, Subject::Link { .. } | Subject::Serves { .. })),
    )
}

/// What the arguments leave of the sizes and situations: all where they say nothing.
struct Choice {
    sizes: Vec<usize>,
    words: Vec<String>,
}

impl Choice {
    fn of_arguments() -> Self {
        // Cargo adds an option of its own.
        let words = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
        let (sizes, words): (Vec<String>, Vec<String>) = words.partition(|word| word.parse::<usize>().is_ok());
        Self { sizes: sizes.iter().filter_map(|word| word.parse().ok()).collect(), words }
    }

    fn has_size(&self, size: usize) -> bool {
        self.sizes.is_empty() || self.sizes.contains(&size)
    }

    fn has(&self, situation: Situation) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| situation.name().contains(word.as_str()))
    }
}

fn main() -> ExitCode {
    println!(
        "A frame of the canvas at 1920 × 1080, in milliseconds of one core (medians; “most” is the 95th percentile)."
    );
    println!("“naive” paints the same cards one by one without culling and without links; “ratio” is naive to sum.\n");
    println!(
        "{:>11}  {:<15}{:>8}{:>8}{:>9}{:>9}{:>9}{:>9}{:>10}{:>8}",
        "initiatives", "situation", "cards", "links", "UI", "tess.", "sum", "most", "naive", "ratio"
    );
    let mut composed = Vec::new();
    let mut decisive = None;
    let choice = Choice::of_arguments();
    for size in SIZES.into_iter().filter(|size| choice.has_size(*size)) {
        let mut workspace = Workspace::new(map_of(size), None, false);
        composed.push((size, measure_composing(&mut workspace)));
        let mut window = Window::new();
        // Of its own, so that its glyphs do not fill the other's atlas.
        let mut yardstick = Window::new();
        for situation in Situation::ALL.into_iter().filter(|situation| choice.has(*situation)) {
            let (cards, links) = seen(&mut workspace, situation);
            let figures = measure_canvas(&mut window, &mut workspace, situation);
            let naive = (size <= YARDSTICK_UP_TO).then(|| measure_yardstick(&mut yardstick, &mut workspace, situation));
            if size == 10_000 && situation == Situation::ZoomedIn {
                decisive = Some(figures.sum);
            }
            let compared = naive.map_or_else(
                || format!("{:>10}{:>8}", "—", "—"),
                |naive| {
                    let ratio = naive.sum.as_secs_f64() / figures.sum.as_secs_f64();
                    format!("{:>10.2}{ratio:>8.1}", milliseconds(naive.sum))
                },
            );
            println!(
                "{size:>11}  {:<15}{cards:>8}{links:>8}{:>9.2}{:>9.2}{:>9.2}{:>9.2}{compared}",
                situation.name(),
                milliseconds(figures.ui),
                milliseconds(figures.tessellation),
                milliseconds(figures.sum),
                milliseconds(figures.most),
            );
        }
    }
    println!("\nTo compose the scene: before the first frame, and again after a card has moved.");
    for (size, [first, again]) in composed {
        println!("{size:>11}  {:>9.1} ms{:>9.1} ms", milliseconds(first), milliseconds(again));
    }
    if let Some(sum) = decisive {
        let verdict = if sum <= BUDGET { "met" } else { "NOT met" };
        println!(
            "\nBudget: 10,000 initiatives zoomed in within {:.0} ms on a quiet machine with two cores: {:.2} ms, {verdict}.",
            milliseconds(BUDGET),
            milliseconds(sum)
        );
    }
    ExitCode::SUCCESS
}
