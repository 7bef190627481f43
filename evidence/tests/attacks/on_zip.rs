//! Attacks on the ZIP itself: what lenient readers do not look at.

use liangyan_evidence::findings::Check;

use crate::dice::Dice;
use crate::scene::{Kind, Scene};
use crate::workshop::{Attack, Layout, Pack, layout, zipped};

pub const KINDS: &[Kind] = &[
    ("a bit is flipped in a file's data", flip_in_data),
    ("a bit is flipped in a local header", flip_in_local),
    ("a bit is flipped in the central directory", flip_in_central),
    ("a bit is flipped in the end record", flip_in_end),
    ("bytes after the end", trailing),
    ("a comment after the end", comment),
    ("bytes before the beginning", leading),
    ("bytes before the beginning, headers made to fit", leading_fitted),
    ("bytes between two files", gap),
    ("bytes before the central directory", gap_before_directory),
    ("a local header says something else", local_header),
    ("both headers say what sealing never does", both_headers),
    ("a central header alone says what sealing never does", central_only),
    ("an extra field", extra_field),
    ("a checksum is changed in both headers", checksum),
    ("the end record counts wrong", end_counts),
    ("a twin of a file", twin),
    ("a forged twin first", forged_twin_first),
    ("a forged twin last", forged_twin_last),
    ("a name that leads outside", path),
    ("two files change places", order),
    ("a length of nearly 4 GB", huge_length),
    ("a directory of nearly 4 GB", huge_directory),
    ("an offset past the end", far_offset),
    ("the file is cut short", truncated),
    ("something else altogether", not_zip),
    ("thousands of files", too_many),
];

fn opened(scene: &Scene, dice: &mut Dice) -> (Vec<(String, Vec<u8>)>, Vec<u8>, Layout) {
    let entries = scene.pack(dice).entries();
    let places = layout(&entries);
    (entries.clone(), zipped(&entries), places)
}

fn add(bytes: &mut [u8], at: usize, by: u32) {
    let old = u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    bytes[at..at + 4].copy_from_slice(&old.wrapping_add(by).to_le_bytes());
}

fn flip(bytes: &mut [u8], range: std::ops::Range<usize>, dice: &mut Dice) {
    bytes[range.start + dice.below(range.len())] ^= 1 << dice.below(8);
}

fn flip_in_data(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let data = dice.pick(&places.entries).2.clone();
    flip(&mut bytes, data, dice);
    Attack::on(bytes, Check::ZipCrc).and_more()
}

/// A flipped bit of a header may make it another header altogether; every one of these says that headers are wrong.
const HEADERS: &[Check] = &[
    Check::ZipHeaders,
    Check::ZipField,
    Check::ZipLength,
    Check::ZipEnd,
    Check::ZipGap,
    Check::ZipLeading,
    Check::ZipPath,
];

fn flip_in_local(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let place = dice.pick(&places.entries);
    flip(&mut bytes, place.0..place.2.start, dice);
    Attack::on(bytes, Check::ZipHeaders).or(HEADERS).and_more()
}

fn flip_in_central(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    flip(&mut bytes, places.central..places.end, dice);
    Attack::on(bytes, Check::ZipHeaders).or(HEADERS).and_more()
}

fn flip_in_end(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let length = bytes.len();
    flip(&mut bytes, places.end..length, dice);
    Attack::on(bytes, Check::ZipEnd)
        .or(&[Check::Truncated, Check::ZipLength, Check::ZipLeading, Check::ZipGap])
        .and_more()
}

fn trailing(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut bytes = scene.any(dice).to_vec();
    let length = 1 + dice.below(40);
    bytes.extend(dice.bytes(length));
    Attack::on(bytes, Check::ZipTrailing)
}

fn comment(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut bytes = scene.any(dice).to_vec();
    let length = bytes.len();
    bytes[length - 2] = 4;
    bytes.extend(b"note");
    Attack::on(bytes, Check::ZipTrailing).and_more()
}

