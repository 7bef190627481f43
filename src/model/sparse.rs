//! The weights of one expert: few features of the 2^20 matter, and each of those keeps a weight of its own.
//!
//! A hashed table without names was tried first: with ninety thousand places for a million features nearly every weight was
//! shared with strangers, which cost two to three points of AUC on unseen cases. Naming the sixty thousand that count costs
//! six bits each on the wire (their gaps, compressed) and wins nearly all of it back.

use super::features::{Feature, HASH_BITS};
use crate::error::Error;

/// The most features an expert can know.
pub const MOST: usize = u16::MAX as usize;

/// A set of features and their weights: a bitmap, with the number of members before each of its words, so that a look-up is a
/// bit test and, for a member, a count of bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sparse {
    bits: Vec<u32>,
    before: Vec<u16>,
    weights: Vec<i8>,
}

impl Sparse {
    /// The weight of a feature, as stored: a signed square root; 0 of one that does not matter.
    #[inline]
    pub fn get(&self, feature: Feature) -> i8 {
        let (word, bit) = ((feature >> 5) as usize, 1u32 << (feature & 31));
        let bits = self.bits[word];
        if bits & bit == 0 {
            return 0;
        }
        self.weights[usize::from(self.before[word]) + (bits & (bit - 1)).count_ones() as usize]
    }

    /// Writes how many features there are (u32, little-endian), the gaps between them (LEB128; the first from -1), and their
    /// weights (i8).
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.extend((self.weights.len() as u32).to_le_bytes());
        let mut last = -1;
        for (word, bits) in self.bits.iter().enumerate() {
            for bit in (0..32).filter(|bit| bits >> bit & 1 == 1) {
                let feature = (word as i32) << 5 | bit;
                let mut gap = (feature - last) as u32;
                while gap > 0x7F {
                    out.push(gap as u8 | 0x80);
                    gap >>= 7;
                }
                out.push(gap as u8);
                last = feature;
            }
        }
        out.extend(self.weights.iter().map(|w| w.cast_unsigned()));
    }

    /// Reads one from the beginning of `bytes`, and gives what follows it.
    ///
    /// # Errors
    /// A model that is damaged.
    pub fn decode(bytes: &[u8]) -> Result<(Self, &[u8]), Error> {
        let short = Error::ModelDamaged { detail: "its length is wrong" };
        let (count, mut rest) = bytes.split_first_chunk::<4>().ok_or(short.clone())?;
        let count = u32::from_le_bytes(*count) as usize;
        if count > MOST {
            return Err(Error::ModelDamaged { detail: "it has too many features" });
        }
        let mut bits = vec![0u32; 1 << (HASH_BITS - 5)];
        let mut next = 0u32;
        for _ in 0..count {
            let (mut gap, mut shift) = (0u32, 0);
            loop {
                let (byte, behind) = rest.split_first().ok_or(short.clone())?;
                rest = behind;
                gap |= u32::from(byte & 0x7F) << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
                if shift > HASH_BITS {
                    return Err(Error::ModelDamaged { detail: "a gap is too wide" });
                }
            }
            next += gap;
            if gap == 0 || next > 1 << HASH_BITS {
                return Err(Error::ModelDamaged { detail: "a feature is out of range" });
            }
            bits[(next - 1) as usize >> 5] |= 1 << ((next - 1) & 31);
        }
        let (weights, rest) = rest.split_at_checked(count).ok_or(short)?;
        let mut seen = 0;
        let before = bits
            .iter()
            .map(|word| {
                let so_far = seen;
                seen += word.count_ones() as u16;
                so_far
            })
            .collect();
        Ok((Self { bits, before, weights: weights.iter().map(|b| b.cast_signed()).collect() }, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(count: u32, gaps: &[u8], weights: &[u8]) -> Vec<u8> {
        [&count.to_le_bytes(), gaps, weights].concat()
    }

    #[test]
    fn a_feature_that_is_named_has_its_weight_and_no_other_has() {
        // Features 0, 33 and 2^20 - 1.
        let bytes = encoded(3, &[1, 33, 0xDE, 0xFF, 0x3F], &[5, 0xFB, 127]);
        let (sparse, rest) = Sparse::decode(&bytes).unwrap();
        assert!(rest.is_empty());
        assert_eq!([0, 33, (1 << HASH_BITS) - 1].map(|f| sparse.get(f)), [5, -5, 127]);
        assert_eq!((0..1 << HASH_BITS).filter(|f| sparse.get(*f) != 0).count(), 3);
        let mut again = Vec::new();
        sparse.encode(&mut again);
        assert_eq!(again, bytes);
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let detail = |bytes: &[u8]| match Sparse::decode(bytes) {
            Err(Error::ModelDamaged { detail }) => detail,
            other => panic!("{other:?}"),
        };
        assert_eq!(detail(&[1, 0]), "its length is wrong");
        assert_eq!(detail(&encoded(2, &[1, 1], &[1])), "its length is wrong");
        assert_eq!(detail(&encoded(u32::MAX, &[], &[])), "it has too many features");
        assert_eq!(detail(&encoded(2, &[1, 0], &[1, 1])), "a feature is out of range");
        assert_eq!(detail(&encoded(2, &[2, 0xFF, 0xFF, 0x3F], &[1, 1])), "a feature is out of range");
        assert_eq!(detail(&encoded(1, &[0xFF, 0xFF, 0xFF, 0xFF, 0x7F], &[1])), "a gap is too wide");
    }
}
