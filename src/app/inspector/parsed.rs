//! A field whose text has to be read as something else: a date, a number.
//!
//! What cannot be read changes nothing in the document. It stays in the field to be mended, and beside it stands why, and what
//! the document keeps. Escape and a small button take it back.

use egui::{Button, Context, Id, Key, Label, Margin, Modifiers, Response, RichText, TextEdit, Ui};

use super::fields::Words;
use crate::app::style::{Palette, font};
use crate::edit::Document;
use crate::map::Day;
use crate::scene::Weight;

/// A field, and what is wrong with its text.
pub struct Read {
    /// The field.
    pub response: Response,
    /// Why its text cannot be read.
    pub fault: Option<Fault>,
}

/// A text that cannot be read.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Why, and what is kept instead.
    words: String,
    /// The name of the field.
    field: String,
    id: Id,
}

/// What was typed into a field and is not the document's.
#[derive(Clone, Debug, Default)]
struct Draft {
    text: String,
    /// What the field showed of the document, and as of which day: a draft is dropped once it is another.
    beside: String,
    day: Option<Day>,
}

/// Tells the fields as of which day the window is shown.
pub fn as_of(ctx: &Context, day: Day) {
    ctx.data_mut(|data| data.insert_temp(day_memory(), day));
}

fn day_memory() -> Id {
    Id::unique("day of the drafts")
}

impl Draft {
    fn new(ui: &Ui, text: String, beside: &str) -> Self {
        Self { text, beside: beside.to_owned(), day: ui.data(|data| data.get_temp(day_memory())) }
    }

    /// The text to show in a field in place of the document's.
    fn of(ui: &Ui, id: Id, shown: &str, can_be_read: impl Fn(&str) -> bool) -> Option<String> {
        let draft: Self = ui.data(|data| data.get_temp(id))?;
        let now = Self::new(ui, draft.text.clone(), shown);
        if ui.memory(|memory| memory.has_focus(id) || memory.had_focus_last_frame(id)) {
            // What changes meanwhile, changes by what is typed.
            let text = now.text.clone();
            ui.data_mut(|data| data.insert_temp(id, now));
            return Some(text);
        }
        // A text that can be read was left behind, as by a dialog that came before its field.
        if draft.beside != now.beside || draft.day != now.day || can_be_read(&draft.text) {
            forget(ui, id);
            return None;
        }
        Some(draft.text)
    }
}

fn forget(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.remove::<Draft>(id));
    ui.ctx().request_repaint();
}

/// Draws the field under an id, as wide as asked for.
pub fn field<T: PartialEq>(
    ui: &mut Ui,
    document: &mut Document,
    (name, label, hint): Words<'_>,
    (id, width): (Id, f32),
    (value, shown): (&Option<T>, String),
    parse: impl Fn(&str) -> Result<Option<T>, String>,
    edit: impl FnOnce(&mut Document, Option<T>),
) -> Read {
    let draft = Draft::of(ui, id, &shown, |text| parse(text).is_ok());
    let mut text = draft.unwrap_or_else(|| shown.clone());
    let wrong = parse(&text).is_err();
    let response = text_edit(ui, (id, width), &mut text, hint, wrong).accessible_name(name);
    let read = parse(&text);
    let fault = read.as_ref().err().map(|why| Fault { words: kept(why, &shown), field: name.to_lowercase(), id });
    // It is this field that is backed out of, and not also what is selected.
    if response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        document.take_back(label);
        forget(ui, id);
        return Read { response, fault: None };
    }
    if response.changed() {
        let draft = Draft::new(ui, text, &shown);
        ui.data_mut(|data| data.insert_temp(id, draft));
        match read {
            Ok(read) if read != *value => {
                document.begin(label);
                edit(document, read);
            }
            Ok(_) => {}
            // On the way to it, as in 2012-02 for 2012-02-31, a part of the text could be read.
            Err(_) => document.take_back(label),
        }
    }
    if response.lost_focus() {
        document.finish(label);
        // A text that was read is shown in its own form from now on; one that was not stays to be mended.
        if fault.is_none() {
            forget(ui, id);
        }
    }
    Read { response, fault }
}

fn text_edit(ui: &mut Ui, (id, width): (Id, f32), text: &mut String, hint: &str, wrong: bool) -> Response {
    let palette = Palette::for_ui(ui);
    let mut field = TextEdit::singleline(text).id(id).desired_width(width);
    if wrong {
        field = field.text_color(palette.warning);
    }
    let hint = RichText::new(hint).color(palette.muted);
    ui.add(field.hint_text(hint).margin(Margin::symmetric(8, 5)))
}

/// Why a text cannot be read, and what the document has instead.
fn kept(why: &str, shown: &str) -> String {
    if shown.is_empty() { format!("{why}; it stays empty") } else { format!("{why}; {shown} is kept") }
}

impl Fault {
    /// How much room it needs in one line, with its button.
    pub fn width(&self, ui: &Ui) -> f32 {
        let small = || font(Weight::Regular, 11.5);
        let width =
            |words: &str| ui.painter().layout_no_wrap(words.to_owned(), small(), Palette::for_ui(ui).warning).size().x;
        width(&self.words) + width("Take back") + 16.0
    }

    /// Says what is wrong, in as many lines as it needs.
    pub fn show(&self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let told = self.told(ui);
            ui.label(told);
            self.button(ui);
        });
    }

    /// Says what is wrong in one line, cut where it is wider than there is room.
    pub fn line(&self, ui: &mut Ui, room: f32) {
        let words = (room - 72.0).max(40.0);
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.scope(|ui| {
            ui.set_max_width(words);
            let told = self.told(ui);
            ui.add(Label::new(told).truncate());
        });
        self.button(ui);
    }

    fn told(&self, ui: &Ui) -> RichText {
        RichText::new(&self.words).font(font(Weight::Regular, 11.5)).color(Palette::for_ui(ui).warning)
    }

    fn button(&self, ui: &mut Ui) {
        let words = RichText::new("Take back").font(font(Weight::Medium, 11.5)).color(Palette::for_ui(ui).muted);
        let button = ui.add(Button::new(words.underline()).small().frame(false));
        if button.accessible_name(format!("Take back {}", self.field)).clicked() {
            forget(ui, self.id);
        }
    }
}

/// Says what is wrong with a field, where anything is.
pub fn show_fault(ui: &mut Ui, fault: Option<&Fault>) {
    if let Some(fault) = fault {
        fault.show(ui);
    }
}
