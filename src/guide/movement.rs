//! The words of how things move.

use super::Block::{List, Text};
use super::Source::{S0, S4};
use super::{Topic, word};

pub const TOPICS: &[&Topic] = &[
    &INDICATOR,
    &DESIRED_DIRECTION,
    &OBSERVATION,
    &PULSE,
    &DIRECTION,
    &TIMING,
    &HEADINGS,
    &TRAJECTORY,
    &ADAPTATION,
    &AS_OF,
    &SOURCE,
    &ILLUSTRATIVE,
    &CHECKS,
];

static INDICATOR: Topic = Topic {
    name: "Indicator",
    meaning: "Something observable that tells which way an initiative, a capability or the whole map moves.",
    body: &[Text(
        "It has a [desired direction] and never a target. The first indicator of a card is the one that the card shows; drag \
         or move the others. What cannot be counted yet can be judged: see [pulse].",
    )],
    words: &[],
    labels: &["Indicators", "Observed as"],
    from: &[S4],
};

static DESIRED_DIRECTION: Topic = Topic {
    name: "Desired direction",
    meaning: "Which way an indicator should move: up, down, or neither where it is there for context only.",
    body: &[],
    words: &[
        word("Increase", "More of it is better."),
        word("Decrease", "Less of it is better."),
        word("Context only", "Good to know; no verdict is given."),
    ],
    labels: &[],
    from: &[S4],
};

static OBSERVATION: Topic = Topic {
    name: "Observation",
    meaning: "A dated value of an indicator, with its source or the mark that it is illustrative.",
    body: &[Text(
        "A date may be as exact as the source: a year, a month, a day. A value may be marked “about” or “at least”. Every \
         observation is drawn as a dot, also where several fall on one day.",
    )],
    words: &[],
    labels: &["Observations", "Observations (* illustrative)"],
    from: &[S0],
};

static PULSE: Topic = Topic {
    name: "Pulse",
    meaning: "An indicator without a meter: a dated judgement from −2, clearly away, to +2, clearly towards.",
    body: &[Text(
        "It is for what nobody can count yet. The running sum is drawn, but never tested: judgements by the toss of a coin \
         would look like progress far too often. What is tested is their balance, from six judgements on that are not zero.",
    )],
    words: &[word("Measure", "A number with a unit."), word("Pulse", "A judgement from −2 to +2.")],
    labels: &[],
    from: &[],
};

static DIRECTION: Topic = Topic {
    name: "Direction",
    meaning: "What an indicator’s observations say: advancing, holding, slipping, or too early to tell.",
    body: &[Text("How that is decided, and why so carefully: see [honest direction|how direction is judged].")],
    words: &[
        word("Advancing", "It moves the desired way, and hardly by chance."),
        word("Holding", "There are observations enough, and no clear way."),
        word("Slipping", "It moves the other way, and hardly by chance."),
        word("Too early to tell", "There are too few observations for any honest verdict."),
    ],
    labels: &[],
    from: &[S4],
};

static TIMING: Topic = Topic {
    name: "Leading and lagging",
    meaning: "Whether an indicator moves before or after what it stands for.",
    body: &[],
    words: &[word("Leading", "It moves first, and warns in time."), word("Lagging", "It moves last, and confirms.")],
    labels: &["Moves before or after what it stands for"],
    from: &[],
};

static HEADINGS: Topic = Topic {
    name: "All headings",
    meaning: "An arrow for each indicator with a verdict: its length is the rate in the desired direction over the \
              indicator’s own spread, its width the strength of the evidence.",
    body: &[Text(
        "Indicators have different units, so each is measured by how much it usually varies. An arrow never points against \
         its verdict. What is too early to tell has none and is counted below.",
    )],
    words: &[],
    labels: &["Headings"],
    from: &[],
};

static TRAJECTORY: Topic = Topic {
    name: "Trajectory",
    meaning: "How far both strategies have moved, one along each axis, from year to year.",
    body: &[Text(
        "It shows whether the strategy that leads on paper also leads in what is observed. The diagonal is where both have \
         moved alike. There is no goal in the corner.",
    )],
    words: &[],
    labels: &[],
    from: &[S4],
};

static ADAPTATION: Topic = Topic {
    name: "Adaptation",
    meaning: "A dated change of course: what the market showed, what was changed, and what came of it.",
    body: &[Text(
        "Keeping a direction means changing the way. Adaptations are flags on the time bar and on every chart, and the \
         direction of an indicator can be read since the last of them. Where something slips and nothing was adapted for \
         long, a check asks why.",
    )],
    words: &[],
    labels: &["Adaptations"],
    from: &[S4],
};

static AS_OF: Topic = Topic {
    name: "As of",
    meaning: "The day that the map is shown on: what began later is not there, and what holds is what held then.",
    body: &[
        Text("Stages, answers, maturity and the primary strategy are dated series, and nothing of a day is stored."),
        List(&[
            "The map’s own day stands in the inspector; without one it is today.",
            "The time bar shows the map as of any other day, and plays it. That changes nothing in the file.",
            "What you change meanwhile applies from the shown day on.",
        ]),
    ],
    words: &[],
    labels: &["The map as of"],
    from: &[],
};

static SOURCE: Topic = Topic {
    name: "Sources",
    meaning: "Where a fact stands written: title, publisher, date, address, and how far it can be trusted.",
    body: &[],
    words: &[],
    labels: &["Grade: A company, regulator or study, B press, C copy or blog"],
    from: &[],
};

static ILLUSTRATIVE: Topic = Topic {
    name: "Illustrative",
    meaning: "Judged or invented to show something, and not a fact: it carries an asterisk wherever it is shown or exported.",
    body: &[Text(
        "The texts that this program follows give no series of figures. What the samples show is either public, with its \
         source, or carries this mark.",
    )],
    words: &[],
    labels: &[],
    from: &[],
};

static CHECKS: Topic = Topic {
    name: "Checks",
    meaning: "Advice: where the map is weak by its own method, why that matters, and often a change that helps.",
    body: &[
        Text(
            "A click on a check leads to what it is about and says why, with the text that the reason comes from; \
             [the texts|where the ideas come from] are listed in this guide. A remedy is one step that can be undone.",
        ),
        Text(
            "You may know better. Then silence the check and write why: the reason is kept in the file and printed on the \
             deck, where a board can read it.",
        ),
    ],
    words: &[],
    labels: &["Silenced", "Check"],
    from: &[S0],
};
