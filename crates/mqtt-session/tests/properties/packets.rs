//! Packets at random, out of few names and identifiers, so that they meet.

use bytes::{Bytes, BytesMut};
use mqtt_packet::{
    Ack, Connack, Connect, ConnectReturnCode, Packet, PacketId, Publish, Qos, Suback, Subscribe,
    SubscribeReturnCode, Subscription, Unsubscribe, Will,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

pub fn topic() -> impl Strategy<Value = &'static str> {
    select(vec!["a", "a/b", "été/1", "$x", "/"])
}

pub fn filter() -> impl Strategy<Value = &'static str> {
    select(vec!["a", "a/b", "a/#", "#", "+", "+/+", "$x", "$x/#"])
}

pub fn qos() -> impl Strategy<Value = Qos> {
    select(vec![Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce])
}

fn packet_id() -> impl Strategy<Value = PacketId> {
    (1u16..5).prop_map(|id| PacketId::new(id).expect("not zero"))
}

/// A payload that says at which QoS the message was published; sometimes none, which erases.
fn payload(qos: Qos) -> impl Strategy<Value = Bytes> {
    prop_oneof![4 => Just(Bytes::from(qos.to_string())), 1 => Just(Bytes::new())]
}

/// The QoS at which a message of [`publish`] was published, as far as its payload says.
pub fn published_qos(payload: &[u8]) -> Qos {
    payload.first().and_then(|digit| Qos::from_u8(digit - b'0')).unwrap_or(Qos::ExactlyOnce)
}

pub fn publish() -> impl Strategy<Value = Publish> {
    let message = (topic(), qos()).prop_flat_map(|(topic, qos)| (Just(topic), Just(qos), payload(qos)));
    (message, any::<bool>(), any::<bool>(), packet_id()).prop_map(
        |((topic, qos, payload), dup, retain, packet_id)| {
            let acknowledged = qos > Qos::AtMostOnce;
            let packet_id = acknowledged.then_some(packet_id);
            Publish { qos, retain, packet_id, dup: dup && acknowledged, ..Publish::new(topic, payload) }
        },
    )
}

pub fn connect() -> impl Strategy<Value = Connect> {
    let client_id = select(vec!["alice", "bob", "a/b", ""]);
    let keep_alive = select(vec![0, 10, 60]);
    (client_id, any::<bool>(), keep_alive, proptest::option::of(publish())).prop_map(
        |(client_id, clean_session, keep_alive, will)| Connect {
            clean_session,
            keep_alive,
            will: will.map(|will| Will {
                topic: will.topic,
                message: will.payload,
                qos: will.qos,
                retain: will.retain,
                properties: will.properties,
            }),
            user_name: Some("élève".into()),
            password: Some("secret".into()),
            ..Connect::new(client_id)
        },
    )
}

pub fn subscriptions() -> impl Strategy<Value = Vec<Subscription>> {
    vec((filter(), qos()).prop_map(|(filter, qos)| Subscription { filter: filter.into(), qos }), 1..4)
}

pub fn filters() -> impl Strategy<Value = Vec<bytestring::ByteString>> {
    vec(filter().prop_map(Into::into), 1..4)
}

fn connack() -> impl Strategy<Value = Connack> {
    prop_oneof![
        4 => any::<bool>().prop_map(Connack::accepted),
        1 => Just(Connack::refused(ConnectReturnCode::NotAuthorized)),
    ]
}

fn suback() -> impl Strategy<Value = Suback> {
    let code = prop_oneof![
        4 => qos().prop_map(SubscribeReturnCode::Granted),
        1 => Just(SubscribeReturnCode::Failure),
    ];
    (packet_id(), vec(code, 1..4)).prop_map(|(packet_id, codes)| Suback::new(packet_id, codes))
}

/// Any packet, those of the other side included.
pub fn packet() -> impl Strategy<Value = Packet> {
    let ack = || packet_id().prop_map(Ack::new);
    prop_oneof![
        8 => publish().prop_map(Packet::Publish),
        4 => ack().prop_map(Packet::Puback),
        4 => ack().prop_map(Packet::Pubrec),
        4 => ack().prop_map(Packet::Pubrel),
        4 => ack().prop_map(Packet::Pubcomp),
        4 => (packet_id(), subscriptions()).prop_map(|(id, s)| Packet::Subscribe(Subscribe::new(id, s))),
        2 => (packet_id(), filters()).prop_map(|(id, f)| Packet::Unsubscribe(Unsubscribe::new(id, f))),
        2 => suback().prop_map(Packet::Suback),
        2 => ack().prop_map(Packet::Unsuback),
        2 => connack().prop_map(Packet::Connack),
        1 => connect().prop_map(|connect| Packet::Connect(Box::new(connect))),
        1 => Just(Packet::Pingreq),
        1 => Just(Packet::Pingresp),
        1 => Just(Packet::Disconnect),
    ]
}

/// Fails when a packet breaks a rule of form.
pub fn check_sendable(packet: &Packet) {
    if let Err(error) = packet.encode(&mut BytesMut::new()) {
        panic!("{packet:?} cannot be sent: {error}");
    }
}
