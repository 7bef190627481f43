//! `liangyan`: check, scan, evaluate and build rule packs on the command line.

mod check;
mod errors;
mod eval;
mod evidence;
mod evidence_show;
mod evidence_words;
mod features;
mod json;
mod pack_signing;
mod packs;
mod scan;
mod sources;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use liangyan::judge::{Context, Preset, Relation, Surface};

#[derive(Parser)]
#[command(name = "liangyan", version, about = "Finds cruelty aimed at people in text, on the device, and says why.")]
struct Cli {
    /// Compiled packs (.lypack) or pack folders; default: the packs built into this program.
    #[arg(long = "pack", global = true, value_name = "FILE|DIR")]
    packs: Vec<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks one text and shows what was found, where and why.
    Check(check::CheckArgs),
    /// Checks a stream: one text a line, or JSON lines.
    Scan(scan::ScanArgs),
    /// Measures the engine on labelled texts.
    Eval(eval::EvalArgs),
    /// Prints the statistical model's features of texts, for training.
    Features(features::FeatureArgs),
    /// Builds, tests, inspects and signs rule packs.
    Pack(packs::PackArgs),
    /// Verifies and shows evidence packages.
    Evidence(evidence::EvidenceArgs),
}

/// Where a text stands.
#[derive(Args, Clone, Copy)]
struct Place {
    /// post, comment, dm, live, mention or name.
    #[arg(long, default_value = "comment", value_parser = surface)]
    surface: Surface,
    /// self, mutual, following, follower or stranger.
    #[arg(long, default_value = "stranger", value_parser = relation)]
    relation: Relation,
    /// relaxed, standard or strict.
    #[arg(long, default_value = "standard", value_parser = preset)]
    preset: Preset,
}

impl Place {
    fn context(self) -> Context {
        Context { surface: self.surface, relation: self.relation, ..Context::default() }
    }
}

fn surface(s: &str) -> Result<Surface, String> {
    Surface::from_name(s).ok_or_else(|| format!("use one of: {}", Surface::ALL.map(Surface::name).join(", ")))
}

fn relation(s: &str) -> Result<Relation, String> {
    Relation::from_name(s).ok_or_else(|| format!("use one of: {}", Relation::ALL.map(Relation::name).join(", ")))
}

fn preset(s: &str) -> Result<Preset, String> {
    Preset::from_name(s).ok_or_else(|| format!("use one of: {}", Preset::ALL.map(Preset::name).join(", ")))
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match &cli.command {
        Command::Check(args) => check::run(args, &cli.packs),
        Command::Scan(args) => scan::run(args, &cli.packs),
        Command::Eval(args) => eval::run(args, &cli.packs),
        Command::Features(args) => features::run(args),
        Command::Pack(args) => packs::run(args),
        Command::Evidence(args) => evidence::run(args),
    };
    outcome.unwrap_or_else(|message| {
        eprintln!("liangyan: {message}");
        ExitCode::from(2)
    })
}
