//! A chain file: every entry names the one before, and the whole is signed.

use super::{Options, seal};
use crate::canonical::is_canonical;
use crate::chain::{ChainFile, Entry, Event, FAMILY, FORMAT, MAX_ENTRIES};
use crate::error::MAX_FILE;
use crate::findings::{Check, Findings, Note};
use crate::hash::{ZEROS, is_written};
use crate::json::{self, Read as _, Value};
use crate::key::{NO_KEY, PublicKey, Signature, read_base64};
use crate::question::Question;
use crate::time::parse_rfc3339;

/// Checks a chain file; asks whether its signature is right.
pub fn check(
    bytes: &[u8],
    options: &Options,
    findings: &mut Findings,
    ask: impl FnOnce(Question, Check),
) -> Option<ChainFile> {
    let file = read(bytes, findings)?;
    findings.need(parse_rfc3339(&file.exported_at).is_some(), Check::ChainValues, "exportedAt");
    entries(&file, findings);
    signed(&file, options.key_id.as_deref(), findings, ask);
    findings.remark(Note::ChainTail, file.head.clone());
    Some(file)
}

fn read(bytes: &[u8], findings: &mut Findings) -> Option<ChainFile> {
    if bytes.len() > MAX_FILE {
        findings.flag(Check::TooLarge, "file");
        return None;
    }
    let Ok(value) = json::parse(bytes) else {
        findings.flag(Check::ChainForm, "file");
        return None;
    };
    let format = value.get("format").and_then(Value::as_text).unwrap_or_default();
    if format.starts_with(FAMILY) && format != FORMAT {
        findings.flag(Check::FutureVersion, format);
        return None;
    }
    if value.get("entries").and_then(Value::as_list).is_some_and(|entries| entries.len() > MAX_ENTRIES) {
        findings.flag(Check::TooLarge, "entries");
        return None;
    }
    findings.need(format == FORMAT && is_canonical(bytes, &value), Check::ChainForm, "file");
    let file = ChainFile::read(&value).ok();
    findings.need(file.is_some(), Check::ChainForm, "file");
    file
}

fn entries(file: &ChainFile, findings: &mut Findings) {
    let mut head = ZEROS.to_owned();
    for (number, entry) in file.entries.iter().enumerate() {
        let place = format!("entry {}", number + 1);
        findings.need(entry.seq == number as u64 + 1, Check::ChainSeq, &place);
        findings.need(entry.prev_hash == head, Check::ChainLink, &place);
        findings.need(entry.key_id == file.key_id, Check::ChainKey, &place);
        // Whether the first is the first is a question of its numbers and links.
        let mut alone = entry.position();
        (alone.seq, alone.prev_hash) = (1, ZEROS.to_owned());
        let possible = alone.is_possible() && is_written(&entry.package_hash) && is_written(&entry.prev_hash);
        findings.need(possible, Check::ChainValues, &place);
        findings.need(follows(entry, &file.entries[..number]), Check::ChainEvent, &place);
        head = entry.hash();
    }
    findings.need(file.head == head, Check::ChainHead, "head");
}

/// Whether this can happen after those: a package is sealed once, and withdrawn once after that.
fn follows(entry: &Entry, before: &[Entry]) -> bool {
    let mut about = before.iter().filter(|other| other.package_hash == entry.package_hash);
    match entry.event {
        Event::Sealed | Event::Derived => about.next().is_none(),
        Event::Withdrawn => about.next().is_some_and(|first| first.event != Event::Withdrawn) && about.next().is_none(),
    }
}

fn signed(file: &ChainFile, pinned: Option<&str>, findings: &mut Findings, ask: impl FnOnce(Question, Check)) {
    let (Some(key), Some(signature)) = (&file.public_key, &file.signature) else {
        let never = file.key_id == NO_KEY && file.public_key.is_none() && file.signature.is_none();
        findings.flag(if never { Check::ChainUnsigned } else { Check::ChainSealForm }, "signature");
        return;
    };
    let Some(key) = read_base64(key).and_then(|spki| PublicKey::from_spki(&spki).ok()) else {
        findings.flag(Check::ChainSealForm, "publicKey");
        return;
    };
    findings.need(key.id() == file.key_id, Check::ChainKeyId, &key.id());
    match pinned {
        None => findings.remark(Note::KeyNotPinned, key.id()),
        Some(pinned) if pinned == key.id() => findings.remark(Note::KeyPinned, key.id()),
        Some(_) => findings.flag(Check::ChainAnotherKey, &key.id()),
    }
    let Some(signature) = read_base64(signature).and_then(|bytes| Signature::from_bytes(&bytes)) else {
        findings.flag(Check::ChainSealForm, "signature");
        return;
    };
    findings.need(signature.is_low(), Check::ChainSealForm, "signature");
    ask(seal::question(&key, &file.to_sign(), &signature), Check::ChainSignature);
}
