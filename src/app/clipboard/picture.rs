//! Copying as a picture: what is selected, or the whole page, as PNG, SVG, HTML and text at once.
//!
//! Each program takes what it understands. The picture comes first, so that office programs paste one. On Linux the program
//! that copied serves the content itself, on a thread of the clipboard's own and only until it ends.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use base64::Engine as _;
use clipboard_rs::{Clipboard as _, ClipboardContent, ClipboardContext};

use crate::app::HeadwayApp;
use crate::app::dialog::Dialog;
use crate::app::workspace::Workspace;
use crate::export::{PngOptions, PngSize, SvgOptions, png, svg};
use crate::map::{Keyed as _, StrategyMap};
use crate::scene::{Scene, Subject};

/// What stays free around a selection, in page units.
const MARGIN: f32 = 24.0;

/// So many pixels to a page unit, where the picture does not become too large.
const SCALE: f32 = 2.0;

/// The most pixels of a picture, and of one of its sides.
const MOST_PIXELS: f32 = 16e6;
const LONGEST_SIDE: f32 = 16_000.0;

/// The most bytes of one form: X11 hands over no more at once.
const MOST_BYTES: usize = 15 << 20;

/// Page units to the inch.
const UNITS_PER_INCH: f32 = 96.0;

/// A picture in all the forms that it is pasted in.
#[derive(Debug)]
pub struct Picture {
    png: Vec<u8>,
    svg: String,
    html: String,
    text: String,
}

impl Picture {
    /// Draws a scene in all forms.
    ///
    /// # Errors
    /// Where it cannot be drawn or is too large for a clipboard.
    pub fn of(scene: &Scene) -> Result<Self, String> {
        let page = scene.frame.page;
        let fits = (MOST_PIXELS / (page.w * page.h)).sqrt().min(LONGEST_SIDE / page.w.max(page.h));
        let dpi = UNITS_PER_INCH * SCALE.min(fits);
        let png = png(scene, PngSize::Dpi(dpi), &PngOptions::default()).map_err(|error| error.to_string())?;
        let svg = svg(scene, &SvgOptions::default()).map_err(|error| error.to_string())?;
        let picture = Self { html: html(scene, &png), png, svg, text: text(scene) };
        if picture.html.len().max(picture.svg.len()) > MOST_BYTES {
            return Err("The picture is too large for the clipboard. Select less of the map, or export it.".to_owned());
        }
        Ok(picture)
    }

    /// The forms, the picture first, under the names that the platform has for them.
    fn into_contents(self) -> Vec<ClipboardContent> {
        let [png, svg] = if cfg!(target_os = "macos") {
            ["public.png", "public.svg-image"]
        } else if cfg!(target_os = "windows") {
            ["PNG", "image/svg+xml"]
        } else {
            ["image/png", "image/svg+xml"]
        };
        vec![
            ClipboardContent::Other(png.to_owned(), self.png),
            ClipboardContent::Other(svg.to_owned(), self.svg.into_bytes()),
            ClipboardContent::Html(self.html),
            ClipboardContent::Text(self.text),
        ]
    }
}

/// The picture for programs that prefer HTML: itself, with what it shows as its alternative text, and no more, so that it is
/// pasted as a picture there as well.
fn html(scene: &Scene, png: &[u8]) -> String {
    let page = scene.frame.page;
    let (width, height) = (page.w.round(), page.h.round());
    let data = base64::engine::general_purpose::STANDARD.encode(png);
    let alt = attribute(&format!("{}. {}", scene.title, scene.description));
    format!("<img src=\"data:image/png;base64,{data}\" width=\"{width}\" height=\"{height}\" alt=\"{alt}\">")
}

/// A text inside of quotes.
fn attribute(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_control());
    let escaped = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        c => c.to_string(),
    };
    plain.map(escaped).collect()
}

/// What the picture shows, a line for each thing.
fn text(scene: &Scene) -> String {
    let mut lines = vec![scene.title.clone(), scene.description.clone(), String::new()];
    lines.extend(scene.nodes.iter().filter(|node| is_told(&node.subject)).map(|node| node.label.to_string()));
    lines.join("\n")
}

