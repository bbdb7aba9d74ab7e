//! What waits to be written to a connection.

use std::cell::{Cell, RefCell};
use std::io;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::Buf;
use mqtt_packet::{Packet, Qos};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::batch::Batch;

/// Bytes beyond which QoS 0 messages are dropped, and the connection is not read until some have left: a client
/// that does not read does not fill the memory.
const FULL: usize = 8 * 1024 * 1024;

/// Bytes beyond which retained messages of QoS 0 are dropped too. They answer a SUBSCRIBE and nobody would send them
/// again, so the limit is far; but a packet of a few kilobytes may ask for the same ones a thousand times.
const OVERFULL: usize = 8 * FULL;

/// The bytes that wait to be written to one connection. Packets are encoded as they come: what they cost is known then, and
/// but for large payloads they share nothing with the buffer of the one who sent them.
#[derive(Default)]
pub(crate) struct Outbox {
    waiting: RefCell<Batch>,
    /// Nothing more is to come: close once all is written.
    closing: Cell<bool>,
    /// The connection is not to be read: what it has sent waits for an answer that is not the client's to give.
    held: Cell<bool>,
    /// Whom to wake when any of this has changed.
    connection: Cell<Option<Waker>>,
}

impl Outbox {
    /// Whether there is room for a packet. Only a QoS 0 message may be lost on the way to a reader that is too slow.
    pub(crate) fn accepts(&self, packet: &Packet) -> bool {
        let waiting = self.waiting.borrow().remaining();
        match packet {
            Packet::Publish(publish) if publish.qos > Qos::AtMostOnce => true,
            Packet::Publish(publish) => waiting < if publish.retain { OVERFULL } else { FULL },
            _ => true,
        }
    }

    /// Adds a packet; says how many bytes it takes.
    pub(crate) fn push(&self, packet: &Packet) -> usize {
        // What the core sends was decoded by the same codec, so it can be encoded; were it not so, one packet
        // would be missing rather than the broker.
        let encoded = self.waiting.borrow_mut().push(packet);
        debug_assert!(encoded.is_ok(), "{packet:?}: {encoded:?}");
        self.wake();
        encoded.unwrap_or(0)
    }

    /// The connection sleeps, until this has changed.
    pub(crate) fn wakes(&self, connection: &Waker) {
        self.connection.set(Some(connection.clone()));
    }

    /// The connection is awake.
    pub(crate) fn is_watched(&self) {
        self.connection.take();
    }

    fn wake(&self) {
        if let Some(connection) = self.connection.take() {
            connection.wake();
        }
    }

    pub(crate) fn close(&self) {
        self.closing.set(true);
        self.wake();
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.closing.get()
    }

    /// Nothing more is looked at of what the client sends.
    pub(crate) fn hold(&self) {
        self.held.set(true);
    }

    /// It is again.
    pub(crate) fn release(&self) {
        self.held.set(false);
        self.wake();
    }

    /// The connection is held, or its reader is too slow.
    pub(crate) fn is_full(&self) -> bool {
        self.held.get() || self.waiting.borrow().remaining() >= FULL
    }

    /// Something is to be written.
    pub(crate) fn has_bytes(&self) -> bool {
        self.waiting.borrow().has_remaining()
    }

    /// Writes what `wire` takes; says how many bytes.
    pub(crate) fn poll_write(
        &self,
        wire: &mut (impl AsyncWrite + Unpin),
        context: &mut Context<'_>,
    ) -> Poll<io::Result<usize>> {
        let mut waiting = self.waiting.borrow_mut();
        pin!(wire.write_buf(&mut *waiting)).poll(context)
    }

    /// Forgets what waits, if anything does.
    pub(crate) fn clear(&self) {
        self.waiting.borrow_mut().clear();
    }
}
