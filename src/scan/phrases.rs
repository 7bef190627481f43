//! A person's own phrases, found in all views as the rules' literals are.

use super::hits::{self, Hit};
use super::literals::Literals;
use crate::pack::{DETECTORS, Literal, views};
use crate::text::{View, Views, flag, syllables};
use crate::verdict::Via;

/// A phrase to look for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase<'p> {
    /// As the plain view folds it, without spaces at its ends.
    pub(crate) folded: &'p str,
    /// Where it begins or ends with a Latin letter, a word must begin or end.
    pub(crate) whole: bool,
}

/// Phrases, ready to be looked for.
#[derive(Debug)]
pub(crate) struct Phrases {
    literals: Literals,
    hits: Vec<Hit>,
    repaired: View,
}

/// A phrase found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its place among the phrases.
    pub(crate) phrase: u32,
    /// UTF-16 start in the original text.
    pub(crate) start: u32,
    /// UTF-16 end, exclusive.
    pub(crate) end: u32,
    /// The plainest view it was found in.
    pub(crate) via: Via,
}

/// So many phrases may share one sound and be listened for; more would make reading slow.
const SAME_SOUND: u16 = 64;

/// Counts what is the same, by its hash.
#[derive(Debug)]
pub(crate) struct Crowd {
    counts: Vec<u16>,
    most: u16,
}

impl Crowd {
    /// Admits `most` of each.
    pub(crate) fn new(most: u16) -> Self {
        Self { counts: vec![0; 1 << 15], most }
    }

    /// Counts one more of these bytes, and says whether there is room for it. Nothing at all has always room.
    pub(crate) fn admits(&mut self, bytes: &[u8]) -> bool {
        // FNV-1a. Ten thousand phrases in so many counters: no crowd comes together by accident.
        let h = bytes.iter().fold(0x811C_9DC5_u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193));
        let count = &mut self.counts[((h ^ h >> 15) & 0x7FFF) as usize];
        *count = count.saturating_add(1);
        bytes.is_empty() || *count <= self.most
    }
}

impl Phrases {
    /// Cost: milliseconds for ten thousand.
    pub(crate) fn new(phrases: &[Phrase<'_>]) -> Self {
        let mut arena = Vec::new();
        let mut of_atoms = Vec::new();
        let mut heard = Crowd::new(SAME_SOUND);
        let literals: Vec<Literal> = (DETECTORS..)
            .zip(phrases)
            .map(|(atom, phrase)| {
                let (start, length) = (arena.len() as u32, phrase.folded.len() as u16);
                arena.extend(phrase.folded.bytes());
                let sound = syllables(phrase.folded).into_iter().next().unwrap_or_default();
                let crowded = !heard.admits(sound.as_flattened());
                of_atoms.push(if crowded { views::ALL & !views::SOUND } else { views::ALL });
                Literal { start, length, open_start: !phrase.whole, open_end: !phrase.whole, telling: true, atom }
            })
            .collect();
        let leads = vec![true; DETECTORS as usize + phrases.len()];
        Self {
            literals: Literals::new(arena, &literals, &[], &of_atoms, &[], &leads),
            hits: Vec::new(),
            repaired: View::default(),
        }
    }

    /// Gives every phrase that is wanted and found, ascending by place; at most `most`. Cost: linear in the length of the
    /// views.
    pub(crate) fn find(&mut self, views: &Views, most: usize, wanted: impl Fn(u32) -> bool) -> Vec<Found> {
        let mut found = Vec::new();
        self.hits.clear();
        let bent = self.literals.repair(views, &mut self.repaired);
        self.literals.find(views, bent.then_some(&self.repaired), &mut self.hits);
        self.hits.retain(|hit| hit.via != Via::Sound || is_likely(views, hit));
        hits::order(&mut self.hits);
        for hit in &self.hits {
            for used in self.literals.uses(hit).iter().filter(|u| hit.fits(u)) {
                let phrase = used.atom - DETECTORS;
                if found.len() == most {
                    return found;
                }
                if wanted(phrase) {
                    found.push(Found { phrase, start: hit.start, end: hit.end, via: hit.via });
                }
            }
        }
        found
    }
}

/// Two syllables without tones sound like a handful of ordinary words, and nobody has listed which: they count only where
/// somebody spelled them in Latin letters. Three and more seldom meet by accident.
fn is_likely(views: &Views, hit: &Hit) -> bool {
    let symbols = &views.sound.symbols;
    let first = symbols.partition_point(|s| s.start < hit.start);
    let heard = symbols[first..].iter().take_while(|s| s.end <= hit.end);
    heard.clone().count() > 2 || heard.clone().any(|s| s.flags & flag::LATIN != 0)
}
