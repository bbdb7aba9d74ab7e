//! Where the connections meet: the protocol core, and who is behind each of its connections.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use mqtt_packet::{DecodeError, Packet, PacketType, decode, take_frame, take_packet};
use mqtt_session::broker::{Broker, CloseReason, ConnectionId, Effect, Policy, Traffic};
use mqtt_trace::Side;
use tokio::sync::Notify;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::Instant;

use crate::Config;
use crate::access::Question;
use crate::batch::SHARED;
use crate::connection::{Origin, READ};
use crate::links::{Link, Links};
use crate::narrator::{Narrator, Peer};
use crate::outbox::Outbox;
use crate::tap::Tap;

/// The largest CONNECT: five texts of 65,535 bytes, and what stands round them. Who has not said yet who it is gets no
/// more memory than that.
const LARGEST_CONNECT: usize = 5 * (2 + 65_535) + 15;

/// What `$SYS/broker/version` says.
const VERSION: &str = concat!("atelier-mqtt version ", env!("CARGO_PKG_VERSION"));

/// The core, shared by all tasks of the broker's thread. It is borrowed within a method, never across an await.
pub(crate) struct Hub {
    inner: RefCell<Inner>,
    start: Instant,
    max_packet_size: usize,
    write_timeout: Duration,
    scratch: RefCell<Box<[u8]>>,
    /// The core's next deadline, as the keeper knows it.
    deadline: Cell<Option<Duration>>,
    rescheduled: Notify,
}

struct Inner {
    core: Broker,
    links: Links,
    effects: Vec<Effect>,
    narrator: Narrator,
    tap: Option<Tap>,
    /// Who verifies passwords.
    verifier: UnboundedSender<Question>,
    traffic: Traffic,
}

impl Hub {
    pub(crate) fn new(config: Config, port: u16, verifier: UnboundedSender<Question>) -> Hub {
        let policy = Policy {
            allow_anonymous: config.allow_anonymous,
            verify_users: config.passwords.is_some(),
            rules: config.rules,
        };
        let inner = Inner {
            core: Broker::with_policy(config.limits, policy),
            links: Links::default(),
            effects: Vec::new(),
            narrator: Narrator::new(config.journal),
            tap: config.observer.map(|observer| Tap::new(observer, port)),
            verifier,
            traffic: Traffic::default(),
        };
        Hub {
            inner: RefCell::new(inner),
            start: Instant::now(),
            max_packet_size: config.max_packet_size,
            write_timeout: config.write_timeout,
            scratch: RefCell::new(vec![0; READ].into()),
            deadline: Cell::new(None),
            rescheduled: Notify::new(),
        }
    }

    /// A connection was accepted; what is for it goes to `outbox`.
    pub(crate) fn open(&self, origin: Origin, outbox: Rc<Outbox>) -> ConnectionId {
        self.with(|inner, now| {
            let id = inner.core.open(now);
            inner.traffic.opened += 1;
            inner.narrator.opened(origin);
            if let Some(tap) = &mut inner.tap {
                tap.opened(id, origin.peer);
            }
            inner.links.insert(id, Link { peer: Peer::new(origin.peer), outbox });
            id
        })
    }

    /// Bytes have come: hands each whole packet of `stream` to the core, and leaves the rest. Stops early when the
    /// answers fill the outbox of the connection.
    pub(crate) fn received(&self, id: ConnectionId, stream: &mut BytesMut) {
        self.with(|inner, now| {
            // What a client sends after the core has closed its connection is neither told nor heard.
            while let Some(link) = inner.links.get(id).filter(|link| !link.outbox.is_full()) {
                let packet_type = stream.first().and_then(|byte| PacketType::from_u8(byte >> 4));
                let limit = if link.peer.is_known() { usize::MAX } else { LARGEST_CONNECT };
                let limit = self.max_packet_size.min(limit);
                let before = stream.len();
                let next = match &mut inner.tap {
                    Some(tap) => shown_packet(stream, limit, |bytes| tap.received(id, bytes)),
                    None => take_packet(stream, limit),
                };
                match next {
                    Ok(Some(packet)) => {
                        inner.traffic.received.add(before - stream.len(), payload_of(&packet));
                        inner.packet(id, packet, now);
                    }
                    Ok(None) => break,
                    Err(error) => {
                        inner.narrator.undecodable(&link.peer, packet_type, error);
                        inner.core.malformed(id, error, &mut inner.effects);
                        break;
                    }
                }
            }
        });
    }

    /// The network connection is gone: hung up by the client, or broken. Nothing happens when it was the core
    /// that closed it.
    pub(crate) fn lost(&self, id: ConnectionId, error: Option<&io::Error>) {
        self.with(|inner, _| {
            let Some(link) = inner.links.remove(id) else { return };
            inner.narrator.lost(&link.peer, error);
            if let Some(tap) = &mut inner.tap {
                tap.ended(id, Side::Client, error.is_some_and(is_reset));
            }
            inner.core.lost(id, &mut inner.effects);
        });
    }

    /// A password was that of its user, or not.
    pub(crate) fn verified(&self, id: ConnectionId, is_right: bool) {
        self.with(|inner, now| {
            inner.core.verified(id, is_right, now, &mut inner.effects);
            inner.carry_out();
            // What the client has sent meanwhile can be looked at.
            if let Some(link) = inner.links.get(id) {
                link.outbox.release();
            }
        });
    }

    /// How long a client may take none of what is written to it.
    pub(crate) fn write_timeout(&self) -> Duration {
        self.write_timeout
    }

