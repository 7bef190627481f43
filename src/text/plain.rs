//! The plain view.

use super::flag;
use super::view::View;

/// Folds `text` into `out`.
pub fn fold(text: &str, out: &mut View) {
    out.clear();
    let mut unit = 0u32;
    let mut joined = 0;
    for c in text.chars() {
        let start = unit;
        unit += c.len_utf16() as u32;
        match c {
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => {
                joined = if out.symbols.is_empty() { 0 } else { flag::JOINED };
            }
            c if c.is_whitespace() => space(out, matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}'), start, unit),
            '\u{ff01}'..='\u{ff5e}' => {
                let folded = char::from((c as u32 - 0xfee0) as u8).to_ascii_lowercase();
                let styled = if folded.is_ascii_alphanumeric() { flag::STYLED } else { 0 };
                out.push(folded, start, unit, joined | styled);
                joined = 0;
            }
            c => {
                for (i, lower) in c.to_lowercase().enumerate() {
                    out.push(lower, start, unit, if i == 0 { joined } else { 0 });
                }
                joined = 0;
            }
        }
    }
}

/// A run of white space is one symbol: a newline if it holds one, else a space.
fn space(out: &mut View, newline: bool, start: u32, end: u32) {
    let last_is = |c| out.text.as_bytes().last() == Some(&c);
    if last_is(b' ') || last_is(b'\n') {
        if newline && last_is(b' ') {
            out.text.pop();
            out.text.push('\n');
        }
        if let Some(last) = out.symbols.last_mut() {
            last.end = end;
        }
    } else {
        out.push(if newline { '\n' } else { ' ' }, start, end, 0);
    }
}
