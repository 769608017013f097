//! One order of what two sides have put in order.

use super::Side;

/// What stands in a list, numbered alike in all three versions.
pub(super) type Token = usize;

/// An order, and whether it is only that of the preferred side, because each side has made another of its own.
pub(super) struct Ordered {
    pub order: Vec<Token>,
    pub is_disputed: bool,
}

/// The order of what is kept: that of the side which has made another one, with what only the other side has put behind what it
/// follows there. What both sides have added at one place stands ours first.
pub(super) fn order(versions: [&[Token]; 3], keep: &[bool], prefer: Side) -> Ordered {
    let [base, ours, theirs] = versions;
    let mut seen = vec![[false; 3]; keep.len()];
    for (version, tokens) in versions.iter().enumerate() {
        tokens.iter().for_each(|&token| seen[token][version] = true);
    }
    let common = |tokens: &[Token]| -> Vec<Token> {
        tokens.iter().copied().filter(|&token| keep[token] && seen[token] == [true; 3]).collect()
    };
    let [was, mine, other] = [common(base), common(ours), common(theirs)];
    let is_disputed = mine != was && other != was && mine != other;
    let by_theirs = if is_disputed { prefer == Side::Theirs } else { mine == was && other != was };
    let order = if by_theirs {
        Frame { tokens: theirs, others: ours, own: 2, theirs_first: false }.filled(&seen, keep)
    } else {
        Frame { tokens: ours, others: theirs, own: 1, theirs_first: true }.filled(&seen, keep)
    };
    Ordered { order, is_disputed }
}

/// The order of one side, to be filled with what only the other has.
struct Frame<'a> {
    tokens: &'a [Token],
    others: &'a [Token],
    /// Which version the tokens are of.
    own: usize,
    /// Whether what the frame's side alone has added comes before what is filled in at the same place.
    theirs_first: bool,
}

impl Frame<'_> {
    fn filled(&self, seen: &[[bool; 3]], keep: &[bool]) -> Vec<Token> {
        let is_own = |token: Token| seen[token][self.own];
        // At 0 what stands before all of the frame, at n + 1 what follows the token n.
        let mut behind: Vec<Vec<Token>> = vec![Vec::new(); keep.len() + 1];
        let mut after = 0;
        for &token in self.others.iter().filter(|token| keep[**token]) {
            if is_own(token) {
                after = token + 1;
            } else {
                behind[after].push(token);
            }
        }
        let mut order = Vec::with_capacity(keep.len());
        let mut waiting = std::mem::take(&mut behind[0]);
        for &token in self.tokens.iter().filter(|token| keep[**token]) {
            let is_added = seen[token].iter().filter(|has| **has).count() == 1;
            if !(self.theirs_first && is_added) {
                order.append(&mut waiting);
            }
            order.push(token);
            let mut next = std::mem::take(&mut behind[token + 1]);
            waiting.append(&mut next);
        }
        order.append(&mut waiting);
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(base: &[Token], ours: &[Token], theirs: &[Token]) -> (Vec<Token>, bool) {
        let ordered = order([base, ours, theirs], &[true; 9], Side::Ours);
        (ordered.order, ordered.is_disputed)
    }

    #[test]
    fn the_side_that_has_made_another_order_is_followed() {
        assert_eq!(ordered(&[1, 2, 3], &[3, 1, 2], &[1, 2, 3]), (vec![3, 1, 2], false));
        assert_eq!(ordered(&[1, 2, 3], &[1, 2, 3], &[2, 1, 3]), (vec![2, 1, 3], false));
        assert_eq!(ordered(&[1, 2, 3], &[3, 2, 1], &[3, 2, 1]), (vec![3, 2, 1], false));
        assert_eq!(ordered(&[1, 2, 3], &[3, 2, 1], &[2, 1, 3]), (vec![3, 2, 1], true));
    }

    #[test]
    fn what_is_new_follows_what_it_followed_and_ours_comes_first() {
        assert_eq!(ordered(&[1, 2], &[1, 3, 2], &[1, 4, 2, 5]), (vec![1, 3, 4, 2, 5], false));
        assert_eq!(ordered(&[1, 2], &[3, 1, 2], &[4, 2, 1]), (vec![3, 4, 2, 1], false));
        assert_eq!(ordered(&[], &[3, 4], &[5, 6]), (vec![3, 4, 5, 6], false));
    }

    #[test]
    fn what_one_side_kept_stands_where_it_stood_there() {
        assert_eq!(ordered(&[1, 2, 3], &[1, 3], &[1, 2, 3]), (vec![1, 2, 3], false));
    }
}
