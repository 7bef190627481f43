//! The shape view: split and look-alike characters, emoji that are read as characters, and leet are undone.

use super::cell::{Cell, Set, WORDLIKE};
use super::class::{self, DIGIT, HAN, LATIN, PICTO, SYMBOL};
use super::flag::{EMOJI, LEET, SHAPED};
use super::literal::{is_sign, leet};
use super::tables::Tables;
use super::work;

/// Classes of letters, and of what may stand for one at the beginning of a word.
const MAY_SPELL: Set = Set::of(&[LATIN, DIGIT, SYMBOL]);

/// Builds the shape view. Returns whether its text differs from the tight one; if not, `out` is not written.
#[inline(never)]
pub fn fold(tables: &Tables, tight: &[Cell], out: &mut Vec<Cell>) -> bool {
    let Some(first) = first_change(tables, tight) else { return false };
    out.clear();
    out.extend_from_slice(&tight[..first]);
    let mut i = first;
    while i < tight.len() {
        let cell = tight[i];
        if cell.is_han_like() {
            han(tables, cell, out);
            i += 1;
        } else if cell.within(WORDLIKE) || is_sign(cell.c) {
            let end = word_end(tight, i);
            word(&tight[i..end], out);
            i = end;
        } else {
            out.push(cell);
            i += 1;
        }
    }
    true
}

/// The index of the first symbol, or the beginning of the first word, that will change. Most texts have none.
fn first_change(tables: &Tables, tight: &[Cell]) -> Option<usize> {
    let mut i = 0;
    while let Some(cell) = tight.get(i) {
        let hints = cell.class & (class::READS | class::ENDS_SPLIT);
        if hints != 0 {
            let reads = hints & class::READS != 0 && tables.read_as(cell.c).is_some();
            if reads || (hints & class::ENDS_SPLIT != 0 && parts(tables, &tight[..i], cell.c).is_some()) {
                return Some(i);
            }
        } else if cell.within(MAY_SPELL) && (cell.within(WORDLIKE) || is_sign(cell.c)) {
            let end = word_end(tight, i);
            if is_leet(&tight[i..end]) {
                return Some(i);
            }
            i = end;
            continue;
        }
        i += 1;
    }
    None
}

/// The character that the last of `before`, with `last`, are parts of, and how many of `before` it takes.
fn parts(tables: &Tables, before: &[Cell], last: char) -> Option<(usize, char)> {
    work::step(1);
    match before {
        [.., b] if !b.is(HAN) => None,
        [.., a, b] if a.is(HAN) => match tables.joined_three([a.c, b.c, last]) {
            Some(whole) => Some((2, whole)),
            None => tables.joined(b.c, last).map(|whole| (1, whole)),
        },
        [.., b] => tables.joined(b.c, last).map(|whole| (1, whole)),
        [] => None,
    }
}

/// One Han character or emoji: read as another if it is, then joined with what is before it as long as that makes one.
fn han(tables: &Tables, mut cell: Cell, out: &mut Vec<Cell>) {
    if cell.class & class::READS != 0
        && let Some(c) = tables.read_as(cell.c)
    {
        cell.flags |= if cell.is(PICTO) { EMOJI } else { SHAPED };
        cell.c = c;
        cell.class = tables.entry(c).class();
    }
    while cell.class & class::ENDS_SPLIT != 0 {
        let Some((count, whole)) = parts(tables, out, cell.c) else { break };
        for _ in 0..count {
            if let Some(part) = out.pop() {
                cell.start = part.start;
                cell.flags |= part.flags;
            }
        }
        cell.c = whole;
        cell.flags |= SHAPED;
        cell.class = tables.entry(whole).class();
    }
    out.push(cell);
}

/// The end of the run of letters, digits and signs that may stand for letters. `!` and `|` only count inside it.
fn word_end(cells: &[Cell], start: usize) -> usize {
    let mut end = start;
    while let Some(cell) = cells.get(end) {
        work::step(1);
        let inside = matches!(cell.c, '!' | '|') && cells.get(end + 1).is_some_and(|next| next.within(WORDLIKE));
        if !(inside || cell.within(WORDLIKE) || is_sign(cell.c)) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a word mixes letters with digits or signs.
fn is_leet(word: &[Cell]) -> bool {
    word.iter().any(|cell| cell.is(LATIN)) && word.iter().any(|cell| !cell.is(LATIN))
}

/// A word that mixes letters with digits or signs is read with those as letters.
fn word(word: &[Cell], out: &mut Vec<Cell>) {
    if is_leet(word) {
        out.extend(word.iter().map(|&cell| match leet(cell.c) {
            Some(c) => Cell { c, class: LATIN, flags: cell.flags | LEET, ..cell },
            None => cell,
        }));
    } else {
        out.extend_from_slice(word);
    }
}
