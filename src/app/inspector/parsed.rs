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

/// What restores the document's value.
const TAKE_BACK: &str = "Take back";

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
    why: String,
    /// What the document has instead.
    kept: String,
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
    let fault =
        read.as_ref().err().map(|why| Fault { why: why.clone(), kept: kept(&shown), field: name.to_lowercase(), id });
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

/// What the document has instead of a text that cannot be read.
fn kept(shown: &str) -> String {
    if shown.is_empty() { "; it stays empty".to_owned() } else { format!("; {shown} is kept") }
}

/// Words of a fault.
fn told(ui: &Ui, words: &str) -> RichText {
    RichText::new(words).font(font(Weight::Regular, 11.5)).color(Palette::for_ui(ui).warning)
}

/// How wide such words are.
fn width(ui: &Ui, words: &str) -> f32 {
    let color = Palette::for_ui(ui).warning;
    ui.painter().layout_no_wrap(words.to_owned(), font(Weight::Regular, 11.5), color).size().x
}

impl Fault {
    /// How much room it needs in one line, with its button.
    pub fn width(&self, ui: &Ui) -> f32 {
        width(ui, &self.why) + self.end(ui)
    }

    /// How much room what stands behind the reason needs.
    fn end(&self, ui: &Ui) -> f32 {
        width(ui, &self.kept) + width(ui, TAKE_BACK) + 20.0
    }

    /// Says what is wrong, in as many lines as it needs.
    pub fn show(&self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let words = told(ui, &format!("{}{}", self.why, self.kept));
            ui.label(words);
            self.button(ui);
        });
    }

    /// Says what is wrong in one line. Where there is too little room the reason is cut, and not what is kept.
    pub fn line(&self, ui: &mut Ui, room: f32) {
        let (why, kept) = (told(ui, &self.why), told(ui, &self.kept));
        ui.spacing_mut().item_spacing.x = 0.0;
        let words = (room - self.end(ui)).max(40.0);
        ui.scope(|ui| {
            ui.set_max_width(words);
            ui.add(Label::new(why).truncate());
        });
        ui.label(kept);
        ui.add_space(8.0);
        self.button(ui);
    }

    fn button(&self, ui: &mut Ui) {
        let words = RichText::new(TAKE_BACK).font(font(Weight::Medium, 11.5)).color(Palette::for_ui(ui).muted);
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
