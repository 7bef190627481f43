//! All literals of all packs, looked for in all views of a text.

use std::sync::Arc;

use super::hits::Hit;
use super::needles::{Needles, Use, mask};
use super::repair::Words;
use super::sounds::Sounds;
use crate::pack::{DETECTORS, Innocence, Literal, Span, views};
use crate::text::{View, Views};
use crate::verdict::Via;

/// Needles, numbered through: format detectors, then literals.
#[derive(Debug)]
pub(super) struct Literals {
    needles: Needles,
    /// What detector hits stand for: themselves.
    detectors: Vec<Use>,
    sounds: Sounds,
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
        let needles = Needles::new(&arena, literals, views, innocent, |l| anchors[(l.atom - DETECTORS) as usize]);
        // From here on every text is looked at once, however many atoms name it. Only what leads to a rule is put right by itself.
        let matters = |number: u32| needles.leads(number).iter().any(|used| used.views & views::SHAPE != 0);
        let of_needles = needles.places().zip(0..).map(|(place, number)| (place, matters(number)));
        let of_phrases = phrases.iter().map(|phrase| ((phrase.start, phrase.length), false));
        let words = Words::new(&arena, of_needles.chain(of_phrases));
        let detectors =
            (0..DETECTORS).map(|atom| Use { atom, views: views::ALL, open_end: true, telling: false }).collect();
        Self { needles, detectors, sounds: Sounds::default(), words }
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

    /// As what a hit may stand for this atom.
    pub(super) fn stands_for(&self, hit: &Hit, atom: u32) -> Option<&Use> {
        let uses = self.uses(hit);
        let at = uses.partition_point(|u| u.atom < atom);
        uses[at..].iter().take_while(|u| u.atom == atom).find(|u| hit.fits(u))
    }

    /// Where the syllables of Latin words begin that the last text was taken to spell pinyin with, as UTF-16 offsets.
    pub(super) fn syllable_starts(&self) -> &[u32] {
        self.sounds.syllable_starts()
    }

    /// Writes the shape view with bent Latin words put right, and says whether there was any.
    pub(super) fn repair(&self, views: &Views, out: &mut View) -> bool {
        self.words.repair(views, out)
    }

    /// Adds a hit for everything that is in the text. `repaired` is the repaired view, where it differs.
    pub(super) fn find(&mut self, views: &Views, repaired: Option<&View>, hits: &mut Vec<Hit>) {
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
        self.sounds.find(&self.needles, views, hits);
        for hit in &mut hits[begun..] {
            hit.needle += DETECTORS;
        }
    }
}

impl Hit {
    /// Whether the hit was made in a view, and at a word boundary, that this use asks for.
    pub(super) fn fits(&self, used: &Use) -> bool {
        used.views & mask(self.via) != 0 && (used.open_end || !self.cut)
    }
}
