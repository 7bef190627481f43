//! Who has written already: a set that forgets after a day or two and never grows.
//!
//! Two Bloom filters, the current one and the one before. When the current one is a day old, or as full as it may be, it
//! becomes the one before. So a stranger counts as new again after one to two days; in a flood of thousands earlier, when
//! the alarm has long been raised. About one new stranger in a thousand is taken for a known one.

use super::super::clock::DAY;
use super::super::key::{Key, mix};

/// 32-bit words of one filter: two KiB.
pub(in super::super) const WORDS: usize = 512;
/// The most strangers in one filter: sixteen bits each.
const FULL: u32 = 1000;

/// The set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Strangers {
    pub(in super::super) current: Vec<u32>,
    pub(in super::super) before: Vec<u32>,
    pub(in super::super) count: u32,
    /// Since when the current filter is in use.
    pub(in super::super) since: i64,
}

impl Default for Strangers {
    fn default() -> Self {
        Self { current: vec![0; WORDS], before: vec![0; WORDS], count: 0, since: 0 }
    }
}

impl Strangers {
    /// Adds somebody. Whether they are new.
    pub(super) fn meet(&mut self, who: Key, at: i64) -> bool {
        if self.count >= FULL || (at - self.since).abs() >= DAY {
            // After two days nothing of either is left.
            let stale = (at - self.since).abs() >= 2 * DAY;
            self.before = std::mem::replace(&mut self.current, vec![0; WORDS]);
            if stale {
                self.before.fill(0);
            }
            self.count = 0;
            self.since = at;
        }
        let bits = places(who);
        let holds = |words: &[u32]| bits.iter().all(|bit| words[(bit >> 5) as usize] >> (bit & 31) & 1 == 1);
        let known = holds(&self.current);
        let met = known || holds(&self.before);
        if !known {
            for bit in bits {
                self.current[(bit >> 5) as usize] |= 1 << (bit & 31);
            }
            self.count += 1;
        }
        !met
    }
}

/// The bits of one key: double hashing (Kirsch and Mitzenmacher, "Less hashing, same performance").
fn places([a, b]: Key) -> [u32; 6] {
    let step = mix(b) | 1;
    std::array::from_fn(|i| a.wrapping_add(step.wrapping_mul(i as u32)) >> 18)
}

#[cfg(test)]
mod tests {
    use super::super::super::key::key;
    use super::*;

    #[test]
    fn strangers_are_new_once() {
        let mut strangers = Strangers::default();
        let new = (0..1_000).filter(|i| strangers.meet(key(&format!("u{i}")), 5)).count();
        assert!((995..=1_000).contains(&new), "{new}");
        assert_eq!((0..1_000).filter(|i| strangers.meet(key(&format!("u{i}")), DAY - 1)).count(), 0);
        // A day later the filter has moved on, and they are still known.
        assert_eq!((0..1_000).filter(|i| strangers.meet(key(&format!("u{i}")), DAY + 5)).count(), 0);
        // Who was silent for two days is new.
        assert!((0..1_000).filter(|i| strangers.meet(key(&format!("u{i}")), 4 * DAY)).count() > 990);
    }

    #[test]
    fn a_flood_does_not_fill_it() {
        let mut strangers = Strangers::default();
        let new = (0..100_000).filter(|i| strangers.meet(key(&format!("bot-{i}")), 9)).count();
        assert!(new > 99_500, "{new}");
        assert_eq!(strangers.current.len() + strangers.before.len(), 2 * WORDS);
    }
}
