//! The order of messages (§4.6): a server follows, as a sender and as a receiver, the rules of clients
//! `[MQTT-4.6.0-6]`.

use mqtt_packet::{Ack, Packet, PacketId, PacketType, Qos};

use super::Entry;
use crate::bench::{Client, Outcome, Premise, Scene, Stop, judge, message};
use crate::messages::{self, CLIENT};

pub(super) const CHECKS: &[Entry] = &[
    ("order-of-messages", of_messages),
    ("order-of-resends", of_resends),
    ("order-of-puback", of_puback),
    ("order-of-pubrec", of_pubrec),
    ("order-of-pubrel", of_pubrel),
];

/// More than brokers usually have in flight for one client, so that some must wait.
const MANY: usize = 50;

fn of_messages(scene: &Scene<'_>) -> Outcome {
    for qos in [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce] {
        let topic = scene.topic(&format!("order{qos}"));
        let mut subscriber = scene.subscriber(&topic, qos)?;
        let mut publisher = scene.publisher()?;
        for number in 0..MANY {
            publisher.say(&topic, &number.to_string(), qos).premise()?;
        }
        for number in 0..MANY {
            subscriber.hears(&topic, &number.to_string())?;
        }
    }
    Ok(())
}

fn of_resends(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("again");
    let payloads = ["1", "2", "3", "4", "5"];
    let mut subscriber = scene.kept_subscriber(&topic, Qos::AtLeastOnce)?;
    let mut publisher = scene.publisher()?;
    for payload in payloads {
        publisher.say(&topic, payload, Qos::AtLeastOnce).premise()?;
    }
    for _ in payloads {
        subscriber.unanswered().premise()?;
    }
    subscriber.cut();
    let mut subscriber = scene.again()?;
    payloads.iter().try_for_each(|payload| subscriber.hears(&topic, payload).map(drop))
}

/// Publishes three messages in one go, and looks at the order in which they are answered.
fn of_answers(scene: &Scene<'_>, qos: Qos, answer: PacketType) -> Outcome {
    let topic = scene.topic("acks");
    let mut client = scene.client(CLIENT)?;
    let ids: Vec<PacketId> = [31, 7, 19].into_iter().filter_map(PacketId::new).collect();
    for id in &ids {
        let mut publish = message(&topic, "1", qos);
        publish.packet_id = Some(*id);
        client.begin(publish)?;
    }
    let got = answers(&mut client, answer, ids.len())?;
    judge(got == ids, || messages::ids(answer, &got))
}

fn answers(client: &mut Client, wanted: PacketType, count: usize) -> Result<Vec<PacketId>, Stop> {
    let mut got = Vec::new();
    for _ in 0..count {
        got.extend(client.wait_for(|packet| packet.packet_type() == wanted)?.packet_id());
    }
    Ok(got)
}

fn of_puback(scene: &Scene<'_>) -> Outcome {
    of_answers(scene, Qos::AtLeastOnce, PacketType::Puback)
}

fn of_pubrec(scene: &Scene<'_>) -> Outcome {
    of_answers(scene, Qos::ExactlyOnce, PacketType::Pubrec)
}

/// The subscriber answers three messages in another order than they came.
fn of_pubrel(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("rel");
    let mut subscriber = scene.subscriber(&topic, Qos::ExactlyOnce)?;
    let mut publisher = scene.publisher()?;
    let mut ids = Vec::new();
    for payload in ["1", "2", "3"] {
        publisher.say(&topic, payload, Qos::ExactlyOnce).premise()?;
        ids.extend(subscriber.unanswered().premise()?.packet_id);
    }
    ids.reverse();
    for id in &ids {
        subscriber.send(&Packet::Pubrec(Ack::new(*id)))?;
    }
    let got = answers(&mut subscriber, PacketType::Pubrel, ids.len())?;
    judge(got == ids, || messages::ids(PacketType::Pubrel, &got))
}
