//! One key that closes the ways to a person for a time, and gives every setting back at the end.
//!
//! How long it still lasts is counted down by time that has passed for sure (see [`clock`](super::clock)): a clock set back
//! does not lengthen it, one set forward does not end it. What the wall clock claims beyond that is doubt: when the claim
//! alone would end the shield, it stays on and the person is asked.

use super::clock::{MINUTE, Now, Passed};
use super::effect::{Deed, EndedBy, Outbox};
use super::policy::{Channel, Duration, Who};
use crate::context::Relation;

/// Nobody is asked about a doubt this small, in milliseconds: clocks drift, and the shield will end by itself.
const SMALL_DOUBT: i64 = 2 * MINUTE;

/// A shield that is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shield {
    /// Its number.
    pub id: u32,
    /// Wall time of its start.
    pub since: i64,
    /// What it was last set to last.
    pub duration: Duration,
    /// Milliseconds left, by time that has passed for sure.
    pub remaining: i64,
    /// Milliseconds that the wall clock claims beyond that, never negative.
    pub doubt: i64,
    /// The person was told that it ends soon.
    pub noticed: bool,
    /// The person was asked whether it is over.
    pub asked: bool,
    /// How many messages it turned away.
    pub held: u32,
    /// What it does to each channel.
    pub channels: [Closed; 4],
}

/// A channel under a shield.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closed {
    /// Whom it lets in.
    pub audience: Audience,
    /// The host's setting before.
    pub before: String,
    /// The setting the host reported when it had closed the channel.
    pub applied: Option<String>,
    /// The person changed the setting by hand: it stays as it is at the end.
    pub by_hand: bool,
}

/// Whom a shield lets in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Audience {
    /// Nobody.
    Nobody,
    /// Whom the person follows.
    #[default]
    Following,
    /// Who follows the person and is followed back.
    Mutual,
}

impl Audience {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Following, Self::Mutual];

    /// The same, as a policy says it.
    pub const fn who(self) -> Who {
        match self {
            Self::Nobody => Who::Nobody,
            Self::Following => Who::Following,
            Self::Mutual => Who::Mutual,
        }
    }
}

/// What the person asked for with the key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// For how long.
    pub duration: Duration,
    /// Whom to let in, by channel.
    pub audience: [Audience; 4],
    /// The host's setting of each channel now.
    pub before: [String; 4],
}

/// The longest setting a host may hand over, in UTF-16 code units.
pub const MAX_SETTING: usize = 4096;

impl Shield {
    /// Switches on.
    pub(super) fn start(id: u32, order: Order, now: Now, out: &mut Outbox) -> Self {
        let Order { duration, audience, before } = order;
        let mut channels: [Closed; 4] = Default::default();
        for (((channel, closed), audience), before) in
            Channel::ALL.into_iter().zip(&mut channels).zip(audience).zip(before)
        {
            closed.audience = audience;
            out.seen(channel, &before);
            // A shield before this one may still owe the channel its setting: the host's is then not the person's.
            closed.before = match out.of_channel(channel).map(|e| &e.deed) {
                Some(Deed::Restore { value, .. }) => value.clone(),
                _ => before,
            };
        }
        let shield = Self {
            id,
            since: now.wall,
            duration,
            remaining: duration.ms(),
            doubt: 0,
            noticed: false,
            asked: false,
            held: 0,
            channels,
        };
        out.drop_shield_talk();
        for channel in Channel::ALL {
            shield.close(channel, out);
        }
        out.push(Deed::ShieldStarted { shield: id, ends_at: shield.ends_at(now) });
        shield
    }

    /// The key again: another time and audience. What was before stays before, unless the person has changed it by hand.
    pub(super) fn renew(&mut self, order: Order, now: Now, out: &mut Outbox) {
        self.lasts(order.duration, out);
        self.remaining = order.duration.ms();
        for ((channel, audience), before) in Channel::ALL.into_iter().zip(order.audience).zip(order.before) {
            // A change by hand that nobody told of shows in the setting the host has now.
            self.seen(channel, &before, out);
            let closed = &mut self.channels[channel as usize];
            let again = closed.by_hand || closed.audience != audience;
            if closed.by_hand {
                closed.before = before;
                closed.by_hand = false;
            }
            closed.audience = audience;
            if again {
                closed.applied = None;
                self.close(channel, out);
            }
        }
        out.push(Deed::ShieldStarted { shield: self.id, ends_at: self.ends_at(now) });
    }

