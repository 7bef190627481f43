//! Objects of JavaScript, read field by field. A missing field, `undefined` and `null` are the same.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// Makes the error for a field that is missing or is not what it should be.
type Refuse = fn(&'static str) -> JsValue;

/// An object.
pub(super) struct Fields {
    object: JsValue,
    refuse: Refuse,
}

impl Fields {
    /// Reads an object. `name` is what it is called in an error.
    #[inline(never)]
    pub(super) fn of(object: JsValue, name: &'static str, refuse: Refuse) -> Result<Self, JsValue> {
        if object.is_object() { Ok(Self { object, refuse }) } else { Err(refuse(name)) }
    }

    /// The same object, refused in other words.
    pub(super) fn refusing(self, refuse: Refuse) -> Self {
        Self { refuse, ..self }
    }

    /// The error for a field.
    pub(super) fn bad(&self, key: &'static str) -> JsValue {
        (self.refuse)(key)
    }

    #[inline(never)]
    fn get(&self, key: &'static str) -> Option<JsValue> {
        let value = Reflect::get(&self.object, &JsValue::from_str(key)).ok()?;
        (!value.is_null() && !value.is_undefined()).then_some(value)
    }

    #[inline(never)]
    pub(super) fn text_or_none(&self, key: &'static str) -> Result<Option<String>, JsValue> {
        self.get(key).map(|value| value.as_string().ok_or_else(|| self.bad(key))).transpose()
    }

    #[inline(never)]
    pub(super) fn text(&self, key: &'static str) -> Result<String, JsValue> {
        self.text_or_none(key)?.ok_or_else(|| self.bad(key))
    }

    /// A number; not infinite, and not none.
    #[inline(never)]
    pub(super) fn number_or_none(&self, key: &'static str) -> Result<Option<f64>, JsValue> {
        let Some(value) = self.get(key) else { return Ok(None) };
        value.as_f64().filter(|number| number.is_finite()).ok_or_else(|| self.bad(key)).map(Some)
    }

    #[inline(never)]
    pub(super) fn number(&self, key: &'static str) -> Result<f64, JsValue> {
        self.number_or_none(key)?.ok_or_else(|| self.bad(key))
    }

    /// A count; 0 where there is none.
    #[inline(never)]
    pub(super) fn count(&self, key: &'static str) -> Result<u32, JsValue> {
        let number = self.number_or_none(key)?.unwrap_or_default();
        // `as` saturates at both ends.
        Ok(number as u32)
    }

    /// A whole number from 0 up; what is larger than fits is out of every range.
    #[inline(never)]
    pub(super) fn whole(&self, key: &'static str) -> Result<u32, JsValue> {
        let number = self.number(key)?;
        if number >= 0.0 && number.fract() == 0.0 { Ok(number as u32) } else { Err(self.bad(key)) }
    }

    /// Whole milliseconds.
    #[inline(never)]
    pub(super) fn millis_or_none(&self, key: &'static str) -> Result<Option<i64>, JsValue> {
        Ok(self.number_or_none(key)?.map(|ms| ms.floor() as i64))
    }

    #[inline(never)]
    pub(super) fn millis(&self, key: &'static str) -> Result<i64, JsValue> {
        self.millis_or_none(key)?.ok_or_else(|| self.bad(key))
    }

    #[inline(never)]
    pub(super) fn flag_or_none(&self, key: &'static str) -> Result<Option<bool>, JsValue> {
        self.get(key).map(|value| value.as_bool().ok_or_else(|| self.bad(key))).transpose()
    }

    #[inline(never)]
    pub(super) fn flag(&self, key: &'static str) -> Result<bool, JsValue> {
        self.flag_or_none(key)?.ok_or_else(|| self.bad(key))
    }

    #[inline(never)]
    pub(super) fn object_or_none(&self, key: &'static str) -> Result<Option<Self>, JsValue> {
        self.get(key).map(|value| Self::of(value, key, self.refuse)).transpose()
    }

    #[inline(never)]
    pub(super) fn object(&self, key: &'static str) -> Result<Self, JsValue> {
        self.object_or_none(key)?.ok_or_else(|| self.bad(key))
    }

    #[inline(never)]
    pub(super) fn list(&self, key: &'static str) -> Result<Array, JsValue> {
        self.get(key).filter(Array::is_array).map(|list| Array::from(&list)).ok_or_else(|| self.bad(key))
    }

    /// Objects.
    #[inline(never)]
    pub(super) fn objects(&self, key: &'static str) -> Result<Vec<Self>, JsValue> {
        objects(&self.list(key)?, key, self.refuse)
    }

    /// Texts.
    #[inline(never)]
    pub(super) fn texts(&self, key: &'static str) -> Result<Vec<String>, JsValue> {
        self.list(key)?.iter().map(|value| value.as_string().ok_or_else(|| self.bad(key))).collect()
    }

    /// The place of a text in a closed list of names.
    #[inline(never)]
    pub(super) fn place(&self, key: &'static str, names: &[&'static str]) -> Result<usize, JsValue> {
        self.place_or_none(key, names)?.ok_or_else(|| self.bad(key))
    }

    #[inline(never)]
    pub(super) fn place_or_none(&self, key: &'static str, names: &[&'static str]) -> Result<Option<usize>, JsValue> {
        let Some(text) = self.text_or_none(key)? else { return Ok(None) };
        names.iter().position(|name| *name == text).ok_or_else(|| self.bad(key)).map(Some)
    }

    /// The places of texts in a closed list of names, as bits.
    #[inline(never)]
    pub(super) fn places(&self, key: &'static str, names: &[&'static str]) -> Result<u8, JsValue> {
        let mut bits = 0;
        for text in self.texts(key)? {
            bits |= 1 << names.iter().position(|name| *name == text).ok_or_else(|| self.bad(key))?;
        }
        Ok(bits)
    }
}

/// The objects of an array.
#[inline(never)]
pub(super) fn objects(list: &Array, name: &'static str, refuse: Refuse) -> Result<Vec<Fields>, JsValue> {
    list.iter().map(|value| Fields::of(value, name, refuse)).collect()
}
