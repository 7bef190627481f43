//! `liangyan features`: what the model looks at, for training.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use liangyan::model::{HASH_BITS, aim, each_feature, tokens};
use liangyan::text::Folder;
use serde_json::Value;

use crate::sources;

#[derive(Args)]
pub struct FeatureArgs {
    /// JSON lines with a `text`; default: standard input.
    file: Option<PathBuf>,
}

/// Writes, for each line, its text's features as `kind << 20 | hash`, parted by spaces, behind a number that
/// says whom it speaks of (`Aim`) and, by 4 more, that it is mostly Latin words.
pub fn run(args: &FeatureArgs) -> Result<ExitCode, String> {
    let mut reader = sources::open(args.file.as_deref())?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut folder, mut window, mut line, mut number) = (Folder::new(), Vec::new(), Vec::new(), 0);
    while sources::next_line(&mut *reader, &mut line)?.is_some() {
        number += 1;
        let value: Value = serde_json::from_slice(&line).map_err(|e| format!("line {number}: not JSON ({e})"))?;
        let text = value
            .get("text")
            .and_then(Value::as_str)
            .ok_or_else(|| format!("line {number}: `text` is missing or not a string"))?;
        let views = folder.fold(text);
        tokens(views.shape(), &mut window);
        let latin = window.iter().filter(|t| t.latin).count() * 2 > window.len();
        let aim = aim(&window);
        let mut features = vec![(aim as u32 + if latin { 4 } else { 0 }).to_string()];
        each_feature(views, &window, aim, |hash, kind, _| {
            features.push((((kind as u32) << HASH_BITS) | hash).to_string());
        });
        writeln!(out, "{}", features.join(" ")).map_err(|e| format!("writing: {e}"))?;
    }
    out.flush().map_err(|e| format!("writing: {e}"))?;
    Ok(ExitCode::SUCCESS)
}