    /// Lasts at least so long from now.
    pub(super) fn extend(&mut self, duration: Option<Duration>, out: &mut Outbox) {
        let duration = duration.unwrap_or(self.duration);
        self.lasts(duration, out);
        self.remaining = self.remaining.max(duration.ms());
    }

    #[inline(never)]
    fn lasts(&mut self, duration: Duration, out: &mut Outbox) {
        self.duration = duration;
        self.doubt = 0;
        self.noticed = false;
        self.asked = false;
        out.drop_shield_talk();
    }

    /// Counts time. Whether the shield is over.
    pub(super) fn pass(&mut self, passed: Passed, now: Now, out: &mut Outbox) -> bool {
        self.remaining -= passed.sure;
        self.doubt = (self.doubt + passed.claimed).max(0);
        if self.remaining <= 0 {
            return true;
        }
        let claimed = self.remaining - self.doubt;
        if claimed <= 0 && self.remaining > SMALL_DOUBT {
            if !self.asked {
                self.asked = true;
                out.push(Deed::ShieldAsk { shield: self.id, claimed_at: now.wall });
            }
        } else if claimed <= self.duration.notice_ms() && !self.noticed {
            self.noticed = true;
            out.push(Deed::ShieldNotice { shield: self.id, ends_at: self.ends_at(now) });
        }
        false
    }

    /// The person says that the time is not over.
    pub(super) fn stay(&mut self, out: &mut Outbox) {
        self.doubt = 0;
        self.asked = false;
        out.drop_shield_talk();
    }

    /// Gives the settings back, but for what the person changed.
    pub(super) fn end(self, by: EndedBy, now: Now, out: &mut Outbox) {
        out.drop_shield_talk();
        for (channel, closed) in Channel::ALL.into_iter().zip(self.channels) {
            if !closed.by_hand {
                out.push(Deed::Restore { channel, value: closed.before, over: closed.applied });
            }
        }
        out.push(Deed::ShieldEnded { shield: self.id, by, from: self.since, to: now.wall, held: self.held });
    }

    /// A setting has changed. If it is not what was last applied, the person did it by hand. Whether that is news.
    #[inline(never)]
    pub(super) fn changed(&mut self, channel: Channel, value: &str, out: &mut Outbox) -> bool {
        let closed = &mut self.channels[channel as usize];
        if closed.by_hand || closed.applied.as_deref() == Some(value) {
            return false;
        }
        closed.by_hand = true;
        out.drop_channel(channel);
        true
    }

    /// What the host says a setting is. Anything but what was last applied was changed by hand.
    pub(super) fn seen(&mut self, channel: Channel, value: &str, out: &mut Outbox) -> bool {
        let closed = &self.channels[channel as usize];
        closed.applied.is_some() && out.of_channel(channel).is_none() && self.changed(channel, value, out)
    }

    /// Whether it closes a channel to somebody. A channel that the person changed by hand is the person's again.
    pub(super) fn closes(&self, channel: Channel, relation: Relation) -> bool {
        let closed = &self.channels[channel as usize];
        !closed.by_hand && !closed.audience.who().admits(relation)
    }

    /// When it ends, on the person's clock.
    pub const fn ends_at(&self, now: Now) -> i64 {
        now.wall + self.remaining
    }

    /// The next time at which something happens by itself, on the person's clock.
    pub(super) fn wakes_at(&self, now: Now) -> i64 {
        let notice = self.remaining - self.doubt - self.duration.notice_ms();
        now.wall + if self.noticed || notice <= 0 { self.remaining } else { notice }
    }

    #[inline(never)]
    fn close(&self, channel: Channel, out: &mut Outbox) {
        out.push(Deed::Close { channel, audience: self.channels[channel as usize].audience.who() });
    }
}
