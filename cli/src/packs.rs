//! `liangyan pack`: build, test, lint and inspect rule packs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use liangyan::examples;
use liangyan::pack::{self, Owner, SourceError, SourcePack, lint};

use crate::{eval, pack_signing as signing, sources};

#[derive(Args)]
pub struct PackArgs {
    #[command(subcommand)]
    command: PackCommand,
}

#[derive(Subcommand)]
enum PackCommand {
    /// Compiles a pack folder to a .lypack file.
    Build {
        /// The folder, for example packs/zh.
        dir: PathBuf,
        /// The file to write.
        #[arg(short, long)]
        out: PathBuf,
    },
    /// Runs every hit and miss of a pack, and its rules over its example cases.
    Test {
        /// The folder.
        dir: PathBuf,
    },
    /// Looks for mistakes: form, examples, the charter.
    Lint {
        /// The folder.
        dir: PathBuf,
    },
    /// Says what is in a pack (a folder or a .lypack file).
    Info {
        /// The folder or file.
        path: PathBuf,
    },
    /// Prints what the rules of a pack look for, one literal a line: `term` or `part` (of a pattern), a tab, the literal.
    Literals {
        /// The folder or file.
        path: PathBuf,
    },
    /// Makes a pair of keys to sign packs with, in minisign's format.
    Keygen(signing::KeygenArgs),
    /// Signs a pack or a model, as minisign does, with the time it expires.
    Sign(signing::SignArgs),
    /// Says whether a pack may be taken. Exit code 0: yes; 1: damaged, wrongly signed, expired or not newer; 2: not readable.
    Verify(signing::VerifyArgs),
}

pub fn run(args: &PackArgs) -> Result<ExitCode, String> {
    match &args.command {
        PackCommand::Build { dir, out } => build(dir, out),
        PackCommand::Test { dir } => test(dir),
        PackCommand::Lint { dir } => lint_dir(dir),
        PackCommand::Info { path } => info(path),
        PackCommand::Literals { path } => literals(path),
        PackCommand::Keygen(args) => signing::keygen(args),
        PackCommand::Sign(args) => signing::sign(args),
        PackCommand::Verify(args) => signing::verify(args),
    }
}

fn read(dir: &Path) -> Result<SourcePack, String> {
    pack::read_dir(dir).map_err(|e| listed(&e))
}

fn listed(errors: &[SourceError]) -> String {
    let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
    format!("{} mistake(s)\n{}", errors.len(), lines.join("\n"))
}

fn build(dir: &Path, out: &Path) -> Result<ExitCode, String> {
    let bytes = pack::compile_dir(dir).map_err(|e| listed(&e))?;
    fs::write(out, &bytes).map_err(|e| format!("{}: {e}", out.display()))?;
    println!("{}: {} bytes", out.display(), bytes.len());
    Ok(ExitCode::SUCCESS)
}

fn test(dir: &Path) -> Result<ExitCode, String> {
    let report = examples::run(&read(dir)?).map_err(|e| listed(&e))?;
    for failure in &report.failures {
        println!("{failure}");
    }
    if let Some(line) = eval::rules_on_cases(dir)? {
        println!("{line}");
    }
    println!("{} passed, {} failed", report.passed, report.failures.len());
    Ok(if report.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn lint_dir(dir: &Path) -> Result<ExitCode, String> {
    let table = dir.parent().unwrap_or(Path::new(".")).join("why.tsv");
    let keys = fs::read_to_string(&table).map_err(|e| format!("{}: {e}", table.display()))?;
    let keys: Vec<String> =
        keys.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).map(str::to_owned).collect();
    let errors = lint::lint(&read(dir)?, &keys);
    for error in &errors {
        println!("{error}");
    }
    println!("{} mistake(s)", errors.len());
    Ok(if errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn literals(path: &Path) -> Result<ExitCode, String> {
    let bytes = if path.is_dir() { pack::compile_dir(path).map_err(|e| listed(&e))? } else { sources::file(path)? };
    let pack = pack::decode(&bytes).map_err(|e| e.to_string())?;
    let mut listed = BTreeSet::new();
    for pattern in pack.patterns.iter().filter(|p| matches!(p.owner, Owner::Rule(_))) {
        for element in &pattern.elements {
            let of_atom = pack.literals.iter().filter(|l| l.atom == element.atom);
            listed.extend(of_atom.map(|l| (pattern.elements.len() > 1, l.start, l.length)));
        }
    }
    let text = |start: u32, length: u16| &pack.arena[start as usize..start as usize + usize::from(length)];
    let lines: BTreeSet<(bool, &[u8])> = listed.into_iter().map(|(part, s, l)| (part, text(s, l))).collect();
    for (part, literal) in lines {
        println!("{}\t{}", if part { "part" } else { "term" }, String::from_utf8_lossy(literal));
    }
    Ok(ExitCode::SUCCESS)
}

fn info(path: &Path) -> Result<ExitCode, String> {
    let bytes = if path.is_dir() { pack::compile_dir(path).map_err(|e| listed(&e))? } else { sources::file(path)? };
    let pack = pack::decode(&bytes).map_err(|e| e.to_string())?;
    println!("{}@{}: {} bytes", pack.name, pack.version, bytes.len());
    println!(
        "{} rules, {} cues, {} atoms, {} patterns",
        pack.rules.len(),
        pack.cues.len(),
        pack.atoms.len(),
        pack.patterns.len()
    );
    // What a reader would count: the terms and patterns as written, not what they expand to.
    if path.is_dir() {
        let source = read(path)?;
        let mut written: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for rule in &source.rules {
            let entry = written.entry(rule.category.name()).or_default();
            entry.0 += 1;
            entry.1 += rule.terms.len() + rule.patterns.len();
        }
        let total: usize = written.values().map(|(_, n)| n).sum();
        println!("{total} terms and patterns as written");
        for (category, (rules, terms)) in written {
            println!("  {category}: {rules} rules, {terms} terms and patterns");
        }
    }
    Ok(ExitCode::SUCCESS)
}
