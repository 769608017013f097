//! The page that greets while no map is open: new maps, recent maps, samples.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::emath::TSTransform;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, CornerRadius, Galley, Key, KeyboardShortcut, Label, Modifiers, Painter, Rect, Response, RichText, Role,
    ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use super::canvas::paint::paint_scene;
use super::guide::help_to_choose;
use super::recovery::{Offer, WorkId};
use super::style::{Palette, color32, font};
use super::widgets;
use crate::map::StrategyKind;
use crate::scene::{Scene, Weight};

/// How wide the page grows at most, with samples in two columns and in three.
const WIDEST: f32 = 1040.0;
const WIDEST_OF_THREE: f32 = 1400.0;
/// The column of new and recent maps.
const LEFT: f32 = 330.0;
const BETWEEN: f32 = 44.0;
/// The two columns stand one below the other on a page that is narrower.
const LEAST_FOR_COLUMNS: f32 = 720.0;
/// Samples stand two in a row in a view that is at least this wide.
const LEAST_FOR_PAIRS: f32 = 1200.0;
/// Three in a row from this width on.
const LEAST_FOR_THREE: f32 = 1600.0;
const MOST_RECENT: usize = 8;
/// How many pieces of recovered work stand on the page; the others are in a list.
const MOST_RECOVERED: usize = 3;

const PROMISE: &str = "Digital strategy maps: a direction, one strategy that leads, and the backbone that carries it.";
/// What has to be known of every sample.
const RECONSTRUCTED: &str = "Each opens as an untitled copy. Figures name their public sources; asks, answers and stages are \
                             reconstructions. The companies endorse nothing here.";
const DROP: &str = "Drop a map file anywhere on this window to open it";

/// What somebody chose on the start page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartChoice {
    /// A new map, perhaps with the strategy that leads.
    New(Option<StrategyKind>),
    /// To choose a file.
    Open,
    /// A map that was open before.
    Recent(PathBuf),
    /// A sample, by its name.
    Sample(&'static str),
    /// Unsaved work that was left behind.
    Recovered(WorkId),
    /// To see all of that.
    AllRecovered,
}

/// A sample as it is offered.
#[derive(Clone, Debug)]
pub struct Thumbnail {
    /// Its name in the program.
    pub name: &'static str,
    /// What it is called.
    pub title: String,
    /// What it is about, in a line.
    pub line: String,
    /// How it looks.
    pub scene: Arc<Scene>,
}

/// The start page.
#[derive(Debug, Default)]
pub struct StartPage;

impl StartPage {
    /// Draws the page; answers what was chosen.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        recovered: &[Offer],
        recent: &[PathBuf],
        thumbnails: &[Thumbnail],
    ) -> Option<StartChoice> {
        let palette = Palette::for_ui(ui);
        let area = ui.available_rect_before_wrap();
        ui.painter().rect_filled(area, CornerRadius::ZERO, palette.desk);
        let columns = columns(area.width());
        let widest = if columns == 3 { WIDEST_OF_THREE } else { WIDEST };
        let side = ((area.width() - widest) / 2.0).max(28.0).min(area.width() / 4.0);
        let width = area.width() - 2.0 * side;
        let above = (0.1 * (area.height() - 640.0)).clamp(24.0, 60.0);
        let scroll = ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                    ui.add_space(above);
                    greeting(ui);
                    let offered = recovered_work(ui, recovered);
                    let chosen = page(ui, recent, thumbnails, columns);
                    ui.add_space(28.0);
                    offered.or(chosen)
                })
                .inner
            })
            .inner
        });
        scroll.inner
    }
}

/// How many samples stand in a row.
fn columns(width: f32) -> usize {
    match width {
        wide if wide >= LEAST_FOR_THREE => 3,
        wide if wide >= LEAST_FOR_PAIRS => 2,
        _ => 1,
    }
}

fn greeting(ui: &mut Ui) {
    let palette = Palette::for_ui(ui);
    ui.label(RichText::new("Headway").font(font(Weight::Bold, 30.0)).color(palette.ink));
    ui.label(RichText::new(PROMISE).font(font(Weight::Regular, 14.0)).color(palette.muted));
    ui.add_space(14.0);
}

