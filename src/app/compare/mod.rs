//! The view of two maps: side by side, or what has changed from one version to the next.

mod changed;
mod choose;
mod table;

use std::path::Path;
use std::sync::Arc;

use egui::{Align, CornerRadius, Label, Layout, Rect, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use super::dialog::Dialog;
use super::native_dialog::Purpose;
use super::style::{Palette, font};
use super::widgets::pill;
use super::workspace::{Workspace, theme};
use super::{HeadwayApp, View};
use crate::file;
use crate::import;
use crate::insight::{Comparison, Side, Topic, are_versions, comparison};
use crate::map::{Day, Moment, StrategyMap};
use crate::scene::{Composer, Earlier, Scene, Weight};
use changed::{Changed, Looking};

/// The desk that is seen around the card.
const GAP: f32 = 14.0;

/// The air inside of the card.
const PAD: f32 = 22.0;

/// The widest that the card is: lines of text become no longer.
const WIDEST: f32 = 1240.0;

/// The view of two maps, and what it shows.
#[derive(Default)]
pub struct CompareView {
    other: Option<Other>,
    /// Whether the other map stands on the left.
    swapped: bool,
    /// Whether there are more rows than those of the figure.
    all_rows: bool,
    shows: Shows,
    told: Option<(Key, Arc<Comparison>)>,
    changed: Option<(Key, bool, Arc<Changed>)>,
    looking: Looking,
    /// How many maps have been compared with.
    count: u64,
}

/// In which way two maps are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shows {
    /// Side by side.
    #[default]
    Both,
    /// What has changed from one to the other.
    Changes,
}

/// The map that the open one is compared with.
struct Other {
    name: String,
    map: Arc<StrategyMap>,
    number: u64,
    moment: Moment,
    /// Whether it is another version of the open one.
    is_version: bool,
    /// How it looks, in light or in dark.
    drawn: Option<(bool, Arc<Scene>)>,
}

/// What a comparison depends on.
#[derive(Clone, PartialEq)]
struct Key {
    revision: u64,
    moment: Moment,
    other: u64,
    swapped: bool,
    all_rows: bool,
}

/// What was asked for in the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    File,
    Saved,
    Sample(&'static str),
    Swap,
    End,
}

impl CompareView {
    /// Whether there is another map.
    pub fn has_other(&self) -> bool {
        self.other.is_some()
    }

    /// Shows the left map on the right from now on.
    pub fn swap(&mut self) {
        self.swapped = !self.swapped;
    }

    /// The other map and its name.
    pub fn other(&self) -> Option<(&str, &Arc<StrategyMap>)> {
        self.other.as_ref().map(|other| (other.name.as_str(), &other.map))
    }

    /// Compares with no other map any more.
    pub fn end(&mut self) {
        (self.other, self.swapped, self.looking) = (None, false, Looking::default());
    }

    /// Compares with another map from now on.
    fn with(&mut self, name: String, map: StrategyMap, is_version: bool) {
        self.end();
        self.count += 1;
        let moment = Moment::of(&map, None, Day::today());
        self.other = Some(Other { name, map: Arc::new(map), number: self.count, moment, is_version, drawn: None });
        self.shows = if is_version { Shows::Changes } else { Shows::Both };
    }

    /// What a comparison depends on now.
    fn key(&self, workspace: &Workspace) -> Option<Key> {
        Some(Key {
            revision: workspace.document.revision(),
            moment: workspace.moment(),
            other: self.other.as_ref()?.number,
            swapped: self.swapped,
            all_rows: self.all_rows,
        })
    }

    /// What has changed from the earlier version, which the other map is unless they are swapped.
    fn changed(&mut self, workspace: &Workspace, dark: bool) -> Option<Arc<Changed>> {
        let key = Key { all_rows: false, ..self.key(workspace)? };
        match &self.changed {
            Some((known, in_dark, changed)) if *known == key && *in_dark == dark => Some(changed.clone()),
            _ => {
                let other = self.other.as_ref()?;
                let own = workspace.document.map();
                let name = title(own);
                let (earlier, later, moment) = if self.swapped {
                    (Earlier { name: &name, map: own }, &*other.map, other.moment)
                } else {
                    (Earlier { name: &other.name, map: &other.map }, own, key.moment)
                };
                let changed = Arc::new(Changed::between(earlier, later, moment, theme(dark)));
                self.changed = Some((key, dark, changed.clone()));
                Some(changed)
            }
        }
    }

