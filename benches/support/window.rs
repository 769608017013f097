//! A window without a screen, and what a frame of it costs.

use std::time::{Duration, Instant};

use egui::{Context, Event, Pos2, RawInput, Rect, Ui, pos2, vec2};
use headway::app::style;

/// How large the window is.
pub const WINDOW: Rect = Rect { min: Pos2::ZERO, max: pos2(1920.0, 1080.0) };

/// What one frame cost.
#[derive(Clone, Copy, Default)]
pub struct Cost {
    pub ui: Duration,
    pub tessellation: Duration,
}

impl Cost {
    pub fn sum(self) -> Duration {
        self.ui + self.tessellation
    }
}

/// Frames of one situation, in numbers.
pub struct Figures {
    pub ui: Duration,
    pub tessellation: Duration,
    pub sum: Duration,
    /// Nineteen of twenty frames cost no more.
    pub most: Duration,
}

impl Figures {
    pub fn of(frames: &[Cost]) -> Self {
        let part = |of: fn(&Cost) -> Duration, part: usize| {
            let mut sorted: Vec<Duration> = frames.iter().map(of).collect();
            sorted.sort_unstable();
            sorted.get(sorted.len() * part / 100).copied().unwrap_or_default()
        };
        Self {
            ui: part(|cost| cost.ui, 50),
            tessellation: part(|cost| cost.tessellation, 50),
            sum: part(|cost| cost.sum(), 50),
            most: part(|cost| cost.sum(), 95),
        }
    }
}

/// A window without a screen.
pub struct Window {
    ctx: Context,
    frames: u32,
}

impl Window {
    pub fn new() -> Self {
        let ctx = Context::default();
        style::install(&ctx);
        ctx.set_theme(egui::Theme::Light);
        Self { ctx, frames: 0 }
    }

    /// Runs one frame, in which the pointer moves a little over the middle of the window.
    pub fn frame(&mut self, mut contents: impl FnMut(&mut Ui)) -> Cost {
        self.frames += 1;
        let wiggle = (self.frames % 2) as f32;
        let input = RawInput {
            screen_rect: Some(WINDOW),
            max_texture_side: Some(8192),
            time: Some(f64::from(self.frames) / 60.0),
            predicted_dt: 1.0 / 60.0,
            events: vec![Event::PointerMoved(WINDOW.center() + vec2(wiggle, 0.0))],
            focused: true,
            ..RawInput::default()
        };
        let start = Instant::now();
        let output = self.ctx.run_ui(input, &mut contents);
        let ui = start.elapsed();
        let start = Instant::now();
        let primitives = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let tessellation = start.elapsed();
        drop(std::hint::black_box(primitives));
        Cost { ui, tessellation }
    }
}

/// Measures frames after a warm-up: many where they are quick, at least a few where they are not.
pub fn measure(mut frame: impl FnMut(usize) -> Cost) -> Figures {
    const WARM_UP: usize = 12;
    const LEAST: usize = 9;
    const MOST: usize = 240;
    const PATIENCE: Duration = Duration::from_secs(3);
    let start = Instant::now();
    let mut frames = Vec::with_capacity(MOST);
    for i in 0..WARM_UP + MOST {
        let cost = frame(i);
        if i >= WARM_UP {
            frames.push(cost);
        }
        if frames.len() >= LEAST && start.elapsed() > PATIENCE {
            break;
        }
    }
    Figures::of(&frames)
}

pub fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
