//! Silencing checks with a written reason.

use super::document::Document;
use crate::map::{Extra, Id, PartialDate, Silenced};

impl Document {
    /// Silences what a check says of an item, or of the map as a whole, with a reason. A reason that says nothing silences
    /// nothing; one that was there before is replaced. Answers whether it is silenced now.
    pub fn silence(&mut self, check: &str, item: Option<&Id>, reason: &str, on: Option<PartialDate>) -> bool {
        let reason = reason.trim();
        if reason.is_empty() {
            return false;
        }
        let silenced = Silenced {
            check: check.to_owned(),
            item: item.cloned(),
            reason: reason.to_owned(),
            on,
            extra: Extra::new(),
        };
        self.begin("Silence check");
        self.edit_overview(|overview| {
            overview.silenced.retain(|known| !is_about(known, check, item));
            overview.silenced.push(silenced);
        });
        self.commit();
        true
    }

    /// Lets a check speak again of an item, or of the map as a whole.
    pub fn unsilence(&mut self, check: &str, item: Option<&Id>) {
        self.begin("Unsilence check");
        self.edit_overview(|overview| overview.silenced.retain(|known| !is_about(known, check, item)));
        self.commit();
    }
}

fn is_about(silenced: &Silenced, check: &str, item: Option<&Id>) -> bool {
    silenced.check == check && silenced.item.as_ref() == item
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::StrategyMap;

    #[test]
    fn a_reason_is_kept_replaced_taken_away_and_each_is_one_step() {
        let mut document = Document::new(StrategyMap::default());
        let item = Id::new("a");
        assert!(!document.silence("one-sided", Some(&item), "  ", None));
        assert!(document.silence("one-sided", Some(&item), " IT joins later ", None));
        assert!(document.silence("one-sided", Some(&item), "IT joins in March", None));
        assert!(document.silence("no-primary", None, "Decided in May", None));
        let reasons = |document: &Document| -> Vec<String> {
            document.map().overview.silenced.iter().map(|silenced| silenced.reason.clone()).collect()
        };
        assert_eq!(reasons(&document), ["IT joins in March", "Decided in May"]);
        document.unsilence("one-sided", Some(&item));
        assert_eq!(reasons(&document), ["Decided in May"]);
        document.undo();
        assert_eq!(reasons(&document), ["IT joins in March", "Decided in May"]);
    }
}
