//! `liangyan scan`: a stream of texts, in order, on several threads.

use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use liangyan::Engine;
use liangyan::judge::Context;
use serde_json::{Map, Value};

use crate::{Place, json, sources};

#[derive(Args)]
pub struct ScanArgs {
    /// The file (gzip by its name); default: standard input.
    file: Option<PathBuf>,
    /// Input lines are `{"id","text","context"?}`; otherwise each line is a text.
    #[arg(long)]
    jsonl: bool,
    /// How many threads; default: one a core.
    #[arg(long)]
    jobs: Option<usize>,
    #[command(flatten)]
    place: Place,
}

/// Lines that are read, checked side by side, and written in order.
const BATCH: usize = 4096;

pub fn run(args: &ScanArgs, packs: &[PathBuf]) -> Result<ExitCode, String> {
    let jobs = args.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).max(1);
    let mut engines = (0..jobs).map(|_| sources::engine(packs, args.place.preset)).collect::<Result<Vec<_>, _>>()?;
    let mut reader = sources::open(args.file.as_deref())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let progress = std::io::stderr().is_terminal();
    let (mut line, mut done, mut bad) = (Vec::new(), 0usize, 0usize);
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH && sources::next_line(&mut *reader, &mut line)?.is_some() {
            batch.push(line.clone());
        }
        if batch.is_empty() {
            break;
        }
        for output in check_batch(&batch, &mut engines, args) {
            bad += usize::from(output.contains_key("error"));
            if writeln!(out, "{}", Value::Object(output)).is_err() {
                // Whoever read from us has gone.
                return Ok(ExitCode::SUCCESS);
            }
        }
        done += batch.len();
        if progress {
            eprint!("\r{done} lines, {bad} with errors");
        }
    }
    if progress {
        eprintln!();
    }
    out.flush().map_err(|e| format!("writing: {e}"))?;
    Ok(ExitCode::SUCCESS)
}

fn check_batch(batch: &[Vec<u8>], engines: &mut [Engine], args: &ScanArgs) -> Vec<Map<String, Value>> {
    let share = batch.len().div_ceil(engines.len());
    std::thread::scope(|scope| {
        let workers: Vec<_> = batch
            .chunks(share)
            .zip(engines.iter_mut())
            .map(|(lines, engine)| {
                scope.spawn(move || lines.iter().map(|l| check_line(l, engine, args)).collect::<Vec<_>>())
            })
            .collect();
        workers.into_iter().flat_map(|w| w.join().expect("checking does not panic")).collect()
    })
}

fn check_line(line: &[u8], engine: &mut Engine, args: &ScanArgs) -> Map<String, Value> {
    let mut id = Value::Null;
    match read_and_check(line, engine, args, &mut id) {
        Ok(verdict) if args.jsonl => {
            let mut out = Map::new();
            out.insert("id".into(), id);
            out.extend(verdict);
            out
        }
        Ok(verdict) => verdict,
        Err(error) => Map::from_iter([("id".to_owned(), id), ("error".to_owned(), error.into())]),
    }
}

fn read_and_check(
    line: &[u8],
    engine: &mut Engine,
    args: &ScanArgs,
    id: &mut Value,
) -> Result<Map<String, Value>, String> {
    let text = std::str::from_utf8(line)
        .map_err(|e| format!("not UTF-8 from byte {}: save the file as UTF-8", e.valid_up_to()))?;
    let mut context = args.place.context();
    let verdict = if args.jsonl {
        let value: Value =
            serde_json::from_str(&lone_surrogates_replaced(text)).map_err(|e| format!("not JSON: {e}"))?;
        *id = value.get("id").cloned().unwrap_or(Value::Null);
        let text = value.get("text").and_then(Value::as_str).ok_or("`text` is missing or not a string")?;
        context = json::context(value.get("context"), context)?;
        check(engine, text, &context)?
    } else {
        check(engine, text, &context)?
    };
    Ok(json::verdict(&verdict, engine))
}

fn check(engine: &mut Engine, text: &str, context: &Context) -> Result<liangyan::judge::Verdict, String> {
    engine.check(text, context).map_err(|e| e.to_string())
}

/// JSON may hold `\ud800` without its other half. A browser hands such a unit over as U+FFFD; so does this.
fn lone_surrogates_replaced(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return text.into();
    }
    let unit = |at: usize| -> Option<u16> {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match (c, unit(at)) {
            ('\\', Some(0xD800..=0xDBFF)) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => {
                out.push_str(&text[at..at + 12]);
                at += 12;
            }
            ('\\', Some(0xD800..=0xDFFF)) => {
                out.push_str("\\ufffd");
                at += 6;
            }
            ('\\', _) => {
                // An escape of two characters: copy both, so that `\\ud800` (a backslash) stays what it is.
                let next = text[at + 1..].chars().next().map_or(0, char::len_utf8);
                out.push_str(&text[at..at + 1 + next]);
                at += 1 + next;
            }
            _ => {
                out.push(c);
                at += c.len_utf8();
            }
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::lone_surrogates_replaced;

    #[test]
    fn only_lone_surrogates_change() {
        assert_eq!(lone_surrogates_replaced(r#""\ud83d\ude00""#), r#""\ud83d\ude00""#);
        assert_eq!(lone_surrogates_replaced(r#""a\ud83dz\ude00""#), r#""a\ufffdz\ufffd""#);
        assert_eq!(lone_surrogates_replaced(r#""\\ud800""#), r#""\\ud800""#);
    }
}
