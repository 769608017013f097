//! Lines of text as glyphs of fonts, shaped once.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use krilla::surface::Location;
use krilla::text::{Font, GlyphId};
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use super::other_fonts::OtherFonts;
use crate::map::steers_direction;
use crate::scene::{Glyph, Text, Typeface, Weight};

/// How wide what no font has is drawn, in em: as wide as it was measured.
const MISSING_ADVANCE: f32 = 1.0;

/// A line of text, ready to be drawn.
pub struct Lettered {
    /// What it says, without what no PDF may hold, and with a space at its end, which parts it from the next line where the
    /// text is read and not looked at.
    pub text: Box<str>,
    /// What it is drawn with, from left to right.
    pub pieces: Vec<Piece>,
    /// How wide it is without that space, in em.
    pub width: f32,
}

/// A piece of a line.
pub enum Piece {
    /// Glyphs of a font.
    Glyphs(Font, Vec<Glyph>),
    /// What no font has: these bytes of the text.
    Missing(Range<usize>),
}

impl Piece {
    /// How wide it is, in em.
    pub fn width(&self) -> f32 {
        match self {
            Self::Glyphs(_, glyphs) => glyphs.iter().map(|glyph| glyph.advance).sum(),
            Self::Missing(_) => MISSING_ADVANCE,
        }
    }
}

impl krilla::text::Glyph for Glyph {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.id)
    }

    fn text_range(&self) -> Range<usize> {
        self.bytes.clone()
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }

    fn x_offset(&self, size: f32) -> f32 {
        self.shift[0] * size
    }

    fn y_offset(&self, size: f32) -> f32 {
        self.shift[1] * size
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<Location> {
        None
    }
}

/// Which font draws a part of a line.
#[derive(Clone, Copy, PartialEq)]
enum Hand {
    Bundled,
    Other(usize),
    Nobody,
}

/// Letters texts, and remembers how.
pub struct Lettering {
    typeface: Typeface,
    fonts: [Option<Font>; 4],
    others: OtherFonts,
    /// By weight and what is added between letters, then by text: a text that is known is found without being copied.
    known: HashMap<(Weight, u32), HashMap<Box<str>, Rc<Lettered>>>,
    missing: BTreeSet<Box<str>>,
}

