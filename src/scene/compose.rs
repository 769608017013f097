//! From a map to a scene. Remembers what it drew, so that only what changed is drawn again.

mod place;

use std::sync::{Arc, OnceLock};

use foldhash::{HashMap, HashSet};
use place::{PlacedCard, card_node, give_way, on_the_page, placed};

use super::body::Body;
use super::capability_box::{self, Drawing};
use super::card::{self, Card, Standing};
use super::furniture::{self, Furniture};
use super::geometry::{Rect, point, rect};
use super::index::Index;
use super::lens::{Answers, LensView, Tone};
use super::links::{self, Ways};
use super::manner::{Manner, Parts};
use super::node::{Node, Shape, Subject};
use super::page::{self, Contents, PageFrame};
use super::slide_card::{reference_card, slide_card};
use super::tag;
use super::text::TextSetter;
use super::theme::{self, Color, Theme};
use crate::insight::Lens;
use crate::map::{Capability, Day, Id, Initiative, Keyed, Moment, Overview, StrategyKind, StrategyMap, Table};

/// A map as a drawing.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What the drawing is called.
    pub title: String,
    /// What somebody who cannot see it is told.
    pub description: String,
    /// Where everything stands.
    pub frame: PageFrame,
    /// The colour of the page.
    pub background: Color,
    /// What is drawn, from the back to the front.
    pub nodes: Vec<Node>,
    /// Links that are shown on demand alone.
    pub aside: Vec<Node>,
    finder: Arc<OnceLock<Finder>>,
}

/// Where to find the nodes of a scene; made when it is first asked, for many scenes are only written.
#[derive(Debug)]
struct Finder {
    index: Index,
    places: HashMap<Subject, usize>,
}

impl Scene {
    /// A drawing of nodes on a page, from the back to the front.
    pub fn new(title: String, description: String, page: Rect, background: Color, nodes: Vec<Node>) -> Self {
        let frame = PageFrame::empty(page);
        Self { title, description, frame, background, nodes, aside: Vec::new(), finder: Arc::default() }
    }

    fn finder(&self) -> &Finder {
        self.finder.get_or_init(|| Finder {
            index: Index::new(&self.nodes),
            places: self.nodes.iter().enumerate().map(|(i, node)| (node.subject.clone(), i)).collect(),
        })
    }

    /// What lies where.
    pub fn index(&self) -> &Index {
        &self.finder().index
    }

    /// The node of a subject.
    pub fn node(&self, subject: &Subject) -> Option<&Node> {
        self.finder().places.get(subject).and_then(|i| self.nodes.get(*i))
    }

    /// The nodes whose bounds meet an area, from the back to the front.
    pub fn within(&self, area: Rect) -> impl Iterator<Item = &Node> {
        self.index().within(&self.nodes, area).into_iter().filter_map(|i| self.nodes.get(i))
    }
}

/// What the drawing of a card depended on besides its record.
#[derive(Clone, PartialEq)]
struct CardState {
    lane: StrategyKind,
    standing: Standing,
    look: theme::Look,
    tone: Option<Tone>,
}

/// What the drawing of a box depended on besides its record.
#[derive(Clone, PartialEq)]
struct BoxState {
    size: (u32, u32),
    standing: Option<usize>,
    look: theme::Look,
    tone: Option<Tone>,
}

struct Drawn<R, S, D> {
    record: Arc<R>,
    state: S,
    drawing: D,
}

/// The box of a capability: its shapes, and what is told of it.
struct CapabilityBox {
    shapes: Arc<[Shape]>,
    label: Arc<str>,
    body: Option<Arc<Body>>,
}

/// Where everything stands, and the ways of the links. Neither depends on the day: while time is played, nothing moves.
struct Layout {
    overview: Arc<Overview>,
    initiatives: Vec<Arc<Initiative>>,
    capabilities: Vec<Arc<Capability>>,
    primary: Option<StrategyKind>,
    lens: Option<Lens>,
    frame: PageFrame,
    ways: Ways,
}

impl Layout {
    /// Whether it still holds: the records are shared, so that the same one is the same content.
    fn holds(&self, map: &StrategyMap, primary: Option<StrategyKind>, lens: Option<Lens>) -> bool {
        self.primary == primary
            && self.lens == lens
            && Arc::ptr_eq(&self.overview, &map.overview)
            && all_same(&self.initiatives, &map.initiatives)
            && all_same(&self.capabilities, &map.capabilities)
    }
}

