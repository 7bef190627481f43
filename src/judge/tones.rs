//! Which context speaks about which match: cues in reach, quotation marks, titles, and what the host knows.
//!
//! What excuses others' words does not excuse one's own: an insult said to the reader's face, in no quotation marks, is not
//! silenced by a cue that stands in another clause or speaks of the whole sentence. Otherwise every cue would be a password.

use super::quotes::Quotes;
use super::{Context, Surface, Tone, Toned, Via};
use crate::order;
use crate::pack::{Owner, Reach};
use crate::scan::{Match, Scan};

/// The cues of one text, indexed so that a match looks only at those near it.
pub(super) struct Tones {
    everywhere: Said,
    /// `(sentence, tones)`, ascending.
    by_sentence: Vec<(u32, Said)>,
    /// Cues that reach so many units, ascending by `unit_start`.
    near: Vec<Near>,
    quotes: Quotes,
}

/// What cues say, to whom they speak.
#[derive(Clone, Copy, Default)]
struct Said {
    /// Of every match.
    plainly: Toned,
    /// Only of matches made by sound: it was hardly more than guessed that the cue is there at all.
    faintly: Toned,
}

impl Said {
    fn insert(&mut self, tone: Tone, faint: bool) {
        if faint { &mut self.faintly } else { &mut self.plainly }.insert(tone);
    }

    /// What is said of this match.
    const fn of(self, m: &Match) -> u16 {
        if hears_faintly(m) { self.plainly.0 | self.faintly.0 } else { self.plainly.0 }
    }
}

/// Homophones of what excuses stand in any text. They speak of nothing that was read as it is written.
const fn hears_faintly(m: &Match) -> bool {
    matches!(m.via, Via::Sound)
}

struct Near {
    unit_start: u32,
    unit_end: u32,
    sentence: u32,
    start: u32,
    end: u32,
    left: Option<u8>,
    right: Option<u8>,
    /// It speaks of the quotation beside it, and of nothing else.
    of_quotation: bool,
    tone: Tone,
    /// It speaks to the reader.
    address: bool,
    /// It speaks only of matches made by sound.
    faint: bool,
}

/// The longest cue, in units, and the widest reach: bounds the look to the left.
const WIDEST: u32 = 300;

/// A match is said to the reader if it names the reader, or follows the name after so many units …
const SPOKEN_TO: u32 = 3;
/// … or stands before it with so many between.
const CALLED_AFTER: u32 = 1;

/// Somebody spoken of is pointed at from so near, in units.
const BESIDE: u32 = 1;

/// A quotation that is all there is, but for fewer units, reports nothing.
const TELLING: u32 = 2;

const fn set(tones: &[Tone]) -> Toned {
    let (mut bits, mut i) = (0, 0);
    while i < tones.len() {
        bits |= 1 << tones[i] as u8;
        i += 1;
    }
    Toned(bits)
}

/// Cues of a whole sentence or text that do not excuse what is said to the reader's face.
const NOT_TO_THE_FACE: Toned =
    set(&[Tone::Counter, Tone::Question, Tone::Fiction, Tone::Negated, Tone::Thing, Tone::Self_]);

impl Tones {
    #[inline(never)]
    pub(super) fn new(scan: &Scan<'_>, quotes: Quotes) -> Self {
        let mut tones = Self { everywhere: Said::default(), by_sentence: Vec::new(), near: Vec::new(), quotes };
        for m in scan.matches {
            let Owner::Cue(cue) = m.owner else { continue };
            let cue = scan.cues[cue as usize];
            let sentence = scan.units.sentence(m.start);
            let faint = m.is_faint_cue();
            // How far the cue reaches to its left and to its right.
            let (left, right) = match cue.reach {
                Reach::Text => {
                    tones.everywhere.insert(cue.tone, faint);
                    continue;
                }
                Reach::Sentence => {
                    let mut said = Said::default();
                    said.insert(cue.tone, faint);
                    tones.by_sentence.push((sentence, said));
                    continue;
                }
                Reach::Before(n) => (Some(n), None),
                Reach::After(n) => (None, Some(n)),
                Reach::Around(n) => (Some(n), Some(n)),
                Reach::Within | Reach::Quoted => (None, None),
            };
            let (unit_start, unit_end) = (scan.units.before(m.start), scan.units.before(m.end));
            let (start, end, tone, address) = (m.start, m.end, cue.tone, cue.address);
            let of_quotation = cue.reach == Reach::Quoted;
            tones.near.push(Near {
                unit_start,
                unit_end,
                sentence,
                start,
                end,
                left,
                right,
                of_quotation,
                tone,
                address,
                faint,
            });
        }
        order::sort_by_key(&mut tones.by_sentence, |(s, _)| *s);
        tones.by_sentence.dedup_by(|b, a| {
            let same = a.0 == b.0;
            if same {
                a.1.plainly.0 |= b.1.plainly.0;
                a.1.faintly.0 |= b.1.faintly.0;
            }
            same
        });
        order::sort_by_key(&mut tones.near, |n| n.unit_start);
        tones
    }

