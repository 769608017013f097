//! The choice between the two strategies.

use super::Block::{Heading, Table, Text};
use super::Source::{S1, S4};
use super::Topic;

/// Questions that help to choose.
pub static CHOOSING: Topic = Topic {
    name: "Which strategy leads?",
    meaning: "Questions that help to choose between customer engagement and digitized solutions.",
    body: &[
        Text(
            "Both strategies answer a threat, but not the same one. Competitors who combine technology and information can \
             come between you and your customers, or they can make what you sell look poor. Take the questions one by one, \
             and mark the side that sounds more like your company.",
        ),
        Table(
            &["Ask yourselves", "Customer engagement", "Digitized solutions"],
            &[
                &[
                    "Where could a newcomer hurt you first?",
                    "In how customers find you, buy and get help",
                    "In what you sell and what it can do",
                ],
                &[
                    "Which chance is the larger one?",
                    "Customers who stay, and come back by themselves",
                    "Products that are worth more because of what you know",
                ],
                &[
                    "What should a customer notice?",
                    "They know me, whichever way I come",
                    "What I bought keeps getting more useful",
                ],
                &[
                    "Where do you meet the customer?",
                    "At every contact, before and after a sale",
                    "While the product is in use, for years",
                ],
                &[
                    "How would revenue change?",
                    "The same offer, to more loyal customers",
                    "From selling assets to a service that is paid for again and again",
                ],
                &[
                    "What has to become one first?",
                    "Customer data and all channels",
                    "Product data, engineering and field service",
                ],
                &[
                    "Who would have to change most?",
                    "Marketing, sales and service",
                    "Product development and the business model",
                ],
            ],
        ),
        Heading("When the marks are even"),
        Text(
            "Choose by the threat that worries you more, or by the chance that promises more; either is a good reason. Then \
             write the reason beside the choice. A choice that has to be corrected in three years costs less than three \
             years of debate.",
        ),
        Heading("What becomes of the other one"),
        Text(
            "It goes on, as [supporting initiatives|supporting initiative] that fit what leads. In the end a company may need \
             to be great at both; it does not get there by beginning with both. See [where the texts disagree].",
        ),
    ],
    words: &[],
    labels: &[],
    from: &[S4, S1],
};
