//! The Latin words of the packs' literals, each once.

use super::glued::Vocabulary;

/// A word in the arena.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: u32,
    pub(super) length: u8,
    /// It is a literal by itself, so that finding it matters by itself.
    pub(super) alone: bool,
    /// It is the longest word of a literal that matters.
    pub(super) key: bool,
}

/// Shorter words are too easily meant by accident.
pub(super) const SHORTEST: usize = 4;
/// Longer tokens are not words.
pub(super) const LONGEST: usize = 24;

/// What a bent form was bent by; keeps their hashes apart.
#[derive(Clone, Copy)]
pub(super) enum Bend {
    Skeleton = 1,
    Collapse = 2,
    Reverse = 3,
    Whole = 4,
}

impl Word {
    pub(super) fn bytes(self, arena: &[u8]) -> &[u8] {
        &arena[self.start as usize..self.start as usize + usize::from(self.length)]
    }

    pub(super) fn text(self, arena: &[u8]) -> &str {
        std::str::from_utf8(self.bytes(arena)).unwrap_or_default()
    }
}

/// Every Latin word of the literals that is long enough, once, sorted by text. One that stands alone somewhere does so.
/// All words go into the vocabulary.
pub(super) fn gather(
    arena: &[u8],
    literals: impl Iterator<Item = ((u32, u16), bool)>,
    vocabulary: &mut Vocabulary,
) -> Vec<Word> {
    let mut words: Vec<(u32, Word)> = Vec::new();
    // Open addressing: a word's number and one, at the first free slot from its hash on; always half empty.
    let mut slots = vec![0u32; 1 << 10];
    for ((first, length), matters) in literals {
        let bytes = &arena[first as usize..first as usize + usize::from(length)];
        let pieces = || bytes.split(|b| !b.is_ascii_lowercase());
        let longest = if matters { pieces().map(<[u8]>::len).max().unwrap_or(0) } else { usize::MAX };
        let mut end = 0;
        for piece in pieces() {
            let start = end;
            end += piece.len() + 1;
            if !(SHORTEST..=LONGEST).contains(&piece.len()) {
                if piece.len() > 1 && piece.len() < SHORTEST {
                    vocabulary.add(piece);
                }
                continue;
            }
            let key = piece.len() == longest;
            let alone = piece.len() == bytes.len() && matters;
            let h = hash(piece.iter().copied(), Bend::Whole);
            let mut at = h as usize & (slots.len() - 1);
            loop {
                let Some(number) = slots[at].checked_sub(1) else {
                    words.push((h, Word { start: first + start as u32, length: piece.len() as u8, alone, key }));
                    slots[at] = words.len() as u32;
                    vocabulary.add(piece);
                    break;
                };
                let (other, word) = &mut words[number as usize];
                if *other == h && word.bytes(arena) == piece {
                    word.alone |= alone;
                    word.key |= key;
                    break;
                }
                at = (at + 1) & (slots.len() - 1);
            }
            if words.len() * 2 > slots.len() {
                slots = spread(&words, slots.len() * 2);
            }
        }
    }
    // By the first four letters, which all words have; few need to be compared any further.
    for (key, word) in &mut words {
        *key = word.bytes(arena).iter().take(SHORTEST).fold(0, |key, b| key << 8 | u32::from(*b));
    }
    words.sort_unstable_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.bytes(arena).cmp(y.bytes(arena))));
    words.into_iter().map(|(_, word)| word).collect()
}

/// Slots for words that are known to differ.
fn spread(words: &[(u32, Word)], size: usize) -> Vec<u32> {
    let mut slots = vec![0u32; size];
    for (number, (h, _)) in (1u32..).zip(words) {
        let mut at = *h as usize & (size - 1);
        while slots[at] != 0 {
            at = (at + 1) & (size - 1);
        }
        slots[at] = number;
    }
    slots
}

/// FNV-1a, 32 bits (Fowler, Noll, Vo; RFC 9923).
pub(super) fn hash(bytes: impl Iterator<Item = u8>, bend: Bend) -> u32 {
    bytes.fold(0x811C_9DC5 ^ bend as u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