    /// The tones of a match, with what the host knows.
    pub(super) fn of(&self, m: &Match, scan: &Scan<'_>, context: &Context) -> Toned {
        let mut toned = Toned(self.everywhere.of(m));
        let sentence = scan.units.sentence(m.start);
        if let Ok(i) = self.by_sentence.binary_search_by_key(&sentence, |(s, _)| *s) {
            toned.0 |= self.by_sentence[i].1.of(m);
        }
        let place = self.place(m, scan);
        let quoted = self.quoted(&place);
        let to_the_face = self.to_the_face(&place, scan);
        if to_the_face {
            toned.0 &= !NOT_TO_THE_FACE.0;
        }
        let mut names_target = false;
        for cue in self.around(&place) {
            let heard = !(to_the_face && cue.is_elsewhere(&place, scan));
            if heard && !toned.contains(cue.tone) && cue.reaches(&place) {
                toned.insert(cue.tone);
            }
            names_target |= cue.tone == Tone::Targeted && cue.start >= m.start && cue.end <= m.end;
        }
        // What says "you" itself is about the person, whatever goods the sentence also speaks of.
        if names_target && m.via != Via::Model {
            toned.0 &= !(1 << Tone::Thing as u8);
        }
        if quoted {
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

    /// Whether a kind word stands in another clause than what is said to the reader's face: it makes that less sure, but does
    /// not take it back.
    pub(super) fn softened(&self, m: &Match, scan: &Scan<'_>) -> bool {
        let place = self.place(m, scan);
        let kind = |c: &Near| c.tone == Tone::Praise && c.reaches(&place) && c.is_elsewhere(&place, scan);
        self.around(&place).any(kind) && self.to_the_face(&place, scan)
    }

    /// The scorer names a stretch, not what is said to whom.
    fn quoted(&self, place: &Place<'_>) -> bool {
        let Match { start, end, via, .. } = *place.m;
        place.quotation.is_some() || (via != Via::Model && self.quotes.opens_inside(start, end))
    }

    /// Whether the match is said to the reader, in no quotation marks.
    fn to_the_face(&self, place: &Place<'_>, scan: &Scan<'_>) -> bool {
        place.m.via != Via::Model && !self.quoted(place) && self.around(place).any(|c| c.speaks_to(place, scan))
    }

    /// Whether a quoted match is only mentioned: around the quotation somebody tells something, and points at nobody.
    pub(super) fn mentioned(&self, m: &Match, scan: &Scan<'_>) -> bool {
        let Some((from, to)) = self.quotes.quotation(m.start, m.end) else { return false };
        let units = |offset: u32| scan.units.before(offset);
        let quoted: u32 = self.quotes.quotations().map(|(from, to)| units(to) - units(from)).sum();
        let outside = scan.units.count_all().saturating_sub(quoted);
        let place = self.place(m, scan);
        let inside = |c: &Near| c.start >= from && c.end <= to;
        m.via != Via::Model && outside > TELLING && !self.around(&place).any(|c| !inside(c) && c.points_at(&place))
    }

    fn place<'m>(&self, m: &'m Match, scan: &Scan<'_>) -> Place<'m> {
        let units = |offset: u32| scan.units.before(offset);
        let quotation = self.quotes.quotation(m.start, m.end);
        let quotation = quotation.map(|(from, to)| Quotation { from, to, units: (units(from), units(to)) });
        Place {
            m,
            sentence: scan.units.sentence(m.start),
            unit_start: units(m.start),
            unit_end: units(m.end),
            quotation,
        }
    }

    /// Whether a match begins in a quotation and ends outside of it, so that nobody said it.
    pub(super) fn runs_out_of_quotation(&self, m: &Match) -> bool {
        m.via != Via::Model && self.quotes.closes_inside(m.start, m.end)
    }

    /// The cues that may reach a match: those of its sentence, and those that speak of a quotation.
    fn around<'t>(&'t self, place: &Place<'t>) -> impl Iterator<Item = &'t Near> {
        let &Place { sentence, unit_start, unit_end, .. } = place;
        let first = self.near.partition_point(|n| n.unit_start + WIDEST < unit_start);
        let near = self.near[first..].iter().take_while(move |n| n.unit_start <= unit_end + 255);
        let hears = hears_faintly(place.m);
        near.filter(move |n| (n.of_quotation || n.sentence == sentence) && (hears || !n.faint))
    }
}

/// Where a match stands.
struct Place<'m> {
    m: &'m Match,
    sentence: u32,
    unit_start: u32,
    unit_end: u32,
    /// The quotation it stands in.
    quotation: Option<Quotation>,
}

/// A quotation: UTF-16 offsets, and how many units begin before them.
struct Quotation {
    from: u32,
    to: u32,
    units: (u32, u32),
}

impl Near {
    fn reaches(&self, place: &Place<'_>) -> bool {
        let m = place.m;
        if self.of_quotation {
            return place.quotation.as_ref().is_some_and(|q| self.is_beside(q));
        }
        if self.end <= m.start {
            return self.right.is_some_and(|n| place.unit_start.saturating_sub(self.unit_end) <= u32::from(n));
        }
        if self.start >= m.end {
            return self.left.is_some_and(|n| self.unit_start.saturating_sub(place.unit_end) <= u32::from(n));
        }
        // Overlapping: a cue that looks both ways speaks about what it is part of, one that looks one way about what
        // goes on beyond it on that side.
        match (self.left, self.right) {
            (Some(_), None) => self.end > m.end,
            (None, Some(_)) => self.start < m.start,
            (Some(_), Some(_)) => true,
            (None, None) => m.via != Via::Model && self.start > m.start && self.end < m.end,
        }
    }

