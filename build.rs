//! Embeds the samples.
fn main() {}
