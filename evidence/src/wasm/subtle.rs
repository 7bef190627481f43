//! WebCrypto.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use super::value::{failure, field, object, refusal};
use crate::key::{PublicKey, Signature};
use crate::question::{Question, Scheme};

/// A key pair that seals: the private key stays in the browser.
pub struct KeyPair {
    public: PublicKey,
    private: CryptoKey,
}

impl KeyPair {
    /// `{publicKey, privateKey}`, or null.
    pub async fn from_js(pair: &JsValue) -> Result<Option<Self>, JsValue> {
        if pair.is_null() || pair.is_undefined() {
            return Ok(None);
        }
        let public = public_key(&field(pair, "publicKey")?).await?;
        Ok(Some(Self { public, private: field(pair, "privateKey")?.unchecked_into() }))
    }

    /// The public half.
    pub const fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs the UTF-8 of a text.
    pub async fn sign(&self, text: &str) -> Result<Signature, JsValue> {
        let algorithm = ecdsa("SHA-256")?;
        let promise = subtle()?.sign_with_object_and_u8_array(&algorithm, &self.private, text.as_bytes())?;
        let signature = JsFuture::from(promise).await.map_err(|_| bad_key())?;
        Signature::normalised(&Uint8Array::new(&signature).to_vec()).map_err(|e| refusal(&e))
    }
}

/// A public key, once it is known to be of the kind that seals.
pub async fn public_key(key: &JsValue) -> Result<PublicKey, JsValue> {
    let promise = subtle()?.export_key("spki", key.unchecked_ref()).map_err(|_| bad_key())?;
    let spki = JsFuture::from(promise).await.map_err(|_| bad_key())?;
    PublicKey::from_spki(&Uint8Array::new(&spki).to_vec()).map_err(|e| refusal(&e))
}

/// Whether the signature of a question is right. A key that WebCrypto cannot read makes the answer no.
pub async fn answer(question: &Question) -> Result<bool, JsValue> {
    let subtle = subtle()?;
    let (import, verify) = match question.scheme {
        Scheme::Ecdsa(curve, hash) => {
            (object(&[("name", "ECDSA".into()), ("namedCurve", curve.name().into())])?, ecdsa(hash.name())?)
        }
        Scheme::RsaPkcs1(hash) => {
            let rsa = object(&[("name", "RSASSA-PKCS1-v1_5".into()), ("hash", hash.name().into())])?;
            (rsa.clone(), rsa.unchecked_into())
        }
    };
    let uses: Array = Array::of(&[JsValue::from_str("verify")]);
    let key = Uint8Array::from(question.spki.as_slice());
    let Ok(promise) = subtle.import_key_with_object("spki", &key, import.unchecked_ref(), false, &uses) else {
        return Ok(false);
    };
    let Ok(key) = JsFuture::from(promise).await else { return Ok(false) };
    let signature = Uint8Array::from(question.signature.as_slice());
    let message = Uint8Array::from(question.message.as_slice());
    let Ok(promise) = subtle.verify_with_object_and_buffer_source_and_buffer_source(
        &verify,
        key.unchecked_ref(),
        &signature,
        &message,
    ) else {
        return Ok(false);
    };
    Ok(JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()))
}

fn bad_key() -> JsValue {
    refusal(&crate::Error::BadKey("WebCrypto refuses it"))
}

fn ecdsa(hash: &str) -> Result<Object, JsValue> {
    object(&[("name", "ECDSA".into()), ("hash", hash.into())]).map(JsCast::unchecked_into)
}

/// The browser's, the worker's or Node's WebCrypto.
fn subtle() -> Result<SubtleCrypto, JsValue> {
    let missing = || {
        failure(
            "no_webcrypto",
            "there is no WebCrypto here: serve the page over https, or from localhost, to sign and verify",
        )
    };
    let crypto = Reflect::get(&js_sys::global(), &"crypto".into()).map_err(|_| missing())?;
    if crypto.is_undefined() || Reflect::get(&crypto, &"subtle".into()).map_or(true, |s| s.is_undefined()) {
        return Err(missing());
    }
    Ok(crypto.unchecked_into::<Crypto>().subtle())
}