fn leading(scene: &Scene, dice: &mut Dice) -> Attack {
    let length = 1 + dice.below(40);
    let mut bytes = dice.bytes(length);
    // What begins as JSON would be taken for a chain.
    bytes[0] = b'#';
    bytes.extend(scene.any(dice));
    Attack::on(bytes, Check::ZipLeading)
}

/// Moves everything from the entry `from` on by `by` bytes, in all headers.
fn shift(bytes: &mut [u8], places: &Layout, from: usize, by: usize) {
    for place in &places.entries[from..] {
        add(bytes, place.3 + 42, by as u32);
    }
    add(bytes, places.end + 16, by as u32);
}

fn leading_fitted(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let length = 1 + dice.below(40);
    shift(&mut bytes, &places, 0, length);
    let mut all = dice.bytes(length);
    all[0] = b'#';
    all.extend(bytes);
    Attack::on(all, Check::ZipLeading)
}

fn gap(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let (number, length) = (1 + dice.below(places.entries.len() - 1), 1 + dice.below(40));
    shift(&mut bytes, &places, number, length);
    let at = places.entries[number].0;
    bytes.splice(at..at, dice.bytes(length));
    Attack::on(bytes, Check::ZipGap)
}

fn gap_before_directory(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let length = 1 + dice.below(40);
    add(&mut bytes, places.end + 16, length as u32);
    bytes.splice(places.central..places.central, dice.bytes(length));
    Attack::on(bytes, Check::ZipGap)
}

/// Offsets into a local header of what changes no length.
const FREE: &[usize] = &[4, 5, 6, 7, 8, 10, 11, 12, 13];

fn local_header(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let place = dice.pick(&places.entries);
    // The checksum and both lengths as well: readers take them from the central directory.
    let at = place.0 + if dice.below(2) == 0 { *dice.pick(FREE) } else { 14 + dice.below(12) };
    bytes[at] ^= 1 + dice.below(255) as u8;
    Attack::on(bytes, Check::ZipHeaders)
}

fn both_headers(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let place = dice.pick(&places.entries);
    let (at, change) = (*dice.pick(FREE), 1 + dice.below(255) as u8);
    bytes[place.0 + at] ^= change;
    bytes[place.3 + 2 + at] ^= change;
    Attack::on(bytes, Check::ZipField)
}

fn central_only(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let place = dice.pick(&places.entries);
    // Made by, disk, attributes.
    let at = *dice.pick(&[4, 5, 34, 35, 36, 37, 38, 39, 40, 41]);
    bytes[place.3 + at] ^= 1 + dice.below(255) as u8;
    Attack::on(bytes, Check::ZipField)
}

fn extra_field(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let number = dice.below(places.entries.len());
    let place = &places.entries[number];
    let extra = [0xca, 0xfe, 2, 0, 1, 2];
    if dice.below(2) == 0 {
        // In both headers: everything behind moves.
        shift(&mut bytes, &places, number + 1, extra.len());
        for at in [place.0 + 28, place.3 + 30] {
            bytes[at] = extra.len() as u8;
        }
        add(&mut bytes, places.end + 12, extra.len() as u32);
        let after = place.3 + 46 + (place.2.start - place.1);
        bytes.splice(after..after, extra);
        bytes.splice(place.2.start..place.2.start, extra);
        return Attack::on(bytes, Check::ZipField);
    }
    // A comment of the entry, in the central directory alone.
    bytes[place.3 + 32] = extra.len() as u8;
    add(&mut bytes, places.end + 12, extra.len() as u32);
    let after = place.3 + 46 + (place.2.start - place.1);
    bytes.splice(after..after, extra);
    Attack::on(bytes, Check::ZipField)
}

fn checksum(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let place = dice.pick(&places.entries);
    let by = dice.roll() as u32 | 1;
    add(&mut bytes, place.0 + 14, by);
    add(&mut bytes, place.3 + 16, by);
    Attack::on(bytes, Check::ZipCrc)
}

