//! Early warning: tells when many more new people write than usual, and what it looks like.
//!
//! The signal is the arrival of *distinct new strangers* ([`strangers`]), not of messages: counting messages gives false
//! alarms daily. It is compared with a learnt baseline ([`baseline`]) by a cumulative sum in event time ([`cusum`]); what
//! stands out meanwhile ([`episode`]) explains the alarm.
//!
//! Simulated with Poisson arrivals and a known baseline (`cargo test -p liangyan --test guard_surge -- --nocapture` prints
//! this; 600 runs for false alarms, 4,000 for delays):
//!
//! | baseline | false alarm, runs of at most 400 days | days a false alarm | found at 60/h | at 360/h |
//! |---|---|---|---|---|
//! | 0.2/h | 399 days | 239,627 | 7.0 min | 1.2 min |
//! | 1/h | 385 days | 4,534 | 7.0 min | 1.2 min |
//! | 5/h | 279 days | 521 | 10.0 min | 1.5 min |
//! | 20/h | 161 days | 185 | 24.0 min | 1.9 min |
//!
//! With a baseline that has to be learnt, six lives of forty days each: at 0.2 and at 2 an hour no false alarm, a raid of
//! 60 an hour found within 9 and 19 minutes; at 20 an hour 8 false alarms, six of them on the first day, when nothing is
//! known yet, and the raid, which is then three times the usual, within 54 minutes.
//!
//! Event time is the time at which the platform took a message, so a backlog that arrives at once is no surge. A message
//! older than [`LATE`] is counted in the chart and not in the sum. Memory is bounded whatever arrives: two filters of two
//! KiB, forty-eight hours, thirty-two hashes of texts, eight posts.

mod baseline;
pub mod cusum;
mod episode;
mod simhash;
mod strangers;

pub(super) use baseline::{Baseline, Mean};
pub(super) use episode::{Episode, POSTS, Post, TEXTS};
pub(super) use strangers::{Strangers, WORDS};

use super::clock::{DAY, HOUR, MINUTE, Now, Passed, local};
use super::decide::Message;
use super::effect::{Deed, Outbox};
use super::key::key;
use super::policy::{Duration, OnSurge};
use cusum::{Cusum, tuning};

/// Messages older than the newest by more than this, in milliseconds, do not count as arriving now.
pub const LATE: i64 = 10 * MINUTE;
/// How many hours are kept for the chart.
pub const HOURS: usize = 48;
/// An alarm ends when the rate has been low for so many hours.
const QUIET_HOURS: i64 = 6;
/// What lasts longer than this, in milliseconds, is no surge but the new normal: the alarm ends, and the last hours are the
/// new baseline …
const LONGEST_ALARM: i64 = 7 * DAY;
/// … sooner where so few hours have taught so far that nothing is known of the person's normal.
const LONGEST_UNSURE: i64 = DAY;
const UNSURE_HOURS: u16 = 7 * 24;
/// An hour that was looked at for less than this, in milliseconds, teaches nothing.
const LOOKED_AT: i64 = 30 * MINUTE;

/// A reason for an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Code {
    /// `value` new strangers in `of` minutes.
    NewStrangers,
    /// Usually it is `value` an hour.
    Usual,
    /// `value` of `of` messages are abusive.
    Abusive,
    /// `value` of `of` messages come from accounts younger than thirty days.
    YoungAccounts,
    /// `value` of `of` messages are copies of each other, or nearly.
    NearDuplicates,
    /// `value` of `of` messages are about one post.
    OnePost,
    /// `value` of `of` messages mention people.
    Mentions,
}

impl Code {
    pub(super) const ALL: [Self; 7] = [
        Self::NewStrangers,
        Self::Usual,
        Self::Abusive,
        Self::YoungAccounts,
        Self::NearDuplicates,
        Self::OnePost,
        Self::Mentions,
    ];

    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewStrangers => "new_strangers",
            Self::Usual => "usual",
            Self::Abusive => "abusive",
            Self::YoungAccounts => "young_accounts",
            Self::NearDuplicates => "near_duplicates",
            Self::OnePost => "one_post",
            Self::Mentions => "mentions",
        }
    }
}

/// One line of an explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct Because {
    /// What it is about.
    pub code: Code,
    /// How many.
    pub value: f64,
    /// Of how many, or in how many minutes.
    pub of: u32,
    /// The post, where it is about one.
    pub id: Option<String>,
}

