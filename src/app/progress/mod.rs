//! The view of progress: every indicator of the map, and the observations of one of them over time.
//!
//! What is shown is what was observed: no target, and no line where nothing was seen.

mod chart;
mod list;
mod mark;
mod series;
mod ticks;
mod words;

use egui::{Align2, CornerRadius, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use crate::app::style::{Palette, font};
use crate::app::widgets;
use crate::edit::Document;
use crate::insight::Timeline;
use crate::map::{Day, Id};
use crate::scene::{Subject, Weight};
use list::Listed;

/// What is said where the map has no indicator.
const NOTHING: &str = "No indicator yet. Select an initiative on the map and add one in the inspector.";

const GAP: f32 = 14.0;
/// The size below which the view is not laid out.
const LEAST: egui::Vec2 = vec2(420.0, 260.0);

/// The view of progress and the indicator that it shows.
#[derive(Debug, Default)]
pub struct ProgressView {
    chosen: Option<Id>,
    /// Whether the row of the chosen indicator still has to be brought into view.
    reveal: bool,
}

impl ProgressView {
    /// Shows an indicator from now on, as when it was picked elsewhere.
    pub fn choose(&mut self, indicator: Id) {
        self.chosen = Some(indicator);
        self.reveal = true;
    }

    /// Draws the view as of a day. Answers what has the indicator that was just picked, for the inspector.
    pub fn show(&mut self, ui: &mut Ui, document: &mut Document, timeline: &Timeline, day: Day) -> Option<Subject> {
        let map = document.map();
        let _ = timeline;
        let palette = Palette::for_ui(ui);
        let area = ui.available_rect_before_wrap();
        ui.allocate_rect(area, Sense::hover());
        ui.painter().rect_filled(area, CornerRadius::ZERO, palette.desk);
        // Where there is less room, the view is cut: it is not drawn inside out.
        let inner = Rect::from_min_size(area.min + vec2(GAP, GAP), (area.size() - 2.0 * vec2(GAP, GAP)).max(LEAST));
        let all = list::indicators(map);
        let Some(shown) = list::shown(&all, self.chosen.as_ref()).copied() else {
            card(ui, inner, "nothing", |ui| sentence(ui, NOTHING));
            return None;
        };
        let (left, right) = inner.split_left_right_at_x(inner.left() + list_width(inner.width()));
        let reveal = std::mem::take(&mut self.reveal);
        let picked = card(ui, left, "indicators", |ui| indicator_list(ui, &all, &shown, day, reveal));
        let right = right.with_min_x(right.left() + GAP);
        card(ui, right, "chart", |ui| chart::show(ui, map, &picked.unwrap_or(shown), day));
        let picked = picked?;
        self.chosen = Some(picked.indicator.id.clone());
        Some(picked.owner.subject())
    }
}

/// How wide the list is in a view of this width.
fn list_width(view: f32) -> f32 {
    (0.34 * view).clamp(200.0, 300.0)
}

fn indicator_list<'a>(
    ui: &mut Ui,
    all: &[Listed<'a>],
    shown: &Listed<'a>,
    day: Day,
    reveal: bool,
) -> Option<Listed<'a>> {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width() - 8.0);
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            ui.vertical(|ui| widgets::section(ui, "Indicators", |_| {}));
        });
    });
    ui.add_space(2.0);
    let mut picked = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let named = UiBuilder::new().accessibility_role(egui::Role::ListBox).accessibility_label("Indicators");
        ui.scope_builder(named, |ui| {
            for listed in all {
                let selected = listed.indicator.id == shown.indicator.id;
                let row = ui.push_id(&listed.indicator.id, |ui| list::row(ui, listed, day, selected)).inner;
                if selected && reveal {
                    row.scroll_to_me(Some(egui::Align::Center));
                }
                if row.clicked() {
                    picked = Some(*listed);
                }
            }
        });
    });
    picked
}

