//! The Mann–Kendall test: do later values tend to be higher, or lower, than earlier ones?

use std::borrow::Cow;
use std::sync::LazyLock;

/// Up to this many values the distribution is exact.
pub const EXACT_UP_TO: usize = 10;

/// What the test says of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankTrend {
    /// How many pairs rise over time, less how many fall.
    pub s: i64,
    /// How likely an S at least as far from zero is where nothing trends; two-sided, 0 to 1.
    pub p: f64,
    /// Whether `p` comes from the exact distribution, or from the normal one that is close to it.
    pub exact: bool,
}

/// Tests values in the order of time; nothing of fewer than two.
///
/// For up to ten values `p` counts all arrangements of the very values, ties included (M. G. Kendall, *Rank Correlation Methods*,
/// 1948: the distribution of S follows from that of the inversions, whose generating function is MacMahon's Gaussian multinomial).
/// Beyond, S is taken as normal, with the variance corrected for ties and for continuity (H. B. Mann, *Econometrica* 13, 1945;
/// Kendall, as above).
pub fn mann_kendall(values: &[f64]) -> Option<RankTrend> {
    if values.len() < 2 {
        return None;
    }
    let ties = tie_sizes(values);
    let untied = pairs(values.len()) - ties.iter().map(|&t| pairs(t)).sum::<i64>();
    let s = untied - 2 * falls(values);
    let exact = values.len() <= EXACT_UP_TO;
    let p = if exact { exact_p(values.len(), &ties, untied, s) } else { normal_p(values.len(), &ties, s) };
    Some(RankTrend { s, p, exact })
}

fn pairs(n: usize) -> i64 {
    let n = n as i64;
    n * (n - 1) / 2
}

/// How often each value that stands more than once does.
fn tie_sizes(values: &[f64]) -> Vec<usize> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // Adding zero makes one value of -0 and 0.
    sorted.chunk_by(|a, b| a + 0.0 == b + 0.0).map(<[f64]>::len).filter(|&size| size > 1).collect()
}

/// How many pairs fall.
fn falls(values: &[f64]) -> i64 {
    /// Up to this many values it is quicker to look at every pair.
    const FEW: usize = 40;
    if values.len() > FEW {
        return inversions(&mut values.to_vec());
    }
    let after = |i: usize| values[i + 1..].iter().filter(|later| **later < values[i]).count() as i64;
    (0..values.len()).map(after).sum()
}

/// How many pairs fall; sorts the values on the way (merge sort, so that long series cost little).
fn inversions(values: &mut [f64]) -> i64 {
    if values.len() < 2 {
        return 0;
    }
    let (left, right) = values.split_at_mut(values.len() / 2);
    let mut count = inversions(left) + inversions(right);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let mut i = 0;
    for &value in right.iter() {
        while i < left.len() && left[i] <= value {
            merged.push(left[i]);
            i += 1;
        }
        count += (left.len() - i) as i64;
        merged.push(value);
    }
    merged.extend_from_slice(&left[i..]);
    values.copy_from_slice(&merged);
    count
}

/// The share of all arrangements whose S is at least as far from zero.
fn exact_p(n: usize, ties: &[usize], untied: i64, s: i64) -> f64 {
    let counts = arrangements(n, ties);
    let total: i64 = counts.iter().sum();
    let as_far: i64 =
        (0_i64..).zip(&*counts).filter(|(falls, _)| (untied - 2 * falls).abs() >= s.abs()).map(|c| c.1).sum();
    as_far as f64 / total as f64
}

/// The arrangements of 0, 1, 2 … up to ten different values.
static UNTIED: LazyLock<[Vec<i64>; EXACT_UP_TO + 1]> = LazyLock::new(|| {
    let mut counts = vec![1];
    std::array::from_fn(|n| {
        counts = times_run(&counts, n.max(1));
        counts.clone()
    })
});

/// How many arrangements of up to ten values have 0, 1, 2 … falling pairs: the coefficients of [n]! / Π [t]!, where
/// [k]! = Π (1 + q + … + q^(i−1)) for i up to k, and t are the sizes of the ties.
fn arrangements(n: usize, ties: &[usize]) -> Cow<'static, [i64]> {
    let mut counts = Cow::Borrowed(UNTIED[n].as_slice());
    for k in ties.iter().flat_map(|&t| 2..=t) {
        counts = Cow::Owned(over_run(&counts, k));
    }
    counts
}

/// Times 1 + q + … + q^(k−1).
fn times_run(counts: &[i64], k: usize) -> Vec<i64> {
    let mut product = vec![0; counts.len() + k - 1];
    for (i, count) in counts.iter().enumerate() {
        product[i..i + k].iter_mut().for_each(|sum| *sum += count);
    }
    product
}

/// Divided by 1 + q + … + q^(k−1), which leaves nothing over.
fn over_run(counts: &[i64], k: usize) -> Vec<i64> {
    let mut quotient = vec![0_i64; counts.len() + 1 - k];
    for i in 0..quotient.len() {
        quotient[i] = counts[i] - quotient[i.saturating_sub(k - 1)..i].iter().sum::<i64>();
    }
    quotient
}

fn normal_p(n: usize, ties: &[usize], s: i64) -> f64 {
    let variance = (spread(n) - ties.iter().map(|&t| spread(t)).sum::<f64>()) / 18.0;
    if s == 0 || variance <= 0.0 {
        return 1.0;
    }
    let z = (s.unsigned_abs() - 1) as f64 / variance.sqrt();
    super::normal::two_sided(z)
}

/// 18 times the variance of S over so many values.
pub(super) fn spread(n: usize) -> f64 {
    let n = n as f64;
    n * (n - 1.0) * (2.0 * n + 5.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(values: &[f64]) -> f64 {
        mann_kendall(values).map(|trend| trend.p).expect("two values")
    }

    #[test]
    fn the_smallest_p_of_few_values_is_as_the_tables_have_it() {
        assert!((p(&[1.0, 2.0]) - 1.0).abs() < 1e-12);
        assert!((p(&[1.0, 2.0, 3.0]) - 1.0 / 3.0).abs() < 1e-12);
        assert!((p(&[1.0, 2.0, 3.0, 4.0]) - 1.0 / 12.0).abs() < 1e-12);
        assert!((p(&[5.0, 4.0, 3.0, 2.0, 1.0]) - 1.0 / 60.0).abs() < 1e-12);
    }

    #[test]
    fn tied_values_are_neither_rising_nor_falling() {
        let trend = mann_kendall(&[3.0, 3.0, 3.0, 3.0]).expect("values");
        assert_eq!((trend.s, trend.p), (0, 1.0));
        // Three ones and a two have four arrangements, with S = 3, 1, -1 and -3.
        let trend = mann_kendall(&[1.0, 1.0, 1.0, 2.0]).expect("values");
        assert_eq!((trend.s, trend.p), (3, 0.5));
        assert_eq!(mann_kendall(&[0.0, -0.0]).expect("values").s, 0);
    }

    #[test]
    fn a_long_series_costs_no_square_of_its_length() {
        let values: Vec<f64> = (0..200_000).map(|i| f64::from((i * 7919) % 100_003)).collect();
        assert!(!mann_kendall(&values).expect("values").exact);
    }

    #[test]
    fn one_value_has_no_trend() {
        assert_eq!(mann_kendall(&[1.0]), None);
    }
}
