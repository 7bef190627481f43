//! The person's words and dismissals for JavaScript: see `pkg/src/personal.ts`.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::failure;
use super::fields::{Fields, objects};
use super::value::Value;
use crate::judge::{Relation, Surface};
use crate::personal::{Dismissal, Ignored, Personal, UserWord};
use crate::text::Folder;

/// What is wrong with words or dismissals that are none.
fn bad(field: &'static str) -> JsValue {
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

fn words(objects: &[Fields]) -> Result<Vec<UserWord>, JsValue> {
    objects.iter().map(word).collect()
}

fn dismissal(one: &Fields) -> Result<Dismissal, JsValue> {
    let sender = one.number_or_none("sender")?.map(|number| number as u32);
    Ok(Dismissal { rule: one.text_or_none("rule")?, phrase: one.text_or_none("phrase")?, sender })
}

fn told(list: &'static str, (index, unfit): &Ignored) -> Value {
    Value::Object(vec![("list", list.into()), ("index", (*index as u32).into()), ("reason", unfit.name().into())])
}

/// Hands words and dismissals to an engine.
pub(super) fn set(engine: &mut crate::Engine, personal: JsValue) -> Result<JsValue, JsValue> {
    let personal = Fields::of(personal, "personal", bad)?;
    let words = words(&personal.objects("words")?)?;
    let dismissed = personal.objects("dismissed")?.iter().map(dismissal).collect::<Result<_, _>>()?;
    let (unfit_words, unfit) = engine.set_personal(&Personal { words, dismissed });
    let mut all: Vec<Value> = unfit_words.iter().map(|one| told("words", one)).collect();
    all.extend(unfit.iter().map(|one| told("dismissed", one)));
    Value::List(all).out()
}

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
