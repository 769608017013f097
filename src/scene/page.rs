//! Where everything stands on the page: banner, lanes, backbone, legend.

use super::capability_box::{self, BOX_LEAST_WIDTH, BOX_WIDTH};
use super::card::CARD_WIDTH;
use super::geometry::{Rect, rect};
use super::manner::{Manner, Parts};
use super::text::TextSetter;
use crate::insight::Lens;
use crate::map::{Backbone, Capability, Id, StrategyKind, StrategyMap};

/// The page while nothing needs more.
const PAGE: (f32, f32) = (1600.0, 900.0);
const MARGIN: f32 = 56.0;
const BETWEEN_LANES: f32 = 18.0;
const LANE_HEIGHT: f32 = 430.0;
/// How high the lanes are on a slide at the least.
const SLIDE_LANE_HEIGHT: f32 = 360.0;
/// How high the lanes of an excerpt are at the least.
const EXCERPT_LANE_HEIGHT: f32 = 200.0;
/// What stays free around a map that is drawn for a slide: as much as its edges need.
const SLIDE_MARGIN: f32 = 1.0;
const BANNER_TOP: f32 = 102.0;
const BANNER_HEIGHT: f32 = 52.0;
const BOX_GAP: f32 = 30.0;
const BOX_ROW_GAP: f32 = 26.0;
/// Where the boxes of the first row begin, from the panel's left edge; those of the second are a little further in, so that
/// links reach them through the gaps of the first.
const BOX_INDENT: [f32; 2] = [158.0, 218.0];

/// What the heading of a lane takes at its top.
pub const LANE_HEADER: f32 = 62.0;

/// What stays free at the sides of a lane.
pub const LANE_PADDING: f32 = 8.0;

/// The farthest that a card is drawn from the corner of its lane.
pub const FARTHEST: f32 = 50_000.0;

/// How wide a strategy's lane is while its cards need no more: the one that leads is wider.
pub fn lane_width(strategy: StrategyKind, primary: Option<StrategyKind>) -> f32 {
    let both = PAGE.0 - 2.0 * MARGIN - BETWEEN_LANES;
    match primary {
        Some(leading) if leading == strategy => 911.0,
        Some(_) => both - 911.0,
        None => both / 2.0,
    }
}

/// The lane of a strategy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneFrame {
    /// Whose lane.
    pub strategy: StrategyKind,
    /// Where.
    pub rect: Rect,
}

/// A row of a backbone, perhaps of several lines of boxes.
#[derive(Clone, Debug, PartialEq)]
pub struct BackboneFrame {
    /// Which one.
    pub backbone: Backbone,
    /// The whole row.
    pub rect: Rect,
    /// The boxes, line by line.
    pub lines: Vec<Vec<(Id, Rect)>>,
}

/// Where everything stands on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageFrame {
    /// The page.
    pub page: Rect,
    /// The banner of the strategic direction.
    pub banner: Rect,
    /// Customer engagement and digitized solutions, from left to right.
    pub lanes: [LaneFrame; 2],
    /// The panel that both backbones stand on.
    pub panel: Rect,
    /// The digital services and the operational backbone, from the top.
    pub backbones: [BackboneFrame; 2],
    /// The legend's baseline.
    pub legend: f32,
}

impl PageFrame {
    /// A page on which no map stands.
    pub fn empty(page: Rect) -> Self {
        Self {
            page,
            banner: Rect::default(),
            lanes: StrategyKind::ALL.map(|strategy| LaneFrame { strategy, rect: Rect::default() }),
            panel: Rect::default(),
            backbones: Backbone::ALL.map(|backbone| BackboneFrame {
                backbone,
                rect: Rect::default(),
                lines: Vec::new(),
            }),
            legend: page.bottom(),
        }
    }

    /// The lane of a strategy.
    pub fn lane(&self, strategy: StrategyKind) -> Rect {
        self.lanes.iter().find(|lane| lane.strategy == strategy).map_or(self.page, |lane| lane.rect)
    }

    /// The backbone whose row is at this height of the page, inside the panel.
    pub fn backbone_at(&self, y: f32) -> Option<Backbone> {
        let inside = y >= self.panel.y && y <= self.panel.bottom();
        inside.then(|| if y < self.backbones[1].rect.y { Backbone::DigitalServices } else { Backbone::Operational })
    }
}

/// What the page depends on besides the map: how high each placed card is and how many lines the direction takes.
pub struct Contents<'a> {
    /// The map.
    pub map: &'a StrategyMap,
    /// The strategy that leads.
    pub primary: Option<StrategyKind>,
    /// Placed cards: lane, right edge and lower edge in the lane's units.
    pub cards: &'a [(StrategyKind, f32, f32)],
    /// The lines of the strategic direction.
    pub direction_lines: usize,
    /// In which manner it is drawn.
    pub manner: Manner,
    /// How wide the lanes are, where it is not for the page to say; a lane of no width is not there.
    pub lane_widths: Option<[f32; 2]>,
    /// The lens that it is seen through: the legend of the page has a line more.
    pub lens: Option<Lens>,
}

