//! A model of everything around the guard: a host with settings, a store, pages that crash, a person, clocks that jump. No
//! sequence of events ends with settings other than the ones before and what the person changed, shows a held item, or
//! loses one.

use std::collections::{BTreeMap, BTreeSet};

use liangyan::context::{Relation, Surface};
use liangyan::guard::{
    Action, Audience, Channel, Deed, Duration, Event, Guard, Message, Now, Order, Outcome, Policy, Sender, Summary,
    revision,
};
use liangyan::verdict::Level;
use proptest::prelude::*;

const START: i64 = 1_795_000_000_000;
const HOUR: i64 = 3_600_000;
const YEAR: i64 = 365 * 24 * HOUR;

/// What the host holds under a closed channel: told from every setting a person makes.
fn closed(audience: &str) -> String {
    format!("closed to all but {audience}")
}

/// A page. Each has a monotonic clock of its own.
struct Page {
    guard: Guard,
    born: i64,
}

/// Where a crash strikes, within one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Crash {
    Never,
    BeforeWriting,
    AfterWriting,
    AfterHostActed(u8),
}

#[derive(Clone, Debug)]
enum Op {
    /// A page opens, or is there already.
    Open(usize),
    Close(usize),
    /// An event on a page, with a crash, and whether it looks at the store before.
    On(usize, Deed1, Crash, bool),
    /// The person changes a host's setting by hand, on a page that may crash before it can tell.
    ByHand(usize, Channel, bool),
    /// Time that every clock sees.
    Pass(i64),
    /// The wall clock jumps.
    Jump(i64),
    /// The person takes a held item out.
    Restore(usize),
}

#[derive(Clone, Debug)]
enum Deed1 {
    Message { id: u8, sender: u8, stranger: bool, abusive: bool, surface: Surface },
    On(Duration, [Audience; 4]),
    Off,
    Extend(Option<Duration>),
    Answer(bool),
    Tick,
}

struct World {
    real: i64,
    skew: i64,
    host: [String; 4],
    /// What the person wants each setting to be when no shield is on.
    wish: [String; 4],
    hands: u32,
    store: Vec<u8>,
    pages: [Option<Page>; 2],
    /// What the person sees, and what is in the folder: written together with the snapshot.
    shown: BTreeSet<String>,
    held: BTreeSet<String>,
    /// What the person took out of the folder.
    taken_out: BTreeSet<String>,
    /// Everything that was ever decided and written.
    received: BTreeMap<String, Action>,
}

impl World {
    fn new() -> Self {
        let settings = Channel::ALL.map(|c| format!("{{\"setting\":\"{}\"}}", c.name()));
        let mut guard = Guard::new(now(0, 0, START), Policy::default()).unwrap();
        Self {
            real: 0,
            skew: 0,
            host: settings.clone(),
            wish: settings,
            hands: 0,
            store: guard.snapshot(),
            pages: [Some(Page { guard, born: 0 }), None],
            shown: BTreeSet::new(),
            held: BTreeSet::new(),
            taken_out: BTreeSet::new(),
            received: BTreeMap::new(),
        }
    }

    fn now(&self, page: usize) -> Now {
        let born = self.pages[page].as_ref().map_or(self.real, |p| p.born);
        now(self.real, born, START + self.skew)
    }

    fn guard(&mut self, page: usize) -> &mut Guard {
        &mut self.pages[page].as_mut().unwrap().guard
    }

    fn open(&mut self, page: usize) {
        if self.pages[page].is_some() {
            return;
        }
        let guard = Guard::restore(&self.store).unwrap();
        self.pages[page] = Some(Page { guard, born: self.real });
        self.apply(page, &Event::Tick, Crash::Never, true);
        for channel in Channel::ALL {
            let value = self.host[channel as usize].clone();
            self.apply(page, &Event::ChannelSeen(channel, &value), Crash::Never, true);
        }
    }

    /// One event as the package handles it: take what is stored, apply, write, act, acknowledge. Whether the page lives.
    fn apply(&mut self, page: usize, event: &Event<'_>, crash: Crash, looks: bool) -> bool {
        let Some(base) = self.write(page, event, crash, looks) else { return false };
        if crash == Crash::AfterWriting {
            self.pages[page] = None;
            return false;
        }
        assert!(base <= revision(&self.store).unwrap());
        self.act(page, crash)
    }

    /// Applies and writes, again if another page wrote meanwhile. Nothing if the page crashed before that.
    fn write(&mut self, page: usize, event: &Event<'_>, crash: Crash, looks: bool) -> Option<u64> {
        let now = self.now(page);
        let mut stored = self.store.clone();
        if looks {
            self.guard(page).adopt(&stored).unwrap();
        } else {
            // It believes that what it has is what is stored.
            stored = self.guard(page).snapshot();
        }
        loop {
            let base = revision(&stored).unwrap();
            let outcome: Outcome = self.guard(page).apply(now, event.clone()).unwrap();
            if crash == Crash::BeforeWriting {
                self.pages[page] = None;
                return None;
            }
            let bytes = self.guard(page).snapshot();
            if stored == self.store {
                self.store = bytes;
                if let (Event::Message(message), Some(decision)) = (event, outcome.decision) {
                    self.file(message.id, decision.action);
                }
                return Some(base);
            }
            stored.clone_from(&self.store);
            self.guard(page).adopt(&stored).unwrap();
        }
    }

