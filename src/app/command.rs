//! Every command, once: menus, shortcuts, context menus and the palette all read this list.

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::insight::Lens;
use crate::map::{Backbone, StrategyKind};

/// Something the user can have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// A new map without a primary strategy.
    NewBlank,
    /// A new map that one strategy leads.
    NewLedBy(StrategyKind),
    /// Choose a file to open.
    Open,
    /// Save to the map's file.
    Save,
    /// Save to another file.
    SaveAs,
    /// List what earlier saves have left.
    EarlierVersions,
    /// List unsaved work that was left behind.
    RecoveredWork,
    /// Decide where the map and what others have made of it differ.
    ReviewChanges,
    /// Write the map as a deck, a picture, tables or a report.
    Export,
    /// Take ideas from a text, a CSV or a workbook.
    ImportIdeas,
    /// Back to the start page.
    StartPage,
    /// Leave the program.
    Quit,
    /// Take the last step back.
    Undo,
    /// Bring it again.
    Redo,
    /// Copy the selection and delete it.
    Cut,
    /// Copy the selection.
    Copy,
    /// Copy the selection, or else the page, as a picture for other programs.
    CopyPicture,
    /// Insert what is on the clipboard.
    Paste,
    /// Copy the selection beside itself.
    Duplicate,
    /// Delete the selection.
    Delete,
    /// Select all cards, capabilities and notes.
    SelectAll,
    /// Select nothing.
    Deselect,
    /// Edit the title of what is selected in its place.
    EditText,
    /// Put the selected initiatives back into the tray.
    ReturnToTray,
    /// Write a new idea into the tray.
    AddIdea,
    /// A new initiative in a lane.
    AddInitiative(StrategyKind),
    /// A new capability in a backbone.
    AddCapability(Backbone),
    /// A new note.
    AddNote,
    /// Write a new observation, in the view of progress.
    AddObservation,
    /// Show the strategy in the inspector.
    EditStrategy,
    /// Choose the strategy that leads.
    ChoosePrimary(StrategyKind),
    /// Play the map through time, or stay where it has come to.
    Play,
    /// Show the map as of the day of the event before.
    PreviousEvent,
    /// Show the map as of the day of the next event.
    NextEvent,
    /// Show the map as of the day of the adaptation before.
    PreviousAdaptation,
    /// Show the map as of the day of the next adaptation.
    NextAdaptation,
    /// Show the map as of the day that it speaks of by itself.
    OwnDay,
    /// A change of course on the day that is shown.
    AddAdaptation,
    /// Show the map.
    ViewMap,
    /// Show the progress of the indicators.
    ViewProgress,
    /// Show what the initiatives ask of the backbones, and the handshakes.
    ViewBackbone,
    /// Show the map beside another one.
    ViewCompare,
    /// Compare the map with one from a file.
    CompareFile,
    /// Compare the map with its file, as it was last saved.
    CompareSaved,
    /// Show the right one of two maps on the left.
    SwapSides,
    /// Compare the map with no other one any more.
    EndComparison,
    /// Look at the map through a lens.
    Lens(Lens),
    /// Look at it as it is.
    NoLens,
    /// Show links only of what is pointed at or selected, or show all again.
    ToggleLinks,
    /// Present the map over the whole screen.
    Present,
    /// Show more of the detail.
    ZoomIn,
    /// Show more of the page.
    ZoomOut,
    /// One page unit is one point.
    ZoomActual,
    /// Show the whole page.
    ZoomFit,
    /// Show what is selected as large as it fits.
    ZoomSelection,
    /// Show or fold the tray.
    ToggleTray,
    /// Show or fold the inspector.
    ToggleInspector,
    /// Show or fold the steps of the method.
    ToggleMethod,
    /// Show or hide the marks of the checks on the map.
    ToggleMarks,
    /// Dark on light.
    ThemeLight,
    /// Light on dark.
    ThemeDark,
    /// As the system has it.
    ThemeSystem,
    /// Find something on the map or a command.
    Palette,
    /// Read what the words of the map mean, and how to choose.
    Guide,
    /// List the keys.
    Shortcuts,
    /// What this program is.
    About,
}

