//! The binary form of a pack: `LYPK`, format version (u16), CRC-32 of the payload (u32), payload. Little-endian;
//! counts and numbers in the payload are LEB128 varints, strings are a length and UTF-8 bytes.
//!
//! Writing is here, reading in `read`.

use super::{Owner, Pack, Reach};

/// The version this engine writes and reads.
pub const FORMAT_VERSION: u16 = 1;

pub(super) const MAGIC: &[u8; 4] = b"LYPK";
pub(super) const HEADER: usize = 10;

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

/// CRC-32 (IEEE 802.3, reflected, polynomial 0xEDB88320), eight bytes at a time (Kounavis and Berry, "slicing-by-8").
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
