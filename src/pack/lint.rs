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
        if sequence.iter().all(|s| match s {
            Step::Slot(name) => is_pronoun(name),
            Step::Gap(..) => true,
            _ => false,
        }) {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A pack with one sound rule, in which `from` is replaced by `to`.
    fn linted(from: &str, to: &str) -> Vec<SourceError> {
        const SOUND: &str = "\
slot you
  你 | you

slot persons
  他 | 她

rule zh.insult.test
  category: insult
  severity: 2
  why: insult.test
  terms:
    蠢货二号
  patterns:
    {you} <0-4> 没脑子
  hits:
    你这个蠢货二号
    你真的没脑子
  misses:
    他是二号选手
    我没带脑子模型
";
        assert!(SOUND.contains(from), "{from}");
        let mut pack = SourcePack::default();
        let mut errors = Vec::new();
        pack.read_header("PACK", "pack zh\nversion 1\n", &mut errors);
        pack.read_rules("test.rules", &SOUND.replacen(from, to, 1), &mut errors);
        errors.extend(lint(&pack, &["insult.test".into()]));
        errors
    }

    /// What is refused names its file, its line, and what to do.
    fn refused(from: &str, to: &str, line: u32, problem: &str) {
        let errors = linted(from, to);
        let named = errors.iter().find(|e| e.problem.contains(problem));
        let error = named.unwrap_or_else(|| panic!("`{to}` is not refused as `{problem}`, but {errors:?}"));
        assert_eq!((error.file.as_str(), error.line), ("test.rules", line), "{error}");
        assert!(!error.mend.is_empty(), "{error}");
    }

    const PATTERN: &str = "{you} <0-4> 没脑子";
    const PATTERN_LINE: u32 = 14;

    #[test]
    fn a_sound_pack_passes() {
        assert_eq!(linted("你", "你"), []);
    }

    #[test]
    fn a_pattern_that_matches_everything_is_refused() {
        refused(PATTERN, "{you} <0-4> {you}", PATTERN_LINE, "nothing but pronouns");
        refused(PATTERN, "{you}", PATTERN_LINE, "would match almost anything");
        refused(PATTERN, "(没脑子)?", PATTERN_LINE, "matches");
        refused(PATTERN, "a", PATTERN_LINE, "too short");
    }

    #[test]
    fn a_pattern_without_bounds_is_refused() {
        refused(PATTERN, "{you} <0-99> 没脑子", PATTERN_LINE, "is not a gap");
        refused(PATTERN, "{you} <0-> 没脑子", PATTERN_LINE, "is not a gap");
    }

    #[test]
    fn a_pattern_that_multiplies_without_end_is_refused() {
        let choices = "({you}|甲|乙)".repeat(7);
        refused(PATTERN, &format!("{choices} 没脑子"), PATTERN_LINE, "stands for more than");
        refused(PATTERN, "(((((a))))) 没脑子", PATTERN_LINE, "nested too deeply");
    }

    #[test]
    fn a_rule_without_examples_or_words_is_refused() {
        refused("    你这个蠢货二号\n", "", 7, "1 hits and 2 misses");
        refused("    他是二号选手\n    我没带脑子模型\n", "", 7, "2 hits and 0 misses");
        refused("  terms:\n    蠢货二号\n  patterns:\n    {you} <0-4> 没脑子\n", "", 7, "looks for nothing");
    }

    #[test]
    fn ids_and_messages_are_held_to_the_lists() {
        let twice = "rule zh.insult.test\n  category: insult\n  severity: 1\n  why: insult.test\n  terms:\n    别的词\n\nrule zh.insult.test\n";
        refused("rule zh.insult.test\n", twice, 14, "is taken by test.rules:7");
        refused("rule zh.insult.test\n", "rule zh.mockery.test\n", 7, "does not begin with");
        refused("why: insult.test", "why: insult.other", 10, "there is no message");
        refused("{you} <0-4>", "{nobody} <0-4>", PATTERN_LINE, "there is no slot");
    }

    #[test]
    fn what_the_charter_forbids_is_refused() {
        refused("蠢货二号", "同性恋", 12, "");
        refused("他 | 她", "他 | 总统", 5, "");
        refused("蠢货二号", "某政府", 12, "");
    }
}
