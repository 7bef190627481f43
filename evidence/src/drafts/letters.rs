//! What differs from kind to kind: the title, what is asked, how it ends.

use super::{Document, Input, Kind, Lang};
use crate::record::Record;
use crate::time::local;

/// The title of a draft.
pub const fn title(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Platform => lang.pick(
            "Notice to the platform about content",
            "致平台：关于违法或违规内容的通知",
            "致平台：關於違法或違規內容的通知",
        ),
        Kind::Hotline => {
            lang.pick("Report to a hotline or the police", "向举报中心或公安机关的报告", "向申訴專線或警方的通報")
        }
        Kind::Civil => lang.pick("List of evidence", "证据清单", "證據清單"),
        Kind::Guardian => lang.pick("To a parent or guardian", "致家长或监护人", "致家長或監護人"),
        Kind::School => lang.pick("To the school", "致学校", "致學校"),
        Kind::ChildProtection => lang.pick("Report to child protection", "致未成年人保护机构", "致兒少保護單位"),
        Kind::Fre902 => lang.pick(
            "Certificate about electronic records (draft for a qualified person)",
            "电子记录证明书（供有资质人员核对的草稿）",
            "電子紀錄證明書（供具資格人員核對的草稿）",
        ),
    }
}

/// Who writes to whom, and what for.
pub fn write(input: &Input, record: &Record, out: &mut Document) {
    let Input { person, lang, .. } = input;
    out.field("Date", "日期", "日期", Some(&local(input.now_ms, input.tz_minutes)));
    out.field("To", "致", "致", input.recipient.as_deref());
    if input.kind == Kind::Fre902 {
        certificate(out);
    } else {
        out.field("Name", "姓名", "姓名", person.name.as_deref());
        out.field("E-mail", "电子邮箱", "電子郵件", person.email.as_deref());
        out.known("Phone", "电话", "電話", person.phone.as_deref());
        out.known("Address", "地址", "地址", person.address.as_deref());
        out.known(
            "Relation to the person affected",
            "与受影响者的关系",
            "與受影響者的關係",
            person.relation.as_deref(),
        );
        purpose(input.kind, out);
        out.heading("Reasons", "理由", "理由");
        out.quote(input.why.as_deref());
    }
    if input.kind == Kind::Platform {
        out.heading("Exact addresses", "准确地址", "確切網址");
        for captured in &record.captures {
            let capture = &captured.capture;
            out.item(capture.message.url.clone().unwrap_or_else(|| capture.page.url.clone()));
        }
    }
    if input.kind == Kind::Civil {
        out.heading("Evidence", "证据", "證據");
        for (captured, number) in record.captures.iter().zip(1..) {
            let (url, at) = (&captured.capture.page.url, &captured.at.captured_at);
            out.item(match lang {
                Lang::En => format!("{number}. Record of the page {url}, kept {at}; electronic data, one sealed file. To show: what the page displayed."),
                Lang::Zh => format!("证据 {number}：{url} 页面记录，保存于 {at}；电子数据，封存文件一份。证明目的：该页面显示的内容。"),
                Lang::ZhTw => format!("證據 {number}：{url} 頁面紀錄，保存於 {at}；電子檔，封存檔案一份。待證事實：該頁面顯示的內容。"),
            });
        }
    }
}

