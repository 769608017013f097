//! What is chosen in the dialog, and the export that it comes to.

use std::sync::Arc;

use crate::app::widgets::{parse_date, parse_number};
use crate::export::{Choices, Format, PngSize, Sheet};
use crate::map::{Day, PartialDate, StrategyMap};
use crate::scene::deck::{PageSize, SlideKind};
use crate::scene::{LensView, Look};

/// The least and the most pixels to the inch.
const DENSITIES: (f64, f64) = (10.0, 2400.0);

/// The least and the most pixels that a picture is wide.
const WIDTHS: (f64, f64) = (16.0, 32_000.0);

/// Another map to compare with.
#[derive(Clone, Debug)]
pub struct Other {
    /// Tells one choice from the next.
    pub number: u64,
    /// What it is called.
    pub name: String,
    /// The map.
    pub map: Arc<StrategyMap>,
}

/// By what the size of a picture is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// By its pixels to the inch.
    #[default]
    Density,
    /// By how many pixels it is wide.
    Width,
}

/// What is chosen, as far as the fields hold it.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// What is written.
    pub format: Format,
    /// The pages, as chosen last for a format that has all of them.
    pub page: PageSize,
    /// The colours.
    pub look: Look,
    /// The date that the map is shown as of, as typed.
    pub as_of: String,
    /// The kinds of pages that are not wanted.
    pub left_out: Vec<SlideKind>,
    /// The date since which changes are told, as typed.
    pub since: String,
    /// The map to compare with.
    pub other: Option<Other>,
    /// By what the size of a picture is given.
    pub measure: Measure,
    /// The pixels to the inch, as typed.
    pub dpi: String,
    /// The pixels of the width, as typed.
    pub width: String,
    /// Whether the page of a picture is left away.
    pub transparent: bool,
    /// Whether text is drawn as outlines.
    pub outlines: bool,
    /// The table.
    pub sheet: Sheet,
    /// Whether the map goes along.
    pub embed: bool,
    /// How the window looks at the map.
    pub view: LensView,
    /// Whether the lens of the window is left away.
    pub no_lens: bool,
    /// Whether links are left away.
    pub no_links: bool,
}

impl Default for Chosen {
    fn default() -> Self {
        Self {
            format: Format::Pptx,
            page: PageSize::Wide,
            look: Look::Light,
            as_of: String::new(),
            left_out: Vec::new(),
            since: String::new(),
            other: None,
            measure: Measure::Density,
            dpi: "300".into(),
            width: "3840".into(),
            transparent: false,
            outlines: false,
            sheet: Sheet::Initiatives,
            embed: false,
            view: LensView::PLAIN,
            no_lens: false,
            no_links: false,
        }
    }
}

