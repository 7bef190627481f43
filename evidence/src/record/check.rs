//! What a capture must be before it is sealed, and still be when it is read.

use super::Capture;
use crate::canonical::MAX_SAFE;
use crate::error::{Error, MAX_MESSAGES, MAX_TEXT};
use crate::json::{Value, Write as _};

/// The longest address, in bytes.
const MAX_URL: usize = 8192;
/// The most entries of a list other than messages.
const MAX_LIST: usize = 10_000;

impl Capture {
    /// Checks every field's range.
    ///
    /// # Errors
    /// [`Error::BadRecord`] naming the first field that is out of range, [`Error::TooLarge`] for too many messages.
    pub fn check(&self) -> Result<(), Error> {
        if 1 + self.before.len() + self.after.len() > MAX_MESSAGES {
            return Err(Error::TooLarge { what: "the messages of one capture", limit: MAX_MESSAGES });
        }
        check_url(&self.page.url)?;
        if let Some(verdict) = &self.verdict {
            let per_mille = verdict.findings.iter().map(|f| f.confidence_per_mille).chain([verdict.score_per_mille]);
            if per_mille.max().unwrap_or(0) > 1000 {
                return Err(bad("/verdict", "has a share over 1000"));
            }
        }
        if let Some(attestation) = &self.attestation
            && !["ES256", "ES384"].contains(&attestation.algorithm.as_str())
        {
            return Err(bad("/attestation/algorithm", "must be ES256 or ES384"));
        }
        check_value(&self.write(), &mut String::new())
    }
}

/// The name and version of the program that seals: it goes into headers, so it is short printable ASCII.
///
/// # Errors
/// [`Error::BadRecord`].
pub fn check_software(software: &str) -> Result<(), Error> {
    let fits = (1..=100).contains(&software.len()) && software.bytes().all(|b| (0x20..0x7f).contains(&b));
    if fits && software.trim() == software {
        Ok(())
    } else {
        Err(bad("software", "must be 1 to 100 printable ASCII characters"))
    }
}

/// Addresses go into WARC headers and index lines: printable ASCII without a space.
fn check_url(url: &str) -> Result<(), Error> {
    if url.is_empty() || url.len() > MAX_URL || !url.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(bad(
            "/page/url",
            "must be 1 to 8192 printable ASCII characters without a space, as location.href is",
        ));
    }
    Ok(())
}

fn check_value(value: &Value, path: &mut String) -> Result<(), Error> {
    match value {
        Value::Text(s) if s.len() > MAX_TEXT => Err(bad(path, "is longer than 2,000,000 bytes")),
        Value::Int(n) if !(-MAX_SAFE..=MAX_SAFE).contains(n) => {
            Err(bad(path, "must be a whole number that JavaScript keeps exactly"))
        }
        Value::List(list) if list.len() > MAX_LIST => Err(bad(path, "has more than 10,000 entries")),
        Value::List(list) => list
            .iter()
            .enumerate()
            .try_for_each(|(i, item)| under(path, &i.to_string(), |path| check_value(item, path))),
        Value::Map(map) => map.iter().try_for_each(|(key, item)| under(path, key, |path| check_value(item, path))),
        _ => Ok(()),
    }
}

fn under<T>(path: &mut String, step: &str, then: impl FnOnce(&mut String) -> T) -> T {
    let length = path.len();
    path.push('/');
    path.push_str(step);
    let done = then(path);
    path.truncate(length);
    done
}

fn bad(field: &str, problem: &'static str) -> Error {
    Error::BadRecord { field: field.to_owned(), problem }
}
