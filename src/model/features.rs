//! What the model looks at: n-grams of tokens and of letters in the repaired text, and of its syllables.
//!
//! Training reads the very same features through `liangyan features`, so that there is one definition.

use crate::text::{View, Views, is_word_char};

/// What one feature is known by: a hash of [`HASH_BITS`] bits.
pub type Feature = u32;

/// How many bits of a feature's hash are kept.
pub const HASH_BITS: u32 = 20;

/// Kinds of features, in the order of their bits in a mask. A kind is part of a feature's hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// One token.
    One = 1,
    /// Two neighbours.
    Two = 2,
    /// Three neighbours.
    Three = 3,
    /// What stands around one token.
    Skip = 4,
    /// Three letters of a Latin word.
    Letters3 = 5,
    /// Four letters of a Latin word.
    Letters4 = 6,
    /// Two neighbouring syllables: homophones share them.
    Syllables = 7,
    /// One token, in a text that speaks to somebody, of somebody, or of nobody: a film may be stupid.
    OneAimed = 8,
    /// Two neighbours, likewise.
    TwoAimed = 9,
}

/// Whom the words of a window speak of, as far as its pronouns tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aim {
    /// Nobody that a pronoun names.
    Nobody,
    /// Somebody else.
    Them,
    /// The reader.
    You,
}

/// Words for the reader, as the shape view spells them.
const YOU: [&str; 14] =
    ["你", "您", "妳", "@", "you", "your", "yours", "yourself", "youre", "u", "ur", "ya", "yall", "thou"];
/// Words for somebody else.
const THEM: [&str; 16] = [
    "他", "她", "佢", "he", "she", "him", "her", "his", "hers", "they", "them", "their", "guy", "girl", "dude",
    "someone",
];

/// One Han character, one Latin word or number, or one other sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// FNV-1a of its folded characters.
    pub hash: u32,
    /// Byte offset in the shape view's text.
    pub from: u32,
    /// Byte offset behind it.
    pub to: u32,
    /// UTF-16 start in the original text.
    pub start: u32,
    /// UTF-16 end, exclusive.
    pub end: u32,
    /// A Latin word of two letters or more: its letters are features too.
    pub latin: bool,
}

/// Cuts the repaired text into tokens; spaces are none.
pub fn tokens(view: &View, out: &mut Vec<Token>) {
    out.clear();
    out.reserve(view.symbols.len());
    let mut in_word = false;
    for (symbol, c) in view.symbols.iter().zip(view.text.chars()) {
        if c.is_whitespace() {
            in_word = false;
            continue;
        }
        // An apostrophe inside a word parts nothing: don't and dont are one word.
        if c == '\'' && in_word {
            continue;
        }
        let word = is_word_char(c);
        let to = symbol.at + c.len_utf8() as u32;
        // A sign or character that stands there a third time in a row adds nothing.
        if !(word && in_word) && repeats(out, mix(SEED, c as u32)) {
            in_word = word;
            continue;
        }
        match out.last_mut() {
            Some(last) if word && in_word => {
                last.hash = mix(last.hash, c as u32);
                (last.to, last.end, last.latin) = (to, symbol.end.max(last.end), true);
            }
            _ => out.push(Token {
                hash: mix(SEED, c as u32),
                from: symbol.at,
                to,
                start: symbol.start,
                end: symbol.end,
                latin: false,
            }),
        }
        in_word = word;
    }
}

/// Whether the last two tokens are this very one.
fn repeats(out: &[Token], hash: u32) -> bool {
    matches!(out, [.., a, b] if a.hash == hash && b.hash == hash)
}

/// Whom a window speaks of: the reader, if it names the reader at all.
pub fn aim(window: &[Token]) -> Aim {
    const YOU_HASHES: [u32; YOU.len()] = hashes(YOU);
    const THEM_HASHES: [u32; THEM.len()] = hashes(THEM);
    const SIEVE: [u32; 32] = sieve(&YOU_HASHES, &THEM_HASHES);
    let of = |token: &Token| match token.hash {
        // Nearly all tokens are neither.
        hash if SIEVE[(hash >> 27) as usize] >> (hash >> 22 & 31) & 1 == 0 => Aim::Nobody,
        hash if YOU_HASHES.contains(&hash) => Aim::You,
        hash if THEM_HASHES.contains(&hash) => Aim::Them,
        _ => Aim::Nobody,
    };
    window.iter().map(of).max().unwrap_or(Aim::Nobody)
}

/// A bit for the upper ten bits of every hash.
const fn sieve(some: &[u32], others: &[u32]) -> [u32; 32] {
    let mut out = [0; 32];
    let mut i = 0;
    while i < some.len() + others.len() {
        let hash = if i < some.len() { some[i] } else { others[i - some.len()] };
        out[(hash >> 27) as usize] |= 1 << (hash >> 22 & 31);
        i += 1;
    }
    out
}

/// The tokens' hashes of words.
const fn hashes<const N: usize>(words: [&str; N]) -> [u32; N] {
    let mut out = [SEED; N];
    let mut i = 0;
    while i < N {
        let bytes = words[i].as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let (c, length) = decode(bytes, at);
            out[i] = mix(out[i], c);
            at += length;
        }
        i += 1;
    }
    out
}

/// The code point at a place of UTF-8, and its length in bytes; the words above have one or three.
const fn decode(bytes: &[u8], at: usize) -> (u32, usize) {
    if bytes[at] < 0x80 {
        return (bytes[at] as u32, 1);
    }
    let three = (bytes[at] as u32 & 0x0F) << 12 | (bytes[at + 1] as u32 & 0x3F) << 6 | (bytes[at + 2] as u32 & 0x3F);
    (three, 3)
}

