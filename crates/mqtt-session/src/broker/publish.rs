//! PUBLISH and its acknowledgements, both ways; retained messages (§3.3 to §3.7, §4.3).

use bytes::Bytes;
use bytestring::ByteString;
use mqtt_packet::{Ack, Packet, PacketId, Publish, Qos};

use crate::outbound::size;

use super::session::SessionKey;
use super::status::is_own;
use super::{Broker, CloseReason, ConnectionId, Effect, Forbidden};

impl Broker {
    /// A client publishes. At QoS 1 the message is on its way before it is acknowledged.
    pub(super) fn publish_received(
        &mut self,
        connection: ConnectionId,
        session: SessionKey,
        publish: Publish,
        effects: &mut Vec<Effect>,
    ) {
        let is_allowed = self.is_allowed(session, &publish, effects);
        match (publish.qos, publish.packet_id) {
            (Qos::AtLeastOnce, Some(packet_id)) => {
                if is_allowed {
                    self.route(publish, effects);
                }
                let packet = Packet::Puback(Ack::new(packet_id));
                effects.push(Effect::Send { connection, packet });
            }
            (Qos::ExactlyOnce, Some(packet_id)) => {
                let inbound = &mut self.sessions[session].inbound;
                inbound.receive(packet_id, is_allowed.then_some(publish));
                if inbound.count() > 1 && inbound.bytes() > self.limits.max_queued_bytes {
                    return self.close(connection, CloseReason::TooMuchUnreleased, effects);
                }
                let packet = Packet::Pubrec(Ack::new(packet_id));
                effects.push(Effect::Send { connection, packet });
            }
            _ if is_allowed => self.route(publish, effects),
            _ => {}
        }
    }

    /// Whether this session may publish the message: the access rules let it, and the topic is not the broker's own.
    /// Tells if it may not.
    pub(super) fn is_allowed(
        &self,
        session: SessionKey,
        publish: &Publish,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let session = &self.sessions[session];
        let is_allowed = session.rights.may_write(&publish.topic) && !is_own(&publish.topic);
        if !is_allowed {
            let (client_id, publish) = (session.client_id.clone(), Box::new(publish.clone()));
            effects.push(Effect::Forbidden { client_id, what: Forbidden::Publish(publish) });
        }
        is_allowed
    }

    /// A publisher releases a QoS 2 message: now it is delivered, once `[MQTT-4.3.3-2]`.
    pub(super) fn pubrel(
        &mut self,
        connection: ConnectionId,
        session: SessionKey,
        packet_id: PacketId,
        effects: &mut Vec<Effect>,
    ) {
        if let Some(publish) = self.sessions[session].inbound.release(packet_id) {
            self.route(publish, effects);
        }
        let packet = Packet::Pubcomp(Ack::new(packet_id));
        effects.push(Effect::Send { connection, packet });
    }

    pub(super) fn puback(&mut self, session: SessionKey, packet_id: PacketId, effects: &mut Vec<Effect>) {
        if self.sessions[session].outbound.puback(packet_id) {
            self.pump(session, effects);
        }
    }

    pub(super) fn pubrec(
        &mut self,
        connection: ConnectionId,
        session: SessionKey,
        packet_id: PacketId,
        effects: &mut Vec<Effect>,
    ) {
        self.sessions[session].outbound.pubrec(packet_id);
        let packet = Packet::Pubrel(Ack::new(packet_id));
        effects.push(Effect::Send { connection, packet });
    }

    pub(super) fn pubcomp(&mut self, session: SessionKey, packet_id: PacketId, effects: &mut Vec<Effect>) {
        if self.sessions[session].outbound.pubcomp(packet_id) {
            self.pump(session, effects);
        }
    }

    /// Stores the message if it is to be retained, and sends it to each subscriber once, whatever the number
    /// of its filters that match, at the highest QoS that they grant `[MQTT-3.3.5-1]`.
    pub(super) fn route(&mut self, publish: Publish, effects: &mut Vec<Effect>) {
        if publish.retain {
            self.retain(&publish);
        }
        let mut receivers = Vec::new();
        self.subscriptions.filters_matching(&publish.topic, |subscribers| {
            receivers.extend_from_slice(subscribers.as_slice());
        });
        // Highest QoS first within a session, so that this one stays.
        receivers.sort_unstable_by(|(a, a_qos), (b, b_qos)| a.cmp(b).then(b_qos.cmp(a_qos)));
        receivers.dedup_by_key(|(session, _)| *session);
        // To those who were subscribed before, it is a live message: retain 0 [MQTT-3.3.1-9].
        for (session, granted) in receivers {
            self.deliver(session, &publish, granted, false, effects);
        }
    }

    /// Sends a message to one session at the lower of its own QoS and the QoS `granted` to the subscription
    /// (§4.3: quality of service is agreed for each leg).
    pub(super) fn deliver(
        &mut self,
        key: SessionKey,
        publish: &Publish,
        granted: Qos,
        retain: bool,
        effects: &mut Vec<Effect>,
    ) {
        let qos = publish.qos.min(granted);
        let message = Publish { qos, retain, ..Publish::new(publish.topic.clone(), publish.payload.clone()) };
        let session = &mut self.sessions[key];
        if !session.rights.may_read(&message.topic) {
            return;
        }
        if qos == Qos::AtMostOnce {
            if let Some(connection) = session.connection {
                effects.push(Effect::Send { connection, packet: Packet::Publish(message) });
            }
            return;
        }
        // What can be sent at once does not wait.
        let waits = session.connection.is_none() || !session.outbound.has_room();
        let is_full = session.outbound.queued() >= self.limits.max_queued
            || session.outbound.queued() > 0
                && session.outbound.queued_bytes() + size(&message) > self.limits.max_queued_bytes;
        if waits && is_full {
            let (client_id, topic) = (session.client_id.clone(), message.topic);
            effects.push(Effect::Dropped { client_id, topic });
            return;
        }
        if session.connection.is_none() {
            session.outbound.enqueue(detached(&message));
        } else {
            session.outbound.enqueue(message);
            self.pump(key, effects);
        }
    }

    /// Sends what waits for a session, as far as its window allows.
    pub(super) fn pump(&mut self, key: SessionKey, effects: &mut Vec<Effect>) {
        let session = &mut self.sessions[key];
        let Some(connection) = session.connection else { return };
        while let Some(publish) = session.outbound.next() {
            effects.push(Effect::Send { connection, packet: Packet::Publish(publish) });
        }
    }

    /// The last retained message of a topic is kept with its QoS `[MQTT-3.3.1-5]`; an empty one erases it
    /// `[MQTT-3.3.1-10]`, `[MQTT-3.3.1-11]`.
    fn retain(&mut self, publish: &Publish) {
        if publish.payload.is_empty() {
            self.retained.remove(&publish.topic);
            return;
        }
        *self.retained.place(&publish.topic) = Some(detached(publish));
    }
}

/// The message with bytes of its own. What a client sends lies in the buffer of a larger read, and would keep
/// the whole of it in memory for as long as the message is stored.
pub(super) fn detached(publish: &Publish) -> Publish {
    let topic = ByteString::from(&*publish.topic);
    let payload = Bytes::copy_from_slice(&publish.payload);
    Publish { qos: publish.qos, retain: publish.retain, ..Publish::new(topic, payload) }
}
