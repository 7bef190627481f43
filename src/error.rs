//! The errors of the engine. Each says what to do about it.

use thiserror::Error;

/// The longest text that is checked, in UTF-16 code units.
pub const MAX_TEXT_UTF16: usize = 1_000_000;

/// Why the engine could not do what it was asked.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The text is longer than [`MAX_TEXT_UTF16`].
    #[error("the text has {utf16} UTF-16 code units, more than {MAX_TEXT_UTF16}: check it in parts")]
    TextTooLong {
        /// The length in UTF-16 code units.
        utf16: usize,
    },
    /// The bytes do not begin as a pack does.
    #[error("these bytes are not a rule pack: pass the content of a .lypack file, as `liangyan pack build` writes it")]
    PackNotRecognised,
    /// The pack was built for another version of the engine.
    #[error(
        "the pack has format version {found}, this engine reads {expected}: build the pack anew or update the package"
    )]
    PackVersion {
        /// The version in the pack.
        found: u16,
        /// The version this engine reads.
        expected: u16,
    },
    /// The pack is cut short or its checksum does not match.
    #[error("the pack is damaged ({detail}): load it again from where it came")]
    PackDamaged {
        /// What does not fit.
        detail: &'static str,
    },
    /// The bytes do not begin as a model does.
    #[error("these bytes are not a model: pass the content of a .lymodel file")]
    ModelNotRecognised,
    /// The model was made for another version of the engine.
    #[error("the model has version {found}, this engine reads {expected}: update the package, or leave the model out")]
    ModelVersion {
        /// The version in the model.
        found: u16,
        /// The version this engine reads.
        expected: u16,
    },
    /// The model is cut short or its checksum does not match.
    #[error("the model is damaged ({detail}): load it again from where it came, or leave it out")]
    ModelDamaged {
        /// What does not fit.
        detail: &'static str,
    },
}

impl Error {
    /// A short stable code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TextTooLong { .. } => "text_too_long",
            Self::PackNotRecognised => "pack_not_recognised",
            Self::PackVersion { .. } => "pack_version",
            Self::PackDamaged { .. } => "pack_damaged",
            Self::ModelNotRecognised => "model_not_recognised",
            Self::ModelVersion { .. } => "model_version",
            Self::ModelDamaged { .. } => "model_damaged",
        }
    }
}
