//! What the person told this device: words they do not want to see, and findings they took back.
//!
//! Words are matched through the engine's views, so that a disguise does not help. They say nothing about whether a text
//! is abuse: a hit is a finding and raises no level and no score.

use crate::context::{Relation, Surface};
use crate::judge::{Dismissed, DismissedEntry};
use crate::scan::{Crowd, Found, Phrase, Phrases};
use crate::text::{Views, fold_literal};
use crate::verdict::{Category, Finding, Toned, Via};

/// The longest phrase, in UTF-16 code units.
pub const MAX_PHRASE_UTF16: usize = 100;
/// The most words, and the most dismissals.
pub const MAX_ENTRIES: usize = 10_000;
/// The most hits that are told of one text.
pub const MAX_HITS: usize = 256;
/// So many phrases may begin with the same [`BEGINNING`] bytes; more would make reading slow.
const SAME_BEGINNING: u16 = 256;
/// What phrases are filed under, in bytes.
const BEGINNING: usize = 12;

/// The rules that findings by the person's words name: first for `fold`, then for `hold`.
pub const USER_RULES: [&str; 2] = ["user.fold", "user.hold"];
/// Their message key.
pub const USER_WHY: &str = "user.word";
/// Their category: the mildest, since every finding has one.
pub const USER_CATEGORY: Category = Category::Profanity;

/// A phrase the person does not want to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UserWord {
    /// The phrase, as typed.
    pub phrase: String,
    /// Where it begins or ends with a Latin letter, a word must begin or end. Chinese writes no such boundary.
    pub whole: bool,
    /// Surfaces (bits by [`Surface`]) it counts on; 0 for all.
    pub on: u8,
    /// Hold, not fold.
    pub hold: bool,
    /// It does not count for people the person follows.
    pub except_following: bool,
}

/// A finding the person took back. Every field that is given must fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dismissal {
    /// The finding's rule.
    pub rule: Option<String>,
    /// The finding's words.
    pub phrase: Option<String>,
    /// Who wrote: [`Context::sender`](crate::context::Context::sender).
    pub sender: Option<u32>,
}

/// Words and dismissals that count now: the engine knows no clock, so its host leaves out what has expired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    /// The words.
    pub words: Vec<UserWord>,
    /// The dismissals.
    pub dismissed: Vec<Dismissal>,
}

/// Why an entry cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing is left when it is folded; or a dismissal of nothing.
    Empty,
    /// Longer than [`MAX_PHRASE_UTF16`].
    TooLong,
    /// Behind the first [`MAX_ENTRIES`].
    TooMany,
    /// Many others begin the same way.
    Crowded,
}

impl Unfit {
    /// The name used in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::TooMany => "too_many",
            Self::Crowded => "crowded",
        }
    }
}

/// An entry that cannot be used: its place in its list, and why.
pub type Ignored = (usize, Unfit);

/// A word found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordHit {
    /// Its place in the list.
    pub word: u32,
    /// UTF-16 start in the original text.
    pub start: u32,
    /// UTF-16 end, exclusive.
    pub end: u32,
    /// The plainest view it was found in.
    pub via: Via,
    /// Hold, not fold.
    pub hold: bool,
}

/// A person's words, ready to be looked for.
#[derive(Debug)]
pub struct Words {
    /// With their places in the list that was given.
    words: Vec<(u32, UserWord)>,
    phrases: Phrases,
}

impl Words {
    /// Files words; those that cannot be used are told. Cost: milliseconds for ten thousand.
    pub fn new(given: &[UserWord]) -> (Self, Vec<Ignored>) {
        let mut ignored = Vec::new();
        let (mut words, mut folded) = (Vec::new(), Vec::new());
        let mut beginnings = Crowd::new(SAME_BEGINNING);
        for (at, word) in given.iter().enumerate() {
            match usable(word, words.len()) {
                Ok(phrase) => {
                    if beginnings.admits(&phrase.as_bytes()[..phrase.len().min(BEGINNING)]) {
                        words.push((at as u32, word.clone()));
                        folded.push(phrase);
                    } else {
                        ignored.push((at, Unfit::Crowded));
                    }
                }
                Err(unfit) => ignored.push((at, unfit)),
            }
        }
        let phrases: Vec<Phrase<'_>> =
            folded.iter().zip(&words).map(|(folded, (_, word))| Phrase { folded, whole: word.whole }).collect();
        let phrases = Phrases::new(&phrases);
        (Self { words, phrases }, ignored)
    }

