//! A map as the pages of a deck: what is put in front of a board.
//!
//! A page is a drawing like any other, so that a preview, a PDF and a presentation show the same. What an office program
//! has natively (tables, charts, text that it breaks itself) stands beside it as a description.

mod page_size;

pub use page_size::PageSize;

use super::compose::{Composer, Scene};
use super::theme::Theme;
use crate::map::{Day, Moment, PartialDate, StrategyMap};

/// What a page of a deck is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlideKind {
    /// The map.
    Map,
    /// The strategy in words.
    Strategy,
    /// Which way things move.
    Direction,
    /// The capabilities and what relies on them.
    Backbone,
    /// What has changed since a date, or against another version.
    Changes,
    /// Two maps side by side.
    Comparison,
    /// Where the facts stand.
    Sources,
}

impl SlideKind {
    /// All kinds, in the order of a deck.
    pub const ALL: [Self; 7] =
        [Self::Map, Self::Strategy, Self::Direction, Self::Backbone, Self::Changes, Self::Comparison, Self::Sources];

    /// Its name on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Map => "Map",
            Self::Strategy => "Strategy on one page",
            Self::Direction => "Direction",
            Self::Backbone => "Backbone",
            Self::Changes => "Changes",
            Self::Comparison => "Comparison",
            Self::Sources => "Sources",
        }
    }

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Strategy => "strategy",
            Self::Direction => "direction",
            Self::Backbone => "backbone",
            Self::Changes => "changes",
            Self::Comparison => "comparison",
            Self::Sources => "sources",
        }
    }
}

/// What a deck is made of.
pub struct DeckPlan<'a> {
    /// The map.
    pub map: &'a StrategyMap,
    /// The moment that it is shown as of.
    pub moment: Moment,
    /// The colours.
    pub theme: &'a Theme,
    /// The size of its pages.
    pub page: PageSize,
    /// Which kinds of pages; none means all that there is something to say for.
    pub slides: Option<Vec<SlideKind>>,
    /// Another map, or another version of this one, with its name.
    pub other: Option<(&'a str, &'a StrategyMap)>,
    /// Changes are told since this date.
    pub since: Option<PartialDate>,
    /// Today.
    pub today: Day,
}

/// The pages of a deck.
pub struct Deck {
    /// What it is called.
    pub title: String,
    /// The size of its pages.
    pub page: PageSize,
    /// Its pages.
    pub slides: Vec<Slide>,
}

/// A page of a deck.
pub struct Slide {
    /// What it is about.
    pub kind: SlideKind,
    /// Its title.
    pub title: String,
    /// What the speaker says.
    pub notes: String,
    /// The page as a drawing, in units: 1600 wide where it is 16:9.
    pub scene: Scene,
}

/// Draws the pages of a deck.
pub fn deck(plan: &DeckPlan<'_>, composer: &mut Composer) -> Deck {
    let scene = composer.compose(plan.map, plan.moment, plan.theme);
    let title = scene.title.clone();
    let slide = Slide { kind: SlideKind::Map, title: title.clone(), notes: String::new(), scene };
    Deck { title, page: plan.page, slides: vec![slide] }
}
