//! Rule sources: plain text that a moderator without programming can read and write.
//!
//! ```text
//! rule zh.insult.stupid
//!   category: insult
//!   severity: 2
//!   why: insult.intelligence
//!   terms:
//!     傻子 | 白痴
//!   hits:
//!     你就是个傻子
//!   misses:
//!     傻子瓜子真好吃
//! ```
//! `packs/README.md` describes the format. Parsing never stops at the first mistake: every one is reported with its
//! file, its line and what to do.

use std::fmt;

use super::{Aim, CueKind, Reach, views};
use crate::context::{Relation, Surface};
use crate::verdict::{Category, Tone};

/// A mistake in a rule source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub mend: String,
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}. {}", self.file, self.line, self.problem, self.mend)
    }
}

impl std::error::Error for SourceError {}

/// A piece of source text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The text.
    pub text: String,
    /// Index into [`SourcePack::files`].
    pub file: u32,
    /// The line, from 1.
    pub line: u32,
}

/// A named set of literals that patterns share.
#[derive(Clone, Debug)]
pub struct SlotSource {
    /// Its name and place.
    pub name: Located,
    /// Its members.
    pub items: Vec<Located>,
}

/// A rule as written.
#[derive(Clone, Debug)]
pub struct RuleSource {
    /// Its id and place.
    pub id: Located,
    /// What it is about.
    pub category: Category,
    /// 1 to 4.
    pub severity: u8,
    /// The message key.
    pub why: Located,
    /// Whether it needs a target.
    pub aim: Aim,
    /// 0 to 100.
    pub confidence: u8,
    /// Bits of [`views`].
    pub views: u8,
    /// Bits of [`Tone`].
    pub despite: u16,
    /// Bits of [`Tone`].
    pub unless: u16,
    /// Bits of [`Surface`].
    pub on: u8,
    /// Bits of [`Relation`].
    pub from: u8,
    /// Literals.
    pub terms: Vec<Located>,
    /// Patterns.
    pub patterns: Vec<Located>,
    /// Phrases inside which the rule is silent.
    pub allow: Vec<Located>,
    /// Sentences it must find.
    pub hits: Vec<Located>,
    /// Sentences it must leave alone.
    pub misses: Vec<Located>,
}

/// A cue as written.
#[derive(Clone, Debug)]
pub struct CueSource {
    /// Its place.
    pub name: Located,
    /// What it says.
    pub kind: CueKind,
    /// About findings where.
    pub reach: Reach,
    /// Literals.
    pub terms: Vec<Located>,
    /// Patterns.
    pub patterns: Vec<Located>,
}

/// A pack as written.
#[derive(Clone, Debug, Default)]
pub struct SourcePack {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The files it was read from.
    pub files: Vec<String>,
    /// The slots.
    pub slots: Vec<SlotSource>,
    /// The rules.
    pub rules: Vec<RuleSource>,
    /// The cues.
    pub cues: Vec<CueSource>,
    /// Phrases allowed for every rule.
    pub allow: Vec<Located>,
    /// Literals that ordinary text sounds like now and then: as terms they are not listened for by themselves.
    pub mistaken: Vec<Located>,
    /// Literals that ordinary text often sounds like: nor are these, as parts of patterns.
    pub common: Vec<Located>,
}

impl SourcePack {
    /// An error at a place of this pack.
    pub fn error(&self, at: &Located, problem: impl Into<String>, mend: impl Into<String>) -> SourceError {
        SourceError {
            file: self.files[at.file as usize].clone(),
            line: at.line,
            problem: problem.into(),
            mend: mend.into(),
        }
    }

    /// Reads the `PACK` file: `pack NAME`, `version V`, `licence L`.
    pub fn read_header(&mut self, file: &str, text: &str, errors: &mut Vec<SourceError>) {
        self.files.push(file.to_owned());
        let index = self.files.len() as u32 - 1;
        for (n, line) in text.lines().enumerate() {
            let at = Located { text: line.to_owned(), file: index, line: n as u32 + 1 };
            self.refuse_nul(&at, errors);
            match line.split_once(' ').map(|(k, v)| (k, v.trim())) {
                Some(("pack", v)) => v.clone_into(&mut self.name),
                Some(("version", v)) => v.clone_into(&mut self.version),
                Some(("licence", _)) => {}
                _ if line.trim().is_empty() || line.starts_with('#') => {}
                _ => errors.push(self.error(
                    &at,
                    format!("`{line}` is not a line of a PACK file"),
                    "Write `pack NAME`, `version 2026.11.1` or `licence …`",
                )),
            }
        }
        for (value, key) in [(&self.name, "pack"), (&self.version, "version")] {
            if value.is_empty() {
                let at = Located { text: String::new(), file: index, line: 1 };
                errors.push(self.error(&at, format!("the line `{key} …` is missing"), "Add it"));
            }
        }
    }

    /// The binary form ends its texts with a NUL, so none may hold one.
    fn refuse_nul(&self, line: &Located, errors: &mut Vec<SourceError>) {
        if line.text.contains('\0') {
            errors.push(self.error(line, "there is a NUL character in the line", "Take it out"));
        }
    }

