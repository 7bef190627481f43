//! ZIP in one canonical form, written and read strictly.
//!
//! Every entry is stored, the time is the DOS epoch, there are no flags, extra fields, attributes, comments, data
//! descriptors or ZIP64, and nothing lies between, before or after. So no byte of a header is free. Lenient readers are
//! where forged twins hide; this one reads only what [`write`] writes, and says what it met instead.

mod read;
mod write;

use crc::{CRC_32_ISO_HDLC, Crc};

pub use read::{Entry, read};
pub use write::write;

static CRC: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// The checksum that ZIP and gzip use.
pub fn crc32(bytes: &[u8]) -> u32 {
    CRC.checksum(bytes)
}

/// Local file header.
const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// Central directory header.
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
/// End of central directory.
const END: [u8; 4] = *b"PK\x05\x06";
/// Lengths of the three without the variable fields.
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;
const END_LENGTH: usize = 22;
/// Version needed: 1.0, stored files only; made by the same, on FAT.
const VERSION: u16 = 10;
/// 1980-01-01, 00:00.
const DATE: u16 = 0x0021;
/// The most entries of a package.
const MAX_ENTRIES: usize = 64;

/// The thirteen little-endian fields that a local and a central header have in common, from `version needed` on.
fn shared_fields(name: &str, data: &[u8]) -> [u8; 26] {
    let mut fields = [0; 26];
    let mut at = 0;
    let mut put = |bytes: &[u8]| {
        fields[at..at + bytes.len()].copy_from_slice(bytes);
        at += bytes.len();
    };
    put(&VERSION.to_le_bytes());
    put(&[0; 2]); // flags
    put(&[0; 2]); // method: stored
    put(&[0; 2]); // time
    put(&DATE.to_le_bytes());
    put(&crc32(data).to_le_bytes());
    put(&(data.len() as u32).to_le_bytes());
    put(&(data.len() as u32).to_le_bytes());
    put(&(name.len() as u16).to_le_bytes());
    put(&[0; 2]); // extra field
    fields
}
