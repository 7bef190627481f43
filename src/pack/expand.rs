//! From factored alternatives to literals.

use super::Product;
use crate::text::is_word_char;

/// Calls `each` with every literal a product stands for. Spaces count only between Latin words: beside Han characters
/// they are the layout of the rule.
pub fn expand(product: &Product, each: &mut impl FnMut(&str)) {
    let mut sets = Sets::default();
    for set in &product.sets {
        sets.fragments.extend(set.iter().map(String::as_str));
        sets.end();
    }
    sets.expand(&mut String::new(), each);
}

/// The sets of one product, one behind the other: loading a pack fills the same one again and again.
#[derive(Default)]
pub(super) struct Sets<'f> {
    /// The fragments of all sets.
    pub(super) fragments: Vec<&'f str>,
    /// Where each set ends in `fragments`.
    ends: Vec<usize>,
}

impl Sets<'_> {
    pub(super) fn clear(&mut self) {
        self.fragments.clear();
        self.ends.clear();
    }

    /// The fragments added since the last set are the next one.
    pub(super) fn end(&mut self) {
        self.ends.push(self.fragments.len());
    }

    /// Calls `each` with every literal. `literal` is room to build them in.
    pub(super) fn expand(&self, literal: &mut String, each: &mut impl FnMut(&str)) {
        literal.clear();
        self.descend(0, literal, each);
    }

    fn descend(&self, set: usize, literal: &mut String, each: &mut impl FnMut(&str)) {
        let Some(end) = self.ends.get(set) else {
            each(literal.trim_end());
            return;
        };
        let first = if set == 0 { 0 } else { self.ends[set - 1] };
        for fragment in &self.fragments[first..*end] {
            // A fragment may take the space away that stands before it: it is put back for the next one.
            let spaced = literal.ends_with(' ');
            let length = literal.len() - usize::from(spaced);
            push(literal, fragment);
            self.descend(set + 1, literal, each);
            literal.truncate(length);
            if spaced {
                literal.push(' ');
            }
        }
    }
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
fn push(literal: &mut String, fragment: &str) {
    let latin = |c: char| is_word_char(c) || c.is_ascii_punctuation();
    if is_latin(fragment.as_bytes()) {
        // Latin through and through: only a space at its head can be layout.
        let layout = !literal.chars().next_back().is_some_and(latin);
        literal.push_str(if layout { fragment.trim_start_matches(' ') } else { fragment });
        return;
    }
    if !fragment.contains(' ') && !literal.ends_with(' ') {
        literal.push_str(fragment);
        return;
    }
    for c in fragment.chars() {
        let last = literal.chars().next_back();
        if c == ' ' && !last.is_some_and(latin) {
            continue;
        }
        if last == Some(' ') && !latin(c) {
            literal.pop();
        }
        literal.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(sets: &[&[&str]]) -> Vec<String> {
        let sets = sets.iter().map(|s| s.iter().map(|f| (*f).to_owned()).collect()).collect();
        let mut out = Vec::new();
        expand(&Product { sets, open_start: false, open_end: false }, &mut |l| out.push(l.to_owned()));
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
