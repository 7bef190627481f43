//! Values to and from JavaScript.

use js_sys::{JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::json::{self, Read, Write};
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

/// A plain value, in the types of this crate. Unknown fields and fractions are refused with `code`.
pub fn from_js<T: Read>(value: &JsValue, code: &str) -> Result<T, JsValue> {
    let text = if value.is_undefined() { None } else { JSON::stringify(value).ok().and_then(|text| text.as_string()) };
    json::parse(text.unwrap_or_else(|| "null".to_owned()).as_bytes())
        .and_then(|value| T::read(&value))
        .map_err(|fault| failure(code, &format!("{}: {}; see the types for what it takes", fault.path, fault.problem)))
}

/// A plain value, or none for null and undefined.
pub fn optional<T: Read>(value: &JsValue, code: &str) -> Result<Option<T>, JsValue> {
    if value.is_null() || value.is_undefined() { Ok(None) } else { from_js(value, code).map(Some) }
}

/// A value as plain objects, arrays and strings.
pub fn to_js(value: &impl Write) -> Result<JsValue, JsValue> {
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
