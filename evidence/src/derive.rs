//! Derived packages: several captures in one, or a capture with something taken out. Sealed anew, naming their originals.

use crate::chain::{Event, Head, next};
use crate::error::Error;
use crate::json::{Read as _, Value, Write as _};
use crate::key::PublicKey;
use crate::package::{Contents, Unsigned, assemble, key_id};
use crate::record::{Capture, Derived, Original, Part, PartKind, Redaction, Source};
use crate::time::Clock;
use crate::verify;

/// What stands where something was taken out.
pub const REDACTED: &str = "[redacted]";

/// What is derived.
pub struct Input<'a> {
    /// The originals, each intact but for who signed it; their captures are taken in order.
    pub packages: &'a [&'a [u8]],
    /// What to take out.
    pub redactions: Vec<Redaction>,
    /// What to put in the place of a part that is withheld: the number of the capture and the part.
    pub replacements: Vec<(u64, Part)>,
    /// Now.
    pub clock: Clock,
    /// The end of the chain.
    pub head: Option<Head>,
    /// The sealing program.
    pub software: String,
}

/// Packs a derived package.
///
/// A redaction inside the record also withholds the page's copy, text and pictures of that capture, because they show
/// what was taken out; replacements stand in for them where given.
///
/// # Errors
/// As [`verify::read`] for the originals, [`Error::BadRedaction`], and as [`crate::package::prepare`].
pub fn prepare(input: Input, key: Option<&PublicKey>) -> Result<Unsigned, Error> {
    let mut contents = Vec::new();
    let mut originals = Vec::new();
    for bytes in input.packages {
        take(bytes, &mut contents, &mut originals)?;
    }
    if contents.is_empty() {
        return Err(Error::BadPart("there is no package to derive from"));
    }
    for (number, content) in contents.iter_mut().enumerate() {
        let paths: Vec<&str> = of(&input.redactions, number).map(|redaction| redaction.path.as_str()).collect();
        content.capture = redacted(&content.capture, &paths)?;
        content.parts.retain(|part| !is_withheld(part.kind, &paths));
    }
    for redaction in &input.redactions {
        if redaction.capture >= contents.len() as u64 {
            return Err(refused(&redaction.path, "there is no such capture"));
        }
    }
    for (number, part) in input.replacements {
        let content = contents
            .get_mut(number as usize)
            .filter(|content| content.parts.iter().all(|other| other.kind != part.kind || other.source != Source::Page))
            .ok_or(Error::BadPart("a replacement stands for a part that is not withheld"))?;
        content.parts.push(Part { source: Source::Replacement, ..part });
    }
    let position = next(input.head.as_ref(), Event::Derived, &input.clock, &key_id(key))?;
    let derived = Derived { originals, redactions: input.redactions };
    assemble(contents, Some(derived), position, &input.software)
}

/// Adds the captures of a package.
fn take(bytes: &[u8], contents: &mut Vec<Contents>, originals: &mut Vec<Original>) -> Result<(), Error> {
    let opened = verify::read(bytes)?;
    let (Some(record), Some(position)) = (opened.record, opened.position) else {
        return Err(Error::Altered { code: "missing_file", place: crate::package::RECORD.to_owned() });
    };
    let mut bodies = opened.archive.into_iter().skip(1);
    for (number, captured) in record.captures.into_iter().enumerate() {
        let parts = captured.parts.iter().zip(&mut bodies);
        let parts = parts.map(|(part, read)| Part {
            kind: part.kind,
            mime: part.mime.clone(),
            source: part.source,
            bytes: read.body,
        });
        // What was written out from the record is written anew.
        let parts = parts.filter(|part| part.source != Source::Record).collect();
        contents.push(Contents { at: captured.at, capture: captured.capture, parts });
        originals.push(Original {
            package_hash: opened.hash.clone(),
            key_id: position.key_id.clone(),
            seq: position.seq,
            capture: number as u64,
        });
    }
    Ok(())
}

fn of(redactions: &[Redaction], number: usize) -> impl Iterator<Item = &Redaction> {
    redactions.iter().filter(move |redaction| redaction.capture == number as u64)
}

/// Whether a part goes: it was named, or something it shows was taken out of the record.
fn is_withheld(kind: PartKind, paths: &[&str]) -> bool {
    paths.iter().any(|path| path.strip_prefix("/parts/").is_none_or(|name| name == kind.name()))
}

/// A capture without what these paths name.
///
/// # Errors
/// [`Error::BadRedaction`].
pub fn redacted(capture: &Capture, paths: &[&str]) -> Result<Capture, Error> {
    let mut value = capture.write();
    for path in paths {
        if let Some(part) = path.strip_prefix("/parts/") {
            let known = [PartKind::Dom, PartKind::Text, PartKind::Picture].iter().any(|kind| kind.name() == part);
            if !known {
                return Err(refused(path, "the parts are dom, text and picture"));
            }
            continue;
        }
        take_out(&mut value, path)?;
    }
    let left: Capture = Capture::read(&value).map_err(|_| refused("/", "the capture could not be read again"))?;
    let same_message = left.message.text == capture.message.text && left.message.id == capture.message.id;
    if left.attestation.is_some() && !same_message {
        return Err(refused("/attestation", "it is about the message as it was: take it out as well"));
    }
    Ok(left)
}

/// What can be taken out: the fields that can name or show a person. What says when, where and how cannot.
fn take_out(value: &mut Value, path: &str) -> Result<(), Error> {
    let top = path.split('/').nth(1).unwrap_or_default();
    let whole = ["/verdict", "/note", "/attestation"].contains(&path);
    let allowed = whole
        || ["/page/title", "/environment/userAgent"].contains(&path)
        || ["message", "before", "after"].contains(&top);
    if !allowed {
        return Err(refused(
            path,
            "messages, /note, /verdict, /attestation, /page/title, /environment/userAgent can be",
        ));
    }
    if whole {
        let Value::Map(map) = value else { return Err(refused(path, "there is nothing")) };
        let before = map.len();
        map.retain(|(name, _)| name != top);
        return if map.len() < before { Ok(()) } else { Err(refused(path, "there is nothing")) };
    }
    match value.at_mut(path) {
        Some(Value::Text(text)) => REDACTED.clone_into(text),
        Some(found @ Value::Map(_)) => blank(found),
        Some(_) => return Err(refused(path, "it is neither a text nor a message")),
        None => return Err(refused(path, "there is nothing")),
    }
    // The folded text says the same again.
    if let Some(Value::Text(folded)) =
        path.strip_suffix("/text").and_then(|message| value.at_mut(&format!("{message}/folded")))
    {
        REDACTED.clone_into(folded);
    }
    Ok(())
}

/// Every text in a message.
fn blank(value: &mut Value) {
    match value {
        Value::Text(text) => REDACTED.clone_into(text),
        Value::Map(map) => map.iter_mut().for_each(|(_, value)| blank(value)),
        Value::List(list) => list.iter_mut().for_each(blank),
        _ => {}
    }
}

fn refused(path: &str, problem: &'static str) -> Error {
    Error::BadRedaction { path: path.to_owned(), problem }
}
