//! From the facts of a message to what becomes of it, with the reasons in order.

use super::clock::{DAY, MINUTE, local};
use super::policy::{Action, Channel, Policy};
use crate::context::{Relation, Surface};
use crate::verdict::Level;

/// Why a message is not simply shown. The order is the order in which reasons are told; new ones go at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Reason {
    /// The person blocked the sender.
    Blocked,
    /// The shield is on.
    Shield,
    /// The sender is not among those who may write.
    Closed,
    /// The sender has not followed long enough.
    FollowerTooNew,
    /// The sender's account is too young.
    AccountTooNew,
    /// The sender has written as much as they may before an answer.
    Quota,
    /// It came in quiet hours.
    QuietHours,
    /// It holds links, and the sender was not answered yet.
    Links,
    /// It holds media, and the sender was not answered yet.
    Media,
    /// The sender goes by somebody else's name.
    Impersonation,
    /// The sender's name is abuse.
    NameAbuse,
    /// The text is grave abuse.
    AbuseSevere,
    /// The text is abuse.
    AbuseWarn,
    /// The text may be abuse.
    AbuseHint,
    /// It holds a word the person wants held.
    WordHold,
    /// It holds a word the person wants folded.
    WordFold,
}

impl Reason {
    /// Every reason, in the order in which they are told.
    pub const ALL: [Self; 16] = [
        Self::Blocked,
        Self::Shield,
        Self::Closed,
        Self::FollowerTooNew,
        Self::AccountTooNew,
        Self::Quota,
        Self::QuietHours,
        Self::Links,
        Self::Media,
        Self::Impersonation,
        Self::NameAbuse,
        Self::AbuseSevere,
        Self::AbuseWarn,
        Self::AbuseHint,
        Self::WordHold,
        Self::WordFold,
    ];

    /// The code used in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Shield => "shield",
            Self::Closed => "closed",
            Self::FollowerTooNew => "follower_too_new",
            Self::AccountTooNew => "account_too_new",
            Self::Quota => "quota",
            Self::QuietHours => "quiet_hours",
            Self::Links => "links",
            Self::Media => "media",
            Self::Impersonation => "impersonation",
            Self::NameAbuse => "name_abuse",
            Self::AbuseSevere => "abuse_severe",
            Self::AbuseWarn => "abuse_warn",
            Self::AbuseHint => "abuse_hint",
            Self::WordHold => "word_hold",
            Self::WordFold => "word_fold",
        }
    }
}

/// A set of [`Reason`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons(pub u32);

impl Reasons {
    /// Whether the reason is in the set.
    pub const fn has(self, reason: Reason) -> bool {
        self.0 & 1 << reason as u32 != 0
    }

    /// The reasons, the first to tell first.
    pub fn iter(self) -> impl Iterator<Item = Reason> {
        Reason::ALL.into_iter().filter(move |r| self.has(*r))
    }
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// The strongest thing any reason asks for.
    pub action: Action,
    /// Every reason that asks for more than showing it.
    pub reasons: Reasons,
    /// The shield that turned it away.
    pub shield: Option<u32>,
}

impl Decision {
    fn add(&mut self, reason: Reason, action: Action) {
        if action > Action::Show {
            self.reasons.0 |= 1 << reason as u32;
            self.action = self.action.max(action);
        }
    }
}

/// What the engine said about a text, as far as the guard needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How strongly the text should be questioned.
    pub level: Level,
    /// The probability, in thousandths, that a fair reader calls it abusive.
    pub score: u16,
    /// What the person's own words ask for; never more than [`Action::Hold`].
    pub words: Action,
}

impl Summary {
    /// Whether a fair reader would rather call it abusive than not.
    pub const fn is_abusive(&self) -> bool {
        self.score >= 500
    }
}

/// Who wrote.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sender<'m> {
    /// The sender's id.
    pub id: &'m str,
    /// The sender's name, where the host knows it.
    pub name: &'m str,
    /// What the sender is to the person.
    pub relation: Relation,
    /// When the account was made, in milliseconds since the epoch.
    pub account_created_at: Option<i64>,
    /// Since when the sender follows the person, in milliseconds since the epoch.
    pub followed_at: Option<i64>,
    /// The person answered this sender once.
    pub accepted_before: bool,
    /// The person blocked this sender.
    pub blocked: bool,
}

