//! Drafts hold the facts, nothing but the facts, and say what is missing.

use liangyan_evidence::drafts::{Direction, Draft, Input, Jurisdiction, Kind, Lang, Notice, Person, draft, offers};
use liangyan_evidence::explanation;
use liangyan_evidence::json::{self, Read as _};
use liangyan_evidence::package;
use liangyan_evidence::record::Capture;
use liangyan_evidence::time::Clock;
use liangyan_evidence::verify::{Opened, read};

const TEXT: &str = "you are <b>nothing</b> & \"nobody\" 你算什么东西";

fn opened() -> Opened {
    let capture = serde_json::json!({
        "message": {"id": "m1", "author": {"name": "</h1><script>alert(1)</script>"}, "text": TEXT,
                    "url": "https://example.social/post/42", "postedAtShown": "昨天"},
        "before": [], "after": [], "notCaptured": [],
        "page": {"url": "https://example.social/post/42?a=1&b=2", "title": "A thread"},
        "how": {"trigger": "key", "trusted": true},
        "environment": {"userAgent": "x", "library": "liangyan 0.1.0", "packs": []},
    });
    let capture = Capture::read(&json::parse(capture.to_string().as_bytes()).expect("JSON")).expect("a capture");
    let clock = Clock { at_ms: 1_795_309_323_456, tz_minutes: 480, monotonic_ms: 5 };
    let input = package::Input { capture, parts: Vec::new(), clock, head: None, software: "liangyan 0.1.0".into() };
    let sealed = package::prepare(input, None).expect("a good capture").seal(None);
    read(&sealed.bytes).expect("a package")
}

fn input(kind: Kind, lang: Lang) -> Input {
    Input {
        kind,
        lang,
        now_ms: 1_795_309_999_000,
        tz_minutes: 480,
        minor: false,
        person: Person::default(),
        recipient: None,
        why: None,
        good_faith: None,
        notices: Vec::new(),
        jurisdiction: None,
    }
}

fn drafted(input: &Input) -> Draft {
    draft(input, &opened()).expect("a draft")
}

#[test]
fn every_draft_holds_the_facts_and_no_markup_of_theirs() {
    for kind in Kind::ALL {
        for lang in [Lang::En, Lang::Zh] {
            let draft = drafted(&input(kind, lang));
            assert!(draft.text.contains(TEXT), "{kind:?}");
            assert!(draft.html.contains("you are &lt;b&gt;nothing&lt;/b&gt; &amp; &quot;nobody&quot;"), "{kind:?}");
            assert!(!draft.html.contains("<script"), "{kind:?}");
            assert!(draft.html.contains("https://example.social/post/42?a=1&amp;b=2"), "{kind:?}");
            assert!(draft.html.contains("sha256:"), "{kind:?}");
        }
    }
}

#[test]
fn nothing_is_promised_about_a_court() {
    let mut texts = vec![explanation::EN.to_owned(), explanation::ZH.to_owned()];
    for kind in Kind::ALL {
        for lang in [Lang::En, Lang::Zh] {
            for jurisdiction in [Jurisdiction::Eu, Jurisdiction::Cn, Jurisdiction::Us] {
                texts.push(drafted(&Input { jurisdiction: Some(jurisdiction), ..input(kind, lang) }).text);
            }
        }
    }
    for text in texts {
        for word in ["admissible", "self-authenticating", "blockchain", "具有法律效力", "法院采信", "区块链"]
        {
            assert!(!text.to_lowercase().contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn a_notice_to_the_platform_asks_for_what_the_law_asks_for() {
    // Regulation (EU) 2022/2065, Article 16(2): reasons, exact addresses, name and e-mail, good faith.
    let bare = drafted(&input(Kind::Platform, Lang::En));
    let needed: Vec<&str> = bare.missing.iter().filter(|missing| missing.needed).map(|missing| missing.field).collect();
    assert_eq!(needed, ["recipient", "person.name", "person.email", "why", "goodFaith"]);
    let person = Person { name: Some("Kim".into()), email: Some("kim@example.org".into()), ..Person::default() };
    let whole = drafted(&Input {
        person,
        recipient: Some("Example Social".into()),
        why: Some("It threatens me.\nAgain.".into()),
        good_faith: Some(true),
        jurisdiction: Some(Jurisdiction::Eu),
        ..input(Kind::Platform, Lang::En)
    });
    assert!(whole.missing.iter().all(|missing| !missing.needed), "{:?}", whole.missing);
    for text in [
        "Kim",
        "kim@example.org",
        "> It threatens me.\n> Again.",
        "good faith",
        "- https://example.social/post/42",
        "2022/2065",
    ] {
        assert!(whole.text.contains(text), "{text} in {}", whole.text);
    }
}

#[test]
fn for_a_minor_those_who_look_after_them_come_first() {
    let order: Vec<(Kind, bool)> = offers(true).into_iter().map(|offer| (offer.kind, offer.urgent)).collect();
    assert_eq!(order[..3], [(Kind::Guardian, true), (Kind::School, true), (Kind::ChildProtection, true)]);
    assert!(order[3..].iter().all(|(_, urgent)| !urgent));
    assert!(offers(false).iter().all(|offer| !offer.urgent));
    let draft = drafted(&Input { minor: true, ..input(Kind::School, Lang::Zh) });
    assert!(draft.urgent && draft.html.contains("紧急") && draft.text.contains("紧急"));
}

#[test]
fn the_log_of_notices_is_in_local_time() {
    let notices = vec![
        Notice {
            at_ms: 1_795_309_323_456,
            direction: Direction::Sent,
            to: "Example Social".into(),
            summary: "asked".into(),
        },
        Notice { at_ms: 1_795_409_323_456, direction: Direction::Received, to: "support".into(), summary: "no".into() },
    ];
    let draft = drafted(&Input { notices, ..input(Kind::Hotline, Lang::En) });
    assert!(draft.text.contains("(UTC+08:00) — to Example Social: asked"), "{}", draft.text);
    assert!(draft.text.contains("— from support: no"));
}
