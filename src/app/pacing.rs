//! What a frame takes of the events that have come in.
//!
//! A slow frame gathers several. egui then takes a press for one at the place that the pointer has come to since, and one
//! undo for all that were asked for. So a press, a release and a command key each end or begin a frame of their own.

use egui::{Event, Key};

/// The events that wait for their frame.
#[derive(Debug, Default)]
pub struct Pacing {
    waiting: Vec<Event>,
}

impl Pacing {
    /// Takes in what has come, and answers what this frame is to have of it.
    pub fn next(&mut self, came: Vec<Event>) -> Vec<Event> {
        self.waiting.extend(came);
        let end = self.waiting.iter().enumerate().find_map(|(at, event)| frame_end(at, event));
        let later = self.waiting.split_off(end.unwrap_or(self.waiting.len()));
        std::mem::replace(&mut self.waiting, later)
    }

    /// Whether another frame has to follow at once.
    pub fn is_behind(&self) -> bool {
        !self.waiting.is_empty()
    }
}

/// How many of the events belong to this frame, if this one, at its place among them, ends it.
fn frame_end(at: usize, event: &Event) -> Option<usize> {
    match event {
        Event::PointerButton { pressed: true, .. } => Some(at + 1),
        Event::PointerButton { pressed: false, .. } => Some(at.max(1)),
        Event::Key { key, pressed: true, modifiers, .. } if modifiers.command || *key == Key::Tab => Some(at + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Modifiers, PointerButton, pos2};

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }
    }

    fn button(x: f32, pressed: bool) -> Event {
        Event::PointerButton { pos: pos2(x, 0.0), button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
    }

    fn frames(came: Vec<Event>) -> Vec<usize> {
        let mut pacing = Pacing::default();
        let mut frames = vec![pacing.next(came).len()];
        while pacing.is_behind() {
            frames.push(pacing.next(Vec::new()).len());
        }
        frames
    }

    #[test]
    fn a_press_ends_a_frame_and_a_release_begins_one() {
        let moved = |x| Event::PointerMoved(pos2(x, 0.0));
        assert_eq!(frames(vec![moved(1.0), button(1.0, true), moved(5.0), moved(9.0), button(9.0, false)]), [2, 2, 1]);
    }

    #[test]
    fn each_undo_and_each_tab_has_a_frame_of_its_own_and_typing_stays_together() {
        assert_eq!(frames(vec![key(Key::Z, Modifiers::COMMAND); 3]), [1, 1, 1]);
        assert_eq!(frames(vec![key(Key::Tab, Modifiers::NONE); 2]), [1, 1]);
        assert_eq!(frames(vec![Event::Text("a".into()), Event::Text("b".into())]), [2]);
    }
}
