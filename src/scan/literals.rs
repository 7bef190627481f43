//! All literals of all packs: those that patterns are anchored on, looked for in every text, and the rest, looked for
//! only where an anchor was found.

use std::sync::Arc;

use super::grouped::Grouped;
use super::hits::Hit;
use super::needles::{Needles, Use, mask};
use super::repair::Words;
use super::table::{Alphabet, Table};
use crate::pack::{DETECTORS, Innocence, Literal, views};
use crate::text::{self, View, Views};
use crate::verdict::Via;

/// Needles, numbered through: format detectors, then anchors, then the rest.
#[derive(Debug)]
pub(super) struct Literals {
    anchors: Needles,
    rest: Needles,
    /// What detector hits stand for: themselves.
    detectors: Vec<Use>,
    /// The sounds of anchors.
    syllables: Table,
    /// Per number of `syllables`, anchors (counted from 0) with that sound.
    sounds: Grouped<u32>,
    words: Words,
}

impl Literals {
    /// `arena` holds the texts of all literals, which ascend by atom; `views` are those of each atom; `anchors` says of
    /// every atom whether a rule's pattern is anchored on it.
    pub(super) fn new(
        arena: Vec<u8>,
        literals: Vec<Literal>,
        views: &[u8],
        innocent: &[Innocence],
        anchors: &[bool],
    ) -> Self {
        let arena = Arc::new(arena);
        let words = Words::new(&arena, &literals, |l| anchors[l.atom as usize] && seen_as(l, views, views::SHAPE));
        let (first, second): (Vec<Literal>, Vec<Literal>) =
            literals.into_iter().partition(|l| anchors[l.atom as usize]);
        let (anchors, numbers) = Needles::new(&arena, &first, views, innocent);
        let (syllables, sounds) = sounds(&arena, &first, views, &numbers);
        drop((first, numbers));
        let (rest, _) = Needles::new(&arena, &second, views, innocent);
        let detectors = (0..DETECTORS).map(|atom| Use { atom, views: views::ALL, open_end: true }).collect();
        Self { anchors, rest, detectors, syllables, sounds, words }
    }

    /// What a hit stands for, ascending by atom.
    pub(super) fn uses(&self, hit: &Hit) -> &[Use] {
        let (detectors, anchors) = (DETECTORS, self.anchors.len() as u32);
        match hit.needle {
            n if n < detectors => std::slice::from_ref(&self.detectors[n as usize]),
            n if n < detectors + anchors => self.anchors.uses(n - detectors),
            n => self.rest.uses(n - detectors - anchors),
        }
    }

    /// Whether a hit may complete a rule: it was found by [`find_anchors`](Self::find_anchors), or is a format.
    pub(super) fn is_anchor(&self, hit: &Hit) -> bool {
        hit.needle < DETECTORS + self.anchors.len() as u32
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

    /// `repaired` is the repaired view, where it differs.
    pub(super) fn find_anchors(&self, views: &Views, repaired: Option<&View>, hits: &mut Vec<Hit>) {
        find(&self.anchors, views, repaired, DETECTORS, hits);
        self.find_sounds(views, hits);
    }

    pub(super) fn find_rest(&self, views: &Views, repaired: Option<&View>, hits: &mut Vec<Hit>) {
        find(&self.rest, views, repaired, DETECTORS + self.anchors.len() as u32, hits);
    }

    fn find_sounds(&self, views: &Views, hits: &mut Vec<Hit>) {
        let view = &views.sound;
        self.syllables.find(
            &view.bytes,
            |_| true,
            |number, from, to| {
                let (start, end) = (view.symbols[from / 2].start, view.symbols[to / 2 - 1].end);
                let (before, spelling, after) = around(&views.plain, start, end);
                for anchor in self.sounds.of(number) {
                    // Spelt as it is, the plain view has had its say.
                    if !self.anchors.ordinary(*anchor, before, spelling, after) {
                        hits.push(Hit::new(anchor + DETECTORS, start, end, Via::Sound, false));
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

fn find(needles: &Needles, views: &Views, repaired: Option<&View>, first: u32, hits: &mut Vec<Hit>) {
    let begun = hits.len();
    needles.find(&views.plain, Via::Plain, hits);
    // A view that equals the one before holds nothing new.
    if views.tight_differs {
        needles.find(&views.tight, Via::Tight, hits);
    }
    if views.shape_differs {
        needles.find(&views.shape, Via::Shape, hits);
    }
    if let Some(repaired) = repaired {
        needles.find(repaired, Via::Shape, hits);
    }
    for hit in &mut hits[begun..] {
        hit.needle += first;
    }
}

/// Whether the literal's atom looks in this view.
fn seen_as(literal: &Literal, views: &[u8], view: u8) -> bool {
    views[(literal.atom - DETECTORS) as usize] & view != 0
}

/// The sounds of the literals that may be read aloud: two syllables or more, since one alone sounds like dozens of
/// characters. `numbers` are the literals' needles.
fn sounds(arena: &[u8], literals: &[Literal], views: &[u8], numbers: &[u32]) -> (Table, Grouped<u32>) {
    let mut readings = Vec::new();
    let mut given = Vec::new();
    let mut of = Vec::new();
    for (literal, number) in literals.iter().zip(numbers) {
        let text = &arena[literal.start as usize..literal.start as usize + usize::from(literal.length)];
        // Latin letters have no reading, and most literals of a Latin pack would ask for one.
        if !seen_as(literal, views, views::SOUND) || text.iter().any(u8::is_ascii) {
            continue;
        }
        for reading in std::str::from_utf8(text).map(text::syllables).unwrap_or_default() {
            if reading.len() >= 2 {
                given.push((readings.len() as u32, reading.len() as u16 * 2));
                readings.extend(reading.concat());
                of.push(*number);
            }
        }
    }
    let (table, numbers) = Table::new(Alphabet::Pairs, &Arc::new(readings), given.iter().copied());
    let mut values: Vec<(u32, u32)> = numbers.into_iter().zip(of).collect();
    values.sort_unstable();
    values.dedup();
    let sounds = Grouped::new(table.len(), values.into_iter());
    (table, sounds)
}

/// The view's text before, inside and after a UTF-16 span of the original.
fn around(view: &View, start: u32, end: u32) -> (&str, &str, &str) {
    let at = |offset: u32| {
        let i = view.symbols.partition_point(|s| s.start < offset);
        view.symbols.get(i).map_or(view.text.len(), |s| s.at as usize)
    };
    let (from, to) = (at(start), at(end));
    (&view.text[..from], &view.text[from..to.max(from)], &view.text[to.max(from)..])
}
