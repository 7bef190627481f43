//! Reading, verifying and deriving, for JavaScript.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::seal::{one_part, sealed};
use super::subtle::{self, KeyPair};
use super::value::{BAD_CALL, bytes_at, failure, field, from_js, object, optional, refusal, to_js};
use crate::Error;
use crate::attach;
use crate::chain::Head;
use crate::derive;
use crate::drafts;
use crate::findings::{Check, Note};
use crate::key::read_base64;
use crate::record::{Redaction, Source};
use crate::verify::{self, Beside, BesideKind, File, Options};

/// What a package holds: `Contents`. Its structure is checked, its signature is not.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = read)]
#[allow(clippy::needless_pass_by_value, reason = "values of JavaScript come over owned")]
pub fn read(bytes: JsValue) -> Result<JsValue, JsValue> {
    let opened = verify::read(&super::value::bytes(&bytes)?).map_err(|e| refusal(&e))?;
    let (Some(record), Some(position), Some(seal)) = (&opened.record, &opened.position, &opened.seal) else {
        return Err(failure("altered", "the package lacks a file"));
    };
    let parts = Array::new();
    let listed =
        record.captures.iter().enumerate().flat_map(|(n, captured)| captured.parts.iter().map(move |p| (n, p)));
    for ((number, part), body) in listed.zip(opened.archive.iter().skip(1)) {
        parts.push(&object(&[
            ("capture", (number as u32).into()),
            ("kind", part.kind.name().into()),
            ("mime", part.mime.as_str().into()),
            ("bytes", Uint8Array::from(body.body.as_slice()).into()),
        ])?);
    }
    object(&[
        ("record", to_js(record)?),
        ("position", to_js(position)?),
        ("packageHash", opened.hash.as_str().into()),
        ("keyId", position.key_id.as_str().into()),
        ("signed", seal.signed_data.is_some().into()),
        ("parts", parts.into()),
    ])
}

/// Verifies packages and a chain: `NamedFile[]` and `VerifyOptions`, gives `Report`.
///
/// # Errors
/// An `Error` with `code` for a call that is not one, or where there is no WebCrypto; never for a bad file.
#[wasm_bindgen(js_name = verify)]
pub async fn verify(files: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let mut named = Vec::new();
    for file in Array::from(&files).iter() {
        let name = field(&file, "name")?.as_string().unwrap_or_default();
        named.push((name, bytes_at(&file, "bytes")?));
    }
    let reader = Reader::of(&options)?;
    let options = self::options(&options)?;
    let files: Vec<File> = named.iter().map(|(name, bytes)| File { name, bytes }).collect();
    to_js(&report(&files, &options, &reader).await?)
}

/// Who reads what stands beside seals: a function of the other module.
struct Reader {
    read: JsValue,
    roots: JsValue,
}

impl Reader {
    fn of(options: &JsValue) -> Result<Self, JsValue> {
        if options.is_undefined() || options.is_null() {
            return Ok(Self { read: JsValue::UNDEFINED, roots: JsValue::UNDEFINED });
        }
        Ok(Self { read: field(options, "beside")?, roots: field(options, "roots")? })
    }

    /// `{problems, notes}` of one.
    async fn read(&self, beside: &Beside) -> Result<JsValue, JsValue> {
        let read: &Function = self.read.dyn_ref().ok_or_else(|| failure(BAD_CALL, "`beside` reads stamps"))?;
        let arguments = Array::of(&[
            beside.kind.name().into(),
            beside.place.as_str().into(),
            Uint8Array::from(beside.bytes.as_slice()).into(),
            Uint8Array::from(&beside.about[..]).into(),
            self.roots.clone(),
        ]);
        JsFuture::from(Promise::resolve(&read.apply(&JsValue::UNDEFINED, &arguments)?)).await
    }
}

