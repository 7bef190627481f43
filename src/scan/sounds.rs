//! Literals by their sound: homophones, and pinyin in Latin letters.
//!
//! Two steps. First only those are listened for whose sound ordinary text hardly ever makes
//! ([`Product::telling`](crate::pack::Product::telling)). Where one is heard, or Latin letters spell pinyin, the text is
//! written by sound, and everything else is listened for too: the short words that a pattern is made of, those that say to
//! whom it speaks, those that excuse it. What is heard only then is faint: it counts beside something that is not.

use std::sync::Arc;

use super::grouped::Grouped;
use super::hits::{Clarity, Hit};
use super::needles::Needles;
use super::spelled::Spelled;
use super::table::{Alphabet, Table};
use crate::pack::views;
use crate::text::{self, Views, sounds_like};
use crate::verdict::Via;

/// Both ears. They are filled when the first text has a syllable: who reads no Chinese needs none.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    telling: Option<Ear>,
    faint: Option<Ear>,
    spelled: Spelled,
}

/// Sounds to listen for.
#[derive(Debug)]
struct Ear {
    syllables: Table,
    /// Per number of `syllables`, needles with that sound.
    needles: Grouped<u32>,
    /// It listens for what is telling.
    telling: bool,
}

impl Sounds {
    /// Adds a hit for every needle that is heard. Cost: linear in the text.
    pub(super) fn find(&mut self, needles: &Needles, views: &Views, hits: &mut Vec<Hit>) {
        self.spelled.clear();
        if views.sound.bytes.iter().all(|b| *b == 0xff) {
            return;
        }
        let begun = hits.len();
        self.spelled.read(views);
        let telling = self.telling.get_or_insert_with(|| Ear::new(needles, true));
        telling.find(needles, views, &self.spelled, hits);
        if hits.len() > begun || self.spelled.any() {
            let faint = self.faint.get_or_insert_with(|| Ear::new(needles, false));
            faint.find(needles, views, &self.spelled, hits);
        }
    }

    /// Where the syllables of Latin words begin that are taken for pinyin, as UTF-16 offsets.
    pub(super) fn syllable_starts(&self) -> &[u32] {
        self.spelled.starts()
    }
}

impl Ear {
    /// For the needles that are telling somewhere, two syllables and more; or for those that are not everywhere.
    fn new(needles: &Needles, telling: bool) -> Self {
        let (mut readings, mut given, mut of) = (Vec::new(), Vec::new(), Vec::new());
        for (text, number) in needles.texts().zip(0..) {
            let mut heard = needles.uses(number).iter().filter(|used| used.views & views::SOUND != 0);
            // Latin letters have no reading, and most literals of a Latin pack would ask for one.
            if text.iter().any(u8::is_ascii) || !heard.any(|used| used.telling == telling) {
                continue;
            }
            let shortest = if telling { 2 } else { 1 };
            for reading in std::str::from_utf8(text).map(text::syllables).unwrap_or_default() {
                if reading.len() >= shortest {
                    given.push((readings.len() as u32, reading.len() as u16 * 2));
                    readings.extend(reading.concat());
                    of.push(number);
                }
            }
        }
        let (syllables, numbers) = Table::new(Alphabet::Pairs, &Arc::new(readings), &given);
        let mut values: Vec<(u32, u32)> = numbers.into_iter().zip(of).collect();
        crate::order::sort(&mut values);
        values.dedup();
        let needles = Grouped::new(syllables.len(), values.into_iter());
        Self { syllables, needles, telling }
    }

    fn find(&self, needles: &Needles, views: &Views, spelled: &Spelled, hits: &mut Vec<Hit>) {
        let view = &views.sound;
        let heard = |number, from: usize, to: usize| {
            let (first, last) = (from / 2, to / 2);
            if spelled.cuts(first, last) {
                return;
            }
            let (start, end) = (view.symbols[first].start, view.symbols[last - 1].end);
            let (before, spelling, after) = text::around(&views.plain, start, end);
            let undone =
                (views.tight_differs || views.shape_differs).then(|| text::around(views.shape(), start, end).1);
            // What the rules spell so themselves is no homophone of theirs: 这个 is no 这歌.
            let word = self.telling || last - first > 1;
            if needles.allows(before, spelling, after) || (word && needles.knows(spelling)) {
                return;
            }
            for needle in self.needles.of(number) {
                // Spelt as it is, the views before this one have had their say.
                let as_it_is = undone.is_some_and(|undone| needles.is(*needle, undone));
                if !as_it_is && !needles.ordinary(*needle, before, spelling, after) {
                    let mut hit = Hit::new(*needle, start, end, Via::Sound, false);
                    hit.letters = spelled.letters(first, last);
                    hit.clarity = if spelled.sure(first, last) && needles.has(*needle, views, first, last) {
                        Clarity::Sure
                    } else if last - first == 1 {
                        Clarity::Syllable
                    } else {
                        Clarity::Word
                    };
                    hit.allowed = allowed(needles, *needle, views, first, last);
                    hits.push(hit);
                }
            }
        };
        self.syllables.find(&view.bytes, |_| true, heard);
    }
}

/// The widest allowed phrase that the text around these symbols sounds like, as UTF-16 offsets.
fn allowed(needles: &Needles, needle: u32, views: &Views, first: usize, last: usize) -> (u32, u32) {
    let (bytes, symbols) = (&views.sound.bytes, &views.sound.symbols);
    let mut widest = (0, 0);
    for (before, after) in needles.surroundings(needle) {
        let (b, a) = (before.chars().count(), after.chars().count());
        if b <= first
            && last + a <= symbols.len()
            && sounds_like(before, &bytes[(first - b) * 2..first * 2])
            && sounds_like(after, &bytes[last * 2..])
        {
            let (start, end) = (symbols[first - b].start, symbols[last + a - 1].end);
            if end - start > widest.1 - widest.0 {
                widest = (start, end);
            }
        }
    }
    widest
}
