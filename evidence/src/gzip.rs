//! Gzip members in one form only: a fixed header, stored blocks, the checksum.
//!
//! Nothing is compressed: pictures are already, and a member that can be written in one way only leaves no bit free to
//! change and cannot be a bomb. Every gzip reader reads it (RFC 1951, 3.2.4; RFC 1952).

use crate::zip::crc32;

/// Magic, deflate, no flags, no time, no extra flags, unknown system.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// The most bytes a stored block holds.
const BLOCK: usize = 65_535;

/// Adds one member that holds `data`.
pub fn write_member(data: &[u8], out: &mut Vec<u8>) {
    out.extend(HEADER);
    let mut blocks = data.chunks(BLOCK).peekable();
    if blocks.peek().is_none() {
        out.extend([1, 0, 0, 0xff, 0xff]);
    }
    while let Some(block) = blocks.next() {
        out.push(u8::from(blocks.peek().is_none()));
        out.extend((block.len() as u16).to_le_bytes());
        out.extend((!(block.len() as u16)).to_le_bytes());
        out.extend(block);
    }
    out.extend(crc32(data).to_le_bytes());
    out.extend((data.len() as u32).to_le_bytes());
}

/// Takes one member off the front: its data and how many bytes it took. `None` when it is not in the one form.
pub fn read_member(bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
    let mut rest = bytes.strip_prefix(&HEADER)?;
    let mut data = Vec::new();
    loop {
        let (head, after) = rest.split_at_checked(5)?;
        let length = u16::from_le_bytes([head[1], head[2]]);
        if head[0] > 1 || !length != u16::from_le_bytes([head[3], head[4]]) {
            return None;
        }
        let last = head[0] == 1;
        // Every block but the last is full, and the last is empty only when there is nothing at all.
        if (!last && usize::from(length) != BLOCK) || (last && length == 0 && !data.is_empty()) {
            return None;
        }
        let (block, after) = after.split_at_checked(usize::from(length))?;
        data.extend_from_slice(block);
        rest = after;
        if last {
            break;
        }
    }
    let (tail, after) = rest.split_at_checked(8)?;
    let (crc, length) = tail.split_at(4);
    let fits = crc == crc32(&data).to_le_bytes() && length == (data.len() as u32).to_le_bytes();
    fits.then_some((data, bytes.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_back_whole() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let data: Vec<u8> = (0..length).map(|i| (i * 31 % 251) as u8).collect();
            let mut bytes = Vec::new();
            write_member(&data, &mut bytes);
            let length = bytes.len();
            bytes.extend(b"more");
            assert_eq!(read_member(&bytes), Some((data, length)));
        }
    }

    #[test]
    fn no_byte_is_free() {
        let mut good = Vec::new();
        write_member(b"a message", &mut good);
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                assert_eq!(read_member(&bad), None, "byte {at}, bit {bit}");
            }
            assert_eq!(read_member(&good[..at]), None);
        }
    }
}
