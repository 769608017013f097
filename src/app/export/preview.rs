//! What is previewed: the drawings, tables and words that are exported, made on a thread of their own.
//!
//! A preview is made anew only where a choice that it shows has changed. Most are there within a frame; while one takes
//! longer, the one before stays.

mod cells;
mod draw;
mod sheets;

pub use draw::{Manner, View};

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use egui::Context;

use super::chosen::{Chosen, Other};
use super::work::sentence;
use crate::export::{Choices, Format, Sheet, drawing, export, pages};
use crate::map::{Day, PartialDate, StrategyMap};
use crate::scene::deck::{PageSize, SlideKind};
use crate::scene::{Composer, LensView, Look, Scene};

/// So long a frame waits for its preview: what takes longer is shown in a later one.
const PATIENCE: Duration = Duration::from_millis(40);

/// What an export looks like.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// Its pages.
    pub pages: Vec<Page>,
    /// The kinds of pages of a deck that there is something to say for.
    pub offered: Vec<SlideKind>,
    /// Why there is nothing to show, in a sentence.
    pub fault: Option<String>,
}

/// A page of an export.
#[derive(Clone, Debug)]
pub struct Page {
    /// What it is called.
    pub title: String,
    /// What is on it.
    pub content: Content,
}

/// What is on a page.
#[derive(Clone, Debug)]
pub enum Content {
    /// A drawing.
    Drawing(Arc<Scene>),
    /// The first rows of a table, and how many there are in all.
    Table(Vec<Vec<String>>, usize),
    /// The first lines of a text, and how many there are in all.
    Text(Vec<String>, usize),
}

/// How many rows and lines are shown.
const ROWS: usize = 60;
const LINES: usize = 400;

/// The choices that a preview depends on.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    what: What,
    view: LensView,
    as_of: Option<PartialDate>,
    /// Of a deck: the kinds left out and the date of the changes; of a drawing as well: the other map.
    left_out: Vec<SlideKind>,
    since: Option<PartialDate>,
    other: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Deck(PageSize, Look),
    Map(Look),
    Workbook,
    Table(Sheet),
    Report,
}

impl Wanted {
    fn of(chosen: &Chosen) -> Self {
        let what = match chosen.format {
            Format::Pptx | Format::Pdf => What::Deck(chosen.page(), chosen.look),
            Format::Svg | Format::Png => What::Map(chosen.look),
            Format::Xlsx => What::Workbook,
            Format::Csv => What::Table(chosen.sheet),
            Format::Markdown => What::Report,
        };
        let deck = matches!(what, What::Deck(..));
        let drawn = deck || matches!(what, What::Map(_));
        Self {
            what,
            view: chosen.looked_at(),
            as_of: chosen.as_of().unwrap_or_default(),
            left_out: if deck { chosen.left_out.clone() } else { Vec::new() },
            since: chosen.since().unwrap_or_default().filter(|_| deck),
            other: chosen.other.as_ref().map(|other: &Other| other.number).filter(|_| drawn),
        }
    }

    /// The same with all pages.
    fn whole(&self) -> Self {
        Self { left_out: Vec::new(), ..self.clone() }
    }
}

struct Order {
    number: u64,
    wanted: Wanted,
    choices: Choices,
}

/// Has previews made.
pub struct Previewer {
    orders: mpsc::Sender<Order>,
    made: mpsc::Receiver<(u64, Preview)>,
    /// The number of the order that was given last: what is made for another one is given up.
    latest: Arc<AtomicU64>,
    wanted: Option<Wanted>,
    shown: Preview,
    waits: bool,
}

