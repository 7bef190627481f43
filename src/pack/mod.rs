//! Rule packs: what the engine knows about cruelty, and how it is stored.
//!
//! ```text
//! packs/zh/*.rules --source--> SourcePack --compile--> Pack --encode--> zh.lypack --decode--> Loaded
//! ```
//! The rule text is the source of truth; the binary is a cache of it with a magic, a format version and a checksum.
//! Parsing and compiling sit behind the feature `compiler`: the browser only decodes.

mod alphabet;
mod expand;
mod format;
mod read;
pub mod update;

#[cfg(feature = "compiler")]
mod charter;
#[cfg(feature = "compiler")]
mod compile;
#[cfg(feature = "compiler")]
mod ear;
#[cfg(feature = "compiler")]
mod files;
#[cfg(feature = "compiler")]
pub mod lint;
#[cfg(feature = "compiler")]
mod pattern;
#[cfg(feature = "signed")]
pub mod signed;
#[cfg(feature = "compiler")]
pub mod source;

#[cfg(feature = "compiler")]
pub use compile::compile;
pub use expand::expand;
#[cfg(feature = "compiler")]
pub use files::{compile_dir, read_dir};
pub(crate) use format::crc32;
pub use format::{FORMAT_VERSION, encode};
pub use read::{Innocence, Literal, Loaded, Span, decode};
#[cfg(feature = "compiler")]
pub use source::{SourceError, SourcePack};

use crate::verdict::{Category, Tone};

/// Views a literal may match in, as bits: see [`Via`](crate::verdict::Via) for what each view is.
pub mod views {
    /// As written, folded.
    pub const PLAIN: u8 = 1;
    /// With marks and repeats between letters taken out.
    pub const TIGHT: u8 = 2;
    /// With split and look-alike characters, emoji and leet undone.
    pub const SHAPE: u8 = 4;
    /// By syllables.
    pub const SOUND: u8 = 8;
    /// All of them.
    pub const ALL: u8 = 15;
}

/// Whether a rule needs somebody to be aimed at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Aim {
    /// Counts by itself; a target nearby raises it.
    #[default]
    Any,
    /// Without a target nearby it stays a hint.
    Needed,
    /// Aimed at nobody.
    None,
}

/// Where a finding must lie, seen from a cue, for the cue to speak about it. Distances are in units: one Han
/// character, one Latin word, one number or one emoji.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The finding ends at most so many units before the cue, in the same sentence.
    Before(u8),
    /// The finding begins at most so many units after the cue, in the same sentence.
    After(u8),
    /// Either.
    Around(u8),
    /// The cue stands inside the finding, between its elements.
    Within,
    /// In the quotation right before or right behind the cue.
    Quoted,
    /// Anywhere in the same sentence.
    Sentence,
    /// Anywhere in the text.
    Text,
}

/// What a cue says about findings in its reach. Lowering cues are the [`Tone`]s of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueKind {
    /// The tone it gives.
    pub tone: Tone,
    /// It is the reader who is spoken to, as by "you".
    pub address: bool,
}

impl CueKind {
    /// The cues a pack may define, by name.
    pub const NAMES: [(&'static str, Tone); 11] = [
        ("target", Tone::Targeted),
        ("you", Tone::Targeted),
        ("self", Tone::Self_),
        ("negation", Tone::Negated),
        ("report", Tone::Reported),
        ("question", Tone::Question),
        ("counter", Tone::Counter),
        ("thing", Tone::Thing),
        ("banter", Tone::Banter),
        ("fiction", Tone::Fiction),
        ("praise", Tone::Praise),
    ];

    /// The cue with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(n, _)| *n == name).map(|(_, tone)| Self { tone, address: name == "you" })
    }
}

/// A compiled rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its id, for example `zh.insult.stupid`.
    pub id: String,
    /// The message key.
    pub why: String,
    /// What it is about.
    pub category: Category,
    /// 1 to 4.
    pub severity: u8,
    /// 0 to 100.
    pub confidence: u8,
    /// Whether it needs a target.
    pub aim: Aim,
    /// Tones (as bits) that do not lower it.
    pub despite: u16,
    /// Tones (as bits) that silence it.
    pub unless: u16,
    /// Surfaces (as bits) it speaks on.
    pub on: u8,
    /// Relations (as bits) it speaks about.
    pub from: u8,
    /// Folded phrases inside which it is silent.
    pub allow: Vec<String>,
}

/// A compiled cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The tone it gives.
    pub tone: Tone,
    /// It is the reader who is spoken to.
    pub address: bool,
    /// To findings where.
    pub reach: Reach,
}

/// Alternatives, one behind the other: `[[没, 没有], [脑子]]` stands for 没脑子 and 没有脑子. Kept factored, since packs
/// travel over the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Product {
    /// Folded fragments; an empty one makes its place optional.
    pub sets: Vec<Vec<String>>,
    /// No word boundary needed before a Latin edge.
    pub open_start: bool,
    /// No word boundary needed after a Latin edge.
    pub open_end: bool,
    /// By its sound alone it is told from ordinary text, which hardly ever sounds like it.
    pub telling: bool,
}

/// A set of literals that mean the same to patterns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Atom {
    /// Bits of [`views`] they may match in.
    pub views: u8,
    /// The literals.
    pub products: Vec<Product>,
}

/// Where a literal is innocent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Innocent {
    /// The folded literal.
    pub literal: String,
    /// Backwards it is an ordinary word or phrase too: not to be looked for reversed.
    pub no_reverse: bool,
    /// `(before, after)`: text around it that makes an allowed phrase with it. What lies wholly inside is allowed; a
    /// match that reaches beyond is not.
    pub contexts: Vec<(String, String)>,
    /// `(before, spelling, after)`: ordinary words that only sound like it.
    pub homophones: Vec<(String, String, String)>,
}

/// One step of a pattern: an atom, at a distance from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    /// Which atom: below [`DETECTORS`] a format detector, otherwise a set of literals.
    pub atom: u32,
    /// At least so many units after the element before.
    pub gap_min: u8,
    /// At most so many.
    pub gap_max: u8,
}

/// Whom a pattern speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The rule with this index.
    Rule(u32),
    /// The cue with this index.
    Cue(u32),
}

/// A sequence of atoms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Whom it speaks for.
    pub owner: Owner,
    /// The rarest element: matching starts there.
    pub anchor: u8,
    /// Its elements, at least one.
    pub elements: Vec<Element>,
}

/// How many atom numbers are kept for format detectors: [`DETECTOR_NAMES`] and room for more.
pub const DETECTORS: u32 = 32;

/// Names of the format detectors in patterns, `{#name}`. The index is the atom number.
pub const DETECTOR_NAMES: [&str; 13] = [
    "cn_id",
    "cn_mobile",
    "bank_card",
    "email",
    "plate",
    "account",
    "address_cn",
    "us_ssn",
    "phone_intl",
    "address_en",
    "ip",
    "url",
    "mention",
];

/// A compiled pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pack {
    /// Its name, for example `zh`.
    pub name: String,
    /// Its version, for example `2026.11.1`.
    pub version: String,
    /// The rules.
    pub rules: Vec<Rule>,
    /// The cues.
    pub cues: Vec<Cue>,
    /// What to look for: atom number `DETECTORS + i` is `atoms[i]`.
    pub atoms: Vec<Atom>,
    /// Exceptions, ascending by literal.
    pub innocent: Vec<Innocent>,
    /// How atoms make rules and cues.
    pub patterns: Vec<Pattern>,
}
