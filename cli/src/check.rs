//! `liangyan check`: one text, for people.

use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use liangyan::Engine;
use liangyan::judge::{Level, Verdict};

use crate::{Place, json, sources};

#[derive(Args)]
pub struct CheckArgs {
    /// The text.
    text: String,
    #[command(flatten)]
    place: Place,
    /// Prints the verdict as JSON.
    #[arg(long)]
    json: bool,
}

pub fn run(args: &CheckArgs, packs: &[PathBuf]) -> Result<ExitCode, String> {
    let mut engine = sources::engine(packs, args.place.preset)?;
    let verdict = engine.check(&args.text, &args.place.context()).map_err(|e| e.to_string())?;
    if args.json {
        println!("{}", serde_json::Value::Object(json::verdict(&verdict, &engine)));
    } else {
        print!("{}", describe(&args.text, &verdict, &engine, std::io::stdout().is_terminal()));
    }
    Ok(ExitCode::SUCCESS)
}

/// The text with marks, then a line for each finding.
fn describe(text: &str, verdict: &Verdict, engine: &Engine, colour: bool) -> String {
    let (on, off) = match (colour, verdict.level) {
        (false, _) => ("[", "]"),
        (true, Level::Severe) => ("\x1b[1;31m", "\x1b[0m"),
        (true, Level::Warn) => ("\x1b[33m", "\x1b[0m"),
        (true, _) => ("\x1b[36m", "\x1b[0m"),
    };
    let mut out = marked(text, verdict, on, off);
    let _ = writeln!(out, "\n{}  score {:.3}", verdict.level.name(), f64::from(verdict.score) / 1000.0);
    let units: Vec<u16> = text.encode_utf16().collect();
    for f in &verdict.findings {
        let rule = &engine.rules()[f.rule as usize];
        let span = String::from_utf16_lossy(&units[f.start as usize..f.end as usize]);
        let tones: Vec<&str> = f.toned.iter().map(liangyan::judge::Tone::name).collect();
        let _ = write!(out, "  {span}  {} {} ({})", f.category.name(), f.severity, rule.why);
        let _ = write!(out, "  {} via {}, {:.0} %", rule.id, f.via.name(), f64::from(f.confidence) / 10.0);
        let _ = writeln!(out, "{}{}", if tones.is_empty() { "" } else { "  " }, tones.join(" "));
    }
    if verdict.distress {
        let _ = writeln!(out, "  the writer may be in danger: offer help");
    }
    out
}

fn marked(text: &str, verdict: &Verdict, on: &str, off: &str) -> String {
    let mut out = String::new();
    let mut at = 0u32;
    let mut open = false;
    for c in text.chars() {
        let inside = verdict.findings.iter().any(|f| f.start <= at && at < f.end);
        if inside != open {
            out.push_str(if inside { on } else { off });
            open = inside;
        }
        out.push(c);
        at += c.len_utf16() as u32;
    }
    if open {
        out.push_str(off);
    }
    out
}
