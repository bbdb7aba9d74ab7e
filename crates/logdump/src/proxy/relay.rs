//! One direction of a connection.

use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, Ordering};

use mqtt_packet::DecodeError;
use mqtt_trace::{Content, Direction, Side, Stream, What};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};

use super::events::Recorder;

/// One side has reset the connection, which ends both directions at once.
#[derive(Debug)]
pub(super) struct Reset {
    pub(super) by: Side,
}

/// What is known of a connection.
#[derive(Debug)]
pub(super) struct Watch {
    recorder: Recorder,
    /// The client speaks a version that we do not: what the broker answers cannot be decoded either.
    foreign: AtomicBool,
}

impl Watch {
    pub(super) fn new(recorder: Recorder) -> Watch {
        Watch { recorder, foreign: AtomicBool::new(false) }
    }

    async fn received(&self, bytes: &[u8], direction: Direction, stream: &mut Stream) {
        if self.foreign.load(Ordering::Relaxed) {
            stream.give_up();
        }
        stream.push(bytes);
        while let Some(piece) = stream.next_piece() {
            let foreign =
                matches!(piece.content, Content::Undecodable(DecodeError::UnsupportedVersion { .. }));
            self.foreign.fetch_or(foreign, Ordering::Relaxed);
            self.recorder.record(What::Piece { direction, piece }).await;
        }
    }

    /// Tells of a packet that was cut short.
    pub(super) async fn finish(&self, direction: Direction, stream: &mut Stream) {
        if let Some(piece) = stream.finish() {
            self.recorder.record(What::Piece { direction, piece }).await;
        }
    }

    pub(super) async fn ended(&self, by: Side, reset: bool) {
        self.recorder.record(What::Ended { by, reset }).await;
    }
}

/// Passes on what comes from one side until it has closed its half. What passes is recorded before it is passed
/// on, so that an answer always comes after its question.
pub(super) async fn relay(
    mut from: ReadHalf<'_>,
    mut to: WriteHalf<'_>,
    direction: Direction,
    stream: &mut Stream,
    watch: &Watch,
) -> Result<(), Reset> {
    let by = direction.sender();
    let mut buffer = vec![0; 16 << 10];
    loop {
        let size = from.read(&mut buffer).await.map_err(|_| Reset { by })?;
        if size == 0 {
            watch.finish(direction, stream).await;
            watch.ended(by, false).await;
            let _ = to.shutdown().await;
            return Ok(());
        }
        watch.received(&buffer[..size], direction, stream).await;
        if let Err(error) = to.write_all(&buffer[..size]).await {
            // The system tells a reset once, to whoever comes first. Else the receiver's own direction tells how
            // it went.
            let reset = error.kind() == ErrorKind::ConnectionReset;
            return if reset { Err(Reset { by: direction.receiver() }) } else { Ok(()) };
        }
    }
}
