//! The person's words on their way over: see `pkg/src/personal.ts`.

use wasm_bindgen::prelude::*;

use super::failure;
use super::fields::Fields;
use super::value::Value;
use crate::judge::Surface;
use crate::personal::{Ignored, UserWord};

/// What is wrong with words or dismissals that are none.
pub(super) fn bad(field: &'static str) -> JsValue {
    failure("bad_personal", &["a field is missing or out of range: ", field].concat())
}

fn word(word: &Fields) -> Result<UserWord, JsValue> {
    Ok(UserWord {
        phrase: word.text("phrase")?,
        whole: word.place("match", &["part", "word"])? == 1,
        on: word.places("surfaces", &Surface::ALL.map(Surface::name))?,
        hold: word.place("action", &["fold", "hold"])? == 1,
        except_following: word.flag_or_none("exceptFollowing")?.unwrap_or_default(),
    })
}

/// Reads words.
pub(super) fn words(objects: &[Fields]) -> Result<Vec<UserWord>, JsValue> {
    objects.iter().map(word).collect()
}

/// A word or a dismissal that cannot be used.
pub(super) fn told(list: &'static str, (index, unfit): &Ignored) -> Value {
    Value::Object(vec![("list", list.into()), ("index", (*index as u32).into()), ("reason", unfit.name().into())])
}
