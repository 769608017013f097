//! Where the cards of the view stand.

use egui::{Rect, Vec2, pos2, vec2};

/// Between the cards, and around them.
pub const GAP: f32 = 14.0;

/// The size below which the view is not laid out; less is cut.
pub const LEAST: Vec2 = vec2(392.0, 232.0);

/// What the chart keeps however low the view is.
pub const LEAST_CHART: f32 = 240.0;

/// What the card below the chart keeps.
const LEAST_LOWER: f32 = 170.0;
/// What the trajectory keeps where it stands by itself.
const LEAST_TRAJECTORY: f32 = 300.0;
/// The list where it stands above the other cards.
const STACKED_LIST: f32 = 230.0;

/// From this width on the trajectory stands beside the chart, and below it beside the headings.
const WIDE: f32 = 872.0;
/// Below this width all cards stand one below the other.
const NARROW: f32 = 660.0;

/// Where the cards stand, from the corner of the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Places {
    /// The list of the indicators.
    pub list: Rect,
    /// The chart of one of them.
    pub chart: Rect,
    /// How far the strategies have moved.
    pub trajectory: Rect,
    /// All headings, or the observations.
    pub lower: Rect,
    /// What shows all cards that scroll.
    pub rest: Rect,
    /// How high those are together.
    pub height: f32,
    /// Whether the list is one of them.
    pub list_scrolls: bool,
}

/// Places the cards in a view of this size, without its margins.
pub fn places(size: Vec2) -> Places {
    let size = size.max(LEAST);
    if size.x < NARROW {
        return stacked(size);
    }
    let list = Rect::from_min_size(pos2(0.0, 0.0), vec2((0.21 * size.x).clamp(234.0, 300.0).round(), size.y));
    let rest = Rect::from_min_max(pos2(list.right() + GAP, 0.0), pos2(size.x, size.y));
    let wide = size.x >= WIDE;
    let height = rest.height().max(LEAST_CHART + GAP + if wide { LEAST_LOWER } else { LEAST_TRAJECTORY });
    let lower_height = if wide {
        (0.33 * height).clamp(LEAST_LOWER, 340.0).min(height - GAP - LEAST_CHART)
    } else {
        (0.5 * height).clamp(LEAST_TRAJECTORY, 380.0).min(height - GAP - LEAST_CHART)
    };
    let (upper, lower) = split(Rect::from_min_size(rest.min, vec2(rest.width(), height)), lower_height.round());
    let aside = (if wide { 0.3 } else { 0.46 } * rest.width()).clamp(196.0, 350.0).round();
    let (chart, trajectory, lower) = if wide {
        let (chart, trajectory) = split_right(upper, aside);
        (chart, trajectory, lower)
    } else {
        let (lower, trajectory) = split_right(lower, aside);
        (upper, trajectory, lower)
    };
    Places { list, chart, trajectory, lower, rest, height, list_scrolls: false }
}

/// One below the other, on a page that scrolls.
fn stacked(size: Vec2) -> Places {
    let mut top = 0.0;
    let mut next = |height: f32| {
        let rect = Rect::from_min_size(pos2(0.0, top), vec2(size.x, height));
        top = rect.bottom() + GAP;
        rect
    };
    let (list, chart) = (next(STACKED_LIST), next(LEAST_CHART + 60.0));
    let (lower, trajectory) = (next(LEAST_LOWER + 30.0), next(LEAST_TRAJECTORY + 60.0));
    let rest = Rect::from_min_size(pos2(0.0, 0.0), size);
    Places { list, chart, trajectory, lower, rest, height: trajectory.bottom(), list_scrolls: true }
}

fn split(area: Rect, lower: f32) -> (Rect, Rect) {
    let edge = area.bottom() - lower;
    (area.with_max_y(edge - GAP), area.with_min_y(edge))
}

fn split_right(area: Rect, right: f32) -> (Rect, Rect) {
    let edge = area.right() - right;
    (area.with_max_x(edge - GAP), area.with_min_x(edge))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(size: Vec2) {
        let places = places(size);
        let cards = [places.list, places.chart, places.trajectory, places.lower];
        for (i, card) in cards.iter().enumerate() {
            assert!(card.width() >= 150.0 && card.height() >= 150.0, "{size:?}: card {i} is {:?}", card.size());
            for other in &cards[..i] {
                assert!(!card.expand(GAP / 2.0 - 0.1).intersects(other.expand(GAP / 2.0 - 0.1)), "{size:?}: card {i}");
            }
            assert!(card.left() >= 0.0 && card.right() <= size.x.max(LEAST.x) + 0.1, "{size:?}: card {i}");
        }
        assert!(places.chart.height() >= LEAST_CHART, "{size:?}: the chart is {} high", places.chart.height());
        assert!(cards[1..].iter().all(|card| card.bottom() <= places.height + 0.1), "{size:?}");
    }

    #[test]
    fn cards_never_overlap_at_any_size() {
        for width in (360..=1920).step_by(13) {
            for height in (200..=1000).step_by(17) {
                check(vec2(width as f32, height as f32));
            }
        }
    }

    #[test]
    fn the_trajectory_stands_beside_the_chart_where_there_is_room_and_below_it_elsewhere() {
        let wide = places(vec2(1252.0, 612.0));
        assert_eq!(wide.trajectory.top(), wide.chart.top());
        assert!((360.0..400.0).contains(&wide.chart.height()), "{}", wide.chart.height());
        assert_eq!((wide.height, wide.list_scrolls), (612.0, false));
        let panels_open = places(vec2(720.0, 612.0));
        assert_eq!(panels_open.trajectory.top(), panels_open.lower.top());
        assert!(places(vec2(400.0, 600.0)).list_scrolls);
    }

    #[test]
    fn a_low_view_scrolls_and_keeps_the_chart() {
        let low = places(vec2(1252.0, 300.0));
        assert!(low.height > 300.0 && low.list.height() == 300.0);
    }
}
