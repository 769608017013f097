//! The map on the pages of a deck: whole on one page where it can be read there, else an overview and then part by part.

use super::excerpt;
use super::sheet::{LEAST, content_area};
use super::{DeckPlan, Page, SlideKind, overview};
use crate::scene::compose::{Composer, Scene};
use crate::scene::geometry::{Rect, point};
use crate::scene::manner::{Manner, Parts};
use crate::scene::node::{Node, Subject};

/// More cards than this are never tried on one page.
const MOST_ON_ONE_PAGE: usize = 40;
/// How much larger than its smallest a text may be set before a map counts as too full for one page: then cards would
/// grow so much that little is left of their arrangement.
const MOST_GROWTH: f32 = 1.75;
/// A map is never drawn larger than this.
const LARGEST: f32 = 1.3;

/// The pages that show the map.
pub fn map_pages(plan: &DeckPlan<'_>, composer: Composer) -> (Vec<Page>, Composer) {
    let title = plan.title();
    let shown = plan.map.placed().filter(|initiative| plan.moment.has(initiative)).count();
    let area = content_area(plan.page);
    let (fitted, composer) = if shown > MOST_ON_ONE_PAGE { (None, composer) } else { fitted(plan, area, composer) };
    match fitted {
        Some(nodes) => (vec![Page::new(SlideKind::Map, title, nodes)], composer),
        None => {
            let (parts, mut composer) = excerpt::pages(plan, area, composer);
            let mut pages = vec![overview::page(plan, parts.len(), &mut composer)];
            pages.extend(parts);
            (pages, composer)
        }
    }
}

/// A map in an area, its smallest text as large as it must be; nothing where that cannot be.
fn fitted(plan: &DeckPlan<'_>, area: Rect, mut composer: Composer) -> (Option<Vec<Node>>, Composer) {
    let mut least = LEAST;
    for _ in 0..6 {
        composer = composer.in_manner(Manner { parts: Parts::Slide, least });
        let scene = composer.compose(plan.map, plan.moment, plan.theme);
        let scale = scale(&scene, area);
        if least * scale >= LEAST * 0.999 {
            return (Some(placed(&scene, scale, area)), composer);
        }
        least = LEAST / scale * 1.002;
        if least > LEAST * MOST_GROWTH {
            break;
        }
    }
    (None, composer)
}

/// How large a drawing can be in an area.
pub fn scale(scene: &Scene, area: Rect) -> f32 {
    let page = scene.frame.page;
    (area.w / page.w).min(area.h / page.h).min(LARGEST)
}

/// The nodes of a drawing in an area, in the order in which they are read.
pub fn placed(scene: &Scene, scale: f32, area: Rect) -> Vec<Node> {
    let page = scene.frame.page;
    let corner = point(area.x + (area.w - page.w * scale) / 2.0, area.y + (area.h - page.h * scale).min(24.0) / 2.0);
    let mut nodes: Vec<&Node> = scene.nodes.iter().collect();
    nodes.sort_by(|a, b| {
        let key = |node: &Node| (order(node, scene), node.bounds.y, node.bounds.x);
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.total_cmp(&b.2))
    });
    nodes.into_iter().map(|node| node.scaled(scale, corner)).collect()
}

/// In which order the parts of a map are read: its direction, each lane with its cards, each backbone with its boxes, the
/// links, the legend.
fn order(node: &Node, scene: &Scene) -> usize {
    let in_second = |node: &Node| node.bounds.center().x > scene.frame.lanes[1].rect.x;
    let in_operational = |node: &Node| node.bounds.center().y > scene.frame.backbones[1].rect.y - 4.0;
    match &node.subject {
        Subject::Direction => 0,
        Subject::Passage(name) if name.starts_with("direction") => 1,
        Subject::Lane(_) => 10 + 10 * usize::from(in_second(node)),
        Subject::Passage(name) if name.starts_with("role") => 11 + 10 * usize::from(in_second(node)),
        Subject::Initiative(_) | Subject::Reference(_) => 12 + 10 * usize::from(in_second(node)),
        // Its panel lies below both rows.
        Subject::Backbone(crate::map::Backbone::DigitalServices) => 30,
        Subject::Backbone(crate::map::Backbone::Operational) => 40,
        Subject::Passage(_) => 41,
        Subject::Capability(_) => 32 + 10 * usize::from(in_operational(node)),
        Subject::Link { .. } | Subject::Serves { .. } => 50,
        _ => 60,
    }
}
