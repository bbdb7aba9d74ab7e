//! The payload of CONNECT (§3.1.3).

use bytes::Bytes;
use mqtt_packet::{ConnectReturnCode, Packet, Qos};
use mqtt_trace::summary::Summary;

use super::Entry;
use crate::bench::{Outcome, Premise, Scene, Stop, judge, will};
use crate::messages::{self, CLIENT, OTHER, PUBLISHER, SUBSCRIBER};

pub(super) const CHECKS: &[Entry] = &[
    ("client-id-allowed", allowed),
    ("client-id-empty", empty),
    ("client-id-empty-kept", empty_kept),
    ("client-id-unusual", unusual),
    ("client-id-names-the-session", names_the_session),
    ("connect-order-of-fields", order_of_fields),
];

const LONGEST: usize = 23;

/// Identifiers of 23 characters at most, in which each of the 62 allowed ones stands once after what makes them
/// those of nobody else. One of a single character might be somebody's: none is tried.
fn allowed(scene: &Scene<'_>) -> Outcome {
    let own = scene.id("");
    let characters: String = ('0'..='9').chain('a'..='z').chain('A'..='Z').collect();
    let room = LONGEST - own.len().min(LONGEST);
    let mut rest = characters.as_str();
    while !rest.is_empty() {
        let (now, later) = rest.split_at(room.min(rest.len()).max(1));
        let mut client = scene.open(CLIENT)?;
        client.connect_accepted(scene.target.connect(&format!("{own}{now}"), true))?;
        rest = later;
    }
    Ok(())
}

fn empty(scene: &Scene<'_>) -> Outcome {
    let mut first = scene.open(CLIENT)?;
    let connack = first.connect(scene.target.connect("", true))?;
    if connack.return_code != ConnectReturnCode::Accepted {
        // A server may refuse, as it refuses any identifier.
        let rightly = connack.return_code == ConnectReturnCode::IdentifierRejected;
        return judge(rightly, || Summary::<Bytes>(&Packet::Connack(connack)).to_string());
    }
    // Each has an identifier of its own: the second takes no place.
    let mut second = scene.open(OTHER)?;
    second.connect_accepted(scene.target.connect("", true))?;
    first.is_served()?;
    second.is_served()
}

fn empty_kept(scene: &Scene<'_>) -> Outcome {
    let connack = scene.refuses(&scene.connect_bytes(0x00, &[b""]))?;
    let code = connack.map(|connack| connack.return_code);
    judge(code == Some(ConnectReturnCode::IdentifierRejected), || messages::refused_with(code))
}

/// What a server need not allow: it does, or it says why not.
fn unusual(scene: &Scene<'_>) -> Outcome {
    let own = scene.id("");
    for id in [format!("{own} é☃#+"), format!("{own}{}", "x".repeat(300))] {
        let mut client = scene.open(CLIENT)?;
        let connack = client.connect(scene.target.connect(&id, true))?;
        match connack.return_code {
            ConnectReturnCode::Accepted => client.is_served()?,
            ConnectReturnCode::IdentifierRejected => drop(client.closes()?),
            _ => {
                return Err(Stop::NotKept(Summary::<Bytes>(&Packet::Connack(connack)).to_string()));
            }
        }
    }
    Ok(())
}

fn names_the_session(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("who");
    let mut one = scene.client_as(SUBSCRIBER, scene.kept("one"))?;
    one.subscribe(&[(&topic, Qos::AtLeastOnce)]).premise()?;
    one.disconnect()?;
    let mut two = scene.open(OTHER)?;
    let present = two.connect_accepted(scene.kept("two")).premise()?;
    judge(!present, || messages::SESSION_PRESENT.into())?;
    scene.publisher()?.say(&topic, "1", Qos::AtLeastOnce).premise()?;
    let mut one = scene.open(SUBSCRIBER)?;
    let present = one.connect_accepted(scene.kept("one")).premise()?;
    judge(present, || messages::SESSION_ABSENT.into())?;
    one.hears(&topic, "1")?;
    two.has_received_nothing()
}

/// The will comes as it stood between the client identifier and the user name, if there is one.
fn order_of_fields(scene: &Scene<'_>) -> Outcome {
    let topic = scene.topic("will");
    let mut subscriber = scene.subscriber(&topic, Qos::AtMostOnce)?;
    let mut connect = scene.clean("order");
    connect.will = will(&topic, Qos::AtMostOnce);
    let client = scene.client_as(PUBLISHER, connect)?;
    client.cut();
    subscriber.hears(&topic, messages::WILL).map(drop)
}
