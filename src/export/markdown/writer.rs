//! Markdown as text: blocks and lists, and the words of a map escaped.

use crate::map::steers_direction;

/// Writes Markdown.
#[derive(Default)]
pub struct Writer {
    text: String,
    in_list: bool,
    stars: bool,
}

impl Writer {
    /// The text.
    pub fn finish(self) -> String {
        self.text
    }

    /// Whether anything was marked as illustrative.
    pub fn has_stars(&self) -> bool {
        self.stars
    }

    /// The mark of what is illustrative.
    pub fn star(&mut self, illustrative: bool) -> &'static str {
        self.stars |= illustrative;
        if illustrative { "\\*" } else { "" }
    }

    /// A heading of markup.
    pub fn heading(&mut self, level: usize, markup: &str) {
        self.begin_block();
        self.line(&format!("{} {markup}", "#".repeat(level)));
    }

    /// A paragraph of markup; nothing where there is none.
    pub fn paragraph(&mut self, markup: &str) {
        if !markup.is_empty() {
            self.begin_block();
            self.line(markup);
        }
    }

    /// Words of a map: each of its lines a paragraph.
    pub fn paragraphs(&mut self, words: &str) {
        for line in words.lines() {
            self.paragraph(&escaped(line));
        }
    }

    /// An entry of a list, so deep within others. Four spaces make a list within a list for every reader of Markdown.
    pub fn item(&mut self, depth: usize, markup: &str) {
        self.entry(depth, "-", markup);
    }

    /// An entry of a numbered list.
    pub fn numbered(&mut self, number: usize, markup: &str) {
        self.entry(0, &format!("{number}."), markup);
    }

    /// An entry that says what something is; nothing where that is nothing.
    pub fn field(&mut self, name: &str, markup: &str) {
        if !markup.is_empty() {
            self.item(0, &format!("**{name}:** {markup}"));
        }
    }

    /// A table of markup.
    pub fn table(&mut self, headings: &[&str], rows: &[Vec<String>]) {
        self.begin_block();
        self.line(&format!("| {} |", headings.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(headings.len())));
        for row in rows {
            self.line(&format!("| {} |", row.join(" | ")));
        }
    }

    fn entry(&mut self, depth: usize, mark: &str, markup: &str) {
        if !self.in_list {
            self.begin_block();
            self.in_list = true;
        }
        self.line(&format!("{}{mark} {markup}", "    ".repeat(depth)));
    }

    fn begin_block(&mut self) {
        self.in_list = false;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// Words of a map on one line, none of them markup: also where they begin a line, and in a table.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for (i, word) in words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).enumerate() {
        if i > 0 {
            out.push(' ');
        }
        escape_word(&mut out, word, i == 0);
    }
    out
}

fn escape_word(out: &mut String, word: &str, first: bool) {
    let begins = first && begins_a_block(word);
    let last = word.len() - word.chars().next_back().map_or(0, char::len_utf8);
    for (at, c) in word.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if steers_direction(c) => {}
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => out.extend(['\\', c]),
            c if begins && at == last => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}

/// Whether a word that begins a line makes it an entry of a list, a rule or the underline of a heading.
fn begins_a_block(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    number || ['-', '+', '='].iter().any(|mark| word.chars().all(|c| c == *mark))
}

/// The address of a source: to be followed where it leads to the web, else as words.
pub fn address(url: &str) -> String {
    let url = url.trim();
    let web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    let plain =
        !url.contains(|c: char| c.is_whitespace() || c.is_control() || steers_direction(c) || matches!(c, '<' | '>'));
    if web && plain { format!("<{url}>") } else { escaped(url) }
}

/// A sentence: markup with a full stop, where it has no end of its own.
pub fn sentence(markup: String) -> String {
    if markup.is_empty() || markup.ends_with(['.', '!', '?', '…', ':']) { markup } else { markup + "." }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_a_map_is_markup() {
        for (words, told) in [
            ("a*b*_c_ `d`", "a\\*b\\*\\_c\\_ \\`d\\`"),
            ("<script> & [x](y) \\ |", "&lt;script&gt; &amp; \\[x\\](y) \\\\ \\|"),
            ("# no heading #", "\\# no heading \\#"),
            ("- no list", "\\- no list"),
            ("12. no list", "12\\. no list"),
            ("1) no list 2. either", "1\\) no list 2. either"),
            ("3.5 times -", "3.5 times -"),
            ("=== ~~no~~", "==\\= \\~\\~no\\~\\~"),
            ("  two\r\n\n lines\u{1}here\t", "two lines here"),
        ] {
            assert_eq!(escaped(words), told);
        }
    }

    #[test]
    fn only_an_address_of_the_web_can_be_followed() {
        assert_eq!(address("https://a.example/x_y"), "<https://a.example/x_y>");
        assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(address("https://a.example/<b>"), "https://a.example/&lt;b&gt;");
    }

    #[test]
    fn blocks_stand_apart_and_entries_together() {
        let mut out = Writer::default();
        out.heading(2, "H");
        out.item(0, "a");
        out.item(1, "b");
        out.field("C", "");
        out.paragraph("p");
        assert_eq!(out.finish(), "## H\n\n- a\n    - b\n\np\n");
    }
}
