//! What differs from kind to kind: the title, what is asked, how it ends.

use super::{Document, Input, Kind, Lang};
use crate::record::Record;
use crate::time::local;

/// The title of a draft.
pub const fn title(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Platform => lang.pick("Notice to the platform about content", "致平台：关于违法或违规内容的通知"),
        Kind::Hotline => lang.pick("Report to a hotline or the police", "向举报中心或公安机关的报告"),
        Kind::Civil => lang.pick("List of evidence", "证据清单"),
        Kind::Guardian => lang.pick("To a parent or guardian", "致家长或监护人"),
        Kind::School => lang.pick("To the school", "致学校"),
        Kind::ChildProtection => lang.pick("Report to child protection", "致未成年人保护机构"),
        Kind::Fre902 => lang.pick(
            "Certificate about electronic records (draft for a qualified person)",
            "电子记录证明书（供有资质人员核对的草稿）",
        ),
    }
}

/// Who writes to whom, and what for.
pub fn write(input: &Input, record: &Record, out: &mut Document) {
    let Input { person, lang, .. } = input;
    out.field("Date", "日期", Some(&local(input.now_ms, input.tz_minutes)));
    out.field("To", "致", input.recipient.as_deref());
    if input.kind == Kind::Fre902 {
        certificate(out);
    } else {
        out.field("Name", "姓名", person.name.as_deref());
        out.field("E-mail", "电子邮箱", person.email.as_deref());
        out.known("Phone", "电话", person.phone.as_deref());
        out.known("Address", "地址", person.address.as_deref());
        out.known("Relation to the person affected", "与受影响者的关系", person.relation.as_deref());
        purpose(input.kind, out);
        out.heading("Reasons", "理由");
        out.quote(input.why.as_deref());
    }
    if input.kind == Kind::Platform {
        out.heading("Exact addresses", "准确地址");
        for captured in &record.captures {
            let capture = &captured.capture;
            out.item(capture.message.url.clone().unwrap_or_else(|| capture.page.url.clone()));
        }
    }
    if input.kind == Kind::Civil {
        out.heading("Evidence", "证据");
        for (captured, number) in record.captures.iter().zip(1..) {
            let (url, at) = (&captured.capture.page.url, &captured.at.captured_at);
            out.item(match lang {
                Lang::En => format!("{number}. Record of the page {url}, kept {at}; electronic data, one sealed file. To show: what the page displayed."),
                Lang::Zh => format!("证据 {number}：{url} 页面记录，保存于 {at}；电子数据，封存文件一份。证明目的：该页面显示的内容。"),
            });
        }
    }
}

fn purpose(kind: Kind, out: &mut Document) {
    match kind {
        Kind::Platform => out.paragraph(
            "I notify you of the content below and ask you to look at it, to act on it, and to tell me what you decided.",
            "现就以下内容通知贵平台，请予核查、处理，并告知处理结果。",
        ),
        Kind::Hotline => out.paragraph(
            "I report the content below. The record was kept on the device that displayed it; I can hand over the file.",
            "现就以下内容进行举报／报案。记录由显示该内容的设备保存，可提交原始文件。",
        ),
        Kind::Civil => out.paragraph(
            "This list names what was kept and what it is to show. Ask a lawyer what else the court needs.",
            "本清单列明所保存的材料及其证明目的。法院还需要哪些材料，请咨询律师。",
        ),
        Kind::Guardian => out.paragraph(
            "Somebody in your care is being hurt online. Below is what was shown. Please talk with them first: they have done nothing wrong by telling.",
            "您照看的孩子正在网络上受到伤害。以下是所显示的内容。请先和孩子谈谈：孩子说出来并没有错。",
        ),
        Kind::School => out.paragraph(
            "A pupil is being hurt online. Please protect them, speak with those involved and with the guardians, and tell us what you do. Please do not pass these messages around.",
            "有学生正在网络上受到伤害。请保护该学生，与相关学生及其监护人沟通，并告知处理情况。请不要传播这些内容。",
        ),
        Kind::ChildProtection => out.paragraph(
            "A child may be in danger. Please look at the messages below and tell us what should be done now. If there is danger to life, call the emergency number first.",
            "可能有未成年人处于危险之中。请查看以下内容，并告知现在应当怎么做。如有生命危险，请先拨打紧急电话。",
        ),
        Kind::Fre902 => {}
    }
}

/// What a qualified person can state, each statement to be checked by them and struck out where it is not so.
fn certificate(out: &mut Document) {
    out.field("Qualified person", "有资质的人员", None);
    out.field("Position and qualification", "职务与资质", None);
    out.paragraph(
        "I state what follows of my own knowledge. Strike out what does not apply.",
        "以下内容系本人亲自核实。不符合的请划去。",
    );
    for (en, zh) in [
        (
            "The file named below was produced by an electronic process: the program named in it recorded what a web page displayed, computed SHA-256 of every part, and signed the list of them with ECDSA P-384.",
            "下列文件由电子过程生成：其中写明的程序记录了网页显示的内容，对各部分计算 SHA-256，并用 ECDSA P-384 对清单签名。",
        ),
        (
            "I tested the process: packages made by it verify, and packages changed in a single bit do not.",
            "本人测试了该过程：由其生成的包可以通过校验，改动一个比特的包不能通过校验。",
        ),
        (
            "I computed the hash of the file's list, compared it with the one named below, and verified the signature with the public key in it.",
            "本人计算了文件清单的哈希，与下列哈希比对，并用文件中的公钥校验了签名。",
        ),
        (
            "I do not state who wrote the messages, when they were written, or that the page had not been changed before it was recorded.",
            "本人不证明消息由谁所写、写于何时，也不证明页面在记录之前未被改动。",
        ),
    ] {
        let text = out.pick(en, zh).to_owned();
        out.item(text);
    }
}

/// How a draft ends.
pub fn close(input: &Input, out: &mut Document) {
    if input.kind == Kind::Fre902 {
        out.paragraph(
            "I declare under penalty of perjury that the foregoing is true and correct. (The form of this declaration, and notice to the other side, are for a lawyer to check.)",
            "本人声明以上内容真实、准确，并愿承担伪证责任。（声明的形式与对对方的告知，请由律师核对。）",
        );
    } else if input.good_faith == Some(true) {
        out.paragraph(
            "I believe in good faith that the information in this notice is accurate and complete.",
            "本人善意地相信本通知所载的信息与陈述准确、完整。",
        );
    }
    out.signature("Signature", "签名");
    out.signature("Place and date", "地点与日期");
}
