//! What files say about each other: packages and their chain, a derived package and its original.

use super::{Examined, Kind, Opened};
use crate::chain::{ChainFile, Event};
use crate::derive;
use crate::findings::{Check, Findings, Note};
use crate::record::{Captured, Source};

/// Compares every package with the chain and with the originals it names, where they are among the files.
pub fn check(files: &mut [Examined]) {
    let chain = files.iter().find_map(|file| match &file.kind {
        Kind::Chain(Some(chain)) => Some(chain.clone()),
        _ => None,
    });
    if let Some(chain) = chain {
        for file in files.iter_mut() {
            if let Kind::Package(opened) = &file.kind {
                in_chain(opened, &chain, &mut file.findings);
            }
        }
    }
    for number in 0..files.len() {
        let (before, rest) = files.split_at_mut(number);
        let Some((file, after)) = rest.split_first_mut() else { continue };
        let Kind::Package(derived) = &file.kind else { continue };
        let others = before.iter().chain(after.iter()).filter_map(|file| match &file.kind {
            Kind::Package(opened) => Some(&**opened),
            _ => None,
        });
        for original in others {
            against(derived, original, &mut file.findings);
        }
    }
}

fn in_chain(opened: &Opened, chain: &ChainFile, findings: &mut Findings) {
    let Some(position) = &opened.position else { return };
    if position.key_id != chain.key_id {
        findings.flag(Check::ChainOtherPackage, &chain.key_id);
        return;
    }
    let entry = position.clone().entry(opened.hash.clone());
    let place = format!("entry {}", position.seq);
    if chain.entries.contains(&entry) {
        findings.remark(Note::InChain, place);
    } else if chain.entries.iter().any(|other| other.package_hash == entry.package_hash && other.event == entry.event) {
        findings.flag(Check::ChainEntry, &place);
    } else {
        findings.flag(Check::ChainMissing, &place);
    }
    let withdrawn = |other: &&crate::chain::Entry| other.event == Event::Withdrawn && other.package_hash == opened.hash;
    if let Some(withdrawal) = chain.entries.iter().find(withdrawn) {
        findings.remark(Note::Withdrawn, withdrawal.captured_at.clone());
    }
}

/// A derived package holds what its original holds, but for what it says it took out.
fn against(derived: &Opened, original: &Opened, findings: &mut Findings) {
    let (Some(record), Some(from)) = (&derived.record, &original.record) else { return };
    let Some(how) = &record.derived else { return };
    for (number, (captured, named)) in record.captures.iter().zip(&how.originals).enumerate() {
        if named.package_hash != original.hash {
            continue;
        }
        let place = format!("captures/{number}");
        let redactions = how.redactions.iter().filter(|redaction| redaction.capture == number as u64);
        let paths: Vec<&str> = redactions.map(|redaction| redaction.path.as_str()).collect();
        let source = from.captures.get(named.capture as usize);
        let same = source.is_some_and(|source| is_same(captured, source, &paths));
        if same {
            findings.remark(Note::OriginalCompared, place);
        } else {
            findings.flag(Check::DerivedContent, &place);
        }
    }
}

fn is_same(captured: &Captured, source: &Captured, paths: &[&str]) -> bool {
    let wanted = derive::redacted(&source.capture, paths).ok();
    // What comes from the page came from the original.
    let parts = captured.parts.iter().filter(|part| part.source == Source::Page);
    let known = parts
        .into_iter()
        .all(|part| source.parts.iter().any(|other| other.kind == part.kind && other.sha256 == part.sha256));
    wanted.as_ref() == Some(&captured.capture) && captured.at == source.at && known
}
