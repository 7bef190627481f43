//! What has to hold whatever is put in. Each [`Target`] takes bytes and panics when a promise of the product breaks: a span
//! outside its text, an error that changed something, a changed package that passes for intact.
//!
//! `cargo-fuzz` runs them for minutes (`npm run endurance`), the short tests of this crate for seconds, from the same seeds.
//! Inputs that once broke something lie in `found/` and are run by both.

mod checksum;
mod cursor;
#[allow(dead_code, reason = "shares the makers of genuine packages with the attacks")]
#[path = "../../../evidence/tests/attacks/dice.rs"]
mod dice;
#[allow(dead_code, reason = "shares the makers of genuine packages with the attacks")]
#[path = "../../../evidence/tests/attacks/genuine.rs"]
mod genuine;
mod mutate;
mod probes;
mod repository;
mod targets;

pub use mutate::Mutator;
pub use repository::{found, sources};
pub use targets::{check, fold, guard, pack, wacz};

/// Something that is fuzzed.
pub struct Target {
    /// Its name: that of its folder in `found/` and of its program under `fuzz/`.
    pub name: &'static str,
    /// Runs one input. Panics when a promise breaks.
    pub run: fn(&[u8]),
    /// Inputs to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Byte strings that mean something to it.
    pub words: &'static [&'static str],
}

/// All of them.
pub const TARGETS: [Target; 5] = [
    Target { name: "fold", run: fold::run, seeds: fold::seeds, words: probes::PIECES },
    Target { name: "check", run: check::run, seeds: check::seeds, words: probes::PIECES },
    Target { name: "pack", run: pack::run, seeds: pack::seeds, words: pack::WORDS },
    Target { name: "guard", run: guard::run, seeds: guard::seeds, words: guard::WORDS },
    Target { name: "wacz", run: wacz::run, seeds: wacz::seeds, words: wacz::WORDS },
];
