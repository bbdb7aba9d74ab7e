//! One connection to the broker under check.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{ErrorKind, Read, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use bytes::BytesMut;
use mqtt_packet::{Packet, PacketId, decode, take_frame};
use mqtt_trace::summary::{Packets, Summary};
use tls::Blocking;

use super::record::{Record, What};
use super::{Outcome, Stop, judge};
use crate::messages;

/// The largest packet that a broker may send to a check.
const LARGEST: usize = 1 << 20;

/// A client that says what a check wants and waits a bounded time for what comes. Nothing is acknowledged unless
/// the check asks for it.
#[derive(Debug)]
pub struct Client {
    name: &'static str,
    stream: Blocking,
    received: BytesMut,
    /// Packets that came while another was waited for.
    inbox: VecDeque<Packet>,
    closed: bool,
    /// The identifier of the last request.
    pub(super) last_id: PacketId,
    record: Rc<RefCell<Record>>,
    patience: Duration,
    /// When the whole check must have ended.
    end: Instant,
}

/// What came within the time.
#[derive(Debug)]
pub enum Came {
    /// A packet.
    Packet(Packet),
    /// The broker has closed the connection.
    Closed,
    /// Nothing.
    Nothing,
}

impl Client {
    pub(super) fn new(
        name: &'static str,
        stream: Blocking,
        record: Rc<RefCell<Record>>,
        patience: Duration,
        end: Instant,
    ) -> Client {
        record.borrow_mut().event(name, What::Opened);
        Client {
            name,
            stream,
            received: BytesMut::new(),
            inbox: VecDeque::new(),
            closed: false,
            last_id: PacketId::FIRST,
            record,
            patience,
            end,
        }
    }

    /// Sends a packet.
    ///
    /// # Errors
    /// [`Stop::NoVerdict`] when the encoder refuses it: bytes are for that, with [`Client::send_bytes`].
    pub fn send(&mut self, packet: &Packet) -> Outcome {
        let mut bytes = BytesMut::new();
        packet.encode(&mut bytes).map_err(|error| Stop::NoVerdict(error.to_string()))?;
        self.record.borrow_mut().remember(packet);
        self.record.borrow_mut().packet(self.name, What::Sent, packet, &bytes);
        self.write(&bytes);
        Ok(())
    }

    /// Sends bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let text = Packets(bytes).to_string();
        self.record.borrow_mut().push(self.name, What::Sent, text, bytes);
        self.write(bytes);
    }

    /// A broker that has closed already is noticed when it is read.
    fn write(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes);
    }

    /// The next packet, for at most the scene's patience.
    ///
    /// # Errors
    /// [`Stop::NotKept`] for bytes that are no packet of a server.
    pub fn receive(&mut self) -> Result<Came, Stop> {
        self.receive_within(self.patience)
    }

    /// The next packet, for at most `time`.
    ///
    /// # Errors
    /// As [`Client::receive`].
    pub fn receive_within(&mut self, time: Duration) -> Result<Came, Stop> {
        match self.inbox.pop_front() {
            Some(packet) => Ok(Came::Packet(packet)),
            None => self.read_before(Instant::now() + time),
        }
    }

    /// Waits for a packet that `wanted` picks; others stay for later.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when it does not come: what came instead.
    pub fn wait_for(&mut self, wanted: impl Fn(&Packet) -> bool) -> Result<Packet, Stop> {
        if let Some(packet) = self.inbox.iter().position(&wanted).and_then(|at| self.inbox.remove(at)) {
            return Ok(packet);
        }
        let end = Instant::now() + self.patience;
        loop {
            let ended = match self.read_before(end)? {
                Came::Packet(packet) if wanted(&packet) => return Ok(packet),
                Came::Packet(packet) => {
                    self.inbox.push_back(packet);
                    continue;
                }
                Came::Closed => messages::CLOSED.to_owned(),
                Came::Nothing => messages::nothing_for(self.patience),
            };
            let came: Vec<String> = self.inbox.iter().map(|packet| Summary(packet).to_string()).collect();
            return Err(Stop::NotKept(messages::then(&came, &ended)));
        }
    }

    /// The broker closes the connection, whatever it sends before; gives what it sent.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when the connection stays open.
    pub fn closes(&mut self) -> Result<Vec<Packet>, Stop> {
        self.closes_within(self.patience)
    }

    /// As [`Client::closes`], with a patience of its own.
    ///
    /// # Errors
    /// As [`Client::closes`].
    pub fn closes_within(&mut self, time: Duration) -> Result<Vec<Packet>, Stop> {
        let end = Instant::now() + time;
        let mut before: Vec<Packet> = self.inbox.drain(..).collect();
        loop {
            match self.read_before(end)? {
                Came::Packet(packet) => before.push(packet),
                Came::Closed => return Ok(before),
                Came::Nothing => {
                    let came: Vec<String> = before.iter().map(|packet| Summary(packet).to_string()).collect();
                    return Err(Stop::NotKept(messages::then(&came, &messages::still_open(time))));
                }
            }
        }
    }

    /// The connection is served: PINGREQ is answered.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when it is not.
    pub fn is_served(&mut self) -> Outcome {
        self.send(&Packet::Pingreq)?;
        self.wait_for(|packet| *packet == Packet::Pingresp).map(drop)
    }

    /// Nothing has come that was not asked for, until now.
    ///
    /// # Errors
    /// [`Stop::NotKept`]: the packet that came.
    pub fn has_received_nothing(&mut self) -> Outcome {
        self.is_served()?;
        judge(self.inbox.is_empty(), || {
            let came: Vec<String> = self.inbox.iter().map(|packet| Summary(packet).to_string()).collect();
            came.join(" + ")
        })
    }

    /// Goes without DISCONNECT.
    pub fn cut(self) {
        self.record.borrow_mut().event(self.name, What::Cut);
    }

    fn read_before(&mut self, end: Instant) -> Result<Came, Stop> {
        let end = end.min(self.end);
        loop {
            match take_frame(&mut self.received, LARGEST) {
                Ok(Some(frame)) => return self.decoded(&frame).map(Came::Packet),
                Ok(None) => {}
                Err(error) => {
                    let bytes = self.received.split();
                    return Err(self.undecodable(error, &bytes));
                }
            }
            let left = end.saturating_duration_since(Instant::now());
            if self.closed {
                return Ok(Came::Closed);
            }
            if left.is_zero() {
                return Ok(Came::Nothing);
            }
            let mut buffer = [0; 4096];
            // Only a time of zero is refused.
            let _ = self.stream.tcp().set_read_timeout(Some(left));
            match self.stream.read(&mut buffer) {
                Ok(size @ 1..) => self.received.extend_from_slice(&buffer[..size]),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(0) | Err(_) => {
                    self.closed = true;
                    self.record.borrow_mut().event(self.name, What::Closed);
                }
            }
        }
    }

    fn decoded(&mut self, frame: &bytes::Bytes) -> Result<Packet, Stop> {
        match decode(frame) {
            Ok((packet, _)) => {
                self.record.borrow_mut().packet(self.name, What::Received, &packet, frame);
                Ok(packet)
            }
            Err(error) => Err(self.undecodable(error, frame)),
        }
    }

    fn undecodable(&mut self, error: mqtt_packet::DecodeError, bytes: &[u8]) -> Stop {
        let text = mqtt_trace::messages::decode_error(error);
        self.record.borrow_mut().push(self.name, What::Received, text.clone(), bytes);
        Stop::NotKept(text)
    }
}
