//! The binary form of a pack: `LYPK`, format version (u16), CRC-32 of the payload (u32), payload. Little-endian;
//! counts and numbers in the payload are LEB128 varints, strings are a length and UTF-8 bytes.
//!
//! Every read is bounded by the bytes that are there, so damaged input costs no more than its own length.

use super::{Aim, Atom, Cue, DETECTORS, Element, Innocent, Owner, Pack, Pattern, Product, Reach, Rule};
use crate::error::Error;
use crate::verdict::{Category, Tone};

/// The version this engine writes and reads.
pub const FORMAT_VERSION: u16 = 1;

const MAGIC: &[u8; 4] = b"LYPK";
const HEADER: usize = 10;

/// How many literals one product may stand for.
pub(super) const MAX_PRODUCT: usize = 1024;

/// Writes a pack. Equal packs give equal bytes.
pub fn encode(pack: &Pack) -> Vec<u8> {
    let mut w = Writer(Vec::new());
    w.string(&pack.name);
    w.string(&pack.version);
    w.list(&pack.rules, |w, r| {
        w.string(&r.id);
        w.string(&r.why);
        w.0.extend([r.category as u8, r.severity, r.confidence, r.aim as u8, r.on, r.from]);
        w.number(r.despite.into());
        w.number(r.unless.into());
        w.list(&r.allow, |w, a| w.string(a));
    });
    w.list(&pack.cues, |w, c| {
        let (kind, n) = match c.reach {
            Reach::Before(n) => (0, n),
            Reach::After(n) => (1, n),
            Reach::Around(n) => (2, n),
            Reach::Sentence => (3, 0),
            Reach::Text => (4, 0),
        };
        w.0.extend([c.tone as u8, kind, n]);
    });
    w.list(&pack.atoms, |w, a| {
        w.0.push(a.views);
        w.list(&a.products, |w, p| {
            // Most products are one plain string: a set of one, and one fragment in it.
            w.number((p.sets.len() as u32) << 2 | u32::from(p.open_start) << 1 | u32::from(p.open_end));
            for set in &p.sets {
                w.list(set, |w, f| w.string(f));
            }
        });
    });
    w.list(&pack.innocent, |w, l| {
        w.string(&l.literal);
        w.0.push(u8::from(l.no_reverse));
        w.list(&l.contexts, |w, (before, after)| {
            w.string(before);
            w.string(after);
        });
        w.list(&l.homophones, |w, (before, spelling, after)| {
            w.string(before);
            w.string(spelling);
            w.string(after);
        });
    });
    w.list(&pack.patterns, |w, p| {
        match p.owner {
            Owner::Rule(i) => w.number(i << 1),
            Owner::Cue(i) => w.number(i << 1 | 1),
        }
        w.0.push(p.anchor);
        w.list(&p.elements, |w, e| {
            w.number(e.atom);
            w.0.extend([e.gap_min, e.gap_max]);
        });
    });
    let payload = w.0;
    let mut out = Vec::with_capacity(HEADER + payload.len());
    out.extend(MAGIC);
    out.extend(FORMAT_VERSION.to_le_bytes());
    out.extend(crc32(&payload).to_le_bytes());
    out.extend(payload);
    out
}

/// Reads a pack.
///
/// # Errors
/// Not a pack, another format version, or damaged.
pub fn decode(bytes: &[u8]) -> Result<Pack, Error> {
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
    let pack = Pack {
        name: r.string()?,
        version: r.string()?,
        rules: r.list(read_rule)?,
        cues: r.list(read_cue)?,
        atoms: r.list(read_atom)?,
        innocent: r.list(read_innocent)?,
        patterns: r.list(read_pattern)?,
    };
    if !r.0.is_empty() {
        return Err(damaged("there are bytes after its end"));
    }
    check_references(&pack)?;
    Ok(pack)
}

fn read_rule(r: &mut Reader<'_>) -> Result<Rule, Error> {
    let id = r.string()?;
    let why = r.string()?;
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
        allow: r.list(Reader::string)?,
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

fn read_atom(r: &mut Reader<'_>) -> Result<Atom, Error> {
    Ok(Atom { views: r.byte()?, products: r.list(read_product)? })
}

fn read_product(r: &mut Reader<'_>) -> Result<Product, Error> {
    let head = r.number()?;
    let count = (head >> 2) as usize;
    // Loading multiplies the sets out, so what they multiply to must be bounded too.
    let mut sets: Vec<Vec<String>> = Vec::new();
    let mut literals = 1usize;
    for _ in 0..count {
        let set = r.list(Reader::string)?;
        literals = literals.saturating_mul(set.len());
        if set.is_empty() || literals > MAX_PRODUCT || sets.len() > 64 {
            return Err(damaged("a set of literals is too large"));
        }
        sets.push(set);
    }
    Ok(Product { sets, open_start: head & 2 != 0, open_end: head & 1 != 0 })
}

fn read_innocent(r: &mut Reader<'_>) -> Result<Innocent, Error> {
    Ok(Innocent {
        literal: r.string()?,
        no_reverse: r.byte()? != 0,
        contexts: r.list(|r| Ok((r.string()?, r.string()?)))?,
        homophones: r.list(|r| Ok((r.string()?, r.string()?, r.string()?)))?,
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
fn check_references(pack: &Pack) -> Result<(), Error> {
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

const fn damaged(detail: &'static str) -> Error {
    Error::PackDamaged { detail }
}

/// CRC-32 (IEEE 802.3, reflected, polynomial 0xEDB88320), four bits at a time.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut i = 0;
        while i < 16 {
            let mut c = i as u32;
            let mut bit = 0;
            while bit < 4 {
                c = if c & 1 == 1 { 0xEDB8_8320 ^ (c >> 1) } else { c >> 1 };
                bit += 1;
            }
            table[i] = c;
            i += 1;
        }
        table
    };
    !bytes.iter().fold(!0u32, |crc, &byte| {
        let crc = TABLE[((crc ^ u32::from(byte)) & 15) as usize] ^ (crc >> 4);
        TABLE[((crc ^ (u32::from(byte) >> 4)) & 15) as usize] ^ (crc >> 4)
    })
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut n: u32) {
        while n >= 0x80 {
            self.0.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    fn string(&mut self, s: &str) {
        self.number(s.len() as u32);
        self.0.extend(s.as_bytes());
    }

    fn list<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u32);
        for item in items {
            each(self, item);
        }
    }
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

    fn string(&mut self) -> Result<String, Error> {
        let n = self.number()? as usize;
        let bytes = self.bytes(n)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| damaged("a text is not UTF-8"))
    }

    fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let n = self.number()? as usize;
        // An item takes at least one byte: a count beyond what is left is a lie, and must not reserve memory.
        if n > self.0.len() {
            return Err(damaged("a count is larger than the pack"));
        }
        (0..n).map(|_| each(self)).collect()
    }
}
