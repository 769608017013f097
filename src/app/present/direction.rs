//! The first page: the strategic direction, where it starts from, and the strategy that leads.

use std::sync::Arc;

use egui::{Color32, Galley, Rect, Ui, pos2, vec2};

use crate::app::progress::text::fitted;
use crate::app::style::{Palette, font};
use crate::map::{Moment, StrategyMap};
use crate::scene::{Weight, visual_order};

/// A text of the page, as large as its place allows.
struct Words<'a> {
    text: &'a str,
    weight: Weight,
    color: Color32,
    /// The largest and the smallest size of its font.
    sizes: (f32, f32),
}

impl Words<'_> {
    /// Sets it into a place: smaller where it is long, and cut only where the smallest size does not hold it.
    fn set(&self, ui: &Ui, room: egui::Vec2) -> Arc<Galley> {
        let (largest, least) = self.sizes;
        let text = visual_order(self.text);
        let mut size = largest;
        loop {
            let lines = ((room.y / (size * 1.3)).floor() as usize).max(1);
            let galley = fitted(ui, &text, font(self.weight, size), self.color, room.x, lines);
            if !galley.elided || size <= least {
                return galley;
            }
            size = (size * 0.9).max(least);
        }
    }

    /// Draws it into a place. Answers where it ends.
    fn show(&self, ui: &mut Ui, place: Rect) -> f32 {
        let galley = self.set(ui, place.size());
        let at = Rect::from_min_size(place.min, galley.size());
        ui.put(at, egui::Label::new(galley).selectable(false));
        at.bottom()
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, area: Rect, map: &StrategyMap, moment: Moment) {
    let palette = Palette::for_ui(ui);
    let unit = (area.height() / 34.0).clamp(12.0, 34.0).min(area.width() / 44.0);
    let page = area.shrink2(vec2(area.width() * 0.07, area.height() * 0.1));
    let strategy = &map.overview.strategy;
    let title =
        Words { text: &map.overview.title, weight: Weight::Medium, color: palette.muted, sizes: (unit * 1.1, unit) };
    let y = title.show(ui, page.with_max_y(page.top() + unit * 1.5)) + unit * 2.2;
    let y = heading(ui, pos2(page.left(), y), page.width(), unit, "Strategic direction");
    let empty = strategy.direction.trim().is_empty();
    let direction = Words {
        text: if empty { "No strategic direction yet" } else { &strategy.direction },
        weight: Weight::Bold,
        color: if empty { palette.muted } else { palette.ink },
        sizes: (unit * 3.2, unit * 1.2),
    };
    let below = page.top() + page.height() * 0.5;
    let y = direction.show(ui, Rect::from_min_max(pos2(page.left(), y), pos2(page.right(), below)));
    let columns = page.with_min_y((y + unit * 3.0).max(below));
    let rule = columns.top() - unit * 1.2;
    ui.painter().hline(page.x_range(), rule, egui::Stroke::new(1.0, palette.edge));
    let gap = unit * 2.0;
    let width = (columns.width() - 2.0 * gap) / 3.0;
    let column = |i: usize| {
        let left = columns.left() + (width + gap) * i as f32;
        Rect::from_min_size(pos2(left, columns.top()), vec2(width, columns.height()))
    };
    text(ui, column(0), unit, "Customer need", &strategy.customer_need);
    text(ui, column(1), unit, "Competitive strength", &strategy.competitive_strength);
    primary(ui, column(2), unit, map, moment);
}

/// A heading in small spaced capitals. Answers where it ends.
fn heading(ui: &mut Ui, at: egui::Pos2, width: f32, unit: f32, words: &str) -> f32 {
    let palette = Palette::for_ui(ui);
    let words = egui::RichText::new(words.to_uppercase()).font(font(Weight::SemiBold, unit * 0.66));
    let words = words.extra_letter_spacing(unit * 0.08).color(palette.muted);
    let place = Rect::from_min_size(at, vec2(width, unit));
    let label = egui::Label::new(words).selectable(false).truncate();
    ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| ui.add(label));
    place.bottom() + unit * 0.4
}

fn text(ui: &mut Ui, place: Rect, unit: f32, name: &str, words: &str) {
    let palette = Palette::for_ui(ui);
    let y = heading(ui, place.min, place.width(), unit, name);
    let empty = words.trim().is_empty();
    let words = Words {
        text: if empty { "Not written yet" } else { words },
        weight: Weight::Regular,
        color: if empty { palette.muted } else { palette.ink },
        sizes: (unit * 1.05, unit * 0.66),
    };
    words.show(ui, place.with_min_y(y));
}

/// The strategy that leads, since when and why.
fn primary(ui: &mut Ui, place: Rect, unit: f32, map: &StrategyMap, moment: Moment) {
    let Some(choice) = map.overview.strategy.primary_on(moment.day) else {
        return text(ui, place, unit, "Primary strategy", "Not chosen yet");
    };
    let palette = Palette::for_ui(ui);
    let y = heading(ui, place.min, place.width(), unit, "Primary strategy");
    let strategy = Words {
        text: choice.strategy.name(),
        weight: Weight::Bold,
        color: palette.strategy(choice.strategy),
        sizes: (unit * 1.3, unit * 0.8),
    };
    let y = strategy.show(ui, Rect::from_min_size(pos2(place.left(), y), vec2(place.width(), unit * 1.9)));
    let since = choice.since.map(|since| format!("since {}", since.in_words())).unwrap_or_default();
    let since = Words { text: &since, weight: Weight::Medium, color: palette.muted, sizes: (unit * 0.8, unit * 0.6) };
    let y = since.show(ui, Rect::from_min_size(pos2(place.left(), y), vec2(place.width(), unit * 1.2)));
    if !choice.why.trim().is_empty() {
        let why =
            Words { text: &choice.why, weight: Weight::Regular, color: palette.ink, sizes: (unit * 0.9, unit * 0.6) };
        why.show(ui, place.with_min_y(y + unit * 0.4));
    }
}
