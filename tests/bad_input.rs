//! What the engine says to what it cannot use: a typed error that names the mend, and the next call works.

#![cfg(feature = "compiler")]

use liangyan::context::{Context, Preset};
use liangyan::pack::{FORMAT_VERSION, SourcePack, compile, encode};
use liangyan::verdict::Level;
use liangyan::{Engine, Error, MAX_TEXT_UTF16};

fn pack() -> Vec<u8> {
    let (mut pack, mut errors) = (SourcePack::default(), Vec::new());
    pack.read_header("PACK", "pack xx\nversion 1.0.0\nlicence MIT\n", &mut errors);
    let rule = "rule xx.insult.one\n  category: insult\n  severity: 2\n  why: insult.worth\n  terms:\n    worthless\n";
    pack.read_rules("a.rules", rule, &mut errors);
    assert_eq!(errors, []);
    encode(&compile(&pack).expect("a pack"))
}

fn refusal(bytes: &[u8]) -> Error {
    Engine::new(&[bytes], Preset::Standard).expect_err("no pack")
}

#[test]
fn packs_that_are_none_damaged_or_of_another_version() {
    let pack = pack();
    for none in [&b""[..], b"LYPK", b"a page about packs"] {
        assert_eq!(refusal(none), Error::PackNotRecognised);
    }
    for end in 10..pack.len() {
        assert!(matches!(refusal(&pack[..end]), Error::PackDamaged { .. }), "cut after {end} bytes");
    }
    for at in 6..pack.len() {
        let mut flipped = pack.clone();
        flipped[at] ^= 1;
        assert!(matches!(refusal(&flipped), Error::PackDamaged { .. }), "byte {at} flipped");
    }
    let mut later = pack.clone();
    later[4] ^= 0x40;
    let error = refusal(&later);
    assert_eq!(error, Error::PackVersion { found: FORMAT_VERSION ^ 0x40, expected: FORMAT_VERSION });
    assert!(error.to_string().contains("build the pack anew or update the package"));
    assert!(refusal(b"").to_string().contains("pass the content of a .lypack file"));
}

#[test]
fn a_text_over_the_limit_is_refused_and_the_next_is_read() {
    let mut engine = Engine::new(&[&pack()], Preset::Standard).expect("a pack");
    let context = Context::default();
    // Units are counted as JavaScript counts them: these are two each, and four bytes.
    let most = "😀".repeat(MAX_TEXT_UTF16 / 2);
    assert!(engine.check(&most, &context).is_ok());
    let error = engine.check(&format!("{most}a"), &context).expect_err("too long");
    assert_eq!(error, Error::TextTooLong { utf16: MAX_TEXT_UTF16 + 1 });
    assert!(error.to_string().contains("check it in parts"));
    assert_ne!(engine.check("you are worthless", &context).expect("a text").level, Level::None);
}
