//! What a frame takes of the events that have come in.
//!
//! A slow frame gathers several. egui then takes a press for one at the place that the pointer has come to since, and one
//! undo for all that were asked for. So a frame ends between a press and the way that the pointer goes from there, between
//! that way and the release, and behind a command key. Clicks in one place stay together: what makes two of them a double
//! click is the time between their frames.

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
        let later = self.waiting.split_off(frame_end(&self.waiting));
        std::mem::replace(&mut self.waiting, later)
    }

    /// Whether another frame has to follow at once.
    pub fn is_behind(&self) -> bool {
        !self.waiting.is_empty()
    }
}

/// How many of the events belong to this frame.
fn frame_end(events: &[Event]) -> usize {
    let (mut pressed, mut moved) = (false, false);
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::PointerButton { pressed: true, .. } => (pressed, moved) = (true, false),
            Event::PointerButton { pressed: false, .. } if moved => return at,
            Event::PointerButton { pressed: false, .. } => pressed = false,
            Event::PointerMoved(_) if pressed => return at,
            Event::PointerMoved(_) => moved = true,
            Event::Key { key, pressed: true, modifiers, .. }
                if modifiers.command || modifiers.alt || *key == Key::Tab =>
            {
                return at + 1;
            }
            _ => {}
        }
    }
    events.len()
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
    fn a_drag_has_its_press_its_way_and_its_release_in_frames_of_their_own() {
        let moved = |x| Event::PointerMoved(pos2(x, 0.0));
        assert_eq!(frames(vec![moved(1.0), button(1.0, true), moved(5.0), moved(9.0), button(9.0, false)]), [2, 2, 1]);
    }

    #[test]
    fn a_double_click_stays_together() {
        let click = [button(1.0, true), button(1.0, false)];
        let moved = Event::PointerMoved(pos2(1.0, 0.0));
        assert_eq!(frames([vec![moved], click.to_vec(), click.to_vec()].concat()), [5]);
    }

    #[test]
    fn each_undo_and_each_tab_has_a_frame_of_its_own_and_typing_stays_together() {
        assert_eq!(frames(vec![key(Key::Z, Modifiers::COMMAND); 3]), [1, 1, 1]);
        assert_eq!(frames(vec![key(Key::ArrowLeft, Modifiers::ALT); 2]), [1, 1]);
        assert_eq!(frames(vec![key(Key::Tab, Modifiers::NONE); 2]), [1, 1]);
        assert_eq!(frames(vec![Event::Text("a".into()), Event::Text("b".into())]), [2]);
    }
}
