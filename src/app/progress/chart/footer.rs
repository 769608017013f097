//! The lines below the plot: as many whatever the day, so that the plot keeps its height while time is played.

use std::sync::Arc;

use egui::{Align2, Galley, Label, Rect, Sense, Ui, Vec2, pos2, vec2};

use crate::app::progress::text::fitted;
use crate::app::style::{Palette, font};
use crate::scene::Weight;

/// How to look closer.
const HINT: &str = "Drag to pan, Ctrl + wheel to zoom, double-click to reset";

/// What the plot keeps of the view even where the window is very low.
const LEAST_HEIGHT: f32 = 120.0;

/// The lines kept for the evidence on a card that is wide and on one that is narrow. Longer evidence is told in full at the
/// pointer, and always to those who cannot see it.
const EVIDENCE_LINES: [usize; 2] = [2, 4];

/// A card narrower than this is narrow.
const NARROW: f32 = 520.0;

/// Between the plot and the evidence.
const ABOVE: f32 = 6.0;

/// The room that remarks keep beside the hint.
const LEAST_REMARKS: f32 = 200.0;

/// The evidence, and a line of remarks beside how to look closer.
pub struct Footer {
    evidence: Arc<Galley>,
    evidence_height: f32,
    remarks: Arc<Galley>,
    all_remarks: String,
    hint: Option<Arc<Galley>>,
    line: f32,
}

impl Footer {
    /// The lines for a card as wide as this.
    pub fn of(ui: &Ui, evidence: &str, remarks: impl IntoIterator<Item = String>) -> Self {
        let palette = Palette::for_ui(ui);
        let quiet = font(Weight::Regular, 12.5);
        let width = ui.available_width();
        // No line begins with the dot.
        let evidence = evidence.replace(" · ", "\u{A0}· ");
        let lines = EVIDENCE_LINES[usize::from(width < NARROW)];
        let evidence = fitted(ui, &evidence, quiet.clone(), palette.muted, width, lines);
        let hint = font(Weight::Regular, 11.5);
        let hint = ui.painter().layout_no_wrap(HINT.to_owned(), hint, palette.muted.gamma_multiply(0.9));
        let beside = width - hint.size().x - 20.0;
        let hint = (beside >= LEAST_REMARKS).then_some(hint);
        let all_remarks = remarks.into_iter().collect::<Vec<_>>().join(" · ");
        let room = if hint.is_some() { beside } else { width };
        let remarks = fitted(ui, &all_remarks, quiet.clone(), palette.muted, room, 1);
        let line = ui.painter().layout_no_wrap("A".to_owned(), quiet, palette.muted).size().y;
        let evidence_height = evidence.size().y.max(lines as f32 * line);
        Self { evidence, evidence_height, remarks, all_remarks, hint, line }
    }

    /// How high the plot can be above the lines.
    pub fn height_left(&self, ui: &Ui) -> f32 {
        let between = ui.spacing().item_spacing.y;
        let lines = self.evidence_height + self.line + 2.0 * between;
        (ui.available_height() - lines - ABOVE - between).max(LEAST_HEIGHT)
    }

    /// Writes the lines.
    pub fn show(self, ui: &mut Ui) {
        ui.add_space(ABOVE);
        let (height, width) = (self.evidence_height, ui.available_width());
        let top = ui.cursor().min;
        let cut = self.evidence.elided.then(|| self.evidence.text().to_owned());
        let evidence = ui.add(Label::new(self.evidence).sense(Sense::hover()));
        if let Some(all) = cut {
            evidence.on_hover_text(all);
        }
        let below = pos2(top.x, top.y + height + ui.spacing().item_spacing.y);
        let last = Rect::from_min_size(below, vec2(width, self.line));
        if !self.all_remarks.is_empty() {
            let place = Rect::from_min_size(below, Vec2::new(self.remarks.size().x, self.line));
            let elided = self.remarks.elided;
            let remarks = ui.put(place, Label::new(self.remarks).sense(Sense::hover()));
            if elided {
                remarks.on_hover_text(self.all_remarks);
            }
        }
        if let Some(hint) = self.hint {
            let at = Align2::RIGHT_CENTER.align_size_within_rect(hint.size(), last);
            ui.painter().galley(at.min, hint, Palette::for_ui(ui).muted);
        }
    }
}