    /// Where bytes may lie while they are read.
    pub(crate) fn scratch(&self) -> &RefCell<Box<[u8]>> {
        &self.scratch
    }

    /// A client has come to a door for TLS, and not through.
    pub(crate) fn no_handshake(&self, origin: Origin, error: &io::Error) {
        self.inner.borrow_mut().narrator.no_handshake(origin, error);
    }

    /// A connection was closed at once, since there are as many as may be; or there was room for it.
    pub(crate) fn is_full(&self, is_full: bool) {
        self.inner.borrow_mut().narrator.is_full(is_full);
    }

    /// Tells what can be known of the broker below `$SYS`.
    pub(crate) fn tell_status(&self) {
        self.with(|inner, now| {
            inner.core.tell_status(VERSION, &inner.traffic, now, &mut inner.effects);
        });
    }

    /// Time has passed.
    pub(crate) fn tick(&self) {
        self.with(|inner, now| inner.core.tick(now, &mut inner.effects));
    }

    /// When [`Hub::tick`] should be called next.
    pub(crate) fn next_deadline(&self) -> Option<Instant> {
        self.deadline.get().map(|deadline| self.start + deadline)
    }

    /// Waits until the next deadline is another one.
    pub(crate) async fn rescheduled(&self) {
        self.rescheduled.notified().await;
    }

    /// The system refuses a connection that a client has opened.
    pub(crate) fn cannot_accept(&self, error: &io::Error) {
        self.inner.borrow_mut().narrator.cannot_accept(error);
    }

    /// Closes all connections, once what waits for them is written.
    pub(crate) fn shut_down(&self) {
        for link in self.inner.borrow_mut().links.drain() {
            link.outbox.close();
        }
    }

    /// Works with the core, then carries out what it wants and looks at its next deadline.
    fn with<R>(&self, work: impl FnOnce(&mut Inner, Duration) -> R) -> R {
        let mut inner = self.inner.borrow_mut();
        let result = work(&mut inner, self.start.elapsed());
        inner.carry_out();
        let deadline = inner.core.next_deadline();
        if self.deadline.replace(deadline) != deadline {
            self.rescheduled.notify_one();
        }
        result
    }
}

/// The size of the payload of a PUBLISH.
fn payload_of(packet: &Packet) -> Option<usize> {
    match packet {
        Packet::Publish(publish) => Some(publish.payload.len()),
        _ => None,
    }
}

fn is_reset(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ConnectionReset
}

/// Takes the next packet, as [`take_packet`] does; `tap` is shown its bytes, and those that are none.
fn shown_packet(
    stream: &mut BytesMut,
    limit: usize,
    mut tap: impl FnMut(&[u8]),
) -> Result<Option<Packet>, DecodeError> {
    let frame = take_frame(stream, limit).inspect_err(|_| tap(stream))?;
    let Some(frame) = frame else { return Ok(None) };
    tap(&frame);
    let (packet, _) = decode(&frame)?;
    Ok(Some(packet))
}

impl Inner {
    fn packet(&mut self, id: ConnectionId, mut packet: Packet, now: Duration) {
        if let Packet::Publish(publish) = &mut packet
            && (SHARED..READ).contains(&publish.payload.len())
        {
            // The one copy for all who receive it: who is slow would keep all that was read with it.
            publish.payload = Bytes::copy_from_slice(&publish.payload);
        }
        let Some(link) = self.links.get(id) else { return };
        self.narrator.received(&link.peer, &packet);
        self.core.packet(id, packet, now, &mut self.effects);
        self.carry_out();
    }

    fn carry_out(&mut self) {
        for effect in self.effects.drain(..) {
            match effect {
                Effect::Verify { connection, user, password } => {
                    let Some(link) = self.links.get(connection) else { continue };
                    link.outbox.hold();
                    // It is gone when the broker stops, and this connection is about to be closed.
                    let _ = self.verifier.send(Question { connection, user, password });
                }
                Effect::Forbidden { client_id, what } => self.narrator.forbidden(client_id, &what),
                Effect::Accepted { connection, connect } => {
                    let Some(link) = self.links.get_mut(connection) else { continue };
                    self.traffic.accepted += 1;
                    self.narrator.accepted(&mut link.peer, &connect);
                }
                Effect::Send { connection, packet } => {
                    let Some(link) = self.links.get_mut(connection) else { continue };
                    if link.outbox.accepts(&packet) {
                        self.narrator.sending(&link.peer, &packet);
                        if let Some(tap) = &mut self.tap {
                            tap.sending(connection, &packet);
                        }
                        let size = link.outbox.push(&packet);
                        self.traffic.sent.add(size, payload_of(&packet));
                    } else {
                        self.traffic.dropped += 1;
                        self.narrator.too_slow(&mut link.peer);
                    }
                }
                Effect::Close { connection, reason } => {
                    let Some(link) = self.links.remove(connection) else { continue };
                    if let Some(tap) = &mut self.tap {
                        // The client hangs up after DISCONNECT; all other ends are the broker's own.
                        let by = if reason == CloseReason::Disconnect { Side::Client } else { Side::Broker };
                        tap.ended(connection, by, false);
                    }
                    self.narrator.closing(&link.peer, reason);
                    link.outbox.close();
                }
                Effect::Dropped { client_id, topic } => {
                    self.traffic.dropped += 1;
                    self.narrator.dropped(client_id, &topic);
                }
            }
        }
    }
}
