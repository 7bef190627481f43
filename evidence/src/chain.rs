//! The chain: every seal is an entry that names the one before it, so that none can be taken out, moved or changed unseen.

use crate::canonical::{self, MAX_SAFE};
use crate::error::Error;
use crate::hash::{ZEROS, is_hex, is_written, written};
use crate::json::{object, words};
use crate::key::{NO_KEY, PublicKey, Signature};
use crate::time::{Clock, parse_rfc3339};

/// The format of a chain file.
pub const FORMAT: &str = "liangyan-chain/1";
/// What every format of this family begins with.
pub const FAMILY: &str = "liangyan-chain/";
/// The most entries of a chain file that is read.
pub const MAX_ENTRIES: usize = 1_000_000;

words! {
    /// What an entry says happened.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Event {
        /// A package was sealed.
        Sealed = "sealed",
        /// A package was derived from others and sealed.
        Derived = "derived",
        /// A package's bytes were removed; its hash stays.
        Withdrawn = "withdrawn",
    }
}

object! {
    /// A package's own place in the chain: `evidence/chain.json`. It is an [`Entry`] without the package's hash, which cannot
    /// stand in the package.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Position {
        /// From 1.
        seq: u64 = "seq",
        /// What happened.
        event: Event = "event",
        /// When, RFC 3339 with milliseconds and `Z`, by the device's clock.
        captured_at: String = "capturedAt",
        /// Minutes east of UTC.
        tz_minutes: i32 = "tzMinutes",
        /// Milliseconds of a clock that never goes back.
        monotonic_ms: u64 = "monotonicMs",
        /// The hash of the entry before, or zeros.
        prev_hash: String = "prevHash",
        /// The key that seals.
        key_id: String = "keyId",
    }
}

impl Position {
    /// The entry of the package with this hash.
    pub fn entry(self, package_hash: String) -> Entry {
        Entry {
            seq: self.seq,
            event: self.event,
            captured_at: self.captured_at,
            tz_minutes: self.tz_minutes,
            monotonic_ms: self.monotonic_ms,
            package_hash,
            prev_hash: self.prev_hash,
            key_id: self.key_id,
        }
    }

    /// Whether every value is one that an entry can have.
    pub fn is_possible(&self) -> bool {
        (1..=MAX_SAFE as u64).contains(&self.seq)
            && parse_rfc3339(&self.captured_at).is_some()
            && (-24 * 60..=24 * 60).contains(&self.tz_minutes)
            && self.monotonic_ms <= MAX_SAFE as u64
            && is_written(&self.prev_hash)
            && (is_hex(&self.key_id) || self.key_id == NO_KEY)
            && (self.seq == 1) == (self.prev_hash == ZEROS)
    }
}

object! {
    /// An entry of the chain.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Entry {
        /// From 1, without a gap.
        seq: u64 = "seq",
        /// What happened.
        event: Event = "event",
        /// When.
        captured_at: String = "capturedAt",
        /// Minutes east of UTC.
        tz_minutes: i32 = "tzMinutes",
        /// Milliseconds of a clock that never goes back.
        monotonic_ms: u64 = "monotonicMs",
        /// The package it is about.
        package_hash: String = "packageHash",
        /// The hash of the entry before, or zeros.
        prev_hash: String = "prevHash",
        /// The key.
        key_id: String = "keyId",
    }
}

impl Entry {
    /// `sha256:<hex>` of the entry's canonical JSON: what the next entry names.
    pub fn hash(&self) -> String {
        written(canonical::to_text(self).as_bytes())
    }

    /// The head of a chain that ends with this entry.
    pub fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash(), key_id: self.key_id.clone() }
    }

    /// The entry as a package holds it.
    pub fn position(&self) -> Position {
        Position {
            seq: self.seq,
            event: self.event,
            captured_at: self.captured_at.clone(),
            tz_minutes: self.tz_minutes,
            monotonic_ms: self.monotonic_ms,
            prev_hash: self.prev_hash.clone(),
            key_id: self.key_id.clone(),
        }
    }
}

