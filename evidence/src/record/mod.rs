//! The record: what was captured, as data. `evidence/record.json` of a package.
//!
//! Everything is as the page showed it, to the letter, beside what a program can read where the page offered both.
//! Optional fields are absent when unknown, never `null`; an unknown field is an error, so that nothing rides along unread.

mod capture;
mod check;

pub use capture::{
    Attestation, Author, Capture, Count, Counts, Environment, Finding, How, Message, NotCaptured, Page, Support,
    Trigger, Verdict, VerdictLevel, Viewport,
};
pub use check::check_software;

use crate::json::{object, words};
use crate::time::At;

/// The format of `evidence/record.json` that this version writes and reads.
pub const FORMAT: &str = "liangyan-evidence/1";
/// What every format of this family begins with.
pub const FAMILY: &str = "liangyan-evidence/";

object! {
    /// `evidence/record.json`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Record {
        /// [`FORMAT`].
        format: String = "format",
        /// The program that sealed it, as `liangyan 0.1.0`.
        software: String = "software",
        /// One capture, or several in a derived package.
        captures: Vec<Captured> = "captures",
        /// What a derived package was made from.
        derived: Option<Derived> = "derived",
    }
}

object! {
    /// One capture with its time and its parts.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Captured {
        /// When, by the device's clock.
        at: At = "at",
        /// What.
        capture: Capture = "capture",
        /// The parts, which lie in `archive/data.warc.gz`, in its order.
        parts: Vec<PartRecord> = "parts",
    }
}

words! {
    /// What a part is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum PartKind {
        /// The part of the page around the message, without scripts, as HTML.
        Dom = "dom",
        /// Its text.
        Text = "text",
        /// A picture of it.
        Picture = "picture",
    }
}

words! {
    /// Where a part's bytes come from.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Source {
        /// Taken from the page.
        Page = "page",
        /// Written out from the record, because the page's own is not there: never captured, or withheld by a redaction.
        Record = "record",
        /// Put in the place of a part that a redaction withheld.
        Replacement = "replacement",
    }
}

object! {
    /// A part, as the record lists it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PartRecord {
        /// What it is.
        kind: PartKind = "kind",
        /// Its media type.
        mime: String = "mime",
        /// Where its bytes come from.
        source: Source = "source",
        /// Its length in bytes.
        bytes: u64 = "bytes",
        /// `sha256:<hex>` of its bytes.
        sha256: String = "sha256",
        /// `WARC-Record-ID` of its WARC record.
        record_id: String = "recordId",
        /// `WARC-Target-URI` of its WARC record.
        uri: String = "uri",
    }
}

/// A part with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its media type, `type/subtype`.
    pub mime: String,
    /// Where the bytes come from.
    pub source: Source,
    /// The bytes.
    pub bytes: Vec<u8>,
}

object! {
    /// What a derived package was made from, and what was taken out.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Derived {
        /// The originals, one for each capture, in the same order.
        originals: Vec<Original> = "originals",
        /// What was taken out, by whom and why.
        redactions: Vec<Redaction> = "redactions",
    }
}

object! {
    /// A package that another was derived from.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Original {
        /// `sha256:<hex>` of its `datapackage.json`.
        package_hash: String = "packageHash",
        /// The key that sealed it.
        key_id: String = "keyId",
        /// Its place in its chain.
        seq: u64 = "seq",
        /// Which of its captures this is.
        capture: u64 = "capture",
    }
}

object! {
    /// One thing that was taken out.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Redaction {
        /// Which capture of the derived package.
        capture: u64 = "capture",
        /// JSON Pointer into the capture, or `/parts/dom`, `/parts/text`, `/parts/picture`.
        path: String = "path",
        /// Who took it out.
        by: String = "by",
        /// Why.
        reason: String = "reason",
    }
}
