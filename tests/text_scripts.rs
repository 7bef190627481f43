//! Scripts and emoji that must come through whole.

use liangyan::text::Folder;

fn plain(text: &str) -> String {
    Folder::new().fold(text).plain.text.clone()
}

#[test]
fn scripts_that_need_their_marks_keep_them() {
    for text in [
        "हिन्दी में नमस्ते",
        "ภาษาไทยไม่มีช่องว่าง",
        "مَرْحَبًا بِكُمْ",
        "می\u{200c}خواهم",
        "שָׁלוֹם עֲלֵיכֶם",
        "தமிழ் மொழி",
        "ক্\u{200d}ষ",
        "မြန်မာ",
        "и\u{306}",
        "か\u{3099}",
        "서울에서",
    ] {
        assert_eq!(plain(text), text);
    }
}

#[test]
fn marks_of_other_scripts_are_decoration_on_latin_letters() {
    assert_eq!(plain("i\u{e47}d\u{e47}i\u{64b}ot"), "idiot");
    assert_eq!(plain("傻\u{20dd}子\u{336}"), "傻子");
}

#[test]
fn emoji_stay_whole() {
    assert_eq!(plain("👩\u{200d}👩\u{200d}👧"), "👩\u{200d}👩\u{200d}👧");
    assert_eq!(plain("🏳\u{fe0f}\u{200d}🌈"), "🏳\u{200d}🌈");
    assert_eq!(plain("👩🏽\u{200d}🔬"), "👩🏽\u{200d}🔬");
    assert_eq!(plain("❤\u{fe0f}"), "❤");
    assert_eq!(plain("a\u{200d}b 👩\u{200d}b"), "ab 👩b");
    assert_eq!(plain("7\u{fe0f}\u{20e3}4\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}"), "748");
    // The subdivision flag of Scotland: tags belong to the emoji before them.
    let scotland = "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";
    let mut folder = Folder::new();
    let views = folder.fold(scotland);
    assert_eq!(views.plain.symbols.len(), 1);
    assert_eq!(views.plain.symbols[0].end, 14);
}

#[test]
fn a_lone_surrogate_is_one_unit() {
    let mut folder = Folder::new();
    let views = folder.fold("a\u{fffd}b");
    let ranges: Vec<(u32, u32)> = views.plain.symbols.iter().map(|s| (s.start, s.end)).collect();
    assert_eq!(ranges, [(0, 1), (1, 2), (2, 3)]);
    assert_eq!(views.plain.text, "a\u{fffd}b");
}

#[test]
fn empty_and_invisible_texts() {
    for text in ["", "\u{200b}", "\u{300}", "\u{200d}\u{fe0f}", " ", "\n"] {
        let mut folder = Folder::new();
        let views = folder.fold(text);
        assert!(views.plain.symbols.len() <= 1, "{text:?}");
        assert!(!views.tight_differs && !views.shape_differs && views.masked.is_empty());
    }
}

#[test]
fn a_folder_forgets_the_text_before() {
    let mut folder = Folder::new();
    let texts = ["你这个傻 子 1d10t f**k", "短", "", "女馬的 shabi", "plain words"];
    let fresh: Vec<_> = texts.iter().map(|t| Folder::new().fold(t).clone()).collect();
    for _ in 0..2 {
        for (text, views) in texts.iter().zip(&fresh) {
            assert_eq!(folder.fold(text), views);
        }
    }
}
