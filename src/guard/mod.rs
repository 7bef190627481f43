//! The inbox's guard: policy, quotas, shield and early warning, as one state machine.
//!
//! ```
//! use liangyan::guard::{Action, Event, Guard, Message, Now, Policy, Sender};
//!
//! let now = Now { wall: 1_795_000_000_000, mono: 0, offset: 480 };
//! let mut guard = Guard::new(now, Policy::default()).unwrap();
//! let sender = Sender { id: "u7", ..Sender::default() };
//! let message = Message { id: "m1", sender, received_at: now.wall, ..Message::default() };
//! let outcome = guard.apply(now, Event::Message(message)).unwrap();
//! assert_eq!(outcome.decision.unwrap().action, Action::Show);
//! ```
//!
//! `(state, event, now) -> (state, effects)`: no clock, no randomness, no storage. State is policy, counters and timers; a
//! message's text is read and forgotten, ids are kept as hashes. [`Guard::snapshot`] writes it all down, with a version and a
//! checksum, and [`Guard::restore`] reads it.
//!
//! **Crashes.** Effects that the host must perform wait in the state until it says [`Event::Done`]; after a restart they are
//! in [`Guard::pending`]. All are absolute, so performing one twice does no harm.
//!
//! **Several pages.** Every event that changes something raises [`Guard::revision`]. A page takes the stored snapshot
//! ([`Guard::adopt`]) before it applies an event and stores its own after; one that finds another revision stored than it
//! started from starts over. So the last writer has seen what the one before wrote.
//!
//! **Clocks.** See [`clock`].

mod bytes;
pub mod clock;
mod counts;
mod decide;
mod effect;
mod key;
mod names;
mod policy;
mod recent;
mod senders;
mod shield;
mod snapshot;
pub mod surge;

pub use crate::error::Error;
pub use clock::Now;
pub use counts::{DayCount, civil};
pub use decide::{Decision, Message, Reason, Reasons, Sender, Summary};
pub use effect::{Deed, Effect, EndedBy};
pub use names::Names;
pub use policy::{Action, ByLevel, Channel, Channels, Duration, OnSurge, Policy, PolicyPreset, QuietHours, Quota, Who};
pub use senders::PERSISTENT;
pub use shield::{Audience, Closed, MAX_SETTING, Order, Shield};
pub use snapshot::{SNAPSHOT_VERSION, revision};
pub use surge::{Alarm, Because, Code, Hour, suggested};

use crate::context::Relation;
use clock::{Clock, HOUR, Passed};
use counts::Counts;
use decide::Standing;
use effect::Outbox;
use key::key;
use recent::Recent;
use senders::Senders;
use surge::Surge;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event<'e> {
    /// A message came.
    Message(Message<'e>),
    /// The person wrote to this sender.
    Answered(&'e str),
    /// The person set another policy.
    Policy(Policy),
    /// A guardian locks the policy. The guard knows no code: the host checks it before [`Event::Unlock`].
    Lock,
    /// A guardian unlocks it.
    Unlock,
    /// The key was pressed.
    ShieldOn(Order),
    /// The person switched the shield off.
    ShieldOff,
    /// It is to last at least so long from now: its own time, if none is given.
    ShieldExtend(Option<Duration>),
    /// The answer to [`Deed::ShieldAsk`]: whether its time is over.
    ShieldAnswer(bool),
    /// The person changed a channel's setting by hand, to this.
    ChannelChanged(Channel, &'e str),
    /// What the host says a channel's setting is.
    ChannelSeen(Channel, &'e str),
    /// An effect was performed; for [`Deed::Close`], the setting the host has now.
    Done(u32, Option<&'e str>),
    /// The person has seen the alarm.
    SurgeSeen,
    /// Nothing happened but time.
    Tick,
}

/// When a snapshot must be stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Persist {
    /// Nothing changed.
    #[default]
    None,
    /// Within a second or so: counters and timers only.
    Soon,
    /// Before any effect is performed.
    Now,
}

impl Persist {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Soon => "soon",
            Self::Now => "now",
        }
    }
}

/// What came of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// For [`Event::Message`], what becomes of it.
    pub decision: Option<Decision>,
    /// What there is to do because of it, in order.
    pub effects: Vec<Effect>,
    /// The revision of the state now.
    pub revision: u64,
    /// When the snapshot must be stored.
    pub persist: Persist,
    /// When to send the next [`Event::Tick`], on the person's clock.
    pub wake_at: Option<i64>,
}

