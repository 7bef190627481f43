//! Certificates (X.509, RFC 5280), as far as time stamps need them.

use super::algorithm;
use super::der::{
    BIT_STRING, BOOLEAN, CONTEXT, Element, Elements, INTEGER, OCTET_STRING, OID, PRINTABLE, SEQUENCE, SET, UTF8, bits,
    number, time,
};
use crate::question::Question;

// Identifiers of extensions (RFC 5280, 4.2.1) and of what a key may be used for (4.2.1.12).
const SUBJECT_KEY: &[u8] = &[0x55, 0x1d, 14];
const KEY_USAGE: &[u8] = &[0x55, 0x1d, 15];
const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 17];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 19];
const POLICIES: &[u8] = &[0x55, 0x1d, 32];
const AUTHORITY_KEY: &[u8] = &[0x55, 0x1d, 35];
const EXTENDED_USAGE: &[u8] = &[0x55, 0x1d, 37];
const TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];
const COMMON_NAME: &[u8] = &[0x55, 4, 3];

/// Bits of the key's usage, the first being the highest of the first byte.
const DIGITAL_SIGNATURE: u8 = 0x80;
const NON_REPUDIATION: u8 = 0x40;
const KEY_CERT_SIGN: u8 = 0x04;

/// A certificate.
#[derive(Clone, Debug)]
pub struct Certificate<'a> {
    /// All of it.
    pub whole: &'a [u8],
    /// What is signed in it.
    tbs: Element<'a>,
    /// The number its issuer gave it.
    pub serial: &'a [u8],
    /// Who issued it.
    pub issuer: &'a [u8],
    /// Whose it is.
    pub subject: &'a [u8],
    /// The first and last millisecond it holds.
    valid: (u64, u64),
    /// The key.
    pub spki: Element<'a>,
    algorithm: Element<'a>,
    signature: &'a [u8],
    extensions: Extensions<'a>,
}

#[derive(Clone, Debug, Default)]
struct Extensions<'a> {
    /// The identifier of its key.
    subject_key: Option<&'a [u8]>,
    /// The identifier of the key that signed it.
    authority_key: Option<&'a [u8]>,
    /// Where it may issue others: how many may stand between it and the last.
    authority: Option<u64>,
    usage: Option<u8>,
    /// Only for time stamps, and that has to be heeded (RFC 3161, 2.3).
    time_stamping: bool,
    /// Something that has to be heeded and is not known here.
    unknown: bool,
}

impl<'a> Certificate<'a> {
    /// Reads one.
    pub fn read(whole: &'a [u8]) -> Option<Self> {
        let mut outer = Element::only(whole).filter(|all| all.tag == SEQUENCE)?.inside()?;
        let (tbs, algorithm, signature) =
            (outer.next(SEQUENCE)?, outer.next(SEQUENCE)?, bits(outer.next(BIT_STRING)?)?);
        let mut fields = tbs.inside()?;
        let version = fields.maybe(CONTEXT).and_then(|version| number(Element::only(version.content)?));
        let serial = fields.next(INTEGER)?.content;
        let inner = fields.next(SEQUENCE)?;
        let issuer = fields.next(SEQUENCE)?.whole;
        let mut valid = fields.next(SEQUENCE)?.inside()?;
        let valid = (time(valid.any()?)?, time(valid.any()?)?);
        let (subject, spki) = (fields.next(SEQUENCE)?.whole, fields.next(SEQUENCE)?);
        let mut extensions = Extensions::default();
        for more in fields.rest()? {
            if more.tag == CONTEXT + 3 && version == Some(2) {
                extensions = read_extensions(Element::only(more.content)?)?;
            }
        }
        // RFC 5280, 4.1.1.2: the algorithm stands inside and outside, the same.
        (outer.is_empty() && inner.whole == algorithm.whole).then_some(())?;
        Some(Self { whole, tbs, serial, issuer, subject, valid, spki, algorithm, signature, extensions })
    }

