//! Every way to disguise a word that the views undo, and its twin that must stay as it is.

use liangyan::text::{Folder, Views, flag};

fn fold(text: &str) -> Views {
    Folder::new().fold(text).clone()
}

fn plain(text: &str) -> String {
    fold(text).plain.text
}

fn tight(text: &str) -> String {
    fold(text).tight().text.clone()
}

fn shape(text: &str) -> String {
    fold(text).shape().text.clone()
}

fn sound(text: &str) -> Vec<u8> {
    fold(text).sound.bytes
}

/// All flags in the part of a view that reads `part`.
fn flags(text: &str, view: impl Fn(&Views) -> &liangyan::text::View, part: &str) -> u16 {
    let views = fold(text);
    let view = view(&views);
    let start = view.text.find(part).unwrap_or_else(|| panic!("{part:?} is not in {:?}", view.text));
    let symbols = &view.symbols[view.symbol_at(start)..view.symbol_at(start + part.len())];
    symbols.iter().fold(0, |all, s| all | s.flags)
}

fn masked(text: &str) -> Vec<String> {
    let views = fold(text);
    let symbols = &views.plain.symbols;
    let at = |i: u32| symbols.get(i as usize).map_or(views.plain.text.len(), |s| s.at as usize);
    views.masked.iter().map(|m| views.plain.text[at(m.first)..at(m.last)].to_string()).collect()
}

#[test]
fn case_width_and_style() {
    assert_eq!(plain("NmSl"), "nmsl");
    assert_eq!(plain("ＮＭＳＬ"), "nmsl");
    assert_eq!(plain("𝐧𝐦𝐬𝐥 𝓃𝓂𝓈𝓁 𝚗𝚖𝚜𝚕"), "nmsl nmsl nmsl");
    assert_eq!(plain("ⓢⓑ ⒮⒝ 🅂🄱 🆂🅱 🅢🅑"), "sb sb sb sb sb");
    assert_eq!(plain("ˢᵇ ₛ"), "sb s");
    assert_eq!(flags("ＮＭＳＬ", |v| &v.plain, "nmsl"), flag::STYLED);
    // Case alone hides nothing, and full-width punctuation is how Chinese is written.
    assert_eq!(flags("NmSl", |v| &v.plain, "nmsl"), 0);
    assert_eq!(plain("真的？！，；："), "真的?!,;:");
    assert_eq!(flags("真的？！", |v| &v.plain, "?!"), 0);
    // Signs that would become letters of the word before them stay.
    assert_eq!(plain("idiot™ 等等…"), "idiot™ 等等…");
}

#[test]
fn small_capitals_and_turned_letters() {
    assert_eq!(plain("ɪᴅɪᴏᴛ"), "idiot");
    assert_eq!(plain("ꜱʜᴜᴛ ᴜᴘ"), "shut up");
    assert_eq!(plain("ʇɐǝɥ"), "taeh");
    assert_eq!(flags("ɪᴅɪᴏᴛ", |v| &v.plain, "idiot") & flag::STYLED, flag::STYLED);
}

#[test]
fn regional_indicators_spell_and_flags_stay() {
    assert_eq!(plain("🇳🇲🇸🇱"), "nmsl");
    assert_eq!(plain("🇮🇩🇮🇴🇹"), "idiot");
    assert_eq!(plain("🇨🇳"), "🇨🇳");
    assert_eq!(plain("🇸🇧 赢了"), "🇸🇧 赢了");
    assert_eq!(plain("🇨🇳🇺🇸🇯🇵"), "🇨🇳🇺🇸🇯🇵");
}

#[test]
fn traditional_characters_and_variants() {
    assert_eq!(plain("腦殘廢物"), "脑残废物");
    assert_eq!(plain("妳這個儍瓜"), "你这个傻瓜");
    assert_eq!(plain("裡 裏 爲 為 衞 衛"), "里 里 为 为 卫 卫");
    assert_eq!(flags("腦殘", |v| &v.plain, "脑残"), 0);
    // Radicals, compatibility and circled characters.
    assert_eq!(plain("⼥⽊ ⺅ ㊙ ㈠ 🈚"), "女木 亻 秘 一 无");
}

