//! JSON as packages hold it: whole numbers only, no key twice, objects with known fields.
//!
//! This takes the place of serde, which does the same for every type anew and made the module half again as large as all
//! of it is now. A type is listed once, with its fields and their keys, and read and written from that.

use crate::canonical::MAX_SAFE;

/// How deep values may lie in each other.
const DEPTH: usize = 32;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that every reader keeps exactly.
    Int(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object, its fields in the order they were met.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The field of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Map(map) = self else { return None };
        map.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// A text.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A list.
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// The value at a JSON Pointer (RFC 6901; no key here has a `~` or `/`).
    pub fn at_mut(&mut self, pointer: &str) -> Option<&mut Self> {
        let mut here = self;
        for step in pointer.strip_prefix('/')?.split('/') {
            here = match here {
                Self::Map(map) => map.iter_mut().find(|(name, _)| name == step).map(|(_, value)| value)?,
                Self::List(list) => {
                    let number: usize = step.parse().ok()?;
                    list.get_mut(number).filter(|_| number.to_string() == step)?
                }
                _ => return None,
            };
        }
        Some(here)
    }
}

/// What is wrong with a value, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON Pointer.
    pub path: String,
    /// What.
    pub problem: &'static str,
}

impl Fault {
    /// A fault at the value that is read.
    pub const fn here(problem: &'static str) -> Self {
        Self { path: String::new(), problem }
    }

    fn under(mut self, step: &str) -> Self {
        self.path.insert_str(0, step);
        self.path.insert(0, '/');
        self
    }
}

/// A type that is read from a value.
pub trait Read: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// The first [`Fault`].
    fn read(value: &Value) -> Result<Self, Fault>;

    /// What a field that is not there stands for.
    fn absent() -> Option<Self> {
        None
    }
}

/// A type that is written as a value.
pub trait Write {
    /// Writes it.
    fn write(&self) -> Value;

    /// Adds it to an object; what is absent adds nothing.
    fn put(&self, key: &str, map: &mut Vec<(String, Value)>) {
        map.push((key.to_owned(), self.write()));
    }
}

/// The fields of an object that is read.
pub struct Fields<'a>(&'a [(String, Value)]);

impl<'a> Fields<'a> {
    /// An object with none but these keys.
    ///
    /// # Errors
    /// A [`Fault`] naming a key that is not one of them.
    pub fn of(value: &'a Value, keys: &[&str]) -> Result<Self, Fault> {
        let Value::Map(map) = value else { return Err(Fault::here("must be an object")) };
        match map.iter().find(|(name, _)| !keys.contains(&name.as_str())) {
            Some((name, _)) => Err(Fault::here("is not a known field").under(name)),
            None => Ok(Self(map)),
        }
    }

    /// One field.
    ///
    /// # Errors
    /// A [`Fault`] in it, or that it is missing.
    pub fn field<T: Read>(&self, key: &str) -> Result<T, Fault> {
        match self.0.iter().find(|(name, _)| name == key) {
            Some((_, value)) => T::read(value).map_err(|fault| fault.under(key)),
            None => T::absent().ok_or_else(|| Fault::here("is missing").under(key)),
        }
    }
}

impl Read for Value {
    fn read(value: &Value) -> Result<Self, Fault> {
        Ok(value.clone())
    }
}

impl Write for Value {
    fn write(&self) -> Value {
        self.clone()
    }
}

impl Read for String {
    fn read(value: &Value) -> Result<Self, Fault> {
        value.as_text().map(str::to_owned).ok_or(Fault::here("must be a text"))
    }
}

impl Write for String {
    fn write(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl Write for &str {
    fn write(&self) -> Value {
        Value::Text((*self).to_owned())
    }
}

impl Read for bool {
    fn read(value: &Value) -> Result<Self, Fault> {
        if let Value::Bool(is) = value { Ok(*is) } else { Err(Fault::here("must be true or false")) }
    }
}

impl Write for bool {
    fn write(&self) -> Value {
        Value::Bool(*self)
    }
}

fn whole<T: TryFrom<i64>>(value: &Value) -> Result<T, Fault> {
    let Value::Int(number) = value else { return Err(Fault::here("must be a whole number")) };
    T::try_from(*number).map_err(|_| Fault::here("is out of range"))
}

macro_rules! numbers {
    ($($type:ty),*) => {
        $(impl Read for $type {
            fn read(value: &Value) -> Result<Self, Fault> {
                whole(value)
            }
        }

        impl Write for $type {
            fn write(&self) -> Value {
                Value::Int(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        })*
    };
}

numbers!(u32, u64, i32);

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value) -> Result<Self, Fault> {
        let list = value.as_list().ok_or(Fault::here("must be a list"))?;
        list.iter().enumerate().map(|(n, item)| T::read(item).map_err(|fault| fault.under(&n.to_string()))).collect()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self) -> Value {
        Value::List(self.iter().map(Write::write).collect())
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &Value) -> Result<Self, Fault> {
        T::read(value).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, Write::write)
    }

    fn put(&self, key: &str, map: &mut Vec<(String, Value)>) {
        if let Some(value) = self {
            value.put(key, map);
        }
    }
}

/// Makes a struct with public fields that is read from and written to an object. Each field has its key.
macro_rules! object {
    ($($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$doc:meta])* $field:ident: $type:ty = $key:literal,)*
    })*) => {
        $(
            $crate::json::shown! {
                $(#[$meta])*
                pub struct $name { $($(#[$doc])* $field: $type = $key,)* }
            }

            impl $crate::json::Read for $name {
                fn read(value: &$crate::json::Value) -> Result<Self, $crate::json::Fault> {
                    let fields = $crate::json::Fields::of(value, &[$($key),*])?;
                    Ok(Self { $($field: fields.field($key)?,)* })
                }
            }
        )*
    };
}

/// Makes a struct with public fields that is only written, to an object.
macro_rules! shown {
    ($($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$doc:meta])* $field:ident: $type:ty = $key:literal,)*
    })*) => {
        $(
            $(#[$meta])*
            pub struct $name { $($(#[$doc])* pub $field: $type,)* }

            impl $crate::json::Write for $name {
                fn write(&self) -> $crate::json::Value {
                    let mut map = Vec::new();
                    $($crate::json::Write::put(&self.$field, $key, &mut map);)*
                    $crate::json::Value::Map(map)
                }
            }
        )*
    };
}

/// Makes an enum that is read from and written as a word.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$doc:meta])* $variant:ident = $word:literal,)*
    })*) => {
        $(
            $(#[$meta])*
            pub enum $name { $($(#[$doc])* $variant,)* }

            impl $name {
                /// The word for it.
                pub const fn name(self) -> &'static str {
                    match self { $(Self::$variant => $word,)* }
                }
            }

            impl $crate::json::Read for $name {
                fn read(value: &$crate::json::Value) -> Result<Self, $crate::json::Fault> {
                    match value.as_text() {
                        $(Some($word) => Ok(Self::$variant),)*
                        _ => Err($crate::json::Fault::here(concat!("must be one of", $(" ", $word),*))),
                    }
                }
            }

            impl $crate::json::Write for $name {
                fn write(&self) -> $crate::json::Value {
                    $crate::json::Value::Text(self.name().to_owned())
                }
            }
        )*
    };
}

pub(crate) use {object, shown, words};

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
