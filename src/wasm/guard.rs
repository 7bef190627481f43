//! The inbox's guard for JavaScript: events in, decisions and effects out, as plain objects.
//!
//! The shapes are those of `pkg/src/guard/contract.ts`.

use wasm_bindgen::prelude::*;

use super::effect::{because, effect, level, outcome};
use super::event::{self, bad};
use super::fields::Fields;
use super::policy;
use super::refusal;
use super::value::Value;
use crate::guard::{Channel, Names, Policy, PolicyPreset, Shield, civil};

/// A ready policy by its name.
///
/// # Errors
/// An `Error` with `code`: there is no such preset.
#[wasm_bindgen(js_name = policyPreset)]
pub fn policy_preset(name: &str) -> Result<JsValue, JsValue> {
    let preset = PolicyPreset::ALL.into_iter().find(|preset| preset.name() == name);
    policy::write(&Policy::preset(preset.ok_or_else(|| policy::bad("preset"))?)).out()
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
        let policy = policy::read(&Fields::of(policy, "policy", policy::bad)?)?;
        let inner = crate::guard::Guard::new(event::now(now)?, policy);
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
        let fields = Fields::of(event, "event", bad)?;
        let now = event::clocks(&fields.object("now")?)?;
        let facts = event::Facts::read(&fields)?;
        let result = self.inner.apply(now, facts.event());
        outcome(&result.map_err(|e| refusal(&e))?).out()
    }

    /// Effects that wait to be acknowledged.
    ///
    /// # Errors
    /// None that is known: effects are plain.
    pub fn pending(&self) -> Result<JsValue, JsValue> {
        Value::list(self.inner.pending(), effect).out()
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
        let now = event::now(now)?;
        let guard = &self.inner;
        let surge = guard.alarm().map_or(Value::Null, |alarm| {
            Value::Object(vec![
                ("alarm", alarm.id.into()),
                ("level", level(alarm.abusive).into()),
                ("since", alarm.since.into()),
                ("seen", alarm.seen.into()),
                ("explanation", because(&guard.explanation())),
            ])
        });
        Value::Object(vec![
            ("revision", guard.revision().into()),
            ("locked", guard.is_locked().into()),
            ("policy", policy::write(guard.policy())),
            ("shield", guard.shield().map_or(Value::Null, |shield| shield_status(shield, shield.ends_at(now)))),
            ("surge", surge),
            ("usualPerHour", guard.usual_per_hour(now).into()),
        ])
        .out()
    }

    /// The last hours, oldest first.
    ///
    /// # Errors
    /// An `Error` with `code`: these are no clocks.
    pub fn chart(&self, now: JsValue, hours: u32) -> Result<JsValue, JsValue> {
        Value::list(self.inner.chart(event::now(now)?, hours as usize), |hour| {
            Value::Object(vec![
                ("from", (hour.hour * crate::guard::HOUR_MS).into()),
                ("newStrangers", hour.strangers.into()),
                ("messages", hour.messages.into()),
                ("abusive", hour.abusive.into()),
                ("usual", hour.usual.into()),
            ])
        })
        .out()
    }

    /// Counts of the last days with messages, oldest first.
    ///
    /// # Errors
    /// None that is known: counts are plain.
    pub fn counts(&self) -> Result<JsValue, JsValue> {
        Value::list(self.inner.counts(), |count| {
            let (year, month, day) = civil(count.day);
            let [shown, folded, held, refused] = count.by_action;
            Value::Object(vec![
                ("day", Value::Text(format!("{year:04}-{month:02}-{day:02}"))),
                ("shown", shown.into()),
                ("folded", folded.into()),
                ("held", held.into()),
                ("refused", refused.into()),
                ("abusive", count.abusive.into()),
            ])
        })
        .out()
    }

    /// Takes the names to protect from impersonation.
    ///
    /// # Errors
    /// An `Error` with `code`: these are no names.
    #[wasm_bindgen(js_name = setNames)]
    pub fn set_names(&mut self, names: JsValue) -> Result<(), JsValue> {
        let names = Fields::of(names, "names", bad)?;
        let own = names.texts("own")?;
        let contacts = names.objects("contacts")?;
        let contacts = contacts.iter().map(|one| Ok((one.text("id")?, one.text("name")?)));
        let contacts = contacts.collect::<Result<Vec<_>, JsValue>>()?;
        let pairs = contacts.iter().map(|(id, name)| (id.as_str(), name.as_str()));
        self.inner.set_names(Names::new(own.iter().map(String::as_str), pairs));
        Ok(())
    }
}

fn shield_status(shield: &Shield, ends_at: i64) -> Value {
    let channels = Channel::ALL.map(|channel| {
        let closed = &shield.channels[channel as usize];
        let status = vec![("audience", closed.audience.who().name().into()), ("changedByHand", closed.by_hand.into())];
        (channel.name(), Value::Object(status))
    });
    Value::Object(vec![
        ("id", shield.id.into()),
        ("since", shield.since.into()),
        ("endsAt", ends_at.into()),
        ("remainingMs", shield.remaining.into()),
        ("duration", shield.duration.name().into()),
        ("asking", shield.asked.into()),
        ("noticed", shield.noticed.into()),
        ("held", shield.held.into()),
        ("channels", Value::Object(channels.into())),
    ])
}
