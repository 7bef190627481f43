//! The index of the WARC: CDXJ lines, sorted by byte.

use std::collections::BinaryHeap;

use crate::canonical;
use crate::hash::written;
use crate::json::Value;
use crate::time::digits;
use crate::warc::Read;

/// The file that is indexed, as the index names it: without its folder.
const FILE: &str = "data.warc.gz";

/// The index of these records of this file. The `warcinfo` record is not in it.
pub fn index(file: &[u8], records: &[Read]) -> String {
    // A heap: the sorts of slices are four kilobytes of wasm for every type they sort.
    let lines: BinaryHeap<String> =
        records.iter().filter(|record| !record.uri.is_empty()).map(|r| line(file, r)).collect();
    lines.into_sorted_vec().concat()
}

fn line(file: &[u8], record: &Read) -> String {
    // The index holds the type without its parameters, as others write it.
    let mime = record.mime.split(';').next().unwrap_or_default();
    let fields = [
        ("url", record.uri.clone()),
        ("digest", record.digest.clone()),
        ("mime", mime.to_owned()),
        ("filename", FILE.to_owned()),
        ("offset", record.member.start.to_string()),
        ("length", record.member.len().to_string()),
        ("recordDigest", written(&file[record.member.clone()])),
        ("status", "200".to_owned()),
    ];
    let fields = Value::Map(fields.map(|(key, value)| (key.to_owned(), Value::Text(value))).into());
    format!("{} {} {}\n", surt(&record.uri), digits(&record.date), canonical::to_text(&fields))
}

/// A sort-friendly address: the host reversed with commas, `)`, path and query, lower case. What is no web address stays
/// as it is, in lower case.
pub fn surt(url: &str) -> String {
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let Some(rest) = rest else { return lower };
    let rest = rest.split('#').next().unwrap_or_default();
    let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = match host_and_port.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (host, Some(port)),
        _ => (host_and_port, None),
    };
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = port.filter(|port| !["", "80", "443"].contains(port)).map(|port| format!(":{port}")).unwrap_or_default();
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    let is_number = host.starts_with('[') || host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let reversed = if is_number { host.to_owned() } else { host.rsplit('.').collect::<Vec<_>>().join(",") };
    format!("{reversed}{port}){path}")
}

#[cfg(test)]
mod tests {
    use super::surt;

    #[test]
    fn hosts_are_reversed() {
        for (url, sorted) in [
            ("https://example.social/post/42", "social,example)/post/42"),
            ("https://www.Example.social", "social,example)/"),
            ("http://example.social:8080?A=b#part", "social,example:8080)/?a=b"),
            ("http://127.0.0.1:443/a", "127.0.0.1)/a"),
            ("https://me@example.social:443/", "social,example)/"),
            ("urn:view:https://Example.social/", "urn:view:https://example.social/"),
        ] {
            assert_eq!(surt(url), sorted, "{url}");
        }
    }
}
