use super::{
    CENTRAL, CENTRAL_LENGTH, END, END_LENGTH, LOCAL, LOCAL_LENGTH, MAX_ENTRIES, VERSION, crc32, shared_fields,
};
use crate::error::MAX_FILE;
use crate::findings::{Check, Findings};

/// An entry, where its name is acceptable.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The name, ASCII.
    pub name: &'a str,
    /// The data.
    pub data: &'a [u8],
}

/// One line of the central directory.
struct Line<'a> {
    /// The 26 bytes that the local header has too.
    shared: &'a [u8],
    name: &'a [u8],
    /// Where the local header begins.
    offset: usize,
    /// Length of the data.
    length: usize,
    /// Whether every byte that is not shared is as it has to be.
    canonical: bool,
}

/// Reads every entry, in the order of the central directory, and reports whatever is not in the canonical form.
///
/// Copies nothing: memory is bounded by the number of entries, whatever lengths the headers claim.
pub fn read<'a>(bytes: &'a [u8], findings: &mut Findings) -> Vec<Entry<'a>> {
    if bytes.len() > MAX_FILE {
        findings.flag(Check::TooLarge, "file");
        return Vec::new();
    }
    let Some(bytes) = trimmed(bytes, findings) else { return Vec::new() };
    let (start, lines) = directory(bytes, findings);
    // Where the first entry has to begin, and then each after the one before.
    let mut expected = 0;
    let mut entries: Vec<Entry> = Vec::new();
    for line in &lines {
        let Some((name, data, end)) = entry(bytes, line, start, findings) else { continue };
        let shown = String::from_utf8_lossy(name);
        if line.offset < expected {
            findings.flag(Check::ZipGap, &shown);
        } else if line.offset > expected {
            findings.flag(if expected == 0 { Check::ZipLeading } else { Check::ZipGap }, &shown);
        }
        expected = end;
        let Some(name) = acceptable(name) else {
            findings.flag(Check::ZipPath, &shown);
            continue;
        };
        if entries.iter().any(|entry| entry.name == name) {
            findings.flag(Check::ZipDuplicate, name);
            continue;
        }
        entries.push(Entry { name, data });
    }
    if !lines.is_empty() && expected != start {
        findings.flag(Check::ZipGap, "central directory");
    }
    entries
}

/// The bytes up to the end of the ZIP; `None` when there is no end.
fn trimmed<'a>(bytes: &'a [u8], findings: &mut Findings) -> Option<&'a [u8]> {
    if bytes.last_chunk::<END_LENGTH>().is_some_and(|end| end.starts_with(&END)) {
        return Some(bytes);
    }
    // Trailing bytes, or an end with a comment. The last signature counts, as it does for other readers.
    let found = bytes.len().checked_sub(END_LENGTH).and_then(|last| {
        let begin = last.saturating_sub(1 << 20);
        (begin..=last).rev().find(|&at| bytes[at..].starts_with(&END))
    });
    if let Some(at) = found {
        findings.flag(Check::ZipTrailing, "end of the file");
        return Some(&bytes[..at + END_LENGTH]);
    }
    findings.flag(if bytes.starts_with(b"PK") { Check::Truncated } else { Check::NotZip }, "file");
    None
}

/// Where the central directory begins, and its lines.
fn directory<'a>(bytes: &'a [u8], findings: &mut Findings) -> (usize, Vec<Line<'a>>) {
    let end_at = bytes.len() - END_LENGTH;
    let end = &bytes[end_at..];
    let (count, size, offset) = (u16_at(end, 10), u32_at(end, 12), u32_at(end, 16));
    // Bytes put before the ZIP move everything but not what the headers say: other readers make up for that.
    let start = end_at.saturating_sub(size);
    let moved = start.saturating_sub(offset);
    let consistent = size <= end_at && offset <= start;
    if !consistent {
        findings.flag(Check::ZipLength, "central directory");
        return (start, Vec::new());
    }
    if moved > 0 {
        findings.flag(Check::ZipLeading, "start of the file");
    }
    let mut lines = Vec::new();
    let mut at = start;
    while at < end_at && lines.len() <= MAX_ENTRIES {
        let Some((line, next)) = line(bytes, at, end_at, moved) else {
            findings.flag(Check::ZipEnd, "central directory");
            break;
        };
        lines.push(line);
        at = next;
    }
    if lines.len() > MAX_ENTRIES {
        findings.flag(Check::TooLarge, "entries");
        return (start, Vec::new());
    }
    let disks_and_comment = end[4..8] == [0; 4] && end[20..22] == [0; 2];
    if lines.len() != usize::from(count) || u16_at(end, 8) != count || !disks_and_comment {
        findings.flag(Check::ZipEnd, "end record");
    }
    (start, lines)
}