    fn file(&mut self, id: &str, action: Action) {
        // What is known already stays where it is: the person may have taken it out of the folder.
        if let Some(first) = self.received.insert(id.to_owned(), action) {
            assert_eq!(first, action, "the same message is decided the same way");
            return;
        }
        let place = if action >= Action::Hold { &mut self.held } else { &mut self.shown };
        place.insert(id.to_owned());
    }

    /// Performs what waits, oldest first.
    fn act(&mut self, page: usize, crash: Crash) -> bool {
        for acted in 0..64u8 {
            let stored = self.store.clone();
            self.guard(page).adopt(&stored).unwrap();
            let Some(effect) = self.guard(page).pending().first().cloned() else { return true };
            let channel = match &effect.deed {
                Deed::Close { channel, .. } | Deed::Restore { channel, .. } => Some(*channel),
                _ => None,
            };
            if let Some(channel) = channel {
                let value = self.host[channel as usize].clone();
                self.write(page, &Event::ChannelSeen(channel, &value), Crash::Never, true);
                if !self.guard(page).pending().contains(&effect) {
                    continue;
                }
            }
            match &effect.deed {
                Deed::Close { channel, audience } => self.host[*channel as usize] = closed(audience.name()),
                Deed::Restore { channel, value, .. } => self.host[*channel as usize].clone_from(value),
                _ => {}
            }
            if crash == Crash::AfterHostActed(acted) {
                self.pages[page] = None;
                return false;
            }
            let value = channel.map(|c| self.host[c as usize].clone());
            self.write(page, &Event::Done(effect.id, value.as_deref()), Crash::Never, true);
        }
        panic!("effects without end: {:?}", self.guard(page).pending());
    }

    fn by_hand(&mut self, page: usize, channel: Channel, crash: bool) {
        if self.pages[page].is_none() {
            return;
        }
        // What waits is performed first: under the lock nobody else can come between.
        self.act(page, Crash::Never);
        self.hands += 1;
        let value = format!("by hand {}", self.hands);
        self.host[channel as usize].clone_from(&value);
        self.wish[channel as usize].clone_from(&value);
        if crash {
            self.pages[page] = None;
        } else {
            self.apply(page, &Event::ChannelChanged(channel, &value), Crash::Never, true);
        }
    }

    fn run(&mut self, op: &Op) {
        match op {
            Op::Open(page) => self.open(*page),
            Op::Close(page) => self.pages[*page] = None,
            Op::Pass(ms) => self.real += ms,
            Op::Jump(ms) => self.skew += ms,
            Op::ByHand(page, channel, crash) => self.by_hand(*page, *channel, *crash),
            Op::Restore(at) => {
                if let Some(id) = self.held.iter().nth(*at).cloned() {
                    self.held.remove(&id);
                    self.taken_out.insert(id.clone());
                    self.shown.insert(id);
                }
            }
            Op::On(page, deed, crash, looks) if self.pages[*page].is_some() => self.event(*page, deed, *crash, *looks),
            Op::On(..) => {}
        }
        self.check();
    }

    fn event(&mut self, page: usize, deed: &Deed1, crash: Crash, looks: bool) {
        match deed {
            Deed1::Message { id, sender, stranger, abusive, surface } => {
                let (id, sender) = (format!("m{id}"), format!("s{sender}"));
                let relation = if *stranger { Relation::Stranger } else { Relation::Following };
                let verdict = if *abusive {
                    Summary { level: Level::Severe, score: 900, ..Summary::default() }
                } else {
                    Summary::default()
                };
                let message = Message {
                    id: &id,
                    sender: Sender { id: &sender, relation, ..Sender::default() },
                    surface: *surface,
                    received_at: START + self.real,
                    verdict,
                    ..Message::default()
                };
                self.apply(page, &Event::Message(message), crash, looks);
            }
            Deed1::On(duration, audience) => {
                // The package performs what waits before it reads the host's settings.
                if self.act(page, Crash::Never) {
                    let before = self.host.clone();
                    let order = Order { duration: *duration, audience: *audience, before };
                    self.apply(page, &Event::ShieldOn(order), crash, looks);
                }
            }
            Deed1::Off => drop(self.apply(page, &Event::ShieldOff, crash, looks)),
            Deed1::Extend(duration) => drop(self.apply(page, &Event::ShieldExtend(*duration), crash, looks)),
            Deed1::Answer(end) => drop(self.apply(page, &Event::ShieldAnswer(*end), crash, looks)),
            Deed1::Tick => drop(self.apply(page, &Event::Tick, crash, looks)),
        }
    }

