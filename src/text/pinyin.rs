//! Toneless pinyin: the codes of syllables, and Latin letters that spell them.

use super::work;

/// Whether -ng is heard as -n. Off: it would add more false matches than it finds disguises, since input methods that
/// offer homophones keep the two apart.
const FOLD_NASALS: bool = false;

/// Initials, `zh ch sh` first: they must be tried before their first letters. The empty one is last.
const INITIALS: [&str; 24] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w", "",
];

const FINALS: [&str; 35] = [
    "a", "o", "e", "i", "u", "v", "ai", "ei", "ao", "ou", "an", "en", "ang", "eng", "ong", "er", "ia", "ie", "iao",
    "iu", "ian", "in", "iang", "ing", "iong", "ua", "uo", "uai", "ui", "uan", "un", "uang", "ue", "ve", "",
];

/// Longest Latin run that is tried as pinyin: a sentence without spaces.
pub const LONGEST: usize = 63;

/// A syllable as the sound view writes it: an initial (0x80 to 0x9F) and a final (0xA0 to 0xDF).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code(pub [u8; 2]);

impl Code {
    /// No syllable.
    pub const NONE: Self = Self([0, 0]);

    /// The code of a syllable; [`Code::NONE`] if it cannot be taken apart, such as `hm`.
    pub fn of(syllable: &str) -> Self {
        split(syllable.as_bytes()).map_or(Self::NONE, |(initial, fin)| Self::new(initial, fin))
    }

    fn new(initial: usize, fin: usize) -> Self {
        // Retroflex initials are heard as the plain ones: in half of the country they are spoken so.
        let initial = if initial < PLAIN_OF.len() { usize::from(PLAIN_OF[initial]) } else { initial };
        let fin = match FINALS[fin] {
            "ang" if FOLD_NASALS => index(&FINALS, "an"),
            "eng" if FOLD_NASALS => index(&FINALS, "en"),
            "ing" if FOLD_NASALS => index(&FINALS, "in"),
            _ => fin,
        };
        Self([0x80 + initial as u8, 0xa0 + fin as u8])
    }
}

/// The plain initials of `zh`, `ch` and `sh`, which come first in [`INITIALS`].
const PLAIN_OF: [u8; 3] =
    [INITIAL_OF[(b'z' - b'a') as usize], INITIAL_OF[(b'c' - b'a') as usize], INITIAL_OF[(b's' - b'a') as usize]];

fn index(list: &[&str], item: &str) -> usize {
    list.iter().position(|i| *i == item).unwrap_or_default()
}

/// The syllables that exist, by initial and final.
#[derive(Debug, Default)]
pub struct Syllabary {
    /// For every initial, a bit for every final; finals 32 and up are in the second word.
    exists: [[u32; 2]; INITIALS.len()],
}

impl Syllabary {
    /// From a list of syllables with white space between.
    pub fn new(syllables: &str) -> Self {
        let mut out = Self::default();
        for syllable in syllables.split_ascii_whitespace() {
            if let Some((initial, fin)) = split(syllable.as_bytes()) {
                out.exists[initial][fin / 32] |= 1 << (fin % 32);
            }
        }
        out
    }

    /// Takes a whole Latin run apart into syllables: how many letters each has, and its code. `None` if it does not
    /// spell pinyin from end to end.
    pub fn spell<'a>(&self, letters: &[u8], found: &'a mut Vec<(u8, Code)>) -> Option<&'a [(u8, Code)]> {
        found.clear();
        if letters.len() < 2 || letters.len() > LONGEST || !may_spell(letters) {
            return None;
        }
        let mut dead = 0u64;
        self.spell_from(letters, 0, &mut dead, found).then_some(&found[..])
    }

    /// Longest syllable first, but rather one that leaves a consonant to the next: `danao` is da-nao, not dan-ao, which
    /// is written dan'ao. `dead` has a bit for every position that is known to lead nowhere: so this is linear.
    fn spell_from(&self, letters: &[u8], from: usize, dead: &mut u64, found: &mut Vec<(u8, Code)>) -> bool {
        if from == letters.len() {
            return true;
        }
        if *dead >> from & 1 != 0 {
            return false;
        }
        work::step(1);
        let rest = &letters[from..];
        let (initial, skip) = initial_of(rest);
        for before_vowel in [false, true] {
            for len in (1..=4.min(rest.len() - skip)).rev() {
                let end = skip + len;
                if rest.get(end).is_some_and(|b| matches!(b, b'a' | b'e' | b'o')) != before_vowel {
                    continue;
                }
                let Some(fin) = final_of(&rest[skip..end]) else { continue };
                if self.exists[initial][fin / 32] >> (fin % 32) & 1 == 0 {
                    continue;
                }
                found.push((end as u8, Code::new(initial, fin)));
                if self.spell_from(letters, from + end, dead, found) {
                    return true;
                }
                found.pop();
            }
        }
        *dead |= 1 << from;
        false
    }
}

fn split(syllable: &[u8]) -> Option<(usize, usize)> {
    let (initial, skip) = initial_of(syllable);
    final_of(&syllable[skip..]).map(|fin| (initial, fin))
}

/// The initial that letters begin with, and its length.
fn initial_of(letters: &[u8]) -> (usize, usize) {
    match letters {
        [b'z', b'h', ..] => (0, 2),
        [b'c', b'h', ..] => (1, 2),
        [b's', b'h', ..] => (2, 2),
        [first @ b'a'..=b'z', ..] => {
            let initial = usize::from(INITIAL_OF[usize::from(first - b'a')]);
            (initial, usize::from(!INITIALS[initial].is_empty()))
        }
        _ => (INITIALS.len() - 1, 0),
    }
}

/// For every letter, the initial it is; the empty one for letters that are none.
const INITIAL_OF: [u8; 26] = {
    let mut out = [INITIALS.len() as u8 - 1; 26];
    let mut i = 3;
    while i < INITIALS.len() - 1 {
        out[(INITIALS[i].as_bytes()[0] - b'a') as usize] = i as u8;
        i += 1;
    }
    out
};

fn final_of(letters: &[u8]) -> Option<usize> {
    let key = pack(letters);
    FINAL_KEYS.iter().position(|k| *k == key).filter(|_| key != 0)
}

const FINAL_KEYS: [u32; FINALS.len()] = {
    let mut out = [0; FINALS.len()];
    let mut i = 0;
    while i < FINALS.len() {
        out[i] = pack(FINALS[i].as_bytes());
        i += 1;
    }
    out
};

/// Up to four letters in one number.
const fn pack(letters: &[u8]) -> u32 {
    let (mut out, mut i) = (0, 0);
    while i < letters.len() {
        out = out << 8 | letters[i] as u32;
        i += 1;
    }
    out
}

/// Whether letters can be pinyin at all, judged by each with the next. Tells nearly all English words apart at once.
fn may_spell(letters: &[u8]) -> bool {
    letters.iter().enumerate().all(|(i, letter)| match letter {
        b'a' | b'e' | b'i' | b'o' | b'u' | b'v' | b'n' | b'g' | b'r' => true,
        _ => match letters.get(i + 1) {
            Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'v') => true,
            Some(b'h') => matches!(letter, b'z' | b'c' | b's'),
            _ => false,
        },
    })
}
