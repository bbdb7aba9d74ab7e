//! The sender's side of QoS 1 and 2: a window of messages in flight, and the queue behind it.
//!
//! ```text
//!   queue ──▶ published ──PUBACK──▶ done                     QoS 1
//!   queue ──▶ published ──PUBREC──▶ released ──PUBCOMP──▶ done   QoS 2
//! ```

use std::collections::VecDeque;

use mqtt_packet::{Ack, Packet, PacketId, PacketType, Publish, Qos};

/// A message in flight was acknowledged as if it were of another QoS, or out of turn (§4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{got} for packet identifier {packet_id}, which waits for {awaited} (§4.3)")]
pub struct WrongAcknowledgement {
    /// What came.
    pub got: PacketType,
    /// What the message waits for.
    pub awaited: PacketType,
    /// The identifier of the message.
    pub packet_id: PacketId,
}

/// What a message takes, in bytes: its topic and its payload.
pub(crate) fn size(publish: &Publish) -> usize {
    publish.topic.len() + publish.payload.len()
}

/// Messages on their way to one receiver.
#[derive(Debug)]
pub(crate) struct Outbound {
    /// How many messages may be in flight at once.
    window: usize,
    /// Sent as PUBLISH, in order of sending `[MQTT-4.6.0-1]`; waiting for PUBACK or PUBREC.
    published: VecDeque<Publish>,
    /// Sent as PUBREL, in order of the PUBRECs `[MQTT-4.6.0-4]`; waiting for PUBCOMP.
    released: VecDeque<PacketId>,
    /// Not sent yet: the window is full or the receiver is away.
    queue: VecDeque<Publish>,
    /// Bytes of topics and payloads in the queue.
    queued_bytes: usize,
    /// Identifiers of SUBSCRIBE and UNSUBSCRIBE packets that wait for their answer: the same 65,535 serve all.
    requests: Vec<PacketId>,
    next_id: PacketId,
}

impl Outbound {
    /// A window is held between 1 and half of the identifiers, so that a free one is found quickly.
    pub(crate) fn new(window: usize) -> Outbound {
        Outbound {
            window: window.clamp(1, 32_767),
            published: VecDeque::new(),
            released: VecDeque::new(),
            queue: VecDeque::new(),
            queued_bytes: 0,
            requests: Vec::new(),
            next_id: PacketId::FIRST,
        }
    }

    pub(crate) fn in_flight(&self) -> usize {
        self.published.len() + self.released.len()
    }

    pub(crate) fn queued(&self) -> usize {
        self.queue.len()
    }

    /// Bytes of topics and payloads in the queue.
    pub(crate) fn queued_bytes(&self) -> usize {
        self.queued_bytes
    }

    /// Whether the window has room for one more message.
    pub(crate) fn has_room(&self) -> bool {
        self.in_flight() < self.window
    }

    /// Puts a message of QoS 1 or 2 at the end of the queue.
    pub(crate) fn enqueue(&mut self, publish: Publish) {
        debug_assert!(publish.qos > Qos::AtMostOnce);
        self.queued_bytes += size(&publish);
        self.queue.push_back(publish);
    }

    /// The next message to send, with its packet identifier, if the window has room.
    pub(crate) fn next(&mut self) -> Option<Publish> {
        if !self.has_room() {
            return None;
        }
        let mut publish = self.queue.pop_front()?;
        self.queued_bytes -= size(&publish);
        let packet_id = self.unused_id();
        publish.packet_id = Some(packet_id);
        publish.dup = false;
        self.published.push_back(publish.clone());
        Some(publish)
    }

    /// Gives an identifier to a SUBSCRIBE or UNSUBSCRIBE.
    pub(crate) fn begin_request(&mut self) -> PacketId {
        let id = self.unused_id();
        self.requests.push(id);
        id
    }

    /// SUBACK or UNSUBACK came. `false` when nothing was asked under this identifier.
    pub(crate) fn end_request(&mut self, id: PacketId) -> bool {
        let position = self.requests.iter().position(|request| *request == id);
        position.map(|position| self.requests.swap_remove(position)).is_some()
    }

