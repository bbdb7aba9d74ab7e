//! Bytes to be written at once, and payloads among them that were not copied.

use std::collections::VecDeque;
use std::io::IoSlice;

use bytes::{Buf, Bytes, BytesMut};
use mqtt_packet::{EncodeError, Packet};

/// Bytes from which a payload is shared by all who receive it: a smaller one is copied sooner than its parts are looked after.
pub(crate) const SHARED: usize = 2048;

/// Capacity beyond which a buffer that was written is not kept for the next bytes.
const KEPT: usize = 64 * 1024;

/// Encoded packets, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// What comes first, in parts.
    parts: VecDeque<Bytes>,
    size_of_parts: usize,
    /// What follows.
    tail: BytesMut,
}

impl Batch {
    /// Adds a packet; says how many bytes it takes.
    pub(crate) fn push(&mut self, packet: &Packet) -> Result<usize, EncodeError> {
        let before = self.remaining();
        match packet {
            Packet::Publish(publish) if publish.payload.len() >= SHARED => {
                publish.encode_head(&mut self.tail)?;
                self.size_of_parts += self.tail.len() + publish.payload.len();
                self.parts.push_back(self.tail.split().freeze());
                self.parts.push_back(publish.payload.clone());
            }
            _ => packet.encode(&mut self.tail)?,
        }
        Ok(self.remaining() - before)
    }

    /// Empties it, to be filled again.
    pub(crate) fn clear(&mut self) {
        self.parts = VecDeque::new();
        self.size_of_parts = 0;
        if self.tail.capacity() > KEPT {
            self.tail = BytesMut::new();
        }
        self.tail.clear();
    }
}

impl Buf for Batch {
    fn remaining(&self) -> usize {
        self.size_of_parts + self.tail.len()
    }

    fn chunk(&self) -> &[u8] {
        self.parts.front().map_or(&self.tail, |part| part)
    }

    fn advance(&mut self, mut count: usize) {
        while let Some(part) = self.parts.front_mut() {
            let done = count.min(part.len());
            part.advance(done);
            self.size_of_parts -= done;
            count -= done;
            if part.has_remaining() {
                return;
            }
            self.parts.pop_front();
        }
        self.tail.advance(count);
    }

    fn chunks_vectored<'a>(&'a self, slices: &mut [IoSlice<'a>]) -> usize {
        let tail = Some(&*self.tail).filter(|tail| !tail.is_empty());
        let chunks = self.parts.iter().map(|part| &**part).chain(tail);
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
            assert_eq!(batch.parts[1].as_ptr(), payload.as_ptr());
        }
    }

    #[test]
    fn a_cleared_batch_is_empty_and_keeps_little() {
        let mut batch = batch();
        batch.tail.reserve(KEPT * 2);
        batch.clear();
        assert!(!batch.has_remaining() && batch.tail.capacity() <= KEPT);
        assert_eq!(batch.chunk(), b"");
    }
}
