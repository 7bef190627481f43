//! What lies in a package: archive, index, pages, record, place in the chain, explanation. Whatever can be made from the
//! rest is made again and compared.

use super::open::{Opened, hash};
use crate::canonical::is_canonical;
use crate::chain::{Event, Position};
use crate::explanation;
use crate::findings::{Check, Findings};
use crate::hash::{is_hex, is_written, written};
use crate::json::{self, Read, Value};
use crate::key::NO_KEY;
use crate::package::{self, ARCHIVE, INDEX, PAGES, POSITION, RECORD, is_of_kind, part_uri};
use crate::record::{Captured, Derived, FAMILY, FORMAT, PartKind, PartRecord, Record, check_software};
use crate::time::{At, Clock, parse_rfc3339};
use crate::warc::{self, Fault};
use crate::{cdx, pages};

/// Reads and checks every file inside.
pub fn read<'a>(find: &impl Fn(&str) -> Option<&'a [u8]>, opened: &mut Opened, findings: &mut Findings) {
    opened.position = find(POSITION).and_then(|bytes| typed(bytes, POSITION, Check::PositionForm, findings));
    opened.record = find(RECORD).and_then(|bytes| record(bytes, findings));
    if let Some(bytes) = find(ARCHIVE) {
        archive(bytes, find(INDEX), opened, findings);
    }
    if let (Some(record), Some(bytes)) = (&opened.record, find(PAGES)) {
        findings.need(pages::pages(&record.captures).as_bytes() == bytes, Check::Pages, PAGES);
    }
    for path in [explanation::EN_PATH, explanation::ZH_PATH] {
        findings.need(find(path).is_none_or(|bytes| explanation::is_known(path, bytes)), Check::Explanation, path);
    }
    if let (Some(record), Some(position)) = (&opened.record, &opened.position) {
        place(record, position, findings);
        if let Some(list) = &opened.list {
            let mut wanted = package::list(record, position, list.resources.clone());
            // The version has its own check.
            wanted.wacz_version.clone_from(&list.wacz_version);
            findings.need(*list == wanted, Check::ListFacts, crate::datapackage::LIST);
        }
    }
}

/// A file that is canonical JSON of one type.
fn typed<T: Read>(bytes: &[u8], path: &str, check: Check, findings: &mut Findings) -> Option<T> {
    let value = json::parse(bytes).ok();
    let canonical = value.as_ref().is_some_and(|value| is_canonical(bytes, value));
    let read = value.and_then(|value| T::read(&value).ok());
    findings.need(canonical && read.is_some(), check, path);
    read
}

fn record(bytes: &[u8], findings: &mut Findings) -> Option<Record> {
    let format = json::parse(bytes).ok().and_then(|value| {
        let format = value.get("format").and_then(Value::as_text)?;
        (format.starts_with(FAMILY) && format != FORMAT).then(|| format.to_owned())
    });
    if let Some(format) = format {
        findings.flag(Check::FutureVersion, &format);
        return None;
    }
    let record: Record = typed(bytes, RECORD, Check::RecordForm, findings)?;
    let known = record.format == FORMAT && check_software(&record.software).is_ok() && !record.captures.is_empty();
    findings.need(known, Check::RecordValues, RECORD);
    for (number, captured) in record.captures.iter().enumerate() {
        let place = format!("captures/{number}");
        findings.need(is_possible(&captured.at), Check::RecordValues, &place);
        if let Err(error) = captured.capture.check() {
            findings.flag(Check::RecordValues, &format!("{place}: {error}"));
        }
        parts(captured, &place, findings);
    }
    Some(record)
}

/// Whether a time is one that a clock can give.
fn is_possible(at: &At) -> bool {
    let clock = parse_rfc3339(&at.captured_at).map(|at_ms| Clock {
        at_ms,
        tz_minutes: at.tz_minutes,
        monotonic_ms: at.monotonic_ms,
    });
    clock.and_then(|clock| clock.at().ok()).is_some_and(|again| again == *at)
}

