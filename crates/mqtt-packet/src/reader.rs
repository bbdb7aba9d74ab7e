//! Reads the fields of one packet in order, checks them and reports where they lie.

use std::ops::Range;

use crate::{Buffer, DecodeError, Field, FieldSink, PacketId, Rule, Span};

pub(crate) struct Reader<'r, B, S> {
    buffer: &'r B,
    /// Offset of the next byte to read.
    position: usize,
    /// Offset just after the packet.
    end: usize,
    sink: &'r mut S,
}

impl<'r, B: Buffer, S: FieldSink> Reader<'r, B, S> {
    /// A reader of the bytes `from..end` of `buffer`, all of which must be there.
    pub(crate) fn new(buffer: &'r B, from: usize, end: usize, sink: &'r mut S) -> Self {
        Reader { buffer, position: from, end, sink }
    }

    pub(crate) fn position(&self) -> usize {
        self.position
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.position == self.end
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

    fn take(&mut self, count: usize) -> Result<Range<usize>, DecodeError> {
        if self.end - self.position < count {
            return malformed(Rule::BodyTooShort, self.end);
        }
        let range = self.position..self.position + count;
        self.position = range.end;
        Ok(range)
    }

    /// A byte whose fields are smaller than it: the caller reports them with [`Reader::bits`].
    pub(crate) fn flags(&mut self) -> Result<u8, DecodeError> {
        let range = self.take(1)?;
        Ok(self.buffer.as_ref()[range.start])
    }

    pub(crate) fn u8(&mut self, field: Field) -> Result<u8, DecodeError> {
        let byte = self.flags()?;
        self.bytes(field, self.position - 1..self.position);
        Ok(byte)
    }

    pub(crate) fn u16(&mut self, field: Field) -> Result<u16, DecodeError> {
        let range = self.take(2)?;
        let bytes = self.buffer.as_ref();
        let value = u16::from_be_bytes([bytes[range.start], bytes[range.start + 1]]);
        self.bytes(field, range);
        Ok(value)
    }

    pub(crate) fn packet_id(&mut self) -> Result<PacketId, DecodeError> {
        let offset = self.position;
        let value = self.u16(Field::PacketId)?;
        PacketId::new(value).map_or(malformed(Rule::PacketIdZero, offset), Ok)
    }

    /// Bytes with a two-byte length before them.
    fn prefixed(&mut self, length: Field, field: Field) -> Result<Range<usize>, DecodeError> {
        let count = self.u16(length)?;
        let range = self.take(usize::from(count))?;
        self.bytes(field, range.clone());
        Ok(range)
    }

    pub(crate) fn blob(&mut self, length: Field, field: Field) -> Result<B, DecodeError> {
        let range = self.prefixed(length, field)?;
        Ok(self.buffer.slice(range))
    }

    /// A UTF-8 string `[MQTT-1.5.3-1]`, `[MQTT-1.5.3-2]`.
    pub(crate) fn text(&mut self, length: Field, field: Field) -> Result<B::Text, DecodeError> {
        let range = self.prefixed(length, field)?;
        let start = range.start;
        let text = self.buffer.text(range).map_err(|error| DecodeError::Malformed {
            rule: Rule::Utf8,
            offset: start + error.valid_up_to(),
        })?;
        match text.bytes().position(|byte| byte == 0) {
            Some(nul) => malformed(Rule::NulCharacter, start + nul),
            None => Ok(text),
        }
    }

    /// All that remains.
    pub(crate) fn rest(&mut self, field: Field) -> B {
        let range = self.position..self.end;
        self.position = self.end;
        self.bytes(field, range.clone());
        self.buffer.slice(range)
    }

    /// The packet must end here.
    pub(crate) fn finish(&self) -> Result<(), DecodeError> {
        if self.is_empty() { Ok(()) } else { malformed(Rule::BodyTooLong, self.position) }
    }
}

pub(crate) fn malformed<T>(rule: Rule, offset: usize) -> Result<T, DecodeError> {
    Err(DecodeError::Malformed { rule, offset })
}
