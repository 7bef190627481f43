//! The weights of one expert: few features of the 2^20 matter, and each of those keeps a weight of its own.
//!
//! A hashed table without names was tried first: with ninety thousand places for a million features nearly every weight was
//! shared with strangers, which cost two to three points of AUC on unseen cases. Naming the sixty thousand that count costs
//! six bits each on the wire (their gaps, compressed) and wins nearly all of it back.

use super::features::{Feature, HASH_BITS};
use crate::error::Error;

/// The most features an expert can know.
pub const MOST: usize = u16::MAX as usize;

const SHORT: Error = Error::ModelDamaged { detail: "its length is wrong" };

/// A set of features and their weights, filed by the upper bits of a feature. Each bucket says of sixteenths of itself whether
/// anything is there, which is the answer to most questions; only then its few members are looked at. All of it is small on
/// purpose: what a look-up costs is the time that memory takes, and this stays in the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sparse {
    /// How many bits of a feature do not choose its bucket.
    shift: u32,
    /// And one behind the last.
    buckets: Vec<Bucket>,
    /// Those bits of each member, ascending by feature.
    lows: Vec<u8>,
    weights: Vec<i8>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bucket {
    /// By the upper four of the lower bits, whether there is a member.
    filter: u16,
    /// Its first member.
    head: u16,
}

impl Sparse {
    /// The weight of a feature, as stored: a signed square root; 0 of one that does not matter.
    #[inline]
    pub fn get(&self, feature: Feature) -> i8 {
        let bucket = (feature >> self.shift) as usize;
        let low = feature & ((1 << self.shift) - 1);
        if self.buckets[bucket].filter >> (low >> (self.shift - 4)) & 1 == 0 {
            0
        } else {
            self.search(bucket, low as u8)
        }
    }

    fn search(&self, bucket: usize, low: u8) -> i8 {
        let (first, last) = (usize::from(self.buckets[bucket].head), usize::from(self.buckets[bucket + 1].head));
        let members = self.lows[first..last].iter().zip(&self.weights[first..last]);
        members.filter(|(l, _)| **l == low).map(|(_, weight)| *weight).next().unwrap_or(0)
    }

    /// Writes how many features there are (u32, little-endian), the gaps between them (LEB128; the first from -1), and their
    /// weights (i8).
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.extend((self.weights.len() as u32).to_le_bytes());
        let mut last = -1;
        for (bucket, pair) in (0..).zip(self.buckets.windows(2)) {
            for low in &self.lows[usize::from(pair[0].head)..usize::from(pair[1].head)] {
                let feature = bucket << self.shift | i32::from(*low);
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
    #[inline(never)]
    pub fn decode(bytes: &[u8]) -> Result<(Self, &[u8]), Error> {
        let (count, mut rest) = bytes.split_first_chunk::<4>().ok_or(SHORT)?;
        let count = u32::from_le_bytes(*count) as usize;
        if count > MOST {
            return Err(Error::ModelDamaged { detail: "it has too many features" });
        }
        // Four members a bucket.
        let shift = (HASH_BITS + 2 - (count as u32).next_power_of_two().ilog2()).clamp(6, 8);
        let mut buckets = vec![Bucket::default(); (1 << (HASH_BITS - shift)) + 1];
        let mut lows = Vec::with_capacity(count);
        let mut next = 0u32;
        for _ in 0..count {
            let (mut gap, mut place) = (0u32, 0);
            loop {
                let (byte, behind) = rest.split_first().ok_or(SHORT)?;
                rest = behind;
                gap |= u32::from(byte & 0x7F) << place;
                place += 7;
                if byte & 0x80 == 0 {
                    break;
                }
                if place > HASH_BITS {
                    return Err(Error::ModelDamaged { detail: "a gap is too wide" });
                }
            }
            next += gap;
            if gap == 0 || next > 1 << HASH_BITS {
                return Err(Error::ModelDamaged { detail: "a feature is out of range" });
            }
            let (bucket, low) = ((next - 1) >> shift, (next - 1) & ((1 << shift) - 1));
            let bucket = &mut buckets[bucket as usize];
            bucket.filter |= 1 << (low >> (shift - 4));
            bucket.head += 1;
            lows.push(low as u8);
        }
        let (weights, rest) = rest.split_at_checked(count).ok_or(SHORT)?;
        // So far each head is a count.
        let mut seen = 0;
        for Bucket { head, .. } in &mut buckets {
            seen += std::mem::replace(head, seen);
        }
        Ok((Self { shift, buckets, lows, weights: weights.iter().map(|b| b.cast_signed()).collect() }, rest))
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
