//! What stands in quotation marks, on a quoted line, or in title marks.

use crate::order;
use crate::text::View;

/// UTF-16 spans of a text that are somebody else's words, and of titles. Ascending, not nested.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    quoted: Vec<(u32, u32)>,
    titles: Vec<(u32, u32)>,
}

/// A quotation that is never closed ends here, in characters: a lone mark must not excuse a whole text.
const LONGEST: usize = 400;

impl Quotes {
    pub(super) fn find(plain: &View) -> Self {
        let mut quotes = Self::default();
        let mut open: Option<(char, usize)> = None;
        let mut line_start = true;
        let mut quoted_line = None;
        for (i, c) in plain.text.chars().enumerate() {
            let start = plain.symbols[i].start;
            if c == '\n' {
                if let Some(from) = quoted_line.take() {
                    quotes.quoted.push((from, start));
                }
                line_start = true;
                open = None;
                continue;
            }
            if line_start && c == '>' {
                quoted_line = Some(start);
            }
            line_start = line_start && c == ' ';
            match open {
                Some((close, from)) if c == close => {
                    let span = (plain.symbols[from].start, plain.symbols[i].end);
                    if matches!(close, '》' | '〉') {
                        quotes.titles.push(span);
                    } else {
                        quotes.quoted.push(span);
                    }
                    open = None;
                }
                Some((_, from)) if i - from > LONGEST => open = None,
                Some(_) => {}
                None => open = closing(c).map(|close| (close, i)),
            }
        }
        if let Some(from) = quoted_line {
            quotes.quoted.push((from, u32::MAX));
        }
        order::sort(&mut quotes.quoted);
        quotes
    }

    /// The quotation around a UTF-16 span.
    pub(super) fn quotation(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        around(&self.quoted, start, end)
    }

    /// All quotations.
    pub(super) fn quotations(&self) -> impl Iterator<Item = (u32, u32)> {
        self.quoted.iter().copied()
    }

    /// Whether a quotation begins inside a UTF-16 span: `what a "genius"`.
    pub(super) fn opens_inside(&self, start: u32, end: u32) -> bool {
        let first = self.quoted.partition_point(|q| q.0 < start);
        self.quoted.get(first).is_some_and(|q| q.0 < end)
    }

    /// Whether a quotation ends inside a UTF-16 span that begins in it: what is quoted and what is said run together.
    pub(super) fn closes_inside(&self, start: u32, end: u32) -> bool {
        let before = self.quoted.partition_point(|q| q.0 <= start);
        before > 0 && self.quoted[before - 1].1 > start && self.quoted[before - 1].1 < end
    }

    pub(super) fn title(&self, start: u32, end: u32) -> bool {
        around(&self.titles, start, end).is_some()
    }
}

const fn closing(open: char) -> Option<char> {
    Some(match open {
        '「' => '」',
        '『' => '』',
        '“' => '”',
        '"' => '"',
        '《' => '》',
        '〈' => '〉',
        '【' => '】',
        _ => return None,
    })
}

fn around(spans: &[(u32, u32)], start: u32, end: u32) -> Option<(u32, u32)> {
    let i = spans.partition_point(|s| s.0 <= start).checked_sub(1)?;
    (spans[i].1 >= end).then_some(spans[i])
}
