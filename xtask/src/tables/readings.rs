//! Toneless pinyin readings of the common characters.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;

use super::sources::{JIEBA, PYPINYIN, Sources};
use super::variants::in_gb2312;
use super::write;

/// Characters that occur less often in jieba's dictionary are read only if a rule needs them.
const RARE: u64 = 200;
/// A further reading counts if this share of the occurrences in phrases has it …
const SHARE: u64 = 50;
/// … and at least this many occurrences.
const SEEN: u64 = 20;
/// A reading that is this many times as frequent in phrases as the one listed first takes its place …
const FAR_AHEAD: u64 = 4;
/// … except in these, whose phrases are listed because the reading is the unusual one.
const AS_LISTED: &str = "都呢贾仔柏";

/// The generated file.
pub fn render(sources: &Sources, terms: &BTreeSet<char>) -> anyhow::Result<String> {
    let frequency = sources.frequency();
    let counts = phrase_counts(sources);
    let mut usual: BTreeMap<char, &str> = BTreeMap::new();
    let mut further: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for (&c, readings) in &sources.readings {
        let common = in_gb2312(c) && frequency.get(&c).is_some_and(|&n| n >= RARE);
        if !('\u{4e00}'..='\u{9fff}').contains(&c) || !(common || terms.contains(&c)) {
            continue;
        }
        let seen = |reading: &str| counts.get(&(c, reading)).copied().unwrap_or(0);
        let total: u64 = readings.iter().map(|r| seen(r)).sum();
        let mut first = readings.first().context("a character has a reading")?.as_str();
        if let Some(most) = readings.iter().max_by_key(|r| seen(r))
            && seen(most) >= FAR_AHEAD * seen(first).max(SEEN)
            && !AS_LISTED.contains(c)
        {
            first = most;
        }
        usual.insert(c, first);
        let others: Vec<&str> = readings
            .iter()
            .map(String::as_str)
            .filter(|r| *r != first && seen(r) >= SEEN && seen(r) * SHARE >= total)
            .collect();
        if !others.is_empty() {
            further.insert(c, others);
        }
    }

    let mut by_syllable: BTreeMap<&str, u32> = BTreeMap::new();
    for reading in usual.values().chain(further.values().flatten()) {
        *by_syllable.entry(reading).or_default() += 1;
    }
    let mut syllables: Vec<&str> = by_syllable.keys().copied().collect();
    syllables.sort_by_key(|s| std::cmp::Reverse(by_syllable[s]));
    let number = |s: &str| syllables.iter().position(|t| *t == s).map(|i| i as u32).context("a listed syllable");

    let (mut characters, mut ids, mut last) = (Vec::new(), Vec::new(), 0x4e00);
    for (&c, reading) in &usual {
        write::varint(&mut characters, c as u32 - last);
        last = c as u32;
        id(&mut ids, number(reading)?);
    }
    let mut extra = String::new();
    for (c, readings) in &further {
        extra.push(*c);
        extra += &readings.join(",");
        extra.push(' ');
    }
    let mut out = write::head(
        &format!(
            "Readings of {} characters, without tones: those of GB 2312 that are not rare, and those of the rules.",
            usual.len()
        ),
        &[PYPINYIN, JIEBA],
    );
    out += &write::words("The syllables, the most frequent first.", "SYLLABLES", &syllables);
    out.push('\n');
    out += &write::bytes(
        "The characters, ascending from U+4E00: the distance to the one before, as a varint.",
        "CHARACTERS",
        &characters,
    );
    out.push('\n');
    out += &write::bytes(
        "Their usual readings: an index into the syllables; after 255, what is to be added to it.",
        "USUAL",
        &ids,
    );
    out.push('\n');
    let extra: Vec<&str> = extra.split_whitespace().collect();
    out += &write::words("Characters with further readings, which rules are matched by as well.", "FURTHER", &extra);
    Ok(out)
}

fn id(out: &mut Vec<u8>, mut n: u32) {
    while n >= 255 {
        out.push(255);
        n -= 255;
    }
    out.push(n as u8);
}

/// How often a character has a reading, in phrases weighted by how frequent they are.
fn phrase_counts(sources: &Sources) -> BTreeMap<(char, &str), u64> {
    let mut out = BTreeMap::new();
    for (phrase, readings) in &sources.phrases {
        if phrase.chars().count() == readings.len() {
            let weight = 1 + u64::from(sources.words.get(phrase).copied().unwrap_or(0));
            for (c, reading) in phrase.chars().zip(readings) {
                *out.entry((c, reading.as_str())).or_insert(0) += weight;
            }
        }
    }
    out
}