/// Calls `each(feature, kind, token)` for every feature of a window of tokens; `token` is the index in the window of the
/// token where the feature ends. A feature that occurs twice counts twice.
pub fn each_feature(views: &Views, window: &[Token], aim: Aim, mut each: impl FnMut(Feature, Kind, usize)) {
    let (Some(first), Some(last)) = (window.first(), window.last()) else { return };
    let mut give = |h: u32, kind: Kind, token: usize| each(feature(h, kind), kind, token);
    let aim = aim as u32;
    let shape = views.shape().text.as_bytes();
    let (mut one, mut two) = (EDGE, EDGE);
    for (i, token) in window.iter().enumerate() {
        let h = token.hash;
        give(h, Kind::One, i);
        give(mix(one, h), Kind::Two, i);
        give(mix(h, aim), Kind::OneAimed, i);
        give(mix(mix(one, h), aim), Kind::TwoAimed, i);
        give(mix(mix(two, one), h), Kind::Three, i);
        give(mix(two, h), Kind::Skip, i);
        if token.latin {
            let word = &shape[token.from as usize..token.to as usize];
            letters(word, |h, kind| give(h, kind, i));
        }
        (two, one) = (one, h);
    }
    give(mix(one, EDGE), Kind::Two, window.len() - 1);
    syllables(views, window, first.start, last.end, |h, token| give(h, Kind::Syllables, token));
}

/// Letter n-grams of 3 and 4 inside a word, with its edges marked.
fn letters(word: &[u8], mut each: impl FnMut(u32, Kind)) {
    let at = |i: usize| -> u32 {
        match i.checked_sub(1).and_then(|i| word.get(i)) {
            Some(byte) => u32::from(*byte),
            None => 0x20,
        }
    };
    // Index 0 and the one behind the last letter are the edges.
    let n = word.len() + 2;
    for i in 0..n.saturating_sub(2) {
        let three = mix(mix(mix(SEED, at(i)), at(i + 1)), at(i + 2));
        each(three, Kind::Letters3);
        if i + 3 < n {
            each(mix(three, at(i + 3)), Kind::Letters4);
        }
    }
}

/// Pairs of syllables.
fn syllables(views: &Views, window: &[Token], start: u32, end: u32, mut each: impl FnMut(u32, usize)) {
    let sound = &views.sound;
    let from = sound.symbols.partition_point(|s| s.start < start);
    let mut one = 0;
    let mut token = 0;
    for (symbol, pair) in sound.symbols[from..].iter().zip(sound.bytes[from * 2..].chunks_exact(2)) {
        if symbol.start >= end {
            break;
        }
        if pair[0] == 0xFF {
            one = 0;
            continue;
        }
        while token + 1 < window.len() && window[token + 1].start <= symbol.start {
            token += 1;
        }
        let h = u32::from(pair[0]) << 8 | u32::from(pair[1]);
        if one != 0 {
            each(mix(mix(SEED, one), h), token);
        }
        one = h;
    }
}

// FNV-1a over 32-bit words (Fowler, Noll, Vo; RFC 9923), with a finishing mix.
const SEED: u32 = 0x811C_9DC5;
/// Stands for what is beyond the window.
const EDGE: u32 = 0x0000_ED6E;

const fn mix(h: u32, x: u32) -> u32 {
    (h ^ x).wrapping_mul(0x0100_0193).rotate_left(5)
}

const fn feature(h: u32, kind: Kind) -> Feature {
    let h = (h ^ (kind as u32).wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B);
    (h ^ (h >> 15)).wrapping_mul(0xC2B2_AE35) >> (32 - HASH_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Folder;

    fn features(text: &str) -> Vec<u32> {
        let mut folder = Folder::new();
        let views = folder.fold(text);
        let mut out = Vec::new();
        let mut found = Vec::new();
        tokens(views.shape(), &mut out);
        each_feature(views, &out, aim(&out), |feature, _, token| {
            assert!(feature < 1 << HASH_BITS && token < out.len());
            found.push(feature);
        });
        found
    }

    #[test]
    fn a_homophone_keeps_the_syllables() {
        let (a, b) = (features("你真的傻逼"), features("你真的煞笔"));
        assert!(a.iter().filter(|f| b.contains(f)).count() * 3 > a.len());
    }

    #[test]
    fn words_end_at_spaces_and_apostrophes_part_nothing() {
        let mut folder = Folder::new();
        let mut out = Vec::new();
        tokens(folder.fold("don't 傻x!").shape(), &mut out);
        let spans: Vec<_> = out.iter().map(|t| (t.start, t.end)).collect();
        assert_eq!(spans, [(0, 5), (6, 7), (7, 8), (8, 9)]);
    }

    #[test]
    fn pronouns_tell_whom_a_text_is_about() {
        let aim_of = |text: &str| {
            let mut out = Vec::new();
            tokens(Folder::new().fold(text).shape(), &mut out);
            aim(&out)
        };
        assert_eq!(aim_of("You're the worst"), Aim::You);
        assert_eq!(aim_of("她真的很差"), Aim::Them);
        assert_eq!(aim_of("what a stupid film"), Aim::Nobody);
    }

    #[test]
    fn what_is_repeated_does_not_add_up() {
        assert_eq!(features("好！！！").len(), features("好！！！！！！！！！").len());
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(features("").is_empty() && features(" \n ").is_empty());
    }
}
