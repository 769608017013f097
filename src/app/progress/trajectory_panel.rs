//! The trajectory: how far each of the two strategies has moved, one against the other.

use egui::{
    Align2, CornerRadius, Id as EguiId, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::text::{quiet, quiet_galley, sentence, title};
use crate::app::style::{Palette, font};
use crate::insight::words::rounded;
use crate::insight::{Step, Trajectory};
use crate::map::{PartialDate, StrategyKind};
use crate::scene::Weight;

const NEEDED: &str = "No trajectory yet: it takes an indicator with a desired direction, of an initiative on the map, \
                      that was observed twice.";
const METHOD: &str = "Each indicator scaled by its own spread, its last observation carried forward; a strategy is the \
                      mean of its indicators";

/// Below this side a plot tells nothing.
const LEAST_SIDE: f32 = 96.0;
/// How much higher than wide a plot may be.
const HIGHEST: f32 = 1.3;
const DOT: f32 = 3.6;
/// The ring where the path ends without an arrow, with its line.
const RING: f32 = DOT + 2.4;
/// Where the names of the axes stand.
const MARGIN: f32 = 20.0;
/// How much farther off a label is that stands above or below the head of an arrow.
const PAST_HEAD: f32 = 5.0;
/// A shorter last piece has no head.
const LEAST_ARROW: f32 = 10.0;
/// Steps nearer than this to each other are one stop with one label.
const APART: f32 = 7.0;
/// Differences smaller than this are none.
const ALIKE: f64 = 0.005;

/// Draws the card.
pub fn show(ui: &mut Ui, trajectory: &Trajectory, primary: Option<StrategyKind>) {
    ui.spacing_mut().item_spacing.y = 3.0;
    let top = ui.available_rect_before_wrap();
    title(ui, "Trajectory");
    quiet(ui, "how far each strategy has moved, from its start");
    if trajectory.steps.len() < 2 {
        sentence(ui, NEEDED);
        return;
    }
    let method = method(trajectory);
    method_mark(ui, top, &method);
    ui.add_space(8.0);
    let area = ui.available_rect_before_wrap();
    let side = words_side(trajectory, primary);
    let below = lines(ui, &side, &method, trajectory.illustrative, area);
    let height: f32 = below.iter().map(|line| line.size().y + 3.0).sum();
    let room = area.with_max_y(area.bottom() - height - 4.0);
    let bottom = plot(ui, room, trajectory, &side);
    let mut at = pos2(area.left(), bottom + 6.0);
    for line in below {
        let place = Rect::from_min_size(at, line.size());
        at.y = place.bottom() + 3.0;
        ui.put(place, egui::Label::new(line));
    }
}

/// What stands below the plot: how it is made only where the plot keeps its size.
fn lines(ui: &Ui, side: &str, method: &str, illustrative: bool, area: Rect) -> Vec<std::sync::Arc<egui::Galley>> {
    let line = |text: &str| quiet_galley(ui, text, area.width());
    let mut lines = vec![line(side)];
    if illustrative {
        lines.push(line("Illustrative values included"));
    }
    let used: f32 = lines.iter().map(|line| line.size().y + 3.0).sum();
    let method = line(method);
    if area.height() - used - method.size().y >= area.width() + MARGIN {
        lines.insert(1, method);
    }
    lines
}

/// How the trajectory is made.
fn method(trajectory: &Trajectory) -> String {
    let [engagement, solutions] = trajectory.counted;
    format!("{METHOD} ({engagement} and {solutions}).")
}

/// A small question mark that tells how the trajectory is made.
fn method_mark(ui: &Ui, card: Rect, method: &str) {
    let palette = Palette::for_ui(ui);
    let place = Rect::from_center_size(card.right_top() + vec2(-10.0, 11.0), Vec2::splat(20.0));
    let mark = ui.interact(place, EguiId::unique("trajectory method"), Sense::click());
    mark.widget_info(|| WidgetInfo::labeled(Role::Button, true, "How the trajectory is made"));
    ui.ctx().accesskit_node_builder(mark.id, |node| node.set_description(method));
    let pointed = mark.hovered() || mark.has_focus();
    let ink = if pointed { palette.ink } else { palette.muted };
    ui.painter().circle(
        place.center(),
        8.5,
        palette.panel,
        Stroke::new(1.0, if pointed { palette.muted } else { palette.edge }),
    );
    ui.painter().text(place.center(), Align2::CENTER_CENTER, "?", font(Weight::Medium, 11.0), ink);
    if mark.has_focus() {
        ui.painter().circle_stroke(place.center(), 10.0, Stroke::new(1.5, palette.accent));
        mark.show_tooltip_text(method);
    } else {
        mark.on_hover_text(method);
    }
}

/// Which of the two has moved further, and whether that is the one that leads.
fn words_side(trajectory: &Trajectory, primary: Option<StrategyKind>) -> String {
    if let Some(silent) = (0..2).find(|at| trajectory.counted[*at] == 0) {
        return format!("no indicator of {} counts yet", lower(StrategyKind::ALL[silent]));
    }
    let [x, y] = trajectory.steps.last().map_or([0.0, 0.0], |step| step.moved);
    let (place, further) = match x - y {
        lead if lead > ALIKE => ("below the diagonal", Some(StrategyKind::CustomerEngagement)),
        lead if lead < -ALIKE => ("above the diagonal", Some(StrategyKind::DigitizedSolutions)),
        _ => ("on the diagonal", None),
    };
    let told = match (further, primary) {
        (None, Some(_)) => "both strategies have moved alike".to_owned(),
        (None, None) => "both strategies have moved alike; no strategy is primary".to_owned(),
        (Some(further), None) => format!("{} has moved further; no strategy is primary", lower(further)),
        (Some(further), Some(primary)) if further == primary => "the primary focus leads".to_owned(),
        (Some(_), Some(_)) => "the supporting strategy has moved further".to_owned(),
    };
    format!("{place}: {told}")
}

fn lower(strategy: StrategyKind) -> String {
    strategy.name().to_lowercase()
}

/// The path for those who cannot see it.
fn description(trajectory: &Trajectory, side: &str) -> String {
    let at = |step: &Step| {
        format!("{}: {} and {}", PartialDate::of_day(step.day).in_words(), place(step.moved[0]), place(step.moved[1]))
    };
    let path: Vec<String> = trajectory.steps.iter().map(at).collect();
    let illustrative = if trajectory.illustrative { " Illustrative values included." } else { "" };
    format!("Trajectory of customer engagement and digitized solutions. {}. {side}.{illustrative}", path.join("; "))
}

/// A place on an axis, with two places behind the point.
fn place(moved: f64) -> String {
    rounded((moved * 100.0).round() / 100.0)
}

/// The part of both axes that is shown: the start is in it, and something of either side.
fn range(steps: &[Step]) -> (f64, f64) {
    let all = || steps.iter().flat_map(|step| step.moved);
    let low = all().fold(-0.1, f64::min);
    let high = all().fold(0.3, f64::max);
    let air = 0.1 * (high - low);
    (low - if low < -0.1 { air } else { 0.0 }, high + air)
}

/// How far apart the lines of the grid are.
fn grain((low, high): (f64, f64)) -> f64 {
    [0.1, 0.25, 0.5].into_iter().find(|grain| (high - low) / grain <= 5.0).unwrap_or(1.0)
}

/// From both values to the place on the screen; equal scales, so that the diagonal is true.
struct Frame {
    rect: Rect,
    range: (f64, f64),
}

impl Frame {
    /// As wide as both scales need, and somewhat higher where there is room: then more of the upper side is seen.
    fn of(area: Rect, range: (f64, f64)) -> Option<Self> {
        let room = area.size() - Vec2::splat(MARGIN);
        let width = room.x.min(room.y).floor();
        let left = area.left() + MARGIN + (room.x - width) / 2.0;
        let size = vec2(width, room.y.min(HIGHEST * width).floor());
        (width >= LEAST_SIDE)
            .then(|| Self { rect: Rect::from_min_size(pos2(left.round(), area.top().round()), size), range })
    }

    fn part(&self, value: f64) -> f32 {
        ((value - self.range.0) / (self.range.1 - self.range.0)) as f32 * self.rect.width()
    }

    fn place(&self, [x, y]: [f64; 2]) -> Pos2 {
        pos2(self.rect.left() + self.part(x), self.rect.bottom() - self.part(y))
    }
}

/// Draws the plot. Answers where it ends.
fn plot(ui: &Ui, area: Rect, trajectory: &Trajectory, side: &str) -> f32 {
    let frame = Frame::of(area, range(&trajectory.steps));
    let place = frame.as_ref().map_or(area, |frame| frame.rect);
    let figure = ui.interact(place, EguiId::unique("trajectory"), Sense::hover());
    figure.widget_info(|| WidgetInfo::labeled(Role::Figure, true, description(trajectory, side)));
    let Some(frame) = frame else { return area.top() };
    grid(ui, &frame);
    axes(ui, &frame);
    let dots: Vec<Pos2> = trajectory.steps.iter().map(|step| frame.place(step.moved)).collect();
    path(ui, &dots);
    labels(ui, trajectory, &dots, frame.rect);
    hover(ui, &figure, trajectory, &dots);
    frame.rect.bottom() + MARGIN
}

fn grid(ui: &Ui, frame: &Frame) {
    let palette = Palette::for_ui(ui);
    let (painter, rect) = (ui.painter(), frame.rect);
    let grain = grain(frame.range);
    let (first, last) = ((frame.range.0 / grain).ceil() as i32, (frame.range.1 / grain).floor() as i32);
    let higher = (rect.height() / frame.part(frame.range.0 + grain)).ceil() as i32;
    for line in first..=last.max(higher) {
        let at = frame.place([f64::from(line) * grain; 2]);
        // The start of both has a stronger line.
        let stroke = if line == 0 {
            Stroke::new(1.4, palette.edge)
        } else {
            Stroke::new(1.0, palette.edge.gamma_multiply(0.55))
        };
        if at.x <= rect.right() {
            painter.vline(at.x, rect.y_range(), stroke);
        }
        if at.y >= rect.top() {
            painter.hline(rect.x_range(), at.y, stroke);
        }
    }
    let edge = Stroke::new(1.0, palette.edge.gamma_multiply(0.55));
    painter.rect_stroke(rect, CornerRadius::ZERO, edge, StrokeKind::Inside);
    let diagonal = [rect.left_bottom(), rect.left_bottom() + vec2(rect.width(), -rect.width())];
    painter.extend(Shape::dotted_line(&diagonal, palette.muted.gamma_multiply(0.7), 6.0, 0.9));
}

/// The names of the axes, in the colours of the strategies.
fn axes(ui: &Ui, frame: &Frame) {
    let palette = Palette::for_ui(ui);
    let name = |strategy: StrategyKind, room: f32| {
        let words = format!("{} →", lower(strategy));
        let size = if room < 150.0 { 10.0 } else { 11.5 };
        ui.painter().layout_no_wrap(words, font(Weight::SemiBold, size), palette.strategy(strategy))
    };
    let rect = frame.rect;
    let across = name(StrategyKind::CustomerEngagement, rect.width());
    ui.painter().galley(pos2(rect.right() - across.size().x, rect.bottom() + 4.0), across, palette.ink);
    let upwards = name(StrategyKind::DigitizedSolutions, rect.height());
    let at = pos2(rect.left() - 5.0 - upwards.size().y, rect.top() + upwards.size().x);
    let shape = egui::epaint::TextShape::new(at, upwards, palette.ink).with_angle(-std::f32::consts::FRAC_PI_2);
    ui.painter().add(shape);
}

fn path(ui: &Ui, dots: &[Pos2]) {
    let ink = Palette::for_ui(ui).ink;
    ui.painter().add(Shape::line(dots.to_vec(), Stroke::new(2.0, ink)));
    let Some((tip, before)) = dots.split_last() else { return };
    // The head of the arrow stands for what stands at its tip.
    for dot in before.iter().filter(|dot| dot.distance(*tip) > 2.0) {
        ui.painter().circle_filled(*dot, DOT, ink);
    }
    match head(dots) {
        Some(head) => drop(ui.painter().add(Shape::line(head.to_vec(), Stroke::new(2.0, ink)))),
        None => drop(ui.painter().circle(*tip, DOT + 1.4, Palette::for_ui(ui).panel, Stroke::new(2.0, ink))),
    }
}

/// The head of the arrow at the end of the path; none where its last piece is shorter than that: there it ends in a ring.
fn head(dots: &[Pos2]) -> Option<[Pos2; 3]> {
    let (tip, before) = dots.split_last()?;
    let from = before.iter().rev().find(|dot| dot.distance(*tip) > 1.0)?;
    let along = (*tip - *from).normalized();
    let (back, aside) = (along * -9.0, along.rot90() * 5.5);
    (from.distance(*tip) > LEAST_ARROW).then_some([*tip + back + aside, *tip, *tip + back - aside])
}

/// A stop on the path: some steps that stand at one place, and the years that they tell.
#[derive(Clone, Debug, PartialEq)]
struct Stop {
    at: Pos2,
    years: String,
}

/// The stops of a path, in the order of time.
fn stops(steps: &[Step], dots: &[Pos2]) -> Vec<Stop> {
    let mut groups: Vec<(Pos2, i32, i32)> = Vec::new();
    for (step, dot) in steps.iter().zip(dots) {
        match groups.last_mut() {
            Some((at, _, to)) if at.distance(*dot) < APART => *to = step.year(),
            _ => groups.push((*dot, step.year(), step.year())),
        }
    }
    // A year is told once: where it ends.
    let ends = |at: usize, (_, from, to): (Pos2, i32, i32)| from != to || groups.get(at + 1).is_none_or(|n| n.1 != to);
    let told = groups.iter().enumerate().filter(|(at, group)| ends(*at, **group));
    told.map(|(_, (at, from, to))| {
        let years = if from == to { from.to_string() } else { format!("{from}–{to}") };
        Stop { at: *at, years }
    })
    .collect()
}

/// Places labels beside their dots so that they meet neither each other, nor a dot, nor the path, nor the edge, and where they
/// can not the diagonal either. One that finds no room is left out; the last and the first choose first.
fn place_labels(anchors: &[(Pos2, Vec2)], path: &[Pos2], frame: Rect) -> Vec<Option<Rect>> {
    let mut placed: Vec<Option<Rect>> = vec![None; anchors.len()];
    let last = anchors.len().saturating_sub(1);
    let order = [last, 0].into_iter().chain((0..last).rev()).filter(|at| *at < anchors.len());
    for at in order {
        if placed[at].is_some() {
            continue;
        }
        let (dot, size) = anchors[at];
        let taken: Vec<Rect> = placed.iter().flatten().copied().collect();
        let free = beside(dot, size).into_iter().filter(|rect| is_free(*rect, &taken, path, frame));
        let free: Vec<Rect> = free.collect();
        let diagonal = frame.left_bottom() + vec2(frame.width(), -frame.width());
        let clear = free.iter().find(|rect| !crosses(frame.left_bottom(), diagonal, **rect));
        placed[at] = clear.or(free.first()).copied();
    }
    placed
}

/// Where the label of a dot may stand, the best place first.
fn beside(dot: Pos2, size: Vec2) -> [Rect; 10] {
    let near = DOT + 3.0;
    let (right, left) = (dot.x + near, dot.x - near - size.x);
    let (above, below, level) = (dot.y - near - size.y, dot.y + near, dot.y - size.y / 2.0);
    let middle = dot.x - size.x / 2.0;
    [
        (right, dot.y + 1.0),
        (left, dot.y - size.y - 1.0),
        (right, level),
        (middle, below),
        (middle, above),
        (left, level),
        (right, above),
        (left, below),
        // Clear of the head of an arrow.
        (middle, above - PAST_HEAD),
        (middle, below + PAST_HEAD),
    ]
    .map(|(x, y)| Rect::from_min_size(pos2(x, y), size))
}

fn is_free(label: Rect, taken: &[Rect], path: &[Pos2], frame: Rect) -> bool {
    let grown = label.expand(1.5);
    frame.contains_rect(label)
        && taken.iter().all(|other| !other.intersects(grown))
        && path.iter().all(|dot| grown.distance_to_pos(*dot) >= DOT)
        && path.last().is_none_or(|tip| label.distance_to_pos(*tip) >= RING)
        && path.windows(2).all(|piece| !crosses(piece[0], piece[1], label))
}

/// Whether a piece of the path runs through a label.
fn crosses(from: Pos2, to: Pos2, label: Rect) -> bool {
    let steps = (from.distance(to) / 2.0).ceil().max(1.0) as usize;
    (0..=steps).any(|i| label.contains(from.lerp(to, i as f32 / steps as f32)))
}

fn labels(ui: &Ui, trajectory: &Trajectory, dots: &[Pos2], frame: Rect) {
    let palette = Palette::for_ui(ui);
    let set = |stop: Stop| {
        let galley = ui.painter().layout_no_wrap(stop.years, font(Weight::Regular, 10.5), palette.muted);
        (stop.at, galley)
    };
    let all: Vec<_> = stops(&trajectory.steps, dots).into_iter().map(set).collect();
    let anchors: Vec<_> = all.iter().map(|(at, galley)| (*at, galley.size())).collect();
    // The head goes back from the tip: the tip stays the last.
    let drawn: Vec<Pos2> =
        dots.iter().copied().chain(head(dots).into_iter().flatten()).chain(dots.last().copied()).collect();
    for (place, (_, galley)) in place_labels(&anchors, &drawn, frame.shrink(1.0)).into_iter().zip(all) {
        if let Some(place) = place {
            ui.painter().galley(place.min, galley, palette.muted);
        }
    }
}

/// Tells the step under the pointer.
fn hover(ui: &Ui, figure: &Response, trajectory: &Trajectory, dots: &[Pos2]) {
    let Some(pointer) = figure.hover_pos() else { return };
    let nearest = dots.iter().enumerate().min_by(|a, b| a.1.distance(pointer).total_cmp(&b.1.distance(pointer)));
    let Some((at, dot)) = nearest.filter(|(_, dot)| dot.distance(pointer) <= 12.0) else { return };
    let palette = Palette::for_ui(ui);
    ui.painter().circle_stroke(*dot, DOT + 4.0, Stroke::new(1.5, palette.muted));
    let same = |i: &usize| dots[*i].distance(*dot) < 0.5;
    let first = (0..=at).rev().take_while(same).last().unwrap_or(at);
    let last = (at..dots.len()).take_while(same).last().unwrap_or(at);
    let (from, to) = (&trajectory.steps[first], &trajectory.steps[last]);
    let date = |step: &Step| PartialDate::of_day(step.day).in_words();
    let dates = if first == last { date(from) } else { format!("{} to {}", date(from), date(to)) };
    let values = StrategyKind::ALL
        .iter()
        .zip(to.moved)
        .map(|(strategy, moved)| format!("{} {}", lower(*strategy), place(moved)));
    let values: Vec<String> = values.collect();
    let tooltip = egui::Tooltip::always_open(ui.ctx().clone(), figure.layer_id, figure.id, egui::PopupAnchor::Pointer);
    tooltip.gap(14.0).width(240.0).show(|ui| super::rows::told(ui, &dates, &values));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::Day;

    fn trajectory(moved: &[(i32, f64, f64)]) -> Trajectory {
        let step = |(year, x, y): &(i32, f64, f64)| Step { day: Day::from_civil(*year, 12, 31), moved: [*x, *y] };
        Trajectory { steps: moved.iter().map(step).collect(), counted: [3, 2], illustrative: false }
    }

    #[test]
    fn the_side_of_the_diagonal_is_told_by_what_leads() {
        use StrategyKind::{CustomerEngagement, DigitizedSolutions};
        let below = trajectory(&[(2010, 0.0, 0.0), (2012, 0.6, 0.2)]);
        let above = trajectory(&[(2010, 0.0, 0.0), (2012, 0.2, 0.6)]);
        let alike = trajectory(&[(2010, 0.0, 0.0), (2012, 0.5, 0.5)]);
        let told = |trajectory: &Trajectory, primary| words_side(trajectory, primary);
        assert_eq!(told(&below, Some(CustomerEngagement)), "below the diagonal: the primary focus leads");
        assert_eq!(told(&above, Some(DigitizedSolutions)), "above the diagonal: the primary focus leads");
        let further = "above the diagonal: the supporting strategy has moved further";
        assert_eq!(told(&above, Some(CustomerEngagement)), further);
        assert!(told(&below, None).ends_with("no strategy is primary"));
        let silent = Trajectory { counted: [1, 0], ..below };
        assert_eq!(told(&silent, Some(CustomerEngagement)), "no indicator of digitized solutions counts yet");
        assert_eq!(told(&alike, Some(DigitizedSolutions)), "on the diagonal: both strategies have moved alike");
    }

    #[test]
    fn the_path_is_told_step_by_step() {
        let told = description(&trajectory(&[(2010, 0.0, 0.0), (2012, 0.6, 1.0 / 3.0)]), "below the diagonal");
        assert_eq!(
            told,
            "Trajectory of customer engagement and digitized solutions. 31 Dec 2010: 0 and 0; 31 Dec 2012: 0.6 and 0.33. \
             below the diagonal."
        );
    }

    #[test]
    fn the_start_is_in_sight_and_the_diagonal_is_true() {
        for moved in [[0.0, 0.0], [1.0, -1.0], [0.2, 0.9], [-0.4, -0.05]] {
            let steps = trajectory(&[(2010, 0.0, 0.0), (2012, moved[0], moved[1])]).steps;
            let frame = Frame::of(Rect::from_min_size(Pos2::ZERO, vec2(320.0, 260.0)), range(&steps)).expect("room");
            for step in &steps {
                assert!(frame.rect.contains(frame.place(step.moved)), "{moved:?}");
            }
            let on = frame.place([0.17; 2]);
            assert!(((on.x - frame.rect.left()) - (frame.rect.bottom() - on.y)).abs() < 0.01);
            assert!((2.0..=5.0).contains(&((frame.range.1 - frame.range.0) / grain(frame.range))), "{moved:?}");
        }
    }

    #[test]
    fn labels_meet_neither_each_other_nor_dots_nor_the_path() {
        let frame = Rect::from_min_size(Pos2::ZERO, Vec2::splat(280.0));
        let winding = |turn: f32| -> Vec<Pos2> {
            let at = |i: i32| {
                let t = i as f32 / 18.0;
                pos2(
                    20.0 + 240.0 * t * (1.0 - 0.3 * (turn * t).sin().abs()),
                    260.0 - 230.0 * t * (turn * t).cos().abs(),
                )
            };
            (0..18).map(at).collect()
        };
        for turn in 0..24 {
            let path = winding(turn as f32);
            let anchors: Vec<_> = path.iter().map(|dot| (*dot, vec2(27.0, 12.0))).collect();
            let placed: Vec<Rect> = place_labels(&anchors, &path, frame).into_iter().flatten().collect();
            assert!(!placed.is_empty(), "turn {turn}");
            for (i, label) in placed.iter().enumerate() {
                assert!(frame.contains_rect(*label), "turn {turn}");
                assert!(placed[..i].iter().all(|other| !other.intersects(*label)), "turn {turn}");
                assert!(path.iter().all(|dot| label.distance_to_pos(*dot) >= DOT), "turn {turn}");
            }
        }
    }

    #[test]
    fn labels_in_a_corner_stay_inside_and_off_the_ring_at_the_end() {
        let frame = Rect::from_min_size(Pos2::ZERO, Vec2::splat(220.0));
        let path = [pos2(3.0, 216.0), pos2(100.0, 108.0), pos2(217.0, 4.0)];
        let anchors: Vec<_> = path.iter().map(|dot| (*dot, vec2(54.0, 12.0))).collect();
        let placed = place_labels(&anchors, &path, frame);
        for label in placed.iter().flatten() {
            assert!(frame.contains_rect(*label), "{label:?}");
            assert!(label.distance_to_pos(path[2]) >= RING);
        }
        let diagonal = [frame.left_bottom(), frame.right_top()];
        assert!(placed[1].is_some_and(|label| !crosses(diagonal[0], diagonal[1], label)), "{placed:?}");
    }

    #[test]
    fn steps_at_one_place_are_one_stop_and_a_year_is_told_once() {
        let still = trajectory(&[(2009, 0.0, 0.0), (2010, 0.0, 0.0), (2011, 0.0, 0.0), (2012, 0.5, 0.0)]);
        let dots = |trajectory: &Trajectory| -> Vec<Pos2> {
            trajectory.steps.iter().map(|step| pos2(step.moved[0] as f32 * 200.0, 0.0)).collect()
        };
        let years = |trajectory: &Trajectory| -> Vec<String> {
            stops(&trajectory.steps, &dots(trajectory)).into_iter().map(|stop| stop.years).collect()
        };
        assert_eq!(years(&still), ["2009–2011", "2012"]);
        assert_eq!(years(&trajectory(&[(2014, 0.0, 0.0), (2014, 0.3, 0.0), (2014, 0.6, 0.0)])), ["2014"]);
    }

    #[test]
    fn the_typeface_has_the_arrows_of_the_axes() {
        assert!(crate::scene::Typeface::default().covers("→ ’ –", Weight::SemiBold));
    }
}
