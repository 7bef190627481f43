//! The engine as JavaScript sees it: this file and the folder beside it are all that knows JavaScript.
//!
//! Two modules ship, each compiled with one of two features, so that nobody pays for what they do not use:
//! `engine-module` checks texts, `inbox-module` holds the inbox's guard and is loaded on first use.

#[cfg(feature = "inbox-module")]
mod effect;
#[cfg(feature = "engine-module")]
mod engine;
#[cfg(feature = "inbox-module")]
mod event;
#[cfg_attr(not(feature = "inbox-module"), allow(dead_code, reason = "the guard reads the most kinds of fields"))]
mod fields;
#[cfg(feature = "inbox-module")]
mod guard;
#[cfg(feature = "engine-module")]
mod personal;
#[cfg(feature = "inbox-module")]
mod policy;
#[cfg(feature = "inbox-module")]
mod preview;
#[cfg_attr(not(feature = "inbox-module"), allow(dead_code, reason = "the guard writes the most kinds of values"))]
mod value;
mod words;

use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A value as plain objects, arrays and strings.
fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(JsValue::from)
}

/// The engine's error as a JavaScript `Error` with a `code`.
fn refusal(error: &crate::Error) -> JsValue {
    failure(error.code(), &error.to_string())
}

/// A JavaScript `Error` with a `code`.
fn failure(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // An `Error` made a line above takes any property.
    let _ = Reflect::set(&error, &JsValue::from_str("code"), &JsValue::from_str(code));
    error.into()
}