#[test]
fn look_alike_letters_only_between_latin_ones() {
    assert_eq!(plain("іdіоt"), "idiot");
    assert_eq!(plain("ΙDΙΟΤ you"), "idiot you");
    assert_eq!(plain("ѕнiт"), "shit");
    assert_eq!(flags("іdіоt", |v| &v.plain, "idiot"), flag::STYLED);
    // A word of nothing but look-alikes, in a Latin text without any word that is really Cyrillic.
    assert_eq!(plain("what an аѕѕ you are"), "what an ass you are");
    assert_eq!(plain("你这个аѕѕ"), "你这个ass");
    // Real Russian and Greek stay, also beside Latin words.
    assert_eq!(plain("сор"), "сор");
    assert_eq!(plain("Сор из избы, ху is who"), "сор из избы, ху is who");
    assert_eq!(plain("Вынеси сор, please"), "вынеси сор, please");
    assert_eq!(plain("ο άνθρωπος και ο ναός"), "ο άνθρωπος και ο ναός");
    // Letters of formulas are short.
    assert_eq!(plain("the α particle, Δx"), "the α particle, δx");
}

#[test]
fn diacritics_are_told_from_other_styles() {
    assert_eq!(plain("ídíót"), "idiot");
    assert_eq!(flags("ídíót", |v| &v.plain, "idiot"), flag::STYLED | flag::ACCENT);
    assert_eq!(plain("café"), "cafe");
    assert_eq!(plain("cafe\u{301}"), "cafe");
    assert_eq!(flags("cafe\u{301}", |v| &v.plain, "e"), flag::STYLED | flag::ACCENT);
    assert_eq!(plain("người Việt đẹp straße Łódź smørrebrød"), "nguoi viet dep strasse lodz smorrebrod");
    // Stacked or struck-out letters are no orthography.
    assert_eq!(flags("i\u{336}d\u{336}", |v| &v.plain, "id"), flag::STYLED);
    let zalgo: String = "idiot".chars().flat_map(|c| [c, '\u{300}', '\u{316}', '\u{489}', '\u{334}']).collect();
    assert_eq!(plain(&zalgo), "idiot");
    assert_eq!(flags(&zalgo, |v| &v.plain, "idiot"), flag::STYLED);
}

#[test]
fn invisible_characters() {
    for invisible in
        ["\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}", "\u{ad}", "\u{3164}", "\u{115f}", "\u{2800}"]
    {
        assert_eq!(plain(&format!("傻{invisible}子")), "傻子", "{invisible:?}");
        assert_eq!(flags(&format!("傻{invisible}子"), |v| &v.plain, "子"), flag::JOINED);
        assert_eq!(plain(&format!("id{invisible}iot")), "idiot");
    }
    assert_eq!(plain("傻\u{fe0f}子"), "傻子");
    assert_eq!(plain("\u{202e}toidi\u{202c}"), "toidi");
    assert_eq!(flags("\u{feff}傻子", |v| &v.plain, "傻子"), 0);
}

#[test]
fn white_space_is_one() {
    assert_eq!(plain("a \u{3000}\t b"), "a b");
    assert_eq!(plain("a \r\n\n b"), "a\nb");
    assert_eq!(plain("a \u{200b} b"), "a b");
}

#[test]
fn marks_and_spaces_between_han_characters() {
    for text in [
        "傻 子",
        "傻*子",
        "傻.子",
        "傻/子",
        "傻_子",
        "傻。子",
        "傻…子",
        "傻🌸子",
        "傻 * 子",
        "傻(子)",
        "傻～子",
        "傻“子”",
    ] {
        let stop = text.contains(['。', '…']);
        assert_eq!(tight(text).contains("傻子"), !stop, "{text}");
    }
    assert_eq!(flags("你这个傻*子", Views::tight, "傻子"), flag::JOINED);
    assert_eq!(tight("傻****子"), "傻****子", "four marks are too many");
    assert_eq!(tight("去，死"), "去,死");
    assert_eq!(tight("他去了。死者家属来了"), "他去了。死者家属来了");
    assert_eq!(tight("第一行\n第二行"), "第一行\n第二行");
    assert_eq!(tight("去！死"), "去!死");
    assert_eq!(tight("《操》场"), "《操》场");
}

#[test]
fn spaces_between_phrases_are_weak_evidence() {
    let joined = flag::JOINED;
    let loose = flag::JOINED | flag::LOOSE;
    assert_eq!(flags("我去 死党来了", Views::tight, "去死"), loose);
    assert_eq!(flags("晚安😂妈的电话", Views::tight, "安妈"), loose);
    assert_eq!(flags("你去 死", Views::tight, "去死"), joined);
    assert_eq!(flags("你 是 傻 子", Views::tight, "你是傻子"), joined);
    assert_eq!(flags("真是脑*残啊", Views::tight, "脑残"), joined, "a mark is another matter");
}

