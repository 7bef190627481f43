//! Joins hits and context into findings, and findings into a verdict.

mod dismissed;
mod distress;
mod level;
mod quotes;
mod score;
mod tones;

pub use crate::context::{Context, Preset, Relation, Surface};
pub use crate::verdict::{Category, Finding, Level, Tone, Toned, Verdict, Via};
pub use dismissed::{Dismissed, Entry as DismissedEntry};

use crate::pack::Owner;
use crate::scan::{Match, Scan, begins_with};
use crate::text::{SoundView, View, Views, cuts_word, sounds_like};
use quotes::Quotes;
use tones::Tones;

/// A match with its tones and level.
struct Judged<'s> {
    found: &'s Match,
    rule: u32,
    toned: Toned,
    level: Level,
}

/// Judges what a scan found, but for what the person took back. Cost: linear in the number of matches.
#[inline(never)]
pub(crate) fn judge(
    scan: &Scan<'_>,
    views: &Views,
    context: &Context,
    preset: Preset,
    dismissed: &Dismissed,
) -> Verdict {
    if scan.matches.is_empty() {
        let distress = distress::told(false, scan.opinion.distress);
        return Verdict { score: scan.opinion.probability, distress, ..Verdict::default() };
    }
    let tones = Tones::new(scan, Quotes::find(&views.plain));
    let mut verdict = Verdict::default();
    let mut judged: Vec<Judged<'_>> = Vec::new();
    // What was taken back, by place: the model need not say there what no rule may.
    let mut taken_back: Vec<(u32, u32)> = Vec::new();
    for found in scan.matches {
        let Owner::Rule(index) = found.owner else { continue };
        let rule = &scan.rules[index as usize];
        let speaks = rule.on & 1 << context.surface as u8 != 0 && rule.from & 1 << context.relation as u8 != 0;
        if !speaks || allowed(rule.allow.as_slice(), found, views, scan.repaired) {
            continue;
        }
        if !dismissed.is_empty()
            && rule.category != Category::Distress
            && dismissed.covers(plain_between(views, found.start, found.end), index, context.sender)
        {
            taken_back.push((found.start, found.end));
            continue;
        }
        if tones.runs_out_of_quotation(found) {
            continue;
        }
        judged.push(Judged { found, rule: index, toned: tones.of(found, scan, context), level: Level::None });
    }
    let in_vain = |start: u32, end: u32| taken_back.iter().any(|(s, e)| *s < end && start < *e);
    judged.retain(|j| j.found.via != Via::Model || !in_vain(j.found.start, j.found.end));
    for i in 0..judged.len() {
        let j = &judged[i];
        let rule = &scan.rules[j.rule as usize];
        // Another reading of the same word is no second sign; a finding elsewhere is.
        let company = judged.iter().take(COMPANY).any(|o| o.found.end <= j.found.start || o.found.start >= j.found.end);
        let mut level = level::level(rule, j.found, j.toned, company, scan.opinion.probability, context, preset);
        if j.toned.contains(Tone::Quoted) && tones.mentioned(j.found, scan) {
            level = Level::None;
        }
        let hears_praise = rule.despite & 1 << Tone::Praise as u8 == 0;
        if hears_praise && level > Level::None && tones.softened(j.found, scan) {
            level = level::one_less(level);
        }
        if rule.category == Category::Distress {
            verdict.distress |= level > Level::None;
        } else {
            judged[i].level = level;
        }
    }
    verdict.distress = distress::told(verdict.distress, scan.opinion.distress);
    judged.retain(|j| j.level > Level::None);
    drop_shadowed(&mut judged, scan);
    // What a rule names the model need not say again: it speaks where the rules are silent, or not as loud.
    let named = judged.iter().filter(|j| j.found.via != Via::Model).map(|j| j.level).max();
    judged.retain(|j| j.found.via != Via::Model || named.is_none_or(|level| level < j.level));
    verdict.level = judged.iter().map(|j| j.level).max().unwrap_or_default();
    verdict.findings = judged
        .iter()
        .map(|j| {
            let rule = &scan.rules[j.rule as usize];
            Finding {
                rule: j.rule,
                category: rule.category,
                severity: rule.severity,
                confidence: level::confidence(rule, j.found.via, j.toned, scan.opinion.probability),
                start: j.found.start,
                end: j.found.end,
                via: j.found.via,
                toned: j.toned,
            }
        })
        .collect();
    // What context says about the model's stretch it says about its probability.
    let excused = model_excused(&tones, scan, context) || in_vain(scan.opinion.start, scan.opinion.end);
    let rules = judged.iter().zip(&verdict.findings).filter(|(j, _)| j.found.via != Via::Model);
    verdict.score =
        score::joined(score::score(rules.map(|(j, f)| (j.level, f))), scan.opinion.probability, excused, verdict.level);
    verdict
}

/// How many matches are asked whether they support another: enough to find one, and keeps the cost linear.
const COMPANY: usize = 32;

