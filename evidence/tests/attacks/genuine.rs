//! Genuine packages of every kind, sealed with a seeded key.

use liangyan_evidence::chain::{ChainFile, Entry, Head, withdraw};
use liangyan_evidence::derive;
use liangyan_evidence::hash::{hex, sha256};
use liangyan_evidence::json::{self, Read as _};
use liangyan_evidence::key::{PublicKey, Signature, write_base64};
use liangyan_evidence::package::{Input, Sealed, Unsigned, prepare};
use liangyan_evidence::record::{Attestation, Capture, Part, PartKind, Redaction, Source};
use liangyan_evidence::time::Clock;
use p384::ecdsa::signature::Signer as _;
use p384::ecdsa::signature::hazmat::PrehashSigner as _;
use p384::pkcs8::EncodePublicKey as _;
use serde_json::{Value, json};

use crate::dice::Dice;

/// A device: its key, its chain and its clock.
pub struct Device {
    secret: p384::ecdsa::SigningKey,
    pub public: PublicKey,
    pub entries: Vec<Entry>,
    now: u64,
}

/// Texts that break careless programs.
const TEXTS: &[&str] = &[
    "You are a waste of space, and everybody says so.",
    "你怎么还有脸活着，丑八怪。",
    "👩‍👩‍👧‍👦🏳️‍🌈 nobody likes you 🫥",
    "أنت لا شيء \u{202e}reversed\u{202c} end",
    "𠮷野家 𪚥 𰻞𰻞面",
    "line\nbreaks\r\nand\ttabs \u{0} \u{7f} \"quotes\" \\ </script>",
    "=HYPERLINK(\"x\")",
    "Z͑͒a̴l̷g̸o̶",
    "",
];

const NAMES: &[&str] = &["Kim", "小王", "<b>x</b>", "O'Neil & Sons", "\u{feff}bom"];

impl Device {
    pub fn new(seed: u64) -> Self {
        let mut bytes = [1; 48];
        bytes[40..].copy_from_slice(&(seed + 1).to_be_bytes());
        let secret = p384::ecdsa::SigningKey::from_slice(&bytes).expect("a number below the order");
        let spki = secret.verifying_key().to_public_key_der().expect("a key");
        let public = PublicKey::from_spki(spki.as_bytes()).expect("P-384");
        Self { secret, public, entries: Vec::new(), now: 1_795_309_323_456 + seed * 1000 }
    }

    /// Signs a text as WebCrypto does: with whichever s comes.
    pub fn sign(&self, text: &str) -> Signature {
        let digest = sha256(text.as_bytes());
        let signature: p384::ecdsa::Signature = self.secret.sign_prehash(&digest).expect("a digest");
        Signature::normalised(&signature.to_bytes()).expect("P-384")
    }

    pub fn clock(&mut self) -> Clock {
        self.now += 61_001;
        Clock { at_ms: self.now, tz_minutes: 480, monotonic_ms: self.now - 1_795_309_000_000 }
    }

    pub fn head(&self) -> Option<Head> {
        self.entries.last().map(Entry::head)
    }

    fn finish(&mut self, unsigned: Unsigned) -> Sealed {
        let signature = self.sign(unsigned.to_sign());
        let sealed = unsigned.seal(Some((&self.public, &signature)));
        self.entries.push(sealed.entry.clone());
        sealed
    }

    pub fn seal(&mut self, capture: Capture, parts: Vec<Part>) -> Vec<u8> {
        let input =
            Input { capture, parts, clock: self.clock(), head: self.head(), software: "liangyan 0.1.0".to_owned() };
        let unsigned = prepare(input, Some(&self.public)).expect("a good capture");
        self.finish(unsigned).bytes
    }

    pub fn derive(
        &mut self,
        packages: &[&[u8]],
        redactions: Vec<Redaction>,
        replacements: Vec<(u64, Part)>,
    ) -> Vec<u8> {
        let input = derive::Input {
            packages,
            redactions,
            replacements,
            clock: self.clock(),
            head: self.head(),
            software: "liangyan 0.1.0".to_owned(),
        };
        let unsigned = derive::prepare(input, Some(&self.public)).expect("good originals");
        self.finish(unsigned).bytes
    }

    pub fn withdraw(&mut self, package_hash: &str) {
        let (head, clock) = (self.head().expect("something was sealed"), self.clock());
        self.entries.push(withdraw(&head, package_hash, &clock).expect("a hash"));
    }

