//! The five steps of the method beside the map: how far it is in each, and a way to what is missing.

use egui::{
    Align2, Button, CornerRadius, Frame, Margin, Panel, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, vec2,
};

use super::checks::{Asked, subject};
use super::command::Command;
use super::style::{Palette, font};
use super::widgets::{quiet_button, section};
use super::workspace::Workspace;
use crate::insight::{Fact, MethodStep, Missing, Reached};
use crate::map::{StrategyKind, StrategyMap};
use crate::scene::{Subject, Weight};

/// How much of the panel the steps take at the most.
const SHARE: f32 = 0.6;

/// The heading above the steps.
const HEADING: f32 = 36.0;

/// So many of what is missing are named; all can be shown on the map.
const NAMED: usize = 5;

/// The state of the panel.
#[derive(Default)]
pub struct MethodSteps {
    /// The step that is opened.
    open: Option<MethodStep>,
    /// Whether it was opened just now, so that all of it is to be in sight: at once, and once the panel has its height.
    reveal: u8,
    /// How high the steps were when they were last drawn.
    height: f32,
}

/// How one comes to what is missing.
enum Way {
    /// It belongs to this, which is called so.
    To(Subject, String),
    /// This asks for it.
    By(Command),
}

impl MethodSteps {
    /// Shows the steps at the lower end of the panel.
    pub fn show(&mut self, ui: &mut Ui, workspace: &mut Workspace) -> Option<Asked> {
        let reached = workspace.method();
        let room = (self.height + HEADING).min(ui.available_height() * SHARE).round();
        let frame = Frame::new().inner_margin(Margin::ZERO);
        let mut asked = None;
        Panel::bottom("method").exact_size(room).frame(frame).show(ui, |ui| {
            section(ui, "Method", |_| {});
            let steps = ScrollArea::vertical().auto_shrink([false, false]).id_salt("method");
            let drawn = steps.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for reached in reached.iter() {
                    asked = std::mem::take(&mut asked).or(self.step(ui, workspace, reached));
                }
                ui.add_space(4.0);
            });
            if drawn.content_size.y != self.height {
                self.height = drawn.content_size.y;
                ui.ctx().request_repaint();
            }
        });
        asked
    }

    fn step(&mut self, ui: &mut Ui, workspace: &Workspace, reached: &Reached) -> Option<Asked> {
        let is_open = self.open == Some(reached.step);
        let top = ui.cursor().min;
        if row(ui, reached, is_open) {
            self.open = (!is_open).then_some(reached.step);
            self.reveal = 2;
        }
        if !is_open {
            return None;
        }
        quiet(ui, reached.step.why());
        let mut asked = None;
        for fact in &reached.facts {
            asked = asked.or(self::fact(ui, workspace, fact));
        }
        ui.add_space(6.0);
        if self.reveal > 0 {
            self.reveal -= 1;
            ui.scroll_to_rect(egui::Rect::from_two_pos(top, ui.cursor().left_top()), Some(egui::Align::TOP));
            ui.ctx().request_repaint();
        }
        asked
    }
}

/// One step: its name, and the count of the first thing that is missing from it. Answers whether it was clicked.
fn row(ui: &mut Ui, reached: &Reached, open: bool) -> bool {
    let palette = Palette::for_ui(ui);
    let width = ui.available_width();
    let count = ui.painter().layout_no_wrap(reached.in_brief(), font(Weight::SemiBold, 12.0), palette.muted);
    let room = width - 24.0 - count.size().x - 8.0;
    let name = ui.painter().layout(reached.step.name().to_owned(), font(Weight::Medium, 12.0), palette.ink, room);
    let (rect, response) = ui.allocate_exact_size(vec2(width, name.size().y + 8.0), Sense::click());
    let told = reached.first_open().map_or("nothing is missing", |fact| fact.words.as_str());
    response.widget_info(|| {
        let words = format!("Method, step {}: {}: {told}", reached.step.number(), reached.step.name());
        egui::WidgetInfo::selected(egui::Role::Button, true, open, words)
    });
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        if open || response.hovered() {
            painter.rect_filled(rect, CornerRadius::same(4), palette.hover);
        }
        let middle = rect.left_center() + vec2(10.0, 0.0);
        if reached.is_whole() {
            let tick = [vec2(-4.0, 0.0), vec2(-1.2, 3.0), vec2(4.2, -3.4)].map(|by| middle + by);
            painter.line(tick.to_vec(), Stroke::new(1.5, palette.ink));
        } else {
            painter.circle_stroke(middle, 4.0, Stroke::new(1.3, palette.muted));
        }
        painter.galley(rect.min + vec2(24.0, 4.0), name, palette.ink);
        let end = Align2::RIGHT_CENTER.anchor_size(rect.right_center() - vec2(4.0, 0.0), count.size());
        painter.galley(end.min, count, palette.muted);
        if response.has_focus() {
            let ring = Stroke::new(1.5, palette.accent);
            painter.rect_stroke(rect, CornerRadius::same(4), ring, StrokeKind::Inside);
        }
    }
    let words = reached.facts.iter().map(|fact| fact.words.as_str()).collect::<Vec<_>>().join("\n");
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(words).clicked()
}

