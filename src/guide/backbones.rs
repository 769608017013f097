//! The words of what carries the strategy.

use super::Block::{List, Text};
use super::Source::{Later, S0, S3, S4};
use super::{Topic, word};

pub const TOPICS: &[&Topic] = &[
    &CAPABILITY,
    &OPERATIONAL_BACKBONE,
    &DIGITAL_SERVICES_BACKBONE,
    &KIND,
    &BUILDING_BLOCK,
    &MATURITY,
    &LINK,
    &HANDSHAKE,
    &ASK,
    &ANSWER,
];

/// A box in one of the backbones.
pub static CAPABILITY: Topic = Topic {
    name: "Capability",
    meaning: "Something that the company can do dependably, again and again.",
    body: &[Text(
        "A capability is more than a system: people, process, data and technology that work together. It belongs to the \
         [operational backbone] or to the [digital services backbone], and initiatives rely on it. The hard \
         part of a strategy is to carry it out, and that takes capabilities.",
    )],
    words: &[],
    labels: &["Capabilities", "Backbone"],
    from: &[S4],
};

static OPERATIONAL_BACKBONE: Topic = Topic {
    name: "Operational backbone",
    meaning: "The capabilities for dependable operation: the table stakes of any digital strategy.",
    body: &[
        Text("What is usually found in it:"),
        List(&[
            "transactions that run from end to end without a break",
            "customer or product data that everybody shares",
            "back-office work done efficiently",
            "sight of what goes on in the core processes, such as the supply chain",
        ]),
        Text(
            "At Kaiser Permanente it began with one health record for all; at Schindler with processes and technology that \
             are the same the world over, first for those who service the units. It does not make a company digital, and \
             without it nothing digital holds.",
        ),
    ],
    words: &[],
    labels: &[],
    from: &[S4],
};

static DIGITAL_SERVICES_BACKBONE: Topic = Topic {
    name: "Digital services backbone",
    meaning: "The capabilities for a constant flow of digital innovation and for connections with partners.",
    body: &[Text(
        "The operational backbone is built to be dependable, and that makes it slow to change. Agility needs a second one, \
         beside it: services that can be put together quickly, changed often, and opened to partners. A map on which it \
         is empty will run out of pace.",
    )],
    words: &[],
    labels: &[],
    from: &[S4],
};

static KIND: Topic = Topic {
    name: "Kind of capability",
    meaning: "What a capability is for. Seven kinds are offered; others can be typed.",
    body: &[],
    words: &[
        word("Transaction processing", "Orders, payments and the like, from end to end."),
        word("Shared data", "Customer or product data that is the same everywhere."),
        word("Back office", "Finance, people and purchasing, done efficiently."),
        word("Visibility into processes", "Sight of what happens in the core processes."),
        word("Innovation service", "Something new services are quickly put together from."),
        word("Partner connection", "Ways for others to connect."),
        word("Insight", "What is learned from data and can be used by all."),
    ],
    labels: &["Kind"],
    from: &[S4],
};

static BUILDING_BLOCK: Topic = Topic {
    name: "Building block",
    meaning: "An optional tag: which of the five building blocks of the later research a capability belongs to.",
    body: &[Text("It goes beyond the map of the briefing. Leave it empty unless your company thinks in these terms.")],
    words: &[
        word("Operational backbone", "The capabilities for dependable operation."),
        word("Shared customer insights", "What the whole company knows of what customers want and will pay for."),
        word("Digital platform", "A store of business, data and infrastructure components to build offerings from."),
        word("Accountability framework", "Who may decide what, so that many teams can move on their own."),
        word("External developer platform", "A way for outsiders to build on the company’s components."),
    ],
    labels: &[],
    from: &[Later],
};

static MATURITY: Topic = Topic {
    name: "Maturity",
    meaning: "How far a capability can be depended on, from 1 to 5, as judged on a date; earlier judgements are kept.",
    body: &[
        Text(
            "Roughly: 1 not there, 2 in places, 3 usable with care, 4 dependable, 5 the company’s own standard. It is a \
             judgement, so say who judged and by what.",
        ),
        Text(
            "Where several initiatives rely on a capability of low maturity, they all wait for the same thing: a check \
             points at it.",
        ),
    ],
    words: &[],
    labels: &["Maturity, from 1 to 5"],
    from: &[S0],
};

static LINK: Topic = Topic {
    name: "Link",
    meaning: "An initiative relies on a capability, or a supporting initiative serves a primary one.",
    body: &[Text(
        "Drag the round handle below a card onto a capability or another card. On every link to a capability stands a \
         [handshake], and the line shows its answer: solid for a yes, dashed for a yes with conditions, dotted while it is \
         open, and barred for not yet.",
    )],
    words: &[],
    labels: &["Links", "Backbone links", "Relied on by"],
    from: &[S4],
};

/// What stands on a link.
pub static HANDSHAKE: Topic = Topic {
    name: "Handshake",
    meaning: "What business and IT have agreed on one link: what is asked for, and what is answered.",
    body: &[
        Text(
            "The two sides speak different languages. Business asks for what may not exist; IT seems to say no. A handshake \
             puts both in one place: the [ask], and the [answer] with its conditions, who agreed, and what will be there by \
             when.",
        ),
        Text(
            "This is where commitments are measured. The strategy has no target; what one side owes the other, on one link, \
             does.",
        ),
    ],
    words: &[],
    labels: &["Handshakes"],
    from: &[S3],
};

static ASK: Topic = Topic {
    name: "Ask",
    meaning: "What the business asks a capability for, and what it finally expects of it.",
    body: &[Text(
        "Put it so that the other side can picture the use. What is finally expected matters more than the technique that \
         somebody has in mind: there may be a simpler way to it.",
    )],
    words: &[],
    labels: &["Business asks", "Expected"],
    from: &[S3],
};

static ANSWER: Topic = Topic {
    name: "Answer",
    meaning: "What IT answers to an ask: open, yes, yes if …, or not yet, since a date.",
    body: &[Text(
        "A bare no is not an answer. It asks for the way to a yes: what would have to change, in the ask or in the backbone. \
         Answers form a dated series, so that it can be seen how an open question became a yes.",
    )],
    words: &[
        word("Open", "Nobody has answered yet. The line is dotted."),
        word("Yes", "It is there, or will be as agreed. The line is solid."),
        word("Yes if …", "It can be done under conditions, which are written down. The line is dashed."),
        word("Not yet", "Not now; what would make it a yes is written down. The line is dotted, with a bar across."),
    ],
    labels: &["IT answers", "Due"],
    from: &[S3],
};
