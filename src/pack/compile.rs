//! From rule sources to a [`Pack`]: literals are folded and shared, patterns become atoms and distances.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::ear::Ear;
use super::pattern::{self, Step};
use super::source::{Located, SourceError, SourcePack};
use super::{Atom, Cue, DETECTORS, Element, Innocent, Owner, Pack, Pattern, Product, Rule, expand, views};
use crate::text;

/// Compiles a pack. Every mistake found is reported, not only the first.
///
/// # Errors
/// All mistakes, in the order of the source.
pub fn compile(source: &SourcePack) -> Result<Pack, Vec<SourceError>> {
    let ear = Ear::new(source);
    let mut c = Compiler { source, ear, errors: Vec::new(), atoms: BTreeMap::new(), patterns: Vec::new() };
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
        c.terms(owner, &cue.terms, views::ALL);
        for p in &cue.patterns {
            c.pattern(owner, p, views::ALL);
        }
        cues.push(Cue { tone: cue.kind.tone, address: cue.kind.address, reach: cue.reach });
    }
    if !c.errors.is_empty() {
        return Err(c.errors);
    }
    let mut atoms: Vec<(Atom, u32)> = c.atoms.into_iter().collect();
    atoms.sort_by_key(|(_, number)| *number);
    let mut pack = Pack {
        name: source.name.clone(),
        version: source.version.clone(),
        rules,
        cues,
        atoms: atoms.into_iter().map(|(atom, _)| atom).collect(),
        innocent: Vec::new(),
        patterns: c.patterns,
    };
    pack.innocent = innocent(source, &pack);
    set_anchors(&mut pack);
    Ok(pack)
}

/// The fold of a whole literal, as [`expand`] gives it.
pub(super) fn fold(literal: &str) -> String {
    let sets = vec![vec![text::fold_literal(literal.trim())]];
    let product = Product { sets, open_start: false, open_end: false, telling: false };
    let mut folded = String::new();
    expand(&product, &mut |l| l.clone_into(&mut folded));
    folded
}

struct Compiler<'s> {
    source: &'s SourcePack,
    ear: Ear,
    errors: Vec<SourceError>,
    /// Atoms and their numbers.
    atoms: BTreeMap<Atom, u32>,
    patterns: Vec<Pattern>,
}

impl Compiler<'_> {
    fn terms(&mut self, owner: Owner, terms: &[Located], views: u8) {
        if terms.is_empty() {
            return;
        }
        let sets: Vec<Vec<Vec<String>>> = terms.iter().map(|t| vec![vec![t.text.clone()]]).collect();
        if let Some(atom) = self.atom(&terms[0], &sets, views, (owner, true)) {
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
            if let Some(elements) = self.elements(at, &sequence, views, owner)
                && !self.patterns.iter().any(|p| p.owner == owner && p.elements == elements)
            {
                self.patterns.push(Pattern { owner, anchor: 0, elements });
            }
        }
    }

    fn elements(&mut self, at: &Located, sequence: &[Step], views: u8, owner: Owner) -> Option<Vec<Element>> {
        let mut elements = Vec::new();
        let mut gap = (0, 0);
        for step in sequence {
            let atom = match step {
                Step::Gap(min, max) => {
                    gap = (*min, *max);
                    continue;
                }
                Step::Literals(sets) => {
                    self.atom(at, std::slice::from_ref(sets), views, (owner, sequence.len() == 1))?
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
                    let sets: Vec<Vec<Vec<String>>> = slot.items.iter().map(|i| vec![vec![i.text.clone()]]).collect();
                    self.atom(&slot.name, &sets, views::ALL, (owner, false))?
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

    /// The atom of a set of products, `of` whom, and whether it is all there is of a pattern.
    fn atom(&mut self, at: &Located, products: &[Vec<Vec<String>>], views: u8, of: (Owner, bool)) -> Option<u32> {
        let mut atom = Atom { views, products: Vec::new() };
        for sets in products {
            let product = fold_product(sets);
            let mut empty = false;
            expand(&product, &mut |literal| empty |= literal.is_empty());
            if empty {
                let text = pattern::product(sets).join(", ");
                self.errors.push(self.source.error(
                    at,
                    format!("nothing is left of `{text}` once it is folded"),
                    "Write letters, digits or characters",
                ));
                return None;
            }
            self.ear.listen(product, views, of, &mut atom.products);
        }
        atom.products.sort();
        atom.products.dedup();
        let next = DETECTORS + self.atoms.len() as u32;
        Some(*self.atoms.entry(atom).or_insert(next))
    }
}

/// Folds the fragments, and takes the `*` from the edges.
fn fold_product(sets: &[Vec<String>]) -> Product {
    let edge = |set: Option<&Vec<String>>, star: fn(&str) -> bool| set.is_some_and(|s| s.iter().all(|f| star(f)));
    let open_start = edge(sets.first(), |f| f.trim_start().starts_with('*'));
    let open_end = edge(sets.last(), |f| f.trim_end().ends_with('*') && f.trim() != "*");
    let last = sets.len() - 1;
    let folded = sets.iter().enumerate().map(|(i, set)| {
        set.iter()
            .map(|fragment| {
                let mut f = fragment.as_str();
                if i == 0 {
                    f = f.trim_start();
                    f = if open_start { f.trim_start_matches('*') } else { f };
                }
                if i == last {
                    f = f.trim_end();
                    f = if open_end { f.trim_end_matches('*') } else { f };
                }
                text::fold_literal(f)
            })
            .collect()
    });
    Product { sets: folded.collect(), open_start, open_end, telling: false }
}

/// Where literals are innocent: inside the pack's allowed phrases.
fn innocent(source: &SourcePack, pack: &Pack) -> Vec<Innocent> {
    let mut literals: Vec<String> = Vec::new();
    for product in pack.atoms.iter().flat_map(|a| &a.products) {
        expand(product, &mut |l| literals.push(l.to_owned()));
    }
    literals.sort();
    literals.dedup();
    let mut found: BTreeMap<String, Innocent> = BTreeMap::new();
    let Ok(automaton) = AhoCorasick::new(&literals) else { return Vec::new() };
    for phrase in &source.allow {
        let folded = fold(&phrase.text);
        for m in automaton.find_overlapping_iter(&folded) {
            let context = (folded[..m.start()].to_owned(), folded[m.end()..].to_owned());
            if m.end() - m.start() < folded.len() {
                let literal = &literals[m.pattern().as_usize()];
                let entry = found
                    .entry(literal.clone())
                    .or_insert_with(|| Innocent { literal: literal.clone(), ..Innocent::default() });
                entry.contexts.push(context);
            }
        }
    }
    let mut innocent: Vec<Innocent> = found.into_values().collect();
    for i in &mut innocent {
        i.contexts.sort();
        i.contexts.dedup();
    }
    innocent
}

/// Matching starts at the element that is rarest in ordinary text: few literals, long ones, used by few patterns.
fn set_anchors(pack: &mut Pack) {
    let n = DETECTORS as usize + pack.atoms.len();
    let mut shortest = vec![usize::MAX; n];
    let mut members = vec![0usize; n];
    let mut used = vec![0usize; n];
    for (i, atom) in pack.atoms.iter().enumerate() {
        let i = DETECTORS as usize + i;
        for product in &atom.products {
            expand(product, &mut |literal| {
                // A Han character says about as much as two and a half letters.
                let weight = literal.chars().map(|c| if text::is_word_char(c) { 2 } else { 5 }).sum();
                shortest[i] = shortest[i].min(weight);
                members[i] += 1;
            });
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
