//! What a draft lacks.

use super::{Document, Input, Kind, Lang, Missing};
use crate::record::Record;
use crate::words::Words;

/// What is missing for this kind, what is needed first.
pub fn of(input: &Input, record: &Record) -> Vec<Missing> {
    let filled = |value: &Option<String>| value.as_ref().is_some_and(|value| !value.trim().is_empty());
    let about = |field: fn(&crate::record::Message) -> bool| {
        record.captures.iter().all(|captured| field(&captured.capture.message))
    };
    let platform = input.kind == Kind::Platform;
    let letter = input.kind != Kind::Fre902;
    let official = matches!(input.kind, Kind::Hotline | Kind::Civil | Kind::ChildProtection);
    let person = &input.person;
    let list = [
        ("recipient", filled(&input.recipient), letter, "whom it goes to", "收件人", "收件人"),
        ("person.name", filled(&person.name), letter, "your name", "你的姓名", "你的姓名"),
        ("person.email", filled(&person.email), platform, "your e-mail", "你的电子邮箱", "你的電子郵件"),
        ("person.phone", filled(&person.phone), official, "a phone number", "联系电话", "聯絡電話"),
        ("person.address", filled(&person.address), input.kind == Kind::Civil, "your address", "你的地址", "你的地址"),
        (
            "why",
            filled(&input.why),
            letter,
            "why this hurts or breaks a rule, in your own words",
            "理由：用你自己的话说明",
            "理由：用你自己的話說明",
        ),
        ("goodFaith", input.good_faith == Some(true), platform, "the statement of good faith", "善意声明", "善意聲明"),
        ("jurisdiction", input.jurisdiction.is_some(), false, "whose law applies", "适用哪里的法律", "適用哪裡的法律"),
        (
            "message.url",
            about(|m| m.url.is_some()),
            platform,
            "the exact address of the message",
            "消息的准确地址",
            "訊息的確切網址",
        ),
        (
            "message.author.id",
            about(|m| m.author.id.is_some()),
            false,
            "the author's account id",
            "作者的账号编号",
            "作者的帳號編號",
        ),
        (
            "message.postedAt",
            about(|m| m.posted_at.is_some() || m.posted_at_shown.is_some()),
            false,
            "when it was posted",
            "发布时间",
            "發布時間",
        ),
    ];
    let (mut missing, rest): (Vec<Missing>, Vec<Missing>) = list
        .into_iter()
        .filter(|(_, there, ..)| !there)
        .filter(|(field, ..)| letter || field.starts_with("message"))
        .map(|(field, _, needed, en, zh, zh_tw)| Missing { field, words: Words { en, zh, zh_tw }, needed })
        .partition(|missing| missing.needed);
    missing.extend(rest);
    missing
}

/// The list at the end of a draft, for the person to see before it is sent.
pub fn write(missing: &[Missing], lang: Lang, out: &mut Document) {
    if missing.is_empty() {
        return;
    }
    out.heading(
        "Still missing (take this list out before sending)",
        "尚缺内容（发送前请删去此清单）",
        "還缺的內容（寄出前請刪去這份清單）",
    );
    for one in missing {
        let words = lang.pick(one.words.en, one.words.zh, one.words.zh_tw);
        let mark = if one.needed { lang.pick(" (needed)", "（必需）", "（必填）") } else { "" };
        out.item(format!("{words}{mark}"));
    }
}
