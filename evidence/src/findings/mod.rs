//! What a verifier finds: every check with its own code. The sentences for them are in `words.tsv`.

mod check;
mod note;

pub use check::{Check, Class};
pub use note::Note;

/// The checks that are made: all of them.
///
/// There is no public way to leave one out. Tests have one (the feature `testing`), to see that every check is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    #[cfg(feature = "testing")]
    without: Option<Check>,
}

impl Checks {
    /// All of them.
    pub const ALL: Self = Self {
        #[cfg(feature = "testing")]
        without: None,
    };

    /// All but one, for tests that want to see whether it is missed.
    #[cfg(feature = "testing")]
    pub const fn without(check: Check) -> Self {
        Self { without: Some(check) }
    }

    #[cfg(feature = "testing")]
    fn has(self, check: Check) -> bool {
        self.without != Some(check)
    }

    #[cfg(not(feature = "testing"))]
    #[allow(clippy::unused_self, reason = "the same call as with the feature `testing`")]
    const fn has(self, _: Check) -> bool {
        true
    }
}

/// A problem: which check, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The check that failed.
    pub check: Check,
    /// Where: the name of a file in the package, a field, an entry of the chain.
    pub place: String,
}

/// Something worth saying that is no problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub note: Note,
    /// What it is about: a name, a time, a number.
    pub about: String,
}

/// The most problems kept of one file: a thousand broken headers say no more than these.
const MOST: usize = 50;
/// The longest place kept, in characters.
const LONGEST: usize = 200;

/// Problems and remarks about one file, in the order they were met.
#[derive(Clone, Debug)]
pub struct Findings {
    checks: Checks,
    /// The problems, the first of which is the reason to give first.
    pub problems: Vec<Problem>,
    /// The remarks.
    pub remarks: Vec<Remark>,
}

impl Findings {
    /// Nothing found yet.
    pub const fn new(checks: Checks) -> Self {
        Self { checks, problems: Vec::new(), remarks: Vec::new() }
    }

    /// Notes a problem, each check and place once.
    pub fn flag(&mut self, check: Check, place: &str) {
        if !self.checks.has(check) || self.problems.len() >= MOST {
            return;
        }
        let place: String = place.chars().take(LONGEST).collect();
        let problem = Problem { check, place };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Notes a problem unless the condition holds.
    pub fn need(&mut self, holds: bool, check: Check, place: &str) {
        if !holds {
            self.flag(check, place);
        }
    }

    /// Notes something that is no problem.
    pub fn remark(&mut self, note: Note, about: impl Into<String>) {
        self.remarks.push(Remark { note, about: about.into() });
    }

    /// Whether nothing is the matter.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }
}
