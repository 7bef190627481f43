//! The matchers: packs over views, to hits.
//!
//! [`Scanner::scan`] walks each view once, looking for all literals at once (overlapping matches), turns what it finds
//! into hits of *atoms* (sets of literals), and joins atoms into pattern matches by order and distance. All positions
//! are UTF-16 offsets of the original text, so that a pattern may take one element from one view and the next from
//! another.

mod formats;
mod glued;
mod grouped;
mod heads;
mod hits;
mod join;
mod lexicon;
mod literals;
mod needles;
mod phrases;
mod repair;
mod sounds;
mod spelled;
mod table;
mod units;

pub use hits::Match;
pub(crate) use phrases::{Crowd, Found, Phrase, Phrases};
pub(crate) use table::begins_with;
pub use units::Units;

use crate::pack::{Aim, Cue, DETECTORS, Loaded, Owner, Pattern, Rule, Span};
use crate::text::{View, Views};
use crate::verdict::{Category, Via};
use grouped::Grouped;
use hits::{Heard, Hit};
use join::Join;
use literals::Literals;

/// What all loaded packs look for, ready to run.
#[derive(Debug)]
pub struct Scanner {
    literals: Literals,
    patterns: Vec<Pattern>,
    /// Per atom, the patterns that it anchors.
    anchored: Grouped<u32>,
    /// Per atom, the last text (by its number) that a hit stood for it in.
    present: Vec<u32>,
    /// The number of this text.
    text: u32,
    rules: Vec<Rule>,
    /// The rule that stands for the model, the last one.
    model_rule: u32,
    cues: Vec<Cue>,
    hits: Vec<Hit>,
    matches: Vec<Match>,
    units: Units,
    repaired: View,
}

impl Scanner {
    /// Joins packs and files their literals. Cost: milliseconds, linear in the size of the packs.
    pub fn new(packs: Vec<Loaded>) -> Self {
        let (mut arena, mut literals, mut innocent) = (Vec::new(), Vec::new(), Vec::new());
        let (mut patterns, mut rules, mut cues, mut views) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for mut pack in packs {
            let (first_rule, first_cue) = (rules.len() as u32, cues.len() as u32);
            let (first_atom, first_byte) = (views.len() as u32, arena.len() as u32);
            for p in &mut pack.patterns {
                for e in p.elements.iter_mut().filter(|e| e.atom >= DETECTORS) {
                    e.atom += first_atom;
                }
                p.owner = match p.owner {
                    Owner::Rule(i) => Owner::Rule(i + first_rule),
                    Owner::Cue(i) => Owner::Cue(i + first_cue),
                };
            }
            for l in &mut pack.literals {
                l.start += first_byte;
                l.atom += first_atom;
            }
            pack.innocent.iter_mut().for_each(|i| i.shift(first_byte));
            append(&mut arena, pack.arena);
            append(&mut literals, pack.literals);
            innocent.extend(pack.innocent);
            patterns.extend(pack.patterns);
            rules.extend(pack.rules);
            cues.extend(pack.cues);
            views.extend(pack.atoms);
        }
        let atoms = DETECTORS + views.len() as u32;
        let model_rule = rules.len() as u32;
        rules.push(model_rule_itself());
        let anchor = |p: &Pattern| p.elements[usize::from(p.anchor)].atom;
        let anchored = Grouped::new(atoms as usize, patterns.iter().map(anchor).zip(0..));
        let mut of_rules = vec![false; atoms as usize];
        for pattern in patterns.iter().filter(|p| matches!(p.owner, Owner::Rule(_))) {
            of_rules[anchor(pattern) as usize] = true;
        }
        // The words of allowed phrases are known too, so that a phrase in odd dress is known again.
        let mut phrases: Vec<Span> = innocent.iter().flat_map(|i| &i.contexts).flat_map(|(a, b)| [*a, *b]).collect();
        for phrase in rules.iter().flat_map(|rule| &rule.allow) {
            phrases.push(Span { start: arena.len() as u32, length: phrase.len() as u16 });
            arena.extend(phrase.bytes());
        }
        Self {
            literals: Literals::new(arena, &literals, &phrases, &views, &innocent, &of_rules),
            patterns,
            anchored,
            present: vec![0; atoms as usize],
            text: 0,
            rules,
            model_rule,
            cues,
            hits: Vec::new(),
            matches: Vec::new(),
            units: Units::default(),
            repaired: View::default(),
        }
    }

