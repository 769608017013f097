use super::*;
use crate::map::{Answer, Backbone, CAPABILITY_KINDS, Stage, StrategyKind, TECHNOLOGIES, VIEWPOINTS, technology_name};

/// The first column of the table of concepts that the program follows.
const CONCEPTS: [&str; 27] = [
    "Strategy map",
    "Strategic direction",
    "Customer engagement",
    "Digitized solutions",
    "Primary strategy",
    "Initiative",
    "Stage",
    "Technologies",
    "Outcome",
    "Capability",
    "Operational backbone",
    "Digital services backbone",
    "Building block",
    "Maturity",
    "Link",
    "Handshake",
    "Viewpoint",
    "Indicator",
    "Observation",
    "Pulse",
    "Direction",
    "Adaptation",
    "Not doing",
    "Idea",
    "Customer need",
    "Competitive strength",
    "Supporting initiative",
];

#[test]
fn every_concept_has_a_topic_that_says_what_it_is_in_one_sentence() {
    for name in CONCEPTS {
        let topic = topic(name).unwrap_or_else(|| panic!("the guide does not explain {name}"));
        let sentence = topic.meaning;
        assert!(sentence.ends_with('.') && sentence.chars().count() <= 170, "{name}: {sentence}");
        assert!(!sentence.contains('['), "{name}: a tooltip has no links");
    }
}

#[test]
fn every_concept_of_the_texts_names_the_text_that_it_comes_from() {
    // The program’s own: how judgements without a meter are written down.
    for name in CONCEPTS.into_iter().filter(|name| *name != "Pulse") {
        assert!(!topic(name).expect(name).from.is_empty(), "{name} names no text");
    }
    let cited: Vec<Source> = topics().flat_map(|topic| topic.from).copied().collect();
    assert!(Source::ALL.iter().all(|source| cited.contains(source)));
}

#[test]
fn every_link_of_the_guide_leads_to_a_topic() {
    for topic in topics() {
        for text in text::texts(topic) {
            let links = spans(text).iter().filter(|span| matches!(span, Span::Link(..))).count();
            assert_eq!(links, text.matches('[').count(), "{}: {text}", topic.name);
        }
    }
}

#[test]
fn a_link_shows_the_name_or_other_words() {
    let spans = spans("See [handshake] and [what moves|indicator].");
    let words: Vec<&str> = spans.iter().map(Span::words).collect();
    assert_eq!(words, ["See ", "handshake", " and ", "what moves", "."]);
    assert!(matches!(spans[3], Span::Link(_, topic) if topic.name == "Indicator"));
}

#[test]
fn names_and_labels_stand_once_and_tables_are_even() {
    let mut seen = std::collections::HashSet::new();
    for topic in topics() {
        for label in topic.labels.iter().chain([&topic.name]) {
            assert!(seen.insert(label.to_lowercase()), "{label} is explained twice");
        }
        for block in topic.body {
            if let Block::Table(head, rows) = block {
                assert!(rows.iter().all(|row| row.len() == head.len()), "{}", topic.name);
            }
        }
    }
}

#[test]
fn whatever_can_be_chosen_has_a_meaning() {
    let stages = Stage::ALL.map(Stage::name).to_vec();
    let answers = Answer::ALL.map(Answer::name).to_vec();
    let strategies = StrategyKind::ALL.map(StrategyKind::name).to_vec();
    let backbones = Backbone::ALL.map(Backbone::name).to_vec();
    let kinds = CAPABILITY_KINDS.map(|(_, name)| name).to_vec();
    for name in [stages, answers, strategies, backbones, kinds, VIEWPOINTS.to_vec()].concat() {
        assert!(of_word(name).is_some(), "{name}");
    }
    for technology in TECHNOLOGIES.map(technology_name) {
        let known = |word: &&Word| word.name.eq_ignore_ascii_case(technology);
        assert!(topics().flat_map(|topic| topic.words).any(|word| known(&word)), "{technology}");
    }
}

#[test]
fn the_stage_idea_is_explained_as_a_stage_and_the_label_as_what_waits_in_the_tray() {
    assert_eq!(of_word("Idea"), Some("Thought of and placed, but not begun."));
    assert_eq!(of_label("Ideas").map(|topic| topic.name), Some("Idea"));
}

#[test]
fn a_search_finds_names_first_then_what_the_texts_say() {
    assert_eq!(search("handshake")[0].name, "Handshake");
    assert_eq!(search("Mann–Kendall")[0].name, "How direction is judged");
    assert!(search("xylophone").is_empty());
    assert_eq!(search("").len(), topics().count());
}
