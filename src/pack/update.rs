//! What an update of a pack has to be, beside well signed: in time, and newer than what runs.
//!
//! The time it expires stands in the comment that is signed with it, among fields parted by white space, as minisign writes
//! them: `timestamp:1790000000 file:zh.lypack expires:1805552000`, in seconds since the epoch. So anybody can sign with
//! minisign itself: `minisign -S -m zh.lypack -t 'expires:1805552000'`.

use crate::error::Error;

/// The field of the trusted comment that names the time.
pub const EXPIRES: &str = "expires:";

/// When a pack expires, by the comment signed with it: seconds since the epoch.
///
/// # Errors
/// [`Error::ExpiryMissing`]: none is named, or more than one, or it is no number.
pub fn expiry(trusted_comment: &str) -> Result<u64, Error> {
    let mut named = trusted_comment.split_whitespace().filter_map(|field| field.strip_prefix(EXPIRES));
    match (named.next().and_then(whole), named.next()) {
        (Some(seconds), None) => Ok(seconds),
        _ => Err(Error::ExpiryMissing),
    }
}

/// A number of digits alone: `parse` also takes a plus.
fn whole(digits: &str) -> Option<u64> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// Refuses a pack from the moment it expires on. `expires` is in seconds, `now` in milliseconds since the epoch.
///
/// # Errors
/// [`Error::PackExpired`].
pub const fn refuse_expired(expires: u64, now: u64) -> Result<(), Error> {
    if now / 1000 < expires { Ok(()) } else { Err(Error::PackExpired { expires }) }
}

/// Whether a version is newer than the one that runs: numbers between dots, compared from the left. What is no version is
/// older than any, so that it replaces nothing and gives way to everything.
pub fn is_newer(found: &str, running: &str) -> bool {
    let numbers = |version: &str| version.split('.').map(whole).collect::<Option<Vec<u64>>>();
    numbers(found) > numbers(running)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_numbers_between_dots() {
        for (found, running, newer) in [
            ("2026.11.2", "2026.11.1", true),
            ("2026.11.10", "2026.11.9", true),
            ("2027.1.1", "2026.12.31", true),
            ("2026.11.1", "2026.11.1", false),
            ("2026.11.1", "2026.11.2", false),
            ("2026.9.30", "2026.11.1", false),
            ("2026.11", "2026.11.1", false),
            ("latest", "2026.11.1", false),
            ("+2027.1.1", "2026.11.1", false),
            ("2027..1", "2026.11.1", false),
            ("", "2026.11.1", false),
            ("99999999999999999999999", "2026.11.1", false),
            ("2026.11.1", "model_damaged", true),
            ("latest", "model_damaged", false),
        ] {
            assert_eq!(is_newer(found, running), newer, "{found} after {running}");
        }
    }

    #[test]
    fn the_time_is_named_once_and_is_a_number() {
        assert_eq!(expiry("timestamp:1\tfile:zh.lypack\texpires:1805552000"), Ok(1_805_552_000));
        assert_eq!(expiry("expires:7"), Ok(7));
        for comment in
            ["", "timestamp:1", "expires:", "expires:soon", "expires:+7", "expires:1 expires:2", "xexpires:7"]
        {
            assert_eq!(expiry(comment), Err(Error::ExpiryMissing), "{comment}");
        }
    }

    #[test]
    fn a_pack_expires_at_the_second_it_names() {
        assert_eq!(refuse_expired(100, 99_999), Ok(()));
        assert_eq!(refuse_expired(100, 100_000), Err(Error::PackExpired { expires: 100 }));
        assert_eq!(refuse_expired(u64::MAX, u64::MAX), Ok(()));
    }
}
