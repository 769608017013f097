//! The words of what is undertaken.

use super::Block::{List, Text};
use super::Source::{S0, S2, S3, S4};
use super::{Topic, word};

pub const TOPICS: &[&Topic] = &[
    &INITIATIVE,
    &SUPPORTING,
    &IDEA,
    &STAGE,
    &OUTCOME,
    &TECHNOLOGIES,
    &OWNERS,
    &INVESTMENT,
    &VIEWPOINT,
    &VOTES,
    &NOTE,
];

/// A card in one of the lanes.
pub static INITIATIVE: Topic = Topic {
    name: "Initiative",
    meaning: "Something that the company undertakes inside one of the two strategies.",
    body: &[
        Text(
            "In the [primary strategy] an initiative stands on its own. In the other one it is [supporting|supporting \
             initiative]. Either way it says what [outcome] it is for, at which [stage] it is, what [capabilities|capability] \
             it relies on, and who owns it.",
        ),
        Text("What nobody has placed yet is an [idea] and waits in the tray."),
    ],
    words: &[],
    labels: &["Initiatives"],
    from: &[S4],
};

/// A card in the lane that does not lead.
pub static SUPPORTING: Topic = Topic {
    name: "Supporting initiative",
    meaning: "An initiative in the strategy that does not lead: it serves an initiative of the one that does.",
    body: &[
        Text(
            "The primary strategy guides which of these are undertaken, and when. So everything still adds up to one \
             strength instead of two halves.",
        ),
        List(&[
            "Beside customer engagement: a service or product that fits into the relationship, as remote monitoring does in \
             preventive care.",
            "Beside digitized solutions: what helps to sell and service them, as an app does that shows a facility manager \
             the state of the elevators.",
        ]),
        Text(
            "Drag from the round handle of the supporting card to the card that it serves. One that serves nothing is a \
             stray, and one that began before what it serves came first for some other reason: checks point at both.",
        ),
    ],
    words: &[],
    labels: &["Serves", "Served by"],
    from: &[S4],
};

static IDEA: Topic = Topic {
    name: "Idea",
    meaning: "An initiative that nobody has placed yet; it waits in the tray.",
    body: &[Text(
        "A session begins with ideas of many kinds from many people. Write them all down first, then drag onto the map what \
         belongs to the strategy. Exports leave the tray out and say how many ideas are in it.",
    )],
    words: &[],
    labels: &["Ideas", "Idea, not placed"],
    from: &[S2],
};

static STAGE: Topic = Topic {
    name: "Stage",
    meaning: "How far an initiative has come: idea, experiment, scaling, established, or stopped, each since a date.",
    body: &[Text(
        "Some experiments succeed and others fail, and both are worth knowing. Stages are dated, so the map shows what ran \
         on any day; what was stopped stays in the record and costs nothing.",
    )],
    words: &[
        word("Idea", "Thought of and placed, but not begun."),
        word("Experiment", "Tried on a small scale to see what the market says; it may fail."),
        word("Scaling", "It worked: it is being brought to all who can use it."),
        word("Established", "A part of how the company works."),
        word("Stopped", "Ended on purpose, with what was learned from it."),
    ],
    labels: &[],
    from: &[S4],
};

static OUTCOME: Topic = Topic {
    name: "Outcome",
    meaning: "What an initiative changes for the customer or the business.",
    body: &[Text(
        "Write what somebody outside the project would notice. A list of channels and tools says how messages travel and \
         not what for: a channel mix without an outcome is no strategy.",
    )],
    words: &[],
    labels: &["Outcome for customer or business"],
    from: &[S2],
};

static TECHNOLOGIES: Topic = Topic {
    name: "Technologies",
    meaning: "Which of the readily available technologies an initiative builds on: social, mobile, analytics, cloud, the \
              Internet of Things.",
    body: &[Text(
        "The first letters of the five make SMACIT. They are open to every competitor as well, so they are never the \
         strength itself. Others can be typed.",
    )],
    words: &[
        word("Social", "Media in which customers and employees meet, share and rate."),
        word("Mobile", "Whatever people carry with them, at any place and time."),
        word("Analytics", "Patterns and predictions from large amounts of data."),
        word("Cloud", "Computing and software as services that grow with demand."),
        word("IoT", "The Internet of Things: products and places that report what happens to them."),
    ],
    labels: &["Technology", "SMACIT"],
    from: &[S4],
};

static OWNERS: Topic = Topic {
    name: "Owners",
    meaning: "Who answers for it: an initiative has one owner in the business and one in IT, a capability has one.",
    body: &[Text(
        "Business and IT carry an initiative together, and its leaders have to talk often. Where one side has no name, \
         the other has nobody to ask: a check points at it.",
    )],
    words: &[],
    labels: &["Owner", "Business owner", "IT owner"],
    from: &[S3, S0],
};

static INVESTMENT: Topic = Topic {
    name: "Investment",
    meaning: "What is put into an initiative, in the unit of the map: money, people, or points.",
    body: &[Text(
        "It is the weight of an initiative. Where the supporting strategy weighs as much as the primary one, the focus is \
         split, whatever the slides say. The unit is yours: one per map, so that sums make sense.",
    )],
    words: &[],
    labels: &["Investment unit"],
    from: &[S0, S4],
};

static VIEWPOINT: Topic = Topic {
    name: "Viewpoint",
    meaning: "Whose eyes an idea was seen with.",
    body: &[Text(
        "Ask different people what digital strategy is, and each tells of their own work. None is wrong and none is the \
         whole. Here a viewpoint is a note on an idea and a lens over the one map, never another kind of map.",
    )],
    words: &[
        word("IT", "Sees flows of data to automate, so that the company can answer the market sooner."),
        word("Marketing", "Sees customers and supporters to connect with."),
        word("PR", "Sees a community whose members influence each other."),
        word("Customer service", "Sees people who could solve their problems by themselves."),
    ],
    labels: &[],
    from: &[S2],
};

static VOTES: Topic = Topic {
    name: "Votes",
    meaning: "How many of those in the room would undertake it.",
    body: &[Text("Votes help to sort a long list of ideas. They show interest and decide nothing.")],
    words: &[],
    labels: &[],
    from: &[],
};

static NOTE: Topic = Topic {
    name: "Note",
    meaning: "A slip of paper on the map, about the work and not a part of the strategy.",
    body: &[Text("Notes are for the session. On slides they stand in the speaker’s notes.")],
    words: &[],
    labels: &[],
    from: &[],
};