#[test]
fn han_and_latin_pieces_of_one_word() {
    assert_eq!(tight("傻 b"), "傻b");
    assert_eq!(tight("傻*B"), "傻b");
    assert_eq!(tight("s 逼"), "s逼");
    assert_eq!(tight("脑*can"), "脑can");
    assert_eq!(tight("我用 iPhone 拍的"), "我用 iphone 拍的");
    assert_eq!(tight("*bold* 傻"), "*bold* 傻");
}

#[test]
fn stretched_words() {
    assert_eq!(tight("滚滚滚"), "滚");
    assert_eq!(flags("滚滚滚", Views::tight, "滚"), flag::REPEATED);
    assert_eq!(tight("傻傻傻傻子"), "傻子");
    assert_eq!(tight("idiooot"), "idiot");
    assert_eq!(tight("ASSSSHOLE"), "ashole", "every run of the word becomes one letter");
    assert_eq!(flags("idiooot", Views::tight, "i"), flag::REPEATED, "on every symbol of the word");
    let views = fold("aa滚滚滚滚");
    let last = views.tight().symbols.last().expect("a symbol");
    assert_eq!((last.start, last.end), (2, 6));
    for same in ["滚滚长江", "cool", "book", "1000", "哈哈"] {
        assert_eq!(tight(same), same);
        assert!(!fold(same).tight_differs, "{same}");
    }
}

#[test]
fn words_letter_by_letter() {
    for text in ["i d i o t", "i.d.i.o.t", "I-D-I-O-T", "i * d * i * o * t", "i_d_i_o_t", "i,d,i,o,t"] {
        assert_eq!(tight(text), "idiot", "{text}");
    }
    assert_eq!(tight("k-y-s now"), "kys now");
    assert_eq!(tight("n m s l"), "nmsl");
    assert_eq!(tight("你个s b"), "你个sb");
    assert_eq!(tight("s b"), "s b", "two letters need a Han character beside them");
    // Plain keeps what is written so by everybody.
    assert_eq!(plain("the U.S.A. and J. R. R. Tolkien"), "the u.s.a. and j. r. r. tolkien");
    assert_eq!(tight("1 3 8 0 0"), "1 3 8 0 0");
    assert_eq!(tight("x, yz, w"), "x, yz, w");
    // A word may begin after letters that are words themselves, and only there.
    let views = fold("u r a i d i o t");
    assert_eq!(views.tight().text, "uraidiot");
    let edges: Vec<bool> = views.tight().symbols.iter().map(|s| s.flags & flag::EDGE != 0).collect();
    assert_eq!(edges, [false, true, true, true, true, false, false, false]);
    assert_eq!(flags("t i t l e", Views::tight, "title") & flag::EDGE, 0);
}

#[test]
fn marks_inside_a_latin_word() {
    for text in ["id-iot", "idi.ot", "id_i_ot", "id🌸iot", "id--iot"] {
        assert_eq!(tight(text), "idiot", "{text}");
    }
    assert_eq!(tight("f.u.c.k"), "fuck");
    assert_eq!(tight("f.u.ck"), "fuck");
    // Contractions, numbers, sentences.
    assert_eq!(tight("he'll we’ll"), "he'll we’ll");
    assert_eq!(tight("1.5 2024-10-01 192.168.1.1"), "1.5 2024-10-01 192.168.1.1");
    assert_eq!(tight("the end. Start"), "the end. start");
    assert_eq!(tight("so id, iot"), "so id, iot");
}

#[test]
fn split_characters() {
    assert_eq!(shape("女马的"), "妈的");
    assert_eq!(shape("女馬的"), "妈的");
    assert_eq!(shape("亻尔女马"), "你妈");
    assert_eq!(shape("氵衮"), "滚");
    assert_eq!(shape("贝戈戈人"), "贱人");
    assert_eq!(shape("贱女表"), "贱婊");
    assert_eq!(shape("弓虽女干"), "强奸");
    assert_eq!(flags("女马的", Views::shape, "妈"), flag::SHAPED);
    let views = fold("看女马的");
    let mother = views.shape().symbols[1];
    assert_eq!((mother.start, mother.end), (1, 3));
    for same in ["女子", "木子李", "女人", "别人也", "白马", "日月潭", "从心所欲", "门口", "十八"]
    {
        assert!(!fold(same).shape_differs, "{same} -> {}", shape(same));
    }
}

#[test]
fn look_alike_characters_and_emoji() {
    assert_eq!(shape("傻屄"), "傻逼");
    assert_eq!(shape("伱"), "你");
    assert_eq!(shape("你🐴死了"), "你马死了");
    assert_eq!(flags("你🐴死了", Views::shape, "马"), flag::EMOJI);
    assert_eq!(shape("🐶东西"), "狗东西");
    assert_eq!(plain("骑🐴"), "骑🐴", "the plain view keeps the emoji");
    assert_eq!(shape("今天好开心😊"), "今天好开心😊");
}

