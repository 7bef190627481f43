//! The tight view: what was put between the letters of a word, and what was stretched, is taken out.
//!
//! Within limits: never across a sentence end, a comma or a line break, and at most [`GAP`] characters in a row. What
//! was changed carries a flag, so that a match can be asked for at least one such symbol.

use super::cell::{Cell, Set, WORDLIKE};
use super::class::{COMMA, DOT, HAN, LATIN, NEWLINE, PICTO, SPACE, SYMBOL, WEAK};
use super::flag::{JOINED, LOOSE, REPEATED};
use super::literal::is_sign;
use super::{class, spaced, work};

/// Most characters that are taken out in one place.
pub const GAP: usize = 3;

/// What may stand between Han characters.
const BETWEEN: Set = Set::of(&[SPACE, SYMBOL, WEAK, DOT, PICTO]);
/// Of those, what also stands between words that nobody hides.
const COMMON: Set = Set::of(&[SPACE, WEAK, PICTO]);
/// What may stand between the letters of one Latin word.
const INSIDE: Set = Set::of(&[SYMBOL, DOT, PICTO]);

/// Letters between commas may be a word as well: see [`spaced`].
const LISTED: Set = Set::of(&[LATIN, COMMA]);

/// Longest Latin piece that belongs to the Han character beside it across a space (`傻 b`) …
const SHORT: usize = 2;
/// … and across a mark (`脑*can`).
const SPELLED: usize = 6;

/// Builds the tight view of a plain one in which the classes `seen` occur. Returns whether its text differs; if not, `out`
/// is not written.
#[inline(never)]
pub fn fold(plain: &[Cell], seen: u32, out: &mut Vec<Cell>) -> bool {
    let parted = seen & BETWEEN.bits() != 0 || LISTED.bits() & !seen == 0;
    if !parted && !plain.windows(3).any(|w| w[0].c == w[1].c && w[1].c == w[2].c) {
        return false;
    }
    out.clear();
    out.reserve(plain.len());
    let mut tight = Tight { plain, out, next: 0, han: 0 };
    let mut i = 0;
    while i < plain.len() {
        work::step(1);
        let cell = plain[i];
        i = if cell.is_han_like() {
            tight.han(i)
        } else if cell.within(WORDLIKE) {
            tight.word(i)
        } else {
            tight.next = 0;
            tight.han = 0;
            tight.out.push(cell);
            i + 1
        };
    }
    // Everything that is taken out is missing here: nothing is ever put in.
    out.len() != plain.len()
}

struct Tight<'a> {
    plain: &'a [Cell],
    out: &'a mut Vec<Cell>,
    /// Flags for the next cell.
    next: u16,
    /// Han characters in a row, up to here.
    han: usize,
}

/// What lies between one piece of a word and the next.
struct Between {
    /// Where the next piece begins.
    end: usize,
    /// Nothing but what stands between ordinary words.
    common: bool,
    /// There is a space.
    spaced: bool,
}

impl Between {
    /// Whether a Latin piece of `len` letters belongs to the Han character on the other side.
    const fn joins_latin(&self, len: usize) -> bool {
        len <= SHORT || (len <= SPELLED && !self.common && !self.spaced)
    }
}

