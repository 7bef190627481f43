//! `liangyan features`: what the model looks at, for training.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use liangyan::model::{each_feature, tokens};
use liangyan::text::Folder;
use serde_json::Value;

use crate::sources;

#[derive(Args)]
pub struct FeatureArgs {
    /// JSON lines with a `text`; default: standard input.
    file: Option<PathBuf>,
}

/// Writes, for each line, the buckets of its text's features, parted by spaces; an empty line for a text without words.
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
        tokens(&views.shape, &mut window);
        let mut buckets = Vec::new();
        each_feature(views, &window, |bucket, _| buckets.push(bucket.to_string()));
        writeln!(out, "{}", buckets.join(" ")).map_err(|e| format!("writing: {e}"))?;
    }
    out.flush().map_err(|e| format!("writing: {e}"))?;
    Ok(ExitCode::SUCCESS)
}
