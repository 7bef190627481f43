//! JSON text to values: whole numbers only, no key twice, no deeper than [`DEPTH`].

use super::{Fault, Value};
use crate::canonical::MAX_SAFE;

/// How deep values may lie in each other.
const DEPTH: usize = 32;

/// Reads JSON text. Fractions, exponents, numbers past 2⁵³, a key twice in an object and what is no JSON are refused.
///
/// # Errors
/// A [`Fault`] that says what it met.
pub fn parse(text: &[u8]) -> Result<Value, Fault> {
    let text = std::str::from_utf8(text).map_err(|_| Fault::here("is not UTF-8"))?;
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.space();
    if reader.at == text.len() { Ok(value) } else { Err(BROKEN) }
}

const BROKEN: Fault = Fault::here("is not JSON");

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    /// Takes a text, if it comes next.
    fn take(&mut self, wanted: &str) -> bool {
        let there = self.text.as_bytes()[self.at..].starts_with(wanted.as_bytes());
        self.at += if there { wanted.len() } else { 0 };
        there
    }

    fn value(&mut self, depth: usize) -> Result<Value, Fault> {
        if depth > DEPTH {
            return Err(Fault::here("lies too deep"));
        }
        self.space();
        match self.peek() {
            b'{' => self.map(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Value::Text),
            b'-' | b'0'..=b'9' => self.number(),
            _ if self.take("null") => Ok(Value::Null),
            _ if self.take("true") => Ok(Value::Bool(true)),
            _ if self.take("false") => Ok(Value::Bool(false)),
            _ => Err(BROKEN),
        }
    }

    /// Items between brackets, with commas between them.
    fn items(&mut self, close: &str, mut item: impl FnMut(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        self.at += 1;
        self.space();
        if self.take(close) {
            return Ok(());
        }
        loop {
            item(self)?;
            self.space();
            if self.take(close) {
                return Ok(());
            }
            if !self.take(",") {
                return Err(BROKEN);
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, Fault> {
        let mut list = Vec::new();
        self.items("]", |reader| {
            list.push(reader.value(depth + 1)?);
            Ok(())
        })?;
        Ok(Value::List(list))
    }

    fn map(&mut self, depth: usize) -> Result<Value, Fault> {
        let mut map: Vec<(String, Value)> = Vec::new();
        self.items("}", |reader| {
            reader.space();
            if reader.peek() != b'"' {
                return Err(BROKEN);
            }
            let key = reader.string()?;
            // Objects here have few keys; one that has very many is none of ours.
            if map.len() > 100 || map.iter().any(|(name, _)| *name == key) {
                return Err(Fault::here("has a key twice, or too many"));
            }
            reader.space();
            if !reader.take(":") {
                return Err(BROKEN);
            }
            map.push((key, reader.value(depth + 1)?));
            Ok(())
        })?;
        Ok(Value::Map(map))
    }

    fn number(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        self.take("-");
        let digits = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        let leading_zero = self.text.as_bytes().get(digits) == Some(&b'0') && self.at > digits + 1;
        if matches!(self.peek(), b'.' | b'e' | b'E') || leading_zero {
            return Err(Fault::here("must be a whole number"));
        }
        let number: i64 = self.text[start..self.at].parse().map_err(|_| Fault::here("is out of range"))?;
        if number.abs() > MAX_SAFE {
            return Err(Fault::here("is out of range"));
        }
        Ok(Value::Int(number))
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.find(|c: char| c == '"' || c == '\\' || c < ' ').ok_or(BROKEN)?;
            out.push_str(&rest[..plain]);
            self.at += plain;
            if self.take("\"") {
                return Ok(out);
            }
            if !self.take("\\") {
                return Err(BROKEN);
            }
            let escape = self.peek();
            self.at += 1;
            out.push(match escape {
                b'"' | b'\\' | b'/' => char::from(escape),
                b'b' => '\u{8}',
                b't' => '\t',
                b'n' => '\n',
                b'f' => '\u{c}',
                b'r' => '\r',
                b'u' => self.unicode()?,
                _ => return Err(BROKEN),
            });
        }
    }

    /// The rest of `\uXXXX`, with its second half where it has one. Half of a pair alone is U+FFFD, as browsers write it.
    fn unicode(&mut self) -> Result<char, Fault> {
        let high = self.unit()?;
        if (0xd800..0xdc00).contains(&high) && self.text[self.at..].starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            let low = self.unit()?;
            if (0xdc00..0xe000).contains(&low) {
                let code = 0x1_0000 + (high - 0xd800) * 0x400 + (low - 0xdc00);
                return char::from_u32(code).ok_or(BROKEN);
            }
            self.at = back;
        }
        Ok(char::from_u32(high).unwrap_or('\u{fffd}'))
    }

    fn unit(&mut self) -> Result<u32, Fault> {
        let digits = self.text.get(self.at..self.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        self.at += 4;
        digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).ok_or(BROKEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_json_is() {
        let value = parse(br#" {"a" : [1, -2, true, null, "x\n\u4f60\ud83d\ude00"], "b": {}} "#).expect("JSON");
        assert_eq!(value.get("b"), Some(&Value::Map(Vec::new())));
        let list = value.get("a").and_then(Value::as_list).expect("a list");
        assert_eq!(list[4].as_text(), Some("x\n你😀"));
    }

    #[test]
    fn half_a_pair_is_replaced() {
        for (json, text) in
            [(r#""\ud83d""#, "\u{fffd}"), (r#""\ude00a""#, "\u{fffd}a"), (r#""\ud83d\u0041""#, "\u{fffd}A")]
        {
            assert_eq!(parse(json.as_bytes()), Ok(Value::Text(text.to_owned())), "{json}");
        }
    }

    #[test]
    fn refuses_what_it_is_not() {
        for json in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\":1,\"a\":1}",
            "1.5",
            "1e3",
            "01",
            "-",
            "9007199254740992",
            "nul",
            "\"",
            "\"\n\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "[1] 2",
            "'a'",
            "{a:1}",
            "\u{feff}1",
            "\"\\u00",
        ] {
            assert!(parse(json.as_bytes()).is_err(), "{json}");
        }
        assert!(parse("[".repeat(1000).as_bytes()).is_err());
        assert!(parse(b"\xff").is_err());
    }
}
