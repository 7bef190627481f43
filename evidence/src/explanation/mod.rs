//! The page that every package carries: what it proves and what it does not, in plain words.
//!
//! The words are part of the format. A forger who seals a package of his own could otherwise have it claim anything; so
//! the verifier compares the page with the editions this library has shipped. A new wording is a new edition, and the
//! old ones stay.

/// English, the current edition.
pub const EN: &str = include_str!("edition-1-en.html");
/// Chinese, the current edition.
pub const ZH: &str = include_str!("edition-1-zh.html");
/// Where they lie.
pub const EN_PATH: &str = "evidence/what-this-proves-en.html";
/// See [`EN_PATH`].
pub const ZH_PATH: &str = "evidence/what-this-proves-zh.html";

/// Whether the page at a path is one that this library has shipped there.
pub fn is_known(path: &str, bytes: &[u8]) -> bool {
    (path == EN_PATH && bytes == EN.as_bytes()) || (path == ZH_PATH && bytes == ZH.as_bytes())
}
