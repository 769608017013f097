//! What waits for what: each capability that somebody waits for, and the initiatives that do.

use egui::{Align2, CornerRadius, Id as EguiId, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::filter::about;
use super::sheet::sheet;
use super::{Asked, Scope};
use crate::app::inspector::look::answer_color;
use crate::app::inspector::work::title_or;
use crate::app::progress::rows::ground;
use crate::app::progress::text::{fitted, sentence};
use crate::app::style::{Palette, color32, font};
use crate::insight::{Demand, Demands, Handshake, Measure, Strain};
use crate::map::{Answer, Id, Moment};
use crate::scene::Weight;

const NOTHING: &str = "Nothing waits: every ask has its yes, and what was promised has come.";

const CAPABILITY: f32 = 50.0;
const INITIATIVE: f32 = 44.0;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line {
    /// The capability at this place of the demands.
    Capability(usize),
    /// The handshake at this place.
    Waits(usize),
}

/// What the lines depend on: the state of the map, the moment, and the capability that alone is listed.
type Stamp = (u64, Moment, Option<Id>);

/// The list.
#[derive(Debug, Default)]
pub struct Waits {
    lines: Option<(Stamp, Vec<Line>, Vec<f32>)>,
}

impl Waits {
    /// Draws the list. Answers what was asked for.
    pub fn show(&mut self, ui: &mut Ui, scope: &Scope<'_>) -> Option<Asked> {
        let asked = about(ui, scope);
        let key = (scope.document.revision(), scope.moment, scope.about.clone());
        if self.lines.as_ref().is_none_or(|(known, ..)| *known != key) {
            let lines = lines(&scope.told, scope.about.as_ref());
            let tops = tops(&lines);
            self.lines = Some((key, lines, tops));
        }
        let (_, lines, tops) = self.lines.as_ref()?;
        if lines.is_empty() {
            sentence(ui, NOTHING);
            return asked;
        }
        let scroll = ScrollArea::vertical().id_salt("waits").auto_shrink(false);
        let draw = |ui: &mut Ui, line: usize, rect: Rect| match lines.get(line)? {
            Line::Capability(at) => capability(ui, rect, scope, scope.told.capabilities.get(*at)?),
            Line::Waits(at) => initiative(ui, rect, scope, scope.told.handshakes.get(*at)?),
        };
        let clicked = scroll.show_viewport(ui, |ui, seen| sheet(ui, seen, "What waits", (tops, None), draw));
        asked.or(clicked.inner)
    }
}

/// The capabilities that are waited for, the most strained first, each with what waits for it.
fn lines(told: &Demands, about: Option<&Id>) -> Vec<Line> {
    let mut waiting: std::collections::HashMap<&Id, Vec<usize>> = std::collections::HashMap::new();
    for (at, handshake) in told.handshakes.iter().enumerate().filter(|(_, handshake)| handshake.waits) {
        waiting.entry(&handshake.capability).or_default().push(at);
    }
    let mut lines = Vec::new();
    for at in told.by_strain(Measure::Initiatives) {
        let id = &told.capabilities[at].capability;
        let Some(all) = waiting.get(id).filter(|_| about.is_none_or(|about| about == id)) else { continue };
        lines.push(Line::Capability(at));
        lines.extend(all.iter().map(|at| Line::Waits(*at)));
    }
    lines
}

fn tops(lines: &[Line]) -> Vec<f32> {
    let mut y = 0.0;
    let heights = lines.iter().map(|line| if matches!(line, Line::Capability(_)) { CAPABILITY } else { INITIATIVE });
    [0.0]
        .into_iter()
        .chain(heights.map(|height| {
            y += height;
            y
        }))
        .collect()
}

fn capability(ui: &mut Ui, rect: Rect, scope: &Scope<'_>, demand: &Demand) -> Option<Asked> {
    let palette = Palette::for_ui(ui);
    let id = &demand.capability;
    let capability = scope.document.map().capabilities.get(id)?;
    let (title, waits) = (scope.capability_title(id), demand.waiting);
    let row = rect.with_min_y(rect.top() + 6.0);
    let response = ui.interact(row, EguiId::unique(("waited for", id.as_str())), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Waited for: {title}")));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(format!("{}, {waits} waiting", demand.words()))
    });
    if response.gained_focus() {
        ui.scroll_to_rect(row, None);
    }
    ground(ui, row, &response, false);
    let color = color32(palette.scene.backbone(capability.backbone));
    let count = ui.painter().layout_no_wrap(format!("{waits} waiting"), font(Weight::Medium, 11.5), palette.muted);
    let room = row.width() - count.size().x - 30.0;
    let name = fitted(ui, &title, font(Weight::SemiBold, 13.5), color, room, 1);
    ui.painter().galley(row.min + vec2(8.0, 4.0), name, color);
    let strained = demand.strain() == Strain::Strained;
    let ink = if strained { palette.advice } else { palette.muted };
    let words = fitted(ui, &demand.words(), font(Weight::Regular, 11.5), ink, row.width() - 16.0, 1);
    ui.painter().galley(row.min + vec2(8.0, 23.0), words, ink);
    let place = Align2::RIGHT_TOP.align_size_within_rect(count.size(), row.shrink2(vec2(8.0, 6.0)));
    ui.painter().galley(place.min, count, palette.muted);
    response.clicked().then(|| Asked::Capability(id.clone()))
}

