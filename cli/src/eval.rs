//! `liangyan eval`: how good the engine is on labelled texts, by corpus, slice, level and category.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use liangyan::Engine;
use liangyan::judge::{Level, Preset, Relation, Surface, Verdict};
use serde_json::{Value, json};

use crate::{Place, errors, sources};

#[derive(Args)]
pub struct EvalArgs {
    /// JSON-lines files (`{"text","label","slice"?}`, gzip by their names), case files (.tsv), or folders of them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// Prints the figures as JSON.
    #[arg(long)]
    json: bool,
    /// Of case files, only the fifth that the model was never trained on.
    #[arg(long)]
    held_out: bool,
    /// Lists so many false alarms and misses a corpus, with what led to them.
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "20")]
    errors: Option<usize>,
}

/// A labelled text and what the engine said.
pub struct Row {
    pub text: String,
    pub abusive: bool,
    pub slice: String,
    /// What the label says it is about; nothing where the corpus does not say.
    pub category: String,
    pub verdict: Verdict,
}

/// What a row holds that rows are grouped by.
type Holds = fn(&Row) -> &str;

/// Scores at or above this count as "abusive", in thousandths.
pub const ABUSIVE: u16 = 500;

pub fn run(args: &EvalArgs, packs: &[PathBuf]) -> Result<ExitCode, String> {
    let mut engine = sources::engine(packs, args.place.preset)?;
    let mut corpora = serde_json::Map::new();
    for (name, files) in corpora_of(&args.paths)? {
        let started = Instant::now();
        let mut rows = Vec::new();
        for file in &files {
            rows.extend(read(file, &mut engine, &args.place, args.held_out)?);
        }
        let micros = started.elapsed().as_secs_f64() * 1e6 / rows.len().max(1) as f64;
        let figures = figures(&rows, &engine, micros);
        if args.json {
            corpora.insert(name, figures);
        } else {
            print!("{}", describe(&name, &figures));
            if let Some(n) = args.errors {
                print!("{}", errors::describe(&rows, &mut engine, n));
            }
        }
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&Value::Object(corpora)).map_err(|e| e.to_string())?);
    }
    Ok(ExitCode::SUCCESS)
}

/// What a pack's rules alone, without the scorer, say to the example cases that lie beside them, for a person to read;
/// `None` where there are no cases.
pub fn rules_on_cases(pack: &Path) -> Result<Option<String>, String> {
    let folder = pack.join("cases");
    if !folder.is_dir() {
        return Ok(None);
    }
    let place = Place { surface: Surface::Comment, relation: Relation::Stranger, preset: Preset::Standard };
    let mut engine = sources::engine(&[pack.to_path_buf()], place.preset)?;
    let mut rows = Vec::new();
    for file in corpora_of(&[folder])?.into_iter().flat_map(|(_, files)| files) {
        rows.extend(read(&file, &mut engine, &place, false)?);
    }
    let spoken = |abusive: bool, level: Level| {
        let of: Vec<_> = rows.iter().filter(|r| r.abusive == abusive).collect();
        let count = of.iter().filter(|r| r.verdict.level >= level).count();
        (of.len(), 100.0 * count as f64 / of.len().max(1) as f64)
    };
    let ((cruel, found), (innocent, alarmed)) = (spoken(true, Level::Hint), spoken(false, Level::Hint));
    let ((_, warned), (_, wrongly)) = (spoken(true, Level::Warn), spoken(false, Level::Warn));
    Ok(Some(format!(
        "by rules alone: {cruel} cruel cases, {found:.1} % found, {warned:.1} % warned of; \
         {innocent} innocent ones, {alarmed:.1} % hinted at, {wrongly:.1} % warned of"
    )))
}

/// The corpora to measure: each JSON-lines file is one, all case files of a folder together are one.
fn corpora_of(paths: &[PathBuf]) -> Result<Vec<(String, Vec<PathBuf>)>, String> {
    let mut corpora = Vec::new();
    for path in paths {
        if !path.is_dir() {
            corpora.push((name(path), vec![path.clone()]));
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut inside: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
        inside.sort();
        let ends = |p: &PathBuf, end: &str| p.file_name().unwrap_or_default().to_string_lossy().ends_with(end);
        let cases: Vec<PathBuf> = inside.iter().filter(|p| ends(p, ".tsv")).cloned().collect();
        if !cases.is_empty() {
            corpora.push((path.display().to_string(), cases));
        }
        let lines = inside.into_iter().filter(|p| ends(p, ".jsonl") || ends(p, ".jsonl.gz"));
        corpora.extend(lines.map(|p| (name(&p), vec![p])));
    }
    Ok(corpora)
}

fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.trim_end_matches(".gz").trim_end_matches(".jsonl").trim_end_matches(".tsv").to_owned()
}

