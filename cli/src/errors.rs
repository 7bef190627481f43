//! Where the engine was wrong, and why: what a moderator reads to mend a rule or add a case.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use liangyan::Engine;
use liangyan::judge::Level;

use crate::eval::{ABUSIVE, Row};

/// Texts shown of each rule that gave false alarms.
const TEXTS: usize = 3;
/// Features shown of a text.
const FEATURES: usize = 6;

/// False alarms first by rule, then by feature, then misses by how near they came; `n` lines of each at most.
pub fn describe(rows: &[Row], engine: &mut Engine, n: usize) -> String {
    let alarms: Vec<&Row> =
        rows.iter().filter(|r| !r.abusive && (r.verdict.score >= ABUSIVE || r.verdict.level >= Level::Warn)).collect();
    let mut out = String::from("  false alarms by rule\n");
    for (rule, rows) in by_rule(&alarms, engine).iter().take(n) {
        let _ = writeln!(out, "    {:4} {rule}", rows.len());
        for row in rows.iter().take(TEXTS) {
            describe_row(&mut out, row, engine);
        }
    }
    out.push_str("  false alarms by feature of the model\n");
    for (feature, rows, weight) in by_feature(&alarms, engine).iter().take(n) {
        let _ = writeln!(out, "    {rows:4} {feature}  {weight:+.2} in all");
    }
    let mut missed: Vec<&Row> = rows.iter().filter(|r| r.abusive && r.verdict.score < ABUSIVE).collect();
    missed.sort_by_key(|r| std::cmp::Reverse(r.verdict.score));
    let _ = writeln!(out, "  misses: {} in all; nearest first", missed.len());
    for row in missed.iter().take(n) {
        describe_row(&mut out, row, engine);
    }
    out
}

/// A text, and the features that moved the model furthest.
fn describe_row(out: &mut String, row: &Row, engine: &mut Engine) {
    let text: String = row.text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(100).collect();
    let _ = writeln!(out, "         {:4} {} {text}", row.verdict.score, row.slice);
    let features: Vec<String> = features(engine, &row.text)
        .iter()
        .take(FEATURES)
        .map(|(feature, weight)| format!("{feature} {:+.2}", f64::from(*weight) / 1000.0))
        .collect();
    if !features.is_empty() {
        let _ = writeln!(out, "              {}", features.join("  "));
    }
}

/// The texts that each rule spoke in, the rule with the most first; where none did, the model.
fn by_rule<'r>(alarms: &[&'r Row], engine: &Engine) -> Vec<(String, Vec<&'r Row>)> {
    let mut by_rule: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in alarms {
        for f in &row.verdict.findings {
            by_rule.entry(&engine.rules()[f.rule as usize].id).or_default().push(row);
        }
        if row.verdict.findings.is_empty() {
            by_rule.entry("model.abuse").or_default().push(row);
        }
    }
    let mut rules: Vec<_> = by_rule.into_iter().map(|(rule, rows)| (rule.to_owned(), rows)).collect();
    rules.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    rules
}

/// In how many texts a feature spoke for abuse, and how much in all (logits); the heaviest first.
fn by_feature(alarms: &[&Row], engine: &mut Engine) -> Vec<(String, usize, f64)> {
    let mut sums: BTreeMap<String, (usize, i32)> = BTreeMap::new();
    for row in alarms {
        for (feature, weight) in features(engine, &row.text).into_iter().filter(|(_, weight)| *weight > 0) {
            let sum = sums.entry(feature).or_default();
            *sum = (sum.0 + 1, sum.1 + weight);
        }
    }
    let mut features: Vec<_> =
        sums.into_iter().map(|(feature, (rows, sum))| (feature, rows, f64::from(sum) / 1000.0)).collect();
    features.sort_by(|a, b| b.2.total_cmp(&a.2));
    features
}

/// What a text has of each feature, in thousandths of a logit, the strongest first. Features of the same words, such as a word
/// and its letters, are one here.
fn features(engine: &mut Engine, text: &str) -> Vec<(String, i32)> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut sums: BTreeMap<String, i32> = BTreeMap::new();
    for reason in engine.reasons(text) {
        let words = String::from_utf16_lossy(&units[reason.start as usize..reason.end as usize]);
        *sums.entry(format!("“{}”", words.to_lowercase())).or_default() += reason.weight;
    }
    let mut features: Vec<_> = sums.into_iter().filter(|(_, weight)| *weight != 0).collect();
    features.sort_by_key(|(_, weight)| -weight.abs());
    features
}