fn is_told(subject: &Subject) -> bool {
    matches!(
        subject,
        Subject::Direction
            | Subject::Initiative(_)
            | Subject::Capability(_)
            | Subject::Link { .. }
            | Subject::Serves { .. }
            | Subject::Note(_)
    )
}

/// What of the map the selection shows: of a lane its cards too, of a backbone its capabilities, of a link its ends.
/// Nothing where it is the whole page.
fn chosen(selected: &[Subject], map: &StrategyMap) -> Option<HashSet<Subject>> {
    if selected.is_empty() || selected.contains(&Subject::Map) {
        return None;
    }
    let mut chosen: HashSet<Subject> = selected.iter().cloned().collect();
    for subject in selected {
        match subject {
            Subject::Lane(strategy) => chosen.extend(
                map.placed()
                    .filter(|initiative| initiative.strategy == Some(*strategy))
                    .map(|initiative| Subject::Initiative(initiative.id().clone())),
            ),
            Subject::Backbone(backbone) => chosen.extend(
                map.capabilities
                    .iter()
                    .filter(|capability| capability.backbone == *backbone)
                    .map(|capability| Subject::Capability(capability.id.clone())),
            ),
            Subject::Link { initiative, capability } => {
                chosen.extend([Subject::Initiative(initiative.clone()), Subject::Capability(capability.clone())])
            }
            Subject::Serves { from, to } => {
                chosen.extend([Subject::Initiative(from.clone()), Subject::Initiative(to.clone())]);
            }
            _ => {}
        }
    }
    Some(chosen)
}

/// The drawing that is copied: of the selection, or else of the whole page.
pub fn drawing(workspace: &mut Workspace, dark: bool) -> Scene {
    let scene = workspace.scene(dark);
    let chosen = chosen(workspace.selection.subjects(), workspace.document.map());
    chosen.and_then(|chosen| scene.of_part(&chosen, MARGIN)).unwrap_or_else(|| (*scene).clone())
}

/// The clipboard of the system, and the picture that is on its way to it.
#[derive(Default)]
pub struct PictureClipboard {
    /// Opened with the first picture and kept: on X11 it holds what was copied.
    system: Option<ClipboardContext>,
    drawn: Option<Receiver<Result<Picture, String>>>,
}

impl PictureClipboard {
    /// Draws a picture on a thread of its own: a large one takes a while.
    fn begin(&mut self, ctx: &egui::Context, scene: Scene) -> Result<(), String> {
        let (sender, receiver) = channel();
        let ctx = ctx.clone();
        let draw = move || {
            // Nobody waits any more where the window has been closed.
            let _ = sender.send(Picture::of(&scene));
            ctx.request_repaint();
        };
        let thread = std::thread::Builder::new().name("picture".into()).spawn(draw);
        thread.map_err(|error| format!("The picture cannot be drawn: {error}."))?;
        self.drawn = Some(receiver);
        Ok(())
    }

    /// Puts the picture on the clipboard once it is drawn. Answers what came of it, then.
    fn finish(&mut self) -> Option<Result<(), String>> {
        let drawn = match self.drawn.as_ref()?.try_recv() {
            Ok(drawn) => drawn,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Err("The picture could not be drawn.".to_owned()),
        };
        self.drawn = None;
        Some(drawn.and_then(|picture| self.put(picture)))
    }

    fn put(&mut self, picture: Picture) -> Result<(), String> {
        let system = match self.system.take() {
            Some(system) => system,
            None => ClipboardContext::new().map_err(|error| unreachable(&error.to_string()))?,
        };
        // A connection that failed is made anew the next time.
        system.set(picture.into_contents()).map_err(|error| unreachable(&error.to_string()))?;
        self.system = Some(system);
        Ok(())
    }
}

fn unreachable(error: &str) -> String {
    format!("The clipboard of the system cannot be reached ({}).", error.trim_end_matches('.'))
}