/// The list of a capture's parts: one copy, one text, then pictures, each at its address.
fn parts(captured: &Captured, place: &str, findings: &mut Findings) {
    let mut wanted = vec![PartKind::Dom, PartKind::Text];
    wanted.resize(captured.parts.len().max(2), PartKind::Picture);
    let kinds: Vec<PartKind> = captured.parts.iter().map(|part| part.kind).collect();
    findings.need(kinds == wanted, Check::RecordParts, place);
    let mut pictures = 0;
    for part in &captured.parts {
        let number = if part.kind == PartKind::Picture { pictures } else { 0 };
        pictures += usize::from(part.kind == PartKind::Picture);
        let uri = part_uri(part.kind, number, &captured.capture.page.url);
        findings.need(part.uri == uri, Check::RecordParts, &part.uri);
    }
}

/// The archive against itself, its index and the record.
fn archive(bytes: &[u8], index: Option<&[u8]>, opened: &mut Opened, findings: &mut Findings) {
    let records = match warc::read(bytes) {
        Ok(records) => records,
        Err((fault, number)) => {
            let check = if fault == Fault::Gzip { Check::WarcGzip } else { Check::WarcForm };
            findings.flag(check, &format!("{ARCHIVE}, record {number}"));
            return;
        }
    };
    for (number, record) in records.iter().enumerate() {
        let place = format!("{ARCHIVE}, record {number}");
        hash(&record.digest, &written(&record.body), Check::WarcDigest, &place, findings);
    }
    if let Some(index) = index {
        findings.need(cdx::index(bytes, &records).as_bytes() == index, Check::Index, INDEX);
    }
    if let (Some(record), Some(position)) = (&opened.record, &opened.position) {
        listed(record, position, &records, findings);
    }
    opened.archive = records;
}

/// Every record of the archive is the one that the record lists in its place.
fn listed(record: &Record, position: &Position, records: &[warc::Read], findings: &mut Findings) {
    let parts: Vec<(&Captured, &PartRecord)> =
        record.captures.iter().flat_map(|captured| captured.parts.iter().map(move |part| (captured, part))).collect();
    let Some((info, rest)) = records.split_first() else {
        findings.flag(Check::WarcFacts, ARCHIVE);
        return;
    };
    let body = warc::info_body(&record.software);
    let info_is_right = info.body == body.as_bytes()
        && info.date == position.captured_at
        && info.mime == warc::INFO_MIME
        && info.id == warc::record_id(0, &info.date, "", &info.digest);
    findings.need(info_is_right, Check::WarcFacts, "warcinfo");
    findings.need(parts.len() == rest.len(), Check::RecordParts, ARCHIVE);
    for (number, ((captured, part), found)) in parts.into_iter().zip(rest).enumerate() {
        let id = warc::record_id(number + 1, &found.date, &found.uri, &found.digest);
        let facts = found.date == captured.at.captured_at && found.id == id;
        findings.need(facts, Check::WarcFacts, &part.uri);
        let same = part.uri == found.uri
            && part.mime == found.mime
            && part.record_id == found.id
            && part.bytes == found.body.len() as u64
            && part.sha256 == found.digest;
        findings.need(same, Check::RecordParts, &part.uri);
        findings.need(is_of_kind(part.kind, &part.mime, &found.body), Check::PartKind, &part.uri);
    }
}

/// The place in the chain against the record.
fn place(record: &Record, position: &Position, findings: &mut Findings) {
    findings.need(position.is_possible(), Check::PositionForm, POSITION);
    match (position.event, &record.derived) {
        (Event::Sealed, None) => {
            findings.need(record.captures.len() == 1, Check::PositionEvent, RECORD);
            if let Some(Captured { at, .. }) = record.captures.first() {
                let same = at.captured_at == position.captured_at
                    && at.tz_minutes == position.tz_minutes
                    && at.monotonic_ms == position.monotonic_ms;
                findings.need(same, Check::PositionTime, POSITION);
            }
        }
        (Event::Derived, Some(derived)) => {
            findings.need(is_whole(derived, record.captures.len()), Check::DerivedForm, RECORD);
        }
        _ => findings.flag(Check::PositionEvent, POSITION),
    }
}

/// Whether it is said for every capture where it is from, and for every redaction where it was.
fn is_whole(derived: &Derived, captures: usize) -> bool {
    let named = derived.originals.iter().all(|original| {
        let key = is_hex(&original.key_id) || original.key_id == NO_KEY;
        is_written(&original.package_hash) && key && original.seq > 0
    });
    let within = derived.redactions.iter().all(|redaction| redaction.capture < captures as u64);
    derived.originals.len() == captures && named && within
}
