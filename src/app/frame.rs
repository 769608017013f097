//! The frame of the window: bar, panels, status, and the view in the middle.

use egui::{Align, Button, CornerRadius, Frame, Layout, Margin, Panel, RichText, Stroke, Ui, vec2};

use super::command::{Command, LENSES, MENUS, shortcut_text};
use super::dialog::After;
use super::native_dialog::Purpose;
use super::start::StartChoice;
use super::style::{Palette, font};
use super::widgets::primary_button;
use super::{HeadwayApp, View, canvas, checks, inspector, lens, time_bar, toolbar};
use crate::scene::Weight;

const BAR_HEIGHT: f32 = 44.0;
const MENUS_WIDTH: f32 = 230.0;
const TRAY_WIDTH: f32 = 232.0;
const INSPECTOR_WIDTH: f32 = 300.0;

/// From this width on both panels stand open by themselves; on a smaller window they fold, so that the map stays readable.
const ROOMY: f32 = 1600.0;

/// From this height on the tray has room for the steps of the method by itself.
const TALL: f32 = 900.0;

/// What the tools in the middle of the status line take of its right half.
const HALF_TOOLBAR: f32 = 258.0;

/// The views, as the switch in the bar has them.
const VIEWS: [(View, &str); 4] =
    [(View::Map, "Map"), (View::Progress, "Progress"), (View::Backbone, "Backbone"), (View::Compare, "Compare")];

/// How wide one of them is in the switch.
const VIEW_WIDTH: f32 = 84.0;

/// Below this width the bar has no room for what menus and keys do as well.
const NARROW: f32 = 980.0;

impl HeadwayApp {
    /// Whether the tray is shown.
    pub(super) fn tray_is_open(&self, ctx: &egui::Context) -> bool {
        self.tray_open.unwrap_or(ctx.content_rect().width() >= ROOMY)
    }

    /// Whether the inspector is shown.
    pub(super) fn inspector_is_open(&self, ctx: &egui::Context) -> bool {
        self.inspector_open.unwrap_or(ctx.content_rect().width() >= ROOMY)
    }

    /// Whether the steps of the method are shown where the tray is.
    pub(super) fn method_is_open(&self, ctx: &egui::Context) -> bool {
        self.method_open.unwrap_or(ctx.content_rect().height() >= TALL)
    }

