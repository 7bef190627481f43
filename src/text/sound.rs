//! The sound view: toneless syllables of Han characters, and of Latin words that spell pinyin from end to end.

use super::cell::{Cell, WORDLIKE};
use super::class::{HAN, LATIN, SPACE};
use super::flag;
use super::pinyin::{Code, LONGEST};
use super::tables::Tables;
use super::view::{SoundView, Symbol};
use super::work;

/// What anything else than a syllable becomes.
const OTHER: [u8; 2] = [0xff, 0xff];

/// Reads the shape view aloud. `spelled` is a buffer.
#[inline(never)]
pub fn read(tables: &Tables, shape: &[Cell], spelled: &mut Vec<(u8, Code)>, out: &mut SoundView) {
    out.bytes.clear();
    out.symbols.clear();
    // A syllable a character at most. What grows by doubling holds a long text three times while it moves.
    out.bytes.reserve(2 * shape.len());
    out.symbols.reserve(shape.len());
    let mut i = 0;
    // A space that waits for what is behind it: it does not part syllables if one of them is spelled.
    let mut space: Option<&Cell> = None;
    while i < shape.len() {
        work::step(1);
        let cell = &shape[i];
        if cell.is(HAN) {
            let code = tables.reading(cell.c);
            let joined = settle(out, space.take(), code.is_some() && last_is_spelled(out));
            match code {
                Some(code) => push(out, code, cell.start, cell.end, cell.flags | flag::HAN | joined),
                None => other(out, cell),
            }
            i += 1;
        } else if cell.within(WORDLIKE) {
            let end = i + shape[i..].iter().take_while(|cell| cell.within(WORDLIKE)).count();
            work::step(end - i);
            let syllables = spell(tables, &shape[i..end], spelled);
            let mut joined = settle(out, space.take(), syllables.is_some() && last_is_syllable(out));
            if let Some(syllables) = syllables {
                for &(len, code) in syllables {
                    let letters = &shape[i..i + usize::from(len)];
                    let flags = letters.iter().fold(flag::LATIN | joined, |flags, cell| flags | cell.flags);
                    push(out, code, letters[0].start, letters[letters.len() - 1].end, flags);
                    i += letters.len();
                    joined = 0;
                }
            } else {
                for cell in &shape[i..end] {
                    other(out, cell);
                }
                i = end;
            }
        } else {
            settle(out, space.take(), false);
            if cell.is(SPACE) && last_is_syllable(out) {
                space = Some(cell);
            } else {
                other(out, cell);
            }
            i += 1;
        }
    }
    settle(out, space, false);
}

/// Leaves a waiting space out, or writes it.
fn settle(out: &mut SoundView, space: Option<&Cell>, leave_out: bool) -> u16 {
    match space {
        Some(_) if leave_out => flag::JOINED,
        Some(cell) => {
            other(out, cell);
            0
        }
        None => 0,
    }
}

fn last_is_syllable(out: &SoundView) -> bool {
    out.bytes.last().is_some_and(|b| *b != OTHER[1])
}

fn last_is_spelled(out: &SoundView) -> bool {
    out.symbols.last().is_some_and(|s| s.flags & flag::LATIN != 0)
}

fn spell<'a>(tables: &Tables, word: &[Cell], spelled: &'a mut Vec<(u8, Code)>) -> Option<&'a [(u8, Code)]> {
    if word.len() > LONGEST || !word.iter().all(|cell| cell.is(LATIN)) {
        return None;
    }
    let mut letters = [0; LONGEST];
    for (letter, cell) in letters.iter_mut().zip(word) {
        *letter = cell.c as u8;
    }
    tables.syllabary.spell(&letters[..word.len()], spelled)
}

fn push(out: &mut SoundView, code: Code, start: u32, end: u32, flags: u16) {
    out.symbols.push(Symbol { at: out.bytes.len() as u32, start, end, flags });
    out.bytes.extend_from_slice(&code.0);
}

/// A stretch of anything else is one symbol.
fn other(out: &mut SoundView, cell: &Cell) {
    match out.symbols.last_mut() {
        Some(last) if out.bytes.ends_with(&OTHER) => last.end = last.end.max(cell.end),
        _ => push(out, Code(OTHER), cell.start, cell.end, 0),
    }
}
