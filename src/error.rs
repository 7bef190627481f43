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
    /// The bytes do not begin as a guard's snapshot does.
    #[error("these bytes are not a guard's snapshot: begin with a fresh guard, and tell the person")]
    GuardSnapshotNotRecognised,
    /// The snapshot was written by another version of the engine.
    #[error(
        "the snapshot has version {found}, this engine reads {expected}: begin with a fresh guard, and tell the person"
    )]
    GuardSnapshotVersion {
        /// The version in the snapshot.
        found: u16,
        /// The version this engine reads.
        expected: u16,
    },
    /// The snapshot is cut short or its checksum does not match.
    #[error("the snapshot is damaged ({detail}): begin with a fresh guard, and tell the person")]
    GuardSnapshotDamaged {
        /// What does not fit.
        detail: &'static str,
    },
    /// An event has a field that cannot be.
    #[error("the event's {field} is missing or out of range: see the guard's events for what each field takes")]
    GuardBadEvent {
        /// The field.
        field: &'static str,
    },
    /// A policy has a field that cannot be.
    #[error("the policy's {field} is missing or out of range: take a preset and change what is to change")]
    GuardBadPolicy {
        /// The field.
        field: &'static str,
    },
    /// The policy is locked.
    #[error("the policy is locked: unlock it with the guardian's code first")]
    GuardLocked,
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
            Self::GuardSnapshotNotRecognised => "guard_snapshot_not_recognised",
            Self::GuardSnapshotVersion { .. } => "guard_snapshot_version",
            Self::GuardSnapshotDamaged { .. } => "guard_snapshot_damaged",
            Self::GuardBadEvent { .. } => "guard_bad_event",
            Self::GuardBadPolicy { .. } => "guard_bad_policy",
            Self::GuardLocked => "guard_locked",
        }
    }
}