object! {
    /// The last entry of a chain, as much of it as the next one needs.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Head {
        /// Its number.
        seq: u64 = "seq",
        /// Its hash.
        hash: String = "hash",
        /// Its key.
        key_id: String = "keyId",
    }
}

/// The place after a head, for an event now.
///
/// # Errors
/// [`Error::BadHead`] when the head is none or of another key (a new key begins a new chain), [`Error::BadClock`].
pub fn next(head: Option<&Head>, event: Event, clock: &Clock, key_id: &str) -> Result<Position, Error> {
    let at = clock.at()?;
    let (seq, prev_hash) = match head {
        None => (1, ZEROS.to_owned()),
        Some(head) if !is_written(&head.hash) || head.seq == 0 || head.seq >= MAX_SAFE as u64 => {
            return Err(Error::BadHead("it is no head"));
        }
        Some(head) if head.key_id != key_id => return Err(Error::BadHead("it is of another key")),
        Some(head) => (head.seq + 1, head.hash.clone()),
    };
    Ok(Position {
        seq,
        event,
        captured_at: at.captured_at,
        tz_minutes: at.tz_minutes,
        monotonic_ms: at.monotonic_ms,
        prev_hash,
        key_id: key_id.to_owned(),
    })
}

/// The entry that withdraws a package. Its bytes are the vault's to delete.
///
/// # Errors
/// [`Error::BadHead`], [`Error::BadClock`], [`Error::BadChain`] when `package_hash` is no hash.
pub fn withdraw(head: &Head, package_hash: &str, clock: &Clock) -> Result<Entry, Error> {
    if !is_written(package_hash) {
        return Err(Error::BadChain("what is to be withdrawn is no package hash"));
    }
    Ok(next(Some(head), Event::Withdrawn, clock, &head.key_id)?.entry(package_hash.to_owned()))
}

object! {
    /// A chain file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ChainFile {
        /// [`FORMAT`].
        format: String = "format",
        /// When it was exported.
        exported_at: String = "exportedAt",
        /// The key.
        key_id: String = "keyId",
        /// Every entry.
        entries: Vec<Entry> = "entries",
        /// The hash of the last entry, or zeros.
        head: String = "head",
        /// Base64 of SPKI; absent where there is no key.
        public_key: Option<String> = "publicKey",
        /// Base64 of r‖s over the UTF-8 of `sha256:<hex>` of this file's canonical JSON without `signature`.
        signature: Option<String> = "signature",
    }
}

impl ChainFile {
    /// The chain of these entries, not yet signed.
    ///
    /// # Errors
    /// [`Error::BadChain`] when they are no chain, [`Error::BadClock`].
    pub fn new(entries: Vec<Entry>, clock: &Clock, key: Option<&PublicKey>) -> Result<Self, Error> {
        let key_id = key.map_or_else(|| NO_KEY.to_owned(), PublicKey::id);
        let mut head = ZEROS.to_owned();
        for (entry, seq) in entries.iter().zip(1..) {
            if entry.seq != seq || entry.prev_hash != head {
                return Err(Error::BadChain("an entry does not follow the one before"));
            }
            if entry.key_id != key_id {
                return Err(Error::BadChain("an entry is of another key"));
            }
            head = entry.hash();
        }
        Ok(Self {
            format: FORMAT.to_owned(),
            exported_at: clock.at()?.captured_at,
            key_id,
            entries,
            head,
            public_key: key.map(PublicKey::written),
            signature: None,
        })
    }

    /// The text that is signed.
    pub fn to_sign(&self) -> String {
        let bare = Self { signature: None, ..self.clone() };
        written(canonical::to_text(&bare).as_bytes())
    }

    /// The file, signed.
    #[must_use]
    pub fn signed(self, signature: &Signature) -> Self {
        Self { signature: Some(signature.written()), ..self }
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::to_text(self).into_bytes()
    }
}
