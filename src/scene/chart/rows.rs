//! Where the words of flags stand: in rows above the plot, so that none lies on another or on a flag's pole.

/// How many rows there are at most.
pub const ROWS: usize = 3;

/// How wide a pennant is, with the gap to its words.
pub const PENNANT: f32 = 14.0;

/// What stays free between one flag's words and the next flag.
pub const GAP: f32 = 7.0;

/// Words cut to less than this tell nothing and are left out.
const LEAST_WORDS: f32 = 72.0;

/// How wide words may be at first, so that many find room; what room is left is given out afterwards.
const CAPS: [f32; 4] = [250.0, 180.0, 130.0, 90.0];

/// More flags than this are poles without words: they would hide each other.
const MOST: usize = 60;

/// What a flag asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Where its pole stands.
    pub at: f32,
    /// How wide its words are.
    pub width: f32,
}

/// To which side of its pole a flag flies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// Where a flag flies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// In which row, from the top.
    pub row: usize,
    /// To which side.
    pub side: Side,
    /// How wide its words may be; 0 where they are left out.
    pub width: f32,
}

impl Slot {
    /// From where to where it reaches, with pennant and words.
    pub fn reach(&self, at: f32) -> (f32, f32) {
        let length = PENNANT + self.width;
        match self.side {
            Side::Left => (at - length, at),
            Side::Right => (at, at + length),
        }
    }
}

/// Finds room for flags, which stand in the order of their poles, between a left and a right edge. A flag without room gets none:
/// its pole begins below the rows. Poles go from their flag's row down through all rows below.
pub fn plant(wanted: &[Wanted], edges: (f32, f32), rows: usize) -> Vec<Option<Slot>> {
    if wanted.len() > MOST {
        return vec![None; wanted.len()];
    }
    let rows = rows.min(ROWS);
    let mut best = (usize::MAX, vec![None; wanted.len()]);
    for (cap, aside) in CAPS.into_iter().flat_map(|cap| [(cap, false), (cap, true)]) {
        let mut plan = Plan { wanted, edges, slots: vec![None; wanted.len()] };
        for place in 0..wanted.len() {
            plan.slots[place] = plan.place(place, rows, cap, aside && plan.is_crowded(place, cap));
        }
        let lost = plan.slots.iter().filter(|slot| slot.is_none_or(|slot| slot.width == 0.0)).count();
        if lost < best.0 {
            best = (lost, plan.grown(rows));
        }
        if lost == 0 {
            break;
        }
    }
    best.1
}

struct Plan<'a> {
    wanted: &'a [Wanted],
    edges: (f32, f32),
    slots: Vec<Option<Slot>>,
}

impl Plan<'_> {
    /// Whether the next pole is too near for words of a flag to its right, and the one before is not for words to its left.
    fn is_crowded(&self, place: usize, cap: f32) -> bool {
        let Wanted { at, width } = self.wanted[place];
        let length = PENNANT + width.min(cap) + GAP;
        let before = place.checked_sub(1).map_or(self.edges.0, |before| self.wanted[before].at);
        let next = self.wanted.get(place + 1).map_or(self.edges.1, |next| next.at);
        next - at < length && at - before > length
    }

    /// The best room for a flag beside those that have theirs: the widest, in the highest row, to the right; or to the left first.
    fn place(&self, place: usize, rows: usize, cap: f32, left_first: bool) -> Option<Slot> {
        let Wanted { at, width } = self.wanted[place];
        let mut best: Option<Slot> = None;
        for row in (0..rows).filter(|row| self.pole_is_free(place, *row)) {
            for side in if left_first { [Side::Left, Side::Right] } else { [Side::Right, Side::Left] } {
                let Some(room) = self.room(place, row, side) else { continue };
                let slot = Slot { row, side, width: fitting(width.min(cap), room) };
                if best.is_none_or(|best| slot.width > best.width) {
                    best = Some(slot);
                }
            }
        }
        best.filter(|_| at >= self.edges.0 && at <= self.edges.1)
    }

    /// Gives what room is left to words that were cut: where they are, or anywhere that has more.
    fn grown(mut self, rows: usize) -> Vec<Option<Slot>> {
        for place in 0..self.slots.len() {
            let better = |slot: &Slot| self.slots[place].is_none_or(|before| slot.width > before.width);
            if let Some(slot) = self.place(place, rows, f32::INFINITY, false).filter(better) {
                self.slots[place] = Some(slot);
            }
        }
        self.slots
    }

    fn others(&self, place: usize) -> impl Iterator<Item = (f32, Slot)> + '_ {
        let all = self.wanted.iter().zip(&self.slots).enumerate().filter(move |(other, _)| *other != place);
        all.filter_map(|(_, (wanted, slot))| slot.map(|slot| (wanted.at, slot)))
    }

    /// Whether the pole of a flag in a row would cross no words below.
    fn pole_is_free(&self, place: usize, row: usize) -> bool {
        let at = self.wanted[place].at;
        self.others(place).filter(|(_, other)| other.row > row).all(|(pole, other)| {
            let (from, to) = other.reach(pole);
            // Flags of one day share a pole.
            at <= from + 0.5 && (other.side == Side::Right || at < from - GAP)
                || at >= to - 0.5 && (other.side == Side::Left || at > to + GAP)
        })
    }

    /// How wide the words of a flag can be in a row; nothing where not even the pennant has room.
    fn room(&self, place: usize, row: usize, side: Side) -> Option<f32> {
        let at = self.wanted[place].at;
        let mut room = match side {
            Side::Right => self.edges.1 - at,
            Side::Left => at - self.edges.0,
        };
        for (pole, other) in self.others(place) {
            let (from, to) = if other.row == row { other.reach(pole) } else { (pole, pole) };
            let shared = (pole - at).abs() <= 0.5;
            if other.row > row || (other.row < row && shared) {
                continue;
            }
            let free = match side {
                _ if other.row == row && (shared || (from - GAP..=to + GAP).contains(&at)) => 0.0,
                Side::Right if from >= at => from - GAP - at,
                Side::Left if to <= at => at - to - GAP,
                _ => continue,
            };
            room = room.min(free);
        }
        (room >= PENNANT).then_some(room - PENNANT)
    }
}

