//! What an attacker has: packages taken apart, changed, and put together again, with or without a key.

use std::collections::HashMap;

use liangyan_evidence::canonical;
use liangyan_evidence::findings::{Check, Checks, Findings};
use liangyan_evidence::hash::written;
use liangyan_evidence::native;
use liangyan_evidence::question::Question;
use liangyan_evidence::verify::{self, File, Options, Report};
use liangyan_evidence::zip;
use serde_json::{Value, json};

use crate::genuine::Device;

pub const LIST: &str = "datapackage.json";
pub const SEAL: &str = "datapackage-digest.json";

/// A package taken apart.
#[derive(Clone)]
pub struct Pack {
    /// Every file but the list and the seal.
    pub files: Vec<(String, Vec<u8>)>,
    pub list: Value,
    pub seal: Value,
}

impl Pack {
    pub fn open(bytes: &[u8]) -> Self {
        let mut findings = Findings::new(Checks::ALL);
        let mut files: Vec<(String, Vec<u8>)> =
            zip::read(bytes, &mut findings).iter().map(|e| (e.name.to_owned(), e.data.to_vec())).collect();
        assert!(findings.is_clean(), "a genuine package: {:?}", findings.problems);
        let seal = serde_json::from_slice(&files.pop().expect("a seal").1).expect("JSON");
        let list = serde_json::from_slice(&files.pop().expect("a list").1).expect("JSON");
        Self { files, list, seal }
    }

    pub fn file(&mut self, name: &str) -> &mut Vec<u8> {
        &mut self.files.iter_mut().find(|(other, _)| other == name).expect("a file of every package").1
    }

    pub fn json(&mut self, name: &str) -> Value {
        serde_json::from_slice(self.file(name)).expect("JSON")
    }

    pub fn set_json(&mut self, name: &str, value: &Value) {
        *self.file(name) = written_out(value);
    }

    /// Lists the files as they are now.
    pub fn relist(&mut self) {
        let entry = |(path, data): &(String, Vec<u8>)| {
            let name = path.rsplit('/').next();
            json!({"name": name, "path": path, "hash": written(data), "bytes": data.len()})
        };
        self.list["resources"] = self.files.iter().map(entry).collect();
    }

    pub fn list_bytes(&self) -> Vec<u8> {
        written_out(&self.list)
    }

    /// Seals the list as it is now.
    pub fn resign(&mut self, device: &Device) {
        let list = self.list_bytes();
        self.resign_bytes(&list, device);
    }

    /// Seals these bytes as the list.
    pub fn resign_bytes(&mut self, list: &[u8], device: &Device) {
        let hash = written(list);
        self.seal["hash"] = json!(hash);
        self.seal["signedData"] = json!({
            "hash": hash,
            "created": self.list["created"],
            "software": self.list["software"],
            "version": self.list["version"],
            "signature": device.sign(&hash).written(),
            "publicKey": device.public.written(),
        });
    }

    /// Changes a file, lists and seals it anew.
    pub fn forge(mut self, device: &Device) -> Vec<u8> {
        self.relist();
        self.resign(device);
        self.zip()
    }

    pub fn entries(&self) -> Vec<(String, Vec<u8>)> {
        let mut entries = self.files.clone();
        entries.push((LIST.to_owned(), self.list_bytes()));
        entries.push((SEAL.to_owned(), written_out(&self.seal)));
        entries
    }

    pub fn zip(&self) -> Vec<u8> {
        zipped(&self.entries())
    }
}

/// A value in its canonical form.
pub fn written_out(value: &Value) -> Vec<u8> {
    let value = liangyan_evidence::json::parse(value.to_string().as_bytes()).expect("JSON");
    canonical::to_text(&value).into_bytes()
}

pub fn zipped(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    zip::write(&entries.iter().map(|(name, data)| (name.as_str(), data.as_slice())).collect::<Vec<_>>())
}

/// Where things lie in a ZIP.
pub struct Layout {
    /// Of each entry: its local header, its name, its data, its central header.
    pub entries: Vec<(usize, usize, std::ops::Range<usize>, usize)>,
    /// The central directory.
    pub central: usize,
    /// The end record.
    pub end: usize,
}

pub fn layout(entries: &[(String, Vec<u8>)]) -> Layout {
    let mut at = 0;
    let mut places = Vec::new();
    for (name, data) in entries {
        let from = at + 30 + name.len();
        places.push((at, at + 30, from..from + data.len(), 0));
        at = from + data.len();
    }
    let central = at;
    for ((name, _), place) in entries.iter().zip(&mut places) {
        place.3 = at;
        at += 46 + name.len();
    }
    Layout { entries: places, central, end: at }
}

/// What an attack leaves, and what has to be found.
pub struct Attack {
    pub files: Vec<(String, Vec<u8>)>,
    pub options: Options,
    /// The reason that has to come first.
    pub expect: Vec<Check>,
    /// Whether it has to be the only one.
    pub alone: bool,
}

impl Attack {
    /// One package, and the one reason there has to be.
    pub fn on(bytes: Vec<u8>, expect: Check) -> Self {
        Self {
            files: vec![("package.wacz".to_owned(), bytes)],
            options: Options::default(),
            expect: vec![expect],
            alone: true,
        }
    }

    /// Other reasons that may come first as well: where one change can mean several things.
    pub fn or(mut self, more: &[Check]) -> Self {
        self.expect.extend(more);
        self
    }

    /// Other reasons may follow.
    pub fn and_more(mut self) -> Self {
        self.alone = false;
        self
    }

    pub fn with(mut self, name: &str, bytes: Vec<u8>) -> Self {
        self.files.push((name.to_owned(), bytes));
        self
    }

    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }
}

/// Answers, each worked out once: most attacks leave the signature as it was.
#[derive(Default)]
pub struct Answers(HashMap<Question, bool>);

impl Answers {
    pub fn verify(&mut self, files: &[(String, Vec<u8>)], options: &Options) -> Report {
        let files: Vec<File> = files.iter().map(|(name, bytes)| File { name, bytes }).collect();
        let verification = verify::begin(&files, options);
        let answers: Vec<bool> = verification
            .questions()
            .into_iter()
            .map(|question| *self.0.entry(question.clone()).or_insert_with(|| native::answer(question)))
            .collect();
        verification.finish(&answers)
    }

    /// Why an attack was not caught as it has to be; `None` when it was.
    pub fn missed(&mut self, attack: &Attack, checks: Checks) -> Option<String> {
        let options = Options { checks, ..attack.options.clone() };
        let report = self.verify(&attack.files, &options);
        let mut codes: Vec<&str> =
            report.files.iter().flat_map(|file| file.problems.iter().map(|problem| problem.code)).collect();
        codes.dedup();
        let first = attack.expect.iter().any(|check| codes.first() == Some(&check.code()));
        let right = first && (!attack.alone || codes.len() == 1);
        (!right).then(|| format!("wanted {:?}, found {codes:?}", attack.expect))
    }
}
