//! JSON as packages hold it: whole numbers only, no key twice, objects with known fields.
//!
//! This takes the place of serde, which does the same for every type anew and made the module half again as large as all
//! of it is now. A type is listed once, with its fields and their keys, and read and written from that.

mod parse;

pub use parse::parse;

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
