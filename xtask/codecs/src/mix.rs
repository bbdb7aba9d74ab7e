//! The packets that are compared.

use bytes::{Bytes, BytesMut};
use mqtt_packet::{
    Ack, Connack, Connect, Packet, PacketId, Properties, Publish, Qos, Suback, Subscribe,
    SubscribeReturnCode, Subscription, Unsubscribe, Will,
};

/// Packets one after the other.
pub struct Mix {
    pub name: &'static str,
    pub wire: Vec<u8>,
    pub packets: usize,
}

const TOPICS: [&str; 4] =
    ["maison/salon/temperature", "maison/cuisine/four/etat", "atelier/été", "$SYS/broker/uptime"];

/// All mixes.
pub fn all() -> Vec<Mix> {
    let publish =
        |name, size, count: u16, qos| Mix::new(name, (1..=count).map(|id| publish(id, size, qos)).collect());
    vec![
        Mix::new("all types", (1..=60).flat_map(all_types).collect()),
        publish("PUBLISH 64 B, QoS 0", 64, 1000, Qos::AtMostOnce),
        publish("PUBLISH 64 B, QoS 1", 64, 1000, Qos::AtLeastOnce),
        publish("PUBLISH 64 B, QoS 2", 64, 1000, Qos::ExactlyOnce),
        publish("PUBLISH 4 KiB, QoS 0", 4096, 200, Qos::AtMostOnce),
        publish("PUBLISH 4 KiB, QoS 1", 4096, 200, Qos::AtLeastOnce),
        publish("PUBLISH 4 KiB, QoS 2", 4096, 200, Qos::ExactlyOnce),
    ]
}

impl Mix {
    fn new(name: &'static str, packets: Vec<Packet>) -> Mix {
        let mut wire = BytesMut::new();
        packets.iter().for_each(|packet| packet.encode(&mut wire).expect("a packet that may be sent"));
        Mix { name, wire: wire.to_vec(), packets: packets.len() }
    }
}

fn id(value: u16) -> PacketId {
    PacketId::new(value).unwrap_or(PacketId::FIRST)
}

fn publish(number: u16, size: usize, qos: Qos) -> Packet {
    let topic = TOPICS[usize::from(number) % TOPICS.len()];
    let payload = Bytes::from(vec![number as u8; size]);
    let packet_id = (qos != Qos::AtMostOnce).then_some(id(number));
    Packet::Publish(Publish { qos, packet_id, retain: number % 8 == 0, ..Publish::new(topic, payload) })
}

/// Each type once, and the three QoS.
fn all_types(number: u16) -> Vec<Packet> {
    let ack = Ack::new(id(number));
    let topic = |index: u16| TOPICS[usize::from(number + index) % TOPICS.len()];
    let will = Will {
        topic: topic(0).into(),
        message: Bytes::from_static(b"hors ligne"),
        qos: Qos::AtLeastOnce,
        retain: true,
        properties: Properties::default(),
    };
    let connect = Connect {
        will: (number % 2 == 0).then_some(will),
        user_name: Some("poste07".into()),
        password: Some(Bytes::from_static(b"secret")),
        ..Connect::new(format!("poste07-capteur-{number}"))
    };
    // Not refused: rumqttc, which serves clients alone, writes other return codes than it reads.
    let connack = Connack::accepted(number % 2 == 0);
    let subscription = |filter: &str, qos| Subscription { filter: filter.into(), qos };
    let subscriptions = vec![
        subscription("maison/+/temperature", Qos::AtMostOnce),
        subscription("maison/#", Qos::AtLeastOnce),
        subscription(topic(1), Qos::ExactlyOnce),
    ];
    let granted = SubscribeReturnCode::Granted;
    let codes = vec![granted(Qos::AtMostOnce), granted(Qos::AtLeastOnce), SubscribeReturnCode::Failure];
    let filters = vec!["maison/+/temperature".into(), "maison/#".into()];
    vec![
        Packet::Connect(Box::new(connect)),
        Packet::Connack(connack),
        Packet::Subscribe(Subscribe::new(id(number), subscriptions)),
        Packet::Suback(Suback::new(id(number), codes)),
        publish(number, 5, Qos::AtMostOnce),
        publish(number, 20, Qos::AtLeastOnce),
        Packet::Puback(ack.clone()),
        publish(number, 200, Qos::ExactlyOnce),
        Packet::Pubrec(ack.clone()),
        Packet::Pubrel(ack.clone()),
        Packet::Pubcomp(ack.clone()),
        Packet::Pingreq,
        Packet::Pingresp,
        Packet::Unsubscribe(Unsubscribe::new(id(number), filters)),
        Packet::Unsuback(ack),
        Packet::Disconnect,
    ]
}