/// One hour of the chart.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hour {
    /// Hours since the epoch.
    pub hour: i64,
    /// Distinct new strangers.
    pub strangers: u32,
    /// Messages of strangers and followers who were not answered.
    pub messages: u32,
    /// Of those, abusive ones.
    pub abusive: u32,
    /// The baseline at that hour, in new strangers.
    pub usual: f64,
}

/// An alarm that is on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alarm {
    /// Its number.
    pub id: u32,
    /// Event time of its beginning.
    pub since: i64,
    /// The baseline when it began.
    pub usual: f64,
    /// It was called abusive.
    pub abusive: bool,
    /// The person has seen it and wants no more of it.
    pub seen: bool,
}

/// The detector.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Surge {
    /// Event time: never runs backwards but when the host's clock was far ahead before.
    pub(super) time: i64,
    /// Milliseconds of the current hour in which a page looked.
    pub(super) looked: i64,
    pub(super) cusum: Cusum,
    pub(super) baseline: Baseline,
    pub(super) strangers: Strangers,
    pub(super) episode: Episode,
    /// Ascending, at most [`HOURS`].
    pub(super) hours: Vec<Hour>,
    pub(super) alarm: Option<Alarm>,
    pub(super) alarms: u32,
}

impl Surge {
    /// Lets time pass without a message.
    pub(super) fn pass(&mut self, passed: Passed, now: Now, out: &mut Outbox) {
        if self.time == 0 || now.wall + LATE < self.time {
            // Nothing was known yet, or the clock was far ahead and is right now.
            self.time = now.wall;
            self.hours.retain(|h| h.hour <= now.wall.div_euclid(HOUR));
            self.looked = 0;
        }
        let to = (self.time + passed.sure).min(now.wall.max(self.time));
        self.go_to(to, passed.watched, now.offset);
        self.settle(now, out);
    }

    /// Takes in a message of somebody who was not answered. Whether it raised an alarm.
    pub(super) fn add(&mut self, message: &Message<'_>, now: Now, on: OnSurge, out: &mut Outbox) -> bool {
        let at = message.received_at.min(now.wall);
        let late = at < self.time - LATE;
        if !late {
            self.go_to(at.max(self.time), 0, now.offset);
        }
        let new = self.strangers.meet(key(message.sender.id), self.time.max(at));
        let hour = self.hour_of(if late { at } else { self.time }, now.offset);
        if let Some(hour) = hour {
            hour.messages = hour.messages.saturating_add(1);
            hour.strangers = hour.strangers.saturating_add(u32::from(new));
            hour.abusive = hour.abusive.saturating_add(u32::from(message.verdict.is_abusive()));
        }
        if late {
            return false;
        }
        let usual = self.usual(now.offset);
        let risen = new && self.cusum.add(tuning(usual));
        self.episode.add(message, self.time, new);
        if risen && self.alarm.is_none() {
            self.alarms += 1;
            let abusive = self.episode.is_abusive();
            self.alarm = Some(Alarm { id: self.alarms, since: self.episode.since, usual, abusive, seen: false });
            self.tell(on, out);
            return true;
        }
        if self.alarm.is_some_and(|alarm| !alarm.abusive) && self.episode.is_abusive() {
            if let Some(alarm) = &mut self.alarm {
                alarm.abusive = true;
                alarm.seen = false;
            }
            self.tell(on, out);
        }
        false
    }

    /// The baseline of this hour, in new strangers an hour; that of its beginning during an alarm.
    #[inline(never)]
    pub(super) fn usual(&self, offset: i32) -> f64 {
        self.alarm.map_or_else(|| self.baseline.at(hour_of_day(self.time, offset)), |alarm| alarm.usual)
    }

    /// Why there is an alarm.
    pub(super) fn explanation(&self) -> Vec<Because> {
        self.alarm.map_or_else(Vec::new, |alarm| self.episode.explain(self.time, alarm.usual))
    }

    /// The last hours, oldest first.
    pub(super) fn chart(&self, now: Now, hours: usize) -> Vec<Hour> {
        let newest = self.time.div_euclid(HOUR);
        (newest + 1 - hours.clamp(1, HOURS) as i64..=newest)
            .map(|hour| {
                let usual = self.baseline.at(hour_of_day(hour * HOUR, now.offset));
                self.hours.iter().find(|h| h.hour == hour).copied().unwrap_or(Hour { hour, usual, ..Hour::default() })
            })
            .collect()
    }

