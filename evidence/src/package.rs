//! From captures to a package: every file in its one form, hashed, listed, and ready to be signed.

use crate::canonical;
use crate::chain::{Entry, Event, Head, Position, next};
use crate::datapackage::{DESCRIPTION, LIST, List, PROFILE, Resource, SEAL, SIGNING, Seal, WACZ};
use crate::error::{Error, MAX_CAPTURES, MAX_FILE, MAX_PART};
use crate::hash::written;
use crate::key::{NO_KEY, PublicKey, Signature};
use crate::record::{Capture, Captured, Derived, FORMAT, Part, PartKind, PartRecord, Record, Source, check_software};
use crate::time::{At, Clock};
use crate::{cdx, explanation, pages, transcript, warc, zip};

/// The archive.
pub const ARCHIVE: &str = "archive/data.warc.gz";
/// Its index.
pub const INDEX: &str = "indexes/index.cdx";
/// The list of pages.
pub const PAGES: &str = "pages/pages.jsonl";
/// The package's place in the chain.
pub const POSITION: &str = "evidence/chain.json";
/// The record.
pub const RECORD: &str = "evidence/record.json";
/// The files that are listed, in their order in the package. Every package has these and no others.
pub const FILES: [&str; 7] = [ARCHIVE, INDEX, PAGES, POSITION, RECORD, explanation::EN_PATH, explanation::ZH_PATH];

/// The most pictures of one capture.
const MAX_PICTURES: usize = 8;
/// The media type of the copy of the page.
const HTML: &str = "text/html;charset=utf-8";
/// The media type of its text.
const PLAIN: &str = "text/plain;charset=utf-8";

/// A capture with its time and parts, about to be packed.
#[derive(Clone, Debug)]
pub struct Contents {
    /// When.
    pub at: At,
    /// What.
    pub capture: Capture,
    /// Its parts, in any order.
    pub parts: Vec<Part>,
}

/// What is sealed by [`prepare`].
#[derive(Clone, Debug)]
pub struct Input {
    /// What was captured.
    pub capture: Capture,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Now.
    pub clock: Clock,
    /// The end of the chain; `None` begins one.
    pub head: Option<Head>,
    /// The sealing program, as `liangyan 0.1.0`.
    pub software: String,
}

/// A package that lacks nothing but its signature.
#[derive(Clone, Debug)]
pub struct Unsigned {
    files: Vec<(&'static str, Vec<u8>)>,
    list: List,
    list_bytes: Vec<u8>,
    hash: String,
    position: Position,
}

/// A package.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its entry in the chain.
    pub entry: Entry,
}

/// Packs one capture. `key` is the key that will sign, or `None` where there is none: outside a secure context.
///
/// # Errors
/// [`Error::BadRecord`], [`Error::BadPart`], [`Error::BadClock`], [`Error::BadHead`], [`Error::TooLarge`].
pub fn prepare(input: Input, key: Option<&PublicKey>) -> Result<Unsigned, Error> {
    let position = next(input.head.as_ref(), Event::Sealed, &input.clock, &key_id(key))?;
    let contents = Contents { at: input.clock.at()?, capture: input.capture, parts: input.parts };
    assemble(vec![contents], None, position, &input.software)
}

/// The id of a key, or what stands for none.
pub fn key_id(key: Option<&PublicKey>) -> String {
    key.map_or_else(|| NO_KEY.to_owned(), PublicKey::id)
}