impl Lettering {
    /// Letters with the bundled typeface, and with the fonts of the system where those are allowed.
    pub fn new(system_fonts: bool) -> Self {
        Self {
            typeface: Typeface::default(),
            fonts: Weight::ALL.map(|weight| Font::new(weight.font().into(), 0)),
            others: OtherFonts::new(system_fonts),
            known: HashMap::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Whether something is drawn with a font of the system.
    pub fn uses_system_fonts(&self) -> bool {
        self.others.used()
    }

    /// What no font has.
    pub fn missing(&self) -> &BTreeSet<Box<str>> {
        &self.missing
    }

    /// A line of text as glyphs.
    pub fn letter(&mut self, text: &Text) -> Rc<Lettered> {
        let spacing = if text.size > 0.0 { text.spacing / text.size } else { 0.0 };
        let key = (text.weight, spacing.to_bits());
        if let Some(known) = self.known.get(&key).and_then(|lines| lines.get(&*text.text)) {
            return known.clone();
        }
        let lettered = Rc::new(self.lettered(text, spacing));
        self.known.entry(key).or_default().insert(Box::from(&*text.text), lettered.clone());
        lettered
    }

    fn lettered(&mut self, text: &Text, spacing: f32) -> Lettered {
        let mut line = writable(&text.text).into_owned();
        line.push(' ');
        let mut pieces = match &self.fonts[text.weight as usize] {
            Some(font) if text.covered => vec![Piece::Glyphs(font.clone(), self.typeface.shape(&line, text.weight))],
            _ => self.pieces(&line, text.weight),
        };
        if spacing != 0.0 {
            pieces.iter_mut().for_each(|piece| spread(piece, spacing));
        }
        let space = self.typeface.width(" ", text.weight, 1.0) + spacing;
        let width = pieces.iter().map(Piece::width).sum::<f32>() - space;
        Lettered { text: line.into(), pieces, width }
    }

    /// The pieces of a line that the bundled typeface lacks some of, from left to right (UAX #9).
    fn pieces(&mut self, line: &str, weight: Weight) -> Vec<Piece> {
        let info = BidiInfo::new(line, Some(Level::ltr()));
        let mut pieces = Vec::new();
        for paragraph in &info.paragraphs {
            let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let backwards = levels.get(run.start).is_some_and(|level| level.is_rtl());
                let mut parts = self.parts(line, run, weight);
                if backwards {
                    parts.reverse();
                }
                for (hand, bytes) in parts {
                    self.shape_part(line, bytes, hand, backwards, weight, &mut pieces);
                }
            }
        }
        pieces
    }

    /// The parts of a run that one font draws, in the order of the text. A space stays with what it follows.
    fn parts(&mut self, line: &str, run: Range<usize>, weight: Weight) -> Vec<(Hand, Range<usize>)> {
        let mut parts: Vec<(Hand, Range<usize>)> = Vec::new();
        for (at, grapheme) in line[run.clone()].grapheme_indices(true) {
            let bytes = run.start + at..run.start + at + grapheme.len();
            let space = grapheme.chars().all(char::is_whitespace);
            let hand = match parts.last() {
                Some((hand @ Hand::Other(_), _)) if space => *hand,
                _ => self.hand(grapheme, weight),
            };
            match parts.last_mut() {
                Some((last, part)) if *last == hand && hand != Hand::Nobody => part.end = bytes.end,
                _ => parts.push((hand, bytes)),
            }
        }
        parts
    }

    fn hand(&mut self, grapheme: &str, weight: Weight) -> Hand {
        if self.typeface.covers(grapheme, weight) {
            return Hand::Bundled;
        }
        self.others.find(grapheme, weight).map_or(Hand::Nobody, Hand::Other)
    }

    fn shape_part(
        &mut self,
        line: &str,
        bytes: Range<usize>,
        hand: Hand,
        backwards: bool,
        weight: Weight,
        pieces: &mut Vec<Piece>,
    ) {
        let part = &line[bytes.clone()];
        let shaped = match hand {
            Hand::Bundled => self.fonts[weight as usize].clone().map(|font| (font, self.typeface.shape(part, weight))),
            Hand::Other(number) => self
                .others
                .get(number)
                .and_then(|other| other.shape(part, backwards).map(|glyphs| (other.font.clone(), glyphs))),
            Hand::Nobody => None,
        };
        if let Some((font, mut glyphs)) = shaped {
            for glyph in &mut glyphs {
                glyph.bytes = glyph.bytes.start + bytes.start..glyph.bytes.end + bytes.start;
            }
            pieces.push(Piece::Glyphs(font, glyphs));
            return;
        }
        let graphemes = part.grapheme_indices(true);
        pieces.extend(graphemes.map(|(at, g)| Piece::Missing(bytes.start + at..bytes.start + at + g.len())));
        self.missing.extend(part.graphemes(true).filter(|g| !g.trim().is_empty()).map(Box::from));
    }
}

/// Adds room behind each letter.
fn spread(piece: &mut Piece, spacing: f32) {
    if let Piece::Glyphs(_, glyphs) = piece {
        for i in 0..glyphs.len() {
            let shared = glyphs.get(i + 1).is_some_and(|next| next.bytes == glyphs[i].bytes);
            if !shared {
                glyphs[i].advance += spacing;
            }
        }
    }
}

/// A text without what no PDF may hold, or what turns the words of a reader around: control characters and ends of lines
/// become spaces, and the marks that Unicode keeps for itself go.
pub fn writable(text: &str) -> Cow<'_, str> {
    let gone = |c: char| steers_direction(c) || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
    let blank = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if !text.contains(|c| gone(c) || blank(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !gone(*c)).map(|c| if blank(c) { ' ' } else { c }).collect())
}
