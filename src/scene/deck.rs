//! A map as the pages of a deck: what is put in front of a board.
//!
//! A page is a drawing like any other, so that a preview, a PDF and a presentation show the same. What an office program
//! has natively (tables, charts, text that it breaks itself) stands beside it as a description.

mod backbone_pages;
mod changes_pages;
mod direction_pages;
mod excerpt;
mod figure;
mod map_pages;
mod notes;
mod overview;
mod page_size;
mod sheet;
mod sources_pages;
mod strategy_page;
mod table;
mod ticks;

pub use figure::{Figure, Seen};
pub use page_size::PageSize;
pub use sheet::{INDENT, LEAST, TITLE, footer_area, number_area, title_area};
pub use table::{PADDING, Row, Table};

use super::compose::{Composer, Scene};
use super::furniture::illustrative_words;
use super::geometry::{Rect, rect};
use super::lens::LensView;
use super::node::Node;
use super::text::TextSetter;
use super::theme::Theme;
use crate::map::{Day, Moment, PartialDate, StrategyMap};
use table::Draft;

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
    /// How the map is looked at.
    pub view: LensView,
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
    /// The line at its foot.
    pub footer: String,
    /// What the speaker says, in paragraphs.
    pub notes: Vec<String>,
    /// The page as a drawing, in units: 1600 wide where it is 16:9.
    pub scene: Scene,
    /// The tables on it, which an office program has natively; their cells are in the drawing too.
    pub tables: Vec<Table>,
    /// The charts on it, which an office program has natively; they are in the drawing too.
    pub figures: Vec<Figure>,
}

/// A page while the deck is being made: what stands between title and foot.
struct Page {
    kind: SlideKind,
    title: String,
    nodes: Vec<Node>,
    notes: Vec<String>,
    tables: Vec<Table>,
    figures: Vec<Figure>,
}

impl Page {
    fn new(kind: SlideKind, title: String, nodes: Vec<Node>) -> Self {
        Self { kind, title, nodes, notes: Vec::new(), tables: Vec::new(), figures: Vec::new() }
    }

    fn add_table(&mut self, table: Table, theme: &Theme, setter: &mut TextSetter) {
        self.nodes.extend(table::draw(&table, theme, setter));
        self.tables.push(table);
    }
}

impl DeckPlan<'_> {
    fn title(&self) -> String {
        let title = self.map.overview.title.trim();
        if title.is_empty() { "Untitled map".into() } else { title.to_owned() }
    }

    fn wants(&self, kind: SlideKind) -> bool {
        self.slides.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }

    /// What stands at the foot of every page.
    fn footer(&self) -> String {
        let mut parts = vec![self.title()];
        parts.extend(self.moment.said.map(|date| format!("as of {}", date.in_words())));
        parts.extend(illustrative_words(self.map).map(|words| format!("{} (*)", words.trim_end_matches('.'))));
        match self.map.ideas().count() {
            0 => {}
            1 => parts.push("1 idea is not placed".into()),
            more => parts.push(format!("{more} ideas are not placed")),
        }
        parts.join("  ·  ")
    }
}

/// Draws the pages of a deck.
pub fn deck(plan: &DeckPlan<'_>, composer: Composer) -> Deck {
    let mut composer = composer.looking(plan.view.clone());
    let mut pages = Vec::new();
    if plan.wants(SlideKind::Map) {
        let (map, next) = map_pages::map_pages(plan, composer);
        composer = next;
        pages.extend(map);
    }
    for kind in SlideKind::ALL.into_iter().filter(|kind| plan.wants(*kind)) {
        match kind {
            SlideKind::Map => {}
            SlideKind::Strategy => pages.extend(strategy_page::page(plan, &mut composer)),
            SlideKind::Direction => pages.extend(direction_pages::pages(plan, &mut composer)),
            SlideKind::Backbone => pages.extend(backbone_pages::pages(plan, &mut composer)),
            SlideKind::Changes => {
                let (drawn, next) = changes_pages::drawn_page(plan, composer);
                composer = next;
                pages.extend(drawn);
                pages.extend(changes_pages::pages(plan, &mut composer));
            }
            SlideKind::Comparison => pages.extend(changes_pages::comparison_pages(plan, &mut composer)),
            SlideKind::Sources => pages.extend(sources_pages::pages(plan, &mut composer)),
        }
    }
    let footer = plan.footer();
    let setter = composer.setter();
    let slides = pages.into_iter().enumerate().map(|(i, page)| finish(plan, page, i + 1, &footer, setter)).collect();
    Deck { title: plan.title(), page: plan.page, slides }
}

/// A page with its title and its foot.
fn finish(plan: &DeckPlan<'_>, page: Page, number: usize, footer: &str, setter: &mut TextSetter) -> Slide {
    let notes = notes::of(plan, &page);
    let [mut nodes, foot] = sheet::furnish(setter, plan.theme, plan.page, &page.title, footer, number);
    nodes.extend(page.nodes);
    nodes.extend(foot);
    let (width, height) = plan.page.units();
    let description = format!("{}, page {number}", plan.title());
    let scene = Scene::new(page.title.clone(), description, rect(0.0, 0.0, width, height), plan.theme.page, nodes);
    Slide {
        kind: page.kind,
        title: page.title,
        footer: footer.to_owned(),
        notes,
        scene,
        tables: page.tables,
        figures: page.figures,
    }
}

/// The pages that a table takes.
fn table_pages(
    plan: &DeckPlan<'_>,
    kind: SlideKind,
    title: &str,
    draft: &Draft,
    area: Rect,
    size: f32,
    composer: &mut Composer,
) -> Vec<Page> {
    let setter = composer.setter();
    let tables = table::lay_out(draft, area, plan.theme, size, setter);
    let count = tables.len();
    let page = |(i, table): (usize, Table)| {
        let title = if count == 1 { title.to_owned() } else { format!("{title}, {} of {count}", i + 1) };
        let mut page = Page::new(kind, title, Vec::new());
        page.add_table(table, plan.theme, setter);
        page
    };
    tables.into_iter().enumerate().map(page).collect()
}
