//! The last decisions, so that a message that comes again gets the same answer and counts nothing.

use super::decide::{Decision, Reasons};
use super::key::Key;
use super::policy::Action;

/// How many decisions are remembered.
pub const MOST: usize = 256;

/// A ring of decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recent {
    /// In order of arrival from `next` on.
    pub(super) ring: Vec<(Key, Decision)>,
    pub(super) next: usize,
}

impl Recent {
    pub(super) fn of(&self, key: Key) -> Option<Decision> {
        self.ring.iter().find(|(k, _)| *k == key).map(|(_, d)| *d)
    }

    pub(super) fn push(&mut self, key: Key, decision: Decision) {
        if self.ring.len() < MOST {
            self.ring.push((key, decision));
        } else {
            self.ring[self.next] = (key, decision);
            self.next = (self.next + 1) % MOST;
        }
    }
}

/// A decision in one number and a shield.
pub(super) const fn packed(decision: &Decision) -> u32 {
    decision.reasons.0 << 2 | decision.action as u32
}

/// Back from [`packed`].
pub(super) fn unpacked(bits: u32, shield: Option<u32>) -> Decision {
    Decision { action: Action::ALL[(bits & 3) as usize], reasons: Reasons(bits >> 2), shield }
}
