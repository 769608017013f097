//! The handshakes as a list with two sides: what the business asks, and what IT answers. One at a time unfolds to be changed.

use std::collections::{HashMap, HashSet};

use egui::{Rect, RichText, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::filter::{Choices, Filter, filters};
use super::handshake_row::{self, HEIGHT, Touched};
use super::sheet::sheet;
use super::{Asked, Scope};
use crate::app::inspector::handshake::{self, Ends};
use crate::app::inspector::work::Work;
use crate::app::progress::text::{FOOTNOTE, sentence};
use crate::app::style::{Palette, font};
use crate::insight::{Demands, Handshake};
use crate::map::{Id, Moment, StrategyMap};
use crate::scene::Weight;

const NOTHING: &str = "No handshake yet. Link an initiative to a capability on the map: each link carries what the business asks and what IT answers.";
const NONE_LEFT: &str = "No handshake is like this.";

/// Between the two sides.
const BETWEEN: f32 = 24.0;

/// The ends of a link, as a name of its handshake.
type Key = (Id, Id);

/// The list and what is shown of it.
#[derive(Debug, Default)]
pub struct Handshakes {
    filter: Filter,
    open: Option<Key>,
    /// How high the fields of the unfolded one were when they were last drawn.
    fields: f32,
    listed: Option<Listed>,
}

/// What is listed, in its order.
#[derive(Debug)]
struct Listed {
    stamp: (u64, Moment, Filter, Option<Id>),
    /// Places among the handshakes.
    rows: Vec<usize>,
    keys: Vec<Key>,
    choices: Choices,
    illustrative: bool,
}

impl Handshakes {
    /// Sorts the list anew when it is next shown.
    pub fn sort_anew(&mut self) {
        self.listed = None;
    }

    /// Draws the list. Answers what was asked for.
    pub fn show(&mut self, ui: &mut Ui, scope: &mut Scope<'_>) -> Option<Asked> {
        if scope.told.handshakes.is_empty() {
            sentence(ui, NOTHING);
            return None;
        }
        self.refresh(scope);
        let listed = self.listed.as_ref()?;
        let mut asked = filters(ui, &mut self.filter, &listed.choices, scope);
        // What was just chosen is listed at once.
        self.refresh(scope);
        ui.add_space(4.0);
        heads(ui, self.listed.as_ref().is_some_and(|listed| listed.illustrative));
        let rows = self.listed.as_ref().map_or(0, |listed| listed.rows.len());
        if rows == 0 {
            sentence(ui, NONE_LEFT);
            return asked;
        }
        let open = self.place_of_open();
        let tops = self.tops(rows, open);
        let scroll = ScrollArea::vertical().id_salt("handshakes").auto_shrink(false);
        let touched = scroll.show_viewport(ui, |ui, seen| {
            sheet(ui, seen, "Handshakes", (&tops, open), |ui, line, rect| self.line(ui, scope, line, rect))
        });
        match touched.inner {
            Some(Touched::Toggled(key)) => {
                // A field that goes cannot end its own gesture.
                scope.document.commit();
                self.open = Some(key).filter(|key| self.open.as_ref() != Some(key));
                self.fields = 0.0;
                ui.ctx().request_repaint();
            }
            Some(Touched::Asked(other)) => asked = Some(other),
            None => {}
        }
        asked
    }

    fn place_of_open(&self) -> Option<usize> {
        let open = self.open.as_ref()?;
        self.listed.as_ref()?.keys.iter().position(|key| key == open)
    }

    /// Where each row begins.
    fn tops(&self, rows: usize, open: Option<usize>) -> Vec<f32> {
        let extra = |row: usize| if open.is_some_and(|open| open < row) { self.fields } else { 0.0 };
        (0..=rows).map(|row| row as f32 * HEIGHT + extra(row)).collect()
    }

    fn line(&mut self, ui: &mut Ui, scope: &mut Scope<'_>, line: usize, rect: Rect) -> Option<Touched> {
        let listed = self.listed.as_ref()?;
        let (at, key) = (*listed.rows.get(line)?, listed.keys.get(line)?.clone());
        let open = self.open.as_ref() == Some(&key);
        let told = scope.told.clone();
        let touched = handshake_row::draw(ui, rect, scope, told.handshakes.get(at)?, open);
        if open {
            let below = rect.with_min_y(rect.top() + HEIGHT).shrink2(vec2(handshake_row::PAD, 0.0));
            let fields = fields(ui, scope, below, &key) + 14.0;
            if (fields - self.fields).abs() > 0.5 {
                self.fields = fields;
                ui.ctx().request_repaint();
            }
        }
        touched
    }

    /// Works out what is listed. Rows keep their order while somebody works on them: what was answered would else jump away.
    fn refresh(&mut self, scope: &Scope<'_>) {
        let stamp = |filter: &Filter| (scope.document.revision(), scope.moment, filter.clone(), scope.about.clone());
        if self.listed.as_ref().is_some_and(|listed| listed.stamp == stamp(&self.filter)) {
            return;
        }
        let choices = Choices::of(&mut self.filter, scope.document.map(), &scope.told, scope.about.as_ref());
        let stamp = stamp(&self.filter);
        let known =
            self.listed.take().filter(|l| (&l.stamp.1, &l.stamp.2, &l.stamp.3) == (&stamp.1, &stamp.2, &stamp.3));
        let passing = passing(&self.filter, scope.document.map(), &scope.told, scope.about.as_ref());
        let rows = match known {
            Some(known) => in_order(&known.keys, &scope.told, passing, self.open.as_ref()),
            None => passing,
        };
        let keys = rows.iter().map(|at| key(&scope.told, *at)).collect();
        let illustrative = rows.iter().any(|at| is_illustrative(scope, &scope.told.handshakes[*at]));
        self.listed = Some(Listed { stamp, rows, keys, choices, illustrative });
    }
}

fn is_illustrative(scope: &Scope<'_>, handshake: &Handshake) -> bool {
    let initiative = scope.document.map().initiatives.get(&handshake.initiative);
    let link = initiative.and_then(|initiative| initiative.link_to(&handshake.capability));
    link.and_then(|link| link.answer_entry_on(scope.moment.day)).is_some_and(|entry| entry.illustrative)
}

fn key(told: &Demands, at: usize) -> Key {
    let handshake = &told.handshakes[at];
    (handshake.initiative.clone(), handshake.capability.clone())
}

/// The handshakes that a filter lets through.
fn passing(filter: &Filter, map: &StrategyMap, told: &Demands, about: Option<&Id>) -> Vec<usize> {
    let passes = |at: &usize| {
        let handshake = &told.handshakes[*at];
        about.is_none_or(|about| handshake.capability == *about) && filter.passes(map, handshake)
    };
    (0..told.handshakes.len()).filter(passes).collect()
}

/// What passes, in the order in which it was known; what is new follows. The unfolded one stays, whatever became of it.
fn in_order(known: &[Key], told: &Demands, passing: Vec<usize>, open: Option<&Key>) -> Vec<usize> {
    let places: HashMap<Key, usize> = (0..told.handshakes.len()).map(|at| (key(told, at), at)).collect();
    let pass: HashSet<usize> = passing.iter().copied().collect();
    let stays = |key: &Key| places.get(key).copied().filter(|at| pass.contains(at) || open == Some(key));
    let kept: Vec<usize> = known.iter().filter_map(stays).collect();
    let taken: HashSet<usize> = kept.iter().copied().collect();
    kept.into_iter().chain(passing.into_iter().filter(|at| !taken.contains(at))).collect()
}

/// The names of the two sides, and what the mark of some answers means.
fn heads(ui: &mut Ui, illustrative: bool) {
    let palette = Palette::for_ui(ui);
    let area = ui.available_rect_before_wrap();
    let line = area.with_max_y(area.top() + 20.0);
    let (left, right) = halves(line.shrink2(vec2(handshake_row::PAD, 0.0)));
    for (side, name) in [(left, "Business asks"), (right, "IT answers")] {
        let text = RichText::new(name.to_uppercase()).font(font(Weight::SemiBold, 11.0)).extra_letter_spacing(0.8);
        let label = egui::Label::new(text.color(palette.muted)).truncate();
        ui.scope_builder(UiBuilder::new().max_rect(side), |ui| ui.add(label));
    }
    if illustrative && right.width() > 210.0 {
        let note = (font(Weight::Regular, 11.5), palette.muted);
        ui.painter().text(line.right_top(), egui::Align2::RIGHT_TOP, FOOTNOTE, note.0, note.1);
    }
    ui.painter().hline(line.x_range(), line.bottom(), egui::Stroke::new(1.0, palette.edge));
    ui.advance_cursor_after_rect(line);
}

/// The two sides of a row.
pub fn halves(rect: Rect) -> (Rect, Rect) {
    let width = (rect.width() - BETWEEN) / 2.0;
    (rect.with_max_x(rect.left() + width), rect.with_min_x(rect.right() - width))
}

/// The fields of both sides, to be changed. Answers how high they are.
fn fields(ui: &mut Ui, scope: &mut Scope<'_>, below: Rect, (initiative, capability): &Key) -> f32 {
    let Some(from) = scope.document.map().initiatives.get(initiative).cloned() else { return 0.0 };
    let Some(link) = from.link_to(capability) else { return 0.0 };
    let ends = Ends { initiative, capability };
    let mut work = Work { document: scope.document, selection: scope.selection, day: scope.moment.day };
    let (left, right) = halves(below);
    let mut side =
        |ui: &mut Ui, rect: Rect, name: &str, draw: fn(&mut Ui, &mut Work<'_>, Ends<'_>, &crate::map::Link)| {
            let room = Rect::from_min_size(rect.min, vec2(rect.width(), f32::INFINITY));
            let scope = UiBuilder::new().id_salt((name, initiative.as_str(), capability.as_str())).max_rect(room);
            let drawn = ui.scope_builder(scope, |ui| {
                ui.set_width(rect.width());
                draw(ui, &mut work, ends, link);
            });
            drawn.response.rect.bottom()
        };
    let asks = side(ui, left, "asks", handshake::ask);
    let answers = side(ui, right, "answers", handshake::answers);
    ui.painter().vline(
        (left.right() + right.left()) / 2.0,
        below.top()..=asks.max(answers),
        egui::Stroke::new(1.0, Palette::for_ui(ui).edge),
    );
    pos2(0.0, asks.max(answers) - below.top()).y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Answer;

    fn told(ids: &[&str]) -> Demands {
        let handshake = |id: &&str| Handshake {
            initiative: (*id).into(),
            capability: "c".into(),
            answer: Answer::Open,
            since: None,
            due: None,
            waits: true,
        };
        Demands { capabilities: Vec::new(), handshakes: ids.iter().map(handshake).collect() }
    }

    #[test]
    fn rows_keep_their_order_while_their_answers_change_and_the_unfolded_one_stays() {
        let known: Vec<Key> = ["a", "b", "gone", "c"].map(|id| (id.into(), "c".into())).to_vec();
        let now = told(&["new", "c", "b", "a"]);
        let rows = in_order(&known, &now, vec![0, 1, 3], Some(&("b".into(), "c".into())));
        let ids: Vec<&str> = rows.iter().map(|at| now.handshakes[*at].initiative.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c", "new"]);
    }
}
