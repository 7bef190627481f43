//! The examples of rules, run: every hit must hit and every miss must miss.

use std::fmt;

use crate::context::{Context, Preset, Relation, Surface};
use crate::engine::Engine;
use crate::pack::source::{Located, RuleSource};
use crate::pack::{SourceError, SourcePack, compile, encode};
use crate::verdict::Level;

/// An example sentence with the context it is read in and what it demands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The sentence.
    pub text: String,
    /// Where it stands and who speaks.
    pub context: Context,
    /// For hits: at least this level.
    pub at_least: Level,
}

/// An example that did not come out as its rule says.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The file and line of the example.
    pub at: String,
    /// The rule.
    pub rule: String,
    /// The example as written.
    pub example: String,
    /// What happened.
    pub happened: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: `{}` {}", self.at, self.rule, self.example, self.happened)
    }
}

/// The outcome of a pack's examples.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many came out right.
    pub passed: usize,
    /// Those that did not.
    pub failures: Vec<Failure>,
}

/// Reads an example: `[surface=dm relation=mutual reply] sentence => warn`.
///
/// # Errors
/// An unknown key or value in the brackets.
pub fn parse(line: &str) -> Result<Case, String> {
    let mut context = Context::default();
    let mut text = line.trim();
    if let Some(rest) = text.strip_prefix('[')
        && let Some((inside, sentence)) = rest.split_once(']')
        && inside.split_whitespace().all(|w| {
            matches!(
                w.split_once('=').map_or(w, |(k, _)| k),
                "surface" | "relation" | "lang" | "reply" | "minor" | "sent" | "reports"
            )
        })
    {
        for word in inside.split_whitespace() {
            match word.split_once('=') {
                Some(("surface", v)) => {
                    context.surface = Surface::from_name(v).ok_or(format!("`{v}` is no surface"))?;
                }
                Some(("relation", v)) => {
                    context.relation = Relation::from_name(v).ok_or(format!("`{v}` is no relation"))?;
                }
                Some(("sent", v)) => {
                    context.sent_to_same_target = v.parse().map_err(|_| format!("`{v}` is no number"))?;
                }
                Some(("reports", v)) => context.reports = v.parse().map_err(|_| format!("`{v}` is no number"))?,
                None if word == "reply" => context.reply = true,
                None if word == "minor" => context.minor = true,
                _ => {}
            }
        }
        text = sentence.trim();
    }
    let mut at_least = Level::Hint;
    if let Some((sentence, level)) = text.rsplit_once("=>")
        && let Some(level) = Level::from_name(level.trim())
    {
        text = sentence.trim();
        at_least = level;
    }
    Ok(Case { text: text.to_owned(), context, at_least })
}

/// Runs every example of a pack.
///
/// # Errors
/// The mistakes of the source, if it does not compile or an example cannot be read.
pub fn run(source: &SourcePack) -> Result<Report, Vec<SourceError>> {
    let bytes = encode(&compile(source)?);
    let engine = |preset| {
        Engine::new(&[&bytes], preset).map_err(|e| {
            vec![SourceError { file: source.name.clone(), line: 0, problem: e.to_string(), mend: String::new() }]
        })
    };
    // Swearing at nobody is marked under the strict preset only.
    let (mut standard, mut strict) = (engine(Preset::Standard)?, engine(Preset::Strict)?);
    let mut report = Report::default();
    let mut errors = Vec::new();
    for (index, rule) in source.rules.iter().enumerate() {
        let profanity = rule.category == crate::verdict::Category::Profanity;
        for (line, hit) in rule.hits.iter().map(|l| (l, true)).chain(rule.misses.iter().map(|l| (l, false))) {
            match parse(&line.text) {
                Ok(case) => match outcome(
                    if profanity && hit { &mut strict } else { &mut standard },
                    index as u32,
                    rule,
                    &case,
                    hit,
                ) {
                    None => report.passed += 1,
                    Some(happened) => report.failures.push(failure(source, rule, line, happened)),
                },
                Err(problem) => errors.push(source.error(line, problem, "Use the names of the format's description")),
            }
        }
    }
    if errors.is_empty() { Ok(report) } else { Err(errors) }
}

fn outcome(engine: &mut Engine, index: u32, rule: &RuleSource, case: &Case, hit: bool) -> Option<String> {
    let verdict = match engine.check(&case.text, &case.context) {
        Ok(verdict) => verdict,
        Err(e) => return Some(format!("cannot be checked: {e}")),
    };
    let distress = rule.category == crate::verdict::Category::Distress;
    let found = if distress { verdict.distress } else { verdict.findings.iter().any(|f| f.rule == index) };
    let others = || {
        let ids: Vec<String> = verdict
            .findings
            .iter()
            .map(|f| format!("{} via {}", engine.rules()[f.rule as usize].id, f.via.name()))
            .collect();
        if ids.is_empty() { "nothing".to_owned() } else { ids.join(", ") }
    };
    // Findings inside a stronger one of the same category are not repeated, so a hit may show under a sister rule.
    let sister = verdict.findings.iter().any(|f| f.category == rule.category);
    if hit && !found && !sister {
        Some(format!("should be found; found {}", others()))
    } else if hit && !distress && verdict.level < case.at_least {
        Some(format!("should reach {}, is {}; found {}", case.at_least.name(), verdict.level.name(), others()))
    } else if !hit && found {
        Some("should not be found by this rule".to_owned())
    } else if !hit && verdict.level >= Level::Warn {
        Some(format!("should stay below warn; found {}", others()))
    } else {
        None
    }
}

fn failure(source: &SourcePack, rule: &RuleSource, line: &Located, happened: String) -> Failure {
    Failure {
        at: format!("{}:{}", source.files[line.file as usize], line.line),
        rule: rule.id.text.clone(),
        example: line.text.clone(),
        happened,
    }
}