/// The state machine.
#[derive(Debug)]
pub struct Guard {
    state: State,
    names: Names,
    /// Checksums of the snapshots this page wrote or took, the latest last.
    own: Vec<u32>,
}

/// How many of them are remembered: more than a page writes before it looks at the store again.
const OWN: usize = 32;

/// What a snapshot holds, and this page's reading of its clocks.
#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    revision: u64,
    clock: Clock,
    policy: Policy,
    locked: bool,
    senders: Senders,
    recent: Recent,
    counts: Counts,
    shield: Option<Shield>,
    shields: u32,
    surge: Surge,
    outbox: Outbox,
}

impl Guard {
    /// A guard that has seen nothing.
    ///
    /// # Errors
    /// [`Error::GuardBadPolicy`]; [`Error::GuardBadEvent`] for a time no clock shows.
    pub fn new(now: Now, policy: Policy) -> Result<Self, Error> {
        policy.check()?;
        sound(now)?;
        let mut state = State { policy, ..State::default() };
        state.clock.advance(now);
        state.surge.pass(Passed::default(), now, &mut state.outbox);
        Ok(Self { state, names: Names::default(), own: Vec::new() })
    }

    /// Reads a snapshot. Send [`Event::Tick`] next, and perform what is [`pending`](Self::pending).
    ///
    /// # Errors
    /// [`Error::GuardSnapshotNotRecognised`], [`Error::GuardSnapshotVersion`], [`Error::GuardSnapshotDamaged`].
    pub fn restore(bytes: &[u8]) -> Result<Self, Error> {
        let own = vec![snapshot::checksum(bytes)?];
        Ok(Self { state: snapshot::read(bytes)?, names: Names::default(), own })
    }

    /// Takes the state that is stored, unless this page wrote or took it before: what it has is then that, or later. Names
    /// and this page's clock stay. Whether it did.
    ///
    /// # Errors
    /// As [`restore`](Self::restore).
    pub fn adopt(&mut self, bytes: &[u8]) -> Result<bool, Error> {
        let checksum = snapshot::checksum(bytes)?;
        if self.own.contains(&checksum) {
            return Ok(false);
        }
        let page = self.state.clock.page;
        self.state = snapshot::read(bytes)?;
        self.state.clock.page = page;
        // What this page wrote before is not what is stored any more.
        self.own = vec![checksum];
        Ok(true)
    }

    /// Writes the state down: at most some 60 KB whatever arrived, most of the time a tenth of that.
    pub fn snapshot(&mut self) -> Vec<u8> {
        let bytes = snapshot::write(&self.state);
        if let Ok(checksum) = snapshot::checksum(&bytes) {
            self.own.push(checksum);
            if self.own.len() > OWN {
                self.own.remove(0);
            }
        }
        bytes
    }

    /// Takes the names to protect from impersonation.
    pub fn set_names(&mut self, names: Names) {
        self.names = names;
    }

    /// Applies an event. On an error nothing has changed.
    ///
    /// # Errors
    /// [`Error::GuardBadEvent`], [`Error::GuardBadPolicy`]; [`Error::GuardLocked`] for a policy while it is locked.
    pub fn apply(&mut self, now: Now, event: Event<'_>) -> Result<Outcome, Error> {
        sound(now)?;
        self.state.accepts(&event)?;
        let passed = self.state.clock.advance(now);
        let mut persist = self.state.pass(passed, now);
        let mut decision = None;
        match event {
            Event::Message(message) => {
                let impersonates = !message.sender.name.is_empty()
                    && self.names.impersonates(key(message.sender.id), message.sender.name);
                let (decided, how) = self.state.receive(&message, impersonates, now);
                decision = Some(decided);
                persist = persist.max(how);
            }
            other => persist = persist.max(self.state.handle(other, now)),
        }
        if persist > Persist::None {
            self.state.revision += 1;
        }
        let effects = std::mem::take(&mut self.state.outbox.fresh);
        if !effects.is_empty() {
            persist = Persist::Now;
        }
        let wake_at = self.state.shield.as_ref().map(|s| s.wakes_at(now));
        Ok(Outcome { decision, effects, revision: self.state.revision, persist, wake_at })
    }

    /// Effects that were not acknowledged with [`Event::Done`], oldest first.
    pub fn pending(&self) -> &[Effect] {
        &self.state.outbox.waiting
    }

