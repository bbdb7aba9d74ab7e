//! SUBSCRIBE and SUBACK (§3.8, §3.9).

use mqtt_packet::{Packet, PacketType, Qos, Suback, SubscribeReturnCode};
use mqtt_trace::summary::Summary;

use super::{Entry, MARK};
use crate::bench::{Outcome, Premise, Scene, judge, retained, shown, wire};
use crate::messages::{CLIENT, SUBSCRIBER};

pub(super) const CHECKS: &[Entry] = &[
    ("subscribe-flags", flags),
    ("subscribe-empty", empty),
    ("subscribe-wildcards", wildcards),
    ("subscribe-acknowledged", acknowledged),
    ("subscribe-replaces", replaces),
    ("subscribe-replaces-and-sends-retained", replaces_and_sends_retained),
    ("subscribe-several", several),
    ("subscribe-codes", codes),
    ("subscribe-lower-qos", lower_qos),
    ("subscribe-absent-at-qos-0", absent_at_qos_0),
    ("subscribe-qos-3", qos_3),
];

const EACH: [Qos; 3] = [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce];

fn text_of(suback: Suback) -> String {
    Summary::<bytes::Bytes>(&Packet::Suback(suback)).to_string()
}

fn flags(scene: &Scene<'_>) -> Outcome {
    for first in [0x80, 0x83] {
        let mut bytes = wire::subscribe(scene.topic("flags").as_bytes(), 0);
        bytes[0] = first;
        scene.closes_on(&bytes)?;
    }
    Ok(())
}

fn empty(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&wire::packet(0x82, &[0, 1]))
}

/// A server without wildcards refuses them all; one that grants them knows them.
fn wildcards(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("a/b");
    for filter in [scene.topic("a/+"), scene.topic("#")] {
        let mut client = scene.client_as(SUBSCRIBER, scene.clean("sub"))?;
        let suback = client.subscribe(&[(&filter, Qos::AtLeastOnce)])?;
        if suback.return_codes != [SubscribeReturnCode::Failure] {
            scene.publisher()?.say(&topic, "1", Qos::AtLeastOnce).premise()?;
            client.hears(&topic, "1")?;
        }
    }
    Ok(())
}

fn acknowledged(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("ack");
    let mut client = scene.client(CLIENT)?;
    for qos in EACH {
        client.subscribe(&[(&topic, qos)])?;
    }
    Ok(())
}

/// One copy, at the new QoS.
fn replaces(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("twice");
    let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
    let mut publisher = scene.publisher()?;
    for qos in [Qos::AtLeastOnce, Qos::AtMostOnce, Qos::ExactlyOnce] {
        subscriber.subscribe(&[(&topic, qos)])?;
        publisher.say(&topic, "1", Qos::ExactlyOnce).premise()?;
        publisher.say(&topic, MARK, Qos::ExactlyOnce).premise()?;
        let publish = subscriber.hears(&topic, "1")?;
        judge(publish.qos == qos, || shown(&publish))?;
        subscriber.hears(&topic, MARK)?;
    }
    Ok(())
}

fn replaces_and_sends_retained(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("kept");
    scene.publisher()?.publish(retained(&topic, "21.5", Qos::AtLeastOnce)).premise()?;
    let mut subscriber = scene.client_as(SUBSCRIBER, scene.clean("sub"))?;
    for _ in 0..2 {
        subscriber.subscribe(&[(&topic, Qos::AtLeastOnce)]).premise()?;
        let publish = subscriber.hears(&topic, "21.5")?;
        judge(publish.retain, || shown(&publish))?;
    }
    Ok(())
}

/// As several requests of one filter, with one answer.
fn several(scene: &Scene<'_>) -> Outcome {
    let topics: Vec<String> = ["a", "b", "c"].iter().map(|name| scene.topic(name)).collect();
    let filters: Vec<(&str, Qos)> = topics.iter().map(String::as_str).zip(EACH).collect();
    let mut subscriber = scene.client_as(SUBSCRIBER, scene.clean("sub"))?;
    let suback = subscriber.subscribe(&filters)?;
    judge(suback.return_codes.len() == filters.len(), || text_of(suback))?;
    subscriber.is_served()?;
    let mut publisher = scene.publisher()?;
    for topic in &topics {
        publisher.say(topic, "1", Qos::ExactlyOnce).premise()?;
        subscriber.hears(topic, "1")?;
    }
    subscriber.has_received_nothing()
}

/// Whatever is granted, each code answers the filter of its place: the message comes at that QoS.
fn codes(scene: &Scene<'_>) -> Outcome {
    let wanted = [Qos::ExactlyOnce, Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce, Qos::AtMostOnce];
    let topics: Vec<String> = (1..=wanted.len()).map(|number| scene.topic(&number.to_string())).collect();
    let filters: Vec<(&str, Qos)> = topics.iter().map(String::as_str).zip(wanted).collect();
    let mut subscriber = scene.client_as(SUBSCRIBER, scene.clean("sub"))?;
    let suback = subscriber.subscribe(&filters)?;
    judge(suback.return_codes.len() == filters.len(), || text_of(suback.clone()))?;
    let mut publisher = scene.publisher()?;
    for ((topic, asked), code) in filters.iter().zip(&suback.return_codes) {
        let SubscribeReturnCode::Granted(granted) = code else { continue };
        judge(granted <= asked, || text_of(suback.clone()))?;
        publisher.say(topic, "1", Qos::ExactlyOnce).premise()?;
        let publish = subscriber.hears(topic, "1")?;
        judge(publish.qos == *granted, || shown(&publish))?;
    }
    Ok(())
}

fn lower_qos(scene: &Scene<'_>) -> Outcome {
    let mut publisher = scene.publisher()?;
    for granted in EACH {
        let topic = scene.topic(&format!("granted{granted}"));
        let mut subscriber = scene.subscriber(&topic, granted)?;
        for published in EACH {
            publisher.say(&topic, "1", published).premise()?;
            let publish = subscriber.hears(&topic, "1")?;
            judge(publish.qos == granted.min(published), || shown(&publish))?;
        }
    }
    Ok(())
}

/// A server may keep what is published at QoS 0 for those who are absent; it is QoS 0 all the same.
fn absent_at_qos_0(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("absent");
    scene.kept_subscriber(&topic, Qos::AtLeastOnce)?.disconnect()?;
    let mut publisher = scene.publisher()?;
    publisher.say(&topic, "1", Qos::AtMostOnce)?;
    publisher.say(&topic, MARK, Qos::AtLeastOnce).premise()?;
    let mut subscriber = scene.again()?;
    let publish = subscriber.message()?;
    let wanted = if publish.payload == MARK { Qos::AtLeastOnce } else { Qos::AtMostOnce };
    judge(publish.qos == wanted, || shown(&publish))
}

fn qos_3(scene: &Scene<'_>) -> Outcome {
    for requested in [0x03, 0x04, 0x81] {
        scene.closes_on(&wire::subscribe(scene.topic("qos").as_bytes(), requested))?;
    }
    let mut client = scene.client(CLIENT)?;
    client.send_bytes(&wire::subscribe(scene.topic("qos").as_bytes(), 2));
    client.wait_for(|packet| packet.packet_type() == PacketType::Suback).map(drop)
}
