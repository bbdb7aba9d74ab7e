//! Sessions that last, and those that do not (§3.1.2.4, §4.1).

use mqtt_packet::{Ack, Packet, PacketType, Publish, Qos};

use super::{Entry, MARK};
use crate::bench::{Outcome, Premise, Scene, judge, message, shown};
use crate::messages::{self, CLIENT, SUBSCRIBER};

pub(super) const CHECKS: &[Entry] = &[
    ("session-resumed", resumed),
    ("session-queue", queue),
    ("session-ownership", ownership),
    ("session-discarded", discarded),
    ("session-not-reused", not_reused),
    ("session-clean-processed", clean_processed),
    ("session-stores-received-ids", stores_received_ids),
    ("session-as-long-as-connection", as_long_as_connection),
];

fn resumed(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("kept");
    scene.kept_subscriber(&topic, Qos::AtLeastOnce)?.disconnect()?;
    let mut subscriber = scene.again()?;
    scene.publisher()?.say(&topic, "1", Qos::AtLeastOnce).premise()?;
    subscriber.hears(&topic, "1").map(drop)
}

fn queue(scene: &Scene<'_>) -> Outcome {
    for qos in [Qos::AtLeastOnce, Qos::ExactlyOnce] {
        let topic = scene.topic(if qos == Qos::AtLeastOnce { "q1" } else { "q2" });
        scene.kept_subscriber(&topic, qos)?.disconnect()?;
        let mut publisher = scene.publisher()?;
        for payload in ["1", "2", "3"] {
            publisher.say(&topic, payload, qos).premise()?;
        }
        let mut subscriber = scene.again()?;
        for payload in ["1", "2", "3"] {
            let publish = subscriber.hears(&topic, payload)?;
            judge(publish.qos == qos, || shown(&publish))?;
        }
        subscriber.disconnect()?;
    }
    Ok(())
}

/// What the server has acknowledged is in the session even of a subscriber who is cut at that moment.
fn ownership(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("owned");
    let subscriber = scene.kept_subscriber(&topic, Qos::AtLeastOnce)?;
    let mut publisher = scene.publisher()?;
    publisher.say(&topic, "1", Qos::AtLeastOnce).premise()?;
    subscriber.cut();
    publisher.say(&topic, "2", Qos::AtLeastOnce).premise()?;
    let mut subscriber = scene.again()?;
    subscriber.hears(&topic, "1")?;
    subscriber.hears(&topic, "2").map(drop)
}

fn discarded(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("gone");
    scene.kept_subscriber(&topic, Qos::AtLeastOnce)?.disconnect()?;
    let mut publisher = scene.publisher()?;
    publisher.say(&topic, "before", Qos::AtLeastOnce).premise()?;
    let mut subscriber = scene.client_as(SUBSCRIBER, scene.clean("kept"))?;
    publisher.say(&topic, "after", Qos::AtLeastOnce).premise()?;
    subscriber.has_received_nothing()
}

fn not_reused(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("clean");
    let mut subscriber = scene.client_as(SUBSCRIBER, scene.clean("kept"))?;
    subscriber.subscribe(&[(&topic, Qos::AtLeastOnce)]).premise()?;
    subscriber.cut();
    scene.settle();
    let mut publisher = scene.publisher()?;
    publisher.say(&topic, "before", Qos::AtLeastOnce).premise()?;
    let mut subscriber = scene.open(SUBSCRIBER)?;
    let present = subscriber.connect_accepted(scene.kept("kept")).premise()?;
    judge(!present, || messages::SESSION_PRESENT.into())?;
    publisher.say(&topic, "after", Qos::AtLeastOnce).premise()?;
    subscriber.has_received_nothing()
}

/// A clean session between two that are kept leaves nothing of the first.
fn clean_processed(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("between");
    scene.kept_subscriber(&topic, Qos::AtLeastOnce)?.disconnect()?;
    scene.client_as(SUBSCRIBER, scene.clean("kept"))?.disconnect()?;
    let mut subscriber = scene.open(SUBSCRIBER)?;
    let present = subscriber.connect_accepted(scene.kept("kept")).premise()?;
    judge(!present, || messages::SESSION_PRESENT.into())?;
    scene.publisher()?.say(&topic, "1", Qos::AtLeastOnce).premise()?;
    subscriber.has_received_nothing()
}

/// The identifier of a QoS 2 message that was received and not released is part of the session.
fn stores_received_ids(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("exactly");
    let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
    let mut client = scene.client_as(CLIENT, scene.kept("pub"))?;
    let id = client.new_id();
    let publish = Publish { packet_id: Some(id), ..message(&topic, "once", Qos::ExactlyOnce) };
    client.begin(publish.clone())?;
    client.acknowledged(PacketType::Pubrec, id).premise()?;
    client.cut();
    let mut client = scene.client_as(CLIENT, scene.kept("pub"))?;
    client.begin(Publish { dup: true, ..publish })?;
    client.acknowledged(PacketType::Pubrec, id)?;
    client.send(&Packet::Pubrel(Ack::new(id)))?;
    client.acknowledged(PacketType::Pubcomp, id)?;
    client.new_id();
    client.say(&topic, MARK, Qos::ExactlyOnce).premise()?;
    subscriber.hears(&topic, "once")?;
    subscriber.hears(&topic, MARK).map(drop)
}

fn as_long_as_connection(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("long");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    for payload in ["1", "2"] {
        scene.settle();
        let mut publisher = scene.publisher()?;
        publisher.say(&topic, payload, Qos::AtLeastOnce).premise()?;
        publisher.disconnect()?;
        subscriber.hears(&topic, payload)?;
    }
    Ok(())
}
