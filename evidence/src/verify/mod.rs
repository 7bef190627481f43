//! The verifier: packages, a chain and a key to expect go in, a report comes out.
//!
//! It comes in two steps. [`begin`] reads everything and leaves open what only mathematics can answer: whether a key made
//! a signature. Whoever asks gets the answers ([`crate::native`] on the command line, WebCrypto in the browser) and hands
//! them to [`Verification::finish`]. A bad file never is an error: the report says what is wrong with it, each reason with
//! its own code. Memory is bounded by the files' size, time is linear in it, whatever lengths they claim.

mod attestation;
mod chain;
mod content;
mod open;
mod report;
mod seal;
mod stamps;
mod together;

pub use open::Opened;
pub use report::{FileReport, Item, Report, Verdict};
pub use stamps::{Beside, BesideKind};

use crate::chain::ChainFile;
use crate::findings::{Check, Checks, Findings, Note};
use crate::hash::is_hex;
use crate::question::Question;

/// A file to verify.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name, for the report.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What to verify against.
#[derive(Clone, Debug)]
pub struct Options {
    /// The key to expect: 64 hex digits.
    pub key_id: Option<String>,
    /// Keys of hosts that attest, SPKI in DER.
    pub host_keys: Vec<Vec<u8>>,
    /// Certificates of time-stamp authorities, or of whoever certifies them, that are trusted, in DER. With none, a stamp is
    /// checked but for whose it is.
    pub roots: Vec<Vec<u8>>,
    /// The checks that are made: all of them.
    pub checks: Checks,
}

impl Default for Options {
    fn default() -> Self {
        Self { key_id: None, host_keys: Vec::new(), roots: Vec::new(), checks: Checks::ALL }
    }
}

impl Options {
    /// Takes the id of the key to expect as people write it: in either case, with spaces, dashes or colons between.
    ///
    /// # Errors
    /// Gives the text back when it is no id.
    pub fn pin(mut self, key_id: &str) -> Result<Self, String> {
        let bare: String = key_id.chars().filter(|c| !c.is_whitespace() && !['-', ':'].contains(c)).collect();
        let bare = bare.to_ascii_lowercase();
        if !is_hex(&bare) {
            return Err(key_id.to_owned());
        }
        self.key_id = Some(bare);
        Ok(self)
    }
}

/// What a file turned out to be.
pub(crate) enum Kind {
    Package(Box<Opened>),
    Chain(Option<Box<ChainFile>>),
    Unknown,
}

/// A file with what was found in it.
pub(crate) struct Examined {
    name: String,
    kind: Kind,
    findings: Findings,
}

/// A question, and what its answer means for which file.
pub(crate) struct Asked {
    file: usize,
    question: Question,
    /// The check that fails when the answer is no.
    no: Check,
    place: String,
    /// The remark to make when every answer of this place is yes.
    yes: Option<Note>,
}

/// A verification that waits for its answers.
pub struct Verification {
    files: Vec<Examined>,
    asked: Vec<Asked>,
    /// What somebody else has to read, each with its file.
    #[cfg(not(feature = "stamps"))]
    besides: Vec<(usize, Beside)>,
    pinned: bool,
}

/// Examines files. Packages and chains are told apart by what they hold.
pub fn begin(files: &[File], options: &Options) -> Verification {
    let mut verification = Verification {
        files: Vec::with_capacity(files.len()),
        asked: Vec::new(),
        #[cfg(not(feature = "stamps"))]
        besides: Vec::new(),
        pinned: options.key_id.is_some(),
    };
    for (number, file) in files.iter().enumerate() {
        let mut findings = Findings::new(options.checks);
        let kind = if file.bytes.trim_ascii_start().starts_with(b"{") {
            let chain = chain::check(file.bytes, options, &mut findings, |question, no| {
                verification.ask(number, question, no, "signature", None);
            });
            Kind::Chain(chain.map(Box::new))
        } else {
            package(number, file.bytes, options, &mut findings, &mut verification)
        };
        verification.files.push(Examined { name: file.name.to_owned(), kind, findings });
    }
    together::check(&mut verification.files);
    verification
}

