//! Reads the fields of one packet in order, checks them and reports where they lie.

use std::ops::Range;

use crate::topic::{self, TopicError};
use crate::{Buffer, DecodeError, Field, FieldSink, PacketId, Rule, Span};

pub(crate) struct Reader<'s, B, S> {
    buffer: B,
    /// Offset of the next byte to read.
    position: usize,
    sink: &'s mut S,
}

impl<'s, B: Buffer, S: FieldSink> Reader<'s, B, S> {
    /// A reader of the bytes of `buffer`, a whole packet and nothing more, `from` one on.
    #[inline]
    pub(crate) fn new(buffer: B, from: usize, sink: &'s mut S) -> Self {
        Reader { buffer, position: from, sink }
    }

    #[inline]
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.position == self.buffer.as_ref().len()
    }

    /// Reports a field of some bits of the byte at `offset`.
    #[inline]
    pub(crate) fn bits(&mut self, field: Field, offset: usize, bits: Range<u8>) {
        self.sink.field(Span { field, bytes: offset..offset + 1, bits: Some(bits) });
    }

    /// Reports a field of whole bytes that was read already.
    #[inline]
    pub(crate) fn bytes(&mut self, field: Field, bytes: Range<usize>) {
        self.sink.field(Span { field, bytes, bits: None });
    }

    #[inline]
    fn take(&mut self, count: usize) -> Result<Range<usize>, DecodeError> {
        let (range, size) = (self.position..self.position + count, self.buffer.as_ref().len());
        if range.end > size {
            return malformed(Rule::BodyTooShort, size);
        }
        self.position = range.end;
        Ok(range)
    }

    /// A byte whose fields are smaller than it: the caller reports them with [`Reader::bits`].
    #[inline]
    pub(crate) fn flags(&mut self) -> Result<u8, DecodeError> {
        let range = self.take(1)?;
        Ok(self.buffer.as_ref()[range.start])
    }

    #[inline]
    pub(crate) fn u8(&mut self, field: Field) -> Result<u8, DecodeError> {
        let byte = self.flags()?;
        self.bytes(field, self.position - 1..self.position);
        Ok(byte)
    }

    #[inline]
    pub(crate) fn u16(&mut self, field: Field) -> Result<u16, DecodeError> {
        let range = self.take(2)?;
        let bytes = self.buffer.as_ref();
        let value = u16::from_be_bytes([bytes[range.start], bytes[range.start + 1]]);
        self.bytes(field, range);
        Ok(value)
    }

    #[inline]
    pub(crate) fn packet_id(&mut self) -> Result<PacketId, DecodeError> {
        let offset = self.position;
        let value = self.u16(Field::PacketId)?;
        PacketId::new(value).map_or(malformed(Rule::PacketIdZero, offset), Ok)
    }

    /// Bytes with a two-byte length before them.
    #[inline]
    fn prefixed(&mut self, length: Field, field: Field) -> Result<Range<usize>, DecodeError> {
        let count = self.u16(length)?;
        let range = self.take(usize::from(count))?;
        self.bytes(field, range.clone());
        Ok(range)
    }

    #[inline]
    pub(crate) fn blob(&mut self, length: Field, field: Field) -> Result<B, DecodeError> {
        let range = self.prefixed(length, field)?;
        Ok(self.buffer.slice(range))
    }

    /// A UTF-8 string `[MQTT-1.5.3-1]`, `[MQTT-1.5.3-2]`.
    pub(crate) fn text(&mut self, length: Field, field: Field) -> Result<B::Text, DecodeError> {
        let text = self.utf8(length, field)?;
        check_nul(&text, self.position - text.len())?;
        Ok(text)
    }

    /// A topic name `[MQTT-3.3.2-2]`, `[MQTT-4.7.3-1]`.
    #[inline]
    pub(crate) fn topic_name(&mut self, length: Field, field: Field) -> Result<B::Text, DecodeError> {
        self.topic(length, field, topic::check_name)
    }

    /// A topic filter `[MQTT-4.7.1-2]`, `[MQTT-4.7.1-3]`, `[MQTT-4.7.3-1]`.
    pub(crate) fn topic_filter(&mut self, length: Field, field: Field) -> Result<B::Text, DecodeError> {
        self.topic(length, field, topic::check_filter)
    }

    /// A text that `check` looks at closely where it is not plain: most topics are looked at once.
    #[inline]
    fn topic(
        &mut self,
        length: Field,
        field: Field,
        check: fn(&str) -> Result<(), TopicError>,
    ) -> Result<B::Text, DecodeError> {
        let text = self.utf8(length, field)?;
        if !topic::is_plain(&text) {
            let start = self.position - text.len();
            check_nul(&text, start)?;
            check(&text)
                .map_err(|fault| DecodeError::Malformed { rule: fault.rule, offset: start + fault.at })?;
        }
        Ok(text)
    }

    #[inline]
    fn utf8(&mut self, length: Field, field: Field) -> Result<B::Text, DecodeError> {
        let range = self.prefixed(length, field)?;
        let start = range.start;
        self.buffer
            .text(range)
            .map_err(|error| DecodeError::Malformed { rule: Rule::Utf8, offset: start + error.valid_up_to() })
    }

    /// All that remains. Nothing can be read after it: the reader is then at the end of an empty buffer.
    #[inline]
    pub(crate) fn rest(&mut self, field: Field) -> B {
        let from = std::mem::take(&mut self.position);
        self.bytes(field, from..self.buffer.as_ref().len());
        self.buffer.take_from(from)
    }

    /// The packet must end here.
    #[inline]
    pub(crate) fn finish(&self) -> Result<(), DecodeError> {
        if self.is_empty() { Ok(()) } else { malformed(Rule::BodyTooLong, self.position) }
    }
}

/// Refuses a text that holds U+0000; it begins at `start`.
#[inline]
fn check_nul(text: &str, start: usize) -> Result<(), DecodeError> {
    if topic::is_plain(text) || !text.as_bytes().contains(&0) {
        return Ok(());
    }
    let nul = text.bytes().take_while(|byte| *byte != 0).count();
    malformed(Rule::NulCharacter, start + nul)
}

#[cold]
pub(crate) fn malformed<T>(rule: Rule, offset: usize) -> Result<T, DecodeError> {
    Err(DecodeError::Malformed { rule, offset })
}
