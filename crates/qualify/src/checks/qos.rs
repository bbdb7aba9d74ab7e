//! Delivery by QoS, and what is sent again (§4.3, §4.4).

use mqtt_packet::{Ack, Packet, PacketId, PacketType, Publish, Qos};
use mqtt_trace::summary::Summary;

use super::{Entry, MARK};
use crate::bench::{Came, Outcome, Premise, Scene, judge, message, shown};
use crate::messages::{self, CLIENT};

pub(super) const CHECKS: &[Entry] = &[
    ("qos-0-sent", qos_0_sent),
    ("qos-1-sender", qos_1_sender),
    ("qos-1-receiver", qos_1_receiver),
    ("qos-2-sender", qos_2_sender),
    ("qos-2-receiver", qos_2_receiver),
    ("qos-1-sent-again", qos_1_sent_again),
    ("qos-2-sent-again", qos_2_sent_again),
    ("pubrel-sent-again", pubrel_sent_again),
];

fn qos_0_sent(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("0");
    let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
    scene.publisher()?.say(&topic, "1", Qos::AtMostOnce)?;
    let publish = subscriber.hears(&topic, "1")?;
    judge(publish.qos == Qos::AtMostOnce && !publish.dup, || shown(&publish))
}

/// New messages have DUP 0 and their own identifiers; one that is acknowledged does not come back.
fn qos_1_sender(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("1");
    let mut subscriber = scene.kept_subscriber(&topic, Qos::AtLeastOnce)?;
    let mut publisher = scene.publisher()?;
    for payload in ["1", "2"] {
        publisher.say(&topic, payload, Qos::AtLeastOnce).premise()?;
        let publish = subscriber.hears(&topic, payload)?;
        judge(publish.qos == Qos::AtLeastOnce && !publish.dup, || shown(&publish))?;
    }
    subscriber.is_served()?;
    subscriber.cut();
    scene.again()?.has_received_nothing()
}

/// After PUBACK the same identifier is a new message, even with DUP.
fn qos_1_receiver(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("1");
    let mut subscriber = scene.subscriber(&topic, Qos::AtLeastOnce)?;
    let mut client = scene.client(CLIENT)?;
    for (dup, payload) in [(false, "1"), (true, "2"), (false, "3")] {
        let packet_id = PacketId::new(77);
        client.publish(Publish { dup, packet_id, ..message(&topic, payload, Qos::AtLeastOnce) })?;
        subscriber.hears(&topic, payload)?;
    }
    Ok(())
}

fn qos_2_sender(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("2");
    let mut subscriber = scene.kept_subscriber(&topic, Qos::ExactlyOnce)?;
    let mut publisher = scene.publisher()?;
    for payload in ["1", "2"] {
        publisher.say(&topic, payload, Qos::ExactlyOnce).premise()?;
        let publish = subscriber.hears(&topic, payload)?;
        judge(publish.qos == Qos::ExactlyOnce && !publish.dup, || shown(&publish))?;
    }
    subscriber.is_served()?;
    subscriber.cut();
    scene.again()?.has_received_nothing()
}

fn qos_2_receiver(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("2");
    let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
    let mut client = scene.client(CLIENT)?;
    let id = client.new_id();
    let publish = Publish { packet_id: Some(id), ..message(&topic, "once", Qos::ExactlyOnce) };
    for dup in [false, true, true] {
        client.begin(Publish { dup, ..publish.clone() })?;
        client.acknowledged(PacketType::Pubrec, id)?;
    }
    for _ in 0..2 {
        client.send(&Packet::Pubrel(Ack::new(id)))?;
        client.acknowledged(PacketType::Pubcomp, id)?;
    }
    // The identifier is free again: this is another message.
    client.publish(Publish { packet_id: Some(id), ..message(&topic, MARK, Qos::ExactlyOnce) })?;
    subscriber.hears(&topic, "once")?;
    subscriber.hears(&topic, MARK).map(drop)
}

fn qos_1_sent_again(scene: &Scene<'_>) -> Outcome {
    sent_again(scene, Qos::AtLeastOnce)
}

fn qos_2_sent_again(scene: &Scene<'_>) -> Outcome {
    sent_again(scene, Qos::ExactlyOnce)
}

fn sent_again(scene: &Scene<'_>, qos: Qos) -> Outcome {
    let topic = scene.topic("again");
    let mut subscriber = scene.kept_subscriber(&topic, qos)?;
    scene.publisher()?.say(&topic, "1", qos).premise()?;
    let first = subscriber.unanswered().premise()?;
    subscriber.cut();
    let mut subscriber = scene.again()?;
    let second = subscriber.message()?;
    judge(second == Publish { dup: true, ..first }, || shown(&second))
}

/// Once PUBREC is there, PUBREL comes again and PUBLISH never.
fn pubrel_sent_again(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("rel");
    let mut subscriber = scene.kept_subscriber(&topic, Qos::ExactlyOnce)?;
    scene.publisher()?.say(&topic, "1", Qos::ExactlyOnce).premise()?;
    let publish = subscriber.unanswered().premise()?;
    let Some(id) = publish.packet_id else { return judge(false, || shown(&publish)) };
    subscriber.send(&Packet::Pubrec(Ack::new(id)))?;
    subscriber.acknowledged(PacketType::Pubrel, id)?;
    subscriber.cut();
    let mut subscriber = scene.again()?;
    match subscriber.receive()? {
        Came::Packet(packet) => {
            judge(packet == Packet::Pubrel(Ack::new(id)), || Summary(&packet).to_string())?;
        }
        Came::Closed => return judge(false, || messages::CLOSED.into()),
        Came::Nothing => return judge(false, || messages::nothing_for(scene.target.patience)),
    }
    subscriber.send(&Packet::Pubcomp(Ack::new(id)))?;
    subscriber.has_received_nothing()
}
