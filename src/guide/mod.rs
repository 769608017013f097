//! The guide: what the words of this program mean, and how to think with them.
//!
//! Every [`Topic`] stands here once. The page of the guide shows it whole, a tooltip its one sentence, and a label on the
//! screen finds it by the words that the label says. The ideas come from five [`sources`], which each topic names; the
//! wording is the program's own.

mod backbones;
mod chapters;
mod choosing;
mod initiatives;
mod movement;
pub mod sources;
mod strategy;
mod text;

pub use backbones::{CAPABILITY, HANDSHAKE};
pub use chapters::ABOUT;
pub use choosing::CHOOSING;
pub use initiatives::{INITIATIVE, SUPPORTING};
pub use sources::Source;
pub use strategy::STRATEGIC_DIRECTION;
pub use text::{Span, spans};

/// Something that the guide explains.
#[derive(Debug)]
pub struct Topic {
    /// What it is called.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub meaning: &'static str,
    /// What else there is to know. Its texts lead to other topics: see [`spans`].
    pub body: &'static [Block],
    /// What can be chosen for it, each with what it means.
    pub words: &'static [Word],
    /// The labels on the screen that it explains, besides its own name.
    pub labels: &'static [&'static str],
    /// The texts that it comes from; none where it is the program's own.
    pub from: &'static [Source],
}

impl PartialEq for Topic {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// A part of what a topic says.
#[derive(Clone, Copy, Debug)]
pub enum Block {
    /// A heading within the topic.
    Heading(&'static str),
    /// A paragraph.
    Text(&'static str),
    /// Lines, each with a dot before it.
    List(&'static [&'static str]),
    /// Lines that are counted.
    Steps(&'static [&'static str]),
    /// A heading and rows; all have the same number of cells, and the first cell names its row.
    Table(&'static [&'static str], &'static [&'static [&'static str]]),
}

/// A word that can be chosen, and what it means.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The word, as it stands on the screen.
    pub name: &'static str,
    /// What it means, in one sentence.
    pub meaning: &'static str,
}

const fn word(name: &'static str, meaning: &'static str) -> Word {
    Word { name, meaning }
}

/// Topics that belong together.
#[derive(Debug)]
pub struct Part {
    /// What they are about.
    pub title: &'static str,
    /// The topics, in the order in which they are read.
    pub topics: &'static [&'static Topic],
}

/// The contents of the guide.
pub static CONTENTS: [Part; 5] = [
    Part { title: "Start here", topics: chapters::TOPICS },
    Part { title: "The strategy", topics: strategy::TOPICS },
    Part { title: "What is undertaken", topics: initiatives::TOPICS },
    Part { title: "What carries it", topics: backbones::TOPICS },
    Part { title: "How things move", topics: movement::TOPICS },
];

/// All topics, in the order of the contents.
pub fn topics() -> impl Iterator<Item = &'static Topic> {
    CONTENTS.iter().flat_map(|part| part.topics.iter().copied())
}

/// The topic of this name, in whatever case it is written.
pub fn topic(name: &str) -> Option<&'static Topic> {
    topics().find(|topic| topic.name.eq_ignore_ascii_case(name))
}

/// The topic that explains a label on the screen.
pub fn of_label(label: &str) -> Option<&'static Topic> {
    let explains = |topic: &&Topic| topic.labels.iter().chain([&topic.name]).any(|own| own.eq_ignore_ascii_case(label));
    topics().find(explains)
}

/// What a word that can be chosen means: that of the word itself, else that of the topic of its name.
pub fn of_word(name: &str) -> Option<&'static str> {
    let word = topics().flat_map(|topic| topic.words).find(|word| word.name == name).map(|word| word.meaning);
    word.or_else(|| topic(name).map(|topic| topic.meaning))
}

/// The topics that a search finds: those with all the words in their names first, then those that say them. All topics
/// where nothing is searched for.
pub fn search(text: &str) -> Vec<&'static Topic> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let holds = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    };
    let (named, others): (Vec<_>, Vec<_>) = topics().partition(|topic| holds(topic.name));
    named.into_iter().chain(others.into_iter().filter(|topic| holds(&text::whole(topic)))).collect()
}

#[cfg(test)]
mod tests;
