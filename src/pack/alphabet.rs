//! The characters of a pack's texts, as the binary form spells them.
//!
//! UTF-8 spends three bytes on a Han character, and what packs a file looks back so many bytes and no further. Here the
//! most frequent characters are one byte and all others two: a Chinese pack is a ninth smaller for it on the wire. A pack of
//! Latin texts would gain nothing and is left as it is.
//!
//! Characters have ranks. Ranks below `256 - leads` are a byte of that value; the others are a lead byte, the highest ones,
//! and the rest of the rank. Inside a lead byte, and among the single bytes, characters ascend, so that the list of them is
//! a list of small distances.

use std::collections::BTreeMap;

use super::format::varint;

/// Ranks that one lead byte is for.
const TIER: usize = 256;

/// Of a hundred characters, so many have to be beyond ASCII for an alphabet to be worth its list.
const WORTH: usize = 10;

/// How many lead bytes `count` characters take: the fewest that leave every rank a spelling.
pub(super) fn leads(count: usize) -> usize {
    count.saturating_sub(TIER).div_ceil(TIER - 1)
}

/// The most characters there are spellings for.
pub(super) const MOST: usize = TIER + (TIER - 1) * (TIER - 1);

/// The characters of a pack by rank.
#[derive(Default)]
pub(super) struct Alphabet {
    ranks: BTreeMap<char, usize>,
    characters: Vec<char>,
}

impl Alphabet {
    /// That of these texts; empty where it is not worth it, or where they have more characters than there are spellings.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for c in texts.flat_map(str::chars) {
            *counts.entry(c).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let beyond: usize = counts.iter().filter(|(c, _)| !c.is_ascii()).map(|(_, count)| count).sum();
        if beyond * 100 < all * WORTH || beyond == 0 || counts.len() > MOST {
            return Self::default();
        }
        let mut characters: Vec<char> = counts.keys().copied().collect();
        characters.sort_by_key(|c| (std::cmp::Reverse(counts[c]), *c));
        let single = characters.len().min(TIER - leads(characters.len()));
        let (first, rest) = characters.split_at_mut(single);
        first.sort_unstable();
        rest.chunks_mut(TIER).for_each(<[char]>::sort_unstable);
        Self { ranks: characters.iter().copied().zip(0..).collect(), characters }
    }

    /// The list of characters: the distance of each to the one before, as a zigzag varint. Empty: texts are UTF-8.
    pub(super) fn list(&self) -> Vec<u8> {
        let (mut out, mut last) = (Vec::new(), 0u32);
        for &c in &self.characters {
            let distance = (c as u32).wrapping_sub(last);
            varint(&mut out, (distance << 1) ^ 0u32.wrapping_sub(distance >> 31));
            last = c as u32;
        }
        out
    }

    /// Texts as this alphabet spells them.
    pub(super) fn spell(&self, texts: Vec<u8>) -> Vec<u8> {
        if self.characters.is_empty() {
            return texts;
        }
        let single = TIER - leads(self.characters.len());
        let mut out = Vec::new();
        for c in String::from_utf8(texts).expect("texts are written from strings").chars() {
            let rank = self.ranks[&c];
            match rank.checked_sub(single) {
                Some(beyond) => out.extend([(single + beyond / TIER) as u8, (beyond % TIER) as u8]),
                None => out.push(rank as u8),
            }
        }
        out
    }
}
