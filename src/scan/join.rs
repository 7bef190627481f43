//! Patterns: elements in order, at their distances, in one sentence.

use super::glued;
use super::hits::{Clarity, Heard, Hit, Match};
use super::literals::Literals;
use super::needles::Use;
use crate::pack::{Owner, Pattern};

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
    /// Some hit was made by sound.
    hears: bool,
    /// Elements may be faint.
    faint: bool,
    tries: u32,
    /// From the first to the last element that was cut out of a token of several words.
    cut_out: Option<(u32, u32)>,
}

impl<'j> Join<'j> {
    pub(super) const fn new(pattern: &'j Pattern, hits: &'j [Hit], literals: &'j Literals, hears: bool) -> Self {
        Self { pattern, hits, literals, hears, faint: false, tries: MAX_TRIES, cut_out: None }
    }

    /// Completes the pattern around the anchor hit with this index. Cost: the hits within the pattern's gaps, bounded.
    pub(super) fn around(mut self, anchor: usize, used: &Use) -> Option<Match> {
        // What is heard faintly is taken only where nothing plainer stands.
        self.complete(anchor, used).or_else(|| {
            self.faint = self.hears;
            self.tries = MAX_TRIES;
            self.cut_out = None;
            if self.hears { self.complete(anchor, used) } else { None }
        })
    }

    fn complete(&mut self, anchor: usize, used: &Use) -> Option<Match> {
        let middle = &self.hits[anchor];
        if !self.takes(middle, used, self.pattern.anchor.into()) {
            return None;
        }
        let mut found = Match {
            owner: self.pattern.owner,
            start: middle.start,
            end: middle.end,
            via: middle.via,
            weak: middle.weak,
            heard: Heard::of(middle, used.telling),
        };
        self.note(middle);
        let k = usize::from(self.pattern.anchor);
        let complete = self.left(k, anchor, &mut found) && self.right(k, anchor, &mut found);
        // An allowed phrase speaks for what lies wholly inside it, and for nothing that only begins or ends there.
        let allowed = middle.allowed.0 <= found.start && found.end <= middle.allowed.1;
        (complete && !allowed && !self.is_scrap() && self.is_heard(found.heard)).then_some(found)
    }

    /// Takes note of an element.
    fn note(&mut self, hit: &Hit) {
        if hit.glued {
            let (start, end) = self.cut_out.unwrap_or((hit.start, hit.end));
            self.cut_out = Some((start.min(hit.start), end.max(hit.end)));
        }
    }

    /// A rule that only finds a little of a long token finds nothing: `the rapist` is no more than `therapist`.
    fn is_scrap(&self) -> bool {
        let short = |(start, end): (u32, u32)| ((end - start) as usize) < glued::LEAST;
        matches!(self.pattern.owner, Owner::Rule(_)) && self.cut_out.is_some_and(short)
    }

    /// Whether a hit may be element `k` in this attempt. One faint syllable may be whom a rule speaks of, which comes first;
    /// what is said of them must be heard better. For a cue a syllable of pinyin is enough; 个 in 你这个 is no 歌.
    fn takes(&self, hit: &Hit, used: &Use, k: usize) -> bool {
        let spelled = hit.letters > 0 && matches!(self.pattern.owner, Owner::Cue(_));
        let first = k == 0 && self.pattern.elements.len() > 1;
        let vague = hit.clarity == Clarity::Syllable && !first && !spelled;
        (self.faint && !vague) || !Heard::of(hit, used.telling).faint
    }

    /// Homophones say nothing cruel by accident. A faint cue is worth something beside what was heard as well.
    const fn is_heard(&self, heard: Heard) -> bool {
        heard.convinces() || matches!(self.pattern.owner, Owner::Cue(_))
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
                && let Some(used) = self.literals.stands_for(candidate, atom)
                && self.takes(candidate, used, k - 1)
                && self.left(k - 1, i, found)
            {
                found.via = found.via.max(candidate.via);
                found.weak |= candidate.weak;
                found.heard = found.heard.and(Heard::of(candidate, used.telling));
                self.note(candidate);
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
                && let Some(used) = self.literals.stands_for(candidate, next.atom)
                && self.takes(candidate, used, k + 1)
                && self.right(k + 1, i, found)
            {
                found.via = found.via.max(candidate.via);
                found.weak |= candidate.weak;
                found.heard = found.heard.and(Heard::of(candidate, used.telling));
                self.note(candidate);
                return true;
            }
        }
        false
    }
}

const fn within(gap: u32, min: u8, max: u8) -> bool {
    gap >= min as u32 && gap <= max as u32
}
