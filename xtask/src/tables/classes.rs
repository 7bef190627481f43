//! What kind of character everything outside of ASCII is.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

use super::class;
use super::fold::{Fold, LAST};
use super::write;

const PROPERTIES: &str = "Unicode 18 by the crates unicode-properties 0.1.5 ((MIT OR Apache-2.0) AND Unicode-3.0) and unicode-script 0.5.9 (MIT OR Apache-2.0)";

/// The generated file: runs of one class each.
pub fn render(fold: &Fold) -> String {
    let mut runs: Vec<(u32, u8)> = Vec::new();
    for c in (0x80..=LAST).filter_map(char::from_u32) {
        // What is not assigned goes with the run it lies in, which keeps the table short.
        if c.general_category() == GeneralCategory::Unassigned && !matches!(c as u32, 0x1f000..=0x1faff) {
            continue;
        }
        // The class of a folded character is that of what it is folded to: never asked for here.
        if fold.folds.contains_key(&c) && !fold.looks.contains_key(&c) {
            continue;
        }
        let class = class_of(c, fold);
        if runs.last().is_none_or(|(_, last)| *last != class) {
            runs.push((c as u32, class));
        }
    }
    let (mut bytes, mut last) = (Vec::new(), 0x80);
    for (from, class) in runs {
        write::varint(&mut bytes, from - last);
        bytes.push(class);
        last = from;
    }
    let mut out =
        write::head("What kind of character everything outside of ASCII is.", &[PROPERTIES, super::fold::SECURITY]);
    out += &write::bytes(
        "Runs of one class: the distance to the run before, as a varint, and the class.",
        "CLASSES",
        &bytes,
    );
    out.push('\n');
    out += &write::bytes(
        "Two letters that are a flag: a bit each, A to Z by A to Z, least significant first.",
        "FLAGS",
        &flags(),
    );
    out
}

/// The class of a character that is not folded.
fn class_of(c: char, fold: &Fold) -> u8 {
    match c as u32 {
        0x85 | 0x2028 | 0x2029 => return class::NEWLINE,
        0x200c | 0x200d => return class::JOINER,
        0xfe00..=0xfe0f => return class::VARIATION,
        // Fillers and blanks that are letters or symbols by category.
        0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x2800 | 0x3164 | 0xffa0 | 0x034f => return class::INVISIBLE,
        0x1f1e6..=0x1f1ff => return class::REGION,
        _ => {}
    }
    match c {
        '。' | '…' | '⋯' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' => return class::STOP,
        '、' | '《' | '》' | '〈' | '〉' | '，' | '：' | '؛' => return class::COMMA,
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '【' | '】' | '〔' | '〕' | '〖' | '〗' | '«' | '»'
        | '‹' | '›' | '·' | '・' | '‧' | '—' | '―' | '–' | '─' | '〜' | '～' => return class::WEAK,
        _ => {}
    }
    if let Some(class) = letter_of(c, fold) {
        return class;
    }
    if (c.is_emoji_char() && c as u32 >= 0x2300) || matches!(c as u32, 0x1f000..=0x1faff) {
        return class::PICTO;
    }
    match c.general_category() {
        GeneralCategory::Format | GeneralCategory::Control => class::INVISIBLE,
        GeneralCategory::SpaceSeparator => class::SPACE,
        _ => class::SYMBOL,
    }
}

fn letter_of(c: char, fold: &Fold) -> Option<u8> {
    let group = c.general_category_group();
    let script = c.script();
    Some(match group {
        GeneralCategoryGroup::Mark => class::MARK,
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number if script == Script::Han => class::HAN,
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number => {
            let small = c.to_lowercase().next().unwrap_or(c);
            match (script, fold.looks.contains_key(&c)) {
                (Script::Latin, _) => class::WORD,
                (_, false) => class::LETTER,
                (_, true) if is_plain_look(small, fold) => class::LOOK,
                (_, true) => class::LOOSE_LOOK,
            }
        }
        _ => return None,
    })
}

/// Whether the small letter itself looks like the Latin one, bare of marks and not only as a capital would.
fn is_plain_look(small: char, fold: &Fold) -> bool {
    let Some(&letter) = fold.looks.get(&small) else { return false };
    let mut buffer = [0; 4];
    let mut shown = unicode_security::skeleton(small.encode_utf8(&mut buffer));
    // UTS #39 shows i and l alike.
    matches!((shown.next(), shown.next()), (Some(s), None) if s == letter || (s == 'l' && letter == 'i'))
}

/// The regional indicator pairs that are flags: the regions that have an emoji flag.
fn flags() -> Vec<u8> {
    let mut bits = vec![0_u8; (26 * 26_usize).div_ceil(8)];
    for pair in REGIONS.split_whitespace() {
        let pair = pair.as_bytes();
        let index = usize::from(pair[0] - b'A') * 26 + usize::from(pair[1] - b'A');
        bits[index / 8] |= 1 << (index % 8);
    }
    bits
}

/// ISO 3166-1 alpha-2, and the codes that have a flag beside it (AC CP DG EA EU IC TA UN XK).
const REGIONS: &str = "\
    AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC \
    CD CF CG CH CI CK CL CM CN CO CP CR CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU FI FJ FK FM FO FR \
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP \
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU \
    MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB \
    SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM UN \
    US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";
