//! Distance in a text: units and sentences.

use crate::text::{Symbol, View, flag, is_word_char, partition_near};

/// Where the units and sentences of a text begin. A unit is one Han character or kana, one Latin word, one number or
/// one emoji; punctuation and spaces are none. A sentence ends at 。！？；…, at a full stop before a space, and at a line end.
#[derive(Debug, Default)]
pub struct Units {
    /// UTF-16 starts of units, ascending.
    starts: Vec<u32>,
    /// UTF-16 ends of sentences, ascending.
    ends: Vec<u32>,
    /// UTF-16 ends of commas, ascending.
    commas: Vec<u32>,
}

impl Units {
    pub(super) fn clear(&mut self) {
        self.starts.clear();
        self.ends.clear();
        self.commas.clear();
    }

    #[inline(never)]
    pub(super) fn count(&mut self, plain: &View) {
        let mut in_word = false;
        // The two characters before this one.
        let mut before = ['\0'; 2];
        let mut chars = plain.text.chars().peekable();
        for symbol in &plain.symbols {
            let Some(c) = chars.next() else { break };
            let word = is_word_char(c) || (c == '\'' && in_word) || (c.is_alphabetic() && !stands_alone(c));
            if (word && !in_word) || (!word && stands_alone(c)) {
                self.starts.push(symbol.start);
            }
            in_word = word;
            let ends = match c {
                '。' | '!' | '?' | ';' | '…' | '\n' | '！' | '？' | '；' => true,
                '.' => chars.peek().is_none_or(|next| !is_word_char(*next)) && !parts_characters(before, chars.clone()),
                _ => false,
            };
            if ends {
                self.ends.push(symbol.end);
            } else if c == ',' {
                self.commas.push(symbol.end);
            }
            before = [before[1], c];
        }
    }

    /// Adds units that begin at these UTF-16 offsets: the syllables of Latin words that spell Chinese.
    pub(super) fn part(&mut self, starts: &[u32]) {
        if !starts.is_empty() {
            self.starts.extend_from_slice(starts);
            self.starts.sort_unstable();
            self.starts.dedup();
        }
    }

    /// Counts the words that were cut out of a token, too. `repaired` is the view they were cut in.
    pub(super) fn count_cuts(&mut self, repaired: &View) {
        let before = self.starts.len();
        let cut = |pair: &&[Symbol]| pair.iter().all(|s| s.flags & flag::GLUED != 0);
        for pair in repaired.symbols.windows(2).filter(cut) {
            // The space has the place of the letter behind it.
            if pair[0].start == pair[1].start {
                self.starts.push(pair[1].start);
            }
        }
        if self.starts.len() > before {
            self.starts.sort_unstable();
        }
    }

    /// How many units begin before this UTF-16 offset. Cost: a few steps in Chinese, where nearly every character is one, and
    /// a binary search in a long text of words.
    pub fn before(&self, offset: u32) -> u32 {
        self.before_near(offset, offset)
    }

    /// The same from a guess, which is as good as it is near.
    pub(super) fn before_near(&self, offset: u32, guess: u32) -> u32 {
        partition_near(&self.starts, guess as usize, |s| *s < offset) as u32
    }

    /// How many units the text has.
    pub fn count_all(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Whether a comma stands between two UTF-16 offsets.
    pub fn parted(&self, from: u32, to: u32) -> bool {
        let first = self.commas.partition_point(|c| *c <= from);
        self.commas.get(first).is_some_and(|c| *c <= to)
    }

    /// The number, from 0, of the sentence this UTF-16 offset lies in.
    pub fn sentence(&self, offset: u32) -> u32 {
        self.ends.partition_point(|e| *e <= offset) as u32
    }
}

/// `他.在.说`: a full stop between single characters in a row of such parts them as a space would, and ends nothing.
fn parts_characters(before: [char; 2], mut behind: impl Iterator<Item = char>) -> bool {
    stands_alone(before[1])
        && behind.next().is_some_and(stands_alone)
        && (before[0] == '.' || behind.next() == Some('.'))
}

/// Characters that are a unit each: Han, kana, emoji and other pictures.
const fn stands_alone(c: char) -> bool {
    matches!(c as u32, 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF | 0x2600..=0x27BF | 0x1_F000..=0x1_FAFF)
}
