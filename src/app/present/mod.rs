//! Presenting: the map in front of a board, step by step over the whole screen.
//!
//! A presentation only looks. It has a moment, a composer and a camera of its own, so that the workspace behind it stays
//! exactly as it was. What a step shows follows from the step alone, however it was reached.

mod bar;
mod caption;
mod direction;
mod keys;
mod light;
mod progress;
mod stage;
mod steps;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use egui::{Ui, ViewportCommand};

use super::HeadwayApp;
use super::time_bar::play::{Course, Play};
use super::workspace::{Workspace, theme};
use crate::edit::Document;
use crate::insight::{Timeline, Verdict};
use crate::map::{Day, Moment, PartialDate, StrategyMap};
use crate::scene::{Composer, Scene};
use bar::Pointer;
use caption::Caption;
use keys::Go;
use light::Light;
use progress::Told;
use steps::Step;

/// The map that is played during a step of time.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Playing {
    /// It goes on.
    Runs(Play),
    /// It stays where it has come to.
    Rests(Play),
    /// It has come to its day.
    Done,
}

/// A map that is being presented.
pub struct Presentation {
    /// The moment that it is presented as of.
    moment: Moment,
    timeline: Arc<Timeline>,
    steps: Vec<Step>,
    at: usize,
    playing: Playing,
    told: Vec<Told>,
    composer: Composer,
    scene: Option<(bool, Moment, Arc<Scene>)>,
    pointer: Pointer,
    /// What had the focus before.
    focus: Option<egui::Id>,
}

impl Presentation {
    /// Begins with the first step of a map as of a moment.
    fn new(map: &StrategyMap, moment: Moment, timeline: Arc<Timeline>) -> Self {
        let mut presentation = Self {
            moment,
            timeline,
            steps: Vec::new(),
            at: 0,
            playing: Playing::Done,
            told: progress::told(map, moment.day),
            composer: Composer::default(),
            scene: None,
            pointer: Pointer::default(),
            focus: None,
        };
        let has_past = presentation.course().is_some();
        presentation.steps = steps::steps(map, moment, has_past);
        presentation.arrive(0);
        presentation
    }

    /// From the first day of all to the day that is presented, where there is a way.
    fn course(&self) -> Option<Course> {
        let first = self.timeline.span()?.0;
        Some(Course { first, own: self.moment.day }).filter(|course| course.is_long())
    }

    /// Comes to a step. Nothing is left of the one before.
    fn arrive(&mut self, at: usize) {
        self.at = at.min(self.steps.len().saturating_sub(1));
        self.playing = match (self.step(), self.course()) {
            (Step::Time, Some(course)) => Playing::Runs(Play::from(course.own, course)),
            _ => Playing::Done,
        };
    }

    fn step(&self) -> &Step {
        // The whole map is always a step.
        self.steps.get(self.at).unwrap_or(&Step::Map)
    }

    /// Does what was asked for; answers whether the presentation goes on.
    fn go(&mut self, go: Go) -> bool {
        match go {
            Go::On if self.at + 1 < self.steps.len() => self.arrive(self.at + 1),
            Go::Back if self.at > 0 => self.arrive(self.at - 1),
            Go::First => self.arrive(0),
            Go::Last => self.arrive(self.steps.len().saturating_sub(1)),
            Go::Pause => self.pause(),
            Go::On | Go::Back => {}
            Go::Leave => return false,
        }
        true
    }

    /// Stops the play, goes on with it, or plays once more what has come to its end.
    fn pause(&mut self) {
        self.playing = match self.playing {
            Playing::Runs(play) => Playing::Rests(play),
            Playing::Rests(play) => Playing::Runs(play),
            Playing::Done => return self.arrive(self.at),
        };
    }

    /// Lets time go on by what a frame took; answers whether it does.
    fn play_on(&mut self, seconds: f32) -> bool {
        let (Playing::Runs(mut play), Some(course)) = (self.playing, self.course()) else { return false };
        self.playing = if play.step(seconds, course).is_some() { Playing::Runs(play) } else { Playing::Done };
        true
    }

