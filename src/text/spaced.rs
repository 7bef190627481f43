//! Words written letter by letter: `i d i o t`, `i.d.i.o.t`, `k-y-s`.

use super::cell::{Cell, Set, WORDLIKE};
use super::class::{COMMA, DOT, HAN, LATIN, PICTO, SPACE, SYMBOL, WEAK};
use super::flag::{EDGE, JOINED, LOOSE};
use super::tight::GAP;
use super::work;

const SEPARATORS: Set = Set::of(&[SPACE, SYMBOL, WEAK, DOT, COMMA, PICTO]);

/// Single letters that make a word. Two are enough beside a Han character: `你个s b`.
const LETTERS: usize = 3;

/// Single letters with the same separator between each two.
pub struct Run {
    /// Index of the first letter.
    start: usize,
    /// From one letter to the next.
    step: usize,
    /// Index after the last letter.
    pub end: usize,
    letters: usize,
}

/// The run of single letters that begins at `start`, if there is one.
pub fn run(cells: &[Cell], start: usize) -> Option<Run> {
    let is_word = |i: usize| cells.get(i).is_some_and(|cell| cell.within(WORDLIKE));
    let single = |i: usize| is_word(i) && !is_word(i + 1);
    if !single(start) {
        return None;
    }
    let gap = cells[start + 1..].iter().take(GAP + 1).take_while(|cell| cell.within(SEPARATORS)).count();
    if gap == 0 || gap > GAP {
        return None;
    }
    work::step(gap);
    let step = gap + 1;
    let separator = |i: usize| cells[i + 1..i + step].iter().map(|cell| cell.c);
    let (mut last, mut count, mut latin) = (start, 1, usize::from(cells[start].is(LATIN)));
    while single(last + step) && (count == 1 || separator(last).eq(separator(start))) {
        work::step(step);
        last += step;
        count += 1;
        latin += usize::from(cells[last].is(LATIN));
        // Digits by themselves are numbers: stop early, so that a long row of them is not walked again from each.
        if count == LETTERS && latin == 0 {
            return None;
        }
    }
    if latin < 2 {
        return None;
    }
    let is_han = |i: usize| cells.get(i).is_some_and(|cell| cell.is(HAN));
    let beside_han = latin == 2 && (is_han(last + 1) || (start > 0 && is_han(start - 1)));
    (count >= LETTERS || (count == 2 && beside_han)).then_some(Run { start, step, end: last + 1, letters: count })
}

/// Appends the letters of a run. `flags` are for the first.
pub fn push(cells: &[Cell], run: &Run, flags: u16, out: &mut Vec<Cell>) {
    let joined = if run.letters < LETTERS { JOINED | LOOSE } else { JOINED };
    let mut may_begin = true;
    for n in 0..run.letters {
        let mut cell = cells[run.start + n * run.step];
        // `u r a i d i o t`: as long as the letters so far are words, another word may begin after them.
        cell.flags |= match n {
            0 => flags,
            _ if may_begin && run.letters - n >= LETTERS => joined | EDGE,
            _ => joined,
        };
        may_begin &= matches!(cell.c, 'a' | 'i' | 'r' | 'u' | 'y');
        out.push(cell);
    }
}
