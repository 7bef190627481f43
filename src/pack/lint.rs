//! What a pack may not contain, beyond mistakes of form: `liangyan pack lint`.

use std::collections::BTreeMap;

use super::compile::fold;
use super::pattern::{self, Step};
use super::source::{Located, SourceError, SourcePack};
use super::{charter, compile};

/// Every rule needs at least so many hits, and as many misses.
const EXAMPLES: usize = 2;

/// Checks a pack. `keys` are the message keys there are.
pub fn lint(source: &SourcePack, keys: &[String]) -> Vec<SourceError> {
    let mut errors = compile(source).err().unwrap_or_default();
    let mut ids: BTreeMap<&str, &Located> = BTreeMap::new();
    for rule in &source.rules {
        if let Some(first) = ids.insert(&rule.id.text, &rule.id) {
            let place = format!("{}:{}", source.files[first.file as usize], first.line);
            errors.push(source.error(
                &rule.id,
                format!("the id `{}` is taken by {place}", rule.id.text),
                "Give this rule another id",
            ));
        }
        let prefix = format!("{}.{}.", source.name, rule.category.name());
        if !rule.id.text.starts_with(&prefix) {
            errors.push(source.error(
                &rule.id,
                format!("the id `{}` does not begin with `{prefix}`", rule.id.text),
                "Rename the rule",
            ));
        }
        if !keys.contains(&rule.why.text) {
            errors.push(source.error(
                &rule.why,
                format!("there is no message `{}`", rule.why.text),
                "Use a key of packs/why.tsv, or add it there in every language",
            ));
        }
        if rule.hits.len() < EXAMPLES || rule.misses.len() < EXAMPLES {
            let problem = format!("`{}` has {} hits and {} misses", rule.id.text, rule.hits.len(), rule.misses.len());
            errors.push(source.error(
                &rule.id,
                problem,
                format!("Write at least {EXAMPLES} of each, the misses as near as you can"),
            ));
        }
        if rule.terms.is_empty() && rule.patterns.is_empty() {
            errors.push(source.error(
                &rule.id,
                format!("`{}` looks for nothing", rule.id.text),
                "Give it terms or patterns",
            ));
        }
        for term in &rule.terms {
            literal(source, term, &term.text, true, &mut errors);
        }
        for p in &rule.patterns {
            pattern_literals(source, p, &mut errors);
        }
    }
    for slot in &source.slots {
        for item in &slot.items {
            if let Some(problem) = charter::objection(&fold(&item.text), false) {
                errors.push(source.error(item, problem, "Take it out: rules are about what is done to people"));
            }
        }
    }
    errors
}

fn pattern_literals(source: &SourcePack, at: &Located, errors: &mut Vec<SourceError>) {
    // A pattern that does not parse was reported by the compiler.
    let Ok(sequences) = pattern::parse(&at.text) else { return };
    for sequence in sequences {
        let fixed: usize = sequence
            .iter()
            .map(|step| match step {
                Step::Literals(sets) => pattern::product(sets).iter().map(|l| weight(l.trim())).min().unwrap_or(0),
                Step::Slot(_) => 1,
                Step::Detector(_) => 4,
                Step::Gap(..) => 0,
            })
            .sum();
        if fixed < 2 {
            errors.push(source.error(
                at,
                format!("`{}` would match almost anything", at.text),
                "Add a word that is rare in ordinary text",
            ));
        }
        if sequence.iter().all(|s| matches!(s, Step::Slot(name) if is_pronoun(name))) {
            errors.push(source.error(
                at,
                format!("`{}` is nothing but pronouns", at.text),
                "Add what is said about them",
            ));
        }
        for step in &sequence {
            if let Step::Literals(sets) = step {
                for l in pattern::product(sets) {
                    literal(source, at, l.trim(), sequence.len() == 1, errors);
                }
            }
        }
    }
}

fn literal(source: &SourcePack, at: &Located, text: &str, alone: bool, errors: &mut Vec<SourceError>) {
    let open = text.starts_with('*') || text.ends_with('*');
    let folded = fold(text.trim_matches('*'));
    if let Some(problem) = charter::objection(&folded, alone) {
        errors.push(source.error(at, problem, "Take it out: rules are about what is done to people"));
    }
    let least = if open { 3 } else { 1 };
    if folded.chars().count() <= least && folded.is_ascii() && alone {
        errors.push(source.error(
            at,
            format!("`{text}` is too short to mean anything by itself"),
            "Use a longer form, or a pattern with a target",
        ));
    }
}

fn is_pronoun(slot: &str) -> bool {
    matches!(slot, "you" | "third_person" | "person" | "you_are" | "we" | "they")
}

/// How much of a pattern is fixed: a Han character counts two.
fn weight(literal: &str) -> usize {
    literal.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