    /// Every word in a text that counts there, ascending by place; of each place and phrase the plainest reading, at most
    /// [`MAX_HITS`]. Cost: linear in the length of the views.
    pub fn find(&mut self, views: &Views, surface: Surface, relation: Relation) -> Vec<WordHit> {
        if self.words.is_empty() {
            return Vec::new();
        }
        let known = !matches!(relation, Relation::Stranger | Relation::Follower);
        let words = &self.words;
        let counts = |phrase: u32| {
            let word = &words[phrase as usize].1;
            (word.on == 0 || word.on & 1 << surface as u8 != 0) && !(known && word.except_following)
        };
        let hit = |Found { phrase, start, end, via }| {
            let (word, UserWord { hold, .. }) = words[phrase as usize];
            WordHit { word, start, end, via, hold }
        };
        self.phrases.find(views, MAX_HITS, counts).into_iter().map(hit).collect()
    }
}

/// The folded phrase of a word that can be looked for.
fn usable(word: &UserWord, so_far: usize) -> Result<String, Unfit> {
    if so_far >= MAX_ENTRIES {
        return Err(Unfit::TooMany);
    }
    if word.phrase.encode_utf16().take(MAX_PHRASE_UTF16 + 1).count() > MAX_PHRASE_UTF16 {
        return Err(Unfit::TooLong);
    }
    let folded = fold_literal(&word.phrase);
    let folded = folded.trim();
    if folded.is_empty() { Err(Unfit::Empty) } else { Ok(folded.to_owned()) }
}

impl WordHit {
    /// As a finding; `first` is the index of the first of [`USER_RULES`].
    pub(crate) fn finding(&self, first: u32) -> Finding {
        let confidence = match self.via {
            Via::Tight => 950,
            Via::Shape => 850,
            Via::Sound => 650,
            _ => 1000,
        };
        Finding {
            rule: first + u32::from(self.hold),
            category: USER_CATEGORY,
            severity: 1,
            confidence,
            start: self.start,
            end: self.end,
            via: Via::User,
            toned: Toned::default(),
        }
    }
}

