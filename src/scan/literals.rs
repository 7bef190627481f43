//! All literals of all packs, looked for in all views of a text.

use std::sync::Arc;

use super::grouped::Grouped;
use super::hits::Hit;
use super::needles::{Needles, Use, mask};
use super::repair::Words;
use super::table::{Alphabet, Table};
use crate::pack::{DETECTORS, Innocence, Literal, Span, views};
use crate::text::{self, View, Views};
use crate::verdict::Via;

/// Needles, numbered through: format detectors, then literals.
#[derive(Debug)]
pub(super) struct Literals {
    needles: Needles,
    /// What detector hits stand for: themselves.
    detectors: Vec<Use>,
    /// The sounds of literals.
    syllables: Table,
    /// Per number of `syllables`, needles (counted from 0) with that sound.
    sounds: Grouped<u32>,
    words: Words,
}

impl Literals {
    /// `arena` holds the texts of all literals, which ascend by atom, and of `phrases`, whose words are known as well; `views` are those of each atom; `anchors` says of
    /// every atom whether a rule's pattern is anchored on it.
    #[inline(never)]
    pub(super) fn new(
        arena: Vec<u8>,
        literals: &[Literal],
        phrases: &[Span],
        views: &[u8],
        innocent: &[Innocence],
        anchors: &[bool],
    ) -> Self {
        let arena = Arc::new(arena);
        let anchors = &anchors[DETECTORS as usize..];
        // Only what leads to a rule is listened for, or put right by itself.
        let heard = |(views, anchor): (&u8, &bool)| if *anchor { *views } else { *views & !views::SOUND };
        let views: Vec<u8> = views.iter().zip(anchors).map(heard).collect();
        let needles = Needles::new(&arena, literals, &views, innocent, |l| anchors[(l.atom - DETECTORS) as usize]);
        // From here on every text is looked at once, however many atoms name it.
        let matters = |number: u32| needles.leads(number).iter().any(|used| used.views & views::SHAPE != 0);
        let of_needles = needles.places().zip(0..).map(|(place, number)| (place, matters(number)));
        let of_phrases = phrases.iter().map(|phrase| ((phrase.start, phrase.length), false));
        let words = Words::new(&arena, of_needles.chain(of_phrases));
        let (syllables, sounds) = sounds(&arena, &needles);
        let detectors = (0..DETECTORS).map(|atom| Use { atom, views: views::ALL, open_end: true }).collect();
        Self { needles, detectors, syllables, sounds, words }
    }

    /// What a hit stands for, ascending by atom.
    pub(super) fn uses(&self, hit: &Hit) -> &[Use] {
        match hit.needle.checked_sub(DETECTORS) {
            Some(needle) => self.needles.uses(needle),
            None => std::slice::from_ref(&self.detectors[hit.needle as usize]),
        }
    }

    /// Of what a hit stands for, the atoms that rules are anchored on (and detectors, all of them).
    pub(super) fn leads(&self, hit: &Hit) -> &[Use] {
        match hit.needle.checked_sub(DETECTORS) {
            Some(needle) => self.needles.leads(needle),
            None => std::slice::from_ref(&self.detectors[hit.needle as usize]),
        }
    }

    /// Whether a hit may stand for this atom.
    pub(super) fn stands_for(&self, hit: &Hit, atom: u32) -> bool {
        let uses = self.uses(hit);
        let at = uses.partition_point(|u| u.atom < atom);
        uses[at..].iter().take_while(|u| u.atom == atom).any(|u| hit.fits(u))
    }

    /// Writes the shape view with bent Latin words put right, and says whether there was any.
    pub(super) fn repair(&self, views: &Views, out: &mut View) -> bool {
        self.words.repair(views, out)
    }

    /// Adds a hit for everything that is in the text. `repaired` is the repaired view, where it differs.
    pub(super) fn find(&self, views: &Views, repaired: Option<&View>, hits: &mut Vec<Hit>) {
        let begun = hits.len();
        self.needles.find(&views.plain, Via::Plain, hits);
        // A view that equals the one before holds nothing new.
        if views.tight_differs {
            self.needles.find(views.tight(), Via::Tight, hits);
        }
        if views.shape_differs {
            self.needles.find(views.shape(), Via::Shape, hits);
        }
        if let Some(repaired) = repaired {
            self.needles.find(repaired, Via::Shape, hits);
        }
        self.find_sounds(views, hits);
        for hit in &mut hits[begun..] {
            hit.needle += DETECTORS;
        }
    }

    #[inline(never)]
    fn find_sounds(&self, views: &Views, hits: &mut Vec<Hit>) {
        let view = &views.sound;
        self.syllables.find(
            &view.bytes,
            |_| true,
            |number, from, to| {
                let (start, end) = (view.symbols[from / 2].start, view.symbols[to / 2 - 1].end);
                let (before, spelling, after) = around(&views.plain, start, end);
                if self.needles.allows(before, spelling, after) {
                    return;
                }
                for needle in self.sounds.of(number) {
                    // Spelt as it is, the plain view has had its say.
                    if !self.needles.ordinary(*needle, before, spelling, after) {
                        hits.push(Hit::new(*needle, start, end, Via::Sound, false));
                    }
                }
            },
        );
    }
}

impl Hit {
    /// Whether the hit was made in a view, and at a word boundary, that this use asks for.
    pub(super) fn fits(&self, used: &Use) -> bool {
        used.views & mask(self.via) != 0 && (used.open_end || !self.cut)
    }
}

/// The sounds of the literals that may be read aloud: two syllables or more, since one alone sounds like dozens of
/// characters.
#[inline(never)]
fn sounds(arena: &[u8], needles: &Needles) -> (Table, Grouped<u32>) {
    let mut readings = Vec::new();
    let mut given = Vec::new();
    let mut of = Vec::new();
    for ((start, length), number) in needles.places().zip(0..) {
        let text = &arena[start as usize..start as usize + usize::from(length)];
        let heard = || needles.uses(number).iter().any(|used| used.views & views::SOUND != 0);
        // Latin letters have no reading, and most literals of a Latin pack would ask for one.
        if text.iter().any(u8::is_ascii) || !heard() {
            continue;
        }
        for reading in std::str::from_utf8(text).map(text::syllables).unwrap_or_default() {
            if reading.len() >= 2 {
                given.push((readings.len() as u32, reading.len() as u16 * 2));
                readings.extend(reading.concat());
                of.push(number);
            }
        }
    }
    let (table, numbers) = Table::new(Alphabet::Pairs, &Arc::new(readings), &given);
    let mut values: Vec<(u32, u32)> = numbers.into_iter().zip(of).collect();
    crate::order::sort(&mut values);
    values.dedup();
    let sounds = Grouped::new(table.len(), values.into_iter());
    (table, sounds)
}

/// The view's text before, inside and after a UTF-16 span of the original.
fn around(view: &View, start: u32, end: u32) -> (&str, &str, &str) {
    let at = |offset: u32| view.symbols.get(view.symbol_from(offset)).map_or(view.text.len(), |s| s.at as usize);
    let (from, to) = (at(start), at(end));
    (&view.text[..from], &view.text[from..to.max(from)], &view.text[to.max(from)..])
}
