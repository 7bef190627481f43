//! How needles begin, told at a glance: most places of a text are passed by after one look into 32 KiB.
//!
//! By a needle's first character (a Han character, or any other character of three bytes) or its first two bytes there is
//! a word of bits; the lower five bits of the byte that ends the next character choose one. So nearly every pair of Han
//! characters, and nearly every three letters, that no needle begins with are told apart without hashing anything.

/// What the needles of a table begin with. It may say yes too often, never no.
#[derive(Debug)]
pub(super) struct Heads {
    /// By the beginning, which next bytes there are.
    next: Vec<u32>,
    /// A bit for every byte that is a needle by itself.
    alone: [u32; 8],
}

const BITS: u32 = 13;

/// Every next byte, and none: a needle that ends before it.
const ANY: u32 = u32::MAX;

impl Heads {
    /// For so many needles: none need no room.
    pub(super) fn new(needles: usize) -> Self {
        Self { next: if needles == 0 { Vec::new() } else { vec![0; 1 << BITS] }, alone: [0; 8] }
    }

    /// Adds a needle.
    pub(super) fn add(&mut self, needle: &[u8]) {
        match needle {
            [] => {}
            [only] => self.alone[usize::from(only >> 5)] |= 1 << (only & 31),
            [a @ 0xE0..=0xEF, b, c, rest @ ..] => {
                self.next[three(*a, *b, *c)] |= rest.get(2).map_or(ANY, |b| 1 << (b & 31));
            }
            [a, b, rest @ ..] => self.next[two(*a, *b)] |= rest.first().map_or(ANY, |b| 1 << (b & 31)),
        }
    }

    /// Whether a needle may begin where this text does.
    #[inline]
    pub(super) fn may(&self, text: &[u8]) -> bool {
        match text {
            [a @ 0xE0..=0xEF, b, c, rest @ ..] => {
                let next = self.next[three(*a, *b, *c)];
                rest.get(2).map_or(next == ANY, |b| next >> (b & 31) & 1 != 0)
            }
            [a, b, rest @ ..] => {
                let next = self.next[two(*a, *b)];
                self.is_alone(*a) || rest.first().map_or(next == ANY, |b| next >> (b & 31) & 1 != 0)
            }
            [only] => self.is_alone(*only),
            [] => false,
        }
    }

    const fn is_alone(&self, byte: u8) -> bool {
        self.alone[(byte >> 5) as usize] >> (byte & 31) & 1 != 0
    }
}

const fn three(a: u8, b: u8, c: u8) -> usize {
    ((a as usize) << 12 ^ (b as usize) << 6 ^ c as usize) & ((1 << BITS) - 1)
}

const fn two(a: u8, b: u8) -> usize {
    ((a as usize) << 7 ^ b as usize) & ((1 << BITS) - 1)
}

#[cfg(test)]
mod tests {
    use super::Heads;

    #[test]
    fn passes_by_what_no_needle_begins_with() {
        let mut heads = Heads::new(4);
        for needle in ["傻子", "滚", "idiot", "u"] {
            heads.add(needle.as_bytes());
        }
        for may in ["傻子", "傻子们", "滚", "滚蛋", "idiots", "u", "ur"] {
            assert!(heads.may(may.as_bytes()), "{may}");
        }
        for may_not in ["", "今天", "傻瓜", "weather", "id", "x"] {
            assert!(!heads.may(may_not.as_bytes()), "{may_not}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_passes_by_a_needle(needle in "[a-c傻子é🐴 ]{1,5}", rest in "[a-c傻子é🐴 ]{0,3}") {
            let mut heads = Heads::new(1);
            heads.add(needle.as_bytes());
            let text = needle + &rest;
            proptest::prop_assert!(heads.may(text.as_bytes()));
        }
    }
}
