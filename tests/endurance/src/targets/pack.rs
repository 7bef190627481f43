//! Loading: bytes that claim to be a pack or a model give an engine or a typed error, and an engine that came of it answers;
//! and every rule source that compiles loads.

use liangyan::context::{Context, Preset};
use liangyan::pack::{SourcePack, compile, decode, encode};
use liangyan::{Engine, Error};

use super::check::checked;
use crate::checksum::mended;

/// Words of rule sources.
pub const WORDS: &[&str] = &[
    "LYPK",
    "rule a.b.c",
    "slot you",
    "cue target",
    "\n  ",
    "category: insult",
    "severity: 4",
    "why: insult.worth",
    "aim: needed",
    "terms:\n",
    "patterns:\n",
    "allow:\n",
    "hits:\n",
    "views: plain",
    "{you}",
    "{#cn_id}",
    "<0-4>",
    "(a|b)?",
    " | ",
    "*",
    "傻子",
];

/// A rule source that uses everything a pack can hold.
const SOURCE: &str = "slot you
  你 | 您 | you | u

cue target
  reach: around 4
  terms:
    you | your
  patterns:
    {#mention}

cue negation
  reach: after 3
  terms:
    不是 | not

cue question
  reach: sentence
  terms:
    why

rule en.insult.one
  category: insult
  severity: 2
  why: insult.worth
  aim: needed
  confidence: 80
  despite: question
  unless: counter
  terms:
    worthless | idiot* | 废物
  patterns:
    {you} <0-4> (没|没有)? (脑子|心)
    {#cn_mobile} <0-9> call
  allow:
    废物利用
  hits:
    you are a worthless idiot
  misses:
    废物利用真好

rule en.threat.two
  category: threat
  severity: 4
  why: threat.violence
  views: plain tight
  on: dm comment
  from: stranger follower
  terms:
    弄死你 | 傻逼
";

/// A small pack and its source, the header of a model, and what is neither.
pub fn seeds() -> Vec<Vec<u8>> {
    let pack = compiled(SOURCE).expect("the seed compiles");
    let model = [b"LYMD\x03\0".as_slice(), &[0; 40]].concat();
    vec![pack, SOURCE.into(), model, b"LYPK".to_vec(), Vec::new()]
}

/// The binary form of a source, if it has no mistake.
fn compiled(source: &str) -> Option<Vec<u8>> {
    let (mut pack, mut errors) = (SourcePack::default(), Vec::new());
    pack.read_header("PACK", "pack xx\nversion 2026.11.1\nlicence MIT\n", &mut errors);
    pack.read_rules("a.rules", source, &mut errors);
    for error in &errors {
        assert!(!error.problem.is_empty() && !error.mend.is_empty(), "{error:?}");
    }
    errors.is_empty().then_some(())?;
    Some(encode(&compile(&pack).ok()?))
}

/// Loads the bytes as they are, with the right checksum, and as a rule source.
///
/// # Panics
/// When an engine that was loaded gives a verdict that none may be, or a source compiles to what does not load.
pub fn run(data: &[u8]) {
    answers(data);
    if let Some(bytes) = mended(data) {
        answers(&bytes);
    }
    if let Ok(source) = std::str::from_utf8(data)
        && let Some(pack) = compiled(source)
    {
        decode(&pack).expect("what was compiled loads");
        answers(&pack);
    }
}

fn answers(bytes: &[u8]) {
    let mut engine = match Engine::new(&[bytes], Preset::Strict) {
        Ok(engine) => engine,
        Err(
            error @ (Error::PackNotRecognised
            | Error::PackVersion { .. }
            | Error::PackDamaged { .. }
            | Error::ModelNotRecognised
            | Error::ModelVersion { .. }
            | Error::ModelDamaged { .. }),
        ) => return assert!(!error.to_string().is_empty()),
        Err(error) => panic!("loading gave {error}"),
    };
    for text in ["you are a worthless idiot", "你这个废物，没 脑子，傻*逼 1d10t 13800138000", "", "a"] {
        checked(&mut engine, text, &Context::default());
    }
}
