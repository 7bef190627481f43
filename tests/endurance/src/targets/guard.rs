//! The guard: whatever happens and in whatever order, an error changes nothing, a decision has its reasons, and what a
//! snapshot holds is what was there; and bytes that claim to be a snapshot give a guard or a typed error.

use std::borrow::Cow;

use liangyan::context::{Relation, Surface};
use liangyan::guard::{
    Action, Audience, ByLevel, Channel, Channels, Duration, Error, Event, Guard, Message, Names, Now, OnSurge, Order,
    Outcome, Policy, PolicyPreset, QuietHours, Quota, Reason, Sender, Summary, Who, revision,
};
use liangyan::verdict::Level;

use crate::checksum::mended;
use crate::cursor::Cursor;
use crate::dice::Dice;

/// The beginning of a snapshot, and ids.
pub const WORDS: &[&str] = &["LYGD", "ann", "bob", "open", "\u{3}ann", "\u{4}open"];

const START: i64 = 1_795_000_000_000;
const LEVELS: [Level; 4] = [Level::None, Level::Hint, Level::Warn, Level::Severe];
/// So many events of an input are applied: more would only make it slow.
const MOST: usize = 400;
/// What a snapshot may weigh whatever arrives, bytes: the documented 60 KB, and room for what hosts hand over (four
/// settings before and after, restored and replaced, of 4,096 UTF-16 code units each).
const HEAVIEST: usize = 60_000 + 4 * 4 * 3 * 4096;

/// Streams of events, and snapshots of guards that went through some.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for seed in 0..8 {
        let mut dice = Dice::new(seed);
        let length = 100 << seed.min(5);
        let events = dice.bytes(length);
        let mut guard = through(&events);
        seeds.extend([events, guard.snapshot()]);
    }
    seeds.push(raid());
    let mut raided = through(&raid());
    seeds.push(raided.snapshot());
    seeds
}

/// Many strangers with much the same text, a second apart, and then a shield.
fn raid() -> Vec<u8> {
    let message = |n: u8| {
        let mut event = vec![1, 0xe8, 3, 0, 0, 0, 2, b'm', n, 2, b's', n, 0, 4, 0, 0, 2, 0xff];
        event.extend(b"\x12go away, loser now\0");
        event
    };
    let mut events: Vec<u8> = (0..120).flat_map(message).collect();
    events.extend([0, 5, 3, 0, 0, 0, 0, 4, b'o', b'p', b'e', b'n', 4, b'o', b'p', b'e', b'n']);
    events
}

/// Applies the events an input stands for, or restores it when it claims to be a snapshot.
///
/// # Panics
/// When a promise of the guard breaks.
pub fn run(data: &[u8]) {
    if data.starts_with(b"LYGD") {
        restores(data);
        if let Some(bytes) = mended(data) {
            restores(&bytes);
        }
    } else {
        through(data);
    }
}

/// A guard that went through a stream of events.
fn through(events: &[u8]) -> Guard {
    let mut input = Cursor(events);
    let mut now = Now { wall: START, mono: 0, offset: 480 };
    let preset = Policy::preset(input.one(&PolicyPreset::ALL));
    let mut guard = Guard::new(now, preset).expect("a policy that is ready to use");
    guard.set_names(Names::new(["Maya"], [("ann", "Noor Ahmadi"), ("bob", "小王")]));
    for _ in 0..MOST {
        if input.is_empty() {
            break;
        }
        pass(&mut input, &mut now);
        step(&mut guard, &mut input, now);
    }
    guard
}

/// Lets time pass on both clocks, or sets the one on the wall.
fn pass(input: &mut Cursor<'_>, now: &mut Now) {
    let (how, by) = (input.byte(), input.number());
    match how % 8 {
        0..=3 => {
            now.mono += i64::from(by);
            now.wall += i64::from(by);
        }
        4 => now.wall += i64::from(by),
        5 => now.wall -= i64::from(by),
        6 => now.wall = input.long(),
        _ => *now = Now { wall: now.wall, mono: input.long(), offset: by.cast_signed() },
    }
}

