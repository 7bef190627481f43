//! Latin words that were bent out of shape, put right against the words the packs know.
//!
//! `1d10t`, `idiooot`, `id*ot`, `toidi` and `youidiot` are no words; what they stand for can only be told by one who
//! knows the words that were meant. So the scanner looks up each suspicious token of the shape view among the words of
//! its literals, under the same bending ([`skeleton`], [`collapse`], reversal, a mask), and writes a repaired view in
//! which the word stands. A token that stands for no known word stays as it is: part numbers and names are left alone.

use std::sync::Arc;

use super::glued::{self, Vocabulary};
use super::grouped::Grouped;
use super::lexicon::{Bend, LONGEST, SHORTEST, Word, gather, hash};
use crate::text::{Symbol, View, Views, collapse, flag, is_word_char, leet, skeleton};

/// Words the packs know, under their bent forms.
#[derive(Debug)]
pub(super) struct Words {
    arena: Arc<Vec<u8>>,
    /// All words, sorted by text.
    words: Vec<Word>,
    /// `(hash of the bent form, word)`, grouped by the upper bits of the hash.
    bent: Grouped<(u32, u32)>,
    /// For masks: words by first letter and length.
    shaped: Grouped<u32>,
    /// All words, the short ones too, for tokens of several.
    vocabulary: Vocabulary,
}

/// What people glue in front of an insult.
const GLUED: [&str; 8] = ["you", "youre", "your", "ur", "such", "dumb", "stupid", "fucking"];

/// Words that are others when read backwards: they were not turned around.
const READ_BOTH_WAYS: &str = "\
    animal damon debut decaf decal decap deliver denier denies denim dennis dessert desserts devil diaper drawer \
    draws faced fires gateman keels knits laced lager lamina leets leper lever lived loots mined nametag nomad \
    paced pacer parts peels pools pupils rebut recap recaps redraw regal reined relit remit repaid repel revel \
    reviled reward seined serif sinned sleek sleep slipup sloop sloops smart snaps snips snoops spacer spans \
    spins spools spoons sports spots sprat steel stink stool stops strap straw stressed strops sward tarps tiler \
    timer trams tressed tubed tuber warder warts";

impl Words {
    /// Gathers the Latin words of all literals, `((start, length), matters)`: where they lie in the arena, and whether
    /// finding the whole literal matters by itself.
    pub(super) fn new(arena: &Arc<Vec<u8>>, literals: impl Iterator<Item = ((u32, u16), bool)>) -> Self {
        let mut vocabulary = Vocabulary::new();
        let words = gather(arena, literals, &mut vocabulary);
        let (mut bent, mut shaped) = (Vec::with_capacity(words.len() * 3), Vec::with_capacity(words.len()));
        for (number, word) in (0u32..).zip(&words) {
            let text = word.text(arena);
            let mut file = |h: u32| bent.push((bucket(h), (h, number)));
            // As `skeleton` and `collapse` have it of words that are letters throughout.
            file(hash(text.bytes().map(|b| leet(b.into()).map_or(b, |c| c as u8)), Bend::Skeleton));
            let mut last = 0;
            file(hash(text.bytes().filter(|b| std::mem::replace(&mut last, *b) != *b), Bend::Collapse));
            file(hash(text.bytes(), Bend::Whole));
            if text.len() > SHORTEST {
                file(hash(text.bytes().rev(), Bend::Reverse));
            }
            shaped.extend(shape(text.as_bytes()).map(|group| (group, number)));
        }
        Self {
            arena: Arc::clone(arena),
            words,
            bent: Grouped::new(1 << BUCKET_BITS, bent.into_iter()),
            shaped: Grouped::new(SHAPES, shaped.into_iter()),
            vocabulary,
        }
    }

    fn text(&self, word: u32) -> &str {
        self.words[word as usize].text(&self.arena)
    }

