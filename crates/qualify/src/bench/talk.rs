//! Ordinary requests with their answers, so that a check is only about what it checks.

use std::time::Duration;

use bytes::Bytes;
use mqtt_packet::{
    Ack, Connack, Connect, ConnectReturnCode, Packet, PacketId, PacketType, Publish, Qos, Suback, Subscribe,
    Subscription, Unsubscribe,
};
use mqtt_trace::summary::Summary;

use super::{Came, Client, Outcome, Stop, judge};
use crate::messages;

/// How long a broker has to close a connection after DISCONNECT before the client does.
const FAREWELL: Duration = Duration::from_millis(300);

impl Client {
    /// An identifier that this client has not used yet.
    pub fn new_id(&mut self) -> PacketId {
        self.last_id = self.last_id.next();
        self.last_id
    }

    /// Sends CONNECT; the first packet that comes must be CONNACK `[MQTT-3.2.0-1]`.
    ///
    /// # Errors
    /// [`Stop::NotKept`]: what came instead.
    pub fn connect(&mut self, connect: Connect) -> Result<Connack, Stop> {
        self.send(&Packet::Connect(Box::new(connect)))?;
        match self.receive()? {
            Came::Packet(Packet::Connack(connack)) => Ok(connack),
            Came::Packet(other) => Err(Stop::NotKept(Summary(&other).to_string())),
            Came::Closed => Err(Stop::NotKept(messages::CLOSED.into())),
            Came::Nothing => Err(Stop::NotKept(messages::NOTHING.into())),
        }
    }

    /// Connects, which must be accepted; says whether a session was present.
    ///
    /// # Errors
    /// [`Stop::NotKept`]: what came instead.
    pub fn connect_accepted(&mut self, connect: Connect) -> Result<bool, Stop> {
        let connack = self.connect(connect)?;
        let session_present = connack.session_present;
        judge(connack.return_code == ConnectReturnCode::Accepted, || {
            Summary::<Bytes>(&Packet::Connack(connack)).to_string()
        })?;
        Ok(session_present)
    }

    /// Subscribes, and waits for SUBACK, whatever it says.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when none comes.
    pub fn subscribe(&mut self, filters: &[(&str, Qos)]) -> Result<Suback, Stop> {
        let id = self.new_id();
        let subscriptions =
            filters.iter().map(|(filter, qos)| Subscription { filter: (*filter).into(), qos: *qos });
        self.send(&Packet::Subscribe(Subscribe::new(id, subscriptions.collect())))?;
        let Packet::Suback(suback) = self.wait_for(|packet| matches!(packet, Packet::Suback(_)))? else {
            return Err(Stop::NotKept(messages::NOTHING.into()));
        };
        judge(suback.packet_id == id, || messages::other_id(PacketType::Suback, suback.packet_id, id))?;
        Ok(suback)
    }

    /// Unsubscribes, and waits for UNSUBACK.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when none comes, or one with another identifier.
    pub fn unsubscribe(&mut self, filters: &[&str]) -> Outcome {
        let id = self.new_id();
        let filters = filters.iter().map(|filter| (*filter).into()).collect();
        self.send(&Packet::Unsubscribe(Unsubscribe::new(id, filters)))?;
        self.acknowledged(PacketType::Unsuback, id)
    }

    /// Waits for an acknowledgement of this type, which must be of `id`.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when none comes, or one with another identifier.
    pub fn acknowledged(&mut self, wanted: PacketType, id: PacketId) -> Outcome {
        let packet = self.wait_for(|packet| packet.packet_type() == wanted)?;
        judge(packet.packet_id() == Some(id), || Summary(&packet).to_string())
    }

    /// Publishes, and takes all steps of its QoS. A message of QoS 1 or 2 that has no identifier gets one.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when an acknowledgement does not come.
    pub fn publish(&mut self, publish: Publish) -> Outcome {
        let (qos, id) = (publish.qos, self.begin(publish)?);
        match (qos, id) {
            (Qos::AtLeastOnce, Some(id)) => self.acknowledged(PacketType::Puback, id),
            (Qos::ExactlyOnce, Some(id)) => {
                self.acknowledged(PacketType::Pubrec, id)?;
                self.send(&Packet::Pubrel(Ack::new(id)))?;
                self.acknowledged(PacketType::Pubcomp, id)
            }
            _ => Ok(()),
        }
    }

    /// Sends a PUBLISH and waits for nothing; gives its identifier.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub fn begin(&mut self, mut publish: Publish) -> Result<Option<PacketId>, Stop> {
        if publish.qos != Qos::AtMostOnce && publish.packet_id.is_none() {
            publish.packet_id = Some(self.new_id());
        }
        let id = publish.packet_id;
        self.send(&Packet::Publish(publish))?;
        Ok(id)
    }

    /// Publishes a text, with all steps of its QoS.
    ///
    /// # Errors
    /// As [`Client::publish`].
    pub fn say(&mut self, topic: &str, payload: &str, qos: Qos) -> Outcome {
        self.publish(message(topic, payload, qos))
    }

    /// The next message, which stays without an answer.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when none comes.
    pub fn unanswered(&mut self) -> Result<Publish, Stop> {
        match self.wait_for(|packet| matches!(packet, Packet::Publish(_)))? {
            Packet::Publish(publish) => Ok(publish),
            other => Err(Stop::NotKept(Summary(&other).to_string())),
        }
    }

    /// The next message, answered as its QoS asks for.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when none comes, or a later step of its QoS.
    pub fn message(&mut self) -> Result<Publish, Stop> {
        let publish = self.unanswered()?;
        match (publish.qos, publish.packet_id) {
            (Qos::AtLeastOnce, Some(id)) => self.send(&Packet::Puback(Ack::new(id)))?,
            (Qos::ExactlyOnce, Some(id)) => {
                self.send(&Packet::Pubrec(Ack::new(id)))?;
                self.acknowledged(PacketType::Pubrel, id)?;
                self.send(&Packet::Pubcomp(Ack::new(id)))?;
            }
            _ => {}
        }
        Ok(publish)
    }

    /// The next message must be this one; gives it.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when none comes, or another.
    pub fn hears(&mut self, topic: &str, payload: &str) -> Result<Publish, Stop> {
        let publish = self.message()?;
        judge(publish.topic == topic && publish.payload == payload.as_bytes(), || shown(&publish))?;
        Ok(publish)
    }

    /// Sends DISCONNECT and hangs up once the broker does.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub fn disconnect(mut self) -> Outcome {
        self.send(&Packet::Disconnect)?;
        // A broker that waits for the client to hang up is right too.
        let _ = self.closes_within(FAREWELL);
        Ok(())
    }
}

/// A message that is not retained.
#[must_use]
pub fn message(topic: &str, payload: &str, qos: Qos) -> Publish {
    Publish { qos, ..Publish::new(topic, payload.to_owned()) }
}

/// A retained message.
#[must_use]
pub fn retained(topic: &str, payload: &str, qos: Qos) -> Publish {
    Publish { retain: true, ..message(topic, payload, qos) }
}

/// A message in a few words.
#[must_use]
pub fn shown(publish: &Publish) -> String {
    Summary(&Packet::Publish(publish.clone())).to_string()
}
