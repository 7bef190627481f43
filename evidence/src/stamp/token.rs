//! Time-stamp tokens: CMS signed data (RFC 5652) about a `TSTInfo` (RFC 3161, 2.4.2).

use sha1::{Digest as _, Sha1};

use super::algorithm::{self, digest};
use super::certificate::Certificate;
use super::der::{
    CONTEXT, Element, Elements, GENERALIZED_TIME, INTEGER, OCTET_STRING, OID, SEQUENCE, SET, number, time,
};
use crate::question::{Hash, Question};

const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
const TST_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1, 4];
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 3];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4];
const SIGNING_CERTIFICATE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 12];
const SIGNING_CERTIFICATE_V2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 47];

/// A token, read but not believed.
#[derive(Clone, Debug)]
pub struct Token<'a> {
    /// What it is about: a hash.
    hashed: (Option<Hash>, &'a [u8]),
    /// When, in milliseconds since the epoch, by the authority's clock.
    pub at_ms: u64,
    /// The `TSTInfo`.
    info: &'a [u8],
    /// The certificates it brings along.
    pub certificates: Vec<Certificate<'a>>,
    signer: Signer<'a>,
}

#[derive(Clone, Debug)]
struct Signer<'a> {
    id: Element<'a>,
    hash: Hash,
    /// Each with its identifier and its one value.
    attributes: Vec<(&'a [u8], Element<'a>)>,
    signed: Vec<u8>,
    algorithm: Element<'a>,
    signature: &'a [u8],
}

impl<'a> Token<'a> {
    /// Reads one. `None` when it is none, or of a kind that no authority in use gives out: several signers, attributes nobody
    /// signed, another hash than of the SHA-2 family.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut outer = Element::only(bytes).filter(|all| all.tag == SEQUENCE)?.inside()?;
        (outer.next(OID)?.content == SIGNED_DATA).then_some(())?;
        let mut data = Element::only(outer.next(CONTEXT)?.content)?.inside()?;
        outer.is_empty().then_some(())?;
        // With a content of its own kind the version is 3 (RFC 5652, 5.1).
        (number(data.next(INTEGER)?)? == 3).then_some(())?;
        let digests = data.next(SET)?.inside()?.rest()?;
        let mut content = data.next(SEQUENCE)?.inside()?;
        (content.next(OID)?.content == TST_INFO).then_some(())?;
        let info = Element::only(content.next(CONTEXT)?.content).filter(|info| info.tag == OCTET_STRING)?.content;
        let brought = data.maybe(CONTEXT).map(|list| list.inside()?.rest());
        let certificates = match brought {
            None => Vec::new(),
            Some(list) => list?.into_iter().map(|one| Certificate::read(one.whole)).collect::<Option<_>>()?,
        };
        data.maybe(CONTEXT + 1);
        let signers = data.next(SET)?;
        let signer = Signer::read(Element::only(signers.content)?)?;
        let named: Vec<Hash> = digests.into_iter().map(algorithm::hash).collect::<Option<_>>()?;
        (content.is_empty() && data.is_empty() && named.contains(&signer.hash)).then_some(())?;