/// A message as the guard sees it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Message<'m> {
    /// The message's id.
    pub id: &'m str,
    /// Who wrote it.
    pub sender: Sender<'m>,
    /// Where it is shown.
    pub surface: Surface,
    /// When the platform took it, in milliseconds since the epoch.
    pub received_at: i64,
    /// The text; folded to find near-duplicates, and not kept.
    pub text: &'m str,
    /// The post it stands under.
    pub post: Option<&'m str>,
    /// How many links it holds.
    pub links: u32,
    /// How many pictures, films and sounds it holds.
    pub media: u32,
    /// How many people it mentions.
    pub mentions: u32,
    /// What the engine said about the text.
    pub verdict: Summary,
    /// What the engine said about the sender's name.
    pub name_level: Level,
}

/// What the guard knows beside the message and the policy.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// The person answered this sender.
    pub(super) accepted: bool,
    /// The sender has used up the quota of this channel.
    pub(super) spent: bool,
    /// The sender goes by somebody else's name.
    pub(super) impersonates: bool,
    /// The shield that closes this channel to the sender.
    pub(super) shield: Option<u32>,
    /// When the message counts as received, in milliseconds since the epoch.
    pub(super) at: i64,
    /// Minutes east of UTC.
    pub(super) offset: i32,
}

/// Decides. The person's own messages are always shown.
pub(super) fn decide(message: &Message<'_>, standing: &Standing, policy: &Policy) -> Decision {
    let mut decision = Decision::default();
    let sender = &message.sender;
    if sender.relation == Relation::Self_ {
        return decision;
    }
    if sender.blocked {
        decision.add(Reason::Blocked, Action::Refuse);
    }
    if let Some(shield) = standing.shield {
        decision.add(Reason::Shield, policy.excess);
        decision.shield = Some(shield);
    }
    if let Some(channel) = Channel::of(message.surface) {
        gate(message, standing, policy, channel, &mut decision);
    }
    let known = is_known(sender.relation, standing.accepted);
    if !known {
        if standing.impersonates {
            decision.add(Reason::Impersonation, policy.impersonation);
        }
        if message.name_level >= Level::Warn {
            decision.add(Reason::NameAbuse, policy.names);
        }
    }
    let by_level = if known { &policy.known } else { &policy.strangers };
    let level = message.verdict.level;
    let reason = match level {
        Level::Severe => Reason::AbuseSevere,
        Level::Warn => Reason::AbuseWarn,
        Level::Hint | Level::None => Reason::AbuseHint,
    };
    decision.add(reason, by_level.of(level));
    match message.verdict.words {
        Action::Show => {}
        Action::Fold => decision.add(Reason::WordFold, Action::Fold),
        Action::Hold | Action::Refuse => decision.add(Reason::WordHold, Action::Hold),
    }
    decision
}

/// Whom the person follows or has answered.
pub(super) const fn is_known(relation: Relation, accepted: bool) -> bool {
    accepted || !matches!(relation, Relation::Stranger | Relation::Follower)
}

/// Who may write here, how often, when and what.
fn gate(message: &Message<'_>, standing: &Standing, policy: &Policy, channel: Channel, decision: &mut Decision) {
    use super::policy::Who;
    let sender = &message.sender;
    let who = policy.who(channel);
    // An answer opens every door but one that is shut to all.
    if !who.admits(sender.relation) && (!standing.accepted || who == Who::Nobody) {
        decision.add(Reason::Closed, policy.excess);
    }
    if is_known(sender.relation, standing.accepted) {
        return;
    }
    let days = |n: u32| i64::from(n) * DAY;
    if who == Who::Followers && sender.relation == Relation::Follower && policy.follower_days > 0 {
        let since = sender.followed_at.map_or(0, |followed| standing.at - followed);
        if since < days(policy.follower_days) {
            decision.add(Reason::FollowerTooNew, policy.excess);
        }
    }
    let age = sender.account_created_at.map(|created| standing.at - created);
    if age.is_some_and(|age| age < days(policy.min_account_days)) {
        decision.add(Reason::AccountTooNew, policy.excess);
    }
    if standing.spent {
        decision.add(Reason::Quota, policy.excess);
    }
    let minute = (local(standing.at, standing.offset).rem_euclid(DAY) / MINUTE) as u32;
    if policy.quiet_hours.is_some_and(|quiet| quiet.channels.has(channel) && quiet.hold(minute)) {
        decision.add(Reason::QuietHours, policy.excess);
    }
    if policy.text_only.has(channel) {
        if message.links > 0 {
            decision.add(Reason::Links, Action::Hold);
        }
        if message.media > 0 {
            decision.add(Reason::Media, Action::Hold);
        }
    }
}
