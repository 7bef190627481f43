//! What the matchers hand on: hits of needles, and matches of patterns.

use super::Units;
use crate::pack::Owner;
use crate::verdict::Via;

/// A needle, or a format, found in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Which needle; below [`DETECTORS`](crate::pack::DETECTORS) a format detector.
    pub(super) needle: u32,
    /// UTF-16 start in the original text.
    pub(super) start: u32,
    /// UTF-16 end, exclusive.
    pub(super) end: u32,
    /// The view it was found in.
    pub(super) via: Via,
    /// It ends inside a Latin word.
    pub(super) cut: bool,
    /// What had to be undone to read it so is as common in ordinary text.
    pub(super) weak: bool,
    /// It was cut out of a token of several words.
    pub(super) glued: bool,
    /// What it is worth by its sound.
    pub(super) clarity: Clarity,
    /// By sound: how many of its syllables are Latin letters that may be pinyin.
    pub(super) letters: u8,
    /// The widest allowed phrase it lies in, as UTF-16 offsets; empty if there is none.
    pub(super) allowed: (u32, u32),
    /// Units that begin before `start`.
    pub(super) unit_start: u32,
    /// Units that begin before `end`.
    pub(super) unit_end: u32,
    /// The sentence `start` lies in.
    pub(super) sentence: u32,
}

impl Hit {
    pub(super) const fn new(needle: u32, start: u32, end: u32, via: Via, cut: bool) -> Self {
        let (weak, glued, clarity, letters, allowed) = (false, false, Clarity::Word, 0, (0, 0));
        let (unit_start, unit_end, sentence) = (0, 0, 0);
        Self { needle, start, end, via, cut, weak, glued, clarity, letters, allowed, unit_start, unit_end, sentence }
    }
}

/// What a hit by sound is worth by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clarity {
    /// One syllable, which sounds like dozens of characters.
    Syllable,
    /// A word, which ordinary text may sound like.
    Word,
    /// It was spelled so that it can mean little else, in Latin letters among Han characters.
    Sure,
}

/// A pattern of a rule or cue, complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Whose pattern.
    pub owner: Owner,
    /// UTF-16 start in the original text.
    pub start: u32,
    /// UTF-16 end, exclusive.
    pub end: u32,
    /// The least plain view any of its elements needed.
    pub via: Via,
    /// What had to be undone to read some element so is as common in ordinary text: a space between phrases, one accent.
    pub weak: bool,
    /// How sure it is of what it heard.
    pub heard: Heard,
}

impl Match {
    /// Whether this is a cue that is hardly more than guessed: it speaks only of what was found by sound. In pinyin a word
    /// is enough.
    pub(crate) const fn is_faint_cue(&self) -> bool {
        !self.heard.convinces() && self.heard.letters < WORD
    }
}

/// What a match had to hear. An element that ordinary text sounds like is faint; it needs one that is sure beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// An element that ordinary text may well sound like.
    pub faint: bool,
    /// An element that it hardly ever does, or that was spelled so that it can mean little else.
    pub sure: bool,
    /// How many syllables were spelled in Latin letters.
    pub letters: u8,
}

/// So many syllables of pinyin are no accident.
const LETTERS: u8 = 3;
/// So many make a word.
const WORD: u8 = 2;

impl Heard {
    /// What one hit had to hear to be what it is used for.
    pub(super) const fn of(hit: &Hit, telling: bool) -> Self {
        let sound = matches!(hit.via, Via::Sound);
        let sure = matches!(hit.clarity, Clarity::Sure) || telling;
        Self { faint: sound && !sure, sure: sound && sure, letters: hit.letters }
    }

    /// Whether it is worth anything.
    pub(super) const fn convinces(self) -> bool {
        self.sure || !self.faint || self.letters >= LETTERS
    }

    pub(super) const fn and(self, other: Self) -> Self {
        let letters = self.letters.saturating_add(other.letters);
        Self { faint: self.faint || other.faint, sure: self.sure || other.sure, letters }
    }
}

/// Sorts hits by place, and keeps of equal ones the plainest.
#[inline(never)]
pub(super) fn order(hits: &mut Vec<Hit>) {
    hits.sort_unstable_by_key(|h| (h.start, h.end, h.needle, h.via));
    hits.dedup_by_key(|h| (h.start, h.end, h.needle));
}

/// Orders hits and fills in distances.
pub(super) fn prepare(hits: &mut Vec<Hit>, units: &Units) {
    order(hits);
    // Hits come in order: each begins near the one before.
    let mut near = 0;
    for hit in hits {
        hit.unit_start = units.before_near(hit.start, near);
        hit.unit_end = units.before_near(hit.end, hit.unit_start).max(hit.unit_start);
        near = hit.unit_start;
        hit.sentence = units.sentence(hit.start);
    }
}
