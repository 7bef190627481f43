//! What stands beside seals, for JavaScript.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::subtle;
use super::value::{BAD_CALL, bytes, failure, object, refusal};
use crate::Error;
use crate::attach::NO_STAMP;
use crate::findings::{Checks, Findings};
use crate::stamp::{self, Asked};
use crate::verify::{Beside, BesideKind};

/// The token in an authority's whole answer, or the token that these bytes are.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = tokenIn)]
#[allow(clippy::needless_pass_by_value, reason = "values of JavaScript come over owned")]
pub fn token_in(answer: JsValue) -> Result<Uint8Array, JsValue> {
    let answer = bytes(&answer)?;
    let token = stamp::token_in(&answer).ok_or_else(|| refusal(&Error::BadAttachment(NO_STAMP)))?;
    Ok(Uint8Array::from(token))
}

/// What is to be said of a stamp or proof: `{problems, notes}`, each a list of `{code, where}`.
///
/// # Errors
/// An `Error` with `code` for roots that are none, or where there is no WebCrypto.
#[wasm_bindgen(js_name = beside)]
pub async fn beside(
    kind: String,
    place: String,
    content: JsValue,
    about: JsValue,
    roots: JsValue,
) -> Result<JsValue, JsValue> {
    let kind = if kind == BesideKind::Rfc3161.name() { BesideKind::Rfc3161 } else { BesideKind::OpenTimestamps };
    let about = <[u8; 32]>::try_from(bytes(&about)?).map_err(|_| failure(BAD_CALL, "a SHA-256 has 32 bytes"))?;
    let mut trusted = Vec::new();
    let given = if roots.is_undefined() || roots.is_null() { Array::new() } else { Array::from(&roots) };
    for file in given.iter() {
        let certificates = stamp::certificates(&bytes(&file)?);
        trusted.extend(certificates.ok_or_else(|| failure(BAD_CALL, "`roots` must be X.509 in DER or PEM"))?);
    }
    let beside = Beside { kind, place, bytes: bytes(&content)?, about };
    let mut findings = Findings::new(Checks::ALL);
    let mut good = None;
    for Asked { place, question, no, yes } in stamp::check(&beside, &trusted, &mut findings) {
        if subtle::answer(&question).await? {
            good = Some((yes, place));
        } else {
            findings.flag(no, &place);
        }
    }
    if let Some((note, place)) = good.filter(|_| findings.is_clean()) {
        findings.remark(note, place);
    }
    let problems = findings.problems.iter().map(|problem| (problem.check.code(), &problem.place));
    let notes = findings.remarks.iter().map(|remark| (remark.note.code(), &remark.about));
    object(&[("problems", items(problems)?), ("notes", items(notes)?)])
}

fn items<'a>(list: impl Iterator<Item = (&'static str, &'a String)>) -> Result<JsValue, JsValue> {
    let out = Array::new();
    for (code, place) in list {
        out.push(&object(&[("code", code.into()), ("where", place.as_str().into())])?);
    }
    Ok(out.into())
}
