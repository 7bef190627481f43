//! Private data by its format: numbers with check digits, addresses, accounts.
//!
//! A detector only says what a string looks like; rules say whether that is somebody's private data, mostly with a cue
//! word beside it. All of them read the plain view (width and case folded).

use super::hits::Hit;
use crate::text::{View, Views, is_word_char};
use crate::verdict::Via;

// Atom numbers: indices of `pack::DETECTOR_NAMES`.
const CN_ID: u32 = 0;
const CN_MOBILE: u32 = 1;
const BANK_CARD: u32 = 2;
const EMAIL: u32 = 3;
const PLATE: u32 = 4;
const ACCOUNT: u32 = 5;
const ADDRESS_CN: u32 = 6;
const US_SSN: u32 = 7;
const PHONE_INTL: u32 = 8;
const ADDRESS_EN: u32 = 9;
const IP: u32 = 10;
const URL: u32 = 11;
const MENTION: u32 = 12;

/// Adds what looks like private data. Cost: one pass, and a bounded look around each digit run and each `@`.
#[inline(never)]
pub(super) fn find(views: &Views, hits: &mut Vec<Hit>) {
    let view = &views.plain;
    let bytes = view.text.as_bytes();
    let may_be = |(at, byte): (usize, &u8)| match byte {
        b'0'..=b'9' | b'@' | b'_' => true,
        b'h' => bytes[at..].starts_with(b"http"),
        b'w' => bytes[at..].starts_with(b"www."),
        _ => false,
    };
    if !bytes.iter().enumerate().any(may_be) {
        return;
    }
    let text = Text { view, chars: view.text.chars().collect() };
    let (mut i, mut url_end) = (0, 0);
    while i < text.chars.len() {
        let c = text.chars[i];
        if c.is_ascii_digit() && (i == 0 || !text.chars[i - 1].is_ascii_digit()) {
            i = number(&text, i, hits);
        } else if c == '@' {
            at_sign(&text, i, hits);
            i += 1;
        } else {
            if c.is_ascii_alphabetic() && text.starts_word(i) {
                account(&text, i, hits);
                // Inside an address there is no other: looking for one at each of its words would be quadratic.
                if i >= url_end {
                    url_end = url(&text, i, hits);
                }
            }
            i += 1;
        }
    }
}

struct Text<'v> {
    view: &'v View,
    chars: Vec<char>,
}

impl Text<'_> {
    fn hit(&self, atom: u32, first: usize, end: usize, hits: &mut Vec<Hit>) {
        let symbols = &self.view.symbols;
        hits.push(Hit::new(atom, symbols[first].start, symbols[end - 1].end, Via::Format, false));
    }

    fn starts_word(&self, i: usize) -> bool {
        i == 0 || !is_word_char(self.chars[i - 1])
    }

    fn get(&self, i: usize) -> char {
        self.chars.get(i).copied().unwrap_or(' ')
    }
}

/// A number that begins at `i`: groups of digits parted by single spaces, hyphens, dots or brackets. Returns the index
/// behind its first group of digits.
#[inline(never)]
fn number(text: &Text<'_>, i: usize, hits: &mut Vec<Hit>) -> usize {
    let mut digits = [0u8; 20];
    let (mut n, mut end, mut j) = (0, i, i);
    let mut groups = [0u8; 6];
    let mut group = 0;
    let mut separator = None;
    while j < text.chars.len() && n < digits.len() {
        let c = text.chars[j];
        if let Some(d) = c.to_digit(10) {
            digits[n] = d as u8;
            n += 1;
            groups[group] += 1;
            end = j + 1;
        } else if matches!(c, ' ' | '-' | '.')
            && text.get(j + 1).is_ascii_digit()
            && group < 5
            && separator.is_none_or(|s| s == c)
        {
            separator = Some(c);
            group += 1;
        } else {
            break;
        }
        j += 1;
    }
    let first_group_end = i + usize::from(groups[0]);
    if text.get(end).is_ascii_digit() {
        // Longer than any number that is looked for: skip it whole.
        return (end..text.chars.len()).find(|k| !text.chars[*k].is_ascii_digit()).unwrap_or(text.chars.len());
    }
    let digits = &digits[..n];
    let before = if i == 0 { ' ' } else { text.chars[i - 1] };
    let id_end = if text.get(end) == 'x' { end + 1 } else { end };
    if n + (id_end - end) == 18 && cn_id(digits, id_end > end) {
        text.hit(CN_ID, i, id_end, hits);
    } else if n == 11 && cn_mobile(digits) && !is_word_char(before) && !is_word_char(text.get(end)) {
        text.hit(CN_MOBILE, i, end, hits);
    } else if (13..=19).contains(&n) && luhn(digits) && matches!(digits[0], 3..=6) {
        text.hit(BANK_CARD, i, end, hits);
    } else if separator == Some('-')
        && groups[..3] == [3, 2, 4]
        && group == 2
        && digits[..3] != [0, 0, 0]
        && digits[0] != 9
    {
        text.hit(US_SSN, i, end, hits);
    } else if separator == Some('.') && group == 3 && ip(&text.chars[i..end]) {
        text.hit(IP, i, end, hits);
    } else if (before == '+' && (8..=15).contains(&n))
        || (before == '(' && text.get(first_group_end) == ')')
        || phone(digits, &groups[..=group])
    {
        let from = if matches!(before, '+' | '(') { i - 1 } else { i };
        if before == '(' {
            bracketed_phone(text, from, first_group_end, hits);
        } else {
            text.hit(PHONE_INTL, from, end, hits);
        }
    }
    if separator.is_none() && (5..=11).contains(&n) && !cn_mobile(digits) {
        text.hit(ACCOUNT, i, end, hits);
    }
    plate(text, i, hits);
    address_cn(text, i, first_group_end, hits);
    address_en(text, i, first_group_end, hits);
    first_group_end
}

