//! Texts that are put together when the crate is compiled: the begins of elements, the properties of schema.org. Beside
//! `parts`.

/// The text that bytes are.
pub(crate) const fn utf8(bytes: &'static [u8]) -> &'static str {
    match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// A text that is put together when the crate is compiled: where it is full, it is no text at all, and nothing compiles.
pub(crate) struct Made<const LENGTH: usize> {
    bytes: [u8; LENGTH],
    pub(crate) length: usize,
}

#[expect(clippy::indexing_slicing, reason = "done by the compiler, which stops where there is nothing")]
impl<const LENGTH: usize> Made<LENGTH> {
    pub(crate) const EMPTY: Self = Self { bytes: [0; LENGTH], length: 0 };

    /// Adds a byte.
    pub(crate) const fn byte(mut self, byte: u8) -> Self {
        self.bytes[self.length] = byte;
        self.length += 1;
        self
    }

    /// Adds part of a text.
    pub(crate) const fn part(mut self, text: &str, (from, to): (usize, usize)) -> Self {
        let mut place = from;
        while place < to {
            self = self.byte(text.as_bytes()[place]);
            place += 1;
        }
        self
    }

    /// Adds a text.
    pub(crate) const fn whole(self, text: &str) -> Self {
        self.part(text, (0, text.len()))
    }

    /// What was put together.
    pub(crate) const fn done(self) -> [u8; LENGTH] {
        assert!(self.length == LENGTH, "shorter than it was said to be");
        self.bytes
    }
}
