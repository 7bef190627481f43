//! From rule sources to a [`Pack`]: literals are folded and shared, patterns become atoms and distances.

use std::collections::BTreeMap;

use super::pattern::{self, Step};
use super::source::{Located, SourceError, SourcePack};
use super::{Cue, DETECTORS, Element, Literal, Owner, Pack, Pattern, Rule, views};
use crate::text;

/// Slot members are short and common (你, we): reading them by sound would find them everywhere.
const SLOT_VIEWS: u8 = views::PLAIN | views::TIGHT | views::SHAPE;

/// Compiles a pack. Every mistake found is reported, not only the first.
///
/// # Errors
/// All mistakes, in the order of the source.
pub fn compile(source: &SourcePack) -> Result<Pack, Vec<SourceError>> {
    let mut c = Compiler {
        source,
        errors: Vec::new(),
        atoms: BTreeMap::new(),
        literals: BTreeMap::new(),
        patterns: Vec::new(),
    };
    let mut rules = Vec::new();
    let mut cues = Vec::new();
    for (index, rule) in source.rules.iter().enumerate() {
        let owner = Owner::Rule(index as u32);
        c.terms(owner, &rule.terms, rule.views);
        for p in &rule.patterns {
            c.pattern(owner, p, rule.views);
        }
        rules.push(Rule {
            id: rule.id.text.clone(),
            why: rule.why.text.clone(),
            category: rule.category,
            severity: rule.severity,
            confidence: rule.confidence,
            aim: rule.aim,
            despite: rule.despite,
            unless: rule.unless,
            on: rule.on,
            from: rule.from,
            allow: rule.allow.iter().map(|a| fold(&a.text)).collect(),
        });
    }
    for (index, cue) in source.cues.iter().enumerate() {
        let owner = Owner::Cue(index as u32);
        c.terms(owner, &cue.terms, SLOT_VIEWS);
        for p in &cue.patterns {
            c.pattern(owner, p, SLOT_VIEWS);
        }
        cues.push(Cue { tone: cue.kind.0, reach: cue.reach });
    }
    c.contexts();
    if !c.errors.is_empty() {
        return Err(c.errors);
    }
    let atoms = DETECTORS + c.atoms.len() as u32;
    let mut pack = Pack {
        name: source.name.clone(),
        version: source.version.clone(),
        rules,
        cues,
        atoms,
        literals: c.literals.into_values().collect(),
        patterns: c.patterns,
    };
    set_anchors(&mut pack);
    Ok(pack)
}

/// The fold of a rule's literal. Spaces count only between Latin words: beside Han characters they are layout.
pub(super) fn fold(literal: &str) -> String {
    let folded = text::fold_literal(literal.trim());
    let chars: Vec<char> = folded.chars().collect();
    let latin = |c: Option<&char>| c.is_some_and(|c| text::is_word_char(*c) || c.is_ascii_punctuation());
    chars
        .iter()
        .enumerate()
        .filter(|(i, c)| **c != ' ' || (latin(i.checked_sub(1).and_then(|p| chars.get(p))) && latin(chars.get(i + 1))))
        .map(|(_, c)| c)
        .collect()
}

struct Compiler<'s> {
    source: &'s SourcePack,
    errors: Vec<SourceError>,
    /// Literal sets (folded, with their views) to atom numbers.
    atoms: BTreeMap<(Vec<(String, bool, bool)>, u8), u32>,
    literals: BTreeMap<(String, bool, bool), Literal>,
    patterns: Vec<Pattern>,
}

