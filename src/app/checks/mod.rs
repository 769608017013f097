//! The quiet list of what the checks advise, below the tray.

mod finding;
mod marked;

use egui::{Frame, Margin, Panel, RichText, ScrollArea, Ui};

pub use marked::{marked, subject};

use super::command::Command;
use super::style::{Palette, font};
use super::widgets::{quiet_button, section};
use super::workspace::Workspace;
use crate::edit::Document;
use crate::insight::{Advice, Check, Finding, Remedy};
use crate::map::{Day, Id, PartialDate, StrategyMap};
use crate::scene::{Subject, Weight};

/// How much of the panel the list takes at the most.
const SHARE: f32 = 0.45;

/// The heading above the list.
const HEADING: f32 = 36.0;

/// So many findings are shown at once; more on request.
const PORTION: usize = 60;

/// What one finding is known by.
pub type Key = (Check, Option<Id>);

/// What was asked for in the list.
pub enum Asked {
    /// To be led to what these are.
    Go(Vec<Subject>),
    /// To have a remedy.
    Remedy(Remedy),
    /// To be led to what something is missing from, and to mend it.
    Mend(Subject),
    /// To have a command run.
    Run(Command),
}

/// The state of the list.
#[derive(Default)]
pub struct ChecksList {
    /// The finding that is opened.
    open: Option<Key>,
    /// Whether it was opened just now, so that all of it is to be in sight.
    reveal: bool,
    /// The reason that is being written for it.
    reason: Option<String>,
    /// How many portions more than one are shown.
    more: usize,
    /// How high the list was when it was last drawn.
    height: f32,
}

impl ChecksList {
    /// Shows the list at the lower end of the panel.
    pub fn show(&mut self, ui: &mut Ui, workspace: &mut Workspace) -> Option<Asked> {
        let findings = workspace.findings();
        let room = (self.height + HEADING).min(ui.available_height() * SHARE).round();
        let frame = Frame::new().inner_margin(Margin::ZERO);
        let mut asked = None;
        Panel::bottom("checks").exact_size(room).frame(frame).show(ui, |ui| {
            let open = findings.iter().filter(|finding| finding.silenced.is_none()).count();
            heading(ui, open);
            let list = ScrollArea::vertical().auto_shrink([false, false]).id_salt("checks");
            let drawn = list.show(ui, |ui| asked = self.list(ui, workspace, &findings));
            if drawn.content_size.y != self.height {
                self.height = drawn.content_size.y;
                ui.ctx().request_repaint();
            }
        });
        asked
    }

    /// Opens a finding and brings it into sight.
    pub fn reveal(&mut self, key: Key) {
        (self.open, self.reveal, self.reason) = (Some(key), true, None);
    }

    fn list(&mut self, ui: &mut Ui, workspace: &mut Workspace, findings: &[Finding]) -> Option<Asked> {
        let (silenced, open): (Vec<&Finding>, Vec<&Finding>) =
            findings.iter().partition(|finding| finding.silenced.is_some());
        if findings.is_empty() {
            quiet(ui, "The map is sound by its own method, as far as a program can tell.");
        }
        let mut asked = None;
        if self.reveal
            && let Some(at) = open.iter().position(|finding| self.is_open(&finding.advice))
        {
            self.more = self.more.max(at / PORTION);
        }
        let shown = PORTION * (1 + self.more);
        for finding in open.iter().take(shown) {
            asked = asked.or(self.finding(ui, workspace, &finding.advice));
        }
        if open.len() > shown && quiet_button(ui, &format!("Show more of {}", open.len())).clicked() {
            self.more += 1;
        }
        if !silenced.is_empty() {
            section(ui, "Silenced", |_| {});
            for finding in silenced.iter().take(shown) {
                unsilence(ui, workspace, finding);
            }
        }
        ui.add_space(6.0);
        asked
    }

