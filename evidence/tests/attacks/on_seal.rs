//! Attacks on the seal.

use liangyan_evidence::findings::Check;
use liangyan_evidence::hash::written;
use liangyan_evidence::key::{read_base64, write_base64};
use liangyan_evidence::verify::Options;
use serde_json::json;

use crate::dice::Dice;
use crate::on_list::otherwise;
use crate::scene::{Kind, Scene};
use crate::workshop::{Attack, Pack, zipped};

pub const KINDS: &[Kind] = &[
    ("spaces, other order, a key twice in the seal", form),
    ("a key more in the seal", key_more),
    ("the seal is about another file", path),
    ("the seal's hash", seal_hash),
    ("the signed hash", signed_hash),
    ("the time", created),
    ("the program", software),
    ("the version", version),
    ("base64 in another dress", base64),
    ("a key of another kind", public_key),
    ("sealed without a key", unsigned),
    ("the signature is taken out", missing),
    ("numbers that are no signature", no_signature),
    ("s is replaced by n - s", high_s),
    ("a random signature", random),
    ("a signature from another package", borrowed),
    ("case changes in the signature", signature_case),
    ("everything forged, the seal's hash made to fit, the signature kept", forged_contents),
    ("signed again with another key", resigned),
    ("another key than the one expected, all of it well made", another_key),
];

fn seal(pack: &Pack, expect: Check) -> Attack {
    Attack::on(pack.zip(), expect)
}

fn form(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = scene.pack(dice);
    let mut entries = pack.entries();
    let last = entries.last_mut().unwrap();
    last.1 = otherwise(&last.1, dice);
    Attack::on(zipped(&entries), Check::SealForm)
}

fn key_more(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let key = *dice.pick(&["domain", "timeSignature", "x", "crossSignedCert"]);
    match dice.below(3) {
        0 => pack.seal[key] = json!("x"),
        1 => pack.seal["signedData"][key] = json!("x"),
        _ => pack.seal["unsigned"] = json!("insecure context"),
    }
    seal(&pack, Check::SealKey)
}

fn path(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    pack.seal["path"] = json!(*dice.pick(&["evidence/record.json", "Datapackage.json", ""]));
    seal(&pack, Check::SealPath)
}

fn seal_hash(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    pack.seal["hash"] = json!(format!("sha256:{:064x}", dice.roll()));
    seal(&pack, Check::SealHash)
}

fn signed_hash(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    pack.seal["signedData"]["hash"] = json!(format!("sha256:{:064x}", dice.roll()));
    seal(&pack, Check::SealSignedHash)
}

fn created(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    pack.seal["signedData"]["created"] = json!(format!("20{:02}-01-01T00:00:00.000Z", 30 + dice.below(60)));
    seal(&pack, Check::SealCreated)
}

fn software(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    pack.seal["signedData"]["software"] = json!(format!("liangyan 9.{}", dice.below(99)));
    seal(&pack, Check::SealSoftware)
}

fn version(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    pack.seal["signedData"]["version"] = json!(format!("0.{}.0", 2 + dice.below(99)));
    seal(&pack, Check::SealVersion)
}

fn base64(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let field = *dice.pick(&["signature", "publicKey"]);
    let text = pack.seal["signedData"][field].as_str().unwrap().to_owned();
    let url = text.replace('+', "-").replace('/', "_");
    let dressed = match dice.below(3) {
        0 if url != text => url,
        1 => format!("{text}\n"),
        _ => format!(" {text}"),
    };
    pack.seal["signedData"][field] = json!(dressed);
    seal(&pack, Check::Base64Form)
}

fn public_key(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let mut spki = read_base64(pack.seal["signedData"]["publicKey"].as_str().unwrap()).unwrap();
    match dice.below(4) {
        0 => spki[dice.below(24)] ^= 1 << dice.below(8),
        1 => spki.truncate(dice.below(119)),
        2 => spki.push(0),
        _ => spki.clear(),
    }
    pack.seal["signedData"]["publicKey"] = json!(write_base64(&spki));
    seal(&pack, Check::PublicKeyForm)
}

fn unsigned(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let mut position = pack.json("evidence/chain.json");
    position["keyId"] = json!("unsigned");
    pack.set_json("evidence/chain.json", &position);
    pack.relist();
    let hash = written(&pack.list_bytes());
    pack.seal = json!({"path": "datapackage.json", "hash": hash, "unsigned": "insecure context"});
    seal(&pack, Check::Unsigned)
}

