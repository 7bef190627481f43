//! Joins hits and context into findings, and findings into a verdict.

mod context;
mod verdict;

pub use context::{Context, Preset, Relation, Surface};
pub use verdict::{Category, Finding, Level, Tone, Toned, Verdict, Via};
