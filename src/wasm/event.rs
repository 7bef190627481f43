//! Events as JavaScript writes them: see `GuardEvent` in `pkg/src/guard/contract.ts`.

use wasm_bindgen::prelude::*;

use super::fields::Fields;
use super::policy;
use super::refusal;
use crate::guard::{Action, Audience, Channel, Duration, Event, Message, Now, Order, Policy, Sender, Summary};
use crate::judge::{Level, Relation, Surface};
use crate::personal::USER_RULES;

/// A field is missing or out of range.
pub(super) fn bad(field: &'static str) -> JsValue {
    refusal(&crate::Error::GuardBadEvent { field })
}

/// The clocks, by themselves.
pub(super) fn now(now: JsValue) -> Result<Now, JsValue> {
    clocks(&Fields::of(now, "now", bad)?)
}

/// The clocks.
pub(super) fn clocks(now: &Fields) -> Result<Now, JsValue> {
    // `as` saturates, and what is out of range the guard refuses.
    Ok(Now { wall: now.millis("wall")?, mono: now.millis("mono")?, offset: now.number("offset")? as i32 })
}

/// An event that owns its texts.
pub(super) enum Facts {
    Message(Box<Owned>),
    Answered(String),
    Policy(Box<Policy>),
    Lock,
    Unlock,
    ShieldOn(Box<Order>),
    ShieldOff,
    ShieldExtend(Option<Duration>),
    ShieldAnswer(bool),
    ChannelChanged(Channel, String),
    ChannelSeen(Channel, String),
    Done(u32, Option<String>),
    SurgeSeen,
    Tick,
}

/// A message's texts and numbers.
pub(super) struct Owned {
    id: String,
    sender: String,
    name: String,
    text: String,
    post: Option<String>,
    relation: Relation,
    account_created_at: Option<i64>,
    followed_at: Option<i64>,
    accepted_before: bool,
    blocked: bool,
    surface: Surface,
    received_at: i64,
    links: u32,
    media: u32,
    mentions: u32,
    verdict: Summary,
    name_level: Level,
}

impl Facts {
    pub(super) fn read(fields: &Fields) -> Result<Self, JsValue> {
        let channel = || Ok::<_, JsValue>(Channel::ALL[fields.place("channel", &Channel::ALL.map(Channel::name))?]);
        Ok(match fields.text("type")?.as_str() {
            "message" => Self::Message(Box::new(message(fields)?)),
            "answered" => {
                let sender = fields.text("sender")?;
                if sender.is_empty() {
                    return Err(bad("sender"));
                }
                Self::Answered(sender)
            }
            "policy" => {
                let policy = fields.object("policy")?.refusing(policy::bad);
                Self::Policy(Box::new(policy::read(&policy)?))
            }
            "lock" => Self::Lock,
            "unlock" => Self::Unlock,
            "shieldOn" => Self::ShieldOn(Box::new(order(fields)?)),
            "shieldOff" => Self::ShieldOff,
            "shieldExtend" => Self::ShieldExtend(policy::duration(fields, "duration")?),
            "shieldAnswer" => Self::ShieldAnswer(fields.flag("end")?),
            "channelChanged" => Self::ChannelChanged(channel()?, fields.text("value")?),
            "channelSeen" => Self::ChannelSeen(channel()?, fields.text("value")?),
            "done" => Self::Done(fields.whole("effect")?, fields.text_or_none("value")?),
            "surgeSeen" => Self::SurgeSeen,
            "tick" => Self::Tick,
            _ => return Err(bad("type")),
        })
    }

    pub(super) fn event(&self) -> Event<'_> {
        match self {
            Self::Message(message) => Event::Message(message.borrowed()),
            Self::Answered(sender) => Event::Answered(sender),
            Self::Policy(policy) => Event::Policy((**policy).clone()),
            Self::Lock => Event::Lock,
            Self::Unlock => Event::Unlock,
            Self::ShieldOn(order) => Event::ShieldOn((**order).clone()),
            Self::ShieldOff => Event::ShieldOff,
            Self::ShieldExtend(duration) => Event::ShieldExtend(*duration),
            Self::ShieldAnswer(end) => Event::ShieldAnswer(*end),
            Self::ChannelChanged(channel, value) => Event::ChannelChanged(*channel, value),
            Self::ChannelSeen(channel, value) => Event::ChannelSeen(*channel, value),
            Self::Done(effect, value) => Event::Done(*effect, value.as_deref()),
            Self::SurgeSeen => Event::SurgeSeen,
            Self::Tick => Event::Tick,
        }
    }
}

impl Owned {
    fn borrowed(&self) -> Message<'_> {
        Message {
            id: &self.id,
            sender: Sender {
                id: &self.sender,
                name: &self.name,
                relation: self.relation,
                account_created_at: self.account_created_at,
                followed_at: self.followed_at,
                accepted_before: self.accepted_before,
                blocked: self.blocked,
            },
            surface: self.surface,
            received_at: self.received_at,
            text: &self.text,
            post: self.post.as_deref(),
            links: self.links,
            media: self.media,
            mentions: self.mentions,
            verdict: self.verdict,
            name_level: self.name_level,
        }
    }
}

fn message(fields: &Fields) -> Result<Owned, JsValue> {
    let sender = fields.object("sender")?;
    let name_verdict = fields.object_or_none("nameVerdict")?;
    Ok(Owned {
        id: fields.text("id")?,
        sender: sender.text("id")?,
        name: sender.text_or_none("name")?.unwrap_or_default(),
        text: fields.text("text")?,
        post: fields.text_or_none("post")?,
        relation: Relation::ALL[sender.place("relation", &Relation::ALL.map(Relation::name))?],
        account_created_at: sender.millis_or_none("accountCreatedAt")?,
        followed_at: sender.millis_or_none("followedAt")?,
        accepted_before: sender.flag_or_none("acceptedBefore")?.unwrap_or_default(),
        blocked: sender.flag_or_none("blocked")?.unwrap_or_default(),
        surface: Surface::ALL[fields.place("surface", &Surface::ALL.map(Surface::name))?],
        received_at: fields.millis("receivedAt")?,
        links: fields.count("links")?,
        media: fields.count("media")?,
        mentions: fields.count("mentions")?,
        verdict: summary(&fields.object("verdict")?)?,
        name_level: match &name_verdict {
            Some(verdict) => summary(verdict)?.level,
            None => Level::None,
        },
    })
}

fn summary(verdict: &Fields) -> Result<Summary, JsValue> {
    let mut words = Action::Show;
    for finding in verdict.objects("findings")? {
        let rule = finding.text("rule")?;
        if rule == USER_RULES[1] {
            words = Action::Hold;
        } else if rule == USER_RULES[0] {
            words = words.max(Action::Fold);
        }
    }
    Ok(Summary {
        level: Level::from_name(&verdict.text("level")?).ok_or_else(|| bad("level"))?,
        score: (verdict.number("score")? * 1000.0).round().clamp(0.0, 1000.0) as u16,
        words,
    })
}

fn order(fields: &Fields) -> Result<Order, JsValue> {
    let mut order = Order { duration: policy::duration(fields, "duration")?.unwrap_or_default(), ..Order::default() };
    let (before, audience) = (fields.object("before")?, fields.object_or_none("audience")?);
    let audiences = Audience::ALL.map(|audience| audience.who().name());
    for channel in Channel::ALL {
        order.before[channel as usize] = before.text(channel.name())?;
        if let Some(audience) = &audience
            && let Some(place) = audience.place_or_none(channel.name(), &audiences)?
        {
            order.audience[channel as usize] = Audience::ALL[place];
        }
    }
    Ok(order)
}
