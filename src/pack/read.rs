//! Reading the binary form of a pack (see `format`) into what the scanner needs: every product multiplied out, all
//! texts in one string, no allocation a literal.
//!
//! Every read is bounded by the bytes that are there and by what a product may stand for, so damaged input costs no more
//! than its own length times that.

use super::expand::Sets;
use super::format::{FORMAT_VERSION, HEADER, MAGIC, MAX_PRODUCT, crc32};
use super::{Aim, Cue, DETECTORS, Element, Owner, Pattern, Reach, Rule};
use crate::error::Error;
use crate::verdict::{Category, Tone};

/// A pack as the scanner takes it.
#[derive(Debug)]
pub struct Loaded {
    /// Its name, for example `zh`.
    pub name: String,
    /// Its version, for example `2026.11.1`.
    pub version: String,
    /// The rules.
    pub rules: Vec<Rule>,
    /// The cues.
    pub cues: Vec<Cue>,
    /// What to look for, by atom: atom number `DETECTORS + i` has the views (bits of [`views`](super::views)) `atoms[i]`.
    pub atoms: Vec<u8>,
    /// All texts, UTF-8, one behind the other.
    pub arena: Vec<u8>,
    /// What the atoms' products stand for, ascending by atom.
    pub literals: Vec<Literal>,
    /// Exceptions.
    pub innocent: Vec<Innocence>,
    /// How atoms make rules and cues.
    pub patterns: Vec<Pattern>,
}

/// A literal of an atom.
#[derive(Clone, Copy, Debug)]
pub struct Literal {
    /// Where it begins in the arena, in bytes.
    pub start: u32,
    /// How many bytes it has.
    pub length: u16,
    /// No word boundary needed before a Latin edge.
    pub open_start: bool,
    /// No word boundary needed after a Latin edge.
    pub open_end: bool,
    /// The number of its atom.
    pub atom: u32,
}

/// A text in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins, in bytes.
    pub start: u32,
    /// How many bytes it has.
    pub length: u16,
}

/// Where a literal is innocent: see [`Innocent`](super::Innocent).
#[derive(Debug)]
pub struct Innocence {
    /// The folded literal.
    pub literal: Span,
    /// Before and after.
    pub contexts: Vec<(Span, Span)>,
    /// Before, spelling, after.
    pub homophones: Vec<(Span, Span, Span)>,
}

/// Reads a pack.
///
/// # Errors
/// Not a pack, another format version, or damaged.
pub fn decode(bytes: &[u8]) -> Result<Loaded, Error> {
    let Some((header, payload)) = bytes.split_at_checked(HEADER) else { return Err(Error::PackNotRecognised) };
    if &header[..4] != MAGIC {
        return Err(Error::PackNotRecognised);
    }
    let found = u16::from_le_bytes([header[4], header[5]]);
    if found != FORMAT_VERSION {
        return Err(Error::PackVersion { found, expected: FORMAT_VERSION });
    }
    if u32::from_le_bytes([header[6], header[7], header[8], header[9]]) != crc32(payload) {
        return Err(damaged("its checksum does not match"));
    }
    let mut r = Reader(payload);
    let mut pack = Loaded {
        name: r.string()?.to_owned(),
        version: r.string()?.to_owned(),
        rules: r.list(read_rule)?,
        cues: r.list(read_cue)?,
        atoms: Vec::new(),
        // Most of a pack is texts, and products stand for more than they hold.
        arena: Vec::with_capacity(payload.len()),
        literals: Vec::with_capacity(payload.len() / 10),
        innocent: Vec::new(),
        patterns: Vec::new(),
    };
    let mut room = Room::default();
    let (arena, literals) = (&mut pack.arena, &mut pack.literals);
    let mut atom = DETECTORS;
    pack.atoms = r.list(|r| {
        let views = r.byte()?;
        r.each(|r| read_product(r, atom, &mut room, arena, literals))?;
        atom += 1;
        Ok(views)
    })?;
    pack.innocent = r.list(|r| read_innocent(r, &mut pack.arena))?;
    pack.patterns = r.list(read_pattern)?;
    if !r.0.is_empty() {
        return Err(damaged("there are bytes after its end"));
    }
    check_references(&pack)?;
    Ok(pack)
}

