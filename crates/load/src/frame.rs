//! The packets that come, looked at no further than needed.

/// A packet.
pub(crate) struct Frame {
    /// The first byte: type and flags.
    pub(crate) first: u8,
    /// The packet identifier; 0 where there is none.
    pub(crate) id: u16,
    /// Bytes of the whole packet.
    pub(crate) size: usize,
}

impl Frame {
    pub(crate) fn is_publish(&self) -> bool {
        self.first >> 4 == 3
    }

    /// The QoS of a PUBLISH.
    pub(crate) fn qos(&self) -> u8 {
        self.first >> 1 & 3
    }

    /// The packet at the start of `bytes`, if it is all there. What is no packet is taken for one: this is no check of brokers.
    pub(crate) fn first_of(bytes: &[u8]) -> Option<Frame> {
        let first = *bytes.first()?;
        let mut remaining = 0;
        let mut at = 1;
        loop {
            let byte = *bytes.get(at)?;
            remaining |= usize::from(byte & 0x7f) << (7 * (at - 1));
            at += 1;
            if byte < 0x80 || at == 5 {
                break;
            }
        }
        let body = bytes.get(at..at + remaining)?;
        let number = |at: usize| body.get(at..at + 2).map_or(0, |two| u16::from_be_bytes([two[0], two[1]]));
        let id = match first >> 4 {
            3 if first >> 1 & 3 > 0 => number(2 + usize::from(number(0))),
            3 => 0,
            _ => number(0),
        };
        Some(Frame { first, id, size: at + remaining })
    }
}
