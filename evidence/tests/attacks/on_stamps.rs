//! Attacks on what stands beside the seal: stamps and proofs that are none, are about something else, or are by nobody who may.

use liangyan_evidence::findings::Check;
use liangyan_evidence::hash::sha256;
use liangyan_evidence::key::{read_base64, write_base64};
use liangyan_evidence::verify::Options;
use serde_json::{Value, json};

use crate::authority::{CODE_SIGNING, DATA, SHA384, Stamp, TIME_STAMPING, key, proof, stamp};
use crate::dice::Dice;
use crate::scene::{Kind, Scene};
use crate::workshop::{Attack, Pack};

pub const KINDS: &[Kind] = &[
    ("a stamp that is none", form),
    ("a list of stamps in another dress", dress),
    ("a stamp about something else", other),
    ("a stamp that was changed", bad),
    ("a stamp by somebody who may give none", authority),
    ("a stamp that leads to no trusted root", untrusted),
    ("a proof that is none", proof_form),
    ("a proof about something else", proof_other),
    ("a stamp beside no signature", beside_nothing),
];

/// What stamps of a package have to be about.
pub fn about(pack: &Pack) -> [u8; 32] {
    sha256(&read_base64(pack.seal["signedData"]["signature"].as_str().unwrap()).unwrap())
}

fn beside(mut pack: Pack, name: &str, list: &[Value], expect: Check) -> Attack {
    pack.seal[name] = json!(list);
    let roots = vec![stamp(&[]).root.issue()];
    Attack::on(pack.zip(), expect).options(Options { roots, ..Options::default() })
}

fn stamped(scene: &Scene, dice: &mut Dice, expect: Check, change: impl FnOnce(&mut Stamp, &mut Dice)) -> Attack {
    let pack = scene.pack(dice);
    let mut stamp = stamp(&about(&pack));
    change(&mut stamp, dice);
    beside(pack, "rfc3161", &[json!(write_base64(&stamp.give()))], expect)
}

fn form(scene: &Scene, dice: &mut Dice) -> Attack {
    let which = dice.below(6);
    if which < 3 {
        return stamped(scene, dice, Check::StampForm, |stamp, _| match which {
            0 => stamp.unsigned_attribute = true,
            1 => stamp.signers = 2,
            _ => stamp.version = 2,
        });
    }
    let pack = scene.pack(dice);
    let mut token = stamp(&about(&pack)).give();
    match which {
        3 => token.truncate(dice.below(token.len())),
        4 => token.push(0),
        _ => token[0] = 0x31,
    }
    beside(pack, "rfc3161", &[json!(write_base64(&token))], Check::StampForm)
}

fn dress(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = scene.pack(dice);
    let first = write_base64(&stamp(&about(&pack)).give());
    let mut later = stamp(&about(&pack));
    later.at = "20270101000000Z";
    let mut list = [first.clone(), write_base64(&later.give())];
    list.sort();
    let list = match dice.below(5) {
        0 => vec![json!(list[1]), json!(list[0])],
        1 => vec![json!(first), json!(first)],
        2 => vec![],
        3 => vec![json!(format!("{first}\n"))],
        _ => (0..9).map(|n| json!(write_base64(&[0x30, n]))).collect(),
    };
    beside(pack, "rfc3161", &list, Check::StampForm).and_more()
}

fn other(scene: &Scene, dice: &mut Dice) -> Attack {
    stamped(scene, dice, Check::StampOther, |stamp, dice| match dice.below(3) {
        0 => stamp.about[dice.below(32)] ^= 1 << dice.below(8),
        1 => stamp.hash = SHA384,
        _ => stamp.about.push(0),
    })
}

fn bad(scene: &Scene, dice: &mut Dice) -> Attack {
    stamped(scene, dice, Check::StampBad, |stamp, dice| match dice.below(3) {
        0 => stamp.key = key(90),
        1 => stamp.digest = Some(dice.bytes(48)),
        _ => stamp.kind = DATA,
    })
}

fn authority(scene: &Scene, dice: &mut Dice) -> Attack {
    stamped(scene, dice, Check::StampAuthority, |stamp, dice| match dice.below(11) {
        0 => stamp.signer.extended = None,
        1 => stamp.signer.extended = Some((false, vec![TIME_STAMPING])),
        2 => stamp.signer.extended = Some((true, vec![TIME_STAMPING, CODE_SIGNING])),
        3 => stamp.signer.extended = Some((true, vec![CODE_SIGNING])),
        4 => stamp.signer.until = "261122010203Z",
        5 => stamp.signer.from = "261122010204Z",
        6 => stamp.signer.usage = Some(0x20),
        7 => stamp.signer.unknown = true,
        8 => stamp.certificate = Some(dice.bytes(32)),
        9 => stamp.names_certificate = false,
        _ => stamp.brings_signer = false,
    })
}

fn untrusted(scene: &Scene, dice: &mut Dice) -> Attack {
    if dice.below(4) == 0 {
        // All of it well made, under another root, perhaps of the same name.
        let mut attack = stamped(scene, dice, Check::StampUntrusted, |_, _| {});
        let mut root = stamp(&[]).root;
        (root.holder, root.signer) = (key(91), key(91));
        root.subject = *dice.pick(&["Root", "Another"]);
        attack.options.roots = vec![root.issue()];
        return attack;
    }
    stamped(scene, dice, Check::StampUntrusted, |stamp, dice| match dice.below(9) {
        0 => stamp.middle.authority = None,
        1 => stamp.middle.usage = Some(0x80),
        2 => stamp.middle.until = "261122010203Z",
        3 => stamp.middle.from = "261122010204Z",
        4 => stamp.middle.unknown = true,
        // Signed by a stranger, named as if not.
        5 => (stamp.middle.signer, stamp.middle.authority_key) = (key(92), Some(11)),
        6 => (stamp.signer.signer, stamp.signer.authority_key) = (key(92), Some(12)),
        7 => stamp.signer.authority_key = Some(92),
        _ => stamp.middle.subject = "Muddle",
    })
}

fn proof_form(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = scene.pack(dice);
    let good = proof(&about(&pack));
    let mut list = vec![good.clone()];
    match dice.below(5) {
        0 => list[0].truncate(dice.below(good.len())),
        1 => list[0].push(dice.roll() as u8),
        2 => list[0][31] = 2,
        3 => list.push(good),
        _ => list.clear(),
    }
    let list: Vec<Value> = list.iter().map(|bytes| json!(write_base64(bytes))).collect();
    beside(pack, "opentimestamps", &list, Check::ProofForm)
}

fn proof_other(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = scene.pack(dice);
    let mut about = about(&pack);
    about[dice.below(32)] ^= 1 << dice.below(8);
    beside(pack, "opentimestamps", &[json!(write_base64(&proof(&about)))], Check::ProofOther)
}

fn beside_nothing(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let about = about(&pack);
    pack.seal.as_object_mut().unwrap().remove("signedData");
    let (name, bytes) =
        if dice.below(2) == 0 { ("rfc3161", stamp(&about).give()) } else { ("opentimestamps", proof(&about)) };
    beside(pack, name, &[json!(write_base64(&bytes))], Check::SignatureMissing).and_more()
}
