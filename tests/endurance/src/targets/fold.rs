//! Folding: every symbol maps back to whole characters of the text, in order, and folding twice is folding once.

use std::cell::RefCell;

use liangyan::text::{Folder, Symbol, View, Views, collapse, fold_literal, skeleton, syllables};

use crate::probes;

/// Texts.
pub fn seeds() -> Vec<Vec<u8>> {
    probes::texts().into_iter().map(String::into_bytes).collect()
}

/// Folds a text, in a folder that has folded others before and in a fresh one.
///
/// # Panics
/// When a view does not map back, or depends on the texts before.
pub fn run(data: &[u8]) {
    thread_local!(static USED: RefCell<Folder> = RefCell::new(Folder::new()));
    let text = String::from_utf8_lossy(data);
    let views = Folder::new().fold(&text).clone();
    USED.with_borrow_mut(|folder| assert_eq!(*folder.fold(&text), views, "the texts before show"));
    maps_back(&text, &views);
    let once = fold_literal(&text);
    assert_eq!(fold_literal(&once), once, "folded twice");
    assert_eq!(skeleton(&skeleton(&once)), skeleton(&once));
    assert_eq!(collapse(&collapse(&once)), collapse(&once));
    for reading in syllables(&text) {
        assert_eq!(reading.len(), once.chars().count());
    }
}

fn maps_back(text: &str, views: &Views) {
    let ends = ends(text);
    for View { text, symbols } in [&views.plain, views.tight(), views.shape()] {
        assert!(
            text.char_indices().map(|(at, _)| at as u32).eq(symbols.iter().map(|s| s.at)),
            "one symbol a character"
        );
        in_order(symbols, &ends);
    }
    in_order(&views.sound.symbols, &ends);
    assert_eq!(views.sound.bytes.len(), 2 * views.sound.symbols.len());
    for (symbol, bytes) in views.sound.symbols.iter().zip(views.sound.bytes.chunks(2)) {
        let syllable = (0x80..0xa0).contains(&bytes[0]) && (0xa0..0xe0).contains(&bytes[1]);
        assert!(syllable || bytes == [0xff, 0xff], "{symbol:?}");
    }
    assert_eq!(views.tight_differs, views.tight().text != views.plain.text);
    assert_eq!(views.shape_differs, views.shape().text != views.tight().text);
    for word in &views.masked {
        assert!(word.first < word.last && word.last as usize <= views.plain.symbols.len());
    }
}

/// Ends of the characters of a text, UTF-16 code units, 0 before them.
pub(crate) fn ends(text: &str) -> Vec<u32> {
    let mut unit = 0;
    let units = text.chars().map(|c| {
        unit += c.len_utf16() as u32;
        unit
    });
    std::iter::once(0).chain(units).collect()
}

fn in_order(symbols: &[Symbol], ends: &[u32]) {
    let mut last = 0;
    for s in symbols {
        assert!(last <= s.start && s.start < s.end, "{s:?}");
        assert!(ends.binary_search(&s.start).is_ok() && ends.binary_search(&s.end).is_ok(), "{s:?} cuts a character");
        last = s.start;
    }
}
