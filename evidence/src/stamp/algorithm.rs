//! Algorithms as certificates and tokens name them: what our verifiers can answer for, natively and with WebCrypto.

use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::der::{BIT_STRING, Element, INTEGER, OID, SEQUENCE};
use crate::question::{Curve, Hash, Question, Scheme};

/// Object identifiers, as the bytes of their content (each with the standard that gives it).
const SHA256: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1]; // RFC 5754, 2
const SHA384: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2];
const SHA512: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3];
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]; // RFC 8017, A.1
const RSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11]; // RFC 8017, A.2.4
const RSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 12];
const RSA_SHA512: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 13];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1]; // RFC 5480, 2.1.1
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
const P384: &[u8] = &[0x2b, 0x81, 4, 0, 0x22];
const ECDSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]; // RFC 5758, 3.2
const ECDSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3];
const ECDSA_SHA512: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4];

/// The identifier in an `AlgorithmIdentifier`.
fn name(algorithm: Element<'_>) -> Option<&[u8]> {
    Some(algorithm.inside().filter(|_| algorithm.tag == SEQUENCE)?.next(OID)?.content)
}

/// The hash that an `AlgorithmIdentifier` names.
pub fn hash(algorithm: Element) -> Option<Hash> {
    match name(algorithm)? {
        SHA256 => Some(Hash::Sha256),
        SHA384 => Some(Hash::Sha384),
        SHA512 => Some(Hash::Sha512),
        _ => None,
    }
}

/// The hash of some bytes.
pub fn digest(hash: Hash, bytes: &[u8]) -> Vec<u8> {
    match hash {
        Hash::Sha256 => Sha256::digest(bytes).to_vec(),
        Hash::Sha384 => Sha384::digest(bytes).to_vec(),
        Hash::Sha512 => Sha512::digest(bytes).to_vec(),
    }
}

/// The question whether this key signed this message, for the algorithms there are answers to: RSA with PKCS #1 v1.5 and ECDSA on
/// P-256 and P-384, with a hash of the SHA-2 family. `digested` is the hash named beside the signature where RSA leaves it out.
pub fn question(
    algorithm: Element,
    digested: Option<Hash>,
    spki: Element,
    message: &[u8],
    signature: &[u8],
) -> Option<Question> {
    let mut key = spki.inside().filter(|_| spki.tag == SEQUENCE)?.next(SEQUENCE)?.inside()?;
    let kind = key.next(OID)?.content;
    let (scheme, signature) = if kind == RSA {
        let hash = match name(algorithm)? {
            RSA => digested?,
            RSA_SHA256 => Hash::Sha256,
            RSA_SHA384 => Hash::Sha384,
            RSA_SHA512 => Hash::Sha512,
            _ => return None,
        };
        (Scheme::RsaPkcs1(hash), signature.to_vec())
    } else {
        let curve = match key.next(OID)?.content {
            P256 => Curve::P256,
            P384 => Curve::P384,
            _ => return None,
        };
        let hash = match name(algorithm)? {
            _ if kind != EC => return None,
            ECDSA_SHA256 => Hash::Sha256,
            ECDSA_SHA384 => Hash::Sha384,
            ECDSA_SHA512 => Hash::Sha512,
            _ => return None,
        };
        (Scheme::Ecdsa(curve, hash), halves(signature, curve.half())?)
    };
    // The key's own bits end at a byte, or it is no key.
    spki.inside()?.rest()?.get(1).filter(|bits| bits.tag == BIT_STRING)?;
    Some(Question { scheme, spki: spki.whole.to_vec(), message: message.to_vec(), signature })
}

/// An ECDSA signature of DER, two numbers, as r‖s.
fn halves(signature: &[u8], half: usize) -> Option<Vec<u8>> {
    let both = Element::only(signature).filter(|both| both.tag == SEQUENCE)?;
    let numbers = both.inside()?.rest().filter(|numbers| numbers.len() == 2)?;
    let mut out = Vec::with_capacity(2 * half);
    for number in numbers {
        // DER puts a zero before a number whose first bit would make it negative.
        let bytes = number.content.strip_prefix(&[0]).unwrap_or(number.content);
        if number.tag != INTEGER || bytes.len() > half {
            return None;
        }
        out.resize(out.len() + half - bytes.len(), 0);
        out.extend(bytes);
    }
    Some(out)
}
