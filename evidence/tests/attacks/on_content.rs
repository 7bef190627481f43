//! Attacks on what lies in a package: listed and sealed again with the owner's key, so that nothing but the content is
//! wrong. A thief of the key, or the owner himself, could do that.

use liangyan_evidence::cdx;
use liangyan_evidence::findings::Check;
use liangyan_evidence::gzip;
use liangyan_evidence::hash::{hex, sha256, written};
use liangyan_evidence::key::{read_base64, write_base64};
use liangyan_evidence::verify::Options;
use liangyan_evidence::warc::{self, Resource};
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::on_list::otherwise;
use crate::scene::{Kind, Scene};
use crate::workshop::{Attack, Pack, written_out};

const ARCHIVE: &str = "archive/data.warc.gz";
const INDEX: &str = "indexes/index.cdx";
const PAGES: &str = "pages/pages.jsonl";
const RECORD: &str = "evidence/record.json";
const POSITION: &str = "evidence/chain.json";

pub const KINDS: &[Kind] = &[
    ("the archive is packed otherwise", warc_gzip),
    ("a WARC record is written otherwise", warc_form),
    ("a WARC record holds something else than its digest says", warc_digest),
    ("a WARC record has another time or name", warc_facts),
    ("the index", index),
    ("the list of pages", pages),
    ("the record is written otherwise", record_form),
    ("a field that no record has", record_field),
    ("values that no record has", record_values),
    ("the record lists its parts wrong", record_parts),
    ("a part is not what it says", part_kind),
    ("the explanation claims more", explanation),
    ("the place in the chain is written otherwise", position_form),
    ("the place in the chain gives another time", position_time),
    ("the place in the chain says another event", position_event),
    ("a derived package does not say what it is from", derived_form),
    ("a derived package differs from its original", derived_content),
    ("an attestation that is none", attestation_form),
    ("an attestation of another message", attestation_other),
    ("an attestation by somebody else", attestation_bad),
];

fn forged(pack: Pack, scene: &Scene, expect: Check) -> Attack {
    Attack::on(pack.forge(&scene.owner), expect)
}

/// A change of the record alone.
fn in_record(scene: &Scene, mut pack: Pack, expect: Check, change: impl FnOnce(&mut Value)) -> Attack {
    let mut record = pack.json(RECORD);
    change(&mut record);
    pack.set_json(RECORD, &record);
    forged(pack, scene, expect)
}

/// The archive's records as raw bytes, unpacked.
fn members(pack: &mut Pack) -> Vec<Vec<u8>> {
    let (file, mut at, mut list) = (pack.file(ARCHIVE).clone(), 0, Vec::new());
    while at < file.len() {
        let (member, length) = gzip::read_member(&file[at..]).unwrap();
        list.push(member);
        at += length;
    }
    list
}

fn set_members(pack: &mut Pack, members: &[Vec<u8>]) {
    let file = pack.file(ARCHIVE);
    file.clear();
    members.iter().for_each(|member| gzip::write_member(member, file));
}

/// Makes the index anew, where the archive can be read.
fn reindex(pack: &mut Pack) {
    let file = pack.file(ARCHIVE).clone();
    let records = warc::read(&file).unwrap();
    *pack.file(INDEX) = cdx::index(&file, &records).into_bytes();
}

fn warc_gzip(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let file = pack.file(ARCHIVE);
    match dice.below(4) {
        // Time, extra flags, system; then more after the last member.
        0 => file[4 + dice.below(6)] ^= 1 + dice.below(255) as u8,
        1 => file.push(0),
        2 => file[10] ^= 2,
        _ => {
            let length = file.len();
            file[length - 1 - dice.below(8)] ^= 1;
        }
    }
    forged(pack, scene, Check::WarcGzip)
}

