//! Folds that depend on a whole word or text: regional indicators that spell, and letters of one script that pass for
//! letters of another. Real flags stay flags; real Russian and Greek stay as they are.

use super::cell::{Cell, Set};
use super::class::{DIGIT, LATIN, LETTER, LOOK, LOOSE_LOOK, PICTO, REGION, WORD};
use super::flag::STYLED;
use super::plain::LOOK_SHIFT;
use super::tables::Tables;
use super::work;

const FIRST_REGION: u32 = 0x1f1e6;

/// A run of regional indicators that is not made of flags throughout is a word in fancy letters.
pub fn regions(tables: &Tables, cells: &mut [Cell]) {
    for run in cells.chunk_by_mut(|a, b| a.is(REGION) && b.is(REGION)) {
        if !run[0].is(REGION) {
            continue;
        }
        let index = |cell: &Cell| cell.c as u32 - FIRST_REGION;
        let flags = run.chunks(2).all(|pair| pair.len() == 2 && tables.is_flag(index(&pair[0]), index(&pair[1])));
        for cell in run {
            if flags {
                cell.class = PICTO;
            } else {
                cell.c = char::from(b'a' + index(cell) as u8);
                cell.class = LATIN;
                cell.flags |= STYLED;
            }
        }
    }
}

const WORDS: Set = Set::of(&[LATIN, DIGIT, WORD, LETTER, LOOK, LOOSE_LOOK]);

/// Shortest word wholly of look-alikes that is read as Latin: Greek letters stand in formulas by ones and twos.
const WHOLE_WORD: usize = 3;

/// Folds look-alike letters in words that mix them with Latin ones. A word of nothing but look-alikes is folded if the
/// text has Latin words or Han characters (`han`) and no other word that is really of another script.
pub fn letters(tables: &Tables, cells: &mut [Cell], han: bool) {
    let mut whole: Vec<(usize, usize)> = Vec::new();
    let (mut latin, mut foreign) = (false, false);
    let mut i = 0;
    while i < cells.len() {
        if !cells[i].within(WORDS) {
            i += 1;
            continue;
        }
        let end = word_end(cells, i);
        work::step(end - i);
        let (mut seen, mut looks) = (0_u32, 0);
        for cell in &cells[i..end] {
            seen |= 1 << cell.kind();
            looks += usize::from(cell.is(LOOK));
        }
        let has = |kind: u8| seen >> kind & 1 != 0;
        latin |= has(LATIN);
        if has(LATIN) && (has(LOOK) || has(LOOSE_LOOK)) {
            cells[i..end].iter_mut().for_each(fold);
        } else if looks >= WHOLE_WORD && !has(WORD) && !has(LETTER) && !has(LOOSE_LOOK) {
            whole.push((i, end));
        } else {
            foreign |= has(LOOSE_LOOK);
        }
        foreign |= has(LETTER);
        i = end;
    }
    if (latin || han) && !foreign {
        for (start, end) in whole {
            cells[start..end].iter_mut().for_each(fold);
        }
    }
    for cell in cells.iter_mut() {
        cell.flags &= (1 << LOOK_SHIFT) - 1;
        // A class is that of the character itself: a capital may have looked Latin where its small letter does not.
        if cell.is(LOOSE_LOOK) || cell.is(LOOK) {
            cell.class = tables.entry(cell.c).class();
        }
    }
}

/// The end of the word that begins at `start`. Single letters with one separator between are one word here: `i d i o t`.
fn word_end(cells: &[Cell], start: usize) -> usize {
    let is_word = |i: usize| cells.get(i).is_some_and(|cell| cell.within(WORDS));
    let (mut from, mut end) = (start, start);
    loop {
        while is_word(end) {
            end += 1;
        }
        if end - from == 1 && !is_word(end) && is_word(end + 1) && !is_word(end + 2) {
            from = end + 1;
            end = from;
        } else {
            return end;
        }
    }
}

fn fold(cell: &mut Cell) {
    let letter = cell.flags >> LOOK_SHIFT;
    if letter != 0 {
        cell.c = char::from(b'a' + letter as u8 - 1);
        cell.class = LATIN;
        cell.flags |= STYLED;
    }
}
