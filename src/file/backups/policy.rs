//! Which backups stay and which go: pure, so that it can be tested without a disk.

/// How many of the last saves are kept, however close together.
const LAST: usize = 10;

/// Of how many days before those one save each is kept. Days without a save do not count, so that a map that is opened
/// once a year keeps its years, and a clock that was set wrong throws nothing away.
const DAYS: usize = 14;

/// How much all backups of all maps may hold, in bytes: 200 MiB.
pub(super) const MOST: u64 = 200 * 1024 * 1024;

/// The backups of one map that go, by their places in the list: newest first, each with the day it was made on.
pub(super) fn superfluous<D: PartialEq + Copy>(days: &[D]) -> Vec<usize> {
    let mut kept: Vec<D> = Vec::new();
    let older = days.iter().enumerate().skip(LAST);
    let going = older.filter(|&(_, day)| {
        let stays = kept.last() != Some(day) && kept.len() < DAYS;
        if stays {
            kept.push(*day);
        }
        !stays
    });
    going.map(|(at, _)| at).collect()
}

/// A backup among those of all maps.
pub(super) struct Weighed<T> {
    /// What stands for it.
    pub what: T,
    /// When it was made, in seconds.
    pub made: u64,
    /// Bytes.
    pub size: u64,
    /// Whether it is the newest of its map, which never goes.
    pub newest: bool,
}

/// The backups that go so that the others hold no more than so many bytes: the oldest first.
pub(super) fn too_much<T>(mut all: Vec<Weighed<T>>, most: u64) -> Vec<T> {
    let mut sum: u64 = all.iter().map(|backup| backup.size).sum();
    all.retain(|backup| !backup.newest);
    all.sort_by_key(|backup| backup.made);
    let going = all.into_iter().take_while(|backup| {
        let goes = sum > most;
        sum = sum.saturating_sub(backup.size);
        goes
    });
    going.map(|backup| backup.what).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ten_stay_however_close_together_and_then_one_of_each_day() {
        assert!(superfluous(&[1; 10]).is_empty());
        // Ten of today and three more, then three of yesterday and one of the day before.
        let days = [vec![9; 13], vec![8; 3], vec![7]].concat();
        assert_eq!(superfluous(&days), [11, 12, 14, 15]);
    }

    #[test]
    fn fourteen_days_stay_behind_the_last_ten_also_where_they_lie_far_apart() {
        let days: Vec<i32> = (0..40).map(|i| 1000 - 30 * i).collect();
        let going = superfluous(&days);
        assert_eq!(going, (24..40).collect::<Vec<_>>());
        // Every rotation after one more save takes away one at most.
        let kept: Vec<i32> = days.iter().take(24).copied().collect();
        assert_eq!(superfluous(&[vec![1030], kept].concat()), [24]);
    }

    #[test]
    fn the_oldest_go_where_all_together_are_too_much_but_never_the_newest_of_a_map() {
        let weighed = |what, made, size, newest| Weighed { what, made, size, newest };
        let all = || {
            vec![
                weighed('a', 3, 50, true),
                weighed('b', 2, 50, false),
                weighed('c', 1, 50, true),
                weighed('d', 0, 50, false),
            ]
        };
        assert!(too_much(all(), 200).is_empty());
        assert_eq!(too_much(all(), 199), ['d']);
        assert_eq!(too_much(all(), 120), ['d', 'b']);
        assert_eq!(too_much(all(), 0), ['d', 'b'], "the newest stay");
    }
}
