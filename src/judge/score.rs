//! One probability for a text, in integers, so that every build computes the same.

use super::{Category, Finding, Level};

/// The probability, in thousandths, that a fair reader calls the text abusive. Findings that overlap count once, by the
/// strongest; the others add up as independent signs do, `1 - (1 - p)(1 - q)`.
pub(super) fn score<'f>(findings: impl Iterator<Item = (Level, &'f Finding)>) -> u16 {
    let mut innocent = 1000u32;
    let mut cluster = (0u32, 0u32);
    for (level, finding) in findings {
        let p = probability(level, finding);
        if finding.start < cluster.0 {
            cluster = (cluster.0.max(finding.end), cluster.1.max(p));
        } else {
            innocent = innocent * (1000 - cluster.1) / 1000;
            cluster = (finding.end, p);
        }
    }
    innocent = innocent * (1000 - cluster.1) / 1000;
    (1000 - innocent) as u16
}

/// Joins the rules' score with the model's probability, both in thousandths. The model saw the same words, so the two are
/// not independent: it adds at most seven tenths of what an independent sign would. Context that excuses the text takes
/// the model's word down, and a warning never stands on a score below one half.
pub(super) fn joined(rules: u16, probability: u16, excused: bool, level: Level) -> u16 {
    let rules = u32::from(rules);
    let model = if excused { u32::from(probability).min(EXCUSED) } else { u32::from(probability) };
    let both = 1000 - (1000 - rules) * (1000 - model * 7 / 10) / 1000;
    let joined = if rules == 0 { model } else { both.max(model) };
    let floor = if level >= Level::Warn { 500 } else { 0 };
    joined.max(floor) as u16
}

/// What an excused text scores at most by the model alone.
const EXCUSED: u32 = 300;

fn probability(level: Level, finding: &Finding) -> u32 {
    let confidence = u32::from(finding.confidence);
    if finding.category == Category::Profanity {
        return 60;
    }
    match level {
        Level::None => 0,
        Level::Hint => 150 + confidence / 4,
        Level::Warn => 550 + confidence * 3 / 10,
        Level::Severe => 750 + confidence / 5,
    }
}
