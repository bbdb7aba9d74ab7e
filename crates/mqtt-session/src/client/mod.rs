//! The client half: connection, keep-alive, publishing and receiving, over any number of reconnections.
//!
//! The shell opens a network connection and calls [`Client::opened`], hands in each decoded packet with
//! [`Client::packet`], says when the connection is [`lost`](Client::lost), and calls [`Client::tick`] at
//! [`Client::next_deadline`]. After [`Effect::Close`] the shell closes and does not call `lost`.

mod effect;

use std::collections::HashMap;
use std::time::Duration;

use bytestring::ByteString;
use mqtt_packet::{
    Ack, Connack, Connect, ConnectReturnCode, DecodeError, Packet, PacketId, Publish, Qos, Suback, Subscribe,
    Subscription, Unsubscribe,
};

use crate::inbound::Inbound;
use crate::outbound::Outbound;

pub use effect::{CloseReason, Effect};

/// How long the broker may take to answer CONNECT or PINGREQ.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// A client without I/O or clock.
#[derive(Debug)]
pub struct Client {
    connect: Connect,
    state: State,
    outbound: Outbound,
    inbound: Inbound,
    /// The filters of each SUBSCRIBE that waits for its SUBACK.
    subscribing: HashMap<PacketId, Vec<ByteString>>,
    /// When a packet was last sent.
    sent: Duration,
    /// When the PINGREQ was sent that waits for its PINGRESP.
    pinged: Option<Duration>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Offline,
    /// CONNECT is sent.
    Connecting,
    Connected,
}

/// There is no connection, and what was asked for is not kept until there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not connected")]
pub struct NotConnected;

impl Client {
    /// A client that will send `connect`, with at most `max_inflight` unacknowledged messages of QoS 1 and 2.
    #[must_use]
    pub fn new(connect: Connect, max_inflight: usize) -> Client {
        Client {
            connect,
            state: State::Offline,
            outbound: Outbound::new(max_inflight),
            inbound: Inbound::default(),
            subscribing: HashMap::new(),
            sent: Duration::ZERO,
            pinged: None,
        }
    }

    /// The CONNECT that this client sends.
    #[must_use]
    pub fn connect(&self) -> &Connect {
        &self.connect
    }

