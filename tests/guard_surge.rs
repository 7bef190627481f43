//! The surge detector in simulated traffic: the table of false alarms and delays, and the stories around it.
//!
//! `cargo test --release -p liangyan --test guard_surge -- --nocapture` prints the table.

use liangyan::context::Surface;
use liangyan::guard::surge::cusum::{Cusum, tuning};
use liangyan::guard::{Code, Deed, Duration, Event, Guard, Message, Now, Outcome, Policy, Sender, Summary};
use liangyan::verdict::Level;

const HOUR: f64 = 3_600_000.0;
const START: i64 = 1_795_000_000_000;

/// A seeded source of numbers (Steele, Lea and Flood, `SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// From 0, exclusive, to 1.
    fn unit(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 1.0) / 9_007_199_254_740_993.0
    }

    /// Hours until the next arrival of a Poisson process with so many an hour.
    fn gap(&mut self, rate: f64) -> f64 {
        -self.unit().ln() / rate
    }
}

/// Hours until an alarm, from a rest, arrivals at a rate; nothing if there is none in so many hours.
fn hours_to_alarm(random: &mut Random, baseline: f64, rate: f64, most: f64) -> Option<f64> {
    let (tuning, mut cusum, mut hours) = (tuning(baseline), Cusum::default(), 0.0);
    loop {
        let gap = random.gap(rate);
        hours += gap;
        if hours > most {
            return None;
        }
        cusum.drain(gap, tuning);
        if cusum.add(tuning) {
            return Some(hours);
        }
    }
}

/// How many years are simulated for each baseline, in pieces of `HORIZON` days.
const PIECES: u32 = 600;
const HORIZON: f64 = 400.0;

/// The table of the design. Its column of false alarms holds the mean over runs that were broken off after 400 days; what
/// is to be expected without an end is told beside it, as days simulated a false alarm. Run lengths are nearly
/// exponential, so a mean of 600 is off by at most 4 %, give or take; a fifth of tolerance is five times that.
#[test]
fn the_table_is_reproduced() {
    let mut random = Random(2026);
    println!("| baseline | false alarm, runs of at most 400 days | days a false alarm | found at 60/h | at 360/h |");
    println!("|---|---|---|---|---|");
    for (baseline, days, at_60, at_360) in
        [(0.2, 400.0, 7.0, 1.2), (1.0, 385.0, 7.0, 1.2), (5.0, 309.0, 10.0, 1.5), (20.0, 147.0, 25.0, 1.9)]
    {
        let (mut simulated, mut alarms) = (0.0, 0);
        for _ in 0..PIECES {
            let hours = hours_to_alarm(&mut random, baseline, baseline, HORIZON * 24.0);
            simulated += hours.map_or(HORIZON, |hours| hours / 24.0);
            alarms += u32::from(hours.is_some());
        }
        let mean = simulated / f64::from(PIECES);
        let [slow, fast] = [60.0, 360.0].map(|rate| {
            let runs = (0..4_000).map(|_| hours_to_alarm(&mut random, baseline, rate, f64::MAX).unwrap());
            runs.sum::<f64>() / 4_000.0 * 60.0
        });
        let each = if alarms == 0 {
            format!("none in {simulated:.0}")
        } else {
            format!("{:.0}", simulated / f64::from(alarms))
        };
        println!("| {baseline}/h | {mean:.0} days | {each} | {slow:.1} min | {fast:.1} min |");
        let within = |found: f64, told: f64| found > told * 0.8 && found < told * 1.2;
        assert!(within(mean, days), "{baseline}/h: {mean} days, not {days}");
        assert!(within(slow, at_60), "{baseline}/h: {slow} minutes at 60/h, not {at_60}");
        assert!(within(fast, at_360), "{baseline}/h: {fast} minutes at 360/h, not {at_360}");
    }
}

/// A guard and a clock.
struct Person {
    guard: Guard,
    hours: f64,
    sent: u64,
    alarms: Vec<f64>,
    deeds: Vec<Deed>,
}

impl Person {
    fn new(policy: Policy) -> Self {
        Self {
            guard: Guard::new(now(0.0), policy).unwrap(),
            hours: 0.0,
            sent: 0,
            alarms: Vec::new(),
            deeds: Vec::new(),
        }
    }

    fn take(&mut self, outcome: Outcome) {
        for effect in outcome.effects {
            if matches!(effect.deed, Deed::Surge { .. }) {
                self.alarms.push(self.hours);
            }
            self.deeds.push(effect.deed);
        }
    }

