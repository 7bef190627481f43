//! What the page hands over: the message, what stands around it, and how it was captured.

use crate::json::{object, words};

object! {
    /// A capture, before it is sealed.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Capture {
        /// The message that was kept.
        message: Message = "message",
        /// Messages before it, oldest first.
        before: Vec<Message> = "before",
        /// Messages after it, oldest first.
        after: Vec<Message> = "after",
        /// The page.
        page: Page = "page",
        /// How the capture was started.
        how: How = "how",
        /// With what it was made.
        environment: Environment = "environment",
        /// What the engine said of the message.
        verdict: Option<Verdict> = "verdict",
        /// What could not be captured.
        not_captured: Vec<NotCaptured> = "notCaptured",
        /// What the host that owns the message attests.
        attestation: Option<Attestation> = "attestation",
        /// The person's own words.
        note: Option<String> = "note",
    }
}

object! {
    /// A message as shown.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Message {
        /// The platform's id of the message.
        id: Option<String> = "id",
        /// Who wrote it.
        author: Author = "author",
        /// The text, code point for code point.
        text: String = "text",
        /// The text as the engine folds it, for searching.
        folded: Option<String> = "folded",
        /// Its own address.
        url: Option<String> = "url",
        /// The id of the message it answers.
        reply_to: Option<String> = "replyTo",
        /// When it was posted, letter for letter as shown.
        posted_at_shown: Option<String> = "postedAtShown",
        /// When it was posted, as the page says it to programs.
        posted_at: Option<String> = "postedAt",
        /// How often it was seen, answered, forwarded, liked.
        counts: Option<Counts> = "counts",
    }
}

object! {
    /// The author of a message as shown.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Author {
        /// The platform's id of the account.
        id: Option<String> = "id",
        /// The display name.
        name: Option<String> = "name",
        /// The handle.
        handle: Option<String> = "handle",
        /// The address of the profile.
        profile_url: Option<String> = "profileUrl",
        /// What the profile says, where it was shown.
        bio: Option<String> = "bio",
        /// The region label, where it was shown.
        region: Option<String> = "region",
    }
}

object! {
    /// Counts, with the time they were read.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Counts {
        /// When, in milliseconds since the epoch by the device's clock.
        at_ms: u64 = "atMs",
        /// Views.
        views: Option<Count> = "views",
        /// Comments.
        comments: Option<Count> = "comments",
        /// Forwards.
        forwards: Option<Count> = "forwards",
        /// Likes.
        likes: Option<Count> = "likes",
    }
}

object! {
    /// A count as shown, and as a number where the page gives one.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Count {
        /// As shown: `1.2万`.
        shown: String = "shown",
        /// As a number.
        value: Option<u64> = "value",
    }
}

object! {
    /// The page.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Page {
        /// Its address, printable ASCII as `location.href` gives it.
        url: String = "url",
        /// Its title.
        title: String = "title",
        /// Its language.
        lang: Option<String> = "lang",
        /// The platform's name.
        platform: Option<String> = "platform",
    }
}

words! {
    /// What started the capture.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Trigger {
        /// A key.
        Key = "key",
        /// A menu or button.
        Menu = "menu",
        /// A program.
        Script = "script",
    }
}

object! {
    /// How the capture was started.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct How {
        /// What started it.
        trigger: Trigger = "trigger",
        /// Whether the browser vouches that a person did (`event.isTrusted`).
        trusted: bool = "trusted",
    }
}

object! {
    /// With what the capture was made.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Environment {
        /// The browser's name for itself.
        user_agent: String = "userAgent",
        /// The library, as `liangyan 0.1.0`.
        library: String = "library",
        /// The kind of engine: `wasm` or `js`.
        engine: Option<String> = "engine",
        /// The rule packs that were loaded, as `zh@2026.11.1`.
        packs: Vec<String> = "packs",
        /// The window.
        viewport: Option<Viewport> = "viewport",
        /// The languages the browser asks for.
        languages: Option<Vec<String>> = "languages",
    }
}

object! {
    /// The window, in CSS pixels.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Viewport {
        /// Width.
        width: u32 = "width",
        /// Height.
        height: u32 = "height",
        /// Device pixels in a hundred CSS pixels.
        scale_percent: u32 = "scalePercent",
    }
}

words! {
    /// How bad, in the engine's words.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum VerdictLevel {
        /// Nothing found.
        None = "none",
        /// Perhaps.
        Hint = "hint",
        /// Abusive.
        Warn = "warn",
        /// Badly so.
        Severe = "severe",
    }
}

words! {
    /// What the engine offers the writer.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Support {
        /// The writer may be in danger.
        Distress = "distress",
    }
}

object! {
    /// What the engine said. Shares are in thousandths: a record holds whole numbers only.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Verdict {
        /// The level.
        level: VerdictLevel = "level",
        /// The score, 0 to 1000.
        score_per_mille: u32 = "scorePerMille",
        /// What was found, in the engine's order.
        findings: Vec<Finding> = "findings",
        /// What to offer the writer.
        support: Option<Support> = "support",
    }
}

object! {
    /// A finding; see the engine's own for what each field means.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Finding {
        /// The rule.
        rule: String = "rule",
        /// Its category.
        category: String = "category",
        /// 1 to 4.
        severity: u32 = "severity",
        /// 0 to 1000.
        confidence_per_mille: u32 = "confidencePerMille",
        /// UTF-16 code units into the message's text.
        start: u32 = "start",
        /// End, exclusive.
        end: u32 = "end",
        /// The view it was found in.
        via: String = "via",
        /// The message key of the reason.
        why: String = "why",
        /// What lowered or raised it.
        toned: Vec<String> = "toned",
    }
}

object! {
    /// Something that could not be captured.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct NotCaptured {
        /// What, as `cross-origin-frame`.
        what: String = "what",
        /// Where: a selector or an address; may be empty.
        r#where: String = "where",
        /// How many.
        count: u32 = "count",
    }
}

object! {
    /// A statement of the host that owns the message, signed with its key: the only answer to a page edited before capture.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Attestation {
        /// Who attests.
        host: String = "host",
        /// `ES256` or `ES384`.
        algorithm: String = "algorithm",
        /// JSON text as signed, with at least `messageId` and `sha256` (lower hex of the text's UTF-8).
        payload: String = "payload",
        /// Base64 of r‖s over the payload's UTF-8.
        signature: String = "signature",
        /// Base64 SPKI, for information: what is trusted is given to the verifier.
        public_key: Option<String> = "publicKey",
    }
}
