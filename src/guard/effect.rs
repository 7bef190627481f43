//! What the guard asks its host to do, and what of that is not done yet.

use super::policy::{Channel, Duration, Who};
use super::surge::Because;

/// Something for the host to do. Absolute, so that doing it twice does no harm.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Grows from effect to effect.
    pub id: u32,
    /// What to do.
    pub deed: Deed,
}

/// Why a shield ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum EndedBy {
    /// Its time was over.
    Time,
    /// The person switched it off.
    Person,
    /// The person answered that the clock is right.
    Answer,
}

impl EndedBy {
    pub(super) const ALL: [Self; 3] = [Self::Time, Self::Person, Self::Answer];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Person => "person",
            Self::Answer => "answer",
        }
    }
}

/// What there is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Let only these write. [`Who::Nobody`], [`Who::Following`] or [`Who::Mutual`].
    Close {
        /// On this channel.
        channel: Channel,
        /// Whom to let in.
        audience: Who,
    },
    /// Give a channel the setting it had.
    Restore {
        /// The channel.
        channel: Channel,
        /// The setting, as the host gave it.
        value: String,
        /// The setting that it replaces, where the host has told: any other is the person's own.
        over: Option<String>,
    },
    /// The person's policy wants the shield on: read the host's settings and say so.
    NeedShield {
        /// For so long.
        duration: Duration,
    },
    /// A shield went on.
    ShieldStarted {
        /// Its id.
        shield: u32,
        /// When it ends, on the person's clock.
        ends_at: i64,
    },
    /// A shield ends soon.
    ShieldNotice {
        /// Its id.
        shield: u32,
        /// When it ends, on the person's clock.
        ends_at: i64,
    },
    /// The clock says that a shield is over, and that much time is not known to have passed. It stays on.
    ShieldAsk {
        /// Its id.
        shield: u32,
        /// What the clock says, in milliseconds since the epoch.
        claimed_at: i64,
    },
    /// A shield is over.
    ShieldEnded {
        /// Its id.
        shield: u32,
        /// Why.
        by: EndedBy,
        /// Wall time of its start.
        from: i64,
        /// Wall time of its end.
        to: i64,
        /// How many messages it turned away.
        held: u32,
    },
    /// This sender was answered.
    Accepted {
        /// The sender's id.
        sender: String,
    },
    /// One sender who was not answered keeps writing.
    Persistent {
        /// The sender's id.
        sender: String,
        /// Messages in twenty-four hours.
        attempts: u32,
    },
    /// Many new people are writing.
    Surge {
        /// The alarm's number.
        alarm: u32,
        /// A fifth or more of it is abusive.
        abusive: bool,
        /// Wall time of the first of them.
        since: i64,
        /// Why.
        explanation: Vec<Because>,
        /// Suggest the shield.
        suggest: bool,
    },
    /// It is over.
    SurgeEnded {
        /// The alarm's number.
        alarm: u32,
        /// Wall time of its start.
        from: i64,
        /// Wall time of its end.
        to: i64,
    },
}

impl Deed {
    /// What it replaces while it waits: deeds of one slot are about the same thing, and the newer one is right. Nothing
    /// where the deed does not wait.
    const fn slot(&self) -> Option<u8> {
        Some(match self {
            Self::Close { channel, .. } | Self::Restore { channel, .. } => *channel as u8,
            Self::NeedShield { .. } => 4,
            Self::ShieldNotice { .. } => 5,
            Self::ShieldAsk { .. } => 6,
            Self::ShieldEnded { .. } => 7,
            Self::Surge { .. } => 8,
            Self::SurgeEnded { .. } => 9,
            Self::ShieldStarted { .. } | Self::Accepted { .. } | Self::Persistent { .. } => return None,
        })
    }
}

/// Numbers effects, and keeps those that are not acknowledged: one a slot, so at most ten.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Outbox {
    pub(super) last: u32,
    pub(super) waiting: Vec<Effect>,
    /// Effects of this event, in order. Empty between events.
    pub(super) fresh: Vec<Effect>,
}

impl Outbox {
    #[inline(never)]
    pub(super) fn push(&mut self, deed: Deed) {
        self.last += 1;
        let effect = Effect { id: self.last, deed };
        if let Some(slot) = effect.deed.slot() {
            self.waiting.retain(|e| e.deed.slot() != Some(slot));
            self.waiting.push(effect.clone());
        }
        self.fresh.push(effect);
    }

    /// Forgets an effect that was performed. Whether there was one.
    #[inline(never)]
    pub(super) fn done(&mut self, id: u32) -> Option<Effect> {
        let at = self.waiting.iter().position(|e| e.id == id)?;
        Some(self.waiting.remove(at))
    }

    /// Forgets what waits about a channel: the person has decided otherwise.
    #[inline(never)]
    pub(super) fn drop_channel(&mut self, channel: Channel) {
        self.waiting.retain(|e| e.deed.slot() != Some(channel as u8));
    }

    /// The host says what a setting is. If it is not what a setting to be given back replaces, then it was given back
    /// already, or the person has chosen since: nothing is owed. Whether that is news.
    pub(super) fn seen(&mut self, channel: Channel, value: &str) -> bool {
        let owed = match self.of_channel(channel).map(|e| &e.deed) {
            Some(Deed::Restore { over: Some(over), .. }) => over == value,
            _ => true,
        };
        if !owed {
            self.drop_channel(channel);
        }
        !owed
    }

    pub(super) fn of_channel(&self, channel: Channel) -> Option<&Effect> {
        self.waiting.iter().find(|e| e.deed.slot() == Some(channel as u8))
    }

    /// Forgets questions and notices about a shield that has changed.
    #[inline(never)]
    pub(super) fn drop_shield_talk(&mut self) {
        self.waiting.retain(|e| {
            !matches!(e.deed, Deed::ShieldNotice { .. } | Deed::ShieldAsk { .. } | Deed::NeedShield { .. })
        });
    }
}
