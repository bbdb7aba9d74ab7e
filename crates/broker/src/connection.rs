//! One network connection: reads, hands over, writes.

use std::cell::RefCell;
use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Poll, ready};
use std::time::Duration;

use bytes::{Buf, BytesMut};
use mqtt_session::broker::ConnectionId;
use tls::Wire;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

use crate::batch::Batch;
use crate::hub::Hub;
use crate::messages;
use crate::outbox::Outbox;

/// How long a connection that is to be closed may take to swallow what was written to it.
const FAREWELL: Duration = Duration::from_secs(5);

/// How long a client has to hang up once everything was written.
const LINGER: Duration = Duration::from_secs(1);

/// Bytes read at once, at most: also how long a client may keep the broker for itself.
pub(crate) const READ: usize = 32 * 1024;

/// Where a connection comes from, and to which port of the broker.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) peer: SocketAddr,
    pub(crate) port: u16,
}

/// Serves a connection in clear to its end.
pub(crate) async fn serve(mut stream: TcpStream, origin: Origin, hub: Rc<Hub>) {
    // Small packets must leave at once: latency is part of the lesson.
    let _ = stream.set_nodelay(true);
    let (reader, writer) = stream.split();
    if exchange(reader, writer, origin, &hub).await {
        Box::pin(hang_up(stream)).await;
    }
}

/// The same in TLS.
pub(crate) async fn serve_tls(mut wire: Wire, origin: Origin, hub: Rc<Hub>) {
    let (reader, writer) = tokio::io::split(&mut wire);
    if exchange(reader, writer, origin, &hub).await {
        Box::pin(hang_up(wire)).await;
    }
}

/// Reads and writes; says whether the client has taken all. Reading never ends it before what was answered is written: a client may say all
/// that it has to say, close its side, and still listen.
async fn exchange(
    reader: impl AsyncRead + Unpin,
    writer: impl AsyncWrite + Unpin,
    origin: Origin,
    hub: &Hub,
) -> bool {
    let outbox = Rc::new(Outbox::default());
    let id = hub.open(origin, Rc::clone(&outbox));

    let reading = async {
        let end = read(reader, id, hub, &outbox).await;
        hub.lost(id, end.as_ref().err());
        outbox.close();
        std::future::pending::<()>().await;
    };
    let overdue = async {
        outbox.closed().await;
        // In a place of its own, like all that a connection seldom needs: its task is as large as what it may need at once.
        Box::pin(sleep(FAREWELL)).await;
    };
    let writing = async {
        let written = write(writer, &outbox, hub.write_timeout()).await;
        if let Err(stuck) = &written {
            hub.lost(id, Some(stuck));
        }
        written.unwrap_or(false)
    };
    tokio::select! {
        is_heard = writing => is_heard,
        () = reading => false,
        () = overdue => false,
    }
}

/// Reads until the client hangs up or the core closes.
async fn read(
    mut reader: impl AsyncRead + Unpin,
    id: ConnectionId,
    hub: &Hub,
    outbox: &Outbox,
) -> io::Result<()> {
    let mut stream = BytesMut::new();
    loop {
        if read_some(&mut reader, &mut stream, hub.scratch()).await? == 0 {
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

/// Waits for bytes and adds them to `stream`, which holds nothing or a part of a packet; 0 at the end. A connection that says
/// nothing takes no memory for what it might say: what begins a packet passes through `scratch`, which all share.
async fn read_some(
    reader: &mut (impl AsyncRead + Unpin),
    stream: &mut BytesMut,
    scratch: &RefCell<Box<[u8]>>,
) -> io::Result<usize> {
    if !stream.is_empty() {
        stream.reserve(READ);
        return reader.read_buf(stream).await;
    }
    // The buffer of the packets that were here before belongs to them.
    *stream = BytesMut::new();
    poll_fn(|context| {
        let mut scratch = scratch.borrow_mut();
        let mut buffer = ReadBuf::new(&mut scratch[..]);
        ready!(Pin::new(&mut *reader).poll_read(context, &mut buffer))?;
        stream.extend_from_slice(buffer.filled());
        Poll::Ready(Ok(stream.len()))
    })
    .await
}

/// Writes until the outbox closes; says whether the client has taken it all. A client that takes nothing for as long as
/// `limit` is an error: nothing else would end a connection that is neither read nor lost. What is for a client that does not
/// listen any more is thrown away, and the reader goes on: its last packets, a DISCONNECT perhaps, may be there
/// unread.
async fn write(mut writer: impl AsyncWrite + Unpin, outbox: &Outbox, limit: Duration) -> io::Result<bool> {
    let mut batch = Batch::default();
    let mut is_heard = true;
    while outbox.take(&mut batch).await {
        is_heard = is_heard
            && match write_batch(&mut writer, &mut batch, limit).await {
                Err(error) if error.kind() == ErrorKind::TimedOut && !outbox.is_closing() => {
                    return Err(io::Error::new(ErrorKind::TimedOut, messages::STUCK));
                }
                written => written.is_ok(),
            };
        batch.clear();
    }
    Ok(is_heard)
}

async fn write_batch(
    writer: &mut (impl AsyncWrite + Unpin),
    batch: &mut Batch,
    limit: Duration,
) -> io::Result<()> {
    while batch.has_remaining() {
        let written = within(limit, writer.write_buf(batch)).await?;
        if written == 0 {
            return Err(ErrorKind::WriteZero.into());
        }
    }
    within(limit, writer.flush()).await
}

/// Waits for `work`, but no longer than `limit`. Most work is done at once, and then no timer is made.
async fn within<T>(limit: Duration, work: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    let mut work = pin!(work);
    if let Poll::Ready(done) = poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await {
        return done;
    }
    let in_time = Box::pin(timeout(limit, work)).await;
    in_time.map_err(|expired| io::Error::new(ErrorKind::TimedOut, expired))?
}

/// Says that nothing more will come, and waits a little for the client to hang up. Closing at once would throw
/// away, on the client's side, what it has not read yet: a CONNACK that says why it is refused, for one.
async fn hang_up(mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    let mut ignored = [0; 1024];
    let drain = async {
        stream.shutdown().await?;
        while stream.read(&mut ignored).await? > 0 {}
        io::Result::Ok(())
    };
    let _ = timeout(LINGER, drain).await;
}
