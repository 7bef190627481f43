//! All literals of all packs: those that patterns are anchored on, looked for in every text, and the rest, looked for
//! only where an anchor was found.

use super::grouped::Grouped;
use super::hits::Hit;
use super::needles::{Entry, Needles, Use, mask};
use super::repair::Words;
use super::table::{Alphabet, Table};
use crate::pack::{Atom, DETECTORS, Innocent, expand, views};
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
    /// `packs` are the atoms and exceptions of each pack, with the number of its first atom; `anchors` says of every atom
    /// whether a rule's pattern is anchored on it.
    pub(super) fn new(packs: &[(Vec<Atom>, Vec<Innocent>, u32)], anchors: &[bool]) -> Self {
        let mut arena = String::new();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for (atoms, _, first_atom) in packs {
            for (i, atom) in atoms.iter().enumerate() {
                let number = first_atom + i as u32;
                let entries = if anchors[number as usize] { &mut first } else { &mut second };
                for product in &atom.products {
                    let used = Use { atom: number, views: atom.views, open_end: product.open_end };
                    expand(product, &mut |literal| {
                        let start = arena.len() as u32;
                        arena.push_str(literal);
                        entries.push(Entry { start, end: arena.len() as u32, used, open_start: product.open_start });
                    });
                }
            }
        }
        let innocent: Vec<&Innocent> = packs.iter().flat_map(|(_, innocent, _)| innocent).collect();
        let (anchors, numbers) = Needles::new(&arena, &first, &innocent);
        let (rest, _) = Needles::new(&arena, &second, &innocent);
        let (syllables, sounds) = sounds(&arena, &first, &numbers);
        let words = Words::new(words(&arena, &first, &second));
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

/// The Latin words of all literals, and whether each is an anchor by itself.
fn words<'a>(arena: &'a str, anchors: &[Entry], rest: &[Entry]) -> Vec<(&'a str, bool)> {
    let mut words = Vec::new();
    for (entries, anchor) in [(anchors, true), (rest, false)] {
        for entry in entries {
            let literal = &arena[entry.start as usize..entry.end as usize];
            let shape = entry.used.views & views::SHAPE != 0;
            words.extend(
                literal
                    .split(|c: char| !c.is_ascii_lowercase())
                    .map(|w| (w, anchor && shape && w.len() == literal.len())),
            );
        }
    }
    words
}

/// The sounds of the entries that may be read aloud: two syllables or more, since one alone sounds like dozens of
/// characters. `numbers` are the entries' needles.
fn sounds(arena: &str, entries: &[Entry], numbers: &[u32]) -> (Table, Grouped<u32>) {
    let mut readings: Vec<Vec<u8>> = Vec::new();
    let mut of = Vec::new();
    for (entry, number) in entries.iter().zip(numbers) {
        if entry.used.views & views::SOUND != 0 {
            for reading in text::syllables(&arena[entry.start as usize..entry.end as usize]) {
                if reading.len() >= 2 {
                    readings.push(reading.concat());
                    of.push(*number);
                }
            }
        }
    }
    let given: Vec<&[u8]> = readings.iter().map(Vec::as_slice).collect();
    let (table, numbers) = Table::new(Alphabet::Pairs, &given);
    let mut values: Vec<(u32, u32)> = numbers.into_iter().zip(of).collect();
    values.sort_unstable();
    values.dedup();
    let sounds = Grouped::new(table.len(), values);
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
