//! Why something could not be sealed, read or drafted. Each error says what to do about it.
//!
//! A package that was tampered with is no error: the verifier reports it (see [`crate::verify`]).

use thiserror::Error;

/// The largest file that is read or written, in bytes.
pub const MAX_FILE: usize = 256 << 20;
/// The largest part of a capture (a page's copy, its text, a picture), in bytes.
pub const MAX_PART: usize = 64 << 20;
/// The longest text of one field of a record, in bytes of UTF-8.
pub const MAX_TEXT: usize = 2_000_000;
/// The most messages that one capture holds: the one that was kept and its surroundings.
pub const MAX_MESSAGES: usize = 500;
/// The most captures that one derived package holds.
pub const MAX_CAPTURES: usize = 100;

/// Why a call could not be answered.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A field of the capture is not what it has to be.
    #[error("the capture's field {field} {problem}: see `Capture` for what it takes")]
    BadRecord {
        /// Where, as a path.
        field: String,
        /// What is the matter with it.
        problem: &'static str,
    },
    /// A part is of the wrong kind, or there are too many of it.
    #[error("a part of the capture cannot be sealed ({0}): give at most one `dom`, one `text` and eight `picture`s")]
    BadPart(&'static str),
    /// The head of the chain is not one.
    #[error(
        "the chain's head cannot be continued ({0}): pass the `head` that the last seal gave, or null to begin a chain"
    )]
    BadHead(&'static str),
    /// The clock's values are out of range.
    #[error("the clock cannot be right ({0}): pass whole milliseconds since the epoch and whole minutes east of UTC")]
    BadClock(&'static str),
    /// The key is not ECDSA P-384.
    #[error("the key cannot sign packages ({0}): make an ECDSA key pair with namedCurve P-384")]
    BadKey(&'static str),
    /// Something is larger than is handled.
    #[error("{what} is larger than {limit} bytes or entries: keep less at once")]
    TooLarge {
        /// What.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// The bytes are no ZIP at all.
    #[error("this file is not an evidence package: choose a .wacz file")]
    NotZip,
    /// The file ends early.
    #[error("the file is cut short: copy or download it again")]
    Truncated,
    /// The package was made by a later version.
    #[error("the package has the format {found:?}, which this version does not know: update liangyan")]
    FutureVersion {
        /// The format it names.
        found: String,
    },
    /// The package is damaged or was changed.
    #[error("the package is not intact ({code}, {place}): verify it for the whole report, and work from the original")]
    Altered {
        /// The first reason's code.
        code: &'static str,
        /// Where.
        place: String,
    },
    /// A redaction names nothing that can be redacted.
    #[error("cannot redact {path}: {problem}")]
    BadRedaction {
        /// The path given.
        path: String,
        /// Why not.
        problem: &'static str,
    },
    /// A time stamp or proof does not belong to this package.
    #[error("the attachment cannot be added ({0}): ask for one over SHA-256 of this package's signature")]
    BadAttachment(&'static str),
    /// A draft was asked for with values it cannot hold.
    #[error("the draft cannot be written ({0}): see `DraftInput`")]
    BadDraft(&'static str),
    /// The chain's entries do not make a chain.
    #[error("the entries do not make a chain ({0}): pass every entry, in order, as they were given")]
    BadChain(&'static str),
}

impl Error {
    /// A short stable code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadRecord { .. } => "bad_record",
            Self::BadPart(_) => "bad_part",
            Self::BadHead(_) => "bad_head",
            Self::BadClock(_) => "bad_clock",
            Self::BadKey(_) => "bad_key",
            Self::TooLarge { .. } => "too_large",
            Self::NotZip => "not_zip",
            Self::Truncated => "truncated",
            Self::FutureVersion { .. } => "future_version",
            Self::Altered { .. } => "altered",
            Self::BadRedaction { .. } => "bad_redaction",
            Self::BadAttachment(_) => "bad_attachment",
            Self::BadDraft(_) => "bad_draft",
            Self::BadChain(_) => "bad_chain",
        }
    }
}