fn warc_form(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let mut members = members(&mut pack);
    let number = dice.below(members.len());
    let member = &mut members[number];
    let end = member.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(member[..end].to_vec()).unwrap();
    let other = match dice.below(5) {
        0 => format!("{head}\r\nX-More: 1"),
        1 => head.replace("WARC/1.1", "WARC/1.0"),
        2 => head.replace("Content-Type", "content-type"),
        3 => head.replace("WARC-Date: ", "WARC-Date:"),
        _ => head.replace("\r\nWARC-Record-ID", "\nWARC-Record-ID"),
    };
    member.splice(..end, other.into_bytes());
    set_members(&mut pack, &members);
    forged(pack, scene, Check::WarcForm)
}

fn warc_digest(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let mut members = members(&mut pack);
    let number = 1 + dice.below(members.len() - 1);
    let member = &mut members[number];
    // A letter near the end of the body: text stays text, a picture a picture, the length the same.
    let at = member.len() - 5;
    let text = member.windows(4).position(|w| w == b"\r\n\r\n").unwrap() + 4;
    if at < text || !member[at].is_ascii() {
        return index(scene, dice);
    }
    member[at] = if member[at] == b'x' { b'y' } else { b'x' };
    set_members(&mut pack, &members);
    reindex(&mut pack);
    forged(pack, scene, Check::WarcDigest)
}

fn warc_facts(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let mut members = members(&mut pack);
    let number = dice.below(members.len());
    let head = String::from_utf8_lossy(&members[number]).into_owned();
    let date = head.split("WARC-Date: ").nth(1).unwrap()[..24].to_owned();
    let at = head.find(&date).unwrap();
    members[number].splice(at..at + 24, b"2031-01-01T00:00:00.000Z".to_vec());
    set_members(&mut pack, &members);
    reindex(&mut pack);
    forged(pack, scene, Check::WarcFacts)
}

fn index(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let text = String::from_utf8(pack.file(INDEX).clone()).unwrap();
    let other = match dice.below(6) {
        0 => text.replacen("\"offset\":\"", "\"offset\":\"1", 1),
        1 => text.replacen("\"status\":\"200\"", "\"status\":\"404\"", 1),
        2 => text.replacen("social,example)", "social,other)", 1),
        3 => text.lines().rev().map(|line| format!("{line}\n")).collect(),
        4 => text.lines().skip(1).map(|line| format!("{line}\n")).collect(),
        _ => format!("{text}\n"),
    };
    *pack.file(INDEX) = other.into_bytes();
    forged(pack, scene, Check::Index)
}

fn pages(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let text = String::from_utf8(pack.file(PAGES).clone()).unwrap();
    let other = match dice.below(4) {
        0 => text.replacen("\"text\":\"", "\"text\":\"forged ", 1),
        1 => text.replacen("\"url\":\"https", "\"url\":\"http", 1),
        2 => text.replacen("All Pages", "Some Pages", 1),
        _ => format!("{text}{{\"url\":\"https://x.example/\"}}\n"),
    };
    *pack.file(PAGES) = other.into_bytes();
    forged(pack, scene, Check::Pages)
}

fn record_form(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let other = otherwise(&pack.file(RECORD).clone(), dice);
    *pack.file(RECORD) = other;
    forged(pack, scene, Check::RecordForm)
}

fn record_field(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = scene.pack(dice);
    let place = *dice.pick(&[
        "",
        "/captures/0",
        "/captures/0/at",
        "/captures/0/capture",
        "/captures/0/capture/message",
        "/captures/0/parts/0",
    ]);
    let null = dice.below(2) == 0;
    in_record(scene, pack, Check::RecordForm, |record| {
        let place = record.pointer_mut(place).unwrap();
        place["note"] = if null { Value::Null } else { json!({}) };
    })
}

