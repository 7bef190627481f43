//! Signatures of packs, in the format of [minisign](https://jedisct1.github.io/minisign/): Ed25519 over the BLAKE2b-512 of the
//! file, and over the signature with its trusted comment. Behind the feature `signed`.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let (engine, pack, signature, key, now) = (liangyan::Engine::new(&[], Default::default())?, [0_u8], "", "", 0);
//! let comment = liangyan::pack::signed::open(&pack, signature, &[key])?;
//! let place = engine.place_update(&pack, &comment, Some(now))?;
//! # Ok(()) }
//! ```

use minisign_verify::{Error as Reason, PublicKey, Signature};

use crate::error::Error;

/// Checks a file against its signature and the keys of which one must have made it; each the content of a `.pub` file or its
/// second line. Gives back the comment that was signed with it. Cost: linear in the size of the file.
///
/// Signatures of minisign before 0.10 that are not prehashed are refused.
///
/// # Errors
/// [`Error::PublicKeyUnreadable`], [`Error::SignatureUnreadable`], [`Error::SignatureKey`], [`Error::SignatureWrong`].
pub fn open(file: &[u8], signature: &str, keys: &[&str]) -> Result<String, Error> {
    let keys = keys.iter().map(|key| public_key(key)).collect::<Result<Vec<_>, _>>()?;
    let signature = Signature::decode(signature)
        .map_err(|_| Error::SignatureUnreadable { detail: "it is not in minisign's format" })?;
    for key in keys {
        match key.verify(file, &signature, false) {
            Ok(()) => return Ok(signature.trusted_comment().to_owned()),
            Err(Reason::UnexpectedKeyId) => {}
            Err(Reason::UnsupportedAlgorithm | Reason::UnexpectedAlgorithm) => {
                return Err(Error::SignatureUnreadable { detail: "it is not prehashed" });
            }
            Err(_) => return Err(Error::SignatureWrong),
        }
    }
    Err(Error::SignatureKey)
}

fn public_key(text: &str) -> Result<PublicKey, Error> {
    let text = text.trim();
    let key = if text.contains('\n') { PublicKey::decode(text) } else { PublicKey::from_base64(text) };
    key.map_err(|_| Error::PublicKeyUnreadable)
}