/// Unsaved work that was left behind, before anything else: it is what its author has come for.
fn recovered_work(ui: &mut Ui, recovered: &[Offer]) -> Option<StartChoice> {
    if recovered.is_empty() {
        return None;
    }
    let palette = Palette::for_ui(ui);
    widgets::section(ui, "Recovered work", |_| {});
    let mut chosen = None;
    for offer in recovered.iter().take(MOST_RECOVERED) {
        let spoken = format!("Recovered: {}", offer.name);
        if new_card(ui, &spoken, (&offer.name, &offer.line), palette.advice) {
            chosen = Some(StartChoice::Recovered(offer.id));
        }
    }
    let rest = recovered.len().saturating_sub(MOST_RECOVERED);
    let more =
        if rest > 0 { format!("All recovered work, {rest} more…") } else { "Look through or discard it…".into() };
    if widgets::quiet_button(ui, &more).clicked() {
        chosen = Some(StartChoice::AllRecovered);
    }
    ui.add_space(14.0);
    chosen
}

fn page(ui: &mut Ui, recent: &[PathBuf], thumbnails: &[Thumbnail], columns: usize) -> Option<StartChoice> {
    let width = ui.available_width();
    if width < LEAST_FOR_COLUMNS {
        let chosen = maps(ui, recent);
        ui.add_space(16.0);
        return chosen.or(samples(ui, thumbnails, 1));
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let column = |ui: &mut Ui, width: f32| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        };
        let chosen = ui.vertical(|ui| {
            column(ui, LEFT);
            maps(ui, recent)
        });
        ui.add_space(BETWEEN);
        let sample = ui.vertical(|ui| {
            column(ui, width - LEFT - BETWEEN);
            samples(ui, thumbnails, columns)
        });
        chosen.inner.or(sample.inner)
    })
    .inner
}

/// New maps, and those that exist.
fn maps(ui: &mut Ui, recent: &[PathBuf]) -> Option<StartChoice> {
    let new = new_maps(ui);
    ui.add_space(10.0);
    let open = open_button(ui).then_some(StartChoice::Open);
    ui.add_space(10.0);
    let recent = recent_maps(ui, recent);
    ui.add_space(10.0);
    drop_hint(ui);
    new.or(open).or(recent)
}

fn new_maps(ui: &mut Ui) -> Option<StartChoice> {
    let palette = Palette::for_ui(ui);
    widgets::section(ui, "New map", |_| {});
    let mut chosen = None;
    if new_card(ui, "Blank map", ("Blank map", "both strategies open, for a first sketch"), palette.edge) {
        chosen = Some(StartChoice::New(None));
    }
    for strategy in StrategyKind::ALL {
        let name = format!("Led by {}", strategy.name().to_lowercase());
        if new_card(ui, &name, (&name, strategy.gist()), palette.strategy(strategy)) {
            chosen = Some(StartChoice::New(Some(strategy)));
        }
    }
    help_to_choose(ui);
    chosen
}

/// A large quiet card with a bar of colour at its left; its name is what assistive technology reads.
fn new_card(ui: &mut Ui, name: &str, (title, gist): (&str, &str), accent: Color32) -> bool {
    const PAD: Vec2 = vec2(22.0, 15.0);
    let palette = Palette::for_ui(ui);
    let width = ui.available_width();
    let title = set(ui, title, (Weight::SemiBold, 15.0), palette.ink, width - PAD.x - 14.0);
    let line = set(ui, gist, (Weight::Regular, 12.5), palette.muted, width - PAD.x - 14.0);
    let height = title.size().y + line.size().y + 3.0 + 2.0 * PAD.y;
    let (rect, response) = button(ui, vec2(width, height), name);
    if ui.is_rect_visible(rect) {
        card(ui, rect, &response);
        let bar = Rect::from_min_size(rect.min + vec2(9.0, 13.0), vec2(4.0, height - 26.0));
        ui.painter().rect_filled(bar, CornerRadius::same(2), accent);
        let second = rect.min + PAD + vec2(0.0, title.size().y + 3.0);
        ui.painter().galley(rect.min + PAD, title, palette.ink);
        ui.painter().galley(second, line, palette.muted);
    }
    response.clicked()
}

fn open_button(ui: &mut Ui) -> bool {
    let palette = Palette::for_ui(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().button_padding = vec2(18.0, 8.0);
        let clicked = widgets::primary_button(ui, "Open a map…").clicked();
        ui.add_space(4.0);
        let keys = ui.format_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, Key::O));
        ui.label(RichText::new(keys).font(font(Weight::Regular, 12.0)).color(palette.muted));
        clicked
    })
    .inner
}

