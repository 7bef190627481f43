//! Latin letters that stand for Chinese: which of the words that spell pinyin were meant as pinyin.
//!
//! `women`, `can` and `gun` spell pinyin and are English. Among Han characters a Latin word that spells pinyin is most
//! likely pinyin, unless it is such a word; in a text of Latin letters alone it takes three syllables in a row, most of
//! them in words that English does not have.

use crate::text::{Symbol, Views, around, flag};

/// English words that spell pinyin from end to end, ascending.
const ENGLISH: [&str; 248] = [
    "a", "age", "an", "anime", "anyone", "area", "bake", "balance", "ban", "banana", "bang", "bare", "base", "be",
    "bee", "bei", "ben", "bi", "bike", "bin", "bing", "bite", "bone", "bore", "cage", "cake", "came", "can", "canada",
    "cane", "care", "case", "cause", "chance", "change", "chase", "chin", "china", "cite", "cure", "cute", "dale",
    "damage", "dame", "dan", "dance", "dang", "dare", "data", "date", "diane", "dice", "die", "ding", "dong", "dude",
    "duke", "e", "en", "engage", "eye", "face", "fade", "fake", "fame", "fan", "fang", "fare", "fate", "fee", "fence",
    "fore", "fuse", "future", "gale", "game", "gang", "gaze", "gene", "genre", "gong", "guidance", "guide", "gun",
    "haha", "hale", "hang", "hare", "hate", "have", "he", "hehe", "hen", "hence", "here", "hide", "hike", "huge",
    "hung", "juice", "june", "lace", "lake", "lame", "lance", "lane", "lang", "language", "large", "late", "le", "lei",
    "li", "liar", "lie", "like", "line", "ling", "long", "lose", "lung", "lure", "ma", "machine", "made", "magazine",
    "make", "male", "mama", "man", "manage", "mane", "mania", "mare", "mate", "mature", "me", "media", "men", "menace",
    "mi", "mice", "mike", "mile", "mine", "minute", "mode", "mole", "more", "mule", "mute", "name", "nature", "nice",
    "niece", "nine", "nude", "nuke", "o", "on", "pace", "page", "palace", "pale", "pan", "panama", "panda", "pane",
    "pang", "papa", "pence", "pie", "piece", "pike", "pin", "pine", "ping", "pipe", "poke", "pole", "pore", "pure",
    "quite", "rage", "ran", "rang", "range", "rate", "rice", "ride", "rise", "rude", "rule", "run", "rung", "sale",
    "same", "sane", "sang", "sea", "see", "shade", "shake", "shame", "share", "she", "shine", "side", "site", "sue",
    "sun", "sung", "sure", "take", "tale", "tame", "tan", "tang", "tape", "tea", "tease", "ten", "tide", "tie", "tile",
    "time", "tire", "tone", "tune", "wage", "wake", "wane", "wang", "ware", "wave", "we", "wen", "woke", "women",
    "wore", "xi", "yang", "yen", "ying", "you", "young", "yuan", "zone",
];

/// Fewest syllables in a row that are pinyin where no Han character is near.
const ROW: usize = 3;

/// From so many syllables on a Latin word may hold words of its own …
const GLUED: usize = 3;
/// … and from so many on any short word is in it by accident.
const LONG: usize = 5;

/// What is known of every symbol of the sound view; empty if no syllable is spelled.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    marks: Vec<u8>,
    starts: Vec<u32>,
}

/// The symbol belongs to a Latin word taken for pinyin …
const PINYIN: u8 = 1;
/// … that may be an English word: it says nothing by itself.
const DOUBTED: u8 = 2;
/// The symbol goes on with the Latin word of the one before, and that word is too short to hold another.
const INSIDE: u8 = 4;
/// A Latin word begins with the symbol.
const BEGINS: u8 = 8;
/// The Latin word stands among Han characters and is not long: it is what it sounds like.
const PLAIN: u8 = 16;

impl Spelled {
    pub(super) fn clear(&mut self) {
        self.marks.clear();
        self.starts.clear();
    }

    /// Looks at one text. Cost: linear; nothing where no syllable is spelled.
    pub(super) fn read(&mut self, views: &Views) {
        let symbols = &views.sound.symbols;
        let seen = symbols.iter().fold(0, |seen, s| seen | s.flags);
        if seen & flag::LATIN == 0 {
            return;
        }
        let han = seen & flag::HAN != 0;
        let letters = views.plain.text.bytes().filter(u8::is_ascii_alphabetic).count();
        self.marks.resize(symbols.len(), 0);
        let mut at = 0;
        while at < symbols.len() {
            let row = symbols[at..].iter().take_while(|s| s.flags & flag::LATIN != 0).count();
            if row > 0 {
                self.row(views, at, at + row, if han { None } else { Some(letters) });
            }
            at += row.max(1);
        }
        if self.starts.is_empty() {
            self.marks.clear();
        }
    }