    /// Forgets the requests: the connection is lost, and with it their answers.
    pub(crate) fn forget_requests(&mut self) {
        self.requests.clear();
    }

    /// An identifier that nothing uses at the moment `[MQTT-2.3.1-2]`. There always is one: the window is
    /// smaller than the 65,535 identifiers.
    fn unused_id(&mut self) -> PacketId {
        while self.is_used(self.next_id) {
            self.next_id = self.next_id.next();
        }
        let id = self.next_id;
        self.next_id = id.next();
        id
    }

    fn is_used(&self, id: PacketId) -> bool {
        self.published.iter().any(|publish| publish.packet_id == Some(id))
            || self.released.contains(&id)
            || self.requests.contains(&id)
    }

    /// Whether `packet` acknowledges a message in flight as if it were of another QoS, or out of turn. A PUBREC
    /// that comes again after PUBREL is no fault.
    pub(crate) fn contradicted_by(&self, packet: &Packet) -> Option<WrongAcknowledgement> {
        let (Packet::Puback(ack) | Packet::Pubrec(ack) | Packet::Pubcomp(ack)) = packet else { return None };
        let (got, packet_id) = (packet.packet_type(), ack.packet_id);
        let published = self.published.iter().find(|publish| publish.packet_id == Some(packet_id));
        let awaited = match published.map(|publish| publish.qos) {
            Some(Qos::ExactlyOnce) => PacketType::Pubrec,
            Some(_) => PacketType::Puback,
            None if self.released.contains(&packet_id) && got != PacketType::Pubrec => PacketType::Pubcomp,
            None => return None,
        };
        (awaited != got).then_some(WrongAcknowledgement { got, awaited, packet_id })
    }

    /// PUBACK: the QoS 1 message is done. `false` when none such is in flight.
    pub(crate) fn puback(&mut self, id: PacketId) -> bool {
        self.take_published(id, Qos::AtLeastOnce).is_some()
    }

    /// PUBREC: the QoS 2 message passes from published to released `[MQTT-4.3.3-1]`. Whatever PUBREC speaks of,
    /// the answer is PUBREL: a receiver that remembers what we have forgotten can finish.
    pub(crate) fn pubrec(&mut self, id: PacketId) {
        if self.take_published(id, Qos::ExactlyOnce).is_some() {
            self.released.push_back(id);
        }
    }

    /// PUBCOMP: the QoS 2 message is done. `false` when none such is in flight.
    pub(crate) fn pubcomp(&mut self, id: PacketId) -> bool {
        let position = self.released.iter().position(|released| *released == id);
        position.and_then(|position| self.released.remove(position)).is_some()
    }

    fn take_published(&mut self, id: PacketId, qos: Qos) -> Option<Publish> {
        let is_it = |publish: &Publish| publish.packet_id == Some(id) && publish.qos == qos;
        let position = self.published.iter().position(is_it)?;
        self.published.remove(position)
    }

    /// What a sender must send again after a reconnection, in order: each PUBREL, then each PUBLISH with DUP
    /// and its first identifier `[MQTT-4.4.0-1]`, `[MQTT-3.3.1-1]`.
    pub(crate) fn resend(&self) -> impl Iterator<Item = Packet> {
        let releases = self.released.iter().map(|id| Packet::Pubrel(Ack::new(*id)));
        let publishes =
            self.published.iter().map(|publish| Packet::Publish(Publish { dup: true, ..publish.clone() }));
        releases.chain(publishes)
    }

    /// Begins a new session: what was in flight belongs to none any more. Messages that were not received for
    /// sure become new ones at the head of the queue; those released already are gone, and only their number
    /// is known.
    pub(crate) fn restart(&mut self) -> usize {
        for publish in self.published.drain(..).rev() {
            self.queued_bytes += size(&publish);
            self.queue.push_front(Publish { packet_id: None, ..publish });
        }
        self.released.drain(..).count()
    }
}