    /// Writes the shape view with bent words put right, and says whether there was any. Cost: a look-up a Latin token.
    pub(super) fn repair(&self, views: &Views, out: &mut View) -> bool {
        out.text.clear();
        out.symbols.clear();
        let shape = views.shape();
        // Nothing is written before there is something to put right.
        let (mut written, mut at) = (0, 0);
        while at < shape.symbols.len() {
            let end = token_end(shape, at);
            if end == at {
                at += 1;
                continue;
            }
            if let Some(Meant { glued, word }) = self.meant(views, shape, at, end) {
                copy(shape, written, at + glued, out);
                if glued > 0 {
                    push(out, ' ', shape.symbols[at + glued]);
                }
                let (first, last) = (shape.symbols[at + glued], shape.symbols[end - 1]);
                for c in self.text(word).chars() {
                    push(out, c, Symbol { start: first.start, end: last.end, flags: flag::SHAPED, ..first });
                }
                written = end;
            } else if self.parted(shape, at, end) {
                for i in at.max(written)..end {
                    if i > at && shape.symbols[i].flags & flag::JOINED != 0 {
                        copy(shape, written, i, out);
                        push(out, ' ', shape.symbols[i]);
                        written = i;
                    }
                }
            } else if let Some(cuts) = self.glued(shape, at, end) {
                copy(shape, written, at, out);
                for (i, symbol) in (0..).zip(&shape.symbols[at..end]) {
                    if cuts.contains(&i) {
                        push(out, ' ', Symbol { flags: flag::GLUED, ..*symbol });
                    }
                    let c = char::from(shape.text.as_bytes()[symbol.at as usize]);
                    push(out, c, Symbol { flags: symbol.flags | flag::GLUED, ..*symbol });
                }
                written = end;
            }
            let next = self.behind_comma(views, shape, at, end);
            if let Some(next) = next {
                copy(shape, written, end, out);
                push(out, ' ', shape.symbols[next]);
                let flags = shape.symbols[next].flags | flag::JOINED | flag::LOOSE;
                if let Some(c) = shape.text[shape.symbols[next].at as usize..].chars().next() {
                    push(out, c, Symbol { flags, ..shape.symbols[next] });
                }
                written = next + 1;
            }
            at = next.unwrap_or(end);
        }
        if written > 0 {
            copy(shape, written, shape.symbols.len(), out);
        }
        written > 0
    }

    /// `kill.yourself`: the marks that were taken out of this token parted words, one of them known.
    fn parted(&self, shape: &View, at: usize, end: usize) -> bool {
        let joint = |i: &usize| *i == end || shape.symbols[*i].flags & flag::JOINED != 0;
        let (mut from, mut known) = (at, false);
        for to in (at + 1..=end).filter(joint) {
            if to - from < 2 {
                return false;
            }
            known |= self.knows(shape, from, to);
            from = to;
        }
        known && from > at && (at + 1..end).any(|i| joint(&i))
    }

    /// `kill, yourself`: where the next token begins, if nothing but a comma parts two known words that are not bent.
    fn behind_comma(&self, views: &Views, shape: &View, at: usize, end: usize) -> Option<usize> {
        let letter = |i: usize| shape.symbols.get(i).map(|s| shape.text.as_bytes()[s.at as usize]);
        if letter(end) != Some(b',') {
            return None;
        }
        let next = if letter(end + 1) == Some(b' ') { end + 2 } else { end + 1 };
        letter(next)?;
        let last = token_end(shape, next);
        let known = last > next && self.knows(shape, at, end) && self.knows(shape, next, last);
        (known && self.meant(views, shape, next, last).is_none()).then_some(next)
    }

    /// Whether these symbols are a word of some literal.
    fn knows(&self, shape: &View, from: usize, to: usize) -> bool {
        let first = shape.symbols[from].at as usize;
        let token = &shape.text[first..shape.symbols.get(to).map_or(shape.text.len(), |s| s.at as usize)];
        (SHORTEST..=LONGEST).contains(&token.len())
            && self.look_up(token.bytes(), Bend::Whole, |w| w == token).is_some()
    }