fn record_values(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = Pack::open(&scene.attested);
    let which = dice.below(4);
    in_record(scene, pack, Check::RecordValues, |record| {
        let captured = &mut record["captures"][0];
        match which {
            0 => captured["at"]["clock"] = json!("atomic"),
            1 => captured["capture"]["verdict"] = json!({"level": "warn", "scorePerMille": 1001, "findings": []}),
            2 => {
                let message = captured["capture"]["message"].clone();
                captured["capture"]["before"] = vec![message; 500].into();
            }
            _ => captured["capture"]["note"] = json!("x".repeat(2_000_001)),
        }
    })
}

fn record_parts(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = scene.pack(dice);
    let (which, number) = (dice.below(4), dice.below(2));
    in_record(scene, pack, Check::RecordParts, |record| {
        let parts = &mut record["captures"][0]["parts"];
        let part = &mut parts[number];
        match which {
            0 => part["bytes"] = json!(part["bytes"].as_u64().unwrap() + 1),
            1 => part["sha256"] = json!(format!("sha256:{:064x}", 5)),
            2 => part["recordId"] = json!("<urn:uuid:00000000-0000-8000-8000-000000000000>"),
            _ => {
                parts.as_array_mut().unwrap().pop();
            }
        }
    })
}

/// Writes the archive anew with other bodies, and all that follows from it.
fn repack(pack: &mut Pack, change: impl Fn(usize, &Value, &mut Vec<u8>)) {
    let read = warc::read(&pack.file(ARCHIVE).clone()).unwrap();
    let mut record = pack.json(RECORD);
    let mut file = Vec::new();
    warc::write_info(record["software"].as_str().unwrap(), &read[0].date, &mut file);
    let mut place = 0;
    for captured in record["captures"].as_array_mut().unwrap() {
        for part in captured["parts"].as_array_mut().unwrap() {
            place += 1;
            let (old, mut body) = (&read[place], read[place].body.clone());
            change(place, part, &mut body);
            let id = warc::write_resource(
                place,
                &Resource { uri: &old.uri, date: &old.date, mime: &old.mime, body: &body },
                &mut file,
            );
            part["bytes"] = json!(body.len());
            part["sha256"] = json!(written(&body));
            part["recordId"] = json!(id);
        }
    }
    *pack.file(ARCHIVE) = file;
    pack.set_json(RECORD, &record);
    reindex(pack);
}

fn part_kind(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let which = 1 + dice.below(2);
    let junk = dice.bytes(30);
    repack(&mut pack, |place, part, body| {
        if place == which || part["kind"] == "picture" {
            *body = [&[0xff, 0xfe][..], &junk].concat();
        }
    });
    forged(pack, scene, Check::PartKind)
}

fn explanation(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let name = *dice.pick(&["evidence/what-this-proves-en.html", "evidence/what-this-proves-zh.html"]);
    let file = pack.file(name);
    let at = dice.below(file.len());
    file.splice(at..at, b"This proves who wrote it.".to_vec());
    forged(pack, scene, Check::Explanation)
}

fn position_form(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let mut position = pack.json(POSITION);
    match dice.below(5) {
        0 => position["more"] = json!(1),
        1 => position["seq"] = json!(0),
        2 => position["prevHash"] = json!("sha256:ABC"),
        3 => position["seq"] = json!(1),
        _ => {
            let other = otherwise(&pack.file(POSITION).clone(), dice);
            *pack.file(POSITION) = other;
            return forged(pack, scene, Check::PositionForm);
        }
    }
    pack.set_json(POSITION, &position);
    forged(pack, scene, Check::PositionForm)
}

fn position_time(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = Pack::open(dice.pick::<Vec<u8>>(&scene.originals));
    let mut position = pack.json(POSITION);
    let (field, by) = (*dice.pick(&["tzMinutes", "monotonicMs"]), 1 + dice.below(99) as i64);
    position[field] = json!(position[field].as_i64().unwrap() + by);
    pack.set_json(POSITION, &position);
    forged(pack, scene, Check::PositionTime)
}

