//! One network connection, in clear or in TLS, from its opening to its end.

use std::io;
use std::pin::Pin;
use std::time::Duration;

use bytes::BytesMut;
use cli::Address;
use mqtt_session::client::CloseReason;
use tls::{Trust, Wire};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

/// A machine that answers nothing at all is given up sooner than the system would; so is a handshake.
const OPENING_TIMEOUT: Duration = Duration::from_secs(10);
/// For DISCONNECT to leave and the broker to close.
const GOODBYE_TIMEOUT: Duration = Duration::from_secs(2);

/// The network connection.
pub(super) enum Line {
    Waiting(Instant),
    Opening(Pin<Box<dyn Future<Output = Result<Wire, Loss>>>>),
    Open {
        stream: Wire,
        accepted: bool,
        /// What was written may still be kept by TLS.
        unflushed: bool,
    },
    Closed,
}

/// How a connection was lost.
#[derive(Debug)]
pub enum Loss {
    /// The broker closed it.
    Closed,
    /// The system says why.
    Io(io::Error),
    /// There is a TCP connection, and no TLS: the broker is not believed, or speaks none.
    Handshake(io::Error),
    /// This client had reason to close it.
    Protocol(CloseReason),
}

/// Opens a connection, in TLS if there is somebody to trust.
pub(super) async fn open(address: Address, trust: Option<Trust>) -> Result<Wire, Loss> {
    let opening = TcpStream::connect((address.host.as_str(), address.port));
    let stream = in_time(opening).await.map_err(Loss::Io)?;
    // Acknowledgements are small and should not wait for one another.
    stream.set_nodelay(true).map_err(Loss::Io)?;
    match trust {
        None => Ok(Wire::Clear(stream)),
        Some(trust) => in_time(trust.shake_hands(&address.host, stream)).await.map_err(Loss::Handshake),
    }
}

async fn in_time<T>(what: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(OPENING_TIMEOUT, what).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

/// Writes what is left, DISCONNECT at its end, and waits a little for the broker to close: closing first with bytes
/// still unread would make the system throw away our last ones.
pub(super) async fn goodbye(mut stream: Wire, mut unsent: BytesMut) -> io::Result<()> {
    let written = timeout(GOODBYE_TIMEOUT, async {
        stream.write_all_buf(&mut unsent).await?;
        stream.flush().await?;
        stream.shutdown().await
    });
    written.await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))?;
    let mut unread = [0; 4096];
    let broker_closes = async { while matches!(stream.read(&mut unread).await, Ok(1..)) {} };
    // A broker that does not close has had DISCONNECT all the same.
    let _ = timeout(GOODBYE_TIMEOUT, broker_closes).await;
    Ok(())
}
