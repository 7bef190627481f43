//! The elements of DER, read one after another. The crate `der` sees to it that each is written in its one form.

use der::asn1::AnyRef;
use der::{Decode as _, Reader as _, SliceReader};

/// Tags of X.690, 8.1.2 as they stand in the first byte; `CONTEXT` is that of `[0]` with something inside.
pub const BOOLEAN: u8 = 0x01;
pub const INTEGER: u8 = 0x02;
pub const BIT_STRING: u8 = 0x03;
pub const OCTET_STRING: u8 = 0x04;
pub const OID: u8 = 0x06;
pub const UTF8: u8 = 0x0c;
pub const PRINTABLE: u8 = 0x13;
pub const UTC_TIME: u8 = 0x17;
pub const GENERALIZED_TIME: u8 = 0x18;
pub const SEQUENCE: u8 = 0x30;
pub const SET: u8 = 0x31;
pub const CONTEXT: u8 = 0xa0;

/// An element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    /// Its first byte.
    pub tag: u8,
    /// All of it.
    pub whole: &'a [u8],
    /// What is in it.
    pub content: &'a [u8],
}

impl<'a> Element<'a> {
    /// Reads bytes that are one element and no more.
    pub fn only(bytes: &'a [u8]) -> Option<Self> {
        let mut list = Elements::of(bytes)?;
        let first = list.any()?;
        list.is_empty().then_some(first)
    }

    /// The elements in it.
    pub fn inside(self) -> Option<Elements<'a>> {
        Elements::of(self.content)
    }
}

/// Elements in a row.
#[derive(Clone, Debug)]
pub struct Elements<'a>(SliceReader<'a>);

impl<'a> Elements<'a> {
    /// Those in these bytes.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        SliceReader::new(bytes).ok().map(Self)
    }

    /// Whether none is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_finished()
    }

    /// The next one.
    pub fn any(&mut self) -> Option<Element<'a>> {
        let whole = self.0.tlv_bytes().ok()?;
        let content = AnyRef::from_der(whole).ok()?.value();
        Some(Element { tag: *whole.first()?, whole, content })
    }

    /// The next one, which has this tag.
    pub fn next(&mut self, tag: u8) -> Option<Element<'a>> {
        self.any().filter(|element| element.tag == tag)
    }

    /// The next one where it has this tag; otherwise it stays.
    pub fn maybe(&mut self, tag: u8) -> Option<Element<'a>> {
        let mut ahead = self.clone();
        let found = ahead.next(tag)?;
        *self = ahead;
        Some(found)
    }

    /// All that are left; `None` when one of them cannot be read.
    pub fn rest(mut self) -> Option<Vec<Element<'a>>> {
        let mut list = Vec::new();
        while !self.is_empty() {
            list.push(self.any()?);
        }
        Some(list)
    }
}

/// A small number that is not negative.
pub fn number(element: Element) -> Option<u64> {
    let negative = element.content.first()? & 0x80 != 0;
    let fits = element.tag == INTEGER && !negative && element.content.len() <= 8;
    fits.then(|| element.content.iter().fold(0, |n, &byte| n << 8 | u64::from(byte)))
}

/// The bytes of a bit string that ends at a byte.
pub fn bits(element: Element<'_>) -> Option<&[u8]> {
    let (&unused, bytes) = element.content.split_first()?;
    (element.tag == BIT_STRING && unused == 0).then_some(bytes)
}

/// A time, in milliseconds since the epoch: `UTCTime` as RFC 5280 reads it, or `GeneralizedTime` in UTC, with a fraction as RFC
/// 3161 allows it.
pub fn time(element: Element) -> Option<u64> {
    let text = std::str::from_utf8(element.content).ok()?.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole = match element.tag {
        UTC_TIME if text.len() == 12 => format!("{}{text}", if text < "5" { "20" } else { "19" }),
        GENERALIZED_TIME if text.contains('.') != fraction.is_empty() && !fraction.ends_with('0') => whole.to_owned(),
        _ => return None,
    };
    if whole.len() != 14 || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (date, clock) = whole.split_at(8);
    let ms: String = fraction.chars().chain("000".chars()).take(3).collect();
    crate::time::parse_rfc3339(&format!(
        "{}-{}-{}T{}:{}:{}.{ms}Z",
        &date[..4],
        &date[4..6],
        &date[6..],
        &clock[..2],
        &clock[2..4],
        &clock[4..]
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time_of(tag: u8, text: &str) -> Option<u64> {
        time(Element { tag, whole: &[], content: text.as_bytes() })
    }

    #[test]
    fn times_are_read_as_the_standards_say() {
        assert_eq!(time_of(UTC_TIME, "700101000001Z"), Some(1000));
        assert_eq!(time_of(UTC_TIME, "491231235959Z"), Some(2_524_607_999_000));
        assert_eq!(time_of(GENERALIZED_TIME, "19700101000001.25Z"), Some(1250));
        for (tag, text) in [
            (UTC_TIME, "7001010000Z"),
            (UTC_TIME, "700101000001+0100"),
            (GENERALIZED_TIME, "19700101000001.Z"),
            (GENERALIZED_TIME, "19700101000001.50Z"),
            (GENERALIZED_TIME, "19700132000001Z"),
            (INTEGER, "19700101000001Z"),
        ] {
            assert_eq!(time_of(tag, text), None, "{text}");
        }
    }

    #[test]
    fn only_the_one_form_is_read() {
        assert!(Element::only(&[0x30, 0x03, 0x02, 0x01, 0x05]).is_some());
        // A length written longer than it has to be, one without an end, one that leads outside, and something after.
        for bytes in [&[0x30, 0x81, 0x01, 0x00][..], &[0x30, 0x80, 0, 0], &[0x30, 0x05, 0x02], &[0x30, 0x00, 0x00]] {
            assert_eq!(Element::only(bytes), None, "{bytes:?}");
        }
    }
}
