//! The binary form of a pack: `LYPK`, format version (u16), CRC-32 of the payload (u32), payload, little-endian.
//!
//! The payload is columns, first of texts, then of numbers: every kind lies by itself, as its length and its bytes, and
//! records take from each column what is theirs, in order. Compressed, a pack is a seventh smaller so than with its records
//! one behind the other, because like lies beside like. Between the first column of texts, the names, and the others is a list
//! of characters: where it is not empty, the others are spelt by it and not in UTF-8 (see `alphabet`).
//!
//! Writing is here, reading in `read`.

use super::alphabet::Alphabet;
use super::{Owner, Pack, Reach};

/// The version this engine writes and reads.
pub const FORMAT_VERSION: u16 = 4;

/// On the byte of a cue's tone: the reader is spoken to.
pub(super) const ADDRESS: u8 = 0x80;

pub(super) const MAGIC: &[u8; 4] = b"LYPK";
pub(super) const HEADER: usize = 10;

/// How many literals one product may stand for.
pub(super) const MAX_PRODUCT: usize = 1024;

/// Where the texts of a pack lie: texts of a kind one behind the other, each with a NUL after it.
#[derive(Clone, Copy)]
pub(super) enum Texts {
    /// Its name and version, the rules' ids and keys.
    Names,
    /// What products are made of.
    Fragments,
    /// Phrases that rules allow.
    Allowed,
    /// Literals that are innocent somewhere, and their homophones.
    Literals,
    /// What stands before them there.
    Before,
    /// What stands after.
    After,
}

/// How many kinds of texts there are.
pub(super) const TEXTS: usize = 6;

/// Where the numbers of a pack lie: single bytes and LEB128 varints of a kind, one behind the other.
#[derive(Clone, Copy)]
pub(super) enum Numbers {
    /// Lengths of the lists that have no kind of their own.
    Counts,
    /// Rules, field after field.
    Rules,
    /// Cues, field after field.
    Cues,
    /// The views of atoms.
    Views,
    /// How many products an atom has.
    Products,
    /// How a product is made.
    Heads,
    /// How many fragments a set has.
    Sets,
    /// Whose a pattern is, and its anchor.
    Owners,
    /// Which atoms a pattern takes.
    Atoms,
    /// How much may stand before each, at least.
    GapsMin,
    /// And at most.
    GapsMax,
    /// Marks of innocent literals.
    Marks,
}

/// How many kinds of numbers there are.
pub(super) const NUMBERS: usize = 12;

/// Writes a pack. Equal packs give equal bytes.
pub fn encode(pack: &Pack) -> Vec<u8> {
    let mut w = Writer::default();
    w.text(Texts::Names, &pack.name);
    w.text(Texts::Names, &pack.version);
    w.list(Numbers::Counts, &pack.rules, |w, r| {
        w.text(Texts::Names, &r.id);
        w.text(Texts::Names, &r.why);
        w.bytes(Numbers::Rules, &[r.category as u8, r.severity, r.confidence, r.aim as u8, r.on, r.from]);
        w.number(Numbers::Rules, r.despite.into());
        w.number(Numbers::Rules, r.unless.into());
        w.list(Numbers::Rules, &r.allow, |w, a| w.text(Texts::Allowed, a));
    });
    w.list(Numbers::Counts, &pack.cues, |w, c| {
        let (kind, n) = match c.reach {
            Reach::Before(n) => (0, n),
            Reach::After(n) => (1, n),
            Reach::Around(n) => (2, n),
            Reach::Sentence => (3, 0),
            Reach::Text => (4, 0),
            Reach::Within => (5, 0),
            Reach::Quoted => (6, 0),
        };
        w.bytes(Numbers::Cues, &[c.tone as u8 | if c.address { ADDRESS } else { 0 }, kind, n]);
    });
    w.list(Numbers::Counts, &pack.atoms, |w, a| {
        w.bytes(Numbers::Views, &[a.views]);
        w.list(Numbers::Products, &a.products, |w, p| {
            // Most products are one plain string: a set of one, and one fragment in it.
            let marks = u32::from(p.telling) << 2 | u32::from(p.open_start) << 1 | u32::from(p.open_end);
            w.number(Numbers::Heads, (p.sets.len() as u32) << 3 | marks);
            for set in &p.sets {
                // A set has no order; sorted, its fragments share more with their neighbours.
                let mut sorted: Vec<&String> = set.iter().collect();
                sorted.sort();
                w.list(Numbers::Sets, &sorted, |w, f| w.text(Texts::Fragments, f));
            }
        });
    });
    w.list(Numbers::Counts, &pack.innocent, |w, l| {
        w.text(Texts::Literals, &l.literal);
        w.bytes(Numbers::Marks, &[u8::from(l.no_reverse)]);
        w.list(Numbers::Marks, &l.contexts, |w, (before, after)| {
            w.text(Texts::Before, before);
            w.text(Texts::After, after);
        });
        w.list(Numbers::Marks, &l.homophones, |w, (before, spelling, after)| {
            w.text(Texts::Before, before);
            w.text(Texts::Literals, spelling);
            w.text(Texts::After, after);
        });
    });
    w.list(Numbers::Counts, &pack.patterns, |w, p| {
        match p.owner {
            Owner::Rule(i) => w.number(Numbers::Owners, i << 1),
            Owner::Cue(i) => w.number(Numbers::Owners, i << 1 | 1),
        }
        w.bytes(Numbers::Owners, &[p.anchor]);
        w.list(Numbers::Owners, &p.elements, |w, e| {
            w.number(Numbers::Atoms, e.atom);
            w.bytes(Numbers::GapsMin, &[e.gap_min]);
            w.bytes(Numbers::GapsMax, &[e.gap_max]);
        });
    });
    let payload = w.payload();
    let mut out = Vec::with_capacity(HEADER + payload.len());
    out.extend(MAGIC);
    out.extend(FORMAT_VERSION.to_le_bytes());
    out.extend(crc32(&payload).to_le_bytes());
    out.extend(payload);
    out
}

