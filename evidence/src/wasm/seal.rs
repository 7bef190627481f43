//! Sealing, for JavaScript.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::subtle::{self, KeyPair};
use super::value::{bytes_at, field, from_js, object, optional, refusal, to_js};
use crate::Error;
use crate::chain::{ChainFile, Entry, Head, withdraw};
use crate::key::PublicKey;
use crate::package::{Input, Sealed, Unsigned, prepare};
use crate::record::{Part, PartKind, Source};
use crate::time::Clock;

/// Seals one capture: `SealInput`, and the key pair or null outside a secure context. Gives `Sealed`.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = seal)]
pub async fn seal(input: JsValue, key: JsValue) -> Result<JsValue, JsValue> {
    let key = KeyPair::from_js(&key).await?;
    let input = Input {
        capture: from_js(&field(&input, "capture")?, "bad_record")?,
        parts: parts(&field(&input, "parts")?, Source::Page)?,
        clock: from_js(&field(&input, "clock")?, "bad_clock")?,
        head: optional(&field(&input, "head")?, "bad_head")?,
        software: from_js(&field(&input, "software")?, "bad_record")?,
    };
    let unsigned = prepare(input, key.as_ref().map(KeyPair::public)).map_err(|e| refusal(&e))?;
    sealed(unsigned, key.as_ref()).await
}

/// Signs a prepared package and gives `Sealed`.
pub async fn sealed(unsigned: Unsigned, key: Option<&KeyPair>) -> Result<JsValue, JsValue> {
    let sealed = match key {
        Some(key) => {
            let signature = key.sign(unsigned.to_sign()).await?;
            unsigned.seal(Some((key.public(), &signature)))
        }
        None => unsigned.seal(None),
    };
    describe(&sealed)
}

fn describe(sealed: &Sealed) -> Result<JsValue, JsValue> {
    let hash = &sealed.entry.package_hash;
    object(&[
        ("bytes", Uint8Array::from(sealed.bytes.as_slice()).into()),
        ("entry", to_js(&sealed.entry)?),
        ("head", to_js(&sealed.entry.head())?),
        ("packageHash", hash.into()),
        ("keyId", (&sealed.entry.key_id).into()),
        ("shortId", short_id(hash).into()),
    ])
}

/// The first twelve digits of a package's hash, for people: `1a2b-3c4d-5e6f`.
fn short_id(hash: &str) -> String {
    let digits = hash.trim_start_matches("sha256:");
    [0..4, 4..8, 8..12].map(|range| digits.get(range).unwrap_or_default()).join("-")
}

/// The chain's entry that withdraws a package: `Withdrawn`.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = withdraw)]
#[allow(clippy::needless_pass_by_value, reason = "values of JavaScript come over owned")]
pub fn withdraw_package(head: JsValue, package_hash: &str, clock: JsValue) -> Result<JsValue, JsValue> {
    let head: Head = from_js(&head, "bad_head")?;
    let clock: Clock = from_js(&clock, "bad_clock")?;
    let entry = withdraw(&head, package_hash, &clock).map_err(|e| refusal(&e))?;
    object(&[("entry", to_js(&entry)?), ("head", to_js(&entry.head())?)])
}

/// The chain as a file, signed.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = exportChain)]
pub async fn export_chain(entries: JsValue, clock: JsValue, key: JsValue) -> Result<Uint8Array, JsValue> {
    let key = KeyPair::from_js(&key).await?;
    let entries: Vec<Entry> = from_js(&entries, "bad_chain")?;
    let clock: Clock = from_js(&clock, "bad_clock")?;
    let mut file = ChainFile::new(entries, &clock, key.as_ref().map(KeyPair::public)).map_err(|e| refusal(&e))?;
    if let Some(key) = &key {
        let signature = key.sign(&file.to_sign()).await?;
        file = file.signed(&signature);
    }
    Ok(Uint8Array::from(file.to_bytes().as_slice()))
}

/// The id of a public key.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = keyId)]
pub async fn key_id(key: JsValue) -> Result<String, JsValue> {
    subtle::public_key(&key).await.map(|key: PublicKey| key.id())
}

/// `Part[]` of JavaScript.
fn parts(list: &JsValue, source: Source) -> Result<Vec<Part>, JsValue> {
    if list.is_undefined() || list.is_null() {
        return Ok(Vec::new());
    }
    Array::from(list).iter().map(|part| one_part(&part, source)).collect()
}

/// One `Part` of JavaScript.
pub fn one_part(part: &JsValue, source: Source) -> Result<Part, JsValue> {
    let kind: PartKind = from_js(&field(part, "kind")?, "bad_part")?;
    let mime: String = from_js(&field(part, "mime")?, "bad_part")?;
    let bytes = bytes_at(part, "bytes").map_err(|_| refusal(&Error::BadPart("it has no bytes")))?;
    Ok(Part { kind, mime, source, bytes })
}
