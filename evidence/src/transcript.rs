//! A capture written out from its record, as text and as HTML.
//!
//! It stands in for the page's own copy and text where those were never captured or were withheld by a redaction, so that
//! the package still opens in replay tools. It says itself that it is no copy of the page.

use std::fmt::Write as _;

use crate::markup::escape;
use crate::record::{Captured, Message};

/// What the page says first.
const NOTICE: &str = "Written out from the record; not a copy of the page. 根据记录写成，不是页面的副本。";

/// As text.
pub fn text(captured: &Captured) -> String {
    let page = &captured.capture.page;
    let mut out = format!("{NOTICE}\n\n{}\n{}\n{}\n", page.title, page.url, captured.at.captured_at);
    for (message, mark) in messages(captured) {
        let _ = write!(out, "\n{mark}{}\n{}\n", about(message).join(" · "), message.text);
    }
    out
}

/// As HTML, with nothing in it but text.
pub fn html(captured: &Captured) -> String {
    let page = &captured.capture.page;
    let mut out = String::from(
        "<!doctype html>\n<html>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n",
    );
    let _ = write!(out, "<title>{}</title>\n<p>{NOTICE}</p>\n", escape(&page.title));
    let _ =
        write!(out, "<h1>{}</h1>\n<p>{}<br>{}</p>\n", escape(&page.title), escape(&page.url), captured.at.captured_at);
    for (message, mark) in messages(captured) {
        let _ = write!(
            out,
            "<section>\n<h2>{mark}{}</h2>\n<pre style=\"white-space:pre-wrap;font:inherit\">{}</pre>\n</section>\n",
            escape(&about(message).join(" · ")),
            escape(&message.text)
        );
    }
    out.push_str("</html>\n");
    out
}

/// Every message in the order of the thread; the one that was kept has a mark.
fn messages(captured: &Captured) -> impl Iterator<Item = (&Message, &'static str)> {
    let capture = &captured.capture;
    let before = capture.before.iter().map(|message| (message, ""));
    let kept = std::iter::once((&capture.message, "▶ "));
    before.chain(kept).chain(capture.after.iter().map(|message| (message, "")))
}

/// Who, where, when: what is known.
fn about(message: &Message) -> Vec<&str> {
    let author = &message.author;
    let known =
        [&author.name, &author.handle, &author.id, &author.region, &message.posted_at_shown, &message.id, &message.url];
    let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
    if known.is_empty() { vec!["?"] } else { known }
}