    /// Shows the window.
    pub(super) fn show_frame(&mut self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 0));
        Panel::top("bar").exact_size(BAR_HEIGHT).frame(bar).show(ui, |ui| self.bar(ui));
        self.show_banners(ui);
        if self.workspace.is_none() {
            egui::CentralPanel::no_frame().show(ui, |ui| self.start_page(ui));
            return;
        }
        let status = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(12, 0));
        Panel::bottom("status").exact_size(40.0).frame(status).show(ui, |ui| self.status(ui));
        Panel::bottom("time").exact_size(time_bar::HEIGHT).frame(Frame::new()).show(ui, |ui| self.time(ui));
        let side = Frame::new().fill(palette.panel).inner_margin(Margin { left: 12, right: 12, top: 6, bottom: 6 });
        let (tray_open, inspector_open) = (self.tray_is_open(ui.ctx()), self.inspector_is_open(ui.ctx()));
        let method_open = self.method_is_open(ui.ctx());
        let mut asked = None;
        if let Some(workspace) = &mut self.workspace {
            workspace.canvas.tray = None;
            if tray_open {
                let shown = Panel::left("tray").exact_size(TRAY_WIDTH).frame(side).show(ui, |ui| {
                    asked = self.checks.show(ui, workspace);
                    if method_open {
                        asked = std::mem::take(&mut asked).or(self.method.show(ui, workspace));
                    }
                    self.tray.show(ui, workspace);
                });
                workspace.canvas.tray = Some(shown.response.rect);
            }
        }
        if let Some(asked) = asked {
            self.advised(ui, asked);
        }
        if let Some(table) = self.tray.take_table() {
            self.import_pasted(&table);
        }
        if inspector_open {
            Panel::right("inspector").exact_size(INSPECTOR_WIDTH).frame(side).show(ui, |ui| self.inspector(ui));
        }
        egui::CentralPanel::no_frame().show(ui, |ui| self.view(ui));
    }

    /// What must not be overlooked, each in a strip of its own.
    fn show_banners(&mut self, ui: &mut Ui) {
        self.show_recovery_banner(ui);
        self.tell_unprotected(ui);
        self.show_others(ui);
        self.show_locking(ui);
        self.show_siblings(ui);
    }

    /// Does what was asked for in the list of checks.
    fn advised(&mut self, ui: &mut Ui, asked: checks::Asked) {
        let dark = ui.visuals().dark_mode;
        let Some(workspace) = &mut self.workspace else { return };
        match asked {
            checks::Asked::Remedy(remedy) => {
                let (before, since) = (workspace.document.map().primary_on(workspace.day()), workspace.day());
                checks::remedy(&mut workspace.document, &remedy, Some(crate::map::PartialDate::of_day(since)));
                self.refit_lanes(before, dark);
            }
            checks::Asked::Run(command) => self.run(ui, command),
            checks::Asked::Mend(subject) => {
                self.inspector_open = Some(true);
                workspace.selection.only(subject);
                self.view = View::Map;
                self.run(ui, Command::ZoomSelection);
            }
            checks::Asked::Go(subjects) => {
                // What is about the map as a whole is shown in its inspector, which stands while nothing is selected.
                if subjects.is_empty() {
                    self.inspector_open = Some(true);
                }
                workspace.selection.set(subjects);
                self.view = View::Map;
                self.run(ui, Command::ZoomSelection);
            }
        }
    }

    fn time(&mut self, ui: &mut Ui) {
        if let Some(workspace) = &mut self.workspace
            && let Some(command) = time_bar::show(ui, workspace)
        {
            self.run(ui, command);
        }
    }

    fn start_page(&mut self, ui: &mut Ui) {
        let dark = ui.visuals().dark_mode;
        let ctx = ui.ctx().clone();
        let thumbnails = self.thumbnails[usize::from(dark)].get_or_insert_with(|| super::start_thumbnails(dark));
        match self.start.show(ui, &self.recovery.offers(), &self.recent_paths, thumbnails) {
            Some(StartChoice::New(primary)) => self.after_saving(&ctx, After::New(primary)),
            Some(StartChoice::Open) => self.ask_for_path(&ctx, Purpose::Open),
            Some(StartChoice::Recent(path)) => self.after_saving(&ctx, After::Open(path)),
            Some(StartChoice::Recovered(id)) => self.after_saving(&ctx, After::Recovered(id)),
            Some(StartChoice::AllRecovered) => self.open_recovered(),
            Some(StartChoice::Sample(name)) => self.after_saving(&ctx, After::Sample(name)),
            None => {}
        }
    }

    fn inspector(&mut self, ui: &mut Ui) {
        let dark = ui.visuals().dark_mode;
        let Some(workspace) = &mut self.workspace else { return };
        let before = workspace.document.map().primary_on(workspace.day());
        let day = workspace.day();
        // Its first heading stands beside the tray's.
        ui.add_space(8.0);
        inspector::show(ui, &mut workspace.document, &mut workspace.selection, day);
        self.refit_lanes(before, dark);
    }

    fn view(&mut self, ui: &mut Ui) {
        let Some(workspace) = &mut self.workspace else { return };
        match self.view {
            View::Map => {
                let command = canvas::show(ui, workspace);
                if let Some(key) = workspace.canvas.marks.take_clicked() {
                    self.tray_open = Some(true);
                    self.checks.reveal(key);
                }
                if let Some(command) = command {
                    self.run(ui, command);
                }
            }
            View::Progress => {
                let (when, timeline) = ((workspace.day(), workspace.is_elsewhen()), workspace.timeline());
                if let Some(subject) = self.progress.show(ui, &mut workspace.document, &timeline, when) {
                    self.select(subject);
                }
            }
            View::Backbone => {
                let moment = workspace.moment();
                if let Some(initiative) =
                    self.backbone.show(ui, &mut workspace.document, &mut workspace.selection, moment)
                {
                    self.select(crate::scene::Subject::Initiative(initiative));
                    self.view = View::Map;
                    self.run(ui, Command::ZoomSelection);
                }
            }
            View::Compare => self.show_compare(ui),
            View::Review => self.show_review(ui),
        }
    }

    fn bar(&mut self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        let left = ui.horizontal_centered(|ui| {
            ui.label(RichText::new("Headway").font(font(Weight::Bold, 15.0)).color(palette.ink));
            ui.add_space(6.0);
            // A menu bar takes all the width that it is given.
            ui.allocate_ui(vec2(MENUS_WIDTH, BAR_HEIGHT), |ui| self.menus(ui));
            let end = ui.cursor().min.x;
            self.file_name(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.bar_right(ui));
            end
        });
        if self.workspace.is_some() {
            self.view_switch(ui, left.inner);
        }
        let rect = ui.max_rect().expand2(vec2(12.0, 0.0));
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.edge));
    }

    fn menus(&mut self, ui: &mut Ui) {
        let mut chosen = None;
        egui::MenuBar::new().ui(ui, |ui| {
            for (name, commands) in MENUS {
                ui.menu_button(name, |ui| {
                    ui.set_min_width(250.0);
                    for command in commands {
                        match command {
                            Some(command) => self.menu_entry(ui, *command, &mut chosen),
                            None => drop(ui.separator()),
                        }
                    }
                    if name == "View" {
                        ui.separator();
                        ui.menu_button("Lens", |ui| {
                            for command in LENSES {
                                self.menu_entry(ui, command, &mut chosen);
                            }
                        });
                    }
                });
            }
        });
        if let Some(command) = chosen {
            self.run(ui, command);
        }
    }

    fn menu_entry(&self, ui: &mut Ui, command: Command, chosen: &mut Option<Command>) {
        let entry = Button::new(self.name_of(command)).shortcut_text(shortcut_text(ui.ctx(), command));
        let ticked = match command {
            Command::ViewMap => self.view == View::Map,
            Command::ViewProgress => self.view == View::Progress,
            Command::ViewBackbone => self.view == View::Backbone,
            Command::ViewCompare => self.view == View::Compare,
            Command::ToggleTray => self.tray_is_open(ui.ctx()),
            Command::ToggleInspector => self.inspector_is_open(ui.ctx()),
            Command::Lens(_) | Command::NoLens | Command::ToggleLinks => {
                self.workspace.as_ref().is_some_and(|workspace| lens::is_on(workspace, command))
            }
            Command::ToggleMethod => self.tray_is_open(ui.ctx()) && self.method_is_open(ui.ctx()),
            Command::ToggleMarks => self.workspace.as_ref().is_some_and(|open| open.canvas.marks.shown),
            Command::ThemeLight => self.theme == egui::ThemePreference::Light,
            Command::ThemeDark => self.theme == egui::ThemePreference::Dark,
            Command::ThemeSystem => self.theme == egui::ThemePreference::System,
            _ => false,
        };
        if ui.add_enabled(self.can_run(command), entry.selected(ticked)).clicked() {
            *chosen = Some(command);
        }
    }

    fn file_name(&self, ui: &mut Ui) {
        let Some(workspace) = &self.workspace else { return };
        let palette = Palette::for_ui(ui);
        let state = match (&workspace.path, workspace.document.is_changed()) {
            _ if workspace.is_read_only() => "read-only",
            (_, true) => "changed",
            (Some(_), false) => "saved",
            (None, false) => "not saved yet",
        };
        let switch = VIEW_WIDTH * VIEWS.len() as f32 / 2.0 + 14.0;
        let room = ui.ctx().content_rect().width() / 2.0 - switch - ui.cursor().min.x;
        if room < 60.0 {
            return;
        }
        let words = |words: String| RichText::new(words).color(palette.muted);
        let state = format!("— {state}");
        // Where there is no room for both, the name is cut and not the state.
        let own = egui::WidgetText::from(words(state.clone()));
        let taken = own.into_galley(ui, Some(egui::TextWrapMode::Extend), room, egui::TextStyle::Body).size().x + 4.0;
        ui.allocate_ui_with_layout(vec2(room, BAR_HEIGHT), Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let name = egui::Label::new(words(workspace.name())).truncate();
            let shown = ui.scope(|ui| {
                ui.set_max_width((room - taken).max(24.0));
                ui.add(name)
            });
            shown.inner.on_hover_text(workspace.name());
            ui.add(egui::Label::new(words(state)).extend());
        });
    }

    fn bar_right(&mut self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        let mut chosen = None;
        if self.workspace.is_some() {
            let name = RichText::new("Export…").font(font(Weight::SemiBold, 13.0)).color(palette.on_chosen);
            if ui.add(Button::new(name).fill(palette.chosen).stroke(Stroke::NONE)).clicked() {
                chosen = Some(Command::Export);
            }
        }
        let is_narrow = ui.ctx().content_rect().width() < NARROW;
        if self.workspace.is_some() && !is_narrow {
            let hint = format!("Present the map over the whole screen ({})", shortcut_text(ui.ctx(), Command::Present));
            if ui.add(Button::new(RichText::new("Present").color(palette.ink))).on_hover_text(hint).clicked() {
                chosen = Some(Command::Present);
            }
        }
        let mut find = Button::new(RichText::new("Find or run…").color(palette.ink));
        if !is_narrow {
            find = find.shortcut_text(RichText::new(shortcut_text(ui.ctx(), Command::Palette)).color(palette.muted));
        }
        if ui.add(find).clicked() {
            chosen = Some(Command::Palette);
        }
        if self.workspace.is_some() && !is_narrow {
            for (command, name, open) in [
                (Command::ToggleInspector, "Inspector", self.inspector_is_open(ui.ctx())),
                (Command::ToggleTray, "Ideas", self.tray_is_open(ui.ctx())),
            ] {
                let keys = shortcut_text(ui.ctx(), command);
                let toggle = Button::new(RichText::new(name).color(if open { palette.ink } else { palette.muted }));
                let toggle = toggle.fill(if open { palette.hover } else { palette.panel }).stroke(Stroke::NONE);
                if ui.add(toggle).on_hover_text(format!("Show or fold this panel ({keys})")).clicked() {
                    chosen = Some(command);
                }
            }
        }
        if let Some(command) = chosen {
            self.run(ui, command);
        }
    }

    /// The switch between the views, in the middle of the bar, or right of the menus where those reach so far.
    fn view_switch(&mut self, ui: &mut Ui, left: f32) {
        let palette = Palette::for_ui(ui);
        let (cell, pad) = (vec2(VIEW_WIDTH, 26.0), 2.0);
        let size = vec2(cell.x * VIEWS.len() as f32 + 2.0 * pad, cell.y + 2.0 * pad);
        let place = egui::Align2::CENTER_CENTER.align_size_within_rect(
            size,
            ui.ctx().content_rect().intersect(egui::Rect::everything_above(ui.max_rect().bottom())),
        );
        let place = place.translate(vec2((left - place.left()).max(0.0), 0.0));
        ui.painter().rect_filled(place, CornerRadius::same(8), palette.desk);
        for (i, (view, name)) in VIEWS.into_iter().enumerate() {
            let at = place.min + vec2(pad + cell.x * i as f32, pad);
            let rect = egui::Rect::from_min_size(at, cell);
            let chosen = self.view == view;
            let response = ui.interact(rect, egui::Id::unique(("view", name)), egui::Sense::click());
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, name));
            if chosen || response.hovered() {
                let fill = if chosen { palette.panel } else { palette.hover };
                ui.painter().rect_filled(rect, CornerRadius::same(7), fill);
            }
            if response.has_focus() {
                let ring = Stroke::new(1.5, palette.accent);
                ui.painter().rect_stroke(rect, CornerRadius::same(7), ring, egui::StrokeKind::Inside);
            }
            let weight = if chosen { Weight::SemiBold } else { Weight::Medium };
            let ink = if chosen { palette.ink } else { palette.muted };
            ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, name, font(weight, 13.0), ink);
            if response.clicked() {
                match view {
                    View::Map => self.view = View::Map,
                    View::Progress => self.show_progress(),
                    View::Backbone => self.view = View::Backbone,
                    View::Compare | View::Review => self.view = view,
                }
            }
        }
    }

    fn status(&mut self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        let rect = ui.max_rect().expand2(vec2(12.0, 0.0));
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, palette.edge));
        ui.horizontal_centered(|ui| {
            let asked = self.workspace.as_mut().and_then(|workspace| lens::switch(ui, workspace));
            if let Some(command) = asked {
                self.run(ui, command);
            }
            ui.add_space(4.0);
            self.advice_count(ui);
            // What is on the map stands as far as the tools leave room.
            let end = ui.ctx().content_rect().center().x - HALF_TOOLBAR;
            for words in self.counts() {
                let counted = words.split_once(' ').map_or("", |(_, counted)| counted).to_owned();
                let width =
                    ui.painter().layout_no_wrap(words.clone(), font(Weight::Regular, 12.0), palette.muted).size().x;
                if ui.cursor().min.x + width > end {
                    break;
                }
                let text = RichText::new(words).font(font(Weight::Regular, 12.0)).color(palette.muted);
                super::guide::explained(ui, &counted, text);
                ui.add_space(8.0);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.told(ui));
        });
        if let (View::Map, Some(workspace)) = (self.view, &mut self.workspace)
            && let Some(command) = toolbar::show(ui, workspace)
        {
            self.run(ui, command);
        }
    }

    /// How much the checks advise; a click shows the list.
    fn advice_count(&mut self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        let Some(workspace) = &mut self.workspace else { return };
        let count = workspace.findings().iter().filter(|finding| finding.silenced.is_none()).count();
        let words = match count {
            0 => return,
            1 => "1 check".to_owned(),
            more => format!("{more} checks"),
        };
        let words = RichText::new(words).font(font(Weight::Regular, 12.0)).color(palette.advice);
        if ui.add(Button::new(words).frame(false)).on_hover_text("Where the map could be better, and why").clicked() {
            self.tray_open = Some(true);
        }
    }

    /// How much is on the map.
    fn counts(&mut self) -> Vec<String> {
        let Some(workspace) = &mut self.workspace else { return Vec::new() };
        let contents = workspace.contents();
        let counted = |n: usize, one: &str, more: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {more}") };
        vec![
            counted(contents.placed, "initiative", "initiatives"),
            counted(contents.capabilities, "capability", "capabilities"),
            counted(contents.links, "link", "links"),
        ]
    }

    /// What the window has to tell, at the right of the status.
    fn told(&mut self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        if self.waits_for_dialog() && primary_button(ui, "Type the path instead").clicked() {
            self.type_path_instead();
        }
        self.exported_buttons(ui);
        let hint = self.told_export().map(|path| path.display().to_string());
        let Some(workspace) = &self.workspace else { return };
        let words = match &self.notice {
            Some(notice) => notice.clone(),
            None if self.is_saving() => "Saving…".into(),
            None if let Some(read_only) = &workspace.read_only => read_only.in_short().into(),
            None if workspace.document.is_changed() => "Changes not saved".into(),
            None => String::new(),
        };
        let label = egui::Label::new(RichText::new(words).font(font(Weight::Regular, 12.0)).color(palette.muted));
        let used = (ui.max_rect().right() - ui.cursor().right()).max(0.0);
        let room = (ui.ctx().content_rect().width() / 2.0 - HALF_TOOLBAR - used).max(60.0);
        ui.allocate_ui_with_layout(vec2(room, 20.0), Layout::right_to_left(Align::Center), |ui| {
            let response = ui.add(label.truncate());
            if let Some(path) = hint {
                response.on_hover_text(path);
            }
        });
    }
}
