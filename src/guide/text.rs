//! The texts of the guide and the links within them.

use super::{Block, Topic, topic};

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Span {
    /// Words.
    Plain(&'static str),
    /// Words that lead to a topic.
    Link(&'static str, &'static Topic),
}

impl Span {
    /// Its words.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Plain(words) | Self::Link(words, _) => words,
        }
    }
}

/// The pieces of a text. A link is written `[handshake]`, or `[what IT answers|handshake]` where other words are shown than
/// the name of the topic. What leads nowhere is words.
pub fn spans(text: &'static str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((before, (inside, after))) =
        rest.split_once('[').and_then(|(before, from)| Some((before, from.split_once(']')?)))
    {
        if !before.is_empty() {
            spans.push(Span::Plain(before));
        }
        let (shown, name) = inside.split_once('|').unwrap_or((inside, inside));
        spans.push(topic(name).map_or(Span::Plain(shown), |topic| Span::Link(shown, topic)));
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Plain(rest));
    }
    spans
}

/// All texts of a topic's body.
pub fn texts(topic: &Topic) -> impl Iterator<Item = &'static str> {
    topic.body.iter().flat_map(|block| match *block {
        Block::Heading(text) | Block::Text(text) => vec![text],
        Block::List(lines) | Block::Steps(lines) => lines.to_vec(),
        Block::Table(head, rows) => head.iter().chain(rows.iter().copied().flatten()).copied().collect(),
    })
}

/// Everything that a topic says, without the marks of its links.
pub fn whole(topic: &Topic) -> String {
    let mut whole = vec![topic.name, topic.meaning];
    whole.extend(topic.labels);
    whole.extend(topic.words.iter().flat_map(|word| [word.name, word.meaning]));
    whole.extend(texts(topic).flat_map(spans).map(|span| span.words()));
    whole.join(" ")
}
