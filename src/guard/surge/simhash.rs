//! `SimHash` (Charikar 2002): texts that differ in little have hashes that differ in few bits.

use super::super::key::mix;

/// A hash. Two halves, since the plain JavaScript engine is slow at 64 bits.
pub(in super::super) type SimHash = [u32; 2];

/// Hashes that differ in at most so many of 64 bits are of near-duplicates. Those of unrelated texts differ in 32, give or
/// take 4.
const NEAR: u32 = 10;
/// Shorter texts, in characters, are alike by nature: "ok", "666".
const SHORTEST: usize = 6;
/// Only so many characters are looked at.
const LONGEST: usize = 400;

/// The hash of a folded text, by its runs of three characters. Nothing for a text that is too short.
#[inline(never)]
pub(super) fn simhash(folded: &str) -> Option<SimHash> {
    let chars: Vec<u32> = folded.chars().filter(|c| c.is_alphanumeric()).take(LONGEST).map(u32::from).collect();
    if chars.len() < SHORTEST {
        return None;
    }
    let mut votes = [0i16; 64];
    for run in chars.windows(3) {
        let h = run.iter().fold(0x811C_9DC5_u32, |h, c| mix(h ^ c));
        for (half, h) in [h, mix(h ^ 0x9E37_79B9)].into_iter().enumerate() {
            for bit in 0..32 {
                votes[half * 32 + bit] += if h >> bit & 1 == 1 { 1 } else { -1 };
            }
        }
    }
    let half = |votes: &[i16]| (0..32).filter(|bit| votes[*bit] > 0).fold(0, |h, bit| h | 1 << bit);
    Some([half(&votes[..32]), half(&votes[32..])])
}

/// Whether two texts are near-duplicates.
pub(super) const fn near(a: SimHash, b: SimHash) -> bool {
    (a[0] ^ b[0]).count_ones() + (a[1] ^ b[1]).count_ones() <= NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> SimHash {
        simhash(text).unwrap()
    }

    #[test]
    fn copies_with_small_changes_are_near() {
        let base = "everybody go and tell this person what we think of the video they posted yesterday evening";
        let copy = "everybody go and tell this person what we think of the video they posted yesterday evening 42";
        assert!(near(of(base), of(copy)));
        let base = "大家快去这个人的主页看看她昨天晚上发的那条视频说的是什么";
        assert!(near(of(base), of(&format!("{base}!!"))));
        assert!(near(of(base), of(&format!("{base}啊"))));
    }

    #[test]
    fn different_texts_are_not() {
        let texts = [
            "i loved the part where you explained the second chord",
            "what camera do you use for these night shots",
            "happy birthday to you and your little sister",
            "第二个和弦讲得特别清楚谢谢你",
            "请问晚上那几张照片用的什么相机",
            "祝你和妹妹生日快乐天天开心",
        ];
        for (i, a) in texts.iter().enumerate() {
            for b in &texts[i + 1..] {
                assert!(!near(of(a), of(b)), "{a} / {b}");
            }
        }
        assert_eq!(simhash("666"), None);
        assert_eq!(simhash("👍👍👍👍👍👍👍"), None);
    }
}
