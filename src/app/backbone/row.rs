//! A row of the heat map: a capability, what is asked of it in words and as a bar, and where that stands on the scale of maturity.

use egui::{
    Align2, Color32, CornerRadius, Id as EguiId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, lerp,
    pos2, vec2,
};

use crate::app::inspector::work::title_or;
use crate::app::progress::rows::{ground, told};
use crate::app::progress::text::{asterisk, fitted};
use crate::app::style::{Palette, color32, font};
use crate::insight::words::rounded;
use crate::insight::{Demand, Measure, Strain, warmth};
use crate::map::{Capability, Day};
use crate::scene::Weight;

/// How high a row is.
pub const HEIGHT: f32 = 46.0;

/// How wide a level of the scale is, with what parts it from the next.
pub const COLUMN: f32 = 33.0;

const TEXT_LEFT: f32 = 16.0;
/// The air inside of a row, left and right.
const PAD: f32 = 6.0;

/// Where the columns stand, from the left of the rows.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// Where the bar of demand begins.
    pub bar: f32,
    /// How long it may become.
    bar_length: f32,
    /// Where the scale begins.
    scale: f32,
}

impl Columns {
    /// The columns of rows of this width.
    pub fn of(width: f32) -> Self {
        let scale = width - PAD - 6.0 * COLUMN;
        let bar_length = (width * 0.14).clamp(36.0, 110.0);
        Self { bar: scale - bar_length - 14.0, bar_length, scale }
    }

    /// Where the cell of a level begins; 0 is that of what nobody assessed.
    pub fn cell(self, level: u8) -> f32 {
        self.scale + f32::from(level) * COLUMN
    }
}

/// What a row shows.
pub struct Row<'a> {
    /// The capability.
    pub capability: &'a Capability,
    /// What is asked of it.
    pub demand: &'a Demand,
    /// What that is measured by.
    pub measure: Measure,
    /// The demand that all others are compared with.
    pub greatest: f64,
    /// As of when.
    pub day: Day,
    /// Whether the other lists are about it.
    pub chosen: bool,
    /// The unit of investment.
    pub unit: &'a str,
}

impl Row<'_> {
    fn share(&self) -> f64 {
        self.demand.weight(self.measure) / self.greatest
    }

    fn title(&self) -> String {
        title_or(Some(&self.capability.title), "Untitled capability")
    }

    fn is_illustrative(&self) -> bool {
        self.capability.maturity_on(self.day).is_some_and(|entry| entry.illustrative)
    }

    /// What the initiatives that rely on it cost, in words.
    fn invested(&self) -> Option<String> {
        let investment = self.demand.investment?;
        Some(format!("{} {}", rounded(investment), self.unit).trim_end().to_owned())
    }

    /// All that can be told of it, a sentence each.
    fn sentences(&self) -> Vec<String> {
        let mut all = vec![self.demand.words()];
        if let Some(entry) = self.capability.maturity_on(self.day) {
            let when = entry.date.map_or_else(|| "undated".to_owned(), |date| date.in_words());
            let mark = if entry.illustrative { ", illustrative" } else { "" };
            let note = if entry.note.trim().is_empty() { String::new() } else { format!(": {}", entry.note.trim()) };
            all.push(format!("Maturity {} of 5 ({when}{mark}){note}", entry.level));
        }
        all.extend(self.stages());
        all.extend(self.invested().map(|sum| format!("{sum} in the initiatives that rely on it")));
        all.extend((self.demand.waiting > 0).then(|| match self.demand.waiting {
            1 => "1 of them waits".to_owned(),
            more => format!("{more} of them wait"),
        }));
        let named = [("Building block", &self.capability.building_block), ("Owner", &self.capability.owner)];
        all.extend(
            named
                .iter()
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(name, text)| format!("{name}: {}", text.trim())),
        );
        all
    }

    /// How many of the initiatives are in which stage.
    fn stages(&self) -> Option<String> {
        let parts: Vec<String> = self
            .demand
            .stages
            .iter()
            .map(|(stage, count)| {
                format!("{count} {}", stage.map_or("of no stage yet".to_owned(), |stage| stage.name().to_lowercase()))
            })
            .collect();
        (!parts.is_empty()).then(|| format!("Initiatives: {}", parts.join(", ")))
    }
}

