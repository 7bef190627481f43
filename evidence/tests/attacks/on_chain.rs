//! Attacks on the chain: linked and signed again where that leaves one thing wrong.

use liangyan_evidence::chain::{ChainFile, Entry, Event};
use liangyan_evidence::findings::Check;
use liangyan_evidence::hash::ZEROS;
use liangyan_evidence::key::{read_base64, write_base64};
use liangyan_evidence::verify::Options;

use crate::dice::Dice;
use crate::genuine::Device;
use crate::on_list::otherwise;
use crate::on_seal::turned;
use crate::scene::{Kind, Scene};
use crate::workshop::{Attack, Pack};

pub const KINDS: &[Kind] = &[
    ("the chain is written otherwise", form),
    ("entries are numbered otherwise", numbers),
    ("an entry is changed, the chain signed again", changed),
    ("an entry names another before it", link),
    ("an entry is removed", removed),
    ("two entries change places", reordered),
    ("something is withdrawn that was not sealed, or twice", event),
    ("an entry of another key", key),
    ("values that no entry has", values),
    ("the head", head),
    ("a chain without a key", unsigned),
    ("a chain's seal in another dress", seal_form),
    ("the chain is changed, the signature kept", signature),
    ("the tail is cut, the head made to fit", tail),
    ("the chain is signed by somebody else", other_signer),
    ("another key than the one expected signed the chain", another_key),
    ("a package of another key beside the chain", other_package),
    ("a package's entry is removed and all signed again", missing),
    ("a package's entry is changed and all signed again", entry),
    ("a later version of the chain", future),
];

fn on(bytes: Vec<u8>, expect: Check) -> Attack {
    let mut attack = Attack::on(bytes, expect);
    attack.files[0].0 = "chain.json".to_owned();
    attack
}

fn signed(mut file: ChainFile, device: &Device) -> Vec<u8> {
    file.signature = None;
    let signature = device.sign(&file.to_sign());
    file.signed(&signature).to_bytes()
}

/// Links every entry from `from` on to the one before it.
fn relink(file: &mut ChainFile, from: usize) {
    let mut last = if from == 0 { ZEROS.to_owned() } else { file.entries[from - 1].hash() };
    for entry in &mut file.entries[from..] {
        entry.prev_hash = last;
        last = entry.hash();
    }
    file.head = last;
}

/// Numbers and links everything anew.
fn renumber(file: &mut ChainFile) {
    for (entry, seq) in file.entries.iter_mut().zip(1..) {
        entry.seq = seq;
    }
    relink(file, 0);
}

fn form(scene: &Scene, dice: &mut Dice) -> Attack {
    on(otherwise(&scene.chain.to_bytes(), dice), Check::ChainForm)
}

fn numbers(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let (from, by) = (dice.below(file.entries.len()), 1 + dice.below(50) as u64);
    file.entries[from..].iter_mut().for_each(|entry| entry.seq += by);
    relink(&mut file, 0);
    on(signed(file, &scene.owner), Check::ChainSeq)
}

fn changed(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let at = dice.below(file.entries.len() - 1);
    file.entries[at].monotonic_ms += 1 + dice.below(1000) as u64;
    on(signed(file, &scene.owner), Check::ChainLink)
}

fn link(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let at = 1 + dice.below(file.entries.len() - 1);
    file.entries[at].prev_hash = format!("sha256:{:064x}", dice.roll());
    relink(&mut file, at + 1);
    on(signed(file, &scene.owner), Check::ChainLink)
}

fn removed(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    file.entries.remove(dice.below(file.entries.len() - 2));
    on(signed(file, &scene.owner), Check::ChainSeq).and_more()
}

fn reordered(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let at = dice.below(file.entries.len() - 1);
    file.entries.swap(at, at + 1);
    on(signed(file, &scene.owner), Check::ChainSeq).and_more()
}

fn event(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let last: Entry = file.entries.last().unwrap().clone();
    let package_hash =
        if dice.below(2) == 0 { format!("sha256:{:064x}", dice.roll()) } else { last.package_hash.clone() };
    // Withdrawn though never sealed, withdrawn twice, or sealed twice.
    let event = if package_hash == last.package_hash && dice.below(2) == 0 { Event::Sealed } else { Event::Withdrawn };
    file.entries.push(Entry { seq: last.seq + 1, event, package_hash, ..last });
    relink(&mut file, 0);
    on(signed(file, &scene.owner), Check::ChainEvent)
}

