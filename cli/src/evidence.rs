//! `liangyan evidence`: verify and show evidence packages.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use liangyan_evidence::MAX_FILE;
use liangyan_evidence::canonical;
use liangyan_evidence::native;
use liangyan_evidence::stamp;
use liangyan_evidence::verify::{File, Options, Verdict};
use liangyan_evidence::words::{Words, worded};

use crate::{evidence_show, evidence_words as words};

#[derive(Args)]
pub struct EvidenceArgs {
    #[command(subcommand)]
    command: EvidenceCommand,
}

#[derive(Subcommand)]
enum EvidenceCommand {
    /// Says whether packages are as they were sealed. Exit code 0: intact; 1: altered, unsigned or another key; 2: not readable.
    Verify(VerifyArgs),
    /// Shows what a package holds.
    Show(ShowArgs),
}

#[derive(Args)]
struct VerifyArgs {
    /// Packages (.wacz); a chain file may be among them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The chain file that the packages belong to.
    #[arg(long, value_name = "FILE")]
    chain: Option<PathBuf>,
    /// The id of the key to expect, 64 hex digits; spaces, dashes and colons do not matter.
    #[arg(long, value_name = "ID")]
    key: Option<String>,
    /// A public key of a host that attests messages, SPKI in DER or PEM; may be given more than once.
    #[arg(long, value_name = "FILE")]
    host_key: Vec<PathBuf>,
    /// Certificates of time-stamp authorities that you trust, or of whoever certifies them: one in DER, or any number in PEM. May be
    /// given more than once.
    #[arg(long, value_name = "FILE")]
    roots: Vec<PathBuf>,
    /// Prints the report as JSON.
    #[arg(long)]
    json: bool,
    /// The language of the report; default: the locale's.
    #[arg(long)]
    lang: Option<Lang>,
}

#[derive(Args)]
struct ShowArgs {
    /// The package.
    file: PathBuf,
    /// Prints the record as JSON.
    #[arg(long)]
    json: bool,
    /// The language of the labels; default: the locale's.
    #[arg(long)]
    lang: Option<Lang>,
}

/// The language of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// Chinese as written in China.
    Zh,
    /// Chinese as written in Taiwan.
    #[value(name = "zh-tw", alias = "zh-TW")]
    ZhTw,
}

impl Lang {
    /// The locale's, as POSIX orders its variables.
    fn of_locale() -> Self {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
        if ["zh_TW", "zh_HK", "zh_MO"].iter().any(|place| locale.starts_with(place)) {
            Self::ZhTw
        } else if locale.starts_with("zh") {
            Self::Zh
        } else {
            Self::En
        }
    }

    /// One of three texts.
    pub const fn pick<'a>(self, en: &'a str, zh: &'a str, tw: &'a str) -> &'a str {
        match self {
            Self::En => en,
            Self::Zh => zh,
            Self::ZhTw => tw,
        }
    }

    /// The sentence in this language.
    pub const fn of(self, words: Words) -> &'static str {
        self.pick(words.en, words.zh, words.zh_tw)
    }
}

pub fn run(args: &EvidenceArgs) -> Result<ExitCode, String> {
    match &args.command {
        EvidenceCommand::Verify(args) => verify(args),
        EvidenceCommand::Show(args) => {
            let lang = args.lang.unwrap_or_else(Lang::of_locale);
            evidence_show::show(&read(&args.file)?, args.json, lang)
        }
    }
}

fn verify(args: &VerifyArgs) -> Result<ExitCode, String> {
    let mut seen = HashSet::new();
    let paths: Vec<&PathBuf> = args.files.iter().chain(&args.chain).filter(|path| seen.insert(*path)).collect();
    let mut named = Vec::with_capacity(paths.len());
    for path in paths {
        named.push((path.display().to_string(), read(path)?));
    }
    let mut options = Options::default();
    if let Some(key) = &args.key {
        options = options.pin(key).map_err(|key| format!("{key:?} is no key id: give the 64 hex digits of it"))?;
    }
    for path in &args.host_key {
        options.host_keys.push(
            der(&read(path)?).ok_or_else(|| format!("{} is no public key: give SPKI in DER or PEM", path.display()))?,
        );
    }
    for path in &args.roots {
        options.roots.extend(
            stamp::certificates(&read(path)?)
                .ok_or_else(|| format!("{} holds no certificate: give X.509 in DER or PEM", path.display()))?,
        );
    }
    let files: Vec<File> = named.iter().map(|(name, bytes)| File { name, bytes }).collect();
    let report = native::verify(&files, &options);
    if args.json {
        println!("{}", canonical::to_text(&worded(&report)));
    } else {
        print!("{}", words::report(&report, args.lang.unwrap_or_else(Lang::of_locale)));
    }
    Ok(match report.verdict {
        Verdict::Intact => ExitCode::SUCCESS,
        Verdict::Altered | Verdict::AnotherKey | Verdict::Unsigned => ExitCode::from(1),
        Verdict::Unreadable => ExitCode::from(2),
    })
}

/// A file, unless it is larger than any package.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| format!("cannot read {}: {error}", path.display());
    if fs::metadata(path).map_err(cannot)?.len() > MAX_FILE as u64 {
        return Err(format!("{} is larger than any evidence package ({MAX_FILE} bytes)", path.display()));
    }
    fs::read(path).map_err(cannot)
}

/// DER, out of PEM where it is that.
fn der(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.first() == Some(&0x30) {
        return Some(bytes.to_vec());
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let body = text.split("-----BEGIN PUBLIC KEY-----").nth(1)?.split("-----END PUBLIC KEY-----").next()?;
    let body: String = body.split_whitespace().collect();
    liangyan_evidence::key::read_base64(&body)
}
