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
    window: u16,
    next_id: PacketId,
    /// Identifiers of SUBSCRIBE and UNSUBSCRIBE packets that wait for their answer: the same 65,535 serve all.
    requests: Vec<PacketId>,
    /// In a place of their own, from the first on: most receivers of a broker are never sent any.
    messages: Option<Box<Messages>>,
}

/// Messages of QoS 1 and 2.
#[derive(Debug)]
struct Messages {
    /// Sent as PUBLISH, in order of sending `[MQTT-4.6.0-1]`; waiting for PUBACK or PUBREC.
    published: VecDeque<Publish>,
    /// Sent as PUBREL, in order of the PUBRECs `[MQTT-4.6.0-4]`; waiting for PUBCOMP.
    released: VecDeque<PacketId>,
    /// Not sent yet: the window is full or the receiver is away.
    queue: VecDeque<Publish>,
    /// Bytes of topics and payloads in the queue.
    queued_bytes: usize,
}

impl Messages {
    const NONE: Messages = Messages {
        published: VecDeque::new(),
        released: VecDeque::new(),
        queue: VecDeque::new(),
        queued_bytes: 0,
    };

    fn take_published(&mut self, id: PacketId, qos: Qos) -> Option<Publish> {
        let is_it = |publish: &Publish| publish.packet_id == Some(id) && publish.qos == qos;
        let position = self.published.iter().position(is_it)?;
        self.published.remove(position)
    }
}

impl Outbound {
    /// A window is held between 1 and half of the identifiers, so that a free one is found quickly.
    pub(crate) fn new(window: usize) -> Outbound {
        Outbound {
            window: u16::try_from(window).unwrap_or(u16::MAX).clamp(1, 32_767),
            next_id: PacketId::FIRST,
            requests: Vec::new(),
            messages: None,
        }
    }

    fn messages(&self) -> &Messages {
        static NONE: Messages = Messages::NONE;
        self.messages.as_deref().unwrap_or(&NONE)
    }

    pub(crate) fn in_flight(&self) -> usize {
        self.messages().published.len() + self.messages().released.len()
    }

    pub(crate) fn queued(&self) -> usize {
        self.messages().queue.len()
    }

    /// Bytes of topics and payloads in the queue.
    pub(crate) fn queued_bytes(&self) -> usize {
        self.messages().queued_bytes
    }

    /// Whether the window has room for one more message.
    pub(crate) fn has_room(&self) -> bool {
        self.in_flight() < usize::from(self.window)
    }

    /// Puts a message of QoS 1 or 2 at the end of the queue.
    pub(crate) fn enqueue(&mut self, publish: Publish) {
        debug_assert!(publish.qos > Qos::AtMostOnce);
        let messages = self.messages.get_or_insert_with(|| Box::new(Messages::NONE));
        messages.queued_bytes += size(&publish);
        messages.queue.push_back(publish);
    }

    /// The next message to send, with its packet identifier, if the window has room.
    pub(crate) fn next(&mut self) -> Option<Publish> {
        if !self.has_room() {
            return None;
        }
        let packet_id = (self.queued() > 0).then(|| self.unused_id())?;
        let messages = self.messages.as_mut()?;
        let mut publish = messages.queue.pop_front()?;
        messages.queued_bytes -= size(&publish);
        publish.packet_id = Some(packet_id);
        publish.dup = false;
        messages.published.push_back(publish.clone());
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
        let messages = self.messages();
        messages.published.iter().any(|publish| publish.packet_id == Some(id))
            || messages.released.contains(&id)
            || self.requests.contains(&id)
    }

    /// Whether `packet` acknowledges a message in flight as if it were of another QoS, or out of turn. A PUBREC
    /// that comes again after PUBREL is no fault.
    pub(crate) fn contradicted_by(&self, packet: &Packet) -> Option<WrongAcknowledgement> {
        let (Packet::Puback(ack) | Packet::Pubrec(ack) | Packet::Pubcomp(ack)) = packet else { return None };
        let (got, packet_id) = (packet.packet_type(), ack.packet_id);
        let Messages { published, released, .. } = self.messages();
        let published = published.iter().find(|publish| publish.packet_id == Some(packet_id));
        let awaited = match published.map(|publish| publish.qos) {
            Some(Qos::ExactlyOnce) => PacketType::Pubrec,
            Some(_) => PacketType::Puback,
            None if released.contains(&packet_id) && got != PacketType::Pubrec => PacketType::Pubcomp,
            None => return None,
        };
        (awaited != got).then_some(WrongAcknowledgement { got, awaited, packet_id })
    }

    /// PUBACK: the QoS 1 message is done. `false` when none such is in flight.
    pub(crate) fn puback(&mut self, id: PacketId) -> bool {
        self.messages.as_mut().is_some_and(|messages| messages.take_published(id, Qos::AtLeastOnce).is_some())
    }

    /// PUBREC: the QoS 2 message passes from published to released `[MQTT-4.3.3-1]`. Whatever PUBREC speaks of,
    /// the answer is PUBREL: a receiver that remembers what we have forgotten can finish.
    pub(crate) fn pubrec(&mut self, id: PacketId) {
        let Some(messages) = &mut self.messages else { return };
        if messages.take_published(id, Qos::ExactlyOnce).is_some() {
            messages.released.push_back(id);
        }
    }

    /// PUBCOMP: the QoS 2 message is done. `false` when none such is in flight.
    pub(crate) fn pubcomp(&mut self, id: PacketId) -> bool {
        let Some(messages) = &mut self.messages else { return false };
        let position = messages.released.iter().position(|released| *released == id);
        position.and_then(|position| messages.released.remove(position)).is_some()
    }

    /// What a sender must send again after a reconnection, in order: each PUBREL, then each PUBLISH with DUP
    /// and its first identifier `[MQTT-4.4.0-1]`, `[MQTT-3.3.1-1]`.
    pub(crate) fn resend(&self) -> impl Iterator<Item = Packet> {
        let Messages { published, released, .. } = self.messages();
        let releases = released.iter().map(|id| Packet::Pubrel(Ack::new(*id)));
        let publishes =
            published.iter().map(|publish| Packet::Publish(Publish { dup: true, ..publish.clone() }));
        releases.chain(publishes)
    }

    /// Begins a new session: what was in flight belongs to none any more. Messages that were not received for
    /// sure become new ones at the head of the queue; those released already are gone, and only their number
    /// is known.
    pub(crate) fn restart(&mut self) -> usize {
        let Some(messages) = &mut self.messages else { return 0 };
        for publish in messages.published.drain(..).rev() {
            messages.queued_bytes += size(&publish);
            messages.queue.push_front(Publish { packet_id: None, ..publish });
        }
        messages.released.drain(..).count()
    }
}
