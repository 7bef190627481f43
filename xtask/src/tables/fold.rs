//! What each single character outside of the Han block is folded to.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::names::decorated;
use super::variants::in_gb2312;
use super::write;

pub const NORMALIZATION: &str =
    "Unicode 18 NFKC by the crate unicode-normalization 0.1.26 ((MIT OR Apache-2.0) AND Unicode-3.0)";
pub const SECURITY: &str = "UTS #39 confusables, Unicode 18, by the crate unicode-security 0.1.3 (MIT OR Apache-2.0)";
pub const NAMES: &str = "character names by the crate unicode_names2 4.0.0 ((MIT OR Apache-2.0) AND Unicode-3.0)";

/// How a character was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Case, or a variant: people write so without hiding anything.
    Quiet,
    /// Style, width, a look-alike.
    Styled,
    /// A diacritic of some orthography.
    Accent,
}

/// Folded characters.
pub struct Fold {
    /// Character -> what it is folded to.
    pub folds: BTreeMap<char, (String, How)>,
    /// Letter of another script -> the Latin letter it looks like. Both cases are listed.
    pub looks: BTreeMap<char, char>,
}

/// The last character that has a fold; higher planes hold nothing to fold.
pub const LAST: u32 = 0x1_ffff;

/// The block of common Han characters, whose own folds are the variants.
pub const HAN: std::ops::RangeInclusive<u32> = 0x4e00..=0x9fff;

/// Compatibility mappings that would lose more than they find: a sentence end, signs that would become letters of the
/// word before them, marks that stand alone, and the presentation forms of scripts without rules.
fn keeps(c: char) -> bool {
    matches!(c, '…' | '⋯' | '‥' | '™' | '℠' | '©' | '®' | '℡' | '℻' | '\u{00ad}')
        || matches!(c as u32, 0x3131..=0x318e | 0xac00..=0xd7ff | 0xfb13..=0xfdff | 0xfe70..=0xfefe | 0xffa0..=0xffdc)
        || matches!(c as u32, 0x3300..=0x3357 | 0x1_0780..=0x1_07ff | 0x1_e030..=0x1_e06d | 0x1_ee00..=0x1_eeff)
        || matches!(c as u32, 0x1f1e6..=0x1f1ff)
}

/// Latin letters whose base is a matter of orthography, not of looks.
fn orthographic(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        'ə' | 'Ə' | 'ǝ' | 'Ǝ' => "e",
        _ => return None,
    })
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        // Cherokee's capitals are the usual form.
        (Some(l), None) if c.script() != Script::Cherokee => l,
        _ => c,
    }
}

fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

fn without_marks(s: impl Iterator<Item = char>) -> String {
    s.filter(|&c| !is_mark(c)).collect()
}

fn ascii_word(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase())
}

/// The UTS #39 prototype of a letter, in lower case, without marks.
fn prototype(c: char) -> String {
    let mut buffer = [0; 4];
    let shown: String = unicode_security::skeleton(c.encode_utf8(&mut buffer)).collect();
    let bare = without_marks(shown.nfd());
    match bare.as_str() {
        "rn" => "m".into(),
        "vv" => "w".into(),
        other => other.chars().map(lower).map(|c| decorated(c).unwrap_or(c)).collect(),
    }
}

impl Fold {
    /// Computes every fold.
    pub fn new(variants: &BTreeMap<char, char>) -> Self {
        let mut folds = BTreeMap::new();
        for c in (0x80..=LAST).filter_map(char::from_u32) {
            if let Some((to, how)) = fold(c, variants) {
                folds.insert(c, (to, how));
            }
        }
        let mut looks = BTreeMap::new();
        for c in (0x80..=0xffff).filter_map(char::from_u32) {
            if let Some(letter) = look(c) {
                looks.insert(c, letter);
            }
        }
        // A capital without a look of its own has that of its small letter.
        for c in (0x80..=0xffff).filter_map(char::from_u32) {
            if let Some(&letter) = looks.get(&lower(c)) {
                looks.entry(c).or_insert(letter);
            }
        }
        Self { folds, looks }
    }