    /// Reads one `.rules` file into the pack.
    pub fn read_rules(&mut self, file: &str, text: &str, errors: &mut Vec<SourceError>) {
        self.files.push(file.to_owned());
        let file = self.files.len() as u32 - 1;
        let mut block: Option<Block> = None;
        let mut key = String::new();
        for (n, raw) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = raw.trim();
            let at = |text: &str| Located { text: text.to_owned(), file, line: n as u32 + 1 };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            self.refuse_nul(&at(line), errors);
            if !raw.starts_with([' ', '\t']) {
                if let Some(done) = block.take() {
                    self.close(done, errors);
                }
                key.clear();
                block = self.open(&at(line), errors);
                continue;
            }
            let Some(block) = block.as_mut() else { continue };
            if let Some((name, value)) = block.key_line(line) {
                name.clone_into(&mut key);
                if !value.is_empty() {
                    block.add(name, at(value));
                }
                continue;
            }
            if key.is_empty() && !matches!(block.kind, Kind::Slot | Kind::Allow | Kind::Ordinary) {
                errors.push(self.error(
                    &at(line),
                    format!("`{line}` stands under no key"),
                    format!("Write it under one of: {}", block.keys().join(", ")),
                ));
                continue;
            }
            block.add(&key, at(line));
        }
        if let Some(done) = block {
            self.close(done, errors);
        }
    }

    fn open(&self, at: &Located, errors: &mut Vec<SourceError>) -> Option<Block> {
        let (word, name) = at.text.split_once(' ').unwrap_or((&at.text, ""));
        let kind = match word {
            "slot" => Kind::Slot,
            "rule" => Kind::Rule,
            "cue" => Kind::Cue,
            "allow" | "allow:" => Kind::Allow,
            "ordinary" => Kind::Ordinary,
            _ => {
                errors.push(self.error(
                    at,
                    format!("`{word}` begins no block"),
                    "A line without indentation is `slot NAME`, `rule ID`, `cue NAME`, `allow` or `ordinary`; indent everything else",
                ));
                return None;
            }
        };
        let name = name.trim();
        if name.is_empty() && kind != Kind::Allow {
            errors.push(self.error(at, format!("this {word} has no name"), format!("Write `{word} NAME`")));
            return None;
        }
        Some(Block { kind, name: Located { text: name.to_owned(), ..at.clone() }, entries: Vec::new() })
    }

    fn close(&mut self, block: Block, errors: &mut Vec<SourceError>) {
        match block.kind {
            Kind::Slot => self.slots.push(SlotSource { items: block.items(""), name: block.name }),
            Kind::Allow => self.allow.extend(block.items("")),
            Kind::Ordinary => match block.name.text.as_str() {
                "alone" => self.mistaken.extend(block.items("")),
                "anywhere" => self.common.extend(block.items("")),
                other => errors.push(self.error(
                    &block.name,
                    format!("`ordinary {other}` is no block"),
                    "Write `ordinary alone` or `ordinary anywhere`",
                )),
            },
            Kind::Rule => {
                if let Some(rule) = self.rule(block, errors) {
                    self.rules.push(rule);
                }
            }
            Kind::Cue => {
                if let Some(cue) = self.cue(&block, errors) {
                    self.cues.push(cue);
                }
            }
        }
    }

    fn rule(&self, block: Block, errors: &mut Vec<SourceError>) -> Option<RuleSource> {
        let before = errors.len();
        let category = self.one(&block, "category", None, errors, |v| {
            Category::from_name(v).ok_or_else(|| closed(&Category::ALL.map(Category::name)))
        });
        let severity = self.one(&block, "severity", None, errors, |v| {
            v.parse().ok().filter(|n| (1..=4).contains(n)).ok_or_else(|| "Use 1 (mild), 2, 3 or 4 (gravest)".into())
        });
        let why = block.first("why").cloned();
        if why.is_none() {
            errors.push(self.error(&block.name, "the rule has no `why:`", "Add a message key of packs/why.tsv"));
        }
        let aim = self.one(&block, "aim", Some(Aim::Any), errors, |v| match v {
            "any" => Ok(Aim::Any),
            "needed" => Ok(Aim::Needed),
            "none" => Ok(Aim::None),
            _ => Err("Use `any`, `needed` or `none`".into()),
        });
        let confidence = self.one(&block, "confidence", Some(90), errors, |v| {
            v.parse().ok().filter(|n| *n <= 100).ok_or_else(|| "Use a whole number from 0 to 100".into())
        });
        let bits = |key: &str, default: u16, names: &[&str], errors: &mut Vec<SourceError>| -> u16 {
            let Some(value) = block.first(key) else { return default };
            value.text.split_whitespace().fold(0, |set, word| {
                names.iter().position(|n| *n == word).map_or_else(
                    || {
                        errors.push(self.error(value, format!("`{word}` is unknown to `{key}:`"), closed(names)));
                        set
                    },
                    |bit| set | 1 << bit,
                )
            })
        };
        let view_names = ["plain", "tight", "shape", "sound"];
        let tone_names =
            Tone::ALL.map(|t| CueKind::NAMES.iter().find(|(_, tone)| *tone == t).map_or(t.name(), |(n, _)| n));
        let rule = RuleSource {
            category: category.unwrap_or(Category::Insult),
            severity: severity.unwrap_or(1),
            why: why.unwrap_or_else(|| block.name.clone()),
            aim: aim.unwrap_or_default(),
            confidence: confidence.unwrap_or(90),
            views: bits("views", views::ALL.into(), &view_names, errors) as u8,
            despite: bits("despite", 0, &tone_names, errors),
            unless: bits("unless", 0, &tone_names, errors),
            on: bits("on", 0xFF, &Surface::ALL.map(Surface::name), errors) as u8,
            from: bits("from", 0xFF, &Relation::ALL.map(Relation::name), errors) as u8,
            terms: block.items("terms"),
            patterns: block.items("patterns"),
            allow: block.items("allow"),
            hits: block.lines("hits"),
            misses: block.lines("misses"),
            id: block.name,
        };
        (errors.len() == before).then_some(rule)
    }

    fn cue(&self, block: &Block, errors: &mut Vec<SourceError>) -> Option<CueSource> {
        let Some(kind) = CueKind::from_name(&block.name.text) else {
            let names = CueKind::NAMES.map(|(n, _)| n);
            errors.push(self.error(&block.name, format!("`{}` is no cue", block.name.text), closed(&names)));
            return None;
        };
        let reach = self.one(block, "reach", None, errors, |v| {
            let mut words = v.split_whitespace();
            let (word, n) = (words.next().unwrap_or(""), words.next().and_then(|n| n.parse().ok()));
            match (word, n) {
                ("before", Some(n)) => Ok(Reach::Before(n)),
                ("after", Some(n)) => Ok(Reach::After(n)),
                ("around", Some(n)) => Ok(Reach::Around(n)),
                ("sentence", None) => Ok(Reach::Sentence),
                ("text", None) => Ok(Reach::Text),
                ("within", None) => Ok(Reach::Within),
                ("quoted", None) => Ok(Reach::Quoted),
                _ => Err("Use `before N`, `after N`, `around N`, `within`, `quoted`, `sentence` or `text`".into()),
            }
        })?;
        Some(CueSource {
            name: block.name.clone(),
            kind,
            reach,
            terms: block.items("terms"),
            patterns: block.items("patterns"),
        })
    }

    /// The single value of a key, parsed; its default; or an error at the value or at the block.
    fn one<T>(
        &self,
        block: &Block,
        key: &str,
        default: Option<T>,
        errors: &mut Vec<SourceError>,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let Some(value) = block.first(key) else {
            if default.is_none() {
                errors.push(self.error(&block.name, format!("`{}` has no `{key}:`", block.name.text), "Add it"));
            }
            return default;
        };
        match parse(&value.text) {
            Ok(parsed) => Some(parsed),
            Err(mend) => {
                errors.push(self.error(value, format!("`{}` does not fit `{key}:`", value.text), mend));
                None
            }
        }
    }
}

