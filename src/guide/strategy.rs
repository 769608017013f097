//! The words of the strategy itself.

use super::Block::{List, Text};
use super::Source::{S1, S4};
use super::Topic;

pub const TOPICS: &[&Topic] = &[
    &STRATEGY_MAP,
    &STRATEGIC_DIRECTION,
    &CUSTOMER_NEED,
    &COMPETITIVE_STRENGTH,
    &CUSTOMER_ENGAGEMENT,
    &DIGITIZED_SOLUTIONS,
    &PRIMARY_STRATEGY,
    &NOT_DOING,
];

static STRATEGY_MAP: Topic = Topic {
    name: "Strategy map",
    meaning: "One organisation’s digital strategy on one page: where it heads, which strategy leads, what is undertaken, \
              and what carries it.",
    body: &[
        Text(
            "At the top stands the [strategic direction]. Below it lie two lanes, one for each strategy; the wider one \
             belongs to the [primary strategy]. The cards in them are [initiatives|initiative]. At the foot lie the two \
             backbones with the [capabilities|capability] that the initiatives rely on.",
        ),
        Text(
            "A digital strategy here is a business strategy: what powerful and readily available technology lets this \
             company do that others cannot copy at once. It is not a list of projects, and not a plan for IT.",
        ),
        Text("Everything that changes has a date, so the map can be shown [as of] any day, and played through time."),
    ],
    words: &[],
    labels: &["Map", "About this map"],
    from: &[S4],
};

/// The heading of the strategy.
pub static STRATEGIC_DIRECTION: Topic = Topic {
    name: "Strategic direction",
    meaning: "The vision as a heading and not as an end state: it says which way to go, and leaves open how far.",
    body: &[
        Text(
            "How the market will answer cannot be known beforehand. A direction can be kept while everything else is \
             adapted; a figure with a year cannot. So a direction starts from a [customer need] and builds one \
             [competitive strength].",
        ),
        List(&[
            "Kaiser Permanente’s was healthcare as a collaboration of patients, families and providers.",
            "Schindler’s was urban mobility, left undefined on purpose, so that it need not end at the door of a building.",
        ]),
        Text(
            "Where a direction is worded like a target, a check says so. What shows whether you move that way is an \
             [indicator]; what is promised, by whom and by when, belongs on a [handshake].",
        ),
    ],
    words: &[],
    labels: &[],
    from: &[S4],
};

static CUSTOMER_NEED: Topic = Topic {
    name: "Customer need",
    meaning: "What somebody saw that customers lack: the point from which the direction starts.",
    body: &[Text(
        "A need can be tested in the market and understood better with every [experiment|stage]; a technology that looks \
         for a use cannot. Say whose need it is, and how you came to see it.",
    )],
    words: &[],
    labels: &[],
    from: &[S4],
};

static COMPETITIVE_STRENGTH: Topic = Topic {
    name: "Competitive strength",
    meaning: "The one clear strength that the strategy builds and that competitors cannot easily match.",
    body: &[Text(
        "One, because a strength comes from parts of the company that work as one, and that takes all the attention \
         there is. What grows here is a strength of the whole company, not of a product.",
    )],
    words: &[],
    labels: &[],
    from: &[S4],
};

static CUSTOMER_ENGAGEMENT: Topic = Topic {
    name: "Customer engagement",
    meaning: "The strategy that changes how a company goes to market: loyalty and trust, at best passion, through \
              personalised experience.",
    body: &[
        Text(
            "What is sold may stay what it is. What changes is how it feels to be a customer: to ask, order, pay and get \
             help in whichever way suits, with everybody knowing what was said before.",
        ),
        Text(
            "Loyalty has to be earned anew each time expectations rise, so the search for better ways to connect never \
             ends. It needs shared customer data in the [operational backbone]. See [choosing|Which strategy leads?] for \
             what speaks for it.",
        ),
    ],
    words: &[],
    labels: &[],
    from: &[S4],
};

static DIGITIZED_SOLUTIONS: Topic = Topic {
    name: "Digitized solutions",
    meaning: "The strategy that changes what a company sells: products and services enriched with information and \
              expertise, with an ongoing part in their use.",
    body: &[
        Text(
            "The company no longer hands over a product and leaves. It goes on adding value while the customer uses it: \
             it knows the state of the thing, foresees what it will need, and solves a larger problem with it.",
        ),
        Text(
            "In time this often moves the revenue from selling assets to a service that is paid for again and again. It \
             needs shared product data and standard processes in the [operational backbone]. See [choosing|Which strategy \
             leads?] for what speaks for it.",
        ),
    ],
    words: &[],
    labels: &[],
    from: &[S4],
};

static PRIMARY_STRATEGY: Topic = Topic {
    name: "Primary strategy",
    meaning: "The one of the two strategies that the company has chosen to lead with, since a date.",
    body: &[
        Text(
            "Both strategies need the whole company to work as one. Two that lead pull sales and product people into \
             separate worlds, and every decision on money or organisation becomes a debate about what matters more.",
        ),
        Text(
            "The other strategy is not forbidden: its initiatives are [supporting|supporting initiative]. And the choice \
             is not for ever: each choice has a date and a reason, and the history is kept.",
        ),
    ],
    words: &[],
    labels: &["History of the choice", "Strategy"],
    from: &[S4, S1],
};

static NOT_DOING: Topic = Topic {
    name: "Not doing",
    meaning: "What the strategy leaves out, on purpose.",
    body: &[Text(
        "A strategy is a choice of what to do and of what not to do. What is only left unsaid comes back as a request in \
         the next budget round; what is written here has been decided.",
    )],
    words: &[],
    labels: &[],
    from: &[S1],
};
