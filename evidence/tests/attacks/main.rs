//! Ten thousand attacks, each changing one thing; every one is caught, with the right reason. And a thousand genuine
//! packages, none of which is.

#![allow(missing_docs, reason = "a test")]
#![allow(
    clippy::assigning_clones,
    clippy::format_collect,
    clippy::needless_for_each,
    clippy::range_plus_one,
    clippy::type_complexity,
    reason = "attacks read best as one line each"
)]

mod authority;
mod dice;
mod genuine;
mod on_chain;
mod on_content;
mod on_list;
mod on_seal;
mod on_stamps;
mod on_zip;
mod scene;
mod workshop;

use std::collections::BTreeMap;

use liangyan_evidence::attach::{attach, imprint};
use liangyan_evidence::findings::{Check, Checks};
use liangyan_evidence::verify::BesideKind::{OpenTimestamps, Rfc3161};
use liangyan_evidence::verify::{BesideKind, Options, Verdict, read};

use dice::Dice;
use genuine::{Device, capture, parts, picture, redaction};
use scene::{Kind, Scene};
use workshop::{Answers, Pack};

/// Every kind of attack.
fn kinds() -> Vec<Kind> {
    [on_zip::KINDS, on_list::KINDS, on_seal::KINDS, on_content::KINDS, on_chain::KINDS, on_stamps::KINDS].concat()
}

