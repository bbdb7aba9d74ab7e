//! Retained messages (§3.3.1.3).

use mqtt_packet::{Publish, Qos};

use super::{Entry, MARK};
use crate::bench::{Client, Outcome, Premise, Scene, Stop, judge, message, retained, shown};
use crate::messages::CLIENT;

pub(super) const CHECKS: &[Entry] = &[
    ("retained-stored", stored),
    ("retained-on-each-topic", on_each_topic),
    ("retained-qos-0-discards", qos_0_discards),
    ("retained-flag-for-new", flag_for_new),
    ("retained-flag-for-established", flag_for_established),
    ("retained-empty-removes", empty_removes),
    ("retained-empty-not-stored", empty_not_stored),
    ("retained-not-by-ordinary", not_by_ordinary),
    ("retained-survives-session", survives_session),
];

/// What a client that subscribes now gets first.
fn later(scene: &Scene<'_>, filter: &str) -> Result<(Client, Publish), Stop> {
    let mut client = scene.client_as(CLIENT, scene.clean("later"))?;
    client.subscribe(&[(filter, Qos::ExactlyOnce)]).premise()?;
    let publish = client.message()?;
    Ok((client, publish))
}

/// A client that subscribes now gets nothing before a message that is published then.
fn nothing_later(scene: &Scene<'_>, publisher: &mut Client, topic: &str) -> Outcome {
    let mut client = scene.client_as(CLIENT, scene.clean("later"))?;
    client.subscribe(&[(topic, Qos::AtLeastOnce)]).premise()?;
    client.is_served()?;
    publisher.say(topic, MARK, Qos::AtLeastOnce).premise()?;
    client.hears(topic, MARK).map(drop)
}

fn stored(scene: &Scene<'_>) -> Outcome {
    let mut publisher = scene.publisher()?;
    for qos in [Qos::AtLeastOnce, Qos::ExactlyOnce] {
        let topic = scene.topic(&format!("qos{qos}"));
        publisher.publish(retained(&topic, "old", qos)).premise()?;
        publisher.publish(retained(&topic, "21.5", qos)).premise()?;
        let (mut client, publish) = later(scene, &topic)?;
        judge(publish.payload == "21.5" && publish.qos == qos, || shown(&publish))?;
        client.has_received_nothing()?;
    }
    Ok(())
}

fn on_each_topic(scene: &Scene<'_>) -> Outcome {
    let mut publisher = scene.publisher()?;
    let mut wanted: Vec<String> = (1..=5).map(|number| scene.topic(&format!("room/{number}"))).collect();
    for topic in &wanted {
        publisher.publish(retained(topic, topic, Qos::AtLeastOnce)).premise()?;
    }
    let (mut client, first) = later(scene, &scene.topic("room/+"))?;
    let mut got = vec![first.topic.to_string()];
    while got.len() < wanted.len() {
        got.push(client.message()?.topic.to_string());
    }
    got.sort();
    wanted.sort();
    judge(got == wanted, || got.join(" "))
}

/// The old message must go; that the new one is kept is only recommended.
fn qos_0_discards(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("0");
    let mut publisher = scene.publisher()?;
    publisher.publish(retained(&topic, "old", Qos::AtLeastOnce)).premise()?;
    publisher.publish(retained(&topic, "new", Qos::AtMostOnce))?;
    publisher.is_served().premise()?;
    let mut client = scene.client_as(CLIENT, scene.clean("later"))?;
    client.subscribe(&[(&topic, Qos::AtLeastOnce)]).premise()?;
    client.is_served()?;
    publisher.say(&topic, MARK, Qos::AtLeastOnce).premise()?;
    let publish = client.message()?;
    judge(publish.payload == "new" || publish.payload == MARK, || shown(&publish))
}

fn flag_for_new(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("flag");
    scene.publisher()?.publish(retained(&topic, "21.5", Qos::AtLeastOnce)).premise()?;
    let (_, publish) = later(scene, &topic)?;
    judge(publish.retain, || shown(&publish))
}

fn flag_for_established(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("flag");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    scene.publisher()?.publish(retained(&topic, "21.5", Qos::AtLeastOnce)).premise()?;
    let publish = subscriber.hears(&topic, "21.5")?;
    judge(!publish.retain, || shown(&publish))
}

fn empty_removes(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("empty");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    let mut publisher = scene.publisher()?;
    publisher.publish(retained(&topic, "21.5", Qos::AtLeastOnce)).premise()?;
    publisher.publish(retained(&topic, "", Qos::AtLeastOnce)).premise()?;
    subscriber.hears(&topic, "21.5")?;
    subscriber.hears(&topic, "")?;
    nothing_later(scene, &mut publisher, &topic)
}

fn empty_not_stored(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("empty");
    let mut publisher = scene.publisher()?;
    publisher.publish(retained(&topic, "", Qos::AtLeastOnce)).premise()?;
    nothing_later(scene, &mut publisher, &topic)
}

/// Neither a message nor an empty one without the flag changes what is retained.
fn not_by_ordinary(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("ordinary");
    let mut publisher = scene.publisher()?;
    publisher.publish(message(&topic, "1", Qos::AtLeastOnce)).premise()?;
    nothing_later(scene, &mut publisher, &topic)?;
    publisher.publish(retained(&topic, "21.5", Qos::AtLeastOnce)).premise()?;
    for payload in ["22", ""] {
        publisher.publish(message(&topic, payload, Qos::AtLeastOnce)).premise()?;
        let (_, publish) = later(scene, &topic)?;
        judge(publish.payload == "21.5", || shown(&publish))?;
    }
    Ok(())
}

fn survives_session(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("after");
    let mut publisher = scene.publisher()?;
    publisher.publish(retained(&topic, "21.5", Qos::AtLeastOnce)).premise()?;
    publisher.disconnect()?;
    let (_, publish) = later(scene, &topic)?;
    judge(publish.payload == "21.5", || shown(&publish))
}