fn read_rule(r: &mut Reader<'_>) -> Result<Rule, Error> {
    let id = r.string()?.to_owned();
    let why = r.string()?.to_owned();
    let category = Category::ALL.get(usize::from(r.byte()?)).copied().ok_or(damaged("an unknown category"))?;
    let severity = r.byte()?;
    if !(1..=4).contains(&severity) {
        return Err(damaged("a severity outside 1 to 4"));
    }
    Ok(Rule {
        id,
        why,
        category,
        severity,
        confidence: r.byte()?.min(100),
        aim: match r.byte()? {
            0 => Aim::Any,
            1 => Aim::Needed,
            2 => Aim::None,
            _ => return Err(damaged("an unknown aim")),
        },
        on: r.byte()?,
        from: r.byte()?,
        despite: r.number()? as u16,
        unless: r.number()? as u16,
        allow: r.list(|r| Ok(r.string()?.to_owned()))?,
    })
}

fn read_cue(r: &mut Reader<'_>) -> Result<Cue, Error> {
    let tone = Tone::ALL.get(usize::from(r.byte()?)).copied().ok_or(damaged("an unknown cue"))?;
    let (kind, n) = (r.byte()?, r.byte()?);
    let reach = match kind {
        0 => Reach::Before(n),
        1 => Reach::After(n),
        2 => Reach::Around(n),
        3 => Reach::Sentence,
        4 => Reach::Text,
        _ => return Err(damaged("an unknown reach")),
    };
    Ok(Cue { tone, reach })
}

/// Where products are multiplied out.
#[derive(Default)]
struct Room<'a> {
    sets: Sets<'a>,
    literal: Vec<u8>,
}

fn read_product<'a>(
    r: &mut Reader<'a>,
    atom: u32,
    room: &mut Room<'a>,
    arena: &mut Vec<u8>,
    literals: &mut Vec<Literal>,
) -> Result<(), Error> {
    let head = r.number()?;
    let (open_start, open_end) = (head & 2 != 0, head & 1 != 0);
    let count = head >> 2;
    if count > 64 {
        return Err(damaged("a set of literals is too large"));
    }
    let sets = &mut room.sets;
    sets.clear();
    // What the sets multiply to, and how long the longest of it is, must be bounded too.
    let (mut all, mut longest) = (1usize, 0usize);
    for _ in 0..count {
        let (mut size, mut longest_here) = (0, 0);
        r.each(|r| {
            let fragment = r.text()?;
            size += 1;
            longest_here = longest_here.max(fragment.len());
            sets.add(fragment);
            Ok(())
        })?;
        sets.end();
        all = all.saturating_mul(size);
        longest += longest_here;
        if size == 0 || all > MAX_PRODUCT || longest > LONGEST {
            return Err(damaged("a set of literals is too large"));
        }
    }
    sets.expand(&mut room.literal, &mut |literal| {
        let start = arena.len() as u32;
        arena.extend_from_slice(literal);
        literals.push(Literal { start, length: literal.len() as u16, open_start, open_end, atom });
    });
    if arena.len() > LARGEST { Err(damaged("its literals are too many")) } else { Ok(()) }
}

/// No literal is longer, in bytes.
const LONGEST: usize = 1024;

/// All texts of a pack are not longer, in bytes: a hundred times what a large one has.
const LARGEST: usize = 1 << 26;

fn read_innocent(r: &mut Reader<'_>, arena: &mut Vec<u8>) -> Result<Innocence, Error> {
    let mut span = |r: &mut Reader<'_>| {
        let text = r.text()?;
        let start = arena.len() as u32;
        arena.extend_from_slice(text);
        u16::try_from(text.len()).map(|length| Span { start, length }).map_err(|_| damaged("a text is too long"))
    };
    let literal = span(r)?;
    // Whether it may be looked for backwards, which no matcher does.
    r.byte()?;
    Ok(Innocence {
        literal,
        contexts: r.list(|r| Ok((span(r)?, span(r)?)))?,
        homophones: r.list(|r| Ok((span(r)?, span(r)?, span(r)?)))?,
    })
}

