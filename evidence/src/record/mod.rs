//! The record: what was captured, as data. `evidence/record.json` of a package.
//!
//! Everything is as the page showed it, to the letter, beside what a program can read where the page offered both.
//! Optional fields are absent when unknown, never `null`; an unknown field is an error, so that nothing rides along unread.

mod capture;
mod check;

use serde::{Deserialize, Serialize};

pub use capture::{
    Attestation, Author, Capture, Count, Counts, Environment, Finding, How, Message, NotCaptured, Page, Support,
    Trigger, Verdict, VerdictLevel, Viewport,
};
pub use check::check_software;

use crate::time::At;

/// The format of `evidence/record.json` that this version writes and reads.
pub const FORMAT: &str = "liangyan-evidence/1";
/// What every format of this family begins with.
pub const FAMILY: &str = "liangyan-evidence/";

/// `evidence/record.json`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Record {
    /// [`FORMAT`].
    pub format: String,
    /// The program that sealed it, as `liangyan 0.1.0`.
    pub software: String,
    /// One capture, or several in a derived package.
    pub captures: Vec<Captured>,
    /// What a derived package was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived: Option<Derived>,
}

/// One capture with its time and its parts.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Captured {
    /// When, by the device's clock.
    pub at: At,
    /// What.
    pub capture: Capture,
    /// The parts, which lie in `archive/data.warc.gz`, in its order.
    pub parts: Vec<PartRecord>,
}

/// What a part is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// The part of the page around the message, without scripts, as HTML.
    Dom,
    /// Its text.
    Text,
    /// A picture of it.
    Picture,
}

impl PartKind {
    /// The name in records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dom => "dom",
            Self::Text => "text",
            Self::Picture => "picture",
        }
    }
}

/// Where a part's bytes come from.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// Taken from the page.
    Page,
    /// Written out from the record, because the page's own is not there: never captured, or withheld by a redaction.
    Record,
    /// Put in the place of a part that a redaction withheld.
    Replacement,
}

/// A part, as the record lists it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartRecord {
    /// What it is.
    pub kind: PartKind,
    /// Its media type.
    pub mime: String,
    /// Where its bytes come from.
    pub source: Source,
    /// Its length in bytes.
    pub bytes: u64,
    /// `sha256:<hex>` of its bytes.
    pub sha256: String,
    /// `WARC-Record-ID` of its WARC record.
    pub record_id: String,
    /// `WARC-Target-URI` of its WARC record.
    pub uri: String,
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

/// What a derived package was made from, and what was taken out.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Derived {
    /// The originals, one for each capture, in the same order.
    pub originals: Vec<Original>,
    /// What was taken out, by whom and why.
    pub redactions: Vec<Redaction>,
}

/// A package that another was derived from.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Original {
    /// `sha256:<hex>` of its `datapackage.json`.
    pub package_hash: String,
    /// The key that sealed it.
    pub key_id: String,
    /// Its place in its chain.
    pub seq: u64,
    /// Which of its captures this is.
    pub capture: u64,
}

/// One thing that was taken out.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Redaction {
    /// Which capture of the derived package.
    pub capture: u64,
    /// JSON Pointer into the capture, or `/parts/dom`, `/parts/text`, `/parts/picture`.
    pub path: String,
    /// Who took it out.
    pub by: String,
    /// Why.
    pub reason: String,
}
