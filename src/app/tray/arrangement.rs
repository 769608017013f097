//! How the ideas of the tray are arranged: which are shown, in groups and in which order.

use crate::map::{Initiative, VIEWPOINTS};

/// What the ideas are shown by. It belongs to the window and is in no file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Words that an idea has to hold; none for all ideas.
    pub filter: String,
    /// Whether ideas of one viewpoint stand together.
    pub by_viewpoint: bool,
    /// Whether ideas with the most votes come first.
    pub by_votes: bool,
}

/// Ideas that stand together.
#[derive(Debug, PartialEq)]
pub struct Group<'a> {
    /// The viewpoint that they were seen with, as the first of them writes it; empty where they have none.
    pub viewpoint: &'a str,
    /// The ideas, in the order in which they are shown.
    pub ideas: Vec<&'a Initiative>,
}

impl Arrangement {
    /// The ideas in groups: those offered as viewpoints first, then others as they come, at last those without one.
    /// Not grouped, all are one group. Where votes are equal, the order of the map holds.
    pub fn arrange<'a>(&self, ideas: impl Iterator<Item = &'a Initiative>) -> Vec<Group<'a>> {
        let words: Vec<String> = self.filter.split_whitespace().map(str::to_lowercase).collect();
        let mut groups: Vec<(String, Group<'a>)> = Vec::new();
        for idea in ideas.filter(|idea| holds(idea, &words)) {
            let viewpoint = if self.by_viewpoint { idea.viewpoint.trim() } else { "" };
            let key = viewpoint.to_lowercase();
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, group)) => group.ideas.push(idea),
                None => groups.push((key, Group { viewpoint, ideas: vec![idea] })),
            }
        }
        groups.sort_by_key(|(_, group)| rank(group.viewpoint));
        let mut groups: Vec<Group<'a>> = groups.into_iter().map(|(_, group)| group).collect();
        if self.by_votes {
            for group in &mut groups {
                group.ideas.sort_by_key(|idea| std::cmp::Reverse(idea.votes));
            }
        }
        groups
    }
}

/// Whether an idea holds all words, each of them in any of its texts.
fn holds(idea: &Initiative, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let texts = [&idea.title, &idea.outcome, &idea.summary, &idea.viewpoint, &idea.business_owner, &idea.it_owner];
    let text = texts.map(|text| text.to_lowercase()).join("\n");
    words.iter().all(|word| text.contains(word.as_str()))
}

fn rank(viewpoint: &str) -> usize {
    if viewpoint.is_empty() {
        return VIEWPOINTS.len() + 1;
    }
    VIEWPOINTS.iter().position(|offered| offered.eq_ignore_ascii_case(viewpoint)).unwrap_or(VIEWPOINTS.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn idea(title: &str, viewpoint: &str, votes: Option<u32>) -> Initiative {
        Initiative { title: title.into(), viewpoint: viewpoint.into(), votes, ..Initiative::default() }
    }

    fn shown(arrangement: &Arrangement, ideas: &[Initiative]) -> Vec<(String, Vec<String>)> {
        let titles = |group: Group<'_>| group.ideas.iter().map(|idea| idea.title.clone()).collect();
        arrangement.arrange(ideas.iter()).into_iter().map(|group| (group.viewpoint.to_owned(), titles(group))).collect()
    }

    fn ideas() -> [Initiative; 5] {
        [
            idea("Anything", "", None),
            idea("Self-service", "Legal", Some(2)),
            idea("Newsletter", "marketing ", None),
            idea("Loyalty card", "Marketing", Some(5)),
            idea("Data flows", "IT", Some(5)),
        ]
    }

    #[test]
    fn without_a_choice_the_ideas_are_one_group_in_the_order_of_the_map() {
        let all = shown(&Arrangement::default(), &ideas());
        let titles = ["Anything", "Self-service", "Newsletter", "Loyalty card", "Data flows"].map(str::to_owned);
        assert_eq!(all, [(String::new(), titles.to_vec())]);
    }

    #[test]
    fn viewpoints_stand_together_however_they_are_written_and_those_without_one_come_last() {
        let arrangement = Arrangement { by_viewpoint: true, ..Arrangement::default() };
        let groups = shown(&arrangement, &ideas());
        let names: Vec<&str> = groups.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["IT", "marketing", "Legal", ""]);
        assert_eq!(groups[1].1, ["Newsletter", "Loyalty card"]);
    }

    #[test]
    fn the_most_votes_come_first_and_equal_ones_stay_in_order() {
        let arrangement = Arrangement { by_votes: true, ..Arrangement::default() };
        let titles = shown(&arrangement, &ideas()).remove(0).1;
        assert_eq!(titles, ["Loyalty card", "Data flows", "Self-service", "Anything", "Newsletter"]);
    }

    #[test]
    fn a_filter_finds_ideas_that_hold_each_of_its_words_in_any_text_and_case() {
        let arrangement = Arrangement { filter: " CARD market".into(), ..Arrangement::default() };
        assert_eq!(shown(&arrangement, &ideas()), [(String::new(), vec!["Loyalty card".to_owned()])]);
        let none = Arrangement { filter: "nowhere".into(), ..Arrangement::default() };
        assert!(shown(&none, &ideas()).is_empty());
    }
}
