//! What waits to be written to a connection.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use bytes::BytesMut;
use mqtt_packet::Packet;
use tokio::sync::Notify;

/// Packets beyond which QoS 0 messages are dropped, and the connection is not read until some have left: a
/// client that does not read does not fill the memory.
const FULL: usize = 4096;

/// About how many bytes are written at once.
const BATCH: usize = 64 * 1024;

/// The packets that wait to be written to one connection.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    packets: RefCell<VecDeque<Packet>>,
    /// Nothing more is to come: close once all is written.
    closing: Cell<bool>,
    /// Told when there is something to write or nothing more to come.
    filled: Notify,
    /// Told when a batch has been taken out.
    drained: Notify,
    /// Told when nothing more is to come.
    closed: Notify,
}

impl Outbox {
    pub(crate) fn push(&self, packet: Packet) {
        self.packets.borrow_mut().push_back(packet);
        self.filled.notify_one();
    }

    pub(crate) fn close(&self) {
        self.closing.set(true);
        self.filled.notify_one();
        self.drained.notify_one();
        self.closed.notify_one();
    }

    /// Waits until nothing more is to come.
    pub(crate) async fn closed(&self) {
        if !self.is_closing() {
            self.closed.notified().await;
        }
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.closing.get()
    }

    /// The reader is too slow.
    pub(crate) fn is_full(&self) -> bool {
        self.packets.borrow().len() >= FULL
    }

    /// Waits until there is room, or the outbox closes.
    pub(crate) async fn room(&self) {
        while self.is_full() && !self.is_closing() {
            self.drained.notified().await;
        }
    }

    /// Waits for packets and encodes a batch of them into `out`. `false` when all is written and nothing more
    /// is to come.
    pub(crate) async fn take(&self, out: &mut BytesMut) -> bool {
        loop {
            if self.encode_batch(out) {
                self.drained.notify_one();
                return true;
            }
            if self.is_closing() {
                return false;
            }
            self.filled.notified().await;
        }
    }

    fn encode_batch(&self, out: &mut BytesMut) -> bool {
        let mut packets = self.packets.borrow_mut();
        while out.len() < BATCH
            && let Some(packet) = packets.pop_front()
        {
            // What the core sends was decoded by the same codec, so it can be encoded; were it not so, one
            // packet would be missing rather than the broker.
            let encoded = packet.encode(out);
            debug_assert!(encoded.is_ok(), "{packet:?}: {encoded:?}");
        }
        !out.is_empty()
    }
}
