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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The folded text.
    pub text: String,
    /// Its characters.
    pub symbols: Vec<Symbol>,
}

impl View {
    /// The index of the symbol that begins at byte `at` of the text, or of the first one after it. Cost: a binary search.
    pub fn symbol_at(&self, at: usize) -> usize {
        self.symbols.partition_point(|s| (s.at as usize) < at)
    }

    /// The index of the first symbol that starts at this UTF-16 offset of the original text or behind it. Cost: grows with the
    /// logarithm of how many units were taken out before it, not with the text.
    pub fn symbol_from(&self, offset: u32) -> usize {
        partition_near(&self.symbols, offset as usize, |s| s.start < offset)
    }
}

/// As `partition_point`, but sought outwards from a guess. Cost: the logarithm of how far off the guess is.
pub fn partition_near<T>(items: &[T], guess: usize, before: impl Fn(&T) -> bool) -> usize {
    let (mut low, mut high, mut step) = (0, items.len(), 1);
    if items.get(guess).is_some_and(&before) {
        low = guess + 1;
        while let Some(item) = items.get(low + step - 1) {
            if !before(item) {
                high = low + step - 1;
                break;
            }
            low += step;
            step *= 2;
        }
    } else {
        high = high.min(guess);
        while high >= step {
            if before(&items[high - step]) {
                low = high - step + 1;
                break;
            }
            high -= step;
            step *= 2;
        }
    }
    low + items[low..high].partition_point(before)
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
    /// What [`Self::tight`] is, where it differs.
    pub(super) own_tight: View,
    /// What [`Self::shape`] is, where it differs.
    pub(super) own_shape: View,
    /// Shape, read aloud.
    pub sound: SoundView,
    /// Whether the text of `tight` differs from that of `plain`.
    pub tight_differs: bool,
    /// Whether the text of `shape` differs from that of `tight`.
    pub shape_differs: bool,
    /// Words with letters masked, in order.
    pub masked: Vec<Masked>,
}

impl Views {
    /// Plain, without the marks, spaces and repeats inside words. Where it does not differ it is the plain view itself: most
    /// texts hide nothing, and a long one would be held three times.
    pub const fn tight(&self) -> &View {
        if self.tight_differs { &self.own_tight } else { &self.plain }
    }

    /// Tight, with split and look-alike characters, emoji and leet undone. Where it does not differ it is the tight view itself.
    pub const fn shape(&self) -> &View {
        if self.shape_differs { &self.own_shape } else { self.tight() }
    }
}

#[cfg(test)]
mod tests {
    proptest::proptest! {
        #[test]
        fn a_guess_changes_the_cost_and_not_the_place(
            mut items in proptest::collection::vec(0..40u8, 0..60),
            guess in 0..70usize,
            limit in 0..42u8,
        ) {
            items.sort_unstable();
            let place = items.partition_point(|i| *i < limit);
            proptest::prop_assert_eq!(super::partition_near(&items, guess, |i| *i < limit), place);
        }
    }
}
