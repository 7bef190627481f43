//! Evidence as JavaScript sees it: the one room of the crate that knows JavaScript. It has two doors, each a module of its own:
//! `seal` and `check` for every capture, `stamps` for the few packages that something stands beside.
//!
//! Plain values cross as JSON, which refuses unknown fields and fractions where the record allows none; bytes cross as
//! `Uint8Array`. Signing and verifying is WebCrypto's: a key made there cannot be taken out, and its mathematics costs no
//! byte of this module.

#[cfg(feature = "evidence-module")]
mod check;
#[cfg(feature = "evidence-module")]
mod seal;
#[cfg(feature = "stamps-module")]
mod stamps;
#[cfg_attr(not(feature = "evidence-module"), allow(dead_code, reason = "the door of stamps seals nothing"))]
mod subtle;
#[cfg_attr(
    not(feature = "evidence-module"),
    allow(dead_code, reason = "the door of stamps takes fewer kinds of values")
)]
mod value;

use wasm_bindgen::prelude::*;

/// Runs once, when the module is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
