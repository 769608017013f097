//! The texts that the guide rests on.

/// A text that a topic comes from, by the short name that the checks cite it by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Digital strategy beside IT strategy, and the five steps.
    S0,
    /// Why one strategy has to lead.
    S1,
    /// What digital strategy means to different people.
    S2,
    /// How marketing and IT come to an agreement.
    S3,
    /// The briefing that the map follows.
    S4,
    /// What came later from the same research.
    Later,
}

impl Source {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 6] = [Self::S0, Self::S1, Self::S2, Self::S3, Self::S4, Self::Later];

    /// The short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::S0 => "S0",
            Self::S1 => "S1",
            Self::S2 => "S2",
            Self::S3 => "S3",
            Self::S4 => "S4",
            Self::Later => "Later work",
        }
    }

    /// What it is: its title where it has one, who wrote it, when and where, as far as that is known.
    pub fn title(self) -> &'static str {
        match self {
            Self::S0 => "“Digital Strategy vs IT Strategy: Understanding the Differences”, an article on the web",
            Self::S1 => "“Why Can’t We Have More Than One Digital Strategy?”, MIT Sloan Management Review",
            Self::S2 => "A blog post about Digital Strategy Sessions, with a comment by Tim Kitchin, March 2015",
            Self::S3 => {
                "“Bridging the Gap between Marketing and IT”, which sums up an article by Amy Protexter and Jeff \
                 Shumway in Harvard Business Review"
            }
            Self::S4 => {
                "“How to Create a Great Digital Strategy”, research briefing by Jeanne W. Ross, Ina M. Sebastian and \
                 Cynthia M. Beath, MIT CISR, 2016"
            }
            Self::Later => "Later work of MIT CISR on the building blocks of digital companies",
        }
    }
}
