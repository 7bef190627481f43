//! What kind of character a symbol is. The table generator (`xtask tables`) includes this file, so that both sides agree.

/// The bits of a class byte that hold the class; the others hold hints.
pub const MASK: u8 = 0x1f;
/// Hint: the shape table reads this character as another one.
pub const READS: u8 = 0x20;
/// Hint: a split character may end with this one.
pub const ENDS_SPLIT: u8 = 0x40;

/// Punctuation and symbols that nobody needs inside a word.
pub const SYMBOL: u8 = 0;
/// A letter that is a to z once folded.
pub const LATIN: u8 = 1;
/// 0 to 9.
pub const DIGIT: u8 = 2;
/// A Latin letter that does not fold to a to z.
pub const WORD: u8 = 3;
/// A Han character.
pub const HAN: u8 = 4;
/// A letter of another script, or a mark that its script needs.
pub const LETTER: u8 = 5;
/// A letter of another script that looks like a Latin letter in either case.
pub const LOOK: u8 = 6;
/// A letter of another script that passes for a Latin letter only between Latin letters.
pub const LOOSE_LOOK: u8 = 7;
/// White space.
pub const SPACE: u8 = 8;
/// A line or paragraph break.
pub const NEWLINE: u8 = 9;
/// Ends a sentence.
pub const STOP: u8 = 10;
/// A full stop: ends a sentence if white space or nothing follows.
pub const DOT: u8 = 11;
/// Parts what stands on its two sides: commas, colons, title marks.
pub const COMMA: u8 = 12;
/// Parts words as often as it hides them: brackets, quotation marks, dashes, waves, apostrophes, the dot in names.
pub const WEAK: u8 = 13;
/// An emoji.
pub const PICTO: u8 = 14;
/// A regional indicator: half a flag, or a letter.
pub const REGION: u8 = 15;
/// Invisible.
pub const INVISIBLE: u8 = 16;
/// Zero-width joiner and non-joiner.
pub const JOINER: u8 = 17;
/// A variation selector, or a tag.
pub const VARIATION: u8 = 18;
/// A combining mark.
pub const MARK: u8 = 19;
/// Folds to more than one character.
pub const MULTI: u8 = 20;