/// Lays out the page.
pub fn lay_out(contents: &Contents<'_>, setter: &mut TextSetter) -> PageFrame {
    let manner = contents.manner;
    let reach = |strategy| {
        let cards = contents.cards.iter().filter(|(lane, ..)| *lane == strategy);
        cards.fold((0.0_f32, 0.0_f32), |(right, bottom), card| (right.max(card.1), bottom.max(card.2)))
    };
    let widths = match contents.lane_widths {
        Some(widths) => widths,
        None => StrategyKind::ALL.map(|lane| lane_width(lane, contents.primary).max(reach(lane).0 + 20.0)),
    };
    let least = match manner.parts {
        Parts::Page => LANE_HEIGHT,
        Parts::Slide => SLIDE_LANE_HEIGHT,
        Parts::Excerpt => EXCERPT_LANE_HEIGHT,
    };
    let below = if manner.parts == Parts::Excerpt { 24.0 } else { 34.0 };
    let height = StrategyKind::ALL.map(|lane| reach(lane).1 + below).into_iter().fold(least, f32::max);
    let between = if widths.contains(&0.0) { 0.0 } else { BETWEEN_LANES };
    let width = widths[0] + between + widths[1];
    let margin = if manner.is_slide() { SLIDE_MARGIN } else { MARGIN };

    let banner = banner(manner, margin, width, contents.direction_lines);
    let top = if banner.h > 0.0 { banner.bottom() + 18.0 } else { banner.y };
    let lanes = [
        LaneFrame { strategy: StrategyKind::CustomerEngagement, rect: rect(margin, top, widths[0], height) },
        LaneFrame {
            strategy: StrategyKind::DigitizedSolutions,
            rect: rect(margin + widths[0] + between, top, widths[1], height),
        },
    ];
    let panel_top = top + height + channel(contents.map.link_count());
    let (backbones, panel_bottom) = backbones(contents, rect(margin, panel_top, width, 0.0), setter);
    let panel = rect(margin, panel_top, width, panel_bottom - panel_top);
    let lens_line = if contents.lens.is_some() { super::legend::LEADING } else { 0.0 };
    let bottom = match manner.parts {
        Parts::Page => (panel.bottom() + 88.0 + lens_line).max(PAGE.1),
        Parts::Slide => panel.bottom() + 16.0 + manner.size(11.5) * 3.4,
        Parts::Excerpt => panel.bottom() + margin,
    };
    let page = rect(0.0, 0.0, width + 2.0 * margin, bottom);
    let legend = if manner.is_slide() { bottom - 6.0 } else { bottom - 30.0 };
    PageFrame { page, banner, lanes, panel, backbones, legend }
}

/// Where the strategic direction stands; of no height where it does not.
fn banner(manner: Manner, margin: f32, width: f32, lines: usize) -> Rect {
    let extra = lines.saturating_sub(1) as f32;
    match manner.parts {
        Parts::Page => rect(margin, BANNER_TOP, width, BANNER_HEIGHT + extra * 23.0),
        Parts::Slide => {
            let leading = 1.25 * manner.direction();
            rect(margin, margin, width, 1.3 * manner.size(10.5) + leading * (extra + 1.0) + 14.0)
        }
        Parts::Excerpt => rect(margin, margin, width, 0.0),
    }
}

/// The space between the lanes and the backbone: more where more links run through it.
fn channel(links: usize) -> f32 {
    (46.0 + links as f32 * 1.2).clamp(58.0, 150.0)
}

fn backbones(contents: &Contents<'_>, panel: Rect, setter: &mut TextSetter) -> ([BackboneFrame; 2], f32) {
    let (map, manner) = (contents.map, contents.manner);
    let is_told = contents.lens.is_some_and(Lens::is_of_capabilities);
    let mut y = panel.y + 13.0;
    let frames = [0, 1].map(|row| {
        let backbone = Backbone::ALL[row];
        let of_backbone: Vec<_> = map.capabilities.iter().filter(|c| c.backbone == backbone).collect();
        let start = y;
        let mut lines = Vec::new();
        for (i, (line, w, left)) in lines_of(&of_backbone, panel, row, manner).into_iter().enumerate() {
            if i > 0 {
                y += BOX_ROW_GAP;
            }
            let h = line.iter().map(|c| capability_box::height(c, w, manner, is_told, setter)).fold(0.0, f32::max);
            let boxes =
                line.iter().enumerate().map(|(i, c)| (c.id.clone(), rect(left + i as f32 * (w + BOX_GAP), y, w, h)));
            lines.push(boxes.collect());
            y += h;
        }
        if of_backbone.is_empty() {
            y += 50.0;
        }
        let frame = BackboneFrame { backbone, rect: rect(panel.x, start, panel.w, y - start), lines };
        y += BOX_ROW_GAP;
        frame
    });
    (frames, y - BOX_ROW_GAP + 13.0)
}

/// The lines of boxes of one backbone: the capabilities, how wide each box is, and where the line begins.
fn lines_of<'a>(
    all: &[&'a std::sync::Arc<Capability>],
    panel: Rect,
    row: usize,
    manner: Manner,
) -> Vec<(Vec<&'a Capability>, f32, f32)> {
    if all.is_empty() {
        return Vec::new();
    }
    let indents = BOX_INDENT.map(|indent| indent * manner.growth(14.0));
    let room = panel.w - indents[0] - 12.0;
    let most = (((room + BOX_GAP) / (BOX_LEAST_WIDTH + BOX_GAP)).floor() as usize).max(1);
    let count = all.len().div_ceil(all.len().div_ceil(most));
    let box_width = ((room - (count - 1) as f32 * BOX_GAP) / count as f32).min(BOX_WIDTH);
    let used = count as f32 * (box_width + BOX_GAP) - BOX_GAP;
    all.chunks(count)
        .enumerate()
        .map(|(i, line)| {
            let shifted = (row + i) % 2;
            let indent = indents[shifted].min(indents[0] + room - used);
            (line.iter().map(|c| &***c).collect(), box_width, panel.x + indent)
        })
        .collect()
}

/// The right edge of a card at a place in its lane.
pub fn card_right(x: f32) -> f32 {
    x + CARD_WIDTH
}
