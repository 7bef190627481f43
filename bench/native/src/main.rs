//! Measures the engine natively: `liangyan-bench WHAT BUDGET TEXTS PACK…`, all of it in processor time.
//!
//! `TEXTS` holds sets divided by a record separator (U+001E), a set's texts divided by NUL; `BUDGET` is how long a set, or a
//! text of `--growth`, is measured for, in milliseconds. Prints JSON by `WHAT`:
//!
//! - `--ready`: `{"readyMs", "firstMs", "rss"}`: from the packs in memory to the first verdict, that verdict alone, bytes;
//! - `--speed`: `{"sets": [{"us", "flagged"}]}`, microseconds a message;
//! - `--stages`: `{"stages": [{"fold", "rules", "model"}]}`, microseconds a message for folding, for matching and judging, for
//!   the scorer;
//! - `--growth`: `{"times"}`, the best time of each text in milliseconds.

use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use liangyan::Engine;
use liangyan::context::{Context, Preset};
use liangyan::model::Model;
use liangyan::text::Folder;
use liangyan::verdict::Level;

/// A text whose every view differs, so that nothing is left to be made later.
const PROBE: &str = "你就是个傻*子，nǐ zhēn 煞笔 1d10t 女馬 🐴 ｆ**k, тoidi";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [what, budget, texts, packs @ ..] = args.as_slice() else {
        return Err("usage: liangyan-bench --ready|--speed|--stages|--growth BUDGET TEXTS PACK…".into());
    };
    let budget = Duration::from_millis(budget.parse()?);
    let texts = fs::read_to_string(texts)?;
    let sets: Vec<Vec<&str>> = texts.split('\u{1e}').map(|set| set.split('\0').collect()).collect();
    let packs: Vec<Vec<u8>> = packs.iter().map(fs::read).collect::<Result<_, _>>()?;
    let packs: Vec<&[u8]> = packs.iter().map(Vec::as_slice).collect();
    match what.as_str() {
        "--ready" => ready(&packs),
        "--speed" => {
            let mut engine = Engine::new(&packs, Preset::Standard)?;
            let rows = sets.iter().map(|set| speed(&mut engine, set, budget)).collect::<Result<Vec<_>, _>>()?;
            println!(r#"{{"sets":[{}]}}"#, rows.join(","));
            Ok(())
        }
        "--stages" => stages(&packs, &sets, budget),
        "--growth" => {
            let mut engine = Engine::new(&packs, Preset::Standard)?;
            let times =
                sets.concat().iter().map(|text| best(&mut engine, text, budget)).collect::<Result<Vec<_>, _>>()?;
            println!(r#"{{"times":{times:?}}}"#);
            Ok(())
        }
        other => Err(format!("{other} is nothing to measure").into()),
    }
}

fn ready(packs: &[&[u8]]) -> Result<(), Box<dyn Error>> {
    let before = resident();
    let started = ProcessTime::now();
    let mut engine = Engine::new(packs, Preset::Standard)?;
    let loaded = started.elapsed();
    engine.check(PROBE, &Context::default())?;
    let ready = started.elapsed();
    let rss = resident().saturating_sub(before);
    let [ready, first] = [ready, ready.saturating_sub(loaded)].map(|time| time.as_secs_f64() * 1e3);
    println!(r#"{{"readyMs":{ready},"firstMs":{first},"rss":{rss}}}"#);
    Ok(())
}

/// A set as a row of JSON.
fn speed(engine: &mut Engine, texts: &[&str], budget: Duration) -> Result<String, liangyan::Error> {
    let us = pass(texts, budget, |text| engine.check(text, &Context::default()).map(drop))?;
    let mut flagged = 0_usize;
    for text in texts {
        flagged += usize::from(engine.check(text, &Context::default())?.level >= Level::Warn);
    }
    Ok(format!(r#"{{"us":{us},"flagged":{flagged}}}"#))
}

/// What each stage costs, as the difference between an engine with and one without it; folding is measured by itself.
fn stages(packs: &[&[u8]], sets: &[Vec<&str>], budget: Duration) -> Result<(), Box<dyn Error>> {
    let rules: Vec<&[u8]> = packs.iter().copied().filter(|bytes| !Model::recognises(bytes)).collect();
    let mut with_rules = Engine::new(&rules, Preset::Standard)?;
    let mut whole = Engine::new(packs, Preset::Standard)?;
    let mut folder = Folder::new();
    let mut rows = Vec::new();
    for set in sets {
        let fold = pass(set, budget, |text| {
            std::hint::black_box(folder.fold(text));
            Ok(())
        })?;
        let rules = pass(set, budget, |text| with_rules.check(text, &Context::default()).map(drop))?;
        let all = pass(set, budget, |text| whole.check(text, &Context::default()).map(drop))?;
        let (rules, model) = ((rules - fold).max(0.0), (all - rules).max(0.0));
        rows.push(format!(r#"{{"fold":{fold},"rules":{rules},"model":{model}}}"#));
    }
    println!(r#"{{"stages":[{}]}}"#, rows.join(","));
    Ok(())
}

/// The best pass over a set, in microseconds a text: times have no noise below them, only above.
fn pass(
    texts: &[&str],
    budget: Duration,
    mut each: impl FnMut(&str) -> Result<(), liangyan::Error>,
) -> Result<f64, liangyan::Error> {
    let mut best = f64::INFINITY;
    let end = Instant::now() + budget;
    while best.is_infinite() || Instant::now() < end {
        let started = ProcessTime::now();
        for text in texts {
            each(text)?;
        }
        best = best.min(started.elapsed().as_secs_f64());
    }
    Ok(best * 1e6 / texts.len() as f64)
}

/// The best time one text takes, in milliseconds; short texts are timed in batches.
fn best(engine: &mut Engine, text: &str, budget: Duration) -> Result<f64, liangyan::Error> {
    let mut batch = |times: u32| -> Result<f64, liangyan::Error> {
        let started = ProcessTime::now();
        for _ in 0..times {
            engine.check(text, &Context::default())?;
        }
        Ok(started.elapsed().as_secs_f64() * 1e3 / f64::from(times))
    };
    // Enough runs a batch that reading the clock does not matter.
    let once = batch(1)?.max(0.001);
    let mut times = 1;
    while once * f64::from(times) < 2.0 {
        times *= 2;
    }
    let mut best = f64::INFINITY;
    let end = Instant::now() + budget;
    while best.is_infinite() || Instant::now() < end {
        best = best.min(batch(times)?);
    }
    Ok(best)
}

/// Resident memory of this process in bytes; 0 where the system does not say.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|n| n.parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}
