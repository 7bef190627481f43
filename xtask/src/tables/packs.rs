//! The Han characters of the rules: those that disguises of terms are made with.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Terms of at most this many Han characters are worth disguising by shape.
const SHORT: usize = 4;
/// A character of short terms counts if it occurs in this many, or in a very short one.
const OFTEN: u32 = 2;
const VERY_SHORT: usize = 2;

/// Characters of the terms of all packs, in the form the generators fold them to.
#[derive(Default)]
pub struct Terms {
    /// Of every term, pattern and slot: they need a reading.
    pub all: BTreeSet<char>,
    /// Of short terms: they may be split or replaced by a look-alike.
    pub short: BTreeSet<char>,
}

/// Examples, allowed phrases and cues do not count: nobody disguises them.
pub fn terms(packs: &Path, variants: &BTreeMap<char, char>) -> anyhow::Result<Terms> {
    let mut out = Terms::default();
    let mut counts: BTreeMap<char, u32> = BTreeMap::new();
    for file in rule_files(packs)? {
        let mut list = List::None;
        let mut rule = false;
        for line in fs::read_to_string(file)?.lines() {
            let item = line.trim_start();
            if item.starts_with('#') {
                continue;
            }
            // A line that is not indented opens a block; an indented key opens a list.
            if item.len() == line.len() {
                rule = line.starts_with("rule");
                list = if line.starts_with("slot") { List::Patterns } else { List::None };
                continue;
            }
            let (key, rest) = item.split_once(':').unwrap_or(("", item));
            let items = if !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase()) {
                list = match key {
                    "terms" if rule => List::Terms,
                    "patterns" if rule => List::Patterns,
                    _ => List::None,
                };
                rest
            } else {
                item
            };
            if list == List::None {
                continue;
            }
            for term in items.split('|') {
                let han: Vec<char> = term
                    .chars()
                    .filter(|c| ('\u{3400}'..='\u{9fff}').contains(c))
                    .map(|c| variants.get(&c).copied().unwrap_or(c))
                    .collect();
                out.all.extend(&han);
                if list == List::Terms && han.len() <= SHORT {
                    let weight = if han.len() <= VERY_SHORT { OFTEN } else { 1 };
                    for c in han {
                        *counts.entry(c).or_default() += weight;
                    }
                }
            }
        }
    }
    out.short = counts.into_iter().filter(|(_, n)| *n >= OFTEN).map(|(c, _)| c).collect();
    Ok(out)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    Terms,
    Patterns,
}

fn rule_files(packs: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for pack in fs::read_dir(packs)? {
        let pack = pack?.path();
        if pack.is_dir() {
            for file in fs::read_dir(pack)? {
                let file = file?.path();
                if file.extension().is_some_and(|e| e == "rules") {
                    out.push(file);
                }
            }
        }
    }
    out.sort();
    Ok(out)
}
