//! What the person allows: who may write, how often, when and what, and what becomes of the rest.

use super::Error;
use super::clock::{DAY, MINUTE};
use crate::context::{Relation, Surface};
use crate::verdict::Level;

/// The ways to a person that a platform can close one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Channel {
    /// Direct messages.
    Messages,
    /// Comments and live comments under the person's posts.
    Comments,
    /// Others forward or quote the person's posts.
    Forwards,
    /// Others mention the person.
    Mentions,
}

impl Channel {
    /// Every channel, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Messages, Self::Comments, Self::Forwards, Self::Mentions];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Comments => "comments",
            Self::Forwards => "forwards",
            Self::Mentions => "mentions",
        }
    }

    /// The channel of what is shown there; a name comes by none.
    pub const fn of(surface: Surface) -> Option<Self> {
        Some(match surface {
            Surface::Dm => Self::Messages,
            Surface::Comment | Surface::Live => Self::Comments,
            Surface::Post => Self::Forwards,
            Surface::Mention => Self::Mentions,
            Surface::Name => return None,
        })
    }
}

/// A set of [`Channel`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Channels(pub u8);

impl Channels {
    /// The set of these.
    pub const fn of(channels: &[Channel]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < channels.len() {
            bits |= 1 << channels[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// Whether the channel is in the set.
    pub const fn has(self, channel: Channel) -> bool {
        self.0 & 1 << channel as u8 != 0
    }

    /// The channels, in order.
    pub fn iter(self) -> impl Iterator<Item = Channel> {
        Channel::ALL.into_iter().filter(move |c| self.has(*c))
    }
}

/// Who may write. Each lets fewer people in than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Who {
    /// Everybody.
    Everyone,
    /// Who follows the person, and whom the person follows.
    Followers,
    /// Whom the person follows.
    Following,
    /// Who follows the person and is followed back.
    Mutual,
    /// Nobody at all.
    Nobody,
}

impl Who {
    /// All of them, from open to closed.
    pub const ALL: [Self; 5] = [Self::Everyone, Self::Followers, Self::Following, Self::Mutual, Self::Nobody];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Followers => "followers",
            Self::Following => "following",
            Self::Mutual => "mutual",
            Self::Nobody => "nobody",
        }
    }

    /// Whether somebody of this relation may write.
    pub const fn admits(self, relation: Relation) -> bool {
        let rank = match relation {
            Relation::Self_ => return true,
            Relation::Mutual => 3,
            Relation::Following => 2,
            Relation::Follower => 1,
            Relation::Stranger => 0,
        };
        !matches!(self, Self::Nobody) && rank >= self as u8
    }
}

/// What becomes of a message. Each is more than the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Action {
    /// It is shown.
    #[default]
    Show,
    /// It is blurred; one tap shows it.
    Fold,
    /// It goes to the filtered folder.
    Hold,
    /// The host may reject it.
    Refuse,
}

impl Action {
    /// All of them, from mild to strong.
    pub const ALL: [Self; 4] = [Self::Show, Self::Fold, Self::Hold, Self::Refuse];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Fold => "fold",
            Self::Hold => "hold",
            Self::Refuse => "refuse",
        }
    }
}

/// What becomes of abuse, by how strongly the text should be questioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByLevel {
    /// What becomes of `hint`.
    pub hint: Action,
    /// What becomes of `warn`.
    pub warn: Action,
    /// What becomes of `severe`.
    pub severe: Action,
}

impl ByLevel {
    pub(super) const fn of(&self, level: Level) -> Action {
        match level {
            Level::None => Action::Show,
            Level::Hint => self.hint,
            Level::Warn => self.warn,
            Level::Severe => self.severe,
        }
    }
}

/// How many messages somebody may send before being answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// So many, 0 to [`MAX_QUOTA`].
    pub messages: u32,
    /// In this many milliseconds: a minute to thirty days.
    pub window_ms: i64,
    /// On each of these channels.
    pub channels: Channels,
}

/// Hours of the day in which strangers are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// Minutes after local midnight, 0 to 1439: from here on.
    pub from: u32,
    /// Minutes after local midnight, 0 to 1439: no longer from here on. Before `from`, it is the next day; equal to it,
    /// the whole day is quiet.
    pub to: u32,
    /// On these channels.
    pub channels: Channels,
}