/// PRC resident identity number: 17 digits and a check character by ISO 7064 MOD 11-2, with a plausible birth date.
fn cn_id(digits: &[u8], ends_in_x: bool) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
    let year =
        u32::from(digits[6]) * 1000 + u32::from(digits[7]) * 100 + u32::from(digits[8]) * 10 + u32::from(digits[9]);
    let (month, day) = (digits[10] * 10 + digits[11], digits[12] * 10 + digits[13]);
    if !(1900..=2099).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return false;
    }
    let sum: u32 = digits[..17].iter().zip(WEIGHTS).map(|(d, w)| u32::from(*d) * w).sum();
    let given = if ends_in_x { 10 } else { digits[17] };
    CHECK[(sum % 11) as usize] == given
}

/// Mainland mobile numbers: 11 digits, 1 then 3 to 9.
fn cn_mobile(digits: &[u8]) -> bool {
    digits.len() == 11 && digits[0] == 1 && (3..=9).contains(&digits[1])
}

/// ISO/IEC 7812-1 annex B (Luhn).
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| {
            let d = u32::from(*d) << (i & 1);
            if d > 9 { d - 9 } else { d }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Four numbers up to 255, parted by dots.
fn ip(chars: &[char]) -> bool {
    chars
        .split(|c| *c == '.')
        .all(|part| part.len() <= 3 && part.iter().fold(0, |n, c| n * 10 + c.to_digit(10).unwrap_or(0)) <= 255)
}

/// Groups as phone numbers are written: 3-3-4 (North America), 4-3-3 (UK, TW), 4-4 (HK), 5-6 (UK).
fn phone(digits: &[u8], groups: &[u8]) -> bool {
    matches!(groups, [3, 3 | 4, 4] | [1, 3, 3, 4] | [4, 3, 3] | [5 | 4, 6] | [2, 4, 4] | [4, 4] | [3 | 2, 8])
        && (digits.len() > 8 || digits[0] != 2 || digits[1] != 0)
        || (digits.len() == 10 && groups.len() == 1 && digits[0] == 0 && digits[1] == 9)
}

/// `(415) 555 0132`.
fn bracketed_phone(text: &Text<'_>, from: usize, close: usize, hits: &mut Vec<Hit>) {
    let rest = &text.chars[close + 1..(close + 12).min(text.chars.len())];
    let length = rest.iter().take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | '-')).count();
    let digits = rest[..length].iter().filter(|c| c.is_ascii_digit()).count();
    if (6..=8).contains(&digits) {
        let trailing = rest[..length].iter().rev().take_while(|c| !c.is_ascii_digit()).count();
        text.hit(PHONE_INTL, from, close + 1 + length - trailing, hits);
    }
}

/// `name@host.tld` is an address, `@name` a mention.
#[inline(never)]
fn at_sign(text: &Text<'_>, at: usize, hits: &mut Vec<Hit>) {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let mut first = at;
    while first > 0 && at - first < 64 && local(text.chars[first - 1]) {
        first -= 1;
    }
    let mut end = at + 1;
    while end < text.chars.len()
        && end - at < 80
        && (text.chars[end].is_ascii_alphanumeric() || matches!(text.chars[end], '.' | '-'))
    {
        end += 1;
    }
    while end > at + 1 && matches!(text.chars[end - 1], '.' | '-') {
        end -= 1;
    }
    let host: String = text.chars[at + 1..end].iter().collect();
    let tld = host
        .rsplit_once('.')
        .is_some_and(|(h, t)| !h.is_empty() && t.len() >= 2 && t.bytes().all(|b| b.is_ascii_alphabetic()));
    if first < at && tld {
        text.hit(EMAIL, first, end, hits);
    } else if first == at {
        let name_end = (at + 1..text.chars.len().min(at + 31)).find(|k| {
            let c = text.chars[*k];
            !(c.is_alphanumeric() || matches!(c, '_' | '-'))
        });
        let name_end = name_end.unwrap_or_else(|| text.chars.len().min(at + 31));
        if name_end > at + 1 {
            text.hit(MENTION, at, name_end, hits);
        }
    }
}

