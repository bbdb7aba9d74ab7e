//! The two ends of a direction on which faults are played. Each may wait for the network without keeping the other from
//! its work: all that waits may be dropped and called again.

use std::io;

use bytes::{Bytes, BytesMut};
use mqtt_trace::Stream;
use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf};

use tls::Wire;

/// Bytes that may wait for a side that does not read, before no more are taken from the other.
const ROOM: usize = 64 << 10;

/// Where bytes come from.
pub(super) struct Inlet<'w> {
    from: ReadHalf<&'w mut Wire>,
    pub(super) stream: Stream,
    /// What has come and was not yet taken, unmasked.
    raw: BytesMut,
}

impl<'w> Inlet<'w> {
    pub(super) fn new(from: ReadHalf<&'w mut Wire>) -> Inlet<'w> {
        Inlet { from, stream: Stream::default(), raw: BytesMut::new() }
    }

    /// Reads what has come: so many bytes, 0 at the end.
    pub(super) async fn read(&mut self) -> io::Result<usize> {
        let before = self.raw.len();
        let size = self.from.read_buf(&mut self.raw).await?;
        self.stream.push(&self.raw[before..]);
        Ok(size)
    }

    /// The bytes of the piece that the stream has just given, as they were on the wire.
    pub(super) fn taken(&mut self) -> Bytes {
        self.raw.split_to(self.raw.len() - self.stream.waiting()).freeze()
    }

    /// Reads to the end, for nothing.
    pub(super) async fn discard(&mut self) {
        let _ = tokio::io::copy(&mut self.from, &mut tokio::io::sink()).await;
    }
}

/// Where bytes go.
pub(super) struct Outlet<'w> {
    to: WriteHalf<&'w mut Wire>,
    waiting: BytesMut,
    /// Something was written and may still be kept by TLS.
    unflushed: bool,
    /// Nobody reads there any more.
    over: bool,
}

impl<'w> Outlet<'w> {
    pub(super) fn new(to: WriteHalf<&'w mut Wire>) -> Outlet<'w> {
        Outlet { to, waiting: BytesMut::new(), unflushed: false, over: false }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        if !self.over {
            self.waiting.extend_from_slice(bytes);
        }
    }

    pub(super) fn has_room(&self) -> bool {
        !self.over && self.waiting.len() < ROOM
    }

    /// Nothing goes there any more.
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    pub(super) fn has_more(&self) -> bool {
        self.unflushed || !self.waiting.is_empty()
    }

    /// Writes a part of what waits.
    pub(super) async fn write(&mut self) -> io::Result<()> {
        if !self.waiting.is_empty() {
            self.unflushed = true;
            self.to.write_buf(&mut self.waiting).await?;
        }
        self.to.flush().await?;
        self.unflushed = false;
        Ok(())
    }

    /// What waits, and what comes, is lost.
    pub(super) fn give_up(&mut self) {
        self.over = true;
        self.unflushed = false;
        self.waiting.clear();
    }

    /// Writes all that waits, and closes this half.
    pub(super) async fn finish(&mut self) {
        while self.has_more() {
            if self.write().await.is_err() {
                self.give_up();
            }
        }
        self.over = true;
        let _ = self.to.shutdown().await;
    }
}