    /// A page that is open sends a tick every half hour.
    fn until(&mut self, hours: f64) {
        while self.hours < hours {
            self.hours = (self.hours + 0.5).min(hours);
            let outcome = self.guard.apply(now(self.hours), Event::Tick).unwrap();
            self.take(outcome);
        }
    }

    fn message(&mut self, change: impl for<'s> FnOnce(&mut Message<'s>)) {
        self.message_of("", None, change);
    }

    fn message_of(&mut self, text: &str, post: Option<&str>, change: impl for<'s> FnOnce(&mut Message<'s>)) {
        self.sent += 1;
        let (id, sender) = (format!("m{}", self.sent), format!("s{}", self.sent));
        let now = now(self.hours);
        let sender = Sender { id: &sender, ..Sender::default() };
        let mut message = Message { id: &id, sender, received_at: now.wall, text, post, ..Message::default() };
        change(&mut message);
        let outcome = self.guard.apply(now, Event::Message(message)).unwrap();
        self.take(outcome);
    }

    /// Strangers at a rate, for so many hours.
    fn strangers(&mut self, random: &mut Random, rate: f64, hours: f64) {
        let end = self.hours + hours;
        loop {
            let next = self.hours + random.gap(rate);
            if next > end {
                return self.until(end);
            }
            self.until(next);
            self.message(|_| ());
        }
    }
}

fn now(hours: f64) -> Now {
    let ms = (hours * HOUR) as i64;
    Now { wall: START + ms, mono: ms, offset: 480 }
}

const ABUSE: Summary = Summary { level: Level::Warn, score: 800, words: liangyan::guard::Action::Show };

/// With a baseline that has to be learnt, a quiet life stays quiet and a raid is found.
#[test]
fn a_learnt_baseline_keeps_still_and_finds_a_raid() {
    for (rate, minutes) in [(0.2, 15.0), (2.0, 20.0), (20.0, 75.0)] {
        let mut false_alarms = 0;
        let mut slowest: f64 = 0.0;
        for seed in 0..6 {
            let mut random = Random(seed);
            let mut person = Person::new(Policy::default());
            person.strangers(&mut random, rate, 24.0 * 40.0);
            false_alarms += person.alarms.len();
            let usual = person.guard.usual_per_hour(now(person.hours));
            assert!(usual > rate * 0.4 && usual < rate * 1.8 + 0.2, "{rate}/h was learnt as {usual}");
            person.until(person.hours + 12.0);
            let begun = person.hours;
            person.strangers(&mut random, 60.0, 3.0);
            let found = person.alarms.iter().find(|at| **at > begun).expect("a raid is found");
            slowest = slowest.max((found - begun) * 60.0);
        }
        println!(
            "{rate}/h learnt: {false_alarms} false alarms in 240 days, a raid of 60/h found within {slowest:.0} min"
        );
        // The first day is the weak one: who is busier than the guess has an alarm then, one for each of six lives.
        assert!(false_alarms <= 10, "{rate}/h: {false_alarms} false alarms in 240 days");
        assert!(slowest <= minutes, "{rate}/h: {slowest} minutes");
    }
}

/// Evenings that are busy every day are no surge; the same at night is one.
#[test]
fn the_hour_of_the_day_counts() {
    let mut random = Random(7);
    let mut person = Person::new(Policy::default());
    for day in 0..28 {
        for hour in 0..24 {
            // START is 18:13 in Beijing.
            let busy = hour < 4;
            if day >= 14 && hour == 0 {
                person.alarms.clear();
            }
            person.strangers(&mut random, if busy { 15.0 } else { 0.5 }, 1.0);
            assert!(day < 21 || person.alarms.len() < 2, "alarms every evening: {:?}", person.alarms);
        }
    }
    person.until(person.hours + 9.0);
    person.alarms.clear();
    person.strangers(&mut random, 40.0, 1.0);
    assert_eq!(person.alarms.len(), 1);
}

#[test]
fn one_sender_who_writes_a_thousand_times_is_no_surge() {
    let mut person = Person::new(Policy::default());
    person.until(48.0);
    for i in 0..1_000 {
        person.until(48.0 + f64::from(i) / 500.0);
        person.message(|m| m.sender.id = "one");
    }
    assert_eq!(person.alarms, [] as [f64; 0]);
    let told = person.deeds.iter().filter(|d| matches!(d, Deed::Persistent { sender, .. } if sender == "one"));
    assert_eq!(told.count(), 1, "one who persists is told once a day");
}

