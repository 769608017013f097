//! XML as text: elements that are always closed, and texts that hold nothing that XML cannot.

use std::borrow::Cow;

use quick_xml::escape::escape;

use crate::map::steers_direction;

/// A text for XML: control characters, those that turn what is around them and non-characters left out, the marks of XML escaped.
pub fn escaped(text: &str) -> Cow<'_, str> {
    // Most of what is written are numbers and names of the format. Without a stop at the first mark, many bytes are looked at
    // together.
    let is_plain = |b: u8| (0x20..0x7F).contains(&b) & !matches!(b, b'<' | b'>' | b'&' | b'"' | b'\'');
    if text.bytes().fold(true, |plain, b| plain & is_plain(b)) {
        return Cow::Borrowed(text);
    }
    let stray = |c: char| {
        let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        control || steers_direction(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    if text.contains(stray) {
        let clean: String = text.chars().filter(|c| !stray(*c)).collect();
        return Cow::Owned(escape(clean.as_str()).into_owned());
    }
    escape(text)
}

/// A document while it is being written.
pub struct Xml {
    text: String,
    open: Vec<&'static str>,
}

/// The attributes of an element.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Xml {
    /// A document with its first line.
    pub fn document() -> Self {
        Self::sized(1024)
    }

    /// A document that will have so many bytes.
    pub fn sized(bytes: usize) -> Self {
        let mut text = String::with_capacity(bytes);
        text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        Self { text, open: Vec::new() }
    }

    /// A piece of a document that will have about so many bytes.
    pub fn fragment(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), open: Vec::new() }
    }

    fn begin(&mut self, name: &str, attributes: Attributes<'_>) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            self.text.push(' ');
            self.text.push_str(key);
            self.text.push_str("=\"");
            let value = escaped(value);
            if value.contains('\n') {
                self.text.push_str(&value.replace('\n', "&#10;"));
            } else {
                self.text.push_str(&value);
            }
            self.text.push('"');
        }
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: Attributes<'_>) -> &mut Self {
        self.begin(name, attributes);
        self.text.push('>');
        self.open.push(name);
        self
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        }
        self
    }

    /// An element without content.
    pub fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>) -> &mut Self {
        self.begin(name, attributes);
        self.text.push_str("/>");
        self
    }

    /// An element with what `content` writes inside.
    pub fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) -> &mut Self {
        self.open(name, attributes);
        content(self);
        self.close()
    }

    /// An element that holds a text.
    pub fn words(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.begin(name, &[]);
        self.text.push('>');
        self.text.push_str(&escaped(text));
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
        self
    }

    /// XML that was written before.
    pub fn raw(&mut self, xml: &str) -> &mut Self {
        self.text.push_str(xml);
        self
    }

    /// The document, every element closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out_and_its_marks_are_escaped() {
        assert_eq!(escaped("a\u{1}\u{202E}\u{2067}\u{FFFF}<&>\"'é😀"), "a&lt;&amp;&gt;&quot;&apos;é😀");
    }

    #[test]
    fn every_element_is_closed() {
        let mut xml = Xml::fragment(64);
        xml.open("a", &[("k", "1 < 2")]).leaf("b", &[]).words("c", "d & e").open("f", &[]);
        assert_eq!(xml.finish(), "<a k=\"1 &lt; 2\"><b/><c>d &amp; e</c><f></f></a>");
    }
}
