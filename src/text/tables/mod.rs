//! The tables behind the folds: what every character is and becomes, and how Han characters are read aloud.
//!
//! The generated files hold them packed for the wire; [`tables`] unpacks them once, in well under a millisecond.

mod classes;
mod decode;
mod folds;
mod readings;
mod shapes;
mod variants;

use std::sync::OnceLock;

use super::class;
use super::pinyin::{Code, Syllabary};

/// What a character is and becomes, in one word: see [`Entry`]'s methods for the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry(u32);

/// The table covers the first two planes; beyond them nothing is folded.
const COVERED: u32 = 0x2_0000;

impl Entry {
    const CLASS: u32 = 17;
    const STYLED: u32 = 1 << 25;
    const ACCENT: u32 = 1 << 26;
    const LETTER: u32 = 27;

    const fn new(class: u8) -> Self {
        Self((class as u32) << Self::CLASS)
    }

    /// The character it becomes: the low 17 bits are what is to be added to it.
    pub fn target(self, c: char) -> char {
        let c = c as u32;
        char::from_u32(if c < COVERED { c.wrapping_add(self.0) & (COVERED - 1) } else { c })
            .unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Class and hints of what it becomes.
    pub const fn class(self) -> u8 {
        (self.0 >> Self::CLASS) as u8
    }

    /// For class [`MULTI`](class::MULTI): which of the expansions.
    const fn index(self) -> usize {
        (self.0 & (COVERED - 1)) as usize
    }

    /// Flags that the fold earns: `STYLED`, `ACCENT`.
    pub const fn flags(self) -> u16 {
        let mut flags = 0;
        if self.0 & Self::STYLED != 0 {
            flags |= super::flag::STYLED;
        }
        if self.0 & Self::ACCENT != 0 {
            flags |= super::flag::ACCENT;
        }
        flags
    }

    /// For a letter that looks like a Latin one: 1 for a to 26 for z. Otherwise 0.
    pub const fn look(self) -> u16 {
        (self.0 >> Self::LETTER) as u16
    }
}

/// A character that folds to several.
#[derive(Debug)]
pub struct Expansion {
    /// What it folds to.
    pub text: Box<[char]>,
    /// Flags that the fold earns.
    pub flags: u16,
}

/// Every table, unpacked.
#[derive(Debug)]
pub struct Tables {
    /// Page of 256 characters -> its place in `entries`. Pages of one class that fold nothing share one.
    pages: Vec<u16>,
    entries: Vec<Entry>,
    expansions: Vec<Expansion>,
    /// A bit for every pair of letters that is a flag.
    flags: &'static [u8],
    /// Reading of U+4E00 and on; zero is none.
    readings: Vec<Code>,
    /// Further readings, ascending by character.
    further: Vec<(char, Code)>,
    /// Last part, first part and whole of split characters of two parts, ascending.
    splits: Vec<(u32, char)>,
    /// Split characters of three parts.
    triples: Vec<([char; 3], char)>,
    /// Characters and emoji with the character they are read as, ascending.
    reads: Vec<(char, char)>,
    /// The syllables that exist.
    pub syllabary: Syllabary,
}

/// The tables, unpacked on first use.
pub fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(decode::decode)
}

impl Tables {
    /// What a character is and becomes.
    #[inline]
    pub fn entry(&self, c: char) -> Entry {
        let c = c as u32;
        if c < COVERED {
            let page = usize::from(self.pages[(c >> 8) as usize]);
            self.entries[page << 8 | (c & 0xff) as usize]
        } else {
            Entry::new(match c {
                0x2_0000..=0x3_ffff => class::HAN,
                0xe_0000..=0xe_0fff => class::VARIATION,
                _ => class::SYMBOL,
            })
        }
    }

    /// What a character of class [`MULTI`](class::MULTI) becomes.
    pub fn expansion(&self, entry: Entry) -> &Expansion {
        &self.expansions[entry.index()]
    }

    /// Whether two regional indicators (0 for A to 25 for Z) are the flag of a real region.
    pub fn is_flag(&self, first: u32, second: u32) -> bool {
        let index = first * 26 + second;
        self.flags.get((index / 8) as usize).is_some_and(|bits| bits >> (index % 8) & 1 != 0)
    }

    /// How a Han character is usually read.
    pub fn reading(&self, c: char) -> Option<Code> {
        let index = (c as u32).wrapping_sub(0x4e00) as usize;
        self.readings.get(index).copied().filter(|code| *code != Code::NONE)
    }

    /// Every way to read a Han character, the usual one first.
    pub fn readings(&self, c: char) -> impl Iterator<Item = Code> {
        let from = self.further.partition_point(|(other, _)| *other < c);
        let further = self.further[from..].iter().take_while(move |(other, _)| *other == c).map(|(_, code)| *code);
        self.reading(c).into_iter().chain(further)
    }

    /// The character that a look-alike or an emoji is read as.
    pub fn read_as(&self, c: char) -> Option<char> {
        self.reads.binary_search_by_key(&c, |(from, _)| *from).ok().map(|i| self.reads[i].1)
    }

    /// The character of which these two are the parts.
    pub fn joined(&self, first: char, last: char) -> Option<char> {
        let key = split_key(first, last)?;
        self.splits.binary_search_by_key(&key, |(key, _)| *key).ok().map(|i| self.splits[i].1)
    }

    /// The character of which these three are the parts.
    pub fn joined_three(&self, parts: [char; 3]) -> Option<char> {
        self.triples.iter().find(|(p, _)| *p == parts).map(|(_, whole)| *whole)
    }
}

/// Both parts in one number, the last part above: both are in the basic plane, or there is no such split.
fn split_key(first: char, last: char) -> Option<u32> {
    (first <= '\u{ffff}' && last <= '\u{ffff}').then_some((last as u32) << 16 | first as u32)
}