    /// Grows by one with every event that changed something.
    pub const fn revision(&self) -> u64 {
        self.state.revision
    }

    /// What the person allows.
    pub const fn policy(&self) -> &Policy {
        &self.state.policy
    }

    /// Whether the policy is locked.
    pub const fn is_locked(&self) -> bool {
        self.state.locked
    }

    /// The shield, if it is on.
    pub const fn shield(&self) -> Option<&Shield> {
        self.state.shield.as_ref()
    }

    /// The alarm, if there is one.
    pub const fn alarm(&self) -> Option<Alarm> {
        self.state.surge.alarm
    }

    /// Why there is an alarm; empty if there is none.
    pub fn explanation(&self) -> Vec<Because> {
        self.state.surge.explanation()
    }

    /// New strangers in an ordinary hour at this time of the day.
    pub fn usual_per_hour(&self, now: Now) -> f64 {
        self.state.surge.usual(now.offset)
    }

    /// The last hours, oldest first, at most [`surge::HOURS`]; hours without messages are there too.
    pub fn chart(&self, now: Now, hours: usize) -> Vec<Hour> {
        self.state.surge.chart(now, hours)
    }

    /// Counts of the last days with messages, oldest first.
    pub fn counts(&self) -> &[DayCount] {
        &self.state.counts.days
    }
}

fn sound(now: Now) -> Result<(), Error> {
    if now.is_sound() { Ok(()) } else { Err(Error::GuardBadEvent { field: "now" }) }
}

impl State {
    /// Refuses what cannot be applied, before anything changes.
    fn accepts(&self, event: &Event<'_>) -> Result<(), Error> {
        let bad = |field| Err(Error::GuardBadEvent { field });
        let on_a_clock = |at: Option<i64>| at.is_none_or(|at| at.unsigned_abs() <= clock::MAX_WALL.unsigned_abs());
        let fits = |setting: &str| setting.encode_utf16().take(MAX_SETTING + 1).count() <= MAX_SETTING;
        match event {
            Event::Message(m) if m.id.is_empty() => bad("id"),
            Event::Message(m) if m.sender.id.is_empty() => bad("sender.id"),
            Event::Message(m) if !on_a_clock(Some(m.received_at)) => bad("receivedAt"),
            Event::Message(m) if !on_a_clock(m.sender.account_created_at) => bad("sender.accountCreatedAt"),
            Event::Message(m) if !on_a_clock(m.sender.followed_at) => bad("sender.followedAt"),
            Event::Policy(_) if self.locked => Err(Error::GuardLocked),
            Event::Policy(policy) => policy.check(),
            Event::ShieldOn(order) if !order.before.iter().all(|b| fits(b)) => bad("before"),
            Event::ChannelChanged(_, value) | Event::ChannelSeen(_, value) | Event::Done(_, Some(value))
                if !fits(value) =>
            {
                bad("value")
            }
            _ => Ok(()),
        }
    }

    /// Lets time pass.
    fn pass(&mut self, passed: Passed, now: Now) -> Persist {
        self.surge.pass(passed, now, &mut self.outbox);
        if let Some(shield) = &mut self.shield
            && shield.pass(passed, now, &mut self.outbox)
        {
            self.end_shield(EndedBy::Time, now);
        }
        if passed == Passed::default() { Persist::None } else { Persist::Soon }
    }

    #[inline(never)]
    fn end_shield(&mut self, by: EndedBy, now: Now) {
        if let Some(shield) = self.shield.take() {
            shield.end(by, now, &mut self.outbox);
        }
    }

