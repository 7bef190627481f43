//! Tests: the folds take steps in proportion to the text, whatever it holds.

use super::{Folder, work};

/// Pieces that, repeated, lead the views to look ahead, to back out, or to undo what they did.
const ADVERSARIES: [&str; 38] = [
    "傻",
    "滚",
    "傻子",
    "你好，",
    "傻*",
    "傻 ",
    "傻***",
    "傻 * ",
    "傻 a",
    "a",
    "ab",
    "a ",
    "a.",
    "a b c ",
    "a - ",
    "1 ",
    "1 2 a ",
    "a1",
    "1a!",
    "!",
    "a|",
    "*",
    "a*",
    "a**b",
    "id-",
    "🌸",
    "🐴",
    "女",
    "女马",
    "贝戈",
    "\u{300}",
    "\u{200b}",
    "👩\u{200d}",
    "shang",
    "fangan",
    "nanananan",
    "іd",
    "о о ",
];

fn steps(text: &str) -> u64 {
    let mut folder = Folder::new();
    work::taken();
    let views = folder.fold(text);
    let out = views.plain.symbols.len() + views.tight().symbols.len() + views.shape().symbols.len();
    assert!(out + views.sound.symbols.len() <= 4 * text.len(), "no view is longer than the text");
    work::taken()
}

#[test]
fn work_grows_with_the_text() {
    for piece in ADVERSARIES {
        let short = steps(&piece.repeat(10_000 / piece.len()));
        let long = steps(&piece.repeat(100_000 / piece.len()));
        assert!(long <= short * 11, "{piece:?}: {short} steps, ten times the text {long}");
        assert!(long <= 100_000 * 16, "{piece:?}: {long} steps");
    }
}

#[test]
fn a_single_letter_before_a_row_of_digits_is_linear() {
    let row = |n: usize| format!("a {}", "1 ".repeat(n));
    assert!(steps(&row(50_000)) <= steps(&row(5_000)) * 11);
}

#[test]
fn a_hundred_thousand_marks_on_one_letter() {
    let text = format!("s{}b", "\u{300}".repeat(100_000));
    let mut folder = Folder::new();
    work::taken();
    let views = folder.fold(&text);
    assert_eq!(views.plain.text, "sb");
    assert_eq!(views.plain.symbols[0].end, 100_001);
    assert!(work::taken() < 200_000);
}