fn fitting(width: f32, room: f32) -> f32 {
    let fitting = width.min(room);
    if fitting < width && fitting < LEAST_WORDS { 0.0 } else { fitting }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wanted(all: &[(f32, f32)]) -> Vec<Wanted> {
        all.iter().map(|&(at, width)| Wanted { at, width }).collect()
    }

    #[test]
    fn flags_far_apart_stand_in_one_row_with_all_their_words() {
        let slots = plant(&wanted(&[(10.0, 80.0), (200.0, 90.0)]), (0.0, 400.0), ROWS);
        let expected = |width| Some(Slot { row: 0, side: Side::Right, width });
        assert_eq!(slots, [expected(80.0), expected(90.0)]);
    }

    #[test]
    fn words_that_would_meet_stand_below_each_other() {
        let slots = plant(&wanted(&[(10.0, 200.0), (60.0, 200.0), (110.0, 100.0)]), (0.0, 600.0), ROWS);
        let rows: Vec<_> = slots.iter().flatten().map(|slot| (slot.row, slot.width)).collect();
        assert_eq!(rows, [(0, 200.0), (1, 200.0), (2, 100.0)]);
    }

    #[test]
    fn a_flag_at_the_right_edge_flies_to_the_left() {
        let slots = plant(&wanted(&[(390.0, 120.0)]), (0.0, 400.0), ROWS);
        assert_eq!(slots, [Some(Slot { row: 0, side: Side::Left, width: 120.0 })]);
    }

    #[test]
    fn a_flag_makes_room_for_those_to_its_right() {
        let four = wanted(&[(520.0, 240.0), (615.0, 72.0), (664.0, 400.0), (694.0, 128.0)]);
        let slots = plant(&four, (0.0, 848.0), ROWS);
        assert!(slots.iter().all(|slot| slot.is_some_and(|slot| slot.width >= LEAST_WORDS)), "{slots:?}");
        assert_eq!(slots[0].map(|slot| slot.side), Some(Side::Left));
    }

    #[test]
    fn where_many_stand_close_words_are_cut_or_left_out() {
        let crowd: Vec<(f32, f32)> = (0..20).map(|i| (10.0 + 15.0 * i as f32, 300.0)).collect();
        let slots = plant(&wanted(&crowd), (0.0, 400.0), ROWS);
        assert!(slots.iter().flatten().any(|slot| slot.width >= LEAST_WORDS));
        assert!(slots.iter().any(|slot| slot.is_none_or(|slot| slot.width == 0.0)));
        assert_eq!(plant(&wanted(&vec![(1.0, 1.0); 5_000]), (0.0, 400.0), ROWS), vec![None; 5_000]);
    }

    proptest! {
        #[test]
        fn no_words_lie_on_others_or_on_a_pole(
            mut all in prop::collection::vec((0.0_f32..800.0, 5.0_f32..400.0), 0..24),
            rows in 1_usize..=ROWS,
        ) {
            all.sort_by(|a, b| a.0.total_cmp(&b.0));
            let slots = plant(&wanted(&all), (0.0, 800.0), rows);
            let planted: Vec<(f32, Slot)> =
                all.iter().zip(&slots).filter_map(|(flag, slot)| slot.map(|slot| (flag.0, slot))).collect();
            for (i, (pole, slot)) in planted.iter().enumerate() {
                let (from, to) = slot.reach(*pole);
                prop_assert!(from >= -0.01 && to <= 800.01 && slot.row < rows);
                for (j, (other_pole, other)) in planted.iter().enumerate().filter(|(j, _)| *j != i) {
                    let (other_from, other_to) = other.reach(*other_pole);
                    if other.row == slot.row {
                        prop_assert!(to <= other_from + 0.01 || other_to <= from + 0.01, "{i} lies on {j}");
                    } else if other.row < slot.row {
                        let crosses = *other_pole > from + 0.6 && *other_pole < to - 0.6;
                        prop_assert!(!crosses, "the pole of {j} crosses {i}");
                    }
                }
            }
        }
    }
}
