//! From a map to a scene. Remembers what it drew, so that only what changed is drawn again.

use std::collections::HashMap;
use std::sync::Arc;

use super::capability_box;
use super::card::{self, Card};
use super::furniture::{self, Furniture};
use super::geometry::{Point, Rect, point, rect};
use super::index::Index;
use super::links::{self, Placed};
use super::node::{Node, Shape, Subject};
use super::page::{self, Contents, PageFrame};
use super::text::TextSetter;
use super::theme::{Color, Theme};
use crate::map::{Capability, Day, Id, Initiative, Moment, Position, StrategyKind, StrategyMap};

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
    /// What lies where.
    pub index: Index,
    places: HashMap<Subject, usize>,
}

impl Scene {
    /// The node of a subject.
    pub fn node(&self, subject: &Subject) -> Option<&Node> {
        self.places.get(subject).and_then(|i| self.nodes.get(*i))
    }

    /// The nodes whose bounds meet an area, from the back to the front.
    pub fn within(&self, area: Rect) -> impl Iterator<Item = &Node> {
        self.index.within(&self.nodes, area).into_iter().filter_map(|i| self.nodes.get(i))
    }
}

/// What a drawn part depended on besides its record.
#[derive(Clone, Copy, PartialEq)]
struct Circumstances {
    lane: Option<StrategyKind>,
    size: (u32, u32),
    day: Day,
    dark: bool,
}

struct Drawn<R, D> {
    record: Arc<R>,
    circumstances: Circumstances,
    drawing: D,
    label: Arc<str>,
}

/// Turns maps into scenes.
#[derive(Default)]
pub struct Composer {
    setter: TextSetter,
    cards: HashMap<Id, Drawn<Initiative, Card>>,
    boxes: HashMap<Id, Drawn<Capability, Arc<[Shape]>>>,
}

impl Composer {
    /// Draws a map as of a moment.
    pub fn compose(&mut self, map: &StrategyMap, moment: Moment, theme: &Theme) -> Scene {
        let day = moment.day;
        let primary = map.primary_on(day);
        let drawn = self.cards(map, day, theme);
        let reaches: Vec<(StrategyKind, f32, f32)> =
            drawn.iter().map(|(_, lane, at, card, _)| (*lane, page::card_right(at.x), at.y + card.height)).collect();
        let direction_lines = self.direction_lines(map);
        let contents = Contents { map, primary, cards: &reaches, direction_lines };
        let frame = page::lay_out(&contents, &mut self.setter);

        let mut placed = Vec::with_capacity(drawn.len());
        let mut card_nodes = Vec::with_capacity(drawn.len());
        for (initiative, lane, at, card, label) in drawn {
            let origin = frame.lane(lane).min() + at;
            let bounds = rect(origin.x, origin.y, card::CARD_WIDTH, card.height);
            card_nodes.push(Node {
                subject: Subject::Initiative(initiative.id.clone()),
                label,
                bounds,
                origin,
                title_area: Some(card.title_area.moved(origin)),
                shapes: card.shapes,
            });
            placed.push(Placed { initiative, lane, rect: bounds });
        }
        let link_nodes = links::links(map, &placed, &frame, day, theme);
        let box_nodes = self.boxes(map, &frame, day, theme);
        let mut furniture = Furniture { map, moment, primary, theme, frame: &frame, setter: &mut self.setter };
        let mut nodes = vec![furniture.heading(), furniture.banner()];
        nodes.extend(frame.lanes.map(|lane| furniture.lane(lane)));
        nodes.extend(furniture.panel());
        nodes.extend(link_nodes);
        nodes.extend(box_nodes);
        nodes.extend(card_nodes);
        nodes.extend(map.notes.iter().map(|note| furniture.note(note)));
        nodes.push(furniture.legend());
        nodes.push(furniture.sources());
        finish(map, frame, theme, nodes)
    }

    fn direction_lines(&mut self, map: &StrategyMap) -> usize {
        self.setter.set(&map.overview.strategy.direction, furniture::DIRECTION).len().max(1)
    }