impl QuietHours {
    /// Whether it is quiet this many minutes after local midnight.
    pub(super) const fn hold(&self, minute: u32) -> bool {
        if self.from < self.to {
            minute >= self.from && minute < self.to
        } else {
            minute >= self.from || minute < self.to
        }
    }
}

/// How long a shield lasts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Duration {
    /// An hour.
    Hour,
    /// Twenty-four hours.
    Day,
    /// Three days.
    ThreeDays,
    /// Seven days.
    #[default]
    Week,
    /// Thirty days.
    Month,
}

impl Duration {
    /// All of them, from short to long.
    pub const ALL: [Self; 5] = [Self::Hour, Self::Day, Self::ThreeDays, Self::Week, Self::Month];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hour => "1h",
            Self::Day => "24h",
            Self::ThreeDays => "3d",
            Self::Week => "7d",
            Self::Month => "30d",
        }
    }

    /// In milliseconds.
    pub const fn ms(self) -> i64 {
        match self {
            Self::Hour => DAY / 24,
            Self::Day => DAY,
            Self::ThreeDays => 3 * DAY,
            Self::Week => 7 * DAY,
            Self::Month => 30 * DAY,
        }
    }

    /// How long before its end the person is told, in milliseconds: twelve hours, ten minutes for the short one.
    pub const fn notice_ms(self) -> i64 {
        match self {
            Self::Hour => 10 * MINUTE,
            _ => DAY / 2,
        }
    }
}

/// Where a policy came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum PolicyPreset {
    /// Holds what is grave.
    Relaxed,
    /// The default.
    #[default]
    Standard,
    /// Holds what is doubtful.
    Strict,
    /// For children: nobody whom they do not follow.
    Minors,
}

impl PolicyPreset {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Relaxed, Self::Standard, Self::Strict, Self::Minors];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Relaxed => "relaxed",
            Self::Standard => "standard",
            Self::Strict => "strict",
            Self::Minors => "minors",
        }
    }
}

/// What an alarm of the surge detector does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnSurge {
    /// The shield is suggested.
    pub suggest: bool,
    /// The shield goes on by itself, for so long. Only the person chooses that.
    pub switch_on: Option<Duration>,
}

/// What the person allows. [`Policy::preset`] gives the four that are ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Where it came from, for display.
    pub preset: PolicyPreset,
    /// Who may write at all, by channel.
    pub who: [Who; 4],
    /// With [`Who::Followers`]: has followed at least so many days, 0 to [`MAX_DAYS`]. A follower of unknown standing does
    /// not qualify.
    pub follower_days: u32,
    /// How many messages before an answer.
    pub quota: Quota,
    /// Channels on which links and media of people who were not answered are held.
    pub text_only: Channels,
    /// When strangers are held.
    pub quiet_hours: Option<QuietHours>,
    /// Accounts younger than so many days are turned away, 0 to [`MAX_DAYS`]. An unknown age passes.
    pub min_account_days: u32,
    /// What becomes of what who, quota, quiet hours and account age turn away: [`Action::Hold`] or [`Action::Refuse`].
    pub excess: Action,
    /// What becomes of abuse by strangers and followers.
    pub strangers: ByLevel,
    /// What becomes of abuse by people whom the person follows or has answered.
    pub known: ByLevel,
    /// What becomes of a sender whose name is abuse.
    pub names: Action,
    /// What becomes of a stranger who goes by the name of a contact, or of the person.
    pub impersonation: Action,
    /// Whether "not abuse" by the person counts.
    pub dismissals: bool,
    /// What an alarm does.
    pub surge: OnSurge,
}

/// The largest quota.
pub const MAX_QUOTA: u32 = 20;
/// The largest number of days a setting takes.
pub const MAX_DAYS: u32 = 3650;

