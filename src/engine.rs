//! [`Engine`]: packs loaded, texts in, verdicts out.

use crate::error::{Error, MAX_TEXT_UTF16};
use crate::judge::{Category, Context, Preset, Verdict};

/// What a finding's rule index stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// The rule's id, for example `zh.insult.stupid`.
    pub id: String,
    /// The message key that explains it, for example `insult.intelligence`.
    pub why: String,
    /// What the rule is about.
    pub category: Category,
}

/// A loaded pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackInfo {
    /// The pack's name, for example `zh`.
    pub name: String,
    /// Its version, for example `2026.11.1`.
    pub version: String,
}

/// Packs, ready to read texts.
#[derive(Debug)]
pub struct Engine {
    preset: Preset,
    rules: Vec<RuleInfo>,
    packs: Vec<PackInfo>,
}

impl Engine {
    /// Loads compiled packs. Cost: milliseconds, linear in the size of the packs.
    ///
    /// # Errors
    /// A pack that is not one, is damaged, or is of another format version.
    pub fn new(_packs: &[&[u8]], preset: Preset) -> Result<Self, Error> {
        Ok(Self { preset, rules: Vec::new(), packs: Vec::new() })
    }

    /// The rules that [`Finding::rule`](crate::judge::Finding::rule) indexes.
    pub fn rules(&self) -> &[RuleInfo] {
        &self.rules
    }

    /// The loaded packs.
    pub fn packs(&self) -> &[PackInfo] {
        &self.packs
    }

    /// The preset verdicts are made with.
    pub const fn preset(&self) -> Preset {
        self.preset
    }

    /// Reads one text. Cost: linear in its length.
    ///
    /// # Errors
    /// [`Error::TextTooLong`].
    pub fn check(&mut self, text: &str, _context: &Context) -> Result<Verdict, Error> {
        if text.len() > MAX_TEXT_UTF16 {
            let utf16 = text.chars().map(char::len_utf16).sum();
            if utf16 > MAX_TEXT_UTF16 {
                return Err(Error::TextTooLong { utf16 });
            }
        }
        Ok(Verdict::default())
    }
}
