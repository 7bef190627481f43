//! The plain view: what looks different and reads the same is made the same.
//!
//! Single characters are folded by table. What needs its neighbours is decided here: runs of white space, combining
//! marks, joiners, and afterwards (see [`look`](super::look)) flags and letters of other scripts.

use super::cell::{Cell, Set};
use super::class::{
    COMMA, DIGIT, DOT, HAN, INVISIBLE, JOINER, LATIN, LETTER, LOOK, LOOSE_LOOK, MARK, MULTI, NEWLINE, PICTO, REGION,
    SPACE, STOP, SYMBOL, VARIATION, WEAK, WORD,
};
use super::flag::{ACCENT, JOINED, STYLED};
use super::tables::{Entry, Tables};
use super::{class, look, work};

/// Classes of characters that stand for themselves, whatever is beside them.
const ORDINARY: Set =
    Set::of(&[SYMBOL, LATIN, DIGIT, WORD, HAN, LETTER, LOOK, LOOSE_LOOK, STOP, DOT, COMMA, WEAK, REGION]);

/// Letters and digits that a mark on them only decorates.
const DECORABLE: Set = Set::of(&[LATIN, DIGIT, WORD, HAN, LOOK, LOOSE_LOOK, REGION]);

/// What a variation selector behind it only shows in another style.
const PRESENTABLE: Set = Set::of(&[PICTO, DIGIT, SYMBOL]);

/// The bits of a cell's flags that hold, while the plain view is built, the Latin letter it looks like.
pub const LOOK_SHIFT: u32 = 11;

const ZERO_WIDTH_JOINER: char = '\u{200d}';

/// Most UTF-16 units of a letter with its accents, decomposed: more marks than that are decoration, not orthography.
const ACCENTED: u32 = 3;

/// Folds `text` into `cells`. Returns the classes that occur, a bit each.
pub fn fold(tables: &Tables, text: &str, cells: &mut Vec<Cell>) -> u32 {
    cells.clear();
    // Room at once: what grows by doubling holds a long text three times while it moves.
    cells.reserve(text.chars().count());
    let mut plain = Plain { tables, cells, joined: 0, joiner: None };
    let mut seen = 0_u32;
    let mut unit = 0_u32;
    for c in text.chars() {
        work::step(1);
        let start = unit;
        unit += c.len_utf16() as u32;
        let entry = tables.entry(c);
        let class = entry.class();
        seen |= 1 << (class & class::MASK);
        if ORDINARY.has(class) {
            let flags = plain.joined | entry.flags() | entry.look() << LOOK_SHIFT;
            plain.joined = 0;
            plain.cells.push(Cell { c: entry.target(c), start, end: unit, flags, class });
        } else {
            plain.unusual(c, entry, start, unit);
        }
    }
    if seen & Set::of(&[REGION]).bits() != 0 {
        look::regions(tables, cells);
    }
    if seen & Set::of(&[LOOK, LOOSE_LOOK]).bits() != 0 {
        look::letters(tables, cells, seen & Set::of(&[HAN]).bits() != 0);
    }
    seen
}

struct Plain<'a> {
    tables: &'a Tables,
    cells: &'a mut Vec<Cell>,
    /// [`JOINED`] if something invisible was left out since the last cell.
    joined: u16,
    /// A zero-width joiner that ended here stands behind an emoji: it stays if another one follows.
    joiner: Option<u32>,
}

impl Plain<'_> {
    fn unusual(&mut self, c: char, entry: Entry, start: u32, end: u32) {
        match entry.class() & class::MASK {
            SPACE => self.space(' ', SPACE, start, end),
            NEWLINE => self.space('\n', NEWLINE, start, end),
            PICTO => self.picto(entry.target(c), entry.class(), start, end),
            MARK => self.mark(c, start, end),
            VARIATION => match self.cells.last_mut() {
                Some(last) if last.within(PRESENTABLE) => last.end = end,
                _ => self.invisible(),
            },
            JOINER => match self.cells.last() {
                Some(last) if last.is(LETTER) => self.push(c, start, end, LETTER),
                Some(last) => {
                    self.joiner = (last.is(PICTO) && c == ZERO_WIDTH_JOINER).then_some(end);
                    self.invisible();
                }
                None => {}
            },
            MULTI => {
                let tables = self.tables;
                let expansion = tables.expansion(entry);
                work::step(expansion.text.len());
                for &c in &expansion.text {
                    let class = tables.entry(c).class();
                    let flags = self.joined | expansion.flags;
                    self.joined = 0;
                    self.cells.push(Cell { c, start, end, flags, class });
                }
            }
            INVISIBLE => self.invisible(),
            kind => unreachable!("class {kind} is ordinary"),
        }
    }

    fn push(&mut self, c: char, start: u32, end: u32, class: u8) {
        let flags = self.joined;
        self.joined = 0;
        self.cells.push(Cell { c, start, end, flags, class });
    }

    fn invisible(&mut self) {
        if !self.cells.is_empty() {
            self.joined = JOINED;
        }
    }

    /// A run of white space is one cell: a newline if it holds one, else a space.
    fn space(&mut self, c: char, class: u8, start: u32, end: u32) {
        self.joined = 0;
        match self.cells.last_mut() {
            Some(last) if last.is(SPACE) || last.is(NEWLINE) => {
                last.end = end;
                if class == NEWLINE {
                    (last.c, last.class) = (c, class);
                }
            }
            _ => self.cells.push(Cell { c, start, end, flags: 0, class }),
        }
    }

    fn picto(&mut self, c: char, class: u8, start: u32, end: u32) {
        // A family of people stays one emoji; the joiner is one more cell of it.
        if self.joiner == Some(start) {
            self.joined = 0;
            self.push(ZERO_WIDTH_JOINER, start - 1, start, PICTO);
        }
        self.push(c, start, end, class);
    }

    /// Marks belong to letters of scripts that need them, and are decoration on everything else.
    fn mark(&mut self, c: char, start: u32, end: u32) {
        let Some(last) = self.cells.last_mut() else { return };
        if last.is(LETTER) {
            self.push(c, start, end, LETTER);
            return;
        }
        last.end = end;
        if last.within(DECORABLE) {
            let spelled = is_diacritic(c)
                && (last.flags & STYLED == 0 || last.flags & ACCENT != 0)
                && end - last.start <= ACCENTED;
            last.flags = last.flags & !ACCENT | STYLED | if spelled { ACCENT } else { 0 };
        }
    }
}

/// The combining marks of Latin orthographies and of pinyin.
const fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{30c}' | '\u{31b}' | '\u{323}'..='\u{328}')
}
