//! WebCrypto.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use super::value::{failure, field, object, refusal};
use crate::key::{PublicKey, Signature};

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