fn read_pattern(r: &mut Reader<'_>) -> Result<Pattern, Error> {
    let owner = r.number()?;
    let owner = if owner & 1 == 0 { Owner::Rule(owner >> 1) } else { Owner::Cue(owner >> 1) };
    Ok(Pattern {
        owner,
        anchor: r.byte()?,
        elements: r.list(|r| Ok(Element { atom: r.number()?, gap_min: r.byte()?, gap_max: r.byte()? }))?,
    })
}

/// Every index inside the pack must point at something, so that the matchers need not check again.
fn check_references(pack: &Loaded) -> Result<(), Error> {
    let atoms = DETECTORS + pack.atoms.len() as u32;
    let patterns_ok = pack.patterns.iter().all(|p| {
        let owner_ok = match p.owner {
            Owner::Rule(i) => (i as usize) < pack.rules.len(),
            Owner::Cue(i) => (i as usize) < pack.cues.len(),
        };
        owner_ok && usize::from(p.anchor) < p.elements.len() && p.elements.iter().all(|e| e.atom < atoms)
    });
    if patterns_ok { Ok(()) } else { Err(damaged("an index points nowhere")) }
}

impl Innocence {
    /// Moves its texts, as the arena they lie in is put behind another one of so many bytes.
    pub(crate) fn shift(&mut self, bytes: u32) {
        let contexts = self.contexts.iter_mut().flat_map(|(before, after)| [before, after]);
        let homophones = self.homophones.iter_mut().flat_map(|(before, spelling, after)| [before, spelling, after]);
        for span in contexts.chain(homophones).chain([&mut self.literal]) {
            span.start += bytes;
        }
    }
}

const fn damaged(detail: &'static str) -> Error {
    Error::PackDamaged { detail }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8, Error> {
        let (&first, rest) = self.0.split_first().ok_or(damaged("it ends too early"))?;
        self.0 = rest;
        Ok(first)
    }

    fn bytes(&mut self, n: usize) -> Result<&'a [u8], Error> {
        let (head, rest) = self.0.split_at_checked(n).ok_or(damaged("it ends too early"))?;
        self.0 = rest;
        Ok(head)
    }

    fn number(&mut self) -> Result<u32, Error> {
        let mut n = 0u32;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            n |= u32::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(n);
            }
        }
        Err(damaged("a number is too long"))
    }

    fn string(&mut self) -> Result<&'a str, Error> {
        let n = self.number()? as usize;
        std::str::from_utf8(self.bytes(n)?).map_err(|_| damaged("a text is not UTF-8"))
    }

    /// A string that is wanted as bytes: there are tens of thousands, and being UTF-8 is soon seen of nearly all.
    fn text(&mut self) -> Result<&'a [u8], Error> {
        let n = self.number()? as usize;
        let bytes = self.bytes(n)?;
        let mut rest = bytes;
        loop {
            rest = match rest {
                [] => return Ok(bytes),
                [0..0x80, rest @ ..] => rest,
                // Han characters, and all others of three bytes whose first byte leaves the others free.
                [0xE1..=0xEC, 0x80..=0xBF, 0x80..=0xBF, rest @ ..] => rest,
                _ if std::str::from_utf8(rest).is_ok() => return Ok(bytes),
                _ => return Err(damaged("a text is not UTF-8")),
            }
        }
    }

    /// The length of a list.
    fn count(&mut self) -> Result<usize, Error> {
        let n = self.number()? as usize;
        // An item takes at least one byte: a count beyond what is left is a lie, and must not reserve memory.
        if n > self.0.len() { Err(damaged("a count is larger than the pack")) } else { Ok(n) }
    }

    fn each(&mut self, mut read: impl FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let n = self.count()?;
        (0..n).try_for_each(|_| read(self))
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let n = self.count()?;
        (0..n).map(|_| read(self)).collect()
    }
}
