//! How numbers are written: shortest exact form, whole numbers without a fraction.

use serde::Serializer;

/// Whole numbers up to this size are exact in a 64-bit float and are written without `.0`.
const EXACT_WHOLE: f64 = 9_007_199_254_740_992.0;

/// Writes a number in its shortest exact form.
///
/// # Errors
/// Those of the serializer.
pub fn exact<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 && value.abs() <= EXACT_WHOLE {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

/// As [`exact`], for a number that may be absent.
///
/// # Errors
/// Those of the serializer.
pub fn exact_option<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => exact(value, serializer),
        None => serializer.serialize_none(),
    }
}

/// Writes a coordinate, rounded to two decimals.
///
/// # Errors
/// Those of the serializer.
pub fn hundredths<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    exact(&to_hundredths(*value), serializer)
}

/// A number rounded to two decimals.
pub fn to_hundredths(value: f64) -> f64 {
    // Adding zero turns -0.0 into 0.0, so that a card at the edge is not written as "-0".
    (value * 100.0).round() / 100.0 + 0.0
}