impl Previewer {
    /// Previews of a map.
    pub fn new(ctx: &Context, map: Arc<StrategyMap>) -> Self {
        let (orders, ordered) = mpsc::channel();
        let (sender, made) = mpsc::channel();
        let latest = Arc::new(AtomicU64::new(0));
        let (ctx, number) = (ctx.clone(), latest.clone());
        let work = move || {
            let mut maker = Maker { map, composer: Composer::default(), whole: None, latest: number };
            while let Some(order) = newest(&ordered) {
                let made = maker.preview(&order);
                // The dialog may be closed by now: then nobody looks.
                let _ = sender.send((order.number, made));
                ctx.request_repaint();
            }
        };
        // Without a thread the channel is closed, which is told where a preview should be.
        let _ = thread::Builder::new().name("preview".into()).spawn(work);
        Self { orders, made, latest, wanted: None, shown: Preview::default(), waits: false }
    }

    /// Has a preview made where the choices ask for another one; takes what is made.
    pub fn update(&mut self, chosen: &Chosen) {
        let wanted = Wanted::of(chosen);
        let is_new = self.wanted.as_ref() != Some(&wanted);
        // What is being typed is shown once it can be read.
        if is_new && chosen.fault().is_none() {
            let number = self.latest.fetch_add(1, Ordering::Relaxed) + 1;
            let order = Order { number, wanted: wanted.clone(), choices: chosen.choices(Day::today()) };
            self.wanted = Some(wanted);
            self.waits = self.orders.send(order).is_ok();
            if !self.waits {
                self.shown = broken();
            }
            self.take(PATIENCE);
        }
        self.take(Duration::ZERO);
    }

    fn take(&mut self, patience: Duration) {
        while self.waits {
            match self.made.recv_timeout(patience) {
                Ok((number, preview)) if number == self.latest.load(Ordering::Relaxed) => {
                    self.shown = preview;
                    self.waits = false;
                }
                Ok(_) => {}
                Err(mpsc::RecvTimeoutError::Timeout) => return,
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    self.shown = broken();
                    self.waits = false;
                }
            }
        }
    }

    /// The preview that was made last.
    pub fn shown(&self) -> &Preview {
        &self.shown
    }

    /// Whether it is of earlier choices.
    pub fn is_late(&self) -> bool {
        self.waits
    }
}

impl Drop for Previewer {
    fn drop(&mut self) {
        // What is being made is for nobody any more.
        self.latest.store(0, Ordering::Relaxed);
    }
}

fn broken() -> Preview {
    let fault = "The preview cannot be made here; the export itself may work all the same.";
    Preview { fault: Some(fault.into()), ..Preview::default() }
}

/// The order that was given last, once there is one.
fn newest(orders: &mpsc::Receiver<Order>) -> Option<Order> {
    let first = orders.recv().ok()?;
    Some(orders.try_iter().last().unwrap_or(first))
}

/// Makes previews. Remembers its drawings, so that the next one is quick.
struct Maker {
    map: Arc<StrategyMap>,
    composer: Composer,
    /// What a whole deck was made for, and the kinds of its pages.
    whole: Option<(Wanted, Vec<SlideKind>)>,
    latest: Arc<AtomicU64>,
}

impl Maker {
    fn preview(&mut self, order: &Order) -> Preview {
        let made = match order.wanted.what {
            What::Deck(..) => return self.deck(order),
            What::Map(_) => {
                self.composer.look(order.wanted.view.clone());
                let (scene, _) = drawing(&mut self.composer, &self.map, &order.choices);
                let title = scene.title.clone();
                Ok(vec![Page { title, content: Content::Drawing(Arc::new(scene)) }])
            }
            What::Workbook => Sheet::ALL.into_iter().map(|sheet| self.table(order, sheet)).collect(),
            What::Table(sheet) => self.table(order, sheet).map(|page| vec![page]),
            What::Report => self.report(order).map(|page| vec![page]),
        };
        match made {
            Ok(pages) => Preview { pages, ..Preview::default() },
            Err(fault) => Preview { fault: Some(fault), ..Preview::default() },
        }
    }