    /// The moment that the map is shown as of now.
    fn shown(&self, map: &StrategyMap) -> Moment {
        match self.playing {
            Playing::Runs(play) | Playing::Rests(play) => {
                Moment::of(map, Some(PartialDate::of_day(play.day())), Day::today())
            }
            Playing::Done => self.moment,
        }
    }

    fn scene(&mut self, map: &StrategyMap, dark: bool) -> Arc<Scene> {
        let moment = self.shown(map);
        if let Some((known_dark, known, scene)) = &self.scene
            && (*known_dark, *known) == (dark, moment)
        {
            return scene.clone();
        }
        let scene = Arc::new(self.composer.compose(map, moment, theme(dark)));
        self.scene = Some((dark, moment, scene.clone()));
        scene
    }

    fn caption(&self, map: &StrategyMap) -> Caption {
        let verdicts: Vec<Option<Verdict>> = self.told.iter().map(|told| told.direction.verdict).collect();
        Caption::of(self.step(), map, &self.timeline, self.shown(map), &verdicts)
    }

    /// Shows the step over the whole window. Answers whether the presentation goes on.
    fn show(&mut self, ui: &mut Ui, document: &Document) -> bool {
        let (map, dark) = (document.map(), ui.visuals().dark_mode);
        let seconds = ui.input(|i| i.stable_dt);
        if self.play_on(seconds) {
            ui.ctx().request_repaint();
        }
        let areas = bar::Areas::of(ui.max_rect());
        ui.painter().rect_filled(areas.whole, 0, super::style::color32(theme(dark).page));
        let clicked = keys::clicked(ui, areas.whole);
        match self.step() {
            Step::Direction => direction::show(ui, areas.stage, map, self.moment),
            Step::Progress { page, .. } => progress::show(ui, areas.stage, map, &self.told, *page),
            _ => {
                let light = Light::of(self.step(), map, self.shown(map));
                let scene = self.scene(map, dark);
                stage::show(ui, areas.stage, &scene, &light);
            }
        }
        let pressed = bar::show(ui, &areas, self, map);
        clicked.into_iter().chain(pressed).all(|go| self.go(go))
    }
}

impl HeadwayApp {
    /// Presents the map as it is shown.
    pub(super) fn present(&mut self, ctx: &egui::Context) {
        self.settle();
        let Some(workspace) = &mut self.workspace else { return };
        let mut presentation = Presentation::new(workspace.document.map(), workspace.moment(), workspace.timeline());
        presentation.composer.look(workspace.view().clone());
        presentation.focus = ctx.memory(|memory| memory.focused());
        if let Some(id) = presentation.focus {
            ctx.memory_mut(|memory| memory.surrender_focus(id));
        }
        workspace.presentation = Some(presentation);
        if !ctx.input(|i| i.viewport().fullscreen.unwrap_or(false)) {
            self.fills_screen = true;
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
        }
    }

    /// Shows the presentation, where there is one. Answers whether there is.
    pub(super) fn show_presentation(&mut self, ui: &mut Ui) -> bool {
        let has_dialog = self.dialog.is_some();
        let Some(Workspace { presentation, document, .. }) = &mut self.workspace else { return false };
        let Some(mut shown) = presentation.take() else { return false };
        let asked = if has_dialog { Vec::new() } else { keys::asked(ui, shown.is_playable()) };
        if asked.into_iter().all(|go| shown.go(go)) && shown.show(ui, document) {
            *presentation = Some(shown);
        } else {
            if let Some(id) = shown.focus {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            ui.ctx().request_repaint();
        }
        true
    }

    /// Gives the screen back once nothing is presented any more, however the presentation came to its end.
    pub(super) fn leave_full_screen(&mut self, ctx: &egui::Context) {
        let presents = self.workspace.as_ref().is_some_and(|workspace| workspace.presentation.is_some());
        if self.fills_screen && !presents {
            self.fills_screen = false;
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
    }
}

impl Presentation {
    /// Whether there is something to play in this step.
    fn is_playable(&self) -> bool {
        *self.step() == Step::Time
    }
}