impl Tight<'_> {
    fn get(&self, i: usize) -> Option<&Cell> {
        self.plain.get(i)
    }

    fn is_han(&self, i: usize) -> bool {
        self.get(i).is_some_and(Cell::is_han_like)
    }

    fn is_word(&self, i: usize) -> bool {
        self.get(i).is_some_and(|cell| cell.within(WORDLIKE))
    }

    /// Up to [`GAP`] removable cells from `i`, and something that may be the rest of the word behind them.
    fn between(&self, i: usize, set: Set) -> Option<Between> {
        let (mut common, mut spaced) = (true, false);
        for (j, cell) in self.plain.iter().enumerate().skip(i).take(GAP + 1) {
            work::step(1);
            if cell.is_han_like() || cell.within(WORDLIKE) {
                return (j > i).then_some(Between { end: j, common, spaced });
            }
            if !cell.within(set) || ends_sentence(self.plain, j) {
                return None;
            }
            common &= cell.within(COMMON);
            spaced |= cell.is(SPACE);
        }
        None
    }

    /// Length of the Latin piece at `i`, as far as it matters here.
    fn piece(&self, i: usize) -> usize {
        (0..=SPELLED).take_while(|n| self.is_word(i + n)).count()
    }

    /// One Han character, and the gap behind it.
    fn han(&mut self, i: usize) -> usize {
        self.han += 1;
        let mut cell = self.plain[i];
        cell.flags |= self.next;
        self.next = 0;
        self.push_han(cell);
        let next = i + 1;
        if self.get(next).is_none_or(|cell| cell.is(HAN)) {
            return next;
        }
        let Some(between) = self.between(next, BETWEEN) else { return next };
        let joins = if self.is_han(between.end) {
            // Between phrases of Chinese, a space is as good as a comma: only short pieces are parts of a word.
            let behind = (1..3).take_while(|n| self.is_han(between.end + n)).count();
            let word = behind == 0 || (behind == 1 && self.han == 1);
            self.next = if between.common && !word { JOINED | LOOSE } else { JOINED };
            true
        } else {
            let joins = self.plain[between.end].is(LATIN) && between.joins_latin(self.piece(between.end));
            self.next = if joins { JOINED } else { 0 };
            joins
        };
        self.han = 0;
        if joins { between.end } else { next }
    }

    /// Stretched characters are collapsed: three or more of one become one.
    fn push_han(&mut self, cell: Cell) {
        match &mut self.out[..] {
            [.., before, last] if last.c == cell.c && before.c == cell.c => {
                before.end = cell.end;
                before.flags |= REPEATED;
                self.out.pop();
            }
            [.., last] if last.c == cell.c && last.flags & REPEATED != 0 => last.end = cell.end,
            _ => self.out.push(cell),
        }
    }

    /// One Latin word, and the gap behind it if a Han character follows.
    fn word(&mut self, i: usize) -> usize {
        self.han = 0;
        let first = self.out.len();
        let end = match spaced::run(self.plain, i) {
            Some(run) => {
                spaced::push(self.plain, &run, self.next, self.out);
                self.next = 0;
                run.end
            }
            None => self.word_with_marks(i),
        };
        collapse(self.out, first);
        let len = self.out.len() - first;
        if self.is_han(end) || len > SPELLED {
            return end;
        }
        match self.between(end, BETWEEN) {
            Some(between) if self.is_han(between.end) && self.plain[end - 1].is(LATIN) && between.joins_latin(len) => {
                self.next = JOINED;
                between.end
            }
            _ => end,
        }
    }

    /// `id-iot`: marks directly between the letters of a word are taken out.
    fn word_with_marks(&mut self, mut i: usize) -> usize {
        loop {
            while self.is_word(i) {
                let mut cell = self.plain[i];
                cell.flags |= self.next;
                self.next = 0;
                self.out.push(cell);
                i += 1;
            }
            let between = self.between(i, INSIDE).filter(|between| {
                // Between two digits a mark belongs to the number; some signs are letters themselves (see `leet`).
                self.is_word(between.end)
                    && (self.plain[i - 1].is(LATIN) || self.plain[between.end].is(LATIN))
                    && !self.plain[i..between.end].iter().any(|cell| cell.c == '|' || is_sign(cell.c))
            });
            let Some(between) = between else { return i };
            self.next = JOINED;
            i = between.end;
        }
    }
}

/// A full stop ends a sentence where white space or nothing follows it.
pub fn ends_sentence(cells: &[Cell], i: usize) -> bool {
    cells[i].is(DOT) && cells.get(i + 1).is_none_or(|next| next.is(SPACE) || next.is(NEWLINE))
}

/// If a letter of the word that begins at `first` was stretched, every run of one letter in it becomes one.
fn collapse(cells: &mut Vec<Cell>, first: usize) {
    let word = &cells[first..];
    work::step(word.len());
    if !word.windows(3).any(|w| w[0].is(LATIN) && w[0].c == w[1].c && w[1].c == w[2].c) {
        return;
    }
    let mut kept = first;
    cells[first].flags |= REPEATED;
    for i in first + 1..cells.len() {
        let mut cell = cells[i];
        if cell.c == cells[kept].c && cell.class & class::MASK == LATIN {
            cells[kept].end = cell.end;
        } else {
            kept += 1;
            cell.flags |= REPEATED;
            cells[kept] = cell;
        }
    }
    cells.truncate(kept + 1);
}
