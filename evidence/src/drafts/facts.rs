//! What every draft holds alike: the messages as recorded, the seal, the log of notices.

use super::{Direction, Document, Lang, Notice};
use crate::chain::Position;
use crate::record::{Count, Message, Record};
use crate::time::local;

/// The messages, each with its surroundings' size and its page.
pub fn write(record: &Record, lang: Lang, out: &mut Document) {
    out.heading("What was shown", "页面显示的内容", "頁面顯示的內容");
    for captured in &record.captures {
        let capture = &captured.capture;
        message(&capture.message, out);
        out.field("Page", "页面地址", "頁面網址", Some(&capture.page.url));
        out.known("Page title", "页面标题", "頁面標題", Some(&capture.page.title));
        out.known("Platform", "平台", "平台", capture.page.platform.as_deref());
        out.field(
            "Kept at (device clock, UTC)",
            "保存时间（设备时钟，UTC）",
            "保存時間（裝置時鐘，UTC）",
            Some(&captured.at.captured_at),
        );
        let around = (capture.before.len() + capture.after.len()).to_string();
        out.known(
            "Messages kept around it",
            "同时保存的前后消息数",
            "一併保存的前後訊息數",
            Some(&around).filter(|n| *n != "0").map(String::as_str),
        );
        out.known("The person's note", "当事人备注", "當事人備註", capture.note.as_deref());
        if !capture.not_captured.is_empty() {
            out.paragraph(
                "Parts of the page could not be kept; the record lists them.",
                "页面有些部分未能保存，记录中有清单。",
                "頁面有些部分沒能保存，紀錄中有清單。",
            );
        }
    }
    if let Some(derived) = &record.derived
        && !derived.redactions.is_empty()
    {
        let count = derived.redactions.len();
        out.item(match lang {
            Lang::En => format!("{count} things were taken out of this copy; it lists them and names the original."),
            Lang::Zh => format!("此副本删去了 {count} 处内容；包内有清单，并写明原件。"),
            Lang::ZhTw => format!("這份副本刪去了 {count} 處內容；包內有清單，並寫明原件。"),
        });
    }
}

fn message(message: &Message, out: &mut Document) {
    out.quote(Some(&message.text));
    let author = &message.author;
    out.known("Author as shown", "显示的作者", "顯示的作者", author.name.as_deref());
    out.known("Account", "账号", "帳號", author.handle.as_deref());
    out.known("Account id", "账号编号", "帳號編號", author.id.as_deref());
    out.known("Profile", "主页地址", "個人頁面網址", author.profile_url.as_deref());
    out.known("Region label", "显示的属地", "顯示的地區", author.region.as_deref());
    out.known("Message address", "消息地址", "訊息網址", message.url.as_deref());
    out.known("Message id", "消息编号", "訊息編號", message.id.as_deref());
    out.known("Posted, as shown", "显示的发布时间", "顯示的發布時間", message.posted_at_shown.as_deref());
    out.known(
        "Posted, as the page says it to programs",
        "页面数据中的发布时间",
        "頁面資料中的發布時間",
        message.posted_at.as_deref(),
    );
    if let Some(counts) = &message.counts {
        let shown = |count: &Option<Count>| count.as_ref().map(|count| count.shown.clone());
        out.known("Views", "浏览", "瀏覽", shown(&counts.views).as_deref());
        out.known("Comments", "评论", "留言", shown(&counts.comments).as_deref());
        out.known("Forwards", "转发", "轉發", shown(&counts.forwards).as_deref());
        out.known("Likes", "点赞", "按讚", shown(&counts.likes).as_deref());
    }
}

/// What the sealed package is, and what it proves.
pub fn seal(hash: &str, position: &Position, out: &mut Document) {
    out.heading("The sealed package", "封存的证据包", "封存的證據包");
    out.field("Package", "包的指纹", "包的指紋", Some(hash));
    out.field("Key", "密钥编号", "金鑰編號", Some(&position.key_id));
    out.field(
        "Sealed at (device clock, UTC)",
        "封存时间（设备时钟，UTC）",
        "封存時間（裝置時鐘，UTC）",
        Some(&position.captured_at),
    );
    out.field("Place in the chain", "在链中的序号", "在鏈中的序號", Some(&position.seq.to_string()));
    out.paragraph(
        "The package shows whether anything in it has changed since this key sealed it. It does not show who wrote the \
         messages, when, or whether the page had been changed before. Anybody can verify it: liangyan evidence verify, or \
         the recipe with openssl and Python.",
        "该包可以显示自这把密钥封存以来内容是否有过改动；不能显示消息由谁所写、写于何时，以及页面此前是否被改动。任何人都可以校验：\
         运行 liangyan evidence verify，或按 openssl 与 Python 的步骤进行。", "這個包能顯示自這把金鑰封存以來內容有沒有更動；不能顯示訊息由誰所寫、何時所寫，以及頁面在此之前有沒有被更動。任何人都可以查驗：\
         執行 liangyan evidence verify，或依 openssl 與 Python 的步驟進行。",
    );
}

/// What was sent and answered so far.
pub fn log(notices: &[Notice], tz_minutes: i32, lang: Lang, out: &mut Document) {
    if notices.is_empty() {
        return;
    }
    out.heading("Notices and answers so far", "此前的通知与答复", "先前的通知與答覆");
    for notice in notices {
        let way = match notice.direction {
            Direction::Sent => lang.pick("to", "发给", "寄給"),
            Direction::Received => lang.pick("from", "来自", "來自"),
        };
        out.item(format!("{} — {way} {}: {}", local(notice.at_ms, tz_minutes), notice.to, notice.summary));
    }
}
