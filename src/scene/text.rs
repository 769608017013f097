//! Breaking text into lines, once, in page units (UAX #14).

use std::cell::RefCell;
use std::sync::Arc;

use foldhash::HashMap;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::typeface::{Typeface, Weight};

/// Room left at the end of a line, for the small differences between programs that draw the same font.
const SLACK: f32 = 0.965;

/// A line of text and its width in page units.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The text, without the space at its end.
    pub text: Arc<str>,
    /// Its width.
    pub width: f32,
    /// Whether the bundled typeface has all of it.
    pub covered: bool,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// How bold.
    pub weight: Weight,
    /// The size of the font, in page units.
    pub size: f32,
    /// The longest line, in page units.
    pub width: f32,
    /// The most lines; what does not fit ends in an ellipsis.
    pub lines: usize,
}

/// A setting as a key: numbers by their bits.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    weight: Weight,
    size: u32,
    width: u32,
    lines: usize,
}

/// Sets text and remembers how it did.
#[derive(Default)]
pub struct TextSetter {
    typeface: Typeface,
    /// By setting, then by text: a text that is known is found without being copied.
    known: HashMap<Key, HashMap<Box<str>, Arc<[Line]>>>,
    /// How many texts are known.
    count: usize,
    /// How wide words are in each weight, in em: they come again and again, also at other sizes.
    pieces: RefCell<[HashMap<Box<str>, f32>; Weight::ALL.len()]>,
}

/// More remembered texts than any map shows: beyond it all are forgotten, so that a long session does not grow.
const MOST_KNOWN: usize = 100_000;

/// Longer texts are not remembered, in bytes.
const LONGEST_KNOWN: usize = 240;

impl TextSetter {
    /// Breaks a text into lines. An empty text has none.
    pub fn set(&mut self, text: &str, setting: Setting) -> Arc<[Line]> {
        let key = Key {
            weight: setting.weight,
            size: setting.size.to_bits(),
            width: setting.width.to_bits(),
            lines: setting.lines,
        };
        if let Some(lines) = self.known.get(&key).and_then(|texts| texts.get(text)) {
            return lines.clone();
        }
        let lines: Arc<[Line]> = self.break_lines(text, setting).into();
        if self.count >= MOST_KNOWN {
            self.known.clear();
            self.count = 0;
        }
        self.known.entry(key).or_default().insert(text.into(), lines.clone());
        self.count += 1;
        lines
    }

    /// A text on one line, however long.
    pub fn line(&mut self, text: &str, weight: Weight, size: f32) -> Line {
        let setting = Setting { weight, size, width: f32::INFINITY, lines: 1 };
        self.set(text, setting).first().cloned().unwrap_or(Line { text: Arc::from(""), width: 0.0, covered: true })
    }

    fn break_lines(&self, text: &str, setting: Setting) -> Vec<Line> {
        let text = printable(text);
        let limit = setting.width * SLACK;
        let mut lines: Vec<Line> = Vec::new();
        let mut current = String::new();
        let mut width = 0.0;
        for (piece, must_break) in pieces(&text) {
            if !current.is_empty() && width + self.piece(piece.trim_end(), setting) > limit {
                self.push(&mut lines, &current, setting);
                current.clear();
                width = 0.0;
            }
            current.push_str(piece);
            width += self.piece(piece, setting);
            if self.piece(piece.trim_end(), setting) > limit {
                width = self.break_word(&mut lines, &mut current, limit, setting);
            }
            if must_break {
                self.push(&mut lines, &current, setting);
                current.clear();
                width = 0.0;
            }
            if lines.len() > setting.lines {
                break;
            }
        }
        if !current.trim_end().is_empty() {
            self.push(&mut lines, &current, setting);
        }
        self.shorten(&mut lines, setting, limit);
        lines
    }

    /// Breaks a word that is too long for any line; what is left of it begins the next. Answers how wide that is.
    fn break_word(&self, lines: &mut Vec<Line>, word: &mut String, limit: f32, setting: Setting) -> f32 {
        while self.width(word, setting) > limit && word.graphemes(true).nth(1).is_some() && lines.len() <= setting.lines
        {
            let rest = word.split_off(self.fitting(word, limit, setting));
            self.push(lines, word, setting);
            *word = rest;
        }
        self.width(word, setting)
    }

    /// How wide a text or a piece of one is, with the space at its end.
    fn piece(&self, piece: &str, setting: Setting) -> f32 {
        // What is this long does not come again.
        if piece.len() > LONGEST_KNOWN {
            return self.typeface.width(piece, setting.weight, setting.size);
        }
        let known = &mut self.pieces.borrow_mut()[setting.weight as usize];
        if let Some(em) = known.get(piece) {
            return em * setting.size;
        }
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        let em = self.typeface.width(piece, setting.weight, 1.0);
        known.insert(piece.into(), em);
        em * setting.size
    }

    fn push(&self, lines: &mut Vec<Line>, text: &str, setting: Setting) {
        lines.push(self.measured(text.trim_end(), setting));
    }

    fn measured(&self, text: &str, setting: Setting) -> Line {
        let covered = text.is_ascii() || self.typeface.covers(text, setting.weight);
        Line { text: Arc::from(text), width: self.width(text, setting), covered }
    }