fn key(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let at = dice.below(file.entries.len());
    file.entries[at].key_id = scene.stranger.public.id();
    relink(&mut file, 0);
    on(signed(file, &scene.owner), Check::ChainKey)
}

fn values(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let at = dice.below(file.entries.len());
    match dice.below(4) {
        0 => file.entries[at].captured_at = "yesterday".to_owned(),
        1 => file.entries[at].tz_minutes = 5000,
        2 => file.exported_at = "2026-13-01T00:00:00.000Z".to_owned(),
        _ => file.entries[at].captured_at = "2026-11-22t01:02:03.456z".to_owned(),
    }
    relink(&mut file, 0);
    on(signed(file, &scene.owner), Check::ChainValues)
}

fn head(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    if dice.below(2) == 0 {
        file.head = format!("sha256:{:064x}", dice.roll());
    } else {
        // The last entry, which no other names.
        file.entries.last_mut().unwrap().tz_minutes += 1;
    }
    on(signed(file, &scene.owner), Check::ChainHead)
}

fn unsigned(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    file.entries.truncate(1 + dice.below(5));
    file.key_id = "unsigned".to_owned();
    file.entries.iter_mut().for_each(|entry| entry.key_id = "unsigned".to_owned());
    relink(&mut file, 0);
    (file.public_key, file.signature) = (None, None);
    on(file.to_bytes(), Check::ChainUnsigned)
}

fn seal_form(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let signature = file.signature.clone().unwrap();
    match dice.below(5) {
        0 => file.signature = None,
        1 => file.public_key = None,
        2 => file.signature = Some(format!(" {signature}")),
        3 => {
            let mut bytes = read_base64(&signature).unwrap();
            turned(&mut bytes);
            file.signature = Some(write_base64(&bytes));
        }
        _ => file.public_key = Some("AAAA".to_owned()),
    }
    on(file.to_bytes(), Check::ChainSealForm)
}

fn signature(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    file.exported_at = format!("20{:02}-01-01T00:00:00.000Z", 30 + dice.below(60));
    on(file.to_bytes(), Check::ChainSignature)
}

fn tail(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    file.entries.truncate(1 + dice.below(file.entries.len() - 1));
    file.head = file.entries.last().unwrap().hash();
    on(file.to_bytes(), Check::ChainSignature)
}

fn other_signer(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    file.public_key = Some(scene.stranger.public.written());
    file.exported_at = format!("20{:02}-01-01T00:00:00.000Z", 30 + dice.below(60));
    on(signed(file, &scene.stranger), Check::ChainKeyId)
}

fn another_key(scene: &Scene, _: &mut Dice) -> Attack {
    let options = Options::default().pin(&scene.stranger.public.id()).unwrap();
    on(scene.chain.to_bytes(), Check::ChainAnotherKey).options(options)
}

fn other_package(scene: &Scene, _: &mut Dice) -> Attack {
    on(scene.chain.to_bytes(), Check::ChainOtherPackage).with("package.wacz", scene.foreign.clone())
}

/// One of the owner's packages, and where its entry stands.
fn one(scene: &Scene, dice: &mut Dice) -> (Vec<u8>, usize) {
    let bytes = scene.any(dice).to_vec();
    let seq = Pack::open(&bytes).json("evidence/chain.json")["seq"].as_u64().unwrap();
    (bytes, seq as usize - 1)
}

fn missing(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let (bytes, at) = one(scene, dice);
    file.entries.remove(at);
    renumber(&mut file);
    on(signed(file, &scene.owner), Check::ChainMissing).with("package.wacz", bytes)
}

fn entry(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    let (bytes, at) = one(scene, dice);
    if dice.below(2) == 0 {
        file.entries[at].monotonic_ms += 1;
    } else {
        // An entry before it is taken out, so that its place and its link are others.
        file.entries.remove(0);
        file.entries.retain(|entry| entry.event != Event::Withdrawn);
    }
    renumber(&mut file);
    on(signed(file, &scene.owner), Check::ChainEntry).with("package.wacz", bytes)
}

fn future(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut file = scene.chain.clone();
    file.format = format!("liangyan-chain/{}", 2 + dice.below(9));
    on(signed(file, &scene.owner), Check::FutureVersion)
}