fn package(
    number: usize,
    bytes: &[u8],
    options: &Options,
    findings: &mut Findings,
    verification: &mut Verification,
) -> Kind {
    let opened = open::open(bytes, findings);
    if opened.hash.is_empty() && opened.record.is_none() {
        return Kind::Unknown;
    }
    if let Some((_, _, question)) = seal::check(&opened, options.key_id.as_deref(), findings) {
        verification.ask(number, question, Check::SignatureBad, crate::datapackage::SEAL, None);
    }
    for (place, question) in attestation::check(&opened, &options.host_keys, findings) {
        verification.ask(number, question, Check::AttestationBad, &place, Some(Note::AttestationGood));
    }
    for beside in stamps::listed(&opened, findings) {
        #[cfg(feature = "stamps")]
        for asked in crate::stamp::check(&beside, &options.roots, findings) {
            verification.ask(number, asked.question, asked.no, &asked.place, Some(asked.yes));
        }
        #[cfg(not(feature = "stamps"))]
        verification.besides.push((number, beside));
    }
    Kind::Package(Box::new(opened))
}

impl Verification {
    fn ask(&mut self, file: usize, question: Question, no: Check, place: &str, yes: Option<Note>) {
        self.asked.push(Asked { file, question, no, place: place.to_owned(), yes });
    }

    /// What stands beside seals and has to be read by somebody else, each with the number of its file.
    #[cfg(not(feature = "stamps"))]
    pub fn take_besides(&mut self) -> Vec<(usize, Beside)> {
        std::mem::take(&mut self.besides)
    }

    /// What was found in something that stands beside the seal of a file.
    #[cfg(not(feature = "stamps"))]
    pub fn found(&mut self, file: usize, problems: &[(Check, String)], notes: &[(Note, String)]) {
        let Some(file) = self.files.get_mut(file) else { return };
        for (check, place) in problems {
            file.findings.flag(*check, place);
        }
        for (note, about) in notes {
            file.findings.remark(*note, about.clone());
        }
    }

    /// The questions, in an order to be kept.
    pub fn questions(&self) -> Vec<&Question> {
        self.asked.iter().map(|asked| &asked.question).collect()
    }

    /// The report, given an answer to every question in their order. A missing answer counts as no.
    pub fn finish(mut self, answers: &[bool]) -> Report {
        for (number, asked) in self.asked.iter().enumerate() {
            let Some(file) = self.files.get_mut(asked.file) else { continue };
            if !answers.get(number).copied().unwrap_or(false) {
                file.findings.flag(asked.no, &asked.place);
            }
        }
        let same = |a: &Asked, b: &Asked| a.file == b.file && a.place == b.place;
        for (number, asked) in self.asked.iter().enumerate() {
            let Some(note) = asked.yes else { continue };
            let first = self.asked.iter().position(|other| same(other, asked)) == Some(number);
            let all = self.asked.iter().zip(answers).filter(|(other, _)| same(other, asked)).all(|(_, &yes)| yes);
            if first && all {
                self.files[asked.file].findings.remark(note, asked.place.clone());
            }
        }
        report::report(self.files, self.pinned)
    }
}

/// What a package holds, once everything about it but its signature is known to be right.
///
/// # Errors
/// [`crate::Error::NotZip`], [`crate::Error::Truncated`], [`crate::Error::FutureVersion`], [`crate::Error::TooLarge`], or
/// [`crate::Error::Altered`] with the first reason.
pub fn read(bytes: &[u8]) -> Result<Opened, crate::Error> {
    let mut findings = Findings::new(Checks::ALL);
    let opened = open::open(bytes, &mut findings);
    if findings.is_clean() {
        seal::check(&opened, None, &mut findings);
        for beside in stamps::listed(&opened, &mut findings) {
            #[cfg(feature = "stamps")]
            crate::stamp::check(&beside, &[], &mut findings);
            #[cfg(not(feature = "stamps"))]
            drop(beside);
        }
    }
    let Some(problem) = findings.problems.into_iter().find(|problem| problem.check != Check::Unsigned) else {
        return Ok(opened);
    };
    Err(match problem.check {
        Check::NotZip => crate::Error::NotZip,
        Check::Truncated => crate::Error::Truncated,
        Check::TooLarge => crate::Error::TooLarge { what: "the package", limit: crate::MAX_FILE },
        Check::FutureVersion => crate::Error::FutureVersion { found: problem.place },
        check => crate::Error::Altered { code: check.code(), place: problem.place },
    })
}