/// Draws a row. Answers whether it was clicked.
pub fn draw(ui: &mut Ui, rect: Rect, row: &Row<'_>) -> bool {
    let id = EguiId::unique(("backbone row", row.capability.id.as_str()));
    let response = ui.interact(rect.shrink2(vec2(0.0, 1.0)), id, Sense::click());
    let title = row.title();
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, row.chosen, &title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(row.chosen);
        node.set_description(row.sentences().join("; "));
    });
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    if ui.is_rect_visible(rect) {
        paint(ui, rect, row, &response, &title);
        let mut tooltip = egui::Tooltip::for_enabled(&response);
        tooltip.popup = tooltip.popup.align(egui::RectAlign::BOTTOM_START);
        tooltip.show(|ui| told(ui, &title, &row.sentences()));
    }
    response.clicked()
}

fn paint(ui: &Ui, rect: Rect, row: &Row<'_>, response: &Response, title: &str) {
    let palette = Palette::for_ui(ui);
    ground(ui, response.rect, response, row.chosen);
    let columns = Columns::of(rect.width());
    let mark = Rect::from_min_size(rect.min + vec2(PAD, 9.0), vec2(3.5, HEIGHT - 18.0));
    ui.painter().rect_filled(mark, CornerRadius::same(1), color32(palette.scene.backbone(row.capability.backbone)));
    let room = columns.bar - TEXT_LEFT - 14.0;
    let name = fitted(ui, title, font(Weight::SemiBold, 13.0), palette.ink, room - 8.0, 1);
    let at = rect.min + vec2(TEXT_LEFT, 7.0);
    ui.painter().galley(at, name.clone(), palette.ink);
    if row.is_illustrative() {
        asterisk(ui, at, &name, palette.muted);
    }
    let ink = if row.demand.strain() == Strain::Strained { palette.advice } else { palette.muted };
    let words = fitted(ui, &row.demand.words(), font(Weight::Regular, 11.5), ink, room, 1);
    ui.painter().galley(rect.min + vec2(TEXT_LEFT, 25.0), words, ink);
    bar(ui, rect, row, columns);
    scale(ui, rect, row, columns);
}

/// Demand as a bar, beside the greatest demand of the map.
fn bar(ui: &Ui, rect: Rect, row: &Row<'_>, columns: Columns) {
    let palette = Palette::for_ui(ui);
    let whole =
        Rect::from_min_size(pos2(rect.left() + columns.bar, rect.center().y - 4.0), vec2(columns.bar_length, 8.0));
    ui.painter().rect_filled(whole, CornerRadius::same(4), palette.hover);
    let length = columns.bar_length * row.share().min(1.0) as f32;
    if length > 0.0 {
        let filled = whole.with_max_x(whole.left() + length.max(6.0));
        ui.painter().rect_filled(filled, CornerRadius::same(4), palette.muted);
    }
}

/// How warm this demand is at each maturity; where the capability stands, it is told how great the demand is.
fn scale(ui: &Ui, rect: Rect, row: &Row<'_>, columns: Columns) {
    let palette = Palette::for_ui(ui);
    let stands_at = row.demand.maturity.unwrap_or(0);
    for level in 0..=5_u8 {
        let at = pos2(rect.left() + columns.cell(level) + 1.5, rect.top() + 6.0);
        let cell = Rect::from_min_size(at, vec2(COLUMN - 3.0, HEIGHT - 12.0));
        let here = level == stands_at;
        let fill = match level {
            0 if here => palette.hover,
            0 => continue,
            level => warm(palette, warmth(row.share(), level)),
        };
        let fill = if here { fill } else { fill.gamma_multiply(0.45) };
        ui.painter().rect_filled(cell, CornerRadius::same(5), fill);
        if here {
            ui.painter().rect_stroke(cell, CornerRadius::same(5), Stroke::new(1.5, palette.ink), StrokeKind::Inside);
            let words = match (row.measure, row.demand.investment) {
                (Measure::Initiatives, _) => row.demand.count.to_string(),
                (Measure::Investment, Some(sum)) => rounded(sum),
                (Measure::Investment, None) => "–".to_owned(),
            };
            let size = if words.len() > 4 { 9.0 } else { 12.5 };
            ui.painter().text(cell.center(), Align2::CENTER_CENTER, words, font(Weight::SemiBold, size), palette.ink);
        }
    }
}

/// From cool to warm.
fn warm(palette: &Palette, warmth: f64) -> Color32 {
    let part = warmth.clamp(0.0, 1.0) as f32;
    let mix = |cool: u8, warm: u8| lerp(f32::from(cool)..=f32::from(warm), part).round() as u8;
    let (cool, warm) = (palette.cool, palette.warm);
    Color32::from_rgb(mix(cool.r(), warm.r()), mix(cool.g(), warm.g()), mix(cool.b(), warm.b()))
}
