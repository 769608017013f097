//! The parts of the panel that know nothing of a document: headings, rows, rows of pills, small buttons, menus.

use egui::{
    Align, Color32, CornerRadius, FontSelection, Frame, Margin, Popup, Rect, Response, RichText, Role, ScrollArea,
    Sense, Shape, Stroke, StrokeKind, TextWrapMode, Ui, Vec2, WidgetInfo, WidgetText, pos2, vec2,
};

use crate::app::guide::explained;
use crate::app::style::{Palette, font};
use crate::app::widgets::pill;
use crate::map::{Answer, Id, StrategyKind};
use crate::scene::Weight;

/// How wide and high a small button is.
const BUTTON: Vec2 = vec2(20.0, 22.0);

/// How much of a long list is shown until the rest is asked for.
const FIRST: usize = 12;

/// A sign on a small button, drawn and not written: no typeface has to have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Something more.
    Plus,
    /// Away with it.
    Cross,
    /// Up in the list.
    Up,
    /// Down in the list.
    Down,
    /// A menu.
    More,
}

impl Icon {
    /// The lines of the sign, within plus and minus 1.
    fn lines(self) -> [[Vec2; 2]; 2] {
        let line = |x1: f32, y1: f32, x2: f32, y2: f32| [vec2(x1, y1), vec2(x2, y2)];
        match self {
            Self::Plus => [line(-1.0, 0.0, 1.0, 0.0), line(0.0, -1.0, 0.0, 1.0)],
            Self::Cross => [line(-0.8, -0.8, 0.8, 0.8), line(-0.8, 0.8, 0.8, -0.8)],
            Self::Up => [line(-1.0, 0.5, 0.0, -0.5), line(0.0, -0.5, 1.0, 0.5)],
            Self::Down | Self::More => [line(-1.0, -0.5, 0.0, 0.5), line(0.0, 0.5, 1.0, -0.5)],
        }
    }

    fn paint(self, ui: &Ui, rect: Rect, color: Color32) {
        for line in self.lines() {
            ui.painter().line_segment(line.map(|at| rect.center() + at * 4.5), Stroke::new(1.5, color));
        }
    }
}

/// A small button with a sign; `name` is what assistive technology reads.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let palette = Palette::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(BUTTON, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), palette.hover);
    }
    focus_ring(ui, &response);
    icon.paint(ui, rect, if response.hovered() { palette.ink } else { palette.muted });
    response
}

/// The mark of what is illustrative, as it stands on the map: an asterisk in a filled box while it is set,
/// an empty box else. Answers a click.
pub fn star(ui: &mut Ui, name: &str, on: bool) -> bool {
    let palette = Palette::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(BUTTON, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), on, name));
    let asked = response.hovered() || response.has_focus();
    // An asterisk that is only grey would be read as one: what is not illustrative has an empty box.
    let (fill, edge, ink) = match (on, asked) {
        (true, _) => (palette.chosen, palette.chosen, Some(palette.on_chosen)),
        (false, true) => (palette.hover, palette.muted, Some(palette.muted)),
        (false, false) => (Color32::TRANSPARENT, palette.muted.gamma_multiply(0.55), None),
    };
    let place = Rect::from_center_size(rect.center(), Vec2::splat(14.0));
    ui.painter().rect(place, CornerRadius::same(4), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if let Some(ink) = ink {
        let galley = ui.painter().layout_no_wrap("*".into(), font(Weight::SemiBold, 14.0), ink);
        // The asterisk hangs in the upper half of its line: it is let down into the middle of the box.
        ui.painter().galley(rect.center() - galley.size() / 2.0 + vec2(0.0, 2.5), galley, ink);
    }
    focus_ring(ui, &response);
    let told =
        if on { "Illustrative: judged or invented, not a fact" } else { "Mark as illustrative: judged or invented" };
    response.on_hover_text(told).clicked()
}

/// What was asked for at the end of an entry's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To mark it as illustrative, or no longer.
    Mark,
    /// To remove it.
    Remove,
}

/// How wide the end of an entry's line is.
pub const TAIL: f32 = 2.0 * (BUTTON.x + 4.0);