/// Applies one event.
fn step(guard: &mut Guard, input: &mut Cursor<'_>, now: Now) {
    let before = guard.snapshot();
    let (which, first, second) = (input.byte(), input.text(), input.text());
    let settings: [Cow<'_, str>; 4] = std::array::from_fn(|n| if n % 2 == 0 { first.clone() } else { second.clone() });
    let event = match which % 15 {
        0..=2 => Event::Message(message(input, &first, &second)),
        3 => Event::Answered(&first),
        4 => Event::Policy(policy(input)),
        5 => Event::Lock,
        6 => Event::Unlock,
        7 => Event::ShieldOn(Order {
            duration: input.one(&Duration::ALL),
            audience: std::array::from_fn(|_| input.one(&Audience::ALL)),
            before: settings.map(|setting| setting.repeat(1 + usize::from(which) / 15)),
        }),
        8 => Event::ShieldOff,
        9 => Event::ShieldExtend(input.flag().then(|| input.one(&Duration::ALL))),
        10 => Event::ShieldAnswer(input.flag()),
        11 => Event::ChannelChanged(input.one(&Channel::ALL), &first),
        12 => Event::ChannelSeen(input.one(&Channel::ALL), &first),
        13 => {
            let waiting = guard.pending().first().map_or(0, |effect| effect.id);
            Event::Done(if input.flag() { waiting } else { input.number() }, input.flag().then_some(first.as_ref()))
        }
        _ if input.flag() => Event::SurgeSeen,
        _ => Event::Tick,
    };
    match guard.apply(now, event) {
        Ok(outcome) => came(guard, &outcome, &before),
        Err(error) => {
            let refused =
                matches!(error, Error::GuardBadEvent { .. } | Error::GuardBadPolicy { .. } | Error::GuardLocked);
            assert!(refused, "an event gave {error}");
            assert_eq!(guard.snapshot(), before, "{error} changed something");
        }
    }
    looks(guard, now);
}

/// What is true after every event.
fn came(guard: &mut Guard, outcome: &Outcome, before: &[u8]) {
    if let Some(decision) = outcome.decision {
        assert_eq!(decision.action == Action::Show, decision.reasons.0 == 0, "{decision:?}");
        assert!(decision.shield.is_none() || decision.reasons.has(Reason::Shield), "{decision:?}");
    }
    let snapshot = guard.snapshot();
    assert!(snapshot.len() <= HEAVIEST, "a snapshot of {} bytes", snapshot.len());
    assert_eq!(revision(&snapshot), Ok(outcome.revision));
    assert!(revision(before).is_ok_and(|earlier| earlier <= outcome.revision));
    let mut restored = Guard::restore(&snapshot).expect("a snapshot of its own");
    assert_eq!(restored.snapshot(), snapshot, "what was written is not what is read");
    assert_eq!(restored.pending(), guard.pending());
    assert!(guard.pending().windows(2).all(|pair| pair[0].id < pair[1].id), "{:?}", guard.pending());
}

/// What a page asks of it.
fn looks(guard: &Guard, now: Now) {
    guard.explanation();
    guard.counts();
    assert!(guard.chart(now, 48).len() <= 48);
    assert!(!guard.usual_per_hour(now).is_nan());
}

fn message<'m>(input: &mut Cursor<'_>, first: &'m str, second: &'m str) -> Message<'m> {
    let (bits, near) = (input.byte(), i64::from(input.number()));
    let when = |there: bool, at: i64| there.then_some(at);
    Message {
        id: first,
        sender: Sender {
            id: second,
            name: if bits & 1 == 0 { first } else { "ＮＯＯＲ ahmadi" },
            relation: input.one(&Relation::ALL),
            account_created_at: when(bits & 2 != 0, START - near),
            followed_at: when(bits & 4 != 0, if bits & 8 != 0 { i64::MIN } else { START - near }),
            accepted_before: bits & 16 != 0,
            blocked: bits & 32 != 0,
        },
        surface: input.one(&Surface::ALL),
        received_at: if bits & 64 != 0 { input.long() } else { START + near },
        text: second,
        post: (bits & 128 != 0).then_some(first),
        links: u32::from(input.byte() & 1),
        media: u32::from(input.byte() & 1),
        mentions: u32::from(input.byte()),
        verdict: Summary {
            level: input.one(&LEVELS),
            score: u16::from(input.byte()) * 4,
            words: input.one(&[Action::Show, Action::Fold, Action::Hold]),
        },
        name_level: input.one(&LEVELS),
    }
}

/// Any policy, fit or unfit.
fn policy(input: &mut Cursor<'_>) -> Policy {
    let mut by =
        || ByLevel { hint: input.one(&Action::ALL), warn: input.one(&Action::ALL), severe: input.one(&Action::ALL) };
    let (strangers, known) = (by(), by());
    Policy {
        who: std::array::from_fn(|_| input.one(&Who::ALL)),
        follower_days: input.number(),
        quota: Quota {
            messages: u32::from(input.byte()),
            window_ms: if input.flag() { input.long() } else { 3_600_000 },
            channels: Channels(input.byte()),
        },
        text_only: Channels(input.byte()),
        quiet_hours: input.flag().then(|| QuietHours {
            from: u32::from(input.byte()) * 6,
            to: u32::from(input.byte()) * 6,
            channels: Channels(input.byte()),
        }),
        min_account_days: u32::from(input.byte()) * 20,
        excess: input.one(&Action::ALL),
        strangers,
        known,
        names: input.one(&Action::ALL),
        impersonation: input.one(&Action::ALL),
        dismissals: input.flag(),
        surge: OnSurge { suggest: input.flag(), switch_on: input.flag().then(|| input.one(&Duration::ALL)) },
        ..Policy::preset(input.one(&PolicyPreset::ALL))
    }
}

/// Restores a snapshot of unknown making and goes on from it.
fn restores(bytes: &[u8]) {
    let mut guard = match Guard::restore(bytes) {
        Ok(guard) => guard,
        Err(
            Error::GuardSnapshotNotRecognised | Error::GuardSnapshotVersion { .. } | Error::GuardSnapshotDamaged { .. },
        ) => return,
        Err(error) => panic!("restoring gave {error}"),
    };
    let mut now = Now { wall: START, mono: 5, offset: 480 };
    let written = guard.snapshot();
    let mut again = Guard::restore(&written).expect("a snapshot of its own");
    assert_eq!(again.snapshot(), written);
    looks(&guard, now);
    let sender = Sender { id: "ann", ..Sender::default() };
    let message = Message { id: "m", sender, received_at: START, surface: Surface::Dm, ..Message::default() };
    let order = Order::default();
    let events = [
        Event::Tick,
        Event::Message(message),
        Event::ShieldOn(order),
        Event::ShieldExtend(None),
        Event::ShieldAnswer(false),
        Event::ShieldOff,
        Event::SurgeSeen,
        Event::Tick,
    ];
    for event in events {
        now.wall += 3_600_000;
        now.mono += 3_600_000;
        guard.apply(now, event).expect("an event like any other");
        looks(&guard, now);
    }
    guard.snapshot();
}
