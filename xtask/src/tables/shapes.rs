//! Split characters, look-alike characters, and emoji that are read as characters.

use std::collections::BTreeMap;

use super::fold::{Fold, HAN};
use super::packs::Terms;
use super::sources::{DECOMPOSITION, JIEBA, OPENCC, Sources};
use super::write;

/// Splits that people write and that no decomposition of a character lists: three parts, a full form for a radical,
/// parts that only look alike, pairs that are words as well. Reviewed by hand; the last character is what is meant.
const SPLITS: &str = "\
    贝戈戈贱 米田共粪 春虫虫蠢 木又寸树 月凶胸 月囟脑 月㐫脑 月半胖 月巴肥 亻尓你 人尔你 水衮滚 犬句狗 尸求屎 尸穴屄 尸吊屌 自犬臭 \
    疒丙病 女马妈 月匈胸 犭者猪 女夭妖 女表婊 女干奸 女支妓 女襄娘 女卑婢 女未妹 火乍炸 火包炮 口乞吃 口不呸 亚心恶 米青精 门虫闽 广发废 知日智 石更硬 \
    土及圾 土立垃 又鸟鸡 入肉肏 牛生牲 父多爹 王求球 禾几秃 禾儿秃";

/// Strokes and parts that no keyboard offers by themselves, or that nobody takes for a part of the character.
const NOT_TYPED: &str = "\
    丄丆丨丿丶乚亅丷丩仌亼亽兀冂冃冎冖凵勹匚厂厶屮巿廴彐攵夂夊灬爿癶罒耂虍覀龴龵龶龷龸龹龺龰镸釆吅囗尢幺廾弋乇亍宀亠冫卜丂丸丁聿髟";

/// Characters that people write for another because they look alike, or look fancy.
const LOOK_ALIKES: &str = "\
    屄逼 伱你 沵你 莪我 峩我 硪我 艹草 屮草 艸草 肏操 槑呆 僾爱 侽男 旳的 昰是 佷很 恠怪 伩信 孒了 芣不 厷公 嬷妈 嫲妈 兲天 \
    迉死 仴月 朩木 弍二 弎三 弌一 婻男 狥狗";

/// Emoji that are written for the character they show, or for one that sounds like it.
const EMOJI: &str = "\
    🐴马 🐎马 🏇马 🐶狗 🐕狗 🐷猪 🐖猪 🐽猪 🐔鸡 🐓鸡 🐤鸡 🐥鸡 🦆鸭 🐢龟 🐭鼠 🐀鼠 🐂牛 🐮牛 🐄牛 🐍蛇 🐒猴 🐵猴 🐑羊 🐏羊 \
    🥚蛋 🍳蛋 💩屎 🔪刀 🌶辣 🐛虫 🪱虫 👴爷 👵奶 👻鬼 👹鬼 🌿草 🌱草 🍀草 ☘草 🌾草 🦶脚 👶婴 🐝逼";

/// A pair is left out if, in as many words as jieba's dictionary counts, it is expected more often than this: within
/// words, and where one word ends with its first character and the next begins with its last.
const SELDOM: u64 = 12;

/// The generated file.
pub fn render(sources: &Sources, variants: &BTreeMap<char, char>, fold: &Fold, terms: &Terms) -> String {
    let pairs = Pairs::count(sources);
    let mut splits: BTreeMap<String, char> = BTreeMap::new();
    for (&whole, (how, parts)) in &sources.parts {
        let folded = variants.get(&whole).copied().unwrap_or(whole);
        // Side by side, one above the other, or one around the other: not overlaid or repeated.
        if !terms.short.contains(&folded) || parts.len() != 2 || !how.starts_with(['a', 'd', 's']) {
            continue;
        }
        let part = |s: &str| {
            let mut chars = s.chars();
            let c = chars.next().filter(|_| chars.next().is_none())?;
            let c = fold.single(c)?;
            let c = variants.get(&c).copied().unwrap_or(c);
            (HAN.contains(&(c as u32)) && !NOT_TYPED.contains(c)).then_some(c)
        };
        if let (Some(first), Some(last)) = (part(&parts[0]), part(&parts[1])) {
            let pair: String = [first, last].into_iter().collect();
            if first != last && pairs.expected(first, last) <= SELDOM {
                splits.entry(pair).or_insert(folded);
            }
        }
    }
    for split in SPLITS.split_whitespace() {
        let mut parts = split.to_string();
        if let Some(whole) = parts.pop()
            && terms.short.contains(&whole)
        {
            splits.insert(parts, whole);
        }
    }
    let look_alikes =
        LOOK_ALIKES.split_whitespace().filter(|pair| pair.chars().last().is_some_and(|to| terms.short.contains(&to)));
    let mut read_as: Vec<&str> = look_alikes.chain(EMOJI.split_whitespace()).collect();
    read_as.sort_by_key(|pair| pair.chars().next());
    let mut splits: Vec<String> = splits.into_iter().map(|(parts, whole)| format!("{parts}{whole}")).collect();
    // As the engine searches them: of two parts first, by the last part and then the first.
    splits.sort_by_cached_key(|split| {
        let parts: Vec<char> = split.chars().rev().skip(1).collect();
        (parts.len(), parts)
    });
    let mut out = write::head(
        &format!("{} split characters, and characters and emoji that are read as another.", splits.len()),
        &[DECOMPOSITION, OPENCC, JIEBA, "lists in the generator, reviewed by hand"],
    );
    let order =
        "Split characters, the parts, then the whole: two parts first, ascending by the last part and then the first.";
    out += &write::words(order, "SPLITS", &splits);
    out.push('\n');
    let what = "Look-alikes and emoji, ascending: the character, then the one it is read as.";
    out += &write::words(what, "READ_AS", &read_as);
    out
}

/// How often characters begin, end and follow each other in words.
#[derive(Default)]
struct Pairs {
    starts: BTreeMap<char, u64>,
    ends: BTreeMap<char, u64>,
    within: BTreeMap<(char, char), u64>,
    total: u64,
}

impl Pairs {
    fn count(sources: &Sources) -> Self {
        let mut out = Self::default();
        for (word, &n) in &sources.words {
            let n = u64::from(n);
            let mut last = None;
            for c in word.chars() {
                match last {
                    Some(before) => *out.within.entry((before, c)).or_default() += n,
                    None => *out.starts.entry(c).or_default() += n,
                }
                last = Some(c);
            }
            if let Some(c) = last {
                *out.ends.entry(c).or_default() += n;
            }
            out.total += n;
        }
        out
    }

    fn expected(&self, first: char, last: char) -> u64 {
        let at = |counts: &BTreeMap<char, u64>, c| counts.get(&c).copied().unwrap_or(0);
        let across = at(&self.ends, first) * at(&self.starts, last) / self.total.max(1);
        across + self.within.get(&(first, last)).copied().unwrap_or(0)
    }
}