    fn width(&self, text: &str, setting: Setting) -> f32 {
        // Word by word: words come again and again, and there is no kerning across a blank.
        let text = text.trim_end();
        text.split_inclusive(' ').map(|word| self.piece(word, setting)).sum()
    }

    /// How many bytes of an overlong word fit on a line: at least one grapheme.
    fn fitting(&self, word: &str, limit: f32, setting: Setting) -> usize {
        let ends: Vec<usize> = word.grapheme_indices(true).map(|(at, g)| at + g.len()).collect();
        let fits = ends.partition_point(|end| self.width(&word[..*end], setting) <= limit);
        ends[fits.saturating_sub(1)].min(ends[ends.len().saturating_sub(2)])
    }

    /// Leaves out the lines beyond the limit and says so by an ellipsis.
    fn shorten(&self, lines: &mut Vec<Line>, setting: Setting, limit: f32) {
        if lines.len() <= setting.lines {
            return;
        }
        lines.truncate(setting.lines);
        if let Some(last) = lines.last_mut() {
            let mut kept: Vec<&str> = last.text.graphemes(true).collect();
            let mut shortened = format!("{}…", kept.concat().trim_end());
            while self.width(&shortened, setting) > limit && !kept.is_empty() {
                kept.pop();
                shortened = format!("{}…", kept.concat().trim_end());
            }
            *last = self.measured(&shortened, setting);
        }
    }
}

/// The text without what cannot be drawn: control characters (but the end of a line) become spaces, non-characters go.
fn printable(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let drawn = text.chars().filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    drawn.map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// Whether nothing of a text can be seen.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

/// A text as it was before it was broken into these lines; shortened, with an ellipsis, where they are.
pub fn unbroken(text: &str, lines: &[Line]) -> String {
    let drawn = |c: &char| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let count = |text: &str| text.chars().filter(drawn).count();
    let kept: usize = lines.iter().map(|line| count(&line.text)).sum();
    let shortened = lines.last().is_some_and(|line| line.text.ends_with('…')) && kept != count(text);
    if !shortened {
        return text.trim().to_owned();
    }
    let mut left = kept.saturating_sub(1);
    let fits = |c: &char| {
        left -= usize::from(drawn(c) && left > 0);
        left > 0 || !drawn(c)
    };
    let start: String = text.trim_start().chars().take_while(fits).collect();
    format!("{}…", start.trim_end())
}

/// The unbreakable pieces of a text, and whether a line must end behind each.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for (end, opportunity) in linebreaks(text) {
        let must = opportunity == BreakOpportunity::Mandatory && end < text.len();
        pieces.push((text[start..end].trim_end_matches('\n'), must));
        start = end;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, width: f32, lines: usize) -> Vec<String> {
        let setting = Setting { weight: Weight::SemiBold, size: 14.5, width, lines };
        TextSetter::default().set(text, setting).iter().map(|line| line.text.to_string()).collect()
    }

    #[test]
    fn a_title_breaks_between_words_and_fits() {
        let lines = set("Digital channels to care teams", 200.0, 4);
        assert_eq!(lines, ["Digital channels to care", "teams"]);
    }

    #[test]
    fn an_overlong_word_is_broken_so_that_every_line_fits() {
        let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter";
        let mut setter = TextSetter::default();
        let setting = Setting { weight: Weight::SemiBold, size: 14.5, width: 200.0, lines: 9 };
        let lines = setter.set(word, setting);
        assert_eq!(lines.iter().map(|line| &*line.text).collect::<String>(), word);
        assert!(lines.iter().all(|line| line.width <= 200.0));
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = set("one two three four five six seven eight nine ten eleven twelve", 120.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
    }

    #[test]
    fn a_broken_text_can_be_made_whole_again_and_stays_shortened() {
        let whole = |text: &str, width: f32, lines: usize| {
            let setting = Setting { weight: Weight::SemiBold, size: 14.5, width, lines };
            unbroken(text, &TextSetter::default().set(text, setting))
        };
        assert_eq!(whole("Digital channels to care teams", 90.0, 9), "Digital channels to care teams");
        assert_eq!(whole("Donaudampfschifffahrtselektrizitäten", 90.0, 9), "Donaudampfschifffahrtselektrizitäten");
        let short = whole("one two three four five six seven eight nine ten eleven twelve", 120.0, 2);
        assert!(
            short.starts_with("one two three four") && short.ends_with('…') && !short.contains("twelve"),
            "{short}"
        );
        assert_eq!(whole("already so…", 300.0, 2), "already so…");
    }

    #[test]
    fn line_ends_are_kept_and_control_characters_become_spaces() {
        assert_eq!(set("one\ntwo\u{7}three", 500.0, 5), ["one", "two three"]);
        assert!(set("", 100.0, 3).is_empty());
        assert_eq!(set("a\n\nb", 100.0, 5), ["a", "", "b"]);
    }

    #[test]
    fn a_family_emoji_is_never_torn_apart() {
        let family = "👨‍👩‍👧‍👦";
        assert!(set(&family.repeat(20), 60.0, 30).iter().all(|line| line.graphemes(true).all(|g| g == family)));
    }
}
