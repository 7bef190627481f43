//! Words written without the spaces between them: `killyourself`, `youareworthless`.
//!
//! A long Latin token that is no word of the packs is cut into words of the packs, as few as it can be, and without a
//! rest. That alone proves little (`therapist` can be cut as well), so what is found in it counts only if it takes up
//! [`LEAST`] letters: see [`Join`](super::join::Join).

/// A token shorter than this is one word.
pub(super) const LEAST: usize = 9;
/// A longer one is none.
const MOST: usize = 64;
/// The longest word.
const WORD: usize = 20;
/// Words of one letter.
const LETTERS: [u8; 4] = *b"aiur";

/// Words that stand between others: `you are a liar` is likelier than `you area liar`.
const LINKS: [&[u8]; 40] = [
    b"a", b"all", b"am", b"an", b"and", b"are", b"as", b"at", b"be", b"do", b"for", b"go", b"he", b"her", b"him", b"i",
    b"in", b"is", b"it", b"like", b"me", b"my", b"no", b"not", b"of", b"on", b"r", b"she", b"so", b"such", b"that",
    b"the", b"they", b"this", b"to", b"u", b"ur", b"we", b"you", b"your",
];

/// What a word costs, and what one that links others does.
const COSTS: (u16, u16) = (3, 1);

/// The words that tokens may be cut into.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Words of up to three letters, a bit each.
    short: Vec<u32>,
    /// Longer words, two bits each of a Bloom filter: who asks makes sure.
    long: Vec<u32>,
}

const BITS: u32 = 17;
const SHORT: usize = 27 * 27 * 27;

impl Vocabulary {
    /// None but the words of one letter.
    pub(super) fn new() -> Self {
        let mut vocabulary = Self { short: vec![0; SHORT.div_ceil(32)], long: vec![0; 1 << (BITS - 5)] };
        for letter in LETTERS {
            vocabulary.add(&[letter]);
        }
        vocabulary
    }

    /// Adds a word of lower-case Latin letters.
    pub(super) fn add(&mut self, word: &[u8]) {
        if let Some(bit) = short(word) {
            self.short[bit >> 5] |= 1 << (bit & 31);
        } else {
            for bit in places(word.iter().fold(SEED, |h, b| step(h, *b))) {
                self.long[bit >> 5] |= 1 << (bit & 31);
            }
        }
    }

    fn may_hold(&self, word: &[u8], h: u32) -> bool {
        let on = |bits: &[u32], bit: usize| bits[bit >> 5] >> (bit & 31) & 1 != 0;
        short(word).map_or_else(|| places(h).into_iter().all(|bit| on(&self.long, bit)), |bit| on(&self.short, bit))
    }

    /// Where the words of a token begin, in bytes, the first one left out; nothing if it cannot be cut. `is_word` makes sure
    /// of words of more than three letters. Cost: linear, at most twenty steps a letter.
    pub(super) fn cut(&self, token: &[u8], is_word: impl Fn(&[u8]) -> bool) -> Vec<usize> {
        if token.len() < LEAST || token.len() > MOST || !token.iter().all(u8::is_ascii_lowercase) {
            return Vec::new();
        }
        // At what least cost one comes to each place, in how many words, and where the last of them begins.
        let mut best = [(u16::MAX, 0usize, 0usize); MOST + 1];
        best[0] = (0, 0, 0);
        for at in 0..token.len() {
            let (cost, words, _) = best[at];
            if cost == u16::MAX {
                continue;
            }
            let mut h = SEED;
            for (end, byte) in (at + 1..=token.len()).zip(&token[at..]).take(WORD) {
                h = step(h, *byte);
                let word = &token[at..end];
                if cost + COSTS.1 >= best[end].0 || !self.may_hold(word, h) {
                    continue;
                }
                let cost = cost + if LINKS.binary_search(&word).is_ok() { COSTS.1 } else { COSTS.0 };
                if cost < best[end].0 && (word.len() <= 3 || is_word(word)) {
                    best[end] = (cost, words + 1, at);
                }
            }
        }
        // Words of two letters on the average are no words.
        let (_, words, mut at) = best[token.len()];
        if words < 2 || words * 5 > token.len() * 2 {
            return Vec::new();
        }
        let mut cuts = Vec::with_capacity(words - 1);
        while at > 0 {
            cuts.push(at);
            at = best[at].2;
        }
        cuts.reverse();
        cuts
    }
}

/// The number of a word of up to three letters.
fn short(word: &[u8]) -> Option<usize> {
    (word.len() <= 3).then(|| word.iter().fold(0, |n, b| n * 27 + usize::from(b - b'a') + 1))
}

// FNV-1a, 32 bits (Fowler, Noll, Vo; RFC 9923).
const SEED: u32 = 0x811C_9DC5;

const fn step(h: u32, byte: u8) -> u32 {
    (h ^ byte as u32).wrapping_mul(0x0100_0193)
}

const fn places(h: u32) -> [usize; 2] {
    let h = (h ^ (h >> 16)).wrapping_mul(0x9E37_79B1);
    [(h >> (32 - BITS)) as usize, (h.wrapping_mul(0x85EB_CA6B) >> (32 - BITS)) as usize]
}

#[cfg(test)]
mod tests {
    use super::{LINKS, Vocabulary};

    const WORDS: [&str; 12] =
        ["kill", "your", "self", "yourself", "you", "are", "area", "an", "idiot", "the", "rapist", "liar"];

    #[test]
    fn tokens_are_cut_into_few_words_or_not_at_all() {
        let mut vocabulary = Vocabulary::new();
        for word in WORDS {
            vocabulary.add(word.as_bytes());
        }
        let cut = |token: &str| vocabulary.cut(token.as_bytes(), |w| WORDS.iter().any(|word| word.as_bytes() == w));
        assert_eq!(cut("killyourself"), [4]);
        assert_eq!(cut("youareanidiot"), [3, 6, 8]);
        assert_eq!(cut("youarealiar"), [3, 6, 7], "links are likely");
        assert_eq!(cut("killyourselfx"), [0; 0]);
        assert_eq!(cut("killyou"), [0; 0], "too short");
        assert_eq!(cut("aaaaaaaaaaaa"), [0; 0], "nothing but letters");
        assert_eq!(cut(&"kill".repeat(40)), [0; 0], "too long");
    }

    #[test]
    fn links_are_in_order() {
        assert!(LINKS.is_sorted());
    }
}
