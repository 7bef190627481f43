//! A short run of every target: its seeds, what was once found, and some thousand changed inputs, the same ones each time.

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use liangyan_endurance::{Mutator, TARGETS, Target, found};

/// Runs one input; one that breaks something is written down, so that it can be looked at and kept.
fn hold(target: &Target, name: &str, input: &[u8]) {
    let run = target.run;
    if catch_unwind(|| run(input)).is_err() {
        let at = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", target.name));
        fs::write(&at, input).expect("a place for what was found");
        panic!("{} breaks on {}: keep it in found/{0}/ and mend what it shows", target.name, at.display());
    }
}

fn short(name: &str, inputs: usize) {
    let target = TARGETS.into_iter().find(|target| target.name == name).expect("a target");
    let seeds = (target.seeds)();
    for (n, seed) in seeds.iter().enumerate() {
        hold(&target, &format!("seed-{n}"), seed);
    }
    for (path, input) in found(name) {
        let file = Path::new(&path).file_name().expect("a file").display().to_string();
        hold(&target, &file, &input);
    }
    let mut mutator = Mutator::new(&target, &seeds, 2026);
    for n in 0..inputs {
        let input = mutator.next_input();
        hold(&target, &format!("changed-{n}"), &input);
    }
}

#[test]
fn folding() {
    short("fold", 4000);
}

#[test]
fn checking() {
    short("check", 2000);
}

#[test]
fn loading_packs() {
    short("pack", 4000);
}

#[test]
fn guarding() {
    short("guard", 2000);
}

#[test]
fn reading_evidence() {
    short("wacz", 3000);
}

#[test]
fn every_target_has_its_program_and_its_seeds() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let programs = fs::read_to_string(fuzz.join("Cargo.toml")).expect("the manifest of the programs");
    for target in TARGETS {
        assert!(programs.contains(&format!("name = \"{}\"", target.name)), "{} is not fuzzed", target.name);
        assert!(fuzz.join(format!("targets/{}.rs", target.name)).is_file(), "{} has no program", target.name);
        assert!((target.seeds)().len() > 3, "{} has nothing to begin with", target.name);
    }
}
