//! The sign-flip test: do judgements lean one way more than a tossed coin would make them?

use super::normal;

/// From this many judgements that are not zero on, five percent can be reached: 2 in 2⁶ is 0.031.
pub const DECISIVE_FROM: usize = 6;

/// No judgement counts for more than this.
const STRONGEST: f64 = 2.0;

/// Judgements count in thousandths.
const GRAIN: f64 = 1000.0;

/// Up to how much work the distribution is exact: judgements times the sums that they can have.
const EXACT_WORK: u64 = 20_000_000;

/// What the test says of a series of judgements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lean {
    /// The sum of the judgements.
    pub sum: f64,
    /// How many are not zero.
    pub decisive: usize,
    /// How likely a sum at least as far from zero is where every sign is tossed by a coin; two-sided, 0 to 1.
    pub p: f64,
    /// Whether `p` comes from the exact distribution.
    pub exact: bool,
}

/// Tests judgements against zero; nothing where there are none.
///
/// Every sign is flipped in all ways, and sums at least as far from zero are counted (R. A. Fisher, *The Design of Experiments*, 1935,
/// §21). Beyond what can be counted in a moment (thousands of judgements), the sum is taken as normal with variance Σ x².
pub fn sign_flip(judgements: &[f64]) -> Option<Lean> {
    if judgements.is_empty() {
        return None;
    }
    let grain = |x: &f64| (x.clamp(-STRONGEST, STRONGEST) * GRAIN).round() as i64;
    let grains: Vec<i64> = judgements.iter().map(grain).filter(|&x| x != 0).collect();
    let unit = grains.iter().fold(0, |a, &b| gcd(a, b.unsigned_abs())).max(1);
    let steps: Vec<usize> = grains.iter().map(|x| (x.unsigned_abs() / unit) as usize).collect();
    let far = (grains.iter().sum::<i64>().unsigned_abs() / unit) as usize;
    let reach: usize = steps.iter().sum();
    let exact = (reach as u64).saturating_mul(steps.len() as u64) <= EXACT_WORK;
    let p = if exact { exact_p(&steps, reach, far) } else { normal_p(&steps, far) };
    Some(Lean { sum: judgements.iter().sum(), decisive: steps.len(), p, exact })
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The share of sign flips whose sum is at least as far from zero. `chance[i]` is that of the sum `i − reach`, all in steps.
fn exact_p(steps: &[usize], reach: usize, far: usize) -> f64 {
    let mut chance = vec![0.0; 2 * reach + 1];
    chance[reach] = 1.0;
    let mut within = 0;
    for &step in steps {
        let before = chance.clone();
        within += step;
        for (i, chance) in chance.iter_mut().enumerate().take(reach + within + 1).skip(reach - within) {
            let below = i.checked_sub(step).map_or(0.0, |j| before[j]);
            let above = before.get(i + step).copied().unwrap_or(0.0);
            *chance = (below + above) / 2.0;
        }
    }
    let far_off = |i: usize| i.abs_diff(reach) >= far;
    chance.iter().enumerate().filter(|(i, _)| far_off(*i)).map(|(_, chance)| chance).sum::<f64>().min(1.0)
}

fn normal_p(steps: &[usize], far: usize) -> f64 {
    let variance: f64 = steps.iter().map(|&step| (step as f64).powi(2)).sum();
    normal::two_sided(far as f64 / variance.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(judgements: &[f64]) -> f64 {
        sign_flip(judgements).map(|lean| lean.p).expect("judgements")
    }

    #[test]
    fn six_alike_are_decisive_and_five_are_not() {
        assert!((p(&[1.0; 6]) - 2.0 / 64.0).abs() < 1e-15);
        assert!((p(&[-2.0; 5]) - 2.0 / 32.0).abs() < 1e-15);
    }

    #[test]
    fn judgements_of_zero_say_nothing() {
        assert_eq!(p(&[1.0, 0.0, 1.0, 0.0, 1.0]), p(&[1.0, 1.0, 1.0]));
        let lean = sign_flip(&[0.0, 0.0]).expect("judgements");
        assert_eq!((lean.p, lean.decisive), (1.0, 0));
        assert_eq!(sign_flip(&[]), None);
    }

    #[test]
    fn every_way_to_flip_the_signs_is_counted() {
        let judgements = [2.0, -1.0, 1.0, 1.5, 0.3, -2.0, 1.0, 2.0];
        let sum: f64 = judgements.iter().sum();
        let ways = (0..1_u32 << judgements.len()).filter(|flips| {
            let flipped = |(i, x): (usize, &f64)| if flips >> i & 1 == 1 { -x } else { *x };
            judgements.iter().enumerate().map(flipped).sum::<f64>().abs() >= sum.abs() - 1e-9
        });
        assert!((p(&judgements) - ways.count() as f64 / 256.0).abs() < 1e-12);
    }

    #[test]
    fn a_judgement_beyond_all_measure_is_the_strongest() {
        assert_eq!(p(&[f64::MAX; 6]), p(&[2.0; 6]));
    }

    #[test]
    fn thousands_of_judgements_take_no_time() {
        let judgements: Vec<f64> = (0..50_000).map(|i| if i % 3 == 0 { -1.0 } else { 1.0 }).collect();
        let lean = sign_flip(&judgements).expect("judgements");
        assert!(!lean.exact && lean.p < 1e-9);
    }
}