fn missing(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    pack.seal.as_object_mut().unwrap().remove("signedData");
    if dice.below(2) == 0 {
        pack.seal["unsigned"] = json!("insecure context");
    }
    seal(&pack, Check::SignatureMissing)
}

fn with_signature(scene: &Scene, dice: &mut Dice, change: impl FnOnce(&mut Vec<u8>, &mut Dice)) -> Pack {
    let mut pack = scene.pack(dice);
    let mut bytes = read_base64(pack.seal["signedData"]["signature"].as_str().unwrap()).unwrap();
    change(&mut bytes, dice);
    pack.seal["signedData"]["signature"] = json!(write_base64(&bytes));
    pack
}

fn no_signature(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = with_signature(scene, dice, |bytes, dice| match dice.below(6) {
        0 => bytes[..48].fill(0),
        1 => bytes[48..].fill(0),
        2 => bytes[..48].fill(0xff),
        3 => bytes[48..].fill(0xff),
        4 => bytes.truncate(95),
        _ => bytes.push(0),
    });
    seal(&pack, Check::SignatureForm)
}

/// n - s, worked out digit by digit.
pub fn turned(signature: &mut [u8]) {
    const ORDER: &str =
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973";
    let mut borrow = 0;
    for (at, digit) in signature[48..].iter_mut().enumerate().rev() {
        let n = i32::from(u8::from_str_radix(&ORDER[2 * at..2 * at + 2], 16).unwrap());
        let difference = n - i32::from(*digit) - borrow;
        borrow = i32::from(difference < 0);
        *digit = difference.rem_euclid(256) as u8;
    }
}

fn high_s(scene: &Scene, dice: &mut Dice) -> Attack {
    seal(&with_signature(scene, dice, |bytes, _| turned(bytes)), Check::SignatureHighS)
}

fn random(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = with_signature(scene, dice, |bytes, dice| {
        *bytes = dice.bytes(96);
        bytes[0] &= 0x7f;
        bytes[48] &= 0x3f;
    });
    seal(&pack, Check::SignatureBad)
}

fn borrowed(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = Pack::open(&scene.originals[0]);
    let other = Pack::open(&scene.originals[1 + dice.below(scene.originals.len() - 1)]);
    pack.seal["signedData"]["signature"] = other.seal["signedData"]["signature"].clone();
    seal(&pack, Check::SignatureBad)
}

fn signature_case(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let text = pack.seal["signedData"]["signature"].as_str().unwrap().to_owned();
    // Not the first digits of r and s, which could leave the range.
    let letters: Vec<usize> = text
        .bytes()
        .enumerate()
        .filter(|(n, b)| b.is_ascii_alphabetic() && ![0, 1, 64, 65].contains(n))
        .map(|(n, _)| n)
        .collect();
    let at = *dice.pick(&letters);
    let mut bytes = text.into_bytes();
    bytes[at] ^= 0x20;
    pack.seal["signedData"]["signature"] = json!(String::from_utf8(bytes).unwrap());
    seal(&pack, Check::SignatureBad)
}

fn forged_contents(scene: &Scene, dice: &mut Dice) -> Attack {
    // Archive, index, record, list: all of them another package's, consistent with each other and with the seal.
    let signature = Pack::open(&scene.originals[0]).seal["signedData"]["signature"].clone();
    let mut pack = Pack::open(&scene.originals[1 + dice.below(scene.originals.len() - 1)]);
    if dice.below(2) == 0 {
        let mut record = pack.json("evidence/record.json");
        record["captures"][0]["capture"]["note"] = json!(format!("forged {}", dice.roll()));
        pack.set_json("evidence/record.json", &record);
        pack.relist();
        pack.resign(&scene.owner);
    }
    pack.seal["signedData"]["signature"] = signature;
    seal(&pack, Check::SignatureBad)
}

fn resigned(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    pack.resign(&scene.stranger);
    seal(&pack, Check::KeyId)
}

fn another_key(scene: &Scene, dice: &mut Dice) -> Attack {
    let (bytes, pinned) = if dice.below(2) == 0 {
        (scene.foreign.clone(), scene.owner.public.id())
    } else {
        (scene.any(dice).to_vec(), scene.stranger.public.id())
    };
    Attack::on(bytes, Check::AnotherKey).options(Options::default().pin(&pinned).unwrap())
}