/// One line of the central directory and where the next begins.
fn line(bytes: &[u8], at: usize, end: usize, moved: usize) -> Option<(Line<'_>, usize)> {
    let header = bytes.get(at..at.checked_add(CENTRAL_LENGTH)?.min(end))?;
    if header.len() < CENTRAL_LENGTH || !header.starts_with(&CENTRAL) {
        return None;
    }
    let (name, extra, comment) = (u16_at(header, 28), u16_at(header, 30), u16_at(header, 32));
    let (name, extra, comment) = (usize::from(name), usize::from(extra), usize::from(comment));
    let next = at + CENTRAL_LENGTH + name + extra + comment;
    if next > end {
        return None;
    }
    let canonical = u16_at(header, 4) == VERSION && header[32..42] == [0; 10];
    let line = Line {
        shared: &header[6..32],
        name: &bytes[at + CENTRAL_LENGTH..at + CENTRAL_LENGTH + name],
        offset: u32_at(header, 42) + moved,
        length: u32_at(header, 20),
        canonical,
    };
    Some((line, next))
}

/// The name and data of an entry, and where it ends. `None` where the file does not hold what the line says.
fn entry<'a>(
    bytes: &'a [u8],
    line: &Line<'a>,
    start: usize,
    findings: &mut Findings,
) -> Option<(&'a [u8], &'a [u8], usize)> {
    let shown = String::from_utf8_lossy(line.name);
    let local = line.offset.checked_add(LOCAL_LENGTH).and_then(|end| bytes[..start].get(line.offset..end));
    let Some(local) = local.filter(|local| local.starts_with(&LOCAL)) else {
        findings.flag(Check::ZipLength, &shown);
        return None;
    };
    let (name_length, extra) = (usize::from(u16_at(local, 26)), usize::from(u16_at(local, 28)));
    let from = line.offset + LOCAL_LENGTH + name_length + extra;
    let data = from.checked_add(line.length).and_then(|end| bytes[..start].get(from..end));
    let Some(data) = data else {
        findings.flag(Check::ZipLength, &shown);
        return None;
    };
    let name = &bytes[line.offset + LOCAL_LENGTH..from - extra];
    if local[4..] != *line.shared || name != line.name {
        findings.flag(Check::ZipHeaders, &shown);
    } else {
        header(line, &shown, data, findings);
    }
    Some((line.name, data, from + data.len()))
}

/// Compares a header with the one that would be written for this name and data.
fn header(line: &Line, shown: &str, data: &[u8], findings: &mut Findings) {
    let mut wanted = shared_fields("", data);
    // The length of the name is right by reading it so.
    wanted[22..24].copy_from_slice(&line.shared[22..24]);
    let crc = 10..14;
    if line.shared[crc.clone()] != wanted[crc.clone()] {
        // A compressed entry has another checksum as well: the method says more.
        let stored = line.shared[4..6] == [0; 2];
        if stored && line.shared[crc] != crc32(data).to_le_bytes() {
            findings.flag(Check::ZipCrc, shown);
        }
        wanted[10..14].copy_from_slice(&line.shared[10..14]);
    }
    if line.shared != wanted || !line.canonical {
        findings.flag(Check::ZipField, shown);
    }
}

/// A name that stays inside the folder it is unpacked to, on every system, and looks the same everywhere.
fn acceptable(name: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(name).ok().filter(|text| text.bytes().all(|b| (0x20..0x7f).contains(&b)))?;
    let steps = text.split('/').all(|step| !step.is_empty() && step != "." && step != "..");
    (steps && !text.contains(['\\', ':'])).then_some(text)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
}