    /// The identifier of its key, where it has one.
    pub fn key_identifier(&self) -> Option<&'a [u8]> {
        self.extensions.subject_key
    }

    /// Whether it held at a moment, in milliseconds since the epoch, and asks nothing that is not known here.
    pub fn holds_at(&self, at_ms: u64) -> bool {
        (self.valid.0..=self.valid.1).contains(&at_ms) && !self.extensions.unknown
    }

    /// Whether it may sign time stamps, and nothing else.
    pub fn stamps(&self) -> bool {
        self.extensions.time_stamping && self.may(DIGITAL_SIGNATURE | NON_REPUDIATION)
    }

    fn may(&self, usage: u8) -> bool {
        self.extensions.usage.is_none_or(|bits| bits & usage != 0)
    }

    /// Whether it may have issued another one, with `between` authorities between that one and the last.
    pub fn may_issue(&self, other: &Certificate, between: u64) -> bool {
        let named = self.subject == other.issuer;
        let key = match (other.extensions.authority_key, self.extensions.subject_key) {
            (Some(wanted), Some(own)) => wanted == own,
            _ => true,
        };
        let allowed = self.extensions.authority.is_some_and(|most| between <= most);
        named && key && allowed && self.may(KEY_CERT_SIGN)
    }

    /// The question whether it signed another one.
    pub fn signed(&self, other: &Certificate) -> Option<Question> {
        algorithm::question(other.algorithm, None, self.spki, other.tbs.whole, other.signature)
    }

    /// Whose it is, for people: the common name.
    pub fn name(&self) -> Option<String> {
        let parts = Element::only(self.subject)?.inside()?.rest()?;
        parts.into_iter().filter(|part| part.tag == SET).find_map(|part| {
            let mut pair = Element::only(part.content)?.inside()?;
            let (kind, text) = (pair.next(OID)?, pair.any()?);
            let plain = kind.content == COMMON_NAME && [UTF8, PRINTABLE].contains(&text.tag);
            std::str::from_utf8(text.content).ok().filter(|_| plain).map(str::to_owned)
        })
    }
}

fn read_extensions(list: Element) -> Option<Extensions> {
    let mut read = Extensions::default();
    for extension in list.inside()?.rest()? {
        let mut fields = extension.inside().filter(|_| extension.tag == SEQUENCE)?;
        let id = fields.next(OID)?.content;
        let critical = fields.maybe(BOOLEAN).is_some_and(|flag| flag.content == [0xff]);
        let value = fields.next(OCTET_STRING)?.content;
        match id {
            SUBJECT_KEY => read.subject_key = Some(Element::only(value)?.content),
            AUTHORITY_KEY => {
                read.authority_key = Element::only(value)?.inside()?.maybe(0x80).map(|key| key.content);
            }
            KEY_USAGE => {
                let bits = Element::only(value).filter(|bits| bits.tag == BIT_STRING)?.content;
                read.usage = Some(bits.get(1).copied().unwrap_or(0));
            }
            BASIC_CONSTRAINTS => {
                let mut fields = Element::only(value)?.inside()?;
                let authority = fields.maybe(BOOLEAN).is_some_and(|flag| flag.content == [0xff]);
                let most = fields.maybe(INTEGER).map(number);
                if authority {
                    read.authority = Some(most.unwrap_or(Some(u64::MAX))?);
                }
            }
            EXTENDED_USAGE => {
                let uses: Vec<&[u8]> =
                    Elements::of(Element::only(value)?.content)?.rest()?.iter().map(|id| id.content).collect();
                read.time_stamping = critical && uses == [TIME_STAMPING];
            }
            // Names of the holder and the policies it was issued under say nothing against a time stamp.
            SUBJECT_ALT_NAME | POLICIES => {}
            _ => read.unknown |= critical,
        }
    }
    Some(read)
}
