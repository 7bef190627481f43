//! The state as bytes: `LYGD`, version (u16), CRC-32 of the payload (u32), payload. Little-endian.
//!
//! A snapshot of another version is refused, not guessed at: the host then begins anew and says so.

use super::bytes::{Reader, Writer, damaged};
use super::clock::{Clock, HOUR, MAX_WALL};
use super::counts::{self, Counts, DayCount};
use super::decide::Reason;
use super::effect::{Deed, Effect, EndedBy, Outbox};
use super::policy::{
    Action, ByLevel, Channel, Channels, Duration, OnSurge, Policy, PolicyPreset, QuietHours, Quota, Who,
};
use super::recent::{self, Recent, packed, unpacked};
use super::senders::{self, Sender, Senders};
use super::shield::{Audience, Closed, Shield};
use super::surge::cusum::Cusum;
use super::surge::{self, Alarm, Baseline, Because, Code, Episode, Hour, Mean, Post, Strangers, Surge, WORDS};
use super::{Error, State};
use crate::pack::crc32;

/// The version that is written and read.
pub const SNAPSHOT_VERSION: u16 = 1;

const MAGIC: &[u8; 4] = b"LYGD";
const HEADER: usize = 10;
/// Effects that can wait: one a slot.
const MOST_WAITING: usize = 10;

/// The revision of a snapshot.
///
/// # Errors
/// As [`Guard::restore`](super::Guard::restore).
pub fn revision(bytes: &[u8]) -> Result<u64, Error> {
    payload(bytes)?.long()
}

/// The checksum of a snapshot.
pub(super) fn checksum(bytes: &[u8]) -> Result<u32, Error> {
    payload(bytes).map(|r| crc32(r.0))
}

#[inline(never)]
fn payload(bytes: &[u8]) -> Result<Reader<'_>, Error> {
    let Some((header, payload)) = bytes.split_at_checked(HEADER) else { return Err(Error::GuardSnapshotNotRecognised) };
    if &header[..4] != MAGIC {
        return Err(Error::GuardSnapshotNotRecognised);
    }
    let found = u16::from_le_bytes([header[4], header[5]]);
    if found != SNAPSHOT_VERSION {
        return Err(Error::GuardSnapshotVersion { found, expected: SNAPSHOT_VERSION });
    }
    if u32::from_le_bytes([header[6], header[7], header[8], header[9]]) != crc32(payload) {
        return Err(damaged("its checksum does not match"));
    }
    Ok(Reader(payload))
}

pub(super) fn write(state: &State) -> Vec<u8> {
    let mut w = Writer::default();
    w.long(state.revision);
    w.option(state.clock.last, Writer::signed);
    write_policy(&mut w, &state.policy);
    w.flag(state.locked);
    w.list(&state.senders.all, write_sender);
    w.number(state.recent.next as u32);
    w.list(&state.recent.ring, |w, (key, decision)| {
        w.pair(*key);
        w.number(packed(decision));
        w.option(decision.shield, Writer::number);
    });
    w.list(&state.counts.days, |w, d| {
        w.signed(d.day);
        d.by_action.into_iter().chain([d.abusive]).for_each(|n| w.number(n));
    });
    w.option(state.shield.as_ref(), write_shield);
    w.number(state.shields);
    write_surge(&mut w, &state.surge);
    w.number(state.outbox.last);
    w.list(&state.outbox.waiting, |w, e| {
        w.number(e.id);
        write_deed(w, &e.deed);
    });
    let payload = w.0;
    let mut out = Vec::with_capacity(HEADER + payload.len());
    out.extend(MAGIC);
    out.extend(SNAPSHOT_VERSION.to_le_bytes());
    out.extend(crc32(&payload).to_le_bytes());
    out.extend(payload);
    out
}

