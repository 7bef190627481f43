//! Mends the checksum of the engine's binary forms: without it every mutated input would end at the door.

const CRC: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);

/// Magic (4 bytes), version (2), CRC-32 of the rest (4): packs, models and snapshots all begin so.
const HEADER: usize = 10;

/// The same bytes with the checksum they should have; `None` when there is no room for one.
pub fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let (_, rest) = bytes.split_at_checked(HEADER)?;
    let sum = CRC.checksum(rest).to_le_bytes();
    let mut bytes = bytes.to_vec();
    bytes[6..HEADER].copy_from_slice(&sum);
    Some(bytes)
}