#[test]
fn a_backlog_is_no_surge() {
    let mut person = Person::new(Policy::default());
    person.until(48.0);
    // Two weeks of comments come in one go, the newest first, as a page lists them.
    for i in 0..200 {
        person.message(|m| m.received_at -= i * 14 * 24 * 3_600_000 / 200);
    }
    assert_eq!(person.alarms, [] as [f64; 0]);
}

fn raid(policy: Policy, change: impl Fn(u64, &mut Message<'_>)) -> Person {
    let mut random = Random(3);
    let mut person = Person::new(policy);
    person.strangers(&mut random, 0.5, 24.0 * 7.0);
    person.alarms.clear();
    person.deeds.clear();
    for i in 0..120 {
        person.until(person.hours + 1.0 / 120.0);
        person.message(|m| change(i, m));
    }
    person
}

fn explained(person: &Person) -> Vec<Code> {
    person.guard.explanation().iter().map(|b| b.code).collect()
}

#[test]
fn a_friendly_crowd_and_an_attack_are_told_apart() {
    let friendly = raid(Policy::default(), |i, m| {
        m.post = Some("video-7");
        if i % 10 == 0 {
            m.verdict = ABUSE;
        }
    });
    assert_eq!(friendly.alarms.len(), 1);
    assert!(!friendly.guard.alarm().unwrap().abusive);
    assert_eq!(explained(&friendly), [Code::NewStrangers, Code::Usual, Code::OnePost]);

    let attack = raid(Policy::default(), |i, m| {
        m.text = "大家一起去告诉她我们都不欢迎她回来上班";
        m.surface = Surface::Mention;
        m.sender.account_created_at = Some(m.received_at - 3 * 24 * 3_600_000);
        if i % 4 == 0 {
            m.verdict = ABUSE;
        }
    });
    assert!(attack.guard.alarm().unwrap().abusive);
    let levels: Vec<bool> = attack
        .deeds
        .iter()
        .filter_map(|d| if let Deed::Surge { abusive, .. } = d { Some(*abusive) } else { None })
        .collect();
    assert_eq!(levels.last(), Some(&true));
    assert!(levels.len() <= 2, "told once, and once more when it becomes abusive: {levels:?}");
    let codes = explained(&attack);
    assert_eq!(
        codes,
        [Code::NewStrangers, Code::Usual, Code::Abusive, Code::YoungAccounts, Code::NearDuplicates, Code::Mentions]
    );
}

#[test]
fn an_alarm_ends_after_six_quiet_hours_and_teaches_nothing() {
    let mut person = raid(Policy::default(), |_, _| ());
    let before = person.guard.alarm().unwrap().usual;
    let begun = person.hours;
    person.until(begun + 5.0);
    assert!(person.guard.alarm().is_some(), "not before six hours");
    person.until(begun + 8.5);
    assert!(person.guard.alarm().is_none());
    assert!(person.deeds.iter().any(|d| matches!(d, Deed::SurgeEnded { .. })));
    let after = person.guard.usual_per_hour(now(person.hours));
    assert!(after < before + 0.6, "{before} became {after}");
}

#[test]
fn the_shield_goes_on_by_itself_only_where_the_person_chose_that() {
    let wants = |person: &Person| person.deeds.iter().any(|d| matches!(d, Deed::NeedShield { .. }));
    assert!(!wants(&raid(Policy::default(), |_, _| ())));
    let mut policy = Policy::default();
    policy.surge.switch_on = Some(Duration::Day);
    let chosen = raid(policy, |_, _| ());
    assert!(wants(&chosen));
    assert!(chosen.guard.shield().is_none(), "the host's settings are needed first");
    assert!(chosen.guard.pending().iter().any(|e| matches!(e.deed, Deed::NeedShield { duration: Duration::Day })));
}

#[test]
fn memory_is_bounded_whatever_arrives() {
    let mut person = Person::new(Policy::default());
    let long = "长".repeat(200);
    for i in 0..20_000u32 {
        let (post, text) = (format!("{long}{i}"), format!("{i} {long}"));
        if i % 500 == 0 {
            person.until(person.hours + 1.0);
        }
        person.message_of(&text, Some(&post), |m| m.surface = Surface::Dm);
    }
    let bytes = person.guard.snapshot().len();
    println!("a snapshot after 20,000 strangers: {bytes} bytes");
    assert!(bytes < 60_000, "{bytes}");
    assert_eq!(person.guard.chart(now(person.hours), 48).len(), 48);
}
