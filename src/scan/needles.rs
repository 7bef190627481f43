//! A set of literals to look for, with what each stands for and where it is innocent.

use super::grouped::Grouped;
use super::hits::Hit;
use super::table::{Alphabet, Table};
use crate::pack::{Innocent, views};
use crate::text::{Symbol, View, cuts_word, flag};
use crate::verdict::Via;

/// What a needle stands for in one atom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub(super) atom: u32,
    pub(super) views: u8,
    pub(super) open_end: bool,
}

/// A literal while the tables are built: its place in one long string, and what it stands for.
pub(super) struct Entry {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) used: Use,
    pub(super) open_start: bool,
}

/// Needles under numbers that count through both tables.
#[derive(Debug)]
pub(super) struct Needles {
    /// Those that begin at a word boundary, or with a character that needs none.
    bounded: Table,
    /// Those that may begin inside a Latin word: few, and looked for everywhere.
    open: Table,
    /// Per needle, ascending by atom.
    uses: Grouped<Use>,
    /// Per needle, text around it in which it means something else.
    contexts: Grouped<(String, String)>,
    /// Per needle, ordinary words that sound like it: before, spelling, after.
    homophones: Grouped<(String, String, String)>,
}

impl Needles {
    /// Files entries whose texts lie in `arena`. Gives back the number of each entry's needle.
    pub(super) fn new(arena: &str, entries: &[Entry], innocent: &[&Innocent]) -> (Self, Vec<u32>) {
        let text = |e: &Entry| &arena.as_bytes()[e.start as usize..e.end as usize];
        let half = |open: bool| -> Vec<&[u8]> { entries.iter().filter(|e| e.open_start == open).map(text).collect() };
        let (bounded, bounded_numbers) = Table::new(Alphabet::Text, &half(false));
        let (open, open_numbers) = Table::new(Alphabet::Text, &half(true));
        let first_open = bounded.len() as u32;
        let (mut b, mut o) = (bounded_numbers.into_iter(), open_numbers.into_iter());
        let numbers: Vec<u32> = entries
            .iter()
            .filter_map(|e| if e.open_start { o.next().map(|n| n + first_open) } else { b.next() })
            .collect();
        let mut uses: Vec<(u32, Use)> = numbers.iter().zip(entries).map(|(n, e)| (*n, e.used)).collect();
        uses.sort_by_key(|(n, u)| (*n, u.atom));
        let count = bounded.len() + open.len();
        let (mut contexts, mut homophones) = (Vec::new(), Vec::new());
        for i in innocent {
            for (table, first) in [(&bounded, 0), (&open, first_open)] {
                if let Some(number) = table.number(i.literal.as_bytes()) {
                    contexts.extend(i.contexts.iter().map(|c| (number + first, c.clone())));
                    homophones.extend(i.homophones.iter().map(|h| (number + first, h.clone())));
                }
            }
        }
        let needles = Self {
            uses: Grouped::new(count, uses),
            contexts: Grouped::new(count, contexts),
            homophones: Grouped::new(count, homophones),
            bounded,
            open,
        };
        (needles, numbers)
    }

    pub(super) fn uses(&self, number: u32) -> &[Use] {
        self.uses.of(number)
    }

    /// How many needles there are.
    pub(super) const fn len(&self) -> usize {
        self.bounded.len() + self.open.len()
    }

    /// Whether this spelling of a needle's sound is the needle itself or an ordinary word.
    pub(super) fn ordinary(&self, number: u32, before: &str, spelling: &str, after: &str) -> bool {
        let count = self.bounded.len();
        let itself = if (number as usize) < count {
            self.bounded.needle(number as usize)
        } else {
            self.open.needle(number as usize - count)
        };
        spelling.as_bytes() == itself
            || self
                .homophones
                .of(number)
                .iter()
                .any(|(b, s, a)| spelling == s && before.ends_with(b.as_str()) && after.starts_with(a.as_str()))
    }

    /// Adds a hit for every needle in the view that some atom wants there.
    pub(super) fn find(&self, view: &View, via: Via, hits: &mut Vec<Hit>) {
        let bytes = view.text.as_bytes();
        let word_goes_on =
            |at: usize| at > 0 && bytes[at].is_ascii_alphanumeric() && bytes[at - 1].is_ascii_alphanumeric();
        let mut first = 0;
        self.bounded.find(
            bytes,
            |at| !word_goes_on(at),
            |n, start, end| self.hit(n, start, end, view, via, &mut first, hits),
        );
        let (mut first, shift) = (0, self.bounded.len() as u32);
        self.open.find(bytes, |_| true, |n, start, end| self.hit(n + shift, start, end, view, via, &mut first, hits));
    }

    /// `first` is the symbol of the last hit: hits come ascending by start.
    #[allow(clippy::too_many_arguments)]
    fn hit(
        &self,
        number: u32,
        start: usize,
        end: usize,
        view: &View,
        via: Via,
        first: &mut usize,
        hits: &mut Vec<Hit>,
    ) {
        let text = view.text.as_str();
        let cut = cuts_word(text, end);
        let mask = mask(via);
        if !self.uses.of(number).iter().any(|u| u.views & mask != 0 && (u.open_end || !cut))
            || self.contexts.of(number).iter().any(|(b, a)| surrounded(text, start, end, b, a))
        {
            return;
        }
        while (view.symbols[*first].at as usize) < start {
            *first += 1;
        }
        let length = view.symbols[*first..].iter().take_while(|s| (s.at as usize) < end).count();
        let symbols = &view.symbols[*first..*first + length];
        if via == Via::Plain || changed(symbols) {
            hits.push(Hit::new(number, symbols[0].start, symbols[length - 1].end, via, cut));
        }
    }
}

/// The bit of [`views`] for a view.
pub(super) const fn mask(via: Via) -> u8 {
    match via {
        Via::Tight => views::TIGHT,
        Via::Shape => views::SHAPE,
        Via::Sound => views::SOUND,
        _ => views::PLAIN,
    }
}

/// The text before and after is this context, in whole words.
fn surrounded(text: &str, start: usize, end: usize, before: &str, after: &str) -> bool {
    text[end..].starts_with(after)
        && text[..start].ends_with(before)
        && !cuts_word(text, start - before.len())
        && !cuts_word(text, end + after.len())
}

/// At least one symbol was changed by the view, or stands closer than it was typed.
fn changed(symbols: &[Symbol]) -> bool {
    const ANY: u16 = flag::REPEATED | flag::SHAPED | flag::EMOJI | flag::LEET;
    symbols.iter().enumerate().any(|(i, s)| s.flags & ANY != 0 || (i > 0 && s.flags & flag::JOINED != 0))
}