fn all_same<T: Keyed>(known: &[Arc<T>], table: &Table<T>) -> bool {
    known.len() == table.len() && known.iter().zip(table.iter()).all(|(a, b)| Arc::ptr_eq(a, b))
}

/// Turns maps into scenes.
#[derive(Default)]
pub struct Composer {
    manner: Manner,
    view: LensView,
    lane_widths: Option<[f32; 2]>,
    /// Initiatives that stand on another page, where this is an excerpt.
    elsewhere: HashSet<Id>,
    setter: TextSetter,
    cards: HashMap<Id, Drawn<Initiative, CardState, Card>>,
    boxes: HashMap<Id, Drawn<Capability, BoxState, CapabilityBox>>,
    layout: Option<Layout>,
    directory: Option<Directory>,
}

/// Where the nodes of a scene lie.
struct Directory {
    known: Vec<(Subject, Rect)>,
    finder: Arc<OnceLock<Finder>>,
}

impl Directory {
    fn of(nodes: &[Node]) -> Self {
        Self { known: nodes.iter().map(|node| (node.subject.clone(), node.bounds)).collect(), finder: Arc::default() }
    }

    /// Whether it leads to these nodes too, the ways of the links being the same.
    fn leads_to(&self, nodes: &[Node]) -> bool {
        let same =
            |((subject, bounds), node): (&(Subject, Rect), &Node)| *bounds == node.bounds && *subject == node.subject;
        self.known.len() == nodes.len() && self.known.iter().zip(nodes).all(same)
    }
}

impl Composer {
    /// One that draws in another manner.
    pub fn in_manner(mut self, manner: Manner) -> Self {
        self.manner = manner;
        self.forget();
        self
    }

    /// One that looks at maps through a lens.
    pub fn looking(mut self, view: LensView) -> Self {
        self.look(view);
        self
    }

    /// Looks at maps through a lens from now on.
    pub fn look(&mut self, view: LensView) {
        if self.view != view {
            self.view = view;
            self.cards.clear();
            self.boxes.clear();
        }
    }

    /// One that draws an excerpt of a map: lanes of these widths, and of some initiatives only their names.
    pub fn for_excerpt(mut self, least: f32, lane_widths: [f32; 2], elsewhere: HashSet<Id>) -> Self {
        self.lane_widths = Some(lane_widths);
        self.elsewhere = elsewhere;
        self.in_manner(Manner { parts: Parts::Excerpt, least })
    }

    /// In which manner it draws.
    pub(super) fn manner(&self) -> Manner {
        self.manner
    }

    /// What sets its texts, and remembers how.
    pub fn setter(&mut self) -> &mut TextSetter {
        &mut self.setter
    }

    /// Forgets what was drawn, but not how texts are set.
    fn forget(&mut self) {
        (self.layout, self.directory) = (None, None);
        self.cards.clear();
        self.boxes.clear();
    }

    /// Draws a map as of a moment.
    pub fn compose(&mut self, map: &StrategyMap, moment: Moment, theme: &Theme) -> Scene {
        let day = moment.day;
        let primary = map.primary_on(day);
        let answers = Answers::of(&self.view, map, theme);
        let cards = self.cards(map, day, theme, answers.as_ref());
        let mut layout = match self.layout.take() {
            Some(layout) if layout.holds(map, primary, self.view.lens) => layout,
            _ => {
                self.directory = None;
                self.lay_out(map, primary, &cards)
            }
        };
        let placed = placed(&cards, &layout.frame, moment);
        let link_nodes = links::draw(map, &mut layout.ways, &placed, day, theme, answers.as_ref());
        let (link_nodes, aside) = if self.view.links { (link_nodes, Vec::new()) } else { (Vec::new(), link_nodes) };
        let frame = layout.frame.clone();
        self.layout = Some(layout);
        let card_nodes = cards.into_iter().zip(&placed).filter(|(_, placed)| placed.there);
        let card_nodes = card_nodes.map(|card| card_node(card, &self.elsewhere));
        let card_nodes: Vec<Node> = card_nodes.collect();
        let box_nodes = self.boxes(map, &frame, day, theme, answers.as_ref());
        let (manner, setter) = (self.manner, &mut self.setter);
        let links = self.view.links;
        let mut furniture = Furniture { map, moment, primary, theme, frame: &frame, manner, links, setter };
        let mut nodes = if manner.is_slide() { Vec::new() } else { vec![furniture.heading()] };
        if frame.banner.h > 0.0 {
            nodes.extend(furniture.banner());
        }
        nodes.extend(frame.lanes.into_iter().flat_map(|lane| furniture.lane(lane)));
        nodes.extend(furniture.panel());
        nodes.extend(link_nodes);
        nodes.extend(box_nodes);
        nodes.extend(card_nodes);
        if !manner.is_slide() {
            nodes.extend(map.notes.iter().map(|note| furniture.note(note)));
        }
        if manner.parts != Parts::Excerpt {
            nodes.push(furniture.legend(answers.as_ref()));
        }
        if !manner.is_slide() {
            nodes.push(furniture.sources());
        }
        let finder = self.finder(&nodes);
        let (title, description) = (title(map), description(map, &self.view));
        Scene { title, description, frame, background: theme.page, nodes, aside, finder }
    }

