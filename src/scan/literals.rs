//! Literals over views: one automaton for plain, tight and shape, a second for sound.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::AtomHit;
use crate::verdict::Via;
use std::collections::BTreeMap;

use crate::pack::{Literal, views};
use crate::text::{self, Symbol, View, Views, flag, is_word_char};

/// Two automata and what their patterns mean.
#[derive(Debug)]
pub(super) struct Literals {
    texts: Option<AhoCorasick>,
    literals: Vec<Literal>,
    syllables: Option<AhoCorasick>,
    /// Per pattern of `syllables`, the literals with that sound.
    sounds: Vec<Vec<u32>>,
}

impl Literals {
    pub(super) fn new(literals: Vec<Literal>) -> Self {
        let mut sounds: BTreeMap<Vec<u8>, Vec<u32>> = BTreeMap::new();
        for (i, literal) in literals.iter().enumerate() {
            if literal.uses.iter().any(|(_, v)| v & views::SOUND != 0) {
                for reading in text::syllables(&literal.text) {
                    // One syllable alone sounds like dozens of characters.
                    if reading.len() >= 2 {
                        sounds.entry(reading.concat()).or_default().push(i as u32);
                    }
                }
            }
        }
        Self {
            texts: automaton(literals.iter().map(|l| l.text.as_bytes())),
            syllables: automaton(sounds.keys().map(Vec::as_slice)),
            literals,
            sounds: sounds.into_values().collect(),
        }
    }

    pub(super) fn find(&self, views: &Views, hits: &mut Vec<AtomHit>) {
        self.find_in(&views.plain, Via::Plain, views::PLAIN, hits);
        // A view that equals the one before holds nothing new.
        if views.tight_differs {
            self.find_in(&views.tight, Via::Tight, views::TIGHT, hits);
        }
        if views.shape_differs {
            self.find_in(&views.shape, Via::Shape, views::SHAPE, hits);
        }
        self.find_sounds(views, hits);
    }

    fn find_in(&self, view: &View, via: Via, mask: u8, hits: &mut Vec<AtomHit>) {
        let Some(automaton) = &self.texts else { return };
        let text = view.text.as_str();
        let mut cursor = Cursor::default();
        for found in automaton.find_overlapping_iter(text) {
            let literal = &self.literals[found.pattern().as_usize()];
            if !literal.uses.iter().any(|(_, views)| views & mask != 0)
                || !bounded(text, found.start(), found.end(), literal)
                || in_context(text, found.start(), found.end(), literal)
            {
                continue;
            }
            let (first, last) = cursor.span(&view.symbols, found.start(), found.end());
            if via != Via::Plain && !changed(&view.symbols[first..=last]) {
                continue;
            }
            let (start, end) = (view.symbols[first].start, view.symbols[last].end);
            for (atom, views) in &literal.uses {
                if views & mask != 0 {
                    hits.push(AtomHit::new(*atom, start, end, via));
                }
            }
        }
    }

    fn find_sounds(&self, views: &Views, hits: &mut Vec<AtomHit>) {
        let Some(automaton) = &self.syllables else { return };
        let view = &views.sound;
        for found in automaton.find_overlapping_iter(&view.bytes) {
            let symbols = &view.symbols[found.start() / 2..found.end() / 2];
            let (Some(first), Some(last)) = (symbols.first(), symbols.last()) else { continue };
            let (before, spelling, after) = around(&views.plain, first.start, last.end);
            for literal in &self.sounds[found.pattern().as_usize()] {
                let literal = &self.literals[*literal as usize];
                let ordinary = literal
                    .homophones
                    .iter()
                    .any(|(b, s, a)| spelling == s && before.ends_with(b.as_str()) && after.starts_with(a.as_str()));
                // Spelt as it is, the plain view has had its say.
                if ordinary || spelling == literal.text {
                    continue;
                }
                for (atom, views) in &literal.uses {
                    if views & views::SOUND != 0 {
                        hits.push(AtomHit::new(*atom, first.start, last.end, Via::Sound));
                    }
                }
            }
        }
    }
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

fn automaton<'p>(patterns: impl Iterator<Item = &'p [u8]>) -> Option<AhoCorasick> {
    let patterns: Vec<&[u8]> = patterns.collect();
    if patterns.is_empty() {
        return None;
    }
    // The contiguous NFA is the fastest of the three on short Chinese patterns and builds in milliseconds. Its limits
    // (2^31 states) are far beyond any pack, so that building cannot fail.
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::Standard)
        .prefilter(false)
        .build(patterns)
        .ok()
}

/// Latin edges stand at a word boundary, unless the rule says otherwise.
fn bounded(text: &str, start: usize, end: usize, literal: &Literal) -> bool {
    let edge =
        |inner: Option<char>, outer: Option<char>| inner.is_some_and(is_word_char) && outer.is_some_and(is_word_char);
    (literal.open_start || !edge(literal.text.chars().next(), text[..start].chars().next_back()))
        && (literal.open_end || !edge(literal.text.chars().next_back(), text[end..].chars().next()))
}

/// The text around is one in which the literal is innocent.
fn in_context(text: &str, start: usize, end: usize, literal: &Literal) -> bool {
    literal
        .contexts
        .iter()
        .any(|(before, after)| text[..start].ends_with(before.as_str()) && text[end..].starts_with(after.as_str()))
}

/// At least one symbol was changed by the view, or stands closer than it was typed.
fn changed(symbols: &[Symbol]) -> bool {
    const ANY: u16 = flag::REPEATED | flag::SHAPED | flag::EMOJI | flag::LEET;
    symbols.iter().enumerate().any(|(i, s)| s.flags & ANY != 0 || (i > 0 && s.flags & flag::JOINED != 0))
}

/// Finds symbols by byte offset; matches come in ascending order of their ends.
#[derive(Default)]
struct Cursor {
    last: usize,
}

impl Cursor {
    /// Indices of the first and the last symbol of `start..end`.
    fn span(&mut self, symbols: &[Symbol], start: usize, end: usize) -> (usize, usize) {
        while self.last + 1 < symbols.len() && (symbols[self.last + 1].at as usize) < end {
            self.last += 1;
        }
        let mut first = self.last;
        while first > 0 && symbols[first].at as usize > start {
            first -= 1;
        }
        (first, self.last)
    }
}
