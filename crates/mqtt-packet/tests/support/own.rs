//! The owned twin of a borrowed packet, so that the two forms can be compared.

use bytes::Bytes;
use mqtt_packet::{Connect, Packet, Publish, Subscribe, Subscription, Unsubscribe, Will};

pub fn own(packet: Packet<&[u8]>) -> Packet {
    match packet {
        Packet::Connect(connect) => Packet::Connect(Box::new(own_connect(*connect))),
        Packet::Connack(connack) => Packet::Connack(connack),
        Packet::Publish(publish) => Packet::Publish(Publish {
            dup: publish.dup,
            qos: publish.qos,
            retain: publish.retain,
            packet_id: publish.packet_id,
            properties: publish.properties,
            topic: publish.topic.into(),
            payload: Bytes::copy_from_slice(publish.payload),
        }),
        Packet::Puback(ack) => Packet::Puback(ack),
        Packet::Pubrec(ack) => Packet::Pubrec(ack),
        Packet::Pubrel(ack) => Packet::Pubrel(ack),
        Packet::Pubcomp(ack) => Packet::Pubcomp(ack),
        Packet::Subscribe(subscribe) => Packet::Subscribe(Subscribe {
            packet_id: subscribe.packet_id,
            properties: subscribe.properties,
            subscriptions: subscribe.subscriptions.into_iter().map(own_subscription).collect(),
        }),
        Packet::Suback(suback) => Packet::Suback(suback),
        Packet::Unsubscribe(unsubscribe) => Packet::Unsubscribe(Unsubscribe {
            packet_id: unsubscribe.packet_id,
            properties: unsubscribe.properties,
            filters: unsubscribe.filters.into_iter().map(Into::into).collect(),
        }),
        Packet::Unsuback(ack) => Packet::Unsuback(ack),
        Packet::Pingreq => Packet::Pingreq,
        Packet::Pingresp => Packet::Pingresp,
        Packet::Disconnect => Packet::Disconnect,
    }
}

fn own_connect(connect: Connect<&[u8]>) -> Connect {
    Connect {
        version: connect.version,
        clean_session: connect.clean_session,
        keep_alive: connect.keep_alive,
        properties: connect.properties,
        client_id: connect.client_id.into(),
        will: connect.will.map(|will| Will {
            topic: will.topic.into(),
            message: Bytes::copy_from_slice(will.message),
            qos: will.qos,
            retain: will.retain,
            properties: will.properties,
        }),
        user_name: connect.user_name.map(Into::into),
        password: connect.password.map(Bytes::copy_from_slice),
    }
}

fn own_subscription(subscription: Subscription<&[u8]>) -> Subscription {
    Subscription { filter: subscription.filter.into(), qos: subscription.qos }
}