/// Context lowers what the model thinks of the text.
fn model_excused(tones: &Tones, scan: &Scan<'_>, context: &Context) -> bool {
    scan.matches.iter().filter(|m| m.via == Via::Model).any(|m| {
        let Owner::Rule(rule) = m.owner else { return false };
        level::silenced(&scan.rules[rule as usize], tones.of(m, scan, context), context)
    })
}

/// One of the rule's allowed phrases covers the match: as written, or in the same dress as the match. A Latin phrase may
/// be dressed up where the match is not: `ugly cry*ng`; between Han characters a space may part what is said to one
/// person from what is told of a thing.
fn allowed(phrases: &[String], found: &Match, views: &Views, repaired: Option<&View>) -> bool {
    if phrases.is_empty() {
        return false;
    }
    let dressed = [
        (views.tight_differs, Some(views.tight())),
        (views.shape_differs, Some(views.shape())),
        (repaired.is_some(), repaired),
    ];
    let undressed = found.via != Via::Plain;
    allowed_in(phrases, found, &views.plain, true)
        || dressed
            .into_iter()
            .filter(|(differs, _)| *differs)
            .any(|(_, view)| view.is_some_and(|view| allowed_in(phrases, found, view, undressed)))
        || (found.via == Via::Sound && allowed_by_sound(phrases, found, &views.sound))
}

/// One of the phrases sounds like a stretch that covers the match, and more.
fn allowed_by_sound(phrases: &[String], found: &Match, view: &SoundView) -> bool {
    let first = view.symbols.partition_point(|s| s.end <= found.start);
    let last = view.symbols.partition_point(|s| s.start < found.end);
    phrases.iter().any(|phrase| {
        let length = phrase.chars().count();
        let Some(spare) = length.checked_sub(last - first) else { return false };
        spare > 0 && (0..=spare.min(first)).any(|before| sounds_like(phrase, &view.bytes[(first - before) * 2..]))
    })
}

/// As [`allowed`], in one view; `han` says whether phrases of other letters than Latin ones count.
fn allowed_in(phrases: &[String], found: &Match, view: &View, han: bool) -> bool {
    let text = view.text.as_str();
    let (mut start, mut end) = (byte_at(view, found.start), byte_at(view, found.end));
    // Words that were told apart in one token have spaces between them that nobody typed.
    while start < end && text.as_bytes()[start] == b' ' {
        start += 1;
    }
    while start < end && text.as_bytes()[end - 1] == b' ' {
        end -= 1;
    }
    // A view may have less text than the match had letters.
    if start >= end {
        return false;
    }
    phrases.iter().filter(|phrase| han || phrase.is_ascii()).any(|phrase| {
        let Some(spare) = phrase.len().checked_sub(end - start) else { return false };
        // A rule may have dozens of phrases, and a text a hundred thousand matches: setting up a search for each of them
        // would cost more than all the rest.
        (start.saturating_sub(spare)..=start).any(|from| {
            begins_with(&text.as_bytes()[from..], phrase.as_bytes()) && whole_words(text, from, phrase.len())
        })
    })
}

/// The byte of a view that a UTF-16 offset of the original corresponds to.
fn byte_at(view: &View, offset: u32) -> usize {
    view.symbols.get(view.symbol_from(offset)).map_or(view.text.len(), |s| s.at as usize)
}

/// The plain text between two UTF-16 offsets of the original.
fn plain_between(views: &Views, start: u32, end: u32) -> &str {
    let from = byte_at(&views.plain, start);
    &views.plain.text[from..byte_at(&views.plain, end).max(from)]
}

/// A phrase does not begin or end inside a Latin word.
fn whole_words(text: &str, start: usize, length: usize) -> bool {
    !cuts_word(text, start) && !cuts_word(text, start + length)
}

/// Orders findings by place, and drops those that lie wholly inside an at least equally strong one of their category.
#[inline(never)]
fn drop_shadowed(judged: &mut Vec<Judged<'_>>, scan: &Scan<'_>) {
    sort(judged, |j| (j.found.start, !j.found.end, j.found.via as u8, !(j.level as u8), j.rule));
    judged.dedup_by(|b, a| (a.rule, a.found.start, a.found.end) == (b.rule, b.found.start, b.found.end));
    let category = |rule: u32| scan.rules[rule as usize].category as usize;
    // Per category, the furthest end seen so far and the level that reaches it.
    let mut reached = [(0u32, Level::None); Category::ALL.len()];
    judged.retain(|j| {
        let (end, level) = &mut reached[category(j.rule)];
        if *level >= j.level && *end >= j.found.end {
            return false;
        }
        if j.found.end >= *end {
            (*end, *level) = (j.found.end, j.level);
        }
        true
    });
    sort(judged, |j| (j.found.start, j.found.end, 0, 0, j.rule));
}

/// A stable sort. Both orders are keys of one type behind a function pointer, so that the wasm holds one sort of findings.
fn sort(judged: &mut [Judged<'_>], key: fn(&Judged<'_>) -> (u32, u32, u8, u8, u32)) {
    judged.sort_by_key(key);
}
