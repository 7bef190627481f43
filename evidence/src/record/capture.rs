//! What the page hands over: the message, what stands around it, and how it was captured.

use serde::{Deserialize, Serialize};

/// A capture, before it is sealed.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Capture {
    /// The message that was kept.
    pub message: Message,
    /// Messages before it, oldest first.
    pub before: Vec<Message>,
    /// Messages after it, oldest first.
    pub after: Vec<Message>,
    /// The page.
    pub page: Page,
    /// How the capture was started.
    pub how: How,
    /// With what it was made.
    pub environment: Environment,
    /// What the engine said of the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// What could not be captured.
    pub not_captured: Vec<NotCaptured>,
    /// What the host that owns the message attests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<Attestation>,
    /// The person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A message as shown.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Message {
    /// The platform's id of the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Who wrote it.
    pub author: Author,
    /// The text, code point for code point.
    pub text: String,
    /// The text as the engine folds it, for searching.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folded: Option<String>,
    /// Its own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The id of the message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// When it was posted, letter for letter as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_at_shown: Option<String>,
    /// When it was posted, as the page says it to programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_at: Option<String>,
    /// How often it was seen, answered, forwarded, liked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
}

/// The author of a message as shown.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Author {
    /// The platform's id of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The display name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// The address of the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_url: Option<String>,
    /// What the profile says, where it was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bio: Option<String>,
    /// The region label, where it was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
}

/// Counts, with the time they were read.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Counts {
    /// When, in milliseconds since the epoch by the device's clock.
    pub at_ms: u64,
    /// Views.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub views: Option<Count>,
    /// Comments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comments: Option<Count>,
    /// Forwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwards: Option<Count>,
    /// Likes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likes: Option<Count>,
}

/// A count as shown, and as a number where the page gives one.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Count {
    /// As shown: `1.2万`.
    pub shown: String,
    /// As a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<u64>,
}

/// The page.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Page {
    /// Its address, printable ASCII as `location.href` gives it.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The platform's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
}

/// What started the capture.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trigger {
    /// A key.
    Key,
    /// A menu or button.
    Menu,
    /// A program.
    Script,
}

/// How the capture was started.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct How {
    /// What started it.
    pub trigger: Trigger,
    /// Whether the browser vouches that a person did (`event.isTrusted`).
    pub trusted: bool,
}

/// With what the capture was made.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Environment {
    /// The browser's name for itself.
    pub user_agent: String,
    /// The library, as `liangyan 0.1.0`.
    pub library: String,
    /// The kind of engine: `wasm` or `js`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engine: Option<String>,
    /// The rule packs that were loaded, as `zh@2026.11.1`.
    pub packs: Vec<String>,
    /// The window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viewport: Option<Viewport>,
    /// The languages the browser asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<String>>,
}

/// The window, in CSS pixels.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Viewport {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Device pixels in a hundred CSS pixels.
    pub scale_percent: u32,
}

/// How bad, in the engine's words.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VerdictLevel {
    /// Nothing found.
    None,
    /// Perhaps.
    Hint,
    /// Abusive.
    Warn,
    /// Badly so.
    Severe,
}

/// What the engine offers the writer.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Support {
    /// The writer may be in danger.
    Distress,
}

/// What the engine said. Shares are in thousandths: a record holds whole numbers only.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verdict {
    /// The level.
    pub level: VerdictLevel,
    /// The score, 0 to 1000.
    pub score_per_mille: u32,
    /// What was found, in the engine's order.
    pub findings: Vec<Finding>,
    /// What to offer the writer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Support>,
}

/// A finding; see the engine's own for what each field means.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Finding {
    /// The rule.
    pub rule: String,
    /// Its category.
    pub category: String,
    /// 1 to 4.
    pub severity: u32,
    /// 0 to 1000.
    pub confidence_per_mille: u32,
    /// UTF-16 code units into the message's text.
    pub start: u32,
    /// End, exclusive.
    pub end: u32,
    /// The view it was found in.
    pub via: String,
    /// The message key of the reason.
    pub why: String,
    /// What lowered or raised it.
    pub toned: Vec<String>,
}

/// Something that could not be captured.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotCaptured {
    /// What, as `cross-origin-frame`.
    pub what: String,
    /// Where: a selector or an address; may be empty.
    pub r#where: String,
    /// How many.
    pub count: u32,
}

/// A statement of the host that owns the message, signed with its key: the only answer to a page edited before capture.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Attestation {
    /// Who attests.
    pub host: String,
    /// `ES256` or `ES384`.
    pub algorithm: String,
    /// JSON text as signed, with at least `messageId` and `sha256` (lower hex of the text's UTF-8).
    pub payload: String,
    /// Base64 of r‖s over the payload's UTF-8.
    pub signature: String,
    /// Base64 SPKI, for information: what is trusted is given to the verifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key: Option<String>,
}