    /// Decides what becomes of a message, and counts it.
    fn receive(&mut self, message: &Message<'_>, impersonates: bool, now: Now) -> (Decision, Persist) {
        let id = key(message.id);
        if let Some(again) = self.recent.of(id) {
            return (again, Persist::None);
        }
        let (sender, channel) = (key(message.sender.id), Channel::of(message.surface));
        let relation = message.sender.relation;
        let accepted = message.sender.accepted_before || self.senders.is_accepted(sender);
        let at = message.received_at.min(now.wall);
        let known = decide::is_known(relation, accepted);
        let quota = self.policy.quota;
        let limited = channel.filter(|c| !known && quota.channels.has(*c));
        let closing = |s: &&Shield| channel.is_some_and(|c| s.closes(c, relation));
        let standing = Standing {
            accepted,
            spent: limited.is_some_and(|c| self.senders.is_spent(sender, c, at, &quota)),
            impersonates,
            shield: self.shield.as_ref().filter(closing).map(|s| s.id),
            at,
            offset: now.offset,
        };
        let decision = decide::decide(message, &standing, &self.policy);
        self.recent.push(id, decision);
        if relation != Relation::Self_ {
            self.counts.add(now.day(), decision.action, message.verdict.is_abusive());
        }
        if let (Some(_), Some(shield)) = (decision.shield, &mut self.shield) {
            shield.held = shield.held.saturating_add(1);
        }
        if let Some(channel) = limited.filter(|_| decision.action < Action::Hold) {
            self.senders.let_through(sender, channel, at, &quota);
        }
        // What comes under a name comes by no channel, and says nothing about who writes.
        if !known && channel.is_some() {
            self.watch(message, at, now);
        }
        (decision, Persist::Soon)
    }

    /// Early warning: one who keeps writing, and many who begin.
    fn watch(&mut self, message: &Message<'_>, at: i64, now: Now) {
        if let Some(attempts) = self.senders.attempt(key(message.sender.id), at)
            && !message.sender.blocked
        {
            self.outbox.push(Deed::Persistent { sender: message.sender.id.to_owned(), attempts });
        }
        let on = self.policy.surge;
        let raised = self.surge.add(message, now, on, &mut self.outbox);
        if let Some(duration) = on.switch_on.filter(|_| raised && self.shield.is_none()) {
            self.outbox.push(Deed::NeedShield { duration });
        }
    }

    /// Everything but messages.
    fn handle(&mut self, event: Event<'_>, now: Now) -> Persist {
        let out = &mut self.outbox;
        match (event, &mut self.shield) {
            (Event::Answered(sender), _) => {
                if !self.senders.accept(key(sender), now.wall) {
                    return Persist::None;
                }
                out.push(Deed::Accepted { sender: sender.to_owned() });
            }
            (Event::Policy(policy), _) => {
                if policy == self.policy {
                    return Persist::None;
                }
                self.policy = policy;
            }
            (Event::Lock, _) => return self.set_locked(true),
            (Event::Unlock, _) => return self.set_locked(false),
            (Event::ShieldOn(order), Some(shield)) => shield.renew(order, now, out),
            (Event::ShieldOn(order), None) => {
                self.shields += 1;
                self.shield = Some(Shield::start(self.shields, order, now, out));
            }
            (Event::ShieldOff, Some(_)) => self.end_shield(EndedBy::Person, now),
            (Event::ShieldExtend(duration), Some(shield)) => shield.extend(duration, out),
            (Event::ShieldAnswer(true), Some(_)) => self.end_shield(EndedBy::Answer, now),
            (Event::ShieldAnswer(false), Some(shield)) => shield.stay(out),
            (Event::ChannelChanged(channel, value), Some(shield)) => {
                if !shield.changed(channel, value, out) {
                    return Persist::None;
                }
            }
            (Event::ChannelChanged(channel, _), None) => {
                if out.of_channel(channel).is_none() {
                    return Persist::None;
                }
                // The shield is over and this setting is not given back yet: the person's own comes later and stays.
                out.drop_channel(channel);
            }
            (Event::ChannelSeen(channel, value), shield) => {
                let on = shield.as_mut().is_some_and(|shield| shield.seen(channel, value, out));
                if !(on || out.seen(channel, value)) {
                    return Persist::None;
                }
            }
            (Event::Done(id, value), shield) => {
                let Some(effect) = out.done(id) else { return Persist::None };
                if let (Deed::Close { channel, .. }, Some(shield)) = (effect.deed, shield) {
                    shield.channels[channel as usize].applied = value.map(str::to_owned);
                }
            }
            (Event::SurgeSeen, _) => match &mut self.surge.alarm {
                Some(alarm) if !alarm.seen => alarm.seen = true,
                _ => return Persist::None,
            },
            _ => return Persist::None,
        }
        Persist::Now
    }

    fn set_locked(&mut self, locked: bool) -> Persist {
        let news = self.locked != locked;
        self.locked = locked;
        if news { Persist::Now } else { Persist::None }
    }
}

/// Milliseconds in an hour, for those who read [`Hour::hour`].
pub const HOUR_MS: i64 = HOUR;
