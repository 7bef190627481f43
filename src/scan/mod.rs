//! The matchers: packs over views, to hits.
//!
//! [`Scanner::scan`] walks each view once with an Aho-Corasick automaton (all overlapping matches), turns what it finds
//! into hits of *atoms* (sets of literals), and joins atoms into pattern matches by order and distance. All positions
//! are UTF-16 offsets of the original text, so that a pattern may take one element from one view and the next from
//! another.

pub mod formats;
mod hits;
mod join;
mod literals;
mod units;

pub use hits::{AtomHit, Match};
pub use units::Units;

use crate::pack::{Cue, DETECTORS, Owner, Pack, Pattern, Rule};
use crate::text::Views;
use literals::Literals;

/// What all loaded packs look for, ready to run.
#[derive(Debug)]
pub struct Scanner {
    literals: Literals,
    patterns: Vec<Pattern>,
    /// Per atom, the patterns that it anchors: a range of `anchored`.
    anchors: Vec<(u32, u32)>,
    anchored: Vec<u32>,
    rules: Vec<Rule>,
    cues: Vec<Cue>,
    hits: Vec<AtomHit>,
    matches: Vec<Match>,
    units: Units,
}

impl Scanner {
    /// Joins packs and builds the automata. Cost: milliseconds, linear in the size of the packs.
    pub fn new(packs: Vec<Pack>) -> Self {
        let mut literals = Vec::new();
        let mut patterns = Vec::new();
        let mut rules = Vec::new();
        let mut cues = Vec::new();
        let mut atoms = DETECTORS;
        for pack in packs {
            let shift = atoms - DETECTORS;
            let moved = |atom: u32| if atom < DETECTORS { atom } else { atom + shift };
            let (first_rule, first_cue) = (rules.len() as u32, cues.len() as u32);
            literals.extend(pack.literals.into_iter().map(|mut l| {
                l.uses.iter_mut().for_each(|(atom, _)| *atom = moved(*atom));
                l
            }));
            patterns.extend(pack.patterns.into_iter().map(|mut p| {
                p.elements.iter_mut().for_each(|e| e.atom = moved(e.atom));
                p.owner = match p.owner {
                    Owner::Rule(i) => Owner::Rule(i + first_rule),
                    Owner::Cue(i) => Owner::Cue(i + first_cue),
                };
                p
            }));
            rules.extend(pack.rules);
            cues.extend(pack.cues);
            atoms = moved(pack.atoms.max(DETECTORS));
        }
        let (anchors, anchored) = index_anchors(&patterns, atoms);
        Self {
            literals: Literals::new(literals),
            patterns,
            anchors,
            anchored,
            rules,
            cues,
            hits: Vec::new(),
            matches: Vec::new(),
            units: Units::default(),
        }
    }

    /// The rules, in the order [`Owner::Rule`] counts.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Finds what the rules and cues look for. Cost: linear in the length of the views.
    pub fn scan(&mut self, views: &Views) -> Scan<'_> {
        self.hits.clear();
        self.matches.clear();
        self.literals.find(views, &mut self.hits);
        formats::find(views, &mut self.hits);
        self.units.clear();
        if !self.hits.is_empty() {
            self.units.count(&views.plain);
            hits::prepare(&mut self.hits, &self.units);
            self.join(Phase::Rules);
            if !self.matches.is_empty() {
                self.join(Phase::Cues);
            }
        }
        Scan { matches: &self.matches, units: &self.units, rules: &self.rules, cues: &self.cues }
    }

    /// Joins atom hits into matches of rules, or of cues: cues are only looked at where a rule matched.
    fn join(&mut self, phase: Phase) {
        let mut at = 0;
        while at < self.hits.len() {
            let atom = self.hits[at].atom;
            let (first, last) = self.anchors[atom as usize];
            for p in &self.anchored[first as usize..last as usize] {
                let pattern = &self.patterns[*p as usize];
                if phase.wants(pattern.owner)
                    && let Some(found) = join::complete(pattern, at, &self.hits)
                {
                    self.matches.push(found);
                }
            }
            at += 1;
        }
    }
}

#[derive(Clone, Copy)]
enum Phase {
    Rules,
    Cues,
}

impl Phase {
    const fn wants(self, owner: Owner) -> bool {
        matches!((self, owner), (Self::Rules, Owner::Rule(_)) | (Self::Cues, Owner::Cue(_)))
    }
}

/// What one scan found. Matches are in no particular order.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'s> {
    /// Matches of rules and, if there is any of those, of cues.
    pub matches: &'s [Match],
    /// Where sentences and units lie.
    pub units: &'s Units,
    /// The rules.
    pub rules: &'s [Rule],
    /// The cues.
    pub cues: &'s [Cue],
}

fn index_anchors(patterns: &[Pattern], atoms: u32) -> (Vec<(u32, u32)>, Vec<u32>) {
    let mut order: Vec<u32> = (0..patterns.len() as u32).collect();
    let anchor = |p: u32| {
        let pattern = &patterns[p as usize];
        pattern.elements[usize::from(pattern.anchor)].atom
    };
    order.sort_by_key(|p| (anchor(*p), *p));
    let mut anchors = vec![(0, 0); atoms as usize];
    let mut first = 0;
    for group in order.chunk_by(|a, b| anchor(*a) == anchor(*b)) {
        let last = first + group.len() as u32;
        anchors[anchor(group[0]) as usize] = (first, last);
        first = last;
    }
    (anchors, order)
}