    /// Where to find the nodes: as before while nothing moves. A slide is drawn once.
    fn finder(&mut self, nodes: &[Node]) -> Arc<OnceLock<Finder>> {
        if self.manner.is_slide() {
            return Arc::default();
        }
        let directory = self.directory.take().filter(|directory| directory.leads_to(nodes));
        let directory = directory.unwrap_or_else(|| Directory::of(nodes));
        let finder = directory.finder.clone();
        self.directory = Some(directory);
        finder
    }

    /// Finds a place for everything that the map has, also for what is not there at the moment.
    fn lay_out(&mut self, map: &StrategyMap, primary: Option<StrategyKind>, cards: &[PlacedCard]) -> Layout {
        let reach = |card: &PlacedCard| (card.lane, page::card_right(card.at.x), card.at.y + card.card.height);
        let reaches: Vec<(StrategyKind, f32, f32)> = cards.iter().map(reach).collect();
        let direction_lines = self.direction_lines(map);
        let (manner, lane_widths) = (self.manner, self.lane_widths);
        let lens = self.view.lens;
        let contents = Contents { map, primary, cards: &reaches, direction_lines, manner, lane_widths, lens };
        let frame = page::lay_out(&contents, &mut self.setter);
        let everything = placed(cards, &frame, Moment::on(Day(i32::MAX)));
        let ways = links::lay_out(&everything, &frame, self.manner.is_slide());
        Layout {
            overview: map.overview.clone(),
            initiatives: map.initiatives.iter().cloned().collect(),
            capabilities: map.capabilities.iter().cloned().collect(),
            primary,
            lens,
            frame,
            ways,
        }
    }

    fn direction_lines(&mut self, map: &StrategyMap) -> usize {
        let setting = furniture::direction_setting(self.manner);
        self.setter.set(&map.overview.strategy.direction, setting).len().max(1)
    }

    /// The card of an initiative, and whether it is dimmed.
    fn card(
        &mut self,
        initiative: &Arc<Initiative>,
        lane: StrategyKind,
        (map, day): (&StrategyMap, Day),
        theme: &Theme,
        answers: Option<&Answers>,
    ) -> (Card, bool) {
        let standing = Standing::of(initiative, day);
        let known = self.cards.get(&initiative.id).filter(|drawn| {
            let state = &drawn.state;
            Arc::ptr_eq(&drawn.record, initiative)
                && (state.lane, state.standing, state.look) == (lane, standing, theme.look)
        });
        let tone = match (answers, known) {
            // Which way it moves takes long to say, and stands with how it stands.
            (Some(Answers { lens: Lens::Direction, .. }), Some(known)) => known.state.tone.clone(),
            (answers, _) => answers.and_then(|answers| answers.initiative(initiative, map, day)),
        };
        let dimmed = tone.as_ref().is_some_and(|tone| tone.dimmed);
        if let Some(drawn) = known.filter(|drawn| drawn.state.tone == tone) {
            return (drawn.drawing.clone(), dimmed);
        }
        let drawing = self.drawn_card(initiative, lane, day, theme, tone.as_ref());
        let state = CardState { lane, standing, look: theme.look, tone };
        self.cards.insert(initiative.id.clone(), Drawn { record: initiative.clone(), state, drawing: drawing.clone() });
        (drawing, dimmed)
    }

