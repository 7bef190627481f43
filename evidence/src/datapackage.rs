//! `datapackage.json`, the sealed list of what is in a package, and `datapackage-digest.json`, its seal (WACZ 1.1.1 and
//! the signing specification 0.1.0).

use crate::canonical;
use crate::hash::written;
use crate::json::object;
use crate::key::{PublicKey, Signature};

/// The version of WACZ. 1.2 drops this field, and today's readers refuse it.
pub const WACZ: &str = "1.1.1";
/// The version of the signing specification.
pub const SIGNING: &str = "0.1.0";
/// What kind of data package this is.
pub const PROFILE: &str = "data-package";
/// What every package says it is.
pub const DESCRIPTION: &str = "Messages as a page showed them, sealed on the device that showed them. \
                               evidence/what-this-proves-en.html says what this proves and what it does not.";
/// The list's name.
pub const LIST: &str = "datapackage.json";
/// The seal's name.
pub const SEAL: &str = "datapackage-digest.json";
/// What stands in place of a signature when there was no key.
pub const INSECURE: &str = "insecure context";

object! {
    /// A file of the package.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Resource {
        /// Its path without the folder.
        name: String = "name",
        /// Its path.
        path: String = "path",
        /// `sha256:<hex>`.
        hash: String = "hash",
        /// Its length.
        bytes: u64 = "bytes",
    }
}

impl Resource {
    /// The entry for a file.
    pub fn of(path: &str, data: &[u8]) -> Self {
        Self { name: name_of(path).to_owned(), path: path.to_owned(), hash: written(data), bytes: data.len() as u64 }
    }
}

/// A path without its folder.
pub fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

object! {
    /// `datapackage.json`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct List {
        /// [`PROFILE`].
        profile: String = "profile",
        /// [`WACZ`].
        wacz_version: String = "wacz_version",
        /// The title of the first page, or its address.
        title: String = "title",
        /// [`DESCRIPTION`].
        description: String = "description",
        /// When it was sealed.
        created: String = "created",
        /// The same: nothing is modified after sealing.
        modified: String = "modified",
        /// The program that sealed it.
        software: String = "software",
        /// [`SIGNING`].
        version: String = "version",
        /// The first page's address.
        main_page_url: String = "mainPageUrl",
        /// When the first page was captured.
        main_page_date: String = "mainPageDate",
        /// Every file but this one and the seal, in the order they lie in the package.
        resources: Vec<Resource> = "resources",
    }
}

/// The fields of the list, of a resource, of the seal, of what it signs. No other is allowed.
pub const LIST_KEYS: [&str; 11] = [
    "profile",
    "wacz_version",
    "title",
    "description",
    "created",
    "modified",
    "software",
    "version",
    "mainPageUrl",
    "mainPageDate",
    "resources",
];
/// See [`LIST_KEYS`].
pub const RESOURCE_KEYS: [&str; 4] = ["name", "path", "hash", "bytes"];
/// See [`LIST_KEYS`]. The third stands in place of the fourth; the last two are added later.
pub const SEAL_KEYS: [&str; 6] = ["path", "hash", "unsigned", "signedData", "rfc3161", "opentimestamps"];
/// See [`LIST_KEYS`].
pub const SIGNED_KEYS: [&str; 6] = ["hash", "created", "software", "version", "signature", "publicKey"];

object! {
    /// `datapackage-digest.json`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Seal {
        /// [`LIST`].
        path: String = "path",
        /// `sha256:<hex>` of the list: the hash of the package.
        hash: String = "hash",
        /// [`INSECURE`] where there was no key to sign with.
        unsigned: Option<String> = "unsigned",
        /// The signature.
        signed_data: Option<SignedData> = "signedData",
        /// Time-stamp tokens in base64, in order of that. They stand beside what is signed: see [`crate::attach`].
        rfc3161: Option<Vec<String>> = "rfc3161",
        /// OpenTimestamps proofs, likewise.
        opentimestamps: Option<Vec<String>> = "opentimestamps",
    }
}

object! {
    /// What is signed, and the signature, as replay tools verify it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SignedData {
        /// The text that is signed: `sha256:<hex>` of the list.
        hash: String = "hash",
        /// The list's `created`, to the letter.
        created: String = "created",
        /// The list's `software`.
        software: String = "software",
        /// The list's `version`.
        version: String = "version",
        /// Base64 of r‖s.
        signature: String = "signature",
        /// Base64 of SPKI.
        public_key: String = "publicKey",
    }
}

impl Seal {
    /// The seal of a list: with a signature, or marked as having none.
    pub fn of(list: &List, hash: &str, signed: Option<(&PublicKey, &Signature)>) -> Self {
        Self {
            path: LIST.to_owned(),
            hash: hash.to_owned(),
            unsigned: signed.is_none().then(|| INSECURE.to_owned()),
            signed_data: signed.map(|(key, signature)| SignedData {
                hash: hash.to_owned(),
                created: list.created.clone(),
                software: list.software.clone(),
                version: list.version.clone(),
                signature: signature.written(),
                public_key: key.written(),
            }),
            rfc3161: None,
            opentimestamps: None,
        }
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::to_text(self).into_bytes()
    }
}
