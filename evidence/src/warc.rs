//! WARC 1.1 in one canonical form: `resource` records, one gzip member each, after one `warcinfo`.
//!
//! A script in a page never saw the HTTP exchange, so there are no `response` records: they would be invented. The
//! identifiers are made from the content, so the same record has the same one (an UUID of version 8, RFC 9562).

use std::ops::Range;

use crate::gzip;
use crate::hash::{sha256, written};

const VERSION: &str = "WARC/1.1";
/// The fields of a `resource` record, in the order they are written.
const RESOURCE: [&str; 8] = [
    "WARC-Type",
    "WARC-Record-ID",
    "WARC-Date",
    "WARC-Target-URI",
    "Content-Type",
    "WARC-Block-Digest",
    "WARC-Payload-Digest",
    "Content-Length",
];
/// The fields of a `warcinfo` record.
const INFO: [&str; 6] =
    ["WARC-Type", "WARC-Record-ID", "WARC-Date", "Content-Type", "WARC-Block-Digest", "Content-Length"];

/// A `resource` record to write.
pub struct Resource<'a> {
    /// `WARC-Target-URI`.
    pub uri: &'a str,
    /// RFC 3339.
    pub date: &'a str,
    /// Media type.
    pub mime: &'a str,
    /// The bytes.
    pub body: &'a [u8],
}

/// A record that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// `WARC-Record-ID`, `<urn:uuid:…>`.
    pub id: String,
    /// `WARC-Date`.
    pub date: String,
    /// `WARC-Target-URI`; empty for the `warcinfo` record.
    pub uri: String,
    /// `Content-Type`.
    pub mime: String,
    /// `sha256:<hex>` as the record says it.
    pub digest: String,
    /// The bytes.
    pub body: Vec<u8>,
    /// Where its gzip member lies in the file.
    pub member: Range<usize>,
}

/// The media type of the `warcinfo` record.
pub const INFO_MIME: &str = "application/warc-fields";

/// What can be the matter with a file of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A gzip member is not in the one form.
    Gzip,
    /// A record is not in the one form.
    Form,
}

/// The identifier of a record: made from what is in it and its place in the file.
pub fn record_id(place: usize, date: &str, uri: &str, digest: &str) -> String {
    let hash = sha256(format!("liangyan-evidence/1\n{place}\n{date}\n{uri}\n{digest}").as_bytes());
    let mut uuid = [0; 16];
    uuid.copy_from_slice(&hash[..16]);
    uuid[6] = uuid[6] & 0x0f | 0x80;
    uuid[8] = uuid[8] & 0x3f | 0x80;
    let hex = crate::hash::hex(&uuid);
    format!("<urn:uuid:{}-{}-{}-{}-{}>", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The body of the `warcinfo` record.
pub fn info_body(software: &str) -> String {
    format!(
        "software: {software}\r\nformat: WARC File Format 1.1\r\n\
         conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    )
}

/// Adds the `warcinfo` record, which comes first.
pub fn write_info(software: &str, date: &str, out: &mut Vec<u8>) {
    let body = info_body(software);
    let digest = written(body.as_bytes());
    let values = ["warcinfo", &record_id(0, date, "", &digest), date, INFO_MIME, &digest];
    record(&INFO, &values, body.as_bytes(), out);
}

/// Adds a `resource` record at its place in the file (from 1) and gives back its identifier.
pub fn write_resource(place: usize, resource: &Resource, out: &mut Vec<u8>) -> String {
    let digest = written(resource.body);
    let id = record_id(place, resource.date, resource.uri, &digest);
    let values = ["resource", &id, resource.date, resource.uri, resource.mime, &digest, &digest];
    record(&RESOURCE, &values, resource.body, out);
    id
}

/// One record as one gzip member; the last field is the length.
fn record(names: &[&str], values: &[&str], body: &[u8], out: &mut Vec<u8>) {
    let length = body.len().to_string();
    let mut text = format!("{VERSION}\r\n");
    for (name, value) in names.iter().zip(values.iter().copied().chain([length.as_str()])) {
        text.extend([name, ": ", value, "\r\n"]);
    }
    text.push_str("\r\n");
    let mut record = text.into_bytes();
    record.extend(body);
    record.extend(b"\r\n\r\n");
    gzip::write_member(&record, out);
}

/// Reads every record, strictly in the form that is written here. Digests are compared by the caller.
///
/// # Errors
/// What is the matter, and with which record.
pub fn read(file: &[u8]) -> Result<Vec<Read>, (Fault, usize)> {
    let mut records = Vec::new();
    let mut at = 0;
    while at < file.len() {
        let place = records.len();
        let (member, length) = gzip::read_member(&file[at..]).ok_or((Fault::Gzip, place))?;
        let names: &[&str] = if place == 0 { &INFO } else { &RESOURCE };
        let record = parse(&member, names, at..at + length).ok_or((Fault::Form, place))?;
        records.push(record);
        at += length;
    }
    Ok(records)
}

fn parse(member: &[u8], names: &[&str], place: Range<usize>) -> Option<Read> {
    let end = member.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&member[..end]).ok()?;
    let body = member[end + 4..].strip_suffix(b"\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    if lines.next() != Some(VERSION) {
        return None;
    }
    let mut values = Vec::with_capacity(names.len());
    for name in names {
        values.push(lines.next()?.strip_prefix(name)?.strip_prefix(": ")?);
    }
    let (&length, values) = values.split_last()?;
    if lines.next().is_some() || length != body.len().to_string() {
        return None;
    }
    let info = names.len() == INFO.len();
    if values[0] != (if info { "warcinfo" } else { "resource" }) {
        return None;
    }
    // A payload that is the whole block has the block's digest.
    if !info && values[5] != values[6] {
        return None;
    }
    let at = |n: usize| values[n].to_owned();
    let (uri, mime, digest) = if info { (String::new(), at(3), at(4)) } else { (at(3), at(4), at(5)) };
    Some(Read { id: at(1), date: at(2), uri, mime, digest, body: body.to_vec(), member: place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back() {
        let mut file = Vec::new();
        let date = "2026-11-22T01:02:03.456Z";
        write_info("liangyan 0.1.0", date, &mut file);
        let page = Resource { uri: "https://example.social/", date, mime: "text/html", body: b"a\r\n\r\nb" };
        let id = write_resource(1, &page, &mut file);
        let records = read(&file).expect("two records");
        assert_eq!(records.len(), 2);
        assert_eq!((records[1].id.as_str(), records[1].body.as_slice()), (id.as_str(), page.body));
        assert_eq!(records[1].member.end, file.len());
        assert_eq!(records[1].digest, written(page.body));
    }

    #[test]
    fn identifiers_are_uuids_of_version_8() {
        let id = record_id(1, "2026-11-22T01:02:03.456Z", "https://example.social/", "sha256:00");
        assert_eq!((id.len(), &id[..10], &id[24..25]), (47, "<urn:uuid:", "8"));
    }
}
