//! Liangyan (良言, "kind words") finds cruelty aimed at people in a text, on the device, and says why.
//!
//! The engine is pure: it knows no clock, no randomness, no file and no network. See `ARCHITECTURE.md` for the map.

pub mod context;
pub mod error;
#[cfg(feature = "compiler")]
pub mod examples;
pub mod guard;
pub mod judge;
pub mod model;
pub mod pack;
pub mod personal;
pub mod text;
pub mod verdict;

mod engine;
mod order;
mod scan;
#[cfg(all(target_arch = "wasm32", any(feature = "engine-module", feature = "inbox-module")))]
mod wasm;

pub use engine::{Engine, PackInfo, Place, RuleInfo};
pub use error::{Error, MAX_TEXT_UTF16};
