//! Seals what a page showed into one package that opens everywhere and cannot be changed unseen, and verifies such
//! packages.
//!
//! A package is a WACZ 1.1.1 web archive: the record of the messages, a copy of that part of the page without scripts, its
//! text, a picture; a list of it all with hashes; a signature over the list, which today's replay tools verify. Beyond that
//! format, everything here has exactly one way to be written, so that nothing is free to change: a flipped bit
//! anywhere, a forged twin, an added file or field shows, and has its own reason code (see [`findings::Check`]).
//!
//! What it proves: these bytes have not changed since this key sealed them. What it does not: who wrote the messages, when,
//! and that the page was not edited before. Every package says so itself.
//!
//! Nothing here signs, reads a clock, draws a random number or touches a file. Sealing is in two steps with the signature
//! between them, verifying in two steps with the answers about signatures between them; so WebCrypto can do the
//! mathematics in the browser, and a Rust crate on the command line (feature `native`).
//!
//! ```
//! use liangyan_evidence::package::{Input, prepare};
//! use liangyan_evidence::time::Clock;
//! # fn sealed(capture: liangyan_evidence::record::Capture) -> Result<(), liangyan_evidence::Error> {
//! let clock = Clock { at_ms: 1_795_309_323_456, tz_minutes: 480, monotonic_ms: 5012 };
//! let input = Input { capture, parts: Vec::new(), clock, head: None, software: "liangyan 0.1.0".into() };
//! let unsigned = prepare(input, None)?;
//! // With a key: sign `unsigned.to_sign()` and hand over the key and the signature. Without: marked as unsigned.
//! let sealed = unsigned.seal(None);
//! assert!(sealed.bytes.starts_with(b"PK"));
//! # Ok(()) }
//! ```

pub mod attach;
pub mod canonical;
pub mod cdx;
pub mod chain;
pub mod datapackage;
pub mod derive;
pub mod drafts;
mod error;
pub mod explanation;
pub mod findings;
pub mod gzip;
pub mod hash;
pub mod json;
pub mod key;
mod markup;
#[cfg(feature = "native")]
pub mod native;
pub mod package;
mod pages;
#[cfg(feature = "stamps")]
pub mod proof;
pub mod question;
pub mod record;
#[cfg(feature = "stamps")]
pub mod stamp;
pub mod time;
mod transcript;
pub mod verify;
pub mod warc;
#[cfg(all(target_arch = "wasm32", any(feature = "evidence-module", feature = "stamps-module")))]
mod wasm;
pub mod words;
pub mod zip;

pub use error::{Error, MAX_FILE, MAX_MESSAGES, MAX_PART, MAX_TEXT};
