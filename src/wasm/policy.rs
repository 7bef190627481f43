//! A policy as JavaScript writes it.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

use super::refusal;
use crate::guard::{
    Action, ByLevel, Channel, Channels, Duration, OnSurge, Policy, PolicyPreset, QuietHours, Quota, Who,
};

/// The code of a policy that is not one.
pub(super) const BAD_POLICY: &str = "guard_bad_policy";

#[derive(Deserialize, Serialize)]
struct WhoObject {
    messages: String,
    comments: String,
    forwards: String,
    mentions: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct QuotaObject {
    messages: f64,
    window_ms: f64,
    channels: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct QuietObject {
    from: f64,
    to: f64,
    channels: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct ByLevelObject {
    hint: String,
    warn: String,
    severe: String,
}

#[derive(Deserialize, Serialize)]
struct AbuseObject {
    strangers: ByLevelObject,
    known: ByLevelObject,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct SurgeObject {
    suggest: bool,
    switch_on: Option<String>,
}

/// A policy: see `Policy` in `pkg/src/guard/contract.ts`.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PolicyObject {
    preset: String,
    who: WhoObject,
    follower_days: f64,
    quota: QuotaObject,
    text_only: Vec<String>,
    quiet_hours: Option<QuietObject>,
    min_account_days: f64,
    excess: String,
    abuse: AbuseObject,
    names: String,
    impersonation: String,
    dismissals: bool,
    surge: SurgeObject,
}

/// A field is missing or out of range.
pub(super) fn bad(field: &'static str) -> JsValue {
    refusal(&crate::Error::GuardBadPolicy { field })
}

/// One of a closed list, by its name.
pub(super) fn one<T: Copy>(all: &[T], name_of: impl Fn(T) -> &'static str, name: &str) -> Option<T> {
    all.iter().copied().find(|item| name_of(*item) == name)
}

/// A duration by its name.
pub(super) fn duration(name: &str) -> Option<Duration> {
    one(&Duration::ALL, Duration::name, name)
}

/// A whole number from 0 up; what is larger than fits is out of every range.
fn whole(number: f64, field: &'static str) -> Result<u32, JsValue> {
    if number >= 0.0 && number.fract() == 0.0 { Ok(number as u32) } else { Err(bad(field)) }
}

fn channels(names: &[String], field: &'static str) -> Result<Channels, JsValue> {
    let each = names.iter().map(|name| one(&Channel::ALL, Channel::name, name).ok_or_else(|| bad(field)));
    Ok(Channels::of(&each.collect::<Result<Vec<_>, _>>()?))
}

fn who(name: &str) -> Result<Who, JsValue> {
    one(&Who::ALL, Who::name, name).ok_or_else(|| bad("who"))
}

fn action(name: &str, field: &'static str) -> Result<Action, JsValue> {
    one(&Action::ALL, Action::name, name).ok_or_else(|| bad(field))
}

impl ByLevelObject {
    fn read(&self) -> Result<ByLevel, JsValue> {
        let act = |name| action(name, "abuse");
        Ok(ByLevel { hint: act(&self.hint)?, warn: act(&self.warn)?, severe: act(&self.severe)? })
    }
}

impl PolicyObject {
    pub(super) fn read(&self) -> Result<Policy, JsValue> {
        let quiet_hours = |q: &QuietObject| {
            Ok::<_, JsValue>(QuietHours {
                from: whole(q.from, "quietHours")?,
                to: whole(q.to, "quietHours")?,
                channels: channels(&q.channels, "quietHours")?,
            })
        };
        let switch_on = |name: &String| duration(name).ok_or_else(|| bad("surge.switchOn"));
        Ok(Policy {
            preset: one(&PolicyPreset::ALL, PolicyPreset::name, &self.preset).ok_or_else(|| bad("preset"))?,
            who: [
                who(&self.who.messages)?,
                who(&self.who.comments)?,
                who(&self.who.forwards)?,
                who(&self.who.mentions)?,
            ],
            follower_days: whole(self.follower_days, "followerDays")?,
            quota: Quota {
                messages: whole(self.quota.messages, "quota.messages")?,
                window_ms: i64::from(whole(self.quota.window_ms, "quota.windowMs")?),
                channels: channels(&self.quota.channels, "quota.channels")?,
            },
            text_only: channels(&self.text_only, "textOnly")?,
            quiet_hours: self.quiet_hours.as_ref().map(quiet_hours).transpose()?,
            min_account_days: whole(self.min_account_days, "minAccountDays")?,
            excess: action(&self.excess, "excess")?,
            strangers: self.abuse.strangers.read()?,
            known: self.abuse.known.read()?,
            names: action(&self.names, "names")?,
            impersonation: action(&self.impersonation, "impersonation")?,
            dismissals: self.dismissals,
            surge: OnSurge {
                suggest: self.surge.suggest,
                switch_on: self.surge.switch_on.as_ref().map(switch_on).transpose()?,
            },
        })
    }
}

fn names_of(channels: Channels) -> Vec<String> {
    channels.iter().map(|c| c.name().to_owned()).collect()
}

impl From<&ByLevel> for ByLevelObject {
    fn from(by: &ByLevel) -> Self {
        let name = |action: Action| action.name().to_owned();
        Self { hint: name(by.hint), warn: name(by.warn), severe: name(by.severe) }
    }
}

impl From<&Policy> for PolicyObject {
    fn from(policy: &Policy) -> Self {
        let who = |channel| policy.who(channel).name().to_owned();
        Self {
            preset: policy.preset.name().to_owned(),
            who: WhoObject {
                messages: who(Channel::Messages),
                comments: who(Channel::Comments),
                forwards: who(Channel::Forwards),
                mentions: who(Channel::Mentions),
            },
            follower_days: policy.follower_days.into(),
            quota: QuotaObject {
                messages: policy.quota.messages.into(),
                window_ms: policy.quota.window_ms as f64,
                channels: names_of(policy.quota.channels),
            },
            text_only: names_of(policy.text_only),
            quiet_hours: policy.quiet_hours.map(|q| QuietObject {
                from: q.from.into(),
                to: q.to.into(),
                channels: names_of(q.channels),
            }),
            min_account_days: policy.min_account_days.into(),
            excess: policy.excess.name().to_owned(),
            abuse: AbuseObject { strangers: (&policy.strangers).into(), known: (&policy.known).into() },
            names: policy.names.name().to_owned(),
            impersonation: policy.impersonation.name().to_owned(),
            dismissals: policy.dismissals,
            surge: SurgeObject {
                suggest: policy.surge.suggest,
                switch_on: policy.surge.switch_on.map(|d| d.name().to_owned()),
            },
        }
    }
}
