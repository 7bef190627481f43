//! Decisions and effects as JavaScript reads them: see `Outcome` and `Effect` in `pkg/src/guard/contract.ts`.

use super::value::Value;
use crate::guard::{Because, Decision, Deed, Effect, Outcome, Reason, suggested};

fn decision(decision: &Decision) -> Value {
    Value::Object(vec![
        ("action", decision.action.name().into()),
        ("reasons", Value::list(decision.reasons.iter(), |reason: Reason| reason.code().into())),
        ("shield", decision.shield.into()),
    ])
}

/// The lines of an explanation.
pub(super) fn because(explanation: &[Because]) -> Value {
    Value::list(explanation, |line| {
        Value::Object(vec![
            ("code", line.code.name().into()),
            ("value", line.value.into()),
            ("of", line.of.into()),
            ("id", line.id.clone().map_or(Value::Null, Value::Text)),
        ])
    })
}

/// How an alarm is called.
pub(super) const fn level(abusive: bool) -> &'static str {
    if abusive { "many_abusive" } else { "many" }
}

/// What came of an event.
pub(super) fn outcome(outcome: &Outcome) -> Value {
    Value::Object(vec![
        ("decision", outcome.decision.as_ref().map_or(Value::Null, decision)),
        ("effects", Value::list(&outcome.effects, effect)),
        ("revision", outcome.revision.into()),
        ("persist", outcome.persist.name().into()),
        ("wakeAt", outcome.wake_at.into()),
    ])
}

/// Something to do.
pub(super) fn effect(effect: &Effect) -> Value {
    let (kind, fields): (&'static str, Vec<(&'static str, Value)>) = match &effect.deed {
        Deed::Close { channel, audience } => (
            "setChannel",
            vec![("channel", channel.name().into()), ("audience", audience.name().into()), ("restore", Value::Null)],
        ),
        Deed::Restore { channel, value, .. } => (
            "setChannel",
            vec![
                ("channel", channel.name().into()),
                ("audience", Value::Null),
                ("restore", Value::Text(value.clone())),
            ],
        ),
        Deed::NeedShield { duration } => ("needShield", vec![("duration", duration.name().into())]),
        Deed::ShieldStarted { shield, ends_at } => {
            ("shieldStarted", vec![("shield", (*shield).into()), ("endsAt", (*ends_at).into())])
        }
        Deed::ShieldNotice { shield, ends_at } => {
            ("shieldNotice", vec![("shield", (*shield).into()), ("endsAt", (*ends_at).into())])
        }
        Deed::ShieldAsk { shield, claimed_at } => {
            ("shieldAsk", vec![("shield", (*shield).into()), ("claimedAt", (*claimed_at).into())])
        }
        Deed::ShieldEnded { shield, by, from, to, held } => (
            "shieldEnded",
            vec![
                ("shield", (*shield).into()),
                ("by", by.name().into()),
                ("from", (*from).into()),
                ("to", (*to).into()),
                ("held", (*held).into()),
            ],
        ),
        Deed::Accepted { sender } => ("accepted", vec![("sender", Value::Text(sender.clone()))]),
        Deed::Persistent { sender, attempts } => (
            "persistent",
            vec![
                ("sender", Value::Text(sender.clone())),
                ("attempts", (*attempts).into()),
                ("hours", Value::Number(24.0)),
            ],
        ),
        Deed::Surge { alarm, abusive, since, explanation, suggest } => (
            "surge",
            vec![
                ("alarm", (*alarm).into()),
                ("level", level(*abusive).into()),
                ("since", (*since).into()),
                ("explanation", because(explanation)),
                ("suggest", (*suggest).into()),
                ("duration", suggested(*abusive).name().into()),
            ],
        ),
        Deed::SurgeEnded { alarm, from, to } => {
            ("surgeEnded", vec![("alarm", (*alarm).into()), ("from", (*from).into()), ("to", (*to).into())])
        }
    };
    let mut all = vec![("id", effect.id.into()), ("kind", kind.into())];
    all.extend(fields);
    Value::Object(all)
}
