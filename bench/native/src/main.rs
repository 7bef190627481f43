//! Measures the engine natively: `liangyan-bench TEXTS PACK…`.
//!
//! `TEXTS` holds sets divided by a record separator (U+001E), a set's texts divided by NUL. Prints JSON:
//! `{"readyMs", "rss", "sets": [{"us", "flagged"}]}`; microseconds of
//! processor time a message, bytes.
//! `liangyan-bench --growth TEXTS PACK…` prints the best time of each text instead, in milliseconds.

use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use liangyan::Engine;
use liangyan::context::{Context, Preset};
use liangyan::verdict::Level;

/// A text whose every view differs, so that nothing is left to be made later.
const PROBE: &str = "你就是个傻*子，nǐ zhēn 煞笔 1d10t 女馬 🐴 ｆ**k, тoidi";

/// How long a set, and a text of the growth run, is measured for.
const SET_BUDGET: Duration = Duration::from_millis(1500);
const TEXT_BUDGET: Duration = Duration::from_millis(400);

fn main() -> Result<(), Box<dyn Error>> {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let growth = args.first().is_some_and(|a| a == "--growth");
    if growth {
        args.remove(0);
    }
    let [texts, packs @ ..] = args.as_slice() else {
        return Err("usage: liangyan-bench [--growth] TEXTS PACK…".into());
    };
    let texts = fs::read_to_string(texts)?;
    let packs: Vec<Vec<u8>> = packs.iter().map(fs::read).collect::<Result<_, _>>()?;
    let packs: Vec<&[u8]> = packs.iter().map(Vec::as_slice).collect();

    let before = resident();
    let started = ProcessTime::now();
    let mut engine = Engine::new(&packs, Preset::Standard)?;
    engine.check(PROBE, &Context::default())?;
    let ready = started.elapsed().as_secs_f64() * 1e3;
    let rss = resident().saturating_sub(before);

    let sets = texts.split('\u{1e}').map(|set| set.split('\0').collect::<Vec<_>>());
    if growth {
        let times = sets.flatten().map(|text| best(&mut engine, text)).collect::<Result<Vec<_>, _>>()?;
        println!("{times:?}");
        return Ok(());
    }
    let rows = sets.map(|set| measure(&mut engine, &set)).collect::<Result<Vec<_>, _>>()?;
    println!(r#"{{"readyMs":{ready},"rss":{rss},"sets":[{}]}}"#, rows.join(","));
    Ok(())
}

/// The best pass over a set, as a row of JSON: times have no noise below them, only above.
fn measure(engine: &mut Engine, texts: &[&str]) -> Result<String, liangyan::Error> {
    let context = Context::default();
    let mut best = f64::INFINITY;
    let mut flagged = 0_usize;
    let end = Instant::now() + SET_BUDGET;
    while best.is_infinite() || Instant::now() < end {
        flagged = 0;
        let started = ProcessTime::now();
        for text in texts {
            flagged += usize::from(engine.check(text, &context)?.level >= Level::Warn);
        }
        best = best.min(started.elapsed().as_secs_f64());
    }
    #[allow(clippy::cast_precision_loss)] // A few thousand texts.
    let us = best * 1e6 / texts.len() as f64;
    Ok(format!(r#"{{"us":{us},"flagged":{flagged}}}"#))
}

/// The best time one text takes, in milliseconds; short texts are timed in batches.
fn best(engine: &mut Engine, text: &str) -> Result<f64, liangyan::Error> {
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
    let end = Instant::now() + TEXT_BUDGET;
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
