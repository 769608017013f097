//! The indicators of a whole map, with whose they are, and the rows that show them.

use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::series::{Dot, series};
use super::words;
use crate::app::style::{Palette, color32, font};
use crate::map::{Capability, Day, Id, Indicator, Initiative, StrategyMap};
use crate::scene::{Subject, Weight};

/// What has an indicator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Owner<'a> {
    /// The map as a whole.
    Map,
    /// An initiative.
    Initiative(&'a Initiative),
    /// A capability.
    Capability(&'a Capability),
}

impl Owner<'_> {
    /// What it is called.
    pub fn title(&self) -> &str {
        let title = match self {
            Self::Map => "Whole map",
            Self::Initiative(initiative) => &initiative.title,
            Self::Capability(capability) => &capability.title,
        };
        if title.trim().is_empty() { "Untitled" } else { title }
    }

    /// What is selected to see it in the inspector.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Map => Subject::Map,
            Self::Initiative(initiative) => Subject::Initiative(initiative.id.clone()),
            Self::Capability(capability) => Subject::Capability(capability.id.clone()),
        }
    }

    /// The colour that tells where it stands on the map.
    pub fn color(&self, palette: &Palette) -> Color32 {
        match self {
            Self::Map => palette.ink,
            Self::Initiative(initiative) => initiative.strategy.map_or(palette.muted, |kind| palette.strategy(kind)),
            Self::Capability(capability) => color32(palette.scene.backbone(capability.backbone)),
        }
    }
}

/// An indicator and whose it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listed<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Whose it is.
    pub owner: Owner<'a>,
}

/// The indicators of a map: its own, then those of initiatives and of capabilities, each in their order.
pub fn indicators(map: &StrategyMap) -> Vec<Listed<'_>> {
    let own = map.indicators.iter().map(|indicator| Listed { indicator, owner: Owner::Map });
    let initiatives = map.initiatives.iter().flat_map(|initiative| {
        let owner = Owner::Initiative(initiative);
        initiative.indicators.iter().map(move |indicator| Listed { indicator, owner })
    });
    let capabilities = map.capabilities.iter().flat_map(|capability| {
        let owner = Owner::Capability(capability);
        capability.indicators.iter().map(move |indicator| Listed { indicator, owner })
    });
    own.chain(initiatives).chain(capabilities).collect()
}

/// The indicator that is shown: the chosen one, or else the first.
pub fn shown<'a, 'b>(all: &'b [Listed<'a>], chosen: Option<&Id>) -> Option<&'b Listed<'a>> {
    let chosen = chosen.and_then(|id| all.iter().find(|listed| listed.indicator.id == *id));
    chosen.or(all.first())
}

/// The name of an indicator, also where it has none yet.
pub fn name(indicator: &Indicator) -> &str {
    if indicator.name.trim().is_empty() { "Unnamed indicator" } else { &indicator.name }
}

const PAD: f32 = 9.0;
const TEXT_LEFT: f32 = 22.0;
const SPARKLINE: egui::Vec2 = vec2(72.0, 22.0);

/// The row of an indicator.
pub fn row(ui: &mut Ui, listed: &Listed<'_>, day: Day, selected: bool) -> Response {
    let palette = Palette::for_ui(ui);
    let dots = series(listed.indicator, day);
    let name = name(listed.indicator);
    let width = ui.available_width();
    let beside = if dots.is_empty() { 0.0 } else { SPARKLINE.x + PAD };
    let text_width = (width - TEXT_LEFT - beside - PAD).max(60.0);
    // No line begins with the dot, and none ends between a number and what it counts.
    let below = format!("{}\u{A0}· {}", listed.owner.title(), words::count(dots.len()).replace(' ', "\u{A0}"));
    let painter = ui.painter();
    let title = painter.layout(name.to_owned(), font(Weight::SemiBold, 13.0), palette.ink, text_width);
    let below = painter.layout(below, font(Weight::Regular, 11.5), palette.muted, text_width);
    let height = title.size().y + 3.0 + below.size().y + 2.0 * PAD;

    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), selected, name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let painter = ui.painter();
    ground(ui, rect, &response, selected);
    let color = listed.owner.color(palette);
    let bar = Rect::from_min_size(rect.min + vec2(8.0, PAD + 1.0), vec2(3.5, height - 2.0 * PAD - 2.0));
    painter.rect_filled(bar, CornerRadius::same(1), color);
    let text = rect.min + vec2(TEXT_LEFT, PAD);
    let second = text + vec2(0.0, title.size().y + 3.0);
    painter.galley(text, title, palette.ink);
    painter.galley(second, below, palette.muted);
    let middle = pos2(rect.right() - PAD - SPARKLINE.x / 2.0, rect.center().y);
    let frame = Rect::from_center_size(middle, SPARKLINE).shrink(3.0);
    painter.extend(sparkline(&dots, frame, color));
    response
}

