//! The person's words by themselves, for a look at what they would hit.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::fields::objects;
use super::value::Value;
use super::words::{bad, told, words};
use crate::judge::{Relation, Surface};
use crate::personal::Ignored;
use crate::text::Folder;

/// Words, to look at what they would hit.
#[wasm_bindgen]
pub struct Words {
    inner: crate::personal::Words,
    ignored: Vec<Ignored>,
    folder: Folder,
}

#[wasm_bindgen]
impl Words {
    /// Takes the words.
    ///
    /// # Errors
    /// An `Error` with `code`: these are no words.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value, reason = "an array of JavaScript comes over by value")]
    pub fn new(list: Array) -> Result<Words, JsValue> {
        console_error_panic_hook::set_once();
        let (inner, ignored) = crate::personal::Words::new(&words(&objects(&list, "words", bad)?)?);
        Ok(Self { inner, ignored, folder: Folder::new() })
    }

    /// Every hit in a text: `{word, start, end, via, action}[]`.
    ///
    /// # Errors
    /// An `Error` with `code`: there is no such surface or relation, or the text is too long.
    pub fn find(&mut self, text: &str, surface: &str, relation: &str) -> Result<JsValue, JsValue> {
        let surface = Surface::from_name(surface).ok_or_else(|| bad("surface"))?;
        let relation = Relation::from_name(relation).ok_or_else(|| bad("relation"))?;
        let utf16 = text.encode_utf16().count();
        if utf16 > crate::MAX_TEXT_UTF16 {
            return Err(super::refusal(&crate::Error::TextTooLong { utf16 }));
        }
        let hits = self.inner.find(self.folder.fold(text), surface, relation);
        Value::list(hits, |hit| {
            Value::Object(vec![
                ("word", hit.word.into()),
                ("start", hit.start.into()),
                ("end", hit.end.into()),
                ("via", hit.via.name().into()),
                ("action", if hit.hold { "hold" } else { "fold" }.into()),
            ])
        })
        .out()
    }

    /// Words that cannot be matched.
    ///
    /// # Errors
    /// None that is known: the list is plain.
    pub fn ignored(&self) -> Result<JsValue, JsValue> {
        Value::list(&self.ignored, |one| told("words", one)).out()
    }
}
