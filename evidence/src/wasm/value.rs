//! Values to and from JavaScript.

use js_sys::{JSON, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};

use crate::{Error, canonical};

/// Why a call that JavaScript got wrong is refused.
pub const BAD_CALL: &str = "bad_call";

/// A field of an object.
pub fn field(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).map_err(|_| failure(BAD_CALL, "an object was expected: see the types"))
}

/// The bytes in a field.
pub fn bytes_at(of: &JsValue, name: &str) -> Result<Vec<u8>, JsValue> {
    bytes(&field(of, name)?)
}

/// A `Uint8Array` as bytes.
pub fn bytes(value: &JsValue) -> Result<Vec<u8>, JsValue> {
    let array = value.dyn_ref::<Uint8Array>().ok_or_else(|| failure(BAD_CALL, "a Uint8Array was expected"))?;
    if array.length() as usize > crate::MAX_FILE {
        return Err(refusal(&Error::TooLarge { what: "the file", limit: crate::MAX_FILE }));
    }
    Ok(array.to_vec())
}

/// A plain value. Unknown fields and fractions are refused with `code`.
pub fn from_js<T: DeserializeOwned>(value: &JsValue, code: &str) -> Result<T, JsValue> {
    let text = if value.is_undefined() { None } else { JSON::stringify(value).ok().and_then(|text| text.as_string()) };
    let text = text.unwrap_or_else(|| "null".to_owned());
    // By way of `Value`, as everything that is read here: one reader a type.
    serde_json::from_str::<Value>(&whole(&text))
        .and_then(serde_json::from_value)
        .map_err(|e| failure(code, &format!("{e}: see the types for what it takes")))
}

/// JSON with every lone surrogate as U+FFFD, as browsers write text that is not well formed. `JSON.stringify` writes them
/// as escapes, which strict readers refuse.
fn whole(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let unit = surrogate(escape);
        let length = match unit {
            None => escape.char_indices().nth(2).map_or(escape.len(), |(at, _)| at),
            // A pair stays as it is.
            Some(true) if surrogate(&escape[6..]) == Some(false) => 12,
            Some(_) => {
                out.push('\u{fffd}');
                rest = &escape[6..];
                continue;
            }
        };
        out.push_str(&escape[..length]);
        rest = &escape[length..];
    }
    out.push_str(rest);
    out
}

/// Whether the escape a text begins with is a high surrogate (true), a low one (false) or none.
fn surrogate(text: &str) -> Option<bool> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(true),
        0xdc00..=0xdfff => Some(false),
        _ => None,
    }
}

/// A value as plain objects, arrays and strings.
pub fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    JSON::parse(&canonical::to_text(value))
}

/// An object with these fields.
pub fn object(fields: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &JsValue::from_str(name), value)?;
    }
    Ok(object.into())
}

/// An error of the crate as a JavaScript `Error` with a `code`.
pub fn refusal(error: &Error) -> JsValue {
    failure(error.code(), &error.to_string())
}

/// A JavaScript `Error` with a `code`.
pub fn failure(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // An `Error` made a line above takes any property.
    let _ = Reflect::set(&error, &JsValue::from_str("code"), &JsValue::from_str(code));
    error.into()
}
