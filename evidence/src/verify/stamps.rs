//! What stands beside the seal: time stamps and proofs. How their lists are written is looked at here; what is in them, by whoever
//! has the feature `stamps`.

use super::Opened;
use crate::attach::{LONGEST, MOST, of_seal};
use crate::findings::{Check, Findings};
use crate::json::words;
use crate::key::read_base64;

words! {
    /// What stands beside a seal.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum BesideKind {
        /// A time-stamp token of RFC 3161.
        Rfc3161 = "rfc3161",
        /// A proof of OpenTimestamps.
        OpenTimestamps = "opentimestamps",
    }
}

/// One thing that stands beside a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What it is.
    pub kind: BesideKind,
    /// Where: its list and its number.
    pub place: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// What it has to be about: SHA-256 of the signature.
    pub about: [u8; 32],
}

/// Everything beside the seal, in order, where the lists are written as they have to be.
pub fn listed(opened: &Opened, findings: &mut Findings) -> Vec<Beside> {
    let Some(seal) = &opened.seal else { return Vec::new() };
    let Some(about) = of_seal(opened) else {
        let none = seal.rfc3161.is_none() && seal.opentimestamps.is_none();
        findings.need(none, Check::SealKey, "nobody signed what is stamped");
        return Vec::new();
    };
    let mut all = Vec::new();
    for (kind, list, check) in [
        (BesideKind::Rfc3161, &seal.rfc3161, Check::StampForm),
        (BesideKind::OpenTimestamps, &seal.opentimestamps, Check::ProofForm),
    ] {
        let Some(list) = list else { continue };
        // One order and one form, as for everything else.
        let in_order = list.is_sorted_by(|a, b| a < b);
        findings.need(in_order && (1..=MOST).contains(&list.len()), check, kind.name());
        for (number, text) in list.iter().take(MOST).enumerate() {
            let place = format!("{}/{number}", kind.name());
            match read_base64(text).filter(|bytes| bytes.len() <= LONGEST) {
                Some(bytes) => all.push(Beside { kind, place, bytes, about }),
                None => findings.flag(check, &place),
            }
        }
    }
    all
}
