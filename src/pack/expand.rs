//! From factored alternatives to literals.

use super::Product;
use crate::text::is_word_char;

/// Calls `each` with every literal a product stands for. Spaces count only between Latin words: beside Han characters
/// they are the layout of the rule.
pub fn expand(product: &Product, each: &mut impl FnMut(&str)) {
    descend(&product.sets, "", each);
}

fn descend(sets: &[Vec<String>], literal: &str, each: &mut impl FnMut(&str)) {
    let Some((first, rest)) = sets.split_first() else {
        each(literal.trim_end());
        return;
    };
    for fragment in first {
        // A copy, since a fragment may also take a space away from what stands before it.
        let mut longer = literal.to_owned();
        push(&mut longer, fragment);
        descend(rest, &longer, each);
    }
}

/// Appends a fragment, leaving out spaces that are layout.
fn push(literal: &mut String, fragment: &str) {
    let latin = |c: char| is_word_char(c) || c.is_ascii_punctuation();
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