    /// The rules, in the order [`Owner::Rule`] counts.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Finds what the rules and cues look for, and takes in what the model thinks. Cost: linear in the length of the
    /// views. Most texts hold no rule's elements all, and are done after one look.
    pub fn scan(&mut self, views: &Views, opinion: Opinion) -> Scan<'_> {
        self.hits.clear();
        self.matches.clear();
        self.units.clear();
        formats::find(views, &mut self.hits);
        let bent = self.literals.repair(views, &mut self.repaired);
        self.literals.find(views, bent.then_some(&self.repaired), &mut self.hits);
        self.take_stock();
        let suspicious = opinion.probability >= SUSPICIOUS;
        if suspicious || self.may_match() {
            self.units.count(&views.plain);
            if bent {
                self.units.count_cuts(&self.repaired);
            }
            self.units.part(self.literals.syllable_starts());
            hits::prepare(&mut self.hits, &self.units);
            self.join(Phase::Rules);
            if suspicious {
                let owner = Owner::Rule(self.model_rule);
                self.matches.push(Match {
                    owner,
                    start: opinion.start,
                    end: opinion.end,
                    via: Via::Model,
                    weak: false,
                    heard: Heard::default(),
                });
            }
            if !self.matches.is_empty() {
                self.join(Phase::Cues);
            }
        }
        let repaired = bent.then_some(&self.repaired);
        Scan { matches: &self.matches, units: &self.units, repaired, rules: &self.rules, cues: &self.cues, opinion }
    }

    /// Notes which atoms are in the text at all.
    fn take_stock(&mut self) {
        self.text = self.text.wrapping_add(1);
        if self.text == 0 {
            self.present.fill(0);
            self.text = 1;
        }
        for hit in &self.hits {
            for used in self.literals.uses(hit).iter().filter(|u| hit.fits(u)) {
                self.present[used.atom as usize] = self.text;
            }
        }
    }

    /// Whether the text holds all elements of some rule's pattern, wherever.
    fn may_match(&self) -> bool {
        let mut leads = self.hits.iter().flat_map(|hit| self.literals.leads(hit).iter().map(move |used| (hit, used)));
        leads.any(|(hit, used)| {
            // What is all there is of a pattern and lies in an allowed phrase matches nothing.
            let allowed = hit.allowed.1 > 0;
            self.patterns_at(used.atom, Phase::Rules).any(|p| !allowed || p.elements.len() > 1)
        })
    }

    /// The patterns anchored on an atom whose elements are all in the text.
    fn patterns_at(&self, atom: u32, phase: Phase) -> impl Iterator<Item = &Pattern> {
        self.anchored.of(atom).iter().map(|p| &self.patterns[*p as usize]).filter(move |p| {
            phase.wants(p.owner) && p.elements.iter().all(|e| self.present[e.atom as usize] == self.text)
        })
    }

    /// Joins hits into matches of rules, or of cues: cues are only looked at where a rule matched.
    fn join(&mut self, phase: Phase) {
        let mut matches = std::mem::take(&mut self.matches);
        let hears = self.hits.iter().any(|hit| hit.via == Via::Sound);
        for (at, hit) in self.hits.iter().enumerate() {
            let uses = match phase {
                Phase::Rules => self.literals.leads(hit),
                Phase::Cues => self.literals.uses(hit),
            };
            for used in uses.iter().filter(|u| hit.fits(u)) {
                let patterns = self.patterns_at(used.atom, phase);
                matches
                    .extend(patterns.filter_map(|p| Join::new(p, &self.hits, &self.literals, hears).around(at, used)));
            }
        }
        self.matches = matches;
    }
}

/// Moves items behind others; nothing is copied where there are none yet.
fn append<T>(to: &mut Vec<T>, mut items: Vec<T>) {
    if to.is_empty() {
        *to = items;
    } else {
        to.reserve_exact(items.len());
        to.append(&mut items);
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
    /// The shape view with bent Latin words put right, where that differs.
    pub repaired: Option<&'s View>,
    /// The rules.
    pub rules: &'s [Rule],
    /// The cues.
    pub cues: &'s [Cue],
    /// What the model thinks; probability 0 where there is none.
    pub opinion: Opinion,
}

/// What somebody who read the whole text suspects, and of which stretch of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opinion {
    /// The probability, in thousandths, that a fair reader calls the text abusive.
    pub probability: u16,
    /// UTF-16 start of the stretch that led to it.
    pub start: u32,
    /// UTF-16 end of it, exclusive.
    pub end: u32,
    /// How much speaks for a writer in danger, in thousandths of a logit, where somebody can tell.
    pub distress: Option<i32>,
}

/// From this probability (thousandths) on the model's opinion is looked into: its context is found, and it is judged.
const SUSPICIOUS: u16 = 250;

/// The rule that findings of the model alone name.
fn model_rule_itself() -> Rule {
    Rule {
        id: "model.abuse".into(),
        why: "model.abuse".into(),
        category: Category::Insult,
        severity: 2,
        confidence: 100,
        aim: Aim::Any,
        despite: 0,
        unless: 0,
        on: 0xFF,
        from: 0xFF,
        allow: Vec::new(),
    }
}