    /// What is true at every moment.
    fn check(&self) {
        for (id, action) in &self.received {
            assert!(self.held.contains(id) || self.shown.contains(id), "{id} is lost");
            assert!(!(self.held.contains(id) && self.shown.contains(id)), "{id} is held and shown");
            assert!(*action >= Action::Hold || self.shown.contains(id), "{id} was to be shown");
            let taken_out = self.taken_out.contains(id);
            assert!(*action < Action::Hold || taken_out || !self.shown.contains(id), "{id} was held, and is shown");
        }
    }

    /// The person switches everything off, and everything that waits is performed.
    fn settle(&mut self) {
        self.open(0);
        self.apply(0, &Event::ShieldOff, Crash::Never, true);
        assert!(self.guard(0).shield().is_none());
        assert_eq!(self.guard(0).pending(), []);
        assert_eq!(self.host, self.wish);
        self.check();
    }
}

fn now(real: i64, born: i64, epoch: i64) -> Now {
    Now { wall: epoch + real, mono: real - born, offset: 480 }
}

fn duration() -> impl Strategy<Value = Duration> {
    prop::sample::select(Duration::ALL.to_vec())
}

fn channel() -> impl Strategy<Value = Channel> {
    prop::sample::select(Channel::ALL.to_vec())
}

fn deed() -> impl Strategy<Value = Deed1> {
    let audience = prop::sample::select(Audience::ALL.to_vec());
    let surface = prop::sample::select(vec![Surface::Dm, Surface::Comment, Surface::Mention, Surface::Post]);
    prop_oneof![
        6 => (any::<u8>(), 0..6u8, any::<bool>(), any::<bool>(), surface).prop_map(
            |(id, sender, stranger, abusive, surface)| Deed1::Message { id: id % 40, sender, stranger, abusive, surface }
        ),
        3 => (duration(), prop::array::uniform4(audience)).prop_map(|(d, a)| Deed1::On(d, a)),
        2 => Just(Deed1::Off),
        1 => prop::option::of(duration()).prop_map(Deed1::Extend),
        1 => any::<bool>().prop_map(Deed1::Answer),
        3 => Just(Deed1::Tick),
    ]
}

fn op() -> impl Strategy<Value = Op> {
    let page = 0..2usize;
    let crash = prop_oneof![
        4 => Just(Crash::Never),
        1 => Just(Crash::BeforeWriting),
        1 => Just(Crash::AfterWriting),
        2 => (0..5u8).prop_map(Crash::AfterHostActed),
    ];
    let jump = prop_oneof![
        Just(10 * YEAR),
        Just(-10 * YEAR),
        Just(2 * HOUR),
        Just(-2 * HOUR),
        -40 * 24 * HOUR..40 * 24 * HOUR,
    ];
    prop_oneof![
        3 => page.clone().prop_map(Op::Open),
        1 => page.clone().prop_map(Op::Close),
        10 => (page.clone(), deed(), crash, any::<bool>()).prop_map(|(p, d, c, l)| Op::On(p, d, c, l)),
        3 => (page, channel(), prop::bool::weighted(0.3)).prop_map(|(p, c, crash)| Op::ByHand(p, c, crash)),
        3 => prop_oneof![0..60_000i64, 0..3 * HOUR, 0..9 * 24 * HOUR].prop_map(Op::Pass),
        2 => jump.prop_map(Op::Jump),
        1 => (0..10usize).prop_map(Op::Restore),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, max_shrink_iters: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn settings_come_back_and_nothing_is_lost(ops in prop::collection::vec(op(), 1..60)) {
        let mut world = World::new();
        for op in &ops {
            world.run(op);
        }
        world.settle();
    }

    /// On one page, with a wall clock that is turned as it may: a shield lasts as long as its time has really passed, and
    /// no longer.
    #[test]
    fn jumps_do_not_shorten_a_shield(
        duration in duration(),
        steps in prop::collection::vec((0..30 * HOUR, prop_oneof![Just(0), Just(10 * YEAR), Just(-10 * YEAR), -HOUR..HOUR]), 1..80),
    ) {
        let mut world = World::new();
        world.event(0, &Deed1::On(duration, Default::default()), Crash::Never, true);
        let mut passed = 0;
        for (pass, jump) in steps {
            world.real += pass;
            world.skew += jump;
            passed += pass;
            world.event(0, &Deed1::Tick, Crash::Never, true);
            let on = world.guard(0).shield().is_some();
            // A wall clock that runs ahead by a hundredth is believed.
            prop_assert!(on || passed * 101 / 100 >= duration.ms(), "ended after {passed} ms");
            prop_assert!(!on || passed < duration.ms(), "still on after {passed} ms");
        }
    }
}
