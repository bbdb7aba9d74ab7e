//! CONNACK (§3.2).

use mqtt_packet::{ConnectReturnCode, Packet, Qos};
use mqtt_trace::summary::Summary;

use super::Entry;
use crate::bench::{Came, Outcome, Premise, Scene, Stop, judge, wire};
use crate::messages::{self, CLIENT, SUBSCRIBER};

pub(super) const CHECKS: &[Entry] = &[
    ("connack-first", first),
    ("session-present-clean", present_clean),
    ("session-present-stored", present_stored),
    ("session-present-new", present_new),
    ("session-present-refused", present_refused),
    ("connack-refused-closes", refused_closes),
];

fn first(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("queue");
    scene.kept_subscriber(&topic, Qos::AtLeastOnce)?.disconnect()?;
    scene.publisher()?.say(&topic, "1", Qos::AtLeastOnce).premise()?;
    let mut subscriber = scene.open(SUBSCRIBER)?;
    subscriber.send(&Packet::Connect(Box::new(scene.kept("kept"))))?;
    match subscriber.receive()? {
        Came::Packet(packet) => judge(matches!(packet, Packet::Connack(_)), || Summary(&packet).to_string()),
        Came::Closed => judge(false, || messages::CLOSED.into()),
        Came::Nothing => judge(false, || messages::NOTHING.into()),
    }
}

fn present_clean(scene: &Scene<'_>) -> Outcome {
    scene.client_as(CLIENT, scene.kept("sp"))?.disconnect()?;
    let present = scene.open(CLIENT)?.connect_accepted(scene.clean("sp")).premise()?;
    judge(!present, || messages::SESSION_PRESENT.into())
}

fn present_stored(scene: &Scene<'_>) -> Outcome {
    scene.client_as(CLIENT, scene.kept("sp"))?.disconnect()?;
    let mut client = scene.open(CLIENT)?;
    let present = client.connect_accepted(scene.kept("sp")).premise()?;
    judge(present, || messages::SESSION_ABSENT.into())?;
    client.cut();
    scene.settle();
    let present = scene.open(CLIENT)?.connect_accepted(scene.kept("sp")).premise()?;
    judge(present, || messages::SESSION_ABSENT.into())
}

fn present_new(scene: &Scene<'_>) -> Outcome {
    let present = scene.open(CLIENT)?.connect_accepted(scene.kept("sp")).premise()?;
    judge(!present, || messages::SESSION_PRESENT.into())
}

/// The decoder refuses a CONNACK that breaks the rule: the session is there, and the level unknown.
fn present_refused(scene: &Scene<'_>) -> Outcome {
    scene.client_as(CLIENT, scene.kept("sp"))?.disconnect()?;
    let connack = scene.refuses(&wire::connect(b"MQTT", 42, 0x00, &[scene.id("sp").as_bytes()]))?;
    match connack {
        Some(connack) => judge(!connack.session_present, || messages::SESSION_PRESENT.into()),
        None => Err(Stop::NoVerdict(messages::CLOSED.into())),
    }
}

fn refused_closes(scene: &Scene<'_>) -> Outcome {
    let connack = scene.refuses(&scene.connect_bytes(0x00, &[b""]))?;
    let refused = connack.is_some_and(|connack| connack.return_code != ConnectReturnCode::Accepted);
    if refused { Ok(()) } else { Err(Stop::NoVerdict(messages::CLOSED.into())) }
}
