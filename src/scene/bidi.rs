//! Lines of text that run from right to left, or in both directions (UAX #9).

use std::borrow::Cow;

use unicode_bidi::{BidiInfo, Level};

use crate::map::steers_direction;

/// A line with its words in the order in which they stand on the page, from left to right, for a painter that shapes each
/// word but does not order them. The page reads from left to right, as in SVG, whatever the line begins with.
pub fn visual_order(line: &str) -> Cow<'_, str> {
    if line.is_ascii() {
        return Cow::Borrowed(line);
    }
    let info = BidiInfo::new(line, Some(Level::ltr()));
    // What steers has done so once the words are in order; a painter would draw it as a box.
    let plain = |text: &str| text.chars().filter(|c| !steers_direction(*c)).collect::<String>();
    let Some(paragraph) = info.paragraphs.first().filter(|_| info.has_rtl()) else {
        return if line.contains(steers_direction) { Cow::Owned(plain(line)) } else { Cow::Borrowed(line) };
    };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    let mut ordered = String::with_capacity(line.len());
    for run in runs {
        let backwards = levels.get(run.start).is_some_and(|level| level.is_rtl());
        let Some(words) = line.get(run) else { continue };
        if backwards {
            words_of(words).rev().for_each(|word| ordered.push_str(word));
        } else {
            ordered.push_str(words);
        }
    }
    Cow::Owned(if ordered.contains(steers_direction) { plain(&ordered) } else { ordered })
}

/// The words of a text and the spaces between them.
fn words_of(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
        parts.extend([&text[start..at], &text[at..at + c.len_utf8()]]);
        start = at + c.len_utf8();
    }
    parts.push(&text[start..]);
    parts.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_from_right_to_left_are_set_in_that_order_and_numbers_stay_whole() {
        assert_eq!(visual_order("שלום עולם"), "עולם שלום");
        assert_eq!(visual_order("Plan שלום עולם 2024 now"), "Plan 2024 עולם שלום now");
        assert_eq!(visual_order("Überblick über Ελλάδα"), "Überblick über Ελλάδα");
    }

    #[test]
    fn what_steers_the_direction_is_not_drawn() {
        assert_eq!(visual_order("Plan \u{2068}A\u{2069} – é"), "Plan A – é");
        let turned = visual_order("Plan \u{202E}one two");
        assert!(turned.starts_with("Plan ") && !turned.contains(steers_direction), "{turned}");
    }
}