/// The end of the line of a dated entry: the mark of what is illustrative, and the button that removes it.
pub fn tail(ui: &mut Ui, name: &str, illustrative: bool) -> Option<Asked> {
    let marked = star(ui, &format!("{name} illustrative"), illustrative);
    let removed = icon_button(ui, Icon::Cross, &format!("Remove {}", name.to_lowercase())).clicked();
    match (marked, removed) {
        (_, true) => Some(Asked::Remove),
        (true, false) => Some(Asked::Mark),
        (false, false) => None,
    }
}

/// One line of an entry, its parts close together.
pub fn line<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let close = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        contents(ui)
    };
    ui.horizontal(close).inner
}

fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(1.5, Palette::for_ui(ui).accent);
        ui.painter().rect_stroke(response.rect, CornerRadius::same(6), stroke, StrokeKind::Inside);
    }
}

/// What kind of thing the panel shows, above its title.
pub fn kind(ui: &mut Ui, name: &str) {
    let palette = Palette::for_ui(ui);
    let text = RichText::new(name.to_uppercase()).font(font(Weight::SemiBold, 11.0)).extra_letter_spacing(0.8);
    explained(ui, name, text.color(palette.muted));
}

/// A remark in small type.
pub fn remark(ui: &mut Ui, text: &str) -> Response {
    let palette = Palette::for_ui(ui);
    ui.label(RichText::new(text).font(font(Weight::Regular, 11.5)).color(palette.muted))
}

/// What is wrong, in small type, where anything is.
pub fn fault(ui: &mut Ui, text: Option<&str>) {
    if let Some(text) = text {
        let palette = Palette::for_ui(ui);
        ui.label(RichText::new(text).font(font(Weight::Regular, 11.5)).color(palette.warning));
    }
}

/// A quiet frame around what belongs together.
pub fn framed<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::for_ui(ui);
    let frame = Frame::new()
        .inner_margin(Margin::symmetric(9, 7))
        .corner_radius(CornerRadius::same(8))
        .stroke(Stroke::new(1.0, palette.edge));
    frame.show(ui, contents).inner
}

/// A fine line across the panel.
pub fn hairline(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, Palette::for_ui(ui).edge));
}

/// A row of pills of which one is chosen. Answers the one that was clicked. `prefix` comes before the names that assistive
/// technology reads, where the same names stand elsewhere too.
pub fn choices<T: Copy + PartialEq>(
    ui: &mut Ui,
    prefix: &str,
    offered: &[(T, &str)],
    chosen: Option<T>,
    fill: impl Fn(T) -> Option<Color32>,
) -> Option<T> {
    let mut clicked = None;
    pills(ui, |ui| {
        for (value, name) in offered {
            let mut response = pill(ui, name, chosen == Some(*value), fill(*value));
            if !prefix.is_empty() {
                response = response.accessible_name(format!("{prefix}: {name}"));
            }
            if response.clicked() {
                clicked = Some(*value);
            }
        }
    });
    clicked
}

/// The two strategies as pills in their accents. Answers the one that was clicked.
pub fn strategies(ui: &mut Ui, prefix: &str, chosen: Option<StrategyKind>) -> Option<StrategyKind> {
    let palette = Palette::for_ui(ui);
    let offered = StrategyKind::ALL.map(|strategy| (strategy, strategy.name()));
    choices(ui, prefix, &offered, chosen, |strategy| Some(palette.strategy(strategy)))
}

/// Pills side by side, in as many lines as they need.
pub fn pills<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let wrapped = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
        contents(ui)
    };
    ui.horizontal_wrapped(wrapped).inner
}

/// How much of what is selected has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Nothing.
    None,
    /// A part.
    Some,
    /// All.
    All,
}

impl Share {
    /// How much `with` out of `of` is.
    pub fn of(with: usize, of: usize) -> Self {
        match with {
            0 => Self::None,
            with if with < of => Self::Some,
            _ => Self::All,
        }
    }
}

