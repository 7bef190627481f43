//! Reading the binary form of a pack (see `format`) into what the scanner needs: every product multiplied out, all
//! texts in one string, no allocation a literal.
//!
//! Every read is bounded by the bytes that are there and by what a product may stand for, so damaged input costs no more
//! than its own length times that.

use super::expand::Sets;
use super::format::{ADDRESS, FORMAT_VERSION, HEADER, MAGIC, MAX_PRODUCT, NUMBERS, Numbers, TEXTS, Texts, crc32};
use super::{Aim, Cue, DETECTORS, Element, Owner, Pattern, Reach, Rule, alphabet};
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
    /// By its sound alone it is told from ordinary text.
    pub telling: bool,
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
    let mut spelt = <[String; TEXTS]>::default();
    let mut r = Reader::new(payload, &mut spelt)?;
    let size = r.left();
    let mut pack = Loaded {
        name: r.text(Texts::Names)?.to_owned(),
        version: r.text(Texts::Names)?.to_owned(),
        rules: r.list(Numbers::Counts, read_rule)?,
        cues: r.list(Numbers::Counts, read_cue)?,
        atoms: Vec::new(),
        // Most of a pack is texts, and products stand for more than they hold.
        arena: Vec::with_capacity(size),
        literals: Vec::with_capacity(size / 10),
        innocent: Vec::new(),
        patterns: Vec::new(),
    };
    let mut room = Room::default();
    let (arena, literals) = (&mut pack.arena, &mut pack.literals);
    let mut atom = DETECTORS;
    pack.atoms = r.list(Numbers::Counts, |r| {
        let views = r.byte(Numbers::Views)?;
        r.each(Numbers::Products, |r| read_product(r, atom, &mut room, arena, literals))?;
        atom += 1;
        Ok(views)
    })?;
    pack.innocent = r.list(Numbers::Counts, |r| read_innocent(r, &mut pack.arena))?;
    pack.patterns = r.list(Numbers::Counts, read_pattern)?;
    if r.left() > 0 {
        return Err(damaged("there are bytes after its end"));
    }
    check_references(&pack)?;
    Ok(pack)
}

#[inline(never)]
fn read_rule(r: &mut Reader<'_>) -> Result<Rule, Error> {
    let id = r.text(Texts::Names)?.to_owned();
    let why = r.text(Texts::Names)?.to_owned();
    let category = Category::ALL.get(usize::from(r.byte(Numbers::Rules)?)).copied();
    let category = category.ok_or(damaged("an unknown category"))?;
    let severity = r.byte(Numbers::Rules)?;
    if !(1..=4).contains(&severity) {
        return Err(damaged("a severity outside 1 to 4"));
    }
    Ok(Rule {
        id,
        why,
        category,
        severity,
        confidence: r.byte(Numbers::Rules)?.min(100),
        aim: match r.byte(Numbers::Rules)? {
            0 => Aim::Any,
            1 => Aim::Needed,
            2 => Aim::None,
            _ => return Err(damaged("an unknown aim")),
        },
        on: r.byte(Numbers::Rules)?,
        from: r.byte(Numbers::Rules)?,
        despite: r.number(Numbers::Rules)? as u16,
        unless: r.number(Numbers::Rules)? as u16,
        allow: r.list(Numbers::Rules, |r| Ok(r.text(Texts::Allowed)?.to_owned()))?,
    })
}

fn read_cue(r: &mut Reader<'_>) -> Result<Cue, Error> {
    let tone = r.byte(Numbers::Cues)?;
    let address = tone & ADDRESS != 0;
    let tone = Tone::ALL.get(usize::from(tone & !ADDRESS)).copied().ok_or(damaged("an unknown cue"))?;
    let (kind, n) = (r.byte(Numbers::Cues)?, r.byte(Numbers::Cues)?);
    let reach = match kind {
        0 => Reach::Before(n),
        1 => Reach::After(n),
        2 => Reach::Around(n),
        3 => Reach::Sentence,
        4 => Reach::Text,
        5 => Reach::Within,
        6 => Reach::Quoted,
        _ => return Err(damaged("an unknown reach")),
    };
    Ok(Cue { tone, address, reach })
}

/// Where products are multiplied out.
#[derive(Default)]
struct Room<'a> {
    sets: Sets<'a>,
    literal: Vec<u8>,
}