fn end_counts(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let at = *dice.pick(&[4, 5, 6, 7, 8, 9, 10, 11, 20, 21]);
    bytes[places.end + at] ^= 1 + dice.below(255) as u8;
    Attack::on(bytes, Check::ZipEnd)
}

fn twin(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut entries = scene.pack(dice).entries();
    let twin = dice.pick(&entries).clone();
    let at = dice.below(entries.len() + 1);
    entries.insert(at, twin);
    Attack::on(zipped(&entries), Check::ZipDuplicate).and_more()
}

fn forged(scene: &Scene, dice: &mut Dice, first: bool) -> Vec<u8> {
    let mut entries = scene.pack(dice).entries();
    let mut twin = dice.pick(&entries).clone();
    twin.1.push(b' ');
    entries.insert(if first { 0 } else { entries.len() }, twin);
    zipped(&entries)
}

fn forged_twin_first(scene: &Scene, dice: &mut Dice) -> Attack {
    Attack::on(forged(scene, dice, true), Check::ZipDuplicate).and_more()
}

fn forged_twin_last(scene: &Scene, dice: &mut Dice) -> Attack {
    Attack::on(forged(scene, dice, false), Check::ZipDuplicate)
}

fn path(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut entries = scene.pack(dice).entries();
    let name = *dice.pick(&[
        "../evil.sh",
        "/etc/passwd",
        "evidence/../../x.json",
        "evidence\\x.json",
        "C:x.json",
        "evidence//x.json",
        "./x.json",
        "evidence/",
        "",
        "evidence/\u{7f}.json",
        "证据/x.json",
    ]);
    entries.push((name.to_owned(), b"{}".to_vec()));
    Attack::on(zipped(&entries), Check::ZipPath)
}

fn order(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut entries = scene.pack(dice).entries();
    let (a, b) = (dice.below(entries.len()), dice.below(entries.len() - 1));
    entries.swap(a, if b < a { b } else { b + 1 });
    Attack::on(zipped(&entries), Check::ZipOrder)
}

fn huge_length(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let place = dice.pick(&places.entries);
    let huge = (u32::MAX - dice.below(1000) as u32).to_le_bytes();
    for at in [place.0 + 18, place.0 + 22, place.3 + 20, place.3 + 24] {
        bytes[at..at + 4].copy_from_slice(&huge);
    }
    Attack::on(bytes, Check::ZipLength).and_more()
}

fn huge_directory(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let at = places.end + *dice.pick(&[12, 16]);
    let huge = (u32::MAX - dice.below(1000) as u32).to_le_bytes();
    bytes[at..at + 4].copy_from_slice(&huge);
    Attack::on(bytes, Check::ZipLength)
}

fn far_offset(scene: &Scene, dice: &mut Dice) -> Attack {
    let (_, mut bytes, places) = opened(scene, dice);
    let place = dice.pick(&places.entries);
    bytes[place.3 + 42..place.3 + 46].copy_from_slice(&(u32::MAX - 9).to_le_bytes());
    Attack::on(bytes, Check::ZipLength).or(HEADERS).and_more()
}

fn truncated(scene: &Scene, dice: &mut Dice) -> Attack {
    let bytes = scene.any(dice);
    Attack::on(bytes[..2 + dice.below(bytes.len() - 2)].to_vec(), Check::Truncated)
}

fn not_zip(_: &Scene, dice: &mut Dice) -> Attack {
    let texts: [&[u8]; 4] = [b"", b"<!doctype html>", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n"];
    let mut bytes = dice.pick(&texts).to_vec();
    let length = dice.below(99);
    bytes.extend(dice.bytes(length).into_iter().map(|b| b & 0x3f));
    Attack::on(bytes, Check::NotZip)
}

fn too_many(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack: Pack = scene.pack(dice);
    for number in 0..60 + dice.below(2000) {
        pack.files.push((format!("evidence/{number}.json"), Vec::new()));
    }
    Attack::on(pack.zip(), Check::TooLarge)
}
