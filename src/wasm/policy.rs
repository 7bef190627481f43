//! A policy as JavaScript writes it: see `Policy` in `pkg/src/guard/contract.ts`.

use wasm_bindgen::prelude::*;

use super::fields::Fields;
use super::refusal;
use super::value::Value;
use crate::guard::{
    Action, ByLevel, Channel, Channels, Duration, OnSurge, Policy, PolicyPreset, QuietHours, Quota, Who,
};

/// A field is missing or out of range.
pub(super) fn bad(field: &'static str) -> JsValue {
    refusal(&crate::Error::GuardBadPolicy { field })
}

/// A duration, if one is named.
pub(super) fn duration(fields: &Fields, key: &'static str) -> Result<Option<Duration>, JsValue> {
    let names = Duration::ALL.map(Duration::name);
    Ok(fields.place_or_none(key, &names)?.map(|place| Duration::ALL[place]))
}

fn channels(fields: &Fields, key: &'static str) -> Result<Channels, JsValue> {
    Ok(Channels(fields.places(key, &Channel::ALL.map(Channel::name))?))
}

fn action(fields: &Fields, key: &'static str) -> Result<Action, JsValue> {
    Ok(Action::ALL[fields.place(key, &Action::ALL.map(Action::name))?])
}

fn by_level(fields: &Fields, key: &'static str) -> Result<ByLevel, JsValue> {
    let by = fields.object(key)?;
    Ok(ByLevel { hint: action(&by, "hint")?, warn: action(&by, "warn")?, severe: action(&by, "severe")? })
}

/// Reads a policy.
pub(super) fn read(policy: &Fields) -> Result<Policy, JsValue> {
    let who = policy.object("who")?;
    let who = |channel: Channel| Ok::<_, JsValue>(Who::ALL[who.place(channel.name(), &Who::ALL.map(Who::name))?]);
    let quota = policy.object("quota")?;
    let quiet = policy.object_or_none("quietHours")?;
    let abuse = policy.object("abuse")?;
    let surge = policy.object("surge")?;
    Ok(Policy {
        preset: PolicyPreset::ALL[policy.place("preset", &PolicyPreset::ALL.map(PolicyPreset::name))?],
        who: [who(Channel::Messages)?, who(Channel::Comments)?, who(Channel::Forwards)?, who(Channel::Mentions)?],
        follower_days: policy.whole("followerDays")?,
        quota: Quota {
            messages: quota.whole("messages")?,
            window_ms: quota.millis("windowMs")?,
            channels: channels(&quota, "channels")?,
        },
        text_only: channels(policy, "textOnly")?,
        quiet_hours: match &quiet {
            None => None,
            Some(quiet) => Some(QuietHours {
                from: quiet.whole("from")?,
                to: quiet.whole("to")?,
                channels: channels(quiet, "channels")?,
            }),
        },
        min_account_days: policy.whole("minAccountDays")?,
        excess: action(policy, "excess")?,
        strangers: by_level(&abuse, "strangers")?,
        known: by_level(&abuse, "known")?,
        names: action(policy, "names")?,
        impersonation: action(policy, "impersonation")?,
        dismissals: policy.flag("dismissals")?,
        surge: OnSurge { suggest: surge.flag("suggest")?, switch_on: duration(&surge, "switchOn")? },
    })
}

fn names_of(channels: Channels) -> Value {
    Value::list(channels.iter(), |channel| channel.name().into())
}

fn levels(by: &ByLevel) -> Value {
    let name = |action: Action| action.name().into();
    Value::Object(vec![("hint", name(by.hint)), ("warn", name(by.warn)), ("severe", name(by.severe))])
}

/// Writes a policy.
pub(super) fn write(policy: &Policy) -> Value {
    let quiet = policy.quiet_hours.map_or(Value::Null, |quiet| {
        Value::Object(vec![
            ("from", quiet.from.into()),
            ("to", quiet.to.into()),
            ("channels", names_of(quiet.channels)),
        ])
    });
    let who = Channel::ALL.map(|channel| (channel.name(), policy.who(channel).name().into()));
    let quota = vec![
        ("messages", policy.quota.messages.into()),
        ("windowMs", policy.quota.window_ms.into()),
        ("channels", names_of(policy.quota.channels)),
    ];
    let surge =
        vec![("suggest", policy.surge.suggest.into()), ("switchOn", policy.surge.switch_on.map(Duration::name).into())];
    Value::Object(vec![
        ("preset", policy.preset.name().into()),
        ("who", Value::Object(who.into())),
        ("followerDays", policy.follower_days.into()),
        ("quota", Value::Object(quota)),
        ("textOnly", names_of(policy.text_only)),
        ("quietHours", quiet),
        ("minAccountDays", policy.min_account_days.into()),
        ("excess", policy.excess.name().into()),
        ("abuse", Value::Object(vec![("strangers", levels(&policy.strangers)), ("known", levels(&policy.known))])),
        ("names", policy.names.name().into()),
        ("impersonation", policy.impersonation.name().into()),
        ("dismissals", policy.dismissals.into()),
        ("surge", Value::Object(surge)),
    ])
}
