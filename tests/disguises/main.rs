//! The packs' own examples, disguised: how much of what is found plain is still found, family by family, and how often
//! ordinary sentences in the same dress are flagged.
//!
//! `cargo test --release -p liangyan --features compiler --test disguises -- --nocapture` prints the table of
//! `packs/DISGUISES.md`. The floors here are what the engine reaches, less a little; they only rise.

mod dress;

use std::path::Path;

use dress::{Dresser, EN, Family, ZH};
use liangyan::Engine;
use liangyan::judge::{Context, Preset};
use liangyan::pack::{SourcePack, compile, encode, source};
use liangyan::verdict::{Category, Level, Verdict, Via};

/// What is measured of one family.
#[derive(Default)]
struct Figures {
    found: usize,
    of: usize,
    flagged: usize,
    twins: usize,
}

struct Pack {
    language: &'static str,
    source: SourcePack,
}

fn packs() -> Vec<Pack> {
    ["zh", "en"]
        .into_iter()
        .map(|language| {
            let source = liangyan::pack::read_dir(&Path::new("packs").join(language)).expect("the pack is well formed");
            Pack { language, source }
        })
        .collect()
}

fn engine(packs: &[Pack]) -> Engine {
    let mut files: Vec<Vec<u8>> =
        packs.iter().map(|p| encode(&compile(&p.source).expect("the pack compiles"))).collect();
    files.push(std::fs::read("packs/model.lymodel").expect("the scorer is there"));
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    Engine::new(&files, Preset::Standard).expect("the packs load")
}

/// Examples without a context of their own, of rules about words: formats have no other spelling.
fn examples(from: &Pack, pick: impl Fn(&source::RuleSource) -> &[source::Located]) -> Vec<String> {
    let all = from.source.rules.iter();
    let of_words = all.filter(|r| !matches!(r.category, Category::Distress | Category::Profanity | Category::Doxxing));
    let lines = of_words.flat_map(|r| pick(r).iter().map(|l| l.text.clone()));
    lines.filter(|l| !l.starts_with('[')).map(|l| l.split(" => ").next().unwrap_or_default().to_owned()).collect()
}

fn check(engine: &mut Engine, text: &str) -> Verdict {
    engine.check(text, &Context::default()).expect("examples are short")
}

/// The stretch of a text, in UTF-16 code units, as a byte range.
fn bytes_of(text: &str, start: u32, end: u32) -> std::ops::Range<usize> {
    let at = |units: u32| {
        let mut seen = 0;
        text.char_indices()
            .find(|(_, c)| {
                let here = seen >= units;
                seen += c.len_utf16() as u32;
                here
            })
            .map_or(text.len(), |(i, _)| i)
    };
    at(start)..at(end)
}

/// Measures one family on the examples of one pack.
fn measure(engine: &mut Engine, wardrobe: &Dresser, family: &Family, hits: &[String], misses: &[String]) -> Figures {
    let mut figures = Figures::default();
    for hit in hits {
        let verdict = check(engine, hit);
        let Some(finding) = verdict.findings.iter().max_by_key(|f| (f.severity, f.confidence)) else { continue };
        let span = bytes_of(hit, finding.start, finding.end);
        let Some(dressed) = wardrobe.dress(family, &hit[span.clone()]) else { continue };
        let text = format!("{}{dressed}{}", &hit[..span.start], &hit[span.end..]);
        figures.of += 1;
        figures.found += usize::from(check(engine, &text).level > Level::None);
    }
    for miss in misses {
        if check(engine, miss).level > Level::None {
            continue;
        }
        let Some(text) = wardrobe.dress(family, miss) else { continue };
        figures.twins += 1;
        figures.flagged += usize::from(check(engine, &text).level > Level::None);
    }
    figures
}

#[test]
fn disguises_come_off_and_odd_spelling_is_no_sign() {
    let packs = packs();
    let mut engine = engine(&packs);
    let dresser = Dresser::new(packs.iter().flat_map(|p| examples(p, |r| &r.misses)));
    let mut short = Vec::new();
    println!("| family | found of what is found plain | odd but innocent, flagged |\n| --- | ---: | ---: |");
    for pack in &packs {
        let (hits, misses) = (examples(pack, |r| &r.hits), examples(pack, |r| &r.misses));
        for family in if pack.language == "zh" { ZH } else { EN } {
            let f = measure(&mut engine, &dresser, family, &hits, &misses);
            assert!(f.of > 20 && f.twins > 20, "{} dresses too few examples", family.name);
            let (recall, false_alarms) = (share(f.found, f.of), share(f.flagged, f.twins));
            println!(
                "| {} {} | {recall:.1} % of {} | {false_alarms:.1} % of {} |",
                pack.language, family.name, f.of, f.twins
            );
            if recall < family.recall || false_alarms > family.false_alarms {
                short.push(format!("{} {}: {recall:.1} %, {false_alarms:.1} %", pack.language, family.name));
            }
        }
    }
    assert!(short.is_empty(), "below the recorded floors: {short:?}");
}

/// Lines that are no comments.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn posts_are_seen_through_as_people_cloak_them() {
    let mut engine = engine(&packs());
    let mut speaks = |text: &str| check(&mut engine, text).level > Level::None;
    let pairs: Vec<(&str, &str)> = lines(include_str!("posts.zh.tsv")).filter_map(|l| l.split_once('\t')).collect();
    let missed: Vec<&str> = pairs.iter().map(|(cloaked, _)| *cloaked).filter(|text| !speaks(text)).collect();
    let flagged: Vec<&str> = pairs.iter().map(|(_, twin)| *twin).filter(|text| speaks(text)).collect();
    println!("posts: {} of {} found, {} twins flagged", pairs.len() - missed.len(), pairs.len(), flagged.len());
    assert!(share(missed.len(), pairs.len()) <= 18.0, "not found: {missed:#?}");
    assert!(share(flagged.len(), pairs.len()) <= 10.0, "flagged: {flagged:#?}");
}

#[test]
fn words_that_only_sound_rude_are_left_alone() {
    let mut engine = engine(&packs());
    let all: Vec<&str> = lines(include_str!("homophones.zh.txt")).collect();
    let heard = |verdict: Verdict| verdict.findings.iter().any(|f| f.via == Via::Sound);
    let flagged: Vec<&str> = all.iter().copied().filter(|text| heard(check(&mut engine, text))).collect();
    println!("homophones: {} of {} flagged by sound", flagged.len(), all.len());
    assert!(share(flagged.len(), all.len()) <= 3.5, "flagged: {flagged:#?}");
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
