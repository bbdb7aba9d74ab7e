//! One direction of a connection on which no fault is played.

use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, Ordering};

use mqtt_packet::DecodeError;
use mqtt_trace::{Content, Direction, Piece, Side, Stream, What};
use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf};

use super::events::Recorder;
use tls::Wire;

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

    /// The next piece of what has come; when no more comes, the last one too, a packet cut short.
    pub(super) fn piece(&self, stream: &mut Stream, ended: bool) -> Option<Piece> {
        if self.foreign.load(Ordering::Relaxed) {
            stream.give_up();
        }
        let piece = stream.next_piece().or_else(|| if ended { stream.finish() } else { None })?;
        if matches!(piece.content, Content::Undecodable(DecodeError::UnsupportedVersion { .. })) {
            self.foreign.store(true, Ordering::Relaxed);
        }
        Some(piece)
    }

    /// Tells all pieces of what has come.
    pub(super) async fn tell_pieces(&self, direction: Direction, stream: &mut Stream, ended: bool) {
        while let Some(piece) = self.piece(stream, ended) {
            self.tell(What::Piece { direction, piece }).await;
        }
    }

    pub(super) async fn ended(&self, by: Side, reset: bool) {
        self.tell(What::Ended { by, reset }).await;
    }

    pub(super) async fn tell(&self, what: What) {
        self.recorder.record(what).await;
    }
}

/// Passes on what comes from one side until it has closed its half. What passes is recorded before it is passed
/// on, so that an answer always comes after its question.
pub(super) async fn relay(
    mut from: ReadHalf<&mut Wire>,
    mut to: WriteHalf<&mut Wire>,
    direction: Direction,
    stream: &mut Stream,
    watch: &Watch,
) -> Result<(), Reset> {
    let by = direction.sender();
    let mut buffer = vec![0; 16 << 10];
    loop {
        let size = from.read(&mut buffer).await.map_err(|_| Reset { by })?;
        stream.push(&buffer[..size]);
        watch.tell_pieces(direction, stream, size == 0).await;
        if size == 0 {
            watch.ended(by, false).await;
            let _ = to.shutdown().await;
            return Ok(());
        }
        let written = async {
            to.write_all(&buffer[..size]).await?;
            // TLS may have kept a part.
            to.flush().await
        };
        if let Err(error) = written.await {
            // The system tells a reset once, to whoever comes first. Else the receiver's own direction tells how
            // it went.
            let reset = error.kind() == ErrorKind::ConnectionReset;
            return if reset { Err(Reset { by: direction.receiver() }) } else { Ok(()) };
        }
    }
}
