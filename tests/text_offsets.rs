//! Whatever is typed: symbols map back into the text, in order, whole characters; and folding twice is folding once.

use liangyan::text::{Folder, Symbol, View, collapse, fold_literal, skeleton, syllables};
use proptest::prelude::*;

/// Pieces that the views treat in ways of their own, to be strung together.
const PIECES: &[&str] = &[
    "傻",
    "子",
    "女",
    "馬",
    "马",
    "滚",
    "滚滚滚",
    "脑",
    "殘",
    "亻",
    "尔",
    "贝",
    "戈",
    "a",
    "i",
    "d",
    "o",
    "t",
    "S",
    "b",
    "sha",
    "bi",
    "nao",
    "1",
    "0",
    "!",
    "@",
    "$",
    "|",
    "*",
    ".",
    "-",
    "_",
    " ",
    "  ",
    "\n",
    "\t",
    "，",
    "。",
    "…",
    "；",
    "“",
    "”",
    "(",
    "🐴",
    "🌸",
    "👩",
    "\u{200d}",
    "\u{200b}",
    "\u{200c}",
    "\u{fe0f}",
    "\u{20e3}",
    "\u{300}",
    "\u{336}",
    "\u{489}",
    "\u{e47}",
    "і",
    "о",
    "с",
    "н",
    "и",
    "Н",
    "α",
    "Ρ",
    "ё",
    "🇨",
    "🇳",
    "🇲",
    "🅂",
    "ⓑ",
    "ﬁ",
    "Ⅳ",
    "½",
    "é",
    "ß",
    "İ",
    "ﷺ",
    "㍿",
    "\u{fffd}",
    "\u{1f1e6}",
    "\u{e0067}",
    "🏴",
    "क",
    "्",
    "ع",
    "か",
    "\u{3099}",
    "한",
    "ᴛ",
    "ʇ",
    "屄",
    "艹",
    "𠮷",
    "x",
    "ooo",
    "'",
];

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat()),
        proptest::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter),
        ".{0,40}",
    ]
}

/// Ends of characters in UTF-16 units.
fn boundaries(text: &str) -> Vec<u32> {
    let mut unit = 0;
    std::iter::once(0)
        .chain(text.chars().map(|c| {
            unit += c.len_utf16() as u32;
            unit
        }))
        .collect()
}

fn check_symbols(symbols: &[Symbol], boundaries: &[u32]) -> Result<(), TestCaseError> {
    let mut last = 0;
    for s in symbols {
        prop_assert!(s.start < s.end, "{s:?}");
        prop_assert!(boundaries.binary_search(&s.start).is_ok(), "{s:?} begins inside a character");
        prop_assert!(boundaries.binary_search(&s.end).is_ok(), "{s:?} ends inside a character or behind the text");
        prop_assert!(last <= s.start, "{s:?} begins before the one before it");
        last = s.start;
    }
    Ok(())
}

fn check_view(view: &View, boundaries: &[u32]) -> Result<(), TestCaseError> {
    let offsets: Vec<u32> = view.text.char_indices().map(|(at, _)| at as u32).collect();
    let at: Vec<u32> = view.symbols.iter().map(|s| s.at).collect();
    prop_assert_eq!(offsets, at, "one symbol for every character of {:?}", view.text);
    check_symbols(&view.symbols, boundaries)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn symbols_map_back(text in texts()) {
        let ends = boundaries(&text);
        let mut folder = Folder::new();
        let views = folder.fold(&text);
        check_view(&views.plain, &ends)?;
        check_view(views.tight(), &ends)?;
        check_view(views.shape(), &ends)?;
        check_symbols(&views.sound.symbols, &ends)?;
        prop_assert_eq!(views.sound.bytes.len(), 2 * views.sound.symbols.len());
        for (i, (symbol, bytes)) in views.sound.symbols.iter().zip(views.sound.bytes.chunks(2)).enumerate() {
            prop_assert_eq!(symbol.at as usize, 2 * i);
            let syllable = (0x80..0xa0).contains(&bytes[0]) && (0xa0..0xe0).contains(&bytes[1]);
            prop_assert!(syllable || bytes == [0xff, 0xff]);
        }
        prop_assert_eq!(views.tight_differs, views.tight().text != views.plain.text);
        prop_assert_eq!(views.shape_differs, views.shape().text != views.tight().text);
        for masked in &views.masked {
            prop_assert!(masked.first < masked.last && masked.last as usize <= views.plain.symbols.len());
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in texts()) {
        let once = fold_literal(&text);
        prop_assert_eq!(fold_literal(&once), once);
    }

    #[test]
    fn the_forms_of_literals_are_stable(text in texts()) {
        let folded = fold_literal(&text);
        prop_assert_eq!(skeleton(&skeleton(&folded)), skeleton(&folded));
        prop_assert_eq!(collapse(&collapse(&folded)), collapse(&folded));
        let readings = syllables(&text);
        prop_assert!(readings.len() <= 8);
        for reading in readings {
            prop_assert_eq!(reading.len(), folded.chars().count());
        }
    }
}

#[test]
fn literals_fold_as_texts_do() {
    assert_eq!(fold_literal("  ＮＭＳＬ  你媽 "), " nmsl 你妈 ");
    assert_eq!(skeleton("asshole"), "asshoie");
    assert_eq!(collapse("asshole 滚滚 11"), "ashole 滚 11");
    assert_eq!(syllables("傻逼").len(), 1);
    assert!(syllables("傻b").is_empty());
    assert!(syllables("").is_empty());
    // 了 is read liao or le, 都 dou or du: a literal is matched by every way to read it, the usual one first.
    let readings = syllables("都了");
    assert_eq!(readings.len(), 4);
    assert_eq!(readings[0].concat(), Folder::new().fold("都了").sound.bytes);
}

#[test]
fn every_character_folds_once_and_maps_back() {
    let mut folder = Folder::new();
    for c in ('\0'..=char::MAX).filter(|c| *c < '\u{20100}' || *c >= '\u{e0000}' && *c < '\u{e0200}') {
        let text = c.to_string();
        let once = folder.fold(&text).plain.text.clone();
        assert_eq!(folder.fold(&once).plain.text, once, "U+{:04X}", c as u32);
    }
}