    /// Whether nothing stands between this and a quotation but punctuation.
    const fn is_beside(&self, quotation: &Quotation) -> bool {
        let (first, last) = quotation.units;
        (self.end <= quotation.from && self.unit_end == first)
            || (self.start >= quotation.to && self.unit_start == last)
    }

    /// Whether this says "you" somewhere about, or names somebody right before a match: `this "genius"`.
    fn points_at(&self, place: &Place<'_>) -> bool {
        let right_before = self.end <= place.m.start && place.unit_start.saturating_sub(self.unit_end) <= BESIDE;
        self.tone == Tone::Targeted && self.reaches(place) && (self.address || right_before)
    }

    /// Whether this names the reader, and the match is said to that name.
    fn speaks_to(&self, place: &Place<'_>, scan: &Scan<'_>) -> bool {
        let m = place.m;
        if !self.address {
            return false;
        }
        if self.end <= m.start {
            place.unit_start.saturating_sub(self.unit_end) <= SPOKEN_TO && !scan.units.parted(self.end, m.start)
        } else if self.start >= m.end {
            self.unit_start.saturating_sub(place.unit_end) <= CALLED_AFTER && !scan.units.parted(m.end, self.start)
        } else {
            true
        }
    }

    /// Whether this lowering cue stands in another clause than a match said to the reader.
    fn is_elsewhere(&self, place: &Place<'_>, scan: &Scan<'_>) -> bool {
        let m = place.m;
        let (from, to) = if self.end <= m.start { (self.end, m.start) } else { (m.end, self.start) };
        // Who asks what a word means quotes it, or does not say "you" with it.
        let asked = self.tone == Tone::Question && self.start >= m.end;
        // A tale goes on behind the comma.
        let own = self.tone == Tone::Praise || (NOT_TO_THE_FACE.contains(self.tone) && self.tone != Tone::Fiction);
        asked || (own && from <= to && scan.units.parted(from, to))
    }
}
