//! Words with the same mark between each two instead of a space: `you.are.an.idiot`, `go, to, school`.
//!
//! Such a mark is a space to whoever reads the text, so it is one in the plain view: what excuses a word is then heard
//! across it as well. A mark that also stands in prose (a comma, a line break, a full stop before a space) must part
//! nearly every two words of the text; one that does not (`.`, `_` or `*` between letters) must part some in a row.

use std::ops::Range;

use super::cell::{Cell, Set, WORDLIKE};
use super::class::{COMMA, DOT, INVISIBLE, LATIN, NEWLINE, PICTO, SPACE, STOP, SYMBOL, WEAK};
use super::work;

/// What may part words.
const MARKS: Set = Set::of(&[SYMBOL, DOT, COMMA, WEAK, STOP, NEWLINE, PICTO]);
/// Of those, and beside those, what stands between the words of any prose.
const PROSE: Set = Set::of(&[COMMA, STOP, NEWLINE, SPACE]);

/// Fewer gaps in a row than these are an abbreviation, an address or a list of three.
const GAPS: usize = 3;

/// Most characters between two words.
const WIDEST: usize = 3;

/// Words that stand in sentences, and in no list of things.
const SMALL: [&str; 32] = [
    "a", "am", "an", "are", "at", "be", "do", "for", "from", "get", "have", "he", "i", "in", "is", "it", "not", "of",
    "on", "she", "so", "such", "that", "the", "they", "this", "to", "too", "was", "will", "with", "you",
];

/// Words in a row with the same mark between them. Where a comma or a stop stood, it stands before the mark.
struct Row {
    /// The mark.
    mark: Range<usize>,
    gaps: usize,
    /// Of its words, those of one letter.
    single: usize,
    /// From the first word to the last.
    cells: Range<usize>,
}

/// Makes spaces of marks that part words. `seen` are the classes of the text. Cost: linear, a look at each cell or two.
pub fn undo(cells: &mut Vec<Cell>, seen: u32) {
    if seen & MARKS.bits() == 0 || seen & Set::of(&[LATIN]).bits() == 0 {
        return;
    }
    work::step(cells.len());
    let all = (1..cells.len()).filter(|i| begins_word(cells, *i)).count();
    if all < GAPS {
        return;
    }
    let (mut i, mut undone) = (0, false);
    while let Some(row) = next_row(cells, i) {
        i = if row.gaps == 0 { row.cells.end } else { word_start(cells, row.cells.end) };
        if row.parts_words(cells, all) {
            row.blank(cells);
            undone = true;
        }
    }
    if undone {
        cells.retain(|cell| !cell.is(INVISIBLE));
    }
}

impl Row {
    fn parts_words(&self, cells: &[Cell], all: usize) -> bool {
        // An address goes on with one of these; letters by ones are a word that is spelled out.
        let goes_on = |cell: Option<&Cell>| cell.is_some_and(|c| matches!(c.c, '@' | '/' | '\\' | '_' | ':'));
        let before = self.cells.start.checked_sub(1).and_then(|i| cells.get(i));
        let of = |set: Set| cells[self.mark.clone()].iter().any(|cell| cell.within(set));
        let all_of_it = || self.gaps * 5 >= all * 4;
        self.gaps >= GAPS
            && self.single * 3 <= self.gaps + 1
            && !goes_on(before)
            && !goes_on(cells.get(self.cells.end))
            && (!of(PROSE) || all_of_it() || (of(Set::of(&[COMMA])) && self.is_sentence(cells)))
    }

    /// Whether small words are among these.
    fn is_sentence(&self, cells: &[Cell]) -> bool {
        let starts = self.cells.clone().filter(|i| begins_word(cells, *i));
        starts
            .map(|i| &cells[i..word_end(cells, i)])
            .any(|word| word.len() <= 4 && SMALL.iter().any(|small| small.chars().eq(word.iter().map(|cell| cell.c))))
    }

    /// Makes a space of every mark; the cells that go are to be left out.
    fn blank(&self, cells: &mut [Cell]) {
        let length = self.mark.len();
        let mut at = word_end(cells, self.cells.start);
        while at < self.cells.end {
            let next = at + cells[at..].iter().take_while(|cell| !cell.within(WORDLIKE)).count();
            let mark = next - length..next;
            cells[mark.start] = Cell { c: ' ', class: SPACE, flags: 0, end: cells[next - 1].end, ..cells[mark.start] };
            cells[mark.start + 1..mark.end].iter_mut().for_each(|cell| cell.class = INVISIBLE);
            at = word_end(cells, next);
        }
    }
}