fn recent_maps(ui: &mut Ui, recent: &[PathBuf]) -> Option<StartChoice> {
    let palette = Palette::for_ui(ui);
    widgets::section(ui, "Recent", |_| {});
    if recent.is_empty() {
        ui.label(RichText::new("No recent map yet").font(font(Weight::Regular, 13.0)).color(palette.muted));
        return None;
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut chosen = None;
    for path in recent.iter().take(MOST_RECENT) {
        if recent_row(ui, path) {
            chosen = Some(StartChoice::Recent(path.clone()));
        }
    }
    chosen
}

/// The name of a file and the folder that it is in.
fn name_and_folder(path: &Path) -> (String, String) {
    let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    let folder = path.parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    (name.into_owned(), folder)
}

fn recent_row(ui: &mut Ui, path: &Path) -> bool {
    const PAD: Vec2 = vec2(10.0, 7.0);
    let palette = Palette::for_ui(ui);
    let (name, folder) = name_and_folder(path);
    let width = ui.available_width();
    let title = elided(ui, &name, (Weight::SemiBold, 13.0), palette.ink, width - 2.0 * PAD.x);
    let below = elided(ui, &folder, (Weight::Regular, 11.5), palette.muted, width - 2.0 * PAD.x);
    let height = title.size().y + below.size().y + 1.0 + 2.0 * PAD.y;
    let (rect, response) = button(ui, vec2(width, height), &format!("Recent: {name}, {folder}"));
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter().rect_filled(rect, CornerRadius::same(7), palette.panel);
        }
        focus_ring(ui, rect, &response, 7);
        let second = rect.min + PAD + vec2(0.0, title.size().y + 1.0);
        ui.painter().galley(rect.min + PAD, title, palette.ink);
        ui.painter().galley(second, below, palette.muted);
    }
    response.on_hover_text(path.to_string_lossy()).clicked()
}

fn drop_hint(ui: &mut Ui) {
    let palette = Palette::for_ui(ui);
    let width = ui.available_width();
    let text = set(ui, DROP, (Weight::Regular, 12.0), palette.muted, width - 28.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, text.size().y + 22.0), Sense::hover());
    let inside = rect.shrink(1.0);
    let outline =
        [inside.left_top(), inside.right_top(), inside.right_bottom(), inside.left_bottom(), inside.left_top()];
    ui.painter().extend(Shape::dashed_line(&outline, Stroke::new(1.0, palette.muted.gamma_multiply(0.55)), 5.0, 4.0));
    let place = Rect::from_center_size(rect.center(), text.size());
    ui.put(place, Label::new(text));
}

fn samples(ui: &mut Ui, thumbnails: &[Thumbnail], per_row: usize) -> Option<StartChoice> {
    widgets::section(ui, "Learn from a sample", |_| {});
    let palette = Palette::for_ui(ui);
    ui.label(RichText::new(RECONSTRUCTED).font(font(Weight::Regular, 12.5)).color(palette.muted));
    ui.add_space(2.0);
    let gap = 14.0;
    let width = (ui.available_width() - gap * (per_row as f32 - 1.0)) / per_row as f32;
    let mut chosen = None;
    for row in thumbnails.chunks(per_row) {
        let cards: Vec<_> = row.iter().map(|thumbnail| SampleCard::new(ui, thumbnail, width)).collect();
        let height = cards.iter().map(SampleCard::height).fold(0.0, f32::max);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for card in cards {
                let name = card.thumbnail.name;
                if card.show(ui, height) {
                    chosen = Some(StartChoice::Sample(name));
                }
            }
        });
        ui.add_space(gap - ui.spacing().item_spacing.y);
    }
    chosen
}

/// A sample with its texts set, so that all cards of a row can be as high as the highest.
struct SampleCard<'a> {
    thumbnail: &'a Thumbnail,
    width: f32,
    title: Arc<Galley>,
    line: Arc<Galley>,
}

impl<'a> SampleCard<'a> {
    const PAD: f32 = 12.0;

    fn new(ui: &Ui, thumbnail: &'a Thumbnail, width: f32) -> Self {
        let palette = Palette::for_ui(ui);
        let text = width - 2.0 * Self::PAD - 4.0;
        let title = set(ui, &thumbnail.title, (Weight::SemiBold, 15.0), palette.ink, text);
        let line = set(ui, &thumbnail.line, (Weight::Regular, 12.5), palette.muted, text);
        Self { thumbnail, width, title, line }
    }