    /// One finding: a click leads there and opens it, so that it says why and what can be done.
    fn finding(&mut self, ui: &mut Ui, workspace: &mut Workspace, advice: &Advice) -> Option<Asked> {
        let key = (advice.check, advice.item.clone());
        let is_open = self.is_open(advice);
        let row = finding::row(ui, &advice.message, is_open);
        ui.add_space(3.0);
        if row.clicked() {
            self.reason = None;
            self.reveal = !is_open;
            self.open = (!is_open).then_some(key);
            return Some(Asked::Go(subjects(workspace.document.map(), advice)));
        }
        if !is_open {
            return None;
        }
        quiet(ui, advice.check.why());
        let asked = self.open_finding(ui, workspace, advice);
        if std::mem::take(&mut self.reveal) {
            ui.scroll_to_cursor(None);
        }
        asked
    }

    fn is_open(&self, advice: &Advice) -> bool {
        self.open.as_ref().is_some_and(|(check, item)| *check == advice.check && *item == advice.item)
    }

    /// What can be done about the finding that is opened.
    fn open_finding(&mut self, ui: &mut Ui, workspace: &mut Workspace, advice: &Advice) -> Option<Asked> {
        if workspace.is_read_only() {
            return None;
        }
        if let Some(reason) = &mut self.reason {
            match finding::reason(ui, reason) {
                Some(true) => {
                    silence(&mut workspace.document, advice, reason, Day::today());
                    (self.open, self.reason) = (None, None);
                }
                Some(false) => self.reason = None,
                None => {}
            }
            return None;
        }
        let mut asked = None;
        ui.horizontal_wrapped(|ui| {
            if let Some(remedy) = &advice.remedy
                && ui.button(remedy.label()).clicked()
            {
                asked = Some(Asked::Remedy(remedy.clone()));
            }
            if quiet_button(ui, "Silence…").clicked() {
                self.reason = Some(String::new());
            }
        });
        ui.add_space(4.0);
        asked
    }
}

/// Applies a remedy as one step that can be undone. One for the strategy that leads holds from a date on.
pub fn remedy(document: &mut Document, remedy: &Remedy, since: Option<PartialDate>) {
    match remedy {
        Remedy::Lead(strategy) => {
            document.begin(&remedy.label());
            document.choose_primary(*strategy, since);
            document.commit();
        }
        Remedy::Serve { from, to, .. } => drop(document.serve(from, to)),
    }
}

fn silence(document: &mut Document, advice: &Advice, reason: &str, today: Day) {
    document.silence(advice.check.id(), advice.item.as_ref(), reason, Some(PartialDate::of_day(today)));
}

fn unsilence(ui: &mut Ui, workspace: &mut Workspace, finding: &Finding) {
    let advice = &finding.advice;
    quiet(ui, &advice.message);
    ui.horizontal_wrapped(|ui| {
        quiet(ui, &format!("Because: {}", finding.silenced.as_deref().unwrap_or_default()));
        if !workspace.is_read_only() && quiet_button(ui, "Unsilence").clicked() {
            workspace.document.unsilence(advice.check.id(), advice.item.as_ref());
        }
    });
    ui.add_space(4.0);
}

fn heading(ui: &mut Ui, count: usize) {
    let palette = Palette::for_ui(ui);
    section(ui, "Checks", |ui| {
        let words = RichText::new(count.to_string()).font(font(Weight::SemiBold, 11.0));
        ui.label(words.color(palette.muted));
    });
}

fn quiet(ui: &mut Ui, words: &str) {
    let palette = Palette::for_ui(ui);
    ui.label(RichText::new(words).font(font(Weight::Regular, 12.0)).color(palette.muted));
}

/// What a piece of advice points at; nothing of the map in particular where it is about all of it.
fn subjects(map: &StrategyMap, advice: &Advice) -> Vec<Subject> {
    if let (Check::NoAnswer, [initiative, capability]) = (advice.check, &advice.items[..]) {
        return vec![Subject::Link { initiative: initiative.clone(), capability: capability.clone() }];
    }
    advice.items.iter().filter_map(|id| subject(map, id)).collect()
}
