//! A connection, in clear or in TLS.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsStream;

/// A network connection.
#[derive(Debug)]
pub enum Wire {
    /// Anybody on the way can read it.
    Clear(TcpStream),
    /// Only the two ends can.
    Tls(Box<TlsStream<TcpStream>>),
}

impl Wire {
    /// The TCP connection beneath.
    #[must_use]
    pub fn tcp(&self) -> &TcpStream {
        match self {
            Wire::Clear(tcp) => tcp,
            Wire::Tls(tls) => tls.get_ref().0,
        }
    }

    /// So that the side sees a reset when it is dropped.
    pub fn reset_on_drop(&self) {
        let _ = self.tcp().set_zero_linger();
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Wire::Clear(tcp) => Pin::new(tcp).poll_read(context, buffer),
            // Few MQTT programs say goodbye in TLS before they close: for them, a close is a proper end.
            Wire::Tls(tls) => Pin::new(tls).poll_read(context, buffer).map(|read| match read {
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(()),
                read => read,
            }),
        }
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Wire::Clear(tcp) => Pin::new(tcp).poll_write(context, bytes),
            Wire::Tls(tls) => Pin::new(tls).poll_write(context, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Wire::Clear(tcp) => Pin::new(tcp).poll_flush(context),
            Wire::Tls(tls) => Pin::new(tls).poll_flush(context),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Wire::Clear(tcp) => Pin::new(tcp).poll_shutdown(context),
            Wire::Tls(tls) => Pin::new(tls).poll_shutdown(context),
        }
    }
}
