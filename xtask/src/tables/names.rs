//! Letters that only their names tell: small capitals, turned, squared, parenthesised letters.

const DECORATIONS: [&str; 9] = [
    "LATIN LETTER SMALL CAPITAL ",
    "LATIN SMALL LETTER TURNED ",
    "LATIN CAPITAL LETTER TURNED ",
    "LATIN SMALL LETTER SIDEWAYS ",
    "NEGATIVE CIRCLED LATIN CAPITAL LETTER ",
    "NEGATIVE SQUARED LATIN CAPITAL LETTER ",
    "CROSSED NEGATIVE SQUARED LATIN CAPITAL LETTER ",
    "PARENTHESIZED LATIN SMALL LETTER ",
    "PARENTHESIZED LATIN CAPITAL LETTER ",
];

/// The Latin letter that a character is a decorated form of, by its Unicode name.
pub fn decorated(c: char) -> Option<char> {
    let name = unicode_names2::name(c)?.to_string();
    let rest = DECORATIONS.iter().find_map(|d| name.strip_prefix(d))?;
    let mut letters = rest.chars();
    match (letters.next(), letters.next()) {
        (Some(letter @ 'A'..='Z'), None) => Some(letter.to_ascii_lowercase()),
        _ => None,
    }
}