fn purpose(kind: Kind, out: &mut Document) {
    match kind {
        Kind::Platform => out.paragraph(
            "I notify you of the content below and ask you to look at it, to act on it, and to tell me what you decided.",
            "现就以下内容通知贵平台，请予核查、处理，并告知处理结果。", "謹就以下內容通知貴平台，請查核、處理，並告知處理結果。",
        ),
        Kind::Hotline => out.paragraph(
            "I report the content below. The record was kept on the device that displayed it; I can hand over the file.",
            "现就以下内容进行举报／报案。记录由显示该内容的设备保存，可提交原始文件。", "謹就以下內容提出通報／報案。紀錄由顯示該內容的裝置保存，可提供原始檔案。",
        ),
        Kind::Civil => out.paragraph(
            "This list names what was kept and what it is to show. Ask a lawyer what else the court needs.",
            "本清单列明所保存的材料及其证明目的。法院还需要哪些材料，请咨询律师。", "本清單列明所保存的資料及其待證事實。法院還需要哪些資料，請詢問律師。",
        ),
        Kind::Guardian => out.paragraph(
            "Somebody in your care is being hurt online. Below is what was shown. Please talk with them first: they have done nothing wrong by telling.",
            "您照看的孩子正在网络上受到伤害。以下是所显示的内容。请先和孩子谈谈：孩子说出来并没有错。", "您照顧的孩子正在網路上受到傷害。以下是所顯示的內容。請先和孩子談談：孩子說出來並沒有錯。",
        ),
        Kind::School => out.paragraph(
            "A pupil is being hurt online. Please protect them, speak with those involved and with the guardians, and tell us what you do. Please do not pass these messages around.",
            "有学生正在网络上受到伤害。请保护该学生，与相关学生及其监护人沟通，并告知处理情况。请不要传播这些内容。", "有學生正在網路上受到傷害。請保護這名學生，與相關學生及其監護人溝通，並告知處理情形。請不要散布這些內容。",
        ),
        Kind::ChildProtection => out.paragraph(
            "A child may be in danger. Please look at the messages below and tell us what should be done now. If there is danger to life, call the emergency number first.",
            "可能有未成年人处于危险之中。请查看以下内容，并告知现在应当怎么做。如有生命危险，请先拨打紧急电话。", "可能有兒童或少年處於危險之中。請查看以下內容，並告知現在該怎麼做。如有生命危險，請先撥打緊急電話。",
        ),
        Kind::Fre902 => {}
    }
}

/// What a qualified person can state, each statement to be checked by them and struck out where it is not so.
fn certificate(out: &mut Document) {
    out.field("Qualified person", "有资质的人员", "具資格的人員", None);
    out.field("Position and qualification", "职务与资质", "職務與資格", None);
    out.paragraph(
        "I state what follows of my own knowledge. Strike out what does not apply.",
        "以下内容系本人亲自核实。不符合的请划去。",
        "以下內容由本人親自查核。不符合的請劃掉。",
    );
    for (en, zh, tw) in [
        (
            "The file named below was produced by an electronic process: the program named in it recorded what a web page displayed, computed SHA-256 of every part, and signed the list of them with ECDSA P-384.",
            "下列文件由电子过程生成：其中写明的程序记录了网页显示的内容，对各部分计算 SHA-256，并用 ECDSA P-384 对清单签名。",
            "下列檔案由電子程序產生：其中寫明的程式記錄了網頁顯示的內容，對各部分計算 SHA-256，並用 ECDSA P-384 對清單簽章。",
        ),
        (
            "I tested the process: packages made by it verify, and packages changed in a single bit do not.",
            "本人测试了该过程：由其生成的包可以通过校验，改动一个比特的包不能通过校验。",
            "本人測試了這個程序：由它產生的包能通過查驗，更動一個位元的包不能通過查驗。",
        ),
        (
            "I computed the hash of the file's list, compared it with the one named below, and verified the signature with the public key in it.",
            "本人计算了文件清单的哈希，与下列哈希比对，并用文件中的公钥校验了签名。",
            "本人計算了檔案清單的雜湊值，與下列雜湊值比對，並用檔案中的公鑰驗證了簽章。",
        ),
        (
            "I do not state who wrote the messages, when they were written, or that the page had not been changed before it was recorded.",
            "本人不证明消息由谁所写、写于何时，也不证明页面在记录之前未被改动。",
            "本人不證明訊息由誰所寫、何時所寫，也不證明頁面在記錄之前沒有被更動。",
        ),
    ] {
        let text = out.pick(en, zh, tw).to_owned();
        out.item(text);
    }
}

/// How a draft ends.
pub fn close(input: &Input, out: &mut Document) {
    if input.kind == Kind::Fre902 {
        out.paragraph(
            "I declare under penalty of perjury that the foregoing is true and correct. (The form of this declaration, and notice to the other side, are for a lawyer to check.)",
            "本人声明以上内容真实、准确，并愿承担伪证责任。（声明的形式与对对方的告知，请由律师核对。）", "本人聲明以上內容真實、正確，並願負偽證責任。（聲明的形式與對他方的告知，請由律師核對。）",
        );
    } else if input.good_faith == Some(true) {
        out.paragraph(
            "I believe in good faith that the information in this notice is accurate and complete.",
            "本人善意地相信本通知所载的信息与陈述准确、完整。",
            "本人善意相信本通知所載的資訊與陳述正確、完整。",
        );
    }
    out.signature("Signature", "签名", "簽名");
    out.signature("Place and date", "地点与日期", "地點與日期");
}
