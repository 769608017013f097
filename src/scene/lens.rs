//! A map through a lens: what each card has to say to one question, as a colour and a word.

use std::borrow::Cow;
use std::sync::Arc;

use super::theme::{Color, LaneColors, Theme};
use super::tones::{colors_of, ground};
use crate::insight::Lens;
use crate::map::{Answer, Capability, Day, Initiative, StrategyMap};

/// How a map is looked at. It is not in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensView {
    /// The question that colours the cards.
    pub lens: Option<Lens>,
    /// The value that stays bright while the rest is dimmed.
    pub only: Option<String>,
    /// Whether links are drawn; a senior audience has them on demand.
    pub links: bool,
}

impl LensView {
    /// Everything as it is: no lens, and all links.
    pub const PLAIN: Self = Self { lens: None, only: None, links: true };

    /// What the lens shows, in a few words: `Owner: Head of IT`.
    pub fn words(&self) -> Option<String> {
        let name = self.lens?.name();
        Some(self.only.as_ref().map_or_else(|| name.to_owned(), |only| format!("{name}: {only}")))
    }
}

impl Default for LensView {
    fn default() -> Self {
        Self::PLAIN
    }
}

/// The most colours that stand on one card.
const MOST_COLORS: usize = 3;

/// What a card has to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Tone {
    /// What it is asked.
    pub lens: Lens,
    /// The colours of what it says, at least one.
    pub colors: Vec<Color>,
    /// What it says.
    pub word: Arc<str>,
    /// Whether another value is looked for.
    pub dimmed: bool,
}

impl Tone {
    /// The colours that its card is drawn in: only the tone has one.
    pub fn theme(&self, theme: &Theme) -> Theme {
        let color = self.colors.first().copied().unwrap_or(theme.unlit);
        let quiet = |theme: Theme, accent: Color, sign: Color| {
            let lane = |lane: LaneColors| LaneColors { accent, ..lane };
            Theme {
                engagement: lane(theme.engagement),
                solutions: lane(theme.solutions),
                services: accent,
                operational: accent,
                advancing: sign,
                slipping: sign,
                ..theme
            }
        };
        if self.dimmed {
            let faint = theme.edge.mixed(theme.muted, 0.25);
            let dimmed =
                Theme { card: theme.panel, chip: theme.panel, ink: theme.muted, shadow: theme.panel, ..*theme };
            return quiet(dimmed, faint, theme.muted);
        }
        let toned =
            Theme { card: ground(color, theme), edge: theme.edge.mixed(color, 0.6), chip: theme.card, ..*theme };
        quiet(toned, color, theme.muted)
    }
}

/// What can be said on the map, each with its colour.
pub struct Answers {
    /// The question.
    pub lens: Lens,
    /// The value that is looked for.
    pub only: Option<String>,
    /// The values that have a colour of their own, in their order.
    pub colored: Vec<(String, Color)>,
    /// How many further values share one.
    pub others: usize,
    /// That colour; also of what says nothing.
    pub rest: Color,
}

impl Answers {
    /// What can be said to the lens of a view.
    pub fn of(view: &LensView, map: &StrategyMap, theme: &Theme) -> Option<Self> {
        let lens = view.lens?;
        let mut values = lens.values(map);
        // What is looked for has a colour of its own in any case.
        let colors = colors_of(lens, theme.look);
        if let Some(only) = &view.only
            && let Some(place) = values.iter().position(|value| value == only).filter(|place| *place >= colors.len())
        {
            let found = values.remove(place);
            values.insert(colors.len() - 1, found);
        }
        let others = values.len().saturating_sub(colors.len());
        let colored = values.into_iter().zip(colors.iter().copied()).collect();
        Some(Self { lens, only: view.only.clone(), colored, others, rest: theme.unlit })
    }

    /// The tone of an initiative's card; none where capabilities are asked and nothing is looked for.
    pub fn initiative(&self, initiative: &Initiative, map: &StrategyMap, day: Day) -> Option<Tone> {
        let said = self.lens.of_initiative(initiative, map, day);
        if !self.lens.is_of_capabilities() {
            return Some(self.tone(&said));
        }
        let tone = self.tone(&said);
        tone.dimmed.then_some(tone)
    }

    /// The tone of a capability's box, where capabilities are asked.
    pub fn capability(&self, capability: &Capability) -> Option<Tone> {
        self.lens.is_of_capabilities().then(|| self.tone(&self.lens.of_capability(capability)))
    }

    /// The colour of a link to a capability, by its answer.
    pub fn link(&self, answer: Answer, dimmed: bool, theme: &Theme) -> Color {
        let wanted = self.only.as_ref().is_none_or(|only| only == answer.name());
        match self.lens {
            Lens::Answer if wanted => self.color(answer.name()),
            Lens::Answer => theme.edge,
            _ => self.other_link(dimmed, theme),
        }
    }

    /// The colour of any other link.
    pub fn other_link(&self, dimmed: bool, theme: &Theme) -> Color {
        if dimmed { theme.edge } else { theme.muted }
    }

    fn color(&self, value: &str) -> Color {
        self.colored.iter().find(|(known, _)| known == value).map_or(self.rest, |(_, color)| *color)
    }

    fn tone(&self, said: &[Cow<'_, str>]) -> Tone {
        let meant = |value: &str| self.only.as_ref().is_none_or(|only| only == value);
        let bright = said.iter().any(|value| meant(value));
        let dimmed = !bright && self.only.is_some();
        let shown = said.iter().filter(|value| dimmed || meant(value));
        let mut colors: Vec<Color> = Vec::new();
        for color in shown.clone().map(|value| self.color(value)) {
            if colors.len() < MOST_COLORS && !colors.contains(&color) {
                colors.push(color);
            }
        }
        if colors.is_empty() {
            colors.push(self.rest);
        }
        let words: Vec<&str> = shown.map(|value| &**value).collect();
        let word = if words.is_empty() { self.lens.nothing().into() } else { words.join(" · ").into() };
        Tone { lens: self.lens, colors, word, dimmed }
    }
}
