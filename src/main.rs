//! Starts Headway: a window, or one command without a window.
fn main() {}
