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
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

use crate::hub::Hub;
use crate::outbox::Outbox;

/// How long a connection that is to be closed may take to swallow what was written to it.
const FAREWELL: Duration = Duration::from_secs(5);

/// How long a client has to hang up once everything was written.
const LINGER: Duration = Duration::from_secs(1);

/// Bytes read at once, at most: also how long a client may keep the broker for itself.
const READ: usize = 4096;

/// Capacity beyond which a buffer that was written is not kept for the next bytes.
const KEPT: usize = 64 * 1024;

/// Serves a connection to its end. Reading never ends it before what was answered is written: a client may say all
/// that it has to say, close its side, and still listen.
pub(crate) async fn serve(mut stream: TcpStream, peer: SocketAddr, hub: Rc<Hub>) {
    // Small packets must leave at once: latency is part of the lesson.
    let _ = stream.set_nodelay(true);
    let outbox = Rc::new(Outbox::default());
    let id = hub.open(peer, Rc::clone(&outbox));

    let (reader, writer) = stream.split();
    let reading = async {
        let end = read(reader, id, &hub, &outbox).await;
        hub.lost(id, end.as_ref().err());
        outbox.close();
        std::future::pending::<()>().await;
    };
    let overdue = async {
        outbox.closed().await;
        sleep(FAREWELL).await;
    };
    let is_heard = tokio::select! {
        is_heard = write(writer, &outbox) => is_heard,
        () = reading => false,
        () = overdue => false,
    };
    if is_heard {
        hang_up(stream).await;
    }
}

/// Reads until the client hangs up or the core closes.
async fn read(mut reader: ReadHalf<'_>, id: ConnectionId, hub: &Hub, outbox: &Outbox) -> io::Result<()> {
    let mut stream = BytesMut::with_capacity(READ);
    loop {
        if reader.read_buf(&mut stream).await? == 0 {
            return Ok(());
        }
        // A client that sends without end must let the others read what it has sent them.
        yield_now().await;
        hub.received(id, &mut stream);
        while outbox.is_full() && !outbox.is_closing() {
            outbox.room().await;
            hub.received(id, &mut stream);
        }
        if outbox.is_closing() {
            return Ok(());
        }
    }
}

/// Writes until the outbox closes; says whether the client has taken it all. What is for a client that does not
/// listen any more is thrown away, and the reader goes on: its last packets, a DISCONNECT perhaps, may be there
/// unread.
async fn write(mut writer: WriteHalf<'_>, outbox: &Outbox) -> bool {
    let mut batch = BytesMut::new();
    let mut is_heard = true;
    while outbox.take(&mut batch).await {
        is_heard = is_heard && writer.write_all(&batch).await.is_ok();
        if batch.capacity() > KEPT {
            batch = BytesMut::new();
        }
        batch.clear();
    }
    is_heard
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
