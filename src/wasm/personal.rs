//! The person's words and dismissals for JavaScript: see `pkg/src/personal.ts`.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::policy::one;
use super::{failure, plain};
use crate::judge::{Relation, Surface};
use crate::personal::{Dismissal, Ignored, Personal, UserWord};
use crate::text::Folder;

/// The code of words or dismissals that are none.
const BAD_PERSONAL: &str = "bad_personal";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WordObject {
    phrase: String,
    #[serde(rename = "match")]
    how: String,
    surfaces: Vec<String>,
    action: String,
    except_following: Option<bool>,
}

#[derive(Deserialize)]
struct DismissalObject {
    rule: Option<String>,
    phrase: Option<String>,
    sender: Option<u32>,
}

#[derive(Deserialize)]
struct PersonalObject {
    words: Vec<WordObject>,
    dismissed: Vec<DismissalObject>,
}

#[derive(Serialize)]
struct IgnoredObject {
    list: &'static str,
    index: u32,
    reason: &'static str,
}

#[derive(Serialize)]
struct HitObject {
    word: u32,
    start: u32,
    end: u32,
    via: &'static str,
    action: &'static str,
}

fn bad(what: &str) -> JsValue {
    failure(BAD_PERSONAL, what)
}

fn word(object: &WordObject) -> Result<UserWord, JsValue> {
    let mut on = 0;
    for name in &object.surfaces {
        let surface = Surface::from_name(name).ok_or_else(|| bad("a word names a surface that there is not"))?;
        on |= 1 << surface as u8;
    }
    Ok(UserWord {
        phrase: object.phrase.clone(),
        whole: one(&["part", "word"], |m| m, &object.how).ok_or_else(|| bad("a word's match is `word` or `part`"))?
            == "word",
        on,
        hold: one(&["fold", "hold"], |a| a, &object.action)
            .ok_or_else(|| bad("a word's action is `fold` or `hold`"))?
            == "hold",
        except_following: object.except_following.unwrap_or_default(),
    })
}

fn told(list: &'static str, ignored: Vec<Ignored>) -> impl Iterator<Item = IgnoredObject> {
    ignored.into_iter().map(move |(index, unfit)| IgnoredObject { list, index: index as u32, reason: unfit.name() })
}

/// Hands words and dismissals to an engine.
pub(super) fn set(engine: &mut crate::Engine, personal: JsValue) -> Result<JsValue, JsValue> {
    let object: PersonalObject = serde_wasm_bindgen::from_value(personal).map_err(|e| bad(&e.to_string()))?;
    let words = object.words.iter().map(word).collect::<Result<_, _>>()?;
    let dismissed = object.dismissed.into_iter();
    let dismissed = dismissed.map(|d| Dismissal { rule: d.rule, phrase: d.phrase, sender: d.sender }).collect();
    let (unfit_words, unfit) = engine.set_personal(&Personal { words, dismissed });
    plain(&told("words", unfit_words).chain(told("dismissed", unfit)).collect::<Vec<_>>())
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
    pub fn new(words: JsValue) -> Result<Words, JsValue> {
        console_error_panic_hook::set_once();
        let objects: Vec<WordObject> = serde_wasm_bindgen::from_value(words).map_err(|e| bad(&e.to_string()))?;
        let words: Vec<UserWord> = objects.iter().map(word).collect::<Result<_, _>>()?;
        let (inner, ignored) = crate::personal::Words::new(&words);
        Ok(Self { inner, ignored, folder: Folder::new() })
    }

    /// Every hit in a text: `{word, start, end, via, action}[]`.
    ///
    /// # Errors
    /// An `Error` with `code`: there is no such surface or relation, or the text is too long.
    pub fn find(&mut self, text: &str, surface: &str, relation: &str) -> Result<JsValue, JsValue> {
        let surface = Surface::from_name(surface).ok_or_else(|| bad("there is no such surface"))?;
        let relation = Relation::from_name(relation).ok_or_else(|| bad("there is no such relation"))?;
        let utf16 = text.encode_utf16().count();
        if utf16 > crate::MAX_TEXT_UTF16 {
            return Err(super::refusal(&crate::Error::TextTooLong { utf16 }));
        }
        let hits: Vec<HitObject> = self
            .inner
            .find(self.folder.fold(text), surface, relation)
            .into_iter()
            .map(|hit| HitObject {
                word: hit.word,
                start: hit.start,
                end: hit.end,
                via: hit.via.name(),
                action: if hit.hold { "hold" } else { "fold" },
            })
            .collect();
        plain(&hits)
    }

    /// Words that cannot be matched.
    ///
    /// # Errors
    /// None that is known: the list is plain.
    pub fn ignored(&self) -> Result<JsValue, JsValue> {
        plain(&told("words", self.ignored.clone()).collect::<Vec<_>>())
    }
}