/// A pill that is switched on and off by itself; outlined where only a part of what is selected has it. Answers a click.
pub fn switch(ui: &mut Ui, name: &str, share: Share) -> bool {
    let palette = Palette::for_ui(ui);
    let response = pill(ui, name, share == Share::All, None);
    if share == Share::Some {
        let radius = CornerRadius::same((response.rect.height() / 2.0) as u8);
        ui.painter().rect_stroke(response.rect, radius, Stroke::new(1.5, palette.chosen), StrokeKind::Inside);
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::CheckBox);
        if share == Share::Some {
            node.set_toggled(egui::accesskit::Toggled::Mixed);
        }
    });
    response.clicked()
}

/// A pill that is on or off. Answers a click.
pub fn toggle(ui: &mut Ui, name: &str, on: bool) -> bool {
    switch(ui, name, if on { Share::All } else { Share::None })
}

/// A line of a list that can be clicked.
pub struct Row<'a> {
    /// What it says.
    pub title: &'a str,
    /// What assistive technology reads.
    pub name: &'a str,
    /// What stands at its right.
    pub right: &'a str,
    /// In which colour that stands.
    pub right_color: Color32,
    /// Whether what it stands for is unfolded below; none where it does not unfold.
    pub open: Option<bool>,
}

/// Draws a line of a list, as high as its title needs.
pub fn row(ui: &mut Ui, row: &Row<'_>) -> Response {
    row_wrapped(ui, row, TextWrapMode::Wrap)
}

/// Draws the line of something that unfolds below it, and unfolds it or folds it up. What is new is scrolled to.
pub fn fold(ui: &mut Ui, (list, id): (&str, &Id), row: &Row<'_>, wrap: TextWrapMode) {
    let response = row_wrapped(ui, row, wrap);
    let is_open = row.open == Some(true);
    if response.clicked() {
        unfold(ui, list, (!is_open).then(|| id.clone()));
    }
    let new = ui.make_persistent_id(("new", list));
    if is_open && ui.data_mut(|data| data.remove_temp::<bool>(new)).is_some() {
        response.scroll_to_me(Some(Align::Center));
    }
}

fn row_wrapped(ui: &mut Ui, row: &Row<'_>, wrap: TextWrapMode) -> Response {
    let palette = Palette::for_ui(ui);
    let indent = if row.open.is_some() { 16.0 } else { 0.0 };
    let width = ui.available_width();
    let right = galley(ui, row.right, Weight::SemiBold, TextWrapMode::Truncate, width * 0.45);
    let room = (width - indent - right.size().x - if row.right.is_empty() { 0.0 } else { 10.0 }).max(24.0);
    let weight = if row.open == Some(true) { Weight::SemiBold } else { Weight::Regular };
    let title = galley(ui, row.title, weight, wrap, room);
    let height = title.size().y.max(right.size().y) + 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), row.name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if !row.right.is_empty() {
            node.set_description(row.right);
        }
        if let Some(open) = row.open {
            node.set_expanded(open);
        }
    });
    if response.hovered() {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), CornerRadius::same(6), palette.hover);
    }
    focus_ring(ui, &response);
    if let Some(open) = row.open {
        chevron(ui, pos2(rect.left() + 5.0, rect.top() + 5.0 + title.size().y.min(18.0) / 2.0), open, palette.muted);
    }
    let top = rect.top() + 5.0;
    let at = pos2(rect.right() - right.size().x, top);
    ui.painter().galley(at, right, row.right_color);
    ui.painter().galley(pos2(rect.left() + indent, top), title, palette.ink);
    response
}

fn galley(ui: &Ui, text: &str, weight: Weight, wrap: TextWrapMode, width: f32) -> std::sync::Arc<egui::Galley> {
    let text = WidgetText::from(RichText::new(text).font(font(weight, 13.0)));
    text.into_galley(ui, Some(wrap), width, FontSelection::Default)
}

fn chevron(ui: &Ui, at: egui::Pos2, open: bool, color: Color32) {
    let points = if open {
        [vec2(-3.5, -2.0), vec2(0.0, 2.0), vec2(3.5, -2.0)]
    } else {
        [vec2(-2.0, -3.5), vec2(2.0, 0.0), vec2(-2.0, 3.5)]
    };
    ui.painter().add(Shape::line(points.map(|point| at + point).to_vec(), Stroke::new(1.5, color)));
}

