//! The views of one text, and how their symbols map back to it.

/// One character of a view and the stretch of the original text it stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Symbol {
    /// Byte offset of the character in the view's text (for [`SoundView`], in its bytes).
    pub at: u32,
    /// Start in UTF-16 code units of the original text; never inside a surrogate pair.
    pub start: u32,
    /// End in UTF-16 code units, exclusive.
    pub end: u32,
    /// What was done to it: see [`flag`](super::flag).
    pub flags: u16,
}

/// A folded reading of a text. There is one symbol for every `char` of `text`, ordered by `at` and by `start`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The folded text.
    pub text: String,
    /// Its characters.
    pub symbols: Vec<Symbol>,
}

impl Clone for View {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), symbols: self.symbols.clone() }
    }

    /// Keeps the buffers, unlike the derived one.
    fn clone_from(&mut self, source: &Self) {
        self.text.clone_from(&source.text);
        self.symbols.clone_from(&source.symbols);
    }
}

impl View {
    /// The index of the symbol that begins at byte `at` of the text, or of the first one after it. Cost: a binary search.
    pub fn symbol_at(&self, at: usize) -> usize {
        self.symbols.partition_point(|s| (s.at as usize) < at)
    }
}

/// A text read aloud. Every two bytes are a symbol: an initial (0x80 to 0x9F) and a final (0xA0 to 0xDF) for a toneless
/// syllable, or 0xFF 0xFF for a stretch of anything else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoundView {
    /// The syllables, two bytes each.
    pub bytes: Vec<u8>,
    /// One for every two bytes.
    pub symbols: Vec<Symbol>,
}

/// A word in which marks stand for letters, for example `id*ot` or `f**k`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masked {
    /// Index of its first symbol in [`Views::plain`].
    pub first: u32,
    /// Index after its last symbol in [`Views::plain`].
    pub last: u32,
}

/// Every view of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Views {
    /// Case, width, style, Traditional characters, variants and look-alikes folded; invisible characters taken out.
    pub plain: View,
    /// Plain, without the marks, spaces and repeats inside words.
    pub tight: View,
    /// Tight, with split and look-alike characters, emoji and leet undone.
    pub shape: View,
    /// Shape, read aloud.
    pub sound: SoundView,
    /// Whether `tight.text` differs from `plain.text`.
    pub tight_differs: bool,
    /// Whether `shape.text` differs from `tight.text`.
    pub shape_differs: bool,
    /// Words with letters masked, in order.
    pub masked: Vec<Masked>,
}
