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

    pub(super) fn quoted(&self, start: u32, end: u32) -> bool {
        inside(&self.quoted, start, end)
    }

    pub(super) fn title(&self, start: u32, end: u32) -> bool {
        inside(&self.titles, start, end)
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

fn inside(spans: &[(u32, u32)], start: u32, end: u32) -> bool {
    let i = spans.partition_point(|s| s.0 <= start);
    i > 0 && spans[i - 1].1 >= end
}
