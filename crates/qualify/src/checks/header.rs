//! The fixed header and packet identifiers (§2.2, §2.3).

use std::collections::BTreeSet;

use mqtt_packet::{Ack, Packet, PacketId, PacketType, Qos};

use super::Entry;
use crate::bench::{Outcome, Premise, Scene, judge, message, shown, wire};
use crate::messages::CLIENT;

pub(super) const CHECKS: &[Entry] = &[
    ("flags-invalid", flags_invalid),
    ("flags-of-server", flags_of_server),
    ("id-zero", id_zero),
    ("ids-of-server", ids_of_server),
    ("qos-0-without-id", qos_0_without_id),
    ("ids-of-publish", ids_of_publish),
    ("ids-of-subscribe", ids_of_subscribe),
];

fn flags_invalid(scene: &Scene<'_>) -> Outcome {
    for first in [0x41, 0x51, 0x61, 0x71] {
        scene.closes_on(&wire::packet(first, &[0, 1]))?;
    }
    for first in [0xc1, 0xc8] {
        scene.closes_on(&wire::packet(first, &[]))?;
    }
    let mut connect = scene.connect_bytes(0x02, &[scene.id("f").as_bytes()]);
    connect[0] |= 0x01;
    scene.refuses(&connect).map(drop)
}

/// The decoder refuses what the standard does, so that reading all types of packets is enough.
fn flags_of_server(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("all");
    let mut client = scene.client(CLIENT)?;
    client.subscribe(&[(&topic, Qos::ExactlyOnce)])?;
    for qos in [Qos::AtLeastOnce, Qos::ExactlyOnce] {
        client.say(&topic, "1", qos)?;
        client.message()?;
    }
    client.is_served()?;
    client.unsubscribe(&[&topic])
}

fn id_zero(scene: &Scene<'_>) -> Outcome {
    let name = wire::text(scene.topic("zero").as_bytes());
    for first in [0x32, 0x34] {
        scene.closes_on(&wire::packet(first, &[&name, &[0, 0, b'x'][..]].concat()))?;
    }
    scene.closes_on(&wire::packet(0x82, &[&[0, 0], &name[..], &[0]].concat()))?;
    scene.closes_on(&wire::packet(0xa2, &[&[0, 0], &name[..]].concat()))
}

fn ids_of_server(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("ids");
    let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
    let mut publisher = scene.publisher()?;
    let mut used = BTreeSet::new();
    for qos in [Qos::AtLeastOnce, Qos::ExactlyOnce, Qos::AtLeastOnce, Qos::ExactlyOnce] {
        publisher.say(&topic, "1", qos).premise()?;
        let publish = subscriber.unanswered()?;
        judge(publish.packet_id.is_some_and(|id| used.insert(id)), || shown(&publish))?;
    }
    Ok(())
}

/// An identifier would be taken for the beginning of the payload.
fn qos_0_without_id(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("0");
    let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
    let mut publisher = scene.publisher()?;
    publisher.say(&topic, "21.5", Qos::AtMostOnce)?;
    let publish = subscriber.hears(&topic, "21.5")?;
    judge(publish.qos == Qos::AtMostOnce, || shown(&publish))
}

const IDS: [u16; 4] = [1, 0x0100, 0x1234, 0xffff];

fn ids_of_publish(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("ids");
    let mut client = scene.client(CLIENT)?;
    for id in IDS.into_iter().filter_map(PacketId::new) {
        for (qos, wanted) in [(Qos::AtLeastOnce, PacketType::Puback), (Qos::ExactlyOnce, PacketType::Pubrec)]
        {
            let mut publish = message(&topic, "1", qos);
            publish.packet_id = Some(id);
            client.begin(publish)?;
            client.acknowledged(wanted, id)?;
        }
        client.send(&Packet::Pubrel(Ack::new(id)))?;
        client.acknowledged(PacketType::Pubcomp, id)?;
    }
    // As a sender, the server answers PUBREC with the PUBREL of the same identifier.
    client.subscribe(&[(&topic, Qos::ExactlyOnce)]).premise()?;
    client.say(&topic, "2", Qos::ExactlyOnce)?;
    client.message().map(drop)
}

fn ids_of_subscribe(scene: &Scene<'_>) -> Outcome {
    let topic = wire::text(scene.topic("ids").as_bytes());
    let mut client = scene.client(CLIENT)?;
    for id in IDS.into_iter().filter_map(PacketId::new) {
        let number = id.get().to_be_bytes();
        client.send_bytes(&wire::packet(0x82, &[&number, &topic[..], &[0]].concat()));
        client.acknowledged(PacketType::Suback, id)?;
        client.send_bytes(&wire::packet(0xa2, &[&number, &topic[..]].concat()));
        client.acknowledged(PacketType::Unsuback, id)?;
    }
    Ok(())
}