    #[inline(never)]
    fn tell(&self, on: OnSurge, out: &mut Outbox) {
        if let Some(alarm) = self.alarm {
            out.push(Deed::Surge {
                alarm: alarm.id,
                abusive: alarm.abusive,
                since: alarm.since,
                explanation: self.explanation(),
                suggest: on.suggest,
            });
        }
    }

    /// Moves event time forward, hour by hour. A page looked for the last `watched` milliseconds of it.
    #[inline(never)]
    fn go_to(&mut self, to: i64, watched: i64, offset: i32) {
        while self.time < to {
            let hour = self.time.div_euclid(HOUR);
            let next = ((hour + 1) * HOUR).min(to);
            self.drain(next - self.time, offset);
            self.looked += (next - self.time.max(to - watched)).max(0);
            self.time = next;
            if next.div_euclid(HOUR) != hour {
                self.learn(hour, offset);
                // A long silence holds nothing to learn, hour after hour.
                if to - next > 2 * DAY {
                    self.drain(to - next, offset);
                    self.time = to;
                }
            }
        }
    }

    fn drain(&mut self, ms: i64, offset: i32) {
        if self.alarm.is_some() {
            return;
        }
        let usual = self.usual(offset);
        self.cusum.drain(ms as f64 / HOUR as f64, tuning(usual));
        if self.cusum.sum <= 0.0 && self.episode.messages > 0 {
            self.episode = Episode::default();
        }
    }

    /// An hour is over. It teaches only what a page saw of it.
    fn learn(&mut self, hour: i64, offset: i32) {
        let looked = std::mem::take(&mut self.looked).min(HOUR);
        if looked < LOOKED_AT || self.alarm.is_some() {
            return;
        }
        let count = self.hours.iter().find(|h| h.hour == hour).map_or(0, |h| h.strangers);
        self.baseline.learn(hour_of_day(hour * HOUR, offset), f64::from(count) * HOUR as f64 / looked as f64);
    }

    /// The chart's entry of an event time; nothing if that is too long ago.
    #[inline(never)]
    fn hour_of(&mut self, at: i64, offset: i32) -> Option<&mut Hour> {
        let hour = at.div_euclid(HOUR);
        let newest = self.time.div_euclid(HOUR).max(hour);
        if hour <= newest - HOURS as i64 {
            return None;
        }
        self.hours.retain(|h| h.hour > newest - HOURS as i64 && h.hour <= newest);
        let place = self.hours.partition_point(|h| h.hour < hour);
        if self.hours.get(place).is_none_or(|h| h.hour != hour) {
            let usual = self.baseline.at(hour_of_day(hour * HOUR, offset));
            self.hours.insert(place, Hour { hour, usual, ..Hour::default() });
        }
        self.hours.get_mut(place)
    }

    /// Learns a baseline from the last hours alone.
    fn begin_anew(&mut self, hour: i64, offset: i32) {
        self.baseline = Baseline::default();
        for past in hour - HOURS as i64 / 2..hour {
            let count = self.hours.iter().find(|h| h.hour == past).map_or(0, |h| h.strangers);
            self.baseline.learn(hour_of_day(past * HOUR, offset), f64::from(count));
        }
    }

    /// Ends an alarm whose rate has been under twice the baseline for six hours.
    fn settle(&mut self, now: Now, out: &mut Outbox) {
        let Some(alarm) = self.alarm else { return };
        let hour = self.time.div_euclid(HOUR);
        let lately = self.hours.iter().filter(|h| h.hour >= hour - QUIET_HOURS).map(|h| f64::from(h.strangers));
        let low = lately.sum::<f64>() < 2.0 * alarm.usual * QUIET_HOURS as f64;
        let lasted = self.time - alarm.since;
        let unsure = self.baseline.whole.seen < UNSURE_HOURS;
        let normal = lasted >= if unsure { LONGEST_UNSURE } else { LONGEST_ALARM };
        if normal {
            self.begin_anew(hour, now.offset);
        }
        if normal || (lasted >= QUIET_HOURS * HOUR && low) {
            self.alarm = None;
            self.cusum = Cusum::default();
            self.episode = Episode::default();
            out.push(Deed::SurgeEnded { alarm: alarm.id, from: alarm.since, to: now.wall });
        }
    }
}

/// The hour of the person's day, 0 to 23.
pub(super) const fn hour_of_day(at: i64, offset: i32) -> usize {
    (local(at, offset).rem_euclid(DAY) / HOUR) as usize
}

/// How long a shield to suggest: a day for a crowd, a week for an attack.
pub const fn suggested(abusive: bool) -> Duration {
    if abusive { Duration::Week } else { Duration::Day }
}
