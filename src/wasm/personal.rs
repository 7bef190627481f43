//! The person's words and dismissals, handed to an engine.

use wasm_bindgen::prelude::*;

use super::fields::Fields;
use super::value::Value;
use super::words::{bad, told, words};
use crate::personal::{Dismissal, Personal};

fn dismissal(one: &Fields) -> Result<Dismissal, JsValue> {
    let sender = one.number_or_none("sender")?.map(|number| number as u32);
    Ok(Dismissal { rule: one.text_or_none("rule")?, phrase: one.text_or_none("phrase")?, sender })
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
