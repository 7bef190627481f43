//! Attacks on the list of contents, sealed again by whoever has a key, so that only the list is wrong.

use liangyan_evidence::findings::Check;
use serde_json::{Value, json};

use crate::dice::Dice;
use crate::scene::{Kind, Scene};
use crate::workshop::{Attack, LIST, Pack, SEAL, zipped};

pub const KINDS: &[Kind] = &[
    ("a file that every package has is left out", missing),
    ("the list or the seal is left out", missing_seal),
    ("a file that is not listed", unlisted),
    ("a file that is listed but is none of a package", stranger_file),
    ("a listed file that is not there", listed_missing),
    ("a file listed twice", listed_twice),
    ("two lines of the list change places", listed_order),
    ("a file goes by another name", resource_name),
    ("a length", resource_bytes),
    ("a hash", resource_hash),
    ("a file is changed, the list is not", file_changed),
    ("a hash in capitals", hash_case),
    ("spaces, other order, a key twice in the list", list_form),
    ("a key more in the list", list_key),
    ("what the list says of the package", list_facts),
    ("a later version", future),
];

/// Seals the list again: with the owner's key, so that the list alone is wrong.
fn again(mut pack: Pack, scene: &Scene) -> Vec<u8> {
    pack.resign(&scene.owner);
    pack.zip()
}

fn resource<'a>(pack: &'a mut Pack, dice: &mut Dice) -> &'a mut Value {
    let length = pack.list["resources"].as_array().unwrap().len();
    &mut pack.list["resources"][dice.below(length)]
}

fn missing(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let gone = dice.below(pack.files.len());
    pack.files.remove(gone);
    Attack::on(pack.forge(&scene.owner), Check::MissingFile)
}

fn missing_seal(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut entries = scene.pack(dice).entries();
    let gone = *dice.pick(&[LIST, SEAL]);
    entries.retain(|(name, _)| name != gone);
    Attack::on(zipped(&entries), Check::MissingFile).and_more()
}

fn unlisted(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut entries = scene.pack(dice).entries();
    let name =
        *dice.pick(&["notes", "evidence/extra.json", "extra.txt", "archive/more.warc.gz", "evidence/noext", "a/b/c/d"]);
    let at = dice.below(entries.len() + 1);
    let length = dice.below(50);
    entries.insert(at, (name.to_owned(), dice.bytes(length)));
    Attack::on(zipped(&entries), Check::UnlistedFile)
}

fn stranger_file(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let name = *dice.pick(&[
        "evidence/Record.json",
        "evidence/RECORD.JSON",
        "extra.txt",
        "evidence/noext",
        "archive/b.warc.gz",
    ]);
    pack.files.push((name.to_owned(), b"{}".to_vec()));
    Attack::on(pack.forge(&scene.owner), Check::FileName)
}

fn listed_missing(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let name = *dice.pick(&["evidence/gone.json", "../x", "evidence/Gone.json", "数据.json"]);
    let entry = json!({"name": name, "path": name, "hash": format!("sha256:{:064x}", dice.roll()), "bytes": 5});
    pack.list["resources"].as_array_mut().unwrap().push(entry);
    Attack::on(again(pack, scene), Check::ListedMissing)
}

fn listed_twice(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let twin = resource(&mut pack, dice).clone();
    pack.list["resources"].as_array_mut().unwrap().push(twin);
    Attack::on(again(pack, scene), Check::ListedTwice)
}

fn listed_order(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let list = pack.list["resources"].as_array_mut().unwrap();
    let at = dice.below(list.len() - 1);
    list.swap(at, at + 1);
    Attack::on(again(pack, scene), Check::ListedOrder)
}

fn resource_name(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let resource = resource(&mut pack, dice);
    let name = resource["name"].as_str().unwrap();
    let other = [
        name.to_uppercase(),
        format!("{name} "),
        "датa.json".to_owned(),
        "other.json".to_owned(),
        resource["path"].as_str().unwrap().to_owned(),
    ];
    resource["name"] = json!(dice.pick(&other));
    Attack::on(again(pack, scene), Check::ResourceName)
}

