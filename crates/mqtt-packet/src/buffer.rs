//! What a packet is read from, and therefore what it holds.

use std::fmt::Debug;
use std::ops::{Deref, Range};
use std::str::Utf8Error;

use bytes::{Buf, Bytes};
use bytestring::ByteString;

/// Bytes that hold a packet, and the form in which the decoded packet keeps its texts and payload.
///
/// `Bytes` gives packets that own (share) their content; `&[u8]` gives packets that borrow it.
pub trait Buffer: AsRef<[u8]> + Clone + Debug + Eq {
    /// A UTF-8 string that lies in the buffer.
    type Text: Deref<Target = str> + Clone + Debug + Eq;

    /// The bytes of `range`, without a copy.
    ///
    /// # Panics
    /// When `range` is not within the buffer; the decoder asks only for what it has measured.
    #[must_use]
    fn slice(&self, range: Range<usize>) -> Self;

    /// The bytes from `start` on, which leaves an empty buffer: cheaper than to share it once more.
    ///
    /// # Panics
    /// As [`Buffer::slice`].
    #[must_use]
    fn take_from(&mut self, start: usize) -> Self;

    /// The text of `range`, without a copy.
    ///
    /// # Errors
    /// When the bytes are not well-formed UTF-8 `[MQTT-1.5.3-1]`.
    fn text(&self, range: Range<usize>) -> Result<Self::Text, Utf8Error>;
}

impl Buffer for Bytes {
    type Text = ByteString;

    #[inline]
    fn slice(&self, range: Range<usize>) -> Self {
        Bytes::slice(self, range)
    }

    #[inline]
    fn take_from(&mut self, start: usize) -> Self {
        let mut taken = std::mem::take(self);
        taken.advance(start);
        taken
    }

    #[inline]
    fn text(&self, range: Range<usize>) -> Result<ByteString, Utf8Error> {
        ByteString::try_from(Bytes::slice(self, range))
    }
}

impl<'a> Buffer for &'a [u8] {
    type Text = &'a str;

    #[inline]
    fn slice(&self, range: Range<usize>) -> Self {
        &self[range]
    }

    #[inline]
    fn take_from(&mut self, start: usize) -> Self {
        &std::mem::take(self)[start..]
    }

    #[inline]
    fn text(&self, range: Range<usize>) -> Result<&'a str, Utf8Error> {
        std::str::from_utf8(&self[range])
    }
}
