//! The adaptations as small flags that stand on the track.

use egui::{
    Color32, FontSelection, Galley, Rect, Response, RichText, Role, Sense, Shape, Stroke, TextWrapMode, Ui, WidgetInfo,
    WidgetText, pos2, vec2,
};
use std::sync::Arc;

use super::range::Scale;
use super::steps;
use super::told;
use crate::app::inspector::adaptation::gist;
use crate::app::style::{Palette, font};
use crate::insight::Timeline;
use crate::map::{Day, Id, StrategyKind, StrategyMap};
use crate::scene::Weight;

/// How far from its pole the words of a flag begin.
const WORDS_AT: f32 = 13.0;

/// The room that is kept free before the next flag.
const GAP: f32 = 8.0;

/// The least room that words are worth.
const LEAST: f32 = 44.0;

/// How close flags may stand. What is closer hangs on the same pole.
const CLOSE: f32 = 3.0;

/// How many adaptations of one pole are told at once.
const MOST: usize = 3;

/// A flag on the track.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// The adaptations that it stands for: more than one where they are closer than anybody could point at.
    pub ids: Vec<Id>,
    /// The day of the first of them.
    pub day: Day,
    /// Where it stands.
    pub x: f32,
    /// What it says.
    pub words: String,
    /// How much room its words have; nothing where they are left out.
    pub room: Option<f32>,
    /// The strategy that led on its day.
    pub lead: Option<StrategyKind>,
}

/// The flags of a map, from left to right.
pub fn flags(map: &StrategyMap, timeline: &Timeline, scale: &Scale) -> Vec<Flag> {
    let mut flags: Vec<Flag> = Vec::new();
    for (id, event) in steps::adaptations(timeline) {
        let x = scale.x(event.day);
        if let Some(last) = flags.last_mut().filter(|last| x - last.x < CLOSE) {
            last.ids.push(id.clone());
            continue;
        }
        let words = map.adaptations.get(id).map(|adaptation| gist(adaptation)).unwrap_or_default();
        let lead = map.primary_on(event.day);
        flags.push(Flag { ids: vec![id.clone()], day: event.day, x, words, room: None, lead });
    }
    let places: Vec<f32> = flags.iter().map(|flag| flag.x).collect();
    for (flag, room) in flags.iter_mut().zip(rooms(&places, scale.right)) {
        flag.room = room;
    }
    flags
}

/// How much room the words of each flag have before the next flag or the end of the track.
fn rooms(places: &[f32], end: f32) -> Vec<Option<f32>> {
    let room = |(at, x): (usize, &f32)| {
        let until = places.get(at + 1).map_or(end, |next| next - GAP);
        Some(until - x - WORDS_AT).filter(|room| *room >= LEAST)
    };
    places.iter().enumerate().map(room).collect()
}

impl Flag {
    fn name(&self) -> String {
        match self.ids.len() {
            1 => format!("Adaptation: {}", self.words),
            more => format!("Adaptation: {} (and {} more)", self.words, more - 1),
        }
    }

    fn galley(&self, ui: &Ui, ink: Color32) -> Option<Arc<Galley>> {
        let words = RichText::new(&self.words).font(font(Weight::Regular, 11.5)).color(ink);
        let galley =
            |room| WidgetText::from(words).into_galley(ui, Some(TextWrapMode::Truncate), room, FontSelection::Default);
        self.room.map(galley)
    }

    /// Draws the flag, its pole from `top` to `foot`; it is stronger while its day is shown.
    pub fn show(&self, ui: &mut Ui, map: &StrategyMap, (top, foot): (f32, f32), shown: Day) -> Response {
        let palette = Palette::for_ui(ui);
        let here = self.day == shown;
        let galley = self.galley(ui, if here { palette.ink } else { palette.muted });
        let words_end = galley.as_ref().map_or(self.x + 10.0, |galley| self.x + WORDS_AT + galley.size().x + 2.0);
        let rect = Rect::from_min_max(pos2(self.x - 3.0, top - 2.0), pos2(words_end, top + 14.0));
        let id = ui.scope_id().with(("flag", self.ids.first()));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.name()));
        let color = self.lead.map_or(palette.muted, |lead| palette.strategy(lead));
        let painter = ui.painter();
        painter.vline(self.x, top..=foot, Stroke::new(1.2, color));
        painter.add(cloth(self.x, top, color));
        if let Some(galley) = galley {
            let at = pos2(self.x + WORDS_AT, top + 4.5 - galley.size().y / 2.0);
            if response.hovered() {
                painter.hline(at.x..=at.x + galley.size().x, at.y + galley.size().y, Stroke::new(1.0, palette.muted));
            }
            painter.galley(at, galley, palette.muted);
        }
        if response.has_focus() {
            let ring = Stroke::new(1.5, palette.accent);
            painter.rect_stroke(rect, 4, ring, egui::StrokeKind::Outside);
        }
        self.hover(response, map)
    }

    fn hover(&self, response: Response, map: &StrategyMap) -> Response {
        response.on_hover_ui(|ui| {
            ui.set_max_width(360.0);
            for adaptation in self.ids.iter().take(MOST).filter_map(|id| map.adaptations.get(id)) {
                let (heading, lines) = told::adaptation(map, adaptation);
                ui.label(RichText::new(heading).font(font(Weight::SemiBold, 13.0)));
                for line in lines {
                    ui.label(RichText::new(line).color(Palette::for_ui(ui).muted));
                }
            }
            if self.ids.len() > MOST {
                ui.label(format!("and {} more", self.ids.len() - MOST));
            }
        })
    }
}

/// The cloth of a flag, with a notch at its end.
fn cloth(x: f32, top: f32, color: Color32) -> Shape {
    let (upper, lower) = (top + 0.5, top + 8.5);
    let middle = f32::midpoint(upper, lower);
    // Two pieces: the outline is not convex.
    let half = |edge: f32| {
        let points = vec![pos2(x, middle), pos2(x, edge), pos2(x + 9.0, edge), pos2(x + 6.5, middle)];
        Shape::convex_polygon(points, color, Stroke::NONE)
    };
    Shape::Vec(vec![half(upper), half(lower)])
}

/// The place that a card about a day is hung up at.
pub fn anchor(scale: &Scale, day: Day, top: f32) -> Rect {
    Rect::from_min_size(pos2(scale.x(day) - 1.0, top), vec2(10.0, 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_run_into_the_next_flag() {
        let places = [10.0, 100.0, 130.0, 131.0, 400.0, 480.0];
        let rooms = rooms(&places, 500.0);
        for (at, room) in rooms.iter().enumerate() {
            if let (Some(room), Some(next)) = (room, places.get(at + 1)) {
                assert!(places[at] + WORDS_AT + room <= next - GAP, "{at}");
            }
        }
        assert_eq!(rooms.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, false, true, true, false]);
    }
}