/// A menu behind a small button, of what can be added; `offered` is asked only while it is open. Answers what was chosen.
pub fn menu<T: Clone>(
    ui: &mut Ui,
    (icon, name): (Icon, &str),
    offered: impl FnOnce() -> Vec<(T, String)>,
    nothing: &str,
) -> Option<T> {
    let response = icon_button(ui, icon, name);
    Popup::menu(&response)
        .show(|ui| {
            ui.set_width(250.0);
            let offered = offered();
            if offered.is_empty() {
                remark(ui, nothing);
            }
            menu_lines(ui, &offered)
        })
        .and_then(|shown| shown.inner)
}

/// The lines of a menu; of a long one only those in sight are laid out.
fn menu_lines<T: Clone>(ui: &mut Ui, offered: &[(T, String)]) -> Option<T> {
    let mut chosen = None;
    let height = ui.spacing().interact_size.y;
    ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    ScrollArea::vertical().max_height(300.0).show_rows(ui, height, offered.len(), |ui, lines| {
        for (value, title) in &offered[lines] {
            let button = egui::Button::new(title).min_size(vec2(ui.available_width(), height));
            if ui.add(button).clicked() {
                chosen = Some(value.clone());
                ui.close();
            }
        }
    });
    chosen
}

/// How many of a long list to show: `first` of them, or all once that was asked for.
pub fn shown_of(ui: &Ui, list: &str, count: usize, first: usize) -> usize {
    let all: bool = ui.data(|data| data.get_temp(ui.make_persistent_id(("all", list)))).unwrap_or_default();
    // A few more are shown at once: the button would need as much room.
    if all || count <= first + 2 { count } else { first }
}

/// The button that asks for the rest of a long list.
pub fn show_rest(ui: &mut Ui, list: &str, count: usize) {
    if crate::app::widgets::quiet_button(ui, &format!("Show all {count} {list}")).clicked() {
        show_all(ui, list);
    }
}

/// Shows all of a long list from now on.
fn show_all(ui: &Ui, list: &str) {
    let id = ui.make_persistent_id(("all", list));
    ui.data_mut(|data| data.insert_temp(id, true));
}

/// Shows a list; of a long one the beginning, until the rest is asked for.
pub fn listed<T>(ui: &mut Ui, list: &str, items: &[T], mut each: impl FnMut(&mut Ui, &T)) {
    let shown = shown_of(ui, list, items.len(), FIRST);
    for item in &items[..shown] {
        each(ui, item);
    }
    if shown < items.len() {
        show_rest(ui, list, items.len());
    }
}

/// Which one of a list is unfolded: at most one at a time, so that the names of its fields stand once only. `first` is
/// unfolded until somebody chooses.
pub fn unfolded(ui: &Ui, list: &str, first: Option<Id>) -> Option<Id> {
    let id = ui.make_persistent_id(("unfolded", list));
    ui.data(|data| data.get_temp::<Option<Id>>(id)).unwrap_or(first)
}

/// Unfolds one of a list, or none.
fn unfold(ui: &Ui, list: &str, which: Option<Id>) {
    let id = ui.make_persistent_id(("unfolded", list));
    ui.data_mut(|data| data.insert_temp(id, which));
}

/// Unfolds what was just added to a list, and scrolls to it.
pub fn unfold_new(ui: &Ui, list: &str, which: &Id) {
    unfold(ui, list, Some(which.clone()));
    show_all(ui, list);
    let id = ui.make_persistent_id(("new", list));
    ui.data_mut(|data| data.insert_temp(id, true));
}

/// The colour in which an answer is told.
pub fn answer_color(palette: &Palette, answer: Answer) -> Color32 {
    let by_look = |light: Color32, dark: Color32| if palette.scene.dark { dark } else { light };
    match answer {
        Answer::Yes => by_look(Color32::from_rgb(0x0B, 0x76, 0x49), Color32::from_rgb(0x63, 0xD2, 0x9C)),
        Answer::YesIf => by_look(Color32::from_rgb(0x8A, 0x5A, 0x00), Color32::from_rgb(0xF0, 0xC0, 0x62)),
        Answer::Open => palette.muted,
        Answer::NotYet => palette.warning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_none_some_or_all() {
        assert_eq!([Share::of(0, 3), Share::of(2, 3), Share::of(3, 3)], [Share::None, Share::Some, Share::All]);
    }
}
