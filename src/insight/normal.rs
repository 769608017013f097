//! The normal distribution.

/// How likely a standard normal value is at least this far from zero, on either side.
pub fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2).min(1.0)
}

/// Beyond this, on either side, lie 5 % of a standard normal distribution.
pub const FIVE_PERCENT: f64 = 1.959_963_984_540_054;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_percent_lie_beyond_the_usual_bound() {
        assert!((two_sided(FIVE_PERCENT) - 0.05).abs() < 1e-15);
        assert_eq!(two_sided(0.0), 1.0);
    }
}
