//! One network connection: reads, hands over, writes.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::BytesMut;
use mqtt_session::broker::ConnectionId;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::sync::OwnedSemaphorePermit;
use tokio::task::yield_now;
use tokio::time::{Sleep, sleep};

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

/// A connection, to be polled to its end. It is written by hand because there may be ten thousand that say nothing: an `async`
/// function that does the same takes several times as much memory.
pub(crate) struct Connection<W> {
    wire: W,
    id: ConnectionId,
    hub: Rc<Hub>,
    outbox: Rc<Outbox>,
    /// What was read and not taken yet: nothing, or a part of a packet, unless `is_unheard`.
    stream: BytesMut,
    /// The end of what is waited for, where that is not for ever.
    timer: Option<Pin<Box<Sleep>>>,
    step: Step,
    /// There may be packets in `stream`.
    is_unheard: bool,
    /// What was written may wait in the layer below.
    is_unflushed: bool,
    /// The client takes nothing any more.
    is_deaf: bool,
    /// Of those that there may be.
    _place: OwnedSemaphorePermit,
}

/// How far a connection has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Serving,
    /// Nothing more is to come, but not all is written.
    Leaving,
    /// All is written: the client is told so.
    HangingUp,
    /// It was told, and has yet to hang up. Closing at once would throw away, on its side, what it has not read yet: a
    /// CONNACK that says why it is refused, for one.
    Lingering,
}

impl<W: AsyncRead + AsyncWrite + Unpin> Connection<W> {
    pub(crate) fn new(wire: W, origin: Origin, hub: Rc<Hub>, place: OwnedSemaphorePermit) -> Connection<W> {
        let outbox = Rc::new(Outbox::default());
        let id = hub.open(origin, Rc::clone(&outbox));
        Connection {
            wire,
            id,
            hub,
            outbox,
            stream: BytesMut::new(),
            timer: None,
            step: Step::Serving,
            is_unheard: false,
            is_unflushed: false,
            is_deaf: false,
            _place: place,
        }
    }

    /// Reads and writes until there is nothing more to do. Reading never ends it before what was answered is written: a client
    /// may say all that it has to say, close its side, and still listen.
    fn advance(&mut self, context: &mut Context<'_>) -> Poll<()> {
        loop {
            self.hear();
            self.write(context);
            if self.outbox.is_closing() {
                return self.leave(context);
            }
            if self.has_to_write() && self.times_out(self.hub.write_timeout(), context) {
                // Nothing else would end a connection that is neither read nor lost.
                self.hub.lost(self.id, Some(&io::Error::new(ErrorKind::TimedOut, messages::STUCK)));
                return Poll::Ready(());
            }
            if self.is_unheard {
                if self.outbox.is_full() {
                    return Poll::Pending;
                }
                continue;
            }
            let end = match ready!(self.read(context)) {
                Ok(0) => None,
                Ok(_) => {
                    self.is_unheard = true;
                    // A client that sends without end must let the others read what it has sent them.
                    return pin!(yield_now()).poll(context);
                }
                Err(error) => Some(error),
            };
            self.hub.lost(self.id, end.as_ref());
            self.outbox.close();
        }
    }

    /// Hands over what was read, as long as there is room for the answers.
    fn hear(&mut self) {
        if self.is_unheard && !self.outbox.is_full() {
            self.hub.received(self.id, &mut self.stream);
            self.is_unheard = self.outbox.is_full();
            if self.stream.is_empty() {
                // Its memory belongs to the packets that were in it.
                self.stream = BytesMut::new();
            }
        }
    }

    /// Waits for bytes and adds them to `stream`; 0 at the end. A connection that says nothing takes no memory for what it
    /// might say: what begins a packet passes through memory that all share.
    fn read(&mut self, context: &mut Context<'_>) -> Poll<io::Result<usize>> {
        if !self.stream.is_empty() {
            self.stream.reserve(READ);
            return pin!(self.wire.read_buf(&mut self.stream)).poll(context);
        }
        let mut scratch = self.hub.scratch().borrow_mut();
        let mut buffer = ReadBuf::new(&mut scratch[..]);
        ready!(Pin::new(&mut self.wire).poll_read(context, &mut buffer))?;
        self.stream.extend_from_slice(buffer.filled());
        Poll::Ready(Ok(self.stream.len()))
    }

    /// Writes what waits, as far as the client takes it. What is for a client that does not listen any more is thrown away, and
    /// it is still read: its last packets, a DISCONNECT perhaps, may be there unread.
    fn write(&mut self, context: &mut Context<'_>) {
        while self.has_to_write() {
            let written = if self.outbox.has_bytes() {
                self.is_unflushed = true;
                self.outbox
                    .poll_write(&mut self.wire, context)
                    .map(|written| written.is_ok_and(|count| count > 0))
            } else {
                let flushed = Pin::new(&mut self.wire).poll_flush(context).map(|flushed| flushed.is_ok());
                self.is_unflushed = flushed.is_pending();
                flushed
            };
            let Poll::Ready(is_heard) = written else { return };
            self.is_deaf = !is_heard;
            if self.step == Step::Serving {
                self.timer = None;
            }
        }
        self.outbox.clear();
    }

    fn has_to_write(&self) -> bool {
        !self.is_deaf && (self.outbox.has_bytes() || self.is_unflushed)
    }

    /// Writes what is left, says that nothing more will come, and waits a little for the client to hang up.
    fn leave(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.step == Step::Serving {
            (self.step, self.timer) = (Step::Leaving, None);
        }
        if self.has_to_write() {
            return ready_if(self.times_out(FAREWELL, context));
        }
        if self.step == Step::Leaving {
            (self.step, self.timer) = (Step::HangingUp, None);
        }
        ready_if(self.is_deaf || self.hang_up(context).is_ready() || self.times_out(LINGER, context))
    }

    fn hang_up(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.step == Step::HangingUp {
            ready!(Pin::new(&mut self.wire).poll_shutdown(context))?;
            self.step = Step::Lingering;
        }
        let mut scratch = self.hub.scratch().borrow_mut();
        loop {
            let mut ignored = ReadBuf::new(&mut scratch[..]);
            ready!(Pin::new(&mut self.wire).poll_read(context, &mut ignored))?;
            if ignored.filled().is_empty() {
                return Poll::Ready(Ok(()));
            }
        }
    }

    /// Whether `limit` has passed since this was first asked: since the last progress, or since the last step. Most work is
    /// done at once, and then no timer is made.
    fn times_out(&mut self, limit: Duration, context: &mut Context<'_>) -> bool {
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(limit)));
        timer.as_mut().poll(context).is_ready()
    }
}

fn ready_if(is_over: bool) -> Poll<()> {
    if is_over { Poll::Ready(()) } else { Poll::Pending }
}

impl<W: AsyncRead + AsyncWrite + Unpin> Future for Connection<W> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        // What it brings about itself is no reason to wake it.
        this.outbox.is_watched();
        let done = this.advance(context);
        if done.is_pending() {
            this.outbox.wakes(context.waker());
        }
        done
    }
}
