//! `pages/pages.jsonl`: where a replay tool begins.

use serde::Serialize;

use crate::canonical;
use crate::record::Captured;

#[derive(Serialize)]
struct Head {
    format: &'static str,
    id: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
struct Page<'a> {
    id: String,
    url: &'a str,
    ts: &'a str,
    title: &'a str,
    text: &'a str,
}

/// The title a page goes by: its own, or its address.
pub fn title(captured: &Captured) -> &str {
    let page = &captured.capture.page;
    if page.title.is_empty() { &page.url } else { &page.title }
}

/// The file for these captures.
pub fn pages(captures: &[Captured]) -> String {
    let head = Head { format: "json-pages-1.0", id: "pages", title: "All Pages" };
    let mut out = canonical::to_text(&head);
    out.push('\n');
    for (captured, number) in captures.iter().zip(1..) {
        let page = Page {
            id: format!("page-{number}"),
            url: &captured.capture.page.url,
            ts: &captured.at.captured_at,
            title: title(captured),
            text: &captured.capture.message.text,
        };
        out.push_str(&canonical::to_text(&page));
        out.push('\n');
    }
    out
}
