//! What is counted from the moment the sum rises above zero: the explanation of an alarm.

use super::super::decide::Message;
use super::super::key::{Key, key};
use super::simhash::{SimHash, near, simhash};
use super::{Because, Code};
use crate::context::Surface;
use crate::text::fold_literal;

/// Accounts younger than this, in milliseconds, are young: thirty days.
const YOUNG: i64 = 30 * 24 * 3_600_000;
/// How many texts are remembered to find near-duplicates.
pub(in super::super) const TEXTS: usize = 32;
/// How many posts are counted.
pub(in super::super) const POSTS: usize = 8;
/// The longest post id, in bytes, that is kept to be named.
pub(in super::super) const LONGEST_ID: usize = 64;

/// Counters of an episode.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Episode {
    /// Event time of its first message.
    pub(in super::super) since: i64,
    pub(in super::super) strangers: u32,
    pub(in super::super) messages: u32,
    pub(in super::super) abusive: u32,
    /// Messages by accounts of known age, and of those by young ones.
    pub(in super::super) aged: u32,
    pub(in super::super) young: u32,
    /// Messages long enough to compare, and of those near-duplicates.
    pub(in super::super) compared: u32,
    pub(in super::super) duplicates: u32,
    pub(in super::super) mentions: u32,
    /// The last texts.
    pub(in super::super) texts: Vec<SimHash>,
    pub(in super::super) next_text: usize,
    /// The posts that most of it is about (Misra and Gries, "Finding repeated elements"): a count is at most an eighth of the
    /// messages too low.
    pub(in super::super) posts: Vec<Post>,
}

/// A post under which messages come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Post {
    pub(in super::super) key: Key,
    pub(in super::super) count: u32,
    /// Its id, if that is short.
    pub(in super::super) id: String,
}

impl Episode {
    pub(super) fn add(&mut self, message: &Message<'_>, at: i64, new: bool) {
        if self.messages == 0 {
            self.since = at;
        }
        self.messages = self.messages.saturating_add(1);
        self.strangers = self.strangers.saturating_add(u32::from(new));
        self.abusive = self.abusive.saturating_add(u32::from(message.verdict.is_abusive()));
        if let Some(created) = message.sender.account_created_at {
            self.aged = self.aged.saturating_add(1);
            self.young = self.young.saturating_add(u32::from(at - created < YOUNG));
        }
        if message.surface == Surface::Mention || message.mentions > 0 {
            self.mentions = self.mentions.saturating_add(1);
        }
        self.compare(message.text);
        if let Some(post) = message.post {
            self.count_post(post);
        }
    }

    fn compare(&mut self, text: &str) {
        // A long text is cut at a character: folding is linear, but a flood is a flood.
        let cut = text.char_indices().nth(1_000).map_or(text.len(), |(i, _)| i);
        let Some(hash) = simhash(&fold_literal(&text[..cut])) else { return };
        self.compared = self.compared.saturating_add(1);
        if self.texts.iter().any(|t| near(*t, hash)) {
            self.duplicates = self.duplicates.saturating_add(1);
        }
        if self.texts.len() < TEXTS {
            self.texts.push(hash);
        } else {
            self.texts[self.next_text] = hash;
            self.next_text = (self.next_text + 1) % TEXTS;
        }
    }

    fn count_post(&mut self, id: &str) {
        let key = key(id);
        if let Some(post) = self.posts.iter_mut().find(|p| p.key == key) {
            post.count = post.count.saturating_add(1);
        } else if self.posts.len() < POSTS {
            let id = if id.len() <= LONGEST_ID { id.to_owned() } else { String::new() };
            self.posts.push(Post { key, count: 1, id });
        } else {
            self.posts.iter_mut().for_each(|p| p.count -= 1);
            self.posts.retain(|p| p.count > 0);
        }
    }

    /// A fifth or more of it is abusive.
    pub(super) const fn is_abusive(&self) -> bool {
        self.abusive >= 3 && self.abusive as u64 * 5 >= self.messages as u64
    }

    /// Why there is an alarm: what is always said, then what stands out.
    pub(super) fn explain(&self, at: i64, usual: f64) -> Vec<Because> {
        let because = |code, value: u32, of: u32| Because { code, value: f64::from(value), of, id: None };
        let minutes = ((at - self.since) / 60_000).clamp(1, i64::from(u32::MAX)) as u32;
        let mut all = vec![
            because(Code::NewStrangers, self.strangers, minutes),
            Because { code: Code::Usual, value: (usual * 100.0).round() / 100.0, of: 60, id: None },
        ];
        let mut notable = |code, value: u32, of: u32, percent: u64| {
            if value >= 3 && u64::from(value) * 100 >= u64::from(of) * percent {
                all.push(because(code, value, of));
            }
        };
        notable(Code::Abusive, self.abusive, self.messages, 20);
        notable(Code::YoungAccounts, self.young, self.aged, 30);
        notable(Code::NearDuplicates, self.duplicates, self.compared, 20);
        notable(Code::Mentions, self.mentions, self.messages, 50);
        if let Some(top) = self.posts.iter().max_by_key(|p| p.count)
            && top.count >= 5
            && top.count >= self.messages / 2
        {
            let id = (!top.id.is_empty()).then(|| top.id.clone());
            all.push(Because { id, ..because(Code::OnePost, top.count, self.messages) });
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_post_among_many_is_named() {
        let mut episode = Episode::default();
        for i in 0..300 {
            let other = format!("post-{i}");
            let post = if i % 3 == 0 { other.as_str() } else { "the one" };
            episode.add(&Message { post: Some(post), ..Message::default() }, 0, true);
        }
        assert!(episode.posts.len() <= POSTS);
        let explained = episode.explain(60_000, 1.0);
        let one = explained.iter().find(|b| b.code == Code::OnePost).unwrap();
        assert_eq!((one.id.as_deref(), one.of), (Some("the one"), 300));
        assert!(one.value >= 160.0 && one.value <= 200.0, "{}", one.value);
    }

    #[test]
    fn copies_are_counted() {
        let mut episode = Episode::default();
        for i in 0..10 {
            let text = format!("请大家一起去举报这个账号让她永远不能再发视频{}", "!".repeat(i));
            episode.add(&Message { text: &text, ..Message::default() }, 0, true);
        }
        assert_eq!((episode.compared, episode.duplicates), (10, 9));
    }
}
