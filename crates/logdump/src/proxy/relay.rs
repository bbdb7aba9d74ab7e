//! One direction of a connection.

use mqtt_trace::{Direction, Side, Stream, What};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};

use super::events::Recorder;

/// The connection was reset, which ends both directions at once.
#[derive(Debug)]
pub(super) struct Reset;

/// Passes on what comes from one side until it has closed its half. What passes is recorded before it is passed
/// on, so that an answer always comes after its question.
pub(super) async fn relay(
    mut from: ReadHalf<'_>,
    mut to: WriteHalf<'_>,
    direction: Direction,
    recorder: &Recorder,
) -> Result<(), Reset> {
    let mut stream = Stream::default();
    let mut buffer = vec![0; 16 << 10];
    loop {
        let read = from.read(&mut buffer).await;
        let size = *read.as_ref().unwrap_or(&0);
        if size > 0 {
            stream.push(&buffer[..size]);
            while let Some(piece) = stream.next_piece() {
                recorder.record(What::Piece { direction, piece }).await;
            }
            // The receiver may be gone: then its own direction will tell how.
            if to.write_all(&buffer[..size]).await.is_err() {
                return Ok(());
            }
            continue;
        }
        if let Some(piece) = stream.finish() {
            recorder.record(What::Piece { direction, piece }).await;
        }
        let by = if direction == Direction::ToBroker { Side::Client } else { Side::Broker };
        recorder.record(What::Ended { by, reset: read.is_err() }).await;
        if read.is_err() {
            return Err(Reset);
        }
        let _ = to.shutdown().await;
        return Ok(());
    }
}
