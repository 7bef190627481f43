//! A document of headings, paragraphs and named fields, written as HTML to print and as plain text.

use std::fmt::Write as _;

use super::Lang;
use crate::markup::escape;

enum Block {
    Heading(String),
    Paragraph(String),
    /// Somebody's words, line by line as they are.
    Quote(String),
    Field(String, String),
    Item(String),
    Signature(String),
}

/// A document.
pub struct Document {
    title: String,
    lang: Lang,
    urgent: bool,
    blocks: Vec<Block>,
}

/// What stands where a value is missing, to be filled in by hand.
const BLANK: &str = "____________________";

const STYLE: &str = "body{font:11pt/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#111;\
background:#fff}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:1.8em;border-bottom:1px solid #888}\
blockquote{white-space:pre-wrap;margin:.4em 0;padding:.4em .8em;border-left:4px solid #888;overflow-wrap:anywhere}\
dl{display:grid;grid-template-columns:minmax(8em,auto) 1fr;gap:.2em 1em;margin:.2em 0}dd{margin:0;overflow-wrap:anywhere}\
.urgent{border:2px solid #b00;padding:.4em .8em;font-weight:bold}@page{margin:2cm}";

impl Document {
    /// An empty one.
    pub fn new(title: &str, lang: Lang, urgent: bool) -> Self {
        Self { title: title.to_owned(), lang, urgent, blocks: Vec::new() }
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// A heading, in the document's language.
    pub fn heading(&mut self, en: &str, zh: &str, tw: &str) {
        self.blocks.push(Block::Heading(self.lang.pick(en, zh, tw).to_owned()));
    }

    /// A paragraph, in the document's language.
    pub fn paragraph(&mut self, en: &str, zh: &str, tw: &str) {
        self.blocks.push(Block::Paragraph(self.lang.pick(en, zh, tw).to_owned()));
    }

    /// Somebody's words; a blank where there are none.
    pub fn quote(&mut self, text: Option<&str>) {
        self.blocks.push(Block::Quote(text.unwrap_or(BLANK).to_owned()));
    }

    /// A field that has to be there: blank, to be filled in, where it is not.
    pub fn field(&mut self, en: &str, zh: &str, tw: &str, value: Option<&str>) {
        let value = value.filter(|value| !value.is_empty()).unwrap_or(BLANK);
        self.blocks.push(Block::Field(self.lang.pick(en, zh, tw).to_owned(), value.to_owned()));
    }

    /// A field that is left out where there is no value.
    pub fn known(&mut self, en: &str, zh: &str, tw: &str, value: Option<&str>) {
        if value.is_some_and(|value| !value.is_empty()) {
            self.field(en, zh, tw, value);
        }
    }

    /// An item of a list.
    pub fn item(&mut self, text: String) {
        self.blocks.push(Block::Item(text));
    }

    /// A line to sign on.
    pub fn signature(&mut self, en: &str, zh: &str, tw: &str) {
        self.blocks.push(Block::Signature(self.lang.pick(en, zh, tw).to_owned()));
    }

    /// One of three texts, in the document's language.
    pub const fn pick<'a>(&self, en: &'a str, zh: &'a str, tw: &'a str) -> &'a str {
        self.lang.pick(en, zh, tw)
    }

    const fn urgency(&self) -> &'static str {
        self.lang.pick("Urgent: a minor is affected.", "紧急：涉及未成年人。", "緊急：涉及未成年人。")
    }

    /// The document as HTML: no script, nothing from elsewhere, every text escaped.
    pub fn html(&self) -> String {
        let lang = self.lang.pick("en", "zh-CN", "zh-TW");
        let title = escape(&self.title);
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <style>{STYLE}</style>\n<h1>{title}</h1>\n"
        );
        if self.urgent {
            let _ = writeln!(out, "<p class=\"urgent\">{}</p>", self.urgency());
        }
        let mut open = "";
        for block in &self.blocks {
            let group = match block {
                Block::Field(..) => "dl",
                Block::Item(_) => "ul",
                _ => "",
            };
            if group != open {
                if !open.is_empty() {
                    let _ = writeln!(out, "</{open}>");
                }
                if !group.is_empty() {
                    let _ = writeln!(out, "<{group}>");
                }
                open = group;
            }
            let _ = match block {
                Block::Heading(text) => writeln!(out, "<h2>{}</h2>", escape(text)),
                Block::Paragraph(text) => writeln!(out, "<p>{}</p>", escape(text)),
                Block::Quote(text) => writeln!(out, "<blockquote>{}</blockquote>", escape(text)),
                Block::Field(name, value) => writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(name), escape(value)),
                Block::Item(text) => writeln!(out, "<li>{}</li>", escape(text)),
                Block::Signature(text) => writeln!(out, "<p>{}: {BLANK}</p>", escape(text)),
            };
        }
        if !open.is_empty() {
            let _ = writeln!(out, "</{open}>");
        }
        out.push_str("</html>\n");
        out
    }

    /// The document as plain text.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n", self.title);
        if self.urgent {
            let _ = writeln!(out, "!! {}", self.urgency());
        }
        for block in &self.blocks {
            let _ = match block {
                Block::Heading(text) => writeln!(out, "\n== {text}"),
                Block::Paragraph(text) => writeln!(out, "{text}"),
                Block::Quote(text) => {
                    text.lines().for_each(|line| {
                        let _ = writeln!(out, "> {line}");
                    });
                    Ok(())
                }
                Block::Field(name, value) => writeln!(out, "{name}: {value}"),
                Block::Item(text) => writeln!(out, "- {text}"),
                Block::Signature(text) => writeln!(out, "\n{text}: {BLANK}"),
            };
        }
        out
    }
}
