//! The report: codes. The words for people are in [`crate::words`].

use super::{Examined, Kind, Opened};
use crate::findings::{Class, Findings};
use crate::json::{shown, words};

words! {
    /// A verdict on a file, or on all of them together: the worst counts.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Verdict {
        /// Nothing has changed since the key sealed it.
        Intact = "intact",
        /// Nobody signed it.
        Unsigned = "unsigned",
        /// Another key sealed it.
        AnotherKey = "another_key",
        /// It cannot be read.
        Unreadable = "unreadable",
        /// It was changed.
        Altered = "altered",
    }
}

shown! {
    /// A problem or a note.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Item {
        /// A short stable code.
        code: &'static str = "code",
        /// Where, or about what.
        r#where: String = "where",
    }
}

shown! {
    /// The report on one file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FileReport {
        /// Its name.
        name: String = "name",
        /// `package`, `chain` or `unknown`.
        kind: &'static str = "kind",
        /// The verdict.
        verdict: Verdict = "verdict",
        /// What is wrong, the first being the reason to give.
        problems: Vec<Item> = "problems",
        /// What else is worth saying.
        notes: Vec<Item> = "notes",
        /// The key that the file names.
        key_id: Option<String> = "keyId",
        /// The package's hash.
        package_hash: Option<String> = "packageHash",
        /// Its place in its chain; of a chain, its last number.
        seq: Option<u64> = "seq",
        /// When, by the device's clock.
        captured_at: Option<String> = "capturedAt",
        /// The first page.
        url: Option<String> = "url",
        /// Its title.
        title: Option<String> = "title",
    }
}

shown! {
    /// The report on all files.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Report {
        /// The worst verdict.
        verdict: Verdict = "verdict",
        /// Whether a key was given to compare with.
        pinned: bool = "pinned",
        /// Each file, in the order given.
        files: Vec<FileReport> = "files",
    }
}

pub(super) fn report(files: Vec<Examined>, pinned: bool) -> Report {
    let files: Vec<FileReport> = files.into_iter().map(one).collect();
    let verdict = files.iter().map(|file| file.verdict).max().unwrap_or(Verdict::Unreadable);
    Report { verdict, pinned, files }
}

fn one(file: Examined) -> FileReport {
    let Examined { name, kind, mut findings } = file;
    let (kind_name, facts) = match &kind {
        Kind::Package(opened) => ("package", facts(opened, &mut findings)),
        Kind::Chain(chain) => (
            "chain",
            FileReport {
                key_id: chain.as_ref().map(|chain| chain.key_id.clone()),
                seq: chain.as_ref().map(|chain| chain.entries.len() as u64),
                captured_at: chain.as_ref().map(|chain| chain.exported_at.clone()),
                ..empty()
            },
        ),
        Kind::Unknown => ("unknown", empty()),
    };
    let problems =
        findings.problems.iter().map(|problem| Item { code: problem.check.code(), r#where: problem.place.clone() });
    let notes = findings.remarks.iter().map(|remark| Item { code: remark.note.code(), r#where: remark.about.clone() });
    FileReport {
        name,
        kind: kind_name,
        verdict: verdict(&findings),
        problems: problems.collect(),
        notes: notes.collect(),
        ..facts
    }
}

fn facts(opened: &Opened, findings: &mut Findings) -> FileReport {
    use crate::findings::Note;
    use crate::record::Trigger;
    let first = opened.record.as_ref().and_then(|record| record.captures.first());
    for captured in opened.record.iter().flat_map(|record| &record.captures) {
        let how = &captured.capture.how;
        if how.trigger == Trigger::Script || !how.trusted {
            findings.remark(Note::StartedByScript, captured.at.captured_at.clone());
        }
        if !captured.capture.not_captured.is_empty() {
            findings.remark(Note::NotCaptured, captured.capture.not_captured.len().to_string());
        }
    }
    if let Some(derived) = opened.record.as_ref().and_then(|record| record.derived.as_ref()) {
        findings.remark(Note::Derived, derived.originals.len().to_string());
    }
    let position = opened.position.as_ref();
    FileReport {
        key_id: position.map(|position| position.key_id.clone()),
        package_hash: Some(opened.hash.clone()),
        seq: position.map(|position| position.seq),
        captured_at: position.map(|position| position.captured_at.clone()),
        url: first.map(|captured| captured.capture.page.url.clone()),
        title: first.map(|captured| captured.capture.page.title.clone()),
        ..empty()
    }
}

const fn empty() -> FileReport {
    FileReport {
        name: String::new(),
        kind: "unknown",
        verdict: Verdict::Unreadable,
        problems: Vec::new(),
        notes: Vec::new(),
        key_id: None,
        package_hash: None,
        seq: None,
        captured_at: None,
        url: None,
        title: None,
    }
}

/// What cannot be read says more than what else is wrong with it; then what was changed.
fn verdict(findings: &Findings) -> Verdict {
    let classes = || findings.problems.iter().map(|problem| problem.check.class());
    let has = |class| classes().any(|other| other == class);
    if has(Class::Unreadable) {
        Verdict::Unreadable
    } else if has(Class::AnotherKey) && !has(Class::Altered) {
        Verdict::AnotherKey
    } else if has(Class::Altered) {
        Verdict::Altered
    } else if has(Class::Unsigned) {
        Verdict::Unsigned
    } else {
        Verdict::Intact
    }
}