/// Dismissals as the judge asks them; `rule` gives a rule's index. Those that cannot be used are told.
pub(crate) fn dismissals(given: &[Dismissal], rule: impl Fn(&str) -> Option<u32>) -> (Dismissed, Vec<Ignored>) {
    let mut ignored = Vec::new();
    let mut entries = Vec::new();
    for (at, dismissal) in given.iter().enumerate() {
        let phrase = dismissal.phrase.as_deref().map(|p| fold_literal(p).trim().to_owned());
        let nothing = dismissal.rule.is_none() && phrase.is_none() && dismissal.sender.is_none();
        if nothing || phrase.as_deref() == Some("") {
            ignored.push((at, Unfit::Empty));
        } else if entries.len() >= MAX_ENTRIES {
            ignored.push((at, Unfit::TooMany));
        } else {
            // A rule that is not loaded makes no findings to take back.
            let Some(rule) = dismissal.rule.as_deref().map(&rule).map_or(Some(None), |r| r.map(Some)) else { continue };
            entries.push(DismissedEntry { phrase, rule, sender: dismissal.sender });
        }
    }
    (Dismissed::new(entries), ignored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Folder;

    fn word(phrase: &str) -> UserWord {
        UserWord { phrase: phrase.into(), ..UserWord::default() }
    }

    fn found(words: &[UserWord], text: &str) -> Vec<(u32, u32, u32, Via)> {
        let (mut words, ignored) = Words::new(words);
        assert_eq!(ignored, []);
        let mut folder = Folder::new();
        let views = folder.fold(text);
        words
            .find(views, Surface::Comment, Relation::Stranger)
            .into_iter()
            .map(|h| (h.word, h.start, h.end, h.via))
            .collect()
    }

    #[test]
    fn disguises_come_off() {
        let words = [word("剧透"), word("大结局是"), UserWord { whole: true, ..word("Spoiler") }];
        assert_eq!(found(&words, "小心剧透！"), [(0, 2, 4, Via::Plain)]);
        assert_eq!(found(&words, "小心劇*透"), [(0, 2, 5, Via::Tight)]);
        assert_eq!(found(&words, "ＳＰＯＩＬＥＲ ahead"), [(2, 0, 7, Via::Plain)]);
        assert_eq!(found(&words, "sp0iler ahead"), [(2, 0, 7, Via::Shape)]);
        assert_eq!(found(&words, "no spoilers"), []);
        assert_eq!(found(&words, "jutou 来了"), [(0, 0, 5, Via::Sound)]);
        assert_eq!(found(&words, "大姐局是这样"), [(1, 0, 4, Via::Sound)]);
    }

    #[test]
    fn two_syllables_alike_are_no_hit() {
        assert_eq!(found(&[word("失业")], "我们的事业"), []);
        assert_eq!(found(&[word("失业")], "他 shi ye 了"), [(0, 2, 8, Via::Sound)]);
    }

    #[test]
    fn parts_and_words() {
        let part = word("cat");
        let whole = UserWord { whole: true, ..word("cat") };
        assert_eq!(found(&[part], "concatenate").len(), 1);
        assert_eq!(found(std::slice::from_ref(&whole), "concatenate"), []);
        assert_eq!(found(&[whole], "my cat, my Cat").len(), 2);
    }

    #[test]
    fn surfaces_and_exceptions() {
        let on_dm = UserWord { on: 1 << Surface::Dm as u8, ..word("exam") };
        let not_friends = UserWord { except_following: true, hold: true, ..word("exam") };
        let (mut words, _) = Words::new(&[on_dm, not_friends]);
        let mut folder = Folder::new();
        let views = folder.fold("the exam");
        let mut hits =
            |surface, relation| words.find(views, surface, relation).into_iter().map(|h| h.word).collect::<Vec<_>>();
        assert_eq!(hits(Surface::Dm, Relation::Stranger), [0, 1]);
        assert_eq!(hits(Surface::Comment, Relation::Follower), [1]);
        assert_eq!(hits(Surface::Dm, Relation::Mutual), [0]);
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let mut words = vec![word(" \u{200b}"), word(&"长".repeat(101)), word("ok")];
        assert_eq!(Words::new(&words).1, [(0, Unfit::Empty), (1, Unfit::TooLong)]);
        words = (0..10_002).map(|i| word(&format!("{i}word"))).collect();
        assert_eq!(Words::new(&words).1, [(10_000, Unfit::TooMany), (10_001, Unfit::TooMany)]);
        words = (0..300).map(|i| word(&format!("https://example.org/{i}"))).collect();
        let ignored = Words::new(&words).1;
        assert_eq!((ignored.len(), ignored[0]), (44, (256, Unfit::Crowded)));
    }

    #[test]
    fn hits_are_bounded() {
        assert_eq!(found(&[word("a")], &"a b ".repeat(10_000)).len(), MAX_HITS);
    }

    #[test]
    fn places_are_those_of_the_list() {
        let (mut words, ignored) = Words::new(&[word(""), word("早起")]);
        assert_eq!(ignored, [(0, Unfit::Empty)]);
        let mut folder = Folder::new();
        let hits: Vec<u32> =
            words.find(folder.fold("早起"), Surface::Dm, Relation::Stranger).into_iter().map(|h| h.word).collect();
        assert_eq!(hits, [1]);
    }
}
