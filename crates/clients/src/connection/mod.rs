//! The client half of the protocol on a network connection, and on the next when one is lost.
//!
//! One loop does everything: [`Connection::progress`] waits for whatever comes first (bytes from the broker, room
//! to write, a deadline of the protocol, the time of the next attempt) and can be dropped at any moment without
//! loss. What the core sends collects in one buffer while whole packets wait to be handled, and leaves in one
//! write.

mod line;

use std::collections::VecDeque;
use std::io;

use bytes::{Bytes, BytesMut};
use bytestring::ByteString;
use cli::{Address, Unreachable};
use mqtt_packet::{Connect, MAX_REMAINING_LENGTH, Packet, Publish, Subscription, decode, take_frame};
use mqtt_session::client::{Client, CloseReason, Effect, NotConnected};
use tls::{Trust, Wire};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, sleep_until};

use crate::Failure;
use crate::console::Console;
use crate::messages;
use crate::options::Common;
use crate::retry::Retry;
use line::{Line, goodbye, open};

pub use line::Loss;

/// Unacknowledged messages of QoS 1 and 2 at once, as Mosquitto's clients have it.
const MAX_INFLIGHT: usize = 20;
/// Bytes read at once, and bytes that may wait to be written before the application is asked to pause.
const BUFFER: usize = 64 * 1024;
/// The largest packet of all: this client refuses none for its size.
const LARGEST_PACKET: usize = 5 + MAX_REMAINING_LENGTH;

/// A client and its connection to one broker.
pub struct Connection {
    address: Address,
    /// Whom to believe in TLS; MQTT is in clear if `None`.
    trust: Option<Trust>,
    client: Client,
    console: Console,
    /// The client identifier that the user chose, and may have chosen twice.
    own_id: Option<ByteString>,
    retry: Retry,
    /// The zero of the core's time.
    origin: Instant,
    line: Line,
    received: BytesMut,
    unsent: BytesMut,
    effects: Vec<Effect>,
    told: VecDeque<Effect>,
    /// The broker has accepted a connection before.
    established: bool,
}

enum Happened {
    Read(io::Result<usize>),
    Written(io::Result<()>),
    Deadline,
}

/// Reads what comes, or writes a part of what is to be sent: whichever can be done first. Nothing is lost when it is
/// dropped meanwhile.
async fn read_or_write(
    mut reader: impl AsyncRead + Unpin,
    received: &mut BytesMut,
    mut writer: impl AsyncWrite + Unpin,
    unsent: &mut BytesMut,
    unflushed: &mut bool,
) -> Happened {
    let has_more = *unflushed || !unsent.is_empty();
    let writing = async {
        if !unsent.is_empty() {
            *unflushed = true;
            writer.write_buf(unsent).await?;
        }
        writer.flush().await?;
        *unflushed = false;
        io::Result::Ok(())
    };
    tokio::select! {
        read = reader.read_buf(received) => Happened::Read(read),
        written = writing, if has_more => Happened::Written(written),
    }
}

impl Connection {
    /// A client that will connect at the first [`Connection::progress`]; `retries` reconnections in a row, any number
    /// if `None`. It speaks TLS if there is somebody to `trust`.
    #[must_use]
    pub fn new(options: &Common, connect: Connect, retries: Option<u32>, trust: Option<Trust>) -> Connection {
        let address = options.address();
        let console =
            Console { client_id: connect.client_id.to_string(), debug: options.debug, quiet: options.quiet };
        Connection {
            line: Line::Opening(Box::pin(open(address.clone(), trust.clone()))),
            address,
            trust,
            client: Client::new(connect, MAX_INFLIGHT),
            console,
            own_id: options.id.clone(),
            retry: Retry::new(options.retry_delay, retries),
            origin: Instant::now(),
            received: BytesMut::new(),
            unsent: BytesMut::new(),
            effects: Vec::new(),
            told: VecDeque::new(),
            established: false,
        }
    }

    /// What the core has told the application, one by one: never `Send` nor `Close`.
    pub fn told(&mut self) -> Option<Effect> {
        self.told.pop_front()
    }

