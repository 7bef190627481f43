//! Drafts of reports that the person sends, or not: to the platform, a hotline or the police, a court, the people who look
//! after a minor. The library never sends anything.
//!
//! Facts only, as the record has them; the person's own words where reasons are asked; a list of what is missing; never a
//! word about what a court will make of it. For a minor the people who look after them come first, and are marked urgent.

mod document;
mod facts;
mod letters;
mod missing;
mod statutes;

use crate::error::Error;
use crate::json::{object, shown, words};
use crate::record::Record;
use crate::verify::Opened;
use crate::words::Words;

use document::Document;

words! {
    /// What is drafted.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Kind {
        /// A notice to the platform, with the fields of DSA Article 16(2).
        Platform = "platform",
        /// A report to a hotline or the police.
        Hotline = "hotline",
        /// A list of evidence for a civil suit (证据清单).
        Civil = "civil",
        /// A notice to a parent or guardian.
        Guardian = "guardian",
        /// A notice to a school.
        School = "school",
        /// A report to child protection.
        ChildProtection = "child-protection",
        /// A certificate under US FRE 902(13) and (14), for a qualified person to check and sign.
        Fre902 = "fre902",
    }

    /// The language of a draft.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Lang {
        /// English.
        En = "en",
        /// Chinese as written in China.
        Zh = "zh",
        /// Chinese as written in Taiwan.
        ZhTw = "zh-TW",
    }

    /// Whether a notice went out or an answer came in.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Direction {
        /// Went out.
        Sent = "sent",
        /// Came in.
        Received = "received",
    }

    /// Whose law a draft may name.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Jurisdiction {
        /// The European Union.
        Eu = "EU",
        /// China.
        Cn = "CN",
        /// The United States.
        Us = "US",
    }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Platform, Self::Hotline, Self::Civil, Self::Guardian, Self::School, Self::ChildProtection, Self::Fre902];
}

impl Lang {
    /// One of three texts.
    pub const fn pick<'a>(self, en: &'a str, zh: &'a str, tw: &'a str) -> &'a str {
        match self {
            Self::En => en,
            Self::Zh => zh,
            Self::ZhTw => tw,
        }
    }
}

object! {
    /// The person who reports.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct Person {
        /// Name.
        name: Option<String> = "name",
        /// E-mail.
        email: Option<String> = "email",
        /// Phone.
        phone: Option<String> = "phone",
        /// Address.
        address: Option<String> = "address",
        /// What the writer of the draft is to the person who was hurt.
        relation: Option<String> = "relation",
    }

    /// A line of the log of notices and answers.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Notice {
        /// When, in milliseconds since the epoch.
        at_ms: u64 = "atMs",
        /// Out or in.
        direction: Direction = "direction",
        /// To whom, or from whom.
        to: String = "to",
        /// What.
        summary: String = "summary",
    }

    /// What a draft is written from, besides the package.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Input {
        /// What.
        kind: Kind = "kind",
        /// In which language.
        lang: Lang = "lang",
        /// Now, in milliseconds since the epoch.
        now_ms: u64 = "nowMs",
        /// Minutes east of UTC.
        tz_minutes: i32 = "tzMinutes",
        /// Whether the person who was hurt is a minor.
        minor: bool = "minor",
        /// Who reports.
        person: Person = "person",
        /// To whom.
        recipient: Option<String> = "recipient",
        /// Why, in the person's own words.
        why: Option<String> = "why",
        /// Whether the person states that it is true to the best of their knowledge.
        good_faith: Option<bool> = "goodFaith",
        /// What was sent and answered so far.
        notices: Vec<Notice> = "notices",
        /// Whose law to name; none without.
        jurisdiction: Option<Jurisdiction> = "jurisdiction",
    }
}

shown! {
    /// Something that the draft lacks.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Missing {
        /// The field of the input, or of the record.
        field: &'static str = "field",
        /// In words.
        words: Words = "words",
        /// Whether the recipient needs it.
        needed: bool = "needed",
    }

    /// A draft.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Draft {
        /// Its title.
        title: String = "title",
        /// A whole document that prints: no script, nothing from elsewhere.
        html: String = "html",
        /// The same as plain text.
        text: String = "text",
        /// Whether it should not wait.
        urgent: bool = "urgent",
        /// What is missing.
        missing: Vec<Missing> = "missing",
    }

    /// A kind to offer.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Offer {
        /// The kind.
        kind: Kind = "kind",
        /// Whether it should not wait.
        urgent: bool = "urgent",
    }
}

/// The kinds, in the order to offer them. For a minor those who look after them come first.
pub fn offers(minor: bool) -> Vec<Offer> {
    let (urgent, rest): (Vec<Kind>, Vec<Kind>) = Kind::ALL.iter().partition(|kind| is_urgent(**kind, minor));
    urgent.into_iter().chain(rest).map(|kind| Offer { kind, urgent: is_urgent(kind, minor) }).collect()
}

fn is_urgent(kind: Kind, minor: bool) -> bool {
    minor && matches!(kind, Kind::Guardian | Kind::School | Kind::ChildProtection)
}

/// Writes a draft about a package that was read.
///
/// # Errors
/// [`Error::BadDraft`] when the package has no record, or a time is out of range.
pub fn draft(input: &Input, opened: &Opened) -> Result<Draft, Error> {
    let record: &Record = opened.record.as_ref().ok_or(Error::BadDraft("the package has no record"))?;
    let position = opened.position.as_ref().ok_or(Error::BadDraft("the package has no place in a chain"))?;
    if input.now_ms > 253_402_300_799_999 || input.tz_minutes.abs() > 24 * 60 {
        return Err(Error::BadDraft("the time is out of range"));
    }
    let urgent = is_urgent(input.kind, input.minor);
    let mut document = Document::new(letters::title(input.kind, input.lang), input.lang, urgent);
    let missing = missing::of(input, record);
    letters::write(input, record, &mut document);
    facts::write(record, input.lang, &mut document);
    facts::seal(&opened.hash, position, &mut document);
    facts::log(&input.notices, input.tz_minutes, input.lang, &mut document);
    statutes::write(input, &mut document);
    letters::close(input, &mut document);
    missing::write(&missing, input.lang, &mut document);
    Ok(Draft { title: document.title().to_owned(), html: document.html(), text: document.text(), urgent, missing })
}
