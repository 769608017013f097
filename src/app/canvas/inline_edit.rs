//! Editing a text where it stands on the page.

use std::sync::Arc;

use egui::{Color32, Frame, Id, Key, Margin, Rect, Stroke, TextEdit, Ui, vec2};

use crate::app::style::{Palette, font};
use crate::edit::{Document, Record};
use crate::map::StrategyMap;
use crate::scene::{Subject, Weight};

/// A text that is being edited in its place.
#[derive(Clone, Debug)]
pub struct InlineEdit {
    /// Whose text.
    pub subject: Subject,
    /// What was typed so far.
    pub text: String,
    /// Whether the editor has had the focus yet.
    shown: bool,
    /// Whether the thing was made by the same gesture: then Escape takes it back too.
    created: bool,
}

impl InlineEdit {
    /// Begins to edit a text that is there.
    pub fn of(document: &Document, subject: &Subject) -> Option<Self> {
        let text = text_of(document, subject)?;
        Some(Self { subject: subject.clone(), text, shown: false, created: false })
    }

    /// Begins to edit the text of something that was just made.
    pub fn of_new(subject: Subject) -> Self {
        Self { subject, text: String::new(), shown: false, created: true }
    }

    /// Shows the editor over the text; answers whether it goes on.
    pub fn show(&mut self, ui: &mut Ui, document: &mut Document, place: Rect, zoom: f32) -> bool {
        let palette = Palette::for_ui(ui);
        let size = (self.font_size() * zoom).max(12.0);
        let multiline = matches!(self.subject, Subject::Note(_) | Subject::Direction);
        let place = Rect::from_min_size(place.min, place.size().max(vec2(size * 9.0, size * 1.9)));
        let id = Id::unique("edit in place");
        let font = font(self.weight(), size);
        let field = if multiline { TextEdit::multiline(&mut self.text) } else { TextEdit::singleline(&mut self.text) };
        let frame = Frame::new()
            .fill(palette.field)
            .stroke(Stroke::new(1.5, palette.accent))
            .corner_radius(4)
            .inner_margin(Margin::symmetric(4, 2));
        let field = field
            .id(id)
            .font(font)
            .text_color(palette.ink)
            .background_color(Color32::TRANSPARENT)
            .frame(frame)
            .desired_rows(1)
            .desired_width(place.width());
        let response = ui.put(place, field).accessible_name("Text in place");
        if !self.shown {
            response.request_focus();
            self.shown = true;
            select_all(ui, id, &self.text);
            return true;
        }
        let (escape, enter) =
            ui.input(|i| (i.key_pressed(Key::Escape), i.key_pressed(Key::Enter) && !i.modifiers.shift));
        if escape {
            self.abandon(document);
            return false;
        }
        if response.lost_focus() || multiline && enter {
            self.finish(document);
            return false;
        }
        true
    }

    /// Writes the text into the document: one step, with the making of the thing where it is new.
    pub fn finish(&self, document: &mut Document) {
        if !self.created {
            document.begin(match self.subject {
                Subject::Initiative(_) => "Rename initiative",
                Subject::Capability(_) => "Rename capability",
                Subject::Note(_) => "Edit note",
                Subject::Direction => "Edit strategic direction",
                _ => "Rename map",
            });
        }
        if let Some(record) = self.record(document.map()) {
            document.put(record);
        }
        document.commit();
    }

    /// What the text belongs to, with what was typed so far; nothing where that is gone.
    pub fn record(&self, map: &StrategyMap) -> Option<Record> {
        let text = self.text.trim_end_matches('\n').to_owned();
        match &self.subject {
            Subject::Initiative(id) => map.initiatives.get(id).cloned().map(|mut initiative| {
                Arc::make_mut(&mut initiative).title = text;
                Record::Initiative(initiative)
            }),
            Subject::Capability(id) => map.capabilities.get(id).cloned().map(|mut capability| {
                Arc::make_mut(&mut capability).title = text;
                Record::Capability(capability)
            }),
            Subject::Note(id) => map.notes.get(id).cloned().map(|mut note| {
                Arc::make_mut(&mut note).text = text;
                Record::Note(note)
            }),
            of_map => {
                let mut overview = map.overview.clone();
                let all = Arc::make_mut(&mut overview);
                match of_map {
                    Subject::Direction => all.strategy.direction = text,
                    _ => all.title = text,
                }
                Some(Record::Overview(overview))
            }
        }
    }

    fn abandon(&self, document: &mut Document) {
        if self.created {
            document.cancel();
        }
    }

    fn font_size(&self) -> f32 {
        match self.subject {
            Subject::Map => 30.0,
            Subject::Direction => 18.0,
            Subject::Initiative(_) => 14.5,
            _ => 12.5,
        }
    }

    fn weight(&self) -> Weight {
        match self.subject {
            Subject::Map => Weight::Bold,
            Subject::Note(_) => Weight::Regular,
            _ => Weight::SemiBold,
        }
    }
}

fn text_of(document: &Document, subject: &Subject) -> Option<String> {
    let map = document.map();
    match subject {
        Subject::Initiative(id) => map.initiatives.get(id).map(|i| i.title.clone()),
        Subject::Capability(id) => map.capabilities.get(id).map(|c| c.title.clone()),
        Subject::Note(id) => map.notes.get(id).map(|n| n.text.clone()),
        Subject::Direction => Some(map.overview.strategy.direction.clone()),
        Subject::Map => Some(map.overview.title.clone()),
        _ => None,
    }
}

/// Selects the whole text, so that typing replaces it.
fn select_all(ui: &Ui, id: Id, text: &str) {
    use egui::text::{CCursor, CCursorRange};
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), id, state);
}
