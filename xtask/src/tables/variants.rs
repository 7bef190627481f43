//! Traditional characters and variants -> the Simplified character the rules are matched in.

use std::collections::BTreeMap;

use encoding_rs::GBK;

use super::fold::{Fold, NORMALIZATION, SECURITY};
use super::sources::{OPENCC, Sources};
use super::write;

/// Not in `OpenCC`: variants that people type, each to the character it stands for.
const EXTRA: [(char, char); 3] = [('妳', '你'), ('儍', '傻'), ('仝', '同')];

/// Every variant within U+4E00 to U+9FFF and its character.
pub fn variants(sources: &Sources) -> BTreeMap<char, char> {
    let simple = |c: char| {
        let c = sources.standard.get(&c).copied().unwrap_or(c);
        sources.simplified.get(&c).copied().unwrap_or(c)
    };
    let mut out: BTreeMap<char, char> = BTreeMap::new();
    for &c in sources.simplified.keys().chain(sources.standard.keys()) {
        out.insert(c, simple(simple(c)));
    }
    out.extend(EXTRA);
    let block = '\u{4e00}'..='\u{9fff}';
    // A target outside of GB 2312 is a character nobody meets; a table of half the size does without it. Radicals that
    // stand alone (讠, 纟) are outside too, but split characters are written with them.
    out.retain(|from, to| {
        from != to && block.contains(from) && block.contains(to) && (in_gb2312(*to) || "讠纟钅饣".contains(*to))
    });
    out
}

/// Whether GB 2312 has the character: the 6,763 of everyday Simplified Chinese.
pub fn in_gb2312(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, _, failed) = GBK.encode(c.encode_utf8(&mut buffer));
    !failed && matches!(*bytes, [0xb0..=0xf7, 0xa1..=0xfe])
}

/// The generated file: the variants, and what else stands for a Han character.
pub fn render(variants: &BTreeMap<char, char>, fold: &Fold) -> String {
    let mut all = variants.clone();
    all.extend(fold.han());
    let (mut from, mut to) = (Vec::new(), Vec::new());
    let (mut last_from, mut last_to) = (0x2e80_u32, 0x4e00_u32);
    for (&f, &t) in &all {
        write::varint(&mut from, f as u32 - last_from);
        write::zigzag(&mut to, (t as u32).wrapping_sub(last_to));
        (last_from, last_to) = (f as u32, t as u32);
    }
    let mut out = write::head(
        &format!(
            "{} Traditional characters and variants, {} radicals and compatibility characters, with the Simplified \
             character each is folded to.",
            variants.len(),
            all.len() - variants.len()
        ),
        &[OPENCC, "a few variants listed in the generator", NORMALIZATION, SECURITY],
    );
    out += &write::bytes("They, ascending from U+2E80: the distance to the one before, as a varint.", "FROM", &from);
    out.push('\n');
    out += &write::bytes("What each becomes: the distance to the one before, as a zigzag varint.", "TO", &to);
    out
}
