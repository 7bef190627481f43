//! Patterns: elements in order, at their distances, in one sentence.

use super::{AtomHit, Match};
use crate::pack::Pattern;

/// Completes a pattern around a hit of its anchor. `hits` are sorted by atom and start. Cost: each element looks at the
/// hits of its atom within its gap, at most [`MAX_TRIES`] of them.
pub(super) fn complete(pattern: &Pattern, anchor: usize, hits: &[AtomHit]) -> Option<Match> {
    let middle = &hits[anchor];
    let mut found = Match { owner: pattern.owner, start: middle.start, end: middle.end, via: middle.via };
    let k = usize::from(pattern.anchor);
    let mut tries = MAX_TRIES;
    if extend_left(pattern, k, middle, hits, &mut found, &mut tries)
        && extend_right(pattern, k, middle, hits, &mut found, &mut tries)
    {
        Some(found)
    } else {
        None
    }
}

/// Bounds the search on texts made of nothing but slot words.
const MAX_TRIES: u32 = 256;

fn extend_left(
    pattern: &Pattern,
    k: usize,
    from: &AtomHit,
    hits: &[AtomHit],
    found: &mut Match,
    tries: &mut u32,
) -> bool {
    if k == 0 {
        found.start = found.start.min(from.start);
        return true;
    }
    let here = &pattern.elements[k];
    let of_atom = of_atom(hits, pattern.elements[k - 1].atom);
    // Nearest first: walk back from the last hit that begins before this one.
    let last = of_atom.partition_point(|h| h.start < from.start);
    for candidate in of_atom[..last].iter().rev() {
        if *tries == 0 || candidate.sentence != from.sentence || from.unit_start > candidate.unit_start + FAR {
            return false;
        }
        *tries -= 1;
        if candidate.end <= from.start
            && within(from.unit_start - candidate.unit_end.min(from.unit_start), here.gap_min, here.gap_max)
            && extend_left(pattern, k - 1, candidate, hits, found, tries)
        {
            found.via = found.via.max(candidate.via);
            return true;
        }
    }
    false
}

fn extend_right(
    pattern: &Pattern,
    k: usize,
    from: &AtomHit,
    hits: &[AtomHit],
    found: &mut Match,
    tries: &mut u32,
) -> bool {
    let Some(next) = pattern.elements.get(k + 1) else {
        found.end = found.end.max(from.end);
        return true;
    };
    let of_atom = of_atom(hits, next.atom);
    let first = of_atom.partition_point(|h| h.start < from.end);
    for candidate in &of_atom[first..] {
        if *tries == 0
            || candidate.sentence != from.sentence
            || candidate.unit_start > from.unit_end + u32::from(next.gap_max)
        {
            return false;
        }
        *tries -= 1;
        if within(candidate.unit_start.saturating_sub(from.unit_end), next.gap_min, next.gap_max)
            && extend_right(pattern, k + 1, candidate, hits, found, tries)
        {
            found.via = found.via.max(candidate.via);
            return true;
        }
    }
    false
}

/// No element is longer than this many units plus the widest gap.
const FAR: u32 = 40;

const fn within(gap: u32, min: u8, max: u8) -> bool {
    gap >= min as u32 && gap <= max as u32
}

fn of_atom(hits: &[AtomHit], atom: u32) -> &[AtomHit] {
    let first = hits.partition_point(|h| h.atom < atom);
    let rest = &hits[first..];
    &rest[..rest.partition_point(|h| h.atom == atom)]
}