impl Compiler<'_> {
    fn terms(&mut self, owner: Owner, terms: &[Located], views: u8) {
        if terms.is_empty() {
            return;
        }
        let texts: Vec<&str> = terms.iter().map(|t| t.text.as_str()).collect();
        if let Some(atom) = self.atom(&terms[0], &texts, views) {
            let elements = vec![Element { atom, gap_min: 0, gap_max: 0 }];
            self.patterns.push(Pattern { owner, anchor: 0, elements });
        }
    }

    fn pattern(&mut self, owner: Owner, at: &Located, views: u8) {
        let sequences = match pattern::parse(&at.text) {
            Ok(sequences) => sequences,
            Err((problem, mend)) => {
                self.errors.push(self.source.error(at, format!("in `{}`: {problem}", at.text), mend));
                return;
            }
        };
        for sequence in sequences {
            if let Some(elements) = self.elements(at, &sequence, views)
                && !self.patterns.iter().any(|p| p.owner == owner && p.elements == elements)
            {
                self.patterns.push(Pattern { owner, anchor: 0, elements });
            }
        }
    }

    fn elements(&mut self, at: &Located, sequence: &[Step], views: u8) -> Option<Vec<Element>> {
        let mut elements = Vec::new();
        let mut gap = (0, 0);
        for step in sequence {
            let atom = match step {
                Step::Gap(min, max) => {
                    gap = (*min, *max);
                    continue;
                }
                Step::Literals(set) => {
                    let texts: Vec<&str> = set.iter().map(String::as_str).collect();
                    self.atom(at, &texts, views)?
                }
                Step::Slot(name) => {
                    let source = self.source;
                    let Some(slot) = source.slots.iter().find(|s| s.name.text == *name) else {
                        self.errors.push(source.error(
                            at,
                            format!("there is no slot `{name}`"),
                            "Add `slot NAME` with its members, or correct the name",
                        ));
                        return None;
                    };
                    let texts: Vec<&str> = slot.items.iter().map(|i| i.text.as_str()).collect();
                    self.atom(&slot.name, &texts, SLOT_VIEWS)?
                }
                Step::Detector(name) => {
                    let Some(index) = super::DETECTOR_NAMES.iter().position(|n| n == name) else {
                        self.errors.push(self.source.error(
                            at,
                            format!("there is no detector `#{name}`"),
                            format!("Use one of: {}", super::DETECTOR_NAMES.join(", ")),
                        ));
                        return None;
                    };
                    index as u32
                }
            };
            elements.push(Element { atom, gap_min: gap.0, gap_max: gap.1 });
            gap = (0, 0);
        }
        Some(elements)
    }

    /// The atom of a set of literals.
    fn atom(&mut self, at: &Located, texts: &[&str], views: u8) -> Option<u32> {
        let mut set = Vec::new();
        for text in texts {
            let (open_start, rest) = text.strip_prefix('*').map_or((false, *text), |r| (true, r));
            let (open_end, rest) = rest.strip_suffix('*').map_or((false, rest), |r| (true, r));
            let folded = fold(rest);
            if folded.is_empty() {
                self.errors.push(self.source.error(
                    at,
                    format!("nothing is left of `{text}` once it is folded"),
                    "Write letters, digits or characters",
                ));
                return None;
            }
            set.push((folded, open_start, open_end));
        }
        set.sort();
        set.dedup();
        let next = DETECTORS + self.atoms.len() as u32;
        let key = (set, views);
        if let Some(atom) = self.atoms.get(&key) {
            return Some(*atom);
        }
        for (text, open_start, open_end) in &key.0 {
            let literal = self.literals.entry((text.clone(), *open_start, *open_end)).or_insert_with(|| Literal {
                text: text.clone(),
                open_start: *open_start,
                open_end: *open_end,
                no_reverse: false,
                uses: Vec::new(),
                contexts: Vec::new(),
                homophones: Vec::new(),
            });
            literal.uses.push((next, views));
        }
        self.atoms.insert(key, next);
        Some(next)
    }

    /// Turns the pack's allowed phrases into contexts of the literals they contain.
    fn contexts(&mut self) {
        for phrase in &self.source.allow {
            let folded = fold(&phrase.text);
            for literal in self.literals.values_mut() {
                for (at, _) in folded.match_indices(&literal.text) {
                    let context = (folded[..at].to_owned(), folded[at + literal.text.len()..].to_owned());
                    if context != (String::new(), String::new()) {
                        literal.contexts.push(context);
                    }
                }
            }
        }
        for literal in self.literals.values_mut() {
            literal.contexts.sort();
            literal.contexts.dedup();
        }
    }
}

/// Matching starts at the element that is rarest in ordinary text: few literals, long ones, used by few patterns.
fn set_anchors(pack: &mut Pack) {
    let n = pack.atoms as usize;
    let mut shortest = vec![usize::MAX; n];
    let mut members = vec![0usize; n];
    let mut used = vec![0usize; n];
    for literal in &pack.literals {
        // A Han character says about as much as two and a half letters.
        let weight = literal.text.chars().map(|c| if text::is_word_char(c) { 2 } else { 5 }).sum();
        for (atom, _) in &literal.uses {
            shortest[*atom as usize] = shortest[*atom as usize].min(weight);
            members[*atom as usize] += 1;
        }
    }
    for pattern in &pack.patterns {
        for e in &pattern.elements {
            used[e.atom as usize] += 1;
        }
    }
    let rarity = |atom: u32| -> isize {
        let a = atom as usize;
        if atom < DETECTORS {
            return 40;
        }
        let spread = (members[a] + used[a]).max(1).ilog2() as isize;
        shortest[a].min(30) as isize - 2 * spread
    };
    for pattern in &mut pack.patterns {
        let best = pattern.elements.iter().enumerate().max_by_key(|(i, e)| (rarity(e.atom), std::cmp::Reverse(*i)));
        pattern.anchor = best.map_or(0, |(i, _)| i as u8);
    }
}