fn closed(names: &[&str]) -> String {
    format!("Use one of: {}", names.join(", "))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Slot,
    Rule,
    Cue,
    Allow,
    Ordinary,
}

/// A block while it is read: its entries, by key, in order.
struct Block {
    kind: Kind,
    name: Located,
    entries: Vec<(String, Located)>,
}

impl Block {
    const fn keys(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Slot | Kind::Allow | Kind::Ordinary => &[],
            Kind::Rule => &[
                "category",
                "severity",
                "why",
                "aim",
                "confidence",
                "views",
                "despite",
                "unless",
                "on",
                "from",
                "terms",
                "patterns",
                "allow",
                "hits",
                "misses",
            ],
            Kind::Cue => &["reach", "terms", "patterns"],
        }
    }

    fn key_line<'l>(&self, line: &'l str) -> Option<(&'static str, &'l str)> {
        let (name, value) = line.split_once(':')?;
        let key = self.keys().iter().find(|k| **k == name.trim_end())?;
        // A comment behind a value: two spaces and a hash.
        let value = value.split_once("  #").map_or(value, |(v, _)| v).trim();
        Some((key, value))
    }

    fn add(&mut self, key: &str, value: Located) {
        self.entries.push((key.to_owned(), value));
    }

    fn first(&self, key: &str) -> Option<&Located> {
        self.entries.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }

    fn lines(&self, key: &str) -> Vec<Located> {
        self.entries.iter().filter(|(k, _)| k == key).map(|(_, v)| v.clone()).collect()
    }

    /// The entries of a key, split at ` | `.
    fn items(&self, key: &str) -> Vec<Located> {
        self.lines(key)
            .iter()
            .flat_map(|line| {
                line.text
                    .split(" | ")
                    .map(|item| item.trim().trim_end_matches(" |").trim_start_matches("| "))
                    .filter(|item| !item.is_empty())
                    .map(|item| Located { text: item.to_owned(), ..line.clone() })
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}
