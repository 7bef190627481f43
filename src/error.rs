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
    /// The signature is not one in minisign's format, or not of its prehashed kind.
    #[error(
        "the signature cannot be read ({detail}): pass the content of the .minisig file that `liangyan pack sign` writes"
    )]
    SignatureUnreadable {
        /// What does not fit.
        detail: &'static str,
    },
    /// The public key is not one in minisign's format.
    #[error("the public key cannot be read: pass the content of the .pub file that `liangyan pack keygen` writes")]
    PublicKeyUnreadable,
    /// None of the expected keys made the signature.
    #[error(
        "the pack is signed with another key than those expected: get it from its publisher, or expect that key too"
    )]
    SignatureKey,
    /// The signature does not fit the bytes or its own comment.
    #[error("the signature does not fit the pack: get both again from their publisher")]
    SignatureWrong,
    /// What was signed says nothing of when the pack expires.
    #[error("the signed comment names no time of expiry: sign the pack with `liangyan pack sign`, which does")]
    ExpiryMissing,
    /// The pack was offered after its time.
    #[error(
        "the pack expired at {expires} (seconds since the epoch): fetch a newer one, or look at this device's clock"
    )]
    PackExpired {
        /// When, in seconds since the epoch.
        expires: u64,
    },
    /// The pack is the one that runs, or an older one.
    #[error("the pack has version {found}, and {running} runs already: nothing is to be done, or fetch a newer one")]
    PackNotNewer {
        /// The version offered.
        found: String,
        /// The version that runs.
        running: String,
    },
    /// An update for a pack that does not run.
    #[error("no pack named {name} runs, so there is nothing to update: load it beside the others first")]
    PackNotRunning {
        /// The name of the pack offered.
        name: String,
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
            Self::SignatureUnreadable { .. } => "signature_unreadable",
            Self::PublicKeyUnreadable => "public_key_unreadable",
            Self::SignatureKey => "signature_key",
            Self::SignatureWrong => "signature_wrong",
            Self::ExpiryMissing => "expiry_missing",
            Self::PackExpired { .. } => "pack_expired",
            Self::PackNotNewer { .. } => "pack_not_newer",
            Self::PackNotRunning { .. } => "pack_not_running",
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