#[test]
fn ten_thousand_attacks_are_caught_each_with_its_reason() {
    let kinds = kinds();
    let scenes: Vec<Scene> = (0..4).map(|seed| Scene::new(100 * seed)).collect();
    let mut answers = Answers::default();
    let mut missed: BTreeMap<&str, (u32, String)> = BTreeMap::new();
    for number in 0..10_000 {
        let mut dice = Dice::new(number as u64);
        let (name, attack) = kinds[number % kinds.len()];
        let attack = attack(&scenes[number / kinds.len() % scenes.len()], &mut dice);
        if let Some(why) = answers.missed(&attack, Checks::ALL) {
            let entry = missed.entry(name).or_insert((0, why));
            entry.0 += 1;
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn without_any_one_check_some_attack_is_missed() {
    let kinds = kinds();
    let scene = Scene::new(7);
    let mut answers = Answers::default();
    let attacks: Vec<_> = kinds
        .iter()
        .flat_map(|(_, attack)| (0..6).map(|seed| attack(&scene, &mut Dice::new(seed))).collect::<Vec<_>>())
        .collect();
    // Without a check, an attack that expects it is missed; the others need no second look.
    let is_needed = |check: Check, answers: &mut Answers| {
        let about = attacks.iter().filter(|attack| attack.expect.contains(&check));
        about.into_iter().any(|attack| answers.missed(attack, Checks::without(check)).is_some())
    };
    let needless: Vec<Check> = Check::ALL.iter().copied().filter(|&check| !is_needed(check, &mut answers)).collect();
    assert!(needless.is_empty(), "no attack shows that these are made: {needless:?}");
}

#[test]
fn a_thousand_genuine_packages_are_intact() {
    let mut answers = Answers::default();
    let mut verified = 0;
    for seed in 0..50 {
        let mut dice = Dice::new(seed);
        let mut device = Device::new(seed);
        let mut packages: Vec<Vec<u8>> = Vec::new();
        for _ in 0..17 {
            let (capture, parts) = (capture(&mut dice), parts(&mut dice));
            packages.push(device.seal(capture, parts));
        }
        // One with something taken out, one of several, one of a derived one.
        let redactions =
            vec![redaction(0, "/message/text"), redaction(0, "/parts/picture"), redaction(0, "/page/title")];
        let one = device.derive(&[&packages[0]], redactions, vec![(0, picture(&mut dice))]);
        let several = device.derive(&[&packages[1], &packages[2]], Vec::new(), Vec::new());
        let again = device.derive(&[&several, &packages[3]], vec![redaction(1, "/message")], Vec::new());
        packages.extend([one, several, again]);
        let chain = device.chain().to_bytes();
        let mut files: Vec<(String, Vec<u8>)> =
            packages.into_iter().enumerate().map(|(n, bytes)| (format!("{n}.wacz"), bytes)).collect();
        verified += files.len();
        files.push(("chain.json".to_owned(), chain));
        let options = Options::default().pin(&device.public.id()).unwrap();
        let report = answers.verify(&files, &options);
        let problems: Vec<_> = report.files.iter().flat_map(|file| &file.problems).collect();
        assert!(report.verdict == Verdict::Intact && problems.is_empty(), "seed {seed}: {problems:?}");
    }
    assert_eq!(verified, 1000);
}

#[test]
fn what_a_host_brings_stands_beside_the_seal_and_touches_nothing() {
    let scene = Scene::new(5);
    let mut answers = Answers::default();
    let roots = vec![authority::stamp(&[]).root.issue()];
    for bytes in &scene.originals {
        let (before, about) = (Pack::open(bytes), imprint(bytes).unwrap());
        let mut later = authority::stamp(&about);
        later.at = "20270101000000Z";
        let answer = [&[0x30, 3, 2, 1, 0][..], &later.give()].concat();
        let mut made = attach(bytes, Rfc3161, &authority::stamp(&about).give()).unwrap();
        made = attach(&made, Rfc3161, &authority::tlv(0x30, &answer)).unwrap();
        made = attach(&made, OpenTimestamps, &authority::proof(&about)).unwrap();
        let again = attach(&made, OpenTimestamps, &authority::proof(&about)).unwrap();
        assert!(again == made, "the same proof twice is the same proof");
        let after = Pack::open(&made);
        assert!(before.files == after.files && before.list == after.list);
        assert_eq!(before.seal["signedData"], after.seal["signedData"]);
        assert_eq!(read(bytes).unwrap().hash, read(&made).unwrap().hash);
        assert_eq!(read(&made).unwrap().attached().len(), 4);
        for (roots, note) in [(roots.clone(), "stamp_good"), (Vec::new(), "stamp_unchecked")] {
            let options = Options { roots, ..Options::default() };
            let report = answers.verify(&[("x".to_owned(), made.clone())], &options);
            assert_eq!(report.verdict, Verdict::Intact, "{:?}", report.files[0].problems);
            let notes = &report.files[0].notes;
            let of = |code: &str| notes.iter().filter(|found| found.code == code).count();
            assert_eq!((of(note), of("proof_pending"), of("proof_block")), (2, 1, 1), "{notes:?}");
            let first = notes.iter().find(|found| found.code == note).unwrap();
            assert!(first.r#where.contains("Stamps"), "{first:?}");
        }
    }
}

#[test]
fn what_does_not_belong_is_not_attached() {
    let scene = Scene::new(6);
    let bytes = &scene.originals[0];
    let about = imprint(bytes).unwrap();
    let refused = |kind: BesideKind, bytes_of: &[u8]| attach(bytes, kind, bytes_of).unwrap_err().code();
    assert_eq!(refused(Rfc3161, &authority::stamp(&[1; 32]).give()), "bad_attachment");
    assert_eq!(refused(OpenTimestamps, &authority::proof(&[1; 32])), "bad_attachment");
    assert_eq!(refused(Rfc3161, b"nothing"), "bad_attachment");
    // An authority that refused: status 2, and no token.
    assert_eq!(refused(Rfc3161, &[0x30, 5, 0x30, 3, 2, 1, 2]), "bad_attachment");
    let mut made = bytes.clone();
    for second in 0..9 {
        let mut stamp = authority::stamp(&about);
        stamp.version = 1;
        stamp.signer.serial = 30 + second;
        let done = attach(&made, Rfc3161, &stamp.give());
        assert_eq!(done.is_ok(), second < 8);
        made = done.unwrap_or(made);
    }
    let mut unsigned = Pack::open(bytes);
    unsigned.seal.as_object_mut().unwrap().remove("signedData");
    assert!(imprint(&unsigned.zip()).is_err());
}

#[test]
fn nonsense_never_panics() {
    let scene = Scene::new(3);
    let about = imprint(&scene.originals[0]).unwrap();
    let mut answers = Answers::default();
    for seed in 0..3000 {
        let mut dice = Dice::new(seed);
        let mut bytes = match dice.below(4) {
            0 => {
                let length = dice.below(300);
                dice.bytes(length)
            }
            1 => scene.chain.to_bytes(),
            2 => attach(&scene.originals[0], Rfc3161, &authority::stamp(&about).give()).unwrap(),
            _ => scene.any(&mut dice).to_vec(),
        };
        for _ in 0..1 + dice.below(30) {
            if bytes.is_empty() {
                break;
            }
            let (at, other) = (dice.below(bytes.len()), dice.below(bytes.len()));
            match dice.below(6) {
                0 => bytes[at] = dice.roll() as u8,
                1 => bytes.truncate(at),
                2 => bytes[at..].iter_mut().take(4).for_each(|b| *b = 0xff),
                3 => bytes[at..].iter_mut().take(4).for_each(|b| *b = 0),
                4 => bytes.extend_from_within(at.min(other)..(at.max(other)).min(at.min(other) + 500)),
                _ => drop(bytes.drain(at.min(other)..(at.max(other)).min(at.min(other) + 500))),
            }
        }
        let _ = read(&bytes);
        let report = answers.verify(&[("x".to_owned(), bytes)], &Options::default());
        assert_ne!(report.verdict, Verdict::Intact, "seed {seed}");
    }
}