    /// Both maps by the rows that are shown; made anew only where something has changed.
    fn told(&mut self, workspace: &Workspace) -> Option<Arc<Comparison>> {
        let key = self.key(workspace)?;
        if let Some((known, told)) = &self.told
            && *known == key
        {
            return Some(told.clone());
        }
        let other = self.other.as_ref()?;
        let name = title(workspace.document.map());
        let own = Side { name: &name, map: workspace.document.map(), moment: key.moment };
        let theirs = Side { name: &other.name, map: &other.map, moment: other.moment };
        let (a, b) = if self.swapped { (theirs, own) } else { (own, theirs) };
        let topics: &[Topic] = if self.all_rows { &Topic::ALL } else { &Topic::FIGURE };
        let told = Arc::new(comparison(a, b, topics));
        self.told = Some((key, told.clone()));
        Some(told)
    }

    fn show(
        &mut self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        thumbnails: &[super::start::Thumbnail],
    ) -> Option<Asked> {
        let area = ui.available_rect_before_wrap();
        ui.allocate_rect(area, Sense::hover());
        ui.painter().rect_filled(area, CornerRadius::ZERO, Palette::for_ui(ui).desk);
        let inner = area.shrink(GAP);
        let narrow = Rect::from_center_size(inner.center(), vec2(inner.width().min(WIDEST), inner.height()));
        if self.other.is_none() {
            return sheet(ui, narrow, "choose", |ui| choose::show(ui, workspace.path.is_some(), thumbnails));
        }
        if self.shows == Shows::Changes {
            return sheet(ui, inner, "changed", |ui| self.changes(ui, workspace));
        }
        sheet(ui, narrow, "compared", |ui| self.side_by_side(ui, workspace))
    }

    fn changes(&mut self, ui: &mut Ui, workspace: &Workspace) -> Option<Asked> {
        let changed = self.changed(workspace, ui.visuals().dark_mode)?;
        let own = title(workspace.document.map());
        let name = self.other.as_ref().filter(|_| !self.swapped).map_or(own, |other| other.name.clone());
        let asked = self.bar(ui, &format!("Changes since {name}"), None);
        ui.add_space(6.0);
        self.looking.show(ui, &changed);
        asked
    }

    fn side_by_side(&mut self, ui: &mut Ui, workspace: &mut Workspace) -> Option<Asked> {
        let told = self.told(workspace)?;
        let dark = ui.visuals().dark_mode;
        let other = self.other.as_mut()?;
        let scenes = [workspace.scene(dark), other.scene(dark)];
        let mut sides = [
            table::Head::new(workspace.document.map(), workspace.moment(), scenes[0].clone()),
            table::Head::new(&other.map, other.moment, scenes[1].clone()),
        ];
        if self.swapped {
            sides.reverse();
        }
        let asked = self.bar(ui, "Side by side", Some(&told));
        ui.add_space(4.0);
        table::show(ui, &told, &sides);
        asked
    }

    /// What is shown, and what can be done with it.
    fn bar(&mut self, ui: &mut Ui, heading: &str, table: Option<&Comparison>) -> Option<Asked> {
        let palette = Palette::for_ui(ui);
        let mut asked = None;
        let is_version = self.other.as_ref().is_some_and(|other| other.is_version);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let mut button = |ui: &mut Ui, name: &str, what: Asked| {
                    if ui.button(name).clicked() {
                        asked = Some(what);
                    }
                };
                button(ui, "End comparison", Asked::End);
                button(ui, "Swap sides", Asked::Swap);
                if let Some(told) = table {
                    if ui.button("Copy table").on_hover_text("As text, for a spreadsheet or a mail").clicked() {
                        ui.ctx().copy_text(table::as_text(told));
                    }
                    let rows = if self.all_rows { "Fewer rows" } else { "More rows" };
                    if ui.button(rows).clicked() {
                        self.all_rows = !self.all_rows;
                    }
                }
                if is_version {
                    ui.add_space(6.0);
                    // The last one stands on the left.
                    for (shows, name) in [(Shows::Changes, "On the map"), (Shows::Both, "In a table")] {
                        if pill(ui, name, self.shows == shows, None).clicked() {
                            self.shows = shows;
                            ui.ctx().request_repaint();
                        }
                    }
                    ui.add_space(6.0);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = RichText::new(heading).font(font(Weight::SemiBold, 17.0)).color(palette.ink);
                    ui.add(Label::new(words).truncate().selectable(false));
                });
            });
        });
        asked
    }
}