    /// What a character becomes, if one character does.
    pub fn single(&self, c: char) -> Option<char> {
        match self.folds.get(&c) {
            None => Some(c),
            Some((to, _)) => {
                let mut chars = to.chars();
                chars.next().filter(|_| chars.next().is_none())
            }
        }
    }

    /// Characters outside of the Han block that stand for one in it: radicals, circled and compatibility characters.
    pub fn han(&self) -> impl Iterator<Item = (char, char)> {
        self.folds.keys().filter_map(|&c| Some((c, self.single(c)?))).filter(|(_, to)| HAN.contains(&(*to as u32)))
    }

    /// The generated file. See `tables/decode.rs` in the engine for the format.
    pub fn render(&self) -> String {
        let singles: Vec<(u32, u32, How)> = self
            .folds
            .iter()
            .filter_map(|(&c, (_, how))| Some((c as u32, self.single(c)? as u32, *how)))
            .filter(|(_, to, _)| !HAN.contains(to))
            .collect();
        let (mut runs, mut last, mut i) = (Vec::new(), 0x80, 0);
        while i < singles.len() {
            let run = Run::longest(&singles[i..]);
            let (from, to, how) = singles[i];
            write::varint(&mut runs, from - last);
            write::varint(&mut runs, (run.len as u32 - 1) << 4 | (how as u32) << 2 | run.kind as u32);
            write::zigzag(&mut runs, to.wrapping_sub(if run.kind == Kind::Constant { 0x61 } else { from }));
            last = run.next;
            i += run.len;
        }
        let (mut multi, mut pool, mut last) = (Vec::new(), String::new(), 0x80);
        for (&c, (to, how)) in &self.folds {
            if self.single(c).is_none() {
                write::varint(&mut multi, c as u32 - last);
                write::varint(&mut multi, (to.chars().count() as u32) << 2 | *how as u32);
                pool.push_str(to);
                last = c as u32;
            }
        }
        let (mut looks, mut last) = (Vec::new(), 0x80);
        for (&c, &letter) in &self.looks {
            write::varint(&mut looks, c as u32 - last);
            looks.push(letter as u8);
            last = c as u32;
        }
        let mut out = write::head(
            "What single characters outside of the Han block are folded to.",
            &[NORMALIZATION, SECURITY, NAMES],
        );
        out += &write::bytes("Runs of characters folded to one character each.", "RUNS", &runs);
        out.push('\n');
        out += &write::bytes("Characters folded to several.", "MULTI", &multi);
        out.push('\n');
        out += &write::text("What they are folded to, one after the other.", "MULTI_TEXT", &pool);
        out.push('\n');
        out += &write::bytes("Letters of other scripts and the Latin letters they look like.", "LOOKS", &looks);
        out
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Neighbours go to neighbours.
    Shift = 0,
    /// Neighbours go to the same character.
    Constant = 1,
    /// Every second character goes to the one after it: capitals between their small letters.
    Alternate = 2,
}

struct Run {
    kind: Kind,
    len: usize,
    /// The character after the run.
    next: u32,
}

impl Run {
    fn longest(rest: &[(u32, u32, How)]) -> Self {
        let (from, to, how) = rest[0];
        let count = |fits: &dyn Fn(u32, u32, u32) -> bool| {
            rest.iter().enumerate().take_while(|(i, (f, t, h))| *h == how && fits(*i as u32, *f, *t)).count()
        };
        let shift = count(&|i, f, t| f == from + i && t == to + i);
        let constant = if to < 0x80 { count(&|i, f, t| f == from + i && t == to) } else { 0 };
        let alternate = count(&|i, f, t| f == from + 2 * i && t.wrapping_sub(f) == to.wrapping_sub(from));
        let (kind, len, step) = [(Kind::Constant, constant, 1), (Kind::Alternate, alternate, 2)]
            .into_iter()
            .fold((Kind::Shift, shift, 1), |best, next| if next.1 > best.1 { next } else { best });
        Self { kind, len, next: from + step * (len as u32 - 1) + 1 }
    }
}

/// The fold of one character, if it changes.
fn fold(c: char, variants: &BTreeMap<char, char>) -> Option<(String, How)> {
    if keeps(c) || HAN.contains(&(c as u32)) || c.is_whitespace() {
        return None;
    }
    if let Some(base) = orthographic(c) {
        return Some((base.into(), How::Accent));
    }
    if let Some(letter) = decorated(c) {
        return Some((letter.into(), How::Styled));
    }
    // A radical stands for the character it is drawn from.
    if matches!(c as u32, 0x2e80..=0x2eff) {
        let to = prototype(c);
        let mut chars = to.chars();
        let (Some(first), None) = (chars.next(), chars.next()) else { return None };
        return HAN
            .contains(&(first as u32))
            .then(|| (variants.get(&first).copied().unwrap_or(first).into(), How::Styled));
    }
    let compatible: String = std::iter::once(c).nfkc().collect();
    if compatible.chars().any(|c| c == ' ' || c as u32 > LAST) {
        return None;
    }
    // Compatibility characters that stand for one nobody uses: the table does without them.
    if compatible.chars().any(|c| HAN.contains(&(c as u32)) && !in_gb2312(variants.get(&c).copied().unwrap_or(c))) {
        return None;
    }
    let bare = compatible.strip_prefix('(').and_then(|s| s.strip_suffix(')')).unwrap_or(&compatible);
    let bare = if bare.len() > 1 { bare.strip_suffix('.').unwrap_or(bare) } else { bare };
    let mut styled = bare != std::iter::once(c).nfc().collect::<String>();
    let mut accent = false;
    let mut out = String::new();
    for part in bare.chars() {
        let part = lower(part);
        let part = variants.get(&part).copied().unwrap_or(part);
        let decomposed: String = std::iter::once(part).nfd().collect();
        let letters: String = without_marks(decomposed.chars()).chars().map(lower).collect();
        if letters != decomposed && ascii_word(&letters) {
            accent = true;
            out += &letters;
        } else if let Some(letters) = orthographic(part) {
            accent = true;
            out += letters;
        } else if let Some(letter) = decorated(part) {
            styled = true;
            out.push(letter);
        } else if part.script() == Script::Latin && !part.is_ascii() {
            let shown = prototype(part);
            if ascii_word(&shown) && shown.len() <= 2 {
                styled = true;
                out += &shown;
            } else {
                out.push(part);
            }
        } else {
            out.push(part);
        }
    }
    if out == c.to_string() {
        return None;
    }
    // Several characters: only what letters and digits hide in; ligatures of other scripts stay as they are.
    let mut chars = out.chars();
    if chars.nth(1).is_some() && !out.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    // Full-width punctuation is how Chinese is written: not a disguise.
    let how = match (styled, accent) {
        (true, _) if out.chars().any(char::is_alphanumeric) && !is_kana(c) => How::Styled,
        (false, true) => How::Accent,
        _ => How::Quiet,
    };
    Some((out, how))
}

fn is_kana(c: char) -> bool {
    matches!(c as u32, 0xff66..=0xff9f)
}

/// The Latin letter that a letter of another script passes for.
fn look(c: char) -> Option<char> {
    let scripts = [
        Script::Cyrillic,
        Script::Greek,
        Script::Armenian,
        Script::Cherokee,
        Script::Coptic,
        Script::Canadian_Aboriginal,
        Script::Lisu,
    ];
    if !scripts.contains(&c.script()) || !c.is_alphabetic() || is_mark(c) {
        return None;
    }
    // UTS #39 takes I, l and 1 for one: where a small letter tells, it does.
    let mut shown = prototype(c);
    if shown == "l" {
        let small = prototype(lower(c));
        if small != shown {
            shown = small;
        }
    }
    let mut letters = shown.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'a'..='z'), None) => Some(letter),
        _ => None,
    }
}
