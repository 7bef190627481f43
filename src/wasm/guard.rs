//! The inbox's guard for JavaScript: events in, decisions and effects out, as plain objects.
//!
//! The shapes are those of `pkg/src/guard/contract.ts`.

use js_sys::Reflect;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::policy::{PolicyObject, duration, one};
use super::{failure, plain, refusal};
use crate::guard::{
    Action, Audience, Because, Channel, Closed, Decision, Deed, Effect, Event, Message, Names, Now, Order, Outcome,
    Policy, PolicyPreset, Reason, Sender, Summary, civil, suggested,
};
use crate::judge::{Level, Relation, Surface};

/// The code of an event that is not one.
pub(super) const BAD_EVENT: &str = "guard_bad_event";

/// The clocks at an event.
#[derive(Clone, Copy, Deserialize)]
struct NowObject {
    wall: f64,
    mono: f64,
    offset: f64,
}

impl From<NowObject> for Now {
    fn from(now: NowObject) -> Self {
        // `as` saturates, and what is out of range the guard refuses.
        Self { wall: millis(now.wall), mono: millis(now.mono), offset: now.offset as i32 }
    }
}

/// Whole milliseconds; what is not a number is out of every range.
fn millis(ms: f64) -> i64 {
    if ms.is_nan() { i64::MIN + 1 } else { (ms.floor() as i64).max(i64::MIN + 1) }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SenderObject {
    id: String,
    name: Option<String>,
    relation: String,
    account_created_at: Option<f64>,
    followed_at: Option<f64>,
    accepted_before: Option<bool>,
    blocked: Option<bool>,
}

#[derive(Deserialize)]
struct FindingObject {
    rule: String,
}

#[derive(Deserialize)]
struct VerdictObject {
    level: String,
    score: f64,
    findings: Vec<FindingObject>,
}

impl VerdictObject {
    fn summary(&self) -> Result<Summary, JsValue> {
        let words = self.findings.iter().map(|f| match f.rule.as_str() {
            "user.hold" => Action::Hold,
            "user.fold" => Action::Fold,
            _ => Action::Show,
        });
        Ok(Summary {
            level: Level::from_name(&self.level).ok_or_else(|| bad("verdict.level"))?,
            score: (self.score * 1000.0).round().clamp(0.0, 1000.0) as u16,
            words: words.max().unwrap_or_default(),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MessageObject {
    now: NowObject,
    id: String,
    sender: SenderObject,
    surface: String,
    received_at: f64,
    text: String,
    post: Option<String>,
    links: Option<u32>,
    media: Option<u32>,
    mentions: Option<u32>,
    verdict: VerdictObject,
    name_verdict: Option<VerdictObject>,
}

/// A value for each channel.
#[derive(Deserialize, Serialize)]
struct EachChannel<T> {
    messages: T,
    comments: T,
    forwards: T,
    mentions: T,
}

/// Every event but a message: all fields any of them has.
#[derive(Deserialize)]
struct OtherObject {
    now: NowObject,
    sender: Option<String>,
    policy: Option<PolicyObject>,
    duration: Option<String>,
    audience: Option<EachChannel<Option<String>>>,
    before: Option<EachChannel<String>>,
    end: Option<bool>,
    channel: Option<String>,
    value: Option<String>,
    effect: Option<u32>,
}

#[derive(Deserialize)]
struct ContactObject {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct NamesObject {
    own: Vec<String>,
    contacts: Vec<ContactObject>,
}

#[derive(Serialize)]
struct DecisionObject {
    action: &'static str,
    reasons: Vec<&'static str>,
    shield: Option<u32>,
}

impl From<Decision> for DecisionObject {
    fn from(decision: Decision) -> Self {
        let reasons = decision.reasons.iter().map(Reason::code).collect();
        Self { action: decision.action.name(), reasons, shield: decision.shield }
    }
}

#[derive(Serialize)]
struct BecauseObject<'e> {
    code: &'static str,
    value: f64,
    of: u32,
    id: Option<&'e str>,
}

fn because(explanation: &[Because]) -> Vec<BecauseObject<'_>> {
    explanation
        .iter()
        .map(|b| BecauseObject { code: b.code.name(), value: b.value, of: b.of, id: b.id.as_deref() })
        .collect()
}

/// Every effect: all fields any of them has.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::option_option, reason = "absent, or there and null")]
struct EffectObject<'e> {
    id: u32,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<Option<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    restore: Option<Option<&'e str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shield: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_at: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_at: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alarm: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Vec<BecauseObject<'e>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggest: Option<bool>,
}

const fn level(abusive: bool) -> &'static str {
    if abusive { "many_abusive" } else { "many" }
}

fn effect(effect: &Effect) -> EffectObject<'_> {
    let blank = EffectObject { id: effect.id, ..EffectObject::default() };
    match &effect.deed {
        Deed::Close { channel, audience } => EffectObject {
            kind: "setChannel",
            channel: Some(channel.name()),
            audience: Some(Some(audience.name())),
            restore: Some(None),
            ..blank
        },
        Deed::Restore { channel, value, .. } => EffectObject {
            kind: "setChannel",
            channel: Some(channel.name()),
            audience: Some(None),
            restore: Some(Some(value)),
            ..blank
        },
        Deed::NeedShield { duration } => EffectObject { kind: "needShield", duration: Some(duration.name()), ..blank },
        Deed::ShieldStarted { shield, ends_at } => {
            EffectObject { kind: "shieldStarted", shield: Some(*shield), ends_at: Some(*ends_at as f64), ..blank }
        }
        Deed::ShieldNotice { shield, ends_at } => {
            EffectObject { kind: "shieldNotice", shield: Some(*shield), ends_at: Some(*ends_at as f64), ..blank }
        }
        Deed::ShieldAsk { shield, claimed_at } => {
            EffectObject { kind: "shieldAsk", shield: Some(*shield), claimed_at: Some(*claimed_at as f64), ..blank }
        }
        Deed::ShieldEnded { shield, by, from, to, held } => EffectObject {
            kind: "shieldEnded",
            shield: Some(*shield),
            by: Some(by.name()),
            from: Some(*from as f64),
            to: Some(*to as f64),
            held: Some(*held),
            ..blank
        },
        Deed::Accepted { sender } => EffectObject { kind: "accepted", sender: Some(sender), ..blank },
        Deed::Persistent { sender, attempts } => EffectObject {
            kind: "persistent",
            sender: Some(sender),
            attempts: Some(*attempts),
            hours: Some(24),
            ..blank
        },
        Deed::Surge { alarm, abusive, since, explanation, suggest } => EffectObject {
            kind: "surge",
            alarm: Some(*alarm),
            level: Some(level(*abusive)),
            since: Some(*since as f64),
            explanation: Some(because(explanation)),
            suggest: Some(*suggest),
            duration: Some(suggested(*abusive).name()),
            ..blank
        },
        Deed::SurgeEnded { alarm, from, to } => EffectObject {
            kind: "surgeEnded",
            alarm: Some(*alarm),
            from: Some(*from as f64),
            to: Some(*to as f64),
            ..blank
        },
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutcomeObject<'o> {
    decision: Option<DecisionObject>,
    effects: Vec<EffectObject<'o>>,
    revision: f64,
    persist: &'static str,
    wake_at: Option<f64>,
}

impl<'o> From<&'o Outcome> for OutcomeObject<'o> {
    fn from(outcome: &'o Outcome) -> Self {
        Self {
            decision: outcome.decision.map(DecisionObject::from),
            effects: outcome.effects.iter().map(effect).collect(),
            revision: outcome.revision as f64,
            persist: outcome.persist.name(),
            wake_at: outcome.wake_at.map(|at| at as f64),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChannelObject {
    audience: &'static str,
    changed_by_hand: bool,
}

impl Closed {
    fn object(&self) -> ChannelObject {
        ChannelObject { audience: self.audience.who().name(), changed_by_hand: self.by_hand }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShieldObject {
    id: u32,
    since: f64,
    ends_at: f64,
    remaining_ms: f64,
    duration: &'static str,
    asking: bool,
    noticed: bool,
    held: u32,
    channels: EachChannel<ChannelObject>,
}

#[derive(Serialize)]
struct SurgeObject<'e> {
    alarm: u32,
    level: &'static str,
    since: f64,
    seen: bool,
    explanation: Vec<BecauseObject<'e>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StatusObject<'e> {
    revision: f64,
    locked: bool,
    policy: PolicyObject,
    shield: Option<ShieldObject>,
    surge: Option<SurgeObject<'e>>,
    usual_per_hour: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HourObject {
    from: f64,
    new_strangers: u32,
    messages: u32,
    abusive: u32,
    usual: f64,
}

#[derive(Serialize)]
struct DayObject {
    day: String,
    shown: u32,
    folded: u32,
    held: u32,
    refused: u32,
    abusive: u32,
}

/// A ready policy by its name.
///
/// # Errors
/// An `Error` with `code`: there is no such preset.
#[wasm_bindgen(js_name = policyPreset)]
pub fn policy_preset(name: &str) -> Result<JsValue, JsValue> {
    let preset = one(&PolicyPreset::ALL, PolicyPreset::name, name).ok_or_else(|| super::policy::bad("preset"))?;
    plain(&PolicyObject::from(&Policy::preset(preset)))
}

/// The revision of a snapshot.
///
/// # Errors
/// An `Error` with `code`: the bytes are not a snapshot, of another version, or damaged.
#[wasm_bindgen(js_name = snapshotRevision)]
pub fn snapshot_revision(bytes: &[u8]) -> Result<f64, JsValue> {
    Ok(crate::guard::revision(bytes).map_err(|e| refusal(&e))? as f64)
}

/// The inbox's guard.
#[wasm_bindgen]
pub struct Guard {
    inner: crate::guard::Guard,
}

#[wasm_bindgen]
impl Guard {
    /// A guard that has seen nothing.
    ///
    /// # Errors
    /// An `Error` with `code`: the policy or the clocks are out of range.
    #[wasm_bindgen(constructor)]
    pub fn new(now: JsValue, policy: JsValue) -> Result<Guard, JsValue> {
        console_error_panic_hook::set_once();
        let policy: PolicyObject = serde_wasm_bindgen::from_value(policy)
            .map_err(|e| failure(super::policy::BAD_POLICY, &format!("this is not a policy: {e}")))?;
        let inner = crate::guard::Guard::new(read::<NowObject>(now)?.into(), policy.read()?);
        Ok(Self { inner: inner.map_err(|e| refusal(&e))? })
    }

    /// Reads a snapshot.
    ///
    /// # Errors
    /// An `Error` with `code`: the bytes are not a snapshot, of another version, or damaged.
    pub fn restore(bytes: &[u8]) -> Result<Guard, JsValue> {
        console_error_panic_hook::set_once();
        Ok(Self { inner: crate::guard::Guard::restore(bytes).map_err(|e| refusal(&e))? })
    }

    /// Takes the state that is stored, unless this page wrote or took it before. Whether it did.
    ///
    /// # Errors
    /// As `restore`.
    pub fn adopt(&mut self, bytes: &[u8]) -> Result<bool, JsValue> {
        self.inner.adopt(bytes).map_err(|e| refusal(&e))
    }

    /// The state as bytes.
    pub fn snapshot(&mut self) -> Vec<u8> {
        self.inner.snapshot()
    }

    /// Applies an event.
    ///
    /// # Errors
    /// An `Error` with `code`: the event is not one, or the policy is locked. Nothing has changed then.
    pub fn apply(&mut self, event: JsValue) -> Result<JsValue, JsValue> {
        let kind = Reflect::get(&event, &JsValue::from_str("type")).ok().and_then(|kind| kind.as_string());
        let kind = kind.ok_or_else(|| bad("type"))?;
        let outcome = if kind == "message" {
            let message: MessageObject = read(event)?;
            let now = message.now.into();
            self.inner.apply(now, Event::Message(borrow(&message)?))
        } else {
            let other: OtherObject = read(event)?;
            let now = other.now.into();
            // An event of the wrong shape is refused before it can change anything.
            let event = other.event(&kind)?;
            self.inner.apply(now, event)
        };
        plain(&OutcomeObject::from(&outcome.map_err(|e| refusal(&e))?))
    }

    /// Effects that wait to be acknowledged.
    ///
    /// # Errors
    /// None that is known: effects are plain.
    pub fn pending(&self) -> Result<JsValue, JsValue> {
        let effects: Vec<_> = self.inner.pending().iter().map(effect).collect();
        plain(&effects)
    }

    /// Grows with every event that changed something.
    #[wasm_bindgen(getter)]
    pub fn revision(&self) -> f64 {
        self.inner.revision() as f64
    }

    /// What is on, and until when.
    ///
    /// # Errors
    /// An `Error` with `code`: these are no clocks.
    pub fn status(&self, now: JsValue) -> Result<JsValue, JsValue> {
        let now: Now = read::<NowObject>(now)?.into();
        let guard = &self.inner;
        let explanation = guard.explanation();
        plain(&StatusObject {
            revision: guard.revision() as f64,
            locked: guard.is_locked(),
            policy: PolicyObject::from(guard.policy()),
            shield: guard.shield().map(|shield| ShieldObject {
                id: shield.id,
                since: shield.since as f64,
                ends_at: shield.ends_at(now) as f64,
                remaining_ms: shield.remaining as f64,
                duration: shield.duration.name(),
                asking: shield.asked,
                noticed: shield.noticed,
                held: shield.held,
                channels: EachChannel {
                    messages: shield.channels[Channel::Messages as usize].object(),
                    comments: shield.channels[Channel::Comments as usize].object(),
                    forwards: shield.channels[Channel::Forwards as usize].object(),
                    mentions: shield.channels[Channel::Mentions as usize].object(),
                },
            }),
            surge: guard.alarm().map(|alarm| SurgeObject {
                alarm: alarm.id,
                level: level(alarm.abusive),
                since: alarm.since as f64,
                seen: alarm.seen,
                explanation: because(&explanation),
            }),
            usual_per_hour: guard.usual_per_hour(now),
        })
    }

    /// The last hours, oldest first.
    ///
    /// # Errors
    /// An `Error` with `code`: these are no clocks.
    pub fn chart(&self, now: JsValue, hours: u32) -> Result<JsValue, JsValue> {
        let now: Now = read::<NowObject>(now)?.into();
        let hours: Vec<_> = self
            .inner
            .chart(now, hours as usize)
            .iter()
            .map(|h| HourObject {
                from: (h.hour * crate::guard::HOUR_MS) as f64,
                new_strangers: h.strangers,
                messages: h.messages,
                abusive: h.abusive,
                usual: h.usual,
            })
            .collect();
        plain(&hours)
    }

    /// Counts of the last days with messages, oldest first.
    ///
    /// # Errors
    /// None that is known: counts are plain.
    pub fn counts(&self) -> Result<JsValue, JsValue> {
        let days: Vec<_> = self
            .inner
            .counts()
            .iter()
            .map(|d| {
                let (year, month, day) = civil(d.day);
                let [shown, folded, held, refused] = d.by_action;
                let day = format!("{year:04}-{month:02}-{day:02}");
                DayObject { day, shown, folded, held, refused, abusive: d.abusive }
            })
            .collect();
        plain(&days)
    }

    /// Takes the names to protect from impersonation.
    ///
    /// # Errors
    /// An `Error` with `code`: these are no names.
    #[wasm_bindgen(js_name = setNames)]
    pub fn set_names(&mut self, names: JsValue) -> Result<(), JsValue> {
        let names: NamesObject = read(names)?;
        let contacts = names.contacts.iter().map(|c| (c.id.as_str(), c.name.as_str()));
        self.inner.set_names(Names::new(names.own.iter().map(String::as_str), contacts));
        Ok(())
    }
}

/// A value of JavaScript as one of ours.
fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(|e| failure(BAD_EVENT, &format!("this is not an event: {e}")))
}

/// A field is missing or is none of its closed list.
fn bad(field: &'static str) -> JsValue {
    refusal(&crate::Error::GuardBadEvent { field })
}

fn borrow(m: &MessageObject) -> Result<Message<'_>, JsValue> {
    let s = &m.sender;
    Ok(Message {
        id: &m.id,
        sender: Sender {
            id: &s.id,
            name: s.name.as_deref().unwrap_or_default(),
            relation: Relation::from_name(&s.relation).ok_or_else(|| bad("sender.relation"))?,
            account_created_at: s.account_created_at.map(millis),
            followed_at: s.followed_at.map(millis),
            accepted_before: s.accepted_before.unwrap_or_default(),
            blocked: s.blocked.unwrap_or_default(),
        },
        surface: Surface::from_name(&m.surface).ok_or_else(|| bad("surface"))?,
        received_at: millis(m.received_at),
        text: &m.text,
        post: m.post.as_deref(),
        links: m.links.unwrap_or_default(),
        media: m.media.unwrap_or_default(),
        mentions: m.mentions.unwrap_or_default(),
        verdict: m.verdict.summary()?,
        name_level: m.name_verdict.as_ref().map(VerdictObject::summary).transpose()?.unwrap_or_default().level,
    })
}

impl OtherObject {
    fn event(&self, kind: &str) -> Result<Event<'_>, JsValue> {
        let duration =
            || self.duration.as_deref().map(|name| duration(name).ok_or_else(|| bad("duration"))).transpose();
        let channel = || {
            let name = self.channel.as_deref().unwrap_or_default();
            one(&Channel::ALL, Channel::name, name).ok_or_else(|| bad("channel"))
        };
        let value = || self.value.as_deref().ok_or_else(|| bad("value"));
        Ok(match kind {
            "answered" => {
                Event::Answered(self.sender.as_deref().filter(|s| !s.is_empty()).ok_or_else(|| bad("sender"))?)
            }
            "policy" => Event::Policy(self.policy.as_ref().ok_or_else(|| bad("policy"))?.read()?),
            "lock" => Event::Lock,
            "unlock" => Event::Unlock,
            "shieldOn" => Event::ShieldOn(self.order(duration()?.unwrap_or_default())?),
            "shieldOff" => Event::ShieldOff,
            "shieldExtend" => Event::ShieldExtend(duration()?),
            "shieldAnswer" => Event::ShieldAnswer(self.end.ok_or_else(|| bad("end"))?),
            "channelChanged" => Event::ChannelChanged(channel()?, value()?),
            "channelSeen" => Event::ChannelSeen(channel()?, value()?),
            "done" => Event::Done(self.effect.ok_or_else(|| bad("effect"))?, self.value.as_deref()),
            "surgeSeen" => Event::SurgeSeen,
            "tick" => Event::Tick,
            _ => return Err(bad("type")),
        })
    }

    fn order(&self, duration: crate::guard::Duration) -> Result<Order, JsValue> {
        let before = self.before.as_ref().ok_or_else(|| bad("before"))?;
        let mut order = Order {
            duration,
            before: [&before.messages, &before.comments, &before.forwards, &before.mentions].map(String::clone),
            ..Order::default()
        };
        if let Some(a) = &self.audience {
            let given = [&a.messages, &a.comments, &a.forwards, &a.mentions];
            for (audience, name) in order.audience.iter_mut().zip(given) {
                if let Some(name) = name {
                    *audience = one(&Audience::ALL, |a| a.who().name(), name).ok_or_else(|| bad("audience"))?;
                }
            }
        }
        Ok(order)
    }
}