    fn deck(&mut self, order: &Order) -> Preview {
        let deck = pages(&self.map, &order.choices);
        let kinds = |deck: &crate::scene::deck::Deck| {
            let kinds = SlideKind::ALL.into_iter();
            kinds.filter(|kind| deck.slides.iter().any(|slide| slide.kind == *kind)).collect::<Vec<_>>()
        };
        let whole = order.wanted.whole();
        if whole == order.wanted {
            self.whole = Some((whole, kinds(&deck)));
        } else if self.whole.as_ref().is_none_or(|(known, _)| *known != whole) {
            let choices = Choices { slides: None, ..order.choices.clone() };
            let all = pages(&self.map, &choices);
            self.whole = Some((whole, kinds(&all)));
        }
        let offered = self.whole.as_ref().map(|(_, kinds)| kinds.clone()).unwrap_or_default();
        let page = |slide: crate::scene::deck::Slide| Page {
            title: slide.title,
            content: Content::Drawing(Arc::new(slide.scene)),
        };
        let left_out = &order.wanted.left_out;
        let slides = deck.slides.into_iter().filter(|slide| !left_out.contains(&slide.kind));
        Preview { pages: slides.map(page).collect(), offered, fault: None }
    }

    fn table(&self, order: &Order, sheet: Sheet) -> Result<Page, String> {
        let text = self.text(order, Format::Csv, sheet)?;
        let (rows, count) = cells::first_rows(&text, ROWS);
        Ok(Page { title: sheet.name().into(), content: Content::Table(rows, count) })
    }

    fn report(&self, order: &Order) -> Result<Page, String> {
        let text = self.text(order, Format::Markdown, Sheet::default())?;
        let lines = text.lines().take(LINES).map(str::to_owned).collect();
        Ok(Page { title: "Report".into(), content: Content::Text(lines, text.lines().count()) })
    }

    /// What is exported, as text.
    fn text(&self, order: &Order, format: Format, sheet: Sheet) -> Result<String, String> {
        let choices = Choices { sheet, embed: false, ..order.choices.clone() };
        let mut go_on = |_: f32| self.latest.load(Ordering::Relaxed) == order.number;
        let made = export(&self.map, format, &choices, &mut go_on).map_err(|why| sentence(&why.to_string()))?;
        Ok(String::from_utf8_lossy(&made.bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn previewer() -> Previewer {
        let sample = crate::file::samples::find("kaiser-permanente").expect("the sample").load().expect("loads");
        Previewer::new(&Context::default(), Arc::new(sample.map))
    }

    fn made(previewer: &mut Previewer, chosen: &Chosen) -> u64 {
        previewer.update(chosen);
        previewer.take(Duration::from_secs(60));
        assert!(!previewer.is_late());
        previewer.latest.load(Ordering::Relaxed)
    }

    #[test]
    fn a_preview_is_made_anew_only_where_a_choice_that_it_shows_has_changed() {
        let mut previewer = previewer();
        let mut chosen = Chosen { format: Format::Pdf, ..Chosen::default() };
        assert_eq!(made(&mut previewer, &chosen), 1);
        chosen.embed = true;
        chosen.dpi = "96".into();
        assert_eq!(made(&mut previewer, &chosen), 1);
        chosen.look = Look::Mono;
        assert_eq!(made(&mut previewer, &chosen), 2);
        chosen.since = "not yet a date".into();
        assert_eq!(made(&mut previewer, &chosen), 2);
        let Content::Drawing(scene) = &previewer.shown().pages[0].content else { panic!("a deck is drawn") };
        assert_eq!(scene.background, Look::Mono.theme().page);
    }

    #[test]
    fn a_kind_of_page_that_is_left_out_is_still_offered() {
        let mut previewer = previewer();
        let chosen = Chosen { left_out: vec![SlideKind::Map], ..Chosen::default() };
        made(&mut previewer, &chosen);
        let shown = previewer.shown();
        assert!(shown.offered.contains(&SlideKind::Map));
        made(&mut previewer, &Chosen::default());
        assert!(!previewer.shown().pages.is_empty());
    }
}
