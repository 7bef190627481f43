//! Whether what stands beside a seal is what it has to be.

use super::{Certificate, Token, way_to};
use crate::findings::{Check, Findings, Note};
use crate::key::read_base64;
use crate::proof::{self, Claim};
use crate::question::Question;
use crate::time::rfc3339;
use crate::verify::{Beside, BesideKind, Opened};

/// A question about a stamp.
pub struct Asked {
    /// Which stamp.
    pub place: String,
    /// The question.
    pub question: Question,
    /// What a no means.
    pub no: Check,
    /// What to remark when every answer about this stamp is yes.
    pub yes: Note,
}

/// Checks a stamp or proof; gives the questions about its signatures.
pub fn check(beside: &Beside, roots: &[Vec<u8>], findings: &mut Findings) -> Vec<Asked> {
    let mut asked = Vec::new();
    match beside.kind {
        BesideKind::Rfc3161 => token(beside, roots, findings, &mut asked),
        BesideKind::OpenTimestamps => follow(beside, findings),
    }
    asked
}

fn token(beside: &Beside, roots: &[Vec<u8>], findings: &mut Findings, asked: &mut Vec<Asked>) {
    let Beside { place, bytes, about, .. } = beside;
    let Some(token) = Token::read(bytes) else { return findings.flag(Check::StampForm, place) };
    let place = format!("{place}, {}", rfc3339(token.at_ms));
    findings.need(token.is_about(about), Check::StampOther, &place);
    findings.need(token.is_whole(), Check::StampBad, &place);
    let Some(signer) = token.signer() else { return findings.flag(Check::StampAuthority, &place) };
    let place = signer.name().map_or(place.clone(), |name| format!("{place}, {name}"));
    let yes = if roots.is_empty() { Note::StampUnchecked } else { Note::StampGood };
    let Some(question) = token.signed_by(signer) else { return findings.flag(Check::StampForm, &place) };
    let mut ask = |question, no| asked.push(Asked { place: place.clone(), question, no, yes });
    ask(question, Check::StampBad);
    if roots.is_empty() {
        return;
    }
    match way_to(roots, &token, signer) {
        None => findings.flag(Check::StampUntrusted, &place),
        Some(questions) => questions.into_iter().for_each(|question| ask(question, Check::StampUntrusted)),
    }
}

fn follow(beside: &Beside, findings: &mut Findings) {
    let Beside { place, bytes, about, .. } = beside;
    let Some(proof) = proof::read(bytes) else { return findings.flag(Check::ProofForm, place) };
    findings.need(proof.sha256 == *about, Check::ProofOther, place);
    for claim in proof.claims {
        match claim {
            Claim::Pending { calendar } => findings.remark(Note::ProofPending, calendar),
            Claim::Bitcoin { block, merkle_root } => {
                findings.remark(Note::ProofBlock, format!("block {block}, Merkle root {merkle_root}"));
            }
        }
    }
}

/// Something that stands beside the seal, as it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attached {
    /// A time stamp of RFC 3161.
    Stamp {
        /// When, RFC 3339, by the authority's clock.
        at: String,
        /// The authority's common name.
        authority: Option<String>,
    },
    /// An OpenTimestamps proof that a calendar has taken note.
    Pending {
        /// The calendar's address.
        calendar: String,
    },
    /// An OpenTimestamps proof that names a block of Bitcoin.
    Bitcoin {
        /// The block's height.
        block: u64,
        /// What the block's Merkle root has to be.
        merkle_root: String,
    },
}

impl Opened {
    /// What stands beside the seal, stamps first. Whether to believe it, [`crate::verify::begin`] says.
    pub fn attached(&self) -> Vec<Attached> {
        let bytes = |list: Option<&Vec<String>>| -> Vec<Vec<u8>> {
            list.into_iter().flatten().filter_map(|text| read_base64(text)).collect()
        };
        let Some(seal) = &self.seal else { return Vec::new() };
        let stamps = bytes(seal.rfc3161.as_ref()).into_iter().filter_map(|bytes| {
            let token = Token::read(&bytes)?;
            let authority = token.signer().and_then(Certificate::name);
            Some(Attached::Stamp { at: rfc3339(token.at_ms), authority })
        });
        let claims = bytes(seal.opentimestamps.as_ref()).into_iter().filter_map(|bytes| proof::read(&bytes));
        let claims = claims.flat_map(|proof| proof.claims).map(|claim| match claim {
            Claim::Pending { calendar } => Attached::Pending { calendar },
            Claim::Bitcoin { block, merkle_root } => Attached::Bitcoin { block, merkle_root },
        });
        stamps.chain(claims).collect()
    }
}