/// A white rounded card with contents.
fn card<R>(ui: &mut Ui, rect: Rect, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::for_ui(ui);
    ui.painter().rect(rect, CornerRadius::same(10), palette.panel, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
    let margin = if name == "indicators" { vec2(8.0, 10.0) } else { vec2(22.0, 18.0) };
    let inside = rect.shrink2(margin);
    ui.scope_builder(UiBuilder::new().id_salt(name).max_rect(inside), |ui| {
        ui.set_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
        contents(ui)
    })
    .inner
}

/// A sentence in the middle of what is otherwise empty.
fn sentence(ui: &mut Ui, text: &str) {
    let palette = Palette::for_ui(ui);
    let area = ui.available_rect_before_wrap();
    let width = area.width().min(420.0);
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font(Weight::Regular, 14.0), palette.muted, width);
    job.halign = egui::Align::Center;
    let galley = ui.painter().layout_job(job);
    let place = Align2::CENTER_CENTER.align_size_within_rect(vec2(width, galley.size().y), area);
    ui.put(place, egui::Label::new(galley));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::style;
    use crate::map::{Indicator, Initiative, Observation, StrategyKind, StrategyMap};
    use egui_kittest::Harness;
    use egui_kittest::kittest::{NodeT, Queryable};
    use std::sync::Arc;

    #[derive(Default)]
    struct Shown {
        view: ProgressView,
        document: Document,
        picked: Option<Subject>,
    }

    fn show(map: StrategyMap, theme: egui::Theme, size: egui::Vec2) -> Harness<'static, Shown> {
        let day = Day::from_civil(2020, 1, 1);
        let draw = move |ui: &mut Ui, shown: &mut Shown| {
            let picked = shown.view.show(ui, &mut shown.document, &Timeline::default(), day);
            shown.picked = picked.or(shown.picked.take());
        };
        let state = Shown { document: Document::new(map), ..Shown::default() };
        let builder = Harness::builder().with_size(size).with_theme(theme).with_context_setup(style::install);
        let mut harness = builder.build_ui_state(draw, state);
        harness.run();
        harness
    }

    fn map(values: &[(&str, f64)]) -> StrategyMap {
        let mut map = StrategyMap::default();
        map.indicators.put(Arc::new(Indicator {
            id: "own".into(),
            name: "Net promoter score".into(),
            ..Indicator::default()
        }));
        let observations = values.iter().map(|(d, v)| Observation::exact(d.parse().expect(d), *v)).collect();
        let indicator =
            Indicator { id: "k".into(), name: "Members online".into(), observations, ..Indicator::default() };
        let strategy = Some(StrategyKind::CustomerEngagement);
        let (id, indicators) = ("i".into(), vec![indicator]);
        map.initiatives.put(Arc::new(Initiative {
            id,
            title: "Record".into(),
            strategy,
            indicators,
            ..Initiative::default()
        }));
        map
    }

    const SIZE: egui::Vec2 = vec2(1000.0, 700.0);

    #[test]
    fn the_list_leaves_room_for_the_chart() {
        assert_eq!(list_width(1400.0), 300.0);
        assert_eq!(list_width(700.0), 238.0);
        assert_eq!(list_width(LEAST.x), 200.0);
    }

    #[test]
    fn a_map_without_indicators_says_how_to_get_one() {
        let harness = show(StrategyMap::default(), egui::Theme::Light, SIZE);
        harness.get_by_label_contains("No indicator yet.");
    }

    #[test]
    fn picking_an_indicator_shows_it_and_answers_what_has_it() {
        let mut harness = show(map(&[("2012", 3.0), ("2013-05", 4.0)]), egui::Theme::Light, SIZE);
        harness.get_by_label_contains("No observation yet. Add one");
        harness.get_by_role_and_label(egui::Role::ListBoxOption, "Members online").click();
        harness.run();
        assert_eq!(harness.state().picked, Some(Subject::Initiative("i".into())));
        let chart = harness.get_by_role(egui::Role::Figure);
        let told = chart.accesskit_node().label().unwrap_or_default();
        assert_eq!(told, "Chart of Members online. 2012: 3; May 2013: 4.");
        harness.get_by_label("2 observations, 2012–2013");
    }

    #[test]
    fn an_indicator_can_be_picked_with_the_keyboard() {
        let mut harness = show(map(&[("2012", 3.0)]), egui::Theme::Dark, SIZE);
        harness.get_by_role_and_label(egui::Role::ListBoxOption, "Members online").focus();
        harness.run();
        harness.key_press(egui::Key::Enter);
        harness.run();
        assert_eq!(harness.state().picked, Some(Subject::Initiative("i".into())));
    }

    #[test]
    fn what_comes_after_the_day_is_left_out_and_said() {
        let mut map = map(&[("2012", 3.0), ("2031", 4.0)]);
        map.overview = Arc::new(crate::map::Overview { illustrative: true, ..Default::default() });
        let mut harness = show(map, egui::Theme::Dark, SIZE);
        harness.state_mut().view.choose("k".into());
        harness.run();
        harness.get_by_label("1 observation, 2012");
        harness.get_by_label("Observations after 1 Jan 2020 are not shown (1)");
    }

    #[test]
    fn a_very_small_view_and_very_large_values_are_drawn() {
        let mut harness = show(map(&[("2012", f64::MAX), ("2013", f64::MIN)]), egui::Theme::Light, vec2(90.0, 60.0));
        harness.state_mut().view.choose("k".into());
        harness.run();
    }
}
