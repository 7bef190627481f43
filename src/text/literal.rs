//! The same folds for the literals of rules, so that rules and texts meet.

use super::folder::Folder;
use super::tables::tables;
use super::view::View;

/// The plain fold of a rule's literal. Spaces at its ends stay; runs of them become one.
pub fn fold_literal(s: &str) -> String {
    Folder::plain(s).1.iter().map(|cell| cell.c).collect()
}

/// What the shape view makes of a word with leet in it, done to a folded literal: every character that digits and signs
/// can stand for, and every such digit and sign, becomes one letter (`l`, `1`, `!` and `|` all become `i`).
pub fn skeleton(s: &str) -> String {
    s.chars().map(|c| leet(c).unwrap_or(c)).collect()
}

/// The letter that stands for this one, or for this digit or sign, in a word with leet.
pub const fn leet(c: char) -> Option<char> {
    Some(match c {
        'l' | '1' | '!' | '|' | '£' => 'i',
        '0' => 'o',
        '2' => 'z',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' | '§' => 's',
        '6' | '9' => 'g',
        '7' => 't',
        '8' => 'b',
        '¢' => 'c',
        '¥' => 'y',
        _ => return None,
    })
}

/// Signs that stand for letters anywhere in a word. `!` and `|` also do, but only inside it.
pub(super) const fn is_sign(c: char) -> bool {
    matches!(c, '@' | '$' | '€' | '£' | '¢' | '§' | '¥')
}

/// Every run of one letter becomes one letter, as in a word that carries [`REPEATED`](super::flag::REPEATED).
pub fn collapse(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut last = None;
    for c in s.chars() {
        if last != Some(c) || !c.is_alphabetic() {
            out.push(c);
        }
        last = Some(c);
    }
    out
}

/// Most ways to read a literal that are told: characters with several readings multiply.
const MOST_READINGS: usize = 8;

/// Every reading of a Han literal, at most eight, as the sound view writes syllables; the usual one first. Empty if a
/// character has none.
pub fn syllables(han: &str) -> Vec<Vec<[u8; 2]>> {
    let (tables, cells) = Folder::plain(han);
    if cells.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<Vec<[u8; 2]>> = vec![Vec::new()];
    for cell in cells {
        let mut readings = tables.readings(cell.c);
        // Most characters have one, and nothing need be copied.
        if let (Some(code), None) = (readings.next(), readings.next()) {
            for so_far in &mut out {
                so_far.push(code.0);
            }
            continue;
        }
        let mut next: Vec<Vec<[u8; 2]>> = Vec::new();
        for code in tables.readings(cell.c) {
            for so_far in &out {
                let mut longer = so_far.clone();
                longer.push(code.0);
                if next.len() < MOST_READINGS && !next.contains(&longer) {
                    next.push(longer);
                }
            }
        }
        out = next;
    }
    out
}

/// Whether a folded character belongs to words that need a boundary on both sides: Latin letters and digits.
pub const fn is_word_char(c: char) -> bool {
    // Few Latin letters are left that do not fold to a to z; they lie in these blocks, with signs between.
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{ba}' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2af}')
}

/// Whether byte `at` of a folded text parts two letters of one Latin word. `at` is a character boundary.
pub fn cuts_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_word_char) && text[at..].chars().next().is_some_and(is_word_char)
}

/// Whether every character of `han` is read as `sound` begins, two bytes each, by one of its readings.
pub fn sounds_like(han: &str, sound: &[u8]) -> bool {
    let tables = tables();
    let mut heard = sound.chunks_exact(2);
    han.chars().all(|c| heard.next().is_some_and(|code| tables.readings(c).any(|reading| reading.0 == code)))
}

/// The view's text before, inside and after a UTF-16 span of the original.
pub fn around(view: &View, start: u32, end: u32) -> (&str, &str, &str) {
    let at = |offset: u32| view.symbols.get(view.symbol_from(offset)).map_or(view.text.len(), |s| s.at as usize);
    let (from, to) = (at(start), at(end));
    (&view.text[..from], &view.text[from..to.max(from)], &view.text[to.max(from)..])
}
