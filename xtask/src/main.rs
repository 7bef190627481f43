//! Builds what ships.
fn main() {}