fn resource_bytes(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let resource = resource(&mut pack, dice);
    resource["bytes"] = json!(resource["bytes"].as_u64().unwrap() + 1 + dice.below(9999) as u64);
    Attack::on(again(pack, scene), Check::ResourceBytes)
}

fn resource_hash(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    resource(&mut pack, dice)["hash"] = json!(format!("sha256:{:064x}", dice.roll()));
    Attack::on(again(pack, scene), Check::ResourceHash)
}

fn file_changed(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let number = dice.below(pack.files.len());
    let data = &mut pack.files[number].1;
    let at = dice.below(data.len());
    data[at] ^= 1 << dice.below(8);
    Attack::on(pack.zip(), Check::ResourceHash).and_more()
}

fn hash_case(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    if dice.below(3) == 0 {
        let upper = pack.seal["hash"].as_str().unwrap().to_uppercase();
        let place = if dice.below(2) == 0 { &mut pack.seal["hash"] } else { &mut pack.seal["signedData"]["hash"] };
        *place = json!(upper);
        return Attack::on(pack.zip(), Check::HashForm);
    }
    let hash = &mut resource(&mut pack, dice)["hash"];
    *hash = json!(format!("sha256:{}", hash.as_str().unwrap()[7..].to_uppercase()));
    Attack::on(again(pack, scene), Check::HashForm)
}

/// The same value, written otherwise.
pub fn otherwise(text: &[u8], dice: &mut Dice) -> Vec<u8> {
    let text = String::from_utf8(text.to_vec()).unwrap();
    match dice.below(7) {
        0 => format!("{text}\n"),
        1 => format!(" {text}"),
        2 => text.replacen("\":", "\": ", 1),
        3 => text.replacen("{\"", "{ \"", 1),
        4 => {
            // A letter of a key as its escape.
            let at = text.find('"').unwrap() + 1;
            let letter = u32::from(text.as_bytes()[at]);
            format!("{}\\u{letter:04x}{}", &text[..at], &text[at + 1..])
        }
        5 => {
            // A key twice.
            let end = text.find(',').unwrap();
            format!("{},{}", &text[..end], &text[1..])
        }
        _ => {
            // The first key last.
            let end = text.find(',').unwrap();
            format!("{{{},{}}}", &text[end + 1..text.len() - 1], &text[1..end])
        }
    }
    .into_bytes()
}

fn list_form(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let list = otherwise(&pack.list_bytes(), dice);
    pack.resign_bytes(&list, &scene.owner);
    let mut entries = pack.entries();
    let at = entries.len() - 2;
    entries[at].1 = list;
    Attack::on(zipped(&entries), Check::ListForm)
}

fn list_key(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let key = *dice.pick(&["extra", "license", "sources", "", "ключ"]);
    if dice.below(2) == 0 {
        pack.list[key] = json!("x");
    } else {
        resource(&mut pack, dice)[key] = json!(null);
    }
    Attack::on(again(pack, scene), Check::ListKey)
}

fn list_facts(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    let key = *dice.pick(&[
        "title",
        "description",
        "profile",
        "mainPageUrl",
        "software",
        "version",
        "modified",
        "created",
        "mainPageDate",
    ]);
    pack.list[key] = match key {
        "modified" | "created" | "mainPageDate" => json!("2031-01-01T00:00:00.000Z"),
        _ => json!("https://another.example/"),
    };
    Attack::on(again(pack, scene), Check::ListFacts)
}

fn future(scene: &Scene, dice: &mut Dice) -> Attack {
    let mut pack = scene.pack(dice);
    match dice.below(3) {
        0 => pack.list["wacz_version"] = json!("1.2.0"),
        1 => {
            pack.list.as_object_mut().unwrap().remove("wacz_version");
        }
        _ => {
            let mut record = pack.json("evidence/record.json");
            record["format"] = json!("liangyan-evidence/2");
            record["more"] = json!({});
            pack.set_json("evidence/record.json", &record);
            return Attack::on(pack.forge(&scene.owner), Check::FutureVersion);
        }
    }
    Attack::on(again(pack, scene), Check::FutureVersion)
}