pub(super) fn read(bytes: &[u8]) -> Result<State, Error> {
    let r = &mut payload(bytes)?;
    let state = State {
        revision: r
            .long()
            .and_then(|n| if n >> 53 == 0 { Ok(n) } else { Err(damaged("a revision that no guard gets to")) })?,
        clock: Clock { last: r.option(Reader::signed)?, page: None },
        policy: read_policy(r)?,
        locked: r.flag()?,
        senders: Senders { all: r.list(senders::MOST, read_sender)? },
        recent: {
            let next = r.number()? as usize;
            let ring = r.list(recent::MOST, |r| {
                let (key, bits) = (r.pair()?, r.number()?);
                if bits >> 2 >> Reason::ALL.len() != 0 {
                    return Err(damaged("a reason that there is not"));
                }
                Ok((key, unpacked(bits, r.option(Reader::number)?)))
            })?;
            if next >= recent::MOST || (next != 0 && ring.len() < recent::MOST) {
                return Err(damaged("a place outside its list"));
            }
            Recent { ring, next }
        },
        counts: Counts {
            days: r.list(counts::MOST, |r| {
                Ok(DayCount {
                    day: r.signed()?,
                    by_action: [r.number()?, r.number()?, r.number()?, r.number()?],
                    abusive: r.number()?,
                })
            })?,
        },
        shield: r.option(read_shield)?,
        shields: r.count()?,
        surge: read_surge(r)?,
        outbox: Outbox {
            last: r.count()?,
            waiting: r.list(MOST_WAITING, |r| Ok(Effect { id: r.number()?, deed: read_deed(r)? }))?,
            fresh: Vec::new(),
        },
    };
    if !r.0.is_empty() {
        return Err(damaged("there are bytes after its end"));
    }
    state.policy.check().map_err(|_| damaged("a policy out of range"))?;
    Ok(state)
}

fn write_policy(w: &mut Writer, p: &Policy) {
    w.byte(p.preset as u8);
    p.who.iter().for_each(|who| w.byte(*who as u8));
    w.number(p.follower_days);
    w.number(p.quota.messages);
    w.signed(p.quota.window_ms);
    w.byte(p.quota.channels.0);
    w.byte(p.text_only.0);
    w.option(p.quiet_hours, |w, q| {
        w.number(q.from);
        w.number(q.to);
        w.byte(q.channels.0);
    });
    w.number(p.min_account_days);
    for by in [p.strangers, p.known] {
        w.0.extend([by.hint as u8, by.warn as u8, by.severe as u8]);
    }
    w.0.extend([p.excess as u8, p.names as u8, p.impersonation as u8]);
    w.flag(p.dismissals);
    w.flag(p.surge.suggest);
    w.option(p.surge.switch_on, |w, d| w.byte(d as u8));
}

fn read_policy(r: &mut Reader<'_>) -> Result<Policy, Error> {
    let by_level = |r: &mut Reader<'_>| {
        Ok(ByLevel { hint: r.one(&Action::ALL)?, warn: r.one(&Action::ALL)?, severe: r.one(&Action::ALL)? })
    };
    let preset = r.one(&PolicyPreset::ALL)?;
    let who = [r.one(&Who::ALL)?, r.one(&Who::ALL)?, r.one(&Who::ALL)?, r.one(&Who::ALL)?];
    let follower_days = r.number()?;
    let quota = Quota { messages: r.number()?, window_ms: r.signed()?, channels: Channels(r.byte()?) };
    let text_only = Channels(r.byte()?);
    let quiet_hours =
        r.option(|r| Ok(QuietHours { from: r.number()?, to: r.number()?, channels: Channels(r.byte()?) }))?;
    let min_account_days = r.number()?;
    let (strangers, known) = (by_level(r)?, by_level(r)?);
    Ok(Policy {
        preset,
        who,
        follower_days,
        quota,
        text_only,
        quiet_hours,
        min_account_days,
        strangers,
        known,
        excess: r.one(&Action::ALL)?,
        names: r.one(&Action::ALL)?,
        impersonation: r.one(&Action::ALL)?,
        dismissals: r.flag()?,
        surge: OnSurge { suggest: r.flag()?, switch_on: r.option(|r| r.one(&Duration::ALL))? },
    })
}

fn write_sender(w: &mut Writer, s: &Sender) {
    w.pair(s.key);
    w.flag(s.accepted);
    w.signed(s.seen);
    // Times of one sender lie close together.
    w.list(&s.through, |w, (channel, at)| {
        w.byte(*channel as u8);
        w.signed(s.seen.wrapping_sub(*at));
    });
    w.signed(s.seen.wrapping_sub(s.counted_since));
    w.number(s.attempts);
}

fn read_sender(r: &mut Reader<'_>) -> Result<Sender, Error> {
    let (key, accepted, seen) = (r.pair()?, r.flag()?, r.signed()?);
    let near = |r: &mut Reader<'_>| Ok(seen.wrapping_sub(r.signed()?));
    let through = r.list(senders::MOST_STAMPS, |r| Ok((r.one(&Channel::ALL)?, near(r)?)))?;
    Ok(Sender { key, accepted, seen, through, counted_since: near(r)?, attempts: r.number()? })
}