fn initiative(ui: &mut Ui, rect: Rect, scope: &Scope<'_>, handshake: &Handshake) -> Option<Asked> {
    let palette = Palette::for_ui(ui);
    let initiative = scope.document.map().initiatives.get(&handshake.initiative)?;
    let link = initiative.link_to(&handshake.capability)?;
    let title = title_or(Some(&initiative.title), "Untitled initiative");
    let entry = link.answer_entry_on(scope.moment.day);
    let id = EguiId::unique(("waits", handshake.initiative.as_str(), handshake.capability.as_str()));
    let response = ui.interact(rect.shrink2(vec2(0.0, 1.0)), id, Sense::click());
    let until = handshake.due.map_or_else(|| "no date yet".to_owned(), |due| format!("by {}", due.in_words()));
    let why = match (handshake.answer, entry.map(|entry| entry.conditions.trim()).filter(|words| !words.is_empty())) {
        (_, Some(conditions)) => conditions.to_owned(),
        (Answer::Open, None) if link.ask.trim().is_empty() => "nothing is asked yet".to_owned(),
        _ => link.ask.trim().to_owned(),
    };
    let told = format!("{}, {until}; {why}", handshake.answer.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Waits: {title}")));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(told));
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    ground(ui, response.rect, &response, false);
    let color = initiative.strategy.map_or(palette.muted, |kind| palette.strategy(kind));
    let mark = Rect::from_min_size(rect.min + vec2(16.0, 8.0), vec2(3.5, INITIATIVE - 16.0));
    ui.painter().rect_filled(mark, CornerRadius::same(1), color);
    let right = rect.right() - 8.0;
    let ink = answer_color(palette, handshake.answer);
    let said = ui.painter().layout_no_wrap(handshake.answer.name().to_owned(), font(Weight::SemiBold, 12.0), ink);
    let until = ui.painter().layout_no_wrap(until, font(Weight::Regular, 11.5), palette.muted);
    let left = rect.left() + 28.0;
    let room = right - left - said.size().x.max(until.size().x) - 12.0;
    let name = fitted(ui, &title, font(Weight::Medium, 13.0), palette.ink, room, 1);
    let why = fitted(ui, &why, font(Weight::Regular, 11.5), palette.muted, room, 1);
    ui.painter().galley(pos2(left, rect.top() + 6.0), name, palette.ink);
    ui.painter().galley(pos2(left, rect.top() + 24.0), why, palette.muted);
    ui.painter().galley(pos2(right - said.size().x, rect.top() + 6.0), said, ink);
    ui.painter().galley(pos2(right - until.size().x, rect.top() + 24.0), until, palette.muted);
    let clicked = response.on_hover_text("Show it on the map").clicked();
    clicked.then(|| Asked::Initiative(handshake.initiative.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(id: &str, maturity: u8, count: usize) -> Demand {
        Demand {
            capability: id.into(),
            count,
            investment: None,
            stages: Vec::new(),
            maturity: Some(maturity),
            waiting: count,
        }
    }

    fn waiting(initiative: &str, capability: &str, waits: bool) -> Handshake {
        let answer = if waits { Answer::Open } else { Answer::Yes };
        Handshake {
            initiative: initiative.into(),
            capability: capability.into(),
            answer,
            since: None,
            due: None,
            waits,
        }
    }

    #[test]
    fn the_most_strained_comes_first_and_what_has_its_yes_is_not_listed() {
        let handshakes = vec![waiting("a", "sound", true), waiting("b", "weak", false), waiting("c", "weak", true)];
        let told = Demands { capabilities: vec![demand("sound", 4, 1), demand("weak", 1, 2)], handshakes };
        use Line::{Capability, Waits};
        assert_eq!(lines(&told, None), [Capability(1), Waits(2), Capability(0), Waits(0)]);
        assert_eq!(lines(&told, Some(&"sound".into())), [Capability(0), Waits(0)]);
    }
}