    fn picture(&self) -> Vec2 {
        let width = self.width - 2.0 * Self::PAD;
        vec2(width, width * 9.0 / 16.0)
    }

    fn height(&self) -> f32 {
        2.0 * Self::PAD + self.picture().y + 10.0 + self.title.size().y + 3.0 + self.line.size().y + 2.0
    }

    fn show(self, ui: &mut Ui, height: f32) -> bool {
        let palette = Palette::for_ui(ui);
        let name = format!("Sample: {}", self.thumbnail.title);
        let (rect, response) = button(ui, vec2(self.width, height), &name);
        if ui.is_rect_visible(rect) {
            card(ui, rect, &response);
            let picture = Rect::from_min_size(rect.min + Vec2::splat(Self::PAD), self.picture());
            thumbnail(ui, picture, &self.thumbnail.scene);
            let first = picture.left_bottom() + vec2(2.0, 10.0);
            let second = first + vec2(0.0, self.title.size().y + 3.0);
            ui.painter().galley(first, self.title, palette.ink);
            ui.painter().galley(second, self.line, palette.muted);
        }
        response.clicked()
    }
}

/// A whole page, as small as its rounded frame asks for.
pub fn thumbnail(ui: &Ui, frame: Rect, scene: &Scene) {
    let palette = Palette::for_ui(ui);
    let radius = CornerRadius::same(6);
    ui.painter().rect_filled(frame, radius, color32(scene.background));
    let painter: Painter = ui.painter().with_clip_rect(frame.intersect(ui.clip_rect()));
    // A little inside of the frame, so that the page's square corners do not show on the rounded ones.
    let transform = fitted(scene.frame.page, frame.shrink(3.0));
    paint_scene(ui, &painter, scene, transform);
    ui.painter().rect_stroke(frame, radius, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
}

/// From page units to points, with the whole page in the middle of a frame.
fn fitted(page: crate::scene::Rect, frame: Rect) -> TSTransform {
    let scaling = (frame.width() / page.w.max(1.0)).min(frame.height() / page.h.max(1.0));
    let middle = vec2(page.center().x, page.center().y);
    TSTransform::new(frame.center().to_vec2() - scaling * middle, scaling)
}

fn button(ui: &mut Ui, size: Vec2, name: &str) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    (rect, response.on_hover_cursor(egui::CursorIcon::PointingHand))
}

/// What a card stands on, by its state.
fn card(ui: &Ui, rect: Rect, response: &Response) {
    let palette = Palette::for_ui(ui);
    let (fill, edge) = match (response.is_pointer_button_down_on(), response.hovered()) {
        (true, _) => (palette.hover, palette.accent),
        (false, true) => (palette.hover, palette.muted),
        (false, false) => (palette.panel, palette.edge),
    };
    ui.painter().rect(rect, CornerRadius::same(10), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    focus_ring(ui, rect, response, 10);
}

fn focus_ring(ui: &Ui, rect: Rect, response: &Response, radius: u8) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, Palette::for_ui(ui).accent);
        ui.painter().rect_stroke(rect, CornerRadius::same(radius), stroke, StrokeKind::Inside);
    }
}

fn set(ui: &Ui, text: &str, (weight, size): (Weight, f32), color: Color32, width: f32) -> Arc<Galley> {
    ui.painter().layout(text.to_owned(), font(weight, size), color, width.max(40.0))
}