use Command as C;

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);
const CTRL_ALT: Modifiers = Modifiers::COMMAND.plus(Modifiers::ALT);
const ALT: Modifiers = Modifiers::ALT;
const ALT_SHIFT: Modifiers = Modifiers::ALT.plus(Modifiers::SHIFT);

/// The menus of the window and what is in each; `None` is a line between.
pub const MENUS: [(&str, &[Option<Command>]); 6] = [
    (
        "File",
        &[
            Some(C::NewBlank),
            Some(C::NewLedBy(StrategyKind::CustomerEngagement)),
            Some(C::NewLedBy(StrategyKind::DigitizedSolutions)),
            Some(C::Open),
            Some(C::StartPage),
            None,
            Some(C::Save),
            Some(C::SaveAs),
            Some(C::EarlierVersions),
            Some(C::RecoveredWork),
            Some(C::ReviewChanges),
            None,
            Some(C::ImportIdeas),
            Some(C::Export),
            None,
            Some(C::Quit),
        ],
    ),
    (
        "Edit",
        &[
            Some(C::Undo),
            Some(C::Redo),
            None,
            Some(C::Cut),
            Some(C::Copy),
            Some(C::CopyPicture),
            Some(C::Paste),
            Some(C::Duplicate),
            Some(C::Delete),
            None,
            Some(C::SelectAll),
            Some(C::Deselect),
            Some(C::EditText),
        ],
    ),
    (
        "View",
        &[
            Some(C::ViewMap),
            Some(C::ViewProgress),
            Some(C::ViewBackbone),
            Some(C::ViewCompare),
            Some(C::Present),
            Some(C::ToggleLinks),
            None,
            Some(C::CompareFile),
            Some(C::CompareSaved),
            Some(C::SwapSides),
            Some(C::EndComparison),
            None,
            Some(C::ZoomIn),
            Some(C::ZoomOut),
            Some(C::ZoomActual),
            Some(C::ZoomFit),
            Some(C::ZoomSelection),
            None,
            Some(C::ToggleTray),
            Some(C::ToggleInspector),
            Some(C::ToggleMethod),
            Some(C::ToggleMarks),
            None,
            Some(C::ThemeLight),
            Some(C::ThemeDark),
            Some(C::ThemeSystem),
        ],
    ),
    (
        "Map",
        &[
            Some(C::AddIdea),
            Some(C::AddInitiative(StrategyKind::CustomerEngagement)),
            Some(C::AddInitiative(StrategyKind::DigitizedSolutions)),
            Some(C::AddCapability(Backbone::DigitalServices)),
            Some(C::AddCapability(Backbone::Operational)),
            Some(C::AddNote),
            Some(C::AddObservation),
            None,
            Some(C::ReturnToTray),
            None,
            Some(C::EditStrategy),
            Some(C::ChoosePrimary(StrategyKind::CustomerEngagement)),
            Some(C::ChoosePrimary(StrategyKind::DigitizedSolutions)),
        ],
    ),
    (
        "Time",
        &[
            Some(C::Play),
            None,
            Some(C::PreviousEvent),
            Some(C::NextEvent),
            Some(C::PreviousAdaptation),
            Some(C::NextAdaptation),
            Some(C::OwnDay),
            None,
            Some(C::AddAdaptation),
        ],
    ),
    ("Help", &[Some(C::Guide), Some(C::Palette), Some(C::Shortcuts), Some(C::About)]),
];

/// The lenses, in a menu of their own inside the one of the view.
pub const LENSES: [Command; 9] = [
    C::NoLens,
    C::Lens(Lens::Direction),
    C::Lens(Lens::Answer),
    C::Lens(Lens::Technology),
    C::Lens(Lens::Owner),
    C::Lens(Lens::Viewpoint),
    C::Lens(Lens::Stage),
    C::Lens(Lens::Freshness),
    C::Lens(Lens::BuildingBlock),
];