    pub fn chain(&mut self) -> ChainFile {
        let clock = self.clock();
        let file = ChainFile::new(self.entries.clone(), &clock, Some(&self.public)).expect("a chain");
        let signature = self.sign(&file.to_sign());
        file.signed(&signature)
    }
}

/// A host that attests messages.
pub struct Host {
    secret: p384::ecdsa::SigningKey,
    pub spki: Vec<u8>,
}

impl Host {
    pub fn new() -> Self {
        let secret = p384::ecdsa::SigningKey::from_slice(&[7; 48]).expect("a number below the order");
        let spki = secret.verifying_key().to_public_key_der().expect("a key").as_bytes().to_vec();
        Self { secret, spki }
    }

    pub fn attest(&self, id: &str, text: &str) -> Attestation {
        let payload = json!({"messageId": id, "sha256": hex(&sha256(text.as_bytes())), "postedAt": 1}).to_string();
        let signature: p384::ecdsa::Signature = self.secret.sign(payload.as_bytes());
        Attestation {
            host: "example.social".to_owned(),
            algorithm: "ES384".to_owned(),
            payload,
            signature: write_base64(&signature.to_bytes()),
            public_key: Some(write_base64(&self.spki)),
        }
    }
}

fn message(dice: &mut Dice) -> Value {
    let mut message = json!({
        "id": format!("m{}", dice.below(1_000_000)),
        "author": {"name": dice.pick(NAMES), "handle": "@someone", "profileUrl": "https://example.social/@someone"},
        "text": dice.pick(TEXTS),
    });
    if dice.below(2) == 0 {
        message["postedAtShown"] = json!("3 小时前");
        message["counts"] =
            json!({"atMs": 1_795_309_323_000_u64, "views": {"shown": "1.2万"}, "likes": {"shown": "3", "value": 3}});
    }
    if dice.below(3) == 0 {
        message["folded"] = json!("folded");
        message["author"]["region"] = json!("广东");
        message["replyTo"] = json!("m0");
    }
    message
}

/// A capture as a page may hand it over.
pub fn capture(dice: &mut Dice) -> Capture {
    let around = |dice: &mut Dice| (0..dice.below(4)).map(|_| message(dice)).collect::<Vec<_>>();
    let mut capture = json!({
        "message": message(dice),
        "before": around(dice),
        "after": around(dice),
        "page": {"url": format!("https://www.example.social/post/{}?a=B", dice.below(100)), "title": "A thread · 帖子"},
        "how": {"trigger": "key", "trusted": true},
        "environment": {"userAgent": "Mozilla/5.0", "library": "liangyan 0.1.0", "packs": ["zh@2026.11.1"],
                        "viewport": {"width": 390, "height": 844, "scalePercent": 300}},
        "notCaptured": [],
    });
    if dice.below(2) == 0 {
        capture["verdict"] = json!({"level": "warn", "scorePerMille": 850, "findings": [
            {"rule": "en.insult.worth", "category": "insult", "severity": 2, "confidencePerMille": 900, "start": 0,
             "end": 3, "via": "plain", "why": "insult.worth", "toned": ["quoted"]}]});
        capture["notCaptured"] = json!([{"what": "cross-origin-image", "where": "img.avatar", "count": 2}]);
    }
    if dice.below(4) == 0 {
        capture["page"]["title"] = json!("");
        capture["note"] = json!("他已经第三次这样了");
    }
    let read = json::parse(capture.to_string().as_bytes()).expect("JSON");
    Capture::read(&read).expect("a capture")
}

/// Parts as a page may hand them over.
pub fn parts(dice: &mut Dice) -> Vec<Part> {
    let part = |kind, mime: &str, bytes| Part { kind, mime: mime.to_owned(), source: Source::Page, bytes };
    let mut parts = Vec::new();
    if dice.below(4) > 0 {
        let html = format!("<!doctype html><p>{}</p>", "帖子 ".repeat(dice.below(300)));
        parts.push(part(PartKind::Dom, "text/html", html.into_bytes()));
    }
    if dice.below(2) == 0 {
        parts.push(part(PartKind::Text, "text/plain", dice.pick(TEXTS).as_bytes().to_vec()));
    }
    for _ in 0..dice.below(3) {
        parts.push(picture(dice));
    }
    parts
}

pub fn picture(dice: &mut Dice) -> Part {
    let length = dice.below(3000);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(dice.bytes(length));
    Part { kind: PartKind::Picture, mime: "image/png".to_owned(), source: Source::Page, bytes }
}

pub fn redaction(capture: u64, path: &str) -> Redaction {
    Redaction { capture, path: path.to_owned(), by: "the person".to_owned(), reason: "a third person".to_owned() }
}
