//! Opens a package and checks all of it but the mathematics of signatures.

use super::content;
use crate::canonical::is_canonical;
use crate::chain::Position;
use crate::datapackage::{LIST, LIST_KEYS, List, RESOURCE_KEYS, Resource, SEAL, Seal, WACZ, name_of};
use crate::findings::{Check, Findings};
use crate::hash::{is_written, written};
use crate::json::{self, Read as _, Value};
use crate::package::FILES;
use crate::record::Record;
use crate::warc;
use crate::zip::{self, Entry};

/// What was read of a package. Fields are `None` where that part cannot be read; a problem then says so.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// `sha256:<hex>` of the list: the package's hash.
    pub hash: String,
    /// The list.
    pub list: Option<List>,
    /// The seal.
    pub seal: Option<Seal>,
    /// The place in the chain.
    pub position: Option<Position>,
    /// The record.
    pub record: Option<Record>,
    /// The records of the archive, the `warcinfo` first.
    pub archive: Vec<warc::Read>,
}

/// Opens a package. Everything that is not as it has to be goes to `findings`; nothing but a limit stops it early.
pub fn open(bytes: &[u8], findings: &mut Findings) -> Opened {
    let mut opened = Opened::default();
    let entries = zip::read(bytes, findings);
    if entries.is_empty() {
        // Nothing to look into; whatever hides the entries has been noted, or there are none.
        if findings.is_clean() {
            findings.flag(Check::MissingFile, LIST);
        }
        return opened;
    }
    order(&entries, findings);
    let find = |name: &str| entries.iter().find(|entry| entry.name == name).map(|entry| entry.data);
    if let Some(bytes) = find(LIST) {
        opened.hash = written(bytes);
        opened.list = list(bytes, findings);
    }
    if let Some(list) = &opened.list {
        resources(list, &entries, findings);
    }
    opened.seal = find(SEAL).and_then(|bytes| super::seal::read(bytes, findings));
    content::read(&find, &mut opened, findings);
    opened
}

/// Every file that has to be there, in the order it has to be in.
fn order(entries: &[Entry], findings: &mut Findings) {
    let mut last = None;
    for entry in entries {
        let place = FILES.iter().chain(&[LIST, SEAL]).position(|name| *name == entry.name);
        if place.is_some() && place < last {
            findings.flag(Check::ZipOrder, entry.name);
        }
        last = last.max(place);
    }
    for name in FILES.iter().chain(&[LIST, SEAL]) {
        findings.need(entries.iter().any(|entry| entry.name == *name), Check::MissingFile, name);
    }
}

/// Reads the list.
fn list(bytes: &[u8], findings: &mut Findings) -> Option<List> {
    let Ok(mut value) = json::parse(bytes) else {
        findings.flag(Check::ListForm, LIST);
        return None;
    };
    let version = value.get("wacz_version").and_then(Value::as_text);
    let known = version == Some(WACZ);
    findings.need(known, Check::FutureVersion, version.unwrap_or("wacz_version"));
    findings.need(is_canonical(bytes, &value), Check::ListForm, LIST);
    only(&mut value, &LIST_KEYS, Check::ListKey, findings);
    if let Some(Value::List(resources)) = value.at_mut("/resources") {
        for resource in resources {
            only(resource, &RESOURCE_KEYS, Check::ListKey, findings);
        }
    }
    let list = List::read(&value).ok();
    if list.is_none() && known {
        findings.flag(Check::ListForm, LIST);
    }
    list
}

/// Flags every key of an object that is not one of these, and takes it out.
pub(super) fn only(value: &mut Value, keys: &[&str], check: Check, findings: &mut Findings) {
    if let Value::Map(map) = value {
        map.retain(|(key, _)| {
            let known = keys.contains(&key.as_str());
            findings.need(known, check, key);
            known
        });
    }
}

/// Compares the list with what lies in the package.
fn resources(list: &List, entries: &[Entry], findings: &mut Findings) {
    let mut highest = None;
    let mut seen: Vec<&str> = Vec::new();
    for resource in &list.resources {
        let path = resource.path.as_str();
        if seen.contains(&path) {
            findings.flag(Check::ListedTwice, path);
            continue;
        }
        seen.push(path);
        let place = FILES.iter().position(|name| *name == path);
        if place.is_some() && place < highest {
            findings.flag(Check::ListedOrder, path);
        }
        highest = highest.max(place);
        match entries.iter().find(|entry| entry.name == path) {
            None => findings.flag(Check::ListedMissing, path),
            Some(_) if place.is_none() => findings.flag(Check::FileName, path),
            Some(entry) => same(resource, entry.data, findings),
        }
    }
    for entry in entries {
        let listed = seen.contains(&entry.name) || [LIST, SEAL].contains(&entry.name);
        findings.need(listed, Check::UnlistedFile, entry.name);
    }
}

/// Compares an entry of the list with its file.
fn same(resource: &Resource, data: &[u8], findings: &mut Findings) {
    let path = &resource.path;
    findings.need(resource.name == name_of(path), Check::ResourceName, path);
    findings.need(resource.bytes == data.len() as u64, Check::ResourceBytes, path);
    hash(&resource.hash, &written(data), Check::ResourceHash, path, findings);
}

/// Compares a written hash with what it has to be; how it is written is a question of its own.
pub(super) fn hash(found: &str, wanted: &str, check: Check, place: &str, findings: &mut Findings) {
    findings.need(is_written(found) || !found.eq_ignore_ascii_case(wanted), Check::HashForm, place);
    findings.need(found.eq_ignore_ascii_case(wanted), check, place);
}