/// CRC-32 (IEEE 802.3, reflected, polynomial 0xEDB88320), eight bytes at a time (Kounavis and Berry, "slicing-by-8").
#[inline(never)]
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    // Made here, in microseconds: as a constant they would be eight KiB of download.
    let mut tables = [[0u32; 256]; 8];
    for (i, entry) in (0u32..).zip(&mut tables[0]) {
        *entry = (0..8).fold(i, |c, _| if c & 1 == 1 { 0xEDB8_8320 ^ (c >> 1) } else { c >> 1 });
    }
    for k in 1..8 {
        for i in 0..256 {
            let before = tables[k - 1][i];
            tables[k][i] = tables[0][(before & 0xFF) as usize] ^ (before >> 8);
        }
    }
    let (eights, rest) = bytes.as_chunks::<8>();
    let crc = eights.iter().fold(!0u32, |crc, eight| {
        // The first four bytes meet the checksum so far; the farther a byte is from the end, the later its table. Nothing
        // here is wider than 32 bits: without WebAssembly that is slow.
        let [first, second, third, fourth] = crc.to_le_bytes();
        let met = [first, second, third, fourth, 0, 0, 0, 0];
        let bytes = eight.iter().zip(met).map(|(byte, so_far)| usize::from(byte ^ so_far));
        bytes.zip(tables.iter().rev()).fold(0, |crc, (byte, table)| crc ^ table[byte])
    });
    !rest.iter().fold(crc, |crc, byte| tables[0][usize::from(crc as u8 ^ byte)] ^ (crc >> 8))
}

#[derive(Default)]
struct Writer {
    texts: [Vec<u8>; TEXTS],
    numbers: [Vec<u8>; NUMBERS],
}

impl Writer {
    fn number(&mut self, kind: Numbers, n: u32) {
        varint(&mut self.numbers[kind as usize], n);
    }

    fn bytes(&mut self, kind: Numbers, bytes: &[u8]) {
        self.numbers[kind as usize].extend(bytes);
    }

    fn text(&mut self, kind: Texts, text: &str) {
        debug_assert!(!text.contains('\0'), "the source format lets no NUL in");
        self.texts[kind as usize].extend(text.as_bytes());
        self.texts[kind as usize].push(0);
    }

    fn list<T>(&mut self, kind: Numbers, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(kind, items.len() as u32);
        for item in items {
            each(self, item);
        }
    }

    /// Every kind: its length in bytes, its bytes.
    fn payload(self) -> Vec<u8> {
        let mut payload = Vec::new();
        let [names, texts @ ..] = self.texts;
        let utf8 = texts.iter().map(|texts| std::str::from_utf8(texts).expect("texts are written from strings"));
        let alphabet = Alphabet::of(utf8);
        let texts = texts.map(|texts| alphabet.spell(texts));
        for kind in [names, alphabet.list()].into_iter().chain(texts).chain(self.numbers) {
            varint(&mut payload, kind.len() as u32);
            payload.extend(kind);
        }
        payload
    }
}

pub(super) fn varint(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn checksums_are_those_of_the_standard() {
        // The check value of CRC-32/ISO-HDLC, and lengths around a step of eight.
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
        assert_eq!(crc32(b"a"), 0xE8B7_BE43);
    }
}
