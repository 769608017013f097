//! A long list of which only what is in sight is laid out.

use egui::{Rect, Role, Sense, Ui, UiBuilder, vec2};

/// Draws the lines in sight and one more at each end for the way of the focus. Answers what the first of them answered.
///
/// `tops` says where each line begins and where the last one ends. `always` is a line that is laid out wherever it is, because
/// somebody may be typing in it. `name` is what assistive technology reads of the list.
pub fn sheet<T>(
    ui: &mut Ui,
    seen: Rect,
    name: &str,
    (tops, always): (&[f32], Option<usize>),
    mut draw: impl FnMut(&mut Ui, usize, Rect) -> Option<T>,
) -> Option<T> {
    let (origin, width) = (ui.max_rect().min, ui.available_width());
    ui.allocate_rect(Rect::from_min_size(origin, vec2(width, tops.last().copied().unwrap_or(0.0))), Sense::hover());
    let count = tops.len().saturating_sub(1);
    let first = tops.partition_point(|top| *top <= seen.top()).saturating_sub(2).min(count);
    let last = (tops.partition_point(|top| *top < seen.bottom()) + 1).clamp(first, count);
    let before = always.filter(|line| *line < first);
    let after = always.filter(|line| (last..count).contains(line));
    let named = UiBuilder::new().accessibility_role(Role::ListBox).accessibility_label(name);
    ui.scope_builder(named, |ui| {
        let mut answer = None;
        for line in before.into_iter().chain(first..last).chain(after) {
            let rect = Rect::from_min_max(origin + vec2(0.0, tops[line]), origin + vec2(width, tops[line + 1]));
            let answered = draw(ui, line, rect);
            answer = answer.or(answered);
        }
        answer
    })
    .inner
}