fn read(file: &Path, engine: &mut Engine, place: &Place, only_held_out: bool) -> Result<Vec<Row>, String> {
    let mut reader = sources::open(Some(file))?;
    let (mut rows, mut line, mut number) = (Vec::new(), Vec::new(), 0);
    while sources::next_line(&mut *reader, &mut line)?.is_some() {
        number += 1;
        let fail = |what: &str| format!("{}:{number}: {what}", file.display());
        let row = if file.extension().is_some_and(|e| e == "tsv") { case(&line, number) } else { labelled(&line) };
        let Some(Labelled { text, abusive, slice, category, context }) = row.map_err(|e| fail(&e))? else { continue };
        if only_held_out && !held_out(&text) {
            continue;
        }
        let context = crate::json::context(context.as_ref(), place.context()).map_err(|e| fail(&e))?;
        let verdict = engine.check(&text, &context).map_err(|e| fail(&e.to_string()))?;
        rows.push(Row { text, abusive, slice, category, verdict });
    }
    Ok(rows)
}

struct Labelled {
    text: String,
    abusive: bool,
    slice: String,
    category: String,
    context: Option<Value>,
}

fn labelled(line: &[u8]) -> Result<Option<Labelled>, String> {
    let value: Value = serde_json::from_slice(line).map_err(|e| format!("not JSON ({e})"))?;
    let text = value.get("text").and_then(Value::as_str).ok_or("`text` is missing or not a string")?;
    let label = value.get("label").and_then(Value::as_u64).filter(|l| *l <= 1).ok_or("`label` must be 1 or 0")?;
    let slice = value.get("slice").and_then(Value::as_str).unwrap_or("").to_owned();
    let context = value.get("context").cloned();
    Ok(Some(Labelled { text: text.to_owned(), abusive: label == 1, slice, category: String::new(), context }))
}

/// A line of an example-case file: label, category, kind, text, reason. The first line names the columns.
fn case(line: &[u8], number: usize) -> Result<Option<Labelled>, String> {
    if number == 1 {
        return Ok(None);
    }
    let line = std::str::from_utf8(line).map_err(|_| "not UTF-8")?;
    let fields: Vec<&str> = line.split('\t').collect();
    let ["abuse" | "fine", category, kind, text, _] = fields[..] else {
        return Err("a case is label (abuse or fine), category, kind, text, reason, parted by tabs".into());
    };
    let (text, slice, category) = (text.to_owned(), kind.to_owned(), category.to_owned());
    Ok(Some(Labelled { text, abusive: fields[0] == "abuse", slice, category, context: None }))
}

/// As `held_out` in xtask/train/train.py.
fn held_out(text: &str) -> bool {
    let mut crc = flate2::Crc::new();
    crc.update(text.as_bytes());
    crc.sum().is_multiple_of(5)
}

/// All figures of one corpus. Rates are shares from 0 to 1; `null` where nothing is there to count.
fn figures(rows: &[Row], engine: &Engine, micros: f64) -> Value {
    let all: Vec<&Row> = rows.iter().collect();
    let mut out = group(&all);
    out["auc"] = auc(rows).into();
    out["microseconds"] = round(micros).into();
    out["categories"] = categories(&all, engine);
    let ways: [(&str, Holds); 2] = [("slices", |r| &r.slice), ("by_category", |r| &r.category)];
    for (name, of) in ways {
        let mut groups: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
        for row in rows {
            groups.entry(of(row)).or_default().push(row);
        }
        if groups.len() > 1 {
            let each = groups.iter().map(|(name, rows)| ((*name).to_owned(), group(rows)));
            out[name] = Value::Object(each.collect());
        }
    }
    out
}

fn group(rows: &[&Row]) -> Value {
    let rate = |abusive: bool, test: &dyn Fn(&Verdict) -> bool| {
        let of: Vec<_> = rows.iter().filter(|r| r.abusive == abusive).collect();
        share(of.iter().filter(|r| test(&r.verdict)).count(), of.len())
    };
    let by = |abusive: bool| {
        json!({
            "hint": rate(abusive, &|v| v.level >= Level::Hint),
            "warn": rate(abusive, &|v| v.level >= Level::Warn),
            "severe": rate(abusive, &|v| v.level >= Level::Severe),
            "score": rate(abusive, &|v| v.score >= ABUSIVE),
        })
    };
    let count = |abusive: bool, flagged: bool| {
        rows.iter().filter(|r| r.abusive == abusive && (r.verdict.score >= ABUSIVE) == flagged).count()
    };
    let (tp, fp, tn, fneg) = (count(true, true), count(false, true), count(false, false), count(true, false));
    let (f1, f1_benign) = (f1(tp, fp, fneg), f1(tn, fneg, fp));
    json!({
        "rows": rows.len(),
        "abusive": tp + fneg,
        "precision": share(tp, tp + fp),
        "recall": share(tp, tp + fneg),
        "f1": f1,
        "macro_f1": match (f1, f1_benign) { (Some(a), Some(b)) => Some(round(f64::midpoint(a, b))), _ => None },
        "accuracy": share(tp + tn, rows.len()),
        "recall_at": by(true),
        "false_alarms_at": by(false),
        "distress": share(rows.iter().filter(|r| r.verdict.distress).count(), rows.len()),
    })
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| round(part as f64 / whole as f64))
}

