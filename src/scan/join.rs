//! Patterns: elements in order, at their distances, in one sentence.

use super::hits::{Hit, Match};
use super::literals::Literals;
use crate::pack::Pattern;

/// Bounds the search on texts made of nothing but slot words.
const MAX_TRIES: u32 = 512;

/// No literal is longer than this, in units: how far back an element may begin.
const LONGEST: u32 = 24;

/// One attempt to complete a pattern around a hit of its anchor.
pub(super) struct Join<'j> {
    pub(super) pattern: &'j Pattern,
    /// All hits, by start.
    pub(super) hits: &'j [Hit],
    pub(super) literals: &'j Literals,
    tries: u32,
}

impl<'j> Join<'j> {
    pub(super) const fn new(pattern: &'j Pattern, hits: &'j [Hit], literals: &'j Literals) -> Self {
        Self { pattern, hits, literals, tries: MAX_TRIES }
    }

    /// Completes the pattern around the anchor hit with this index. Cost: the hits within the pattern's gaps, bounded.
    pub(super) fn around(mut self, anchor: usize) -> Option<Match> {
        let middle = &self.hits[anchor];
        let mut found = Match {
            owner: self.pattern.owner,
            start: middle.start,
            end: middle.end,
            via: middle.via,
            weak: middle.weak,
        };
        let k = usize::from(self.pattern.anchor);
        let complete = self.left(k, anchor, &mut found) && self.right(k, anchor, &mut found);
        // An allowed phrase speaks for what lies wholly inside it, and for nothing that only begins or ends there.
        let allowed = middle.allowed.0 <= found.start && found.end <= middle.allowed.1;
        (complete && !allowed).then_some(found)
    }

    fn left(&mut self, k: usize, from: usize, found: &mut Match) -> bool {
        let here = &self.hits[from];
        if k == 0 {
            found.start = found.start.min(here.start);
            return true;
        }
        let (atom, min, max) =
            (self.pattern.elements[k - 1].atom, self.pattern.elements[k].gap_min, self.pattern.elements[k].gap_max);
        for i in (0..from).rev() {
            let candidate = &self.hits[i];
            if self.tries == 0
                || candidate.sentence != here.sentence
                || here.unit_start - candidate.unit_start > u32::from(max) + LONGEST
            {
                return false;
            }
            self.tries -= 1;
            if candidate.end <= here.start
                && within(here.unit_start.saturating_sub(candidate.unit_end), min, max)
                && self.literals.stands_for(candidate, atom)
                && self.left(k - 1, i, found)
            {
                found.via = found.via.max(candidate.via);
                found.weak |= candidate.weak;
                return true;
            }
        }
        false
    }

    fn right(&mut self, k: usize, from: usize, found: &mut Match) -> bool {
        let here = &self.hits[from];
        let Some(next) = self.pattern.elements.get(k + 1) else {
            found.end = found.end.max(here.end);
            return true;
        };
        for i in from + 1..self.hits.len() {
            let candidate = &self.hits[i];
            if self.tries == 0
                || candidate.sentence != here.sentence
                || candidate.unit_start > here.unit_end + u32::from(next.gap_max)
            {
                return false;
            }
            self.tries -= 1;
            if candidate.start >= here.end
                && within(candidate.unit_start.saturating_sub(here.unit_end), next.gap_min, next.gap_max)
                && self.literals.stands_for(candidate, next.atom)
                && self.right(k + 1, i, found)
            {
                found.via = found.via.max(candidate.via);
                found.weak |= candidate.weak;
                return true;
            }
        }
        false
    }
}

const fn within(gap: u32, min: u8, max: u8) -> bool {
    gap >= min as u32 && gap <= max as u32
}
