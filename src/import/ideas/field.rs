//! What a column of a list can hold.

use crate::map::{Day, Initiative, TECHNOLOGIES, technology_name};

/// What a column of a list can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The id of the initiative.
    Id,
    /// Its title.
    Title,
    /// What it changes for the customer or the business.
    Outcome,
    /// What it is.
    Summary,
    /// Whose eyes it was seen with.
    Viewpoint,
    /// How many votes it got.
    Votes,
    /// Who owns it on the business side.
    BusinessOwner,
    /// Who owns it on the IT side.
    ItOwner,
    /// What is put into it.
    Investment,
    /// The technologies that it uses.
    Technologies,
    /// How far it has come.
    Stage,
    /// Since when it has come so far.
    Since,
}

impl Field {
    /// All fields, as they are offered.
    pub const ALL: [Self; 12] = [
        Self::Title,
        Self::Id,
        Self::Outcome,
        Self::Summary,
        Self::Viewpoint,
        Self::Votes,
        Self::BusinessOwner,
        Self::ItOwner,
        Self::Investment,
        Self::Technologies,
        Self::Stage,
        Self::Since,
    ];

    /// Its name, as the exported table has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "Id",
            Self::Title => "Title",
            Self::Outcome => "Outcome",
            Self::Summary => "Summary",
            Self::Viewpoint => "Viewpoint",
            Self::Votes => "Votes",
            Self::BusinessOwner => "Business owner",
            Self::ItOwner => "IT owner",
            Self::Investment => "Investment",
            Self::Technologies => "Technologies",
            Self::Stage => "Stage",
            Self::Since => "Stage since",
        }
    }

    /// Other headings that say the same, in lower case.
    fn also(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["key", "identifier", "no", "nr"],
            Self::Title => &["idea", "ideas", "initiative", "name"],
            Self::Outcome => &["benefit", "what it changes"],
            Self::Summary => &["description", "note", "notes", "details", "comment"],
            Self::Viewpoint => &["perspective", "seen by", "point of view"],
            Self::Votes => &["vote", "dots", "number of votes"],
            Self::BusinessOwner => &["owner business", "owner"],
            Self::ItOwner => &["owner it"],
            Self::Investment => &["budget", "cost"],
            Self::Technologies => &["technology", "smacit"],
            Self::Stage => &["status"],
            Self::Since => &["since", "date", "stage date"],
        }
    }

    /// The field that a heading names; nothing where it names none for sure. What stands in brackets is a unit.
    pub fn of_heading(heading: &str) -> Option<Self> {
        let bare = heading.split(['(', '[']).next().unwrap_or_default();
        let words: Vec<String> =
            bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        let bare = words.join(" ");
        let named = |field: &Self| field.name().to_lowercase() == bare || field.also().contains(&bare.as_str());
        Self::ALL.into_iter().find(named)
    }

    /// What an initiative has of it, in words; nothing where it has none.
    pub fn shown(self, initiative: &Initiative) -> String {
        // The last stage that was entered: which one holds on a day does not matter here.
        let stage = || initiative.stage_on(Day(i32::MAX));
        match self {
            Self::Id => initiative.id.to_string(),
            Self::Title => initiative.title.clone(),
            Self::Outcome => initiative.outcome.clone(),
            Self::Summary => initiative.summary.clone(),
            Self::Viewpoint => initiative.viewpoint.clone(),
            Self::Votes => initiative.votes.map(|votes| votes.to_string()).unwrap_or_default(),
            Self::BusinessOwner => initiative.business_owner.clone(),
            Self::ItOwner => initiative.it_owner.clone(),
            Self::Investment => initiative.investment.map(|number| number.to_string()).unwrap_or_default(),
            Self::Technologies => {
                let names: Vec<&str> = initiative.technologies.iter().map(|key| technology_name(key)).collect();
                names.join(", ")
            }
            Self::Stage => stage().map(|entry| entry.stage.name().to_owned()).unwrap_or_default(),
            Self::Since => stage().and_then(|entry| entry.since).map(|since| since.to_string()).unwrap_or_default(),
        }
    }
}

/// The technologies that a cell lists, by their keys.
pub fn technologies(text: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for name in text.split([',', ';', '|', '/', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
        let same = |key: &&str| {
            let spoken = key.replace('_', " ");
            [*key, technology_name(key), &spoken].iter().any(|known| known.eq_ignore_ascii_case(name))
        };
        let key = TECHNOLOGIES.into_iter().find(same).unwrap_or(name).to_owned();
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_recognised_where_it_says_no_more_than_a_field() {
        assert_eq!(Field::of_heading(" Business Owner "), Some(Field::BusinessOwner));
        assert_eq!(Field::of_heading("Investment (kEUR)"), Some(Field::Investment));
        assert_eq!(Field::of_heading("IDEA"), Some(Field::Title));
        assert_eq!(Field::of_heading("Owner of the budget"), None);
        for field in Field::ALL {
            assert_eq!(Field::of_heading(field.name()), Some(field));
        }
    }

    #[test]
    fn technologies_find_their_keys_and_others_stay_as_they_are() {
        assert_eq!(
            technologies("IoT; Mobile, mobile / digital twin"),
            ["internet_of_things", "mobile", "digital twin"]
        );
    }
}
