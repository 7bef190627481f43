//! From factored alternatives to literals.

use super::Product;
use crate::text::is_word_char;

/// Calls `each` with every literal a product stands for. Spaces count only between Latin words: beside Han characters
/// they are the layout of the rule.
pub fn expand(product: &Product, each: &mut impl FnMut(&str)) {
    let mut sets = Sets::default();
    for set in &product.sets {
        for fragment in set {
            sets.add(fragment.as_bytes());
        }
        sets.end();
    }
    sets.expand(&mut Vec::new(), &mut |literal| each(text(literal)));
}

/// The sets of one product, one behind the other: loading a pack fills the same one again and again.
#[derive(Default)]
pub(super) struct Sets<'f> {
    /// The fragments of all sets.
    fragments: Vec<(&'f [u8], Joint)>,
    /// Where each set ends in `fragments`.
    ends: Vec<usize>,
}

/// What a fragment asks of what it is put behind. Found out once a fragment: a product puts it behind many.
#[derive(Clone, Copy)]
enum Joint {
    /// Nothing: words and signs of ASCII.
    Latin,
    /// The same with a space before: layout, unless it stands behind a Latin word.
    SpacedLatin,
    /// No space at its end: there is none in the fragment.
    Tight,
    /// It is put together character by character.
    Mixed,
}

impl<'f> Sets<'f> {
    /// Adds a fragment, UTF-8, to the set that is being made.
    pub(super) fn add(&mut self, fragment: &'f [u8]) {
        let joint = match (is_latin(fragment), fragment.first() == Some(&b' ')) {
            (true, false) => Joint::Latin,
            (true, true) => Joint::SpacedLatin,
            (false, _) if !fragment.contains(&b' ') => Joint::Tight,
            (false, _) => Joint::Mixed,
        };
        self.fragments.push((fragment, joint));
    }

    pub(super) fn clear(&mut self) {
        self.fragments.clear();
        self.ends.clear();
    }

    /// The fragments added since the last set are the next one.
    pub(super) fn end(&mut self) {
        self.ends.push(self.fragments.len());
    }

    /// Calls `each` with every literal. `literal` is room to build them in.
    pub(super) fn expand(&self, literal: &mut Vec<u8>, each: &mut impl FnMut(&[u8])) {
        literal.clear();
        self.descend(0, literal, each);
    }

    fn descend(&self, set: usize, literal: &mut Vec<u8>, each: &mut impl FnMut(&[u8])) {
        let Some(end) = self.ends.get(set) else {
            let spaces = literal.iter().rev().take_while(|b| **b == b' ').count();
            each(&literal[..literal.len() - spaces]);
            return;
        };
        let first = if set == 0 { 0 } else { self.ends[set - 1] };
        for (fragment, joint) in &self.fragments[first..*end] {
            // A fragment may take the space away that stands before it: it is put back for the next one.
            let spaced = literal.last() == Some(&b' ');
            let length = literal.len() - usize::from(spaced);
            push(literal, fragment, *joint);
            self.descend(set + 1, literal, each);
            literal.truncate(length);
            if spaced {
                literal.push(b' ');
            }
        }
    }
}

/// Fragments are UTF-8, and so is everything made of them.
fn text(literal: &[u8]) -> &str {
    std::str::from_utf8(literal).unwrap_or_default()
}

/// Nothing but words and signs of ASCII, with single spaces between them.
fn is_latin(fragment: &[u8]) -> bool {
    let mut last = 0;
    fragment.iter().all(|b| {
        let good = b.is_ascii_graphic() || (*b == b' ' && last != b' ');
        last = *b;
        good
    })
}

/// Appends a fragment, leaving out spaces that are layout.
fn push(literal: &mut Vec<u8>, fragment: &[u8], joint: Joint) {
    let latin = |c: char| is_word_char(c) || c.is_ascii_punctuation();
    match joint {
        Joint::Latin => literal.extend_from_slice(fragment),
        // Single spaces: only the one at its head can be layout.
        Joint::SpacedLatin if last_char(literal).is_some_and(latin) => literal.extend_from_slice(fragment),
        Joint::SpacedLatin => literal.extend_from_slice(&fragment[1..]),
        Joint::Tight if literal.last() != Some(&b' ') => literal.extend_from_slice(fragment),
        Joint::Tight | Joint::Mixed => {
            for c in text(fragment).chars() {
                let last = last_char(literal);
                if c == ' ' && !last.is_some_and(latin) {
                    continue;
                }
                if last == Some(' ') && !latin(c) {
                    literal.pop();
                }
                literal.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
    }
}

fn last_char(literal: &[u8]) -> Option<char> {
    let begins = literal.iter().rposition(|b| b & 0xC0 != 0x80)?;
    text(&literal[begins..]).chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(sets: &[&[&str]]) -> Vec<String> {
        let sets = sets.iter().map(|s| s.iter().map(|f| (*f).to_owned()).collect()).collect();
        let mut out = Vec::new();
        expand(&Product { sets, open_start: false, open_end: false, telling: false }, &mut |l| out.push(l.to_owned()));
        out
    }

    #[test]
    fn multiplies() {
        assert_eq!(all(&[&["没", "没有"], &["脑子"]]), ["没脑子", "没有脑子"]);
    }

    #[test]
    fn spaces_stay_between_latin_words_only() {
        assert_eq!(all(&[&["这 "], &["种", ""], &[" 人"]]), ["这种人", "这人"]);
        assert_eq!(all(&[&["kill "], &["your", "ur"], &[" self"]]), ["kill your self", "kill ur self"]);
        assert_eq!(all(&[&["so "], &["very ", ""], &["bad"]]), ["so very bad", "so bad"]);
    }
}
