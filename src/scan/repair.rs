//! Latin words that were bent out of shape, put right against the words the packs know.
//!
//! `1d10t`, `idiooot`, `id*ot`, `toidi` and `youidiot` are no words; what they stand for can only be told by one who
//! knows the words that were meant. So the scanner looks up each suspicious token of the shape view among the words of
//! its literals, under the same bending ([`skeleton`], [`collapse`], reversal, a mask), and writes a repaired view in
//! which the word stands. A token that stands for no known word stays as it is: part numbers and names are left alone.

use crate::text::{Symbol, View, Views, collapse, flag, is_word_char, skeleton};

/// Words the packs know, under their bent forms.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// All words, sorted.
    words: Vec<String>,
    /// Whether the word is a literal by itself, so that finding it matters by itself.
    alone: Vec<bool>,
    /// `(hash of the bent form, word)`, sorted.
    bent: Vec<(u32, u32)>,
    /// `(first byte, length, word)`, sorted: for masks.
    shaped: Vec<(u8, u8, u32)>,
}

/// Shorter words are too easily meant by accident.
const SHORTEST: usize = 4;
/// Longer tokens are not words.
const LONGEST: usize = 24;

/// What a bent form was bent by; keeps their hashes apart.
#[derive(Clone, Copy)]
enum Bend {
    Skeleton = 1,
    Collapse = 2,
    Reverse = 3,
    Whole = 4,
}

/// What people glue in front of an insult.
const GLUED: [&str; 8] = ["you", "youre", "your", "ur", "such", "dumb", "stupid", "fucking"];

impl Words {
    /// `words` are all Latin words of the literals, with whether each is a literal by itself.
    pub(super) fn new(mut given: Vec<(&str, bool)>) -> Self {
        // Of equal words the one that stands alone comes first and is kept.
        given.sort_unstable_by_key(|(word, alone)| (*word, !*alone));
        given.dedup_by_key(|(word, _)| *word);
        let mut words = Self::default();
        for (word, alone) in given {
            if !(SHORTEST..=LONGEST).contains(&word.len()) || !word.bytes().all(|b| b.is_ascii_lowercase()) {
                continue;
            }
            let number = words.words.len() as u32;
            words.bent.push((hash(skeleton(word).bytes(), Bend::Skeleton), number));
            words.bent.push((hash(collapse(word).bytes(), Bend::Collapse), number));
            if alone {
                words.bent.push((hash(word.bytes().rev(), Bend::Reverse), number));
                words.bent.push((hash(word.bytes(), Bend::Whole), number));
            }
            words.shaped.push((word.as_bytes()[0], word.len() as u8, number));
            words.words.push(word.to_owned());
            words.alone.push(alone);
        }
        words.bent.sort_unstable();
        words.shaped.sort_unstable();
        words
    }

    /// Writes the shape view with bent words put right, and says whether there was any. Cost: a look-up a Latin token.
    pub(super) fn repair(&self, views: &Views, out: &mut View) -> bool {
        out.text.clear();
        out.symbols.clear();
        let shape = &views.shape;
        let (mut any, mut at) = (false, 0);
        while at < shape.symbols.len() {
            let end = token_end(shape, at);
            if end == at {
                copy(shape, at, at + 1, out);
                at += 1;
                continue;
            }
            match self.meant(views, shape, at, end) {
                Some(Meant { glued, word }) => {
                    any = true;
                    copy(shape, at, at + glued, out);
                    if glued > 0 {
                        push(out, ' ', shape.symbols[at + glued]);
                    }
                    let (first, last) = (shape.symbols[at + glued], shape.symbols[end - 1]);
                    for c in self.words[word as usize].chars() {
                        push(out, c, Symbol { start: first.start, end: last.end, flags: flag::SHAPED, ..first });
                    }
                }
                None => copy(shape, at, end, out),
            }
            at = end;
        }
        any
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
        if word.is_none() {
            word =
                self.look_up(token.bytes(), Bend::Reverse, |w| w.bytes().rev().eq(token.bytes()) && w.len() > SHORTEST);
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
            Some(Meant { glued: glue.len(), word })
        })
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
        let (first, length) = (*written.first()?, u8::try_from(written.len()).ok()?);
        let begin = self.shaped.partition_point(|(f, l, _)| (*f, *l) < (first, length));
        let candidates = self.shaped[begin..].iter().take_while(|(f, l, _)| (*f, *l) == (first, length));
        let fits = |word: &str| written.iter().zip(word.bytes()).all(|(w, b)| !w.is_ascii_lowercase() || *w == b);
        let letters = written.iter().filter(|b| b.is_ascii_lowercase()).count();
        candidates
            .map(|(_, _, word)| *word)
            .find(|word| {
                self.alone[*word as usize] && letters * 2 >= written.len() && fits(&self.words[*word as usize])
            })
            .map(|word| Meant { glued: 0, word })
    }

    fn look_up(&self, bytes: impl Iterator<Item = u8>, bend: Bend, same: impl Fn(&str) -> bool) -> Option<u32> {
        let h = hash(bytes, bend);
        let first = self.bent.partition_point(|(k, _)| *k < h);
        let found = self.bent[first..].iter().take_while(|(k, _)| *k == h).map(|(_, word)| *word);
        // Among several, the one that matters by itself.
        found.filter(|word| same(&self.words[*word as usize])).max_by_key(|word| self.alone[*word as usize])
    }
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

/// FNV-1a, 32 bits (Fowler, Noll, Vo; RFC 9923).
fn hash(bytes: impl Iterator<Item = u8>, bend: Bend) -> u32 {
    bytes.fold(0x811C_9DC5 ^ bend as u32, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Folder;

    fn repaired(text: &str) -> Option<String> {
        let words = Words::new(vec![
            ("idiot", true),
            ("stupid", true),
            ("asshole", true),
            ("kill", false),
            ("yourself", false),
        ]);
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
            ("k1ll yourself", "kill yourself"),
        ] {
            assert_eq!(repaired(bent).as_deref(), Some(right), "{bent}");
        }
    }

    #[test]
    fn their_innocent_twins_stay() {
        for twin in ["model 1D10T5 rev", "cool", "idol", "2*3*4", "tidiot", "younger", "h3llo", "**bold**"] {
            assert_eq!(repaired(twin), None, "{twin}");
        }
    }
}