/// A word of Latin letters, digits, `_` and `-`, 5 to 20 long, with a digit or `_` in it: an account id, next to a cue.
#[inline(never)]
fn account(text: &Text<'_>, i: usize, hits: &mut Vec<Hit>) {
    let end = (i..text.chars.len().min(i + 24))
        .find(|k| !(is_word_char(text.chars[*k]) || matches!(text.chars[*k], '_' | '-')))
        .unwrap_or_else(|| text.chars.len().min(i + 24));
    let word = &text.chars[i..end];
    if (5..=20).contains(&word.len()) && word.iter().any(|c| c.is_ascii_digit() || *c == '_') {
        text.hit(ACCOUNT, i, end, hits);
    }
}

/// An address of the web, up to the first sign that none holds. Returns the index behind it.
#[inline(never)]
fn url(text: &Text<'_>, i: usize, hits: &mut Vec<Hit>) -> usize {
    let head: String = text.chars[i..text.chars.len().min(i + 8)].iter().collect();
    if !(head.starts_with("http://") || head.starts_with("https://") || head.starts_with("www.")) {
        return i;
    }
    let end = (i..text.chars.len()).find(|k| !text.chars[*k].is_ascii_graphic()).unwrap_or(text.chars.len());
    text.hit(URL, i, end, hits);
    end
}

/// Mainland number plates: a province character, a letter, five or six letters or digits with a digit among them.
fn plate(text: &Text<'_>, digit: usize, hits: &mut Vec<Hit>) {
    const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    let window = digit.saturating_sub(4)..digit;
    for first in window.rev() {
        if PROVINCES.contains(text.chars[first]) && text.get(first + 1).is_ascii_alphabetic() {
            let from = if matches!(text.get(first + 2), '·' | '.' | ' ') { first + 3 } else { first + 2 };
            let end = (from..text.chars.len().min(from + 7)).find(|k| !is_word_char(text.chars[*k]));
            let end = end.unwrap_or_else(|| text.chars.len().min(from + 7));
            if digit >= from && digit < end && (5..=6).contains(&(end - from)) {
                text.hit(PLATE, first, end, hits);
            }
            return;
        }
    }
}

/// 建设路18号3栋502室: a street word before the number, a house word behind it.
fn address_cn(text: &Text<'_>, i: usize, end: usize, hits: &mut Vec<Hit>) {
    const STREET: &str = "路街巷弄道村园苑里厦段城庄区坊寓同";
    const HOUSE: &str = "号弄栋幢座巷楼";
    if i < 2 || !STREET.contains(text.chars[i - 1]) || !HOUSE.contains(text.get(end)) {
        return;
    }
    let mut first = i;
    // Words before the address proper end it: 她就住在…, 地址是….
    while first > 0
        && i - first < 16
        && is_han(text.chars[first - 1])
        && !"住在是到于从去的".contains(text.chars[first - 1])
    {
        first -= 1;
    }
    let mut last = end + 1;
    while last < text.chars.len()
        && last - end < 16
        && (text.chars[last].is_ascii_digit() || "号弄栋幢座楼单元室层之".contains(text.chars[last]))
    {
        last += 1;
    }
    text.hit(ADDRESS_CN, first, last, hits);
}

/// 12 Elm Tree Road: a number, one to four words, a street word.
fn address_en(text: &Text<'_>, i: usize, end: usize, hits: &mut Vec<Hit>) {
    const STREETS: [&str; 24] = [
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "lane",
        "ln",
        "drive",
        "boulevard",
        "blvd",
        "court",
        "crescent",
        "terrace",
        "close",
        "way",
        "place",
        "parkway",
        "pkwy",
        "highway",
        "hwy",
        "gardens",
        "grove",
        "mews",
    ];
    // Behind the end of the text there is no word: `get` would say a space.
    let space = |at: usize| text.chars.get(at) == Some(&' ');
    if end - i > 5 || !space(end) {
        return;
    }
    let mut at = end + 1;
    for nth in 0..5 {
        let word_end =
            (at..text.chars.len()).find(|k| !text.chars[*k].is_ascii_alphabetic()).unwrap_or(text.chars.len());
        if word_end == at || word_end - at > 14 {
            return;
        }
        let word: String = text.chars[at..word_end].iter().collect();
        if nth > 0 && STREETS.contains(&word.as_str()) {
            text.hit(ADDRESS_EN, i, word_end, hits);
            return;
        }
        if !space(word_end) {
            return;
        }
        at = word_end + 1;
    }
}

const fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}
