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