/// Packs captures at a place in the chain.
pub(crate) fn assemble(
    contents: Vec<Contents>,
    derived: Option<Derived>,
    position: Position,
    software: &str,
) -> Result<Unsigned, Error> {
    check_software(software)?;
    if contents.len() > MAX_CAPTURES {
        return Err(Error::TooLarge { what: "the captures of one package", limit: MAX_CAPTURES });
    }
    let mut archive = Vec::new();
    warc::write_info(software, &position.captured_at, &mut archive);
    let mut captures = Vec::with_capacity(contents.len());
    let mut place = 0;
    for Contents { at, capture, parts } in contents {
        capture.check()?;
        let mut one = Captured { at, capture, parts: Vec::new() };
        for (part, number) in numbered(complete(&one, parts)?) {
            place += 1;
            let record = pack(place, number, &part, &one, &mut archive);
            one.parts.push(record);
            if archive.len() > MAX_FILE / 2 {
                return Err(Error::TooLarge { what: "the parts of a package", limit: MAX_FILE / 2 });
            }
        }
        captures.push(one);
    }
    let record = Record { format: FORMAT.to_owned(), software: software.to_owned(), captures, derived };
    let read = warc::read(&archive).map_err(|_| Error::BadPart("it cannot be archived"))?;
    let files: Vec<(&'static str, Vec<u8>)> = FILES
        .into_iter()
        .map(|path| {
            let bytes = match path {
                ARCHIVE => archive.clone(),
                INDEX => cdx::index(&archive, &read).into_bytes(),
                PAGES => pages::pages(&record.captures).into_bytes(),
                POSITION => canonical::to_text(&position).into_bytes(),
                RECORD => canonical::to_text(&record).into_bytes(),
                explanation::EN_PATH => explanation::EN.as_bytes().to_vec(),
                _ => explanation::ZH.as_bytes().to_vec(),
            };
            (path, bytes)
        })
        .collect();
    let list = list(&record, &position, files.iter().map(|(path, data)| Resource::of(path, data)).collect());
    let list_bytes = canonical::to_text(&list).into_bytes();
    let hash = written(&list_bytes);
    Ok(Unsigned { files, list, list_bytes, hash, position })
}

/// The list of a package with this record, at this place, with these files.
pub(crate) fn list(record: &Record, position: &Position, resources: Vec<Resource>) -> List {
    let first = record.captures.first();
    List {
        profile: PROFILE.to_owned(),
        wacz_version: WACZ.to_owned(),
        title: first.map(pages::title).unwrap_or_default().to_owned(),
        description: DESCRIPTION.to_owned(),
        created: position.captured_at.clone(),
        modified: position.captured_at.clone(),
        software: record.software.clone(),
        version: SIGNING.to_owned(),
        main_page_url: first.map(|c| c.capture.page.url.clone()).unwrap_or_default(),
        main_page_date: first.map(|c| c.at.captured_at.clone()).unwrap_or_default(),
        resources,
    }
}

impl Unsigned {
    /// The text to sign, as UTF-8: ECDSA P-384 with SHA-256.
    pub fn to_sign(&self) -> &str {
        &self.hash
    }

    /// The package. Without a signature it is marked as unsigned, and verifies as that.
    pub fn seal(self, signed: Option<(&PublicKey, &Signature)>) -> Sealed {
        let seal = Seal::of(&self.list, &self.hash, signed).to_bytes();
        let mut entries: Vec<(&str, &[u8])> = self.files.iter().map(|(path, data)| (*path, data.as_slice())).collect();
        entries.push((LIST, &self.list_bytes));
        entries.push((SEAL, &seal));
        Sealed { bytes: zip::write(&entries), entry: self.position.entry(self.hash) }
    }
}

/// The parts in their order, with what the page did not give written out from the record.
fn complete(captured: &Captured, parts: Vec<Part>) -> Result<Vec<Part>, Error> {
    let mut parts = parts.into_iter().map(normalised).collect::<Result<Vec<_>, _>>()?;
    let count = |kind| parts.iter().filter(|part| part.kind == kind).count();
    if count(PartKind::Dom) > 1 || count(PartKind::Text) > 1 {
        return Err(Error::BadPart("there are two copies of the page or two texts"));
    }
    if count(PartKind::Picture) > MAX_PICTURES {
        return Err(Error::BadPart("there are more than eight pictures"));
    }
    let (no_dom, no_text) = (count(PartKind::Dom) == 0, count(PartKind::Text) == 0);
    let made = |kind, mime: &str, text: String| Part {
        kind,
        mime: mime.to_owned(),
        source: Source::Record,
        bytes: text.into_bytes(),
    };
    if no_dom {
        parts.push(made(PartKind::Dom, HTML, transcript::html(captured)));
    }
    if no_text {
        parts.push(made(PartKind::Text, PLAIN, transcript::text(captured)));
    }
    let mut ordered = Vec::with_capacity(parts.len());
    for kind in [PartKind::Dom, PartKind::Text, PartKind::Picture] {
        let (these, rest): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| part.kind == kind);
        ordered.extend(these);
        parts = rest;
    }
    Ok(ordered)
}

/// A part with its media type in the one form, once its bytes are known to be of its kind.
fn normalised(part: Part) -> Result<Part, Error> {
    if part.bytes.len() > MAX_PART {
        return Err(Error::TooLarge { what: "a part of the capture", limit: MAX_PART });
    }
    let mime = match part.kind {
        PartKind::Dom => HTML.to_owned(),
        PartKind::Text => PLAIN.to_owned(),
        PartKind::Picture => part.mime,
    };
    if is_of_kind(part.kind, &mime, &part.bytes) {
        Ok(Part { mime, ..part })
    } else {
        Err(Error::BadPart("its bytes are not UTF-8 text, PNG, JPEG or WebP, as its kind asks"))
    }
}

/// Whether bytes are what a part of this kind and media type has to be.
pub(crate) fn is_of_kind(kind: PartKind, mime: &str, bytes: &[u8]) -> bool {
    match (kind, mime) {
        (PartKind::Dom, HTML) | (PartKind::Text, PLAIN) => std::str::from_utf8(bytes).is_ok(),
        (PartKind::Picture, "image/png") => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        (PartKind::Picture, "image/jpeg") => bytes.starts_with(b"\xff\xd8\xff"),
        (PartKind::Picture, "image/webp") => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        _ => false,
    }
}

/// Each part with its number among those of its kind, from 0.
fn numbered(parts: Vec<Part>) -> impl Iterator<Item = (Part, usize)> {
    let mut pictures = 0;
    parts.into_iter().map(move |part| {
        let number = if part.kind == PartKind::Picture { pictures } else { 0 };
        pictures += usize::from(part.kind == PartKind::Picture);
        (part, number)
    })
}

/// Where a part lies in the archive: the page under its own address, its text and pictures beside it.
pub(crate) fn part_uri(kind: PartKind, number: usize, url: &str) -> String {
    match (kind, number) {
        (PartKind::Dom, _) => url.to_owned(),
        (PartKind::Text, _) => format!("urn:text:{url}"),
        (PartKind::Picture, 0) => format!("urn:view:{url}"),
        (PartKind::Picture, n) => format!("urn:view-{}:{url}", n + 1),
    }
}

/// Writes a part to the archive; gives its line in the record.
fn pack(place: usize, number: usize, part: &Part, captured: &Captured, archive: &mut Vec<u8>) -> PartRecord {
    let uri = part_uri(part.kind, number, &captured.capture.page.url);
    let resource = warc::Resource { uri: &uri, date: &captured.at.captured_at, mime: &part.mime, body: &part.bytes };
    let record_id = warc::write_resource(place, &resource, archive);
    PartRecord {
        kind: part.kind,
        mime: part.mime.clone(),
        source: part.source,
        bytes: part.bytes.len() as u64,
        sha256: written(&part.bytes),
        record_id,
        uri,
    }
}
