//! What a sender has sent and must not confuse: one thing for each packet identifier.

use std::collections::HashMap;

use mqtt_packet::{Packet, PacketId, Publish, Qos};

#[derive(Debug, PartialEq)]
enum Sent {
    Message(Publish),
    /// After PUBREC.
    Released,
    /// SUBSCRIBE or UNSUBSCRIBE.
    Request,
}

/// The identifiers in use by one sender, in one session.
#[derive(Debug, Default)]
pub struct InFlight(HashMap<PacketId, Sent>);

impl InFlight {
    /// A packet is sent. Its identifier must be free `[MQTT-2.3.1-2]`, or with DUP that of the same message.
    pub fn sent(&mut self, packet: &Packet, window: usize) {
        match packet {
            Packet::Publish(Publish { packet_id: Some(id), .. }) => self.published(*id, packet, window),
            Packet::Subscribe(_) | Packet::Unsubscribe(_) => {
                let id = packet.packet_id().expect("a request has an identifier");
                let before = self.0.insert(id, Sent::Request);
                assert_eq!(before, None, "{packet:?} uses an identifier that is in use");
            }
            _ => {}
        }
    }

    fn published(&mut self, id: PacketId, packet: &Packet, window: usize) {
        let Packet::Publish(publish) = packet else { return };
        let sent = Sent::Message(Publish { dup: false, ..publish.clone() });
        if publish.dup {
            assert_eq!(self.0.get(&id), Some(&sent), "DUP is for the same message [MQTT-3.3.1-1]");
            return;
        }
        let before = self.0.insert(id, sent);
        assert_eq!(before, None, "{packet:?} uses an identifier that is in use");
        let messages = self.0.values().filter(|sent| **sent != Sent::Request).count();
        assert!(messages <= window, "{messages} messages in flight, more than the window of {window}");
    }

    /// A packet comes from the receiver.
    pub fn received(&mut self, packet: &Packet) {
        let Some(id) = packet.packet_id() else { return };
        let Some(sent) = self.0.get_mut(&id) else { return };
        match (packet, &*sent) {
            (Packet::Pubrec(_), Sent::Message(publish)) if publish.qos == Qos::ExactlyOnce => {
                *sent = Sent::Released;
            }
            (Packet::Puback(_), Sent::Message(publish)) if publish.qos == Qos::AtLeastOnce => {
                self.0.remove(&id);
            }
            (Packet::Pubcomp(_), Sent::Released) => {
                self.0.remove(&id);
            }
            _ => {}
        }
    }

    /// A request was answered.
    pub fn answered(&mut self, id: PacketId) {
        if self.0.get(&id) == Some(&Sent::Request) {
            self.0.remove(&id);
        }
    }

    /// The connection is lost, and with it the requests.
    pub fn forget_requests(&mut self) {
        self.0.retain(|_, sent| *sent != Sent::Request);
    }
}