fn position_event(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let mut position = pack.json(POSITION);
    let other = if position["event"] == "derived" { "sealed" } else { "derived" };
    position["event"] = json!(*dice.pick(&[other, "withdrawn"]));
    pack.set_json(POSITION, &position);
    forged(pack, scene, Check::PositionEvent)
}

fn derived_form(scene: &Scene, dice: &mut Dice) -> Attack {
    let pack = Pack::open(&scene.derived.1);
    let which = dice.below(5);
    in_record(scene, pack, Check::DerivedForm, |record| {
        let derived = &mut record["derived"];
        match which {
            0 => derived["originals"] = json!([]),
            1 => derived["originals"][0]["packageHash"] = json!("sha256:12"),
            2 => derived["originals"][0]["keyId"] = json!("somebody"),
            3 => derived["originals"][0]["seq"] = json!(0),
            _ => derived["redactions"][0]["capture"] = json!(1),
        }
    })
}

fn derived_content(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = Pack::open(&scene.derived.1);
    let which = dice.below(3);
    let mut record = pack.json(RECORD);
    let capture = &mut record["captures"][0]["capture"];
    match which {
        0 => capture["message"]["author"]["handle"] = json!("@somebody-else"),
        1 => capture["environment"]["userAgent"] = json!(format!("Other/{}", dice.below(99))),
        // A redaction that is not listed.
        _ => record["derived"]["redactions"] = json!([]),
    }
    pack.set_json(RECORD, &record);
    forged(pack, scene, Check::DerivedContent).with("original.wacz", scene.derived.0.clone())
}

fn attested(scene: &Scene, change: impl FnOnce(&mut Value, &Value), expect: Check) -> Attack {
    let host_keys = vec![scene.host.spki.clone()];
    let attack = in_record(scene, Pack::open(&scene.attested), expect, |record| {
        let capture = &mut record["captures"][0]["capture"];
        let message = capture["message"].clone();
        change(&mut capture["attestation"], &message);
    });
    attack.options(Options { host_keys, ..Options::default() })
}

fn attestation_form(scene: &Scene, dice: &mut Dice) -> Attack {
    let which = dice.below(4);
    let change = |attestation: &mut Value, _: &Value| match which {
        0 => attestation["payload"] = json!("not JSON"),
        1 => attestation["payload"] = json!("{\"messageId\":\"m1\"}"),
        2 => attestation["signature"] = json!("***"),
        _ => attestation["signature"] = json!("AAAA"),
    };
    attested(scene, change, Check::AttestationForm)
}

fn attestation_other(scene: &Scene, dice: &mut Dice) -> Attack {
    let (which, number) = (dice.below(2), dice.roll());
    let change = |attestation: &mut Value, message: &Value| {
        let (id, text) = (message["id"].as_str().unwrap(), message["text"].as_str().unwrap());
        // The host's own statement, about another message.
        let other = if which == 0 {
            scene.host.attest(&format!("m{number}"), text)
        } else {
            scene.host.attest(id, &format!("{text}{number}"))
        };
        attestation["payload"] = json!(other.payload);
        attestation["signature"] = json!(other.signature);
    };
    attested(scene, change, Check::AttestationOther)
}

fn attestation_bad(scene: &Scene, dice: &mut Dice) -> Attack {
    let by = 1 + dice.below(1_000_000);
    let change = |attestation: &mut Value, message: &Value| {
        // The host said something else about it, or said nothing.
        let hash = hex(&sha256(message["text"].as_str().unwrap().as_bytes()));
        let payload = json!({"messageId": message["id"], "sha256": hash, "postedAt": by});
        attestation["payload"] = json!(String::from_utf8(written_out(&payload)).unwrap());
        let mut signature = read_base64(attestation["signature"].as_str().unwrap()).unwrap();
        signature[60] ^= 1;
        attestation["signature"] = json!(write_base64(&signature));
    };
    attested(scene, change, Check::AttestationBad)
}
