//! What an evidence package holds, for people.

use std::fmt::Write as _;
use std::process::ExitCode;

use liangyan_evidence::canonical;
use liangyan_evidence::record::{Captured, Message, Record};
use liangyan_evidence::stamp::Attached;
use liangyan_evidence::verify;

use crate::evidence::Lang;
use crate::evidence_words::printable;

/// Prints a package's record. What is not intact is refused: `verify` says what is the matter with it.
pub fn show(bytes: &[u8], json: bool, lang: Lang) -> Result<ExitCode, String> {
    let opened = match verify::read(bytes) {
        Ok(opened) => opened,
        Err(error @ liangyan_evidence::Error::Altered { .. }) => {
            eprintln!("liangyan: {error}");
            return Ok(ExitCode::from(1));
        }
        Err(error) => return Err(error.to_string()),
    };
    let attached = opened.attached();
    let Some(record) = opened.record else { return Err("the package has no record".to_owned()) };
    if json {
        println!("{}", canonical::to_text(&record));
    } else {
        print!("{}", describe(&record, &attached, lang));
    }
    Ok(ExitCode::SUCCESS)
}

fn describe(record: &Record, attached: &[Attached], lang: Lang) -> String {
    let mut out = String::new();
    for captured in &record.captures {
        one(captured, lang, &mut out);
    }
    if let Some(derived) = &record.derived {
        let _ = writeln!(out, "{}", lang.pick("Derived from:", "派生自：", "衍生自："));
        for original in &derived.originals {
            let _ = writeln!(out, "  {}", original.package_hash);
        }
        for redaction in &derived.redactions {
            let (path, by, reason) = (&redaction.path, printable(&redaction.by), printable(&redaction.reason));
            let _ = writeln!(out, "  {} {path} ({by}: {reason})", lang.pick("taken out:", "已删去：", "已刪去："));
        }
    }
    for one in attached {
        let _ = writeln!(out, "{}", attachment(one, lang));
    }
    let _ = writeln!(
        out,
        "{}",
        lang.pick(
            "This shows what the package holds. Whether it is genuine, `liangyan evidence verify` says.",
            "以上是包内的内容。是否未经改动，请用 `liangyan evidence verify` 校验。",
            "以上是包內的內容。有沒有更動過，請用 `liangyan evidence verify` 查驗。",
        )
    );
    out
}

fn attachment(one: &Attached, lang: Lang) -> String {
    match one {
        Attached::Stamp { at, authority } => {
            let by = authority.as_deref().map(printable).unwrap_or_default();
            format!(
                "{} {at} {by}",
                lang.pick("time stamp (RFC 3161):", "时间戳（RFC 3161）：", "時間戳記（RFC 3161）：")
            )
        }
        Attached::Pending { calendar } => {
            let pending =
                lang.pick("OpenTimestamps, pending:", "OpenTimestamps，待入块：", "OpenTimestamps，尚未入塊：");
            format!("{pending} {calendar}")
        }
        Attached::Bitcoin { block, merkle_root } => {
            let says = lang.pick("OpenTimestamps, says block", "OpenTimestamps，所称区块", "OpenTimestamps，所稱區塊");
            format!("{says} {block}, Merkle root {merkle_root}")
        }
    }
}

fn one(captured: &Captured, lang: Lang, out: &mut String) {
    let capture = &captured.capture;
    let _ = writeln!(out, "{}\n{}", printable(&capture.page.title), capture.page.url);
    let kept = lang.pick("kept", "保存于", "保存於");
    let _ =
        writeln!(out, "{kept} {} ({})\n", captured.at.captured_at, lang.pick("device clock", "设备时钟", "裝置時鐘"));
    capture.before.iter().for_each(|message| line(message, "  ", out));
    line(&capture.message, "▶ ", out);
    capture.after.iter().for_each(|message| line(message, "  ", out));
    if let Some(note) = &capture.note {
        let _ = writeln!(out, "{}: {}", lang.pick("note", "备注", "備註"), printable(note));
    }
    for missed in &capture.not_captured {
        let what = lang.pick("could not be kept", "未能保存", "沒能保存");
        let _ = writeln!(out, "{what}: {} × {} {}", missed.count, printable(&missed.what), printable(&missed.r#where));
    }
    for part in &captured.parts {
        let _ = writeln!(out, "  {} {} {} {}", part.kind.name(), part.mime, part.bytes, part.sha256);
    }
    out.push('\n');
}

fn line(message: &Message, mark: &str, out: &mut String) {
    let author = &message.author;
    let known = [&author.name, &author.handle, &author.id, &author.region, &message.posted_at_shown, &message.id];
    let known: Vec<String> = known.into_iter().flatten().map(|text| printable(text)).collect();
    let _ = writeln!(out, "{mark}{}", known.join(" · "));
    for text in message.text.lines() {
        let _ = writeln!(out, "    {}", printable(text));
    }
    out.push('\n');
}