impl Command {
    /// All commands, in the order of the menus.
    pub fn all() -> impl Iterator<Item = Self> {
        MENUS.iter().flat_map(|(_, commands)| commands.iter().flatten().copied()).chain(LENSES)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            C::NewBlank => "New map",
            C::NewLedBy(StrategyKind::CustomerEngagement) => "New map led by customer engagement",
            C::NewLedBy(StrategyKind::DigitizedSolutions) => "New map led by digitized solutions",
            C::Open => "Open…",
            C::Save => "Save",
            C::SaveAs => "Save as…",
            C::EarlierVersions => "Earlier versions…",
            C::RecoveredWork => "Recovered work…",
            C::ReviewChanges => "Review changes by others…",
            C::Export => "Export…",
            C::ImportIdeas => "Import ideas…",
            C::StartPage => "Start page",
            C::Quit => "Quit",
            C::Undo => "Undo",
            C::Redo => "Redo",
            C::Cut => "Cut",
            C::Copy => "Copy",
            C::CopyPicture => "Copy as picture",
            C::Paste => "Paste",
            C::Duplicate => "Duplicate",
            C::Delete => "Delete",
            C::SelectAll => "Select all",
            C::Deselect => "Select nothing",
            C::EditText => "Edit text",
            C::ReturnToTray => "Return to the tray",
            C::AddIdea => "Add idea",
            C::AddInitiative(StrategyKind::CustomerEngagement) => "Add initiative to customer engagement",
            C::AddInitiative(StrategyKind::DigitizedSolutions) => "Add initiative to digitized solutions",
            C::AddCapability(Backbone::DigitalServices) => "Add capability to the digital services backbone",
            C::AddCapability(Backbone::Operational) => "Add capability to the operational backbone",
            C::AddNote => "Add note",
            C::AddObservation => "Add observation",
            C::EditStrategy => "Strategy and map…",
            C::ChoosePrimary(StrategyKind::CustomerEngagement) => "Lead with customer engagement",
            C::ChoosePrimary(StrategyKind::DigitizedSolutions) => "Lead with digitized solutions",
            C::Play => "Play the map through time",
            C::PreviousEvent => "Previous event",
            C::NextEvent => "Next event",
            C::PreviousAdaptation => "Previous adaptation",
            C::NextAdaptation => "Next adaptation",
            C::OwnDay => "Back to the map's own day",
            C::AddAdaptation => "Add adaptation",
            C::ViewMap => "Map",
            C::ViewProgress => "Progress",
            C::ViewBackbone => "Backbone",
            C::ViewCompare => "Compare",
            C::CompareFile => "Compare with a file…",
            C::CompareSaved => "Compare with the map as last saved",
            C::SwapSides => "Swap the maps compared",
            C::EndComparison => "End the comparison",
            C::Lens(Lens::Direction) => "Lens: direction",
            C::Lens(Lens::Answer) => "Lens: answer",
            C::Lens(Lens::Technology) => "Lens: technology",
            C::Lens(Lens::Owner) => "Lens: owner",
            C::Lens(Lens::Viewpoint) => "Lens: viewpoint",
            C::Lens(Lens::Stage) => "Lens: stage",
            C::Lens(Lens::Freshness) => "Lens: freshness",
            C::Lens(Lens::BuildingBlock) => "Lens: building block",
            C::NoLens => "No lens",
            C::ToggleLinks => "Links on demand, for a senior audience",
            C::Present => "Present",
            C::ZoomIn => "Zoom in",
            C::ZoomOut => "Zoom out",
            C::ZoomActual => "Actual size",
            C::ZoomFit => "Fit the page",
            C::ZoomSelection => "Fit the selection",
            C::ToggleTray => "Tray of ideas",
            C::ToggleInspector => "Inspector",
            C::ToggleMethod => "Steps of the method",
            C::ToggleMarks => "Marks of the checks",
            C::ThemeLight => "Light theme",
            C::ThemeDark => "Dark theme",
            C::ThemeSystem => "Theme of the system",
            C::Palette => "Find or run…",
            C::Guide => "Guide",
            C::Shortcuts => "Keys and gestures",
            C::About => "About Headway",
        }
    }

    /// The keys that run it.
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let (modifiers, key) = match self {
            C::NewBlank => (CTRL, Key::N),
            C::Open => (CTRL, Key::O),
            C::Save => (CTRL, Key::S),
            C::SaveAs => (CTRL_SHIFT, Key::S),
            C::Export => (CTRL_SHIFT, Key::E),
            C::ImportIdeas => (CTRL_SHIFT, Key::I),
            C::Quit => (CTRL, Key::Q),
            C::Undo => (CTRL, Key::Z),
            C::Redo => (CTRL_SHIFT, Key::Z),
            C::Cut => (CTRL, Key::X),
            C::Copy => (CTRL, Key::C),
            C::CopyPicture => (CTRL_ALT, Key::C),
            C::Paste => (CTRL, Key::V),
            C::Duplicate => (CTRL, Key::D),
            C::Delete => (Modifiers::NONE, Key::Delete),
            C::SelectAll => (CTRL, Key::A),
            C::Deselect => (CTRL_SHIFT, Key::A),
            C::EditText => (Modifiers::NONE, Key::F2),
            C::ReturnToTray => (CTRL, Key::T),
            C::AddIdea => (CTRL, Key::I),
            C::AddNote => (CTRL_SHIFT, Key::N),
            C::AddObservation => (CTRL_SHIFT, Key::O),
            C::EditStrategy => (CTRL, Key::Comma),
            C::Play => (ALT, Key::P),
            C::PreviousEvent => (ALT, Key::ArrowLeft),
            C::NextEvent => (ALT, Key::ArrowRight),
            C::PreviousAdaptation => (ALT_SHIFT, Key::ArrowLeft),
            C::NextAdaptation => (ALT_SHIFT, Key::ArrowRight),
            C::OwnDay => (ALT, Key::Home),
            C::ViewMap => (CTRL, Key::Num1),
            C::ViewProgress => (CTRL, Key::Num2),
            C::ViewBackbone => (CTRL, Key::Num3),
            C::ViewCompare => (CTRL, Key::Num4),
            C::CompareFile => (CTRL_SHIFT, Key::D),
            C::Present => (Modifiers::NONE, Key::F5),
            C::ToggleLinks => (CTRL_SHIFT, Key::L),
            C::ZoomIn => (CTRL, Key::Plus),
            C::ZoomOut => (CTRL, Key::Minus),
            C::ZoomActual => (CTRL, Key::Num0),
            C::ZoomFit => (CTRL, Key::Num9),
            C::ZoomSelection => (CTRL, Key::Num8),
            C::ToggleTray => (Modifiers::NONE, Key::F7),
            C::ToggleInspector => (Modifiers::NONE, Key::F8),
            C::ToggleMethod => (Modifiers::NONE, Key::F9),
            C::ToggleMarks => (CTRL_SHIFT, Key::K),
            C::Palette => (CTRL, Key::K),
            C::Guide => (Modifiers::NONE, Key::F1),
            C::Shortcuts => (Modifiers::SHIFT, Key::F1),
            _ => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Whether it works on text as well, so that a text field that has the focus keeps its keys.
    pub fn belongs_to_text(self) -> bool {
        // On macOS the keys of time move the cursor by words, and write a letter.
        self.is_of_time()
            || matches!(
                self,
                C::Undo | C::Redo | C::Cut | C::Copy | C::Paste | C::Delete | C::SelectAll | C::Deselect | C::EditText
            )
    }

    /// Whether it leads the map through time.
    pub fn is_of_time(self) -> bool {
        matches!(
            self,
            C::Play
                | C::PreviousEvent
                | C::NextEvent
                | C::PreviousAdaptation
                | C::NextAdaptation
                | C::OwnDay
                | C::AddAdaptation
        )
    }

    /// Whether it needs an open map.
    pub fn needs_map(self) -> bool {
        !matches!(
            self,
            C::NewBlank
                | C::NewLedBy(_)
                | C::Open
                | C::RecoveredWork
                | C::StartPage
                | C::Quit
                | C::ThemeLight
                | C::ThemeDark
                | C::ThemeSystem
                | C::Palette
                | C::Guide
                | C::Shortcuts
                | C::About
        )
    }
}

/// The keys as the platform writes them. Command keys come first on a line.
pub fn shortcut_text(ctx: &egui::Context, command: Command) -> String {
    command.shortcut().map(|shortcut| ctx.format_shortcut(&shortcut)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_their_keys_or_their_name() {
        let mut keys = std::collections::HashSet::new();
        let mut names = std::collections::HashSet::new();
        for command in Command::all() {
            assert!(names.insert(command.name()), "{}", command.name());
            if let Some(shortcut) = command.shortcut() {
                assert!(keys.insert((shortcut.modifiers, shortcut.logical_key)), "{}", command.name());
            }
        }
    }
}
