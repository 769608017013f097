//! The tray of ideas: initiatives that nobody has placed yet.

mod arrangement;

use egui::{
    CornerRadius, Frame, Id, Margin, Painter, Pos2, RichText, Sense, Stroke, StrokeKind, TextEdit, Ui, pos2, vec2,
};

use arrangement::{Arrangement, Group};

use super::canvas::DraggedIdea;
use super::inspector::look;
use super::style::{Palette, font};
use super::widgets::section;
use super::workspace::Workspace;
use crate::import::ideas;
use crate::map::Initiative;
use crate::scene::{Subject, Weight};

/// Where the title of an idea begins: behind the grip.
const GRIP: f32 = 26.0;

/// How much of the width may be taken by what stands at the right of a title.
const ASIDE: f32 = 0.34;

/// So many ideas are seen at a glance: there is nothing to find or to order.
const FEW: usize = 3;

/// The state of the tray.
#[derive(Default)]
pub struct Tray {
    draft: String,
    wants_focus: bool,
    arrangement: Arrangement,
    /// A table that was pasted in place of a list: it is looked at before it is imported.
    table: Option<String>,
}

impl Tray {
    /// Puts the cursor into the field for a new idea.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Shows all ideas, whatever was looked for.
    pub fn show_all(&mut self) {
        self.arrangement.filter.clear();
    }

    /// The table that was pasted, if any was.
    pub fn take_table(&mut self) -> Option<String> {
        self.table.take()
    }

    /// Shows the tray.
    pub fn show(&mut self, ui: &mut Ui, workspace: &mut Workspace) {
        let palette = Palette::for_ui(ui);
        let contents = workspace.contents();
        let count = contents.ideas.len();
        // A record is shared: the map can change while its ideas are shown.
        let map = workspace.document.map();
        let ideas: Vec<_> = contents.ideas.iter().filter_map(|id| map.initiatives.get(id).cloned()).collect();
        let groups = self.arrangement.arrange(ideas.iter().map(|idea| &**idea));
        let shown: usize = groups.iter().map(|group| group.ideas.len()).sum();
        section(ui, "Ideas", |ui| {
            let words =
                if shown == count { format!("{count} NOT PLACED") } else { format!("{shown} OF {count} SHOWN") };
            ui.label(RichText::new(words).font(font(Weight::SemiBold, 11.0)).color(palette.muted));
        });
        self.entry(ui, workspace);
        if count > FEW || self.arrangement != Arrangement::default() {
            self.tools(ui);
        }
        ui.add_space(4.0);
        if workspace.canvas.drags_cards() {
            let hint = Frame::new().fill(palette.hover).corner_radius(8).inner_margin(Margin::same(10));
            hint.stroke(Stroke::new(1.5, palette.accent)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label("Drop here to take it off the canvas");
            });
        } else if count == 0 {
            let words =
                "Write what might be undertaken, one idea a line, and drag it onto the strategy that it belongs to.";
            let words = RichText::new(words).font(font(Weight::Regular, 12.0)).color(palette.muted);
            ui.add(egui::Label::new(words).selectable(false));
        }
        if shown == 0 && count > 0 {
            ui.label(RichText::new("No idea holds these words.").color(palette.muted));
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for group in &groups {
                if self.arrangement.by_viewpoint {
                    heading(ui, group);
                }
                for idea in &group.ideas {
                    row(ui, workspace, idea, self.arrangement.by_viewpoint);
                    ui.add_space(2.0);
                }
            }
        });
    }

    /// What the ideas are found and ordered by.
    fn tools(&mut self, ui: &mut Ui) {
        let palette = Palette::for_ui(ui);
        let arrangement = &mut self.arrangement;
        let hint = RichText::new("Filter…").color(palette.muted);
        // A strip that comes above the map must not take the focus away.
        let field = TextEdit::singleline(&mut arrangement.filter)
            .id(Id::unique("filter ideas"))
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        ui.add(field.margin(Margin::symmetric(10, 5))).accessible_name("Filter ideas");
        ui.horizontal(|ui| {
            if look::toggle(ui, "By viewpoint", arrangement.by_viewpoint) {
                arrangement.by_viewpoint = !arrangement.by_viewpoint;
            }
            if look::toggle(ui, "Most votes first", arrangement.by_votes) {
                arrangement.by_votes = !arrangement.by_votes;
            }
        });
    }

    /// Takes new ideas into the map, and shows them whatever was looked for.
    fn add(&mut self, workspace: &mut Workspace, lines: &str) {
        workspace.document.add_ideas(lines);
        self.draft.clear();
        self.arrangement.filter.clear();
    }

    /// Takes an idea that is being typed into the map, as before it is saved or left.
    pub fn settle(&mut self, workspace: &mut Workspace) {
        if !self.draft.trim().is_empty() && !workspace.is_read_only() {
            let draft = std::mem::take(&mut self.draft);
            self.add(workspace, &draft);
            workspace.document.commit();
        }
    }

    /// The field for a new idea; a pasted list makes one of each line.
    fn entry(&mut self, ui: &mut Ui, workspace: &mut Workspace) {
        let palette = Palette::for_ui(ui);
        let pasted = ui.input(|i| {
            i.events.iter().find_map(|event| match event {
                egui::Event::Paste(text) if text.trim().contains('\n') => Some(text.clone()),
                _ => None,
            })
        });
        let hint = RichText::new("Type an idea, or paste a list…").color(palette.muted);
        let before = self.draft.clone();
        let field = TextEdit::singleline(&mut self.draft)
            .id(Id::unique("new idea"))
            .hint_text(hint)
            .desired_width(f32::INFINITY);
        let response = ui.add(field.margin(Margin::symmetric(10, 7))).accessible_name("New idea");
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if let Some(list) = pasted.filter(|_| response.has_focus()) {
            if ideas::is_table(&list) {
                self.draft = before;
                self.table = Some(list);
            } else {
                self.add(workspace, &format!("{before}{list}"));
            }
        } else if response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
            let line = std::mem::take(&mut self.draft);
            self.add(workspace, &line);
            // Ready for the next one: ideas come in bursts.
            response.request_focus();
        }
    }
}

