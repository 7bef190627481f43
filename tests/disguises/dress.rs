//! Disguises, put on: what people do to a word so that a filter does not see it.

use std::collections::BTreeMap;

use liangyan::text::{Folder, syllables};

/// A way to disguise, and what is reached against it.
pub struct Family {
    /// Its name in the table.
    pub name: &'static str,
    /// One after the other.
    steps: &'static [Step],
    /// Of what is found plain, the least share found disguised, in percent.
    pub recall: f64,
    /// The most ordinary sentences flagged in this dress, in percent.
    pub false_alarms: f64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// This between the characters of a Han word, or of the longest Latin word.
    Between(&'static str),
    /// Every second Han character by another one that sounds the same.
    Homophone,
    /// The last Han character in Latin letters.
    LastPinyin,
    /// All Han characters in Latin letters.
    Pinyin,
    /// Characters by emoji that are read the same.
    Emoji,
    /// Characters by their parts.
    Split,
    /// Simplified by Traditional characters.
    Traditional,
    /// One letter or character, many times.
    Stretch,
    /// Letters by digits and signs.
    Leet,
    /// One letter by a star.
    Mask,
    /// Latin letters by Cyrillic ones that look the same.
    Cyrillic,
    /// Full width.
    Wide,
    /// Mathematical bold.
    Bold,
    /// Accents on the vowels.
    Accents,
    /// The longest Latin word backwards.
    Backwards,
    /// Nothing between words.
    Glue,
    /// This between words instead of a space.
    Parted(&'static str),
}

const fn family(name: &'static str, steps: &'static [Step], recall: f64, false_alarms: f64) -> Family {
    Family { name, steps, recall, false_alarms }
}

/// Chinese families.
pub const ZH: &[Family] = &[
    family("zero-width", &[Step::Between("\u{200b}")], 99.0, 0.5),
    family("stars", &[Step::Between("*")], 98.6, 0.8),
    family("dots", &[Step::Between(".")], 98.5, 0.8),
    family("spaces", &[Step::Between(" ")], 98.5, 0.8),
    family("combining marks", &[Step::Between("\u{336}")], 99.0, 0.5),
    family("emoji between", &[Step::Between("🌸")], 93.5, 2.6),
    family("traditional", &[Step::Traditional], 99.0, 0.5),
    family("homophones", &[Step::Homophone], 78.6, 3.8),
    family("one syllable in pinyin", &[Step::LastPinyin], 95.3, 1.9),
    family("pinyin", &[Step::Pinyin], 77.0, 1.9),
    family("emoji", &[Step::Emoji], 95.4, 3.4),
    family("split characters", &[Step::Split], 95.9, 1.3),
    family("repetition", &[Step::Stretch], 99.0, 0.6),
    family("traditional + stars", &[Step::Traditional, Step::Between("*")], 98.7, 0.5),
    family("one syllable in pinyin + zero-width", &[Step::LastPinyin, Step::Between("\u{200b}")], 95.3, 1.9),
    family("emoji + stars", &[Step::Emoji, Step::Between("*")], 95.3, 3.4),
    family("split characters + zero-width", &[Step::Split, Step::Between("\u{200b}")], 95.9, 1.3),
    family("homophones + stars", &[Step::Homophone, Step::Between("*")], 78.6, 3.9),
];

/// English families.
pub const EN: &[Family] = &[
    family("zero-width", &[Step::Between("\u{200b}")], 99.0, 0.5),
    family("dots", &[Step::Between(".")], 97.2, 0.5),
    family("letter by letter", &[Step::Between(" ")], 91.7, 1.0),
    family("hyphens", &[Step::Between("-")], 97.2, 0.5),
    family("combining marks", &[Step::Between("\u{336}")], 99.0, 0.5),
    family("leet", &[Step::Leet], 97.9, 0.5),
    family("one letter masked", &[Step::Mask], 93.7, 1.3),
    family("stretched", &[Step::Stretch], 97.9, 0.8),
    family("Cyrillic look-alikes", &[Step::Cyrillic], 99.0, 0.5),
    family("full width", &[Step::Wide], 99.0, 0.5),
    family("mathematical bold", &[Step::Bold], 99.0, 0.5),
    family("accents", &[Step::Accents], 99.0, 0.5),
    family("backwards", &[Step::Backwards], 92.6, 1.9),
    family("words glued", &[Step::Glue], 81.1, 1.3),
    family("words parted by dots", &[Step::Parted(".")], 96.7, 0.5),
    family("words parted by commas", &[Step::Parted(", ")], 96.5, 0.7),
    family("leet + zero-width", &[Step::Leet, Step::Between("\u{200b}")], 97.9, 0.5),
    family("Cyrillic + dots", &[Step::Cyrillic, Step::Between(".")], 97.2, 0.5),
    family("stretched + full width", &[Step::Stretch, Step::Wide], 97.9, 0.8),
    family("leet + stretched", &[Step::Leet, Step::Stretch], 95.2, 0.7),
];

const TRADITIONAL: &str = "废廢脑腦残殘贱賤妈媽丑醜猪豬恶惡这這们們个個没沒滚滾还還谁誰说說话話见見让讓样樣种種烂爛亲親儿兒电電东東长長脸臉杀殺头頭过過为為么麼给給";
const PARTS: [(&str, &str); 14] = [
    ("你", "亻尔"),
    ("妈", "女马"),
    ("滚", "氵衮"),
    ("贱", "贝戋"),
    ("婊", "女表"),
    ("脑", "月㐫"),
    ("狗", "犭句"),
    ("猪", "犭者"),
    ("他", "亻也"),
    ("她", "女也"),
    ("杀", "乂木"),
    ("垃", "土立"),
    ("好", "女子"),
    ("们", "亻门"),
];
const EMOJI: [(&str, &str); 6] = [("妈", "🐴"), ("马", "🐴"), ("猪", "🐷"), ("狗", "🐶"), ("鸡", "🐔"), ("牛", "🐮")];
const LEET: [(char, char); 6] = [('a', '4'), ('e', '3'), ('i', '1'), ('o', '0'), ('s', '$'), ('t', '7')];
const CYRILLIC: [(char, char); 6] = [('a', 'а'), ('e', 'е'), ('o', 'о'), ('c', 'с'), ('p', 'р'), ('i', 'і')];
const ACCENTS: [(char, char); 5] = [('a', 'à'), ('e', 'é'), ('i', 'í'), ('o', 'ö'), ('u', 'ü')];

/// Puts disguises on.
pub struct Dresser {
    /// Han characters in use, by how they sound.
    by_sound: BTreeMap<[u8; 2], Vec<char>>,
    /// How a syllable is spelled.
    spelled: BTreeMap<[u8; 2], String>,
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn sound(c: char) -> Option<[u8; 2]> {
    syllables(c.encode_utf8(&mut [0; 4])).first().and_then(|reading| reading.first().copied())
}

impl Dresser {
    /// Takes the characters for homophones from ordinary sentences.
    pub fn new(sentences: impl Iterator<Item = String>) -> Self {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for c in sentences.flat_map(|s| s.chars().collect::<Vec<_>>()).filter(|c| is_han(*c)) {
            *counts.entry(c).or_default() += 1;
        }
        let mut by_sound: BTreeMap<[u8; 2], Vec<char>> = BTreeMap::new();
        for c in counts.keys() {
            if let Some(code) = sound(*c) {
                by_sound.entry(code).or_default().push(*c);
            }
        }
        Self { by_sound, spelled: spellings() }
    }

    /// A text in this dress; `None` if the dress does not fit it.
    pub fn dress(&self, family: &Family, text: &str) -> Option<String> {
        family.steps.iter().try_fold(text.to_owned(), |text, step| {
            let dressed = self.step(*step, &text)?;
            (dressed != text).then_some(dressed)
        })
    }

    fn step(&self, step: Step, text: &str) -> Option<String> {
        let han = text.chars().filter(|c| is_han(*c)).count();
        match step {
            Step::Between(mark) => between(text, mark),
            Step::Homophone => {
                let mut nth = 0;
                let swap = |c: char| {
                    nth += usize::from(is_han(c));
                    let others = self.by_sound.get(&sound(c)?)?;
                    let other = others.iter().find(|o| **o != c)?;
                    (nth % 2 == 0 || han == 1).then_some(*other)
                };
                Some(map(text, swap))
            }
            Step::LastPinyin => {
                let (at, last) = text.char_indices().rev().find(|(_, c)| is_han(*c))?;
                let spelled = self.spelled.get(&sound(last)?)?;
                Some(format!("{}{spelled}{}", &text[..at], &text[at + last.len_utf8()..]))
            }
            Step::Pinyin => {
                let spell = |c: char| self.spelled.get(&sound(c)?).cloned();
                Some(text.chars().map(|c| spell(c).unwrap_or_else(|| c.to_string())).collect())
            }
            Step::Emoji => Some(replace(text, &EMOJI)),
            Step::Split => Some(replace(text, &PARTS)),
            Step::Traditional => {
                let pairs: Vec<char> = TRADITIONAL.chars().collect();
                Some(map(text, |c| pairs.chunks(2).find(|p| p[0] == c).map(|p| p[1])))
            }
            Step::Stretch => {
                let last = text.char_indices().rev().find(|(_, c)| is_han(*c) || c.is_ascii_lowercase())?;
                let (word, at) = if is_han(last.1) { (last.1, last.0) } else { middle(text)? };
                let behind = at + word.len_utf8();
                Some(format!("{}{}{}", &text[..behind], word.to_string().repeat(4), &text[behind..]))
            }
            Step::Leet => word(text, |w| map(w, |c| LEET.iter().find(|p| p.0 == c).map(|p| p.1))),
            Step::Mask => {
                let (letter, at) = middle(text)?;
                Some(format!("{}*{}", &text[..at], &text[at + letter.len_utf8()..]))
            }
            Step::Cyrillic => word(text, |w| map(w, |c| CYRILLIC.iter().find(|p| p.0 == c).map(|p| p.1))),
            Step::Wide => Some(map(text, |c| char::from_u32(c as u32 + 0xfee0).filter(|_| c.is_ascii_graphic()))),
            Step::Bold => Some(map(text, |c| {
                c.is_ascii_lowercase().then(|| char::from_u32(0x1d41a + c as u32 - 'a' as u32)).flatten()
            })),
            Step::Accents => word(text, |w| map(w, |c| ACCENTS.iter().find(|p| p.0 == c).map(|p| p.1))),
            Step::Backwards => word(text, |w| w.chars().rev().collect()),
            Step::Glue => text.contains(' ').then(|| text.replace(' ', "")),
            Step::Parted(mark) => text.contains(' ').then(|| text.replace(' ', mark)),
        }
    }
}

/// How each syllable is spelled, as the sound view reads it.
fn spellings() -> BTreeMap<[u8; 2], String> {
    const INITIALS: &str = "b p m f d t n l g k h j q x zh ch sh r z c s y w";
    const FINALS: &str =
        "a o e i u ai ei ao ou an en ang eng ong ia ie iao iu ian in iang ing iong ua uo uai ui uan un uang ue";
    let mut folder = Folder::new();
    let mut out = BTreeMap::new();
    for initial in INITIALS.split(' ') {
        for fin in FINALS.split(' ') {
            let spelled = format!("{initial}{fin}");
            if let [a, b] = folder.fold(&spelled).sound.bytes[..]
                && a != 0xff
            {
                out.entry([a, b]).or_insert(spelled);
            }
        }
    }
    out
}

fn map(text: &str, mut change: impl FnMut(char) -> Option<char>) -> String {
    text.chars().map(|c| change(c).unwrap_or(c)).collect()
}

fn replace(text: &str, pairs: &[(&str, &str)]) -> String {
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The longest Latin word, as a byte range.
fn longest(text: &str) -> Option<std::ops::Range<usize>> {
    let mut best = 0..0;
    let mut start = 0;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !c.is_alphanumeric() || is_han(c) {
            if i - start > best.len() {
                best = start..i;
            }
            start = i + c.len_utf8();
        }
    }
    (best.len() >= 4).then_some(best)
}

fn word(text: &str, change: impl FnOnce(&str) -> String) -> Option<String> {
    let at = longest(text)?;
    Some(format!("{}{}{}", &text[..at.start], change(&text[at.clone()]), &text[at.end..]))
}

/// A letter in the middle of the longest word: a vowel if there is one.
fn middle(text: &str) -> Option<(char, usize)> {
    let at = longest(text)?;
    let inside = text[at.clone()].char_indices().skip(1);
    let inside: Vec<_> = inside.filter(|(i, c)| c.is_ascii_lowercase() && at.start + i + 1 < at.end).collect();
    let vowel = inside.iter().find(|(_, c)| "aeiou".contains(*c)).or_else(|| inside.first())?;
    Some((vowel.1, at.start + vowel.0))
}

/// Puts a mark between all Han characters in a row, or between the letters of the longest Latin word.
fn between(text: &str, mark: &str) -> Option<String> {
    if !text.chars().any(is_han) {
        let parts = |w: &str| w.chars().map(String::from).collect::<Vec<_>>().join(mark);
        return word(text, parts);
    }
    let mut out = String::new();
    let mut last = None;
    for c in text.chars() {
        if last.is_some_and(is_han) && (is_han(c) || c.is_ascii_lowercase()) {
            out.push_str(mark);
        }
        out.push(c);
        last = Some(c);
    }
    Some(out)
}