        let mut fields = Element::only(info).filter(|all| all.tag == SEQUENCE)?.inside()?;
        (number(fields.next(INTEGER)?)? == 1).then_some(())?;
        fields.next(OID)?;
        let mut imprint = fields.next(SEQUENCE)?.inside()?;
        let hashed = (algorithm::hash(imprint.next(SEQUENCE)?), imprint.next(OCTET_STRING)?.content);
        fields.next(INTEGER)?;
        let at_ms = time(fields.next(GENERALIZED_TIME)?)?;
        fields.rest()?;
        Some(Self { hashed, at_ms, info, certificates, signer })
    }

    /// Whether it is about the thing with this SHA-256.
    pub fn is_about(&self, sha256: &[u8]) -> bool {
        self.hashed == (Some(Hash::Sha256), sha256)
    }

    /// Whether what was signed speaks of this content.
    pub fn is_whole(&self) -> bool {
        let kind = self.signer.attribute(CONTENT_TYPE).is_some_and(|kind| kind.tag == OID && kind.content == TST_INFO);
        let hash = digest(self.signer.hash, self.info);
        kind && self.signer.attribute(MESSAGE_DIGEST).is_some_and(|found| found.content == hash)
    }

    /// The certificate of whoever signed it: the one the token names, which the signed attributes name too, which may sign time
    /// stamps and held at that time.
    pub fn signer(&self) -> Option<&Certificate<'a>> {
        let found = self.certificates.iter().find(|one| self.signer.is_of(one))?;
        (self.signer.vouches_for(found) && found.stamps() && found.holds_at(self.at_ms)).then_some(found)
    }

    /// The question whether the holder of a certificate signed it.
    pub fn signed_by(&self, certificate: &Certificate) -> Option<Question> {
        let Signer { algorithm, hash, signed, signature, .. } = &self.signer;
        algorithm::question(*algorithm, Some(*hash), certificate.spki, signed, signature)
    }
}

impl<'a> Signer<'a> {
    fn read(info: Element<'a>) -> Option<Self> {
        let mut fields = info.inside().filter(|_| info.tag == SEQUENCE)?;
        fields.next(INTEGER)?;
        let id = fields.any()?;
        let hash = algorithm::hash(fields.next(SEQUENCE)?)?;
        let list = fields.next(CONTEXT)?;
        let mut attributes = Vec::new();
        for attribute in list.inside()?.rest()? {
            let mut pair = attribute.inside()?;
            let (kind, values) = (pair.next(OID)?.content, pair.next(SET)?);
            attributes.push((kind, Element::only(values.content)?));
        }
        let (algorithm, signature) = (fields.next(SEQUENCE)?, fields.next(OCTET_STRING)?.content);
        fields.is_empty().then_some(())?;
        // Signed as the set that it is, not as the field it stands in (RFC 5652, 5.4).
        let mut signed = list.whole.to_vec();
        signed[0] = SET;
        Some(Self { id, hash, attributes, signed, algorithm, signature })
    }

    /// An attribute that stands there once.
    fn attribute(&self, kind: &[u8]) -> Option<Element<'a>> {
        let mut found = self.attributes.iter().filter(|(other, _)| *other == kind);
        found.next().filter(|_| found.next().is_none()).map(|(_, value)| *value)
    }

    /// Whether the signer is named as this certificate's holder.
    fn is_of(&self, certificate: &Certificate) -> bool {
        if self.id.tag != SEQUENCE {
            return self.id.tag == 0x80 && certificate.key_identifier() == Some(self.id.content);
        }
        let named =
            self.id.inside().and_then(|mut pair| Some((pair.next(SEQUENCE)?.whole, pair.next(INTEGER)?.content)));
        named == Some((certificate.issuer, certificate.serial))
    }

    /// Whether the signed attributes name this very certificate by its hash (RFC 5035; with SHA-1, RFC 2634).
    fn vouches_for(&self, certificate: &Certificate) -> bool {
        let first = |value: Element<'a>| -> Option<Elements<'a>> {
            value.inside()?.next(SEQUENCE)?.inside()?.next(SEQUENCE)?.inside()
        };
        if let Some(value) = self.attribute(SIGNING_CERTIFICATE_V2) {
            let hash = first(value).and_then(|mut id| {
                let hash = match id.maybe(SEQUENCE) {
                    None => Hash::Sha256,
                    Some(algorithm) => algorithm::hash(algorithm)?,
                };
                Some((hash, id.next(OCTET_STRING)?.content))
            });
            return hash.is_some_and(|(hash, found)| digest(hash, certificate.whole) == found);
        }
        let found = self.attribute(SIGNING_CERTIFICATE).and_then(first).and_then(|mut id| id.next(OCTET_STRING));
        found.is_some_and(|found| Sha1::digest(certificate.whole).as_slice() == found.content)
    }
}
