//! Time stamps by RFC 3161: an authority signs that it saw a hash at a time by its own clock. The only better clock than the
//! device's. A host brings them: nothing here asks anybody.
//!
//! A stamp is about SHA-256 of the package's signature, so it can be added when everything is sealed already. Whether its
//! authority is to be trusted, only whoever verifies can know: they give the roots. The way from the signer to a root is the plain
//! one of RFC 5280: names, keys, times, constraints; no revocation, which would ask somebody.

mod algorithm;
mod certificate;
mod check;
mod der;
mod token;

pub use check::{Asked, Attached, check};
pub use token::Token;

pub use certificate::Certificate;
use der::{Element, SEQUENCE};

use crate::key::read_base64;
use crate::question::Question;

/// The most certificates between a signer and a root, the root included.
const LONGEST: u64 = 8;

/// The token, out of an authority's whole answer (`TimeStampResp`) where it is that.
pub fn token_in(bytes: &[u8]) -> Option<&[u8]> {
    let mut fields = Element::only(bytes).filter(|all| all.tag == SEQUENCE)?.inside()?;
    match fields.maybe(SEQUENCE) {
        None => Some(bytes),
        // Granted, or granted with changes; otherwise there is none.
        Some(status) => {
            let granted = der::number(status.inside()?.any()?)? <= 1;
            fields.next(SEQUENCE).filter(|_| granted && fields.is_empty()).map(|token| token.whole)
        }
    }
}

/// The certificates in a file: one in DER, or any number in PEM. `None` when it holds none, or one that cannot be read.
pub fn certificates(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    if Certificate::read(bytes).is_some() {
        return Some(vec![bytes.to_vec()]);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut list = Vec::new();
    for part in text.split("-----BEGIN CERTIFICATE-----").skip(1) {
        let body: String = part.split_once("-----END CERTIFICATE-----")?.0.split_whitespace().collect();
        let certificate = read_base64(&body)?;
        Certificate::read(&certificate)?;
        list.push(certificate);
    }
    (!list.is_empty()).then_some(list)
}

/// The questions on the way from a token's signer to one of these roots, each a certificate in DER. `None` when there is no such
/// way, or an algorithm on it that there are no answers to.
pub fn way_to(roots: &[Vec<u8>], token: &Token, signer: &Certificate) -> Option<Vec<Question>> {
    let roots: Vec<Certificate> = roots.iter().filter_map(|root| Certificate::read(root)).collect();
    let (mut here, mut questions) = (signer, Vec::new());
    for between in 0..LONGEST {
        if roots.iter().any(|root| root.whole == here.whole) {
            return Some(questions);
        }
        let above = |one: &&Certificate| one.may_issue(here, between) && one.holds_at(token.at_ms);
        if let Some(root) = roots.iter().find(above) {
            questions.push(root.signed(here)?);
            return Some(questions);
        }
        let next = token.certificates.iter().find(above)?;
        questions.push(next.signed(here)?);
        here = next;
    }
    None
}
