//! A set of literals to look for, with what each stands for and where it is innocent.

use std::sync::Arc;

use super::grouped::Grouped;
use super::hits::Hit;
use super::table::{Alphabet, Table, begins_with};
use crate::pack::{DETECTORS, Innocence, Literal, Span, views};
use crate::text::{Symbol, View, Views, around, cuts_word, flag};
use crate::verdict::Via;

/// What a needle stands for in one atom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub(super) atom: u32,
    pub(super) views: u8,
    pub(super) open_end: bool,
    /// Its sound alone tells it from ordinary text.
    pub(super) telling: bool,
}

/// Needles under numbers that count through both tables.
#[derive(Debug)]
pub(super) struct Needles {
    arena: Arc<Vec<u8>>,
    /// Those that begin at a word boundary, or with a character that needs none.
    bounded: Table,
    /// Those that may begin inside a Latin word: few, and looked for everywhere.
    open: Table,
    /// Per needle, and one behind the last, where its own begin in what follows: together, since a hit asks for most of them.
    firsts: Vec<First>,
    /// Per needle, ascending by atom.
    uses: Vec<Use>,
    /// Per needle, those of its uses that lead to a rule.
    leads: Vec<Use>,
    /// Per needle, text around it in which it means something else.
    contexts: Vec<Context>,
    /// Per needle, ordinary words that sound like it: before, spelling, after.
    homophones: Vec<(Span, Span, Span)>,
}

/// Where what a needle has begins.
#[derive(Clone, Copy, Debug)]
struct First {
    uses: u32,
    leads: u32,
    contexts: u32,
    homophones: u32,
}

impl Needles {
    /// Files literals, ascending by atom, whose texts lie in `arena`. `views` are those of each atom; `leads` says
    /// whether a rule is anchored on a literal's atom.
    #[inline(never)]
    pub(super) fn new(
        arena: &Arc<Vec<u8>>,
        literals: &[Literal],
        views: &[u8],
        innocent: &[Innocence],
        leads: impl Fn(&Literal) -> bool,
    ) -> Self {
        let half = |open: bool| -> Vec<(u32, u16)> {
            literals.iter().filter(|l| l.open_start == open).map(|l| (l.start, l.length)).collect()
        };
        let (bounded, bounded_numbers) = Table::new(Alphabet::Text, arena, &half(false));
        let (open, open_numbers) = Table::new(Alphabet::Text, arena, &half(true));
        let first_open = bounded.len() as u32;
        let (mut b, mut o) = (bounded_numbers.into_iter(), open_numbers.into_iter());
        let numbers: Vec<u32> = literals
            .iter()
            .filter_map(|l| if l.open_start { o.next().map(|n| n + first_open) } else { b.next() })
            .collect();
        let filed = |(n, l): (&u32, &Literal)| {
            let views = views[(l.atom - DETECTORS) as usize];
            (*n, Use { atom: l.atom, views, open_end: l.open_end, telling: l.telling })
        };
        let uses = numbers.iter().zip(literals).map(filed);
        let leading = numbers.iter().zip(literals).filter(|(_, l)| leads(l)).map(filed);
        let count = bounded.len() + open.len();
        let (mut contexts, mut homophones) = (Vec::new(), Vec::new());
        for i in innocent {
            for (table, first) in [(&bounded, 0), (&open, first_open)] {
                if let Some(number) = table.number(bytes(arena, i.literal)) {
                    contexts.extend(i.contexts.iter().map(|(b, a)| (number + first, Context::new(arena, *b, *a))));
                    homophones.extend(i.homophones.iter().map(|h| (number + first, *h)));
                }
            }
        }
        let (uses_at, uses) = Grouped::new(count, uses).into_parts();
        let (leads_at, leads) = Grouped::new(count, leading).into_parts();
        let (contexts_at, contexts) = Grouped::new(count, contexts.iter().copied()).into_parts();
        let (homophones_at, homophones) = Grouped::new(count, homophones.iter().copied()).into_parts();
        let first = |(((uses, leads), contexts), homophones)| First { uses, leads, contexts, homophones };
        let firsts = uses_at.into_iter().zip(leads_at).zip(contexts_at).zip(homophones_at).map(first).collect();
        Self { arena: Arc::clone(arena), bounded, open, firsts, uses, leads, contexts, homophones }
    }

