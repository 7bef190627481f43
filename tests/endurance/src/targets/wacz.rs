//! The reader of evidence: whatever it is given, it says what is wrong, and nothing but a package or a chain as it was sealed
//! is ever called intact.

use std::collections::HashSet;
use std::sync::OnceLock;

use liangyan_evidence::derive;
use liangyan_evidence::native::answer;
use liangyan_evidence::time::Clock;
use liangyan_evidence::verify::{File, Options, Report, Verdict, begin, read};

use crate::dice::Dice;
use crate::genuine::{Device, capture, parts, picture, redaction};

/// What packages are made of.
pub const WORDS: &[&str] = &[
    "PK\u{3}\u{4}",
    "PK\u{1}\u{2}",
    "PK\u{5}\u{6}",
    "WARC/1.1\r\n",
    "Content-Length: 99999999999\r\n",
    "\r\n\r\n",
    "sha256:",
    "datapackage.json",
    "datapackage-digest.json",
    "evidence/a.b",
    "../",
    "{\"a\":",
    "[[[[[[[[",
    "\\ud800",
    "1e999",
    "\u{1f}\u{8b}",
];

/// What one device sealed.
struct Sealed {
    packages: Vec<Vec<u8>>,
    chain: Vec<u8>,
    all: HashSet<Vec<u8>>,
}

fn sealed() -> &'static Sealed {
    static SEALED: OnceLock<Sealed> = OnceLock::new();
    SEALED.get_or_init(|| {
        let (mut dice, mut device) = (Dice::new(8), Device::new(8));
        let mut packages: Vec<Vec<u8>> = Vec::new();
        for _ in 0..4 {
            let (capture, parts) = (capture(&mut dice), parts(&mut dice));
            packages.push(device.seal(capture, parts));
        }
        let taken = vec![redaction(0, "/message/author")];
        packages.push(device.derive(&[&packages[0], &packages[1]], taken, vec![(0, picture(&mut dice))]));
        let chain = device.chain().to_bytes();
        let all = packages.iter().chain([&chain]).cloned().collect();
        Sealed { packages, chain, all }
    })
}

/// Packages of every kind, a chain, and what is neither.
pub fn seeds() -> Vec<Vec<u8>> {
    let Sealed { packages, chain, .. } = sealed();
    packages.iter().chain([chain]).cloned().chain([b"{}".to_vec(), b"PK\x05\x06".to_vec()]).collect()
}

/// Verifies the bytes alone and beside what is genuine, reads them, and derives a package from them.
///
/// # Panics
/// When something that was not sealed is called intact.
pub fn run(data: &[u8]) {
    let Sealed { packages, chain, all } = sealed();
    let alone = [File { name: "x", bytes: data }];
    let genuine = all.contains(data);
    let verdict = verified(&alone).verdict;
    assert_eq!(verdict == Verdict::Intact, genuine, "{verdict:?}");
    let beside = [alone[0], File { name: "y", bytes: &packages[1] }, File { name: "z", bytes: chain }];
    assert!(genuine || verified(&beside).verdict != Verdict::Intact);
    if let Ok(opened) = read(data) {
        assert!(!opened.hash.is_empty());
        let clock = Clock { at_ms: 1_795_309_323_456, tz_minutes: -90, monotonic_ms: 1 };
        let redactions = vec![redaction(0, "/message/text")];
        let input = derive::Input {
            packages: &[data],
            redactions,
            replacements: vec![],
            clock,
            head: None,
            software: "x".into(),
        };
        // Refused or not: the package was read, so there is something to say about it.
        drop(derive::prepare(input, None));
    }
}

/// The report. Mathematics is only asked where nothing else is wrong: it would be most of the time otherwise.
fn verified(files: &[File]) -> Report {
    let verification = begin(files, &Options::default());
    let every_yes = vec![true; verification.questions().len()];
    let report = verification.finish(&every_yes);
    if report.verdict != Verdict::Intact {
        return report;
    }
    let verification = begin(files, &Options::default());
    let answers: Vec<bool> = verification.questions().into_iter().map(answer).collect();
    verification.finish(&answers)
}