    /// Messages of QoS 1 and 2 that are queued or not yet fully acknowledged.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.outbound.in_flight() + self.outbound.queued()
    }

    /// A network connection was opened: CONNECT is sent `[MQTT-3.1.0-1]`.
    pub fn opened(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        self.state = State::Connecting;
        let connect = Packet::Connect(Box::new(self.connect.clone()));
        self.send(connect, now, effects);
    }

    /// Publishes a message. At QoS 1 and 2 it is queued until the window has room and there is a connection.
    ///
    /// # Errors
    /// [`NotConnected`] for a QoS 0 message without connection: it is dropped.
    pub fn publish(
        &mut self,
        publish: Publish,
        now: Duration,
        effects: &mut Vec<Effect>,
    ) -> Result<(), NotConnected> {
        if publish.qos > Qos::AtMostOnce {
            self.outbound.enqueue(publish);
            self.pump(now, effects);
        } else if self.state == State::Connected {
            self.send(Packet::Publish(publish), now, effects);
        } else {
            return Err(NotConnected);
        }
        Ok(())
    }

    /// Asks for subscriptions. The answer is [`Effect::Subscribed`], unless the connection is lost before.
    ///
    /// # Errors
    /// [`NotConnected`].
    pub fn subscribe(
        &mut self,
        subscriptions: Vec<Subscription>,
        now: Duration,
        effects: &mut Vec<Effect>,
    ) -> Result<(), NotConnected> {
        let packet_id = self.request_id()?;
        let filters = subscriptions.iter().map(|subscription| subscription.filter.clone()).collect();
        self.subscribing.insert(packet_id, filters);
        self.send(Packet::Subscribe(Subscribe::new(packet_id, subscriptions)), now, effects);
        Ok(())
    }

    /// Ends subscriptions. The answer is [`Effect::Unsubscribed`], unless the connection is lost before.
    ///
    /// # Errors
    /// [`NotConnected`].
    pub fn unsubscribe(
        &mut self,
        filters: Vec<ByteString>,
        now: Duration,
        effects: &mut Vec<Effect>,
    ) -> Result<(), NotConnected> {
        let packet_id = self.request_id()?;
        self.send(Packet::Unsubscribe(Unsubscribe::new(packet_id, filters)), now, effects);
        Ok(())
    }

    /// Says goodbye: the will is not published `[MQTT-3.14.4-3]`. Without a connection there is nothing to do.
    pub fn disconnect(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        if self.state == State::Connected {
            self.send(Packet::Disconnect, now, effects);
        }
        self.close(CloseReason::Disconnect, effects);
    }

    /// A packet came from the broker.
    pub fn packet(&mut self, packet: Packet, now: Duration, effects: &mut Vec<Effect>) {
        match (self.state, packet) {
            (State::Offline, _) => {}
            (State::Connecting, Packet::Connack(connack)) => self.connack(&connack, now, effects),
            (State::Connecting, packet) => {
                self.close(CloseReason::BeforeConnack(packet.packet_type()), effects);
            }
            (State::Connected, packet) => self.connected(packet, now, effects),
        }
    }

    fn connected(&mut self, packet: Packet, now: Duration, effects: &mut Vec<Effect>) {
        if let Some(wrong) = self.outbound.contradicted_by(&packet) {
            return self.close(CloseReason::WrongAcknowledgement(wrong), effects);
        }
        match packet {
            Packet::Publish(publish) => self.publish_received(publish, now, effects),
            Packet::Puback(ack) => {
                self.outbound.puback(ack.packet_id);
                self.pump(now, effects);
            }
            Packet::Pubrec(ack) => {
                self.outbound.pubrec(ack.packet_id);
                self.send(Packet::Pubrel(ack), now, effects);
            }
            Packet::Pubrel(ack) => {
                effects.extend(self.inbound.release(ack.packet_id).map(Effect::Message));
                self.send(Packet::Pubcomp(ack), now, effects);
            }
            Packet::Pubcomp(ack) => {
                self.outbound.pubcomp(ack.packet_id);
                self.pump(now, effects);
            }
            Packet::Suback(suback) => self.suback(suback, effects),
            Packet::Unsuback(ack) => self.unsuback(ack.packet_id, effects),
            Packet::Pingresp => self.pinged = None,
            Packet::Connect(_)
            | Packet::Connack(_)
            | Packet::Subscribe(_)
            | Packet::Unsubscribe(_)
            | Packet::Pingreq
            | Packet::Disconnect => self.close(CloseReason::Unexpected(packet.packet_type()), effects),
        }
    }

    /// The broker's answer to CONNECT. Without a stored session on both sides, a new one begins; with it, what
    /// was in flight is sent again `[MQTT-4.4.0-1]`.
    fn connack(&mut self, connack: &Connack, now: Duration, effects: &mut Vec<Effect>) {
        if connack.return_code != ConnectReturnCode::Accepted {
            return self.close(CloseReason::Refused(connack.return_code), effects);
        }
        self.state = State::Connected;
        // Whoever asks for a clean session has a new one, though the broker say otherwise [MQTT-3.1.2-6].
        let session_present = connack.session_present && !self.connect.clean_session;
        effects.push(Effect::Connected { session_present });
        if session_present {
            let resent: Vec<Packet> = self.outbound.resend().collect();
            for packet in resent {
                self.send(packet, now, effects);
            }
        } else {
            self.inbound.restart();
            let messages = self.outbound.restart();
            if messages > 0 {
                effects.push(Effect::Uncertain { messages });
            }
        }
        self.pump(now, effects);
    }

    fn publish_received(&mut self, publish: Publish, now: Duration, effects: &mut Vec<Effect>) {
        match (publish.qos, publish.packet_id) {
            (Qos::AtLeastOnce, Some(packet_id)) => {
                effects.push(Effect::Message(publish));
                self.send(Packet::Puback(Ack::new(packet_id)), now, effects);
            }
            (Qos::ExactlyOnce, Some(packet_id)) => {
                self.inbound.receive(packet_id, Some(publish));
                self.send(Packet::Pubrec(Ack::new(packet_id)), now, effects);
            }
            _ => effects.push(Effect::Message(publish)),
        }
    }

    /// An answer to nothing is let pass, and so is one to an UNSUBSCRIBE.
    fn suback(&mut self, suback: Suback, effects: &mut Vec<Effect>) {
        let Some(filters) = self.subscribing.remove(&suback.packet_id) else { return };
        self.outbound.end_request(suback.packet_id);
        let codes = suback.return_codes.len();
        if codes != filters.len() {
            return self.close(CloseReason::SubackLength { codes, filters: filters.len() }, effects);
        }
        let granted = filters.into_iter().zip(suback.return_codes).collect();
        effects.push(Effect::Subscribed { granted });
    }

    /// As for SUBACK.
    fn unsuback(&mut self, packet_id: PacketId, effects: &mut Vec<Effect>) {
        if !self.subscribing.contains_key(&packet_id) && self.outbound.end_request(packet_id) {
            effects.push(Effect::Unsubscribed);
        }
    }

    /// What the broker sent is not a packet.
    pub fn malformed(&mut self, error: DecodeError, effects: &mut Vec<Effect>) {
        self.close(CloseReason::Malformed(error), effects);
    }

    /// The network connection is gone. Messages of QoS 1 and 2 are kept for the next one.
    pub fn lost(&mut self) {
        self.state = State::Offline;
        self.pinged = None;
        self.subscribing.clear();
        self.outbound.forget_requests();
    }

    /// Sends PINGREQ when nothing was sent for the time of the keep-alive `[MQTT-3.1.2-23]`; closes when
    /// CONNACK or PINGRESP does not come.
    pub fn tick(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        if self.next_deadline().is_none_or(|deadline| deadline > now) {
            return;
        }
        match self.state {
            State::Connecting => self.close(CloseReason::NoConnack, effects),
            State::Connected if self.pinged.is_some_and(|pinged| pinged + ANSWER_TIMEOUT <= now) => {
                self.close(CloseReason::NoPingresp, effects);
            }
            State::Connected => {
                self.pinged.get_or_insert(now);
                self.send(Packet::Pingreq, now, effects);
            }
            State::Offline => {}
        }
    }

    /// When [`Client::tick`] should be called next.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        let keep_alive = Duration::from_secs(u64::from(self.connect.keep_alive));
        let ping = (!keep_alive.is_zero()).then(|| self.sent + keep_alive);
        match self.state {
            State::Offline => None,
            State::Connecting => Some(self.sent + ANSWER_TIMEOUT),
            State::Connected => ping.into_iter().chain(self.pinged.map(|at| at + ANSWER_TIMEOUT)).min(),
        }
    }

    fn request_id(&mut self) -> Result<PacketId, NotConnected> {
        if self.state != State::Connected {
            return Err(NotConnected);
        }
        Ok(self.outbound.begin_request())
    }

    fn pump(&mut self, now: Duration, effects: &mut Vec<Effect>) {
        while self.state == State::Connected
            && let Some(publish) = self.outbound.next()
        {
            self.send(Packet::Publish(publish), now, effects);
        }
    }

    fn send(&mut self, packet: Packet, now: Duration, effects: &mut Vec<Effect>) {
        self.sent = now;
        effects.push(Effect::Send(packet));
    }

    fn close(&mut self, reason: CloseReason, effects: &mut Vec<Effect>) {
        if self.state != State::Offline {
            effects.push(Effect::Close(reason));
            self.lost();
        }
    }
}
