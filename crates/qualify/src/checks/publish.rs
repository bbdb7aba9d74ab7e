//! PUBLISH: DUP, QoS, topic, answers (§3.3).

use mqtt_packet::{Packet, PacketId, PacketType, Publish, Qos};
use mqtt_trace::summary::Summary;

use super::{Entry, MARK};
use crate::bench::{Came, Outcome, Premise, Scene, judge, message, shown, wire};
use crate::messages::{self, CLIENT};

pub(super) const CHECKS: &[Entry] = &[
    ("publish-dup-of-qos-0", dup_of_qos_0),
    ("publish-dup-not-propagated", dup_not_propagated),
    ("publish-dup-at-qos-0-refused", dup_at_qos_0_refused),
    ("publish-qos-3", qos_3),
    ("publish-without-topic", without_topic),
    ("publish-wildcard", wildcard),
    ("publish-matches-filter", matches_filter),
    ("publish-answered", answered),
    ("publish-overlap", overlap),
    ("publish-unauthorised", unauthorised),
    ("publish-pubrel-flags", pubrel_flags),
];

fn dup_of_qos_0(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("0");
    let mut subscriber = scene.subscriber(&topic, Qos::AtMostOnce)?;
    let mut publisher = scene.publisher()?;
    for qos in [Qos::AtMostOnce, Qos::AtLeastOnce] {
        publisher.say(&topic, "1", qos).premise()?;
        let publish = subscriber.hears(&topic, "1")?;
        judge(!publish.dup && publish.qos == Qos::AtMostOnce, || shown(&publish))?;
    }
    Ok(())
}

fn dup_not_propagated(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("dup");
    let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
    let mut publisher = scene.publisher()?;
    for qos in [Qos::AtLeastOnce, Qos::ExactlyOnce] {
        publisher.publish(Publish { dup: true, ..message(&topic, "1", qos) }).premise()?;
        let publish = subscriber.hears(&topic, "1")?;
        judge(!publish.dup, || shown(&publish))?;
    }
    Ok(())
}

fn dup_at_qos_0_refused(scene: &Scene<'_>) -> Outcome {
    let mut bytes = wire::publish(scene.topic("dup").as_bytes());
    bytes[0] |= 0x08;
    scene.closes_on(&bytes)
}

fn qos_3(scene: &Scene<'_>) -> Outcome {
    let topic = wire::text(scene.topic("3").as_bytes());
    for first in [0x36, 0x3e] {
        scene.closes_on(&wire::packet(first, &[&topic, &[0, 1, b'x'][..]].concat()))?;
    }
    Ok(())
}

fn without_topic(scene: &Scene<'_>) -> Outcome {
    scene.closes_on(&wire::packet(0x30, &[]))
}

fn wildcard(scene: &Scene<'_>) -> Outcome {
    for level in ["+", "#", "a+", "a#b"] {
        scene.closes_on(&wire::publish(scene.topic(level).as_bytes()))?;
    }
    Ok(())
}

/// Names on both sides of the border of three filters; the marks close each series.
fn matches_filter(scene: &Scene<'_>) -> Outcome {
    for (place, filter, names) in [
        ("p", "p/+/t", &[("p/1/t", true), ("p/t", false), ("p/1/2/t", false), ("p//t", true)][..]),
        ("h", "h/a/#", &[("h/a", true), ("h/a/", true), ("h/a/b/c", true), ("h/ab", false), ("h", false)]),
        ("e", "e/a", &[("e/a/", false), ("e/A", false), ("e/a", true), ("e", false)]),
    ] {
        let end = scene.topic(&format!("{place}-end"));
        let mut subscriber = scene.subscriber(&scene.topic(filter), Qos::AtLeastOnce)?;
        subscriber.subscribe(&[(&end, Qos::AtLeastOnce)]).premise()?;
        let mut publisher = scene.publisher()?;
        for (name, _) in names {
            publisher.say(&scene.topic(name), name, Qos::AtLeastOnce).premise()?;
        }
        publisher.say(&end, MARK, Qos::AtLeastOnce).premise()?;
        for (name, _) in names.iter().filter(|(_, matches)| *matches) {
            subscriber.hears(&scene.topic(name), name)?;
        }
        subscriber.hears(&end, MARK)?;
    }
    Ok(())
}

fn answered(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("answer");
    let mut client = scene.client(CLIENT)?;
    client.say(&topic, "0", Qos::AtMostOnce)?;
    client.has_received_nothing()?;
    client.say(&topic, "1", Qos::AtLeastOnce)?;
    client.say(&topic, "2", Qos::ExactlyOnce)
}

/// One copy at the highest QoS, or one for each subscription: one of them at least is at the highest.
fn overlap(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("over/lap");
    let mut subscriber = scene.client_as(messages::SUBSCRIBER, scene.clean("sub"))?;
    let filters = [scene.topic("over/#"), scene.topic("over/+"), topic.clone()];
    let wanted = [Qos::AtLeastOnce, Qos::ExactlyOnce, Qos::AtMostOnce];
    for (filter, qos) in filters.iter().zip(wanted) {
        subscriber.subscribe(&[(filter, qos)]).premise()?;
    }
    scene.publisher()?.say(&topic, "1", Qos::ExactlyOnce).premise()?;
    let mut best = subscriber.hears(&topic, "1")?;
    for _ in 1..filters.len() {
        if best.qos == Qos::ExactlyOnce {
            return Ok(());
        }
        best = match subscriber.receive_within(scene.target.patience)? {
            Came::Packet(Packet::Publish(publish)) => publish,
            _ => break,
        };
    }
    judge(best.qos == Qos::ExactlyOnce, || shown(&best))
}

/// The standard keeps topics in `$` for the server: if it lets nobody publish there, it must not say so.
fn unauthorised(scene: &Scene<'_>) -> Outcome {
    let mut client = scene.client(CLIENT)?;
    let topic = format!("$SYS/{}", scene.topic("denied"));
    let id = client.begin(message(&topic, "1", Qos::AtLeastOnce))?;
    match client.receive()? {
        Came::Closed => Ok(()),
        Came::Packet(packet) => {
            let is_ack = packet.packet_type() == PacketType::Puback && packet.packet_id() == id;
            judge(is_ack, || Summary(&packet).to_string())
        }
        Came::Nothing => judge(false, || messages::nothing_for(scene.target.patience)),
    }
}

fn pubrel_flags(scene: &Scene<'_>) -> Outcome {
    let mut client = scene.client(CLIENT)?;
    let publish =
        Publish { packet_id: PacketId::new(7), ..message(&scene.topic("rel"), "1", Qos::ExactlyOnce) };
    client.begin(publish)?;
    client.wait_for(|packet| packet.packet_type() == PacketType::Pubrec).premise()?;
    client.send_bytes(&wire::packet(0x60, &[0, 7]));
    client.closes().map(drop)
}