    /// What a needle has of these.
    #[inline]
    fn own<'t, T>(&self, of: &'t [T], number: u32, first: impl Fn(&First) -> u32) -> &'t [T] {
        let number = number as usize;
        &of[first(&self.firsts[number]) as usize..first(&self.firsts[number + 1]) as usize]
    }

    fn contexts(&self, number: u32) -> &[Context] {
        self.own(&self.contexts, number, |f| f.contexts)
    }

    /// Where all needles lie in the arena, by number: start and length in bytes.
    pub(super) fn places(&self) -> impl Iterator<Item = (u32, u16)> {
        self.bounded.places().chain(self.open.places())
    }

    /// The texts of all needles, by number.
    pub(super) fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.places().map(|(start, length)| bytes(&self.arena, Span { start, length }))
    }

    /// Text around a needle in which it means something else.
    pub(super) fn surroundings(&self, number: u32) -> impl Iterator<Item = (&str, &str)> {
        let text = |span: &Span| std::str::from_utf8(bytes(&self.arena, *span)).unwrap_or_default();
        self.contexts(number).iter().map(move |c| (text(&c.before), text(&c.after)))
    }

    pub(super) fn uses(&self, number: u32) -> &[Use] {
        self.own(&self.uses, number, |f| f.uses)
    }

    pub(super) fn leads(&self, number: u32) -> &[Use] {
        self.own(&self.leads, number, |f| f.leads)
    }

    fn text(&self, number: u32) -> &[u8] {
        let count = self.bounded.len();
        if (number as usize) < count {
            self.bounded.needle(number as usize)
        } else {
            self.open.needle(number as usize - count)
        }
    }

    /// Whether the needle with this number is this text.
    pub(super) fn is(&self, number: u32, text: &str) -> bool {
        self.text(number) == text.as_bytes()
    }

    /// Whether some needle is this text.
    pub(super) fn knows(&self, text: &str) -> bool {
        self.bounded.number(text.as_bytes()).is_some()
    }

    /// Whether the Han characters among these symbols of the sound view are the needle's own.
    pub(super) fn has(&self, number: u32, views: &Views, first: usize, last: usize) -> bool {
        let own = std::str::from_utf8(self.text(number)).unwrap_or_default().chars();
        own.zip(&views.sound.symbols[first..last])
            .all(|(c, s)| s.flags & flag::HAN == 0 || around(views.shape(), s.start, s.end).1.starts_with(c))
    }

    /// Whether this spelling of a needle's sound is the needle itself or an ordinary word.
    pub(super) fn ordinary(&self, number: u32, before: &str, spelling: &str, after: &str) -> bool {
        let itself = self.is(number, spelling);
        let (before, spelling, after) = (before.as_bytes(), spelling.as_bytes(), after.as_bytes());
        let text = |span: Span| bytes(&self.arena, span);
        itself
            || self
                .own(&self.homophones, number, |f| f.homophones)
                .iter()
                .any(|(b, s, a)| spelling == text(*s) && before.ends_with(text(*b)) && after.starts_with(text(*a)))
    }

    /// Whether what is spelled here is a needle inside an allowed phrase: then it is not another one that sounds like it.
    pub(super) fn allows(&self, before: &str, spelling: &str, after: &str) -> bool {
        let Some(number) = self.bounded.number(spelling.as_bytes()) else { return false };
        let fits = |c: &Context| {
            before.as_bytes().ends_with(bytes(&self.arena, c.before))
                && after.as_bytes().starts_with(bytes(&self.arena, c.after))
        };
        self.contexts(number).iter().any(fits)
    }

    /// Adds a hit for every needle in the view that some atom wants there.
    pub(super) fn find(&self, view: &View, via: Via, hits: &mut Vec<Hit>) {
        let bytes = view.text.as_bytes();
        // In `u r a i d i o t` a word may begin behind a letter.
        let edges: Vec<usize> = match via {
            Via::Plain => Vec::new(),
            _ => view.symbols.iter().filter(|s| s.flags & flag::EDGE != 0).map(|s| s.at as usize).collect(),
        };
        let word_goes_on = |at: usize| {
            at > 0
                && bytes[at].is_ascii_alphanumeric()
                && bytes[at - 1].is_ascii_alphanumeric()
                && edges.binary_search(&at).is_err()
        };
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
        if !self.uses(number).iter().any(|u| u.views & mask != 0 && (u.open_end || !cut)) {
            return;
        }
        while (view.symbols[*first].at as usize) < start {
            *first += 1;
        }
        let length = view.symbols[*first..].iter().take_while(|s| (s.at as usize) < end).count();
        let symbols = &view.symbols[*first..*first + length];
        if via == Via::Plain || changed(symbols) {
            let mut hit = Hit::new(number, symbols[0].start, symbols[length - 1].end, via, cut);
            hit.weak = if via == Via::Plain { barely_accented(symbols) } else { loosely_joined(symbols) };
            hit.glued = symbols[0].flags & flag::GLUED != 0;
            hit.allowed = self.allowed(number, start, end, view);
            hits.push(hit);
        }
    }

    /// The widest allowed phrase around a needle, as UTF-16 offsets.
    fn allowed(&self, number: u32, start: usize, end: usize, view: &View) -> (u32, u32) {
        let mut widest = (0, 0);
        for context in self.contexts(number).iter().filter(|c| c.glance(view.text.as_bytes(), start, end)) {
            let (before, after) = (bytes(&self.arena, context.before), bytes(&self.arena, context.after));
            if surrounded(&view.text, start, end, before, after) {
                let first = view.symbols[view.symbol_at(start - before.len())].start;
                let last = view.symbols[view.symbol_at(end + after.len()) - 1].end;
                if last - first > widest.1 - widest.0 {
                    widest = (first, last);
                }
            }
        }
        widest
    }
}

