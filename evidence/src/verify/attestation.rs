//! The statement of a host about a message: that it is about this one, and that the host signed it.

use super::Opened;
use crate::findings::{Check, Findings, Note};
use crate::hash::{hex, sha256};
use crate::json::{self, Value};
use crate::key::read_base64;
use crate::question::{Curve, Hash, Question, Scheme};
use crate::record::{Attestation, Message};

/// Checks every attestation; gives the questions whether a trusted host signed it, each with its place.
pub fn check(opened: &Opened, host_keys: &[Vec<u8>], findings: &mut Findings) -> Vec<(String, Question)> {
    let mut questions = Vec::new();
    for (number, captured) in opened.record.iter().flat_map(|record| record.captures.iter().enumerate()) {
        let Some(attestation) = &captured.capture.attestation else { continue };
        let place = format!("captures/{number}/attestation");
        let Some(signature) = readable(attestation, &captured.capture.message, &place, findings) else { continue };
        let (curve, hash) =
            if attestation.algorithm == "ES384" { (Curve::P384, Hash::Sha384) } else { (Curve::P256, Hash::Sha256) };
        if signature.len() != 2 * curve.half() {
            findings.flag(Check::AttestationForm, &place);
            continue;
        }
        // The key that the package brings along says nothing about who holds it; one that was given does.
        let named = attestation.public_key.as_deref().and_then(read_base64);
        let trusted = match &named {
            Some(key) => host_keys.iter().find(|known| *known == key),
            None => host_keys.iter().find(|known| is_on(known, curve)),
        };
        match trusted {
            None => findings.remark(Note::AttestationUnchecked, attestation.host.clone()),
            Some(key) => questions.push((
                place,
                Question {
                    scheme: Scheme::Ecdsa(curve, hash),
                    spki: key.clone(),
                    message: attestation.payload.clone().into_bytes(),
                    signature,
                },
            )),
        }
    }
    questions
}

/// Whether an uncompressed key in SPKI is of a curve, told by its length.
fn is_on(spki: &[u8], curve: Curve) -> bool {
    spki.len() == if curve == Curve::P384 { 120 } else { 91 }
}

/// The signature, where the statement can be read; whether it is about this message.
fn readable(attestation: &Attestation, message: &Message, place: &str, findings: &mut Findings) -> Option<Vec<u8>> {
    // A host may state more than these two.
    let statement = json::parse(attestation.payload.as_bytes()).ok();
    let stated = |key| statement.as_ref().and_then(|statement| statement.get(key)).and_then(Value::as_text);
    let signature = read_base64(&attestation.signature);
    let key = attestation.public_key.as_deref().is_none_or(|key| read_base64(key).is_some());
    let (Some(id), Some(hash), Some(signature), true) = (stated("messageId"), stated("sha256"), signature, key) else {
        findings.flag(Check::AttestationForm, place);
        return None;
    };
    let about = message.id.as_deref() == Some(id) && hash == hex(&sha256(message.text.as_bytes()));
    findings.need(about, Check::AttestationOther, place);
    Some(signature)
}
