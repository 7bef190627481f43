//! Words in which marks stand for letters: `id*ot`, `f**k`, `sh#t`, `fuc*`.

use super::cell::{Cell, WORDLIKE};
use super::class::{LATIN, PICTO};
use super::view::Masked;

/// Longest word that is looked at, in symbols.
const LONGEST: usize = 24;
/// Shortest: fewer letters and marks are formulas.
const SHORTEST: usize = 3;

/// Collects the masked words of a plain view.
pub fn find(cells: &[Cell], out: &mut Vec<Masked>) {
    let mut i = 0;
    while i < cells.len() {
        if !cells[i].is(LATIN) {
            i += 1;
            continue;
        }
        let (mut end, mut letters, mut marks) = (i, 0, 0);
        // What the word ends with: marks at the end may be markdown, or the rest of the word.
        let mut tail = 0;
        while let Some(cell) = cells.get(end) {
            if cell.within(WORDLIKE) || matches!(cell.c, '@' | '$') {
                letters += 1;
                tail = 0;
            } else if is_mask(cell) {
                marks += 1;
                tail += 1;
            } else {
                break;
            }
            end += 1;
        }
        let next = end;
        let wrapped = i > 0 && is_mask(&cells[i - 1]);
        if tail > 0 && (wrapped || cells[end - 1].c != '*') {
            end -= tail;
            marks -= tail;
        }
        let len = end - i;
        if marks > 0 && letters > 0 && len - marks > usize::from(marks == 1) && (SHORTEST..=LONGEST).contains(&len) {
            out.push(Masked { first: i as u32, last: end as u32 });
        }
        i = next.max(i + 1);
    }
}

/// Marks that people put in the place of a letter.
fn is_mask(cell: &Cell) -> bool {
    matches!(
        cell.c,
        '*' | '#'
            | '%'
            | '&'
            | '^'
            | '~'
            | '_'
            | '-'
            | '+'
            | '='
            | '×'
            | '•'
            | '●'
            | '○'
            | '■'
            | '□'
            | '█'
            | '▇'
            | '°'
    ) || cell.is(PICTO)
}
