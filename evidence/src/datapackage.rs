//! `datapackage.json`, the sealed list of what is in a package, and `datapackage-digest.json`, its seal (WACZ 1.1.1 and
//! the signing specification 0.1.0).

use serde::{Deserialize, Serialize};

use crate::canonical;
use crate::hash::written;
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

/// A file of the package.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Resource {
    /// Its path without the folder.
    pub name: String,
    /// Its path.
    pub path: String,
    /// `sha256:<hex>`.
    pub hash: String,
    /// Its length.
    pub bytes: u64,
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

/// `datapackage.json`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct List {
    /// [`PROFILE`].
    pub profile: String,
    /// [`WACZ`].
    #[serde(rename = "wacz_version")]
    pub wacz_version: String,
    /// The title of the first page, or its address.
    pub title: String,
    /// [`DESCRIPTION`].
    pub description: String,
    /// When it was sealed.
    pub created: String,
    /// The same: nothing is modified after sealing.
    pub modified: String,
    /// The program that sealed it.
    pub software: String,
    /// [`SIGNING`].
    pub version: String,
    /// The first page's address.
    pub main_page_url: String,
    /// When the first page was captured.
    pub main_page_date: String,
    /// Every file but this one and the seal, in the order they lie in the package.
    pub resources: Vec<Resource>,
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
/// See [`LIST_KEYS`]. The last two may stand beside the signature, the third in its place.
pub const SEAL_KEYS: [&str; 6] = ["path", "hash", "unsigned", "signedData", "rfc3161", "opentimestamps"];
/// See [`LIST_KEYS`].
pub const SIGNED_KEYS: [&str; 6] = ["hash", "created", "software", "version", "signature", "publicKey"];

/// `datapackage-digest.json`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Seal {
    /// [`LIST`].
    pub path: String,
    /// `sha256:<hex>` of the list: the hash of the package.
    pub hash: String,
    /// [`INSECURE`] where there was no key to sign with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsigned: Option<String>,
    /// The signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_data: Option<SignedData>,
    /// RFC 3161 tokens over SHA-256 of the signature, base64 of DER.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rfc3161: Vec<String>,
    /// OpenTimestamps proofs over SHA-256 of the signature, base64.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opentimestamps: Vec<String>,
}

/// What is signed, and the signature, as replay tools verify it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignedData {
    /// The text that is signed: `sha256:<hex>` of the list.
    pub hash: String,
    /// The list's `created`, to the letter.
    pub created: String,
    /// The list's `software`.
    pub software: String,
    /// The list's `version`.
    pub version: String,
    /// Base64 of r‖s.
    pub signature: String,
    /// Base64 of SPKI.
    pub public_key: String,
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
            rfc3161: Vec::new(),
            opentimestamps: Vec::new(),
        }
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::to_text(self).into_bytes()
    }
}