#[test]
fn leet() {
    for text in ["1d10t", "1d!0t", "id10t", "1di07"] {
        assert_eq!(shape(text), "idiot", "{text}");
    }
    assert_eq!(shape("sh1t sh!t"), "shit shit");
    assert_eq!(shape("@ss a$$ a55 a§§"), "ass ass ass ass");
    assert_eq!(shape("bit¢h"), "bitch");
    assert_eq!(shape("a55h0le"), liangyan::text::skeleton("asshole"));
    assert_eq!(shape("1oser"), liangyan::text::skeleton("loser"));
    assert_eq!(flags("1d10t", Views::shape, "i") & flag::LEET, flag::LEET);
    assert_eq!(flags("1oser", Views::shape, "oser"), 0);
    // Numbers by themselves, prices, ends of sentences.
    for same in ["1000", "$100", "100%", "idiot!", "yes | no", "£250", "250", "!!", "3.14"] {
        assert!(!fold(same).shape_differs, "{same}");
    }
}

#[test]
fn masked_words() {
    assert_eq!(masked("you f**k, id*ot, sh#t and fuc*"), ["f**k", "id*ot", "sh#t", "fuc*"]);
    assert_eq!(masked("f*** off"), ["f***"]);
    assert_eq!(masked("sh💩t d_ck b-tch"), ["sh💩t", "d_ck", "b-tch"]);
    for text in ["傻*", "*bold* and **bold**", "c++ c# f#", "2 * 3", "a-b", "well-made", "snake_", "- item"] {
        assert_eq!(masked(text), [""; 0], "{text}");
    }
}

#[test]
fn sounds() {
    assert_eq!(sound("煞笔"), sound("傻逼"));
    assert_eq!(sound("沙比"), sound("傻逼"));
    assert_eq!(sound("脑惨"), sound("脑残"));
    assert_eq!(sound("shabi"), sound("傻逼"));
    assert_eq!(sound("sha bi"), sound("傻逼"));
    assert_eq!(sound("nao残"), sound("脑残"));
    assert_eq!(sound("脑 can"), sound("脑残"));
    assert_eq!(sound("shǎ bī"), sound("傻逼"));
    assert_eq!(sound("danao"), sound("大脑"), "a vowel does not begin a syllable inside a word");
    assert_ne!(sound("脑 残"), [0; 0]);
    assert_ne!(sound("傻子"), sound("傻逼"));
    assert_ne!(sound("沙，比"), sound("沙比"));
    let views = fold("shabi你");
    let all: Vec<(u32, u32, u16)> = views.sound.symbols.iter().map(|s| (s.start, s.end, s.flags)).collect();
    assert_eq!(all, [(0, 3, flag::LATIN), (3, 5, flag::LATIN), (5, 6, flag::HAN)]);
    // What is not pinyin from end to end is not read.
    assert_eq!(sound("strength"), [0xff, 0xff]);
    assert_eq!(sound("therapist assassin 2024"), [0xff, 0xff]);
}

#[test]
fn two_disguises_at_once() {
    assert_eq!(shape("女 马 的"), "妈的");
    assert_eq!(shape("女\u{200b}馬的"), "妈的");
    assert_eq!(shape("女🐴"), "妈");
    assert_eq!(shape("１ｄ１０ｔ"), "idiot");
    assert_eq!(shape("1 d 1 0 t"), "idiot");
    assert_eq!(shape("1.d.1.0.t"), "idiot");
    assert_eq!(tight("і d і о t"), "idiot");
    assert_eq!(tight("ⓘ ⓓ ⓘ ⓞ ⓣ"), "idiot");
    assert_eq!(tight("іdіооооt"), "idiot");
    assert_eq!(tight("脑*\u{200b}殘"), "脑残");
    assert_eq!(sound("煞 笔"), sound("傻逼"));
    assert_eq!(sound("煞*笔"), sound("傻逼"));
    assert_eq!(sound("ｓｈａｂｉ"), sound("傻逼"));
    assert_eq!(sound("s h a b i"), sound("傻逼"));
    assert_eq!(sound("sha*bi"), sound("傻逼"));
    assert_eq!(sound("亻尔🐴"), sound("你妈"));
    assert_eq!(sound("5hab1"), sound("傻逼"));
    assert_eq!(masked("ｆ＊＊ｋ"), ["f**k"]);
    assert_eq!(masked("𝐟*𝐜𝐤"), ["f*ck"]);
}
