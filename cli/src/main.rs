//! The command line of Liangyan.
fn main() {}
