//! What becomes of a message: who, how often, when, what, and the boundaries of each.

use liangyan::context::{Relation, Surface};
use liangyan::guard::{
    Action, Channel, Channels, Decision, Event, Guard, Message, Now, Policy, PolicyPreset, QuietHours, Reason, Sender,
    Summary, Who,
};
use liangyan::verdict::Level;
use proptest::prelude::*;

/// Midnight in Beijing.
const START: i64 = 1_794_931_200_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

struct Inbox {
    guard: Guard,
    sent: u32,
}

impl Inbox {
    fn new(change: impl FnOnce(&mut Policy)) -> Self {
        let mut policy = Policy::default();
        change(&mut policy);
        Self { guard: Guard::new(now(0), policy).unwrap(), sent: 0 }
    }

    /// A direct message of a stranger called ann, changed as wished, that arrives when it was sent.
    fn at(&mut self, ms: i64, change: impl FnOnce(&mut Message<'_>)) -> Decision {
        self.sent += 1;
        let id = format!("m{}", self.sent);
        let mut message = Message {
            id: &id,
            sender: Sender { id: "ann", ..Sender::default() },
            surface: Surface::Dm,
            received_at: START + ms,
            ..Message::default()
        };
        change(&mut message);
        self.guard.apply(now(ms), Event::Message(message)).unwrap().decision.unwrap()
    }
}

fn now(ms: i64) -> Now {
    Now { wall: START + ms, mono: ms, offset: 480 }
}

fn reasons(decision: Decision) -> Vec<Reason> {
    decision.reasons.iter().collect()
}

fn judged(level: Level, score: u16) -> Summary {
    Summary { level, score, ..Summary::default() }
}

#[test]
fn one_message_before_an_answer() {
    let mut inbox = Inbox::new(|_| ());
    assert_eq!(inbox.at(0, |_| ()).action, Action::Show);
    assert_eq!(reasons(inbox.at(1, |_| ())), [Reason::Quota]);
    assert_eq!(reasons(inbox.at(DAY - 1, |_| ())), [Reason::Quota]);
    assert_eq!(inbox.at(DAY, |_| ()).action, Action::Show, "exactly a window later there is room");
    assert_eq!(reasons(inbox.at(DAY + 1, |_| ())), [Reason::Quota]);
}

#[test]
fn an_answer_opens_the_door() {
    let mut inbox = Inbox::new(|_| ());
    inbox.at(0, |_| ());
    assert_eq!(inbox.at(1, |m| m.links = 1).action, Action::Hold);
    let outcome = inbox.guard.apply(now(2), Event::Answered("ann")).unwrap();
    assert_eq!(outcome.effects.len(), 1);
    assert_eq!(inbox.guard.apply(now(2), Event::Answered("ann")).unwrap().effects, []);
    assert_eq!(inbox.at(3, |m| (m.links, m.media) = (3, 1)).action, Action::Show);
    assert_eq!(inbox.at(4, |m| m.sender.id = "bob").action, Action::Show);
    let known = |m: &mut Message<'_>| (m.sender.id, m.sender.accepted_before) = ("bob", true);
    assert_eq!(inbox.at(5, known).action, Action::Show, "what the host remembers counts as well");
}

#[test]
fn what_did_not_reach_the_person_uses_nothing_up() {
    let mut inbox = Inbox::new(|_| ());
    assert_eq!(reasons(inbox.at(0, |m| m.links = 1)), [Reason::Links]);
    assert_eq!(reasons(inbox.at(1, |m| m.media = 1)), [Reason::Media]);
    assert_eq!(reasons(inbox.at(2, |m| m.verdict = judged(Level::Severe, 990))), [Reason::AbuseSevere]);
    assert_eq!(inbox.at(3, |_| ()).action, Action::Show);
}

#[test]
fn the_same_message_again_counts_once() {
    let mut inbox = Inbox::new(|p| p.quota.messages = 2);
    for _ in 0..3 {
        assert_eq!(inbox.at(0, |m| m.id = "the same").action, Action::Show);
    }
    assert_eq!(inbox.at(1, |_| ()).action, Action::Show);
    assert_eq!(inbox.at(2, |_| ()).action, Action::Hold);
    assert_eq!(inbox.guard.counts()[0].by_action, [2, 0, 1, 0]);
}

#[test]
fn who_may_write() {
    for (who, open) in [
        (Who::Everyone, [true, true, true, true, true]),
        (Who::Followers, [false, true, true, true, true]),
        (Who::Following, [false, false, true, true, true]),
        (Who::Mutual, [false, false, false, true, true]),
        (Who::Nobody, [false, false, false, false, true]),
    ] {
        let relations =
            [Relation::Stranger, Relation::Follower, Relation::Following, Relation::Mutual, Relation::Self_];
        for (relation, open) in relations.into_iter().zip(open) {
            for excess in [Action::Hold, Action::Refuse] {
                let mut inbox = Inbox::new(|p| (p.who[0], p.excess) = (who, excess));
                let expected = if open { Action::Show } else { excess };
                assert_eq!(inbox.at(0, |m| m.sender.relation = relation).action, expected, "{who:?} {relation:?}");
            }
        }
    }
    let mut inbox = Inbox::new(|p| p.who[0] = Who::Mutual);
    assert_eq!(inbox.at(0, |m| m.sender.accepted_before = true).action, Action::Show);
    assert_eq!(inbox.at(1, |m| m.surface = Surface::Comment).action, Action::Show, "other channels stay open");
    inbox = Inbox::new(|p| p.who[0] = Who::Nobody);
    assert_eq!(reasons(inbox.at(0, |m| m.sender.accepted_before = true)), [Reason::Closed]);
}

#[test]
fn followers_of_so_many_days() {
    let mut inbox = Inbox::new(|p| (p.who[0], p.follower_days, p.quota.channels) = (Who::Followers, 3, Channels(0)));
    let mut follower = |since: Option<i64>| {
        reasons(inbox.at(0, |m| (m.sender.relation, m.sender.followed_at) = (Relation::Follower, since)))
    };
    assert_eq!(follower(Some(START - 3 * DAY)), []);
    assert_eq!(follower(Some(START - 3 * DAY + 1)), [Reason::FollowerTooNew]);
    assert_eq!(follower(None), [Reason::FollowerTooNew], "unknown does not qualify");
    assert_eq!(reasons(inbox.at(0, |m| m.sender.relation = Relation::Mutual)), []);
}

#[test]
fn accounts_of_so_many_days() {
    let mut inbox = Inbox::new(|p| (p.min_account_days, p.quota.channels) = (7, Channels(0)));
    let mut aged = |created: Option<i64>| reasons(inbox.at(0, |m| m.sender.account_created_at = created));
    assert_eq!(aged(Some(START - 7 * DAY)), []);
    assert_eq!(aged(Some(START - 7 * DAY + 1)), [Reason::AccountTooNew]);
    assert_eq!(aged(Some(START + DAY)), [Reason::AccountTooNew], "a birthday to come");
    assert_eq!(aged(None), [], "unknown passes");
}

#[test]
fn quiet_hours_are_those_of_the_persons_clock() {
    let quiet = QuietHours { from: 22 * 60, to: 7 * 60, channels: Channels::of(&[Channel::Messages]) };
    let mut inbox = Inbox::new(|p| (p.quiet_hours, p.quota.channels) = (Some(quiet), Channels(0)));
    for (hour, minute, held) in
        [(21, 59, false), (22, 0, true), (23, 59, true), (24, 0, true), (30, 59, true), (31, 0, false)]
    {
        let decision = inbox.at(hour * HOUR + minute * MINUTE, |_| ());
        assert_eq!(decision.reasons.has(Reason::QuietHours), held, "{hour}:{minute}");
    }
    assert_eq!(reasons(inbox.at(23 * HOUR, |m| m.surface = Surface::Mention)), []);
    assert_eq!(reasons(inbox.at(23 * HOUR, |m| m.sender.relation = Relation::Following)), []);
    // An hour later by daylight saving, the same moment is quiet no more.
    let message = Message {
        id: "summer",
        sender: Sender { id: "bob", ..Sender::default() },
        surface: Surface::Dm,
        received_at: START + 6 * HOUR + 30 * MINUTE,
        ..Message::default()
    };
    let summer = Now { offset: 540, ..now(40 * HOUR) };
    assert_eq!(inbox.guard.apply(summer, Event::Message(message)).unwrap().decision.unwrap().action, Action::Show);
}

#[test]
fn presets_on_abuse() {
    use Action::{Fold, Hold, Show};
    let levels = [Level::None, Level::Hint, Level::Warn, Level::Severe];
    for (preset, stranger, friend) in [
        (PolicyPreset::Relaxed, [Show, Show, Fold, Hold], [Show, Show, Show, Fold]),
        (PolicyPreset::Standard, [Show, Show, Fold, Hold], [Show, Show, Fold, Hold]),
        (PolicyPreset::Strict, [Show, Fold, Hold, Hold], [Show, Show, Fold, Hold]),
        (PolicyPreset::Minors, [Hold, Hold, Hold, Hold], [Show, Fold, Hold, Hold]),
    ] {
        for (relation, expected) in [(Relation::Stranger, stranger), (Relation::Following, friend)] {
            for (level, action) in levels.into_iter().zip(expected) {
                let mut inbox = Inbox::new(|p| *p = Policy::preset(preset));
                let decision = inbox.at(0, |m| {
                    m.surface = Surface::Comment;
                    m.sender.relation = relation;
                    m.verdict = judged(level, 600);
                });
                assert_eq!(decision.action, action, "{preset:?} {relation:?} {level:?}");
            }
        }
    }
}

#[test]
fn words_names_and_blocks() {
    let mut inbox = Inbox::new(|p| p.quota.channels = Channels(0));
    let words = |words| Summary { words, ..Summary::default() };
    assert_eq!(reasons(inbox.at(0, |m| m.verdict = words(Action::Fold))), [Reason::WordFold]);
    let held = inbox.at(0, |m| (m.verdict, m.sender.relation) = (words(Action::Hold), Relation::Mutual));
    assert_eq!((held.action, reasons(held)), (Action::Hold, vec![Reason::WordHold]));
    assert_eq!(reasons(inbox.at(0, |m| m.name_level = Level::Warn)), [Reason::NameAbuse]);
    assert_eq!(reasons(inbox.at(0, |m| m.name_level = Level::Hint)), []);
    let friend = inbox.at(0, |m| (m.name_level, m.sender.relation) = (Level::Severe, Relation::Following));
    assert_eq!(friend.action, Action::Show, "how friends call themselves is theirs");
    let blocked = inbox.at(0, |m| (m.sender.blocked, m.verdict) = (true, judged(Level::Severe, 900)));
    assert_eq!((blocked.action, reasons(blocked)), (Action::Refuse, vec![Reason::Blocked, Reason::AbuseSevere]));
}

#[test]
fn a_name_comes_by_no_channel() {
    let mut inbox = Inbox::new(|p| p.who = [Who::Nobody; 4]);
    assert_eq!(inbox.at(0, |m| m.surface = Surface::Name).action, Action::Show);
    let named = inbox.at(0, |m| (m.surface, m.verdict) = (Surface::Name, judged(Level::Warn, 700)));
    assert_eq!(named.action, Action::Fold);
}

fn message() -> impl Strategy<Value = (u8, u8, u8, u8, u8, i64, bool)> {
    (0..6u8, 0..5u8, 0..6u8, 0..4u8, 0..4u8, -3 * DAY..3 * DAY, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever comes: one's own is shown, a reason stands for every action beyond that, and a guard that was written down
    /// and read again goes on as if nothing had been.
    #[test]
    fn decisions_have_reasons_and_survive_a_snapshot(
        preset in 0..4usize,
        messages in prop::collection::vec(message(), 1..60),
        cut in 0..60usize,
    ) {
        let policy = Policy::preset(PolicyPreset::ALL[preset]);
        let mut guard = Guard::new(now(0), policy.clone()).unwrap();
        let mut other: Option<Guard> = None;
        for (i, (sender, relation, surface, level, links, age, abusive)) in messages.into_iter().enumerate() {
            let (id, sender) = (format!("m{i}"), format!("s{sender}"));
            let message = Message {
                id: &id,
                sender: Sender {
                    id: &sender,
                    relation: Relation::ALL[usize::from(relation)],
                    account_created_at: (age > 0).then_some(START - age),
                    ..Sender::default()
                },
                surface: Surface::ALL[usize::from(surface)],
                received_at: START + age,
                text: "the same words again and again",
                links: u32::from(links),
                verdict: judged([Level::None, Level::Hint, Level::Warn, Level::Severe][usize::from(level)], if abusive { 700 } else { 100 }),
                ..Message::default()
            };
            let at = now(i as i64 * MINUTE);
            if i == cut {
                let mut restored = Guard::restore(&guard.snapshot()).unwrap();
                // Looks at its clocks where the first one last did: between, no page was open.
                restored.apply(now((i as i64 - 1).max(0) * MINUTE), Event::Tick).unwrap();
                other = Some(restored);
            }
            let outcome = guard.apply(at, Event::Message(message)).unwrap();
            let decision = outcome.decision.unwrap();
            prop_assert_eq!(decision.action == Action::Show, decision.reasons.iter().next().is_none());
            if message.sender.relation == Relation::Self_ {
                prop_assert_eq!(decision.action, Action::Show);
            }
            if let Some(other) = &mut other {
                prop_assert_eq!(&other.apply(at, Event::Message(message)).unwrap(), &outcome);
            }
        }
        if let Some(mut other) = other {
            prop_assert_eq!(other.snapshot(), guard.snapshot());
        }
    }

    /// No damage goes unnoticed, and none makes it panic.
    #[test]
    fn a_damaged_snapshot_is_refused(place in any::<prop::sample::Index>(), bit in 0..8u8, cut in any::<prop::sample::Index>()) {
        let mut inbox = Inbox::new(|_| ());
        for i in 0..20 {
            inbox.at(i * MINUTE, |m| m.text = "one text that is long enough to be compared");
        }
        let mut bytes = inbox.guard.snapshot();
        prop_assert!(Guard::restore(&bytes[..cut.index(bytes.len())]).is_err());
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        prop_assert!(Guard::restore(&bytes).is_err());
    }
}