fn begins_word(cells: &[Cell], i: usize) -> bool {
    cells[i].within(WORDLIKE) && (i == 0 || !(cells[i - 1].within(WORDLIKE) || is_apostrophe(cells, i - 1)))
}

/// An apostrophe between two letters belongs to the word.
fn is_apostrophe(cells: &[Cell], i: usize) -> bool {
    cells[i].c == '\'' && i > 0 && cells[i - 1].is(LATIN) && cells.get(i + 1).is_some_and(|cell| cell.is(LATIN))
}

/// The end of the word that begins at `i`.
fn word_end(cells: &[Cell], i: usize) -> usize {
    i + (i..cells.len()).take_while(|i| cells[*i].within(WORDLIKE) || is_apostrophe(cells, *i)).count()
}

/// The beginning of the word that ends at `end`.
fn word_start(cells: &[Cell], end: usize) -> usize {
    end - (0..end).rev().take_while(|i| cells[*i].within(WORDLIKE) || is_apostrophe(cells, *i)).count()
}

/// The next row from cell `from` on. Its last word may be the first of another.
fn next_row(cells: &[Cell], from: usize) -> Option<Row> {
    let start = (from..cells.len()).find(|i| begins_word(cells, *i))?;
    let end = word_end(cells, start);
    let mut row = Row { mark: end..end, gaps: 0, single: usize::from(end - start == 1), cells: start..end };
    // Whether the gap ends with the mark.
    let ends_with = |gap: &Range<usize>, mark: &Range<usize>| {
        let back = |range: &Range<usize>| cells[range.clone()].iter().rev().map(|cell| cell.c);
        gap.len() >= mark.len() && back(gap).zip(back(mark)).all(|(a, b)| a == b)
    };
    while let Some(gap) = gap_at(cells, row.cells.end) {
        if row.gaps == 0 || ends_with(&row.mark, &gap) {
            row.mark = gap.clone();
        } else if !ends_with(&gap, &row.mark) {
            break;
        }
        let end = word_end(cells, gap.end);
        work::step(end - row.cells.end);
        row.gaps += 1;
        row.single += usize::from(end - gap.end == 1);
        row.cells.end = end;
    }
    Some(row)
}

/// What parts the word that ends here from the next one, if there is a mark in it and both are words of letters.
fn gap_at(cells: &[Cell], from: usize) -> Option<Range<usize>> {
    let width = cells[from..].iter().take(WIDEST + 1).take_while(|c| c.within(MARKS) || c.is(SPACE)).count();
    let gap = from..from + width;
    let marked = cells[gap.clone()].iter().any(|cell| cell.within(MARKS));
    let letters = cells[from - 1].is(LATIN) && cells.get(gap.end).is_some_and(|cell| cell.is(LATIN));
    (marked && width <= WIDEST && letters).then_some(gap)
}

#[cfg(test)]
mod tests {
    use crate::text::Folder;

    fn plain(text: &str) -> String {
        Folder::new().fold(text).plain.text.clone()
    }

    #[test]
    fn marks_between_all_words_are_spaces() {
        for (parted, words) in [
            ("you.are.an.idiot", "you are an idiot"),
            ("you, are, an, idiot", "you are an idiot"),
            ("You. Are. An. Idiot", "you are an idiot"),
            ("you\nare\nan\nidiot", "you are an idiot"),
            ("listen, you_don't_know_me at all", "listen, you don't know me at all"),
            ("you🌸are🌸an🌸idiot", "you are an idiot"),
            ("no,, you, are, not, an, idiot,, she, said", "no, you are not an idiot, she said"),
            ("shut.up,.you.never.know", "shut up, you never know"),
            ("you, are, such, a fool and everybody in here knows", "you are such a fool and everybody in here knows"),
        ] {
            assert_eq!(plain(parted), words, "{parted}");
        }
        let mut folder = Folder::new();
        let symbols = &folder.fold("go, to, the, sea").plain.symbols;
        assert_eq!((symbols[2].start, symbols[2].end, symbols[3].start), (2, 4, 4));
    }

    #[test]
    fn addresses_lists_and_spelled_words_stay() {
        for text in [
            "apples, pears, plums and grapes from the big shop",
            "mail a.friend.of.mine@example.org",
            "https://one.two.three.four/five",
            "i.d.i.o.t",
            "u.s.a.f",
            "1.2.3.4.5",
            "yes. no. but why should i",
            "mother-in-law",
        ] {
            assert_eq!(plain(text), text, "{text}");
        }
    }
}
