//! What was done to a symbol on its way into a view: the bits of [`Symbol::flags`](super::Symbol::flags).

/// Width, style, a look-alike letter of another script, or a diacritic was folded. Plain case folding and Traditional to
/// Simplified do not count: people write so without hiding anything.
pub const STYLED: u16 = 1;
/// Invisible characters, marks or spaces between this symbol and the one before it were taken out.
pub const JOINED: u16 = 1 << 1;
/// A stretched letter or word was collapsed: the run this symbol stands for, or any run of its word.
pub const REPEATED: u16 = 1 << 2;
/// Split characters were joined, or a look-alike Han character was replaced.
pub const SHAPED: u16 = 1 << 3;
/// An emoji was read as a character.
pub const EMOJI: u16 = 1 << 4;
/// A digit or sign was read as the letter it stands for; also on an `l` that became `i` in such a word.
pub const LEET: u16 = 1 << 5;
/// Sound view: the syllable was spelled in Latin letters.
pub const LATIN: u16 = 1 << 6;
/// Sound view: the syllable is the reading of a Han character.
pub const HAN: u16 = 1 << 7;
/// With [`STYLED`]: only a diacritic was folded, as in `café`. Many languages write so.
pub const ACCENT: u16 = 1 << 8;
/// With [`JOINED`]: nothing but spaces, brackets, quotation marks, dashes or emoji was taken out, and the pieces on the two
/// sides are not both as short as those of a word that is hidden. Chinese writers part phrases so: by itself this is weak
/// evidence of hiding.
pub const LOOSE: u16 = 1 << 9;
/// In a spaced-out word such as `a i d i o t`: the letters before may be words of their own, so a word may begin here
/// although the symbol before is a letter.
pub const EDGE: u16 = 1 << 10;
/// Scanner's repaired view: the symbol belongs to a token that was cut into the words glued together in it.
pub const GLUED: u16 = 1 << 11;
