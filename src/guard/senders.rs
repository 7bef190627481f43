//! What is counted of each sender who was not answered: messages let through, and attempts.
//!
//! Bounded whatever arrives: at most [`MOST`] senders and [`MOST_STAMPS`] stamps; who has been silent longest is forgotten
//! first, and starts anew.

use super::clock::DAY;
use super::key::Key;
use super::policy::{Channel, Quota};

/// The most senders that are remembered.
pub const MOST: usize = 1024;
/// The most messages let through that are remembered, of all senders together.
pub const MOST_STAMPS: usize = 4096;
/// Attempts in twenty-four hours from which on a sender is called persistent.
pub const PERSISTENT: u32 = 5;

/// What is known of one sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sender {
    pub(super) key: Key,
    /// The person answered.
    pub(super) accepted: bool,
    /// When they last wrote.
    pub(super) seen: i64,
    /// Messages of theirs that reached the person, on a channel, at a time.
    pub(super) through: Vec<(Channel, i64)>,
    /// Since when attempts are counted.
    pub(super) counted_since: i64,
    pub(super) attempts: u32,
}

/// The senders, in the order in which they last wrote: the latest is the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Senders {
    pub(super) all: Vec<Sender>,
}

impl Senders {
    pub(super) fn is_accepted(&self, key: Key) -> bool {
        self.all.iter().any(|s| s.key == key && s.accepted)
    }

    /// Marks a sender as answered. Whether that is news.
    pub(super) fn accept(&mut self, key: Key, at: i64) -> bool {
        let sender = self.touch(key, at);
        let news = !sender.accepted;
        sender.accepted = true;
        sender.through.clear();
        news
    }

    /// Whether the sender has no message left. A message that reached the person counts while less than the window lies
    /// between it and this one, on either side: exactly a window later there is room again.
    pub(super) fn is_spent(&self, key: Key, channel: Channel, at: i64, quota: &Quota) -> bool {
        let sent = self.all.iter().find(|s| s.key == key).map_or(0, |sender| {
            let near = |(c, t): &&(Channel, i64)| *c == channel && (at - t).abs() < quota.window_ms;
            sender.through.iter().filter(near).count()
        });
        sent >= quota.messages as usize
    }

    /// Counts a message that reached the person.
    pub(super) fn let_through(&mut self, key: Key, channel: Channel, at: i64, quota: &Quota) {
        let sender = self.touch(key, at);
        sender.through.retain(|(_, t)| (at - t).abs() < quota.window_ms);
        sender.through.push((channel, at));
        self.shrink();
    }

    /// Counts an attempt. The number of attempts, once it is [`PERSISTENT`].
    pub(super) fn attempt(&mut self, key: Key, at: i64) -> Option<u32> {
        let sender = self.touch(key, at);
        if (at - sender.counted_since).abs() >= DAY {
            sender.counted_since = at;
            sender.attempts = 0;
        }
        sender.attempts = sender.attempts.saturating_add(1);
        (sender.attempts == PERSISTENT).then_some(PERSISTENT)
    }

    /// The sender, as the latest of all.
    #[inline(never)]
    fn touch(&mut self, key: Key, at: i64) -> &mut Sender {
        let sender = match self.all.iter().position(|s| s.key == key) {
            Some(i) => self.all.remove(i),
            None => Sender { key, accepted: false, seen: at, through: Vec::new(), counted_since: at, attempts: 0 },
        };
        self.all.push(sender);
        self.shrink();
        let last = self.all.len() - 1;
        self.all[last].seen = at;
        &mut self.all[last]
    }

    /// Forgets the longest silent senders beyond the bounds; never the latest.
    #[inline(never)]
    fn shrink(&mut self) {
        let mut stamps: usize = self.all.iter().map(|s| s.through.len()).sum();
        let mut gone = 0;
        while self.all.len() - gone > 1 && (self.all.len() - gone > MOST || stamps > MOST_STAMPS) {
            stamps -= self.all[gone].through.len();
            gone += 1;
        }
        self.all.drain(..gone);
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::key;
    use super::super::policy::Channels;
    use super::*;

    const QUOTA: Quota = Quota { messages: 2, window_ms: 1_000, channels: Channels(15) };

    #[test]
    fn the_window_ends_to_the_millisecond() {
        let (mut senders, ann) = (Senders::default(), key("ann"));
        let spent = |s: &Senders, at| s.is_spent(ann, Channel::Messages, at, &QUOTA);
        assert!(!spent(&senders, 0));
        senders.let_through(ann, Channel::Messages, 0, &QUOTA);
        assert!(!spent(&senders, 0), "the second of two");
        senders.let_through(ann, Channel::Messages, 400, &QUOTA);
        assert!(spent(&senders, 400) && spent(&senders, 999));
        assert!(!spent(&senders, 1_000), "the first is a whole window ago");
        senders.let_through(ann, Channel::Messages, 1_000, &QUOTA);
        assert!(spent(&senders, 1_399));
        assert!(!spent(&senders, 1_400));
        assert!(!senders.is_spent(ann, Channel::Mentions, 1_000, &QUOTA), "channels count apart");
    }

    #[test]
    fn late_messages_count_too() {
        let (mut senders, ann) = (Senders::default(), key("ann"));
        senders.let_through(ann, Channel::Messages, 5_000, &QUOTA);
        senders.let_through(ann, Channel::Messages, 4_500, &QUOTA);
        assert!(senders.is_spent(ann, Channel::Messages, 4_700, &QUOTA));
    }

    #[test]
    fn memory_is_bounded() {
        let mut senders = Senders::default();
        let quota = Quota { messages: 20, window_ms: DAY, channels: Channels(15) };
        for i in 0..2_000 {
            let who = key(&format!("s{i}"));
            for at in 0..20 {
                senders.let_through(who, Channel::Messages, at, &quota);
            }
        }
        assert!(senders.all.len() <= MOST);
        assert!(senders.all.iter().map(|s| s.through.len()).sum::<usize>() <= MOST_STAMPS);
        assert!(senders.is_spent(key("s1999"), Channel::Messages, 19, &quota), "the latest is remembered");
        assert!(!senders.is_spent(key("s0"), Channel::Messages, 19, &quota), "the first is forgotten");
    }

    #[test]
    fn persistence_is_told_once_a_day() {
        let (mut senders, ann) = (Senders::default(), key("ann"));
        let told: Vec<i64> = (0..40).map(|i| i * DAY / 20).filter(|at| senders.attempt(ann, *at).is_some()).collect();
        assert_eq!(told, [4 * DAY / 20, 24 * DAY / 20]);
    }
}
