//! The chapters that go before the words.

use super::Block::{Heading, List, Steps, Table, Text};
use super::Source::{S0, S1, S2, S3, S4};
use super::Topic;
use super::choosing::CHOOSING;

pub const TOPICS: &[&Topic] = &[&ABOUT, &CHOOSING, &DIGITAL_AND_IT, &METHOD, &HONEST, &DISAGREE, &READING];

/// What the program is about.
pub static ABOUT: Topic = Topic {
    name: "A map in ten minutes",
    meaning: "How to come from an empty page to a strategy that can be argued about.",
    body: &[
        Steps(&[
            "Say where you head: the [strategic direction], and the [customer need] that it starts from.",
            "Choose what leads. [Which strategy leads?] has questions that help.",
            "Write down [ideas|idea] in the tray, all of them, from every [viewpoint].",
            "Drag onto the map what belongs to the strategy. Give each card an [outcome].",
            "Draw the [capabilities|capability] that it rests on, and link the cards to them.",
            "Fill in the [handshake] on each link: what business asks, what IT answers.",
            "Give what matters most an [indicator], and write down what you see, with dates.",
            "Read the [checks]. Change what they are right about; silence the rest, with a reason.",
        ]),
        Text(
            "Then come back every quarter: observe, see which way things move, and adapt. The samples on the start page show \
             finished maps. They open as untitled copies, so nothing in them can be spoilt.",
        ),
        Text(
            "The sample maps tell public facts with their sources. What was asked, what was answered, and at which stage \
             things were on a day is reconstructed. The companies endorse nothing of it.",
        ),
    ],
    words: &[],
    labels: &["Learn from a sample"],
    from: &[S4],
};

static DIGITAL_AND_IT: Topic = Topic {
    name: "Digital strategy and IT strategy",
    meaning: "The one creates new value for customers, the other keeps the technology sound that the business runs on.",
    body: &[
        Table(
            &["", "Digital strategy", "IT strategy"],
            &[
                &["Focus", "What customers experience, and how they are engaged", "Infrastructure, and its efficiency"],
                &["Objective", "New value, innovation", "Support for the operation of the business"],
                &["Approach", "Transforms and innovates", "Runs efficiently, day by day"],
                &["Examples", "Data analytics, engaging users", "Managing IT, cybersecurity"],
            ],
        ),
        Text(
            "The two need each other. Where a retailer’s digital team improves the shop on the web and IT does not make the \
             stock figures hold for web and stores alike, customers order what is not there, and sales are lost.",
        ),
        Text(
            "This map has a place for where they meet: the [handshake]. What the text calls IT is, on this map, the \
             [operational backbone]; the [digital services backbone] is neither side’s alone.",
        ),
    ],
    words: &[],
    labels: &[],
    from: &[S0],
};

static METHOD: Topic = Topic {
    name: "The method in five steps",
    meaning: "Assess, define, bring together, invest, and adjust; then again.",
    body: &[
        Steps(&[
            "Assess where you are: each [capability] has a dated [maturity].",
            "Define what you want: a [strategic direction], a [customer need], and an [outcome] for each initiative.",
            "Bring people together: [owners] on both sides, and every [handshake] answered.",
            "Invest: put the weight behind the [primary strategy].",
            "Monitor and adjust: fresh [observations|observation], and [adaptations|adaptation] where something slips.",
        ]),
        Text("The steps are no phases. After the first round they all go on, each at its own pace."),
    ],
    words: &[],
    labels: &["Method"],
    from: &[S0],
};

static HONEST: Topic = Topic {
    name: "How direction is judged",
    meaning: "Honestly: a verdict only where chance alone would hardly give the same picture, and the evidence always beside it.",
    body: &[
        Text(
            "People see trends in any five dots. So the program asks one question first: if the values came in a random \
             order, how often would they look at least as one-sided as this? Only where the answer is at most one time in \
             twenty does it say “advancing” or “slipping”. Else it says “holding”: no clear direction.",
        ),
        Heading("With few observations it says nothing"),
        Text(
            "With fewer than five, no order at all is rare enough: four in a row happen by chance one time in twelve. Then \
             the answer is “too early to tell”, and the dots are shown as they are.",
        ),
        Heading("What is counted"),
        List(&[
            "Every pair of observations: did it rise or fall? That is the Mann–Kendall test. It needs no straight line and is \
             not swayed by one odd value. Up to ten observations it is worked out exactly.",
            "How fast: the middle one of the slopes of all pairs, by the real dates, with a range in which the true one \
             lies in nineteen of twenty cases. That is the Theil–Sen slope.",
            "A running total can only rise, so its pace is tested in place of its height.",
            "A [pulse] is tested by the balance of its judgements, from six on that are not zero.",
        ]),
        Heading("What can be changed"),
        Text(
            "The period can be narrowed: the last year, the last three, or since the last [adaptation]. What was read is then \
             said. Where neighbouring values depend on each other, that is told as well; it makes any verdict weaker.",
        ),
        Text("None of this says why something moves. That is for you to find out, and to write down as an adaptation."),
    ],
    words: &[],
    labels: &["Honest direction", "Evidence"],
    from: &[S4],
};

static DISAGREE: Topic = Topic {
    name: "Where the texts disagree",
    meaning: "Four questions on which the sources differ, and what this program does about each.",
    body: &[
        Heading("One strategy, or both?"),
        Text(
            "The briefing (S4) and its authors (S1) say: choose one to lead. The briefing also says that in the end one \
             probably has to be great at both, and an adviser to banks who wrote to the review (S1) finds them hard to separate in his \
             trade.",
        ),
        Text(
            "Here exactly one is [primary|primary strategy] at a time, since a date. The other one is allowed, as supporting. \
             Going against it is possible: silence the check, and write why.",
        ),
        Heading("A direction, or goals that can be measured?"),
        Text(
            "The briefing (S4) warns of end states; the article on IT strategy (S0) asks for goals that are specific and can \
             be measured.",
        ),
        Text(
            "Here the strategy has no target. What can be measured and promised stands on [handshakes|handshake]: what will be \
             there, by when, agreed by whom.",
        ),
        Heading("What is IT strategy?"),
        Text(
            "To the article (S0) it is efficient operation. In the briefing (S4) the technology that matters most is what \
             innovation flows from.",
        ),
        Text(
            "Here efficient operation is the [operational backbone]. The [digital services backbone] is not counted as IT.",
        ),
        Heading("What is digital strategy at all?"),
        Text("It depends on who is asked (S2): each trade defines it by its own work."),
        Text("Here a [viewpoint] is a lens over one map, and never a map of another kind."),
    ],
    words: &[],
    labels: &[],
    from: &[S0, S1, S2, S4],
};

static READING: Topic = Topic {
    name: "Where the ideas come from",
    meaning: "The five texts that this program follows, by the short names that the checks cite.",
    body: &[
        Text("The wording in this guide is the program’s own; the ideas are those of the texts. S4 is the main one."),
        Text(
            "What they say of companies is as of their own time. For the samples it was looked up again; the sources are \
             listed in each map.",
        ),
    ],
    words: &[],
    labels: &[],
    from: &[S0, S1, S2, S3, S4],
};