impl HeadwayApp {
    /// Copies the selection, or else the page, as a picture.
    pub(in crate::app) fn copy_picture(&mut self, ctx: &egui::Context) {
        self.settle();
        let Some(workspace) = &mut self.workspace else { return };
        let whole = chosen(workspace.selection.subjects(), workspace.document.map()).is_none();
        let scene = drawing(workspace, ctx.theme() == egui::Theme::Dark);
        match self.pictures.begin(ctx, scene) {
            Ok(()) => {
                let what = if whole { "the map" } else { "the selection" };
                self.notice = Some(format!("Copying {what} as a picture…"));
            }
            Err(error) => self.picture_failed(error),
        }
    }

    /// Takes the picture that is drawn by now.
    pub(in crate::app) fn poll_picture(&mut self) {
        match self.pictures.finish() {
            Some(Ok(())) => self.notice = Some("Copied as a picture: it pastes into other programs".to_owned()),
            Some(Err(error)) => self.picture_failed(error),
            None => {}
        }
    }

    fn picture_failed(&mut self, error: String) {
        self.notice = None;
        self.dialog = Some(Dialog::Message("The picture is not copied", vec![error]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::StrategyKind;

    fn workspace() -> Workspace {
        let sample = crate::file::samples::find("kaiser-permanente").expect("the sample");
        Workspace::new(sample.load().expect("it opens").map, None, false)
    }

    fn size(picture: &Picture) -> (u32, u32) {
        let reader = ::png::Decoder::new(std::io::Cursor::new(&picture.png)).read_info().expect("a PNG");
        (reader.info().width, reader.info().height)
    }

    #[test]
    fn a_selected_card_is_copied_alone_at_twice_its_size_in_all_forms() {
        let mut workspace = workspace();
        workspace.selection.only(Subject::Initiative("care-messages".into()));
        let scene = drawing(&mut workspace, false);
        let picture = Picture::of(&scene).expect("drawn");
        let page = scene.frame.page;
        assert_eq!(size(&picture), ((page.w * 2.0).round() as u32, (page.h * 2.0).round() as u32));
        assert!(picture.svg.contains("id=\"initiative/care-messages\"") && picture.svg.matches("<g id").count() == 1);
        assert!(picture.html.starts_with("<img src=\"data:image/png;base64,iVBOR"), "{}", &picture.html[..60]);
        assert!(picture.html.contains("alt=\"Kaiser Permanente. Part of a digital strategy map: 1 initiative.\""));
        assert!(picture.text.contains("Initiative: Write to your care team"), "{}", picture.text);
        let forms = picture.into_contents();
        assert!(matches!(&forms[0], ClipboardContent::Other(name, _) if name.to_lowercase().contains("png")));
        assert_eq!(forms.len(), 4);
    }

    #[test]
    fn without_a_selection_the_whole_page_is_copied() {
        let mut workspace = workspace();
        let whole = workspace.scene(false);
        assert_eq!(drawing(&mut workspace, false).nodes.len(), whole.nodes.len());
        workspace.selection.only(Subject::Map);
        assert_eq!(drawing(&mut workspace, false).nodes.len(), whole.nodes.len());
    }

    #[test]
    fn a_lane_is_copied_with_its_cards_and_a_link_with_its_ends() {
        let mut workspace = workspace();
        workspace.selection.only(Subject::Lane(StrategyKind::DigitizedSolutions));
        let scene = drawing(&mut workspace, false);
        assert!(matches!(scene.nodes[0].subject, Subject::Lane(_)));
        assert!(scene.nodes.iter().any(|node| matches!(node.subject, Subject::Initiative(_))));
        let link = workspace.scene(false).nodes.iter().find_map(|node| match &node.subject {
            subject @ Subject::Link { .. } => Some(subject.clone()),
            _ => None,
        });
        workspace.selection.only(link.expect("a link"));
        assert_eq!(drawing(&mut workspace, false).nodes.len(), 3);
    }

    #[test]
    fn what_the_picture_is_called_cannot_break_the_html() {
        assert_eq!(attribute("R&D \"<now>\"\u{7}"), "R&amp;D &quot;&lt;now&gt;&quot;");
    }
}
