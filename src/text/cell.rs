//! [`Cell`]: a symbol while the views are being built.

use super::class;
use super::view::{Symbol, View};

/// A folded character, where it came from, and what kind of character it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub c: char,
    /// UTF-16 code units of the original text.
    pub start: u32,
    pub end: u32,
    /// See [`flag`](super::flag).
    pub flags: u16,
    /// See [`class`]: the class and its hints.
    pub class: u8,
}

/// A set of classes, for tests that would otherwise be long chains.
#[derive(Clone, Copy)]
pub struct Set(u32);

impl Set {
    pub const fn of(classes: &[u8]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < classes.len() {
            bits |= 1 << classes[i];
            i += 1;
        }
        Self(bits)
    }

    pub const fn has(self, kind: u8) -> bool {
        self.0 >> (kind & class::MASK) & 1 != 0
    }

    pub const fn bits(self) -> u32 {
        self.0
    }
}

/// Latin letters after folding, and digits: what words that need a boundary are made of.
pub const WORDLIKE: Set = Set::of(&[class::LATIN, class::DIGIT]);

impl Cell {
    /// The class without its hints.
    pub const fn kind(&self) -> u8 {
        self.class & class::MASK
    }

    pub const fn is(&self, kind: u8) -> bool {
        self.kind() == kind
    }

    pub const fn within(&self, set: Set) -> bool {
        set.has(self.class)
    }

    /// A Han character, or an emoji that may be read as one.
    pub const fn is_han_like(&self) -> bool {
        self.is(class::HAN) || (self.is(class::PICTO) && self.class & class::READS != 0)
    }
}

/// Writes cells as a view.
pub fn fill(view: &mut View, cells: &[Cell]) {
    view.text.clear();
    view.symbols.clear();
    view.symbols.reserve(cells.len());
    view.text.reserve(cells.iter().map(|cell| cell.c.len_utf8()).sum());
    for cell in cells {
        view.symbols.push(Symbol { at: view.text.len() as u32, start: cell.start, end: cell.end, flags: cell.flags });
        view.text.push(cell.c);
    }
}
