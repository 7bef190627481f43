//! `pages/pages.jsonl`: where a replay tool begins.

use crate::canonical;
use crate::json::Value;
use crate::record::Captured;

/// The title a page goes by: its own, or its address.
pub fn title(captured: &Captured) -> &str {
    let page = &captured.capture.page;
    if page.title.is_empty() { &page.url } else { &page.title }
}

/// The file for these captures.
pub fn pages(captures: &[Captured]) -> String {
    let mut out = line(&[("format", "json-pages-1.0"), ("id", "pages"), ("title", "All Pages")]);
    for (captured, number) in captures.iter().zip(1..) {
        out.push_str(&line(&[
            ("id", &format!("page-{number}")),
            ("url", &captured.capture.page.url),
            ("ts", &captured.at.captured_at),
            ("title", title(captured)),
            ("text", &captured.capture.message.text),
        ]));
    }
    out
}

fn line(fields: &[(&str, &str)]) -> String {
    let fields = fields.iter().map(|&(key, value)| (key.to_owned(), Value::Text(value.to_owned())));
    let mut line = canonical::to_text(&Value::Map(fields.collect()));
    line.push('\n');
    line
}