/// What a row stands on, by its state.
fn ground(ui: &Ui, rect: Rect, response: &Response, selected: bool) {
    let palette = Palette::for_ui(ui);
    let radius = CornerRadius::same(7);
    if selected {
        ui.painter().rect(rect, radius, palette.hover, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover.gamma_multiply(0.6));
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
    }
}

/// The small line of a row, by real dates; dotted where any value is invented or judged. A dot marks the last.
fn sparkline(dots: &[Dot<'_>], frame: Rect, color: Color32) -> Vec<Shape> {
    let Some(last) = dots.last() else { return Vec::new() };
    let range = |pick: fn(&Dot<'_>) -> f64| {
        let all = dots.iter().map(pick);
        (all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max))
    };
    let (times, heights) = (range(|dot| dot.time), range(|dot| dot.height));
    let part = |value: f64, (low, high): (f64, f64), alone: f32| {
        if high > low { ((value - low) / (high - low)) as f32 } else { alone }
    };
    let place = |dot: &Dot<'_>| {
        let x = frame.left() + part(dot.time, times, 1.0) * frame.width();
        pos2(x, frame.bottom() - part(dot.height, heights, 0.5) * frame.height())
    };
    let line: Vec<_> = dots.iter().map(place).collect();
    let mut shapes = if dots.iter().any(|dot| dot.observation.illustrative) {
        Shape::dotted_line(&line, color, 4.5, 0.9)
    } else {
        vec![Shape::line(line, Stroke::new(1.6, color))]
    };
    shapes.push(Shape::circle_filled(place(last), 2.8, color));
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Backbone, StrategyKind};
    use std::sync::Arc;

    fn indicator(id: &str) -> Indicator {
        Indicator { id: id.into(), name: format!("Indicator {id}"), ..Indicator::default() }
    }

    fn map() -> StrategyMap {
        let mut map = StrategyMap::default();
        let mut capability = Capability::named("c".into(), "Shared record", Backbone::Operational);
        capability.indicators = vec![indicator("of-capability")];
        map.capabilities.put(Arc::new(capability));
        for (id, indicators) in [("i", vec!["first", "second"]), ("j", vec!["third"])] {
            map.initiatives.put(Arc::new(Initiative {
                id: id.into(),
                title: id.to_uppercase(),
                strategy: Some(StrategyKind::CustomerEngagement),
                indicators: indicators.into_iter().map(indicator).collect(),
                ..Initiative::default()
            }));
        }
        map.indicators.put(Arc::new(indicator("own")));
        map
    }

    #[test]
    fn the_maps_own_come_first_then_those_of_initiatives_then_of_capabilities() {
        let map = map();
        let all = indicators(&map);
        let told: Vec<_> = all.iter().map(|l| (l.indicator.id.as_str(), l.owner.title())).collect();
        let expected =
            [("own", "Whole map"), ("first", "I"), ("second", "I"), ("third", "J"), ("of-capability", "Shared record")];
        assert_eq!(told, expected);
    }

    #[test]
    fn an_indicator_leads_to_what_has_it() {
        let map = map();
        let subjects: Vec<_> = indicators(&map).iter().map(|listed| listed.owner.subject()).collect();
        let i = Subject::Initiative("i".into());
        assert_eq!(
            subjects,
            [Subject::Map, i.clone(), i, Subject::Initiative("j".into()), Subject::Capability("c".into())]
        );
    }

    #[test]
    fn what_was_chosen_is_shown_while_it_exists_and_the_first_otherwise() {
        let map = map();
        let all = indicators(&map);
        let id = |chosen: &str| shown(&all, Some(&chosen.into())).map(|listed| listed.indicator.id.to_string());
        assert_eq!(id("third").as_deref(), Some("third"));
        assert_eq!(id("deleted").as_deref(), Some("own"));
        assert!(shown(&[], None).is_none());
    }
}