/// One thing that was counted, and the ways to what is missing from it.
fn fact(ui: &mut Ui, workspace: &Workspace, fact: &Fact) -> Option<Asked> {
    let palette = Palette::for_ui(ui);
    let words = RichText::new(&fact.words).font(font(Weight::Regular, 12.0)).color(palette.ink);
    ui.add_space(2.0);
    ui.label(words);
    let map = workspace.document.map();
    let primary = map.primary_on(workspace.day());
    let ways: Vec<Way> = fact.missing.iter().filter_map(|missing| way(map, primary, missing)).collect();
    let mut asked = None;
    for way in ways.iter().take(NAMED) {
        match way {
            Way::To(subject, name) => {
                if leading(ui, name, &format!("Missing: {name}")) {
                    asked = Some(Asked::Mend(subject.clone()));
                }
            }
            Way::By(command) if !workspace.is_read_only() => {
                if leading(ui, command.name(), command.name()) {
                    asked = Some(Asked::Run(*command));
                }
            }
            Way::By(_) => {}
        }
    }
    if ways.len() > 1 && quiet_button(ui, &format!("Show all {} on the map", ways.len())).clicked() {
        let subjects = ways.into_iter().filter_map(|way| match way {
            Way::To(subject, _) => Some(subject),
            Way::By(_) => None,
        });
        asked = Some(Asked::Go(subjects.collect()));
    }
    asked
}

/// A name that leads somewhere, on one line.
fn leading(ui: &mut Ui, name: &str, read: &str) -> bool {
    let palette = Palette::for_ui(ui);
    let words = RichText::new(format!("→ {name}")).font(font(Weight::Regular, 12.0)).color(palette.accent);
    let button = Button::new(words).frame(false).truncate();
    ui.add(button).accessible_name(read).on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn way(map: &StrategyMap, primary: Option<StrategyKind>, missing: &Missing) -> Option<Way> {
    let title = |title: &str| if title.trim().is_empty() { "Untitled".to_owned() } else { title.to_owned() };
    Some(match missing {
        Missing::Item(id) => {
            let of_initiative = map.initiatives.get(id).map(|initiative| title(&initiative.title));
            let name = of_initiative.or_else(|| Some(title(&map.capabilities.get(id)?.title)))?;
            Way::To(subject(map, id)?, name)
        }
        Missing::Handshake { initiative, capability } => {
            let (from, to) = (map.initiatives.get(initiative)?, map.capabilities.get(capability)?);
            let name = format!("{}: {}", title(&from.title), title(&to.title));
            Way::To(Subject::Link { initiative: initiative.clone(), capability: capability.clone() }, name)
        }
        Missing::Direction | Missing::Primary => Way::By(Command::EditStrategy),
        Missing::Capability(backbone) => Way::By(Command::AddCapability(*backbone)),
        Missing::Initiative => Way::By(Command::AddInitiative(primary.unwrap_or(StrategyKind::CustomerEngagement))),
        Missing::Adaptation => Way::By(Command::AddAdaptation),
    })
}

fn quiet(ui: &mut Ui, words: &str) {
    let palette = Palette::for_ui(ui);
    ui.label(RichText::new(words).font(font(Weight::Regular, 12.0)).color(palette.muted));
}