impl Chosen {
    /// The sizes of pages that the format has.
    pub fn pages_offered(&self) -> &'static [PageSize] {
        match self.format {
            Format::Pptx => &[PageSize::Wide, PageSize::Standard],
            Format::Pdf => &PageSize::ALL,
            _ => &[],
        }
    }

    /// The size of the pages: paper is none for a screen.
    pub fn page(&self) -> PageSize {
        if self.pages_offered().contains(&self.page) { self.page } else { PageSize::Wide }
    }

    /// How the map is looked at, where it is drawn.
    pub fn looked_at(&self) -> LensView {
        let lens = self.view.lens.filter(|_| !self.no_lens && self.has_look());
        let only = self.view.only.clone().filter(|_| lens.is_some());
        LensView { lens, only, links: !(self.no_links && self.has_look()) }
    }

    /// Whether the colours can be chosen.
    pub fn has_look(&self) -> bool {
        matches!(self.format, Format::Pptx | Format::Pdf | Format::Svg | Format::Png)
    }

    /// The date that the map is shown as of.
    ///
    /// # Errors
    /// Where it cannot be read: why.
    pub fn as_of(&self) -> Result<Option<PartialDate>, String> {
        parse_date(&self.as_of)
    }

    /// The date since which changes are told.
    ///
    /// # Errors
    /// Where it cannot be read: why.
    pub fn since(&self) -> Result<Option<PartialDate>, String> {
        parse_date(&self.since)
    }

    /// How large a picture is.
    ///
    /// # Errors
    /// Where that cannot be read or is out of bounds: why.
    pub fn size(&self) -> Result<PngSize, String> {
        match self.measure {
            Measure::Density => within(&self.dpi, DENSITIES, "pixels to the inch").map(|dpi| PngSize::Dpi(dpi as f32)),
            Measure::Width => within(&self.width, WIDTHS, "pixels").map(|width| PngSize::Width(width.round() as u32)),
        }
    }

    /// What cannot be read of what matters to the format, in a sentence.
    pub fn fault(&self) -> Option<String> {
        let since = self.format.has_pages().then(|| self.since().err()).flatten();
        let size = (self.format == Format::Png).then(|| self.size().err()).flatten();
        self.as_of().err().or(since).or(size)
    }

    /// The export that it comes to; what cannot be read is as if it were not given, so [`Self::fault`] is asked first.
    pub fn choices(&self, today: Day) -> Choices {
        let wanted = || SlideKind::ALL.into_iter().filter(|kind| !self.left_out.contains(kind)).collect();
        Choices {
            as_of: self.as_of().unwrap_or_default(),
            look: self.look,
            view: self.looked_at(),
            page: self.page(),
            slides: (!self.left_out.is_empty()).then(wanted),
            other: self.other.as_ref().map(|other| (other.name.clone(), (*other.map).clone())),
            since: self.since().unwrap_or_default(),
            size: self.size().unwrap_or(PngSize::Dpi(300.0)),
            transparent: self.transparent,
            outlines: self.outlines,
            sheet: self.sheet,
            embed: self.embed && self.format.can_embed(),
            ..Choices::new(today)
        }
    }
}

fn within(text: &str, (least, most): (f64, f64), unit: &str) -> Result<f64, String> {
    match parse_number(text)? {
        Some(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(format!("Choose {least} to {most} {unit}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_for_the_screen_has_no_paper_and_paper_comes_back_with_pdf() {
        let mut chosen = Chosen { page: PageSize::A3, ..Chosen::default() };
        assert_eq!(chosen.page(), PageSize::Wide);
        chosen.format = Format::Pdf;
        assert_eq!(chosen.page(), PageSize::A3);
    }

    #[test]
    fn only_what_matters_to_the_format_can_be_at_fault() {
        let mut chosen = Chosen { dpi: "0".into(), since: "never".into(), format: Format::Csv, ..Chosen::default() };
        assert_eq!(chosen.fault(), None);
        chosen.format = Format::Png;
        assert_eq!(chosen.fault().as_deref(), Some("Choose 10 to 2400 pixels to the inch"));
        chosen.measure = Measure::Width;
        assert_eq!(chosen.fault(), None);
        chosen.format = Format::Pdf;
        assert!(chosen.fault().is_some());
        chosen.as_of = "2011-02-31".into();
        assert!(chosen.fault().is_some_and(|why| why.contains("28 days")));
    }

    #[test]
    fn all_pages_are_asked_for_by_naming_none_and_some_by_their_names() {
        let mut chosen = Chosen::default();
        assert_eq!(chosen.choices(Day(0)).slides, None);
        chosen.left_out = vec![SlideKind::Sources];
        let slides = chosen.choices(Day(0)).slides.expect("named");
        assert_eq!(slides.len(), SlideKind::ALL.len() - 1);
    }

    #[test]
    fn a_format_that_holds_no_map_embeds_none() {
        let chosen = Chosen { embed: true, format: Format::Csv, ..Chosen::default() };
        assert!(!chosen.choices(Day(0)).embed);
        assert!(Chosen { format: Format::Pdf, ..chosen }.choices(Day(0)).embed);
    }
}
