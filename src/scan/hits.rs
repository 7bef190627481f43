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
        let (weak, glued, allowed) = (false, false, (0, 0));
        Self { needle, start, end, via, cut, weak, glued, allowed, unit_start: 0, unit_end: 0, sentence: 0 }
    }
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