/// The viewpoint of a group, and how many ideas were seen with it.
fn heading(ui: &mut Ui, group: &Group<'_>) {
    let palette = Palette::for_ui(ui);
    let name = if group.viewpoint.is_empty() { "No viewpoint" } else { group.viewpoint };
    let words = RichText::new(format!("{name} · {}", group.ideas.len())).font(font(Weight::SemiBold, 11.5));
    ui.add_space(4.0);
    ui.add(egui::Label::new(words.color(palette.muted)).selectable(false).truncate());
}

/// What stands beside or below the title of an idea: its votes, and its viewpoint where no heading tells it.
fn aside(idea: &Initiative, under_heading: bool) -> String {
    let votes = idea.votes.map(|votes| if votes == 1 { "1 vote".to_owned() } else { format!("{votes} votes") });
    let viewpoint = (!under_heading && !idea.viewpoint.is_empty()).then(|| idea.viewpoint.clone());
    votes.into_iter().chain(viewpoint).collect::<Vec<_>>().join(" · ")
}

/// One idea: clicked it is selected, dragged it goes onto a lane.
fn row(ui: &mut Ui, workspace: &mut Workspace, idea: &Initiative, under_heading: bool) {
    let palette = Palette::for_ui(ui);
    let subject = Subject::Initiative(idea.id.clone());
    let selected = workspace.selection.contains(&subject);
    let id = super::canvas::idea_id(&idea.id);
    let dragged = ui.ctx().is_being_dragged(id);
    let edge = if selected || dragged { Stroke::new(1.5, palette.accent) } else { Stroke::new(1.0, palette.edge) };
    let title = if idea.title.is_empty() { "Untitled" } else { &idea.title };
    let width = ui.available_width();
    let aside = ui.painter().layout_no_wrap(aside(idea, under_heading), font(Weight::Regular, 11.0), palette.muted);
    // What is long stands below the title, which needs the room.
    let is_below = aside.size().x > width * ASIDE;
    let beside = if aside.is_empty() || is_below { 0.0 } else { aside.size().x + 8.0 };
    let words =
        ui.painter().layout(title.to_owned(), font(Weight::Medium, 12.5), palette.ink, width - GRIP - 10.0 - beside);
    let height = words.size().y + if is_below { aside.size().y + 2.0 } else { 0.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(width, height + 16.0), Sense::hover());
    if ui.is_rect_visible(rect) {
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.rect(rect, CornerRadius::same(7), palette.field, edge, StrokeKind::Inside);
        grip(&painter, pos2(rect.left() + 12.0, rect.center().y), palette);
        let top = rect.center().y - height / 2.0;
        let at = if is_below {
            pos2(rect.left() + GRIP, top + words.size().y + 2.0)
        } else {
            pos2(rect.right() - 10.0 - aside.size().x, rect.center().y - aside.size().y / 2.0)
        };
        painter.galley(pos2(rect.left() + GRIP, top), words, palette.ink);
        painter.galley(at, aside, palette.muted);
    }
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let name = format!("Idea: {}", idea.title);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, selected, &name));
    response.dnd_set_drag_payload(DraggedIdea(idea.id.clone()));
    if response.clicked() || response.gained_focus() {
        workspace.selection.only(subject);
    }
    response.on_hover_cursor(egui::CursorIcon::Grab);
}

/// Six dots that say that the row can be dragged.
fn grip(painter: &Painter, middle: Pos2, palette: &Palette) {
    for column in [-2.5, 2.5] {
        for row in [-5.0, 0.0, 5.0] {
            painter.circle_filled(middle + vec2(column, row), 1.1, palette.muted.gamma_multiply(0.7));
        }
    }
}