impl Other {
    /// How it looks; drawn anew only for another theme.
    fn scene(&mut self, dark: bool) -> Arc<Scene> {
        match &self.drawn {
            Some((known, scene)) if *known == dark => scene.clone(),
            _ => {
                let scene = Arc::new(Composer::default().compose(&self.map, self.moment, theme(dark)));
                self.drawn = Some((dark, scene.clone()));
                scene
            }
        }
    }
}

impl HeadwayApp {
    /// Shows the view of two maps.
    pub(super) fn show_compare(&mut self, ui: &mut Ui) {
        let dark = ui.visuals().dark_mode;
        let Some(workspace) = &mut self.workspace else { return };
        let needed = !self.compare.has_other();
        let known = &mut self.thumbnails[usize::from(dark)];
        let thumbnails = match needed {
            true => known.get_or_insert_with(|| super::start_thumbnails(dark)).as_slice(),
            false => &[],
        };
        let Some(asked) = self.compare.show(ui, workspace, thumbnails) else { return };
        ui.ctx().request_repaint();
        match asked {
            Asked::File => self.ask_for_path(&ui.ctx().clone(), Purpose::Compare),
            Asked::Saved => self.compare_with_saved(),
            Asked::Sample(name) => self.compare_with_sample(name),
            Asked::Swap => self.compare.swap(),
            Asked::End => self.compare.end(),
        }
    }

    /// Compares the map with its own file, as it was last saved.
    pub(super) fn compare_with_saved(&mut self) {
        self.settle();
        let Some(path) = self.workspace.as_ref().and_then(|workspace| workspace.path.clone()) else { return };
        match file::open(&path) {
            Ok(loaded) => self.compare_view_with(format!("{}, as last saved", title(&loaded.map)), loaded.map),
            Err(why) => self.cannot_compare(why.to_string()),
        }
    }

    /// Compares the map with one from a file.
    pub(super) fn compare_with_file(&mut self, path: &Path) {
        match import::open(path) {
            Ok(opened) => {
                let map = opened.loaded.map;
                let file = path.file_name().unwrap_or_default().to_string_lossy();
                self.compare_view_with(self.told_apart(&map, &file), map);
            }
            Err(why) => self.cannot_compare(why.to_string()),
        }
    }

    /// Compares the map with what it was before others have changed it.
    pub(super) fn compare_with_before(&mut self, before: StrategyMap) {
        self.compare_view_with("before the changes by others".into(), before);
    }

    fn compare_with_sample(&mut self, name: &'static str) {
        match file::samples::find(name).map(file::Sample::load) {
            Some(Ok(loaded)) => self.compare_view_with(self.told_apart(&loaded.map, "the sample"), loaded.map),
            Some(Err(why)) => self.cannot_compare(why.to_string()),
            None => {}
        }
    }

    /// What another map is called: by its title, and by where it comes from where the open map has the same one.
    fn told_apart(&self, map: &StrategyMap, from: &str) -> String {
        let name = title(map);
        let is_own = self.workspace.as_ref().is_some_and(|workspace| title(workspace.document.map()) == name);
        if is_own { format!("{name} ({from})") } else { name }
    }

    fn compare_view_with(&mut self, name: String, map: StrategyMap) {
        let Some(workspace) = &self.workspace else { return };
        let is_version = are_versions(&map, workspace.document.map());
        self.compare.with(name, map, is_version);
        self.view = View::Compare;
    }

    fn cannot_compare(&mut self, why: String) {
        self.dialog = Some(Dialog::Message("The map to compare with could not be opened", vec![why]));
    }
}

/// What a map is called.
fn title(map: &StrategyMap) -> String {
    match map.overview.title.trim() {
        "" => "Untitled map".into(),
        title => title.into(),
    }
}

/// A white rounded card with contents.
fn sheet<R>(ui: &mut Ui, rect: Rect, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let palette = Palette::for_ui(ui);
    ui.painter().rect(rect, CornerRadius::same(10), palette.panel, Stroke::new(1.0, palette.edge), StrokeKind::Inside);
    let inside = rect.shrink2(vec2(PAD, 16.0));
    ui.scope_builder(UiBuilder::new().id_salt(name).max_rect(inside), |ui| {
        ui.set_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
        contents(ui)
    })
    .inner
}