impl Policy {
    /// A policy that is ready to use.
    pub const fn preset(preset: PolicyPreset) -> Self {
        use Action::{Fold, Hold, Show};
        use Channel::{Comments, Mentions, Messages};
        use Who::{Everyone, Followers, Following};
        let standard = Self {
            preset: PolicyPreset::Standard,
            who: [Everyone; 4],
            follower_days: 0,
            quota: Quota { messages: 1, window_ms: DAY, channels: Channels::of(&[Messages]) },
            text_only: Channels::of(&[Messages]),
            quiet_hours: None,
            min_account_days: 0,
            excess: Hold,
            strangers: ByLevel { hint: Show, warn: Fold, severe: Hold },
            known: ByLevel { hint: Show, warn: Fold, severe: Hold },
            names: Fold,
            impersonation: Fold,
            dismissals: true,
            surge: OnSurge { suggest: true, switch_on: None },
        };
        match preset {
            PolicyPreset::Standard => standard,
            PolicyPreset::Relaxed => Self {
                preset,
                quota: Quota { messages: 3, window_ms: DAY, channels: Channels::of(&[Messages]) },
                text_only: Channels(0),
                known: ByLevel { hint: Show, warn: Show, severe: Fold },
                ..standard
            },
            PolicyPreset::Strict => Self {
                preset,
                who: [Followers, Everyone, Everyone, Everyone],
                quota: Quota { messages: 1, window_ms: DAY, channels: Channels::of(&[Messages, Mentions]) },
                text_only: Channels::of(&[Messages, Comments, Mentions]),
                min_account_days: 7,
                strangers: ByLevel { hint: Fold, warn: Hold, severe: Hold },
                names: Hold,
                impersonation: Hold,
                ..standard
            },
            PolicyPreset::Minors => Self {
                preset,
                who: [Following, Followers, Following, Following],
                follower_days: 7,
                quota: Quota { messages: 1, window_ms: DAY, channels: Channels::of(&Channel::ALL) },
                text_only: Channels::of(&Channel::ALL),
                min_account_days: 30,
                strangers: ByLevel { hint: Hold, warn: Hold, severe: Hold },
                known: ByLevel { hint: Fold, warn: Hold, severe: Hold },
                names: Hold,
                impersonation: Hold,
                dismissals: false,
                ..standard
            },
        }
    }

    /// Who may write on a channel.
    pub const fn who(&self, channel: Channel) -> Who {
        self.who[channel as usize]
    }

    /// Checks the ranges that the types leave open.
    pub(super) fn check(&self) -> Result<(), Error> {
        let bad = |field| Err(Error::GuardBadPolicy { field });
        if self.follower_days > MAX_DAYS {
            return bad("followerDays");
        }
        if self.quota.messages > MAX_QUOTA {
            return bad("quota.messages");
        }
        if !(MINUTE..=30 * DAY).contains(&self.quota.window_ms) {
            return bad("quota.windowMs");
        }
        if self.quiet_hours.is_some_and(|q| q.from >= 1440 || q.to >= 1440) {
            return bad("quietHours");
        }
        if self.min_account_days > MAX_DAYS {
            return bad("minAccountDays");
        }
        if self.excess < Action::Hold {
            return bad("excess");
        }
        let acts = [self.strangers, self.known].into_iter().flat_map(|by| [by.hint, by.warn, by.severe]);
        if acts.chain([self.names, self.impersonation]).any(|act| act == Action::Refuse) {
            return bad("abuse");
        }
        Ok(())
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::preset(PolicyPreset::Standard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_in_range() {
        for preset in PolicyPreset::ALL {
            let policy = Policy::preset(preset);
            assert_eq!(policy.check(), Ok(()));
            assert_eq!(policy.preset, preset);
        }
    }

    #[test]
    fn who_may_write_narrows_step_by_step() {
        use Relation::{Follower, Following, Mutual, Self_, Stranger};
        let admitted = |who: Who| [Stranger, Follower, Following, Mutual, Self_].map(|r| who.admits(r));
        assert_eq!(admitted(Who::Everyone), [true, true, true, true, true]);
        assert_eq!(admitted(Who::Followers), [false, true, true, true, true]);
        assert_eq!(admitted(Who::Following), [false, false, true, true, true]);
        assert_eq!(admitted(Who::Mutual), [false, false, false, true, true]);
        assert_eq!(admitted(Who::Nobody), [false, false, false, false, true]);
    }

    #[test]
    fn quiet_hours_begin_and_end_to_the_minute() {
        let quiet = |from, to, minute| QuietHours { from, to, channels: Channels(15) }.hold(minute);
        for (minute, held) in [(1319, false), (1320, true), (0, true), (419, true), (420, false)] {
            assert_eq!(quiet(1320, 420, minute), held, "{minute}");
        }
        for (minute, held) in [(59, false), (60, true), (119, true), (120, false)] {
            assert_eq!(quiet(60, 120, minute), held, "{minute}");
        }
        assert!((0..1440).all(|minute| quiet(300, 300, minute)));
    }
}
