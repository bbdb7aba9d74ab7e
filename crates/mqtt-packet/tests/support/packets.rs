//! Packets at random, all well formed.

use bytes::Bytes;
use mqtt_packet::{
    Ack, Connack, Connect, ConnectReturnCode, Packet, PacketId, Properties, Publish, Qos, Suback, Subscribe,
    SubscribeReturnCode, Subscription, Unsubscribe, Version, Will,
};
use proptest::collection::vec;
use proptest::prelude::*;

pub fn packet() -> impl Strategy<Value = Packet> {
    prop_oneof![
        2 => connect().prop_map(|connect| Packet::Connect(Box::new(connect))),
        1 => connack().prop_map(Packet::Connack),
        3 => publish().prop_map(Packet::Publish),
        1 => ack().prop_map(Packet::Puback),
        1 => ack().prop_map(Packet::Pubrec),
        1 => ack().prop_map(Packet::Pubrel),
        1 => ack().prop_map(Packet::Pubcomp),
        2 => subscribe().prop_map(Packet::Subscribe),
        1 => suback().prop_map(Packet::Suback),
        2 => unsubscribe().prop_map(Packet::Unsubscribe),
        1 => ack().prop_map(Packet::Unsuback),
        1 => prop_oneof![Just(Packet::Pingreq), Just(Packet::Pingresp), Just(Packet::Disconnect)],
    ]
}

fn text() -> impl Strategy<Value = String> {
    "[^\0]{0,12}"
}

fn topic_name() -> impl Strategy<Value = String> {
    "[^\0+#]{1,12}"
}

fn topic_filter() -> impl Strategy<Value = String> {
    let level = prop_oneof![2 => "[^\0+#/]{0,4}", 1 => Just("+".to_owned())];
    let filter = (vec(level, 0..4), any::<bool>()).prop_map(|(mut levels, all_below)| {
        levels.extend(all_below.then(|| "#".to_owned()));
        levels.join("/")
    });
    filter.prop_filter("a filter has a character", |filter| !filter.is_empty())
}

/// Short ones byte by byte, and now and then a long one that stretches the remaining length.
fn blob() -> impl Strategy<Value = Bytes> {
    prop_oneof![
        8 => vec(any::<u8>(), 0..20).prop_map(Bytes::from),
        1 => (any::<u8>(), 100..20_000_usize).prop_map(|(byte, count)| Bytes::from(vec![byte; count])),
    ]
}

fn qos() -> impl Strategy<Value = Qos> {
    prop_oneof![Just(Qos::AtMostOnce), Just(Qos::AtLeastOnce), Just(Qos::ExactlyOnce)]
}

fn packet_id() -> impl Strategy<Value = PacketId> {
    (1..=u16::MAX).prop_map(|value| PacketId::new(value).expect("not zero"))
}

fn ack() -> impl Strategy<Value = Ack> {
    packet_id().prop_map(Ack::new)
}

fn will() -> impl Strategy<Value = Will> {
    (topic_name(), blob(), qos(), any::<bool>()).prop_map(|(topic, message, qos, retain)| {
        let properties = Properties::default();
        Will { topic: topic.into(), message, qos, retain, properties }
    })
}

fn connect() -> impl Strategy<Value = Connect> {
    let version = prop_oneof![4 => Just(Version::V3_1_1), 1 => Just(Version::V3_1)];
    let credentials = proptest::option::of((text(), proptest::option::of(blob())));
    let session = (version, any::<bool>(), any::<u16>(), text());
    (session, proptest::option::of(will()), credentials).prop_map(|(session, will, credentials)| {
        let (version, clean_session, keep_alive, client_id) = session;
        let (user_name, password) = credentials.unzip();
        let user_name = user_name.map(Into::into);
        let password = password.flatten();
        Connect { version, clean_session, keep_alive, will, user_name, password, ..Connect::new(client_id) }
    })
}

fn connack() -> impl Strategy<Value = Connack> {
    let refused = (1..=5_u8).prop_map(|code| ConnectReturnCode::from_u8(code).expect("one of the codes"));
    prop_oneof![any::<bool>().prop_map(Connack::accepted), refused.prop_map(Connack::refused)]
}

fn publish() -> impl Strategy<Value = Publish> {
    (topic_name(), blob(), qos(), packet_id(), any::<bool>(), any::<bool>()).prop_map(
        |(topic, payload, qos, packet_id, dup, retain)| {
            let acknowledged = qos != Qos::AtMostOnce;
            let packet_id = acknowledged.then_some(packet_id);
            Publish { dup: dup && acknowledged, qos, retain, packet_id, ..Publish::new(topic, payload) }
        },
    )
}

fn subscribe() -> impl Strategy<Value = Subscribe> {
    let subscription =
        (topic_filter(), qos()).prop_map(|(filter, qos)| Subscription { filter: filter.into(), qos });
    (packet_id(), vec(subscription, 1..5)).prop_map(|(id, subscriptions)| Subscribe::new(id, subscriptions))
}

fn suback() -> impl Strategy<Value = Suback> {
    let code = prop_oneof![
        3 => qos().prop_map(SubscribeReturnCode::Granted),
        1 => Just(SubscribeReturnCode::Failure),
    ];
    (packet_id(), vec(code, 1..5)).prop_map(|(id, codes)| Suback::new(id, codes))
}

fn unsubscribe() -> impl Strategy<Value = Unsubscribe> {
    let filter = topic_filter().prop_map(Into::into);
    (packet_id(), vec(filter, 1..5)).prop_map(|(id, filters)| Unsubscribe::new(id, filters))
}

pub fn encode<B: mqtt_packet::Buffer>(packet: &Packet<B>) -> Vec<u8> {
    let mut out = bytes::BytesMut::new();
    packet.encode(&mut out).expect("a well-formed packet");
    out.to_vec()
}
