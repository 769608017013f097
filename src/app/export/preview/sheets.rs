//! The first rows of a table and the first lines of a text, as on a sheet of paper.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, CornerRadius, FontId, Frame, Margin, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::app::style::{Palette, font};
use crate::scene::Weight;

/// How wide a column is at the most, and how high a row.
const WIDEST: f32 = 210.0;
const ROW: f32 = 24.0;

/// What stands left and right of a cell.
const PAD: f32 = 9.0;

fn paper<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::for_ui(ui);
    let frame = Frame::new()
        .fill(palette.panel)
        .stroke(Stroke::new(1.0, palette.edge))
        .corner_radius(CornerRadius::same(6))
        .inner_margin(Margin::same(1));
    frame.show(ui, contents).inner
}

/// A table: the first row is its head.
pub fn table(ui: &mut Ui, name: &str, rows: &[Vec<String>], count: usize) {
    let palette = Palette::for_ui(ui);
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<f32> = (0..columns)
        .map(|column| {
            let cells = rows.iter().enumerate().filter_map(|(row, cells)| Some((row, cells.get(column)?)));
            cells.map(|(row, text)| cell(ui, text, row == 0, palette.ink).size().x).fold(24.0, f32::max) + 2.0 * PAD
        })
        .collect();
    let more = count.saturating_sub(rows.len());
    let height = ROW * (rows.len() + usize::from(more > 0)) as f32;
    let size = vec2(widths.iter().sum::<f32>(), height);
    paper(ui, |ui| {
        ScrollArea::both().auto_shrink(false).show(ui, |ui| {
            let (rect, response) = ui.allocate_exact_size(size.max(ui.available_size()), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Table, true, name));
            let head = Rect::from_min_size(rect.min, vec2(rect.width(), ROW));
            ui.painter().rect_filled(head, CornerRadius::same(5), palette.hover);
            for (i, row) in rows.iter().enumerate() {
                let top = rect.top() + ROW * i as f32;
                let line = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), ROW));
                if ui.is_rect_visible(line) {
                    paint_row(ui, line, row, &widths, i == 0);
                }
            }
            if more > 0 {
                let words = if more == 1 { "and 1 more row".into() } else { format!("and {more} more rows") };
                let galley = cell(ui, &words, false, palette.muted);
                let at = pos2(rect.left() + PAD, rect.top() + height - ROW + (ROW - galley.size().y) / 2.0);
                ui.painter().galley(at, galley, palette.muted);
            }
        });
    });
}

fn paint_row(ui: &Ui, line: Rect, row: &[String], widths: &[f32], head: bool) {
    let palette = Palette::for_ui(ui);
    let mut left = line.left();
    for (text, width) in row.iter().zip(widths) {
        let galley = cell(ui, text, head, palette.ink);
        let at = pos2(left + PAD, line.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, palette.ink);
        left += width;
    }
    ui.painter().hline(line.x_range(), line.bottom() - 0.5, Stroke::new(1.0, palette.edge.gamma_multiply(0.6)));
}

fn cell(ui: &Ui, text: &str, head: bool, color: Color32) -> std::sync::Arc<egui::Galley> {
    let weight = if head { Weight::SemiBold } else { Weight::Regular };
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font(weight, 12.0), color);
    job.wrap = TextWrapping::truncate_at_width(WIDEST);
    ui.painter().layout_job(job)
}

/// A text in its lines.
pub fn text(ui: &mut Ui, name: &str, lines: &[String], count: usize) {
    let palette = Palette::for_ui(ui);
    let more = count.saturating_sub(lines.len());
    paper(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let width = ui.available_width() - 2.0 * 18.0;
            let mut job = LayoutJob { wrap: TextWrapping::wrap_at_width(width), ..LayoutJob::default() };
            for line in lines {
                let text = format!("{line}\n");
                job.append(&text, 0.0, egui::TextFormat::simple(line_font(line), palette.ink));
            }
            if more > 0 {
                let words = if more == 1 { "and 1 more line".into() } else { format!("and {more} more lines") };
                job.append(&words, 0.0, egui::TextFormat::simple(font(Weight::Regular, 12.0), palette.muted));
            }
            let galley = ui.painter().layout_job(job);
            let size = vec2(ui.available_width(), galley.size().y + 2.0 * 16.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Document, true, name));
            ui.painter().galley(rect.min + vec2(18.0, 16.0), galley, palette.ink);
        });
    });
}

/// Headings stand out, so that the structure of the report is seen.
fn line_font(line: &str) -> FontId {
    if line.starts_with('#') { font(Weight::SemiBold, 13.0) } else { font(Weight::Regular, 12.0) }
}