/// A text in one line, with an ellipsis where it does not fit.
fn elided(ui: &Ui, text: &str, (weight, size): (Weight, f32), color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font(weight, size), color);
    job.wrap = TextWrapping::truncate_at_width(width.max(40.0));
    ui.painter().layout_job(job)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::style;
    use crate::map::{Day, Moment, StrategyMap};
    use crate::scene::{Composer, LIGHT};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    type Shown = Option<StartChoice>;

    fn show(size: Vec2, recent: &[&str]) -> Harness<'static, Shown> {
        let scene = Composer::default().compose(&StrategyMap::default(), Moment::on(Day(0)), &LIGHT);
        let (title, line) = ("Kaiser Permanente".to_owned(), "A line.".to_owned());
        let thumbnails = [Thumbnail { name: "kaiser", title, line, scene: Arc::new(scene) }];
        let recent: Vec<PathBuf> = recent.iter().map(PathBuf::from).collect();
        let draw = move |ui: &mut Ui, shown: &mut Shown| {
            *shown = StartPage.show(ui, &[], &recent, &thumbnails).or(shown.take());
        };
        let builder = Harness::builder().with_size(size).with_context_setup(style::install);
        let mut harness = builder.build_ui_state(draw, None);
        harness.run();
        harness
    }

    #[test]
    fn each_choice_is_found_by_its_name_and_answered() {
        let choices = [
            ("Blank map", StartChoice::New(None)),
            ("Led by customer engagement", StartChoice::New(Some(StrategyKind::CustomerEngagement))),
            ("Led by digitized solutions", StartChoice::New(Some(StrategyKind::DigitizedSolutions))),
            ("Open a map…", StartChoice::Open),
            ("Recent: b.json, a", StartChoice::Recent("a/b.json".into())),
            ("Sample: Kaiser Permanente", StartChoice::Sample("kaiser")),
        ];
        for size in [vec2(1280.0, 800.0), vec2(640.0, 1600.0)] {
            let mut harness = show(size, &["a/b.json"]);
            for (name, choice) in &choices {
                harness.get_by_role_and_label(Role::Button, name).click();
                harness.run();
                assert_eq!(harness.state().as_ref(), Some(choice));
            }
        }
    }

    #[test]
    fn every_choice_lies_inside_of_the_window() {
        let harness = show(vec2(1280.0, 800.0), &["a/b.json", "c/d.json"]);
        let window = Rect::from_min_size(egui::Pos2::ZERO, vec2(1280.0, 800.0));
        for node in harness.query_all_by_role(Role::Button) {
            assert!(window.contains_rect(node.rect()), "{:?}", node.rect());
        }
    }

    #[test]
    fn many_samples_stand_in_a_grid_one_beside_and_below_the_other() {
        for (size, columns) in [(vec2(1920.0, 1080.0), 3), (vec2(1280.0, 800.0), 2), (vec2(1000.0, 800.0), 1)] {
            let scene = Arc::new(Composer::default().compose(&StrategyMap::default(), Moment::on(Day(0)), &LIGHT));
            let thumbnails = ["a", "b", "c", "d", "e", "f", "g"].map(|name| Thumbnail {
                name,
                title: format!("Map {name}"),
                line: "What it teaches. ".repeat(usize::from(name.as_bytes()[0] % 4) + 1),
                scene: scene.clone(),
            });
            let draw = move |ui: &mut Ui| drop(StartPage.show(ui, &[], &[], &thumbnails));
            let mut harness = Harness::builder().with_size(size).with_context_setup(style::install).build_ui(draw);
            harness.run();
            let samples: Vec<Rect> =
                harness.query_all_by_label_contains("Sample: Map").map(|node| node.rect()).collect();
            assert_eq!(samples.len(), 7);
            for (place, rect) in samples.iter().enumerate() {
                assert!(rect.right() <= size.x, "{rect:?}");
                assert_eq!(rect.left(), samples[place % columns].left());
                assert!(samples[place + 1..].iter().all(|other| !rect.shrink(1.0).intersects(*other)), "{rect:?}");
            }
        }
    }

    #[test]
    fn without_a_recent_map_that_is_said() {
        show(vec2(1280.0, 800.0), &[]).get_by_label("No recent map yet");
    }

    #[test]
    fn a_file_is_told_by_its_name_and_its_folder() {
        let told = name_and_folder(&PathBuf::from("maps").join("board").join("Our map.json"));
        assert_eq!(told.0, "Our map.json");
        assert!(told.1.ends_with("board"));
        assert_eq!(name_and_folder(Path::new("map.json")), ("map.json".into(), String::new()));
    }

    #[test]
    fn a_page_stands_whole_and_in_the_middle_of_its_frame() {
        let page = crate::scene::rect(0.0, 0.0, 1600.0, 1200.0);
        let frame = Rect::from_min_size(egui::pos2(100.0, 50.0), vec2(320.0, 180.0));
        let transform = fitted(page, frame);
        let on_screen = Rect::from_min_max(transform * egui::pos2(0.0, 0.0), transform * egui::pos2(1600.0, 1200.0));
        assert!((on_screen.center() - frame.center()).length() < 0.01);
        assert!((on_screen.height() - 180.0).abs() < 0.01 && on_screen.width() < 320.0);
    }
}