    /// What the token of symbols `at..end` stands for, if it is bent and stands for a known word.
    fn meant(&self, views: &Views, shape: &View, at: usize, end: usize) -> Option<Meant> {
        let symbols = &shape.symbols[at..end];
        let from = symbols[0].at as usize;
        let token = &shape.text[from..shape.symbols.get(end).map_or(shape.text.len(), |s| s.at as usize)];
        if token.len() < SHORTEST || token.len() > LONGEST || !token.is_ascii() {
            return self.masked(views, symbols);
        }
        let flags = symbols.iter().fold(0, |f, s| f | s.flags);
        let mut word = None;
        if flags & flag::LEET != 0 {
            word = self.look_up(skeleton(token).bytes(), Bend::Skeleton, |w| skeleton(w) == skeleton(token));
        }
        if word.is_none() && flags & flag::REPEATED != 0 {
            word = self.look_up(collapse(token).bytes(), Bend::Collapse, |w| collapse(w) == collapse(token));
        }
        if word.is_none() && token.len() > SHORTEST {
            let both_ways = || self.knows(shape, at, end) || READ_BOTH_WAYS.split(' ').any(|word| word == token);
            word = self
                .look_up(token.bytes(), Bend::Reverse, |w| w.bytes().rev().eq(token.bytes()))
                .filter(|_| !both_ways());
        }
        if let Some(word) = word {
            return Some(Meant { glued: 0, word });
        }
        self.masked(views, symbols).or_else(|| self.unglued(token))
    }

    /// `youidiot`: a word that stands alone, behind one that is often glued to it.
    fn unglued(&self, token: &str) -> Option<Meant> {
        GLUED.iter().find_map(|glue| {
            let rest = token.strip_prefix(glue).filter(|r| r.len() > SHORTEST)?;
            let word = self.look_up(rest.bytes(), Bend::Whole, |w| w == rest)?;
            self.words[word as usize].alone.then_some(Meant { glued: glue.len(), word })
        })
    }

    /// `killyourself`: where its words begin, counted from `at`, if one of them matters.
    fn glued(&self, shape: &View, at: usize, end: usize) -> Option<Vec<usize>> {
        if end - at < glued::LEAST || self.knows(shape, at, end) {
            return None;
        }
        let first = shape.symbols[at].at as usize;
        let token = &shape.text[first..shape.symbols.get(end).map_or(shape.text.len(), |s| s.at as usize)];
        let find = |word: &[u8]| {
            let known = (SHORTEST..=LONGEST).contains(&word.len());
            let same = |w: &str| w.as_bytes() == word;
            known.then(|| self.look_up(word.iter().copied(), Bend::Whole, same)).flatten()
        };
        let cuts = self.vocabulary.cut(token.as_bytes(), |word| find(word).is_some());
        let ends = cuts.iter().copied().chain([token.len()]);
        let mut words = std::iter::once(0).chain(cuts.iter().copied()).zip(ends).map(|(from, to)| &token[from..to]);
        let matters = |word: &str| find(word.as_bytes()).is_some_and(|word| self.words[word as usize].key);
        (!cuts.is_empty() && words.any(matters)).then_some(cuts)
    }

    /// `id*ot`: the word that has the letters that are there, in their places.
    fn masked(&self, views: &Views, symbols: &[Symbol]) -> Option<Meant> {
        let (start, end) = (symbols[0].start, symbols[symbols.len() - 1].end);
        let plain = &views.plain;
        // Masks stand in order: the one that could hold this token is found by its end.
        let i = views.masked.partition_point(|m| plain.symbols[m.last as usize - 1].end < end);
        let mask = views.masked.get(i).filter(|m| plain.symbols[m.first as usize].start <= start)?;
        // A mask is read once, at the piece of it that comes first.
        if plain.symbols[mask.first as usize].start != start {
            return None;
        }
        let from = plain.symbols[mask.first as usize].at as usize;
        let to = plain.symbols.get(mask.last as usize).map_or(plain.text.len(), |s| s.at as usize);
        let written = &plain.text.as_bytes()[from..to];
        let fits = |word: &str| written.iter().zip(word.bytes()).all(|(w, b)| !w.is_ascii_lowercase() || *w == b);
        let letters = written.iter().filter(|b| b.is_ascii_lowercase()).count();
        if letters * 2 < written.len() {
            return None;
        }
        let shape = shape(written)?;
        let candidates = || self.shaped.of(shape).iter().copied().filter(|word| fits(self.text(*word)));
        let alone = candidates().find(|word| self.words[*word as usize].alone);
        // A word that means little by itself must be the only one that fits.
        let only = || candidates().next().filter(|_| candidates().nth(1).is_none());
        alone.or_else(only).map(|word| Meant { glued: 0, word })
    }