    fn drawn_card(
        &mut self,
        initiative: &Initiative,
        lane: StrategyKind,
        day: Day,
        theme: &Theme,
        tone: Option<&Tone>,
    ) -> Card {
        let (manner, setter) = (self.manner, &mut self.setter);
        if manner != Manner::PAGE && self.elsewhere.contains(&initiative.id) {
            return reference_card(initiative, theme, manner, setter);
        }
        let toned = tone.map_or(*theme, |tone| tone.theme(theme));
        if manner != Manner::PAGE {
            return slide_card(initiative, lane, day, &toned, tone, manner, setter);
        }
        let mut drawing = card::card(initiative, lane, day, &toned, setter);
        if let Some(tone) = tone {
            tag::mark(&mut drawing, tone, theme, setter);
        }
        drawing
    }

    fn cards(&mut self, map: &StrategyMap, day: Day, theme: &Theme, answers: Option<&Answers>) -> Vec<PlacedCard> {
        self.cards.retain(|id, _| map.initiatives.contains(id));
        let mut cards = Vec::new();
        for initiative in map.initiatives.iter() {
            let Some((lane, position)) = initiative.placement() else { continue };
            let (card, dimmed) = self.card(initiative, lane, (map, day), theme, answers);
            let at = on_the_page(position, self.manner);
            cards.push(PlacedCard { initiative: initiative.clone(), lane, at, card, dimmed });
        }
        if self.manner.is_slide() {
            give_way(&mut cards);
        }
        cards
    }

    fn boxes(
        &mut self,
        map: &StrategyMap,
        frame: &PageFrame,
        day: Day,
        theme: &Theme,
        answers: Option<&Answers>,
    ) -> Vec<Node> {
        self.boxes.retain(|id, _| map.capabilities.contains(id));
        let mut nodes = Vec::new();
        for (id, bounds) in frame.backbones.iter().flat_map(|row| row.lines.iter().flatten()) {
            let Some(capability) = map.capabilities.get(id) else { continue };
            let size = (bounds.w.to_bits(), bounds.h.to_bits());
            let tone = answers.and_then(|answers| answers.capability(capability));
            let state = BoxState { size, standing: capability_box::standing(capability, day), look: theme.look, tone };
            let known =
                self.boxes.get(id).is_some_and(|drawn| Arc::ptr_eq(&drawn.record, capability) && drawn.state == state);
            if !known {
                let drawing = self.capability_box(capability, *bounds, day, theme, state.tone.as_ref());
                self.boxes.insert(id.clone(), Drawn { record: capability.clone(), state, drawing });
            }
            if let Some(drawn) = self.boxes.get(id) {
                nodes.push(Node {
                    subject: Subject::Capability(id.clone()),
                    label: drawn.drawing.label.clone(),
                    bounds: *bounds,
                    origin: bounds.min(),
                    title_area: Some(rect(bounds.x + 6.0, bounds.y + 4.0, bounds.w - 78.0, bounds.h - 8.0)),
                    shapes: drawn.drawing.shapes.clone(),
                    body: drawn.drawing.body.clone(),
                });
            }
        }
        nodes
    }

    fn capability_box(
        &mut self,
        capability: &Capability,
        of: Rect,
        day: Day,
        theme: &Theme,
        tone: Option<&Tone>,
    ) -> CapabilityBox {
        let toned = tone.map_or(*theme, |tone| tone.theme(theme));
        let drawing = Drawing { theme: &toned, manner: self.manner, tone };
        let mut shapes = capability_box::shapes(capability, of.w, of.h, day, &drawing, &mut self.setter);
        let mut label: Arc<str> = capability_box::description(capability, day).into();
        if let Some(tone) = tone {
            label = tag::told(&label, tone);
            if !self.manner.is_slide() {
                shapes.extend(tag::stripes(tone, of.h));
                let at = point(12.0, of.h - tag::TAG_HEIGHT / 2.0);
                shapes.extend(tag::tag(tone, at, of.w - 24.0, theme, &mut self.setter));
            }
        }
        let body = self
            .manner
            .is_slide()
            .then(|| Arc::new(capability_box::body(capability, of.w, of.h, day, &drawing, &mut self.setter)));
        CapabilityBox { shapes: shapes.into(), label, body }
    }
}

fn title(map: &StrategyMap) -> String {
    if map.overview.title.is_empty() { "Untitled map".into() } else { map.overview.title.clone() }
}

fn description(map: &StrategyMap, view: &LensView) -> String {
    let mut words = format!(
        "Digital strategy map: {} initiatives in two strategies, {} capabilities in two backbones, {} links.",
        map.placed().count(),
        map.capabilities.len(),
        map.link_count()
    );
    if let Some(lens) = view.words() {
        words.push_str(&format!(" Seen through a lens: {lens}."));
    }
    words
}

#[cfg(test)]
mod tests;
