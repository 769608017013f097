//! What somebody has chosen about a list.

use std::collections::BTreeMap;

use super::field::Field;
use super::text::Separator;
use crate::file::columns::{DayOrder, DecimalMark};

/// Which day a spreadsheet counts its days from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Epoch {
    /// From 1900, as nearly all do.
    From1900,
    /// From 1904, as old ones of the Macintosh do.
    From1904,
}

/// What somebody has chosen about a list; what is left open is proposed, and asked for where there is a doubt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Which table of a workbook.
    pub sheet: usize,
    /// What ends a column of a text.
    pub separator: Option<Separator>,
    /// Which row, by its number, names the columns, once that was chosen; `Some(None)` is none.
    pub heading: Option<Option<usize>>,
    /// What a column holds, once that was chosen; `None` leaves it out.
    pub fields: BTreeMap<usize, Option<Field>>,
    /// The decimal mark.
    pub decimal: Option<DecimalMark>,
    /// What comes first in a date.
    pub order: Option<DayOrder>,
    /// Which day numbers in the place of dates are counted from.
    pub epoch: Option<Epoch>,
    /// Whether rows are taken without the values that cannot be read in them.
    pub incomplete: bool,
    /// Whether a title that stands in an earlier row is taken as another idea.
    pub repeated: bool,
}

impl Choices {
    /// Chooses what a column holds. A field is held by one column: another one no longer holds it.
    pub fn assign(&mut self, column: usize, field: Option<Field>, now: &[Option<Field>]) {
        for (other, held) in now.iter().enumerate() {
            if field.is_some() && *held == field && other != column {
                self.fields.insert(other, None);
            }
        }
        self.fields.insert(column, field);
    }
}
