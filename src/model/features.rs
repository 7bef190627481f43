//! What the model looks at: n-grams of tokens and of letters in the repaired text, and of its syllables.
//!
//! Training reads the very same features through `liangyan features`, so that there is one definition.

use crate::text::{View, Views, is_word_char};

/// How many buckets features are hashed into; a power of two.
pub const BUCKETS: u32 = 1 << 17;

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

/// Calls `each(bucket, token)` for every feature of a window of tokens; `token` is the index in the window of the token
/// where the feature ends. A feature that occurs twice counts twice.
pub fn each_feature(views: &Views, window: &[Token], mut each: impl FnMut(u32, usize)) {
    let (Some(first), Some(last)) = (window.first(), window.last()) else { return };
    let (mut one, mut two) = (EDGE, EDGE);
    for (i, token) in window.iter().enumerate() {
        let h = token.hash;
        each(bucket(h, 1), i);
        each(bucket(mix(one, h), 2), i);
        each(bucket(mix(mix(two, one), h), 3), i);
        // A skip: what stands around one token.
        each(bucket(mix(two, h), 4), i);
        if token.latin {
            letters(&views.shape.text.as_bytes()[token.from as usize..token.to as usize], |b| each(b, i));
        }
        (two, one) = (one, h);
    }
    each(bucket(mix(one, EDGE), 2), window.len() - 1);
    syllables(views, window, first.start, last.end, each);
}

/// Letter n-grams of 3 and 4 inside a word, with its edges marked.
fn letters(word: &[u8], mut each: impl FnMut(u32)) {
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
        each(bucket(three, 5));
        if i + 3 < n {
            each(bucket(mix(three, at(i + 3)), 6));
        }
    }
}

/// Pairs and triples of syllables: homophones share them.
fn syllables(views: &Views, window: &[Token], start: u32, end: u32, mut each: impl FnMut(u32, usize)) {
    let sound = &views.sound;
    let from = sound.symbols.partition_point(|s| s.start < start);
    let (mut one, mut two) = (0, 0);
    let mut token = 0;
    for (symbol, pair) in sound.symbols[from..].iter().zip(sound.bytes[from * 2..].chunks_exact(2)) {
        if symbol.start >= end {
            break;
        }
        if pair[0] == 0xFF {
            (one, two) = (0, 0);
            continue;
        }
        while token + 1 < window.len() && window[token + 1].start <= symbol.start {
            token += 1;
        }
        let h = u32::from(pair[0]) << 8 | u32::from(pair[1]);
        if one != 0 {
            each(bucket(mix(mix(SEED, one), h), 7), token);
        }
        if two != 0 {
            each(bucket(mix(mix(mix(SEED, two), one), h), 8), token);
        }
        (two, one) = (one, h);
    }
}

// FNV-1a over 32-bit words (Fowler, Noll, Vo; RFC 9923), with a finishing mix.
const SEED: u32 = 0x811C_9DC5;
/// Stands for what is beyond the window.
const EDGE: u32 = 0x0000_ED6E;

const fn mix(h: u32, x: u32) -> u32 {
    (h ^ x).wrapping_mul(0x0100_0193).rotate_left(5)
}

const fn bucket(h: u32, family: u32) -> u32 {
    let h = (h ^ family.wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B);
    (h ^ (h >> 15)).wrapping_mul(0xC2B2_AE35) >> 15
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
        tokens(&views.shape, &mut out);
        each_feature(views, &out, |bucket, token| {
            assert!(bucket < BUCKETS && token < out.len());
            found.push(bucket);
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
        tokens(&folder.fold("don't 傻x!").shape, &mut out);
        let spans: Vec<_> = out.iter().map(|t| (t.start, t.end)).collect();
        assert_eq!(spans, [(0, 5), (6, 7), (7, 8), (8, 9)]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(features("").is_empty() && features(" \n ").is_empty());
    }
}