#[inline(never)]
fn read_product<'a>(
    r: &mut Reader<'a>,
    atom: u32,
    room: &mut Room<'a>,
    arena: &mut Vec<u8>,
    literals: &mut Vec<Literal>,
) -> Result<(), Error> {
    let head = r.number(Numbers::Heads)?;
    let (telling, open_start, open_end) = (head & 4 != 0, head & 2 != 0, head & 1 != 0);
    let count = head >> 3;
    if count > 64 {
        return Err(damaged("a set of literals is too large"));
    }
    let sets = &mut room.sets;
    sets.clear();
    // What the sets multiply to, and how long the longest of it is, must be bounded too.
    let (mut all, mut longest) = (1usize, 0usize);
    for _ in 0..count {
        let (mut size, mut longest_here) = (0, 0);
        r.each(Numbers::Sets, |r| {
            let fragment = r.text(Texts::Fragments)?.as_bytes();
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
        literals.push(Literal { start, length: literal.len() as u16, open_start, open_end, telling, atom });
    });
    if arena.len() > LARGEST { Err(damaged("its literals are too many")) } else { Ok(()) }
}

/// No literal is longer, in bytes.
const LONGEST: usize = 1024;

/// All texts of a pack are not longer, in bytes: a hundred times what a large one has.
const LARGEST: usize = 1 << 26;

#[inline(never)]
fn read_innocent(r: &mut Reader<'_>, arena: &mut Vec<u8>) -> Result<Innocence, Error> {
    let mut span = |r: &mut Reader<'_>, kind| {
        let text = r.text(kind)?.as_bytes();
        let start = arena.len() as u32;
        arena.extend_from_slice(text);
        u16::try_from(text.len()).map(|length| Span { start, length }).map_err(|_| damaged("a text is too long"))
    };
    let literal = span(r, Texts::Literals)?;
    // Whether it may be looked for backwards, which no matcher does.
    r.byte(Numbers::Marks)?;
    Ok(Innocence {
        literal,
        contexts: r.list(Numbers::Marks, |r| Ok((span(r, Texts::Before)?, span(r, Texts::After)?)))?,
        homophones: r.list(Numbers::Marks, |r| {
            Ok((span(r, Texts::Before)?, span(r, Texts::Literals)?, span(r, Texts::After)?))
        })?,
    })
}

#[inline(never)]
fn read_pattern(r: &mut Reader<'_>) -> Result<Pattern, Error> {
    let owner = r.number(Numbers::Owners)?;
    let owner = if owner & 1 == 0 { Owner::Rule(owner >> 1) } else { Owner::Cue(owner >> 1) };
    Ok(Pattern {
        owner,
        anchor: r.byte(Numbers::Owners)?,
        elements: r.list(Numbers::Owners, |r| {
            let atom = r.number(Numbers::Atoms)?;
            Ok(Element { atom, gap_min: r.byte(Numbers::GapsMin)?, gap_max: r.byte(Numbers::GapsMax)? })
        })?,
    })
}

/// Every index inside the pack must point at something, so that the matchers need not check again.
#[inline(never)]
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

/// What is left of every column.
struct Reader<'a> {
    texts: [&'a str; TEXTS],
    numbers: [&'a [u8]; NUMBERS],
}

impl<'a> Reader<'a> {
    /// `spelt` is room for texts that an alphabet spells.
    fn new(mut payload: &'a [u8], spelt: &'a mut [String; TEXTS]) -> Result<Self, Error> {
        let mut reader = Reader { texts: [""; TEXTS], numbers: [&[]; NUMBERS] };
        let mut alphabet = Vec::new();
        for (kind, (texts, spelt)) in reader.texts.iter_mut().zip(spelt).enumerate() {
            let bytes = column(&mut payload)?;
            if alphabet.is_empty() {
                *texts = std::str::from_utf8(bytes).map_err(|_| damaged("a text is not UTF-8"))?;
            } else {
                read_spelt(&alphabet, bytes, spelt)?;
                *texts = spelt;
            }
            if kind == Texts::Names as usize {
                alphabet = characters(column(&mut payload)?)?;
            }
        }
        for numbers in &mut reader.numbers {
            *numbers = column(&mut payload)?;
        }
        if payload.is_empty() { Ok(reader) } else { Err(damaged("there are bytes after its end")) }
    }

    /// How many bytes are left in all columns.
    fn left(&self) -> usize {
        let texts = self.texts.iter().map(|texts| texts.len()).sum::<usize>();
        texts + self.numbers.iter().map(|numbers| numbers.len()).sum::<usize>()
    }

    fn byte(&mut self, kind: Numbers) -> Result<u8, Error> {
        first(&mut self.numbers[kind as usize])
    }

    fn number(&mut self, kind: Numbers) -> Result<u32, Error> {
        varint(&mut self.numbers[kind as usize])
    }

    fn text(&mut self, kind: Texts) -> Result<&'a str, Error> {
        let texts = &mut self.texts[kind as usize];
        // Texts are short: a plain loop finds their end sooner than a search that has to be set up.
        let end = texts.bytes().position(|b| b == 0).ok_or(damaged("it ends too early"))?;
        let text = &texts[..end];
        *texts = &texts[end + 1..];
        Ok(text)
    }

    /// The length of a list.
    fn count(&mut self, kind: Numbers) -> Result<usize, Error> {
        let n = self.number(kind)? as usize;
        // An item takes at least one byte: a count beyond what is left is a lie, and must not reserve memory.
        if n > self.left() { Err(damaged("a count is larger than the pack")) } else { Ok(n) }
    }

    fn each(&mut self, kind: Numbers, mut read: impl FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let n = self.count(kind)?;
        (0..n).try_for_each(|_| read(self))
    }

    fn list<T>(&mut self, kind: Numbers, mut read: impl FnMut(&mut Self) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let n = self.count(kind)?;
        (0..n).map(|_| read(self)).collect()
    }
}

