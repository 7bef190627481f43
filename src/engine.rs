//! [`Engine`]: packs loaded, texts in, verdicts out.

use crate::error::{Error, MAX_TEXT_UTF16};
use crate::judge::{self, Category, Context, Preset, Verdict};
use crate::pack;
use crate::scan::Scanner;
use crate::text::Folder;

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

/// Packs, ready to read texts. Buffers are kept between texts, so checking needs `&mut`.
#[derive(Debug)]
pub struct Engine {
    preset: Preset,
    rules: Vec<RuleInfo>,
    packs: Vec<PackInfo>,
    folder: Folder,
    scanner: Scanner,
}

impl Engine {
    /// Loads compiled packs. Cost: milliseconds, linear in the size of the packs.
    ///
    /// # Errors
    /// A pack that is not one, is damaged, or is of another format version.
    pub fn new(packs: &[&[u8]], preset: Preset) -> Result<Self, Error> {
        let packs = packs.iter().map(|bytes| pack::decode(bytes)).collect::<Result<Vec<_>, _>>()?;
        let infos = packs.iter().map(|p| PackInfo { name: p.name.clone(), version: p.version.clone() }).collect();
        let scanner = Scanner::new(packs);
        let rules = scanner
            .rules()
            .iter()
            .map(|r| RuleInfo { id: r.id.clone(), why: r.why.clone(), category: r.category })
            .collect();
        Ok(Self { preset, rules, packs: infos, folder: Folder::new(), scanner })
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
    pub fn check(&mut self, text: &str, context: &Context) -> Result<Verdict, Error> {
        if text.len() > MAX_TEXT_UTF16 {
            let utf16 = text.chars().map(char::len_utf16).sum();
            if utf16 > MAX_TEXT_UTF16 {
                return Err(Error::TextTooLong { utf16 });
            }
        }
        let views = self.folder.fold(text);
        let scan = self.scanner.scan(views);
        Ok(judge::judge(&scan, views, context, self.preset))
    }
}
