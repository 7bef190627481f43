//! Verdicts as JSON, and contexts from JSON: the shapes that every build of the engine shares.

use liangyan::Engine;
use liangyan::judge::{Context, Finding, Relation, Surface, Verdict};
use serde_json::{Map, Value, json};

/// The verdict's JSON.
pub fn verdict(v: &Verdict, engine: &Engine) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("level".into(), v.level.name().into());
    map.insert("score".into(), thousandths(v.score));
    map.insert("findings".into(), v.findings.iter().map(|f| finding(f, engine)).collect());
    map.insert("support".into(), if v.distress { "distress".into() } else { Value::Null });
    map.insert(
        "packs".into(),
        engine.packs().iter().map(|p| Value::from(format!("{}@{}", p.name, p.version))).collect(),
    );
    map
}

fn finding(f: &Finding, engine: &Engine) -> Value {
    let rule = &engine.rules()[f.rule as usize];
    json!({
        "rule": rule.id,
        "category": f.category.name(),
        "severity": f.severity,
        "confidence": thousandths(f.confidence),
        "start": f.start,
        "end": f.end,
        "via": f.via.name(),
        "why": rule.why,
        "toned": f.toned.iter().map(liangyan::judge::Tone::name).collect::<Vec<_>>(),
    })
}

fn thousandths(n: u16) -> Value {
    // Whole numbers print without a fraction, as JavaScript prints them.
    if n.is_multiple_of(1000) { Value::from(n / 1000) } else { Value::from(f64::from(n) / 1000.0) }
}

/// A context from JSON, over defaults.
pub fn context(value: Option<&Value>, default: Context) -> Result<Context, String> {
    let Some(value) = value.filter(|v| !v.is_null()) else { return Ok(default) };
    let map = value.as_object().ok_or("`context` is not an object")?;
    let mut c = default;
    if let Some(v) = map.get("surface") {
        c.surface = v.as_str().and_then(Surface::from_name).ok_or("`context.surface` is not a surface")?;
    }
    if let Some(v) = map.get("relation") {
        c.relation = v.as_str().and_then(Relation::from_name).ok_or("`context.relation` is not a relation")?;
    }
    c.reply |= map.get("replyTo").is_some_and(|v| !v.is_null() && v != false);
    c.minor |= map.get("minor").is_some_and(|v| v == true);
    let number = |key: &str| map.get(key).and_then(Value::as_u64).map(|n| u32::try_from(n).unwrap_or(u32::MAX));
    c.mentions = map
        .get("mentions")
        .and_then(Value::as_array)
        .map_or_else(|| number("mentions").unwrap_or(c.mentions), |a| a.len() as u32);
    c.since_last_to_same_target_ms = number("sinceLastToSameTargetMs").or(c.since_last_to_same_target_ms);
    c.sent_to_same_target = number("sentToSameTarget").unwrap_or(c.sent_to_same_target);
    c.reports = number("reports").unwrap_or(c.reports);
    Ok(c)
}
