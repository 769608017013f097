//! The lens that the window looks through: its switch in the status line, and the links that are shown on demand.

use std::collections::HashSet;

use egui::{Button, RichText, ScrollArea, Ui};

use super::command::{Command, LENSES};
use super::inspector::look::{Icon, icon_button};
use super::style::{Palette, font};
use super::workspace::Workspace;
use crate::scene::{LensView, Node, Scene, Subject, Weight};

/// How high the list of values is at the most.
const VALUES_HEIGHT: f32 = 240.0;

/// Does what a command asks of the lens. The lens that is already looked through is put away.
pub fn run(workspace: &mut Workspace, command: Command) {
    let view = workspace.view().clone();
    workspace.look(match command {
        Command::Lens(lens) if view.lens != Some(lens) => LensView { lens: Some(lens), only: None, ..view },
        Command::Lens(_) | Command::NoLens => LensView { lens: None, only: None, ..view },
        _ => LensView { links: !view.links, ..view },
    });
}

/// Whether a command stands for what is shown.
pub fn is_on(workspace: &Workspace, command: Command) -> bool {
    match command {
        Command::Lens(lens) => workspace.view().lens == Some(lens),
        Command::NoLens => workspace.view().lens.is_none(),
        _ => !workspace.view().links,
    }
}

/// The switch: what is looked through, with a way to choose and one to put it away. Answers a command that was chosen.
pub fn switch(ui: &mut Ui, workspace: &mut Workspace) -> Option<Command> {
    let palette = Palette::for_ui(ui);
    let view = workspace.view().clone();
    let words = view.words();
    let (name, ink) = match &words {
        Some(words) => (format!("Lens: {words}"), palette.ink),
        None => ("Lens".to_owned(), palette.muted),
    };
    let name = shortened(&name);
    let mut chosen = None;
    let text = RichText::new(name).font(font(Weight::Medium, 12.0)).color(ink);
    let opened = ui.menu_button(text, |ui| chosen = list(ui, workspace, &view));
    opened.response.on_hover_text("Colour the cards by one question, and dim what is not asked for");
    if words.is_some() && icon_button(ui, Icon::Cross, "Look without a lens").clicked() {
        chosen = Some(Command::NoLens);
    }
    if !view.links {
        let text = RichText::new("Links on demand").font(font(Weight::Regular, 12.0)).color(palette.muted);
        ui.label(text).on_hover_text("Links are hidden: those of a card show while it is pointed at or selected");
        if icon_button(ui, Icon::Cross, "Show all links").clicked() {
            chosen = Some(Command::ToggleLinks);
        }
    }
    chosen
}

/// A name that leaves room for the rest of the line.
fn shortened(name: &str) -> String {
    const MOST: usize = 30;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

fn list(ui: &mut Ui, workspace: &mut Workspace, view: &LensView) -> Option<Command> {
    let palette = Palette::for_ui(ui);
    ui.set_min_width(220.0);
    let mut chosen = None;
    for command in LENSES {
        let name = match command {
            Command::Lens(lens) => lens.name(),
            other => other.name(),
        };
        let mut entry = ui.add(Button::new(name).selected(is_on(workspace, command)));
        if let Command::Lens(lens) = command {
            entry = entry.on_hover_text(lens.question());
        }
        // To choose what is on already changes nothing here; the cross puts it away.
        if entry.clicked() && !is_on(workspace, command) {
            chosen = Some(command);
        }
    }
    let Some(lens) = view.lens else { return chosen };
    let values = lens.values(workspace.document.map());
    if values.is_empty() {
        return chosen;
    }
    ui.separator();
    ui.label(RichText::new("Keep bright").font(font(Weight::Regular, 11.5)).color(palette.muted));
    ScrollArea::vertical().max_height(VALUES_HEIGHT).min_scrolled_height(VALUES_HEIGHT).show(ui, |ui| {
        let all = (None, "All".to_owned());
        for (only, name) in [all].into_iter().chain(values.into_iter().map(|value| (Some(value.clone()), value))) {
            if ui.add(Button::new(name).selected(view.only == only).truncate()).clicked() {
                workspace.look(LensView { only, ..view.clone() });
                ui.close();
            }
        }
    });
    chosen
}

/// The links of what is pointed at or selected, where links are shown on demand alone.
pub fn on_demand<'a>(
    scene: &'a Scene,
    selected: &[Subject],
    hovered: Option<&Subject>,
) -> impl Iterator<Item = &'a Node> {
    let asked: HashSet<Subject> = selected.iter().chain(hovered).cloned().collect();
    scene.aside.iter().filter(move |node| !asked.is_empty() && is_asked(&node.subject, &asked))
}

fn is_asked(link: &Subject, asked: &HashSet<Subject>) -> bool {
    let has = |subject: Subject| asked.contains(&subject);
    asked.contains(link)
        || match link.clone() {
            Subject::Link { initiative, capability } => {
                has(Subject::Initiative(initiative)) || has(Subject::Capability(capability))
            }
            Subject::Serves { from, to } => has(Subject::Initiative(from)) || has(Subject::Initiative(to)),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Day, Moment};
    use crate::scene::{Composer, LIGHT};

    #[test]
    fn links_on_demand_are_those_of_what_is_pointed_at_or_selected() {
        let map = crate::file::samples::find("kaiser-permanente").expect("the sample").load().expect("it opens").map;
        let mut composer = Composer::default().looking(LensView { links: false, ..LensView::PLAIN });
        let scene = composer.compose(&map, Moment::of(&map, None, Day(0)), &LIGHT);
        let names = |selected: &[Subject], hovered: Option<&Subject>| -> Vec<String> {
            on_demand(&scene, selected, hovered).map(|node| node.subject.name()).collect()
        };
        assert!(names(&[], None).is_empty());
        let card = Subject::Initiative("own-record".into());
        let of_card = names(&[], Some(&card));
        assert!(of_card.len() > 1 && of_card.iter().all(|name| name.contains("own-record")));
        assert_eq!(names(&[card], None), of_card);
        let of_box = names(&[Subject::Capability("shared-record".into())], None);
        assert!(!of_box.is_empty() && of_box.iter().all(|name| name.ends_with("/shared-record")));
    }
}
