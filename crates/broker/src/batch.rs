//! Bytes to be written at once, and payloads among them that were not copied.

use std::collections::VecDeque;
use std::io::IoSlice;
use std::ops::RangeInclusive;

use bytes::{Buf, Bytes, BytesMut};
use mqtt_packet::{EncodeError, Packet};

/// Bytes from which a payload is shared by all who receive it: a smaller one is copied sooner than its parts are looked after.
pub(crate) const SHARED: usize = 2048;

/// Capacity up to which a buffer that was written is kept for the next bytes, and from which: ten thousand clients that have
/// got a CONNACK and nothing else do without.
const KEPT: RangeInclusive<usize> = 64..=64 * 1024;

/// Encoded packets, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// What comes first, if there are large payloads: in a place of its own, for most connections never see one.
    parts: Option<Box<Parts>>,
    /// What follows.
    tail: BytesMut,
}

/// Heads and payloads, in turn.
#[derive(Debug, Default)]
struct Parts {
    parts: VecDeque<Bytes>,
    size: usize,
}

impl Batch {
    /// Adds a packet; says how many bytes it takes.
    pub(crate) fn push(&mut self, packet: &Packet) -> Result<usize, EncodeError> {
        let before = self.remaining();
        match packet {
            Packet::Publish(publish) if publish.payload.len() >= SHARED => {
                publish.encode_head(&mut self.tail)?;
                let parts = self.parts.get_or_insert_default();
                parts.size += self.tail.len() + publish.payload.len();
                parts.parts.push_back(self.tail.split().freeze());
                parts.parts.push_back(publish.payload.clone());
            }
            _ => packet.encode(&mut self.tail)?,
        }
        Ok(self.remaining() - before)
    }

    /// Empties it, to be filled again.
    pub(crate) fn clear(&mut self) {
        self.parts = None;
        self.tail.clear();
        // What was written counts as capacity again only when it is reclaimed.
        let holds = |tail: &mut BytesMut, size| tail.capacity() >= size || tail.try_reclaim(size);
        if !holds(&mut self.tail, *KEPT.start()) || holds(&mut self.tail, KEPT.end() + 1) {
            self.tail = BytesMut::new();
        }
    }

    fn parts(&self) -> impl Iterator<Item = &Bytes> {
        self.parts.iter().flat_map(|parts| &parts.parts)
    }
}

impl Parts {
    /// Takes `count` bytes away, or as many as there are; says how many.
    fn advance(&mut self, count: usize) -> usize {
        let mut left = count;
        while let Some(part) = self.parts.front_mut() {
            let done = left.min(part.len());
            part.advance(done);
            left -= done;
            if part.has_remaining() {
                break;
            }
            self.parts.pop_front();
        }
        self.size -= count - left;
        count - left
    }
}

impl Buf for Batch {
    fn remaining(&self) -> usize {
        self.parts.as_ref().map_or(0, |parts| parts.size) + self.tail.len()
    }

    fn chunk(&self) -> &[u8] {
        self.parts().next().map_or(&self.tail, |part| part)
    }

    fn advance(&mut self, count: usize) {
        let done = self.parts.as_mut().map_or(0, |parts| parts.advance(count));
        self.tail.advance(count - done);
    }

    fn chunks_vectored<'a>(&'a self, slices: &mut [IoSlice<'a>]) -> usize {
        let tail = Some(&*self.tail).filter(|tail| !tail.is_empty());
        let chunks = self.parts().map(|part| &**part).chain(tail);
        slices.iter_mut().zip(chunks).map(|(slice, chunk)| *slice = IoSlice::new(chunk)).count()
    }
}

#[cfg(test)]
mod tests {
    use mqtt_packet::Publish;

    use super::*;

    fn packets() -> Vec<Packet> {
        let publish = |size: usize| Packet::Publish(Publish::new("a/b", vec![b'x'; size]));
        vec![publish(3), publish(SHARED), publish(SHARED * 3), Packet::Pingresp, publish(SHARED - 1)]
    }

    fn encoded() -> BytesMut {
        let mut bytes = BytesMut::new();
        packets().iter().for_each(|packet| packet.encode(&mut bytes).expect("a packet"));
        bytes
    }

    fn batch() -> Batch {
        let mut batch = Batch::default();
        for packet in &packets() {
            assert_eq!(batch.push(packet), Ok(packet.encoded_size()));
        }
        batch
    }

    #[test]
    fn the_bytes_are_those_of_the_packets_however_many_are_taken_at_once() {
        for step in [1, 7, 2047, 2048, 5000, 1_000_000] {
            let (mut batch, mut taken) = (batch(), Vec::new());
            while batch.has_remaining() {
                let mut slices = [IoSlice::new(&[]); 3];
                let count = batch.chunks_vectored(&mut slices);
                let seen: Vec<u8> = slices[..count].iter().flat_map(|slice| slice.to_vec()).collect();
                let seen = &seen[..step.min(seen.len())];
                taken.extend_from_slice(seen);
                batch.advance(seen.len());
            }
            assert!(taken == encoded(), "by {step}");
        }
    }

    #[test]
    fn a_large_payload_is_the_same_memory_for_all() {
        let publish = Publish::new("a", vec![b'x'; SHARED]);
        let payload = publish.payload.clone();
        let (mut one, mut other) = (Batch::default(), Batch::default());
        for batch in [&mut one, &mut other] {
            batch.push(&Packet::Publish(publish.clone())).expect("a packet");
            assert_eq!(batch.parts().nth(1).map(|part| part.as_ptr()), Some(payload.as_ptr()));
        }
    }

    #[test]
    fn a_cleared_batch_is_empty_and_keeps_what_is_worth_it() {
        for (size, kept) in [(4, false), (64, true), (2000, true), (64 * 1024, true), (64 * 1024 + 1, false)]
        {
            let mut batch = Batch { tail: BytesMut::with_capacity(size), ..Batch::default() };
            batch.tail.extend_from_slice(&vec![b'x'; size]);
            batch.advance(size);
            batch.clear();
            assert!(!batch.has_remaining());
            assert_eq!(batch.chunk(), b"");
            assert_eq!(batch.tail.try_reclaim(size), kept, "{size}");
        }
    }
}
