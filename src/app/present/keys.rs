//! What leads through a presentation: keys, and clicks anywhere.

use egui::{Event, Key, Rect, Sense, Ui};

/// What is asked of a presentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// To the next step.
    On,
    /// To the step before.
    Back,
    /// To the first step.
    First,
    /// To the last step.
    Last,
    /// Stop or go on with what is played.
    Pause,
    /// Back to the window.
    Leave,
}

/// What the keys of this frame ask for, in their order. A button that has the focus keeps Space and Enter.
pub fn asked(ui: &Ui, playable: bool) -> Vec<Go> {
    let on_button = ui.memory(|memory| memory.focused().is_some());
    let go = |event: &Event| match event {
        // A key that is held must not run through everything.
        Event::Key { key, pressed: true, repeat: false, modifiers, .. } if !modifiers.any() => match key {
            Key::Space | Key::Enter if on_button => None,
            Key::ArrowRight | Key::ArrowDown | Key::PageDown | Key::Space | Key::Enter => Some(Go::On),
            Key::ArrowLeft | Key::ArrowUp | Key::PageUp | Key::Backspace => Some(Go::Back),
            Key::Home => Some(Go::First),
            Key::End => Some(Go::Last),
            Key::P if playable => Some(Go::Pause),
            Key::Escape => Some(Go::Leave),
            _ => None,
        },
        _ => None,
    };
    ui.input(|i| i.events.iter().filter_map(go).collect())
}

/// What a click anywhere asks for: on with one button, back with the other.
pub fn clicked(ui: &Ui, whole: Rect) -> Option<Go> {
    // Not in the order of Tab: the keys do the same.
    let response = ui.interact(whole, ui.scope_id().with("stage"), Sense::CLICK);
    match (response.clicked(), response.secondary_clicked()) {
        (true, _) => Some(Go::On),
        (_, true) => Some(Go::Back),
        _ => None,
    }
}
