//! A report on evidence in words for people.

use std::fmt::Write as _;

use liangyan_evidence::verify::{FileReport, Report, Verdict};
use liangyan_evidence::words;

use crate::evidence::Lang;

/// The whole report.
pub fn report(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    for file in &report.files {
        one(file, lang, &mut out);
        out.push('\n');
    }
    let _ = writeln!(out, "{}", words::about(report).map_or("", |words| lang.of(words)));
    if report.verdict == Verdict::Intact && !report.pinned {
        let hint = lang.pick(
            "To know who sealed it, compare the key with one you got from the person before: --key ID.",
            "要知道是谁封存的，请与当事人事先给你的密钥编号核对：--key 编号。",
            "要知道是誰封存的，請與當事人事先給你的金鑰編號核對：--key 編號。",
        );
        let _ = writeln!(out, "{hint}");
    }
    out
}

fn one(file: &FileReport, lang: Lang, out: &mut String) {
    let say = |kind: &str, code: &str| words::of(&format!("{kind}.{code}")).map_or("", |words| lang.of(words));
    let _ = writeln!(out, "{}  {}", file.name, heading(file.verdict, lang));
    for problem in &file.problems {
        let _ = writeln!(out, "  ✗ {}", say("problem", problem.code));
        let _ = writeln!(out, "    [{}] {}", problem.code, printable(&problem.r#where));
    }
    for note in &file.notes {
        let _ = writeln!(out, "  · {}", say("note", note.code));
        // Which key it is stands below for every file.
        if !note.r#where.is_empty() && !note.code.starts_with("key_") {
            let _ = writeln!(out, "    {}", printable(&note.r#where));
        }
    }
    let mut fact = |en: &str, zh: &str, tw: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(out, "  {}: {}", lang.pick(en, zh, tw), printable(&value));
        }
    };
    fact("key", "密钥", "金鑰", file.key_id.as_deref().map(grouped));
    fact("package", "包", "包", file.package_hash.clone());
    let number = file.seq.map(|seq| seq.to_string());
    if file.kind == "chain" {
        fact("entries", "条目数", "項目數", number);
        fact(
            "exported, by the device's clock",
            "导出时间（设备时钟）",
            "匯出時間（裝置時鐘）",
            file.captured_at.clone(),
        );
    } else {
        fact("place in the chain", "在链中的序号", "在鏈中的序號", number);
        fact("sealed, by the device's clock", "封存时间（设备时钟）", "封存時間（裝置時鐘）", file.captured_at.clone());
    }
    fact("page", "页面", "頁面", file.url.clone());
    fact("title", "标题", "標題", file.title.clone());
}

fn heading(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Intact => lang.pick("INTACT", "完好", "完好"),
        Verdict::Unsigned => lang.pick("NOT SIGNED", "没有签名", "沒有簽章"),
        Verdict::AnotherKey => lang.pick("ANOTHER KEY", "另一把密钥", "另一把金鑰"),
        Verdict::Unreadable => lang.pick("NOT READABLE", "无法读取", "無法讀取"),
        Verdict::Altered => lang.pick("ALTERED", "被改动过", "被更動過"),
    }
}

/// Hex in groups of eight, as people compare it.
fn grouped(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().collect();
    digits.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Text out of a file that may be hostile, safe to print on a terminal: no control character, and none that turns the
/// direction of writing around.
pub fn printable(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    text.chars().map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect()
}