    /// Messages of QoS 1 and 2 that are not fully acknowledged.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.client.pending()
    }

    /// The broker has accepted the connection, and little enough waits that a message can be added.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.is_accepted() && self.pending() < 2 * MAX_INFLIGHT && self.unsent.len() < BUFFER
    }

    /// The broker has accepted a connection, this one or an earlier one.
    #[must_use]
    pub fn is_established(&self) -> bool {
        self.established
    }

    /// Nothing is left to do but to say goodbye: everything is written, and acknowledged where it must be.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_accepted() && self.unsent.is_empty() && self.pending() == 0
    }

    fn is_accepted(&self) -> bool {
        matches!(self.line, Line::Open { accepted: true, .. })
    }

    /// Publishes a message, when there [is room](Self::has_room).
    ///
    /// # Errors
    /// [`Failure`]; a QoS 0 message is dropped when there is no connection.
    pub fn publish(&mut self, publish: Publish) -> Result<(), Failure> {
        let _: Result<(), NotConnected> =
            self.client.publish(publish, self.origin.elapsed(), &mut self.effects);
        self.perform()
    }

    /// Asks for subscriptions. [`Effect::Subscribed`] answers, or a new [`Effect::Connected`] when the line was lost
    /// before.
    ///
    /// # Errors
    /// [`Failure`].
    pub fn subscribe(&mut self, subscriptions: Vec<Subscription>) -> Result<(), Failure> {
        let _: Result<(), NotConnected> =
            self.client.subscribe(subscriptions, self.origin.elapsed(), &mut self.effects);
        self.perform()
    }

    /// Ends subscriptions; answered as [`Connection::subscribe`] is.
    ///
    /// # Errors
    /// [`Failure`].
    pub fn unsubscribe(&mut self, filters: Vec<ByteString>) -> Result<(), Failure> {
        let _: Result<(), NotConnected> =
            self.client.unsubscribe(filters, self.origin.elapsed(), &mut self.effects);
        self.perform()
    }

    /// Tells the user something, unless `--quiet`.
    pub fn say(&self, text: &str) {
        self.console.say(text);
    }

    /// Waits until something has happened, and does what follows from it. Packets are handled one by one, so that an
    /// application that stops has not acknowledged messages which it will never look at.
    ///
    /// # Errors
    /// [`Failure`] when the connection cannot be had, now or any more.
    pub async fn progress(&mut self) -> Result<(), Failure> {
        match take_frame(&mut self.received, LARGEST_PACKET) {
            Ok(Some(frame)) => return self.packet_received(frame),
            Ok(None) => {}
            Err(error) => {
                self.client.malformed(error, &mut self.effects);
                return self.perform();
            }
        }
        match &mut self.line {
            Line::Waiting(until) => {
                sleep_until(*until).await;
                self.line = Line::Opening(Box::pin(open(self.address.clone(), self.trust.clone())));
                Ok(())
            }
            Line::Opening(opening) => match opening.as_mut().await {
                Ok(stream) => {
                    self.line = Line::Open { stream, accepted: false, unflushed: false };
                    self.client.opened(self.origin.elapsed(), &mut self.effects);
                    self.perform()
                }
                Err(loss) if self.established => self.lose(loss),
                Err(Loss::Io(error)) => {
                    Err(Failure::Unreachable(Unreachable { address: self.address.clone(), error }))
                }
                Err(loss) => Err(Failure::NotAccepted(self.address.clone(), loss)),
            },
            Line::Open { .. } => self.exchange().await,
            Line::Closed => std::future::pending().await,
        }
    }

    async fn exchange(&mut self) -> Result<(), Failure> {
        let Line::Open { stream, unflushed, .. } = &mut self.line else { return Ok(()) };
        let deadline = self.client.next_deadline().map(|deadline| self.origin + deadline);
        self.received.reserve(BUFFER);
        let (received, unsent) = (&mut self.received, &mut self.unsent);
        let happening = async {
            match stream {
                Wire::Clear(tcp) => {
                    let (reader, writer) = tcp.split();
                    read_or_write(reader, received, writer, unsent, unflushed).await
                }
                tls => {
                    let (reader, writer) = tokio::io::split(tls);
                    read_or_write(reader, received, writer, unsent, unflushed).await
                }
            }
        };
        let happened = tokio::select! {
            happened = happening => happened,
            () = sleep_until(deadline.unwrap_or(self.origin)), if deadline.is_some() => Happened::Deadline,
        };
        match happened {
            Happened::Read(Ok(0)) => self.cut(Loss::Closed),
            Happened::Read(Err(error)) | Happened::Written(Err(error)) => self.cut(Loss::Io(error)),
            Happened::Read(Ok(_)) | Happened::Written(Ok(())) => Ok(()),
            Happened::Deadline => {
                self.client.tick(self.origin.elapsed(), &mut self.effects);
                self.perform()
            }
        }
    }

    fn packet_received(&mut self, frame: Bytes) -> Result<(), Failure> {
        match decode(&frame) {
            Ok((packet, _)) => {
                self.console.received(&packet);
                // A broker that accepts and then closes at once is no success.
                if !matches!(packet, Packet::Connack(_)) {
                    self.retry.succeeded();
                }
                self.client.packet(packet, self.origin.elapsed(), &mut self.effects);
            }
            Err(error) => self.client.malformed(error, &mut self.effects),
        }
        self.perform()
    }

    /// Does what the core asks, in its order.
    fn perform(&mut self) -> Result<(), Failure> {
        for effect in std::mem::take(&mut self.effects) {
            match effect {
                Effect::Send(packet) => {
                    self.console.sending(&packet);
                    packet.encode(&mut self.unsent).map_err(Failure::Unsendable)?;
                }
                Effect::Close(CloseReason::Disconnect) => {}
                Effect::Close(CloseReason::Refused(code)) => {
                    return Err(Failure::Refused(self.address.clone(), code));
                }
                Effect::Close(reason) => self.lose(Loss::Protocol(reason))?,
                Effect::Connected { session_present } => {
                    self.accepted(session_present);
                    self.told.push_back(effect);
                }
                told => self.told.push_back(told),
            }
        }
        Ok(())
    }

    fn accepted(&mut self, session_present: bool) {
        if let Line::Open { accepted, .. } = &mut self.line {
            *accepted = true;
        }
        if self.established {
            self.console.say(&messages::reconnected(&self.address, session_present));
        }
        self.established = true;
    }

    /// The connection has gone without this client's doing.
    fn cut(&mut self, loss: Loss) -> Result<(), Failure> {
        self.client.lost();
        self.lose(loss)
    }

    /// There is no connection any more, or still none: try again, or give up.
    fn lose(&mut self, loss: Loss) -> Result<(), Failure> {
        let before = self.is_accepted();
        self.line = Line::Closed;
        self.received.clear();
        self.unsent.clear();
        if !self.established {
            return Err(Failure::NotAccepted(self.address.clone(), loss));
        }
        let Some(delay) = self.retry.next_delay() else {
            return Err(Failure::GaveUp(self.address.clone(), loss, self.retry.tried()));
        };
        self.console.say(&messages::lost(&self.address, &loss, before, delay, self.own_id.as_deref()));
        self.line = Line::Waiting(Instant::now() + delay);
        Ok(())
    }

    /// Says goodbye if there is a connection.
    ///
    /// # Errors
    /// When DISCONNECT could not be written.
    pub async fn close(&mut self) -> Result<(), Failure> {
        self.client.disconnect(self.origin.elapsed(), &mut self.effects);
        self.perform()?;
        let Line::Open { stream, .. } = std::mem::replace(&mut self.line, Line::Closed) else {
            return Ok(());
        };
        goodbye(stream, std::mem::take(&mut self.unsent))
            .await
            .map_err(|error| Failure::GaveUp(self.address.clone(), Loss::Io(error), 0))
    }
}
