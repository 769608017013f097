//! What has to be known to read the tables, and where their facts stand.

use super::{Cell, Column, DATE, Grid, column};
use crate::export::Sheet;
use crate::export::reading::Reading;
use crate::map::Source;

/// Something to know of the tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is about.
    pub name: &'static str,
    /// What it is.
    pub cell: Cell,
}

/// What has to be known to read the tables.
pub fn about(reading: &Reading<'_>) -> Vec<Fact> {
    let overview = &reading.map.overview;
    let mut facts = vec![
        fact("Map", reading.title()),
        fact("Organisation", &overview.organization),
        Fact { name: "As of", cell: Cell::Date(reading.date()) },
        fact("Description", &overview.description),
        fact("Strategic direction", &overview.strategy.direction),
        fact("Primary strategy", reading.map.primary_on(reading.day()).map_or("None yet", |kind| kind.name())),
        fact("Illustrative", illustrative(overview.illustrative)),
        fact("Dates", DATES),
        fact("Unit of investments", &overview.investment_unit),
        fact("Ideas", ideas(reading)),
    ];
    facts.extend(Sheet::ALL.map(|sheet| fact(sheet.name(), holds(sheet))));
    facts.extend(reading.silenced().map(|silenced| {
        let at = silenced.item.as_ref().map(|id| format!(" at “{}”", reading.name_of(id))).unwrap_or_default();
        let on = silenced.on.map(|date| format!(" on {}", date.in_words())).unwrap_or_default();
        let reason = if silenced.reason.trim().is_empty() { "no reason given" } else { &silenced.reason };
        fact("Silenced check", format!("{}{at}{on}: {reason}", silenced.check))
    }));
    facts.retain(|fact| fact.cell != Cell::Empty);
    facts
}

fn fact(name: &'static str, words: impl AsRef<str>) -> Fact {
    Fact { name, cell: Cell::text(words) }
}

fn illustrative(everything: bool) -> &'static str {
    if everything {
        "Everything on this map is illustrative: invented or judged, not a fact."
    } else {
        "The column “Illustrative” of each table names what of a row is invented or judged and not a fact."
    }
}

/// How dates are written.
const DATES: &str = "A date that is known to the day is a date. One that is known to the month or year, or only about (~), or lies \
                     before March 1900, is text, as exact as its source: 2012, 2012-05, 2016~. The column beside it, “sorts as”, \
                     has the day in the middle of that span, to sort and to calculate by.";

fn ideas(reading: &Reading<'_>) -> String {
    let rest = "the table of initiatives has them without a strategy, by the role “Idea, not placed”";
    match reading.ideas().count() {
        0 => String::new(),
        1 => format!("1 idea is not placed on the map; {}", rest.replace("them", "it")),
        more => format!("{more} ideas are not placed on the map; {rest}"),
    }
}

fn holds(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Initiatives => {
            "What the company undertakes: stage, owners, links, and the direction of the headline indicator"
        }
        Sheet::Capabilities => "What the initiatives rely on: backbone, maturity, and who relies on it",
        Sheet::Links => "What relies on what, with the ask and the answer as of the day, and what serves what",
        Sheet::Observations => "The dated values of all indicators up to the day",
    }
}

fn columns<'a>() -> [Column<&'a Source>; 7] {
    [
        column("Source id", 18.0, |source| Cell::text(source.id.as_str())),
        column("Title", 72.0, |source| Cell::text(&source.title)),
        column("Publisher", 26.0, |source| Cell::text(&source.publisher)),
        column("Published", DATE, |source| Cell::date(source.date)),
        column("Grade", 8.0, |source| Cell::text(&source.grade)),
        column("Address", 40.0, |source| Cell::text(&source.url)),
        column("Note", 30.0, |source| Cell::text(&source.note)),
    ]
}

/// The table of sources.
pub fn sources(reading: &Reading<'_>) -> Grid {
    Grid::filled(&columns(), reading.map.sources.iter().map(AsRef::as_ref))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{Day, Extra, Initiative, Moment, Silenced, StrategyMap};
    use std::sync::Arc;

    #[test]
    fn ideas_and_silenced_checks_are_said() {
        let mut map = StrategyMap::default();
        map.initiatives.put(Arc::new(Initiative { id: "i".into(), title: "Doors".into(), ..Initiative::default() }));
        let silenced = Silenced {
            check: "no-outcome".into(),
            item: Some("i".into()),
            reason: "Only a thought".into(),
            on: None,
            extra: Extra::new(),
        };
        Arc::make_mut(&mut map.overview).silenced = vec![silenced];
        let facts = about(&Reading::of(&map, Moment::on(Day(0))));
        let told = |name| facts.iter().find(|fact| fact.name == name).map(|fact| fact.cell.clone());
        assert_eq!(told("Silenced check"), Some(Cell::text("no-outcome at “Doors”: Only a thought")));
        assert!(matches!(told("Ideas"), Some(Cell::Text(text)) if text.starts_with("1 idea is not placed")));
        assert_eq!(told("Organisation"), None);
    }
}
