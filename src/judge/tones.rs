//! Which context speaks about which match: cues in reach, quotation marks, titles, and what the host knows.

use super::quotes::Quotes;
use super::{Context, Surface, Tone, Toned, Via};
use crate::order;
use crate::pack::{Owner, Reach};
use crate::scan::{Match, Scan};

/// The cues of one text, indexed so that a match looks only at those near it.
pub(super) struct Tones {
    everywhere: Toned,
    /// `(sentence, tones)`, ascending.
    by_sentence: Vec<(u32, Toned)>,
    /// Cues that reach so many units, ascending by `unit_start`.
    near: Vec<Near>,
    quotes: Quotes,
}

struct Near {
    unit_start: u32,
    unit_end: u32,
    sentence: u32,
    start: u32,
    end: u32,
    left: Option<u8>,
    right: Option<u8>,
    tone: Tone,
}

/// The longest cue, in units, and the widest reach: bounds the look to the left.
const WIDEST: u32 = 300;

impl Tones {
    pub(super) fn new(scan: &Scan<'_>, quotes: Quotes) -> Self {
        let mut tones = Self { everywhere: Toned::default(), by_sentence: Vec::new(), near: Vec::new(), quotes };
        for m in scan.matches {
            let Owner::Cue(cue) = m.owner else { continue };
            let cue = scan.cues[cue as usize];
            let sentence = scan.units.sentence(m.start);
            // How far the cue reaches to its left and to its right.
            let (left, right) = match cue.reach {
                Reach::Text => {
                    tones.everywhere.insert(cue.tone);
                    continue;
                }
                Reach::Sentence => {
                    tones.by_sentence.push((sentence, Toned(1 << cue.tone as u8)));
                    continue;
                }
                Reach::Before(n) => (Some(n), None),
                Reach::After(n) => (None, Some(n)),
                Reach::Around(n) => (Some(n), Some(n)),
            };
            let (unit_start, unit_end) = (scan.units.before(m.start), scan.units.before(m.end));
            let (start, end) = (m.start, m.end);
            tones.near.push(Near { unit_start, unit_end, sentence, start, end, left, right, tone: cue.tone });
        }
        order::sort_by_key(&mut tones.by_sentence, |(s, _)| *s);
        tones.by_sentence.dedup_by(|b, a| {
            let same = a.0 == b.0;
            if same {
                a.1.0 |= b.1.0;
            }
            same
        });
        order::sort_by_key(&mut tones.near, |n| n.unit_start);
        tones
    }

    /// The tones of a match, with what the host knows.
    pub(super) fn of(&self, m: &Match, scan: &Scan<'_>, context: &Context) -> Toned {
        let mut toned = self.everywhere;
        let sentence = scan.units.sentence(m.start);
        if let Ok(i) = self.by_sentence.binary_search_by_key(&sentence, |(s, _)| *s) {
            toned.0 |= self.by_sentence[i].1.0;
        }
        let (unit_start, unit_end) = (scan.units.before(m.start), scan.units.before(m.end));
        let mut names_target = false;
        let first = self.near.partition_point(|n| n.unit_start + WIDEST < unit_start);
        for cue in self.near[first..].iter().take_while(|n| n.unit_start <= unit_end + 255) {
            if cue.sentence == sentence && !toned.contains(cue.tone) && cue.reaches(m, unit_start, unit_end) {
                toned.insert(cue.tone);
            }
            names_target |= cue.tone == Tone::Targeted && cue.start >= m.start && cue.end <= m.end;
        }
        // What says "you" itself is about the person, whatever goods the sentence also speaks of.
        if names_target && m.via != Via::Model {
            toned.0 &= !(1 << Tone::Thing as u8);
        }
        if self.quotes.quoted(m.start, m.end) {
            toned.insert(Tone::Quoted);
        }
        if self.quotes.title(m.start, m.end) {
            toned.insert(Tone::Fiction);
        }
        if context.reply || matches!(context.surface, Surface::Dm | Surface::Mention) {
            toned.insert(Tone::Targeted);
        }
        if context.reports >= 3 || context.sent_to_same_target >= 5 {
            toned.insert(Tone::Repeated);
        }
        toned
    }
}

impl Near {
    fn reaches(&self, m: &Match, unit_start: u32, unit_end: u32) -> bool {
        if self.end <= m.start {
            return self.right.is_some_and(|n| unit_start.saturating_sub(self.unit_end) <= u32::from(n));
        }
        if self.start >= m.end {
            return self.left.is_some_and(|n| self.unit_start.saturating_sub(unit_end) <= u32::from(n));
        }
        // Overlapping: a cue that looks both ways speaks about what it is part of, one that looks one way about what
        // goes on beyond it on that side.
        match (self.left, self.right) {
            (Some(_), None) => self.end > m.end,
            (None, Some(_)) => self.start < m.start,
            _ => true,
        }
    }
}