fn write_shield(w: &mut Writer, s: &Shield) {
    w.number(s.id);
    w.signed(s.since);
    w.byte(s.duration as u8);
    w.signed(s.remaining);
    w.signed(s.doubt);
    w.flag(s.noticed);
    w.flag(s.asked);
    w.number(s.held);
    for c in &s.channels {
        w.byte(c.audience as u8);
        w.string(&c.before);
        w.option(c.applied.as_deref(), Writer::string);
        w.flag(c.by_hand);
    }
}

fn read_shield(r: &mut Reader<'_>) -> Result<Shield, Error> {
    let mut shield = Shield {
        id: r.number()?,
        since: r.signed()?,
        duration: r.one(&Duration::ALL)?,
        remaining: r.signed()?,
        doubt: r.signed()?,
        noticed: r.flag()?,
        asked: r.flag()?,
        held: r.number()?,
        channels: Default::default(),
    };
    for c in &mut shield.channels {
        *c = Closed {
            audience: r.one(&Audience::ALL)?,
            before: r.string()?,
            applied: r.option(Reader::string)?,
            by_hand: r.flag()?,
        };
    }
    Ok(shield)
}

fn write_surge(w: &mut Writer, s: &Surge) {
    w.signed(s.time);
    w.signed(s.looked);
    w.float(s.cusum.sum);
    for mean in s.baseline.by_hour.iter().chain([&s.baseline.whole]) {
        w.float(mean.rate);
        w.number(mean.seen.into());
    }
    write_strangers(w, &s.strangers);
    write_episode(w, &s.episode);
    w.list(&s.hours, |w, h| {
        w.signed(h.hour);
        w.number(h.strangers);
        w.number(h.messages);
        w.number(h.abusive);
        w.float(h.usual);
    });
    w.option(s.alarm, |w, a| {
        w.number(a.id);
        w.signed(a.since);
        w.float(a.usual);
        w.flag(a.abusive);
        w.flag(a.seen);
    });
    w.number(s.alarms);
}

fn read_surge(r: &mut Reader<'_>) -> Result<Surge, Error> {
    let mean = |r: &mut Reader<'_>| Ok(Mean { rate: r.float()?, seen: r.number()?.min(u16::MAX.into()) as u16 });
    Ok(Surge {
        time: r.signed()?,
        looked: r.signed()?,
        cusum: Cusum { sum: r.float()? },
        baseline: {
            let mut baseline = Baseline::default();
            for m in baseline.by_hour.iter_mut().chain([&mut baseline.whole]) {
                *m = mean(r)?;
            }
            baseline
        },
        strangers: read_strangers(r)?,
        episode: read_episode(r)?,
        hours: r.list(surge::HOURS, |r| {
            Ok(Hour {
                hour: r
                    .signed()
                    .and_then(|n| if n.abs() <= MAX_WALL / HOUR { Ok(n) } else { Err(damaged("an hour of no day")) })?,
                strangers: r.number()?,
                messages: r.number()?,
                abusive: r.number()?,
                usual: r.float()?,
            })
        })?,
        alarm: r.option(|r| {
            Ok(Alarm { id: r.number()?, since: r.signed()?, usual: r.float()?, abusive: r.flag()?, seen: r.flag()? })
        })?,
        alarms: r.count()?,
    })
}

/// The filters are nearly empty for most people: only words that are not zero are written, with the distance between.
fn write_strangers(w: &mut Writer, s: &Strangers) {
    for words in [&s.current, &s.before] {
        let set: Vec<(usize, u32)> = words.iter().copied().enumerate().filter(|(_, word)| *word != 0).collect();
        let mut next = 0;
        w.list(&set, |w, (at, word)| {
            w.number((at - next) as u32);
            w.number(*word);
            next = at + 1;
        });
    }
    w.number(s.count);
    w.signed(s.since);
}

fn read_strangers(r: &mut Reader<'_>) -> Result<Strangers, Error> {
    let mut strangers = Strangers::default();
    for words in [&mut strangers.current, &mut strangers.before] {
        let mut next = 0;
        r.list(WORDS, |r| {
            let at = next + r.number()? as usize;
            *words.get_mut(at).ok_or(damaged("a place outside its list"))? = r.number()?;
            next = at + 1;
            Ok(())
        })?;
    }
    strangers.count = r.number()?;
    strangers.since = r.signed()?;
    Ok(strangers)
}

