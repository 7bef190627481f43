//! OpenTimestamps proofs (the detached file of python-opentimestamps, version 1): from a hash, step by step, to what a calendar
//! or a block of Bitcoin is said to hold.
//!
//! The steps are worked out here; whether the calendar or the block holds what comes out is for whoever can ask them. Only the
//! steps that calendars use are followed: append, prepend, SHA-256.

use crate::hash::{hex, sha256};

/// What every proof begins with: its name, its version, and that it is about a SHA-256.
const HEADER: &[u8] = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08";
const PENDING: [u8; 8] = [0x83, 0xdf, 0xe3, 0x0d, 0x2e, 0xf9, 0x0c, 0x8e];
const BITCOIN: [u8; 8] = [0x05, 0x88, 0x96, 0x0d, 0x73, 0xd7, 0x19, 0x01];

/// The longest message, the longest operand, the most branches that are open at once, as the reference has them; bytes, bytes, number.
const LONGEST_MESSAGE: usize = 4096;
const LONGEST_OPERAND: usize = 4096;
const MOST_OPEN: usize = 256;
/// The longest payload of a claim, and the longest address of a calendar.
const LONGEST_CLAIM: usize = 8192;
const LONGEST_ADDRESS: usize = 1000;

/// What a proof leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// A calendar has promised to put it into a block.
    Pending {
        /// The calendar's address.
        calendar: String,
    },
    /// A block of Bitcoin is said to hold it.
    Bitcoin {
        /// The block's height.
        block: u64,
        /// What its Merkle root has to be, as explorers show it: lower-case hex, the last byte first.
        merkle_root: String,
    },
}

/// A proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What it is about: a SHA-256.
    pub sha256: [u8; 32],
    /// What it leads to, in its order. At least one.
    pub claims: Vec<Claim>,
}

/// Reads a proof and works out its steps. `None` when it is none, leads nowhere that is known, or takes a step that calendars do not.
pub fn read(bytes: &[u8]) -> Option<Proof> {
    let (digest, rest) = bytes.strip_prefix(HEADER)?.split_first_chunk::<32>()?;
    let mut bytes = Bytes(rest);
    let mut claims = Vec::new();
    // The messages of the branches that are still open, the innermost last.
    let mut open = vec![digest.to_vec()];
    while let Some(mut message) = open.pop() {
        let mut tag = bytes.next()?;
        if tag == 0xff {
            // A branch: afterwards it goes on from this same message.
            open.push(message.clone());
            tag = bytes.next()?;
        }
        match tag {
            0x00 => {
                claims.extend(bytes.claim(&message)?);
                continue;
            }
            0x08 => message = sha256(&message).to_vec(),
            0xf0 => message.extend(bytes.operand()?),
            0xf1 => message = [bytes.operand()?, &message].concat(),
            _ => return None,
        }
        open.push(message);
        let last = open.last().map_or(0, Vec::len);
        (last <= LONGEST_MESSAGE && open.len() <= MOST_OPEN).then_some(())?;
    }
    (bytes.0.is_empty() && !claims.is_empty()).then_some(Proof { sha256: *digest, claims })
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn next(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// A number, seven bits a byte, the lowest first, in its shortest form.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for place in 0..9 {
            let byte = self.next()?;
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return (place == 0 || byte != 0).then_some(number);
            }
        }
        None
    }

    fn run(&mut self, longest: usize) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok().filter(|length| *length <= longest)?;
        let (run, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(run)
    }

    fn operand(&mut self) -> Option<&'a [u8]> {
        self.run(LONGEST_OPERAND).filter(|operand| !operand.is_empty())
    }

    /// A claim about a message; one of a kind that is not known here says nothing.
    fn claim(&mut self, message: &[u8]) -> Option<Vec<Claim>> {
        let (kind, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        let mut payload = Bytes(self.run(LONGEST_CLAIM)?);
        let claim = match *kind {
            PENDING => {
                let address = std::str::from_utf8(payload.run(LONGEST_ADDRESS)?).ok()?;
                let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._/:".contains(&b);
                address.bytes().all(plain).then_some(Claim::Pending { calendar: address.to_owned() })?
            }
            BITCOIN => {
                let block = payload.number()?;
                let mut root = <[u8; 32]>::try_from(message).ok()?;
                root.reverse();
                Claim::Bitcoin { block, merkle_root: hex(&root) }
            }
            _ => return Some(Vec::new()),
        };
        payload.0.is_empty().then(|| vec![claim])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The steps of `two-calendars.txt.ots`-like proofs: a nonce, a hash, then two branches.
    fn proof(branches: &[u8]) -> Vec<u8> {
        [HEADER, &[7; 32], &[0xf0, 2, 1, 2, 0x08], branches].concat()
    }

    fn pending(address: &[u8]) -> Vec<u8> {
        let inner = [&[address.len() as u8][..], address].concat();
        [&[0][..], &PENDING, &[inner.len() as u8], &inner].concat()
    }

    #[test]
    fn the_steps_lead_to_every_claim() {
        let block = [&[0xf1, 1, 9, 0x08, 0][..], &BITCOIN, &[3, 0xd7, 0xef, 0x15]].concat();
        let bytes = proof(&[&[0xff][..], &pending(b"https://a.example"), &block].concat());
        let start = sha256(&[&[7; 32][..], &[1, 2]].concat());
        let mut root = sha256(&[&[9][..], &start].concat());
        root.reverse();
        let claims = vec![
            Claim::Pending { calendar: "https://a.example".to_owned() },
            Claim::Bitcoin { block: 358_359, merkle_root: hex(&root) },
        ];
        assert_eq!(read(&bytes), Some(Proof { sha256: [7; 32], claims }));
    }

    #[test]
    fn what_is_no_proof_is_refused() {
        let good = proof(&pending(b"https://a.example"));
        assert!(read(&good).is_some());
        assert_eq!(read(&[&good[..], &[0]].concat()), None, "something after the end");
        assert_eq!(read(&good[..good.len() - 1]), None, "cut short");
        assert_eq!(read(&proof(&[0x67])), None, "a step that calendars do not take");
        assert_eq!(read(&proof(&pending(b"https://a.example/?q"))), None, "an address calendars do not have");
        let unknown = [&[0][..], &[1; 8], &[0]].concat();
        assert_eq!(read(&proof(&unknown)), None, "it leads nowhere that is known");
        let long = [&[0xf0, 0x82, 0x00, 1, 2][..], &pending(b"https://a.example")].concat();
        assert_eq!(read(&proof(&long)), None, "a number in a longer form than it has to be");
        // Branches without end, and messages without end.
        assert_eq!(read(&proof(&[0xff, 0x08].repeat(300))), None);
        let grows = [&[0xf0, 0xff, 0x0f][..], &[1; 2047]].concat();
        assert_eq!(read(&proof(&grows.repeat(3))), None);
    }
}