    fn card(&mut self, initiative: &Arc<Initiative>, lane: StrategyKind, day: Day, theme: &Theme) -> (Card, Arc<str>) {
        let circumstances = Circumstances { lane: Some(lane), size: (0, 0), day, dark: theme.dark };
        if let Some(drawn) = self.cards.get(&initiative.id)
            && Arc::ptr_eq(&drawn.record, initiative)
            && drawn.circumstances == circumstances
        {
            return (drawn.drawing.clone(), drawn.label.clone());
        }
        let drawing = card::card(initiative, lane, day, theme, &mut self.setter);
        let label: Arc<str> = card::description(initiative, lane, day).into();
        let answer = (drawing.clone(), label.clone());
        self.cards.insert(initiative.id.clone(), Drawn { record: initiative.clone(), circumstances, drawing, label });
        answer
    }

    fn cards(&mut self, map: &StrategyMap, day: Day, theme: &Theme) -> Vec<PlacedCard> {
        self.cards.retain(|id, _| map.initiatives.contains(id));
        let mut drawn = Vec::new();
        for initiative in map.initiatives.iter() {
            let Some((lane, position)) = initiative.placement() else { continue };
            let (card, label) = self.card(initiative, lane, day, theme);
            drawn.push((initiative.clone(), lane, on_the_page(position), card, label));
        }
        drawn
    }

    fn boxes(&mut self, map: &StrategyMap, frame: &PageFrame, day: Day, theme: &Theme) -> Vec<Node> {
        self.boxes.retain(|id, _| map.capabilities.contains(id));
        let mut nodes = Vec::new();
        for (id, bounds) in frame.backbones.iter().flat_map(|row| row.lines.iter().flatten()) {
            let Some(capability) = map.capabilities.get(id) else { continue };
            let size = (bounds.w.to_bits(), bounds.h.to_bits());
            let circumstances = Circumstances { lane: None, size, day, dark: theme.dark };
            let known = self
                .boxes
                .get(id)
                .is_some_and(|drawn| Arc::ptr_eq(&drawn.record, capability) && drawn.circumstances == circumstances);
            if !known {
                let drawing =
                    capability_box::shapes(capability, bounds.w, bounds.h, day, theme, &mut self.setter).into();
                let label = capability_box::description(capability, day).into();
                let record = capability.clone();
                self.boxes.insert(id.clone(), Drawn { record, circumstances, drawing, label });
            }
            if let Some(drawn) = self.boxes.get(id) {
                nodes.push(Node {
                    subject: Subject::Capability(id.clone()),
                    label: drawn.label.clone(),
                    bounds: *bounds,
                    origin: bounds.min(),
                    title_area: Some(rect(bounds.x + 6.0, bounds.y + 4.0, bounds.w - 78.0, bounds.h - 8.0)),
                    shapes: drawn.drawing.clone(),
                });
            }
        }
        nodes
    }
}

/// Where a card is drawn in its lane: below the heading, and not so far out that the page becomes a stripe.
fn on_the_page(at: Position) -> Point {
    point(
        (at.x as f32).clamp(page::LANE_PADDING, page::FARTHEST),
        (at.y as f32).clamp(page::LANE_HEADER, page::FARTHEST),
    )
}

/// An initiative on the canvas: its lane, its place there, its card and what is told of it.
type PlacedCard = (Arc<Initiative>, StrategyKind, Point, Card, Arc<str>);

fn finish(map: &StrategyMap, frame: PageFrame, theme: &Theme, nodes: Vec<Node>) -> Scene {
    let places = nodes.iter().enumerate().map(|(i, node)| (node.subject.clone(), i)).collect();
    let title = if map.overview.title.is_empty() { "Untitled map".into() } else { map.overview.title.clone() };
    let description = format!(
        "Digital strategy map: {} initiatives in two strategies, {} capabilities in two backbones, {} links.",
        map.placed().count(),
        map.capabilities.len(),
        map.link_count()
    );
    Scene { title, description, frame, background: theme.page, index: Index::new(&nodes), nodes, places }
}