fn f1(tp: usize, fp: usize, fneg: usize) -> Option<f64> {
    let denominator = 2 * tp + fp + fneg;
    (tp + fneg > 0).then(|| round(2.0 * tp as f64 / denominator as f64))
}

fn round(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

/// The probability that an abusive text scores higher than a benign one; ties count half (Mann and Whitney).
fn auc(rows: &[Row]) -> Option<f64> {
    let mut benign = [0u64; 1001];
    let mut abusive = [0u64; 1001];
    for row in rows {
        let histogram = if row.abusive { &mut abusive } else { &mut benign };
        histogram[usize::from(row.verdict.score.min(1000))] += 1;
    }
    let (n, m): (u64, u64) = (benign.iter().sum(), abusive.iter().sum());
    let mut below = 0u64;
    let mut twice_wins = 0u64;
    for (b, a) in benign.iter().zip(&abusive) {
        twice_wins += a * (2 * below + b);
        below += b;
    }
    (n * m > 0).then(|| round(twice_wins as f64 / (2 * n * m) as f64))
}

/// How many texts of each label have a finding of each category, as shares.
fn categories(rows: &[&Row], engine: &Engine) -> Value {
    let (abusive, benign) = (rows.iter().filter(|r| r.abusive).count(), rows.iter().filter(|r| !r.abusive).count());
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for row in rows {
        let mut seen: Vec<&str> =
            row.verdict.findings.iter().map(|f| engine.rules()[f.rule as usize].category.name()).collect();
        seen.sort_unstable();
        seen.dedup();
        for category in seen {
            counts.entry(category).or_default()[usize::from(row.abusive)] += 1;
        }
    }
    let each = counts
        .iter()
        .map(|(c, [b, a])| ((*c).to_owned(), json!({"abusive": share(*a, abusive), "benign": share(*b, benign)})));
    Value::Object(each.collect())
}

fn describe(name: &str, f: &Value) -> String {
    use std::fmt::Write as _;
    let mut out = format!("{name}: {} texts, {} abusive, {} µs a text\n", f["rows"], f["abusive"], f["microseconds"]);
    let percent = |v: &Value| v.as_f64().map_or_else(|| "    –".to_owned(), |x| format!("{:5.1}", x * 100.0));
    let _ = writeln!(
        out,
        "  score ≥ 0.5: precision {} recall {} F1 {} macro-F1 {} accuracy {} AUC {}",
        percent(&f["precision"]),
        percent(&f["recall"]),
        percent(&f["f1"]),
        percent(&f["macro_f1"]),
        percent(&f["accuracy"]),
        percent(&f["auc"])
    );
    let mut line = |label: &str, g: &Value| {
        for (key, what) in [("recall_at", "recall"), ("false_alarms_at", "false alarms")] {
            if !g[key]["hint"].is_null() {
                let levels = ["hint", "warn", "severe", "score"].map(|l| format!("{l} {}", percent(&g[key][l])));
                let _ = writeln!(out, "  {label:24} {what:12} {}", levels.join("  "));
            }
        }
    };
    line("all", f);
    for groups in [&f["slices"], &f["by_category"]].into_iter().filter_map(Value::as_object) {
        for (name, g) in groups {
            line(name, g);
        }
    }
    if let Some(categories) = f["categories"].as_object() {
        for (category, c) in categories {
            let _ = writeln!(
                out,
                "  found {category:18} in abusive {}  in benign {}",
                percent(&c["abusive"]),
                percent(&c["benign"])
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(abusive: bool, score: u16) -> Row {
        let (text, slice, category) = (String::new(), String::new(), String::new());
        Row { text, abusive, slice, category, verdict: Verdict { score, ..Verdict::default() } }
    }

    #[test]
    fn auc_counts_ties_half() {
        assert_eq!(auc(&[row(true, 900), row(false, 100)]), Some(1.0));
        assert_eq!(auc(&[row(true, 100), row(false, 900)]), Some(0.0));
        assert_eq!(auc(&[row(true, 300), row(false, 300)]), Some(0.5));
        assert_eq!(auc(&[row(true, 300)]), None);
    }

    #[test]
    fn f1_of_a_hand_count() {
        // 2 found, 1 false alarm, 1 missed: precision 2/3, recall 2/3.
        assert_eq!(f1(2, 1, 1), Some(0.6667));
    }
}
