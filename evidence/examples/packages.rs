//! Writes genuine packages and attacked ones to a folder, for checks by programs that share no code with this crate:
//! `cargo run -p liangyan-evidence --features native,testing --example packages -- FOLDER GENUINE EACH`.
//!
//! `genuine/*.wacz`, `genuine/chain.json`, `genuine/key` (its id), and `attacks/NAME-N.wacz`, EACH of every kind that
//! changes a ZIP, its list or its seal.

#![allow(dead_code, missing_docs, reason = "shares the makers of the tests")]
#![allow(
    clippy::assigning_clones,
    clippy::format_collect,
    clippy::needless_for_each,
    clippy::range_plus_one,
    clippy::type_complexity,
    reason = "attacks read best as one line each"
)]

#[path = "../tests/attacks/dice.rs"]
mod dice;
#[path = "../tests/attacks/genuine.rs"]
mod genuine;
#[path = "../tests/attacks/on_list.rs"]
mod on_list;
#[path = "../tests/attacks/on_seal.rs"]
mod on_seal;
#[path = "../tests/attacks/on_zip.rs"]
mod on_zip;
#[path = "../tests/attacks/scene.rs"]
mod scene;
#[path = "../tests/attacks/workshop.rs"]
mod workshop;

use std::fs;
use std::path::Path;

use dice::Dice;
use genuine::{Device, capture, parts, picture, redaction};
use scene::Scene;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "packages".to_owned());
    let mut number = |default| args.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(default);
    let (count, each) = (number(50), number(2));
    let folder = Path::new(&folder);
    fs::create_dir_all(folder.join("genuine"))?;
    fs::create_dir_all(folder.join("attacks"))?;

    let mut dice = Dice::new(11);
    let mut device = Device::new(11);
    let mut packages: Vec<Vec<u8>> = Vec::new();
    while packages.len() < count {
        let package = if packages.len() % 10 == 9 {
            let (last, before) = (&packages[packages.len() - 1], &packages[packages.len() - 2]);
            let redactions = vec![redaction(0, "/message/author")];
            let (last, before) = (last.clone(), before.clone());
            device.derive(&[&last, &before], redactions, vec![(0, picture(&mut dice))])
        } else {
            let (capture, parts) = (capture(&mut dice), parts(&mut dice));
            device.seal(capture, parts)
        };
        fs::write(folder.join(format!("genuine/{:03}.wacz", packages.len())), &package)?;
        packages.push(package);
    }
    fs::write(folder.join("genuine/chain.json"), device.chain().to_bytes())?;
    fs::write(folder.join("genuine/key"), device.public.id())?;

    let scene = Scene::new(13);
    for (name, attack) in [on_zip::KINDS, on_list::KINDS, on_seal::KINDS].concat() {
        // What only shows against an expected key is for whoever expects one.
        for seed in 0..if name.starts_with("another key") { 0 } else { each } {
            let attack = attack(&scene, &mut Dice::new(seed as u64));
            let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
            fs::write(folder.join(format!("attacks/{name}-{seed}.wacz")), &attack.files[0].1)?;
        }
    }
    Ok(())
}
