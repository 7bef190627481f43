//! Canonical JSON: one value, one text (RFC 8785, with whole numbers only).
//!
//! No white space, keys sorted by their UTF-16 code units, the shortest escapes, UTF-8. Numbers are whole and within
//! ±(2⁵³ − 1), so that every reader agrees on them and the question how a fraction is written never comes up: shares are
//! kept in thousandths. Whatever is read is written again and compared, which leaves nothing free to change: no
//! order, no spacing, no doubled key.

use std::collections::BinaryHeap;

use crate::json::{Value, Write};

/// The largest whole number that every JSON reader keeps exactly.
pub const MAX_SAFE: i64 = (1 << 53) - 1;

/// The canonical text of a value.
pub fn to_text(value: &impl Write) -> String {
    let mut out = String::new();
    write(&value.write(), &mut out);
    out
}

/// Writes a value.
pub fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Int(n) => out.push_str(&n.to_string()),
        Value::Text(text) => write_text(text, out),
        Value::List(list) => {
            out.push('[');
            for (i, item) in list.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Map(map) => {
            // A heap: the sorts of slices are four kilobytes of wasm for every type they sort.
            let keys = map.iter().enumerate().map(|(at, (key, _))| (key.encode_utf16().collect::<Vec<u16>>(), at));
            let order = keys.collect::<BinaryHeap<_>>().into_sorted_vec();
            out.push('{');
            for (i, (key, item)) in order.iter().map(|(_, at)| &map[*at]).enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if u32::from(c) < 0x20 => {
                let hex = |n: u32| char::from_digit(n, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.push(hex(u32::from(c) >> 4));
                out.push(hex(u32::from(c) & 15));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Whether these bytes are the canonical text of the value they hold.
pub fn is_canonical(bytes: &[u8], value: &Value) -> bool {
    let mut text = String::with_capacity(bytes.len());
    write(value, &mut text);
    text.as_bytes() == bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(json: &str) -> String {
        let mut out = String::new();
        write(&crate::json::parse(json.as_bytes()).expect("JSON"), &mut out);
        out
    }

    #[test]
    fn keys_are_sorted_by_utf16_units() {
        // RFC 8785, 3.2.3: by UTF-16 the astral letter (a surrogate, D83D) comes before U+FB33; by code point it would not.
        let sorted = canonical(r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#);
        assert_eq!(sorted, "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}");
    }

    #[test]
    fn escapes_are_the_shortest() {
        assert_eq!(
            canonical(r#""\u000F\u000aA'\u0042\u0022\u005c\\\"\/\u007f""#),
            "\"\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7f}\""
        );
    }

    #[test]
    fn what_is_not_canonical_is_seen() {
        let is = |json: &str| is_canonical(json.as_bytes(), &crate::json::parse(json.as_bytes()).expect("JSON"));
        assert!(is(r#"{"a":[1,-2,true,null,"x"]}"#));
        for json in [r#"{"a": 1}"#, r#"{"b":1,"a":2}"#, r#""\u0041""#, "-0", "[1 ]"] {
            assert!(!is(json), "{json}");
        }
    }
}
