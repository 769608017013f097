//! Addresses of the web within lines of text.

use std::ops::Range;

/// A part of a line that leads to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebLink {
    /// Its bytes in the line.
    pub bytes: Range<usize>,
    /// The whole address, of which the line may hold a part.
    pub address: String,
}

/// Finds addresses in the lines of a passage, also those that go on in the next line.
pub struct Finder {
    /// The addresses of the passage as they were before it was broken into lines.
    whole: Vec<String>,
    /// An address that the last line did not end, and what is still to come of it.
    open: Option<(String, String)>,
}

impl Finder {
    /// Looks in the lines of a passage, of which these are the texts before they were broken into lines.
    pub fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let whole = texts.flat_map(|text| addresses(text).into_iter().map(|bytes| text[bytes].to_owned())).collect();
        Self { whole, open: None }
    }

    /// The addresses in the next line, from left to right.
    pub fn links(&mut self, line: &str) -> Vec<WebLink> {
        let mut links = Vec::new();
        if let Some((address, rest)) = self.open.take() {
            let shared = line.bytes().zip(rest.bytes()).take_while(|(a, b)| a == b).count();
            let goes_on = shared == line.len() || shared == rest.len();
            if goes_on && shared > 0 && line.is_char_boundary(shared) {
                links.push(WebLink { bytes: 0..shared, address: address.clone() });
                if shared < rest.len() && rest.is_char_boundary(shared) {
                    self.open = Some((address, rest[shared..].to_owned()));
                }
            }
        }
        let begun = links.first().map_or(0, |link| link.bytes.end);
        for bytes in addresses(&line[begun..]) {
            let bytes = begun + bytes.start..begun + bytes.end;
            let seen = &line[bytes.clone()];
            let address = self.whole_of(seen, bytes.end == line.trim_end().len());
            if address.len() > seen.len() {
                self.open = Some((address.clone(), address[seen.len()..].to_owned()));
            }
            links.push(WebLink { bytes, address });
        }
        links
    }

    /// The address that begins with what is seen of it; more than that only where it ends the line.
    fn whole_of(&self, seen: &str, ends_line: bool) -> String {
        let same = self.whole.iter().find(|whole| *whole == seen);
        let longer = || self.whole.iter().find(|whole| ends_line && whole.starts_with(seen));
        same.or_else(longer).map_or_else(|| seen.to_owned(), String::clone)
    }
}

/// Where addresses stand in a text: from `https://` or `http://` to a space, without the full stop that ends a sentence.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| at + from) {
        let rest = &text[at..];
        let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme));
        let Some(scheme) = scheme else {
            from = at + 4;
            continue;
        };
        let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '“' | '”' | '…');
        let end = rest.find(ends).unwrap_or(rest.len());
        let address = trimmed(&rest[..end]);
        if address.len() > scheme.len() {
            found.push(at..at + address.len());
        }
        from = at + end.max(4);
    }
    found
}

/// An address without the marks of the sentence around it.
fn trimmed(address: &str) -> &str {
    let mut kept = address;
    loop {
        let end = kept.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']);
        let closes = end.ends_with(')') && end.matches(')').count() > end.matches('(').count();
        let next = if closes { &end[..end.len() - 1] } else { end };
        if next == kept {
            return kept;
        }
        kept = next;
    }
}

/// An address as a PDF holds it: what is not plain is written by its bytes.
pub fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        let plain =
            byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}');
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str], whole: &[&str]) -> Vec<(String, String)> {
        let mut finder = Finder::new(whole.iter().copied());
        let of = |line: &&str| -> Vec<_> {
            finder.links(line).into_iter().map(|link| (line[link.bytes].to_owned(), link.address)).collect()
        };
        lines.iter().flat_map(of).collect()
    }

    #[test]
    fn an_address_ends_before_the_full_stop_and_the_bracket_of_its_sentence() {
        let links = found(&["See (https://a.example/b_(c)), http://d.example. Not http: nor https://"], &[]);
        let texts: Vec<&str> = links.iter().map(|link| link.0.as_str()).collect();
        assert_eq!(texts, ["https://a.example/b_(c)", "http://d.example"]);
    }

    #[test]
    fn an_address_that_goes_on_in_the_next_line_leads_to_the_whole_from_both() {
        let whole = "Report, https://a.example/long/way?x=1, 2020";
        let links = found(&["Report, https://a.example/", "long/way?x=1, 2020"], &[whole]);
        let address = "https://a.example/long/way?x=1".to_owned();
        assert_eq!(links, [("https://a.example/".into(), address.clone()), ("long/way?x=1".into(), address)]);
    }

    #[test]
    fn a_line_after_an_address_does_not_belong_to_it() {
        let links = found(&["https://a.example/b", "and more"], &["https://a.example/b and more"]);
        assert_eq!(links.len(), 1);
    }

    #[test]
    fn letters_beyond_the_plain_ones_are_written_by_their_bytes() {
        assert_eq!(encoded("https://a.example/ü|x"), "https://a.example/%C3%BC%7Cx");
    }
}