    /// One row of spelled syllables. `letters` is how many Latin letters the text has, where it has nothing else.
    fn row(&mut self, views: &Views, first: usize, last: usize, letters: Option<usize>) {
        let symbols = &views.sound.symbols;
        let han = letters.is_none();
        let mut odd = 0;
        let mut at = first;
        while at < last {
            let end = word_end(symbols, at, last);
            let doubted = is_english(views, symbols[at].start, symbols[end - 1].end);
            odd += if doubted { 0 } else { end - at };
            for i in at..end {
                let marks =
                    [(true, PINYIN), (i > at && end - at < GLUED, INSIDE), (doubted, DOUBTED), (i == at, BEGINS)];
                let plain = [(han && end - at < LONG, PLAIN)];
                self.marks[i] =
                    marks.into_iter().chain(plain).filter(|(on, _)| *on).fold(0, |all, (_, mark)| all | mark);
            }
            at = end;
        }
        let row = last - first;
        // A row of pinyin words in an English text is English.
        let length = (symbols[last - 1].end - symbols[first].start) as usize;
        let mostly = letters.is_some_and(|letters| length * 2 >= letters);
        if han || (row >= ROW && odd >= 2 && odd * 2 >= row && mostly) {
            self.starts.extend(symbols[first..last].iter().map(|s| s.start));
        } else {
            self.marks[first..last].fill(0);
        }
    }

    /// Whether there is any pinyin.
    pub(super) fn any(&self) -> bool {
        !self.marks.is_empty()
    }

    /// Where syllables begin, as UTF-16 offsets, ascending.
    pub(super) fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// How many of the symbols `first..last` are syllables of pinyin; none, if all are English words.
    pub(super) fn letters(&self, first: usize, last: usize) -> u8 {
        let marks = self.marks.get(first..last).unwrap_or_default();
        let pinyin = marks.iter().filter(|m| **m & PINYIN != 0).count();
        if marks.iter().any(|m| m & (PINYIN | DOUBTED) == PINYIN) { pinyin as u8 } else { 0 }
    }

    /// Whether symbols `first..last` were spelled so that they can mean little else: partly in Latin letters (脑can, even if
    /// the letters are an English word), or as a whole word among Han characters.
    pub(super) fn sure(&self, first: usize, last: usize) -> bool {
        let marks = self.marks.get(first..last).unwrap_or_default();
        let pinyin = marks.iter().filter(|m| **m & PINYIN != 0).count();
        if pinyin < marks.len() {
            return pinyin > 0;
        }
        let behind = self.marks.get(last).copied().unwrap_or_default();
        marks.first().is_some_and(|m| m & BEGINS != 0)
            && (behind & PINYIN == 0 || behind & BEGINS != 0)
            && marks.iter().all(|m| m & PLAIN != 0)
            && marks.iter().any(|m| m & DOUBTED == 0)
    }

    /// Whether a hit on symbols `first..last` begins or ends inside a short Latin word.
    pub(super) fn cuts(&self, first: usize, last: usize) -> bool {
        let inside = |i: usize| self.marks.get(i).is_some_and(|m| m & INSIDE != 0);
        inside(first) || inside(last)
    }
}

/// The end of the Latin word that begins at symbol `at`.
fn word_end(symbols: &[Symbol], at: usize, last: usize) -> usize {
    let goes_on = |i: &usize| symbols[*i].start == symbols[i - 1].end;
    at + 1 + (at + 1..last).take_while(goes_on).count()
}

fn is_english(views: &Views, start: u32, end: u32) -> bool {
    let word = around(&views.plain, start, end).1;
    ENGLISH.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::Spelled;
    use crate::text::Folder;

    fn spelled(text: &str) -> bool {
        let mut spelled = Spelled::default();
        spelled.read(Folder::new().fold(text));
        spelled.any()
    }

    #[test]
    fn pinyin_is_told_from_english() {
        for pinyin in ["ni zenme bu qu si", "nizhenshigefeiwu", "你这个feiwu", "脑can", "ni ge shabi"] {
            assert!(spelled(pinyin), "{pinyin}");
        }
        for english in
            ["she can change the same game", "women made me late", "he can run", "banana", "my friend Li Na", "shabi"]
        {
            assert!(!spelled(english), "{english}");
        }
    }
}
