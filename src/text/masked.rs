//! Words in which marks stand for letters: `id*ot`, `f**k`, `sh#t`, `fuc*`.

use std::ops::RangeInclusive;

use super::cell::{Cell, WORDLIKE};
use super::class::{LATIN, PICTO};
use super::literal::is_sign;
use super::view::Masked;
use super::work;

/// Symbols in a masked word: fewer are formulas, more are no word.
const MASKED: RangeInclusive<usize> = 3..=24;
/// The same if every mark also joins words or stands between terms: `a-b` and `well-made` are no disguise.
const JOINED: RangeInclusive<usize> = 4..=8;

/// Collects the masked words of a plain view.
#[inline(never)]
pub fn find(cells: &[Cell], out: &mut Vec<Masked>) {
    let mut i = 0;
    while i < cells.len() {
        if !cells[i].is(LATIN) {
            i += 1;
            continue;
        }
        let next = i + run(&cells[i..]);
        work::step(next - i);
        let wrapped = i > 0 && is_mask(&cells[i - 1]);
        let word = trimmed(&cells[i..next], wrapped);
        if is_masked(word) {
            out.push(Masked { first: i as u32, last: (i + word.len()) as u32 });
        }
        i = next;
    }
}

/// Length of the run of letters, signs for letters, and marks. It begins with a letter.
fn run(cells: &[Cell]) -> usize {
    cells.iter().take_while(|cell| is_letter(cell) || is_mask(cell)).count()
}

/// Stars at the end may be the rest of the word; other marks, or stars that stand before it as well, are not part of it.
fn trimmed(word: &[Cell], wrapped: bool) -> &[Cell] {
    let starred = word.last().is_some_and(|cell| cell.c == '*') && !wrapped;
    let tail = if starred { 0 } else { word.iter().rev().take_while(|cell| is_mask(cell)).count() };
    &word[..word.len() - tail]
}

/// One mark needs two letters beside it; more marks need one.
fn is_masked(word: &[Cell]) -> bool {
    let marks = word.iter().filter(|cell| is_mask(cell)).count();
    let letters = word.len() - marks;
    let joints = word.iter().all(|cell| !is_mask(cell) || is_joint(cell.c));
    let length = if joints { JOINED } else { MASKED };
    marks > 0 && letters > usize::from(marks == 1) && length.contains(&word.len())
}

fn is_letter(cell: &Cell) -> bool {
    cell.within(WORDLIKE) || is_sign(cell.c)
}

/// Marks that people put in the place of a letter.
fn is_mask(cell: &Cell) -> bool {
    is_joint(cell.c)
        || matches!(cell.c, '*' | '#' | '%' | '^' | '~' | '×' | '•' | '●' | '○' | '■' | '□' | '█' | '▇' | '°')
        || cell.is(PICTO)
}

/// Of those, marks that also stand between words or terms.
const fn is_joint(c: char) -> bool {
    matches!(c, '-' | '_' | '+' | '=' | '&')
}
