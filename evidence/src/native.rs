//! Answers the verifier's questions with Rust crates, where there is no WebCrypto: on the command line.

use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::pkcs8::DecodePublicKey;
use rsa::pkcs8::DecodePublicKey as _;
use rsa::{Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::question::{Curve, Hash, Question, Scheme};
use crate::verify::{self, File, Options, Report};

/// Verifies files.
pub fn verify(files: &[File], options: &Options) -> Report {
    let verification = verify::begin(files, options);
    let answers: Vec<bool> = verification.questions().into_iter().map(answer).collect();
    verification.finish(&answers)
}

/// Whether the signature of a question is right.
pub fn answer(question: &Question) -> bool {
    let Question { scheme, spki, message, signature } = question;
    match *scheme {
        Scheme::Ecdsa(Curve::P384, hash) => p384(spki, &digest(hash, message), signature).is_some(),
        Scheme::Ecdsa(Curve::P256, hash) => p256(spki, &digest(hash, message), signature).is_some(),
        Scheme::RsaPkcs1(hash) => rsa(spki, hash, &digest(hash, message), signature).is_some(),
    }
}

fn digest(hash: Hash, message: &[u8]) -> Vec<u8> {
    match hash {
        Hash::Sha256 => Sha256::digest(message).to_vec(),
        Hash::Sha384 => Sha384::digest(message).to_vec(),
        Hash::Sha512 => Sha512::digest(message).to_vec(),
    }
}

fn p384(spki: &[u8], digest: &[u8], signature: &[u8]) -> Option<()> {
    let key = p384::ecdsa::VerifyingKey::from_public_key_der(spki).ok()?;
    key.verify_prehash(digest, &p384::ecdsa::Signature::from_slice(signature).ok()?).ok()
}

fn p256(spki: &[u8], digest: &[u8], signature: &[u8]) -> Option<()> {
    let key = p256::ecdsa::VerifyingKey::from_public_key_der(spki).ok()?;
    key.verify_prehash(digest, &p256::ecdsa::Signature::from_slice(signature).ok()?).ok()
}

fn rsa(spki: &[u8], hash: Hash, digest: &[u8], signature: &[u8]) -> Option<()> {
    // DigestInfo of RFC 8017, 9.2, note 1: all but its length and the last byte of the hash's identifier are the same.
    let last = match hash {
        Hash::Sha256 => 1,
        Hash::Sha384 => 2,
        Hash::Sha512 => 3,
    };
    let length = digest.len() as u8;
    let mut prefix = vec![0x30, 17 + length, 0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, last, 5, 0, 4];
    prefix.push(length);
    let scheme = Pkcs1v15Sign { hash_len: Some(digest.len()), prefix: prefix.into() };
    RsaPublicKey::from_public_key_der(spki).ok()?.verify(scheme, digest, signature).ok()
}