    fn look_up(&self, bytes: impl Iterator<Item = u8>, bend: Bend, same: impl Fn(&str) -> bool) -> Option<u32> {
        let h = hash(bytes, bend);
        let found = self.bent.of(bucket(h)).iter().filter(|(k, _)| *k == h).map(|(_, word)| *word);
        // Among several, the one that matters by itself.
        found.filter(|word| same(self.text(*word))).max_by_key(|word| self.words[*word as usize].alone)
    }
}

const BUCKET_BITS: u32 = 13;

/// Where a bent form of this hash is filed.
const fn bucket(h: u32) -> u32 {
    h >> (32 - BUCKET_BITS)
}

/// How many pairs of a first letter and a length there are.
const SHAPES: usize = 26 * (LONGEST + 1);

/// The number of a word's first letter and length; none if it does not begin with a letter or is too long.
fn shape(word: &[u8]) -> Option<u32> {
    let first = word.first().filter(|b| b.is_ascii_lowercase())?;
    (word.len() <= LONGEST).then(|| u32::from(first - b'a') * (LONGEST as u32 + 1) + word.len() as u32)
}

struct Meant {
    /// Letters in front that are a word of their own.
    glued: usize,
    word: u32,
}

/// The end of the Latin token that begins at symbol `at`; `at` itself if none does.
fn token_end(view: &View, at: usize) -> usize {
    let start = view.symbols[at].at as usize;
    let letters = view.text[start..].chars().take_while(|c| is_word_char(*c)).count();
    at + letters
}

fn copy(from: &View, first: usize, last: usize, out: &mut View) {
    for i in first..last {
        let at = from.symbols[i].at as usize;
        if let Some(c) = from.text[at..].chars().next() {
            push(out, c, from.symbols[i]);
        }
    }
}

fn push(out: &mut View, c: char, symbol: Symbol) {
    out.symbols.push(Symbol { at: out.text.len() as u32, ..symbol });
    out.text.push(c);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Folder;

    fn repaired(text: &str) -> Option<String> {
        let (mut arena, mut literals) = (Vec::new(), Vec::new());
        for literal in ["idiot", "stupid", "asshole", "kill yourself"] {
            let (start, length) = (arena.len() as u32, literal.len() as u16);
            literals.push(((start, length), true));
            arena.extend(literal.bytes());
        }
        let words = Words::new(&Arc::new(arena), literals.into_iter());
        let mut folder = Folder::new();
        let mut out = View::default();
        words.repair(folder.fold(text), &mut out).then_some(out.text)
    }

    #[test]
    fn bent_words_are_put_right() {
        for (bent, right) in [
            ("1d10t", "idiot"),
            ("idiooot", "idiot"),
            ("asssshole", "asshole"),
            ("id*ot", "idiot"),
            ("toidi", "idiot"),
            ("youidiot", "you idiot"),
            ("killyourself", "kill yourself"),
            ("stupidasshole", "stupid asshole"),
            ("k1ll yourself", "kill yourself"),
            ("kill.yourself", "kill yourself"),
            ("kill-yourself now", "kill yourself now"),
            ("kill, yourself", "kill yourself"),
        ] {
            assert_eq!(repaired(bent).as_deref(), Some(right), "{bent}");
        }
    }

    #[test]
    fn their_innocent_twins_stay() {
        for twin in [
            "model 1D10T5 rev",
            "cool",
            "idol",
            "2*3*4",
            "tidiot",
            "younger",
            "h3llo",
            "**bold**",
            "well-made",
            "oh, stupid",
            "kill. yourself",
            "killyourselfie",
            "desserts",
        ] {
            assert_eq!(repaired(twin), None, "{twin}");
        }
    }
}