async fn report(files: &[File<'_>], options: &Options, reader: &Reader) -> Result<verify::Report, JsValue> {
    let mut verification = verify::begin(files, options);
    for (file, beside) in verification.take_besides() {
        let found = reader.read(&beside).await?;
        let pairs = |name: &str| -> Result<Vec<(String, String)>, JsValue> {
            list(&found, name)?
                .iter()
                .map(|item| {
                    let text = |name| field(&item, name).map(|value| value.as_string().unwrap_or_default());
                    Ok((text("code")?, text("where")?))
                })
                .collect()
        };
        let known = |code: &str| Check::ALL.iter().copied().find(|check| check.code() == code);
        let problems = pairs("problems")?.into_iter().filter_map(|(code, place)| Some((known(&code)?, place)));
        let said = |code: &str| Note::ALL.iter().copied().find(|note| note.code() == code);
        let notes = pairs("notes")?.into_iter().filter_map(|(code, about)| Some((said(&code)?, about)));
        verification.found(file, &problems.collect::<Vec<_>>(), &notes.collect::<Vec<_>>());
    }
    let mut answers = Vec::new();
    for question in verification.questions() {
        answers.push(subtle::answer(question).await?);
    }
    Ok(verification.finish(&answers))
}

/// What a stamp or proof of a package has to be about: `StampInput`.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = stampInput)]
#[allow(clippy::needless_pass_by_value, reason = "values of JavaScript come over owned")]
pub fn stamp_input(package: JsValue) -> Result<JsValue, JsValue> {
    let sha256 = attach::imprint(&super::value::bytes(&package)?).map_err(|e| refusal(&e))?;
    object(&[
        ("sha256", Uint8Array::from(&sha256[..]).into()),
        ("rfc3161Request", Uint8Array::from(attach::request(&sha256).as_slice()).into()),
    ])
}

/// The package with something beside its seal: its bytes, an `Attachment` with a bare token in it, and `{beside}`, who reads it.
///
/// # Errors
/// An `Error` with `code`; also when a check of it fails.
#[wasm_bindgen(js_name = attach)]
pub async fn attach(package: JsValue, attachment: JsValue, options: JsValue) -> Result<JsValue, JsValue> {
    let mut made = super::value::bytes(&package)?;
    for kind in [BesideKind::Rfc3161, BesideKind::OpenTimestamps] {
        if field(&attachment, kind.name())?.is_undefined() {
            continue;
        }
        made = attach::put(&made, kind, &bytes_at(&attachment, kind.name())?).map_err(|e| refusal(&e))?;
    }
    let reader = Reader::of(&options)?;
    let report = report(&[File { name: "", bytes: &made }], &Options::default(), &reader).await?;
    let problem = report.files.iter().flat_map(|file| &file.problems).next();
    match problem {
        None => Ok(Uint8Array::from(made.as_slice()).into()),
        Some(problem) => Err(refusal(&Error::BadAttachment(attach::refusal(problem.code)))),
    }
}

fn options(value: &JsValue) -> Result<Options, JsValue> {
    let mut options = Options::default();
    if value.is_undefined() || value.is_null() {
        return Ok(options);
    }
    if let Some(key_id) = field(value, "keyId")?.as_string() {
        options = options.pin(&key_id).map_err(|_| failure(BAD_CALL, "`keyId` must be 64 hex digits"))?;
    }
    for key in list(value, "hostKeys")?.iter() {
        let key = key.as_string().and_then(|key| read_base64(&key));
        options.host_keys.push(key.ok_or_else(|| failure(BAD_CALL, "`hostKeys` must be base64 of SPKI"))?);
    }
    Ok(options)
}

/// The array in a field; empty when there is none.
fn list(of: &JsValue, name: &str) -> Result<Array, JsValue> {
    let value = field(of, name)?;
    Ok(if value.is_undefined() || value.is_null() { Array::new() } else { Array::from(&value) })
}

/// A draft of a report: `DraftInput`, gives `Draft`.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = draft)]
#[allow(clippy::needless_pass_by_value, reason = "values of JavaScript come over owned")]
pub fn draft(input: JsValue) -> Result<JsValue, JsValue> {
    let opened = verify::read(&bytes_at(&input, "package")?).map_err(|e| refusal(&e))?;
    // The package's bytes are no plain value: everything else is.
    let plain = js_sys::Object::assign(&js_sys::Object::new(), input.unchecked_ref());
    js_sys::Reflect::delete_property(&plain, &"package".into())?;
    let input: drafts::Input = from_js(&plain, "bad_draft")?;
    to_js(&drafts::draft(&input, &opened).map_err(|e| refusal(&e))?)
}

/// The kinds of drafts, in the order to offer them: `{minor}`, gives `{kind, urgent}[]`.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = draftKinds)]
#[allow(clippy::needless_pass_by_value, reason = "values of JavaScript come over owned")]
pub fn draft_kinds(about: JsValue) -> Result<JsValue, JsValue> {
    to_js(&drafts::offers(field(&about, "minor")?.is_truthy()))
}

/// Seals a derived package: `DeriveInput` and the key pair or null. Gives `Sealed`.
///
/// # Errors
/// An `Error` with `code`.
#[wasm_bindgen(js_name = derive)]
pub async fn derive(input: JsValue, key: JsValue) -> Result<JsValue, JsValue> {
    let key = KeyPair::from_js(&key).await?;
    let packages =
        list(&input, "packages")?.iter().map(|bytes| super::value::bytes(&bytes)).collect::<Result<Vec<_>, _>>()?;
    let packages: Vec<&[u8]> = packages.iter().map(Vec::as_slice).collect();
    let redactions: Vec<Redaction> = from_js(&list(&input, "redactions")?.into(), "bad_redaction")?;
    let mut replacements = Vec::new();
    for replacement in list(&input, "replacements")?.iter() {
        let capture: u64 = from_js(&field(&replacement, "capture")?, "bad_part")?;
        replacements.push((capture, one_part(&field(&replacement, "part")?, Source::Replacement)?));
    }
    let head: Option<Head> = optional(&field(&input, "head")?, "bad_head")?;
    let input = derive::Input {
        packages: &packages,
        redactions,
        replacements,
        clock: from_js(&field(&input, "clock")?, "bad_clock")?,
        head,
        software: from_js(&field(&input, "software")?, "bad_record")?,
    };
    let unsigned = derive::prepare(input, key.as_ref().map(KeyPair::public)).map_err(|e| refusal(&e))?;
    sealed(unsigned, key.as_ref()).await
}
