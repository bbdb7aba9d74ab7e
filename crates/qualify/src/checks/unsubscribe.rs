//! UNSUBSCRIBE and UNSUBACK (§3.10, §3.11).

use mqtt_packet::{Ack, Packet, PacketType, Qos};

use super::{Entry, MARK};
use crate::bench::{Outcome, Premise, Scene, wire};
use crate::messages::{CLIENT, SUBSCRIBER};

pub(super) const CHECKS: &[Entry] = &[
    ("unsubscribe-flags", flags),
    ("unsubscribe-empty", empty),
    ("unsubscribe-exact-filter", exact_filter),
    ("unsubscribe-stops", stops),
    ("unsubscribe-completes-delivery", completes_delivery),
    ("unsubscribe-unknown", unknown),
    ("unsubscribe-several", several),
];

fn flags(scene: &Scene<'_>) -> Outcome {
    for first in [0xa0, 0xa3] {
        let mut bytes = wire::unsubscribe(scene.topic("flags").as_bytes());
        bytes[0] = first;
        scene.closes_on(&bytes)?;
    }
    Ok(())
}

fn empty(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&wire::packet(0xa2, &[0, 1]))
}

/// Filters that match the same topics, or nearly the same text, end nothing.
fn exact_filter(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("a/b");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    for other in ["a/+", "a/#", "#", "A/B", "a/b/", "a/"] {
        subscriber.unsubscribe(&[&scene.topic(other)]).premise()?;
    }
    let mut publisher = scene.publisher()?;
    publisher.say(&topic, "1", Qos::AtLeastOnce).premise()?;
    subscriber.hears(&topic, "1")?;
    subscriber.unsubscribe(&[&topic]).premise()?;
    publisher.say(&topic, "2", Qos::AtLeastOnce).premise()?;
    subscriber.has_received_nothing()
}

fn stops(scene: &Scene<'_>) -> Outcome {
    let (topic, end) = (scene.topic("stop"), scene.topic("end"));
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    subscriber.subscribe(&[(&end, Qos::AtLeastOnce)]).premise()?;
    subscriber.unsubscribe(&[&topic]).premise()?;
    let mut publisher = scene.publisher()?;
    for qos in [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce] {
        publisher.say(&topic, "1", qos).premise()?;
    }
    publisher.say(&end, MARK, Qos::AtLeastOnce).premise()?;
    subscriber.hears(&end, MARK).map(drop)
}

fn completes_delivery(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("begun");
    let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
    scene.publisher()?.say(&topic, "1", Qos::ExactlyOnce).premise()?;
    let publish = subscriber.unanswered().premise()?;
    subscriber.unsubscribe(&[&topic]).premise()?;
    if let Some(id) = publish.packet_id {
        subscriber.send(&Packet::Pubrec(Ack::new(id)))?;
        subscriber.acknowledged(PacketType::Pubrel, id)?;
        subscriber.send(&Packet::Pubcomp(Ack::new(id)))?;
    }
    subscriber.is_served()
}

fn unknown(scene: &Scene<'_>) -> Outcome {
    let mut client = scene.client(CLIENT)?;
    client.unsubscribe(&[&scene.topic("never")])
}

fn several(scene: &Scene<'_>) -> Outcome {
    let topics: Vec<String> = ["a", "b", "c"].iter().map(|name| scene.topic(name)).collect();
    let mut subscriber = scene.client_as(SUBSCRIBER, scene.clean("sub"))?;
    let filters: Vec<(&str, Qos)> = topics.iter().map(|topic| (topic.as_str(), Qos::AtLeastOnce)).collect();
    subscriber.subscribe(&filters).premise()?;
    subscriber.unsubscribe(&[&topics[0], &topics[2], &scene.topic("never")])?;
    subscriber.has_received_nothing()?;
    let mut publisher = scene.publisher()?;
    for topic in &topics {
        publisher.say(topic, "1", Qos::AtLeastOnce).premise()?;
    }
    subscriber.hears(&topics[1], "1")?;
    subscriber.has_received_nothing()
}
