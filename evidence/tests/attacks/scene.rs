//! What is attacked: one device's packages and chain, a stranger's package, a host.

use liangyan_evidence::chain::ChainFile;

use crate::dice::Dice;
use crate::genuine::{Device, Host, capture, parts, picture, redaction};
use crate::workshop::Pack;

pub struct Scene {
    pub owner: Device,
    pub stranger: Device,
    pub host: Host,
    /// Originals, sealed by the owner, each in the chain.
    pub originals: Vec<Vec<u8>>,
    /// An original and a package derived from it with something taken out.
    pub derived: (Vec<u8>, Vec<u8>),
    /// An original whose message the host attests.
    pub attested: Vec<u8>,
    /// Sealed by the stranger.
    pub foreign: Vec<u8>,
    /// The owner's chain.
    pub chain: ChainFile,
}

impl Scene {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let (mut owner, mut stranger, host) = (Device::new(seed), Device::new(seed + 1), Host::new());
        let mut originals: Vec<Vec<u8>> = (0..8)
            .map(|_| {
                let (capture, parts) = (capture(&mut dice), parts(&mut dice));
                owner.seal(capture, parts)
            })
            .collect();
        let original = originals[2].clone();
        let redactions = vec![redaction(0, "/message/author/name")];
        let derived = owner.derive(&[&original], redactions, vec![(0, picture(&mut dice))]);
        let attested = {
            let mut capture = capture(&mut dice);
            let id = capture.message.id.clone().unwrap_or_default();
            capture.attestation = Some(host.attest(&id, &capture.message.text));
            owner.seal(capture, parts(&mut dice))
        };
        // Withdrawn ones are not among those that are shown.
        let gone = originals.remove(0);
        owner.withdraw(&liangyan_evidence::hash::written(&Pack::open(&gone).list_bytes()));
        let foreign = stranger.seal(capture(&mut dice), parts(&mut dice));
        let chain = owner.chain();
        Self { owner, stranger, host, originals, derived: (original, derived), attested, foreign, chain }
    }

    /// One of the owner's packages, of any kind.
    pub fn any(&self, dice: &mut Dice) -> &[u8] {
        match dice.below(6) {
            0 => &self.derived.1,
            1 => &self.attested,
            _ => dice.pick::<Vec<u8>>(&self.originals).as_slice(),
        }
    }

    /// The same, taken apart.
    pub fn pack(&self, dice: &mut Dice) -> Pack {
        Pack::open(self.any(dice))
    }
}

/// An attack: a name, and what it does with a scene.
pub type Kind = (&'static str, fn(&Scene, &mut Dice) -> crate::workshop::Attack);
