//! The seal: how it is written, what it is about, and who signed it.

use super::open::{Opened, hash, only};
use crate::canonical::is_canonical;
use crate::datapackage::{INSECURE, LIST, SEAL, SEAL_KEYS, SIGNED_KEYS, Seal, SignedData};
use crate::findings::{Check, Findings, Note};
use crate::json::{self, Read as _};
use crate::key::{NO_KEY, PublicKey, Signature, read_base64, read_loose_base64};
use crate::question::{Curve, Hash, Question, Scheme};

/// Reads the seal's file.
pub fn read(bytes: &[u8], findings: &mut Findings) -> Option<Seal> {
    let Ok(mut value) = json::parse(bytes) else {
        findings.flag(Check::SealForm, SEAL);
        return None;
    };
    findings.need(is_canonical(bytes, &value), Check::SealForm, SEAL);
    only(&mut value, &SEAL_KEYS, Check::SealKey, findings);
    if let Some(signed) = value.at_mut("/signedData") {
        only(signed, &SIGNED_KEYS, Check::SealKey, findings);
    }
    let seal = Seal::read(&value).ok();
    findings.need(seal.is_some(), Check::SealForm, SEAL);
    seal
}

/// What the seal says, against the list and the place in the chain. Gives the key and the question whether it signed.
pub fn check(
    opened: &Opened,
    pinned: Option<&str>,
    findings: &mut Findings,
) -> Option<(PublicKey, Signature, Question)> {
    let seal = opened.seal.as_ref()?;
    findings.need(seal.path == LIST, Check::SealPath, SEAL);
    hash(&seal.hash, &opened.hash, Check::SealHash, SEAL, findings);
    let named = opened.position.as_ref().map(|position| position.key_id.as_str());
    let Some(signed) = &seal.signed_data else {
        let says_so = seal.unsigned.as_deref() == Some(INSECURE);
        findings.need(says_so || seal.unsigned.is_none(), Check::SealForm, "unsigned");
        let never = says_so && named == Some(NO_KEY);
        findings.flag(if never { Check::Unsigned } else { Check::SignatureMissing }, SEAL);
        return None;
    };
    findings.need(seal.unsigned.is_none(), Check::SealKey, "unsigned");
    facts(opened, signed, findings);
    let key = key(signed, findings)?;
    findings.need(named.is_none_or(|named| named == key.id()), Check::KeyId, &key.id());
    match pinned {
        None => findings.remark(Note::KeyNotPinned, key.id()),
        Some(pinned) if pinned == key.id() => findings.remark(Note::KeyPinned, key.id()),
        Some(_) => findings.flag(Check::AnotherKey, &key.id()),
    }
    let signature = signature(&signed.signature, findings)?;
    let question = question(&key, &opened.hash, &signature);
    Some((key, signature, question))
}

/// Did this key sign this text?
pub fn question(key: &PublicKey, text: &str, signature: &Signature) -> Question {
    Question {
        scheme: Scheme::Ecdsa(Curve::P384, Hash::Sha256),
        spki: key.spki().to_vec(),
        message: text.as_bytes().to_vec(),
        signature: signature.bytes().to_vec(),
    }
}

/// What the seal repeats of the list.
fn facts(opened: &Opened, signed: &SignedData, findings: &mut Findings) {
    hash(&signed.hash, &opened.hash, Check::SealSignedHash, "signedData.hash", findings);
    if let Some(list) = &opened.list {
        findings.need(signed.created == list.created, Check::SealCreated, "signedData.created");
        findings.need(signed.software == list.software, Check::SealSoftware, "signedData.software");
        findings.need(signed.version == list.version, Check::SealVersion, "signedData.version");
    }
}

fn key(signed: &SignedData, findings: &mut Findings) -> Option<PublicKey> {
    let spki = base64(&signed.public_key, "signedData.publicKey", findings)?;
    let key = PublicKey::from_spki(&spki).ok();
    findings.need(key.is_some(), Check::PublicKeyForm, "signedData.publicKey");
    key
}

fn signature(written: &str, findings: &mut Findings) -> Option<Signature> {
    let bytes = base64(written, "signedData.signature", findings)?;
    let Some(signature) = Signature::from_bytes(&bytes) else {
        findings.flag(Check::SignatureForm, "signedData.signature");
        return None;
    };
    findings.need(signature.is_low(), Check::SignatureHighS, "signedData.signature");
    Some(signature)
}

fn base64(text: &str, place: &str, findings: &mut Findings) -> Option<Vec<u8>> {
    read_base64(text).or_else(|| {
        findings.flag(Check::Base64Form, place);
        read_loose_base64(text)
    })
}
