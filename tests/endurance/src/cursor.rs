//! Reads values off bytes: every input means something, and what is missing at its end is zero.

/// What is left of an input.
pub struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// Little-endian, as many bytes as there are of four.
    pub fn number(&mut self) -> u32 {
        (0..4).fold(0, |n, place| n | u32::from(self.byte()) << (8 * place))
    }

    /// Little-endian, as many bytes as there are of eight.
    pub fn long(&mut self) -> i64 {
        (0..8).fold(0u64, |n, place| n | u64::from(self.byte()) << (8 * place)).cast_signed()
    }

    /// One of these.
    pub fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.byte()) % all.len()]
    }

    /// A length of one byte and so much text; what is not UTF-8 is read as a browser would.
    pub fn text(&mut self) -> std::borrow::Cow<'a, str> {
        let length = usize::from(self.byte()).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text)
    }
}
