//! What is put beside a seal later: time stamps and proofs that a host brings. No sealed byte is touched, and the package's hash
//! stays the same.

use crate::datapackage::SEAL;
use crate::error::Error;
use crate::findings::{Checks, Findings};
use crate::hash::sha256;
use crate::key::{read_base64, write_base64};
use crate::verify::BesideKind;
use crate::{canonical, verify, zip};

/// The most of each kind beside one seal.
pub const MOST: usize = 8;
/// The longest of each, in bytes.
pub const LONGEST: usize = 64 << 10;

/// What stamps and proofs of a package have to be about: SHA-256 of its signature's 96 bytes.
///
/// # Errors
/// As [`verify::read`]; [`Error::BadAttachment`] when nobody signed the package.
pub fn imprint(package: &[u8]) -> Result<[u8; 32], Error> {
    of_seal(&verify::read(package)?).ok_or(Error::BadAttachment("nobody signed the package"))
}

/// The same for a package that was opened.
pub(crate) fn of_seal(opened: &verify::Opened) -> Option<[u8; 32]> {
    let signed = opened.seal.as_ref()?.signed_data.as_ref()?;
    read_base64(&signed.signature).map(|signature| sha256(&signature))
}

/// The request for a stamp about something with this SHA-256 (`TimeStampReq`, RFC 3161, 2.4.1), which asks for the certificates to
/// come along. To be sent as `application/timestamp-query`.
pub fn request(sha256: &[u8; 32]) -> Vec<u8> {
    // Version 1; SHA-256, no parameters but NULL; 32 bytes; then that certificates are wanted.
    let mut request =
        vec![0x30, 57, 2, 1, 1, 0x30, 49, 0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 32];
    request.extend(sha256);
    request.extend([1, 1, 0xff]);
    request
}

/// The package with these bytes beside its seal, unread. What is there already is not added twice.
///
/// # Errors
/// As [`imprint`]; [`Error::BadAttachment`] when there are too many.
pub fn put(package: &[u8], kind: BesideKind, bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let opened = verify::read(package)?;
    of_seal(&opened).ok_or(Error::BadAttachment("nobody signed the package"))?;
    let Some(mut seal) = opened.seal else { return Err(Error::BadAttachment("the package has no seal")) };
    let list = match kind {
        BesideKind::Rfc3161 => &mut seal.rfc3161,
        BesideKind::OpenTimestamps => &mut seal.opentimestamps,
    };
    let list = list.get_or_insert_with(Vec::new);
    let written = write_base64(bytes);
    if let Err(place) = list.binary_search(&written) {
        list.insert(place, written);
    }
    if list.len() > MOST || bytes.len() > LONGEST {
        return Err(Error::BadAttachment("there are more than eight of its kind, or it is longer than 64 KiB"));
    }
    let seal = canonical::to_text(&seal).into_bytes();
    let mut findings = Findings::new(Checks::ALL);
    let entries = zip::read(package, &mut findings);
    let entries: Vec<(&str, &[u8])> =
        entries.iter().map(|entry| (entry.name, if entry.name == SEAL { &seal[..] } else { entry.data })).collect();
    Ok(zip::write(&entries))
}

/// The package with a stamp or proof beside its seal, which was read and is about this seal. The signature of a stamp is not
/// verified: [`verify::begin`] does that.
///
/// # Errors
/// As [`put`]; [`Error::BadAttachment`] when it cannot be read or is about something else.
#[cfg(feature = "stamps")]
pub fn attach(package: &[u8], kind: BesideKind, bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let bytes = match kind {
        BesideKind::Rfc3161 => crate::stamp::token_in(bytes).ok_or(Error::BadAttachment(NO_STAMP))?,
        BesideKind::OpenTimestamps => bytes,
    };
    let made = put(package, kind, bytes)?;
    match verify::read(&made) {
        Ok(_) => Ok(made),
        Err(Error::Altered { code, .. }) => Err(Error::BadAttachment(refusal(code))),
        Err(error) => Err(error),
    }
}

/// What is said of bytes that are no stamp.
#[cfg(feature = "stamps")]
pub(crate) const NO_STAMP: &str = "it is no time stamp, or the authority refused to give one";

/// What is said of an attachment that a check refused.
pub(crate) fn refusal(code: &str) -> &'static str {
    match code {
        "stamp_other" | "proof_other" => "it is about something else",
        "stamp_bad" => "its signature is wrong",
        "stamp_authority" => "its signer may not give time stamps",
        _ => "it cannot be read",
    }
}
