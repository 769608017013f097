//! How high a row has to be for its text: not every program works that out when it opens a workbook.

/// The height of a line, in points.
pub const LINE: f64 = 15.0;

/// The most points that a row can be high.
const MOST: f64 = 409.0;

/// The height of so many lines, as far as a row can have it.
pub fn height(lines: usize) -> f64 {
    (lines as f64 * LINE).clamp(LINE, MOST)
}

/// On about how many lines a text stands in a column of a width in digits.
pub fn lines(text: &str, width: f64) -> usize {
    text.split('\n').map(|line| wrapped(line, width.max(1.0))).sum()
}

fn wrapped(line: &str, width: f64) -> usize {
    let (mut lines, mut taken) = (1, 0.0);
    for word in line.split(' ') {
        let needs: f64 = word.chars().map(letter).sum();
        if taken > 0.0 && taken + SPACE + needs > width {
            lines += 1;
            taken = 0.0;
        }
        taken += if taken > 0.0 { SPACE + needs } else { needs };
        // A word that is wider than the column is broken wherever it reaches the end.
        let broken = ((taken / width).ceil() - 1.0).max(0.0);
        lines += broken as usize;
        taken -= broken * width;
    }
    lines
}

/// How wide a space is, in digits.
const SPACE: f64 = 0.5;

/// How wide a letter is, in digits: about that of the typefaces of office programs, rather too wide than too narrow.
fn letter(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ';' | ':' | '\'' | '’' | '|' | '!' => 0.55,
        't' | 'f' | 'r' | '(' | ')' | '-' => 0.7,
        'c' | 's' | 'z' => 0.85,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' => 1.7,
        'A'..='Z' => 1.2,
        // Those of East Asia and emoji.
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}' => 2.0,
        '\u{1F000}'.. => 2.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_takes_as_many_lines_as_its_words_need() {
        for (text, known) in [
            ("", 1),
            ("one two", 1),
            ("illicit little", 1),
            ("one two three", 2),
            ("one\ntwo", 2),
            ("a word of thirty letters: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 6),
            ("漢字漢字漢字", 2),
        ] {
            assert_eq!(lines(text, 10.0), known, "{text}");
        }
    }

    #[test]
    fn a_row_is_never_higher_than_a_row_can_be() {
        assert_eq!((height(0), height(2), height(10_000)), (LINE, 2.0 * LINE, MOST));
    }
}