/// The characters of an alphabet, by rank.
fn characters(mut distances: &[u8]) -> Result<Vec<char>, Error> {
    let (mut out, mut last) = (Vec::new(), 0u32);
    while !distances.is_empty() {
        let n = varint(&mut distances)?;
        last = last.wrapping_add((n >> 1) ^ 0u32.wrapping_sub(n & 1));
        out.push(char::from_u32(last).ok_or(damaged("its alphabet has what is no character"))?);
    }
    if out.len() > alphabet::MOST { Err(damaged("its alphabet is too large")) } else { Ok(out) }
}

/// Reads texts that an alphabet spells.
fn read_spelt(alphabet: &[char], bytes: &[u8], out: &mut String) -> Result<(), Error> {
    let single = 256 - alphabet::leads(alphabet.len());
    // Two bytes are a character of three, mostly.
    out.reserve(bytes.len() * 2);
    let mut bytes = bytes.iter();
    while let Some(&byte) = bytes.next() {
        let byte = usize::from(byte);
        let rank = match byte.checked_sub(single) {
            Some(lead) => byte + lead * 255 + usize::from(*bytes.next().ok_or(damaged("it ends too early"))?),
            None => byte,
        };
        out.push(*alphabet.get(rank).ok_or(damaged("a character is not of its alphabet"))?);
    }
    Ok(())
}

/// Takes a column off the payload: its length, its bytes.
fn column<'a>(payload: &mut &'a [u8]) -> Result<&'a [u8], Error> {
    let length = varint(payload)? as usize;
    let (column, rest) = payload.split_at_checked(length).ok_or(damaged("it ends too early"))?;
    *payload = rest;
    Ok(column)
}

fn first(bytes: &mut &[u8]) -> Result<u8, Error> {
    let (&first, rest) = bytes.split_first().ok_or(damaged("it ends too early"))?;
    *bytes = rest;
    Ok(first)
}

fn varint(bytes: &mut &[u8]) -> Result<u32, Error> {
    let mut n = 0u32;
    for shift in (0..32).step_by(7) {
        let byte = first(bytes)?;
        n |= u32::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Ok(n);
        }
    }
    Err(damaged("a number is too long"))
}

#[cfg(test)]
mod tests {
    use super::super::alphabet::Alphabet;
    use super::{characters, read_spelt};

    #[test]
    fn texts_come_back_as_they_were_spelt() {
        for count in [1, 2, 200, 255, 256, 257, 511, 512, 3000] {
            // The first ones are the more frequent, and all stand beside a NUL.
            let all: Vec<char> = ('\u{4e00}'..).take(count).collect();
            let text: String =
                (0..3 * count).flat_map(|i| [all[i * i % (i % count + 1)], all[i % count], '\0']).collect();
            let alphabet = Alphabet::of(std::iter::once(text.as_str()));
            let spelt = alphabet.spell(text.clone().into_bytes());
            assert!(spelt.len() < text.len());
            let characters = characters(&alphabet.list()).unwrap();
            let mut read = String::new();
            read_spelt(&characters, &spelt, &mut read).unwrap();
            assert_eq!(read, text, "{count} characters");
        }
    }

    #[test]
    fn what_no_alphabet_spells_is_damaged() {
        let three_hundred: Vec<char> = ('a'..).take(300).collect();
        // With 300 characters one byte leads, and 45 ranks lie behind it.
        for bytes in [&[255][..], &[255, 45]] {
            assert!(read_spelt(&three_hundred, bytes, &mut String::new()).is_err());
        }
        assert!(read_spelt(&three_hundred, &[254, 255, 44], &mut String::new()).is_ok());
        assert!(characters(&[0x80, 0xE0, 0x06]).is_err(), "half a surrogate pair");
    }
}
