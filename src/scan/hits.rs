//! What the matchers hand on: hits of atoms, and matches of patterns.

use super::Units;
use crate::pack::Owner;
use crate::verdict::Via;

/// A literal of an atom, or a format, found in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtomHit {
    /// Which atom.
    pub atom: u32,
    /// UTF-16 start in the original text.
    pub start: u32,
    /// UTF-16 end, exclusive.
    pub end: u32,
    /// The view it was found in.
    pub via: Via,
    /// Units that begin before `start`.
    pub unit_start: u32,
    /// Units that begin before `end`.
    pub unit_end: u32,
    /// The sentence `start` lies in.
    pub sentence: u32,
}

impl AtomHit {
    pub(super) const fn new(atom: u32, start: u32, end: u32, via: Via) -> Self {
        Self { atom, start, end, via, unit_start: 0, unit_end: 0, sentence: 0 }
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
}

/// Sorts hits by atom and place, keeps of equal ones the plainest, and fills in distances.
pub(super) fn prepare(hits: &mut Vec<AtomHit>, units: &Units) {
    hits.sort_unstable_by_key(|h| (h.atom, h.start, h.end, h.via));
    hits.dedup_by_key(|h| (h.atom, h.start, h.end));
    for hit in hits {
        hit.unit_start = units.before(hit.start);
        hit.unit_end = units.before(hit.end).max(hit.unit_start);
        hit.sentence = units.sentence(hit.start);
    }
}
