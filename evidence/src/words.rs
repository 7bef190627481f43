//! Sentences for people, in the three languages of the house.
//!
//! Those about what the verifier finds are data (`words.tsv`). The module for the browser gives codes and leaves them out: the
//! package adds them there, from this same file.

use crate::json::shown;

shown! {
    /// One sentence in three languages.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Words {
        /// English.
        en: &'static str = "en",
        /// Chinese as written in China.
        zh: &'static str = "zh",
        /// Chinese as written in Taiwan.
        zh_tw: &'static str = "zh-TW",
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod table {
    use super::Words;
    use crate::json::{Value, Write as _};
    use crate::verify::{Report, Verdict};

    const TABLE: &str = include_str!("words.tsv");

    /// Every line of the table: the code with its kind (`verdict.`, `problem.` or `note.`), and the sentence.
    fn lines() -> impl Iterator<Item = (&'static str, Words)> {
        TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
            let mut fields = line.split('\t');
            let mut next = || fields.next();
            Some((next()?, Words { en: next()?, zh: next()?, zh_tw: next()? }))
        })
    }

    /// The sentence for a code with its kind: `problem.zip_crc`. Every code that a report holds has one.
    pub fn of(code: &str) -> Option<Words> {
        lines().find(|(known, _)| *known == code).map(|(_, words)| words)
    }

    /// The one sentence about all files for everybody.
    pub fn about(report: &Report) -> Option<Words> {
        of(match report.verdict {
            Verdict::Intact if !report.pinned => "verdict.intact_not_pinned",
            Verdict::Intact => "verdict.intact",
            Verdict::Unsigned => "verdict.unsigned",
            Verdict::AnotherKey => "verdict.another_key",
            Verdict::Unreadable => "verdict.unreadable",
            Verdict::Altered => "verdict.altered",
        })
    }

    /// A report with its words, as JSON.
    pub fn worded(report: &Report) -> Value {
        let mut value = report.write();
        put(&mut value, about(report));
        if let Some(Value::List(files)) = value.at_mut("/files") {
            for file in files {
                for (list, kind) in [("/problems", "problem"), ("/notes", "note")] {
                    let Some(Value::List(items)) = file.at_mut(list) else { continue };
                    for item in items {
                        let code = item.get("code").and_then(Value::as_text).unwrap_or_default();
                        let words = of(&format!("{kind}.{code}"));
                        put(item, words);
                    }
                }
            }
        }
        value
    }

    fn put(value: &mut Value, words: Option<Words>) {
        if let (Value::Map(map), Some(words)) = (value, words) {
            map.push(("words".to_owned(), words.write()));
        }
    }

    #[cfg(test)]
    mod tests {
        use std::collections::BTreeSet;

        use super::*;
        use crate::findings::{Check, Note};

        #[test]
        fn every_code_has_its_own_sentence_in_every_language() {
            let verdicts = ["intact", "intact_not_pinned", "unsigned", "another_key", "unreadable", "altered"];
            let wanted: BTreeSet<String> = (verdicts.iter().map(|code| format!("verdict.{code}")))
                .chain(Check::ALL.iter().map(|check| format!("problem.{}", check.code())))
                .chain(Note::ALL.iter().map(|note| format!("note.{}", note.code())))
                .collect();
            let found: BTreeSet<String> = lines().map(|(code, _)| code.to_owned()).collect();
            assert_eq!(found, wanted);
            for pick in [|words: Words| words.en, |words: Words| words.zh, |words: Words| words.zh_tw] {
                let sentences: BTreeSet<_> = lines().map(|(_, words)| pick(words)).collect();
                assert_eq!(sentences.len(), wanted.len(), "two codes share a sentence");
            }
            assert_eq!(TABLE.lines().filter(|line| line.split('\t').count() != 4).count(), 1, "the first line of all");
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use table::{about, of, worded};
