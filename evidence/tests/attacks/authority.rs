//! A time-stamp authority that does what it is asked to, right or wrong; and OpenTimestamps proofs.

use liangyan_evidence::hash::sha256;
use p384::ecdsa::signature::hazmat::PrehashSigner as _;
use p384::ecdsa::{Signature, SigningKey};
use p384::pkcs8::EncodePublicKey as _;
use sha2::{Digest as _, Sha384};

const SHA256: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
pub const SHA384: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2];
const ECDSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3];
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
pub const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4];
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 3];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4];
const SIGNING_CERTIFICATE_V2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 47];
pub const TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];
pub const CODE_SIGNING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 3];

pub fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    match length {
        0..128 => out.push(length as u8),
        128..256 => out.extend([0x81, length as u8]),
        _ => out.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    out.extend(content);
    out
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

fn integer(bytes: &[u8]) -> Vec<u8> {
    let bare = &bytes[bytes.iter().position(|&b| b != 0).unwrap_or(bytes.len() - 1)..];
    let sign: &[u8] = if bare[0] & 0x80 == 0 { &[] } else { &[0] };
    tlv(2, &[sign, bare].concat())
}

fn oid(id: &[u8]) -> Vec<u8> {
    tlv(6, id)
}

fn bits(bytes: &[u8]) -> Vec<u8> {
    tlv(3, &[&[0], bytes].concat())
}

fn name(common: &str) -> Vec<u8> {
    sequence(&[&tlv(0x31, &sequence(&[&oid(&[0x55, 4, 3]), &tlv(12, common.as_bytes())]))])
}

pub fn key(seed: u8) -> SigningKey {
    SigningKey::from_slice(&[seed; 48]).expect("a number below the order")
}

fn spki(key: &SigningKey) -> Vec<u8> {
    key.verifying_key().to_public_key_der().expect("a key").as_bytes().to_vec()
}

/// ECDSA with SHA-384, in DER.
fn sign(key: &SigningKey, message: &[u8]) -> Vec<u8> {
    let signature: Signature = key.sign_prehash(&Sha384::digest(message)).expect("a digest");
    let bytes = signature.to_bytes();
    sequence(&[&integer(&bytes[..48]), &integer(&bytes[48..])])
}

/// As many as one likes.
pub const ANY: u8 = u8::MAX;

/// A certificate to be issued.
#[derive(Clone)]
pub struct Wanted {
    pub subject: &'static str,
    pub issuer: &'static str,
    pub serial: u8,
    pub from: &'static str,
    pub until: &'static str,
    pub holder: SigningKey,
    pub signer: SigningKey,
    /// Where it may issue others: how many may stand between, or [`ANY`].
    pub authority: Option<u8>,
    /// The first byte of the key's usage.
    pub usage: Option<u8>,
    /// Whether that has to be heeded, and for what.
    pub extended: Option<(bool, Vec<&'static [u8]>)>,
    /// Something nobody knows that has to be heeded.
    pub unknown: bool,
    /// The identifier of the key that is said to have signed.
    pub authority_key: Option<u8>,
}

impl Wanted {
    fn extension(id: &[u8], critical: bool, value: &[u8]) -> Vec<u8> {
        let flag = if critical { tlv(1, &[0xff]) } else { Vec::new() };
        sequence(&[&oid(id), &flag, &tlv(4, value)])
    }

    pub fn issue(&self) -> Vec<u8> {
        let algorithm = sequence(&[&oid(ECDSA_SHA384)]);
        let mut extensions = Vec::new();
        if let Some(between) = self.authority {
            let between = if between == ANY { Vec::new() } else { integer(&[between]) };
            extensions.extend(Self::extension(&[0x55, 0x1d, 19], true, &sequence(&[&tlv(1, &[0xff]), &between])));
        }
        if let Some(usage) = self.usage {
            let unused = usage.trailing_zeros() as u8;
            extensions.extend(Self::extension(&[0x55, 0x1d, 15], true, &tlv(3, &[unused, usage])));
        }
        if let Some((critical, uses)) = &self.extended {
            let uses: Vec<u8> = uses.iter().flat_map(|id| oid(id)).collect();
            extensions.extend(Self::extension(&[0x55, 0x1d, 37], *critical, &tlv(0x30, &uses)));
        }
        if self.unknown {
            extensions.extend(Self::extension(&[0x2a, 3, 4], true, &tlv(5, &[])));
        }
        // A key is named by its seed, for short.
        extensions.extend(Self::extension(&[0x55, 0x1d, 14], false, &tlv(4, &[self.holder.to_bytes()[0]])));
        let signer = self.authority_key.unwrap_or(self.signer.to_bytes()[0]);
        extensions.extend(Self::extension(&[0x55, 0x1d, 35], false, &sequence(&[&tlv(0x80, &[signer])])));
        let tbs = sequence(&[
            &tlv(0xa0, &integer(&[2])),
            &integer(&[self.serial]),
            &algorithm,
            &name(self.issuer),
            &sequence(&[&tlv(0x17, self.from.as_bytes()), &tlv(0x17, self.until.as_bytes())]),
            &name(self.subject),
            &spki(&self.holder),
            &tlv(0xa3, &tlv(0x30, &extensions)),
        ]);
        sequence(&[&tbs, &algorithm, &bits(&sign(&self.signer, &tbs))])
    }
}

/// A stamp to be given.
#[derive(Clone)]
pub struct Stamp {
    pub about: Vec<u8>,
    pub hash: &'static [u8],
    pub at: &'static str,
    pub root: Wanted,
    pub middle: Wanted,
    pub signer: Wanted,
    pub key: SigningKey,
    pub kind: &'static [u8],
    /// What the signed attributes say the content's hash is, where that is not so.
    pub digest: Option<Vec<u8>>,
    /// What they say the certificate's hash is, where that is not so.
    pub certificate: Option<Vec<u8>>,
    pub names_certificate: bool,
    pub brings_signer: bool,
    pub unsigned_attribute: bool,
    pub signers: usize,
    /// The version of the content.
    pub version: u8,
}

/// A stamp about a hash by an authority that a middle one certified, which a root certified; in order.
pub fn stamp(about: &[u8]) -> Stamp {
    let base = Wanted {
        subject: "Root",
        issuer: "Root",
        serial: 1,
        from: "200101000000Z",
        until: "400101000000Z",
        holder: key(11),
        signer: key(11),
        authority: Some(ANY),
        usage: Some(0x06),
        extended: None,
        unknown: false,
        authority_key: None,
    };
    let middle = Wanted { subject: "Middle", serial: 2, holder: key(12), authority: Some(0), ..base.clone() };
    let signer = Wanted {
        subject: "Stamps",
        issuer: "Middle",
        serial: 3,
        holder: key(13),
        signer: key(12),
        authority: None,
        usage: Some(0xc0),
        extended: Some((true, vec![TIME_STAMPING])),
        ..base.clone()
    };
    Stamp {
        about: about.to_vec(),
        hash: SHA256,
        at: "20261122010203.25Z",
        root: base,
        middle,
        signer,
        key: key(13),
        kind: TST_INFO,
        digest: None,
        certificate: None,
        names_certificate: true,
        brings_signer: true,
        unsigned_attribute: false,
        signers: 1,
        version: 1,
    }
}

impl Stamp {
    /// The token.
    pub fn give(&self) -> Vec<u8> {
        let info = sequence(&[
            &integer(&[self.version]),
            &oid(&[0x2a, 3, 4]),
            &sequence(&[&sequence(&[&oid(self.hash), &tlv(5, &[])]), &tlv(4, &self.about)]),
            &integer(&[9]),
            &tlv(0x18, self.at.as_bytes()),
        ]);
        let signer = self.signer.issue();
        let digest = self.digest.clone().unwrap_or_else(|| Sha384::digest(&info).to_vec());
        let certificate = self.certificate.clone().unwrap_or_else(|| sha256(&signer).to_vec());
        let attribute = |kind: &[u8], value: &[u8]| sequence(&[&oid(kind), &tlv(0x31, value)]);
        let mut attributes = attribute(CONTENT_TYPE, &oid(self.kind));
        attributes.extend(attribute(MESSAGE_DIGEST, &tlv(4, &digest)));
        if self.names_certificate {
            let id = sequence(&[&tlv(4, &certificate)]);
            attributes.extend(attribute(SIGNING_CERTIFICATE_V2, &sequence(&[&sequence(&[&id])])));
        }
        let signature = sign(&self.key, &tlv(0x31, &attributes));
        attributes = tlv(0xa0, &attributes);
        let hash = sequence(&[&oid(SHA384)]);
        let more = if self.unsigned_attribute { tlv(0xa1, &attribute(DATA, &tlv(5, &[]))) } else { Vec::new() };
        let signed_by = sequence(&[
            &integer(&[1]),
            &sequence(&[&name(self.signer.issuer), &integer(&[self.signer.serial])]),
            &hash,
            &attributes,
            &sequence(&[&oid(ECDSA_SHA384)]),
            &tlv(4, &signature),
            &more,
        ]);
        let brought = if self.brings_signer { [self.middle.issue(), signer].concat() } else { self.middle.issue() };
        let data = sequence(&[
            &integer(&[3]),
            &tlv(0x31, &hash),
            &sequence(&[&oid(TST_INFO), &tlv(0xa0, &tlv(4, &info))]),
            &tlv(0xa0, &brought),
            &tlv(0x31, &signed_by.repeat(self.signers)),
        ]);
        sequence(&[&oid(SIGNED_DATA), &tlv(0xa0, &data)])
    }
}

/// A proof about a hash: to a calendar, and to a block.
pub fn proof(about: &[u8]) -> Vec<u8> {
    let mut out = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08".to_vec();
    out.extend(about);
    out.extend([0xf0, 4, 1, 2, 3, 4, 0x08, 0xff, 0x00, 0x83, 0xdf, 0xe3, 0x0d, 0x2e, 0xf9, 0x0c, 0x8e, 0x15, 0x14]);
    out.extend(b"https://one.example/");
    out.extend([0xf1, 1, 7, 0x08, 0x08, 0x00, 0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01, 3, 0xa0, 0xf7, 0x36]);
    out
}