fn write_episode(w: &mut Writer, e: &Episode) {
    w.signed(e.since);
    for n in [e.strangers, e.messages, e.abusive, e.aged, e.young, e.compared, e.duplicates, e.mentions] {
        w.number(n);
    }
    w.number(e.next_text as u32);
    w.list(&e.texts, |w, t| w.pair(*t));
    w.list(&e.posts, |w, p| {
        w.pair(p.key);
        w.number(p.count);
        w.string(&p.id);
    });
}

fn read_episode(r: &mut Reader<'_>) -> Result<Episode, Error> {
    let episode = Episode {
        since: r.signed()?,
        strangers: r.number()?,
        messages: r.number()?,
        abusive: r.number()?,
        aged: r.number()?,
        young: r.number()?,
        compared: r.number()?,
        duplicates: r.number()?,
        mentions: r.number()?,
        next_text: r.number()? as usize,
        texts: r.list(surge::TEXTS, Reader::pair)?,
        posts: r.list(surge::POSTS, |r| Ok(Post { key: r.pair()?, count: r.number()?, id: r.string()? }))?,
    };
    if episode.next_text >= surge::TEXTS || (episode.next_text != 0 && episode.texts.len() < surge::TEXTS) {
        return Err(damaged("a place outside its list"));
    }
    if episode.posts.iter().any(|p| p.count == 0) {
        return Err(damaged("a count of nothing"));
    }
    Ok(episode)
}

fn write_deed(w: &mut Writer, deed: &Deed) {
    match deed {
        Deed::Close { channel, audience } => w.0.extend([0, *channel as u8, *audience as u8]),
        Deed::Restore { channel, value, over } => {
            w.0.extend([1, *channel as u8]);
            w.string(value);
            w.option(over.as_deref(), Writer::string);
        }
        Deed::NeedShield { duration } => w.0.extend([2, *duration as u8]),
        Deed::ShieldNotice { shield, ends_at } => {
            w.byte(3);
            w.number(*shield);
            w.signed(*ends_at);
        }
        Deed::ShieldAsk { shield, claimed_at } => {
            w.byte(4);
            w.number(*shield);
            w.signed(*claimed_at);
        }
        Deed::ShieldEnded { shield, by, from, to, held } => {
            w.0.extend([5, *by as u8]);
            w.number(*shield);
            w.signed(*from);
            w.signed(*to);
            w.number(*held);
        }
        Deed::Surge { alarm, abusive, since, explanation, suggest } => {
            w.byte(6);
            w.number(*alarm);
            w.flag(*abusive);
            w.signed(*since);
            w.list(explanation, |w, b| {
                w.byte(b.code as u8);
                w.float(b.value);
                w.number(b.of);
                w.option(b.id.as_deref(), Writer::string);
            });
            w.flag(*suggest);
        }
        Deed::SurgeEnded { alarm, from, to } => {
            w.byte(7);
            w.number(*alarm);
            w.signed(*from);
            w.signed(*to);
        }
        // These do not wait, and are never in a snapshot.
        Deed::ShieldStarted { .. } | Deed::Accepted { .. } | Deed::Persistent { .. } => w.byte(u8::MAX),
    }
}

fn read_deed(r: &mut Reader<'_>) -> Result<Deed, Error> {
    Ok(match r.byte()? {
        0 => Deed::Close { channel: r.one(&Channel::ALL)?, audience: r.one(&Who::ALL)? },
        1 => Deed::Restore { channel: r.one(&Channel::ALL)?, value: r.string()?, over: r.option(Reader::string)? },
        2 => Deed::NeedShield { duration: r.one(&Duration::ALL)? },
        3 => Deed::ShieldNotice { shield: r.number()?, ends_at: r.signed()? },
        4 => Deed::ShieldAsk { shield: r.number()?, claimed_at: r.signed()? },
        5 => Deed::ShieldEnded {
            by: r.one(&EndedBy::ALL)?,
            shield: r.number()?,
            from: r.signed()?,
            to: r.signed()?,
            held: r.number()?,
        },
        6 => Deed::Surge {
            alarm: r.number()?,
            abusive: r.flag()?,
            since: r.signed()?,
            explanation: r.list(Code::ALL.len(), |r| {
                Ok(Because {
                    code: r.one(&Code::ALL)?,
                    value: r.float()?,
                    of: r.number()?,
                    id: r.option(Reader::string)?,
                })
            })?,
            suggest: r.flag()?,
        },
        7 => Deed::SurgeEnded { alarm: r.number()?, from: r.signed()?, to: r.signed()? },
        _ => return Err(damaged("an effect that there is not")),
    })
}
