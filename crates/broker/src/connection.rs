//! One network connection: reads, hands over, writes.

use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use bytes::BytesMut;
use mqtt_session::broker::ConnectionId;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::time::{sleep, timeout};

use crate::hub::Hub;
use crate::outbox::Outbox;

/// How long a connection that is to be closed may take to swallow what was written to it.
const FAREWELL: Duration = Duration::from_secs(5);

/// How long a client has to hang up once everything was written.
const LINGER: Duration = Duration::from_secs(1);

/// Serves a connection to its end.
pub(crate) async fn serve(mut stream: TcpStream, peer: SocketAddr, hub: Rc<Hub>) {
    // Small packets must leave at once: latency is part of the lesson.
    let _ = stream.set_nodelay(true);
    let outbox = Rc::new(Outbox::default());
    let id = hub.open(peer, Rc::clone(&outbox));

    let (reader, writer) = stream.split();
    let overdue = async {
        outbox.closed().await;
        sleep(FAREWELL).await;
    };
    let written = tokio::select! {
        end = read(reader, id, &hub, &outbox) => {
            hub.lost(id, end.as_ref().err());
            false
        }
        end = write(writer, &outbox) => {
            hub.lost(id, end.as_ref().err());
            end.is_ok()
        }
        () = overdue => false,
    };
    if written {
        hang_up(stream).await;
    }
}

/// Reads until the client hangs up.
async fn read(mut reader: ReadHalf<'_>, id: ConnectionId, hub: &Hub, outbox: &Outbox) -> io::Result<()> {
    let mut stream = BytesMut::with_capacity(4096);
    loop {
        outbox.room().await;
        if reader.read_buf(&mut stream).await? == 0 {
            return Ok(());
        }
        hub.received(id, &mut stream);
        if outbox.is_closing() {
            // The end is for the writer to make, once it has written what is left.
            std::future::pending::<()>().await;
        }
    }
}

/// Writes until the outbox closes.
async fn write(mut writer: WriteHalf<'_>, outbox: &Outbox) -> io::Result<()> {
    let mut batch = BytesMut::new();
    while outbox.take(&mut batch).await {
        writer.write_all(&batch).await?;
        batch.clear();
    }
    Ok(())
}

/// Says that nothing more will come, and waits a little for the client to hang up. Closing at once would throw
/// away, on the client's side, what it has not read yet: a CONNACK that says why it is refused, for one.
async fn hang_up(mut stream: TcpStream) {
    let mut ignored = [0; 1024];
    let drain = async {
        stream.shutdown().await?;
        while stream.read(&mut ignored).await? > 0 {}
        io::Result::Ok(())
    };
    let _ = timeout(LINGER, drain).await;
}