/// Text around a needle.
#[derive(Clone, Copy, Debug)]
struct Context {
    before: Span,
    after: Span,
    /// The last byte before.
    last: u8,
    /// A byte after, the last one of a Han character if there is one, and where it lies.
    next: u8,
    next_at: u8,
}

impl Context {
    fn new(arena: &[u8], before: Span, after: Span) -> Self {
        let (b, a) = (bytes(arena, before), bytes(arena, after));
        let next_at = a.len().clamp(1, 3) - 1;
        let of = |byte: Option<&u8>| byte.copied().unwrap_or_default();
        Self { before, after, last: of(b.last()), next: of(a.get(next_at)), next_at: next_at as u8 }
    }

    /// Whether the text may be this, told by a byte on each side: a needle may have hundreds of contexts.
    #[inline]
    fn glance(&self, text: &[u8], start: usize, end: usize) -> bool {
        (self.last == 0 || (start > 0 && text[start - 1] == self.last))
            && (self.next == 0 || text.get(end + usize::from(self.next_at)) == Some(&self.next))
    }
}

fn bytes(arena: &[u8], span: Span) -> &[u8] {
    &arena[span.start as usize..span.start as usize + usize::from(span.length)]
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
fn surrounded(text: &str, start: usize, end: usize, before: &[u8], after: &[u8]) -> bool {
    begins_with(&text.as_bytes()[end..], after)
        && ends_with(&text.as_bytes()[..start], before)
        && !cuts_word(text, start - before.len())
        && !cuts_word(text, end + after.len())
}

/// As `ends_with`, but without a call, and from the end.
fn ends_with(text: &[u8], end: &[u8]) -> bool {
    text.len() >= end.len() && text.iter().rev().zip(end.iter().rev()).all(|(t, e)| t == e)
}

/// Nothing but what also stands between ordinary phrases was taken out.
fn loosely_joined(symbols: &[Symbol]) -> bool {
    const SURE: u16 = flag::REPEATED | flag::SHAPED | flag::EMOJI | flag::LEET | flag::GLUED;
    symbols.iter().enumerate().all(|(i, s)| {
        let joined = i > 0 && s.flags & flag::JOINED != 0;
        s.flags & SURE == 0 && (!joined || s.flags & flag::LOOSE != 0)
    })
}

/// Longest word that is another one in some language that writes accents.
const ACCENTED: usize = 4;

/// One letter, or a letter or more of a short word, has lost its accent: many languages have such words.
fn barely_accented(symbols: &[Symbol]) -> bool {
    let accents = symbols.iter().filter(|s| s.flags & flag::ACCENT != 0).count();
    accents == 1 || (accents > 0 && symbols.len() <= ACCENTED)
}

/// At least one symbol was changed by the view, or stands closer than it was typed.
fn changed(symbols: &[Symbol]) -> bool {
    const ANY: u16 = flag::REPEATED | flag::SHAPED | flag::EMOJI | flag::LEET | flag::GLUED;
    symbols.iter().enumerate().any(|(i, s)| s.flags & ANY != 0 || (i > 0 && s.flags & flag::JOINED != 0))
}
